//! The files of `data/` that are built in, as the build prepares them.
//!
//! People write YAML. Every run reads these files, and reading JSON is a tenth of the work; so
//! `build.rs` makes the one of the other, each value on the line on which its author wrote it
//! (`same_lines.rs`). What is no YAML ends the build. An error of form, which a run would meet and
//! tests look for, therefore names the author's line.

#[cfg(test)]
mod same_lines;

use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// A file of `data/`, ready to be read.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Its path in `data/`: `concepts/role.yaml`.
    pub(crate) name: &'static str,
    json: Cow<'static, str>,
}

/// A file is not of the form that its reader expects.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("data/{file}:{line}: {message}")]
pub struct FormError {
    /// The file's path in `data/`.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The file of this path in `data/`, as the build prepared it.
macro_rules! file {
    ($name:literal) => {
        $crate::data::File::prepared(
            $name,
            include_str!(concat!(env!("OUT_DIR"), "/data/", $name, ".json")),
        )
    };
}
pub(crate) use file;

impl File {
    /// What [`file!`] makes.
    pub(crate) const fn prepared(name: &'static str, json: &'static str) -> Self {
        Self {
            name,
            json: Cow::Borrowed(json),
        }
    }

    /// The value of the file.
    ///
    /// # Errors
    /// Where it is not of the form of `T`, with the line.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, FormError> {
        serde_json::from_str(&self.json).map_err(|error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let message = error.to_string();
            FormError {
                file: self.name,
                line: error.line(),
                // The column is that of the JSON.
                message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
            }
        })
    }
}

#[cfg(test)]
pub(crate) use same_lines::Scalars;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
impl File {
    /// A file as the build would prepare it.
    pub(crate) fn of_yaml(name: &'static str, yaml: &str, scalars: Scalars) -> Self {
        Self {
            name,
            json: Cow::Owned(same_lines::to_json(yaml, scalars).unwrap()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_authors_line() {
        let file = File::of_yaml(
            "colours.yaml",
            "# Colours\n- 1\n\n- 2\n- red\n",
            Scalars::Typed,
        );
        assert_eq!(file.read::<Vec<String>>().unwrap_err().line, 2);
        assert_eq!(
            file.read::<Vec<u8>>().unwrap_err().to_string(),
            "data/colours.yaml:5: invalid type: string \"red\", expected u8"
        );
    }
}
