//! Parameters of a question: from the values that were given to terms.

use super::choices::Choices;
use super::kind::ParameterKind;
use crate::findings::Bilingual;
use oxigraph::model::Term;

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
}

impl ParameterError {
    /// The parameter that is wrong.
    pub fn parameter(&self) -> &str {
        match self {
            Self::Unknown { name, .. }
            | Self::Missing { name, .. }
            | Self::Several { name }
            | Self::Form { name, .. }
            | Self::NoSuch { name, .. } => name,
        }
    }

    /// What is allowed in its place; empty where that is too many to say.
    pub fn allowed(&self) -> &[String] {
        match self {
            Self::Unknown { known, .. } => known,
            Self::Missing { allowed, .. }
            | Self::Form { allowed, .. }
            | Self::NoSuch { allowed, .. } => allowed,
            Self::Several { .. } => &[],
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
            let term = self
                .kind
                .term(value, base)
                .ok_or_else(|| ParameterError::Form {
                    name: name.clone(),
                    value: value.to_owned(),
                    form: self.kind.form().to_owned(),
                    allowed: allowed(),
                })?;
            if choices.is_some_and(|choices| choices.excludes(self.kind, &term)) {
                return Err(ParameterError::NoSuch {
                    name,
                    value: value.to_owned(),
                    kind: self.kind,
                    allowed: allowed(),
                });
            }
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        Ok(terms)
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
