//! Titles: a document without one, a link that gives a document another title than it has.

use super::super::document::Document;
use super::super::index::Index;
use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span, distance_within};

/// What to do about a document without a title.
pub(in super::super) fn untitled_help(document: &Document) -> Bilingual {
    if let Some(line) = path_alone(document) {
        // Git writes a symbolic link so where the file system knows none.
        return Bilingual::new(
            format!(
                "het bestand bevat alleen het pad {line}: een symbolische link als tekst; plaats de tekst van dat bestand hier"
            ),
            format!(
                "the file holds the path {line} alone: a symbolic link as text; put the text of that file here"
            ),
        );
    }
    Bilingual::new(
        "voeg een regel «title: …» toe aan de kopgegevens",
        "add a line “title: …” to the front matter",
    )
}

/// The path that is all that a file holds.
pub(in super::super) fn path_alone(document: &Document) -> Option<&str> {
    let line = document.line(1).trim();
    let is_path = line.contains('/')
        && !line.contains(' ')
        && line.rsplit_once('.').is_some()
        && document.line(2).is_empty();
    is_path.then_some(line)
}

/// Longer words are no title.
const LONGEST: usize = 400;

/// Compares the words of a link to the document at `path` with the title of that document.
pub(in super::super) fn check_title(
    reporter: &mut Reporter<'_>,
    index: &Index,
    (words, span): (&str, impl FnOnce() -> Span),
    path: &str,
    to_a_heading: bool,
) {
    let Some((title, code)) = index.title_at(path) else {
        return;
    };
    let short = words.len() <= LONGEST && title.len() <= LONGEST;
    if !short || !reporter.may_compare() {
        return;
    }
    // Words that are the title as it stands need not be compared as titles are.
    let plain = (words != title).then(|| plain_title(words));
    if !to_a_heading
        && let Some(plain) = &plain
        && let Some(other) = titled_otherwise(index, plain, title, path)
    {
        let message = Bilingual::new(
            format!("«{words}» is de titel van {other}, maar de link leidt naar {path}"),
            format!("“{words}” is the title of {other}, but the link leads to {path}"),
        );
        reporter.report(Code::MisdirectedLink, span(), message).help = Some(Bilingual::new(
            "laat de link naar dat document leiden, of pas de woorden aan",
            "let the link lead to that document, or change its words",
        ));
        return;
    }
    if !differs((words, plain.as_deref()), title, code, to_a_heading) {
        return;
    }
    let message = Bilingual::new(
        format!("De titel van dit document is «{title}»"),
        format!("The title of this document is “{title}”"),
    );
    let given = match code_before(words, code) {
        Some(_) => format!("{code} {title}"),
        None => title.to_owned(),
    };
    reporter.report(Code::StaleTitle, span(), message).help = Some(Bilingual::new(
        format!("schrijf «{given}», of pas de titel van dat document aan"),
        format!("write “{given}”, or change the title of that document"),
    ));
}

/// The path of another document whose title the words are, given as titles are compared. Words that
/// are a part of the title of the document they lead to, or the other way round, say that one.
fn titled_otherwise<'i>(index: &'i Index, words: &str, title: &str, path: &str) -> Option<&'i str> {
    let other = index.path_of_title(words).filter(|other| *other != path)?;
    let title = plain_title(title);
    (!words.contains(&title) && !title.contains(words)).then_some(other)
}

/// What follows the code of the document at the start of the words: `aia-07 Title`.
fn code_before<'w>(words: &'w str, code: &str) -> Option<&'w str> {
    let start = words.get(..code.len())?;
    let rest = words.get(code.len()..)?;
    (!code.is_empty()
        && start.eq_ignore_ascii_case(code)
        && rest.starts_with([' ', ':', '-', '–', ',']))
    .then(|| rest.trim_start_matches([' ', ':', '-', '–', ',']))
    .filter(|rest| rest.split_whitespace().count() >= 3)
}

/// Whether words that give a title give another one than the document has: words behind its code,
/// else words that are nearly its title. `plain`: the words as titles are compared, unless they are
/// the title as it stands.
fn differs(
    (words, plain): (&str, Option<&str>),
    title: &str,
    code: &str,
    to_a_heading: bool,
) -> bool {
    if let Some(printed) = code_before(words, code) {
        return printed != title && plain_title(printed) != plain_title(title);
    }
    // Without a code the words may say anything: only what is nearly the title of a requirement or
    // measure was meant to be it.
    let Some(plain) = plain.filter(|_| !code.is_empty() && !to_a_heading) else {
        return false;
    };
    let printed = words_of(plain);
    if printed.split(' ').count() < 4 {
        return false;
    }
    let own = words_of(&plain_title(title));
    if own.is_empty() {
        return false;
    }
    // Words with the whole title in them say more than the title; a part of it is a short form.
    if printed.contains(&own) || own.contains(&printed) {
        return false;
    }
    let longest = printed.chars().count().max(own.chars().count());
    distance_within(&printed, &own, longest / 5).is_some()
}

/// A title without what may differ in print: case, quotes, white space, the stop at the end.
pub(in super::super) fn plain_title(text: &str) -> String {
    let mut plain = if text.is_ascii() {
        plain_ascii(text)
    } else {
        plain_words(text)
    };
    plain.truncate(plain.trim_end_matches('.').len());
    plain
}

/// Words without quotes, in lower case, with a space between.
fn plain_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (place, word) in text.split_whitespace().enumerate() {
        if place > 0 {
            plain.push(' ');
        }
        for character in word.chars().filter(|c| !is_quote(*c)) {
            if character.is_ascii() {
                plain.push(character.to_ascii_lowercase());
            } else {
                plain.extend(character.to_lowercase());
            }
        }
    }
    plain
}

/// The same of a text in ASCII, as most are, by its bytes.
fn plain_ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let (mut is_first, mut in_word) = (true, false);
    for byte in text.bytes() {
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            in_word = false;
            continue;
        }
        if !in_word && !is_first {
            plain.push(' ');
        }
        (is_first, in_word) = (false, true);
        if !matches!(byte, b'"' | b'\'') {
            plain.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    plain
}

/// A plain title without its punctuation.
fn words_of(plain: &str) -> String {
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_plain_title_in_ascii_is_the_same_by_bytes(text in "[ -~\t\n\x0B\x0C\r\x1C\"']{0,20}") {
            proptest::prop_assert_eq!(plain_ascii(&text), plain_words(&text));
        }
    }

    #[test]
    fn another_title_behind_the_code_is_stale() {
        let title = "Logs worden zes maanden bewaard";
        let differs = |words| differs((words, Some(&plain_title(words))), title, "aia-13", false);
        assert!(differs("aia-13 Logs worden 6 maanden bewaard"));
        assert!(differs("aia-13: Bewaartermijn van de logs"));
        assert!(!differs("aia-13 Logs worden zes maanden bewaard."));
        assert!(!differs("aia-13"));
        assert!(!differs("aia-130 iets van een ander document"));
    }

    #[test]
    fn words_that_are_nearly_the_title_are_stale_and_others_are_words() {
        let title = "Stel een plan op voor het beheer";
        let differs = |words| differs((words, Some(&plain_title(words))), title, "owp-80", false);
        assert!(differs("Stel een plan op voor beheer"));
        assert!(!differs("«Stel een plan op voor het beheer»"));
        assert!(!differs("plan op voor het beheer"));
        assert!(!differs("het plan"));
        assert!(!differs("de maatregel over het opstellen van plannen"));
    }
}
