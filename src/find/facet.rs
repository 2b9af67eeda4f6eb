//! The values by which lists are narrowed.

use super::texts::Texts;
use crate::graph::vocabulary::{self as v, Property};

/// A facet: one question that a list can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Phase of the lifecycle.
    Phase,
    /// Role in the project.
    Role,
    /// On whom the law puts the duty.
    Bearer,
    /// Risk group.
    Risk,
    /// Kind of application.
    Application,
    /// Act on which the requirement rests.
    Law,
    /// Topic.
    Topic,
    /// Kind of instrument.
    InstrumentType,
    /// Audit framework of a norm.
    Framework,
    /// Whether there is a duty of transparency.
    Transparency,
    /// Whether there is systemic risk.
    SystemicRisk,
    /// Whether it is open source.
    OpenSource,
    /// Whether something is wrong in its source.
    Findings,
    /// One requirement.
    Requirement,
    /// One measure.
    Measure,
    /// One instrument.
    Instrument,
    /// One norm.
    Norm,
}

/// How many facets there are.
pub(super) const FACETS: usize = Facet::ALL.len();

impl Facet {
    /// Every facet, in the order in which a list shows them.
    pub const ALL: [Self; 17] = [
        Self::Phase,
        Self::Role,
        Self::Bearer,
        Self::Risk,
        Self::Application,
        Self::Law,
        Self::Topic,
        Self::InstrumentType,
        Self::Framework,
        Self::Transparency,
        Self::SystemicRisk,
        Self::OpenSource,
        Self::Findings,
        Self::Requirement,
        Self::Measure,
        Self::Instrument,
        Self::Norm,
    ];

    /// The six groups of labels of a profile of applicability (modelling §3).
    pub const PROFILE: [Self; 6] = [
        Self::Application,
        Self::Risk,
        Self::Bearer,
        Self::Transparency,
        Self::SystemicRisk,
        Self::OpenSource,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Role => "role",
            Self::Bearer => "bearer",
            Self::Risk => "risk",
            Self::Application => "kind",
            Self::Law => "law",
            Self::Topic => "topic",
            Self::InstrumentType => "type",
            Self::Framework => "framework",
            Self::Transparency => "transparency",
            Self::SystemicRisk => "systemic",
            Self::OpenSource => "open-source",
            Self::Findings => "findings",
            Self::Requirement => "requirement",
            Self::Measure => "measure",
            Self::Instrument => "instrument",
            Self::Norm => "norm",
        }
    }

    /// The facet of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// What it is called, in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Phase => ("Fase", "Phase"),
            Self::Role => ("Rol in het project", "Role in the project"),
            Self::Bearer => ("Voor wie", "For whom"),
            Self::Risk => ("Risicogroep", "Risk group"),
            Self::Application => ("Soort toepassing", "Kind of application"),
            Self::Law => ("Wet", "Act"),
            Self::Topic => ("Onderwerp", "Topic"),
            Self::InstrumentType => ("Soort hulpmiddel", "Kind of instrument"),
            Self::Framework => ("Toetsingskader", "Audit framework"),
            Self::Transparency => ("Transparantieverplichting", "Transparency duty"),
            Self::SystemicRisk => ("Systeemrisico", "Systemic risk"),
            Self::OpenSource => ("Open source", "Open source"),
            Self::Findings => ("Bevindingen", "Findings"),
            Self::Requirement => ("Vereiste", "Requirement"),
            Self::Measure => ("Maatregel", "Measure"),
            Self::Instrument => ("Hulpmiddel", "Instrument"),
            Self::Norm => ("Toetsnorm", "Audit norm"),
        }
    }

    /// The group of labels that this property of a profile has.
    pub(super) fn of_profile(property: Property) -> Option<Self> {
        Self::PROFILE
            .into_iter()
            .find(|facet| facet.profile_property() == Some(property))
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// Whether it is asked of a requirement: of the thing itself, or of one that it belongs to.
    /// All such facets are answered by one and the same requirement.
    pub(super) fn of_requirement(self) -> bool {
        self.profile_property().is_some() || matches!(self, Self::Law | Self::Requirement)
    }

    /// The property of a profile or an exception that has its values.
    pub fn profile_property(self) -> Option<Property> {
        Some(match self {
            Self::Application => v::APPLICATION_KIND,
            Self::Risk => v::RISK_GROUP,
            Self::Bearer => v::BEARER_ROLE,
            Self::Transparency => v::TRANSPARENCY_DUTY,
            Self::SystemicRisk => v::SYSTEMIC_RISK,
            Self::OpenSource => v::OPEN_SOURCE,
            _ => return None,
        })
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its IRI, where it is a thing.
    pub iri: Option<String>,
    /// Its name in an address.
    pub slug: String,
    /// What it is called.
    pub label: Texts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_stand_at_their_places_under_names_of_their_own() {
        for (place, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(facet.index(), place);
            assert_eq!(Facet::named(facet.name()), Some(facet));
        }
    }
}
