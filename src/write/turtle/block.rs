//! One subject as a block of text.

use super::literal::push_literal;
use crate::graph::SinkError;
use crate::write::description::Description;
use crate::write::names::{Names, is_turtle_local};
use crate::write::term::check_iri;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// Lists of values that end before this column stay on one line.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// Text that grows, and the prefixes that it needs.
pub(super) struct Block<'a> {
    names: &'a Names,
    prefixes: &'a mut BTreeMap<String, String>,
    text: String,
    depth: usize,
}

impl<'a> Block<'a> {
    /// No text yet; prefixes are added to those given.
    pub(super) fn new(names: &'a Names, prefixes: &'a mut BTreeMap<String, String>) -> Self {
        Self {
            names,
            prefixes,
            text: String::new(),
            depth: 0,
        }
    }

    /// A heading, where there is one.
    pub(super) fn heading(&mut self, heading: Option<String>) {
        let Some(heading) = heading else { return };
        self.text.push('\n');
        self.indent(self.depth);
        self.text.push_str("# ---- ");
        self.text.push_str(&heading);
        self.text.push_str(" ----\n");
    }

    /// Goes on in a graph that was opened before.
    pub(super) fn enter(&mut self, graph: &GraphName) {
        self.depth = usize::from(*graph != GraphName::DefaultGraph);
    }

    /// Begins a graph; the default graph has no braces.
    pub(super) fn open_graph(&mut self, graph: &GraphName) -> Result<(), SinkError> {
        self.enter(graph);
        match graph {
            GraphName::DefaultGraph => return Ok(()),
            GraphName::NamedNode(node) => {
                self.text.push('\n');
                self.iri(node.as_ref())?;
            }
            GraphName::BlankNode(node) => {
                self.text.push('\n');
                self.label(node.as_str());
            }
        }
        self.text.push_str(" {\n");
        Ok(())
    }

    /// Ends a graph; the default graph has no braces.
    pub(super) fn close_graph(&mut self, graph: &GraphName) {
        if *graph != GraphName::DefaultGraph {
            self.text.push_str("}\n");
        }
    }

    /// The subject with all its properties.
    pub(super) fn describe(&mut self, description: &Description) -> Result<(), SinkError> {
        self.text.push('\n');
        self.indent(self.depth);
        match &description.subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_ref())?,
            NamedOrBlankNode::BlankNode(node) => self.label(node.as_str()),
        }
        for (place, (predicate, objects)) in description.properties.iter().enumerate() {
            self.text.push_str(if place == 0 { "\n" } else { " ;\n" });
            self.indent(self.depth + 1);
            let begin = self.text.len();
            if predicate.as_ref() == rdf::TYPE {
                self.text.push('a');
            } else {
                self.iri(predicate.as_ref())?;
            }
            self.objects(objects, begin)?;
        }
        self.text.push_str(" .\n");
        Ok(())
    }

    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Objects behind their predicate, which begins at `begin`: on its line where they all fit,
    /// else each on a line of its own, so that a change of one is a change of one line.
    fn objects(&mut self, objects: &[Term], begin: usize) -> Result<(), SinkError> {
        if let [object] = objects {
            self.text.push(' ');
            return self.object(object);
        }
        let end_of_predicate = self.text.len();
        for (place, object) in objects.iter().enumerate() {
            self.text.push_str(if place == 0 { " " } else { ", " });
            self.object(object)?;
        }
        let line = self.text.get(begin..).unwrap_or_default();
        if !line.contains('\n') && line.chars().count() + INDENT.len() < WIDTH {
            return Ok(());
        }
        self.text.truncate(end_of_predicate);
        for (place, object) in objects.iter().enumerate() {
            self.text.push_str(if place == 0 { "\n" } else { " ,\n" });
            self.indent(self.depth + 2);
            self.object(object)?;
        }
        Ok(())
    }

    fn object(&mut self, object: &Term) -> Result<(), SinkError> {
        match object {
            Term::NamedNode(node) => self.iri(node.as_ref()),
            Term::BlankNode(node) => {
                self.label(node.as_str());
                Ok(())
            }
            Term::Literal(literal) => {
                if push_literal(&mut self.text, literal.as_ref()) {
                    self.text.push_str("^^");
                    self.iri(literal.datatype())?;
                }
                Ok(())
            }
        }
    }

    fn iri(&mut self, iri: NamedNodeRef<'_>) -> Result<(), SinkError> {
        let iri = iri.as_str();
        match self.names.shorten(iri) {
            Some(name) if is_turtle_local(name.local) => {
                if !self.prefixes.contains_key(name.prefix.as_ref()) {
                    self.prefixes
                        .insert(name.prefix.to_string(), name.namespace.to_owned());
                }
                self.text.push_str(&name.prefix);
                self.text.push(':');
                self.text.push_str(name.local);
            }
            _ => {
                check_iri(iri)?;
                self.text.push('<');
                self.text.push_str(iri);
                self.text.push('>');
            }
        }
        Ok(())
    }

    fn label(&mut self, label: &str) {
        self.text.push_str("_:");
        self.text.push_str(label);
    }

    fn indent(&mut self, depth: usize) {
        for _ in 0..depth {
            self.text.push_str(INDENT);
        }
    }
}
