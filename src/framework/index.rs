//! The first of two passes over a source: what things there are, how they are called, and which
//! of them name each other, so that the second pass can tell each thing with all its relations
//! without holding the documents.

mod build;

use super::concepts::Concepts;
use super::document::Document;
use super::identifier::{Identifier, Urn};
use super::kind::Kind;
use super::model::{AuditNorm, Term};
use super::nearest::Nearest;
use super::norms::{NormTable, Norms};
use crate::findings::Finding;
use foldhash::HashMap;
use foldhash::quality::RandomState;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A document's thing.
#[derive(Debug)]
pub struct Thing {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name.
    pub id: Identifier,
    /// The URN it keeps.
    pub urn: Option<Urn>,
    /// The number of a phase.
    pub phase_number: Option<u8>,
    /// Where among the source's files its document is.
    pub file: usize,
    /// The path of its document.
    pub path: String,
    /// SHA-256 of the document.
    pub sha256: [u8; 32],
    /// A quick hash of the document, of this process alone: a file that is read again must have it.
    pub(super) seen: u64,
}

impl Thing {
    /// The code people use: that of its URN, else the name of its file.
    pub fn code(&self) -> &str {
        self.urn
            .as_ref()
            .map_or_else(|| super::kind::stem(&self.path), Urn::code)
    }
}

/// What a slug in the front matter leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// This thing.
    Found(Identifier),
    /// Nothing, though documents of the kind were read.
    Dangling,
    /// Nothing, since no document of the kind was read.
    Absent,
}

/// What things a source has.
#[derive(Debug)]
pub struct Index {
    /// The concept schemes.
    pub concepts: Concepts,
    /// The things that documents describe, in the order of telling.
    pub things: Vec<Thing>,
    /// The terms of the glossary.
    pub terms: Vec<Term>,
    /// Path and SHA-256 of every file that was read and is no document.
    pub other_files: Vec<(String, [u8; 32])>,
    /// The names of the concepts, by scheme and slug.
    concept_ids: HashMap<String, HashMap<String, Identifier>>,
    /// What was found while listing, naming and reading tables and glossary.
    pub findings: Vec<Finding>,
    whole: bool,
    built_in: bool,
    /// Files beside the documents that they may link to; none where there are none at all.
    attachments: Option<BTreeSet<String>>,
    /// The first documents, by the place of their files, so that a framework of usual size is read
    /// once; each until it is taken.
    kept: Mutex<HashMap<usize, Document>>,
    /// The seed of the quick hashes.
    seed: RandomState,
    norms: Norms,
    by_path: HashMap<String, Described>,
    /// The first document of a title, as titles are compared.
    by_title: HashMap<String, String>,
    by_number: HashMap<u8, Identifier>,
    /// How many documents of a kind there are, and how many of them have a key.
    documents: HashMap<Kind, usize>,
    with_key: HashMap<(Kind, &'static str), usize>,
    by_stem: HashMap<Kind, HashMap<String, Identifier>>,
    nearest: OnceLock<Nearest>,
    kinds: BTreeSet<Kind>,
    inverses: HashMap<(Inverse, Identifier), Vec<Identifier>>,
}

/// What is known of the document at a path.
#[derive(Debug)]
struct Described {
    id: Identifier,
    kind: Kind,
    title: Option<String>,
    /// The code people use, of what has a URN.
    code: Option<String>,
}

/// A relation seen from its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inverse {
    /// Measures that implement a requirement.
    ImplementedBy,
    /// Instruments that support a requirement.
    SupportedBy,
    /// Instruments that help with a measure.
    HelpedBy,
    /// Requirements whose duty the law puts on this label.
    Bears,
    /// Norms that a measure meets.
    AuditedBy,
}

impl Index {
    /// What a slug leads to, as the front matter of another document names it.
    pub(super) fn find(&self, kind: Kind, name: &str) -> Target {
        if let Some(thing) = self.by_stem.get(&kind).and_then(|stems| stems.get(name)) {
            return Target::Found(thing.clone());
        }
        if self.kinds.contains(&kind) {
            return Target::Dangling;
        }
        match kind.scheme() {
            Some(scheme) => match self.concept(scheme, name) {
                Some(concept) => Target::Found(concept.clone()),
                None => Target::Dangling,
            },
            None => Target::Absent,
        }
    }

    /// The name of a concept by its scheme and slug.
    pub(super) fn concept(&self, scheme: &str, slug: &str) -> Option<&Identifier> {
        self.concept_ids.get(scheme)?.get(slug)
    }

    /// The document of a thing, where it was kept; once, so that its memory is free for others.
    pub fn take_document(&self, thing: &Thing) -> Option<Document> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&thing.file)
    }

    /// Whether these bytes, which were read again, are those of the document as it was read first.
    pub fn is_unchanged(&self, thing: &Thing, bytes: &[u8]) -> bool {
        self.seed.hash_one(bytes) == thing.seen
    }

    /// The thing of the document at this path.
    pub fn thing_at(&self, path: &str) -> Option<&Identifier> {
        self.by_path.get(path).map(|described| &described.id)
    }

    /// The kind of the document at this path.
    pub(super) fn kind_at(&self, path: &str) -> Option<Kind> {
        self.by_path.get(path).map(|described| described.kind)
    }

    /// The title of the document at this path, and its code, empty without one.
    pub(super) fn title_at(&self, path: &str) -> Option<(&str, &str)> {
        let described = self.by_path.get(path)?;
        let code = described.code.as_deref().unwrap_or_default();
        Some((described.title.as_deref()?, code))
    }

    /// The path of the first document that has this title, given as titles are compared.
    pub(super) fn path_of_title(&self, plain_title: &str) -> Option<&str> {
        self.by_title.get(plain_title).map(String::as_str)
    }

    /// Whether this is the edition inside the program, which is a summary.
    pub(super) fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// Whether documents of a kind have a key: at least half of them, or too few were read to know.
    pub(super) fn is_usual(&self, kind: Kind, key: &'static str) -> bool {
        let all = self.documents.get(&kind).copied().unwrap_or(0);
        let with = self.with_key.get(&(kind, key)).copied().unwrap_or(0);
        all < 5 || with * 2 >= all
    }

    /// Files beside the documents that they may link to; none where there are none at all.
    pub(super) fn attachments(&self) -> Option<&BTreeSet<String>> {
        self.attachments.as_ref()
    }

    /// The name of a document of a kind that was probably meant by one that is not there.
    pub(super) fn nearest(&self, kind: Kind, name: &str) -> Option<&str> {
        self.names().stem(kind, name)
    }

    /// The path of a document that was probably meant by one that is not there.
    pub(super) fn nearest_path(&self, path: &str) -> Option<&str> {
        self.names().path(path)
    }

    /// The names to compare with, put in order when the first is asked for.
    fn names(&self) -> &Nearest {
        self.nearest.get_or_init(|| {
            let stems = self.by_stem.iter().map(|(kind, stems)| {
                let stems = stems.keys().map(String::as_str).collect();
                (*kind, stems)
            });
            Nearest::of(stems, self.by_path.keys().map(String::as_str).collect())
        })
    }

    /// Whether the source is a whole framework, so that what is not in it does not exist.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether documents of this kind were read.
    pub fn has_documents_of(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Things that name this one, in the order of their files.
    pub fn inverse(&self, inverse: Inverse, of: &Identifier) -> &[Identifier] {
        self.inverses
            .get(&(inverse, of.clone()))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The audit norms, in the order of the tables.
    pub fn norms(&self) -> &[AuditNorm] {
        &self.norms.all
    }

    /// The norm of a framework by its code.
    pub(super) fn norm(&self, framework: &str, code: &str) -> Option<&AuditNorm> {
        self.norms.find(framework, code)
    }

    /// The phase that follows the one of this number.
    pub(super) fn phase_after(&self, number: u8) -> Option<Identifier> {
        let next = number.checked_add(1).filter(|next| *next > 1)?;
        self.by_number.get(&next).cloned()
    }

    /// The codes of the norms of a framework.
    pub(super) fn norms_of(&self, framework: &str) -> impl Iterator<Item = &str> {
        self.norms
            .all
            .iter()
            .filter(move |norm| norm.framework == framework)
            .map(|norm| norm.code.as_str())
    }

    /// The table of norms and measures, where there is one.
    pub(super) fn norm_table(&self) -> Option<&NormTable> {
        self.norms.table()
    }
}
