//! Shapes and their constraints, as data (SHACL, W3C Recommendation of 20 July 2017).

use crate::findings::Bilingual;
use oxigraph::model::{Literal, NamedNode, Term};

/// How values are reached from a focus node (SHACL §2.3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Path {
    Predicate(NamedNode),
    Inverse(Box<Path>),
    Sequence(Vec<Path>),
    Alternative(Vec<Path>),
}

/// Which nodes of a graph a shape is about (SHACL §2.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Class(NamedNode),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

/// What a broken constraint means (SHACL §2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// `sh:Violation`: the graph is wrong.
    Violation,
    /// `sh:Warning`: something is missing that readers will want.
    Warning,
}

/// A constraint component with its parameters (SHACL §4): those that the contract uses.
#[derive(Clone, Debug)]
pub(super) enum Constraint {
    Class(NamedNode),
    Datatype(NamedNode),
    /// `sh:nodeKind sh:IRI`.
    IsIri,
    MinCount(u32),
    MaxCount(u32),
    MinInclusive(Literal),
    MinLength(u32),
    Pattern {
        regex: String,
        flags: String,
    },
    LanguageIn(Vec<String>),
    UniqueLang,
    Equals(NamedNode),
    Disjoint(NamedNode),
    HasValue(Term),
    In(Vec<Term>),
    Not(Box<Shape>),
    Or(Vec<Shape>),
    QualifiedMinCount(u32, Box<Shape>),
}

/// A node shape, or a property shape where it has a path.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// Its IRI, or the label of its blank node.
    pub(super) name: String,
    pub(super) path: Option<Path>,
    pub(super) targets: Vec<Target>,
    pub(super) constraints: Vec<Constraint>,
    /// The property shapes that its focus nodes, or its values, conform to.
    pub(super) properties: Vec<Shape>,
    pub(super) message: Option<Bilingual>,
    pub(super) severity: Severity,
}

impl std::fmt::Display for Path {
    /// As SPARQL writes a property path (SPARQL 1.1 Query §9.1), in full IRIs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |out: &mut std::fmt::Formatter<'_>, parts: &[Self], between: &str| {
            write!(out, "(")?;
            for (place, part) in parts.iter().enumerate() {
                if place > 0 {
                    write!(out, "{between}")?;
                }
                write!(out, "{part}")?;
            }
            write!(out, ")")
        };
        match self {
            Self::Predicate(iri) => write!(out, "{iri}"),
            Self::Inverse(path) => write!(out, "^{path}"),
            Self::Sequence(parts) => list(out, parts, "/"),
            Self::Alternative(parts) => list(out, parts, "|"),
        }
    }
}
