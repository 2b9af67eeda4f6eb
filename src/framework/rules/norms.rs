//! Audit norms of a measure: its front matter, its text and the table must name the same.

use super::super::index::{Index, Thing};
use super::super::kind::Kind;
use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span};
use crate::source::markdown::{Block, Body};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The norms that the front matter names and a table knows.
#[derive(Debug, Default)]
pub(in super::super) struct NamedNorms {
    /// Where the key stands.
    pub(in super::super) key: Span,
    /// Each code, by framework, with its place.
    pub(in super::super) named: BTreeMap<String, BTreeMap<String, Span>>,
}

impl NamedNorms {
    fn has(&self, framework: &str, code: &str) -> bool {
        let codes = self.named.get(framework);
        codes.is_some_and(|codes| codes.contains_key(code))
    }
}

pub(in super::super) fn check_norms(
    reporter: &mut Reporter<'_>,
    thing: &Thing,
    index: &Index,
    norms: Option<&NamedNorms>,
    body: &Body,
) {
    if reporter.document.kind != Kind::Measure || index.norms().is_empty() {
        return;
    }
    let nothing = NamedNorms::default();
    let named = norms.unwrap_or(&nothing);
    table(reporter, thing, index, norms);
    let mut in_text: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for block in sources(body) {
        let Some(framework) = framework(&block.text) else {
            continue;
        };
        for (code, range) in codes(&block.text, framework) {
            let told = in_text.entry(framework).or_default();
            if !named.has(framework, &code) && !told.contains(&code) {
                only_in_text(reporter, index, block, &range, (framework, &code));
            }
            told.insert(code);
        }
    }
    for (framework, codes) in &named.named {
        // Of a framework that the text does not speak of, it says nothing.
        let Some(told) = in_text.get(framework.as_str()) else {
            continue;
        };
        for (code, span) in codes.iter().filter(|(code, _)| !told.contains(*code)) {
            let message = Bilingual::new(
                format!("De kopgegevens noemen {framework} {code}, de bronnen in de tekst niet"),
                format!(
                    "The front matter names {framework} {code}, the sources in the text do not"
                ),
            );
            reporter.report(Code::NormDisagreement, *span, message);
        }
    }
}

/// What the table says and the front matter does not.
fn table(reporter: &mut Reporter<'_>, thing: &Thing, index: &Index, norms: Option<&NamedNorms>) {
    let (Some(table), Some(urn)) = (index.norm_table(), &thing.urn) else {
        return;
    };
    let place = norms.map(|norms| norms.key);
    let own = |reporter: &Reporter<'_>| {
        let id = reporter.document.value("id");
        place.unwrap_or_else(|| id.map_or(Span::START, crate::source::front_matter::Node::span))
    };
    if !table.has_column(&thing.id) {
        let id = reporter.document.value("id");
        let span = id.map_or(Span::START, crate::source::front_matter::Node::span);
        let message = Bilingual::new(
            format!("{} heeft geen kolom voor {}", table.file, urn.as_str()),
            format!("{} has no column for {}", table.file, urn.as_str()),
        );
        reporter.report(Code::MeasureWithoutColumn, span, message);
        return;
    }
    for (framework, code) in table.norms_of(&thing.id) {
        if norms.is_some_and(|norms| norms.has(framework, code)) {
            continue;
        }
        let row = table.row(framework, code).unwrap_or(1);
        let place = format!("{}:{row}", table.file);
        let message = Bilingual::new(
            format!(
                "De tabel noemt {framework} {code} bij deze maatregel ({place}), de kopgegevens niet"
            ),
            format!(
                "The table names {framework} {code} for this measure ({place}), the front matter does not"
            ),
        );
        let span = own(reporter);
        reporter.report(Code::NormDisagreement, span, message);
    }
}

fn only_in_text(
    reporter: &mut Reporter<'_>,
    index: &Index,
    block: &Block,
    range: &Range<usize>,
    (framework, code): (&str, &str),
) {
    let span = reporter.document.span(block.positions(range));
    let message = if index.norm(framework, code).is_some() {
        Bilingual::new(
            format!("De tekst noemt {framework} {code}, de kopgegevens (sources) niet"),
            format!("The text names {framework} {code}, the front matter (sources) does not"),
        )
    } else {
        Bilingual::new(
            format!("De tekst noemt {framework} {code}, een norm die er niet is"),
            format!("The text names {framework} {code}, a norm that is not there"),
        )
    };
    reporter.report(Code::NormDisagreement, span, message);
}

/// The blocks under the heading of the sources.
fn sources(body: &Body) -> impl Iterator<Item = &Block> {
    body.sections
        .iter()
        .filter(|section| {
            let title = section.title.as_ref().map(|title| title.text.as_str());
            title.is_some_and(|title| matches!(title.trim(), "Bronnen" | "Bron"))
        })
        .flat_map(|section| &section.blocks)
}

/// The audit framework that an item names.
fn framework(text: &str) -> Option<&'static str> {
    if text.contains("Auditdienst") {
        Some("ADR")
    } else if text.contains("Rekenkamer") {
        Some("ARK")
    } else {
        None
    }
}

/// The codes that an item names, each with its place: `SV.4`, `3.01`, `IB.10 t/m IB.17`.
fn codes(text: &str, framework: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut range_from: Option<(String, u32)> = None;
    let mut through = false;
    let mut at = 0;
    for word in
        text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
    {
        let start = at;
        at += word.len();
        let word = word
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
        let word = word.trim_end_matches('.');
        if matches!(word, "t/m" | "tot" | "met" | "-" | "–") {
            through = word != "tot" || through;
            continue;
        }
        let Some((series, number, width)) = code(word, framework) else {
            if !word.is_empty() && word != "en" {
                range_from = None;
                through = false;
            }
            continue;
        };
        let place = start..start + word.len();
        if through
            && let Some((from_series, from)) = &range_from
            && *from_series == series
            && (1..100).contains(&number.saturating_sub(*from))
        {
            for between in from + 1..number {
                found.push((format!("{series}.{between:0width$}"), place.clone()));
            }
        }
        through = false;
        found.push((word.to_owned(), place));
        range_from = Some((series, number));
    }
    found
}

/// Series and number of a code, and with how many digits it is printed.
fn code(word: &str, framework: &str) -> Option<(String, u32, usize)> {
    let (series, number) = word.split_once('.')?;
    let fits = if framework == "ADR" {
        (1..=5).contains(&series.len()) && series.chars().all(|c| c.is_ascii_uppercase())
    } else {
        series.len() == 1 && series.chars().all(|c| c.is_ascii_digit()) && number.len() == 2
    };
    let is_number = (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    let width = if framework == "ADR" { 1 } else { number.len() };
    (fits && is_number).then(|| Some((series.to_owned(), number.parse().ok()?, width)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, framework: &str) -> Vec<String> {
        codes(text, framework)
            .into_iter()
            .map(|(code, _)| code)
            .collect()
    }

    #[test]
    fn codes_of_items() {
        assert_eq!(
            names("Onderzoekskader Auditdienst Rijk, SV.4 en DM.16.", "ADR"),
            ["SV.4", "DM.16"]
        );
        assert_eq!(
            names("Auditdienst, IB.2 t/m IB.4, PRI.1", "ADR"),
            ["IB.2", "IB.3", "IB.4", "PRI.1"]
        );
        assert_eq!(names("Rekenkamer, 3.01, 3.05", "ARK"), ["3.01", "3.05"]);
        assert_eq!(names("Rekenkamer 2023, versie 1.0", "ARK"), [""; 0]);
        let text = "Rekenkamer, 3.01";
        assert_eq!(text.get(codes(text, "ARK")[0].1.clone()), Some("3.01"));
    }
}
