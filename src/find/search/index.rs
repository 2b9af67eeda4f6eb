//! The index: forms of words, and where they stand.

use super::code;
use super::documents::{Document, Field, gather};
use super::fold::{Stems, Tongue, words};
use crate::find::reading::{Reading, last_step};
use crate::store::Store;
use rustc_hash::FxHashMap;

/// A word in a text: in which, and how often.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    pub(super) field: u32,
    pub(super) count: u16,
}

/// A form of a word and where it stands.
pub(super) struct Form {
    pub(super) text: Box<str>,
    pub(super) postings: Vec<Posting>,
}

/// The words of one language.
#[derive(Default)]
pub(super) struct Table {
    /// Sorted by text.
    pub(super) forms: Vec<Form>,
    by_stem: FxHashMap<Box<str>, Vec<u32>>,
}

impl Table {
    /// The form that is exactly this.
    pub(super) fn exactly(&self, word: &str) -> Option<usize> {
        self.forms
            .binary_search_by(|form| (*form.text).cmp(word))
            .ok()
    }

    /// The forms with this stem.
    pub(super) fn of_stem(&self, stem: &str) -> impl Iterator<Item = usize> {
        self.by_stem
            .get(stem)
            .into_iter()
            .flatten()
            .map(|&place| place as usize)
    }

    /// The forms that begin so.
    pub(super) fn beginning_with(&self, begin: &str) -> std::ops::Range<usize> {
        let start = self.forms.partition_point(|form| &*form.text < begin);
        let rest = self.forms.get(start..).unwrap_or_default();
        start..start + rest.partition_point(|form| form.text.starts_with(begin))
    }
}

/// All texts of a store, ready to be searched.
pub struct Index {
    pub(super) documents: Vec<Document>,
    pub(super) fields: Vec<Field>,
    /// Words a text, for each field.
    pub(super) lengths: Vec<u32>,
    pub(super) average: f32,
    pub(super) tables: [Table; 3],
    pub(super) stems: Stems,
    pub(super) by_iri: FxHashMap<Box<str>, u32>,
    by_code: FxHashMap<String, Vec<u32>>,
    /// The base of the graph's own identifiers.
    pub(super) base: String,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.documents.len())
            .field("fields", &self.fields.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Reads the texts of a store's default graph. `base`: of its own identifiers, with a `/` at
    /// its end.
    pub fn build(store: &Store, base: &str) -> Self {
        let (documents, fields) = gather(Reading(store));
        let stems = Stems::new();
        let mut lengths = Vec::with_capacity(fields.len());
        let mut counting: [FxHashMap<String, Vec<Posting>>; 3] = Default::default();
        for (place, field) in (0..).zip(&fields) {
            let mut length = 0;
            let table = counting.get_mut(field.tongue as usize);
            if let Some(table) = table {
                for (_, form) in words(&field.text) {
                    length += 1;
                    count(table.entry(form).or_default(), place);
                }
            }
            lengths.push(length);
        }
        let total: f32 = lengths.iter().map(|&length| as_float(length)).sum();
        let average =
            (total / as_float(u32::try_from(lengths.len().max(1)).unwrap_or(u32::MAX))).max(1.0);
        let mut tables: [Table; 3] = Default::default();
        for ((tongue, counted), table) in Tongue::ALL.into_iter().zip(counting).zip(&mut tables) {
            *table = arranged(counted, tongue, &stems);
        }
        let mut by_iri = FxHashMap::default();
        let mut by_code: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (place, document) in (0..).zip(&documents) {
            by_iri.insert(document.iri.clone(), place);
            for key in codes(document) {
                let places = by_code.entry(key).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        Self {
            documents,
            fields,
            lengths,
            average,
            tables,
            stems,
            by_iri,
            by_code,
            base: base.to_owned(),
        }
    }

    /// How many things are found, and how many forms of words there are.
    pub fn size(&self) -> (usize, usize) {
        let forms = self.tables.iter().map(|table| table.forms.len()).sum();
        (self.documents.len(), forms)
    }

    /// The things of a code, however it is spelled.
    pub(super) fn of_code(&self, text: &str) -> &[u32] {
        code::key(text)
            .and_then(|key| self.by_code.get(&key))
            .map_or(&[], Vec::as_slice)
    }
}

/// Without loss up to 16 million, which no text reaches.
#[allow(clippy::cast_precision_loss)]
pub(super) fn as_float(number: u32) -> f32 {
    number as f32
}

fn count(postings: &mut Vec<Posting>, field: u32) {
    match postings.last_mut() {
        Some(last) if last.field == field => last.count = last.count.saturating_add(1),
        _ => postings.push(Posting { field, count: 1 }),
    }
}

fn arranged(counted: FxHashMap<String, Vec<Posting>>, tongue: Tongue, stems: &Stems) -> Table {
    let mut forms: Vec<Form> = counted
        .into_iter()
        .map(|(text, postings)| Form {
            text: text.into(),
            postings,
        })
        .collect();
    forms.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    let mut by_stem: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
    for (place, form) in (0..).zip(&forms) {
        let stem = stems.stem(tongue, &form.text);
        by_stem.entry(stem.into()).or_default().push(place);
    }
    Table { forms, by_stem }
}

/// The keys under which a thing is found: its code, that with its framework (`ARK 3.10`), its URN
/// and what stands last in its IRI where that is of our own making.
fn codes(document: &Document) -> impl Iterator<Item = String> {
    let mut keys = Vec::new();
    if let Some(code) = &document.code {
        keys.extend(code::key(code));
    }
    if document.iri.contains("/id/norm/") {
        keys.extend(document.title.all().filter_map(code::key));
    }
    if document.iri.contains("/id/") {
        keys.extend(code::key(&last_step(&document.iri)));
    }
    keys.into_iter()
}
