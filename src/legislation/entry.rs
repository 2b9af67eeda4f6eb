//! Entries of the register as they are written: YAML into typed fields, each text with its line.
//!
//! Read from the parser's events, since the register stands at the start of every run: this takes
//! a quarter of the time of a deserializer, and every error knows its line.

use super::act::Numbering;
use super::number::Kind;
use super::register::RegisterError;
use saphyr_parser::{Event, Parser, Span};

/// A text, and the line it stands on, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A text in Dutch and in English.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) nl: Option<String>,
    pub(super) en: Option<String>,
}

/// An act as it is written.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) code: Text,
    pub(super) kind: Kind,
    pub(super) celex: Option<Text>,
    pub(super) eli: Option<Text>,
    pub(super) bwb: Option<Text>,
    pub(super) short: Words,
    pub(super) title: Option<Words>,
    pub(super) aliases_nl: Vec<Text>,
    pub(super) aliases_en: Vec<Text>,
    /// Aliases that hold only exactly as written.
    pub(super) exact: Vec<Text>,
    pub(super) numbering: Option<Numbering>,
    pub(super) context_of: Vec<Text>,
    pub(super) implements: Option<Text>,
    pub(super) definitions: Vec<Text>,
    pub(super) bare_sections: Option<Text>,
    pub(super) book: Option<Text>,
    pub(super) books: Vec<Text>,
    pub(super) consolidated: Option<Text>,
    pub(super) in_force: Option<Text>,
    pub(super) addresses: Vec<Text>,
    pub(super) stands_alone: Vec<Text>,
    pub(super) page: Option<Text>,
    pub(super) source: Option<Text>,
}

impl Entry {
    /// Every alias, the Dutch ones first.
    pub(super) fn aliases(&self) -> impl Iterator<Item = &Text> {
        self.aliases_nl.iter().chain(&self.aliases_en)
    }
}

/// The entries of a file.
pub(super) fn entries(file: &str, text: &str) -> Result<Vec<Entry>, RegisterError> {
    let nodes = Nodes {
        file,
        parser: Parser::new_from_str(text),
    };
    let root = nodes.root()?;
    let items = root.list(file)?;
    items.into_iter().map(|item| entry(file, item)).collect()
}

fn fault(file: &str, line: usize, message: impl Into<String>) -> RegisterError {
    RegisterError::Entry {
        file: file.to_owned(),
        line,
        message: message.into(),
    }
}

fn entry(file: &str, node: Node) -> Result<Entry, RegisterError> {
    let line = node.line;
    let mut fields = Fields {
        file,
        line,
        pairs: node.map(file)?,
    };
    let (aliases_nl, aliases_en) = match fields.take("aliases") {
        Some(node) => {
            let mut aliases = Fields {
                file,
                line: node.line,
                pairs: node.map(file)?,
            };
            let lists = (aliases.texts("nl")?, aliases.texts("en")?);
            aliases.nothing_left()?;
            lists
        }
        None => Default::default(),
    };
    let kind = fields.required("kind")?;
    let numbering = fields.text("numbering")?;
    let entry = Entry {
        code: fields.required("code")?,
        kind: Kind::from_name(&kind.text)
            .ok_or_else(|| fault(file, kind.line, format!("there is no kind {}", kind.text)))?,
        celex: fields.text("celex")?,
        eli: fields.text("eli")?,
        bwb: fields.text("bwb")?,
        short: fields
            .words("short")?
            .ok_or_else(|| fault(file, line, "the act has no short name"))?,
        title: fields.words("title")?,
        aliases_nl,
        aliases_en,
        exact: fields.texts("exact")?,
        numbering: numbering
            .map(|found| {
                Numbering::from_name(&found.text).ok_or_else(|| {
                    fault(
                        file,
                        found.line,
                        format!("there is no numbering {}", found.text),
                    )
                })
            })
            .transpose()?,
        context_of: fields.texts("context_of")?,
        implements: fields.text("implements")?,
        definitions: fields.texts("definitions")?,
        bare_sections: fields.text("bare_sections")?,
        book: fields.text("book")?,
        books: fields.texts("books")?,
        consolidated: fields.text("consolidated")?,
        in_force: fields.text("in_force")?,
        addresses: fields.texts("addresses")?,
        stands_alone: fields.texts("stands_alone")?,
        page: fields.text("page")?,
        source: fields.text("source")?,
    };
    fields.nothing_left()?;
    Ok(entry)
}

/// The pairs of a mapping, of which each is taken once.
struct Fields<'f> {
    file: &'f str,
    line: usize,
    pairs: Vec<(Text, Node)>,
}

impl Fields<'_> {
    fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.pairs.iter().position(|(name, _)| name.text == key)?;
        Some(self.pairs.swap_remove(at).1)
    }

    fn text(&mut self, key: &str) -> Result<Option<Text>, RegisterError> {
        self.take(key)
            .map(|node| node.scalar(self.file))
            .transpose()
    }

    fn required(&mut self, key: &str) -> Result<Text, RegisterError> {
        self.text(key)?
            .ok_or_else(|| fault(self.file, self.line, format!("the act has no {key}")))
    }

    fn texts(&mut self, key: &str) -> Result<Vec<Text>, RegisterError> {
        let Some(node) = self.take(key) else {
            return Ok(Vec::new());
        };
        let items = node.list(self.file)?;
        items
            .into_iter()
            .map(|item| item.scalar(self.file))
            .collect()
    }

    fn words(&mut self, key: &str) -> Result<Option<Words>, RegisterError> {
        let Some(node) = self.take(key) else {
            return Ok(None);
        };
        let mut fields = Fields {
            file: self.file,
            line: node.line,
            pairs: node.map(self.file)?,
        };
        let words = Words {
            nl: fields.text("nl")?.map(|found| found.text),
            en: fields.text("en")?.map(|found| found.text),
        };
        fields.nothing_left()?;
        Ok(Some(words))
    }

    /// A key that nobody took is unknown, or stands twice.
    fn nothing_left(&self) -> Result<(), RegisterError> {
        match self.pairs.first() {
            None => Ok(()),
            Some((key, _)) => Err(fault(
                self.file,
                key.line,
                format!("the key {} is unknown or stands twice", key.text),
            )),
        }
    }
}

/// A value with its line.
struct Node {
    line: usize,
    value: Value,
}

enum Value {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Text, Node)>),
}

impl Node {
    fn scalar(self, file: &str) -> Result<Text, RegisterError> {
        match self.value {
            Value::Scalar(text) => Ok(Text {
                line: self.line,
                text,
            }),
            _ => Err(fault(file, self.line, "a text should stand here")),
        }
    }

    fn list(self, file: &str) -> Result<Vec<Node>, RegisterError> {
        match self.value {
            Value::List(items) => Ok(items),
            _ => Err(fault(file, self.line, "a list should stand here")),
        }
    }

    fn map(self, file: &str) -> Result<Vec<(Text, Node)>, RegisterError> {
        match self.value {
            Value::Map(pairs) => Ok(pairs),
            _ => Err(fault(file, self.line, "keys and values should stand here")),
        }
    }
}

/// Nesting beyond this is no entry.
const DEEPEST: usize = 6;

struct Nodes<'f, 't> {
    file: &'f str,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
}

impl<'t> Nodes<'_, 't> {
    fn next(&mut self) -> Result<(Event<'t>, Span), RegisterError> {
        match self.parser.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(RegisterError::Syntax {
                file: self.file.to_owned(),
                message: error.to_string(),
            }),
            None => Err(RegisterError::Syntax {
                file: self.file.to_owned(),
                message: "it ends too early".to_owned(),
            }),
        }
    }

    fn root(mut self) -> Result<Node, RegisterError> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => {
                    return Ok(Node {
                        line: 1,
                        value: Value::List(Vec::new()),
                    });
                }
                event => return self.node(event, span, 0),
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, RegisterError> {
        let line = span.start.line();
        if depth > DEEPEST {
            return Err(fault(self.file, line, "this is nested too deep for an act"));
        }
        let value = match event {
            Event::Scalar(text, ..) => Value::Scalar(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
                Value::List(items)
            }
            Event::MappingStart(..) => {
                let mut pairs = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.node(event, span, depth + 1)?.scalar(self.file)?;
                    let (event, span) = self.next()?;
                    pairs.push((key, self.node(event, span, depth + 1)?));
                }
                Value::Map(pairs)
            }
            _ => return Err(fault(self.file, line, "this is no part of an act")),
        };
        Ok(Node { line, value })
    }
}
