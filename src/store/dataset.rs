//! The read-only dataset: terms as numbers, quads in three sorted orders a graph.

use crate::graph::{Chapter, QuadSink, SinkError};
use indexmap::IndexSet;
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNodeRef, Quad, QuadRef, Term};
use rustc_hash::FxBuildHasher;

/// The number of a term, in the order in which terms were first seen.
pub(super) type Id = u32;

/// Terms and their numbers.
pub(super) type Terms = IndexSet<Term, FxBuildHasher>;

/// Which place of a triple stands first, second and third in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    SubjectPredicateObject,
    PredicateObjectSubject,
    ObjectSubjectPredicate,
}

impl Order {
    /// A triple's numbers as this order sorts them.
    pub(super) fn arrange(self, [s, p, o]: [Id; 3]) -> [Id; 3] {
        match self {
            Self::SubjectPredicateObject => [s, p, o],
            Self::PredicateObjectSubject => [p, o, s],
            Self::ObjectSubjectPredicate => [o, s, p],
        }
    }

    /// The triple that was arranged.
    pub(super) fn restore(self, [a, b, c]: [Id; 3]) -> [Id; 3] {
        match self {
            Self::SubjectPredicateObject => [a, b, c],
            Self::PredicateObjectSubject => [c, a, b],
            Self::ObjectSubjectPredicate => [b, c, a],
        }
    }
}

/// The triples of one graph, sorted three ways, so that every pattern is a range of one of them.
#[derive(Debug, Default)]
pub(super) struct Triples {
    spo: Vec<[Id; 3]>,
    pos: Vec<[Id; 3]>,
    osp: Vec<[Id; 3]>,
}

impl Triples {
    /// Sorts the triples, each kept once.
    pub(super) fn new(mut spo: Vec<[Id; 3]>) -> Self {
        spo.sort_unstable();
        spo.dedup();
        spo.shrink_to_fit();
        let arranged = |order: Order| {
            let mut rows: Vec<_> = spo.iter().map(|&triple| order.arrange(triple)).collect();
            rows.sort_unstable();
            rows
        };
        Self {
            pos: arranged(Order::PredicateObjectSubject),
            osp: arranged(Order::ObjectSubjectPredicate),
            spo,
        }
    }

    /// How many triples there are.
    pub(super) fn len(&self) -> usize {
        self.spo.len()
    }

    /// The rows that match a pattern, and the order in which they are arranged.
    pub(super) fn matching(
        &self,
        subject: Option<Id>,
        predicate: Option<Id>,
        object: Option<Id>,
    ) -> (Order, &[[Id; 3]]) {
        match (subject, predicate, object) {
            (Some(s), Some(p), Some(o)) => {
                (Order::SubjectPredicateObject, range(&self.spo, &[s, p, o]))
            }
            (Some(s), Some(p), None) => (Order::SubjectPredicateObject, range(&self.spo, &[s, p])),
            (Some(s), None, None) => (Order::SubjectPredicateObject, range(&self.spo, &[s])),
            (None, None, None) => (Order::SubjectPredicateObject, &self.spo),
            (None, Some(p), None) => (Order::PredicateObjectSubject, range(&self.pos, &[p])),
            (None, Some(p), Some(o)) => (Order::PredicateObjectSubject, range(&self.pos, &[p, o])),
            (None, None, Some(o)) => (Order::ObjectSubjectPredicate, range(&self.osp, &[o])),
            (Some(s), None, Some(o)) => (Order::ObjectSubjectPredicate, range(&self.osp, &[o, s])),
        }
    }
}

/// The rows of a sorted table that begin with these numbers.
fn range<'a>(rows: &'a [[Id; 3]], prefix: &[Id]) -> &'a [[Id; 3]] {
    let head = |row: &[Id; 3]| -> std::cmp::Ordering {
        row.iter()
            .zip(prefix)
            .map(|(a, b)| a.cmp(b))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    };
    let start = rows.partition_point(|row| head(row).is_lt());
    let rest = rows.get(start..).unwrap_or_default();
    // Ranges are mostly short: look ahead in growing steps instead of over all that is left.
    let mut step = 8;
    while rest.get(step).is_some_and(|row| head(row).is_eq()) {
        step *= 4;
    }
    let window = rest.get(..step.min(rest.len())).unwrap_or_default();
    let length = window.partition_point(|row| head(row).is_eq());
    rest.get(..length).unwrap_or_default()
}

/// A graph in memory that never changes: the default graph, and the named graphs by name.
#[derive(Debug, Default)]
pub struct Store {
    pub(super) terms: Terms,
    pub(super) default: Triples,
    /// In the order in which their names were first seen; a graph may be empty.
    pub(super) named: Vec<(Id, Triples)>,
    /// What was told, in its order, where that is remembered.
    pub(super) told: Vec<Told>,
}

/// One step of a telling.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    Chapter(Chapter),
    /// Graph, subject, predicate, object.
    Quad(Option<Id>, [Id; 3]),
}

impl Store {
    /// How many quads there are, the default graph and all named graphs together.
    pub fn len(&self) -> usize {
        self.default.len() + self.named.iter().map(|(_, t)| t.len()).sum::<usize>()
    }

    /// Whether there is no quad at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many triples the default graph has.
    pub fn default_graph_len(&self) -> usize {
        self.default.len()
    }

    /// How many different terms occur.
    pub fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The names of the named graphs and how many triples each has.
    pub fn named_graphs(&self) -> impl Iterator<Item = (&Term, usize)> {
        self.named
            .iter()
            .filter_map(|(id, triples)| Some((self.term(*id)?, triples.len())))
    }

    /// Whether anything is said with this term as subject, in any graph.
    pub fn describes(&self, subject: &Term) -> bool {
        self.id(subject).is_some_and(|id| {
            self.graphs()
                .any(|(_, triples)| !triples.matching(Some(id), None, None).1.is_empty())
        })
    }

    /// All quads, graph by graph, each graph in one fixed order.
    pub fn quads(&self) -> impl Iterator<Item = Quad> {
        self.matching(None, None, None)
    }

    /// Tells the graph again as it was told to a builder that remembers; else graph by graph.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn tell(&self, sink: &mut dyn QuadSink) -> Result<(), SinkError> {
        if self.told.is_empty() {
            return self.quads().try_for_each(|quad| sink.quad(quad.as_ref()));
        }
        for step in &self.told {
            match step {
                Told::Chapter(chapter) => sink.chapter(*chapter)?,
                Told::Quad(graph, triple) => {
                    if let Some(quad) = self.quad_ref(*triple, *graph) {
                        sink.quad(quad)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The quads of a pattern, in any graph; nothing for a term that does not occur.
    pub fn quads_for(
        &self,
        subject: Option<&Term>,
        predicate: Option<&NamedNode>,
        object: Option<&Term>,
    ) -> impl Iterator<Item = Quad> + use<'_> {
        let subject = subject.map(|term| self.id(term));
        let predicate = predicate.map(|term| self.id(&term.clone().into()));
        let object = object.map(|term| self.id(term));
        let absent = [subject, predicate, object].contains(&Some(None));
        (!absent)
            .then(|| self.matching(subject.flatten(), predicate.flatten(), object.flatten()))
            .into_iter()
            .flatten()
    }

    fn matching(
        &self,
        subject: Option<Id>,
        predicate: Option<Id>,
        object: Option<Id>,
    ) -> impl Iterator<Item = Quad> + use<'_> {
        self.graphs().flat_map(move |(graph, triples)| {
            let (order, rows) = triples.matching(subject, predicate, object);
            rows.iter()
                .filter_map(move |&row| self.quad(order.restore(row), graph))
        })
    }

    pub(super) fn graphs(&self) -> impl Iterator<Item = (Option<Id>, &Triples)> {
        std::iter::once((None, &self.default)).chain(self.named.iter().map(|(g, t)| (Some(*g), t)))
    }

    pub(super) fn graph(&self, name: Id) -> Option<&Triples> {
        self.named
            .iter()
            .find_map(|(graph, triples)| (*graph == name).then_some(triples))
    }

    pub(super) fn id(&self, term: &Term) -> Option<Id> {
        self.terms
            .get_index_of(term)
            .and_then(|index| Id::try_from(index).ok())
    }

    pub(super) fn term(&self, id: Id) -> Option<&Term> {
        self.terms.get_index(id as usize)
    }

    fn quad(&self, triple: [Id; 3], graph: Option<Id>) -> Option<Quad> {
        self.quad_ref(triple, graph).map(QuadRef::into_owned)
    }

    fn quad_ref(&self, [s, p, o]: [Id; 3], graph: Option<Id>) -> Option<QuadRef<'_>> {
        let subject: NamedOrBlankNodeRef<'_> = match self.term(s)? {
            Term::NamedNode(node) => node.into(),
            Term::BlankNode(node) => node.into(),
            Term::Literal(_) => return None,
        };
        let Term::NamedNode(predicate) = self.term(p)? else {
            return None;
        };
        let graph = match graph.map(|id| self.term(id)) {
            None => GraphNameRef::DefaultGraph,
            Some(Some(Term::NamedNode(node))) => node.into(),
            Some(Some(Term::BlankNode(node))) => node.into(),
            Some(_) => return None,
        };
        Some(QuadRef::new(subject, predicate, self.term(o)?, graph))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_finds_exactly_its_triples() {
        let all: Vec<[Id; 3]> = (0..6)
            .flat_map(|s| (0..4).flat_map(move |p| (0..5).map(move |o| [s, p, o])))
            .filter(|[s, p, o]| (s * 7 + p * 3 + o) % 4 != 0)
            .collect();
        let triples = Triples::new(all.iter().rev().chain(&all).copied().collect());
        assert_eq!(triples.len(), all.len());
        for s in [None, Some(0), Some(3), Some(9)] {
            for p in [None, Some(1), Some(3), Some(9)] {
                for o in [None, Some(0), Some(4), Some(9)] {
                    let (order, rows) = triples.matching(s, p, o);
                    let mut found: Vec<_> = rows.iter().map(|&row| order.restore(row)).collect();
                    found.sort_unstable();
                    let wanted: Vec<_> = all
                        .iter()
                        .copied()
                        .filter(|[a, b, c]| {
                            s.is_none_or(|s| s == *a)
                                && p.is_none_or(|p| p == *b)
                                && o.is_none_or(|o| o == *c)
                        })
                        .collect();
                    assert_eq!(found, wanted, "{s:?} {p:?} {o:?}");
                }
            }
        }
    }
}
