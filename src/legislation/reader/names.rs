//! The names of acts, found in a row of tokens.

use super::super::number::{EuNumber, Kind as ActKind};
use super::token::{Kind, Tokens};
use super::words::Word;
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

#[derive(Debug)]
struct Entry {
    text: String,
    rest: Box<[u64]>,
    act: usize,
    case: Case,
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
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_first: HashMap<u64, Vec<Entry>, BuildHasherDefault<Identity>>,
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
        if !meaningful {
            return Err("holds no word that could name an act".to_owned());
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

/// A printed number of one or more EU acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) tokens: Range<usize>,
    pub(crate) numbers: Vec<EuNumber>,
}

/// Reads *Verordening (EU) nr. 1025/2012*, *Directives 2009/48/EC and 2014/53/EU* at the word for
/// the kind; gives it and the index after it.
pub(crate) fn numbered(tokens: &Tokens<'_>, index: usize) -> Option<(Numbered, usize)> {
    let Some(Word::Act(kind, plural)) = tokens.word(index) else {
        return None;
    };
    let (kind, start) = widened(tokens, index, kind);
    let mut numbers = Vec::new();
    let (first, mut next) = one_number(tokens, index + 1, kind)?;
    numbers.push(first);
    // A list goes on after a plural; it stops at what is no number.
    while plural && numbers.len() < 64 {
        let mut after = next;
        if tokens.mark(after, ',') {
            after += 1;
        }
        if matches!(tokens.word(after), Some(Word::And | Word::DutchOrEnglishOf)) {
            after += 1;
        }
        if after == next {
            break;
        }
        match one_number(tokens, after, kind) {
            Some((number, end)) => {
                numbers.push(number);
                next = end;
            }
            None => break,
        }
    }
    Some((
        Numbered {
            tokens: start..next,
            numbers,
        },
        next,
    ))
}

/// *Gedelegeerde*, *Implementing*, *Kader-*, *EU-* before the kind.
fn widened(tokens: &Tokens<'_>, index: usize, kind: ActKind) -> (ActKind, usize) {
    let Some(before) = index.checked_sub(1) else {
        return (kind, index);
    };
    let delegated = match kind {
        ActKind::Regulation => ActKind::DelegatedRegulation,
        ActKind::Directive => ActKind::DelegatedDirective,
        ActKind::Decision => ActKind::DelegatedDecision,
        other => other,
    };
    let implementing = match kind {
        ActKind::Regulation => ActKind::ImplementingRegulation,
        ActKind::Directive => ActKind::ImplementingDirective,
        ActKind::Decision => ActKind::ImplementingDecision,
        other => other,
    };
    match tokens.kind(before) {
        Kind::Word(Word::Delegated) => (delegated, before),
        Kind::Word(Word::Implementing) => (implementing, before),
        Kind::Word(Word::Framework) if kind == ActKind::Decision => {
            (ActKind::FrameworkDecision, before)
        }
        Kind::Mark('-') if tokens.touches_previous(index) => match before.checked_sub(1) {
            Some(body) if is_body(tokens, body) => (kind, body),
            _ => (kind, index),
        },
        _ => (kind, index),
    }
}

fn is_body(tokens: &Tokens<'_>, index: usize) -> bool {
    matches!(
        tokens.str(index),
        "EU" | "EG" | "EEG" | "EC" | "EEC" | "Euratom" | "JBZ" | "JHA" | "GBVB" | "CFSP" | "EGA"
    )
}

fn one_number(tokens: &Tokens<'_>, from: usize, kind: ActKind) -> Option<(EuNumber, usize)> {
    let mut index = from;
    // Vo. 2016/679
    if tokens.mark(index, '.') {
        index += 1;
    }
    if tokens.mark(index, '(') && is_body(tokens, index + 1) {
        index += 2;
        while tokens.mark(index, ',') && is_body(tokens, index + 1) {
            index += 2;
        }
        if !tokens.mark(index, ')') {
            return None;
        }
        index += 1;
    } else if is_body(tokens, index) {
        // Verordening EU 2016/679
        index += 1;
    }
    let mut announced = false;
    if tokens.is(index, Word::Number) {
        announced = true;
        index += 1;
        if tokens.mark(index, '.') || tokens.mark(index, '°') {
            index += 1;
        }
    }
    if tokens.kind(index) != Kind::Number
        || !tokens.mark(index + 1, '/')
        || tokens.kind(index + 2) != Kind::Number
    {
        return None;
    }
    let number = EuNumber::from_printed(kind, tokens.str(index), tokens.str(index + 2), announced)?;
    let mut end = index + 3;
    if tokens.mark(end, '/') && is_body(tokens, end + 1) {
        end += 2;
    }
    // A framework decision is told by its body of law: 2008/977/JBZ.
    let number = if kind == ActKind::Decision
        && matches!(tokens.str(end.saturating_sub(1)), "JBZ" | "JHA")
        && number.year < 2010
        && tokens.is(
            from.saturating_sub(1),
            Word::Act(ActKind::FrameworkDecision, false),
        ) {
        EuNumber {
            kind: ActKind::FrameworkDecision,
            ..number
        }
    } else {
        number
    };
    Some((number, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn eli(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len())
            .find_map(|index| numbered(&tokens, index))
            .map(|(found, _)| found.numbers.into_iter().map(EuNumber::eli).collect())
            .unwrap_or_default()
    }

    #[test]
    fn numbers_in_every_dress() {
        for (text, expected) in [
            ("Verordening (EU) 2016/679", "reg/2016/679"),
            ("Verordening (EU) nr. 1025/2012", "reg/2012/1025"),
            ("Regulation (EC) No 765/2008", "reg/2008/765"),
            ("Richtlijn 95/46/EG", "dir/1995/46"),
            ("Council Directive 2000/78/EC", "dir/2000/78"),
            ("EU-richtlijn 2016/2102", "dir/2016/2102"),
            ("Uitvoeringsbesluit (EU) 2021/914", "dec_impl/2021/914"),
            (
                "Commission Implementing Decision (EU) 2021/914",
                "dec_impl/2021/914",
            ),
            ("Gedelegeerde Verordening (EU) 2018/389", "reg_del/2018/389"),
            ("Kaderbesluit 2008/977/JBZ", "dec_framw/2008/977"),
            (
                "Council Framework Decision 2008/977/JHA",
                "dec_framw/2008/977",
            ),
            ("Besluit nr. 768/2008/EG", "dec/2008/768"),
            ("Verordening (EU, Euratom) 2018/1046", "reg/2018/1046"),
        ] {
            assert_eq!(eli(text), [expected], "{text}");
        }
        assert_eq!(
            eli("Richtlijnen (EU) 2016/2102 en (EU) 2019/882"),
            ["dir/2016/2102", "dir/2019/882"]
        );
        assert_eq!(eli("EU-richtlijnen 2016/2102 en 2019/882").len(), 2);
        assert_eq!(eli("Richtlijn 2016/2102 en 2019/882").len(), 1);
        for nothing in [
            "Verordening 12",
            "besluit van 24/01/2024",
            "Kamerstukken II 2021/22, 35 925",
        ] {
            assert!(eli(nothing).is_empty(), "{nothing}");
        }
    }

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
