//! The ontology, read from `ontology/kadergraaf.ttl` and told subject by subject.
//!
//! The entry type is [`Ontology`]. The file is the one place where our terms are defined; it is
//! built in. It is told in the order of the vocabulary: the ontology itself, classes and
//! individuals, properties.

use super::vocabulary::{ALL_PROPERTIES, Property, resource};
use super::{Chapter, Description, Language, Object, QuadSink, SinkError};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphNameRef, Literal, NamedOrBlankNode, Term};
use std::collections::HashMap;

/// The ontology as it is published, in Turtle.
pub const ONTOLOGY_TURTLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/ontology/kadergraaf.ttl"
));

/// The contract of the graph as it is published at `/def/shapes.ttl`: SHACL shapes, in Turtle.
pub const SHAPES_TURTLE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/shapes.ttl"));

/// The IRI of the ontology; constant, as its terms are.
pub const ONTOLOGY_IRI: &str = "https://w3id.org/kadergraaf/def";

/// The ontology, ready to be told.
#[derive(Clone, Debug)]
pub struct Ontology {
    subjects: Vec<Description>,
}

/// Why an ontology cannot be told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OntologyError {
    /// It is no Turtle.
    #[error("the ontology could not be read: {0}")]
    Syntax(String),
    /// A statement has a property, a language or a kind of term that the program does not write.
    #[error("the ontology says what the vocabulary cannot tell: {0}")]
    Unknown(String),
}

impl Ontology {
    /// The ontology that is built in.
    ///
    /// # Errors
    /// Where the file is not as it should be; a test holds that it is.
    pub fn embedded() -> Result<Self, OntologyError> {
        Self::read(ONTOLOGY_TURTLE)
    }

    fn read(turtle: &str) -> Result<Self, OntologyError> {
        let properties: HashMap<&str, Property> = ALL_PROPERTIES
            .iter()
            .map(|property| (property.iri(), *property))
            .collect();
        let mut subjects: Vec<Description> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
            let quad = quad.map_err(|error| OntologyError::Syntax(error.to_string()))?;
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                return Err(OntologyError::Unknown(quad.subject.to_string()));
            };
            let property = properties
                .get(quad.predicate.as_str())
                .ok_or_else(|| OntologyError::Unknown(quad.predicate.to_string()))?;
            let object = object(quad.object)?;
            let place = *places
                .entry(subject.as_str().to_owned())
                .or_insert_with(|| {
                    subjects.push(Description::of(subject.into_string()));
                    subjects.len() - 1
                });
            if let Some(description) = subjects.get_mut(place) {
                description.add(*property, object);
            }
        }
        let order = places_of_telling();
        // Stable: what is no term of ours (the ontology, its version) keeps its place in front.
        subjects.sort_by_key(|description| order.get(description.subject()).copied());
        Ok(Self { subjects })
    }

    /// What is said of each subject, in the order of telling.
    pub fn subjects(&self) -> &[Description] {
        &self.subjects
    }

    /// Tells the ontology, as its chapter.
    pub fn tell(self, graph: GraphNameRef<'_>, sink: &mut dyn QuadSink) -> Result<(), SinkError> {
        sink.chapter(Chapter::Ontology)?;
        for description in self.subjects {
            description.tell(graph, sink)?;
        }
        Ok(())
    }
}

/// Each term with its place: classes and individuals first, then properties, as the vocabulary
/// has them.
fn places_of_telling() -> HashMap<&'static str, usize> {
    resource::ALL_RESOURCES
        .iter()
        .copied()
        .chain(ALL_PROPERTIES.iter().map(|property| property.iri()))
        .enumerate()
        .map(|(place, iri)| (iri, place))
        .collect()
}

fn object(term: Term) -> Result<Object, OntologyError> {
    match term {
        Term::NamedNode(iri) => Ok(Object::Iri(iri.into_string().into())),
        Term::Literal(literal) => text(&literal),
        Term::BlankNode(_) => Err(OntologyError::Unknown(term.to_string())),
    }
}

fn text(literal: &Literal) -> Result<Object, OntologyError> {
    let value = literal.value().to_owned();
    match literal.language() {
        Some("nl") => Ok(Object::Text(Language::Nl, value)),
        Some("en") => Ok(Object::Text(Language::En, value)),
        None if literal.datatype() == xsd::STRING => Ok(Object::Plain(value)),
        _ => Err(OntologyError::Unknown(literal.to_string())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
