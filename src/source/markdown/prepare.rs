//! Line by line, before CommonMark: comments are taken out, boxes become block quotes, and every
//! line keeps its number.
//!
//! Boxes must be turned beforehand, since CommonMark would read their indented bodies as code and
//! lose the links in them. A block quote nests in lists and in itself just as a box does.

/// A line with its number in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u32,
    /// Its text, without its end.
    pub text: String,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The line it begins on, from 1.
    pub line: u32,
    /// What stands between its marks, trimmed.
    pub text: String,
}

/// A body, prepared.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// As CommonMark is to read it.
    pub(super) lines: Vec<Line>,
    /// As it stands, without comments.
    pub(super) plain_lines: Vec<Line>,
    pub(super) comments: Vec<Comment>,
    pub(super) unclosed_comments: Vec<u32>,
}

pub(super) fn prepare(body: &str, lines_before: u32) -> Prepared {
    let mut prepared = Prepared::default();
    take_comments(body, lines_before, &mut prepared);
    let mut lines = Vec::with_capacity(prepared.plain_lines.len());
    boxes(&prepared.plain_lines, "", 0, &mut lines);
    prepared.lines = lines;
    prepared
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
fn take_comments(body: &str, lines_before: u32, prepared: &mut Prepared) {
    let mut fence = None;
    // Where the closing mark of the comment that is searched for lies, so that many open marks
    // without a closing one cost one search.
    let mut no_end_beyond = usize::MAX;
    let mut offset = 0;
    let mut number = lines_before;
    let mut lines = body.split_inclusive('\n');
    while let Some(raw) = lines.next() {
        number += 1;
        let start = offset;
        offset += raw.len();
        let line = raw.strip_suffix('\n').unwrap_or(raw);
        let was_open = fence.is_some();
        fence = Fence::follow(fence, line);
        if was_open || fence.is_some() || !line.contains("<!--") {
            prepared.plain_lines.push(Line {
                number,
                text: line.to_owned(),
            });
            continue;
        }
        let mut kept = String::new();
        let mut line = line;
        let mut line_start = start;
        let mut at = 0;
        while let Some(found) = find_comment(line, at) {
            let begin = line_start + found;
            let after = body.get(begin + 4..).unwrap_or_default();
            let end = if begin >= no_end_beyond {
                None
            } else {
                after.find("-->")
            };
            let Some(length) = end else {
                no_end_beyond = no_end_beyond.min(begin);
                prepared.unclosed_comments.push(number);
                break;
            };
            let text = after.get(..length).unwrap_or_default();
            prepared.comments.push(Comment {
                line: number,
                text: text.trim().to_owned(),
            });
            kept.push_str(line.get(at..found).unwrap_or_default());
            let end = begin + 4 + length + 3;
            if end <= offset {
                at = end - line_start;
                continue;
            }
            // The comment ends on a later line: what stood before it is a line, what follows too.
            if !kept.trim().is_empty() {
                prepared.plain_lines.push(Line {
                    number,
                    text: std::mem::take(&mut kept),
                });
            }
            kept.clear();
            while offset < end {
                let Some(next) = lines.next() else { break };
                number += 1;
                line_start = offset;
                offset += next.len();
                line = next.strip_suffix('\n').unwrap_or(next);
            }
            at = end.saturating_sub(line_start).min(line.len());
            // White space before what follows would make it code.
            let rest = line.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start().len();
        }
        kept.push_str(line.get(at..).unwrap_or_default());
        if kept.trim().is_empty() {
            kept.clear();
        }
        prepared.plain_lines.push(Line { number, text: kept });
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
fn boxes(lines: &[Line], prefix: &str, nesting: usize, out: &mut Vec<Line>) {
    let blank = prefix.trim_end();
    let mut fence = None;
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        index += 1;
        let was_open = fence.is_some();
        fence = Fence::follow(fence, &line.text);
        let marker = if was_open || nesting >= MAX_NESTING {
            None
        } else {
            Marker::of(&line.text)
        };
        let Some(marker) = marker else {
            out.push(Line {
                number: line.number,
                text: join(prefix, &line.text),
            });
            if opens_markdown_in_html(&line.text) && !was_open {
                out.push(Line {
                    number: line.number,
                    text: blank.to_owned(),
                });
            }
            continue;
        };
        let mut body = Vec::new();
        let mut complete = 0;
        while let Some(next) = lines.get(index + body.len()) {
            if next.text.trim().is_empty() {
                body.push(Line {
                    number: next.number,
                    text: String::new(),
                });
            } else if let Some(rest) = dedent(&next.text, marker.indent + 4) {
                body.push(Line {
                    number: next.number,
                    text: rest,
                });
                complete = body.len();
            } else {
                break;
            }
        }
        body.truncate(complete);
        index += complete;
        let inner = format!("{prefix}{}> ", " ".repeat(marker.indent));
        let end = body.last().map_or(line.number, |last| last.number);
        out.push(Line {
            number: line.number,
            text: blank.to_owned(),
        });
        if !marker.title.is_empty() {
            out.push(Line {
                number: line.number,
                text: format!("{inner}{}", as_paragraph(&marker.title)),
            });
            out.push(Line {
                number: line.number,
                text: inner.trim_end().to_owned(),
            });
        }
        boxes(&body, &inner, nesting + 1, out);
        out.push(Line {
            number: end,
            text: blank.to_owned(),
        });
    }
}

fn join(prefix: &str, text: &str) -> String {
    if text.is_empty() {
        prefix.trim_end().to_owned()
    } else {
        [prefix, text].concat()
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
    for (at, character) in line.char_indices() {
        match character {
            ' ' => width += 1,
            '\t' => width += 4 - width % 4,
            _ => return (width, line.get(at..).unwrap_or_default()),
        }
    }
    (width, "")
}

/// A line without so much indentation; nothing where it has less.
fn dedent(line: &str, columns: usize) -> Option<String> {
    let (width, rest) = indentation(line);
    let left = width.checked_sub(columns)?;
    if left == 0 {
        return Some(rest.to_owned());
    }
    Some(format!("{}{rest}", " ".repeat(left)))
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
