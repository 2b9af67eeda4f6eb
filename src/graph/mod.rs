//! The vocabulary, and the model as quads.

mod concepts;
mod description;
mod sink;
pub mod vocabulary;

pub use concepts::{
    add_phase_order, concept_class, concept_iri, describe_concept, describe_scheme, scheme_iri,
    tell_alignments, tell_concepts,
};
pub use description::{Description, Language, Object};
pub use sink::{Chapter, QuadSink, SinkError};
