//! Boxes become block quotes.

use super::fence::{Fence, begins_plainly};
use super::{Line, Markdown, signed};

/// Boxes nested beyond this stay text.
const MAX_NESTING: usize = 24;

/// Copies lines, boxes as block quotes: the title a paragraph, the body with its indentation taken.
pub(super) fn boxes(lines: &[Line<'_>], prefix: &str, nesting: usize, out: &mut Markdown) {
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
