//! Sections that every document of a kind has: missing, empty, or under another heading.

use super::super::identifier::slug;
use super::super::index::Index;
use super::super::kind::Kind;
use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span, near_match};
use crate::source::markdown::{Body, Section};

/// A section that documents of a kind have.
pub(super) struct Expected {
    /// Its heading.
    title: &'static str,
    /// Whether every document of the kind has it; where its list has nothing to show it may be
    /// left out.
    need: Need,
    /// Whether the site's search passes over it, as its heading says.
    hidden: bool,
    /// Other headings that people give it, as slugs; one that ends in `-*` stands for all that
    /// begin so.
    variants: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Always,
    /// Where this key names something.
    With(&'static str),
    Optional,
}

const fn expected(title: &'static str, need: Need) -> Expected {
    Expected {
        title,
        need,
        hidden: false,
        variants: &[],
    }
}

impl Expected {
    const fn or(self, variants: &'static [&'static str]) -> Self {
        Self { variants, ..self }
    }

    const fn hidden(self) -> Self {
        Self {
            hidden: true,
            ..self
        }
    }

    fn is_variant(&self, slug: &str) -> bool {
        self.variants
            .iter()
            .any(|variant| match variant.strip_suffix('*') {
                Some(start) => slug.starts_with(start),
                None => *variant == slug,
            })
    }
}

const REQUIREMENT: &[Expected] = &[
    expected("Vereiste", Need::Always),
    expected("Toelichting", Need::Always),
    expected("Bronnen", Need::Always).or(&["bron", "sources"]),
    expected("Van toepassing op", Need::Always).or(&["wanneer-van-toepassing", "van-toepassing"]),
    expected("Risico", Need::Always).or(&["risicos", "risico-s"]),
    expected("Maatregelen", Need::Always)
        .or(&["maatregel", "bijbehorende-maatregelen"])
        .hidden(),
    expected("Hulpmiddelen", Need::Optional).or(&["hulpmiddel", "bijbehorende-hulpmiddelen"]),
];

const MEASURE: &[Expected] = &[
    expected("Maatregel", Need::Always).or(&["maatregelen"]),
    expected("Toelichting", Need::Always),
    expected("Risico", Need::Always).or(&["risicos", "risico-s"]),
    expected("Bijbehorende vereiste(n)", Need::Always)
        .or(&["vereiste", "vereisten", "bijbehorende-vereiste"])
        .hidden(),
    expected("Bronnen", Need::Always).or(&["bron", "sources"]),
    expected("Voorbeelden", Need::Optional).or(&["voorbeeld"]),
];

const INSTRUMENT: &[Expected] = &[
    expected("Hulpmiddel", Need::Always).or(&["hulpmiddelen"]),
    expected("Relevantie", Need::Optional).or(&["relevantie-*"]),
    expected("Auteur", Need::Optional).or(&["auteurs", "auteurs-*", "auteur-*"]),
    expected("Bronnen", Need::Optional).or(&["bron", "sources"]),
    expected("Voorbeeld", Need::Optional).or(&["voorbeelden"]),
    expected("Bijbehorende vereisten", Need::With("vereiste"))
        .or(&["vereiste", "vereisten", "bijbehorende-vereiste"])
        .hidden(),
    expected("Bijbehorende maatregelen", Need::With("maatregel")).or(&[
        "maatregel",
        "maatregelen",
        "bijbehorende-maatregel",
    ]),
];

fn expected_of(kind: Kind) -> &'static [Expected] {
    match kind {
        Kind::Requirement => REQUIREMENT,
        Kind::Measure => MEASURE,
        Kind::Instrument => INSTRUMENT,
        Kind::Role | Kind::Phase | Kind::Topic | Kind::Page => &[],
    }
}

/// A section as the rules see it.
pub(super) struct Part<'b> {
    pub(super) section: &'b Section,
    /// The slug of its heading; empty before the first.
    pub(super) slug: String,
    /// Whether it has text.
    pub(super) has_text: bool,
    /// Whether a macro stands in it.
    pub(super) has_macro: bool,
}

impl Part<'_> {
    /// The words of its heading.
    pub(super) fn title(&self) -> &str {
        self.section
            .title
            .as_ref()
            .map_or("", |title| title.text.as_str())
    }

    /// Where its heading stands.
    pub(super) fn span(&self, reporter: &Reporter<'_>) -> Span {
        reporter.document.line_span(self.section.line)
    }
}

/// The sections of a document.
pub(super) struct Parts<'b>(Vec<Part<'b>>);

impl<'b> Parts<'b> {
    pub(super) fn of(body: &'b Body) -> Self {
        let mut next: Vec<u32> = body
            .sections
            .iter()
            .skip(1)
            .map(|section| section.line)
            .collect();
        next.push(u32::MAX);
        let macros: Vec<u32> = body
            .comments
            .iter()
            .filter(|comment| super::macros::is_macro(&comment.text))
            .map(|comment| comment.start.line)
            .collect();
        let parts = body.sections.iter().zip(next).map(|(section, end)| {
            let from = macros.partition_point(|line| *line < section.line);
            Part {
                section,
                slug: section
                    .title
                    .as_ref()
                    .map(|title| slug(&title.text))
                    .unwrap_or_default(),
                has_text: !section.blocks.is_empty(),
                has_macro: macros.get(from).is_some_and(|line| *line < end),
            }
        });
        Self(parts.collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Part<'b>> {
        self.0.iter().filter(|part| part.section.title.is_some())
    }

    /// The section of this heading, or of a variant of it.
    pub(super) fn find(&self, kind: Kind, title: &str) -> Option<&Part<'b>> {
        let expected = expected_of(kind)
            .iter()
            .find(|expected| expected.title == title)?;
        self.iter()
            .find(|part| part.title() == title)
            .or_else(|| self.iter().find(|part| is(part, expected)))
    }
}

/// Whether a section is the expected one, under its heading or a variant.
fn is(part: &Part<'_>, expected: &Expected) -> bool {
    part.slug == slug(expected.title) || expected.is_variant(&part.slug)
}

pub(super) fn check(reporter: &mut Reporter<'_>, index: &Index, parts: &Parts<'_>) {
    let kind = reporter.document.kind;
    let all = expected_of(kind);
    let mut missing = Vec::new();
    for expected in all {
        let exact = parts.iter().any(|part| part.title() == expected.title);
        let mut found = exact;
        for part in parts.iter() {
            if part.title() == expected.title {
                check_attributes(reporter, expected, part);
            } else if !exact && (is(part, expected) || is_slip(part, expected, all)) {
                found = true;
                variant(reporter, expected, part);
                check_attributes(reporter, expected, part);
            } else {
                continue;
            }
            if !part.has_text && !part.has_macro && !super::macros::has_one(kind, expected.title) {
                empty(reporter, part);
            }
        }
        let needed = match expected.need {
            Need::Always => true,
            Need::With(key) => names_something(reporter, key),
            Need::Optional => false,
        };
        if !found && needed {
            missing.push(expected.title);
        }
    }
    // A part of a document may be shown alone, as an example; whole ones have all their sections.
    if missing.is_empty() || !index.is_whole() && parts.0.is_empty() {
        return;
    }
    let list = missing.join(", ");
    let message = Bilingual::new(
        format!("Dit document mist: {list}"),
        format!("This document lacks: {list}"),
    );
    reporter
        .report(Code::MissingSection, Span::START, message)
        .help = Some(Bilingual::new(
        "voeg de koppen van niveau 2 toe, met tekst",
        "add the headings of level 2, with text",
    ));
}

/// Whether a key of the front matter names something.
pub(super) fn names_something(reporter: &Reporter<'_>, key: &str) -> bool {
    reporter
        .document
        .value(key)
        .is_some_and(|value| value.scalars().iter().any(|node| node.text().is_some()))
}

/// A slip of the pen: near this heading, and no heading of another section.
fn is_slip(part: &Part<'_>, expected: &Expected, all: &[Expected]) -> bool {
    !all.iter().any(|other| is(part, other))
        && part.title().chars().count() <= 40
        && near_match(part.title(), [expected.title]).is_some()
        && near_match(part.title(), all.iter().map(|other| other.title)) == Some(expected.title)
}

fn variant(reporter: &mut Reporter<'_>, expected: &Expected, part: &Part<'_>) {
    let title = expected.title;
    let message = Bilingual::new(
        format!(
            "Deze kop is «{}», in andere documenten «{title}»",
            part.title()
        ),
        format!(
            "This heading is “{}”, in other documents “{title}”",
            part.title()
        ),
    );
    let span = part.span(reporter);
    reporter.report(Code::HeadingVariant, span, message).help = Some(Bilingual::new(
        format!("noem de kop «{title}»"),
        format!("name the heading “{title}”"),
    ));
}

fn check_attributes(reporter: &mut Reporter<'_>, expected: &Expected, part: &Part<'_>) {
    const ATTRIBUTE: &str = "data-search-exclude";
    if !expected.hidden || part.section.attributes.contains(ATTRIBUTE) {
        return;
    }
    let message = Bilingual::new(
        format!("Deze kop heeft geen {{ {ATTRIBUTE} }}, zoals in andere documenten"),
        format!("This heading has no {{ {ATTRIBUTE} }}, as in other documents"),
    );
    let span = part.span(reporter);
    reporter.report(Code::HeadingVariant, span, message).help = Some(Bilingual::new(
        format!("schrijf: ## {} {{ {ATTRIBUTE} }}", part.title()),
        format!("write: ## {} {{ {ATTRIBUTE} }}", part.title()),
    ));
}

fn empty(reporter: &mut Reporter<'_>, part: &Part<'_>) {
    let title = part.title();
    let message = Bilingual::new(
        format!("Onder «{title}» staat niets"),
        format!("There is nothing under “{title}”"),
    );
    let span = part.span(reporter);
    reporter.report(Code::EmptySection, span, message);
}
