//! Parameters of a question: from the values that were given to terms.

use super::choices::Choices;
use super::citation::{self, Unclear};
use super::kind::ParameterKind;
use crate::findings::Bilingual;
use oxigraph::model::{NamedNode, Term};

/// The parameter that every question which shows labels has: `VALUES ?language { "nl" }`.
pub(super) const LANGUAGE: &str = "language";

/// A parameter of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, and that of its variable.
    pub name: String,
    /// What kind of thing its value names.
    pub kind: ParameterKind,
    /// What it is called.
    pub title: Bilingual,
    /// A value that gives a good answer; several are separated by blanks.
    pub example: String,
    /// Whether the question can be asked without it.
    pub optional: bool,
    /// Whether it takes several values.
    pub several: bool,
}

/// Why a question could not be asked with these values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// There is no such parameter.
    #[error("there is no parameter {name:?}; there are: {}", .known.join(", "))]
    Unknown {
        /// What was given.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A needed parameter has no value.
    #[error("the parameter {name} is missing (for example {name}={example})")]
    Missing {
        /// The parameter.
        name: String,
        /// A value that it could have.
        example: String,
        /// What it may be, where that is few.
        allowed: Vec<String>,
    },
    /// A parameter that takes one value got more.
    #[error("the parameter {name} takes one value")]
    Several {
        /// The parameter.
        name: String,
    },
    /// The value is not of its kind's form.
    #[error("the parameter {name}: {value:?} is not of the form {form}")]
    Form {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// What is wanted, as an example.
        form: String,
        /// What it may be, where that is few.
        allowed: Vec<String>,
    },
    /// There is no such thing.
    #[error("the parameter {name}: there is no {} {value:?}; {}", .kind.name(), list(.allowed))]
    NoSuch {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// What kind of thing is wanted.
        kind: ParameterKind,
        /// What it may be.
        allowed: Vec<String>,
    },
    /// The words name no act or provision, or more than one.
    #[error(
        "the parameter {name}: {value:?} {why}; give one with its act, as {:?} or {:?}, or its IRI, as {}",
        CITATIONS[0], CITATIONS[1], .kind.form()
    )]
    Unclear {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// Why that names no single one.
        why: Unclear,
        /// What kind of thing is wanted.
        kind: ParameterKind,
    },
}

/// Provisions as people write them: examples for those who wrote something else.
pub const CITATIONS: [&str; 2] = ["art. 26 lid 2 AI-verordening", "Article 26(2) AI Act"];

impl ParameterError {
    /// The parameter that is wrong.
    pub fn parameter(&self) -> &str {
        match self {
            Self::Unknown { name, .. }
            | Self::Missing { name, .. }
            | Self::Several { name }
            | Self::Form { name, .. }
            | Self::NoSuch { name, .. }
            | Self::Unclear { name, .. } => name,
        }
    }

    /// What is allowed in its place; empty where that is too many to say.
    pub fn allowed(&self) -> &[String] {
        match self {
            Self::Unknown { known, .. } => known,
            Self::Missing { allowed, .. }
            | Self::Form { allowed, .. }
            | Self::NoSuch { allowed, .. } => allowed,
            Self::Several { .. } | Self::Unclear { .. } => &[],
        }
    }
}

/// As many as a sentence can hold.
fn list(allowed: &[String]) -> String {
    const MANY: usize = 12;
    let shown: Vec<&str> = allowed.iter().take(MANY).map(String::as_str).collect();
    let more = allowed.len().saturating_sub(MANY);
    let rest = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    format!("there are: {}{rest}", shown.join(", "))
}

impl Parameter {
    /// The parameter [`LANGUAGE`].
    pub(super) fn language() -> Self {
        Self {
            name: LANGUAGE.into(),
            kind: ParameterKind::Language,
            title: Bilingual::new("Taal van de labels", "Language of the labels"),
            example: "nl".into(),
            optional: true,
            several: false,
        }
    }

    /// The values among those that were given; empty ones count for nothing.
    fn given<'a>(&self, values: &'a [(String, String)]) -> Vec<&'a str> {
        let own = values
            .iter()
            .filter(|(key, value)| *key == self.name && !value.is_empty())
            .map(|(_, value)| value.as_str());
        if self.several && self.kind != ParameterKind::Text {
            own.flat_map(str::split_whitespace).collect()
        } else {
            own.collect()
        }
    }

    /// The terms that the given values name; none where it is optional and absent.
    ///
    /// `choices` says what there is in the graph; without it every well-formed value passes.
    pub(super) fn terms(
        &self,
        values: &[(String, String)],
        base: &str,
        examples: bool,
        choices: Option<&Choices>,
    ) -> Result<Vec<Term>, ParameterError> {
        let name = self.name.clone();
        let mut given = self.given(values);
        if given.is_empty() && (examples || self.kind == ParameterKind::Language) {
            given = self.examples();
        }
        let allowed = || choices.map_or_else(Vec::new, |choices| choices.few(self.kind));
        match given.len() {
            0 if self.optional => return Ok(Vec::new()),
            0 => {
                return Err(ParameterError::Missing {
                    name,
                    example: self.example.clone(),
                    allowed: allowed(),
                });
            }
            1 => {}
            _ if self.several => {}
            _ => return Err(ParameterError::Several { name }),
        }
        let mut terms: Vec<Term> = Vec::new();
        for value in given {
            let term = self.term(value, base, choices)?;
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        Ok(terms)
    }

    /// The term that one value names: by its form, by the name of a choice, by a citation.
    fn term(
        &self,
        value: &str,
        base: &str,
        choices: Option<&Choices>,
    ) -> Result<Term, ParameterError> {
        let (name, kind) = (self.name.clone(), self.kind);
        let allowed = || choices.map_or_else(Vec::new, |choices| choices.few(kind));
        let formed = kind.term(value, base);
        let excluded = |term: &Term| choices.is_some_and(|choices| choices.excludes(kind, term));
        if let Some(term) = formed.clone().filter(|term| !excluded(term)) {
            return Ok(term);
        }
        if let Some(term) = choices.and_then(|choices| choices.called(kind, value)) {
            return Ok(term);
        }
        let legal = matches!(kind, ParameterKind::Act | ParameterKind::Provision);
        let value = value.to_owned();
        if formed.is_none() && legal {
            let cited = citation::named(&value).map(|provision| provision.iri(base));
            return match cited.map(NamedNode::new) {
                Ok(Ok(node)) if !excluded(&node.clone().into()) => Ok(node.into()),
                Ok(_) => Err(ParameterError::NoSuch {
                    name,
                    value,
                    kind,
                    allowed: allowed(),
                }),
                Err(why) => Err(ParameterError::Unclear {
                    name,
                    value,
                    why,
                    kind,
                }),
            };
        }
        if formed.is_none() {
            return Err(ParameterError::Form {
                name,
                value,
                form: kind.form().to_owned(),
                allowed: allowed(),
            });
        }
        Err(ParameterError::NoSuch {
            name,
            value,
            kind,
            allowed: allowed(),
        })
    }

    /// Its example, value by value.
    pub fn examples(&self) -> Vec<&str> {
        if self.several {
            self.example.split_whitespace().collect()
        } else {
            vec![&self.example]
        }
    }
}
