//! Leaf blocks: text with white space collapsed, the lines it comes from, the links in it.

use std::ops::Range;

/// A place in a file, as reading Markdown counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1, the front matter counted.
    pub line: u32,
    /// Bytes of the (decoded) line before it.
    pub byte: u32,
}

impl Position {
    /// The start of a line.
    pub fn of_line(line: u32) -> Self {
        Self { line, byte: 0 }
    }

    /// The place so many bytes further on the same line.
    #[must_use]
    pub fn after(self, bytes: usize) -> Self {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            byte: self.byte.saturating_add(bytes),
            ..self
        }
    }

    /// The place beyond white space that stands here.
    fn beyond(self, white_space: &str) -> Self {
        match white_space.rfind('\n') {
            None => self.after(white_space.len()),
            Some(last) => {
                let ends = white_space.bytes().filter(|byte| *byte == b'\n').count();
                let ends = u32::try_from(ends).unwrap_or(u32::MAX);
                Self::of_line(self.line.saturating_add(ends)).after(white_space.len() - last - 1)
            }
        }
    }
}

/// What a leaf block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// The own text of a list item.
    Item,
    /// A heading of another level than 2.
    Heading,
    /// The first cell of a table row, or another that follows on a new line.
    Row,
    /// A further cell of a row.
    Cell,
    /// A code block.
    Code,
}

/// A link in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its words, as a range of bytes of the block's text.
    pub range: Range<usize>,
    /// Its address as printed.
    pub address: String,
    /// Where it begins in the file, its marks included.
    pub start: Position,
    /// Where it ends in the file.
    pub end: Position,
}

/// A leaf block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text, entities decoded, white space collapsed.
    pub text: String,
    /// Links, in order.
    pub links: Vec<Link>,
    /// Where runs of the text stand in the file; never empty.
    marks: Vec<Mark>,
}

/// From a byte of a block's text on, the text stands in the file byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    at: usize,
    position: Position,
}

impl Block {
    /// A block of one line, whose text begins here.
    pub fn of_line(text: &str, position: Position) -> Self {
        let mut builder = BlockBuilder::default();
        builder.push(text, position);
        builder.finish(BlockKind::Paragraph).unwrap_or(Self {
            kind: BlockKind::Paragraph,
            text: String::new(),
            links: Vec::new(),
            marks: vec![Mark { at: 0, position }],
        })
    }

    /// The line of its first character, from 1.
    pub fn line(&self) -> u32 {
        self.line_at(0)
    }

    /// The line of the character at this byte of the text, from 1.
    pub fn line_at(&self, offset: usize) -> u32 {
        self.position(offset).line
    }

    /// Where the character at this byte of the text stands in the file. Of a character that is
    /// written as an entity, the place of the entity, as near as is known.
    pub fn position(&self, offset: usize) -> Position {
        let next = self.marks.partition_point(|mark| mark.at <= offset);
        self.marks
            .get(next.saturating_sub(1))
            .or(self.marks.first())
            .map_or(Position::of_line(1), |mark| {
                mark.position.after(offset.saturating_sub(mark.at))
            })
    }

    /// Where a part of the text begins and ends in the file.
    pub fn positions(&self, range: &Range<usize>) -> (Position, Position) {
        let words = self.text.get(range.clone()).unwrap_or_default();
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let end = self.position(range.end.saturating_sub(last)).after(last);
        (self.position(range.start), end)
    }
}

/// A link that is being read.
#[derive(Debug)]
struct OpenLink {
    at: usize,
    address: String,
    start: Position,
}

/// The bytes before the first white space that does not stay as it is: all but single spaces
/// between words.
fn length_as_it_is(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let after = |at| bytes.get(at..).and_then(<[u8]>::first_chunk);
        if let (Some(step), Some(next)) = (after(at), after(at + 1))
            && are_as_they_are(step, next)
        {
            at += STEP;
            continue;
        }
        at += match byte {
            b'!'..=b'~' => 1,
            b' ' if matches!(bytes.get(at + 1), Some(b'!'..=b'~')) => 2,
            // White space beyond ASCII begins with one of these (Unicode's White_Space).
            0x80.. if !matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3) => 1,
            0x80.. => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(character) if !character.is_whitespace() => character.len_utf8(),
                _ => return at,
            },
            byte if byte.is_ascii_whitespace() || *byte == 0x0B => return at,
            _ => 1,
        };
    }
    at
}

const STEP: usize = 16;

/// Whether bytes are printable ASCII and single spaces, given each with the one that follows it.
/// Without branches, all are looked at in a few steps.
fn are_as_they_are(bytes: &[u8; STEP], next: &[u8; STEP]) -> bool {
    let odd = bytes.iter().zip(next).fold(0, |odd, (byte, next)| {
        let unprintable = u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
        let no_word_next = u8::from(next.wrapping_sub(b'!') > b'~' - b'!');
        odd | unprintable | u8::from(*byte == b' ') & no_word_next
    });
    odd == 0
}

/// Gathers the text of a block.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    text: String,
    marks: Vec<Mark>,
    links: Vec<Link>,
    open_link: Option<OpenLink>,
    space: bool,
}

impl BlockBuilder {
    /// Adds text that stands here in the file; its line ends lead to the next lines.
    pub(super) fn push(&mut self, text: &str, mut position: Position) {
        if self.text.is_empty() {
            self.text.reserve(text.len());
        }
        let mut rest = text;
        loop {
            let word = match rest.as_bytes() {
                [b'!'..=b'~', ..] => rest,
                [b' ', b'!'..=b'~', ..] => rest.get(1..).unwrap_or_default(),
                _ => rest.trim_start(),
            };
            if word.len() < rest.len() {
                self.space = true;
                let skipped = rest.get(..rest.len() - word.len()).unwrap_or_default();
                position = position.beyond(skipped);
            }
            if word.is_empty() {
                return;
            }
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            let goes_on = self
                .marks
                .last()
                .is_some_and(|mark| mark.position.after(self.text.len() - mark.at) == position);
            if !goes_on {
                self.marks.push(Mark {
                    at: self.text.len(),
                    position,
                });
            }
            let (words, after) = word
                .split_at_checked(length_as_it_is(word))
                .unwrap_or((word, ""));
            self.text.push_str(words);
            position = position.after(words.len());
            rest = after;
        }
    }

    pub(super) fn space(&mut self) {
        self.space = true;
    }

    pub(super) fn start_link(&mut self, address: String, start: Position) {
        self.end_link(start);
        // The space before a link does not belong to its words.
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
            self.space = false;
        }
        self.open_link = Some(OpenLink {
            at: self.text.len(),
            address,
            start,
        });
    }

    pub(super) fn end_link(&mut self, end: Position) {
        if let Some(open) = self.open_link.take() {
            self.links.push(Link {
                range: open.at.min(self.text.len())..self.text.len(),
                address: open.address,
                start: open.start,
                end: end.max(open.start),
            });
        }
    }

    /// The block, where there is text or a link.
    pub(super) fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        if let Some(start) = self.open_link.as_ref().map(|link| link.start) {
            self.end_link(start);
        }
        let Self {
            mut text,
            mut marks,
            mut links,
            ..
        } = std::mem::take(self);
        let length = text.trim_end().len();
        text.truncate(length);
        for link in &mut links {
            link.range = link.range.start.min(length)..link.range.end.min(length);
        }
        if text.is_empty() {
            let position = links.first()?.start;
            marks = vec![Mark { at: 0, position }];
        }
        Some(Block {
            kind,
            text,
            links,
            marks,
        })
    }
}
