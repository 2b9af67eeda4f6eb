//! What a concept matches in another vocabulary, and why.

use crate::findings::Bilingual;

/// How a concept relates to one of another vocabulary (SKOS, section 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same, for all uses.
    Exact,
    /// Nearly the same, interchangeable for some uses.
    Close,
    /// Another thing that has to do with it.
    Related,
    /// The other is narrower.
    Narrow,
    /// The other is broader.
    Broad,
    /// It was looked for, and there is none.
    None,
}

/// One row of an alignment, as SSSOM has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// How the two relate.
    pub relation: Match,
    /// The IRI of the other concept, described among [`ExternalScheme::concepts`]; none where
    /// there is no match.
    pub target: Option<String>,
    /// How the match was found: an IRI of SEMAPV.
    pub justification: String,
    /// Why it is so.
    pub reason: Bilingual,
}

/// A scheme of another vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalScheme {
    /// Its IRI there.
    pub iri: String,
    /// A title of our own.
    pub title: Bilingual,
    /// Those of its concepts that ours match, and parents that place them.
    pub concepts: Vec<ExternalConcept>,
}

/// A concept of another vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalConcept {
    /// Its IRI there.
    pub iri: String,
    /// Its label: English as it is there, Dutch by us.
    pub label: Bilingual,
    /// A definition of our own.
    pub definition: Bilingual,
    /// The IRIs of its parents, as far as they are described here.
    pub broader: Vec<String>,
}
