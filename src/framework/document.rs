//! A document: its file, decoded, divided into front matter and body.

use super::kind::{Kind, stem};
use crate::findings::{Bilingual, Code, Finding, Span, line_start};
use crate::source::front_matter::{self, FrontMatter, Node, Place};
use crate::source::markdown::{self, Body, Position};
use crate::source::{IssueKind, Layout, decode, in_file, line_starts, lines};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A document as it is read.
#[derive(Debug)]
pub struct Document {
    /// Path from the source's root.
    pub path: String,
    /// What kind of thing it describes.
    pub kind: Kind,
    /// Its front matter, if it has one.
    pub front_matter: Option<FrontMatter>,
    /// What was found while decoding and dividing it.
    pub findings: Vec<Finding>,
    text: String,
    /// The lines as the file has them, where decoding made one character of several.
    original: Option<Vec<String>>,
    body_at: usize,
    lines_before: u32,
    /// Where its lines begin; made when first asked for.
    line_starts: OnceLock<Vec<usize>>,
    /// The line, the bytes of it and their characters that were counted last.
    counted: Mutex<(u32, usize, u32)>,
    /// The line of the last finding, whose text the next may share, with how many characters it has.
    last_line: Mutex<Option<(u32, Arc<str>, u32)>>,
}

impl Document {
    /// Reads the front matter of a file and what it says of itself; the body stays empty.
    pub(super) fn read_head(path: &str, layout: Layout, bytes: &[u8]) -> Self {
        Self::read(path, layout, front_matter::head_of(bytes))
    }

    /// Reads the bytes of a file.
    pub fn read(path: &str, layout: Layout, bytes: &[u8]) -> Self {
        let decoded = decode(bytes);
        let (front_matter, lines_before, body) = front_matter::split(&decoded.text);
        let body_at = decoded.text.len() - body.len();
        let pairs = pairs_of(front_matter.as_ref());
        let kind = Kind::of(
            path,
            layout,
            last(pairs, "id").and_then(Node::text),
            |key| last(pairs, key).is_some(),
        );
        let mut document = Self {
            path: path.to_owned(),
            kind,
            front_matter,
            findings: Vec::new(),
            text: decoded.text,
            original: decoded
                .original
                .map(|text| text.split('\n').map(str::to_owned).collect()),
            body_at,
            lines_before,
            line_starts: OnceLock::new(),
            counted: Mutex::default(),
            last_line: Mutex::default(),
        };
        document.report_decoding(&decoded.issues);
        if let Some(error) = document
            .front_matter
            .as_ref()
            .and_then(|head| head.error.clone())
        {
            let finding = document.finding(
                Code::FrontMatterSyntax,
                error.place,
                Bilingual::new(
                    format!("De kopgegevens zijn tot hier te lezen: {}", error.message),
                    format!("The front matter can be read up to here: {}", error.message),
                ),
            );
            document.findings.push(finding);
        }
        document
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The text of a line (from 1), without its end.
    pub fn line(&self, number: u32) -> &str {
        let starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let index = usize::try_from(number)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        let Some(start) = starts.get(index) else {
            return "";
        };
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |next| next - 1);
        self.text.get(*start..end).unwrap_or_default()
    }

    /// Its lines, without their ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        lines(&self.text)
    }

    /// All of it, decoded.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many lines stand before its body.
    pub fn lines_before(&self) -> u32 {
        self.lines_before
    }

    /// From one place to another, as far as they stand on the same line.
    pub fn span(&self, (from, to): (Position, Position)) -> Span {
        let column = self.column(from.line, from.byte);
        let end = if to.line == from.line {
            self.column(to.line, to.byte)
        } else {
            self.column(from.line, u32::MAX)
        };
        Span {
            line: from.line,
            column,
            width: end.saturating_sub(column),
        }
    }

    /// Whether this character stands in a column (from 1) of a line.
    pub(super) fn column_has(&self, line: u32, column: u32, character: char) -> bool {
        let index = usize::try_from(column)
            .ok()
            .and_then(|at| at.checked_sub(1));
        index.is_some_and(|index| self.line(line).chars().nth(index) == Some(character))
    }

    /// A whole line, without the white space around it.
    pub fn line_span(&self, number: u32) -> Span {
        let line = self.line(number);
        let start = line.len() - line.trim_start().len();
        let end = line.trim_end().len();
        let at = |byte| Position::of_line(number).after(byte);
        self.span((at(start), at(end.max(start))))
    }

    /// The place of a column, in bytes.
    pub fn position(&self, place: Place) -> Position {
        let line = self.line(place.line);
        let characters = usize::try_from(place.column.saturating_sub(1)).unwrap_or(usize::MAX);
        let byte = line
            .char_indices()
            .nth(characters)
            .map_or(line.len(), |(byte, _)| byte);
        Position::of_line(place.line).after(byte)
    }

    /// The body, read.
    pub fn body(&self) -> Body {
        markdown::read(
            self.text.get(self.body_at..).unwrap_or_default(),
            self.lines_before,
        )
    }

    /// The pairs of the front matter.
    pub fn pairs(&self) -> &[(Node, Node)] {
        pairs_of(self.front_matter.as_ref())
    }

    /// The value of a key; of a key that stands more than once the last, as the site has it.
    pub fn value(&self, key: &str) -> Option<&Node> {
        last(self.pairs(), key)
    }

    /// A finding at a place of this document.
    pub fn finding(&self, code: Code, span: impl Into<Span>, message: Bilingual) -> Finding {
        let Span {
            line,
            column,
            width,
        } = span.into();
        let (text, characters) = self.kept_line(line);
        let left = characters.saturating_sub(column.saturating_sub(1));
        let width = width.min(left);
        let finding =
            Finding::new(code, self.path.as_str(), line, column, text, message).with_width(width);
        match self.original_line(line) {
            Some(original) => {
                let start = in_file(original, column);
                let end = in_file(original, column.saturating_add(width));
                finding.in_file(start, end.saturating_sub(start))
            }
            None => finding,
        }
    }

    /// A line as the file has it, where decoding changed the number of its characters.
    fn original_line(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let original = self.original.as_ref()?.get(index)?;
        (original != self.line(number)).then_some(original.as_str())
    }

    /// The column (from 1, in code points) of a byte of a line; of one beyond its end, the end.
    /// Counts on from where it counted last, since places come in the order of the text.
    fn column(&self, number: u32, byte: u32) -> u32 {
        let line = self.line(number);
        let byte = line.floor_char_boundary(usize::try_from(byte).unwrap_or(usize::MAX));
        let mut last = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        // From the place that was counted last, or from the start where that is nearer: places of
        // one thing stand near each other, also on a line as long as a file.
        let (from, known) = match *last {
            (line, counted, known) if line == number && counted.abs_diff(byte) < byte => {
                (counted, known)
            }
            _ => (0, 0),
        };
        let between = line.get(from.min(byte)..from.max(byte)).unwrap_or_default();
        let between = u32::try_from(between.chars().count()).unwrap_or(u32::MAX);
        let before = if from <= byte {
            known.saturating_add(between)
        } else {
            known.saturating_sub(between)
        };
        *last = (number, byte, before);
        before.saturating_add(1)
    }

    /// What findings keep of a line; the same text for all that follow each other on it.
    fn kept_line(&self, number: u32) -> (Arc<str>, u32) {
        let mut last = self
            .last_line
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, text, characters)) = last.as_ref().filter(|(line, ..)| *line == number) {
            return (text.clone(), *characters);
        }
        let text: Arc<str> = line_start(self.line(number)).into();
        let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        *last = Some((number, text.clone(), characters));
        (text, characters)
    }

    fn report_decoding(&mut self, issues: &[crate::source::Issue]) {
        for issue in issues {
            let (code, message) = decoding(issue);
            let span = Span {
                line: issue.line,
                column: issue.column,
                width: 1,
            };
            let finding = self.finding(code, span, message);
            self.findings.push(finding);
        }
    }
}

/// What is to be said of something that was done to read a file.
pub(super) fn decoding(issue: &crate::source::Issue) -> (Code, Bilingual) {
    let (code, nl, en) = match issue.kind {
        IssueKind::InvalidEncoding => (
            Code::InvalidEncoding,
            "Dit is geen UTF-8 en is als iets anders gelezen",
            "This is not UTF-8 and was read as something else",
        ),
        IssueKind::Repaired => (
            Code::RepairedEncoding,
            "Deze tekst was verkeerd gedecodeerd en is hersteld",
            "This text was wrongly decoded once and was repaired",
        ),
        IssueKind::Control => (
            Code::ControlCharacter,
            "Dit besturingsteken is vervangen door U+FFFD",
            "This control character was replaced by U+FFFD",
        ),
        IssueKind::Invisible => (
            Code::InvisibleCharacter,
            "Hier staat een onzichtbaar teken",
            "There is an invisible character here",
        ),
    };
    let message = Bilingual::new(
        format!("{nl}: {}", issue.detail),
        format!("{en}: {}", issue.detail),
    );
    (code, message)
}

fn pairs_of(front_matter: Option<&FrontMatter>) -> &[(Node, Node)] {
    front_matter
        .map(|head| head.pairs.as_slice())
        .unwrap_or_default()
}

fn last<'a>(pairs: &'a [(Node, Node)], wanted: &str) -> Option<&'a Node> {
    pairs
        .iter()
        .rev()
        .find(|(key, _)| key.reads(wanted))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_are_the_same_in_whatever_order_they_are_asked(
            lines in proptest::collection::vec("[a-zé€🐄]{0,30}", 1..4),
            places in proptest::collection::vec((1_u32..5, 0_u32..120), 0..20),
        ) {
            let document = Document::read("a.md", Layout::Checkout, lines.join("\n").as_bytes());
            for (number, byte) in places {
                let line = document.line(number);
                let before = line.get(..line.floor_char_boundary(byte as usize));
                let expected = before.unwrap_or_default().chars().count() + 1;
                prop_assert_eq!(document.column(number, byte) as usize, expected);
            }
        }
    }
}
