//! What is told of one subject, gathered and put in the order in which a person would tell it.

use super::order::rank;
use crate::graph::vocabulary::KADER;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, QuadRef, Term};

/// All that one graph says of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    /// The graph it is said in.
    pub(super) graph: GraphName,
    /// Of whom.
    pub(super) subject: NamedOrBlankNode,
    /// Predicates in the order of [`super::order`], each once, with their objects as they were
    /// told; `rdf:type` first, never without an object.
    pub(super) properties: Vec<(NamedNode, Vec<Term>)>,
}

impl Description {
    fn new(quad: QuadRef<'_>) -> Self {
        Self {
            graph: quad.graph_name.into_owned(),
            subject: quad.subject.into_owned(),
            properties: Vec::new(),
        }
    }

    fn add(&mut self, quad: QuadRef<'_>) {
        let object = quad.object.into_owned();
        // Backwards: objects of one predicate mostly come together.
        let known = self
            .properties
            .iter_mut()
            .rev()
            .find(|(predicate, _)| predicate.as_ref() == quad.predicate);
        match known {
            Some((_, objects)) => objects.push(object),
            None => self
                .properties
                .push((quad.predicate.into_owned(), vec![object])),
        }
    }
}

/// Makes descriptions of quads that come subject by subject.
#[derive(Default)]
pub(super) struct Gatherer {
    current: Option<Description>,
}

impl Gatherer {
    /// Takes a quad; gives the description before it, where a new one begins.
    pub(super) fn take(&mut self, quad: QuadRef<'_>) -> Option<Description> {
        if let Some(current) = &mut self.current
            && current.subject.as_ref() == quad.subject
            && current.graph.as_ref() == quad.graph_name
        {
            current.add(quad);
            return None;
        }
        let before = self.end();
        let mut next = Description::new(quad);
        next.add(quad);
        self.current = Some(next);
        before
    }

    /// Gives the description that no more quads will come for.
    pub(super) fn end(&mut self) -> Option<Description> {
        let mut description = self.current.take()?;
        if let Some((_, classes)) = description
            .properties
            .iter_mut()
            .find(|(predicate, _)| predicate.as_ref() == rdf::TYPE)
        {
            // Our class says what a thing is; those of others come after it.
            classes.sort_by_key(|class| !matches!(class, Term::NamedNode(class) if class.as_str().starts_with(KADER)));
        }
        description
            .properties
            .sort_by(|(left, _), (right, _)| rank(left.as_str()).cmp(&rank(right.as_str())));
        Some(description)
    }
}
