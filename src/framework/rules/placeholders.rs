//! Text that holds the place of text that is still to come.

use super::super::reporter::Reporter;
use super::Outline;
use crate::findings::{Bilingual, Code, Span};
use crate::source::markdown::{BlockKind, Body};
use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
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

pub(super) fn check(reporter: &mut Reporter<'_>, body: &Body, outlines: &[Outline]) {
    let document = reporter.document;
    for (key, value) in document.pairs() {
        let is_text = key
            .text()
            .is_some_and(|name| matches!(name, "title" | "toelichting" | "summary"));
        if is_text && value.text().is_some_and(|text| find(text).is_some()) {
            report(reporter, value.span());
        }
    }
    // What stands in a block stands in the text of its section: most sections have no sign at all.
    let likely = body
        .sections
        .iter()
        .zip(outlines)
        .filter(|(_, outline)| has_sign(&outline.text));
    let blocks = likely.flat_map(|(section, _)| &section.blocks);
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
    if !has_sign(text) {
        return None;
    }
    let ends = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes()).map(|end| end + 1);
    let mut start = 0;
    for end in ends.chain([text.len()]) {
        let sentence = text.get(start..end).unwrap_or_default();
        let from = start + sentence.len() - sentence.trim_start().len();
        start = end;
        let words = sentence.trim();
        if has_sign(words) && says_so(words) {
            return Some(from..from + words.len());
        }
    }
    None
}

/// One of these stands in each of the words above and in “volgt”. They are few, their letters are
/// rare together, and no shorter one is among them: the search then looks at four letters at once
/// and seldom looks twice. Of “nog” and “volgt” also what is written with a capital.
const SIGNS: &[&str] = &[
    "olgt", "oLGT", "Olgt", "OLGT", "nog ", "noG ", "nOg ", "nOG ", "Nog ", "NoG ", "NOg ", "NOG ",
    "r st", "R ST", "f hi", "F HI", "l hi", "L HI", "TODO", "IXME", "m ip",
];

/// The sign that is too short to be one of them.
static SHORT: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("TBD"));

/// The signs: one search, of many bytes in one step, tells that most texts have none of them. None
/// where it could not be made, and every text is looked at.
static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        // Any will do, but the quick search is made for matches of this kind alone.
        .match_kind(MatchKind::LeftmostFirst)
        .build(SIGNS)
        .ok()
});

/// Whether a text may say that something is still to come.
fn has_sign(text: &str) -> bool {
    ANY.as_ref().is_none_or(|any| any.is_match(text)) || SHORT.find(text.as_bytes()).is_some()
}

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
        || (lower == "volgt" || lower.ends_with(" volgt"))
            && lower.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::string_slice)]
    use super::*;

    #[test]
    fn each_of_the_words_has_a_sign() {
        for words in [ENDINGS, INSTRUCTIONS, &["volgt"]].into_iter().flatten() {
            let capital = words[..1].to_uppercase() + &words[1..];
            for words in [(*words).to_owned(), words.to_uppercase(), capital] {
                assert!(has_sign(&words), "{words}");
            }
        }
        for words in MARKS {
            assert!(has_sign(words), "{words}");
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
            "VOlgt nog",
            "TBD",
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
