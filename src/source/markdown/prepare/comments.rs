//! Comments are taken out of the lines.

use super::fence::Fence;
use super::{Line, Prepared, signed};
use crate::source::lines::{line_count, lines_with_ends, without_end};
use crate::source::markdown::text::Position;
use memchr::memmem;

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

/// Copies the lines without their comments. A comment in a fence or in a code span is text.
pub(super) fn take_comments<'a>(body: &'a str, lines_before: u32, prepared: &mut Prepared<'a>) {
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
