//! The vocabulary, and the model as quads.
//!
//! [`tell()`] is the entry: it reads a source in two passes and tells its graph, subject by
//! subject, to a [`QuadSink`]. Descriptions of each kind of thing are made in a file of their own;
//! [`vocabulary`] holds every term, in the order in which the properties are told.

mod beside;
mod concepts;
mod description;
mod edition;
mod in_order;
mod legislation;
mod mappings;
mod names;
mod ontology;
mod profiles;
mod quality;
mod records;
mod settings;
mod sink;
mod tell;
pub mod vocabulary;

pub use concepts::{
    add_phase_order, concept_class, concept_iri, describe_concept, describe_scheme, scheme_iri,
    tell_alignments, tell_concepts,
};
pub(crate) use description::lexical;
pub use description::{Description, Language, Object, Statements};
pub use edition::Edition;
pub use legislation::tell_provisions;
pub use mappings::{Mapping, mappings};
pub(crate) use names::hexadecimal;
pub use ontology::{ONTOLOGY_IRI, ONTOLOGY_TURTLE, Ontology, OntologyError, SHAPES_TURTLE};
pub use profiles::group_property;
pub use settings::{Progress, Settings};
pub use sink::{Chapter, Formatter, QuadSink, SinkError};
pub use tell::{TellError, Telling, tell};
