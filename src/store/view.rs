//! The dataset as the evaluator wants to see it.

use super::dataset::{Id, Order, Store, Triples};
use oxigraph::model::Term;
use spareval::{InternalQuad, QueryableDataset};
use std::convert::Infallible;
use std::rc::Rc;

/// A term during evaluation: one of the store's, or one that the query itself made.
///
/// A term of the store is always `Known`, so that comparing numbers is comparing terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoded {
    Known(Id),
    Made(Rc<Term>),
}

/// A store, seen by one query.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a>(pub(super) &'a Store);

/// A term of a pattern occurs nowhere in the store: nothing can match.
struct Nowhere;

/// One place of a pattern: free, or a term of the store.
fn place(term: Option<&Encoded>) -> Result<Option<Id>, Nowhere> {
    match term {
        None => Ok(None),
        Some(Encoded::Known(id)) => Ok(Some(*id)),
        Some(Encoded::Made(_)) => Err(Nowhere),
    }
}

/// The graphs that a pattern looks at.
enum Graphs<'a> {
    None,
    One(Option<Id>, &'a Triples),
    AllNamed(&'a [(Id, Triples)]),
}

struct Quads<'a> {
    graphs: Graphs<'a>,
    pattern: [Option<Id>; 3],
    graph: Option<Id>,
    order: Order,
    rows: std::slice::Iter<'a, [Id; 3]>,
}

impl<'a> Quads<'a> {
    fn next_graph(&mut self) -> Option<()> {
        let (graph, triples): (Option<Id>, &'a Triples) =
            match std::mem::replace(&mut self.graphs, Graphs::None) {
                Graphs::None => return None,
                Graphs::One(name, triples) => (name, triples),
                Graphs::AllNamed(all) => {
                    let ((name, triples), rest) = all.split_first()?;
                    self.graphs = Graphs::AllNamed(rest);
                    (Some(*name), triples)
                }
            };
        let [s, p, o] = self.pattern;
        let (order, rows) = triples.matching(s, p, o);
        (self.graph, self.order, self.rows) = (graph, order, rows.iter());
        Some(())
    }
}

impl Iterator for Quads<'_> {
    type Item = Result<InternalQuad<Encoded>, Infallible>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(&row) = self.rows.next() {
                let [subject, predicate, object] = self.order.restore(row).map(Encoded::Known);
                return Some(Ok(InternalQuad {
                    subject,
                    predicate,
                    object,
                    graph_name: self.graph.map(Encoded::Known),
                }));
            }
            self.next_graph()?;
        }
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Encoded;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Encoded>,
        predicate: Option<&Encoded>,
        object: Option<&Encoded>,
        graph_name: Option<Option<&Encoded>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Encoded>, Infallible>> + use<'a> {
        let pattern = match (place(subject), place(predicate), place(object)) {
            (Ok(s), Ok(p), Ok(o)) => Some([s, p, o]),
            _ => None,
        };
        let graphs = match (pattern, graph_name) {
            (None, _) | (_, Some(Some(Encoded::Made(_)))) => Graphs::None,
            (_, None) => Graphs::AllNamed(&self.0.named),
            (_, Some(None)) => Graphs::One(None, &self.0.default),
            (_, Some(Some(Encoded::Known(name)))) => self
                .0
                .graph(*name)
                .map_or(Graphs::None, |triples| Graphs::One(Some(*name), triples)),
        };
        Quads {
            graphs,
            pattern: pattern.unwrap_or_default(),
            graph: None,
            order: Order::SubjectPredicateObject,
            rows: [].iter(),
        }
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Encoded, Infallible>> + use<'a> {
        self.0
            .named
            .iter()
            .map(|(name, _)| Ok(Encoded::Known(*name)))
    }

    fn contains_internal_graph_name(&self, graph_name: &Encoded) -> Result<bool, Infallible> {
        Ok(match graph_name {
            Encoded::Known(name) => self.0.graph(*name).is_some(),
            Encoded::Made(_) => false,
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Encoded, Infallible> {
        Ok(match self.0.id(&term) {
            Some(id) => Encoded::Known(id),
            None => Encoded::Made(Rc::new(term)),
        })
    }

    fn externalize_term(&self, term: Encoded) -> Result<Term, Infallible> {
        Ok(match term {
            // Every number comes from this store; an empty blank-node-like answer is unreachable,
            // and a plain literal is the harmless one.
            Encoded::Known(id) => self
                .0
                .term(id)
                .cloned()
                .unwrap_or_else(|| oxigraph::model::Literal::from("").into()),
            Encoded::Made(term) => Rc::unwrap_or_clone(term),
        })
    }
}
