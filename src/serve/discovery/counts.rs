//! What there is how often, counted over all graphs, each triple once.

use crate::store::Store;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, HashSet};

pub(super) struct Counts {
    pub(super) triples: usize,
    /// Subjects with an identifier under which they are described.
    pub(super) entities: usize,
    pub(super) subjects: usize,
    pub(super) objects: usize,
    /// Predicates, and in how many triples each stands.
    pub(super) properties: BTreeMap<String, usize>,
    /// Classes, and how many things each has.
    pub(super) classes: BTreeMap<String, usize>,
}

impl Counts {
    pub(super) fn of(store: &Store) -> Self {
        let mut triples = HashSet::new();
        for quad in store.quads() {
            triples.insert((quad.subject, quad.predicate, quad.object));
        }
        let mut subjects = HashSet::new();
        let mut objects = HashSet::new();
        let mut properties = BTreeMap::new();
        let mut classes = BTreeMap::new();
        for (subject, predicate, object) in &triples {
            subjects.insert(subject);
            objects.insert(object);
            *properties.entry(predicate.as_str().to_owned()).or_insert(0) += 1;
            if predicate.as_ref() == rdf::TYPE
                && let Term::NamedNode(class) = object
            {
                *classes.entry(class.as_str().to_owned()).or_insert(0) += 1;
            }
        }
        Self {
            triples: triples.len(),
            entities: subjects
                .iter()
                .filter(|subject| matches!(subject, NamedOrBlankNode::NamedNode(_)))
                .count(),
            subjects: subjects.len(),
            objects: objects.len(),
            properties,
            classes,
        }
    }
}
