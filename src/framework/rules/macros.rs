//! The site's macros in comments: a document that has none of its own shows no labels or lists.

use super::super::index::Index;
use super::super::kind::Kind;
use super::super::reporter::Reporter;
use super::open_ends::{Habit, OpenEnds};
use super::sections::{Part, Parts, names_something};
use crate::findings::{Bilingual, Code, Finding, Span};
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

pub(super) fn check(
    reporter: &mut Reporter<'_>,
    open_ends: &mut OpenEnds,
    index: &Index,
    parts: &Parts<'_>,
    body: &Body,
) {
    // Of a document that is read alone or in another layout, no site makes pages.
    if !index.is_whole() || body.sections.is_empty() {
        return;
    }
    let kind = reporter.document.kind;
    for expected in expected_of(kind) {
        let there = body
            .comments
            .iter()
            .find(|comment| name(&comment.text) == expected.name);
        let part = expected.section.and_then(|title| parts.find(kind, title));
        match (there, expected.key) {
            (Some(comment), Some(key)) if reporter.document.value(key).is_none() => {
                let span = part.map_or_else(
                    || reporter.document.line_span(comment.start.line),
                    |part| part.span(reporter),
                );
                shows_nothing(reporter, key, span);
            }
            (Some(_), _) => {}
            (None, Some(key)) if !names_something(reporter, key) => {}
            (None, _) => missing(reporter, expected, part),
        }
    }
    for (name, word) in lists_of(kind) {
        let is_there = body
            .comments
            .iter()
            .any(|comment| self::name(&comment.text) == *name);
        let finding = (!is_there).then(|| not_as_others(reporter, parts, name, word));
        let habit = if is_there {
            Habit::List(kind, name)
        } else {
            Habit::NoList(kind, name)
        };
        open_ends.habit(habit, finding);
    }
}

/// The lists on the pages of roles, phases and topics, each with a word of the heading above it.
/// There is no template for these: what most of them have counts.
fn lists_of(kind: Kind) -> &'static [(&'static str, &'static str)] {
    const BOTH: &[(&str, &str)] = &[
        ("list_vereisten", "vereisten"),
        ("list_maatregelen", "maatregelen"),
    ];
    const ALL: &[(&str, &str)] = &[
        ("list_vereisten", "vereisten"),
        ("list_maatregelen", "maatregelen"),
        ("list_hulpmiddelen", "hulpmiddelen"),
    ];
    match kind {
        Kind::Role | Kind::Phase => BOTH,
        Kind::Topic => ALL,
        Kind::Requirement | Kind::Measure | Kind::Instrument | Kind::Page => &[],
    }
}

/// What to say where most documents of the kind have a list that this one has not.
fn not_as_others(reporter: &Reporter<'_>, parts: &Parts<'_>, name: &str, word: &str) -> Finding {
    let part = parts
        .iter()
        .find(|part| part.title().to_lowercase().contains(word));
    let span = part.map_or(Span::START, |part| part.span(reporter));
    let message = Bilingual::new(
        format!(
            "Hier ontbreekt de opdracht {name}, die de andere documenten van deze soort hebben"
        ),
        format!("The macro {name} is missing here, which the other documents of this kind have"),
    );
    let key = match reporter.document.kind {
        Kind::Role => "rollen",
        Kind::Phase => "levenscyclus",
        _ => "onderwerp",
    };
    let write = format!("<!-- {name} {key}/{} -->", reporter.document.stem());
    reporter
        .prepare(Code::MissingMacro, span, message)
        .with_help(Bilingual::new(
            format!("schrijf: {write}"),
            format!("write: {write}"),
        ))
}

/// A list whose key the front matter of an instrument has not. Of a measure, that no requirement
/// belongs to it is told already.
fn shows_nothing(reporter: &mut Reporter<'_>, key: &str, span: Span) {
    if reporter.document.kind != Kind::Instrument {
        return;
    }
    let message = Bilingual::new(
        format!("De lijst hier blijft leeg: de kopgegevens hebben geen {key}"),
        format!("The list here stays empty: the front matter has no {key}"),
    );
    reporter.report(Code::EmptySection, span, message).help = Some(Bilingual::new(
        format!("voeg {key} toe aan de kopgegevens, of haal het onderdeel weg"),
        format!("add {key} to the front matter, or remove the section"),
    ));
}

fn missing(reporter: &mut Reporter<'_>, expected: &Expected, part: Option<&Part<'_>>) {
    // A section that is missing as a whole is another finding.
    let span = match (part, expected.section) {
        (Some(part), _) => part.span(reporter),
        (None, Some(_)) => return,
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
