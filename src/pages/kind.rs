//! The kinds of things that have pages of their own.

use super::language::Language;
use crate::graph::vocabulary::resource;

/// What a thing is, as far as pages go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// What the law asks.
    Requirement,
    /// What one does about it.
    Measure,
    /// What helps.
    Instrument,
    /// Who in the project does it.
    Role,
    /// A phase of the lifecycle.
    Phase,
    /// A topic.
    Topic,
    /// A value of a label: a risk group, a bearer, …
    Label,
    /// A type of instruments.
    InstrumentType,
    /// A term of the glossary.
    Term,
    /// A norm that auditors test by.
    Norm,
    /// An act.
    Act,
    /// A part of an act.
    Provision,
    /// From when something applies.
    Application,
    /// Any other page of the source.
    SourcePage,
    /// A file of the source.
    SourceFile,
    /// A release of the framework.
    Release,
    /// A finding.
    Finding,
    /// A scheme of concepts.
    Scheme,
}

/// Class, kind; singular and plural, Dutch and English; the path of its overview.
type Row = (
    &'static str,
    Kind,
    [&'static str; 2],
    [&'static str; 2],
    Option<&'static str>,
);

const ROWS: &[Row] = &[
    (
        resource::REQUIREMENT,
        Kind::Requirement,
        ["vereiste", "vereisten"],
        ["requirement", "requirements"],
        Some("/requirements"),
    ),
    (
        resource::MEASURE,
        Kind::Measure,
        ["maatregel", "maatregelen"],
        ["measure", "measures"],
        Some("/measures"),
    ),
    (
        resource::INSTRUMENT,
        Kind::Instrument,
        ["hulpmiddel", "hulpmiddelen"],
        ["instrument", "instruments"],
        Some("/instruments"),
    ),
    (
        resource::ROLE,
        Kind::Role,
        ["rol", "rollen"],
        ["role", "roles"],
        Some("/roles"),
    ),
    (
        resource::LIFECYCLE_PHASE,
        Kind::Phase,
        ["fase", "fasen"],
        ["phase", "phases"],
        Some("/phases"),
    ),
    (
        resource::TOPIC,
        Kind::Topic,
        ["onderwerp", "onderwerpen"],
        ["topic", "topics"],
        Some("/topics"),
    ),
    (
        resource::LABEL,
        Kind::Label,
        ["label", "labels"],
        ["label", "labels"],
        Some("/labels"),
    ),
    (
        resource::INSTRUMENT_TYPE,
        Kind::InstrumentType,
        ["soort hulpmiddel", "soorten hulpmiddelen"],
        ["type of instrument", "types of instruments"],
        Some("/labels"),
    ),
    (
        resource::TERM,
        Kind::Term,
        ["begrip", "begrippen"],
        ["term", "terms"],
        Some("/terms"),
    ),
    (
        resource::AUDIT_NORM,
        Kind::Norm,
        ["toetsnorm", "toetsnormen"],
        ["audit norm", "audit norms"],
        Some("/norms"),
    ),
    (
        resource::ELI_LEGAL_RESOURCE,
        Kind::Act,
        ["wet of regeling", "wetten en regelingen"],
        ["act", "acts"],
        Some("/legislation"),
    ),
    (
        resource::ELI_LEGAL_RESOURCE_SUBDIVISION,
        Kind::Provision,
        ["bepaling", "bepalingen"],
        ["provision", "provisions"],
        Some("/legislation"),
    ),
    (
        resource::APPLICATION,
        Kind::Application,
        ["toepassing in de tijd", "toepassingen in de tijd"],
        ["application in time", "applications in time"],
        None,
    ),
    (
        resource::PAGE,
        Kind::SourcePage,
        ["pagina van het kader", "pagina’s van het kader"],
        ["page of the framework", "pages of the framework"],
        None,
    ),
    (
        resource::SOURCE_FILE,
        Kind::SourceFile,
        ["bronbestand", "bronbestanden"],
        ["source file", "source files"],
        None,
    ),
    (
        resource::RELEASE,
        Kind::Release,
        ["uitgave", "uitgaven"],
        ["release", "releases"],
        None,
    ),
    (
        resource::FINDING,
        Kind::Finding,
        ["bevinding", "bevindingen"],
        ["finding", "findings"],
        Some("/findings"),
    ),
    (
        resource::SKOS_CONCEPT_SCHEME,
        Kind::Scheme,
        ["begrippenschema", "begrippenschema’s"],
        ["concept scheme", "concept schemes"],
        None,
    ),
];

impl Kind {
    /// The kinds that people look for: each of their things has a page worth finding.
    pub(super) const SOUGHT: [Self; 12] = [
        Self::Requirement,
        Self::Measure,
        Self::Instrument,
        Self::Role,
        Self::Phase,
        Self::Topic,
        Self::Label,
        Self::InstrumentType,
        Self::Term,
        Self::Norm,
        Self::Act,
        Self::Provision,
    ];

    /// Classes and their kinds.
    pub(super) fn classes() -> impl Iterator<Item = (&'static str, Self)> {
        ROWS.iter().map(|row| (row.0, row.1))
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.1 == self)
    }

    /// Its class.
    pub fn class(self) -> &'static str {
        self.row().map_or("", |row| row.0)
    }

    /// `vereiste`, `requirement`.
    pub fn one(self, language: Language) -> &'static str {
        self.row().map_or("", |row| language.of(row.2[0], row.3[0]))
    }

    /// `vereisten`, `requirements`.
    pub fn many(self, language: Language) -> &'static str {
        self.row().map_or("", |row| language.of(row.2[1], row.3[1]))
    }

    /// The path of the overview of all things of this kind, behind the language.
    pub fn overview(self) -> Option<&'static str> {
        self.row().and_then(|row| row.4)
    }

    /// `3 vereisten`.
    pub fn count(self, number: usize, language: Language) -> String {
        language.count(number, self.one(language), self.many(language))
    }
}
