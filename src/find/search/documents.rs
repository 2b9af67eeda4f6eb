//! What is searched: the things of a store, with their texts.

use super::fold::Tongue;
use crate::find::reading::Reading;
use crate::find::texts::Texts;
use crate::graph::vocabulary::{self as v, Property, resource};
use oxigraph::model::{NamedNode, Term};

/// A kind of things that is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Requirements.
    Requirement,
    /// Measures.
    Measure,
    /// Instruments.
    Instrument,
    /// Acts and provisions.
    Legislation,
    /// Terms of the glossary.
    Term,
    /// Roles, phases, topics, labels, kinds of instruments.
    Concept,
    /// Audit norms.
    Norm,
    /// Other pages.
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Requirement,
        Self::Measure,
        Self::Instrument,
        Self::Legislation,
        Self::Term,
        Self::Concept,
        Self::Norm,
        Self::Page,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requirement => "requirement",
            Self::Measure => "measure",
            Self::Instrument => "instrument",
            Self::Legislation => "legislation",
            Self::Term => "term",
            Self::Concept => "concept",
            Self::Norm => "norm",
            Self::Page => "page",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What its things are called, in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Requirement => ("Vereisten", "Requirements"),
            Self::Measure => ("Maatregelen", "Measures"),
            Self::Instrument => ("Hulpmiddelen", "Instruments"),
            Self::Legislation => ("Wetgeving", "Legislation"),
            Self::Term => ("Begrippen", "Terms"),
            Self::Concept => (
                "Rollen, fasen, onderwerpen en labels",
                "Roles, phases, topics and labels",
            ),
            Self::Norm => ("Toetsnormen", "Audit norms"),
            Self::Page => ("Andere pagina’s", "Other pages"),
        }
    }

    fn classes(self) -> &'static [&'static str] {
        match self {
            Self::Requirement => &[resource::REQUIREMENT],
            Self::Measure => &[resource::MEASURE],
            Self::Instrument => &[resource::INSTRUMENT],
            Self::Legislation => &[
                resource::ELI_LEGAL_RESOURCE,
                resource::ELI_LEGAL_RESOURCE_SUBDIVISION,
            ],
            Self::Term => &[resource::TERM],
            Self::Concept => &[
                resource::ROLE,
                resource::LIFECYCLE_PHASE,
                resource::TOPIC,
                resource::LABEL,
                resource::INSTRUMENT_TYPE,
            ],
            Self::Norm => &[resource::AUDIT_NORM],
            Self::Page => &[resource::PAGE],
        }
    }
}

/// A text of a thing.
pub(super) struct Field {
    /// The thing's place.
    pub(super) document: u32,
    pub(super) tongue: Tongue,
    /// How much a word in it weighs.
    pub(super) weight: f32,
    /// Whether it is what the thing is called: shown anyhow, so no excerpt.
    pub(super) is_name: bool,
    pub(super) text: Box<str>,
}

/// A thing that is found.
pub(super) struct Document {
    pub(super) iri: Box<str>,
    pub(super) kind: Kind,
    pub(super) code: Option<Box<str>>,
    pub(super) title: Texts,
    /// What it is, in short, where no text has the words.
    pub(super) summary: Texts,
}

const CODE: f32 = 8.0;
const NAME: f32 = 5.0;
const OTHER_NAME: f32 = 4.0;
const SUMMARY: f32 = 2.5;
const CORE: f32 = 2.0;
const BODY: f32 = 1.0;

/// The texts that a thing has of its own, by weight.
const TEXTS: &[(Property, f32, bool)] = &[
    (v::SKOS_NOTATION, CODE, true),
    (v::DCT_IDENTIFIER, CODE, true),
    (v::DCT_TITLE, NAME, true),
    (v::RDFS_LABEL, NAME, true),
    (v::SKOS_PREF_LABEL, NAME, true),
    (v::HEADING, NAME, false),
    (v::SKOS_ALT_LABEL, OTHER_NAME, false),
    (v::DCT_ABSTRACT, SUMMARY, false),
    (v::SKOS_DEFINITION, CORE, false),
    (v::STATEMENT, CORE, false),
];

/// All things and their texts.
pub(super) fn gather(reading: Reading<'_>) -> (Vec<Document>, Vec<Field>) {
    let (mut documents, mut fields) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        for class in kind.classes() {
            for thing in reading.instances(class) {
                let Ok(place) = u32::try_from(documents.len()) else {
                    return (documents, fields);
                };
                texts_of(reading, thing, place, &mut fields);
                let mut summary = reading.texts(thing, v::DCT_ABSTRACT);
                for property in [v::SKOS_DEFINITION, v::HEADING] {
                    if summary.is_empty() {
                        summary = reading.texts(thing, property);
                    }
                }
                let code = reading.code(thing).or_else(|| match kind {
                    Kind::Norm => reading.value(thing, v::DCT_IDENTIFIER),
                    _ => None,
                });
                documents.push(Document {
                    iri: thing.as_str().into(),
                    kind,
                    code: code.map(Into::into),
                    title: reading.label(thing),
                    summary,
                });
            }
        }
    }
    (documents, fields)
}

fn texts_of(reading: Reading<'_>, thing: &NamedNode, document: u32, fields: &mut Vec<Field>) {
    let first = fields.len();
    for &(property, weight, is_name) in TEXTS {
        add(reading, thing, property, weight, is_name, document, fields);
    }
    for section in reading.nodes(thing, v::HAS_SECTION) {
        add(
            reading,
            section,
            v::DCT_TITLE,
            CORE,
            false,
            document,
            fields,
        );
        add(reading, section, v::TEXT, BODY, false, document, fields);
    }
    // The same text is often told twice: as title and as label, as statement and as section.
    let mut seen: Vec<(Tongue, Box<str>)> = Vec::new();
    let own = fields.split_off(first);
    for field in own {
        let known = seen
            .iter()
            .any(|(tongue, text)| *tongue == field.tongue && *text == field.text);
        if !known {
            seen.push((field.tongue, field.text.clone()));
            fields.push(field);
        }
    }
}

fn add(
    reading: Reading<'_>,
    thing: &NamedNode,
    property: Property,
    weight: f32,
    is_name: bool,
    document: u32,
    fields: &mut Vec<Field>,
) {
    for term in reading.objects(thing, property) {
        if let Term::Literal(literal) = term {
            fields.push(Field {
                document,
                tongue: Tongue::of(literal.language()),
                weight,
                is_name,
                text: literal.value().into(),
            });
        }
    }
}
