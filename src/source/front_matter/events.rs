//! YAML of any form, as the events of a parser that knows where each begins.

use super::{FrontMatter, MAX_DEPTH, MAX_NODES, Node, Place, SyntaxError, Value};
use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};
use std::collections::HashMap;

/// Reads YAML whose first line is preceded by so many lines of the file.
pub(super) fn read(yaml: &str, lines_before: u32) -> FrontMatter {
    let mut builder = Builder::default();
    let mut parser = Parser::new(StrInput::new(yaml));
    loop {
        match parser.next_event() {
            None => break,
            Some(Err(error)) => {
                // The parser looks ahead, and has a bound on nesting of its own.
                let message = if error.info().contains("recursion limit") {
                    format!("more than {MAX_DEPTH} levels of nesting")
                } else {
                    error.info().to_owned()
                };
                builder.fail(place(error.marker(), lines_before), message);
                break;
            }
            Some(Ok((event, span))) => {
                let place = place(&span.start, lines_before);
                // Of what goes on on later lines, up to the end of the first at most.
                let width = if span.start.line() == span.end.line() {
                    span.end.col().saturating_sub(span.start.col())
                } else {
                    usize::MAX
                };
                builder.take(event, place, u32::try_from(width).unwrap_or(u32::MAX));
                if builder.error.is_some() {
                    break;
                }
            }
        }
    }
    builder.finish()
}

fn place(marker: &saphyr_parser::Marker, lines_before: u32) -> Place {
    Place {
        line: u32::try_from(marker.line()).unwrap_or(u32::MAX - lines_before) + lines_before,
        column: u32::try_from(marker.col()).unwrap_or(u32::MAX - 1) + 1,
    }
}

/// A list or map that is being read, with the anchor it was given.
#[derive(Debug)]
struct Open {
    place: Place,
    anchor: usize,
    items: Vec<Node>,
    mapping: bool,
}

#[derive(Debug, Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    error: Option<SyntaxError>,
}

impl Builder {
    fn fail(&mut self, place: Place, message: impl Into<String>) {
        self.error.get_or_insert(SyntaxError {
            place,
            message: message.into(),
        });
    }

    fn take(&mut self, event: Event<'_>, place: Place, width: u32) {
        match event {
            Event::Scalar(text, style, anchor, _tag) => {
                let plain = style == ScalarStyle::Plain;
                self.add(
                    Node {
                        place,
                        width,
                        value: Value::Scalar {
                            text: text.into_owned(),
                            plain,
                        },
                    },
                    anchor,
                    1,
                );
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some((mut node, size)) => {
                    node.place = place;
                    node.width = width;
                    self.add(node, 0, size);
                }
                None => self.fail(place, "an alias stands before its anchor"),
            },
            Event::SequenceStart(anchor, _tag) => self.start(place, anchor, false),
            Event::MappingStart(anchor, _tag) => self.start(place, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let anchor = open.anchor;
                    let node = close(open);
                    let size = if anchor > 0 { size_of(&node) } else { 0 };
                    // Its parts were counted when they were read.
                    self.nodes = self.nodes.saturating_sub(size);
                    self.add(node, anchor, size);
                }
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                self.fail(place, "a second document begins in the front matter");
            }
            _ => {}
        }
    }

    fn start(&mut self, place: Place, anchor: usize, mapping: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.fail(place, format!("more than {MAX_DEPTH} levels of nesting"));
            return;
        }
        self.open.push(Open {
            place,
            anchor,
            items: Vec::new(),
            mapping,
        });
    }

    fn add(&mut self, node: Node, anchor: usize, size: usize) {
        self.nodes += size;
        if self.nodes > MAX_NODES {
            self.fail(node.place, format!("more than {MAX_NODES} values"));
            return;
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            Some(open) => open.items.push(node),
            None => self.root = Some(node),
        }
    }

    fn finish(mut self) -> FrontMatter {
        if self.error.is_some() {
            // What was complete before the error is kept: close what is open, from the inside out,
            // without the last, half-read value.
            while let Some(mut open) = self.open.pop() {
                if open.mapping && open.items.len() % 2 == 1 {
                    open.items.pop();
                }
                let node = close(open);
                match self.open.last_mut() {
                    Some(parent) => parent.items.push(node),
                    None => self.root = Some(node),
                }
            }
        }
        match self.root.take() {
            Some(Node {
                value: Value::Mapping(pairs),
                ..
            }) => FrontMatter {
                pairs,
                error: self.error,
            },
            Some(node) if !node.is_empty() => {
                self.fail(node.place, "the front matter is no list of keys and values");
                FrontMatter {
                    pairs: Vec::new(),
                    error: self.error,
                }
            }
            _ => FrontMatter {
                pairs: Vec::new(),
                error: self.error,
            },
        }
    }
}

fn close(open: Open) -> Node {
    let value = if open.mapping {
        let mut pairs = Vec::with_capacity(open.items.len() / 2);
        let mut items = open.items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            pairs.push((key, value));
        }
        Value::Mapping(pairs)
    } else {
        Value::Sequence(open.items)
    };
    Node {
        place: open.place,
        width: 0,
        value,
    }
}

fn size_of(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::Sequence(items) => items.iter().map(size_of).sum(),
        Value::Mapping(pairs) => pairs
            .iter()
            .map(|(key, value)| size_of(key) + size_of(value))
            .sum(),
    }
}
