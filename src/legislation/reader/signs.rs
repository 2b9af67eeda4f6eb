//! Whether a passage could cite anything: nine in ten do not, and need no tokens.
//!
//! A first look at the words tells. It may say yes where nothing is cited, never no where
//! something is: then [`super::mention`] and [`super::grammar`] find nothing in the passage.

use super::names::{Entry, Names};
use super::token::{Piece, pieces_of};
use super::words::{self, Word};

/// Whether an act may be named in a text, or words may stand in it that cite a part of one.
pub(super) fn may_cite(text: &str, names: &Names) -> bool {
    let mut look = Look {
        text,
        // Once, not for each word that would be a sign with it.
        slash: memchr::memchr(b'/', text.as_bytes()),
        names,
        begun: &[],
        points: false,
        has_part: false,
        has_holder: false,
    };
    look.through()
}

/// Whether a word can be a sign at all.
pub(super) fn is_sign(word: Word) -> bool {
    matches!(
        word,
        Word::Head(..)
            | Word::Paragraph(_)
            | Word::Preamble
            | Word::Act(..)
            | Word::Point
            | Word::Alinea
            | Word::Ordinal(_)
            | Word::Opening
            | Word::Indent
            | Word::That
            | Word::Aforesaid
            | Word::Thereof
    )
}

/// What was seen of a text so far.
struct Look<'a> {
    text: &'a str,
    /// Where its first slash is.
    slash: Option<usize>,
    names: &'a Names,
    /// The names that begin with the word before.
    begun: &'a [Entry],
    /// Whether the word before points back: *dat*, *that*.
    points: bool,
    /// Whether there is a word, or a number, with which parts begin.
    has_part: bool,
    /// Whether there are words that say what such parts stand in: *van dat punt*, *daarvan*.
    has_holder: bool,
}

impl Look<'_> {
    /// Whether a citation may stand in the text.
    fn through(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..)
            && let Some(first) = rest.first()
        {
            if first.is_ascii_alphabetic() {
                let (length, hash) = words::ascii_word(rest);
                if rest.get(length).is_none_or(u8::is_ascii) {
                    if self.word(hash, length) {
                        return true;
                    }
                    // The space after it.
                    at += length + 1;
                    continue;
                }
            } else if !is_inside(*first) {
                // Marks are looked through: a name may have them where its entry has none.
                at += 1;
                continue;
            }
            let end = rest.iter().position(|byte| !is_inside(*byte));
            let end = at + end.unwrap_or(rest.len());
            let mut found = false;
            let seen = pieces_of(self.text, at..end, |start, end, piece, _| {
                found = self.cites(start, end, piece);
                !found
            });
            // A number may go on behind it.
            at = seen.max(end);
            if found {
                return true;
            }
        }
        false
    }

    /// Whether this piece, with those before it, may be part of a citation.
    fn cites(&mut self, start: usize, end: usize, piece: Piece) -> bool {
        match piece {
            Piece::Mark(_) => false,
            Piece::Number => self.number(self.text.as_bytes().get(start..end).unwrap_or_default()),
            Piece::Word(hash) => self.word(hash, end - start),
        }
    }

    /// Whether this number, with what stands before it, may be part of a citation.
    fn number(&mut self, number: &[u8]) -> bool {
        let begun = std::mem::take(&mut self.begun);
        self.points = false;
        // 2de lid
        self.has_part = true;
        self.has_holder || !begun.is_empty() && goes_on(begun, words::hash(number))
    }

    /// Whether the word of this hash, of so many bytes, may be part of a citation with those before
    /// it.
    #[inline]
    fn word(&mut self, hash: u64, length: usize) -> bool {
        let begun = std::mem::take(&mut self.begun);
        let points = std::mem::take(&mut self.points);
        if goes_on(begun, hash) {
            return true;
        }
        self.names.may_be_sign(hash) && self.sign(hash, length, points)
    }

    /// The same for a word that is likely a sign; `points` where the word before points back.
    fn sign(&mut self, hash: u64, length: usize, points: bool) -> bool {
        match words::meaning(hash, length) {
            // A clause has a head, or is of paragraphs.
            Word::Head(..) | Word::Paragraph(_) | Word::Preamble => return true,
            // A number has a slash: Verordening (EU) 2016/679.
            Word::Act(..) if self.slash.is_some() => return true,
            Word::Point | Word::Alinea => {
                self.has_part = true;
                self.has_holder |= points;
            }
            Word::Ordinal(_) | Word::Opening | Word::Indent => self.has_part = true,
            Word::That | Word::Aforesaid => self.points = true,
            Word::Thereof => self.has_holder = true,
            _ => {}
        }
        self.begun = self.names.begun(hash);
        self.has_part && self.has_holder || self.begun.iter().any(Entry::may_be_one_word)
    }
}

/// Whether this byte may be of a word or a number: what is more than ASCII is looked at by characters.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn goes_on(begun: &[Entry], hash: u64) -> bool {
    begun.iter().any(|entry| entry.goes_on(hash))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::register::Register;
    use super::super::clauses::clauses;
    use super::super::mention::Mentions;
    use super::super::token::Tokens;
    use super::*;
    use proptest::prelude::*;

    /// Keywords, names of acts and their words, numbers, marks.
    fn bits() -> Vec<String> {
        let register = Register::embedded().unwrap();
        let names = register.acts().iter().flat_map(|act| {
            let names = act.aliases_nl.iter().chain(&act.aliases_en);
            names.flat_map(|name| std::iter::once(name.as_str()).chain(name.split(' ')))
        });
        let keywords = words::all().into_iter().map(|(name, _)| name);
        let others = [
            "1",
            "2de",
            "12",
            "3:46",
            "2016/679",
            "95/46/EG",
            "(",
            ")",
            ",",
            ".",
            "-",
            "'",
            "a",
            "b)",
            "\n\n",
            "eerste",
            "tweede",
            "lid",
            "artikel",
            "van dat punt",
            "daarvan",
            "Één",
            "*",
        ];
        let all = names.chain(keywords).chain(others);
        all.map(str::to_owned).collect()
    }

    fn is_sound(text: &str) {
        let register = Register::embedded().unwrap();
        if may_cite(text, register.names()) {
            return;
        }
        let tokens = Tokens::of(text);
        let mentions = Mentions::of(&tokens, register);
        assert!(mentions.list().is_empty(), "{text:?}");
        assert!(clauses(&tokens, &mentions).is_empty(), "{text:?}");
    }

    #[test]
    fn what_cites_nothing_needs_no_tokens() {
        let register = Register::embedded().unwrap();
        for (text, may) in [
            ("Het algoritme is getest op de eerste 3 punten.", false),
            ("Een wet die dat regelt, is er niet.", false),
            ("Het besluit is genomen.", false),
            ("punt 3 daarvan", true),
            ("onderdeel a van dat punt", true),
            ("het tweede lid", true),
            ("artikel 5", true),
            ("de AVG", true),
            ("de Uitvoeringswet  AVG", true),
            ("Verordening (EU) 2016/679", true),
        ] {
            assert_eq!(may_cite(text, register.names()), may, "{text:?}");
            is_sound(text);
        }
    }

    #[test]
    fn a_long_text_is_looked_through_once() {
        let register = Register::embedded().unwrap();
        let text = "verordening ".repeat(1_000_000);
        let begun = std::time::Instant::now();
        assert!(!may_cite(&text, register.names()));
        // Takes a second or two without optimisation; many minutes where each word looks through all.
        assert!(begun.elapsed() < std::time::Duration::from_secs(20));
    }

    #[test]
    fn every_name_alone_is_seen() {
        let register = Register::embedded().unwrap();
        for act in register.acts() {
            for name in act.aliases_nl.iter().chain(&act.aliases_en) {
                assert!(may_cite(name, register.names()), "{name:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn no_citation_is_missed(
            words in proptest::collection::vec(
                (proptest::sample::select(bits()), proptest::sample::select(vec![" ", "", "-", " ("])),
                0..8,
            )
        ) {
            let text: String = words.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect();
            is_sound(&text);
        }
    }
}
