//! The heading of a question: YAML in the comment lines at the head of its file.
//!
//! ```text
//! # title: { nl: …, en: … }
//! # description: { nl: …, en: … }
//! # parameters:
//! #   - name: phase
//! #     kind: phase
//! #     title: { nl: Fase, en: Phase }
//! #     example: ontwerp
//! # columns:
//! #   - { name: measure, nl: Maatregel, en: Measure }
//! ```

use super::parameter::{Parameter, ParameterKind};
use crate::findings::Bilingual;
use serde::Deserialize;

/// A column of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The variable, without `?`.
    pub name: String,
    /// What stands in it.
    pub title: Bilingual,
}

/// What is wrong with a heading.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HeadingError {
    /// There is none.
    #[error("the file does not begin with its heading in # lines")]
    Missing,
    /// It is no YAML, or not of this form.
    #[error("{0}")]
    Form(#[from] serde_yaml::Error),
}

pub(super) struct Heading {
    pub(super) title: Bilingual,
    pub(super) description: Bilingual,
    pub(super) parameters: Vec<Parameter>,
    pub(super) columns: Vec<Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHeading {
    title: WrittenText,
    description: WrittenText,
    #[serde(default)]
    parameters: Vec<WrittenParameter>,
    columns: Vec<WrittenColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenText {
    nl: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    name: String,
    kind: ParameterKind,
    title: WrittenText,
    /// As many as make a good example, separated by blanks where several may be given.
    example: String,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    several: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    name: String,
    nl: String,
    en: String,
}

impl From<WrittenText> for Bilingual {
    fn from(text: WrittenText) -> Self {
        Self::new(text.nl, text.en)
    }
}

pub(super) fn read(text: &str) -> Result<Heading, HeadingError> {
    let mut yaml = String::new();
    for line in text.lines().map_while(|line| line.strip_prefix('#')) {
        yaml.push_str(line.strip_prefix(' ').unwrap_or(line));
        yaml.push('\n');
    }
    if yaml.trim().is_empty() {
        return Err(HeadingError::Missing);
    }
    let written: WrittenHeading = serde_yaml::from_str(&yaml)?;
    Ok(Heading {
        title: written.title.into(),
        description: written.description.into(),
        parameters: written
            .parameters
            .into_iter()
            .map(|parameter| Parameter {
                name: parameter.name,
                kind: parameter.kind,
                title: parameter.title.into(),
                example: parameter.example,
                optional: parameter.optional,
                several: parameter.several,
            })
            .collect(),
        columns: written
            .columns
            .into_iter()
            .map(|column| Column {
                name: column.name,
                title: Bilingual::new(column.nl, column.en),
            })
            .collect(),
    })
}
