//! The typed model, and documents → model, in two passes.
//!
//! [`Index::build`] reads a source once and knows what things there are, how they are called and
//! which name each other. [`read()`] then turns one [`Document`] at a time into a [`Record`];
//! what cannot become part of it becomes a [`Finding`](crate::findings::Finding). Names are
//! [`Identifier`]s; only the graph makes them IRIs below a base.

mod beside;
mod concepts;
mod document;
mod english;
mod exception;
mod identifier;
mod index;
mod keys;
mod kind;
mod links;
mod model;
mod naming;
mod nearest;
mod norms;
mod read;
mod reporter;
mod rules;

pub use concepts::{
    Alignment, Concept, Concepts, ConceptsError, ExternalConcept, ExternalScheme, Match, Scheme,
    SchemeKind,
};
pub use document::Document;
pub use english::EnglishTitles;
pub use exception::{Expression, ExpressionError, LabelGroups, LabelRef, parse as parse_exception};
pub use identifier::{Identifier, Names, Urn, UrnKind, resolve, slug};
pub use index::{Index, Inverse, Thing};
pub use keys::LAYOUT_KEYS;
pub use kind::Kind;
pub use links::{SITE, outside};
pub use model::{
    ApplicabilityProfile, AuditNorm, Exception, ExceptionForm, Instrument, Measure, NormLink,
    Particulars, Phase, Provenance, Record, Reference, Requirement, Section, Term,
};
pub use read::{Reading, read};
pub use rules::{OpenEnds, Unsettled};
