//! The work list: what is to be done by whom and when, for an application that is known in part.

use super::applicability::{GROUPS, Standing};
use super::catalogue::{Catalogue, Entry};
use super::facet::{FACETS, Facet};
use super::list::List;
use super::selection::{Selection, Unknown};
use crate::store::natural;

/// What a work list is made for: to each of its questions at most one answer.
#[derive(Clone, Debug, Default)]
pub struct Work {
    chosen: [Option<u16>; FACETS],
    /// What an address names and the data does not have.
    pub unknown: Vec<Unknown>,
}

/// A requirement that applies, with what is to be done about it.
#[derive(Debug)]
pub struct Task<'c> {
    /// The requirement.
    pub requirement: &'c Entry,
    /// Its measures in the chosen phase and for the chosen role, by code.
    pub measures: Vec<&'c Entry>,
    /// Whether it is itself of the chosen phase; so too where none is chosen.
    pub of_phase: bool,
    /// What remains to be seen before it applies for certain.
    pub standing: Standing<'c>,
}

impl Task<'_> {
    /// Whether the source holds it for settled to whom the requirement applies.
    pub fn is_established(&self) -> bool {
        let profile = self.requirement.profile.as_ref();
        profile.is_some_and(super::Profile::is_established)
    }

    /// Whether there is something to do here: a measure, or the requirement itself in its phase.
    pub fn is_here(&self) -> bool {
        self.of_phase || !self.measures.is_empty()
    }
}

impl Work {
    /// The questions, in the order in which people ask them.
    pub const FACETS: [Facet; 8] = [
        Facet::Bearer,
        Facet::Application,
        Facet::Risk,
        Facet::Phase,
        Facet::Role,
        Facet::Transparency,
        Facet::SystemicRisk,
        Facet::OpenSource,
    ];

    /// What these parameters of an address choose; of several answers to a question the first.
    pub fn read(catalogue: &Catalogue, parameters: &[(String, String)]) -> Self {
        let mut work = Self::default();
        for (name, value) in parameters {
            let value = value.trim();
            let facet = Facet::named(name).filter(|facet| Self::FACETS.contains(facet));
            let Some(facet) = facet.filter(|_| !value.is_empty()) else {
                continue;
            };
            match catalogue.place_of(facet, value) {
                Some(place) => {
                    if let Some(chosen) = work.chosen.get_mut(facet.index()) {
                        chosen.get_or_insert(place);
                    }
                }
                None => Unknown::note(&mut work.unknown, Ok(facet), value),
            }
        }
        work
    }

    /// The answer to a question, as a place in the facet's list.
    pub fn chosen(&self, facet: Facet) -> Option<u16> {
        self.chosen.get(facet.index()).copied().flatten()
    }

    /// Whether no question is answered.
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(Option::is_none)
    }

    /// The same with another answer, or with none.
    #[must_use]
    pub fn with(&self, facet: Facet, place: Option<u16>) -> Self {
        let mut other = Self {
            chosen: self.chosen,
            unknown: Vec::new(),
        };
        if let Some(chosen) = other.chosen.get_mut(facet.index()) {
            *chosen = place.filter(|_| Self::FACETS.contains(&facet));
        }
        other
    }

    /// The parameters that choose this, in one fixed order: the same choice, the same address.
    pub fn parameters(&self, catalogue: &Catalogue) -> Vec<(&'static str, String)> {
        Self::FACETS
            .into_iter()
            .filter_map(|facet| {
                let value = catalogue.value(facet, self.chosen(facet)?)?;
                Some((facet.name(), value.slug.clone()))
            })
            .collect()
    }

    /// The requirements that apply to what is chosen, by code; those that are settled and those
    /// that are only likely to apply together.
    pub fn tasks<'c>(&self, catalogue: &'c Catalogue) -> Vec<Task<'c>> {
        let own: Vec<Option<u16>> = Facet::PROFILE
            .into_iter()
            .map(|facet| self.chosen(facet))
            .collect();
        let labels: [&[u16]; GROUPS] =
            std::array::from_fn(|group| own.get(group).map_or(&[][..], Option::as_slice));
        let known = labels.iter().any(|group| !group.is_empty());
        let mut measures_of: Vec<Vec<&Entry>> =
            vec![Vec::new(); catalogue.entries(List::Requirements).len()];
        let has = |entry: &Entry, facet: Facet| {
            self.chosen(facet)
                .is_none_or(|place| entry.values(facet).contains(&place))
        };
        for measure in catalogue.entries(List::Measures) {
            if has(measure, Facet::Phase) && has(measure, Facet::Role) {
                for &place in &measure.requirements {
                    if let Some(list) = measures_of.get_mut(place as usize) {
                        list.push(measure);
                    }
                }
            }
        }
        let mut tasks: Vec<Task<'c>> = catalogue
            .entries(List::Requirements)
            .iter()
            .zip(measures_of)
            .filter_map(|(requirement, mut measures)| {
                let standing = match &requirement.profile {
                    Some(profile) => profile.standing(&labels)?,
                    // Nobody says to whom it applies: it answers no question.
                    None if known => return None,
                    None => Standing::default(),
                };
                by_code(&mut measures, |entry| *entry);
                Some(Task {
                    requirement,
                    measures,
                    of_phase: has(requirement, Facet::Phase),
                    standing,
                })
            })
            .collect();
        by_code(&mut tasks, |task| task.requirement);
        tasks
    }

    /// The labels that are chosen, as a selection of requirements.
    pub(super) fn of_requirements(&self) -> Selection {
        Facet::PROFILE
            .into_iter()
            .filter_map(|facet| Some((facet, self.chosen(facet)?)))
            .fold(Selection::all(List::Requirements), |all, (facet, place)| {
                all.with(facet, place)
            })
    }
}

fn by_code<'c, T>(things: &mut [T], entry: impl Fn(&T) -> &'c Entry) {
    things.sort_by_cached_key(|thing| {
        let entry = entry(thing);
        let code = entry.code.clone().unwrap_or_default();
        (code.is_empty(), natural(&code), entry.iri.clone())
    });
}
