//! Text that holds the place of text that is still to come.

use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span};
use crate::source::markdown::{BlockKind, Body};
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that end a sentence which says that something comes later, in lower case.
const ENDINGS: &[&str] = &[
    "volgt nog",
    "volgt later",
    "nog in te vullen",
    "nog aan te vullen",
    "nog uit te werken",
    "nog invullen",
    "nog toevoegen",
    "wordt nog aangevuld",
    "wordt nog ingevuld",
    "wordt nog uitgewerkt",
    "wordt nog toegevoegd",
    "moet nog worden aangevuld",
    "moet nog worden ingevuld",
    "moet nog worden uitgewerkt",
];

/// How the instructions of the templates begin that stand where the text is to come.
const INSTRUCTIONS: &[&str] = &[
    "hier staat de titel",
    "hier staat in enkele",
    "hier staat in maximaal",
    "hier staat nog een keer",
    "hier staat uitgelegd",
    "hier staat uitleg over",
    "hier staat meer beschreven",
    "beschrijf hier",
    "vul hier",
];

/// Marks that nobody leaves in a text on purpose, as they stand.
const MARKS: &[&str] = &["TODO", "TBD", "FIXME", "Lorem ipsum", "lorem ipsum"];

/// More of one text is not looked at.
const LONGEST: usize = 4_000;

pub(super) fn check(reporter: &mut Reporter<'_>, body: &Body) {
    let document = reporter.document;
    for (key, value) in document.pairs() {
        let is_text = key
            .text()
            .is_some_and(|name| matches!(name, "title" | "toelichting" | "summary"));
        if is_text && value.text().is_some_and(|text| find(text).is_some()) {
            report(reporter, value.span());
        }
    }
    let blocks = body.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks.filter(|block| block.kind != BlockKind::Code) {
        if let Some(range) = find(&block.text) {
            let span = document.span(block.positions(&range));
            report(reporter, span);
        }
    }
}

fn report(reporter: &mut Reporter<'_>, span: Span) {
    let message = Bilingual::new(
        "Deze tekst zegt dat er nog iets komt",
        "This text says that something is still to come",
    );
    reporter.report(Code::PlaceholderText, span, message).help = Some(Bilingual::new(
        "schrijf de tekst, of haal deze weg",
        "write the text, or remove this",
    ));
}

/// The sentence of a text that says that something is still to come.
fn find(text: &str) -> Option<Range<usize>> {
    let text = text.get(..text.floor_char_boundary(LONGEST))?;
    if ANY.as_ref().is_some_and(|any| !any.is_match(text)) {
        return None;
    }
    let mut start = 0;
    for sentence in text.split_inclusive(['.', '!', '?']) {
        let from = start + sentence.len() - sentence.trim_start().len();
        start += sentence.len();
        let words = sentence.trim();
        if says_so(words) {
            return Some(from..from + words.len());
        }
    }
    None
}

/// One of these stands in each of the words above and in “volgt”, not at its start, where a
/// sentence may have a capital. They are few, and their first three letters are rare.
const PARTS: &[&str] = &[
    "lgt",
    "vullen",
    "g uit te werken",
    "g toevoegen",
    "evuld",
    "ewerkt",
    "evoegd",
    "ier staat",
    "jf hier",
    "ul hier",
    "ODO",
    "TBD",
    "IXME",
    "m ipsum",
];

/// The parts, in lower case and in capitals: one search, of many bytes in one step, tells that most
/// texts have none of them. None where it could not be made, and every text is looked at.
static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let parts = PARTS.iter();
    AhoCorasick::builder()
        // Any will do, but the quick search is made for matches of this kind alone.
        .match_kind(MatchKind::LeftmostFirst)
        .build(parts.flat_map(|part| [(*part).to_owned(), part.to_uppercase()]))
        .ok()
});

fn says_so(sentence: &str) -> bool {
    let words = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() || sentence.len() > 300 {
        return false;
    }
    let is_whole = |at: usize, mark: &str| {
        let before = words.get(..at).and_then(|text| text.chars().next_back());
        let after = words
            .get(at + mark.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    if MARKS
        .iter()
        .any(|mark| words.find(mark).is_some_and(|at| is_whole(at, mark)))
    {
        return true;
    }
    let lower = words.to_lowercase();
    INSTRUCTIONS.iter().any(|start| lower.starts_with(start))
        || ENDINGS.iter().any(|ending| {
            lower
                .strip_suffix(ending)
                .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        })
        // “Toelichting volgt”: a text of its own, not the end of an argument.
        || lower.split_whitespace().count() <= 3
            && (lower == "volgt" || lower.ends_with(" volgt"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::string_slice)]
    use super::*;

    #[test]
    fn each_of_the_words_has_a_part_that_is_sought() {
        for words in [ENDINGS, INSTRUCTIONS, MARKS, &["volgt"]]
            .into_iter()
            .flatten()
        {
            let tail = &words[usize::from(!MARKS.contains(words))..];
            assert!(PARTS.iter().any(|part| tail.contains(part)), "{words}");
            assert!(ANY.as_ref().unwrap().is_match(words), "{words}");
        }
    }

    #[test]
    fn texts_that_hold_a_place_are_found() {
        for text in [
            "toelichting volgt",
            "Uitleg volgt.",
            "Een stuk hierover volgt nog.",
            "TODO: uitwerken",
            "Hier staat uitgelegd wat het risico is.",
            "Dit wordt nog aangevuld!",
            "Nog invullen",
            "DIT WORDT NOG AANGEVULD",
        ] {
            assert_eq!(find(text), Some(0..text.len()), "{text}");
        }
        let text = "Het begint. De rest volgt later. En het eindigt.";
        assert_eq!(find(text), Some(12..32));
    }

    #[test]
    fn texts_that_say_something_are_not() {
        for text in [
            "Hieruit volgt nog niet dat het mag.",
            "Wie deze stappen volgt, komt er.",
            "Zo weet je wat er volgt",
            "De methodologie heet TODOS.",
            "Hier staat een huis.",
            "Richtlijnen daarvoor volgen nog.",
            "",
            "...",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
