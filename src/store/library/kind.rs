//! Kinds of parameters: what people write, and the term that it names.

use crate::percent;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};
use serde::Deserialize;

/// What kind of thing a value names. Every kind of thing takes an IRI too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
    /// An act by its IRI, its name or its code.
    Act,
    /// A provision by its IRI or in words: `art. 26 lid 2 AI-verordening`.
    Provision,
    /// Anything by its IRI.
    Iri,
    /// A day: `2026-08-02`.
    Date,
    /// Words.
    Text,
    /// The language in which labels are shown: `nl` or `en`.
    Language,
}

/// Characters that words may have: longer ones are no search but a text.
pub const LONGEST_TEXT: usize = 500;

impl ParameterKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Requirement,
        Self::Measure,
        Self::Instrument,
        Self::Role,
        Self::Phase,
        Self::Topic,
        Self::Label,
        Self::Bearer,
        Self::Norm,
        Self::Release,
        Self::Act,
        Self::Provision,
        Self::Iri,
        Self::Date,
        Self::Text,
        Self::Language,
    ];

    /// As it stands in a heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requirement => "requirement",
            Self::Measure => "measure",
            Self::Instrument => "instrument",
            Self::Role => "role",
            Self::Phase => "phase",
            Self::Topic => "topic",
            Self::Label => "label",
            Self::Bearer => "bearer",
            Self::Norm => "norm",
            Self::Release => "release",
            Self::Act => "act",
            Self::Provision => "provision",
            Self::Iri => "iri",
            Self::Date => "date",
            Self::Text => "text",
            Self::Language => "language",
        }
    }

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
            Self::Act => "http://data.europa.eu/eli/reg/2024/1689/oj",
            Self::Provision => "http://data.europa.eu/eli/reg/2024/1689/art_9/oj",
            Self::Iri => "urn:nl:ak:ver:aia-33",
            Self::Date => "2026-08-02",
            Self::Text => "words",
            Self::Language => "nl",
        }
    }

    /// What short names of this kind are put after, to make an IRI; `None` where there are none.
    fn stem(self, base: &str) -> Option<String> {
        let own = |kind: &str| Some(format!("{base}id/{kind}/"));
        match self {
            Self::Requirement => Some("urn:nl:ak:ver:".into()),
            Self::Measure => Some("urn:nl:ak:mtr:".into()),
            Self::Instrument => own("instrument"),
            Self::Role => own("role"),
            Self::Phase => own("phase"),
            Self::Topic => own("topic"),
            Self::Bearer => own("label/rol-ai-act"),
            Self::Label => own("label"),
            Self::Norm => own("norm"),
            Self::Release => own("release"),
            Self::Act | Self::Provision | Self::Iri | Self::Date | Self::Text | Self::Language => {
                None
            }
        }
    }

    /// Whether a value names a thing of the graph.
    pub fn is_thing(self) -> bool {
        !matches!(self, Self::Date | Self::Text | Self::Language)
    }

    /// The term that a value names, under the base of our own identifiers; `None` where it is not
    /// of this kind's form.
    pub fn term(self, value: &str, base: &str) -> Option<Term> {
        match self {
            Self::Text => {
                let fits = !value.trim().is_empty() && value.chars().count() <= LONGEST_TEXT;
                return fits.then(|| Literal::new_simple_literal(value).into());
            }
            Self::Language => {
                let known = ["nl", "en"].contains(&value);
                return known.then(|| Literal::new_simple_literal(value).into());
            }
            Self::Date => {
                return is_day(value).then(|| Literal::new_typed_literal(value, xsd::DATE).into());
            }
            _ => {}
        }
        let iri = if value.contains(':') {
            value.to_owned()
        } else {
            let two = matches!(self, Self::Label | Self::Norm);
            if value.is_empty() || value.split('/').count() != 1 + usize::from(two) {
                return None;
            }
            format!("{}{}", self.stem(base)?, percent::iri_path(value))
        };
        NamedNode::new(iri).ok().map(Into::into)
    }

    /// The shortest value that names this thing.
    pub fn short(self, iri: &str, base: &str) -> String {
        let short = self.stem(base).and_then(|stem| {
            let name = percent::decoded(iri.strip_prefix(&stem)?)?;
            // Only where it leads back.
            let back = self.term(&name, base)?;
            matches!(&back, Term::NamedNode(node) if node.as_str() == iri).then_some(name)
        });
        short.unwrap_or_else(|| iri.to_owned())
    }
}

/// `2026-08-02`, a day that there was or will be.
fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |from: usize, to: usize| value.get(from..to).and_then(|t| t.parse::<u16>().ok());
    let (true, Some(year), Some(month), Some(day)) =
        (shape, number(0, 4), number(5, 7), number(8, 10))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year >= 1 && (1..=days).contains(&day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const BASE: &str = "https://x.org/";

    #[test]
    fn short_names_become_the_identifiers_of_the_graph_and_back() {
        for (kind, value, iri) in [
            (ParameterKind::Requirement, "aia-33", "urn:nl:ak:ver:aia-33"),
            (ParameterKind::Measure, "owp-07", "urn:nl:ak:mtr:owp-07"),
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
            (
                ParameterKind::Instrument,
                "een naam",
                "https://x.org/id/instrument/een%20naam",
            ),
        ] {
            let term = kind.term(value, BASE).unwrap();
            assert_eq!(term.to_string(), format!("<{iri}>"));
            assert_eq!(kind.short(iri, BASE), value);
            assert_eq!(kind.term(iri, BASE).unwrap(), term);
        }
        let strange = "https://x.org/id/requirement/zonder-id";
        assert_eq!(ParameterKind::Requirement.short(strange, BASE), strange);
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for (kind, value) in [
            (ParameterKind::Label, "verboden-ai"),
            (ParameterKind::Provision, "artikel 9"),
            (ParameterKind::Iri, "urn:x y>"),
            (ParameterKind::Role, ""),
            (ParameterKind::Role, "a/b"),
            (ParameterKind::Text, " \n"),
            (ParameterKind::Language, "NL"),
            (ParameterKind::Date, "2026-02-29"),
            (ParameterKind::Date, "2026-2-9"),
            (ParameterKind::Date, "+026-02-09"),
            (ParameterKind::Date, "éé-02-0911"),
        ] {
            assert_eq!(kind.term(value, BASE), None, "{value}");
        }
        assert!(ParameterKind::Date.term("2028-02-29", BASE).is_some());
        let long = "x".repeat(LONGEST_TEXT + 1);
        assert_eq!(ParameterKind::Text.term(&long, BASE), None);
    }
}
