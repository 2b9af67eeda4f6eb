//! Leaf blocks: text with white space collapsed, the lines it comes from, the links in it.

use std::ops::Range;

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
    /// Its line, from 1.
    pub line: u32,
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
    /// From which byte of the text on which line begins; never empty.
    lines: Vec<(usize, u32)>,
}

impl Block {
    /// A block of one line.
    pub fn of_line(text: &str, line: u32) -> Self {
        let mut builder = BlockBuilder::default();
        builder.push(text, line);
        builder.finish(BlockKind::Paragraph).unwrap_or(Self {
            kind: BlockKind::Paragraph,
            text: String::new(),
            links: Vec::new(),
            lines: vec![(0, line)],
        })
    }

    /// The line of its first character, from 1.
    pub fn line(&self) -> u32 {
        self.line_at(0)
    }

    /// The line of the character at this byte of the text, from 1.
    pub fn line_at(&self, offset: usize) -> u32 {
        let next = self.lines.partition_point(|(from, _)| *from <= offset);
        self.lines
            .get(next.saturating_sub(1))
            .or(self.lines.first())
            .map_or(1, |(_, line)| *line)
    }
}

/// The bytes before the first white space.
fn length_of_word(text: &str) -> usize {
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some(at) = rest.bytes().position(|byte| !byte.is_ascii_graphic()) else {
            break;
        };
        from += at;
        match text.get(from..).and_then(|rest| rest.chars().next()) {
            Some(character) if !character.is_whitespace() => from += character.len_utf8(),
            _ => return from,
        }
    }
    text.len()
}

/// Gathers the text of a block.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    text: String,
    lines: Vec<(usize, u32)>,
    links: Vec<Link>,
    open_link: Option<(usize, String, u32)>,
    space: bool,
}

impl BlockBuilder {
    /// Adds text that begins on this line; its line ends lead to the next ones.
    pub(super) fn push(&mut self, text: &str, mut line: u32) {
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
                let ends = skipped.bytes().filter(|byte| *byte == b'\n').count();
                line = line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
            }
            if word.is_empty() {
                return;
            }
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            if self.lines.last().is_none_or(|(_, last)| *last != line) {
                self.lines.push((self.text.len(), line));
            }
            let (word, after) = word
                .split_at_checked(length_of_word(word))
                .unwrap_or((word, ""));
            self.text.push_str(word);
            rest = after;
        }
    }

    pub(super) fn space(&mut self) {
        self.space = true;
    }

    pub(super) fn start_link(&mut self, address: String, line: u32) {
        self.end_link();
        // The space before a link does not belong to its words.
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
            self.space = false;
        }
        self.open_link = Some((self.text.len(), address, line));
    }

    pub(super) fn end_link(&mut self) {
        if let Some((start, address, line)) = self.open_link.take() {
            let start = start.min(self.text.len());
            self.links.push(Link {
                range: start..self.text.len(),
                address,
                line,
            });
        }
    }

    /// The block, where there is text or a link.
    pub(super) fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        self.end_link();
        let Self {
            mut text,
            mut lines,
            mut links,
            ..
        } = std::mem::take(self);
        let length = text.trim_end().len();
        text.truncate(length);
        for link in &mut links {
            link.range = link.range.start.min(length)..link.range.end.min(length);
        }
        if text.is_empty() {
            let line = links.first()?.line;
            lines = vec![(0, line)];
        }
        Some(Block {
            kind,
            text,
            links,
            lines,
        })
    }
}
