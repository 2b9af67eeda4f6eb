//! JSON-LD for builders: one tree a thing, with keys that the framework's authors know.
//!
//! The keys, and what each means, stand in `ontology/context.jsonld`; the writer reads them there,
//! so that a key is added or renamed in that file and nowhere else. What has no key is written
//! under its IRI: nothing is lost.

mod context;
mod print;
mod tree;

#[cfg(test)]
mod tests;

use super::description::{Description, Gatherer};
use super::{WriteSettings, Writer};
use crate::graph::{QuadSink, SinkError};
use context::Context;
use oxigraph::model::{GraphName, NamedOrBlankNode, QuadRef};
use print::Json;
use std::io::Write;

pub use context::context_document;

/// Writes a tree as soon as the next thing is told; holds that thing and its parts.
pub(super) struct JsonLdWriter<W> {
    out: W,
    context: Context,
    context_url: Option<String>,
    gatherer: Gatherer,
    /// A thing, and the parts that were told after it.
    things: Vec<Description>,
    open_graph: GraphName,
    state: State,
}

/// What stands before the next node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    Bracket,
    Node,
}

impl<W: Write> JsonLdWriter<W> {
    pub(super) fn new(out: W, settings: &WriteSettings) -> Self {
        Self {
            out,
            context: Context::embedded(&settings.base),
            context_url: settings.context_url.clone(),
            gatherer: Gatherer::default(),
            things: Vec::new(),
            open_graph: GraphName::DefaultGraph,
            state: State::Nothing,
        }
    }

    /// Takes a whole description; writes the tree before it, unless this is a part of that.
    fn add(&mut self, description: Description) -> Result<(), SinkError> {
        if !self
            .things
            .first()
            .is_some_and(|thing| is_part(&description, thing))
        {
            self.write_things()?;
        }
        self.things.push(description);
        Ok(())
    }

    fn write_things(&mut self) -> Result<(), SinkError> {
        let Some(graph) = self.things.first().map(|thing| thing.graph.clone()) else {
            return Ok(());
        };
        self.enter(&graph)?;
        let depth = if graph == GraphName::DefaultGraph {
            2
        } else {
            4
        };
        for node in tree::trees(&self.context, &std::mem::take(&mut self.things))? {
            let mut text = String::from(if self.state == State::Node {
                ",\n"
            } else {
                "\n"
            });
            node.print(&mut text, depth);
            self.out.write_all(text.as_bytes())?;
            self.state = State::Node;
        }
        Ok(())
    }

    /// Makes `graph` the one whose nodes follow.
    fn enter(&mut self, graph: &GraphName) -> Result<(), SinkError> {
        if self.state == State::Nothing {
            self.begin()?;
        }
        if self.open_graph == *graph {
            return Ok(());
        }
        self.leave()?;
        self.open_graph = graph.clone();
        let name = match graph {
            GraphName::DefaultGraph => return Ok(()),
            GraphName::NamedNode(node) => self.context.iri(node.as_str())?,
            GraphName::BlankNode(node) => format!("_:{}", node.as_str()),
        };
        let comma = if self.state == State::Node { "," } else { "" };
        let mut text = format!("{comma}\n    {{\n      \"id\": ");
        Json::String(name).print(&mut text, 0);
        text.push_str(",\n      \"@graph\": [");
        self.out
            .write_all(text.trim_start_matches(' ').as_bytes())?;
        self.state = State::Bracket;
        Ok(())
    }

    /// Closes a named graph.
    fn leave(&mut self) -> Result<(), SinkError> {
        if self.open_graph != GraphName::DefaultGraph {
            self.out.write_all(b"\n      ]\n    }")?;
            self.state = State::Node;
            self.open_graph = GraphName::DefaultGraph;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), SinkError> {
        let context = match &self.context_url {
            Some(url) => serde_json::Value::String(url.clone()).to_string(),
            None => self.context.text().to_owned(),
        };
        write!(self.out, "{{\n  \"@context\": {context},\n  \"@graph\": [")?;
        self.state = State::Bracket;
        Ok(())
    }
}

/// Whether a description is of a part of a thing: of the thing's IRI, `#` and a name, in the same
/// graph (modelling §1).
fn is_part(description: &Description, thing: &Description) -> bool {
    let (NamedOrBlankNode::NamedNode(part), NamedOrBlankNode::NamedNode(whole)) =
        (&description.subject, &thing.subject)
    else {
        return false;
    };
    description.graph == thing.graph
        && part
            .as_str()
            .strip_prefix(whole.as_str())
            .is_some_and(|rest| rest.starts_with('#'))
}

impl<W: Write> QuadSink for JsonLdWriter<W> {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        match self.gatherer.take(quad) {
            Some(description) => self.add(description),
            None => Ok(()),
        }
    }
}

impl<W: Write> Writer for JsonLdWriter<W> {
    fn finish(mut self: Box<Self>) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.end() {
            self.add(description)?;
        }
        self.write_things()?;
        if self.state == State::Nothing {
            self.begin()?;
        }
        self.leave()?;
        let end = if self.state == State::Node {
            "\n  ]\n}\n"
        } else {
            "]\n}\n"
        };
        self.out.write_all(end.as_bytes())?;
        self.out.flush()?;
        Ok(())
    }
}
