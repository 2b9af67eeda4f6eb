//! Sections that every document of a kind has: missing, empty, or under another heading.

use super::super::kind::Kind;
use super::super::reporter::Reporter;
use super::Outline;
use super::open_ends::{Habit, OpenEnds};
use crate::findings::{Bilingual, Code, Finding, Span, near_match};
use crate::source::markdown::{Body, Section};

/// A section that documents of a kind have.
pub(super) struct Expected {
    /// Its heading.
    title: &'static str,
    /// The slug of its heading.
    slug: &'static str,
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

const fn expected(title: &'static str, slug: &'static str, need: Need) -> Expected {
    Expected {
        title,
        slug,
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
        // Most begin with another letter.
        let first = slug.as_bytes().first();
        self.variants
            .iter()
            .filter(|variant| variant.as_bytes().first() == first)
            .any(|variant| match variant.strip_suffix('*') {
                Some(start) => slug.starts_with(start),
                None => *variant == slug,
            })
    }
}

const REQUIREMENT: &[Expected] = &[
    expected("Vereiste", "vereiste", Need::Always),
    expected("Toelichting", "toelichting", Need::Always),
    expected("Bronnen", "bronnen", Need::Always).or(&["bron", "sources"]),
    expected("Van toepassing op", "van-toepassing-op", Need::Always)
        .or(&["wanneer-van-toepassing", "van-toepassing"]),
    expected("Risico", "risico", Need::Always).or(&["risicos", "risico-s"]),
    expected("Maatregelen", "maatregelen", Need::Always)
        .or(&["maatregel", "bijbehorende-maatregelen"])
        .hidden(),
    expected("Hulpmiddelen", "hulpmiddelen", Need::Optional)
        .or(&["hulpmiddel", "bijbehorende-hulpmiddelen"]),
];

const MEASURE: &[Expected] = &[
    expected("Maatregel", "maatregel", Need::Always).or(&["maatregelen"]),
    expected("Toelichting", "toelichting", Need::Always),
    expected("Risico", "risico", Need::Always).or(&["risicos", "risico-s"]),
    expected(
        "Bijbehorende vereiste(n)",
        "bijbehorende-vereisten",
        Need::Always,
    )
    .or(&["vereiste", "vereisten", "bijbehorende-vereiste"])
    .hidden(),
    expected("Bronnen", "bronnen", Need::Always).or(&["bron", "sources"]),
    expected("Voorbeelden", "voorbeelden", Need::Optional).or(&["voorbeeld"]),
];

const INSTRUMENT: &[Expected] = &[
    expected("Hulpmiddel", "hulpmiddel", Need::Always).or(&["hulpmiddelen"]),
    expected("Relevantie", "relevantie", Need::Optional).or(&["relevantie-*"]),
    expected("Auteur", "auteur", Need::Optional).or(&["auteurs", "auteurs-*", "auteur-*"]),
    expected("Bronnen", "bronnen", Need::Optional).or(&["bron", "sources"]),
    expected("Voorbeeld", "voorbeeld", Need::Optional).or(&["voorbeelden"]),
    expected(
        "Bijbehorende vereisten",
        "bijbehorende-vereisten",
        Need::With("vereiste"),
    )
    .or(&["vereiste", "vereisten", "bijbehorende-vereiste"])
    .hidden(),
    expected(
        "Bijbehorende maatregelen",
        "bijbehorende-maatregelen",
        Need::With("maatregel"),
    )
    .or(&["maatregel", "maatregelen", "bijbehorende-maatregel"]),
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
    /// The place of the expected section whose heading it has.
    titled: Option<usize>,
    /// The expected sections whose heading, or a variant of it, it has: a bit for each place.
    fits: u32,
    /// Whether it has text.
    pub(super) has_text: bool,
    /// Whether a macro stands in it.
    pub(super) has_macro: bool,
}

impl Part<'_> {
    /// Whether it is the expected section of this place, under its heading or a variant.
    fn is(&self, place: usize) -> bool {
        self.fits & 1 << place != 0
    }

    /// The words of its heading.
    pub(super) fn title(&self) -> &str {
        self.section
            .title
            .as_ref()
            .map_or("", |title| title.text.as_str())
    }

    /// Whether nothing at all stands under its heading: no text, picture, tag or macro.
    fn says_nothing(&self) -> bool {
        !self.has_text && !self.has_macro && !self.section.markdown.contains(['<', '!'])
    }

    /// Where its heading stands.
    pub(super) fn span(&self, reporter: &Reporter<'_>) -> Span {
        reporter.document.line_span(self.section.line)
    }
}

/// More sections of a document are not looked at.
const MAX_PARTS: usize = 200;

/// The sections of a document.
pub(super) struct Parts<'b>(Vec<Part<'b>>);

impl<'b> Parts<'b> {
    /// Of a document of this kind; `outlines` are those of its sections.
    pub(super) fn of(kind: Kind, body: &'b Body, outlines: &[Outline]) -> Self {
        let all = expected_of(kind);
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
        let sections = body.sections.iter().zip(next).take(MAX_PARTS);
        let parts = sections.zip(outlines).map(|((section, end), outline)| {
            let title = section.title.as_ref().map(|title| title.text.as_str());
            let fits = |expected: &Expected| {
                outline.slug == expected.slug || expected.is_variant(&outline.slug)
            };
            let from = macros.partition_point(|line| *line < section.line);
            Part {
                section,
                titled: all
                    .iter()
                    .position(|expected| title == Some(expected.title)),
                fits: (0..)
                    .zip(all)
                    .filter(|(_, expected)| fits(expected))
                    .fold(0, |bits, (place, _): (u32, _)| bits | 1 << place),
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
        let place = expected_of(kind)
            .iter()
            .position(|expected| expected.title == title)?;
        self.iter()
            .find(|part| part.titled == Some(place))
            .or_else(|| self.iter().find(|part| part.is(place)))
    }
}

/// Judges the sections of a document. What depends on the habits of the other documents is left to
/// the end.
pub(super) fn check(reporter: &mut Reporter<'_>, open_ends: &mut OpenEnds, parts: &Parts<'_>) {
    let kind = reporter.document.kind;
    let all = expected_of(kind);
    for part in parts.iter() {
        // Those of the template are judged below.
        if part.fits == 0 && part.says_nothing() {
            empty(reporter, part);
        }
    }
    for (place, expected) in all.iter().enumerate() {
        twice(reporter, (place, expected), parts);
        let exact = parts.iter().any(|part| part.titled == Some(place));
        let mut found = exact;
        for part in parts.iter() {
            if part.titled != Some(place) {
                if exact || !(part.is(place) || is_slip(part, expected, all)) {
                    continue;
                }
                found = true;
                let finding = variant(reporter, expected, part);
                open_ends.habit(
                    Habit::Variant(kind, expected.title, part.title().to_owned()),
                    Some(finding),
                );
            }
            attributes(reporter, open_ends, expected, part);
            if !part.has_text && !part.has_macro && !super::macros::has_one(kind, expected.title) {
                empty(reporter, part);
            }
        }
        if exact {
            open_ends.habit(Habit::Heading(kind, expected.title), None);
        }
        let needed = match expected.need {
            Need::Always => true,
            Need::With(key) => names_something(reporter, key),
            Need::Optional => false,
        };
        if !found && needed {
            let nothing = Bilingual::new("", "");
            let finding = reporter.prepare(Code::MissingSection, Span::START, nothing);
            open_ends.habit(Habit::Missing(kind, expected.title), Some(finding));
        }
    }
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
    part.fits == 0
        && part.title().chars().count() <= 40
        && near_match(part.title(), [expected.title]).is_some()
        && near_match(part.title(), all.iter().map(|other| other.title)) == Some(expected.title)
}

fn variant(reporter: &Reporter<'_>, expected: &Expected, part: &Part<'_>) -> Finding {
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
    reporter
        .prepare(Code::HeadingVariant, part.span(reporter), message)
        .with_help(Bilingual::new(
            format!("noem de kop «{title}»"),
            format!("name the heading “{title}”"),
        ))
}

/// Whether the heading keeps the section from the site's search, as others do.
fn attributes(
    reporter: &Reporter<'_>,
    open_ends: &mut OpenEnds,
    expected: &Expected,
    part: &Part<'_>,
) {
    const ATTRIBUTE: &str = "data-search-exclude";
    let kind = reporter.document.kind;
    if !expected.hidden {
        return;
    }
    if part.section.attributes.contains(ATTRIBUTE) {
        open_ends.habit(Habit::Hidden(kind, expected.title), None);
        return;
    }
    let message = Bilingual::new(
        format!("Deze kop heeft geen {{ {ATTRIBUTE} }}, zoals in andere documenten"),
        format!("This heading has no {{ {ATTRIBUTE} }}, as in other documents"),
    );
    let finding = reporter
        .prepare(Code::HeadingVariant, part.span(reporter), message)
        .with_help(Bilingual::new(
            format!("schrijf: ## {} {{ {ATTRIBUTE} }}", part.title()),
            format!("write: ## {} {{ {ATTRIBUTE} }}", part.title()),
        ));
    open_ends.habit(Habit::Shown(kind, expected.title), Some(finding));
}

fn empty(reporter: &mut Reporter<'_>, part: &Part<'_>) {
    let title = part.title();
    let message = Bilingual::new(
        format!("Onder «{title}» staat niets"),
        format!("There is nothing under “{title}”"),
    );
    let span = part.span(reporter);
    reporter.report(Code::EmptySection, span, message).help = Some(Bilingual::new(
        "schrijf de tekst, of haal de kop weg; vat hij volgende koppen samen, maak die dan een niveau lager",
        "write the text, or remove the heading; if it gathers the headings below it, make those one level lower",
    ));
}

/// A section of the template that stands more than once.
fn twice(reporter: &mut Reporter<'_>, (place, expected): (usize, &Expected), parts: &Parts<'_>) {
    let mut same = parts.iter().filter(|part| part.titled == Some(place));
    let Some(first) = same.next() else { return };
    for part in same {
        let (title, line) = (expected.title, first.section.line);
        let message = Bilingual::new(
            format!("Het onderdeel «{title}» staat al op regel {line}"),
            format!("The section “{title}” stands on line {line} already"),
        );
        let span = part.span(reporter);
        reporter.report(Code::DuplicateSection, span, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::identifier::slug;
    use super::*;

    #[test]
    fn headings_of_a_kind_differ_and_are_few() {
        for all in [REQUIREMENT, MEASURE, INSTRUMENT] {
            assert!(all.len() <= 32);
            for (place, expected) in all.iter().enumerate() {
                let first = all.iter().position(|other| other.title == expected.title);
                assert_eq!(first, Some(place));
            }
        }
    }

    #[test]
    fn the_slug_of_each_heading_is_its_slug() {
        for expected in [REQUIREMENT, MEASURE, INSTRUMENT].into_iter().flatten() {
            assert_eq!(expected.slug, slug(expected.title));
        }
    }
}
