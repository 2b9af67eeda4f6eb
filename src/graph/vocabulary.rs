//! The vocabulary: every class, property and individual that the program writes, each once.
//!
//! The order of the properties is the order in which a person would tell them: what it is and is
//! called, how it hangs together with other things, where it comes from, its long texts last.
//! Writers follow it. A test holds that the `kader:` names here and those of
//! `ontology/kadergraaf.ttl` are the same set.

use std::fmt;

/// The namespace of our ontology; constant, whoever publishes.
pub const KADER: &str = "https://w3id.org/kadergraaf/def#";

/// The base of our own identifiers where no other is set.
pub const DEFAULT_BASE: &str = "https://w3id.org/kadergraaf/";

/// Prefixes as they are written, with their namespaces; `id:` is left to the settings.
pub const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("ai", "https://w3id.org/dpv/ai#"),
    ("aiact", "https://w3id.org/dpv/legal/eu/aiact#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("kader", KADER),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("sssom", "https://w3id.org/sssom/"),
    (
        "subdiv",
        "http://publications.europa.eu/resource/authority/subdivision/",
    ),
    ("vann", "http://purl.org/vocab/vann/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A property, by its place in the telling, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Property(u16);

impl Property {
    /// The IRI.
    pub fn iri(self) -> &'static str {
        // Each constant has its place in the list that it was made with.
        IRIS.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// Its place in the telling, from 0.
    pub fn rank(self) -> u16 {
        self.0
    }

    /// The property of this IRI, where it is one of ours to write.
    pub fn of(iri: &str) -> Option<Self> {
        ALL_PROPERTIES
            .iter()
            .copied()
            .find(|property| property.iri() == iri)
    }
}

impl fmt::Debug for Property {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.iri())
    }
}

macro_rules! namespace {
    (kader) => {
        "https://w3id.org/kadergraaf/def#"
    };
    (adms) => {
        "http://www.w3.org/ns/adms#"
    };
    (cv) => {
        "http://data.europa.eu/m8g/"
    };
    (dct) => {
        "http://purl.org/dc/terms/"
    };
    (dpv) => {
        "https://w3id.org/dpv#"
    };
    (eli) => {
        "http://data.europa.eu/eli/ontology#"
    };
    (foaf) => {
        "http://xmlns.com/foaf/0.1/"
    };
    (owl) => {
        "http://www.w3.org/2002/07/owl#"
    };
    (prov) => {
        "http://www.w3.org/ns/prov#"
    };
    (rdf) => {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    };
    (rdfs) => {
        "http://www.w3.org/2000/01/rdf-schema#"
    };
    (schema) => {
        "https://schema.org/"
    };
    (skos) => {
        "http://www.w3.org/2004/02/skos/core#"
    };
    (void) => {
        "http://rdfs.org/ns/void#"
    };
    (vann) => {
        "http://purl.org/vocab/vann/"
    };
}

macro_rules! properties {
    ($($name:ident $prefix:ident $local:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Rank { $($name),* }
        $(
            #[doc = concat!("`", stringify!($prefix), ":", $local, "`")]
            pub const $name: Property = Property(Rank::$name as u16);
        )*
        const IRIS: &[&str] = &[$(concat!(namespace!($prefix), $local)),*];
        /// Every property, in the order of telling.
        pub const ALL_PROPERTIES: &[Property] = &[$($name),*];
    };
}

properties! {
    RDF_TYPE rdf "type";
    // Names
    RDFS_LABEL rdfs "label";
    SKOS_PREF_LABEL skos "prefLabel";
    SKOS_ALT_LABEL skos "altLabel";
    DCT_TITLE dct "title";
    HEADING kader "heading";
    DCT_IDENTIFIER dct "identifier";
    SKOS_NOTATION skos "notation";
    CODE kader "code";
    SEVERITY kader "severity";
    ORDER kader "order";
    PHASE_NUMBER kader "phaseNumber";
    ELI_ID_LOCAL eli "id_local";
    ELI_NUMBER eli "number";
    ELI_TYPE_SUBDIVISION eli "type_subdivision";
    ADMS_STATUS adms "status";
    // What it is about, when and by whom
    DCT_ABSTRACT dct "abstract";
    STATEMENT kader "statement";
    SKOS_DEFINITION skos "definition";
    MESSAGE kader "message";
    CERTAINTY kader "certainty";
    EXPRESSION kader "expression";
    BEARER kader "bearer";
    BEARS kader "bears";
    APPLICABILITY kader "applicability";
    APPLICATION_KIND kader "applicationKind";
    RISK_GROUP kader "riskGroup";
    BEARER_ROLE kader "bearerRole";
    TRANSPARENCY_DUTY kader "transparencyDuty";
    SYSTEMIC_RISK kader "systemicRisk";
    OPEN_SOURCE kader "openSource";
    HAS_LABEL kader "hasLabel";
    EXCEPTION kader "exception";
    OPERAND kader "operand";
    PHASE kader "phase";
    NEXT_PHASE kader "nextPhase";
    PROJECT_ROLE kader "projectRole";
    TOPIC kader "topic";
    INSTRUMENT_TYPE kader "instrumentType";
    // The ground in law
    BASED_ON kader "basedOn";
    MENTIONS kader "mentions";
    HAS_CITATION kader "hasCitation";
    CITED_IN kader "citedIn";
    QUOTED_TEXT kader "quotedText";
    TARGET kader "target";
    RESOLUTION kader "resolution";
    LINK kader "link";
    CONFLICT kader "conflict";
    IN_SECTION kader "inSection";
    IN_FRONT_MATTER kader "inFrontMatter";
    ELI_IS_PART_OF eli "is_part_of";
    ELI_HAS_PART eli "has_part";
    ACT kader "act";
    ARTICLE kader "article";
    ELI_AMENDED_BY eli "amended_by";
    ELI_DATE_APPLICABILITY eli "date_applicability";
    PROVISION kader "provision";
    DATE kader "date";
    DEADLINE kader "deadline";
    CONDITION kader "condition";
    CONDITION_LABEL kader "conditionLabel";
    INTRODUCED_BY kader "introducedBy";
    // Curated relations
    IMPLEMENTS kader "implements";
    IMPLEMENTED_BY kader "implementedBy";
    SUPPORTS kader "supports";
    SUPPORTED_BY kader "supportedBy";
    HELPS_WITH kader "helpsWith";
    HELPED_BY kader "helpedBy";
    AUDITED_BY kader "auditedBy";
    AUDITS kader "audits";
    NORM kader "norm";
    MEASURE kader "measure";
    NORM_SOURCE kader "normSource";
    CONCERNS kader "concerns";
    KEY kader "key";
    VALUE kader "value";
    // Concepts
    SKOS_IN_SCHEME skos "inScheme";
    SKOS_TOP_CONCEPT_OF skos "topConceptOf";
    SKOS_HAS_TOP_CONCEPT skos "hasTopConcept";
    SKOS_EXACT_MATCH skos "exactMatch";
    SKOS_CLOSE_MATCH skos "closeMatch";
    SKOS_RELATED_MATCH skos "relatedMatch";
    SKOS_NARROW_MATCH skos "narrowMatch";
    SKOS_BROAD_MATCH skos "broadMatch";
    SKOS_BROADER skos "broader";
    SKOS_EDITORIAL_NOTE skos "editorialNote";
    // Super-properties of the above
    CV_IS_DERIVED_FROM cv "isDerivedFrom";
    DCT_SOURCE dct "source";
    DCT_SUBJECT dct "subject";
    DCT_TYPE dct "type";
    DCT_RELATION dct "relation";
    DCT_REFERENCES dct "references";
    // Ontology
    RDFS_SUB_CLASS_OF rdfs "subClassOf";
    RDFS_SUB_PROPERTY_OF rdfs "subPropertyOf";
    RDFS_DOMAIN rdfs "domain";
    RDFS_RANGE rdfs "range";
    OWL_INVERSE_OF owl "inverseOf";
    OWL_SAME_AS owl "sameAs";
    SCHEMA_SAME_AS schema "sameAs";
    RDFS_SEE_ALSO rdfs "seeAlso";
    RDFS_IS_DEFINED_BY rdfs "isDefinedBy";
    RDFS_COMMENT rdfs "comment";
    OWL_VERSION_IRI owl "versionIRI";
    OWL_VERSION_INFO owl "versionInfo";
    VANN_PREFERRED_NAMESPACE_PREFIX vann "preferredNamespacePrefix";
    VANN_PREFERRED_NAMESPACE_URI vann "preferredNamespaceUri";
    DCT_CREATOR dct "creator";
    DCT_PUBLISHER dct "publisher";
    DCT_LICENSE dct "license";
    DCT_DESCRIPTION dct "description";
    DCT_ISSUED dct "issued";
    DCT_MODIFIED dct "modified";
    DCT_LANGUAGE dct "language";
    DCT_IS_VERSION_OF dct "isVersionOf";
    // Where it comes from
    FOAF_PAGE foaf "page";
    ENGLISH_TITLE_FROM kader "englishTitleFrom";
    SOURCE_FILE kader "sourceFile";
    SOURCE_LINE kader "sourceLine";
    SHA256 kader "sha256";
    PROV_WAS_DERIVED_FROM prov "wasDerivedFrom";
    // Parts and long texts
    HAS_SECTION kader "hasSection";
    EXPLANATION kader "explanation";
    RISK kader "risk";
    SKOS_EXAMPLE skos "example";
    TEXT kader "text";
    MARKDOWN kader "markdown";
}

macro_rules! resources {
    ($($name:ident $prefix:ident $local:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($prefix), ":", $local, "`")]
            pub const $name: &str = concat!(namespace!($prefix), $local);
        )*
        /// Every class and individual that is written.
        pub const ALL_RESOURCES: &[&str] = &[$($name),*];
    };
}

/// Classes and individuals.
pub mod resource {
    resources! {
        REQUIREMENT kader "Requirement";
        MEASURE kader "Measure";
        INSTRUMENT kader "Instrument";
        ROLE kader "Role";
        LIFECYCLE_PHASE kader "LifecyclePhase";
        TOPIC kader "Topic";
        LABEL kader "Label";
        INSTRUMENT_TYPE kader "InstrumentType";
        TERM kader "Term";
        STATUS kader "Status";
        PAGE kader "Page";
        AUDIT_NORM kader "AuditNorm";
        NORM_LINK kader "NormLink";
        SECTION kader "Section";
        CITATION kader "Citation";
        APPLICABILITY_PROFILE kader "ApplicabilityProfile";
        EXCEPTION kader "Exception";
        EXPRESSION kader "Expression";
        ALL_OF kader "AllOf";
        ANY_OF kader "AnyOf";
        NOT kader "Not";
        LABEL_TEST kader "LabelTest";
        FINDING kader "Finding";
        SOURCE_FILE kader "SourceFile";
        RELEASE kader "Release";
        APPLICATION kader "Application";
        CERTAINTY kader "Certainty";
        ESTABLISHED kader "Established";
        LIKELY kader "Likely";
        RESOLUTION kader "Resolution";
        EXPLICIT kader "Explicit";
        CONTEXTUAL kader "Contextual";
        SEVERITY kader "Severity";
        ERROR kader "Error";
        WARNING kader "Warning";
        NOTE kader "Note";
        NORM_SOURCE kader "NormSource";
        FRONT_MATTER kader "FrontMatter";
        NORM_TABLE kader "NormTable";
        CV_REQUIREMENT cv "Requirement";
        CV_CRITERION cv "Criterion";
        CV_REFERENCE_FRAMEWORK cv "ReferenceFramework";
        DPV_TECHNICAL_ORGANISATIONAL_MEASURE dpv "TechnicalOrganisationalMeasure";
        ELI_LEGAL_RESOURCE eli "LegalResource";
        ELI_LEGAL_RESOURCE_SUBDIVISION eli "LegalResourceSubdivision";
        FOAF_DOCUMENT foaf "Document";
        PROV_ENTITY prov "Entity";
        SKOS_CONCEPT skos "Concept";
        VOID_DATASET void "Dataset";
        SKOS_CONCEPT_SCHEME skos "ConceptScheme";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_property_stands_once_and_ranks_follow_the_table() {
        let iris: BTreeSet<_> = ALL_PROPERTIES
            .iter()
            .map(|property| property.iri())
            .collect();
        assert_eq!(iris.len(), ALL_PROPERTIES.len());
        for (place, property) in ALL_PROPERTIES.iter().enumerate() {
            assert_eq!(usize::from(property.rank()), place);
        }
    }

    #[test]
    fn the_ontology_namespace_is_the_one_that_names_are_made_of() {
        assert_eq!(TOPIC.iri(), format!("{KADER}topic"));
    }
}
