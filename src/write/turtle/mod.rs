//! Turtle and TriG for readers: a block a thing, a line a property, a heading a chapter.
//!
//! Why it is ours and not a library's: docs/adr/, "A Turtle writer of our own".

mod block;
mod literal;

#[cfg(test)]
mod tests;

use super::chapters::heading;
use super::description::{Description, Gatherer};
use super::names::Names;
use super::spool::Spool;
use super::{Carries, Writer};
use crate::graph::{Chapter, QuadSink, SinkError};
use block::Block;
use oxigraph::model::{GraphName, QuadRef};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes a block as soon as the next subject is told; holds that block and the prefixes used.
pub(super) struct TurtleWriter<W> {
    out: W,
    carries: Carries,
    names: Names,
    gatherer: Gatherer,
    chapter: Option<Chapter>,
    /// Whether the chapter's heading still has to be written, above the first thing of it.
    heading_due: bool,
    open_graph: GraphName,
    prefixes: BTreeMap<String, String>,
    body: Spool,
}

impl<W: Write> TurtleWriter<W> {
    /// TriG where it carries the dataset, else Turtle.
    pub(super) fn new(out: W, carries: Carries, names: Names) -> Self {
        Self {
            out,
            carries,
            names,
            gatherer: Gatherer::default(),
            chapter: None,
            heading_due: false,
            open_graph: GraphName::DefaultGraph,
            prefixes: BTreeMap::new(),
            body: Spool::new(),
        }
    }

    fn write(&mut self, description: &Description) -> Result<(), SinkError> {
        let mut block = Block::new(&self.names, &mut self.prefixes);
        let heading = self
            .chapter
            .filter(|_| std::mem::take(&mut self.heading_due))
            .map(heading);
        if description.graph == self.open_graph {
            block.enter(&self.open_graph);
            block.heading(heading);
        } else {
            block.close_graph(&self.open_graph);
            block.heading(heading);
            block.open_graph(&description.graph)?;
            self.open_graph = description.graph.clone();
        }
        block.describe(description)?;
        self.body.push(&block.into_text())?;
        Ok(())
    }
}

impl<W: Write> QuadSink for TurtleWriter<W> {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.end() {
            self.write(&description)?;
        }
        if self.chapter != Some(chapter) {
            self.chapter = Some(chapter);
            self.heading_due = true;
        }
        Ok(())
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        if self.carries == Carries::DefaultGraph && !quad.graph_name.is_default_graph() {
            return Ok(());
        }
        if let Some(description) = self.gatherer.take(quad) {
            self.write(&description)?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for TurtleWriter<W> {
    fn finish(mut self: Box<Self>) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.end() {
            self.write(&description)?;
        }
        if self.open_graph != GraphName::DefaultGraph {
            self.body.push("}\n")?;
        }
        for (prefix, namespace) in &self.prefixes {
            writeln!(self.out, "@prefix {prefix}: <{namespace}> .")?;
        }
        self.body.pour(&mut self.out)?;
        self.out.flush()?;
        Ok(())
    }
}
