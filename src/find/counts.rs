//! What a selection gives, and how much each further choice would give.

use super::applicability::GROUPS;
use super::catalogue::{Catalogue, Entry};
use super::facet::{FACETS, Facet};
use super::list::{List, Sort};
use super::selection::Selection;
use crate::store::natural;
use std::cmp::Reverse;

/// How many things a value has under the choices in all other facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value's place in its facet's list.
    pub place: u16,
    /// How many things.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A facet with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// Those of its values that any thing of the list has, and those that are chosen.
    pub values: Vec<ValueCount>,
}

/// What a selection gives.
#[derive(Debug)]
pub struct Found<'c> {
    /// The things, sorted.
    pub entries: Vec<&'c Entry>,
    /// How many things the list has.
    pub total: usize,
    /// The facets that are offered.
    pub facets: Vec<FacetCounts>,
}

/// What is true of a requirement under a selection.
struct Tried {
    /// Whether it answers all choices that are made of requirements.
    passes: bool,
    /// Whether it would, with only this value chosen in this facet.
    with: [Vec<bool>; FACETS],
}

impl Catalogue {
    /// What a selection gives, with counts; titles are sorted in this language (`nl`, `en`).
    pub fn find(&self, selection: &Selection, language: &str) -> Found<'_> {
        let list = selection.list;
        let words = selection.words();
        let tried = self.try_requirements(selection);
        let mut counts: [Vec<(usize, bool)>; FACETS] = std::array::from_fn(|index| {
            let values = self.values.get(index).map_or(0, Vec::len);
            vec![(0, false); values]
        });
        let mut entries = Vec::new();
        for entry in self.entries(list) {
            let has_words = words.iter().all(|word| entry.haystack.contains(word));
            let own = own_misses(selection, entry);
            let joined = !asks_requirements(selection)
                || entry.requirements.iter().any(|&place| {
                    tried
                        .get(place as usize)
                        .is_some_and(|requirement| requirement.passes)
                });
            let mut count = |facet: Facet, place: u16, counts_here: bool| {
                if let Some((number, occurs)) = counts
                    .get_mut(facet.index())
                    .and_then(|values| values.get_mut(usize::from(place)))
                {
                    *occurs = true;
                    *number += usize::from(counts_here);
                }
            };
            for &facet in list.facets().iter().filter(|facet| list.offers(**facet)) {
                if facet.of_requirement() {
                    let mut hit = vec![false; self.values(facet).len()];
                    let mut occurs = hit.clone();
                    for requirement in &entry.requirements {
                        let place = *requirement as usize;
                        for (value, flag) in occurs.iter_mut().enumerate() {
                            *flag |= self.requirement_has(place, facet, value);
                        }
                        let with = tried
                            .get(place)
                            .and_then(|tried| tried.with.get(facet.index()));
                        for (flag, with) in hit.iter_mut().zip(with.into_iter().flatten()) {
                            *flag |= with;
                        }
                    }
                    for (value, occurs) in occurs.into_iter().enumerate() {
                        if let (true, Ok(place)) = (occurs, u16::try_from(value)) {
                            let hit = hit.get(value).copied().unwrap_or_default();
                            count(facet, place, hit && has_words && own.is_empty());
                        }
                    }
                } else {
                    let others = own.iter().all(|missed| *missed == facet);
                    for &place in entry.values(facet) {
                        count(facet, place, has_words && others && joined);
                    }
                }
            }
            if has_words && own.is_empty() && joined {
                entries.push(entry);
            }
        }
        sort(&mut entries, selection.sort, language);
        let facets = list
            .facets()
            .iter()
            .filter(|facet| list.offers(**facet))
            .map(|&facet| FacetCounts {
                facet,
                values: values_of(selection, facet, counts.get(facet.index())),
            })
            .filter(|facet| !facet.values.is_empty())
            .collect();
        Found {
            entries,
            total: self.entries(list).len(),
            facets,
        }
    }

    /// How many things a selection gives.
    pub fn count(&self, selection: &Selection) -> usize {
        self.chosen_entries(selection).count()
    }

    /// The things that a selection gives, in the list's own order.
    pub(super) fn chosen_entries<'c>(
        &'c self,
        selection: &'c Selection,
    ) -> impl Iterator<Item = &'c Entry> {
        let words = selection.words();
        let passes: Vec<bool> = self
            .entries(List::Requirements)
            .iter()
            .map(|requirement| requirement_passes(selection, requirement, None))
            .collect();
        self.entries(selection.list).iter().filter(move |entry| {
            words.iter().all(|word| entry.haystack.contains(word))
                && own_misses(selection, entry).is_empty()
                && (!asks_requirements(selection)
                    || entry
                        .requirements
                        .iter()
                        .any(|&place| passes.get(place as usize) == Some(&true)))
        })
    }

    /// The requirements through which a thing is in what a selection gives.
    pub fn answering<'c>(
        &'c self,
        selection: &'c Selection,
        entry: &'c Entry,
    ) -> impl Iterator<Item = &'c Entry> {
        self.requirements_of(entry)
            .filter(|requirement| requirement_passes(selection, requirement, None))
    }

    fn try_requirements(&self, selection: &Selection) -> Vec<Tried> {
        let asked: Vec<Facet> = selection
            .list
            .facets()
            .iter()
            .copied()
            .filter(|facet| facet.of_requirement() && selection.list.offers(*facet))
            .collect();
        self.entries(List::Requirements)
            .iter()
            .map(|requirement| {
                let mut with: [Vec<bool>; FACETS] = Default::default();
                for &facet in &asked {
                    let values = self.values(facet).len();
                    if let Some(row) = with.get_mut(facet.index()) {
                        *row = (0..values)
                            .filter_map(|value| u16::try_from(value).ok())
                            .map(|value| {
                                requirement_passes(selection, requirement, Some((facet, value)))
                            })
                            .collect();
                    }
                }
                Tried {
                    passes: requirement_passes(selection, requirement, None),
                    with,
                }
            })
            .collect()
    }

    /// Whether a requirement has this value, whatever else is chosen.
    fn requirement_has(&self, place: usize, facet: Facet, value: usize) -> bool {
        let Ok(value) = u16::try_from(value) else {
            return false;
        };
        self.entries(List::Requirements)
            .get(place)
            .is_some_and(|requirement| match &requirement.profile {
                Some(profile) if facet.profile_property().is_some() => {
                    profile.labels(facet).contains(&value)
                }
                _ => requirement.values(facet).contains(&value),
            })
    }
}

/// Puts things in their order; where it leaves them equal, they stay as they were told.
fn sort(entries: &mut [&Entry], sort: Sort, language: &str) {
    match sort {
        Sort::Code => {}
        Sort::Title => entries.sort_by_cached_key(|entry| title_key(entry, language)),
        Sort::Law => entries.sort_by_cached_key(|entry| {
            let law = entry.values(Facet::Law).first().copied();
            (law.is_none(), law)
        }),
        Sort::Measures => entries.sort_by_key(|entry| Reverse(entry.measures)),
        Sort::Requirements => entries.sort_by_key(|entry| Reverse(entry.requirements.len())),
    }
    if sort == Sort::Code {
        entries.sort_by(|a, b| {
            let key = |entry: &Entry| entry.values(Facet::Framework).first().copied();
            let code = |entry: &Entry| entry.code.clone().unwrap_or_default();
            (a.code.is_none(), key(a))
                .cmp(&(b.code.is_none(), key(b)))
                .then_with(|| natural(&code(a)).cmp(&natural(&code(b))))
                .then_with(|| code(a).cmp(&code(b)))
                .then_with(|| a.iri.cmp(&b.iri))
        });
    }
}

fn title_key(entry: &Entry, language: &str) -> String {
    let title = entry.title.in_language(language).map(|said| said.text);
    super::search::folded(title.unwrap_or_default())
}

/// Whether anything is chosen that a requirement has to answer.
fn asks_requirements(selection: &Selection) -> bool {
    selection
        .list
        .facets()
        .iter()
        .any(|facet| facet.of_requirement() && !selection.chosen(*facet).is_empty())
}

/// The facets of the thing itself that it does not answer.
fn own_misses(selection: &Selection, entry: &Entry) -> Vec<Facet> {
    selection
        .list
        .facets()
        .iter()
        .copied()
        .filter(|facet| !facet.of_requirement())
        .filter(|facet| {
            let chosen = selection.chosen(*facet);
            !chosen.is_empty()
                && !entry
                    .values(*facet)
                    .iter()
                    .any(|place| chosen.binary_search(place).is_ok())
        })
        .collect()
}

/// Whether one requirement answers all that is chosen of requirements, where in one facet another
/// value stands for what is chosen there.
pub(super) fn requirement_passes(
    selection: &Selection,
    requirement: &Entry,
    instead: Option<(Facet, u16)>,
) -> bool {
    let single = instead.map(|(_, value)| [value]);
    let chosen = |facet: Facet| -> &[u16] {
        match (&instead, &single) {
            (Some((other, _)), Some(value)) if *other == facet => value,
            _ => selection.chosen(facet),
        }
    };
    for facet in [Facet::Law, Facet::Requirement] {
        let wanted = chosen(facet);
        if !wanted.is_empty()
            && !requirement
                .values(facet)
                .iter()
                .any(|value| wanted.contains(value))
        {
            return false;
        }
    }
    let labels: [&[u16]; GROUPS] = Facet::PROFILE.map(chosen);
    if labels.iter().all(|group| group.is_empty()) {
        return true;
    }
    requirement
        .profile
        .as_ref()
        .is_some_and(|profile| profile.applies(&labels))
}

fn values_of(
    selection: &Selection,
    facet: Facet,
    counts: Option<&Vec<(usize, bool)>>,
) -> Vec<ValueCount> {
    let chosen = selection.chosen(facet);
    counts
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(place, &(count, occurs))| {
            let place = u16::try_from(place).ok()?;
            let chosen = chosen.binary_search(&place).is_ok();
            (occurs || chosen).then_some(ValueCount {
                place,
                count,
                chosen,
            })
        })
        .collect()
}
