//! The things that are listed, and the values by which they are found.

use super::applicability::Profile;
use super::facet::{FACETS, Facet, Value};
use super::list::List;
use super::read;
use super::texts::Texts;
use crate::store::Store;

/// A provision on which a requirement rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Its IRI.
    pub iri: String,
    /// What it is called.
    pub label: Texts,
}

/// A thing of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its IRI.
    pub iri: String,
    /// Its code: `aia-09`, or that of a norm.
    pub code: Option<String>,
    /// What it is called.
    pub title: Texts,
    /// What it is, in short.
    pub summary: Texts,
    /// To what it applies; requirements only.
    pub profile: Option<Profile>,
    /// On what it rests; requirements only.
    pub basis: Vec<Basis>,
    /// How many measures belong to it.
    pub measures: usize,
    /// The requirements that it belongs to, as places in their list; a requirement has itself.
    pub(super) requirements: Vec<u32>,
    /// Its values, facet by facet, sorted.
    pub(super) values: [Vec<u16>; FACETS],
    /// Code, titles and summaries without case and diacritics, to be searched.
    pub(super) haystack: String,
}

impl Entry {
    /// Its values of a facet, as places in the facet's list.
    pub fn values(&self, facet: Facet) -> &[u16] {
        self.values.get(facet.index()).map_or(&[], Vec::as_slice)
    }
}

/// All that is listed, read once from a store.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) lists: [Vec<Entry>; List::ALL.len()],
    pub(super) values: [Vec<Value>; FACETS],
}

impl Catalogue {
    /// Reads what a store's default graph says.
    pub fn read(store: &Store) -> Self {
        read::catalogue(store)
    }

    /// All things of a list.
    pub fn entries(&self, list: List) -> &[Entry] {
        self.lists.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// The values of a facet, in their order.
    pub fn values(&self, facet: Facet) -> &[Value] {
        self.values.get(facet.index()).map_or(&[], Vec::as_slice)
    }

    /// A value by its place.
    pub fn value(&self, facet: Facet, place: u16) -> Option<&Value> {
        self.values(facet).get(usize::from(place))
    }

    /// The place of the value with this name in an address.
    pub fn place_of(&self, facet: Facet, slug: &str) -> Option<u16> {
        let place = self
            .values(facet)
            .iter()
            .position(|value| value.slug == slug)?;
        u16::try_from(place).ok()
    }

    /// The requirements that a thing belongs to.
    pub fn requirements_of<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let all = self.entries(List::Requirements);
        entry
            .requirements
            .iter()
            .filter_map(|&place| all.get(place as usize))
    }

    /// The name in an address of a thing as a value of a facet: `aia-09` of the requirement.
    pub fn slug_of(&self, facet: Facet, iri: &str) -> Option<&str> {
        self.values(facet)
            .iter()
            .find(|value| value.iri.as_deref() == Some(iri))
            .map(|value| value.slug.as_str())
    }
}
