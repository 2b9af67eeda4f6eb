//! A thing and what stands around it, by kind.

use super::facet::Facet;
use super::list::List;
use super::read::short_label;
use super::reading::Reading;
use super::texts::Texts;
use crate::graph::vocabulary::{self as v, Property, resource};
use crate::store::Store;
use oxigraph::model::NamedNode;

/// A kind of neighbours: what they are to the thing in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectorKind {
    /// Provisions on which it rests.
    Provisions,
    /// On whom the law puts the duty.
    Bearers,
    /// Requirements.
    Requirements,
    /// Phases of the lifecycle.
    Phases,
    /// Roles in the project.
    Roles,
    /// Topics.
    Topics,
    /// Measures.
    Measures,
    /// Instruments.
    Instruments,
    /// Audit norms.
    Norms,
}

impl SectorKind {
    /// What the neighbours are, in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Provisions => ("Berust op", "Rests on"),
            Self::Bearers => ("Plicht van", "Duty of"),
            Self::Requirements => ("Vereisten", "Requirements"),
            Self::Phases => ("Fasen", "Phases"),
            Self::Roles => ("Rollen", "Roles"),
            Self::Topics => ("Onderwerpen", "Topics"),
            Self::Measures => ("Maatregelen", "Measures"),
            Self::Instruments => ("Hulpmiddelen", "Instruments"),
            Self::Norms => ("Toetsnormen", "Audit norms"),
        }
    }

    /// Many of them, in a sentence: `12 maatregelen`.
    pub fn many(self) -> (&'static str, &'static str) {
        match self {
            Self::Provisions => ("bepalingen", "provisions"),
            Self::Bearers => ("partijen", "parties"),
            Self::Requirements => ("vereisten", "requirements"),
            Self::Phases => ("fasen", "phases"),
            Self::Roles => ("rollen", "roles"),
            Self::Topics => ("onderwerpen", "topics"),
            Self::Measures => ("maatregelen", "measures"),
            Self::Instruments => ("hulpmiddelen", "instruments"),
            Self::Norms => ("toetsnormen", "audit norms"),
        }
    }
}

/// A neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its IRI.
    pub iri: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// What it is called.
    pub title: Texts,
}

/// Neighbours of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    /// What they are to the thing in the middle.
    pub kind: SectorKind,
    /// All of them, by code and name.
    pub neighbours: Vec<Neighbour>,
    /// The list that shows exactly these, with the facet and value that choose them.
    pub list: Option<(List, Facet, String)>,
}

/// A thing and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The thing in the middle.
    pub middle: Neighbour,
    /// Its neighbours by kind; none is empty. Where it comes from stands before what it leads to.
    pub sectors: Vec<Sector>,
}

type Way = (SectorKind, Property, Option<(List, Facet)>);

const REQUIREMENT: &[Way] = &[
    (SectorKind::Provisions, v::BASED_ON, None),
    (SectorKind::Bearers, v::BEARER, None),
    (
        SectorKind::Measures,
        v::IMPLEMENTED_BY,
        Some((List::Measures, Facet::Requirement)),
    ),
    (
        SectorKind::Instruments,
        v::SUPPORTED_BY,
        Some((List::Instruments, Facet::Requirement)),
    ),
];
const MEASURE: &[Way] = &[
    (
        SectorKind::Requirements,
        v::IMPLEMENTS,
        Some((List::Requirements, Facet::Measure)),
    ),
    (SectorKind::Phases, v::PHASE, None),
    (SectorKind::Roles, v::PROJECT_ROLE, None),
    (
        SectorKind::Instruments,
        v::HELPED_BY,
        Some((List::Instruments, Facet::Measure)),
    ),
    (
        SectorKind::Norms,
        v::AUDITED_BY,
        Some((List::Norms, Facet::Measure)),
    ),
];
const INSTRUMENT: &[Way] = &[
    (
        SectorKind::Requirements,
        v::SUPPORTS,
        Some((List::Requirements, Facet::Instrument)),
    ),
    (SectorKind::Phases, v::PHASE, None),
    (SectorKind::Roles, v::PROJECT_ROLE, None),
    (
        SectorKind::Measures,
        v::HELPS_WITH,
        Some((List::Measures, Facet::Instrument)),
    ),
];
const NORM: &[Way] = &[(
    SectorKind::Measures,
    v::AUDITS,
    Some((List::Measures, Facet::Norm)),
)];

impl Neighbourhood {
    /// What stands around a requirement, a measure, an instrument or a norm; nothing for another
    /// thing, and for one that stands alone.
    pub fn of(store: &Store, iri: &str) -> Option<Self> {
        let thing = NamedNode::new(iri).ok()?;
        let reading = Reading(store);
        let ways = [
            (resource::REQUIREMENT, REQUIREMENT),
            (resource::MEASURE, MEASURE),
            (resource::INSTRUMENT, INSTRUMENT),
            (resource::AUDIT_NORM, NORM),
        ]
        .into_iter()
        .find_map(|(class, ways)| reading.is_a(&thing, class).then_some(ways))?;
        let sectors: Vec<Sector> = ways
            .iter()
            .map(|&(kind, property, list)| Sector {
                kind,
                neighbours: neighbours(reading, &thing, kind, property),
                list: list.map(|(list, facet)| (list, facet, super::read::slug(reading, &thing))),
            })
            .filter(|sector| !sector.neighbours.is_empty())
            .collect();
        (!sectors.is_empty()).then(|| Self {
            middle: neighbour(reading, &thing),
            sectors,
        })
    }
}

fn neighbour(reading: Reading<'_>, thing: &NamedNode) -> Neighbour {
    Neighbour {
        iri: thing.as_str().to_owned(),
        code: reading.code(thing).map(str::to_owned),
        title: short_label(reading, thing),
    }
}

fn neighbours(
    reading: Reading<'_>,
    thing: &NamedNode,
    kind: SectorKind,
    property: Property,
) -> Vec<Neighbour> {
    let mut things: Vec<&NamedNode> = reading.nodes(thing, property).collect();
    if kind == SectorKind::Phases {
        things.sort_by_key(|phase| {
            let number = reading.value(phase, v::PHASE_NUMBER);
            number
                .and_then(|number| number.parse::<u32>().ok())
                .unwrap_or(u32::MAX)
        });
    }
    let mut found: Vec<Neighbour> = things
        .into_iter()
        .map(|thing| neighbour(reading, thing))
        .collect();
    if kind != SectorKind::Phases {
        found.sort_by(|a, b| (&a.code, &a.iri).cmp(&(&b.code, &b.iri)));
    }
    found
}
