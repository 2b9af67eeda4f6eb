//! Line by line, before CommonMark: comments are taken out, boxes become block quotes, and every
//! line keeps its number.
//!
//! Boxes must be turned beforehand, since CommonMark would read their indented bodies as code and
//! lose the links in them. A block quote nests in lists and in itself just as a box does.

use super::text::Position;
use crate::source::lines::{line_count, lines_with_ends, without_end};
use memchr::memmem;
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

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it begins.
    pub start: Position,
    /// What stands between its marks, trimmed.
    pub text: String,
    /// How many lines it takes, from 1.
    pub lines: u32,
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

/// Whether a line is blank, or begins with what is neither white space beyond ASCII nor the start
/// of a fence, a box or a tag: nearly every line, which is not looked at any further.
fn begins_plainly(line: &str) -> bool {
    let first = line.bytes().find(|byte| !matches!(byte, b' ' | b'\t'));
    first.is_none_or(|first| {
        first.is_ascii_graphic() && !matches!(first, b'`' | b'~' | b'!' | b'?' | b'=' | b'<')
    })
}

/// A fenced code block that is open.
#[derive(Clone, Copy, Debug)]
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// Follows a line: the fence that is open after it.
    fn follow(open: Option<Self>, line: &str) -> Option<Self> {
        if begins_plainly(line) {
            return open;
        }
        let line = line.trim_start();
        let Some(mark @ ('`' | '~')) = line.chars().next() else {
            return open;
        };
        let length = line.chars().take_while(|c| *c == mark).count();
        let rest = line.get(length..).unwrap_or_default();
        match open {
            Some(fence)
                if fence.mark == mark && length >= fence.length && rest.trim().is_empty() =>
            {
                None
            }
            Some(fence) => Some(fence),
            None if length >= 3 && !(mark == '`' && rest.contains('`')) => {
                Some(Self { mark, length })
            }
            None => None,
        }
    }
}

/// Copies the lines without their comments. A comment in a fence or in a code span is text.
fn take_comments<'a>(body: &'a str, lines_before: u32, prepared: &mut Prepared<'a>) {
    let mut fence = None;
    // Where the closing mark of the comment that is searched for lies, so that many open marks
    // without a closing one cost one search.
    let mut no_end_beyond = usize::MAX;
    let mut offset = 0;
    let mut number = lines_before;
    let mut lines = lines_with_ends(body);
    // Where opening marks stand, so that lines without one are not searched.
    let mut marks = memmem::find_iter(body.as_bytes(), "<!--").peekable();
    let closing = memmem::Finder::new("-->");
    while let Some(raw) = lines.next() {
        number += 1;
        let start = offset;
        offset += raw.len();
        let line = without_end(raw);
        let was_open = fence.is_some();
        fence = Fence::follow(fence, line);
        while marks.next_if(|mark| *mark < start).is_some() {}
        let has_mark = marks.peek().is_some_and(|mark| *mark < offset);
        if was_open || fence.is_some() || !has_mark {
            prepared.plain_lines.push(Line::new(number, line));
            continue;
        }
        let mut kept = Kept::default();
        let mut line = line;
        let mut line_start = start;
        let mut at = 0;
        while let Some(found) = find_comment(line, at) {
            let begin = line_start + found;
            let after = body.get(begin + 4..).unwrap_or_default();
            let end = if begin >= no_end_beyond {
                None
            } else {
                closing.find(after.as_bytes())
            };
            let Some(length) = end else {
                no_end_beyond = no_end_beyond.min(begin);
                prepared.unclosed_comments.push(Position {
                    line: number,
                    byte: u32::try_from(found).unwrap_or(u32::MAX),
                });
                break;
            };
            let text = after.get(..length).unwrap_or_default();
            prepared.comments.push(Comment {
                start: Position {
                    line: number,
                    byte: u32::try_from(found).unwrap_or(u32::MAX),
                },
                text: text.trim().to_owned(),
                lines: u32::try_from(line_count(text)).unwrap_or(u32::MAX),
            });
            kept.push(line, at, found);
            let end = begin + 4 + length + 3;
            if end <= offset {
                at = end - line_start;
                continue;
            }
            // The comment ends on a later line: what stood before it is a line, what follows too.
            let before = std::mem::take(&mut kept).line(number);
            if !before.text.is_empty() {
                prepared.plain_lines.push(before);
            }
            while offset < end {
                let Some(next) = lines.next() else { break };
                number += 1;
                line_start = offset;
                offset += next.len();
                line = without_end(next);
            }
            at = end.saturating_sub(line_start).min(line.len());
            // White space before what follows would make it code.
            let rest = line.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start().len();
        }
        kept.push(line, at, line.len());
        prepared.plain_lines.push(kept.line(number));
    }
}

/// What is left of a line when its comments are cut out.
#[derive(Default)]
struct Kept {
    text: String,
    parts: Vec<(usize, i64)>,
}

impl Kept {
    fn push(&mut self, line: &str, from: usize, to: usize) {
        if let Some(part) = line.get(from..to).filter(|part| !part.is_empty()) {
            let at = self.text.len();
            self.parts.push((at, signed(from) - signed(at)));
            self.text.push_str(part);
        }
    }

    /// The line; without its text where that is white space alone.
    fn line(self, number: u32) -> Line<'static> {
        if self.text.trim().is_empty() {
            return Line::new(number, "");
        }
        let mut parts = self.parts.into_iter();
        Line {
            number,
            text: self.text.into(),
            shift: parts.next().map_or(0, |(_, shift)| shift),
            cuts: parts.collect(),
        }
    }
}

/// Where the next comment begins at or after this byte of a line, code spans passed over.
fn find_comment(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut place = at;
    while let Some(byte) = bytes.get(place) {
        match byte {
            b'`' => {
                let run = bytes
                    .iter()
                    .skip(place)
                    .take_while(|byte| **byte == b'`')
                    .count();
                place = code_span_end(bytes, place + run, run).unwrap_or(place + run);
            }
            b'<' if bytes.get(place..place + 4) == Some(b"<!--".as_slice()) => return Some(place),
            _ => place += 1,
        }
    }
    None
}

/// The end of a code span whose content begins here and whose marks are so long.
fn code_span_end(bytes: &[u8], mut place: usize, marks: usize) -> Option<usize> {
    while place < bytes.len() {
        let run = bytes
            .iter()
            .skip(place)
            .take_while(|byte| **byte == b'`')
            .count();
        if run == marks {
            return Some(place + run);
        }
        place += run.max(1);
    }
    None
}

/// Boxes nested beyond this stay text.
const MAX_NESTING: usize = 24;

/// Copies lines, boxes as block quotes: the title a paragraph, the body with its indentation taken.
fn boxes(lines: &[Line<'_>], prefix: &str, nesting: usize, out: &mut Markdown) {
    let blank = prefix.trim_end();
    let mut fence = None;
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        index += 1;
        if line.text.is_empty() {
            out.add("", &Line::new(line.number, blank));
            continue;
        }
        if begins_plainly(&line.text) {
            out.add(prefix, line);
            continue;
        }
        let was_open = fence.is_some();
        fence = Fence::follow(fence, &line.text);
        let marker = if was_open || nesting >= MAX_NESTING {
            None
        } else {
            Marker::of(&line.text)
        };
        let Some(marker) = marker else {
            out.add(prefix, line);
            if opens_markdown_in_html(&line.text) && !was_open {
                out.add("", &Line::new(line.number, blank));
            }
            continue;
        };
        let mut body = Vec::new();
        let mut complete = 0;
        while let Some(next) = lines.get(index + body.len()) {
            if next.text.trim().is_empty() {
                body.push(Line::new(next.number, ""));
            } else if let Some(rest) = dedent(next, marker.indent + 4) {
                body.push(rest);
                complete = body.len();
            } else {
                break;
            }
        }
        body.truncate(complete);
        index += complete;
        let inner = format!("{prefix}{}> ", " ".repeat(marker.indent));
        let end = body.last().map_or(line.number, |last| last.number);
        out.add("", &Line::new(line.number, blank));
        if !marker.title.is_empty() {
            let text = format!("{inner}{}", as_paragraph(&marker.title));
            // Where the title stands on the line; one with escaped quotes somewhere after them.
            let at = line.text.find(&marker.title).unwrap_or(0);
            let before = line.with_start(at, "").shift;
            let added = signed(text.len()) - signed(marker.title.len());
            let title = Line {
                number: line.number,
                text: text.into(),
                shift: before - added,
                cuts: Vec::new(),
            };
            out.add("", &title);
            out.add("", &Line::new(line.number, inner.trim_end()));
        }
        boxes(&body, &inner, nesting + 1, out);
        out.add("", &Line::new(end, blank));
    }
}

/// The first line of a box.
struct Marker {
    indent: usize,
    title: String,
}

impl Marker {
    fn of(line: &str) -> Option<Self> {
        let (indent, rest) = indentation(line);
        let (mark, rest) = rest.split_at_checked(3)?;
        let rest = match mark {
            "!!!" => rest,
            "???" => rest.strip_prefix('+').unwrap_or(rest),
            "===" => rest.strip_prefix(['+', '!']).unwrap_or(rest),
            _ => return None,
        };
        // Words that name the kind of box, then perhaps a title in quotes.
        let (kind, title, after) = match rest.split_once('"') {
            Some((kind, quoted)) => {
                let (title, after) = quoted.rsplit_once('"').unwrap_or((quoted, ""));
                (kind, Some(title), after.trim())
            }
            None => (rest, None, ""),
        };
        let is_kind = kind
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '\t'));
        // Without a title, `===` is the underline of a heading.
        let says_something = title.is_some() || mark != "===" && !kind.trim().is_empty();
        // Of a line that is not quite the head of a box, nothing is lost.
        let title = match title {
            _ if !after.is_empty() => line.trim().to_owned(),
            Some(title) => title.replace("\\\"", "\"").trim().to_owned(),
            None => String::new(),
        };
        (is_kind && says_something).then_some(Self { indent, title })
    }
}

/// A title that CommonMark cannot take for another block than a paragraph.
fn as_paragraph(title: &str) -> String {
    let digits = title.chars().take_while(char::is_ascii_digit).count();
    let rest = title.get(digits..).unwrap_or_default();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", title.get(..digits).unwrap_or_default());
    }
    if title.starts_with(['#', '-', '+', '*', '>', '=', '~', '|', '!']) && !title.starts_with("**")
    {
        return format!("\\{title}");
    }
    title.to_owned()
}

/// The width of the white space at the start of a line (tabs to the next multiple of four) and
/// what follows it.
fn indentation(line: &str) -> (usize, &str) {
    let mut width = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b' ' => width += 1,
            b'\t' => width += 4 - width % 4,
            _ => return (width, line.get(at..).unwrap_or_default()),
        }
    }
    (width, "")
}

/// A line without so much indentation; nothing where it has less.
fn dedent<'a>(line: &Line<'a>, columns: usize) -> Option<Line<'a>> {
    let (width, rest) = indentation(&line.text);
    let left = width.checked_sub(columns)?;
    Some(line.with_start(line.text.len() - rest.len(), &" ".repeat(left)))
}

/// Whether a line is a tag whose content is Markdown (`<div markdown>`), so that what follows must
/// not be read as HTML.
fn opens_markdown_in_html(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('<')
        && line.ends_with('>')
        && line
            .split(|c: char| c.is_whitespace() || c == '>')
            .any(|word| word == "markdown" || word.starts_with("markdown="))
}
