//! The dataset as the evaluator wants to see it.

use super::dataset::{Id, Order, Store, Triples};
use oxigraph::model::{GraphName, NamedOrBlankNode, Term};
use oxigraph::sparql::QueryDataset;
use spareval::{InternalQuad, QueryableDataset};
use std::collections::HashSet;
use std::convert::Infallible;
use std::hash::Hash;
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
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    store: &'a Store,
    /// The graphs that together are the default graph, where a query names several.
    merged: Option<Merged<'a>>,
}

/// Graphs that are seen as one: a triple that several of them have is seen once (SPARQL 1.1 §13.2:
/// an RDF merge, which is a set).
type Merged<'a> = Rc<[&'a Triples]>;

impl<'a> View<'a> {
    /// The store as it is.
    pub(super) fn whole(store: &'a Store) -> Self {
        Self {
            store,
            merged: None,
        }
    }

    /// What a query is asked of; where its default graph is several graphs, these are merged here
    /// and the evaluator is told of one. Names that stand twice count once.
    pub(super) fn of(store: &'a Store, dataset: &mut QueryDataset) -> Self {
        let mut view = Self::whole(store);
        if let Some(names) = dataset.available_named_graphs().map(distinct) {
            dataset.set_available_named_graphs(names);
        }
        if let Some(names) = dataset.default_graph_graphs().map(distinct) {
            if names.len() > 1 {
                let graphs = names.iter().filter_map(|name| graph(store, name));
                view.merged = Some(graphs.collect());
                dataset.set_default_graph(vec![GraphName::DefaultGraph]);
            } else {
                dataset.set_default_graph(names);
            }
        }
        view
    }
}

/// Each name once, in its order.
fn distinct<T: Clone + Eq + Hash>(names: &[T]) -> Vec<T> {
    let mut seen = HashSet::new();
    let new = names.iter().filter(|name| seen.insert(*name));
    new.cloned().collect()
}

fn graph<'a>(store: &'a Store, name: &GraphName) -> Option<&'a Triples> {
    let name: Term = match name {
        GraphName::DefaultGraph => return Some(&store.default),
        GraphName::NamedNode(node) => NamedOrBlankNode::from(node.clone()).into(),
        GraphName::BlankNode(node) => NamedOrBlankNode::from(node.clone()).into(),
    };
    store.id(&name).and_then(|id| store.graph(id))
}

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
    /// From this one on; the ones before it were looked at.
    Merged(Merged<'a>, usize),
}

struct Quads<'a> {
    graphs: Graphs<'a>,
    pattern: [Option<Id>; 3],
    graph: Option<Id>,
    order: Order,
    rows: std::slice::Iter<'a, [Id; 3]>,
    /// The graphs of a merge, and how many of them came before the one that is looked at.
    before: Option<(Merged<'a>, usize)>,
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
                Graphs::Merged(all, at) => {
                    let triples = *all.get(at)?;
                    self.before = Some((Rc::clone(&all), at));
                    self.graphs = Graphs::Merged(all, at + 1);
                    (None, triples)
                }
            };
        let [s, p, o] = self.pattern;
        let (order, rows) = triples.matching(s, p, o);
        (self.graph, self.order, self.rows) = (graph, order, rows.iter());
        Some(())
    }

    /// Whether a graph before this one has the same triple.
    fn was_seen(&self, [s, p, o]: [Id; 3]) -> bool {
        let seen = |before: &[&Triples]| {
            before
                .iter()
                .any(|triples| !triples.matching(Some(s), Some(p), Some(o)).1.is_empty())
        };
        self.before
            .as_ref()
            .is_some_and(|(all, count)| all.get(..*count).is_some_and(seen))
    }
}

impl Iterator for Quads<'_> {
    type Item = Result<InternalQuad<Encoded>, Infallible>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(&row) = self.rows.next() {
                let triple = self.order.restore(row);
                if self.was_seen(triple) {
                    continue;
                }
                let [subject, predicate, object] = triple.map(Encoded::Known);
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
            (_, None) => Graphs::AllNamed(&self.store.named),
            (_, Some(None)) => match &self.merged {
                Some(merged) => Graphs::Merged(Rc::clone(merged), 0),
                None => Graphs::One(None, &self.store.default),
            },
            (_, Some(Some(Encoded::Known(name)))) => self
                .store
                .graph(*name)
                .map_or(Graphs::None, |triples| Graphs::One(Some(*name), triples)),
        };
        Quads {
            graphs,
            pattern: pattern.unwrap_or_default(),
            graph: None,
            order: Order::SubjectPredicateObject,
            rows: [].iter(),
            before: None,
        }
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Encoded, Infallible>> + use<'a> {
        self.store
            .named
            .iter()
            .map(|(name, _)| Ok(Encoded::Known(*name)))
    }

    fn contains_internal_graph_name(&self, graph_name: &Encoded) -> Result<bool, Infallible> {
        Ok(match graph_name {
            Encoded::Known(name) => self.store.graph(*name).is_some(),
            Encoded::Made(_) => false,
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Encoded, Infallible> {
        Ok(match self.store.id(&term) {
            Some(id) => Encoded::Known(id),
            None => Encoded::Made(Rc::new(term)),
        })
    }

    fn externalize_term(&self, term: Encoded) -> Result<Term, Infallible> {
        Ok(match term {
            // Every number comes from this store; an empty blank-node-like answer is unreachable,
            // and a plain literal is the harmless one.
            Encoded::Known(id) => self
                .store
                .term(id)
                .cloned()
                .unwrap_or_else(|| oxigraph::model::Literal::from("").into()),
            Encoded::Made(term) => Rc::unwrap_or_clone(term),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::store::{
        Formats, InProcess, QueryRequest, QueryRunner, SolutionsFormat, StoreBuilder, WriteSink,
    };
    use oxigraph::io::{RdfFormat, RdfParser};
    use std::sync::Arc;

    const DATA: &str = r#"
        <urn:a> <urn:p> "1" <urn:g:1> .
        <urn:b> <urn:p> "2" <urn:g:1> .
        <urn:a> <urn:p> "1" <urn:g:2> .
        <urn:c> <urn:p> "3" <urn:g:2> .
        <urn:a> <urn:p> "1" .
    "#;

    fn answer(text: &str, default: &[&str], named: &[&str]) -> String {
        let mut builder = StoreBuilder::new();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(DATA.as_bytes()) {
            builder.insert(quad.unwrap().as_ref()).unwrap();
        }
        let formats = Formats {
            solutions: Some(SolutionsFormat::Csv),
            graph: None,
        };
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut request = QueryRequest::new(text, formats);
        request.default_graphs = owned(default);
        request.named_graphs = owned(named);
        let mut sink = WriteSink(Vec::new());
        let runner = InProcess::new(Arc::new(builder.finish()));
        runner.run(&request, &mut sink).unwrap();
        let text = String::from_utf8(sink.0).unwrap();
        text.lines().skip(1).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn graphs_that_are_merged_hold_a_triple_once() {
        let count = "SELECT (COUNT(*) AS ?n)";
        for (from, wanted) in [
            ("", "1"),
            ("FROM <urn:g:1>", "2"),
            ("FROM <urn:g:1> FROM <urn:g:1>", "2"),
            ("FROM <urn:g:1> FROM <urn:g:2>", "3"),
            ("FROM <urn:g:2> FROM <urn:none> FROM <urn:g:1>", "3"),
            ("FROM <urn:none> FROM <urn:nothing>", "0"),
            ("FROM NAMED <urn:g:1>", "0"),
        ] {
            let found = answer(&format!("{count} {from} {{ ?s ?p ?o }}"), &[], &[]);
            assert_eq!(found, wanted, "{from}");
        }
        // A path goes through both graphs, and each pattern meets the same triples.
        let both = "FROM <urn:g:1> FROM <urn:g:2>";
        for (pattern, wanted) in [
            ("<urn:a> ?p ?o", "1"),
            ("?s <urn:p> '1'", "1"),
            ("?s ?p '3'", "1"),
            ("<urn:a> <urn:p> '1'", "1"),
            ("?s <urn:p>+ ?o", "3"),
            ("GRAPH ?g { ?s ?p ?o }", "0"),
        ] {
            let found = answer(&format!("{count} {both} {{ {pattern} }}"), &[], &[]);
            assert_eq!(found, wanted, "{pattern}");
        }
    }

    #[test]
    fn the_request_merges_as_the_text_does() {
        let all = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
        assert_eq!(answer(all, &["urn:g:1", "urn:g:2", "urn:g:1"], &[]), "3");
        let named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }";
        assert_eq!(answer(named, &[], &["urn:g:1", "urn:g:1"]), "2");
        assert_eq!(
            answer(
                "SELECT (COUNT(*) AS ?n) FROM NAMED <urn:g:2> FROM NAMED <urn:g:2> \
                 { GRAPH ?g { ?s ?p ?o } }",
                &[],
                &[]
            ),
            "2"
        );
    }
}
