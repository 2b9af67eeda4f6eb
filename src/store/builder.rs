//! Fills a store.

use super::dataset::{Id, Store, Terms, Told, Triples};
use crate::graph::{Chapter, QuadSink, SinkError};
use indexmap::IndexMap;
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, Term, TermRef};
use rustc_hash::FxBuildHasher;

/// Takes quads in any order and makes a [`Store`] of them.
///
/// Quads of one subject mostly come together, as [`QuadSink`] promises: the last subject,
/// predicate and graph are remembered, so that their terms are looked up once.
#[derive(Debug, Default)]
pub struct StoreBuilder {
    pub(super) terms: Terms,
    pub(super) default: Vec<[Id; 3]>,
    /// By their names, in the order in which these were first seen.
    pub(super) named: IndexMap<Id, Vec<[Id; 3]>, FxBuildHasher>,
    last_subject: Option<Id>,
    last_predicate: Option<Id>,
    last_graph: Option<(Id, usize)>,
    pub(super) told: Option<Vec<Told>>,
}

impl StoreBuilder {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty one that remembers in which order it was told, for [`Store::tell`].
    pub fn remembering() -> Self {
        Self {
            told: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// How many quads came in so far, those that came twice counted twice.
    pub fn len(&self) -> usize {
        self.default.len() + self.named.values().map(Vec::len).sum::<usize>()
    }

    /// Whether no quad came in so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes one quad.
    ///
    /// # Errors
    /// [`SinkError::Store`] beyond 2³² different terms.
    pub fn insert(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        let subject = self.remembered(self.last_subject, quad.subject.into())?;
        let predicate = self.remembered(self.last_predicate, quad.predicate.into())?;
        let object = self.number(quad.object)?;
        self.last_subject = Some(subject);
        self.last_predicate = Some(predicate);
        let triple = [subject, predicate, object];
        let graph = match quad.graph_name {
            GraphNameRef::DefaultGraph => {
                self.default.push(triple);
                None
            }
            GraphNameRef::NamedNode(name) => Some(self.push_named(name.into(), triple)?),
            GraphNameRef::BlankNode(name) => Some(self.push_named(name.into(), triple)?),
        };
        if let Some(told) = &mut self.told {
            told.push(Told::Quad(graph, triple));
        }
        Ok(())
    }

    /// Makes a named graph known that may stay empty.
    ///
    /// # Errors
    /// As [`insert`](Self::insert).
    pub fn name_graph(&mut self, name: NamedOrBlankNodeRef<'_>) -> Result<(), SinkError> {
        self.graph_index(name.into()).map(|_| ())
    }

    /// Sorts what came in.
    pub fn finish(self) -> Store {
        Store {
            told: self.told.unwrap_or_default(),
            terms: self.terms,
            default: Triples::new(self.default),
            named: self
                .named
                .into_iter()
                .map(|(name, rows)| (name, Triples::new(rows)))
                .collect(),
        }
    }

    fn push_named(&mut self, name: TermRef<'_>, triple: [Id; 3]) -> Result<Id, SinkError> {
        let index = self.graph_index(name)?;
        match self.named.get_index_mut(index) {
            Some((id, rows)) => {
                rows.push(triple);
                Ok(*id)
            }
            None => Err(SinkError::Store("a graph has no place".into())),
        }
    }

    fn graph_index(&mut self, name: TermRef<'_>) -> Result<usize, SinkError> {
        let id = self.remembered(self.last_graph.map(|(id, _)| id), name)?;
        if let Some((last, index)) = self.last_graph
            && last == id
        {
            return Ok(index);
        }
        let entry = self.named.entry(id);
        let index = entry.index();
        entry.or_default();
        self.last_graph = Some((id, index));
        Ok(index)
    }

    fn remembered(&mut self, last: Option<Id>, term: TermRef<'_>) -> Result<Id, SinkError> {
        if let Some(id) = last
            && self
                .terms
                .get_index(id as usize)
                .is_some_and(|known| known.as_ref() == term)
        {
            return Ok(id);
        }
        self.number(term)
    }

    fn number(&mut self, term: TermRef<'_>) -> Result<Id, SinkError> {
        let (index, _) = self.terms.insert_full(Term::from(term));
        Id::try_from(index).map_err(|_| SinkError::Store("too many different terms".into()))
    }
}

impl QuadSink for StoreBuilder {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        if let Some(told) = &mut self.told {
            told.push(Told::Chapter(chapter));
        }
        Ok(())
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.insert(quad)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use oxigraph::model::{LiteralRef, NamedNodeRef, QuadRef};

    #[test]
    fn a_quad_told_twice_is_there_once_and_its_literal_as_written() {
        let s = NamedNodeRef::new("urn:x:s").unwrap();
        let p = NamedNodeRef::new("urn:x:p").unwrap();
        let decimal = NamedNodeRef::new("http://www.w3.org/2001/XMLSchema#decimal").unwrap();
        let value = LiteralRef::new_typed_literal("3.10", decimal);
        let mut builder = StoreBuilder::new();
        for graph in [GraphNameRef::DefaultGraph, s.into(), s.into()] {
            builder.quad(QuadRef::new(s, p, value, graph)).unwrap();
        }
        builder.name_graph(p.into()).unwrap();
        let store = builder.finish();
        assert_eq!((store.len(), store.default_graph_len()), (2, 1));
        let graphs: Vec<_> = store.named_graphs().map(|(_, count)| count).collect();
        assert_eq!(graphs, [1, 0]);
        let quad = store.quads().next().unwrap();
        assert_eq!(
            quad.object.to_string(),
            "\"3.10\"^^<http://www.w3.org/2001/XMLSchema#decimal>"
        );
    }
}
