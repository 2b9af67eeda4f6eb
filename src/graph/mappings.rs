//! The alignments as rows, those without a match included, for writers that make files of them.

use super::concept_iri;
use super::vocabulary as v;
use crate::findings::Bilingual;
use crate::framework::{Concepts, Match};

/// What one concept of ours matches in another vocabulary, or that nothing does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The IRI of our concept.
    pub subject: String,
    /// What it is called.
    pub subject_label: Bilingual,
    /// The property of SKOS by which they match; where nothing does, the one that was looked for.
    pub property: &'static str,
    /// The IRI of the other concept; none where nothing matches.
    pub object: Option<String>,
    /// What that is called.
    pub object_label: Option<Bilingual>,
    /// How the match was found: an IRI of SEMAPV.
    pub justification: String,
    /// Why it is so.
    pub reason: Bilingual,
}

/// The rows of all concepts, in the order of the schemes; our identifiers stand below `base`.
pub fn mappings(concepts: &Concepts, base: &str) -> Vec<Mapping> {
    let external = || concepts.external.iter().flat_map(|scheme| &scheme.concepts);
    let all = concepts.schemes.iter().flat_map(|scheme| &scheme.concepts);
    all.flat_map(|concept| concept.alignments.iter().map(move |row| (concept, row)))
        .map(|(concept, row)| Mapping {
            subject: concept_iri(concept, base),
            subject_label: concept.label.clone(),
            property: property(row.relation),
            object: row.target.clone(),
            object_label: external()
                .find(|external| Some(&external.iri) == row.target.as_ref())
                .map(|external| external.label.clone()),
            justification: row.justification.clone(),
            reason: row.reason.clone(),
        })
        .collect()
}

fn property(relation: Match) -> &'static str {
    match relation {
        Match::Exact | Match::None => v::SKOS_EXACT_MATCH,
        Match::Close => v::SKOS_CLOSE_MATCH,
        Match::Related => v::SKOS_RELATED_MATCH,
        Match::Narrow => v::SKOS_NARROW_MATCH,
        Match::Broad => v::SKOS_BROAD_MATCH,
    }
    .iri()
}
