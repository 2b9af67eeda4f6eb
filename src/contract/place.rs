//! Where in a file something is said: lines counted while a parser reads.

use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::rc::Rc;

/// How much of a line is kept, in bytes; files on one line exist.
const KEPT: usize = 400;

/// The line that is being read.
#[derive(Debug, Default)]
struct Current {
    /// From 1; 0 before anything was read.
    number: u32,
    text: Vec<u8>,
    ended: bool,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u32,
    /// Its text, or the beginning of a long one.
    pub(super) text: String,
}

/// Gives a parser a file line by line and knows how far it is. A parser asks for more only when it
/// has used what it has, so a quad comes out while the line with its end is the current one.
#[derive(Debug)]
pub(super) struct LineReader<R> {
    inner: R,
    current: Rc<RefCell<Current>>,
}

/// Says which line a [`LineReader`] is at.
#[derive(Clone, Debug)]
pub(super) struct Cursor(Rc<RefCell<Current>>);

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(inner: R) -> (Self, Cursor) {
        let current = Rc::new(RefCell::new(Current {
            ended: true,
            ..Current::default()
        }));
        let cursor = Cursor(Rc::clone(&current));
        (Self { inner, current }, cursor)
    }
}

impl<R: BufRead> Read for LineReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let ready = self.inner.fill_buf()?;
        let window = ready.get(..buffer.len()).unwrap_or(ready);
        let length = window
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(window.len(), |end| end + 1);
        let chunk = window.get(..length).unwrap_or_default();
        if let Some(room) = buffer.get_mut(..length) {
            room.copy_from_slice(chunk);
        }
        if length > 0 {
            let mut current = self.current.borrow_mut();
            if current.ended {
                current.number = current.number.saturating_add(1);
                current.text.clear();
            }
            current.ended = chunk.ends_with(b"\n");
            let left = KEPT.saturating_sub(current.text.len());
            current.text.extend(chunk.iter().take(left));
        }
        self.inner.consume(length);
        Ok(length)
    }
}

impl Cursor {
    pub(super) fn line(&self) -> Line {
        let current = self.0.borrow();
        let text = String::from_utf8_lossy(&current.text);
        Line {
            number: current.number.max(1),
            text: text.trim_end_matches(['\r', '\n']).to_owned(),
        }
    }
}

/// What is looked for: a node, and where it is known the statement about it.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) focus: Term,
    pub(super) property: Option<String>,
    pub(super) value: Option<Term>,
}

/// Where each was found: the statement itself, else the node's first statement, else a statement
/// that names the node.
#[derive(Debug, Default)]
struct Found {
    statement: Option<Line>,
    subject: Option<Line>,
    object: Option<Line>,
}

/// Looks for the lines of many things in one reading.
#[derive(Debug)]
pub(super) struct Places<'a> {
    wanted: &'a [Wanted],
    by_focus: HashMap<&'a Term, Vec<usize>>,
    found: Vec<Found>,
}

impl<'a> Places<'a> {
    pub(super) fn new(wanted: &'a [Wanted]) -> Self {
        let mut by_focus: HashMap<&Term, Vec<usize>> = HashMap::new();
        for (index, each) in wanted.iter().enumerate() {
            by_focus.entry(&each.focus).or_default().push(index);
        }
        Self {
            wanted,
            by_focus,
            found: wanted.iter().map(|_| Found::default()).collect(),
        }
    }

    /// A quad came out of the parser.
    pub(super) fn quad(&mut self, quad: &Quad, cursor: &Cursor) {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => Term::from(node.clone()),
            NamedOrBlankNode::BlankNode(node) => Term::from(node.clone()),
        };
        for &index in self.by_focus.get(&subject).into_iter().flatten() {
            let (Some(wanted), Some(found)) = (self.wanted.get(index), self.found.get_mut(index))
            else {
                continue;
            };
            found.subject.get_or_insert_with(|| cursor.line());
            let is_statement = wanted.property.as_deref() == Some(quad.predicate.as_str())
                && wanted
                    .value
                    .as_ref()
                    .is_none_or(|value| *value == quad.object);
            if is_statement {
                found.statement.get_or_insert_with(|| cursor.line());
            }
        }
        for &index in self.by_focus.get(&quad.object).into_iter().flatten() {
            if let Some(found) = self.found.get_mut(index) {
                found.object.get_or_insert_with(|| cursor.line());
            }
        }
    }

    /// The lines, in the order of what was wanted.
    pub(super) fn lines(self) -> impl Iterator<Item = Option<Line>> {
        self.found
            .into_iter()
            .map(|found| found.statement.or(found.subject).or(found.object))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::NamedNode;

    #[test]
    fn a_statement_is_found_at_its_line_and_a_node_at_its_first() {
        let turtle =
            "@prefix x: <urn:x:> .\n\nx:a x:p 1 ;\r\n  x:q \"\"\"two\nlines\"\"\" .\nx:b x:p x:c .";
        let wanted = |name: &str, property: Option<&str>| Wanted {
            focus: NamedNode::new(format!("urn:x:{name}")).unwrap().into(),
            property: property.map(|name| format!("urn:x:{name}")),
            value: None,
        };
        let all = [
            wanted("a", Some("p")),
            wanted("a", Some("q")),
            wanted("a", Some("none")),
            wanted("c", None),
            wanted("d", None),
        ];
        let (reader, cursor) = LineReader::new(turtle.as_bytes());
        let mut places = Places::new(&all);
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_reader(reader) {
            places.quad(&quad.unwrap(), &cursor);
        }
        let lines: Vec<_> = places.lines().collect();
        let numbers: Vec<_> = lines
            .iter()
            .map(|line| line.as_ref().map(|line| line.number))
            .collect();
        assert_eq!(numbers, [Some(3), Some(5), Some(3), Some(6), None]);
        assert_eq!(lines[0].as_ref().unwrap().text, "x:a x:p 1 ;");
    }
}
