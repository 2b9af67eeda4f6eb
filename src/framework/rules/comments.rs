//! Comments that should not be there any more: instructions of the template, notes to self.

use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span};
use crate::source::markdown::{Body, Comment};
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// What instructions of the templates say, in lower case.
const INSTRUCTIONS: &[&str] = &[
    "vul hier",
    "voeg hier",
    "geef hier",
    "beschrijf hier",
    "hier staat",
    "hier staan",
    "vul een categorie in",
    "pas deze tags aan",
    "dit template dient",
];

/// What an instruction says that asks to stay where it is.
const STAYS: &[&str] = &["niet weghalen", "laten staan", "niet verwijderen"];

/// What notes say that something is still to be done, in lower case.
const UNFINISHED: &[&str] = &[
    "todo",
    "to do:",
    "fixme",
    "tbd",
    "xxx",
    "nog worden",
    "nog aan te vullen",
    "nog doen",
    "nog in te vullen",
    "nog toevoegen",
    "nog uitwerken",
    "nog uit te werken",
    "toevoegen",
    "aanvullen",
    "nakijken",
    "controleren of",
];

/// All of these words: one search tells that most comments have none of them. None where it could
/// not be made, and every comment is looked at.
static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        // Any will do, but the quick search is made for matches of this kind alone.
        .match_kind(MatchKind::LeftmostFirst)
        .build(INSTRUCTIONS.iter().chain(UNFINISHED))
        .ok()
});

/// More of one comment is not looked at.
const LONGEST: usize = 2_000;

pub(super) fn check(reporter: &mut Reporter<'_>, body: &Body) {
    in_front_matter(reporter);
    let mut instructions = Vec::new();
    for comment in &body.comments {
        if super::macros::is_macro(&comment.text) {
            continue;
        }
        let start = comment.text.floor_char_boundary(LONGEST);
        let text = comment.text.get(..start).unwrap_or_default().to_lowercase();
        if ANY.as_ref().is_some_and(|any| !any.is_match(&text)) {
            continue;
        }
        if is_instruction(&text) {
            instructions.push(span_of(reporter, comment));
        } else if is_unfinished(&text) {
            unfinished(reporter, comment);
        }
    }
    template(reporter, &instructions);
}

fn is_instruction(text: &str) -> bool {
    INSTRUCTIONS.iter().any(|words| text.contains(words))
        && !STAYS.iter().any(|words| text.contains(words))
}

fn is_unfinished(text: &str) -> bool {
    UNFINISHED.iter().any(|words| {
        text.match_indices(words).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text
                .get(at + words.len()..)
                .and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

fn span_of(reporter: &Reporter<'_>, comment: &Comment) -> Span {
    let span = reporter.document.line_span(comment.start.line);
    let start = reporter
        .document
        .span((comment.start, comment.start.after(usize::MAX)));
    Span {
        width: start.width.min(span.width),
        ..start
    }
}

/// The comment lines of the YAML.
fn in_front_matter(reporter: &mut Reporter<'_>) {
    let last = reporter.document.lines_before();
    let mut instructions = Vec::new();
    for line in 2..last {
        let text = reporter.document.line(line).trim_start();
        if text.starts_with('#') && is_instruction(&text.to_lowercase()) {
            instructions.push(reporter.document.line_span(line));
        }
    }
    template(reporter, &instructions);
}

/// One finding for the front matter, one for the text: they were left there together.
fn template(reporter: &mut Reporter<'_>, instructions: &[Span]) {
    let Some((first, others)) = instructions.split_first() else {
        return;
    };
    let mut message = Bilingual::new(
        "Hier staat nog een instructie van het sjabloon",
        "An instruction of the template is still here",
    );
    let lines = others.iter().take(20);
    let lines: Vec<String> = lines.map(|span| span.line.to_string()).collect();
    if !lines.is_empty() {
        let lines = lines.join(", ");
        message = Bilingual::new(
            format!("{}, en op regel {lines}", message.nl),
            format!("{}, and on line {lines}", message.en),
        );
    }
    reporter.report(Code::TemplateComment, *first, message).help = Some(Bilingual::new(
        "verwijder de opmerking als het onderdeel is ingevuld",
        "remove the comment once the part is filled in",
    ));
}

fn unfinished(reporter: &mut Reporter<'_>, comment: &Comment) {
    let span = span_of(reporter, comment);
    let message = Bilingual::new(
        "Deze opmerking zegt dat hier nog iets ontbreekt",
        "This comment says that something is still missing here",
    );
    reporter.report(Code::UnfinishedComment, span, message);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_of_the_words_is_found_at_once() {
        for words in INSTRUCTIONS.iter().chain(UNFINISHED) {
            assert!(ANY.as_ref().unwrap().is_match(*words), "{words}");
        }
    }

    #[test]
    fn instructions_and_notes_are_told_apart() {
        assert!(is_instruction("vul hier een omschrijving in"));
        assert!(!is_instruction(
            "let op! deze regel niet weghalen, vul hier niets in"
        ));
        assert!(!is_instruction("de tabel staat hieronder"));
        for text in ["todo", "link toevoegen", "dit moet nog worden uitgelegd"] {
            assert!(is_unfinished(text), "{text}");
        }
        for text in ["todos", "toevoegende", "deze vereiste geldt altijd"] {
            assert!(!is_unfinished(text), "{text}");
        }
    }
}
