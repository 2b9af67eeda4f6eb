//! Looking things up without a query: for pages, which ask many small questions.

use super::dataset::{Id, Store, Triples};
use oxigraph::model::{NamedNode, Term};

/// A term of a store, as a number. It means something only with the store that gave it.
///
/// Their order is that in which the terms were first told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(Id);

/// All that is asked here is asked of the default graph, which is the edition that is loaded. Of a
/// subject of which the default graph says nothing, the named graphs are asked.
impl Store {
    /// The term of this IRI, where it occurs anywhere.
    pub fn node(&self, iri: &str) -> Option<Node> {
        // What is no IRI occurs nowhere.
        self.id(&NamedNode::new_unchecked(iri).into()).map(Node)
    }

    /// The term itself.
    pub fn at(&self, node: Node) -> Option<&Term> {
        self.term(node.0)
    }

    /// The IRI of a term that has one.
    pub fn iri(&self, node: Node) -> Option<&str> {
        match self.at(node)? {
            Term::NamedNode(iri) => Some(iri.as_str()),
            _ => None,
        }
    }

    /// Whether anything is said of it, in any graph.
    pub fn says_anything_of(&self, subject: Node) -> bool {
        self.graphs()
            .any(|(_, triples)| says_of(triples, subject.0))
    }

    /// The values of a property of a subject, in the order in which they were first told.
    pub fn objects(&self, subject: Node, property: Node) -> impl Iterator<Item = Node> + use<'_> {
        self.asked(says_of(&self.default, subject.0))
            .flat_map(move |triples| {
                let pattern = (Some(subject.0), Some(property.0), None);
                triples.matching(pattern.0, pattern.1, pattern.2).1
            })
            .map(|[_, _, object]| Node(*object))
    }

    /// The subjects that have this value of a property, in the order in which they were first told;
    /// of named graphs only where there is no default graph.
    pub fn subjects(&self, property: Node, object: Node) -> impl Iterator<Item = Node> + use<'_> {
        self.asked(self.default.len() > 0)
            .flat_map(move |triples| triples.matching(None, Some(property.0), Some(object.0)).1)
            .map(|[_, _, subject]| Node(*subject))
    }

    /// The same, in every graph.
    pub fn subjects_anywhere(
        &self,
        property: Node,
        object: Node,
    ) -> impl Iterator<Item = Node> + use<'_> {
        self.graphs()
            .flat_map(move |(_, triples)| {
                triples.matching(None, Some(property.0), Some(object.0)).1
            })
            .map(|[_, _, subject]| Node(*subject))
    }

    /// The properties of a subject and their values.
    pub fn said_of(&self, subject: Node) -> impl Iterator<Item = (Node, Node)> + use<'_> {
        self.asked(says_of(&self.default, subject.0))
            .flat_map(move |triples| triples.matching(Some(subject.0), None, None).1)
            .map(|[_, property, object]| (Node(*property), Node(*object)))
    }

    /// Subjects and values of a property.
    pub fn pairs(&self, property: Node) -> impl Iterator<Item = (Node, Node)> + use<'_> {
        self.asked(self.default.len() > 0)
            .flat_map(move |triples| triples.matching(None, Some(property.0), None).1)
            .map(|[_, object, subject]| (Node(*subject), Node(*object)))
    }

    /// The default graph, or all named ones.
    fn asked(&self, default: bool) -> impl Iterator<Item = &Triples> {
        let named = self.named.iter().map(|(_, triples)| triples);
        default
            .then_some(&self.default)
            .into_iter()
            .chain(named.filter(move |_| !default))
    }
}

fn says_of(triples: &Triples, subject: Id) -> bool {
    !triples.matching(Some(subject), None, None).1.is_empty()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::graph::QuadSink;
    use crate::store::StoreBuilder;
    use oxigraph::model::{GraphName, NamedNode, Quad};

    fn iri(name: &str) -> NamedNode {
        NamedNode::new(format!("http://x/{name}")).unwrap()
    }

    #[test]
    fn the_default_graph_wins_and_named_graphs_fill_in() {
        let mut builder = StoreBuilder::new();
        let graph = GraphName::from(iri("g"));
        for (s, p, o, graph) in [
            ("a", "p", "b", GraphName::DefaultGraph),
            ("a", "p", "old", graph.clone()),
            ("gone", "p", "b", graph),
        ] {
            let quad = Quad::new(iri(s), iri(p), iri(o), graph);
            builder.quad(quad.as_ref()).unwrap();
        }
        let store = builder.finish();
        let node = |name: &str| store.node(iri(name).as_str()).unwrap();
        let name = |node| store.iri(node).unwrap().rsplit('/').next().unwrap();
        let objects = |s: &str| -> Vec<_> { store.objects(node(s), node("p")).map(name).collect() };
        assert_eq!(objects("a"), ["b"]);
        assert_eq!(objects("gone"), ["b"]);
        let subjects: Vec<_> = store.subjects(node("p"), node("b")).map(name).collect();
        assert_eq!(subjects, ["a"]);
        let anywhere: Vec<_> = store
            .subjects_anywhere(node("p"), node("b"))
            .map(name)
            .collect();
        assert_eq!(anywhere, ["a", "gone"]);
        assert_eq!(store.pairs(node("p")).count(), 1);
        assert!(store.says_anything_of(node("gone")) && !store.says_anything_of(node("b")));
        assert!(store.node("http://x/nowhere").is_none());
    }
}
