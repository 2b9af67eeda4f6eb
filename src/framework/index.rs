//! The first of two passes over a source: what things there are, how they are called, and which
//! of them name each other, so that the second pass can tell each thing with all its relations
//! without holding the documents.

use super::beside;
use super::concepts::Concepts;
use super::document::Document;
use super::identifier::{Identifier, Names, Urn};
use super::kind::Kind;
use super::model::{AuditNorm, NormLink, Term};
use super::naming::Naming;
use super::nearest::Nearest;
use super::norms::{NormTable, Norms};
use super::read::{clean, phase_number};
use crate::findings::{Bilingual, Code, Finding};
use crate::source::front_matter::{Node, Value};
use crate::source::{File, FileKind, Layout, Source};
use foldhash::quality::RandomState;
use foldhash::{HashMap, HashSet};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
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

/// So many bytes of documents are kept from the first pass for the second; what is beyond is read
/// again, so that memory does not grow with the source.
const KEPT: usize = 10 * 1024 * 1024;

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

/// What the front matter of a document names, kept between the passes.
#[derive(Debug)]
struct Named {
    requirements: Vec<String>,
    measures: Vec<String>,
    bearers: Vec<String>,
    norms: Vec<(String, String, u32)>,
}

impl Index {
    /// Reads every file of a source once; `step` is told after each.
    pub fn build(source: &Source, concepts: Concepts, step: &mut dyn FnMut()) -> Self {
        let mut index = Self {
            concept_ids: ids_of(&concepts),
            concepts,
            things: Vec::new(),
            terms: Vec::new(),
            other_files: Vec::new(),
            findings: source.findings().to_vec(),
            whole: source.layout() == Layout::Checkout,
            built_in: source.is_built_in(),
            attachments: Some(source.attachments().clone()).filter(|all| !all.is_empty()),
            kept: Mutex::default(),
            seed: RandomState::default(),
            by_number: HashMap::default(),
            documents: HashMap::default(),
            with_key: HashMap::default(),
            norms: Norms::default(),
            by_path: HashMap::default(),
            by_title: HashMap::default(),
            by_stem: HashMap::default(),
            nearest: OnceLock::new(),
            kinds: BTreeSet::new(),
            inverses: HashMap::default(),
        };
        let mut named = Vec::new();
        let mut left_to_keep = KEPT;
        let mut kept = HashMap::default();
        let mut naming = Naming::default();
        let mut term_names = Names::default();
        for (place, file) in source.files().iter().enumerate() {
            let bytes = match source.read(file) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let message = Bilingual::new(
                        format!("Het bestand is niet gelezen: {error}"),
                        format!("The file was not read: {error}"),
                    );
                    index.findings.push(Finding::new(
                        Code::UnreadableFile,
                        file.path.as_str(),
                        1,
                        1,
                        "",
                        message,
                    ));
                    step();
                    continue;
                }
            };
            match file.kind {
                FileKind::Document => {
                    let keep = bytes.len() <= left_to_keep;
                    let mut document = if keep {
                        Document::read(&file.path, source.layout(), &bytes)
                    } else {
                        Document::read_head(&file.path, source.layout(), &bytes)
                    };
                    // A phase may say its number in its text only.
                    if document.kind == Kind::Phase && !keep {
                        document = Document::read(&file.path, source.layout(), &bytes);
                    }
                    named.push(Named::of(&document));
                    index.add_document(&document, &bytes, place, &mut naming);
                    if keep {
                        left_to_keep -= bytes.len();
                        kept.insert(place, document);
                    }
                }
                FileKind::Glossary => index.add_glossary(file, &bytes, &mut term_names),
                FileKind::Table => {
                    index
                        .other_files
                        .push((file.path.clone(), Sha256::digest(&bytes).into()));
                    let text = beside::text(&file.path, &bytes, &mut index.findings);
                    index
                        .norms
                        .read_table(&file.path, &text, &mut index.findings);
                }
            }
            step();
        }
        index.kept = Mutex::new(kept);
        index.connect(&named);
        if index.whole && !index.built_in {
            index.findings.extend(naming.gaps());
        }
        index.things.sort_by_cached_key(|thing| {
            let name = super::kind::stem(&thing.path).to_owned();
            (thing.kind, name, thing.path.clone())
        });
        for thing in &index.things {
            if let Some(number) = thing.phase_number {
                index
                    .by_number
                    .entry(number)
                    .or_insert_with(|| thing.id.clone());
            }
        }
        index
    }

    fn add_document(
        &mut self,
        document: &Document,
        bytes: &[u8],
        file: usize,
        naming: &mut Naming,
    ) {
        let (id, urn) = naming.name(document, &mut self.findings);
        let phase_number = (document.kind == Kind::Phase)
            .then(|| phase_number(document, &document.body(), &self.concepts))
            .flatten();
        *self.documents.entry(document.kind).or_insert(0) += 1;
        let mandatory = super::keys::mandatory(document.kind);
        let keys = document.pairs().iter().filter_map(|(key, _)| key.text());
        let there = keys.filter_map(|name| mandatory.iter().position(|key| *key == name));
        // One that stands twice counts once.
        let there: BTreeSet<usize> = there.collect();
        for key in there.iter().filter_map(|place| mandatory.get(*place)) {
            *self.with_key.entry((document.kind, *key)).or_insert(0) += 1;
        }
        self.kinds.insert(document.kind);
        let described = Described {
            id: id.clone(),
            kind: document.kind,
            title: document
                .value("title")
                .and_then(Node::text)
                .map(str::to_owned),
            code: urn.as_ref().map(|urn| urn.code().to_owned()),
        };
        if let Some(title) = &described.title {
            self.by_title
                .entry(super::rules::plain_title(title))
                .or_insert_with(|| document.path.clone());
        }
        self.by_path.insert(document.path.clone(), described);
        self.by_stem
            .entry(document.kind)
            .or_default()
            .entry(document.stem().to_owned())
            .or_insert_with(|| id.clone());
        self.things.push(Thing {
            kind: document.kind,
            id,
            urn,
            phase_number,
            file,
            path: document.path.clone(),
            sha256: Sha256::digest(bytes).into(),
            seen: self.seed.hash_one(bytes),
        });
    }

    fn add_glossary(&mut self, file: &File, bytes: &[u8], names: &mut Names) {
        self.other_files
            .push((file.path.clone(), Sha256::digest(bytes).into()));
        let text = beside::text(&file.path, bytes, &mut self.findings);
        let terms = beside::terms(&file.path, &text, names, &mut self.findings);
        self.terms.extend(terms);
    }

    /// Turns what the documents name into relations seen from their targets. `named` is in the
    /// order of the things.
    fn connect(&mut self, named: &[Named]) {
        let things = std::mem::take(&mut self.things);
        for (thing, named) in things.iter().zip(named) {
            for (framework, code, line) in &named.norms {
                if thing.kind == Kind::Measure {
                    self.norms.add_named(framework, code, (&thing.path, *line));
                }
            }
        }
        let measures: BTreeMap<String, (Identifier, String)> = things
            .iter()
            .filter(|thing| thing.kind == Kind::Measure)
            .filter_map(|thing| {
                Some((
                    thing.urn.as_ref()?.as_str().to_owned(),
                    (thing.id.clone(), thing.code().to_owned()),
                ))
            })
            .collect();
        let mut findings = Vec::new();
        for (thing, named) in things.iter().zip(named) {
            for (framework, code, _) in named.norms.iter().filter(|_| thing.kind == Kind::Measure) {
                let link = NormLink {
                    measure: thing.id.clone(),
                    measure_code: thing.code().to_owned(),
                    in_front_matter: true,
                    in_table: false,
                };
                self.norms.link(framework, code, link);
            }
        }
        self.norms
            .resolve_table(|urn| measures.get(urn).cloned(), &mut findings);
        self.things = things;
        let mut pairs = Vec::new();
        for (thing, named) in self.things.iter().zip(named) {
            let to_requirement = match thing.kind {
                Kind::Measure => Some(Inverse::ImplementedBy),
                Kind::Instrument => Some(Inverse::SupportedBy),
                _ => None,
            };
            let mut add = |inverse, target| {
                if let Target::Found(target) = target {
                    pairs.push(((inverse, target), thing.id.clone()));
                }
            };
            if let Some(inverse) = to_requirement {
                named
                    .requirements
                    .iter()
                    .for_each(|name| add(inverse, self.find(Kind::Requirement, name)));
            }
            if thing.kind == Kind::Instrument {
                named
                    .measures
                    .iter()
                    .for_each(|name| add(Inverse::HelpedBy, self.find(Kind::Measure, name)));
            }
            if thing.kind == Kind::Requirement {
                for name in &named.bearers {
                    let label = self.concept("rol-ai-act", name).cloned();
                    add(Inverse::Bears, label.map_or(Target::Absent, Target::Found));
                }
            }
        }
        for norm in &self.norms.all {
            for link in &norm.links {
                pairs.push(((Inverse::AuditedBy, link.measure.clone()), norm.id.clone()));
            }
        }
        let mut known = HashSet::default();
        for (key, source) in pairs {
            let sources = self.inverses.entry(key.clone()).or_default();
            if known.insert((key, source.clone())) {
                sources.push(source);
            }
        }
        self.findings.append(&mut findings);
    }

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

/// The names of all concepts, by scheme and slug; made once, as many documents name the same.
fn ids_of(concepts: &Concepts) -> HashMap<String, HashMap<String, Identifier>> {
    let schemes = concepts.schemes.iter();
    let ids = schemes.map(|scheme| {
        let concepts = scheme.concepts.iter();
        let ids = concepts.map(|concept| {
            let id = Identifier::of_path(&concept.path());
            (concept.slug.clone(), id)
        });
        (scheme.slug.clone(), ids.collect())
    });
    ids.collect()
}

impl Named {
    fn of(document: &Document) -> Self {
        // What documents of another kind say there counts for nothing.
        let names = |kinds: &[Kind], key: &str| {
            if !kinds.contains(&document.kind) {
                return Vec::new();
            }
            let items = document.value(key).map(Node::items).unwrap_or_default();
            let texts = items.iter().filter_map(Node::text);
            texts.map(|text| clean(text).into_owned()).collect()
        };
        let mut norms = Vec::new();
        if document.kind == Kind::Measure
            && let Some(Value::Mapping(pairs)) = document.value("sources").map(|node| &node.value)
        {
            for (framework, codes) in pairs {
                for code in codes.items() {
                    if let (Some(framework), Some(text)) = (framework.text(), code.text()) {
                        norms.push((framework.to_owned(), text.to_owned(), code.place.line));
                    }
                }
            }
        }
        Self {
            requirements: names(&[Kind::Measure, Kind::Instrument], "vereiste"),
            measures: names(&[Kind::Instrument], "maatregel"),
            bearers: names(&[Kind::Requirement], "rol-ai-act"),
            norms,
        }
    }
}
