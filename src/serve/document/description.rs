//! What a document says of a thing.

use crate::graph::SinkError;
use crate::graph::vocabulary::Property;
use crate::serve::service::Service;
use crate::store::Node;
use crate::write::{self, Format, WriteSettings};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use std::collections::BTreeSet;

const PRIMARY_TOPIC: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/primaryTopic");
const DOCUMENT: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/Document");
const PREFERRED_LABEL: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#prefLabel");

/// The document of this address about a thing, in a format.
pub(super) fn written(
    service: &Service,
    node: Node,
    format: Format,
    address: &str,
) -> Result<Vec<u8>, SinkError> {
    let thing = NamedNode::new_unchecked(service.site.store.iri(node).unwrap_or_default());
    let quads = description(service, &thing, address);
    let settings = WriteSettings::under(&service.settings.base);
    let mut bytes = Vec::new();
    write::document(format, thing.as_ref(), quads, &settings, &mut bytes)?;
    Ok(bytes)
}

/// What the document says: all of the thing and its parts, in whatever graph it stands, what the
/// things that it leads to are called, and what the document is about.
fn description(service: &Service, thing: &NamedNode, address: &str) -> Vec<Quad> {
    let store = &service.store;
    let parts_begin = format!("{}#", thing.as_str());
    let mut subjects = vec![thing.clone()];
    let mut seen: BTreeSet<NamedNode> = subjects.iter().cloned().collect();
    let mut quads = Vec::new();
    let mut linked = BTreeSet::new();
    let mut next = 0;
    while let Some(subject) = subjects.get(next).cloned() {
        next += 1;
        let mut own: Vec<Quad> = store
            .quads_for(Some(&subject.into()), None, None)
            .map(|mut quad| {
                quad.graph_name = GraphName::DefaultGraph;
                quad
            })
            .collect();
        // As a person would tell it: the vocabulary's own order.
        own.sort_by_cached_key(|quad| {
            let rank = Property::of(quad.predicate.as_str()).map_or(u16::MAX, Property::rank);
            (rank, quad.to_string())
        });
        own.dedup();
        for quad in &own {
            let Term::NamedNode(object) = &quad.object else {
                continue;
            };
            if object.as_str().starts_with(&parts_begin) {
                if seen.insert(object.clone()) {
                    subjects.push(object.clone());
                }
            } else if quad.predicate.as_ref() != rdf::TYPE {
                linked.insert(object.clone());
            }
        }
        quads.append(&mut own);
    }
    if let Ok(document) = NamedNode::new(address) {
        let graph = GraphName::DefaultGraph;
        quads.push(Quad::new(
            document.clone(),
            rdf::TYPE,
            DOCUMENT,
            graph.clone(),
        ));
        quads.push(Quad::new(document, PRIMARY_TOPIC, thing.clone(), graph));
    }
    for object in linked {
        if seen.contains(&object) {
            continue;
        }
        for predicate in [rdfs::LABEL, PREFERRED_LABEL] {
            let labels = store.quads_for(
                Some(&object.clone().into()),
                Some(&predicate.into_owned()),
                None,
            );
            quads.extend(labels.filter(|quad| quad.graph_name == GraphName::DefaultGraph));
        }
    }
    quads
}
