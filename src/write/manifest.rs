//! The manifest: what lies beside a dump and says what it is.
//!
//! A text in the form of `SHA256SUMS`: `sha256sum -c` takes its lines of files and passes over the
//! comments, in which stands what the graph is. So a file in another format, or one that was
//! written again by another program, can be held against it too.
//!
//! ```text
//! # kadergraaf manifest 1
//! # program: kadergraaf 0.1.0
//! # edition: 2.5.1
//! # dataset: rdfc-1.0-sha256:0f3c… 15012
//! # graph: default rdfc-1.0-sha256:9d01… 14870
//! # graph: <https://w3id.org/kadergraaf/id/graph/quality> rdfc-1.0-sha256:77ab… 142
//! # class: <https://w3id.org/kadergraaf/def#Measure> 108
//! 5e88…  kadergraaf.nq
//! ```

use super::fingerprint::{Fingerprint, GraphSummary, Summarizer, Summary};
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::str::FromStr;

const FIRST_LINE: &str = "# kadergraaf manifest 1";
const ALGORITHM: &str = "rdfc-1.0-sha256:";

/// What a manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The program that made the dump, with its version.
    pub program: String,
    /// The edition of the framework, where the source says it.
    pub edition: Option<String>,
    /// What the dataset is.
    pub summary: Summary,
    /// The dump's files.
    pub files: Vec<FileSum>,
}

impl Manifest {
    /// Of one file, that has what the summarizer was told.
    ///
    /// # Errors
    /// Where temporary files fail.
    pub fn of(program: &str, told: Summarizer, file: FileSum) -> io::Result<Self> {
        Ok(Self {
            program: program.to_owned(),
            edition: told.edition(),
            summary: told.finish()?,
            files: vec![file],
        })
    }
}

/// A file and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSum {
    /// 64 hexadecimal digits.
    pub sha256: String,
    /// Its name, without folders.
    pub name: String,
}

/// Why a text is no manifest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// It does not begin as one.
    #[error("it is no manifest: the first line is not \"{FIRST_LINE}\"")]
    NotAManifest,
    /// A line is not of the form it should have.
    #[error("line {line} of the manifest cannot be read: {text:?}")]
    Malformed {
        /// From 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// It does not say what the graph is.
    #[error("the manifest says nothing of its {0}")]
    Missing(&'static str),
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let summary = &self.summary;
        writeln!(f, "{FIRST_LINE}")?;
        writeln!(f, "# program: {}", self.program)?;
        if let Some(edition) = &self.edition {
            writeln!(f, "# edition: {edition}")?;
        }
        writeln!(
            f,
            "# dataset: {ALGORITHM}{} {}",
            summary.fingerprint, summary.quads
        )?;
        let graph = |f: &mut fmt::Formatter<'_>, name: &str, graph: &GraphSummary| {
            writeln!(
                f,
                "# graph: {name} {ALGORITHM}{} {}",
                graph.fingerprint, graph.quads
            )
        };
        graph(f, "default", &summary.default_graph)?;
        for (name, of_name) in &summary.named_graphs {
            graph(f, &format!("<{name}>"), of_name)?;
        }
        for (class, count) in &summary.classes {
            writeln!(f, "# class: <{class}> {count}")?;
        }
        for file in &self.files {
            writeln!(f, "{}  {}", file.sha256, file.name)?;
        }
        Ok(())
    }
}

impl FromStr for Manifest {
    type Err = ManifestError;

    fn from_str(text: &str) -> Result<Self, ManifestError> {
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, line)| line) != Some(FIRST_LINE) {
            return Err(ManifestError::NotAManifest);
        }
        let mut reading = Reading::default();
        for (place, line) in lines {
            reading.line(line).ok_or_else(|| ManifestError::Malformed {
                line: place + 1,
                text: line.to_owned(),
            })?;
        }
        reading.finish()
    }
}

#[derive(Default)]
struct Reading {
    program: Option<String>,
    edition: Option<String>,
    dataset: Option<GraphSummary>,
    default_graph: Option<GraphSummary>,
    named_graphs: BTreeMap<String, GraphSummary>,
    classes: BTreeMap<String, u64>,
    files: Vec<FileSum>,
}

impl Reading {
    /// Takes a line; `None` where it is not of its form.
    fn line(&mut self, line: &str) -> Option<()> {
        if line.trim().is_empty() {
            return Some(());
        }
        let Some(comment) = line.strip_prefix('#') else {
            let (sha256, name) = line.split_once("  ")?;
            self.files.push(FileSum {
                sha256: digest(sha256)?,
                name: name.to_owned(),
            });
            return Some(());
        };
        // Comments of other programs, or of later versions, are passed over.
        let Some((key, value)) = comment.trim().split_once(": ") else {
            return Some(());
        };
        match key {
            "program" => self.program = Some(value.to_owned()),
            "edition" => self.edition = Some(value.to_owned()),
            "dataset" => self.dataset = Some(summary(value)?),
            "graph" => {
                let (name, rest) = value.split_once(' ')?;
                if name == "default" {
                    self.default_graph = Some(summary(rest)?);
                } else {
                    self.named_graphs.insert(bare_iri(name)?, summary(rest)?);
                }
            }
            "class" => {
                let (class, count) = value.split_once(' ')?;
                self.classes.insert(bare_iri(class)?, count.parse().ok()?);
            }
            _ => {}
        }
        Some(())
    }

    fn finish(self) -> Result<Manifest, ManifestError> {
        let dataset = self.dataset.ok_or(ManifestError::Missing("dataset"))?;
        Ok(Manifest {
            program: self.program.ok_or(ManifestError::Missing("program"))?,
            edition: self.edition,
            summary: Summary {
                fingerprint: dataset.fingerprint,
                quads: dataset.quads,
                default_graph: self
                    .default_graph
                    .ok_or(ManifestError::Missing("default graph"))?,
                named_graphs: self.named_graphs,
                classes: self.classes,
            },
            files: self.files,
        })
    }
}

fn summary(text: &str) -> Option<GraphSummary> {
    let (fingerprint, quads) = text.strip_prefix(ALGORITHM)?.split_once(' ')?;
    Some(GraphSummary {
        fingerprint: digest(fingerprint)?,
        quads: quads.parse().ok()?,
    })
}

fn digest(text: &str) -> Option<Fingerprint> {
    let whole = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| text.to_ascii_lowercase())
}

fn bare_iri(text: &str) -> Option<String> {
    Some(text.strip_prefix('<')?.strip_suffix('>')?.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::QuadSink;
    use crate::write::fingerprint::Summarizer;
    use crate::write::testing::example;

    fn manifest() -> Manifest {
        let mut summarizer = Summarizer::default();
        for quad in example() {
            summarizer.quad(quad.as_ref()).unwrap();
        }
        Manifest {
            program: "kadergraaf 0.1.0".to_owned(),
            edition: Some("2.5.1".to_owned()),
            summary: summarizer.finish().unwrap(),
            files: vec![FileSum {
                sha256: "0123456789abcdef".repeat(4),
                name: "kader graaf.nq".to_owned(),
            }],
        }
    }

    #[test]
    fn a_manifest_says_again_what_it_said() {
        assert_eq!(manifest().to_string().parse(), Ok(manifest()));
        let later = format!("{}# colour: green\n\n# and more\n", manifest());
        assert_eq!(later.parse(), Ok(manifest()));
    }

    #[test]
    fn what_is_no_manifest_is_said_with_its_line() {
        let read = |text: &str| text.parse::<Manifest>().unwrap_err().to_string();
        assert!(read("{}").contains("it is no manifest"));
        assert!(read(&format!("{FIRST_LINE}\n# program: x\n")).contains("its dataset"));
        let broken = manifest().to_string().replace("# class: <", "# class: ");
        assert!(
            read(&broken).starts_with("line 7 of the manifest cannot be read"),
            "{}",
            read(&broken)
        );
        let short = manifest().to_string().replace("sha256:", "sha256:0");
        assert!(read(&short).starts_with("line 4 "));
    }
}
