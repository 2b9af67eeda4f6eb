//! The names of acts, found in a row of tokens.

use super::super::number::EuNumber;
use super::numbered::numbered;
use super::signs::is_sign;
use super::token::{Kind, Tokens};
use super::words::{self, Word};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// How the letters of a name must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// A long name: any case.
    Any,
    /// An abbreviation: as it is printed or in capitals; in lower case only right beside a
    /// provision.
    Abbreviation,
    /// As it is printed, since in another case it is a common word (*Who*, *LED*).
    Exact,
}

/// A name, but for its first word.
#[derive(Debug)]
pub(crate) struct Entry {
    text: String,
    rest: Box<[u64]>,
    act: usize,
    case: Case,
}

impl Entry {
    /// Whether no word or number need follow the first.
    pub(crate) fn may_be_one_word(&self) -> bool {
        self.rest
            .first()
            .is_none_or(|second| *second <= u64::from(char::MAX))
    }

    /// Whether the word or number of this hash may follow the first.
    pub(crate) fn goes_on(&self, hash: u64) -> bool {
        self.rest.first() == Some(&hash)
    }
}

/// Hashes are keys already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// All names of the register, by their first word.
#[derive(Debug)]
pub(crate) struct Names {
    by_first: HashMap<u64, Vec<Entry>, BuildHasherDefault<Identity>>,
    /// The first words.
    may_begin: Hashes,
    /// The first words, and the keywords that a passage without citations does not have.
    signs: Hashes,
}

impl Default for Names {
    fn default() -> Self {
        let mut signs = Hashes::default();
        for hash in words::hashes(is_sign) {
            signs.add(hash);
        }
        Self {
            by_first: HashMap::default(),
            may_begin: Hashes::default(),
            signs,
        }
    }
}

/// Some bits of the hashes of words: most words of a text are none of them.
#[derive(Debug)]
struct Hashes([u64; 256]);

impl Default for Hashes {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Hashes {
    fn place(hash: u64) -> (usize, u64) {
        // The low bits find the slot in the map.
        let bits = usize::try_from(hash >> 50).unwrap_or(0);
        (bits / 64, 1 << (bits % 64))
    }

    fn add(&mut self, hash: u64) {
        let (place, bit) = Self::place(hash);
        if let Some(bits) = self.0.get_mut(place) {
            *bits |= bit;
        }
    }

    fn may_have(&self, hash: u64) -> bool {
        let (place, bit) = Self::place(hash);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }
}

/// A name found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    /// Index of the act in the register.
    pub(crate) act: usize,
    /// An abbreviation in lower case: only to be taken beside a provision.
    pub(crate) weak: bool,
}

impl Names {
    /// Adds a name; says what is wrong with it where it cannot be one.
    pub(crate) fn add(
        &mut self,
        alias: &str,
        act: usize,
        exact: bool,
        celex: Option<&str>,
    ) -> Result<(), String> {
        if alias.trim() != alias || alias.is_empty() {
            return Err("is empty or has blanks at its ends".to_owned());
        }
        let tokens = Tokens::of(alias);
        if let Some((number, _)) = numbered(&tokens, 0) {
            let own = celex.and_then(EuNumber::from_celex);
            let first = number.numbers.first();
            if own.is_none_or(|own| first.is_none_or(|first| first.celex() != own.celex())) {
                return Err("is the number of another act".to_owned());
            }
        }
        let capital = |index| tokens.str(index).starts_with(char::is_uppercase);
        let meaningful = (0..tokens.len()).any(|index| match tokens.word(index) {
            Some(Word::Other) => true,
            Some(Word::Adjective | Word::PlainAct(_)) => tokens.len() > 1 || capital(index),
            Some(Word::Abbreviation | Word::Instrument) => capital(index),
            _ => false,
        });
        let begins_with_word = matches!(tokens.kind(0), Kind::Word(_));
        if !meaningful || !begins_with_word {
            return Err(
                "does not begin with a word, or holds none that could name an act".to_owned(),
            );
        }
        let mut hashes = elements(&tokens, 0, tokens.len());
        let Some(first) = hashes.next() else {
            return Err("holds no word that could name an act".to_owned());
        };
        let rest: Box<[u64]> = hashes.collect();
        let capitals = alias.chars().filter(|c| c.is_uppercase()).count();
        let case = if exact {
            Case::Exact
        } else if rest.is_empty() && (alias.len() <= 6 || capitals >= 2) {
            Case::Abbreviation
        } else {
            Case::Any
        };
        self.may_begin.add(first);
        self.signs.add(first);
        let entries = self.by_first.entry(first).or_default();
        let same = entries.iter().find(|entry| {
            entry.rest == rest
                && (entry.case != Case::Exact && case != Case::Exact || entry.text == alias)
        });
        if let Some(same) = same {
            return Err(if same.act == act {
                "is there twice".to_owned()
            } else {
                "is the name of another act too".to_owned()
            });
        }
        entries.push(Entry {
            text: alias.to_owned(),
            rest,
            act,
            case,
        });
        // The longest name first.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        Ok(())
    }

    /// Whether a name may begin with the word of this hash; of most words it is known that none
    /// does.
    pub(crate) fn may_begin(&self, hash: u64) -> bool {
        self.may_begin.may_have(hash)
    }

    /// Whether the word of this hash may be a sign of a citation; of most words it is known that
    /// they are none.
    pub(crate) fn may_be_sign(&self, hash: u64) -> bool {
        self.signs.may_have(hash)
    }

    /// The names that begin with the word of this hash.
    pub(crate) fn begun(&self, hash: u64) -> &[Entry] {
        self.by_first.get(&hash).map_or(&[], Vec::as_slice)
    }

    /// The longest name that begins at this token.
    pub(crate) fn at(&self, tokens: &Tokens<'_>, index: usize) -> Option<Found> {
        let token = tokens.at(index);
        let Kind::Word(_) = token.kind else {
            return None;
        };
        let entries = self.by_first.get(&token.hash)?;
        entries.iter().find_map(|entry| {
            let end = matches_rest(tokens, index, &entry.rest)?;
            // A name goes on: "AI-verordeningen", "Woo-verzoek" are other words.
            let span = tokens.span(index..end);
            let written = tokens.text.get(span)?;
            let weak = match entry.case {
                Case::Any => false,
                Case::Exact => {
                    if written != entry.text {
                        return None;
                    }
                    false
                }
                Case::Abbreviation => {
                    let capitals = written.chars().all(|c| !c.is_lowercase());
                    if written == entry.text || (capitals && written.len() >= 3) {
                        false
                    } else if written.len() >= 3 && written.chars().all(|c| !c.is_uppercase()) {
                        true
                    } else if written.len() >= 3 && written.starts_with(char::is_uppercase) {
                        // "Avg" for AVG.
                        false
                    } else {
                        return None;
                    }
                }
            };
            Some(Found {
                tokens: index..end,
                act: entry.act,
                weak,
            })
        })
    }

    /// The act whose name this text is.
    pub(crate) fn exactly(&self, text: &str) -> Option<usize> {
        let tokens = Tokens::of(text);
        self.at(&tokens, 0)
            .filter(|found| found.tokens.end == tokens.len())
            .map(|found| found.act)
    }
}

/// What counts in a name: words, numbers, marks but hyphens and quotation marks.
fn elements<'t>(tokens: &'t Tokens<'_>, from: usize, to: usize) -> impl Iterator<Item = u64> + 't {
    (from..to).filter_map(|index| element(tokens, index))
}

fn element(tokens: &Tokens<'_>, index: usize) -> Option<u64> {
    match tokens.kind(index) {
        Kind::Word(_) | Kind::Number => Some(tokens.at(index).hash),
        Kind::Mark('-' | '\'' | '"') | Kind::End => None,
        Kind::Mark(mark) => Some(u64::from(mark)),
    }
}

/// The index after the last element, where all match; hyphens may stand or miss anywhere within.
fn matches_rest(tokens: &Tokens<'_>, first: usize, rest: &[u64]) -> Option<usize> {
    let mut index = first + 1;
    for expected in rest {
        if tokens.kind(index) == Kind::Mark('-') || tokens.kind(index) == Kind::Mark('\'') {
            index += 1;
        }
        if element(tokens, index) != Some(*expected) {
            return None;
        }
        index += 1;
    }
    Some(index)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_written() {
        let mut names = Names::default();
        names.add("AVG", 0, false, None).unwrap();
        names.add("AI-verordening", 1, false, None).unwrap();
        names.add("Uitvoeringswet AVG", 2, false, None).unwrap();
        names.add("Who", 3, true, None).unwrap();
        let act = |text| names.exactly(text);
        assert_eq!(act("AVG"), Some(0));
        assert_eq!(act("avg"), Some(0));
        assert_eq!(act("AI verordening"), Some(1));
        assert_eq!(act("Uitvoeringswet AVG"), Some(2));
        assert_eq!(act("Who"), Some(3));
        assert_eq!(act("who"), None);
        assert_eq!(act("AVG en meer"), None);
    }

    #[test]
    fn wrong_names_are_refused() {
        let mut names = Names::default();
        names.add("Awb", 0, false, None).unwrap();
        for wrong in ["", " Awb2", "wet", "de richtlijn", "2016", "AWB"] {
            assert!(names.add(wrong, 1, false, None).is_err(), "{wrong:?}");
        }
        let number = "Richtlijn (EU) 2019/790";
        assert!(names.add(number, 1, false, Some("32019L0882")).is_err());
        assert!(names.add(number, 1, false, Some("32019L0790")).is_ok());
    }
}
