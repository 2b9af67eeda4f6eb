//! The order in which a person tells what a thing is: its class, its names, its codes, what it
//! has to do with other things, its parts, where it comes from, and the long texts last.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

const KADER: &str = "https://w3id.org/kadergraaf/def#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const DCT: &str = "http://purl.org/dc/terms/";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const ELI: &str = "http://data.europa.eu/eli/ontology#";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const CV: &str = "http://data.europa.eu/m8g/";
const ADMS: &str = "http://www.w3.org/ns/adms#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SCHEMA: &str = "https://schema.org/";

/// Told before all that is not named here.
const BEFORE: &[(&str, &str)] = &[
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type"),
    // Names
    (RDFS, "label"),
    (SKOS, "prefLabel"),
    (SKOS, "altLabel"),
    (DCT, "title"),
    (KADER, "heading"),
    // Codes and places in an order
    (DCT, "identifier"),
    (SKOS, "notation"),
    (ELI, "id_local"),
    (ELI, "number"),
    (ELI, "type_subdivision"),
    (ADMS, "status"),
    (KADER, "code"),
    (KADER, "severity"),
    (KADER, "phaseNumber"),
    (KADER, "order"),
    // Where, what and who in a project
    (KADER, "instrumentType"),
    (DCT, "type"),
    (KADER, "phase"),
    (KADER, "topic"),
    (DCT, "subject"),
    (KADER, "projectRole"),
    // For whom and when it holds
    (KADER, "bearer"),
    (KADER, "bears"),
    (KADER, "applicability"),
    (KADER, "certainty"),
    (KADER, "expression"),
    (KADER, "applicationKind"),
    (KADER, "riskGroup"),
    (KADER, "bearerRole"),
    (KADER, "transparencyDuty"),
    (KADER, "systemicRisk"),
    (KADER, "openSource"),
    (KADER, "exception"),
    (KADER, "operand"),
    (KADER, "hasLabel"),
    // What it does for what
    (KADER, "implements"),
    (KADER, "implementedBy"),
    (KADER, "supports"),
    (KADER, "supportedBy"),
    (KADER, "helpsWith"),
    (KADER, "helpedBy"),
    (KADER, "auditedBy"),
    (KADER, "audits"),
    (KADER, "norm"),
    (KADER, "measure"),
    (KADER, "normSource"),
    (DCT, "relation"),
    // On which law
    (KADER, "citedIn"),
    (KADER, "quotedText"),
    (KADER, "target"),
    (KADER, "resolution"),
    (KADER, "conflict"),
    (KADER, "link"),
    (KADER, "inSection"),
    (KADER, "inFrontMatter"),
    (KADER, "basedOn"),
    (DCT, "source"),
    (CV, "isDerivedFrom"),
    (KADER, "mentions"),
    (DCT, "references"),
    (KADER, "provision"),
    (KADER, "date"),
    (KADER, "condition"),
    (KADER, "introducedBy"),
    (KADER, "act"),
    (KADER, "article"),
    (ELI, "is_part_of"),
    (ELI, "amended_by"),
    (ELI, "date_applicability"),
    (OWL, "sameAs"),
    (SCHEMA, "sameAs"),
    // Concept schemes
    (SKOS, "inScheme"),
    (SKOS, "topConceptOf"),
    (KADER, "nextPhase"),
];

/// Told after all that is not named here.
const AFTER: &[(&str, &str)] = &[
    // Parts
    (SKOS, "hasTopConcept"),
    (ELI, "has_part"),
    (KADER, "hasSection"),
    (KADER, "hasCitation"),
    // Where it comes from
    (RDFS, "isDefinedBy"),
    (FOAF, "page"),
    (KADER, "concerns"),
    (KADER, "key"),
    (KADER, "value"),
    (KADER, "sourceFile"),
    (KADER, "sourceLine"),
    (PROV, "wasDerivedFrom"),
    (KADER, "sha256"),
    // Texts
    (RDFS, "comment"),
    (DCT, "description"),
    (DCT, "abstract"),
    (SKOS, "definition"),
    (SKOS, "scopeNote"),
    (SKOS, "note"),
    (KADER, "statement"),
    (KADER, "explanation"),
    (KADER, "risk"),
    (SKOS, "example"),
    (KADER, "message"),
    (KADER, "text"),
    (KADER, "markdown"),
];

/// Where each predicate of the two tables stands.
static PLACES: LazyLock<HashMap<String, Rank<'static>>> = LazyLock::new(|| {
    let named = |table: &[(&str, &str)], rank: fn(usize) -> Rank<'static>| {
        let names = table.iter().enumerate();
        names
            .map(|(place, (namespace, local))| (format!("{namespace}{local}"), rank(place)))
            .collect::<Vec<_>>()
    };
    let mut places = named(BEFORE, Rank::Before);
    places.append(&mut named(AFTER, Rank::After));
    places.into_iter().collect()
});

/// The place of a predicate in the telling; those without one are ordered by their IRI, between
/// relations and parts.
pub(super) fn rank(predicate: &str) -> Rank<'_> {
    PLACES
        .get(predicate)
        .copied()
        .unwrap_or(Rank::Between(predicate))
}

/// See [`rank`]; ordered as the variants stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank<'a> {
    /// A place in the first table.
    Before(usize),
    /// No place of its own.
    Between(&'a str),
    /// A place in the last table.
    After(usize),
}

/// Compares texts as people order codes: runs of digits by their number (`aia-9` before `aia-10`),
/// all else by code point.
pub(super) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    while !left_rest.is_empty() && !right_rest.is_empty() {
        let (left_digits, left_after) = leading_digits(left_rest);
        let (right_digits, right_after) = leading_digits(right_rest);
        if left_digits.is_empty() || right_digits.is_empty() {
            let (mut left_chars, mut right_chars) = (left_rest.chars(), right_rest.chars());
            match left_chars.next().cmp(&right_chars.next()) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            left_rest = left_chars.as_str();
            right_rest = right_chars.as_str();
        } else {
            let left_number = left_digits.trim_start_matches('0');
            let right_number = right_digits.trim_start_matches('0');
            match (left_number.len(), left_number).cmp(&(right_number.len(), right_number)) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            left_rest = left_after;
            right_rest = right_after;
        }
    }
    // Equal but for leading zeros: still an order, so that sorting is the same everywhere.
    left_rest
        .len()
        .cmp(&right_rest.len())
        .then_with(|| left.cmp(right))
}

fn leading_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn texts_come_last_and_the_class_first() {
        let type_rank = rank("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
        let unknown = rank("http://example.org/colour");
        let text = rank("https://w3id.org/kadergraaf/def#text");
        let label = rank("http://www.w3.org/2000/01/rdf-schema#label");
        assert!(type_rank < label && label < unknown && unknown < text);
    }

    #[test]
    fn no_predicate_has_two_places() {
        let all: Vec<_> = BEFORE.iter().chain(AFTER).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn numbers_are_ordered_as_numbers() {
        let mut codes = vec!["aia-10", "aia-9", "3.10", "3.2", "aia-09", "aia", "SV.4"];
        codes.sort_by(|left, right| natural(left, right));
        assert_eq!(
            codes,
            ["3.2", "3.10", "SV.4", "aia", "aia-09", "aia-9", "aia-10"]
        );
    }
}
