//! Words of a text, in a form in which small differences do not count.

use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Bytes of a word that count; what is longer is no word of a language.
const LONGEST: usize = 64;

/// A text without case and diacritics: `Eén coördinator` is `een coordinator`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            c if is_combining_mark(c) || is_invisible(c) => {}
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ı' => folded.push('i'),
            // Capitals that fold to two characters, one of them a mark, are none of ours.
            c => folded.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
}

/// Soft hyphens and characters without width stand inside words and are not seen.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// The words of a text: where they stand, in bytes, and their folded form.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let tail = text.get(rest..)?;
            let start = rest + tail.find(part)?;
            let word = text.get(start..)?;
            let end = start + word.find(|c| !part(c)).unwrap_or(word.len());
            rest = end;
            let mut form = folded(text.get(start..end)?);
            if form.len() > LONGEST {
                let mut cut = LONGEST;
                while !form.is_char_boundary(cut) {
                    cut -= 1;
                }
                form.truncate(cut);
            }
            if !form.is_empty() {
                return Some((start..end, form));
            }
        }
    })
}

/// The language of a text, as far as its words are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tongue {
    Dutch,
    English,
    /// Codes and names.
    None,
}

impl Tongue {
    pub(super) const ALL: [Self; 3] = [Self::Dutch, Self::English, Self::None];

    pub(super) fn of(tag: Option<&str>) -> Self {
        match tag {
            Some("nl") => Self::Dutch,
            Some("en") => Self::English,
            _ => Self::None,
        }
    }

    pub(super) fn tag(self) -> Option<&'static str> {
        match self {
            Self::Dutch => Some("nl"),
            Self::English => Some("en"),
            Self::None => None,
        }
    }
}

/// The stemmers of both languages.
pub(super) struct Stems {
    dutch: Stemmer,
    english: Stemmer,
}

impl Stems {
    pub(super) fn new() -> Self {
        Self {
            dutch: Stemmer::create(Algorithm::Dutch),
            english: Stemmer::create(Algorithm::English),
        }
    }

    /// The stem of a folded word. A word of other letters than those of ASCII is its own stem:
    /// the algorithms are made for words of their language.
    pub(super) fn stem(&self, tongue: Tongue, word: &str) -> String {
        let plain = word.bytes().all(|b| b.is_ascii_lowercase());
        match tongue {
            Tongue::Dutch if plain => self.dutch.stem(word).into_owned(),
            Tongue::English if plain => self.english.stem(word).into_owned(),
            _ => word.to_owned(),
        }
    }
}

/// Words that say nothing by themselves.
pub(super) fn is_stop_word(word: &str) -> bool {
    const STOP: &[&str] = &[
        "a", "aan", "also", "als", "an", "and", "are", "as", "at", "be", "bij", "by", "dat", "de",
        "deze", "die", "dit", "door", "een", "en", "er", "for", "from", "has", "heb", "heeft",
        "het", "how", "i", "if", "ik", "in", "is", "it", "its", "je", "kan", "me", "met", "mijn",
        "must", "my", "naar", "niet", "of", "om", "on", "ons", "onze", "ook", "op", "or", "over",
        "te", "that", "the", "this", "to", "tot", "u", "uit", "uw", "van", "voor", "was", "wat",
        "we", "welke", "what", "when", "which", "who", "wie", "with", "wordt", "you", "your", "ze",
        "zich", "zijn",
    ];
    STOP.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_diacritics_and_what_is_not_seen_do_not_count() {
        assert_eq!(
            folded("EÉN Coördinator ĳs Straße"),
            "een coordinator ijs strasse"
        );
        assert_eq!(folded("toe\u{ad}zicht"), "toezicht");
        let forms = |text| words(text).map(|(_, form)| form).collect::<Vec<_>>();
        assert_eq!(
            forms("Hoog-risico-AI: foto's (e\u{301}e\u{301}n)"),
            ["hoog", "risico", "ai", "foto", "s", "een"]
        );
        assert_eq!(forms(" \u{200b} – "), Vec::<String>::new());
        assert_eq!(forms(&"é".repeat(500)).first().map(String::len), Some(64));
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "De ‘risicoanalyse’ é";
        for (range, form) in words(text) {
            assert_eq!(folded(&text[range]), form);
        }
    }

    #[test]
    fn stems_are_those_of_the_language() {
        let stems = Stems::new();
        let dutch = |word| stems.stem(Tongue::Dutch, word);
        assert_eq!(dutch("maatregelen"), dutch("maatregel"));
        assert_eq!(dutch("verplichtingen"), dutch("verplichting"));
        let english = |word| stems.stem(Tongue::English, word);
        assert_eq!(english("obligations"), english("obligation"));
        // Any characters are taken.
        for word in ["", "日本語", "ijijij", "'", "yyyy", "\u{0}"] {
            stems.stem(Tongue::Dutch, word);
            stems.stem(Tongue::English, word);
        }
    }

    #[test]
    fn stop_words_are_found() {
        assert!(is_stop_word("de") && is_stop_word("zijn") && is_stop_word("a"));
        assert!(!is_stop_word("toezicht"));
    }
}
