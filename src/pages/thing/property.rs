//! What properties of other vocabularies are called, on a page that shows all that is said. Our own
//! have their names in the ontology.

use crate::graph::vocabulary::{self as v, Property};

/// Property, Dutch, English.
const NAMES: &[(Property, &str, &str)] = &[
    (v::DCT_IDENTIFIER, "kenmerk", "identifier"),
    (v::DCT_ABSTRACT, "samenvatting", "summary"),
    (v::DCT_DESCRIPTION, "beschrijving", "description"),
    (v::DCT_SOURCE, "bron", "source"),
    (v::DCT_SUBJECT, "onderwerp", "subject"),
    (v::DCT_TYPE, "soort", "type"),
    (v::DCT_RELATION, "verwant met", "related to"),
    (v::DCT_REFERENCES, "verwijst naar", "refers to"),
    (v::DCT_CREATOR, "maker", "creator"),
    (v::DCT_PUBLISHER, "uitgever", "publisher"),
    (v::DCT_LICENSE, "licentie", "licence"),
    (v::DCT_LANGUAGE, "taal", "language"),
    (v::DCT_ISSUED, "uitgegeven op", "issued on"),
    (v::DCT_MODIFIED, "bijgewerkt tot", "updated to"),
    (v::DCT_IS_VERSION_OF, "versie van", "version of"),
    (v::FOAF_PAGE, "webpagina", "web page"),
    (v::OWL_VERSION_INFO, "volgt uitgave", "follows release"),
    (
        v::OWL_VERSION_IRI,
        "adres van de versie",
        "address of the version",
    ),
    (v::OWL_SAME_AS, "hetzelfde als", "the same as"),
    (v::SCHEMA_SAME_AS, "ook gespeld als", "also spelled"),
    (v::PROV_WAS_DERIVED_FROM, "gemaakt uit", "made from"),
    (v::RDFS_COMMENT, "opmerking", "note"),
    (v::RDFS_SEE_ALSO, "zie ook", "see also"),
    (v::RDFS_IS_DEFINED_BY, "vastgelegd in", "defined in"),
    (v::ADMS_STATUS, "status", "status"),
    (v::SKOS_ALT_LABEL, "ook wel", "also"),
    (v::SKOS_DEFINITION, "betekenis", "meaning"),
    (v::SKOS_NOTATION, "code", "code"),
    (v::SKOS_EXAMPLE, "voorbeeld", "example"),
    (
        v::SKOS_EDITORIAL_NOTE,
        "opmerking van de redactie",
        "editorial note",
    ),
    (v::SKOS_IN_SCHEME, "hoort bij", "belongs to"),
    (v::SKOS_TOP_CONCEPT_OF, "bovenaan in", "at the top of"),
    (v::SKOS_HAS_TOP_CONCEPT, "bovenaan staan", "at the top are"),
    (v::SKOS_BROADER, "valt onder", "falls under"),
    (v::SKOS_EXACT_MATCH, "hetzelfde als", "the same as"),
    (
        v::SKOS_CLOSE_MATCH,
        "bijna hetzelfde als",
        "nearly the same as",
    ),
    (v::SKOS_BROAD_MATCH, "valt onder", "falls under"),
    (v::SKOS_NARROW_MATCH, "omvat", "covers"),
    (v::SKOS_RELATED_MATCH, "verwant met", "related to"),
];

/// Its name in Dutch and in English, where it is one of these.
pub(super) fn name(iri: &str) -> Option<(&'static str, &'static str)> {
    let property = Property::of(iri)?;
    let (_, nl, en) = NAMES.iter().find(|(known, ..)| *known == property)?;
    Some((nl, en))
}
