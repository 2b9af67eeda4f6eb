//! What a store says of a thing, in the forms in which lists and search want it.

use super::texts::Texts;
use crate::graph::vocabulary::{self as v, Property};
use crate::percent;
use crate::store::{Node, Store};
use oxigraph::model::{NamedNode, Term};

/// A store, read thing by thing; the default graph only.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a>(pub(super) &'a Store);

impl<'a> Reading<'a> {
    /// The things of a class, in the order in which they were told.
    pub(super) fn instances(self, class: &str) -> Vec<&'a NamedNode> {
        let Some((class, a)) = self.0.node(class).zip(self.0.node(v::RDF_TYPE.iri())) else {
            return Vec::new();
        };
        let things = self.0.subjects(a, class);
        things.filter_map(|thing| self.named(thing)).collect()
    }

    /// The values of a property.
    pub(super) fn objects(
        self,
        thing: &NamedNode,
        property: Property,
    ) -> impl Iterator<Item = &'a Term> + use<'a> {
        let store = self.0;
        let places = store.node(thing.as_str()).zip(store.node(property.iri()));
        places
            .into_iter()
            .flat_map(move |(subject, property)| store.objects(subject, property))
            .filter_map(move |object| store.at(object))
    }

    fn named(self, thing: Node) -> Option<&'a NamedNode> {
        self.0.at(thing).and_then(node)
    }

    /// Whether a thing is of a class.
    pub(super) fn is_a(self, thing: &NamedNode, class: &str) -> bool {
        self.nodes(thing, v::RDF_TYPE)
            .any(|known| known.as_str() == class)
    }

    /// How many things have this value of a property.
    pub(super) fn count_of(self, property: Property, value: &NamedNode) -> usize {
        let places = self.0.node(property.iri()).zip(self.0.node(value.as_str()));
        places.map_or(0, |(property, value)| {
            self.0.subjects(property, value).count()
        })
    }

    /// The things that a property leads to.
    pub(super) fn nodes(
        self,
        thing: &NamedNode,
        property: Property,
    ) -> impl Iterator<Item = &'a NamedNode> + use<'a> {
        self.objects(thing, property).filter_map(node)
    }

    /// The texts of a property.
    pub(super) fn texts(self, thing: &NamedNode, property: Property) -> Texts {
        let mut texts = Texts::default();
        for term in self.objects(thing, property) {
            if let Term::Literal(literal) = term {
                texts.add(literal);
            }
        }
        texts
    }

    /// The first value of a property, as text.
    pub(super) fn value(self, thing: &NamedNode, property: Property) -> Option<&'a str> {
        self.objects(thing, property).find_map(|term| match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    /// What a thing is called; a label may be lent in a language in which there is no title.
    pub(super) fn label(self, thing: &NamedNode) -> Texts {
        for property in [v::RDFS_LABEL, v::DCT_TITLE, v::SKOS_PREF_LABEL] {
            let texts = self.texts(thing, property);
            if !texts.is_empty() {
                return texts;
            }
        }
        Texts::plain(last_step(thing.as_str()))
    }

    /// Its code, as people write it: `aia-09`.
    pub(super) fn code(self, thing: &NamedNode) -> Option<&'a str> {
        self.value(thing, v::SKOS_NOTATION)
    }
}

fn node(term: &Term) -> Option<&NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

/// What stands last in an IRI, decoded: `hoog-risico-ai-systeem`.
pub(super) fn last_step(iri: &str) -> String {
    let last = iri
        .rsplit(['/', '#', ':'])
        .find(|step| !step.is_empty())
        .unwrap_or(iri);
    percent::decoded(last).unwrap_or_else(|| last.to_owned())
}
