//! The plain form of YAML that nearly all front matter has: keys with a word, a sentence or a list
//! of words, a line each. Reading it line by line takes a sixth of the time of a parser that is
//! ready for all of YAML.
//!
//! [`read`] gives nothing for whatever else it meets (a tab, a text that goes on on the
//! next line, `[`, `{`, `&`, `!`, `|`, an escape …); what it does give is what
//! [`super::events::read`] gives, node for node and place for place.

use super::{FrontMatter, MAX_NODES, Node, Place, Value};
use crate::source::lines;
use crate::source::lines::line_count;
use memchr::memchr2_iter;

/// Deeper than the framework goes; beyond it the parser takes over.
const MAX_DEPTH: usize = 8;
/// No key that is looked up in the text around it is longer (YAML 1.2, section 7.4.2: 1024).
const MAX_KEY: usize = 128;

/// Reads YAML of this form whose first line is preceded by so many lines of the file.
pub(super) fn read(yaml: &str, lines_before: u32) -> Option<FrontMatter> {
    let mut written = Vec::with_capacity(line_count(yaml));
    for (number, text) in lines(yaml).enumerate() {
        let content = behind_spaces(text);
        if !matches!(content.as_bytes(), [] | [b'#', ..]) {
            let number = u32::try_from(number).ok()?.checked_add(1)?;
            written.push(Line {
                number: number.checked_add(lines_before)?,
                indent: text.len() - content.len(),
                content,
            });
        }
    }
    // A key, a value and a list for each line, at most.
    if written.len() > MAX_NODES / 4 {
        return None;
    }
    let mut reader = Reader {
        lines: &written,
        at: 0,
        ascii: is_printable_ascii(yaml.as_bytes()),
    };
    let first = written.first()?;
    let pairs = reader.mapping(first.indent, 0)?;
    reader
        .peek()
        .is_none()
        .then_some(FrontMatter { pairs, error: None })
}

/// A line that is not empty and no comment.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    number: u32,
    /// So many spaces stand before its content.
    indent: usize,
    content: &'a str,
}

impl<'a> Line<'a> {
    /// Whether it begins with a dash.
    fn has_dash(self) -> bool {
        matches!(self.content.as_bytes(), [b'-', ..])
    }

    fn place(self, byte: usize) -> Option<Place> {
        let column = u32::try_from(self.indent + byte).ok()?.checked_add(1)?;
        Some(Place {
            line: self.number,
            column,
        })
    }

    /// What stands behind `- `.
    fn item(self) -> Option<&'a str> {
        match self.content.as_bytes() {
            [b'-', b' ', ..] => self.content.get(2..),
            _ => None,
        }
    }

    /// A scalar that is the rest of the line; all before it is ASCII, and the rest where this says
    /// so.
    fn scalar(self, rest: &'a str, ascii: bool) -> Option<Node> {
        let text = behind_spaces(rest);
        let place = self.place(self.content.len() - text.len())?;
        let whole = text;
        let text = before_spaces(text);
        let (plain, value) = match text.as_bytes() {
            [quote @ (b'"' | b'\''), inner @ .., last] if quote == last => {
                let closed = |byte: &u8| byte == quote || *byte == b'\\';
                // How wide one is with blanks behind it, the parser sees in a way of its own.
                if inner.iter().any(closed) || text.len() < whole.len() {
                    return None;
                }
                (false, text.get(1..text.len() - 1)?)
            }
            _ if is_plain(text) => (true, text),
            _ => return None,
        };
        let (printable, width) = if ascii {
            (true, text.len())
        } else {
            (is_printable(text), text.chars().count())
        };
        let width = u32::try_from(width).ok()?;
        (width > 0 && printable).then(|| Node {
            place,
            width,
            value: Value::Scalar {
                text: value.to_owned(),
                plain,
            },
        })
    }
}

/// A text without the spaces at its start.
fn behind_spaces(text: &str) -> &str {
    let spaces = text.bytes().take_while(|byte| *byte == b' ').count();
    text.get(spaces..).unwrap_or_default()
}

/// A text without the spaces at its end.
fn before_spaces(text: &str) -> &str {
    let spaces = text.bytes().rev().take_while(|byte| *byte == b' ').count();
    text.get(..text.len() - spaces).unwrap_or_default()
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    at: usize,
    /// Whether all characters are printable ASCII, so that scalars need no look at theirs.
    ascii: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// The lines from here on.
    fn rest(&self) -> impl Iterator<Item = &'a Line<'a>> {
        self.lines.get(self.at..).unwrap_or_default().iter()
    }

    /// The pairs that begin at this indent, up to a line that begins before it.
    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Vec<(Node, Node)>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let own = self.rest().take_while(|line| line.indent >= indent);
        let own = own.filter(|line| line.indent == indent && !line.has_dash());
        let mut pairs = Vec::with_capacity(own.count());
        while let Some(line) = self.peek().filter(|line| line.indent >= indent) {
            if line.indent > indent {
                return None;
            }
            let (key, rest) = key_of(line.content)?;
            if !matches!(rest.as_bytes(), [] | [b' ', ..]) {
                return None;
            }
            let key_node = Node {
                place: line.place(0)?,
                width: u32::try_from(key.len()).ok()?,
                value: Value::Scalar {
                    text: key.to_owned(),
                    plain: true,
                },
            };
            self.at += 1;
            let value = if behind_spaces(rest).is_empty() {
                self.below(line, indent, depth)?
            } else {
                line.scalar(rest, self.ascii)?
            };
            pairs.push((key_node, value));
        }
        Some(pairs)
    }

    /// What a key has whose line ends with it.
    fn below(&mut self, key: Line<'_>, indent: usize, depth: usize) -> Option<Node> {
        let next = self
            .peek()
            .filter(|next| next.indent > indent || next.indent == indent && next.has_dash());
        let Some(next) = next else {
            // Nothing; the parser says that it stands where the key's colon is.
            let colon = key.content.find(':')?;
            return Some(Node {
                place: key.place(colon)?,
                width: 0,
                value: Value::Scalar {
                    text: String::new(),
                    plain: true,
                },
            });
        };
        let mut place = next.place(0)?;
        let value = if next.has_dash() {
            let items = self.sequence(next.indent)?;
            // The parser says that a list at the indent of its key begins behind its first dash.
            if next.indent == indent {
                place = items.first()?.place;
            }
            Value::Sequence(items)
        } else {
            Value::Mapping(self.mapping(next.indent, depth + 1)?)
        };
        Some(Node {
            place,
            width: 0,
            value,
        })
    }

    /// The items at this indent, each a scalar.
    fn sequence(&mut self, indent: usize) -> Option<Vec<Node>> {
        let is_item = |line: &&Line<'_>| line.indent == indent && line.item().is_some();
        let mut items = Vec::with_capacity(self.rest().take_while(is_item).count());
        while let Some(line) = self.peek().filter(|line| line.indent >= indent) {
            if line.indent > indent {
                return None;
            }
            let Some(rest) = line.item() else { break };
            items.push(line.scalar(rest, self.ascii)?);
            self.at += 1;
        }
        Some(items)
    }
}

/// The key at the start of a line, a word that needs no quotes, and what stands behind its colon.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let end = line.bytes().position(|byte| !is_letter(&byte))?;
    let (key, rest) = line.split_at_checked(end)?;
    let [b':', ..] = rest.as_bytes() else {
        return None;
    };
    let is_key = key.len() <= MAX_KEY && matches!(key.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', ..]);
    is_key.then_some((key, rest.get(1..)?))
}

/// Whether a text needs no quotes: a part of what YAML 1.2 allows in section 7.3.3.
fn is_plain(text: &str) -> bool {
    let first = match text.as_bytes() {
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'(', ..] => true,
        [0x80..=0xFF, ..] => text.starts_with(char::is_alphanumeric),
        _ => false,
    };
    first
        && memchr2_iter(b':', b'#', text.as_bytes()).all(|at| {
            let near = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at));
            match text.as_bytes().get(at) {
                Some(b':') => !matches!(near(at.checked_add(1)), None | Some(b' ')),
                _ => near(at.checked_sub(1)) != Some(&b' '),
            }
        })
}

/// Whether bytes are printable ASCII and line ends. Without branches, many are looked at in one step.
fn is_printable_ascii(bytes: &[u8]) -> bool {
    let odd = bytes.iter().fold(0, |odd, byte| {
        let unprintable = u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
        odd | unprintable & u8::from(*byte != b'\n')
    });
    odd == 0
}

/// Characters that are themselves in every scalar: those of ASCII, the letters of Europe, and
/// quotes, dashes and points.
fn is_printable(text: &str) -> bool {
    if text.is_ascii() {
        return is_printable_ascii(text.as_bytes());
    }
    text.chars().all(
        |character| matches!(character, ' '..='~' | '\u{C0}'..='\u{24F}' | '\u{2010}'..='\u{2026}'),
    )
}

#[cfg(test)]
mod tests {
    use super::super::events;
    use super::*;
    use proptest::prelude::*;

    fn same(yaml: &str) -> bool {
        let read = read(yaml, 3);
        if let Some(read) = &read {
            assert_eq!(*read, events::read(yaml, 3), "{yaml:?}");
        }
        read.is_some()
    }

    #[test]
    fn the_usual_front_matter_is_read_here() {
        for yaml in [
            "title: Proef\nid: urn:nl:ak:mtr:owp-07\n",
            "title:   Een vereiste met 'aanhaling', 3:2 of a#b daarin  \nleeg:\nrollen:\n- jurist\n- ontwikkelaar \n",
            "sources:\n  ARK: 3.10\n  ADR:\n  - SV.4\n  - AC-2\n\nhide:\n  - navigation\nleeg:\n",
            "a: 'één'\nb: \"twee: drie\"\nc: ''\n",
            "# vooraf\na: (x || \"y\") && z\n  # tussendoor\nb:\n# en hier\n- c\n",
            "  a: 1\n  b:\n    - x\n    - y\n  c:\n",
        ] {
            assert!(same(yaml), "{yaml:?}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_parser() {
        for yaml in [
            "",
            "a: b\n  c\n",
            "a: [x]\n",
            "a: {x: 1}\n",
            "a: &x 1\n",
            "a: *x\n",
            "a: !!str 1\n",
            "a: |\n  x\n",
            "a: >\n  x\n",
            "a: 'it''s'\n",
            "a: \"\\n\"\n",
            "a: b: c\n",
            "a: b #c\n",
            "a: b:\n",
            "a:\tb\n",
            "a: b\u{a0}c\n",
            "a: b\u{85}c\n",
            "a:\n- - x\n",
            "a:\n- b: c\n",
            "a:\n-\n",
            "- x\n",
            "a\n",
            "a: b\r\n",
            "? a\n: b\n",
            "a:\n  x\n",
            "  a: 1\n b: 2\n",
            "a:\n  b: 1\n c: 2\n",
        ] {
            assert!(!same(yaml), "{yaml:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_read_here_is_what_the_parser_reads(
            lines in proptest::collection::vec(
                "( {0,3}(- |-|# )?([a-c]|[a-z]{2}|id-x|é)(:|: |: {2})?('|\"|-|[a-c0-9:,.#'\"é’—&*!|>%@`?~\\[\\]{}-]| ){0,4}){0,1}",
                0..8,
            )
        ) {
            same(&lines.join("\n"));
        }

        #[test]
        fn the_usual_shapes_are_read_as_the_parser_reads_them(
            lines in proptest::collection::vec("([a-c]: [a-z]{1,3}( [a-z:]?[a-z])?|[a-c]:( {0,2})\n {0,2}- [a-c]|b:\n  c: [a-c]\n  d:\n  - x| {0,2})", 0..6)
        ) {
            same(&lines.join("\n"));
        }
    }
}
