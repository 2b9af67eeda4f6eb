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
    /// Where its text begins in the file.
    start: Position,
    /// Where the runs of the text behind the first stand in the file.
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
        builder.text.reserve(text.len());
        builder.push(text, position);
        let start = if builder.text.is_empty() {
            position
        } else {
            builder.start
        };
        Self {
            kind: BlockKind::Paragraph,
            text: builder.text,
            links: Vec::new(),
            start,
            marks: builder.marks,
        }
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
        let runs = self.marks.partition_point(|mark| mark.at <= offset);
        let last = runs.checked_sub(1).and_then(|index| self.marks.get(index));
        match last {
            Some(mark) => mark.position.after(offset - mark.at),
            None => self.start.after(offset),
        }
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
    while at < bytes.len() {
        if let Some(step) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && are_as_they_are(step)
        {
            at += STEP;
            continue;
        }
        // The last step, which begins in the one before it.
        if at + STEP >= bytes.len()
            && let Some(step) = bytes.last_chunk()
            && matches!(bytes.last(), Some(b'!'..=b'~'))
            && are_as_they_are(step)
        {
            return bytes.len();
        }
        // Something in this step is odd: its bytes one by one.
        let end = at + STEP;
        while at < end
            && let Some(byte) = bytes.get(at)
        {
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
    }
    at
}

const STEP: usize = 16;

/// Whether all bytes but the last, which is looked at only as what follows, are printable ASCII and
/// single spaces. Without branches, all are looked at in a few steps.
fn are_as_they_are(bytes: &[u8; STEP + 1]) -> bool {
    let odd = bytes.windows(2).fold(0, |odd, pair| match pair {
        [byte, next] => {
            let unprintable = u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
            let no_word_next = u8::from(next.wrapping_sub(b'!') > b'~' - b'!');
            odd | unprintable | u8::from(*byte == b' ') & no_word_next
        }
        _ => odd,
    });
    odd == 0
}

/// Gathers the text of a block. What it gathers in stays for the next, so that it need not grow
/// for each; a block gets a copy as long as it is.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    text: String,
    start: Position,
    marks: Vec<Mark>,
    links: Vec<Link>,
    open_link: Option<OpenLink>,
    space: bool,
}

impl BlockBuilder {
    /// Adds text that stands here in the file; its line ends lead to the next lines.
    pub(super) fn push(&mut self, text: &str, mut position: Position) {
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
            let at = self.text.len();
            if at == 0 {
                self.start = position;
            } else {
                let goes_on = match self.marks.last() {
                    Some(mark) => mark.position.after(at - mark.at),
                    None => self.start.after(at),
                };
                if goes_on != position {
                    self.marks.push(Mark { at, position });
                }
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
        self.space = false;
        if let Some(start) = self.open_link.as_ref().map(|link| link.start) {
            self.end_link(start);
        }
        if self.text.is_empty() && self.links.is_empty() {
            return None;
        }
        let text = self.text.trim_end().to_owned();
        let length = text.len();
        let mut links = std::mem::take(&mut self.links);
        for link in &mut links {
            link.range = link.range.start.min(length)..link.range.end.min(length);
        }
        let (start, marks) = match links.first() {
            Some(link) if text.is_empty() => (link.start, Vec::new()),
            _ => (self.start, self.marks.as_slice().to_vec()),
        };
        self.text.clear();
        self.marks.clear();
        Some(Block {
            kind,
            text,
            links,
            start,
            marks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White space collapsed, with the place in the text of every character that is none.
    fn plainly(text: &str) -> (String, Vec<(usize, Position)>) {
        let (mut collapsed, mut places) = (String::new(), Vec::new());
        let mut position = Position::of_line(1);
        let mut space = false;
        for character in text.chars() {
            let mut buffer = [0; 4];
            let bytes = &*character.encode_utf8(&mut buffer);
            if character.is_whitespace() {
                space = true;
                position = position.beyond(bytes);
                continue;
            }
            if space && !collapsed.is_empty() {
                collapsed.push(' ');
            }
            space = false;
            places.push((collapsed.len(), position));
            collapsed.push(character);
            position = position.after(bytes.len());
        }
        (collapsed, places)
    }

    proptest::proptest! {
        #[test]
        fn a_block_has_its_text_collapsed_and_every_character_in_its_place(
            text in "([a-e]{1,9}| |é|\u{201c}|\u{a0}|\n|\t|\u{1}|\u{b}|\u{2003}){0,40}"
        ) {
            let block = Block::of_line(&text, Position::of_line(1));
            let (collapsed, places) = plainly(&text);
            proptest::prop_assert_eq!(&block.text, &collapsed);
            for (at, position) in places {
                proptest::prop_assert_eq!(block.position(at), position);
            }
        }
    }
}
