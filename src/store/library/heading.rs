//! The heading of a question: YAML in the comment lines at the head of its file.
//!
//! ```text
//! # title: { nl: …, en: … }
//! # question: { nl: …, en: … }
//! # description: { nl: …, en: … }
//! # audience: [lawyer]
//! # needs: relations
//! # parameters:
//! #   - name: phase
//! #     kind: phase
//! #     title: { nl: Fase, en: Phase }
//! #     example: ontwerp
//! # columns:
//! #   - { name: title, nl: Maatregel, en: Measure, of: measure }
//! #   - { name: measure, nl: Adres, en: Address, thing: true }
//! ```
//!
//! `docs/queries.md` says it for those who write one.

use super::kind::ParameterKind;
use super::parameter::Parameter;
use crate::findings::Bilingual;
use serde::Deserialize;

/// For whom a question is, first of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Who must say what the law asks.
    Lawyer,
    /// Who must get it done.
    ProjectLeader,
    /// Who looks whether it was done.
    Auditor,
    /// Who works with the graph itself.
    DataUser,
}

impl Audience {
    /// All four, in the order in which pages show them.
    pub const ALL: [Self; 4] = [
        Self::Lawyer,
        Self::ProjectLeader,
        Self::Auditor,
        Self::DataUser,
    ];

    /// As it stands in a heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lawyer => "lawyer",
            Self::ProjectLeader => "project-leader",
            Self::Auditor => "auditor",
            Self::DataUser => "data-user",
        }
    }
}

/// Which editions a question suits: what its rows depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// Relations and the citations under Bronnen: the built-in edition and a checkout give the same
    /// rows, words of titles apart.
    Relations,
    /// The full texts or the files of a checkout; the built-in edition has summaries.
    Text,
    /// Two releases as named graphs.
    Releases,
}

impl Needs {
    /// As it stands in a heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relations => "relations",
            Self::Text => "text",
            Self::Releases => "releases",
        }
    }
}

/// Whether a column holds things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Things {
    /// Texts, numbers, dates.
    #[default]
    None,
    /// The IRI of a thing.
    One,
    /// The IRIs of things, separated by blanks.
    Many,
}

/// A column of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The variable, without `?`.
    pub name: String,
    /// What stands in it.
    pub title: Bilingual,
    /// Whether it holds things.
    pub things: Things,
    /// The column that holds the thing, or the things, whose words stand here.
    pub of: Option<String>,
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
    /// A column has the words of a column that holds no things.
    #[error("the column {column} is of {of}, which is no column of things")]
    NoThings {
        /// The column.
        column: String,
        /// What it names.
        of: String,
    },
}

pub(super) struct Heading {
    pub(super) title: Bilingual,
    pub(super) question: Bilingual,
    pub(super) description: Bilingual,
    pub(super) audience: Vec<Audience>,
    pub(super) needs: Needs,
    pub(super) parameters: Vec<Parameter>,
    pub(super) columns: Vec<Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHeading {
    title: WrittenText,
    question: WrittenText,
    description: WrittenText,
    audience: Vec<Audience>,
    needs: Needs,
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
    #[serde(default)]
    thing: bool,
    #[serde(default)]
    things: bool,
    of: Option<String>,
}

impl From<WrittenText> for Bilingual {
    fn from(text: WrittenText) -> Self {
        Self::new(text.nl, text.en)
    }
}

impl From<WrittenColumn> for Column {
    fn from(column: WrittenColumn) -> Self {
        Self {
            name: column.name,
            title: Bilingual::new(column.nl, column.en),
            things: match (column.thing, column.things) {
                (_, true) => Things::Many,
                (true, false) => Things::One,
                (false, false) => Things::None,
            },
            of: column.of,
        }
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
    let columns: Vec<Column> = written.columns.into_iter().map(Column::from).collect();
    for column in &columns {
        let Some(of) = &column.of else { continue };
        let holds = |other: &Column| other.name == *of && other.things != Things::None;
        if !columns.iter().any(holds) {
            return Err(HeadingError::NoThings {
                column: column.name.clone(),
                of: of.clone(),
            });
        }
    }
    Ok(Heading {
        title: written.title.into(),
        question: written.question.into(),
        description: written.description.into(),
        audience: written.audience,
        needs: written.needs,
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
        columns,
    })
}
