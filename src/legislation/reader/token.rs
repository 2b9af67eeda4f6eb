//! Text → tokens: words with what they mean in a citation, numbers, punctuation.

use super::words::{self, Word};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters; what the word means, if anything.
    Word(Word),
    /// Begins with a digit: `9`, `15n`, `3:46`, `1.10`, `6.1.f`.
    Number,
    /// One character that is neither.
    Mark(char),
    /// Beyond the last token.
    End,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    from: u32,
    to: u32,
    pub(crate) kind: Kind,
    /// Hash of the word in lower case without diacritics; of a number as it stands.
    pub(crate) hash: u64,
    /// Number of the sentence it stands in.
    pub(crate) sentence: u32,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
}

impl Token {
    /// Byte of the text at which it begins.
    pub(crate) fn start(self) -> usize {
        self.from as usize
    }

    /// Byte of the text after its last.
    pub(crate) fn end(self) -> usize {
        self.to as usize
    }
}

/// What of a passage is read: tokens are kept small, and no text is longer.
const LONGEST: usize = u32::MAX as usize - 64;

fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// The tokens of one passage.
#[derive(Debug, Default)]
pub(crate) struct Tokens<'t> {
    pub(crate) text: &'t str,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Splits a text. Linear in its length.
    pub(crate) fn of(text: &'t str) -> Tokens<'t> {
        let mut taker = Taker {
            text,
            // Words are some five letters long; where a long text has shorter ones, making room again
            // would move all of it, while room that is not used costs nothing.
            list: Vec::with_capacity(match text.len() {
                short @ ..LONG => short / 5 + 4,
                long => long / 5 * 3,
            }),
            sentence: 0,
            ended: false,
        };
        pieces(text, |start, end, piece, gap| {
            taker.take(start, end, piece, gap);
            true
        });
        Tokens {
            text,
            list: taker.list,
        }
    }

    /// No tokens: of a text in which nothing is looked for.
    pub(crate) fn none(text: &'t str) -> Tokens<'t> {
        Tokens {
            text,
            list: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at an index; beyond the last, one of kind [`Kind::End`].
    pub(crate) fn at(&self, index: usize) -> Token {
        self.list.get(index).copied().unwrap_or(Token {
            from: offset(self.text.len()),
            to: offset(self.text.len()),
            kind: Kind::End,
            hash: 0,
            sentence: u32::MAX,
            spaced: true,
        })
    }

    /// All tokens.
    pub(crate) fn list(&self) -> &[Token] {
        &self.list
    }

    pub(crate) fn kind(&self, index: usize) -> Kind {
        self.list.get(index).map_or(Kind::End, |token| token.kind)
    }

    pub(crate) fn word(&self, index: usize) -> Option<Word> {
        match self.kind(index) {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is(&self, index: usize, word: Word) -> bool {
        self.kind(index) == Kind::Word(word)
    }

    pub(crate) fn mark(&self, index: usize, mark: char) -> bool {
        self.kind(index) == Kind::Mark(mark)
    }

    /// The text of a token, as it stands.
    pub(crate) fn str(&self, index: usize) -> &'t str {
        let token = self.at(index);
        self.text
            .get(token.start()..token.end())
            .unwrap_or_default()
    }

    /// The text from the first to before the last token.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            let start = self.at(tokens.start).start();
            return start..start;
        }
        self.at(tokens.start).start()..self.at(tokens.end - 1).end()
    }

    /// Whether there is nothing between a token and the one before it.
    pub(crate) fn touches_previous(&self, index: usize) -> bool {
        index > 0 && !self.at(index).spaced
    }

    /// The first token that begins at or after a place in the text.
    pub(crate) fn at_offset(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.start() < offset)
    }
}

/// A text of so many bytes is no paragraph.
const LONG: usize = 256 * 1024;

/// U+FFFD in UTF-8.
const REPLACED: [u8; 3] = [0xEF, 0xBF, 0xBD];

/// What a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Letters; their hash in lower case without diacritics.
    Word(u64),
    /// Begins with a digit.
    Number,
    /// One character that is neither.
    Mark(char),
}

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Whether there is white space.
    spaced: bool,
    blank_lines: u32,
}

impl Gap {
    const NONE: Self = Self {
        spaced: false,
        blank_lines: 0,
    };
}

/// Cuts a text into pieces, and gives each with where it begins and ends and what stands before
/// it, as long as `take` wants more. Linear in the length of the text.
pub(crate) fn pieces(text: &str, take: impl FnMut(usize, usize, Piece, Gap) -> bool) {
    pieces_of(text, 0..text.len(), take);
}

/// The same for those pieces that begin within a part of the text, which begins where a piece or a
/// gap may; gives where the last of them ends, or the part.
pub(crate) fn pieces_of(
    text: &str,
    part: Range<usize>,
    take: impl FnMut(usize, usize, Piece, Gap) -> bool,
) -> usize {
    let scanner = Scanner {
        text,
        bytes: text.as_bytes(),
    };
    scanner.scan(part, take)
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
}

impl Scanner<'_> {
    fn scan(
        &self,
        part: Range<usize>,
        mut take: impl FnMut(usize, usize, Piece, Gap) -> bool,
    ) -> usize {
        let mut position = part.start;
        let end = part.end.min(LONGEST);
        let mut gap = Gap {
            spaced: true,
            ..Gap::NONE
        };
        while let Some(&byte) = self.bytes.get(position).filter(|_| position < end) {
            let start = position;
            let piece = match byte {
                b' ' | b'\t' | b'\r' => {
                    gap.spaced = true;
                    position += 1;
                    continue;
                }
                b'\n' => {
                    gap.spaced = true;
                    position += 1;
                    gap.blank_lines += u32::from(self.bytes.get(position) == Some(&b'\n'));
                    continue;
                }
                b'0'..=b'9' => {
                    position = self.number_end(position);
                    Piece::Number
                }
                b'A'..=b'Z' | b'a'..=b'z' => {
                    let rest = self.bytes.get(start..).unwrap_or_default();
                    let (length, hash) = words::ascii_word(rest);
                    position = start + length;
                    if matches!(self.bytes.get(position), Some(0x80..)) {
                        position = self.word_end(position);
                        self.word(start, position)
                    } else {
                        Piece::Word(hash)
                    }
                }
                // Bytes that were no text, by the thousand where a file is none: one sign.
                0xEF if self.replaced_end(start) > start => {
                    position = self.replaced_end(start);
                    Piece::Mark(char::REPLACEMENT_CHARACTER)
                }
                0x80.. => {
                    let rest = self.text.get(position..).unwrap_or_default();
                    let Some(c) = rest.chars().next() else { break };
                    if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                        gap.spaced = gap.spaced || c.is_whitespace();
                        position += c.len_utf8();
                        continue;
                    }
                    if c.is_alphabetic() && !matches!(c, 'º' | 'ª') {
                        position = self.word_end(position);
                        self.word(start, position)
                    } else {
                        position += c.len_utf8();
                        Piece::Mark(plain_mark(c))
                    }
                }
                // **artikel 5**, *eerste lid*: emphasis, where Markdown was not read before.
                b'*' if self.touches(position) => {
                    position += 1;
                    continue;
                }
                _ => {
                    position += 1;
                    Piece::Mark(char::from(byte))
                }
            };
            if !take(start, position, piece, gap) {
                break;
            }
            gap = Gap::NONE;
        }
        position
    }

    fn word(&self, start: usize, end: usize) -> Piece {
        Piece::Word(words::folded(self.text.get(start..end).unwrap_or_default()))
    }

    /// Whether something stands right before or after a byte.
    fn touches(&self, position: usize) -> bool {
        let stands = |index: Option<usize>| {
            index
                .and_then(|index| self.bytes.get(index))
                .is_some_and(|byte| !byte.is_ascii_whitespace())
        };
        stands(position.checked_sub(1)) || stands(position.checked_add(1))
    }

    /// The end of a row of U+FFFD that begins here.
    fn replaced_end(&self, position: usize) -> usize {
        let rest = self.bytes.get(position..).unwrap_or_default();
        let (threes, _) = rest.as_chunks::<3>();
        let count = threes.iter().take_while(|three| **three == REPLACED);
        position + 3 * count.count()
    }

    fn word_end(&self, mut position: usize) -> usize {
        while let Some(&byte) = self.bytes.get(position) {
            match byte {
                // NIS2, eIDAS2: digits within a name belong to it.
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => position += 1,
                0xEF if self.bytes.get(position..position + 3) == Some(&REPLACED) => break,
                0x80.. => {
                    let Some(c) = self
                        .text
                        .get(position..)
                        .and_then(|rest| rest.chars().next())
                    else {
                        break;
                    };
                    // A combining mark belongs to the letter before it.
                    let combining = ('\u{300}'..='\u{36f}').contains(&c);
                    if !(c.is_alphabetic() || combining) || matches!(c, 'º' | 'ª') {
                        break;
                    }
                    position += c.len_utf8();
                }
                _ => break,
            }
        }
        position
    }

    /// The end of a number: digits with up to three letters (`15n`, `2de`), then more of the same
    /// after `:` or `.`, or a single letter after `.` (`6.1.f`).
    fn number_end(&self, mut position: usize) -> usize {
        position = self.digits_end(position);
        loop {
            position = self.letters_end(position);
            let Some(b':' | b'.') = self.bytes.get(position) else {
                return position;
            };
            let next = position + 1;
            match self.bytes.get(next) {
                Some(b'0'..=b'9') => position = self.digits_end(next),
                Some(b'a'..=b'z')
                    if self.bytes.get(position) == Some(&b'.')
                        && !self
                            .bytes
                            .get(next + 1)
                            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80) =>
                {
                    // `1.a.` but not `1.e-mail`: what follows must not go on.
                    if matches!(self.bytes.get(next + 1), Some(b'-' | b'\'')) {
                        return position;
                    }
                    return next + 1;
                }
                _ => return position,
            }
        }
    }

    fn digits_end(&self, mut position: usize) -> usize {
        while self.bytes.get(position).is_some_and(u8::is_ascii_digit) {
            position += 1;
        }
        position
    }

    fn letters_end(&self, position: usize) -> usize {
        let mut end = position;
        while self
            .bytes
            .get(end)
            .is_some_and(|b| b.is_ascii_lowercase() || (end == position && b.is_ascii_uppercase()))
        {
            end += 1;
        }
        let follows = self
            .bytes
            .get(end)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        let degree = self
            .text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(['°', 'º', '’', '–', '—', '\u{a0}', '”']));
        let latin = self
            .text
            .get(position..end)
            .is_some_and(|suffix| crate::legislation::numerals::latin_letter(suffix).is_some());
        if (end - position > 3 && !latin) || (follows && !degree) {
            position
        } else {
            end
        }
    }
}

/// Makes tokens of pieces.
struct Taker<'t> {
    text: &'t str,
    list: Vec<Token>,
    sentence: u32,
    /// The last token may end a sentence; the next one decides.
    ended: bool,
}

impl Taker<'_> {
    fn take(&mut self, start: usize, end: usize, piece: Piece, gap: Gap) {
        let spaced = gap.spaced;
        if gap.blank_lines > 0 {
            self.sentence += gap.blank_lines;
            self.ended = false;
        }
        match piece {
            Piece::Word(hash) => {
                let word = words::meaning(hash, end - start);
                self.push(start, end, Kind::Word(word), hash, spaced);
            }
            Piece::Number => {
                let digits = self.text.as_bytes().get(start..end);
                let hash = words::hash(digits.unwrap_or_default());
                self.push(start, end, Kind::Number, hash, spaced);
            }
            // Signs that no citation has: a run of them is one token.
            Piece::Mark(char::REPLACEMENT_CHARACTER)
                if !spaced
                    && let Some(last) = self.list.last_mut()
                    && last.kind == Kind::Mark(char::REPLACEMENT_CHARACTER) =>
            {
                last.to = offset(end);
            }
            Piece::Mark(mark) => self.push(start, end, Kind::Mark(mark), 0, spaced),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, hash: u64, spaced: bool) {
        if self.ended {
            // A full stop ends a sentence where a capital, a digit or a quotation mark comes
            // after white space; a closing mark may stand in between.
            match kind {
                Kind::Mark(')' | '"' | '\'' | ']') if !spaced => {}
                _ if !spaced => self.ended = false,
                Kind::Word(_) | Kind::Number | Kind::Mark(_) => {
                    let first = self.text.get(start..).and_then(|rest| rest.chars().next());
                    if first.is_none_or(|c| !c.is_lowercase()) {
                        self.sentence += 1;
                    }
                    self.ended = false;
                }
                Kind::End => {}
            }
        }
        match kind {
            Kind::Mark('!' | '?') => self.ended = true,
            Kind::Mark('.') => self.ended = !self.after_abbreviation(),
            _ => {}
        }
        self.list.push(Token {
            from: offset(start),
            to: offset(end),
            kind,
            hash,
            sentence: self.sentence,
            spaced,
        });
    }

    /// Whether the last word is one whose full stop ends no sentence.
    fn after_abbreviation(&self) -> bool {
        self.list.last().is_some_and(|last| match last.kind {
            Kind::Word(word) => {
                word.is_abbreviated()
                    || (last.to - last.from == 1
                        && self
                            .text
                            .as_bytes()
                            .get(last.start())
                            .is_some_and(u8::is_ascii_uppercase))
            }
            _ => false,
        })
    }
}

/// Dashes, quotation marks and brackets that mean the same; what means nothing here becomes
/// U+FFFD.
fn plain_mark(c: char) -> char {
    match c {
        '–' | '—' | '‑' | '‐' | '−' | '‒' => '-',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '′' | '‹' | '›' => '\'',
        'º' | '˚' | '°' => '°',
        '€' => '€',
        '§' => '§',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|index| tokens.str(index)).collect()
    }

    #[test]
    fn numbers_of_the_law_stay_whole() {
        assert_eq!(
            split("art. 3:46, 1.10, 15n, 6.1.f. De 7:658a"),
            [
                "art", ".", "3:46", ",", "1.10", ",", "15n", ",", "6.1.f", ".", "De", "7:658a"
            ]
        );
        assert_eq!(split("artikel 16.De"), ["artikel", "16", ".", "De"]);
        assert_eq!(split("12-14"), ["12", "-", "14"]);
        assert_eq!(split("onder 1°"), ["onder", "1", "°"]);
        assert_eq!(split("2016/679"), ["2016", "/", "679"]);
    }

    #[test]
    fn sentences_end_at_full_stops_that_end_them() {
        let sentences = |text: &str| {
            let tokens = Tokens::of(text);
            tokens.at(tokens.len() - 1).sentence
        };
        assert_eq!(sentences("Zie art. 5. De AVG geldt."), 1);
        assert_eq!(sentences("Zie art. A. Een lid"), 0);
        assert_eq!(sentences("Zie nr. 5 jo. 6"), 0);
        assert_eq!(sentences("Ja! \"Nee\""), 1);
        assert_eq!(sentences("een\n\ntwee"), 1);
    }

    #[test]
    fn words_keep_their_diacritics_and_spans() {
        let text = "Artificiële  Intelligentie";
        let tokens = Tokens::of(text);
        assert_eq!(tokens.str(0), "Artificiële");
        assert_eq!(tokens.span(0..2), 0..text.len());
        assert_eq!(tokens.at(9).kind, Kind::End);
    }
}
