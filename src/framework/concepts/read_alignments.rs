//! `alignments.yaml` and `external.yaml` into typed rows, checked against the schemes.

use super::alignment::{Alignment, ExternalConcept, ExternalScheme, Match};
use super::read::{Place, Texts};
use super::{Concepts, ConceptsError};
use crate::data::File;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The object of an alignment that says that there is no match.
const NO_TERM_FOUND: &str = "https://w3id.org/sssom/NoTermFound";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// The prefix of our own identifiers, which no file declares since it depends on the settings.
const OWN: &str = "id:";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlignmentsFile {
    prefixes: BTreeMap<String, String>,
    alignments: Vec<AlignmentEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlignmentEntry {
    subject: String,
    predicate: String,
    object: String,
    justification: String,
    reason: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExternalFile {
    prefixes: BTreeMap<String, String>,
    schemes: Vec<ExternalSchemeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExternalSchemeEntry {
    iri: String,
    title: Texts,
    concepts: Vec<ExternalEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExternalEntry {
    iri: String,
    label: Texts,
    definition: Texts,
    #[serde(default)]
    broader: Vec<String>,
}

/// A name with a declared prefix as an IRI.
fn expand(
    place: Place<'_>,
    prefixes: &BTreeMap<String, String>,
    name: &str,
) -> Result<String, ConceptsError> {
    name.split_once(':')
        .and_then(|(prefix, local)| Some(format!("{}{local}", prefixes.get(prefix)?)))
        .ok_or_else(|| place.error(format!("the prefix of `{name}` is not declared")))
}

pub(super) fn read_external(file: &File) -> Result<Vec<ExternalScheme>, ConceptsError> {
    let entry: ExternalFile = file.read()?;
    let file = file.name;
    let mut known = BTreeSet::new();
    let mut schemes = Vec::with_capacity(entry.schemes.len());
    for scheme in entry.schemes {
        let place = Place {
            file,
            at: &scheme.iri,
        };
        let mut concepts = Vec::with_capacity(scheme.concepts.len());
        for concept in scheme.concepts {
            let place = Place {
                file,
                at: &concept.iri,
            };
            let iri = expand(place, &entry.prefixes, &concept.iri)?;
            place.refuse_if(!known.insert(iri.clone()), || {
                "this concept is described twice".to_owned()
            })?;
            concepts.push(ExternalConcept {
                broader: concept
                    .broader
                    .iter()
                    .map(|parent| expand(place, &entry.prefixes, parent))
                    .collect::<Result<_, _>>()?,
                label: place.bilingual("label", concept.label)?,
                definition: place.bilingual("definition", concept.definition)?,
                iri,
            });
        }
        schemes.push(ExternalScheme {
            iri: expand(place, &entry.prefixes, &scheme.iri)?,
            title: place.bilingual("title", scheme.title)?,
            concepts,
        });
    }
    for concept in schemes.iter().flat_map(|scheme| &scheme.concepts) {
        let place = Place {
            file,
            at: &concept.iri,
        };
        for parent in &concept.broader {
            place.refuse_if(!known.contains(parent), || {
                format!("its parent {parent} is not described")
            })?;
        }
    }
    Ok(schemes)
}

/// Gives each concept its alignments, in the order of the file.
pub(super) fn align(concepts: &mut Concepts, file: &File) -> Result<(), ConceptsError> {
    let entry: AlignmentsFile = file.read()?;
    let file = file.name;
    let described: BTreeSet<String> = concepts
        .external
        .iter()
        .flat_map(|scheme| &scheme.concepts)
        .map(|concept| concept.iri.clone())
        .collect();
    for row in entry.alignments {
        let subject = row.subject.clone();
        let place = Place { file, at: &subject };
        let alignment = read_alignment(place, &entry.prefixes, row)?;
        if let Some(target) = &alignment.target {
            place.refuse_if(!described.contains(target), || {
                format!("{target} is not described in external.yaml")
            })?;
        }
        let concept = concepts
            .schemes
            .iter_mut()
            .flat_map(|scheme| &mut scheme.concepts)
            .find(|concept| subject.strip_prefix(OWN) == Some(&concept.path()))
            .ok_or_else(|| place.error("there is no such concept"))?;
        // A pair of concepts has one relation (SKOS, S46), and no match means no match.
        place.refuse_if(
            concept.alignments.iter().any(|other| {
                other.target == alignment.target
                    || other.relation == Match::None
                    || alignment.relation == Match::None
            }),
            || "this row contradicts or repeats an earlier one".to_owned(),
        )?;
        concept.alignments.push(alignment);
    }
    Ok(())
}

fn read_alignment(
    place: Place<'_>,
    prefixes: &BTreeMap<String, String>,
    row: AlignmentEntry,
) -> Result<Alignment, ConceptsError> {
    let predicate = expand(place, prefixes, &row.predicate)?;
    let relation = match predicate.strip_prefix(SKOS) {
        Some("exactMatch") => Match::Exact,
        Some("closeMatch") => Match::Close,
        Some("relatedMatch") => Match::Related,
        Some("narrowMatch") => Match::Narrow,
        Some("broadMatch") => Match::Broad,
        _ => return Err(place.error(format!("`{}` is no match of SKOS", row.predicate))),
    };
    let target = expand(place, prefixes, &row.object)?;
    let (relation, target) = if target == NO_TERM_FOUND {
        (Match::None, None)
    } else {
        (relation, Some(target))
    };
    Ok(Alignment {
        relation,
        target,
        justification: expand(place, prefixes, &row.justification)?,
        reason: place.bilingual("reason", row.reason)?,
    })
}
