//! Concept schemes, their concepts and what these match elsewhere, as quads.
//!
//! Labels, instrument types and statuses are told whole with [`tell_concepts`]. Roles, phases and
//! topics have documents of their own: [`describe_concept`] gives what `data/concepts/` says of
//! them, to be told together with what the document says. A scheme names as top concepts those
//! that the dataset has, so [`describe_scheme`] asks for them. The matches stand with our
//! concepts; [`tell_alignments`] adds the concepts of other vocabularies that they lead to.

use super::vocabulary::{self as v, PREFIXES, Property, resource};
use super::{Chapter, Description, Language, QuadSink, SinkError};
use crate::findings::Bilingual;
use crate::framework::{
    Alignment, Concept, Concepts, ExternalConcept, ExternalScheme, Match, Scheme, SchemeKind,
};
use oxigraph::model::GraphNameRef;
use std::collections::BTreeSet;

/// The IRI of a concept: `{base}id/label/risicogroep/verboden-ai`. The base ends in `/`.
pub fn concept_iri(concept: &Concept, base: &str) -> String {
    format!("{base}id/{}", concept.path())
}

/// The IRI of a scheme: `{base}id/scheme/risicogroep`. The base ends in `/`.
pub fn scheme_iri(scheme: &Scheme, base: &str) -> String {
    format!("{base}id/{}", scheme.path())
}

/// The class of the concepts of a kind; they are a `skos:Concept` besides.
pub fn concept_class(kind: SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Role => resource::ROLE,
        SchemeKind::Phase => resource::LIFECYCLE_PHASE,
        SchemeKind::Topic => resource::TOPIC,
        SchemeKind::Label => resource::LABEL,
        SchemeKind::InstrumentType => resource::INSTRUMENT_TYPE,
        SchemeKind::Status => resource::STATUS,
        SchemeKind::Term => resource::TERM,
    }
}

/// The property of a relation of SKOS; none for the absence of one.
fn match_property(relation: Match) -> Option<Property> {
    match relation {
        Match::Exact => Some(v::SKOS_EXACT_MATCH),
        Match::Close => Some(v::SKOS_CLOSE_MATCH),
        Match::Related => Some(v::SKOS_RELATED_MATCH),
        Match::Narrow => Some(v::SKOS_NARROW_MATCH),
        Match::Broad => Some(v::SKOS_BROAD_MATCH),
        Match::None => None,
    }
}

fn bilingual(description: &mut Description, property: Property, texts: &Bilingual) {
    description
        .text(property, Language::Nl, texts.nl.as_str())
        .text(property, Language::En, texts.en.as_str());
}

/// What is said of a scheme: titles, and as top concepts the `members`, the IRIs of those of its
/// concepts that the dataset has.
pub fn describe_scheme(
    scheme: &Scheme,
    base: &str,
    members: impl IntoIterator<Item = String>,
) -> Description {
    let mut description = Description::of(scheme_iri(scheme, base));
    description.class(resource::SKOS_CONCEPT_SCHEME);
    bilingual(&mut description, v::RDFS_LABEL, &scheme.title);
    bilingual(&mut description, v::DCT_TITLE, &scheme.title);
    bilingual(&mut description, v::RDFS_COMMENT, &scheme.description);
    for member in members {
        description.iri(v::SKOS_HAS_TOP_CONCEPT, member);
    }
    description
}

/// What `data/concepts/` says of a concept: class, labels, definition, scheme and matches, each
/// match with its reason as an editorial note. The number of a phase is left to
/// [`add_phase_order`], since its document may say another.
pub fn describe_concept(concept: &Concept, base: &str) -> Description {
    let mut description = Description::of(concept_iri(concept, base));
    description
        .class(concept_class(concept.kind))
        .class(resource::SKOS_CONCEPT);
    bilingual(&mut description, v::RDFS_LABEL, &concept.label);
    bilingual(&mut description, v::SKOS_PREF_LABEL, &concept.label);
    for other in &concept.other_nl {
        description.text(v::SKOS_ALT_LABEL, Language::Nl, other.as_str());
    }
    for other in &concept.other_en {
        description.text(v::SKOS_ALT_LABEL, Language::En, other.as_str());
    }
    bilingual(&mut description, v::SKOS_DEFINITION, &concept.definition);
    let scheme = format!("{base}id/scheme/{}", concept.scheme);
    description
        .iri(v::SKOS_IN_SCHEME, scheme.clone())
        .iri(v::SKOS_TOP_CONCEPT_OF, scheme);
    for alignment in &concept.alignments {
        add_alignment(&mut description, alignment);
    }
    description
}

fn add_alignment(description: &mut Description, alignment: &Alignment) {
    let reason = &alignment.reason;
    let note = match (match_property(alignment.relation), &alignment.target) {
        (Some(property), Some(target)) => {
            description.iri(property, target.clone());
            let relation = format!("{} {}", short(property.iri()), short(target));
            Bilingual::new(
                format!("{relation}: {}", reason.nl),
                format!("{relation}: {}", reason.en),
            )
        }
        _ => Bilingual::new(
            format!("Geen tegenhanger in DPV: {}", reason.nl),
            format!("No counterpart in DPV: {}", reason.en),
        ),
    };
    bilingual(description, v::SKOS_EDITORIAL_NOTE, &note);
}

/// An IRI with its prefix, for people; as it is where no prefix fits.
fn short(iri: &str) -> String {
    PREFIXES
        .iter()
        .filter_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)))
        .min_by_key(|(_, local)| local.len())
        .map_or_else(
            || iri.to_owned(),
            |(prefix, local)| format!("{prefix}:{local}"),
        )
}

/// Adds a phase's place in the order: its number, from 1, also as its notation, and the IRI of the
/// phase after it.
pub fn add_phase_order(description: &mut Description, number: u8, next: Option<String>) {
    description
        .plain(v::SKOS_NOTATION, number.to_string())
        .integer(v::PHASE_NUMBER, number);
    if let Some(next) = next {
        description.iri(v::NEXT_PHASE, next);
    }
}

/// Tells the concepts of a scheme for which `told` holds, a phase with its place in the order.
pub fn tell_concepts(
    concepts: &Concepts,
    scheme: &Scheme,
    base: &str,
    told: impl Fn(&Concept) -> bool,
    graph: GraphNameRef<'_>,
    sink: &mut dyn QuadSink,
) -> Result<(), SinkError> {
    for concept in scheme.concepts.iter().filter(|concept| told(concept)) {
        let mut description = describe_concept(concept, base);
        if let Some(number) = concept.number {
            let next = concepts
                .next_phase(concept)
                .filter(|next| told(next))
                .map(|next| concept_iri(next, base));
            add_phase_order(&mut description, number, next);
        }
        description.tell(graph, sink)?;
    }
    Ok(())
}

/// Tells, as the chapter of alignments, what the concepts for which `told` holds match in other
/// vocabularies: those concepts, the parents that place them, and their schemes.
pub fn tell_alignments(
    concepts: &Concepts,
    told: impl Fn(&Concept) -> bool,
    graph: GraphNameRef<'_>,
    sink: &mut dyn QuadSink,
) -> Result<(), SinkError> {
    sink.chapter(Chapter::Alignments)?;
    let wanted = matched(concepts, told);
    for scheme in &concepts.external {
        let members: Vec<_> = scheme
            .concepts
            .iter()
            .filter(|concept| wanted.contains(concept.iri.as_str()))
            .collect();
        if members.is_empty() {
            continue;
        }
        describe_external_scheme(scheme).tell(graph, sink)?;
        for concept in members {
            describe_external_concept(concept, scheme).tell(graph, sink)?;
        }
    }
    Ok(())
}

/// The IRIs of the external concepts that are matched, and of all above them.
fn matched(concepts: &Concepts, told: impl Fn(&Concept) -> bool) -> BTreeSet<&str> {
    let mut open: Vec<&str> = concepts
        .schemes
        .iter()
        .flat_map(|scheme| &scheme.concepts)
        .filter(|concept| told(concept))
        .flat_map(|concept| &concept.alignments)
        .filter_map(|alignment| alignment.target.as_deref())
        .collect();
    let mut wanted = BTreeSet::new();
    while let Some(iri) = open.pop() {
        if wanted.insert(iri) {
            open.extend(
                concepts
                    .external
                    .iter()
                    .flat_map(|scheme| &scheme.concepts)
                    .filter(|concept| concept.iri == iri)
                    .flat_map(|concept| concept.broader.iter().map(String::as_str)),
            );
        }
    }
    wanted
}

fn describe_external_scheme(scheme: &ExternalScheme) -> Description {
    let mut description = Description::of(scheme.iri.as_str());
    description.class(resource::SKOS_CONCEPT_SCHEME);
    bilingual(&mut description, v::RDFS_LABEL, &scheme.title);
    bilingual(&mut description, v::DCT_TITLE, &scheme.title);
    description
}

fn describe_external_concept(concept: &ExternalConcept, scheme: &ExternalScheme) -> Description {
    let mut description = Description::of(concept.iri.as_str());
    description.class(resource::SKOS_CONCEPT);
    bilingual(&mut description, v::RDFS_LABEL, &concept.label);
    bilingual(&mut description, v::SKOS_PREF_LABEL, &concept.label);
    bilingual(&mut description, v::SKOS_DEFINITION, &concept.definition);
    description.iri(v::SKOS_IN_SCHEME, scheme.iri.clone());
    for parent in &concept.broader {
        description.iri(v::SKOS_BROADER, parent.clone());
    }
    description
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
