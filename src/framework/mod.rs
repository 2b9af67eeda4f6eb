//! The typed model.

mod concepts;

pub use concepts::{
    Alignment, Concept, Concepts, ConceptsError, ExternalConcept, ExternalScheme, Match, Scheme,
    SchemeKind,
};
