//! Parameters of a question: from what people write to terms.

use crate::findings::Bilingual;
use crate::percent;
use oxigraph::model::{Literal, NamedNode, Term};
use serde::Deserialize;

/// What kind of thing a value names. Every kind takes an IRI too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterKind {
    /// `aia-33`, or the URN.
    Requirement,
    /// `owp-07`, or the URN.
    Measure,
    /// The name of its file: `IAMA`.
    Instrument,
    /// `jurist`
    Role,
    /// `ontwerp`
    Phase,
    /// `data`
    Topic,
    /// Group and value: `risicogroep/verboden-ai`.
    Label,
    /// On whom the law puts a duty: `aanbieder`.
    Bearer,
    /// Source and code: `ARK/3.10`.
    Norm,
    /// `2.5.1`
    Release,
    /// An act by its IRI.
    Act,
    /// A provision by its IRI.
    Provision,
    /// Anything by its IRI.
    Iri,
    /// Words.
    Text,
}

impl ParameterKind {
    /// What a value of this kind looks like, for people.
    pub fn form(self) -> &'static str {
        match self {
            Self::Requirement => "aia-33",
            Self::Measure => "owp-07",
            Self::Instrument => "IAMA",
            Self::Role => "jurist",
            Self::Phase => "ontwerp",
            Self::Topic => "data",
            Self::Label => "risicogroep/verboden-ai",
            Self::Bearer => "aanbieder",
            Self::Norm => "ARK/3.10",
            Self::Release => "2.5.1",
            Self::Act | Self::Provision | Self::Iri => "an IRI",
            Self::Text => "words",
        }
    }

    /// The term that a value names, under the base of our own identifiers.
    ///
    /// # Errors
    /// Where it names none: a sentence that says what is wanted.
    pub fn term(self, value: &str, base: &str) -> Result<Term, String> {
        if self == Self::Text {
            return Ok(Literal::new_simple_literal(value).into());
        }
        let own = |kind: &str| format!("{base}id/{kind}/{}", percent::iri_path(value));
        let segments = value.split('/').count();
        let is_iri = value.contains(':');
        let iri = match self {
            _ if is_iri => value.to_owned(),
            _ if value.is_empty() => return Err("the value is empty".into()),
            Self::Requirement => {
                format!("urn:nl:ak:ver:{}", percent::iri_path(value))
            }
            Self::Measure => format!("urn:nl:ak:mtr:{}", percent::iri_path(value)),
            Self::Instrument => own("instrument"),
            Self::Role => own("role"),
            Self::Phase => own("phase"),
            Self::Topic => own("topic"),
            Self::Bearer => own("label/rol-ai-act"),
            Self::Release => own("release"),
            Self::Label if segments == 2 => own("label"),
            Self::Norm if segments == 2 => own("norm"),
            _ => return Err(format!("{value:?} is not of the form {}", self.form())),
        };
        NamedNode::new(&iri)
            .map(Into::into)
            .map_err(|_| format!("{value:?} is not of the form {}, nor an IRI", self.form()))
    }
}

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
#[derive(Debug, thiserror::Error)]
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
    },
    /// A parameter that takes one value got more.
    #[error("the parameter {name} takes one value")]
    Several {
        /// The parameter.
        name: String,
    },
    /// The value is none of its kind.
    #[error("the parameter {name}: {message}")]
    Value {
        /// The parameter.
        name: String,
        /// What is wrong.
        message: String,
    },
}

impl Parameter {
    /// The terms that the given values name; none where it is optional and absent.
    pub(super) fn terms(
        &self,
        values: &[(String, String)],
        base: &str,
        examples: bool,
    ) -> Result<Vec<Term>, ParameterError> {
        let name = self.name.clone();
        let mut given: Vec<&str> = values
            .iter()
            .filter(|(key, value)| *key == self.name && !(self.optional && value.is_empty()))
            .map(|(_, value)| value.as_str())
            .collect();
        if self.several && self.kind != ParameterKind::Text {
            given = given
                .iter()
                .flat_map(|value| value.split_whitespace())
                .collect();
        }
        if given.is_empty() && examples {
            given = self.examples();
        }
        match given.len() {
            0 if self.optional => return Ok(Vec::new()),
            0 => {
                return Err(ParameterError::Missing {
                    name,
                    example: self.example.clone(),
                });
            }
            1 => {}
            _ if self.several => {}
            _ => return Err(ParameterError::Several { name }),
        }
        given
            .into_iter()
            .map(|value| {
                self.kind
                    .term(value, base)
                    .map_err(|message| ParameterError::Value {
                        name: name.clone(),
                        message,
                    })
            })
            .collect()
    }

    fn examples(&self) -> Vec<&str> {
        if self.several {
            self.example.split_whitespace().collect()
        } else {
            vec![&self.example]
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn short_names_become_the_identifiers_of_the_graph() {
        for (kind, value, iri) in [
            (ParameterKind::Requirement, "aia-33", "urn:nl:ak:ver:aia-33"),
            (
                ParameterKind::Measure,
                "urn:nl:ak:mtr:owp-07",
                "urn:nl:ak:mtr:owp-07",
            ),
            (
                ParameterKind::Role,
                "jurist",
                "https://x.org/id/role/jurist",
            ),
            (
                ParameterKind::Norm,
                "ARK/3.10",
                "https://x.org/id/norm/ARK/3.10",
            ),
            (
                ParameterKind::Bearer,
                "aanbieder",
                "https://x.org/id/label/rol-ai-act/aanbieder",
            ),
        ] {
            let term = kind.term(value, "https://x.org/").unwrap();
            assert_eq!(term.to_string(), format!("<{iri}>"));
        }
    }

    #[test]
    fn what_names_nothing_is_refused_with_the_form_that_is_wanted() {
        for (kind, value) in [
            (ParameterKind::Label, "verboden-ai"),
            (ParameterKind::Provision, "artikel 9"),
            (ParameterKind::Iri, "urn:x y>"),
            (ParameterKind::Role, ""),
        ] {
            assert!(kind.term(value, "https://x.org/").is_err(), "{value}");
        }
    }
}
