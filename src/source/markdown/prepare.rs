//! Line by line, before CommonMark: comments are taken out, boxes become block quotes, and every
//! line keeps its number.
//!
//! Boxes must be turned beforehand, since CommonMark would read their indented bodies as code and
//! lose the links in them. A block quote nests in lists and in itself just as a box does.

mod boxes;
mod comments;
mod fence;

pub use comments::Comment;

use super::text::Position;
use crate::source::lines::line_count;
use boxes::boxes;
use comments::take_comments;
use std::borrow::Cow;

/// A line with its number in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: u32,
    /// Its text, without its end.
    pub(super) text: Cow<'a, str>,
    /// What to add to a byte of the text for the byte of the line in the file.
    pub(super) shift: i64,
    /// From which byte on something else is to be added, where comments were cut out.
    pub(super) cuts: Vec<(usize, i64)>,
}

impl<'a> Line<'a> {
    fn new(number: u32, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            number,
            text: text.into(),
            ..Self::default()
        }
    }

    /// What to add to this byte of the text for the byte of the line in the file.
    fn shift_at(&self, byte: usize) -> i64 {
        let before = self.cuts.iter().rfind(|(at, _)| *at <= byte);
        before.map_or(self.shift, |(_, shift)| *shift)
    }

    /// Puts a backslash before this byte, so that CommonMark takes it for a character.
    fn insert_backslash(&mut self, byte: usize) {
        if !self.text.is_char_boundary(byte) {
            return;
        }
        let shift = self.shift_at(byte);
        let later = self.cuts.partition_point(|(at, _)| *at <= byte);
        for (at, shift) in self.cuts.iter_mut().skip(later) {
            (*at, *shift) = (*at + 1, *shift - 1);
        }
        self.cuts.insert(later, (byte + 1, shift - 1));
        self.text.to_mut().insert(byte, '\\');
    }

    /// The same line, with so many bytes at its start replaced by this.
    fn with_start(&self, cut: usize, start: &str) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) if start.is_empty() => {
                Cow::Borrowed(text.get(cut..).unwrap_or_default())
            }
            text => Cow::Owned([start, text.get(cut..).unwrap_or_default()].concat()),
        };
        let (cut, added) = (signed(cut), signed(start.len()));
        // What lies right of the start is what counts: its shift is that of the last cut in it.
        let shift = self.shift_at(usize::try_from(cut).unwrap_or(0)) + cut - added;
        Self {
            number: self.number,
            text,
            shift,
            cuts: self
                .cuts
                .iter()
                .filter(|(at, _)| signed(*at) > cut)
                .map(|(at, shift)| {
                    let at = signed(*at) - cut + added;
                    (usize::try_from(at).unwrap_or(0), shift + cut - added)
                })
                .collect(),
        }
    }
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX / 4)
}

/// Where in the text that CommonMark reads a line begins, or goes on after a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) at: usize,
    pub(super) line: u32,
    /// The byte of the line in the file that stands here.
    pub(super) shift: i64,
}

/// The text that CommonMark is to read.
#[derive(Debug, Default)]
struct Markdown {
    /// Its lines, each with its end.
    text: String,
    starts: Vec<Start>,
    /// The first place that is nested too deeply.
    too_deep: Option<Position>,
}

impl Markdown {
    /// Adds a line behind this prefix.
    fn add(&mut self, prefix: &str, line: &Line<'_>) {
        let start = self.text.len();
        self.text.push_str(prefix);
        self.text.push_str(&line.text);
        if let Some(at) = self.text.get(start..).and_then(too_deep) {
            self.text.truncate(start);
            return self.add_too_deep(line.with_start(0, prefix), at);
        }
        self.place(start, prefix.len(), line);
    }

    /// Adds a line whose mark at this byte is one too many.
    fn add_too_deep(&mut self, mut line: Line<'_>, at: usize) {
        let byte = signed(at) + line.shift_at(at);
        self.too_deep.get_or_insert(Position {
            line: line.number,
            byte: u32::try_from(byte).unwrap_or(0),
        });
        line.insert_backslash(at);
        let start = self.text.len();
        self.text.push_str(&line.text);
        self.place(start, 0, &line);
    }

    /// Ends a line that begins here, with a prefix of so many bytes.
    fn place(&mut self, start: usize, prefix: usize, line: &Line<'_>) {
        self.text.push('\n');
        self.starts.push(Start {
            at: start,
            line: line.number,
            shift: line.shift - signed(prefix),
        });
        for (at, shift) in &line.cuts {
            self.starts.push(Start {
                at: start + prefix + at,
                line: line.number,
                // What the shift counts from is the start of the line.
                shift: shift + signed(*at),
            });
        }
    }
}

/// A body, prepared.
#[derive(Debug, Default)]
pub(super) struct Prepared<'a> {
    /// As CommonMark is to read it.
    pub(super) text: String,
    /// Where the lines of that text begin.
    pub(super) starts: Vec<Start>,
    /// As it stands, without comments.
    pub(super) plain_lines: Vec<Line<'a>>,
    pub(super) comments: Vec<Comment>,
    pub(super) unclosed_comments: Vec<Position>,
    /// The first place that is nested too deeply.
    pub(super) too_deep: Option<Position>,
}

pub(super) fn prepare(body: &str, lines_before: u32) -> Prepared<'_> {
    let mut prepared = Prepared {
        plain_lines: Vec::with_capacity(line_count(body)),
        ..Prepared::default()
    };
    take_comments(body, lines_before, &mut prepared);
    let mut read = Markdown {
        // Boxes are as long as what takes their place, nearly.
        text: String::with_capacity(body.len() + body.len() / 16 + 1),
        starts: Vec::with_capacity(prepared.plain_lines.len()),
        too_deep: None,
    };
    boxes(&prepared.plain_lines, "", 0, &mut read);
    prepared.text = read.text;
    prepared.starts = read.starts;
    prepared.too_deep = read.too_deep;
    prepared
}

/// So many marks of quotes and lists at the start of a line are read. Each line costs a look at
/// every block that is open, so that deep nesting over many lines would take more than linear time.
const MAX_MARKS: usize = 100;

/// The byte of the mark at the start of a line that is one too many, for a backslash.
fn too_deep(line: &str) -> Option<usize> {
    // Quick for nearly every line.
    if line.len() <= MAX_MARKS {
        return None;
    }
    let bytes = line.as_bytes();
    let is_end = |at: usize| {
        bytes
            .get(at)
            .is_none_or(|byte| matches!(byte, b' ' | b'\t'))
    };
    let (mut at, mut marks) = (0, 0);
    loop {
        let mark = match bytes.get(at)? {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'>' => at,
            b'-' | b'+' | b'*' if is_end(at + 1) => at,
            b'0'..=b'9' => {
                let digits = bytes
                    .iter()
                    .skip(at)
                    .take_while(|byte| byte.is_ascii_digit());
                let end = at + digits.take(10).count();
                let is_mark = matches!(bytes.get(end)?, b'.' | b')') && is_end(end + 1);
                is_mark.then_some(end)?
            }
            _ => return None,
        };
        marks += 1;
        if marks > MAX_MARKS {
            return Some(mark);
        }
        at = mark + 1;
    }
}
