//! The lists that there are.

use super::facet::Facet;
use crate::graph::vocabulary::resource;

/// A kind of things that is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// `/requirements`
    Requirements,
    /// `/measures`
    Measures,
    /// `/instruments`
    Instruments,
    /// `/terms`
    Terms,
    /// `/norms`
    Norms,
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By code, numbers as numbers.
    #[default]
    Code,
    /// By title in the page's language.
    Title,
    /// By the act on which it rests.
    Law,
    /// By how many measures it has, most first.
    Measures,
    /// By how many requirements it belongs to, most first.
    Requirements,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Code,
        Self::Title,
        Self::Law,
        Self::Measures,
        Self::Requirements,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Title => "title",
            Self::Law => "law",
            Self::Measures => "measures",
            Self::Requirements => "requirements",
        }
    }

    /// What it is called, in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("Code", "Code"),
            Self::Title => ("Titel", "Title"),
            Self::Law => ("Wet", "Act"),
            Self::Measures => ("Meeste maatregelen", "Most measures"),
            Self::Requirements => ("Meeste vereisten", "Most requirements"),
        }
    }
}

impl List {
    /// Every list.
    pub const ALL: [Self; 5] = [
        Self::Requirements,
        Self::Measures,
        Self::Instruments,
        Self::Terms,
        Self::Norms,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requirements => "requirements",
            Self::Measures => "measures",
            Self::Instruments => "instruments",
            Self::Terms => "terms",
            Self::Norms => "norms",
        }
    }

    /// The list of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }

    /// What it is called, in Dutch and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Requirements => ("Vereisten", "Requirements"),
            Self::Measures => ("Maatregelen", "Measures"),
            Self::Instruments => ("Hulpmiddelen", "Instruments"),
            Self::Terms => ("Begrippen", "Terms"),
            Self::Norms => ("Toetsnormen", "Audit norms"),
        }
    }

    /// One of its things, in Dutch and in English.
    pub fn one(self) -> (&'static str, &'static str) {
        match self {
            Self::Requirements => ("vereiste", "requirement"),
            Self::Measures => ("maatregel", "measure"),
            Self::Instruments => ("hulpmiddel", "instrument"),
            Self::Terms => ("begrip", "term"),
            Self::Norms => ("toetsnorm", "audit norm"),
        }
    }

    /// The class of its things.
    pub fn class(self) -> &'static str {
        match self {
            Self::Requirements => resource::REQUIREMENT,
            Self::Measures => resource::MEASURE,
            Self::Instruments => resource::INSTRUMENT,
            Self::Terms => resource::TERM,
            Self::Norms => resource::AUDIT_NORM,
        }
    }

    /// The facets that it can be narrowed by; those that are shown come first.
    pub fn facets(self) -> &'static [Facet] {
        use Facet as F;
        match self {
            Self::Requirements => &[
                F::Bearer,
                F::Risk,
                F::Application,
                F::Law,
                F::Phase,
                F::Role,
                F::Topic,
                F::Transparency,
                F::SystemicRisk,
                F::OpenSource,
                F::Findings,
                F::Measure,
                F::Instrument,
            ],
            Self::Measures => &[
                F::Phase,
                F::Role,
                F::Bearer,
                F::Risk,
                F::Application,
                F::Law,
                F::Topic,
                F::Transparency,
                F::SystemicRisk,
                F::OpenSource,
                F::Findings,
                F::Requirement,
                F::Instrument,
                F::Norm,
            ],
            Self::Instruments => &[
                F::InstrumentType,
                F::Phase,
                F::Role,
                F::Bearer,
                F::Risk,
                F::Application,
                F::Law,
                F::Topic,
                F::Findings,
                F::Requirement,
                F::Measure,
            ],
            Self::Terms => &[F::Findings],
            Self::Norms => &[F::Framework, F::Phase, F::Law, F::Measure],
        }
    }

    /// Whether a facet is offered, or only shown where it is chosen: one thing out of hundreds is
    /// chosen on the page of that thing.
    pub fn offers(self, facet: Facet) -> bool {
        self.facets().contains(&facet)
            && !matches!(
                facet,
                Facet::Requirement | Facet::Measure | Facet::Instrument | Facet::Norm
            )
    }

    /// The orders that it can be sorted in; the first is the usual one.
    pub fn sorts(self) -> &'static [Sort] {
        match self {
            Self::Requirements => &[Sort::Code, Sort::Title, Sort::Law, Sort::Measures],
            Self::Measures => &[Sort::Code, Sort::Title, Sort::Requirements],
            Self::Instruments => &[Sort::Title, Sort::Requirements, Sort::Measures],
            Self::Terms => &[Sort::Title],
            Self::Norms => &[Sort::Code, Sort::Measures],
        }
    }
}
