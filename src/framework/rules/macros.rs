//! The site's macros in comments: a document that has none of its own shows no labels or lists.

use super::super::index::Index;
use super::super::kind::Kind;
use super::super::reporter::Reporter;
use super::sections::{Parts, names_something};
use crate::findings::{Bilingual, Code, Span};
use crate::source::markdown::Body;

/// A macro that documents of a kind have.
struct Expected {
    name: &'static str,
    /// The heading under which it stands.
    section: Option<&'static str>,
    /// The key without which it has nothing to show.
    key: Option<&'static str>,
}

const TAGS: Expected = Expected {
    name: "tags",
    section: None,
    key: None,
};

const REQUIREMENT: &[Expected] = &[
    TAGS,
    Expected {
        name: "tags-ai-act",
        section: Some("Van toepassing op"),
        key: None,
    },
    Expected {
        name: "list_maatregelen",
        section: Some("Maatregelen"),
        key: None,
    },
];

const MEASURE: &[Expected] = &[
    TAGS,
    Expected {
        name: "list_vereisten_on_maatregelen_page",
        section: Some("Bijbehorende vereiste(n)"),
        key: Some("vereiste"),
    },
];

const INSTRUMENT: &[Expected] = &[
    TAGS,
    Expected {
        name: "list_vereisten_on_maatregelen_page",
        section: Some("Bijbehorende vereisten"),
        key: Some("vereiste"),
    },
    Expected {
        name: "list_maatregelen_on_hulpmiddelen_page",
        section: Some("Bijbehorende maatregelen"),
        key: Some("maatregel"),
    },
];

fn expected_of(kind: Kind) -> &'static [Expected] {
    match kind {
        Kind::Requirement => REQUIREMENT,
        Kind::Measure => MEASURE,
        Kind::Instrument => INSTRUMENT,
        Kind::Role | Kind::Phase | Kind::Topic | Kind::Page => &[],
    }
}

/// Whether a comment is a macro: `tags`, `tags-ai-act`, `list_…`.
pub(super) fn is_macro(comment: &str) -> bool {
    let name = name(comment);
    name == "tags" || name == "tags-ai-act" || name.starts_with("list_")
}

fn name(comment: &str) -> &str {
    comment.split_whitespace().next().unwrap_or_default()
}

/// Whether a macro stands under this heading in documents of the kind.
pub(super) fn has_one(kind: Kind, title: &str) -> bool {
    expected_of(kind)
        .iter()
        .any(|expected| expected.section == Some(title))
}

pub(super) fn check(reporter: &mut Reporter<'_>, index: &Index, parts: &Parts<'_>, body: &Body) {
    // Of a document that is read alone or in another layout, no site makes pages.
    if !index.is_whole() || body.sections.is_empty() {
        return;
    }
    let kind = reporter.document.kind;
    for expected in expected_of(kind) {
        let is_there = body
            .comments
            .iter()
            .any(|comment| name(&comment.text) == expected.name);
        let shows_something = expected
            .key
            .is_none_or(|key| names_something(reporter, key));
        if is_there || !shows_something {
            continue;
        }
        let part = expected.section.and_then(|title| parts.find(kind, title));
        // A section that is missing as a whole is another finding.
        let span = match (part, expected.section) {
            (Some(part), _) => part.span(reporter),
            (None, Some(_)) => continue,
            (None, None) => Span {
                line: reporter.document.lines_before() + 1,
                ..Span::START
            },
        };
        let name = expected.name;
        let message = if part.is_some_and(|part| part.has_text) {
            Bilingual::new(
                format!("Hier ontbreekt de opdracht {name}; er staat tekst in plaats daarvan"),
                format!("The macro {name} is missing here; there is text in its place"),
            )
        } else {
            Bilingual::new(
                format!("Hier ontbreekt de opdracht {name}, zodat de pagina niets toont"),
                format!("The macro {name} is missing here, so that the page shows nothing"),
            )
        };
        let write = match name {
            "list_maatregelen" => format!(
                "<!-- list_maatregelen vereiste/{} no-search no-onderwerp no-rol no-levenscyclus -->",
                reporter.document.stem()
            ),
            _ => format!("<!-- {name} -->"),
        };
        reporter.report(Code::MissingMacro, span, message).help = Some(Bilingual::new(
            format!("schrijf: {write}"),
            format!("write: {write}"),
        ));
    }
}
