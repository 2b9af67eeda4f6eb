//! What an address chooses of a list.

use super::catalogue::Catalogue;
use super::facet::{FACETS, Facet};
use super::list::{List, Sort};
use super::search::folded;

/// Words of a text filter that count; the rest is left out.
pub const MOST_WORDS: usize = 12;
/// Characters of a text filter that count.
const MOST_CHARACTERS: usize = 200;
/// Values of a facet that count.
const MOST_VALUES: usize = 64;

/// Something in an address that chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The facet, where the list has it; else the name as it stands.
    pub facet: Result<Facet, String>,
    /// The value as it stands.
    pub value: String,
}

impl Unknown {
    /// Adds one to those that are told, each once and not without end.
    pub(super) fn note(told: &mut Vec<Self>, facet: Result<Facet, String>, value: &str) {
        let value = shortened(value);
        let unknown = Self { facet, value };
        if told.len() < 8 && !told.contains(&unknown) {
            told.push(unknown);
        }
    }
}

/// What is chosen: of each facet some values (any of them will do), words, an order.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The list.
    pub list: List,
    /// The words of the text filter, as typed.
    pub text: String,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// What chooses nothing.
    pub unknown: Vec<Unknown>,
    pub(super) chosen: [Vec<u16>; FACETS],
}

impl Selection {
    /// Everything of a list.
    pub fn all(list: List) -> Self {
        Self {
            list,
            text: String::new(),
            sort: list.sorts().first().copied().unwrap_or_default(),
            page: 1,
            unknown: Vec::new(),
            chosen: Default::default(),
        }
    }

    /// What these parameters of an address choose.
    pub fn read(catalogue: &Catalogue, list: List, parameters: &[(String, String)]) -> Self {
        let mut selection = Self::all(list);
        for (name, value) in parameters {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "q" => selection.text = shortened(value),
                "sort" => {
                    let sort = list.sorts().iter().find(|sort| sort.name() == value);
                    match sort {
                        Some(sort) => selection.sort = *sort,
                        None => selection.note(Err(name.clone()), value),
                    }
                }
                "page" => match value.parse() {
                    Ok(page @ 1..) => selection.page = page,
                    _ => selection.note(Err(name.clone()), value),
                },
                name => selection.choose(catalogue, name, value),
            }
        }
        selection
    }

    fn choose(&mut self, catalogue: &Catalogue, name: &str, value: &str) {
        // Parameters of others (of campaigns, of frames) are no mistake of the reader.
        let Some(facet) = Facet::named(name) else {
            return;
        };
        if !self.list.facets().contains(&facet) {
            return self.note(Err(name.to_owned()), value);
        }
        match catalogue.place_of(facet, value) {
            Some(place) => self.add(facet, place),
            None => self.note(Ok(facet), value),
        }
    }

    fn note(&mut self, facet: Result<Facet, String>, value: &str) {
        Unknown::note(&mut self.unknown, facet, value);
    }

    fn add(&mut self, facet: Facet, place: u16) {
        if let Some(chosen) = self.chosen.get_mut(facet.index())
            && chosen.len() < MOST_VALUES
            && let Err(at) = chosen.binary_search(&place)
        {
            chosen.insert(at, place);
        }
    }

    /// The chosen values of a facet, as places in its list.
    pub fn chosen(&self, facet: Facet) -> &[u16] {
        self.chosen.get(facet.index()).map_or(&[], Vec::as_slice)
    }

    /// Every chosen value.
    pub fn choices(&self) -> impl Iterator<Item = (Facet, u16)> {
        self.list
            .facets()
            .iter()
            .flat_map(|&facet| self.chosen(facet).iter().map(move |&place| (facet, place)))
    }

    /// Whether nothing is chosen and no word is asked for.
    pub fn is_everything(&self) -> bool {
        self.choices().next().is_none() && self.text.is_empty()
    }

    /// The same with one value more.
    #[must_use]
    pub fn with(&self, facet: Facet, place: u16) -> Self {
        let mut other = self.first_page();
        other.add(facet, place);
        other
    }

    /// The same with one value less.
    #[must_use]
    pub fn without(&self, facet: Facet, place: u16) -> Self {
        let mut other = self.first_page();
        if let Some(chosen) = other.chosen.get_mut(facet.index()) {
            chosen.retain(|known| *known != place);
        }
        other
    }

    /// The same with no value of a facet.
    #[must_use]
    pub fn without_facet(&self, facet: Facet) -> Self {
        let mut other = self.first_page();
        if let Some(chosen) = other.chosen.get_mut(facet.index()) {
            chosen.clear();
        }
        other
    }

    /// The same without words.
    #[must_use]
    pub fn without_text(&self) -> Self {
        Self {
            text: String::new(),
            ..self.first_page()
        }
    }

    /// The same at another page.
    #[must_use]
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    fn first_page(&self) -> Self {
        Self {
            page: 1,
            unknown: Vec::new(),
            ..self.clone()
        }
    }

    /// The words of the text filter, without case and diacritics.
    pub(super) fn words(&self) -> Vec<String> {
        self.text
            .split_whitespace()
            .take(MOST_WORDS)
            .map(folded)
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// The parameters that choose this, in one fixed order: the same choice, the same address.
    pub fn parameters(&self, catalogue: &Catalogue) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.text.is_empty() {
            parameters.push(("q", self.text.clone()));
        }
        for (facet, place) in self.choices() {
            if let Some(value) = catalogue.value(facet, place) {
                parameters.push((facet.name(), value.slug.clone()));
            }
        }
        if self.list.sorts().first() != Some(&self.sort) {
            parameters.push(("sort", self.sort.name().to_owned()));
        }
        if self.page > 1 {
            parameters.push(("page", self.page.to_string()));
        }
        parameters
    }
}

/// No longer than a text filter may be, without control characters.
fn shortened(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(MOST_CHARACTERS)
        .collect()
}
