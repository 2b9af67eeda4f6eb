//! Which tables there are, and what stands in their columns.

use crate::graph::vocabulary::{self as v, Property, resource};

/// A table.
pub(super) struct Sheet {
    /// Its name, in lower case.
    pub(super) name: &'static str,
    /// The class whose things are its rows.
    pub(super) class: &'static str,
    /// Headings and what stands below them.
    pub(super) columns: &'static [(&'static str, Value)],
}

/// What stands in a cell.
pub(super) enum Value {
    /// The thing's IRI.
    Address,
    /// A text, in Dutch where there is a choice.
    Text(Property),
    /// The addresses that a property leads to.
    Links(Property),
    /// What the objects of a property are called.
    Names(Property),
    /// The codes of the objects of a property.
    Codes(Property),
    /// What the objects of a property of the profile are called.
    OfProfile(Property),
    /// The exceptions of the profile, as they are printed.
    Exceptions,
}

impl Value {
    /// Whether this property of the thing is looked at.
    pub(super) fn needs(&self, predicate: &str) -> bool {
        let property = match self {
            Self::Address => return false,
            Self::Text(property)
            | Self::Links(property)
            | Self::Names(property)
            | Self::Codes(property) => *property,
            Self::OfProfile(_) | Self::Exceptions => v::APPLICABILITY,
        };
        property.iri() == predicate
    }
}

/// The classes of parts whose contents stand in the row of their thing.
pub(super) const PARTS: &[&str] = &[resource::APPLICABILITY_PROFILE, resource::EXCEPTION];

use Value::{Address, Codes, Exceptions, Links, Names, OfProfile, Text};

/// The tables, in the order of the workbook.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        name: "vereisten",
        class: resource::REQUIREMENT,
        columns: &[
            ("Code", Text(v::SKOS_NOTATION)),
            ("Titel", Text(v::DCT_TITLE)),
            ("Toelichting", Text(v::DCT_ABSTRACT)),
            ("Levenscyclus", Names(v::PHASE)),
            ("Rollen", Names(v::PROJECT_ROLE)),
            ("Onderwerp", Names(v::TOPIC)),
            ("Plichtdrager", Names(v::BEARER)),
            ("Zekerheid", OfProfile(v::CERTAINTY)),
            ("Soort toepassing", OfProfile(v::APPLICATION_KIND)),
            ("Risicogroep", OfProfile(v::RISK_GROUP)),
            ("Rol AI-act", OfProfile(v::BEARER_ROLE)),
            ("Transparantieverplichting", OfProfile(v::TRANSPARENCY_DUTY)),
            ("Systeemrisico", OfProfile(v::SYSTEMIC_RISK)),
            ("Open source", OfProfile(v::OPEN_SOURCE)),
            ("Uitzondering", Exceptions),
            ("Bronnen (wetgeving)", Names(v::BASED_ON)),
            ("Noemt ook (wetgeving)", Names(v::MENTIONS)),
            ("Maatregelen", Codes(v::IMPLEMENTED_BY)),
            ("Hulpmiddelen", Names(v::SUPPORTED_BY)),
            ("Pagina", Links(v::FOAF_PAGE)),
            ("Bestand", Text(v::SOURCE_FILE)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "maatregelen",
        class: resource::MEASURE,
        columns: &[
            ("Code", Text(v::SKOS_NOTATION)),
            ("Titel", Text(v::DCT_TITLE)),
            ("Toelichting", Text(v::DCT_ABSTRACT)),
            ("Levenscyclus", Names(v::PHASE)),
            ("Rollen", Names(v::PROJECT_ROLE)),
            ("Onderwerp", Names(v::TOPIC)),
            ("Vereisten", Codes(v::IMPLEMENTS)),
            ("Toetsnormen", Names(v::AUDITED_BY)),
            ("Hulpmiddelen", Names(v::HELPED_BY)),
            ("Bronnen (wetgeving)", Names(v::BASED_ON)),
            ("Noemt ook (wetgeving)", Names(v::MENTIONS)),
            ("Pagina", Links(v::FOAF_PAGE)),
            ("Bestand", Text(v::SOURCE_FILE)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "hulpmiddelen",
        class: resource::INSTRUMENT,
        columns: &[
            ("Titel", Text(v::DCT_TITLE)),
            ("Categorie", Names(v::INSTRUMENT_TYPE)),
            ("Toelichting", Text(v::DCT_ABSTRACT)),
            ("Levenscyclus", Names(v::PHASE)),
            ("Rollen", Names(v::PROJECT_ROLE)),
            ("Onderwerp", Names(v::TOPIC)),
            ("Vereisten", Codes(v::SUPPORTS)),
            ("Maatregelen", Codes(v::HELPS_WITH)),
            ("Bronnen (wetgeving)", Names(v::BASED_ON)),
            ("Noemt ook (wetgeving)", Names(v::MENTIONS)),
            ("Pagina", Links(v::FOAF_PAGE)),
            ("Bestand", Text(v::SOURCE_FILE)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "toetsnormen",
        class: resource::AUDIT_NORM,
        columns: &[
            ("Nummer", Text(v::DCT_IDENTIFIER)),
            ("Norm", Text(v::RDFS_LABEL)),
            ("Maatregelen", Codes(v::AUDITS)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "bepalingen",
        class: resource::ELI_LEGAL_RESOURCE_SUBDIVISION,
        columns: &[
            ("Bepaling", Text(v::RDFS_LABEL)),
            ("Opschrift", Text(v::HEADING)),
            ("Regeling", Names(v::ACT)),
            ("Pagina", Links(v::FOAF_PAGE)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "begrippen",
        class: resource::TERM,
        columns: &[
            ("Begrip", Text(v::SKOS_PREF_LABEL)),
            ("Definitie", Text(v::SKOS_DEFINITION)),
            ("Identificatie", Address),
        ],
    },
    Sheet {
        name: "bevindingen",
        class: resource::FINDING,
        columns: &[
            ("Ernst", Names(v::SEVERITY)),
            ("Soort", Text(v::CODE)),
            ("Melding", Text(v::MESSAGE)),
            ("Bestand", Text(v::SOURCE_FILE)),
            ("Regel", Text(v::SOURCE_LINE)),
            ("Betreft", Codes(v::CONCERNS)),
            ("Sleutel", Text(v::KEY)),
            ("Waarde", Text(v::VALUE)),
            ("Identificatie", Address),
        ],
    },
];
