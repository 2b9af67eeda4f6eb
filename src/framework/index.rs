//! The first of two passes over a source: what things there are, how they are called, and which
//! of them name each other, so that the second pass can tell each thing with all its relations
//! without holding the documents.

use super::concepts::Concepts;
use super::document::Document;
use super::identifier::{Identifier, Names, Urn, UrnKind, slug};
use super::kind::Kind;
use super::model::{AuditNorm, NormLink, Term};
use super::norms::Norms;
use super::read::{clean, phase_number};
use crate::findings::{Bilingual, Code, Finding};
use crate::source::front_matter::{Node, Place, Value};
use crate::source::{File, FileKind, Layout, Source, decode, glossary};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// What was found while listing, naming and reading tables and glossary.
    pub findings: Vec<Finding>,
    whole: bool,
    norms: Norms,
    by_path: HashMap<String, Identifier>,
    by_stem: HashMap<(Kind, String), Identifier>,
    kinds: BTreeSet<Kind>,
    inverses: HashMap<(Inverse, Identifier), Vec<Identifier>>,
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
            concepts,
            things: Vec::new(),
            terms: Vec::new(),
            other_files: Vec::new(),
            findings: source.findings().to_vec(),
            whole: source.layout() == Layout::Checkout,
            norms: Norms::default(),
            by_path: HashMap::new(),
            by_stem: HashMap::new(),
            kinds: BTreeSet::new(),
            inverses: HashMap::new(),
        };
        let mut named = Vec::new();
        let mut urns: HashMap<Urn, String> = HashMap::new();
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
                    let head = Document::read_head(&file.path, source.layout(), &bytes);
                    // A phase may say its number in its text only.
                    let document = if head.kind == Kind::Phase {
                        Document::read(&file.path, source.layout(), &bytes)
                    } else {
                        head
                    };
                    named.push(Named::of(&document));
                    index.add_document(document, place, &mut urns);
                }
                FileKind::Glossary => index.add_glossary(file, &bytes, &mut term_names),
                FileKind::Table => {
                    index
                        .other_files
                        .push((file.path.clone(), Sha256::digest(&bytes).into()));
                    index
                        .norms
                        .read_table(&file.path, &decode(&bytes).text, &mut index.findings);
                }
            }
            step();
        }
        index.connect(&named);
        index.things.sort_by(|a, b| {
            (a.kind, super::kind::stem(&a.path), &a.path).cmp(&(
                b.kind,
                super::kind::stem(&b.path),
                &b.path,
            ))
        });
        index
    }

    fn add_document(&mut self, document: Document, file: usize, urns: &mut HashMap<Urn, String>) {
        let (id, urn) = self.name(&document, urns);
        let phase_number = (document.kind == Kind::Phase)
            .then(|| phase_number(&document, &document.body(), &self.concepts))
            .flatten();
        self.kinds.insert(document.kind);
        self.by_path.insert(document.path.clone(), id.clone());
        self.by_stem
            .entry((document.kind, document.stem().to_owned()))
            .or_insert_with(|| id.clone());
        self.things.push(Thing {
            kind: document.kind,
            id,
            urn,
            phase_number,
            file,
            path: document.path,
            sha256: document.sha256,
        });
    }

    /// The name of a document's thing (modelling §1).
    fn name(
        &mut self,
        document: &Document,
        urns: &mut HashMap<Urn, String>,
    ) -> (Identifier, Option<Urn>) {
        let local = match document.kind {
            Kind::Page => {
                let path = document
                    .path
                    .strip_prefix("docs/")
                    .unwrap_or(&document.path);
                Identifier::local("page", path.rsplit_once('.').map_or(path, |(path, _)| path))
            }
            kind => Identifier::local(kind.slug(), document.stem()),
        };
        let wanted = match document.kind {
            Kind::Requirement => UrnKind::Requirement,
            Kind::Measure => UrnKind::Measure,
            _ => return (local, None),
        };
        let node = document.value("id");
        let stated = node.and_then(Node::text);
        let finding = |code, message| {
            let place = node.map_or(Place { line: 1, column: 1 }, |node| node.place);
            document
                .finding(code, place, message)
                .with_value("id", stated.unwrap_or_default())
                .concerning(local.as_str())
        };
        let Some(text) = stated else {
            let message = Bilingual::new(
                "Dit document heeft geen id; het heet nu naar zijn bestand",
                "This document has no id; it is called after its file",
            );
            self.findings.push(finding(Code::MissingId, message));
            return (local, None);
        };
        let Some(urn) = Urn::parse(text).filter(|urn| urn.kind() == wanted) else {
            let form = if wanted == UrnKind::Requirement {
                "urn:nl:ak:ver:aia-01"
            } else {
                "urn:nl:ak:mtr:owp-01"
            };
            let message = Bilingual::new(
                format!("«{text}» is geen id van deze soort; verwacht iets als {form}"),
                format!("“{text}” is no id of this kind; expected something like {form}"),
            );
            self.findings.push(finding(Code::MalformedId, message));
            return (local, None);
        };
        if let Some(first) = urns.get(&urn) {
            let message = Bilingual::new(
                format!("{text} is al de id van {first}"),
                format!("{text} is the id of {first} already"),
            );
            self.findings.push(finding(Code::DuplicateId, message));
            return (local, None);
        }
        urns.insert(urn.clone(), document.path.clone());
        (Identifier::of_urn(&urn), Some(urn))
    }

    fn add_glossary(&mut self, file: &File, bytes: &[u8], names: &mut Names) {
        let decoded = decode(bytes);
        self.other_files
            .push((file.path.clone(), Sha256::digest(bytes).into()));
        for entry in glossary::read(&decoded.text).0 {
            let slug = slug(&entry.term);
            let name = names.take(if slug.is_empty() { "term" } else { &slug });
            self.terms.push(Term {
                id: Identifier::local("term", &name),
                term: entry.term,
                definition: entry.definition,
                place: (file.path.clone(), entry.line),
            });
        }
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
                    let label = self.concepts.concept("rol-ai-act", name);
                    add(
                        Inverse::Bears,
                        label.map_or(Target::Absent, |label| {
                            Target::Found(Identifier::of_path(&label.path()))
                        }),
                    );
                }
            }
        }
        for norm in &self.norms.all {
            for link in &norm.links {
                pairs.push(((Inverse::AuditedBy, link.measure.clone()), norm.id.clone()));
            }
        }
        let mut known = HashSet::new();
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
        if let Some(thing) = self.by_stem.get(&(kind, name.to_owned())) {
            return Target::Found(thing.clone());
        }
        if self.kinds.contains(&kind) {
            return Target::Dangling;
        }
        match kind.scheme() {
            Some(scheme) => match self.concepts.concept(scheme, name) {
                Some(concept) => Target::Found(Identifier::of_path(&concept.path())),
                None => Target::Dangling,
            },
            None => Target::Absent,
        }
    }

    /// The thing of the document at this path.
    pub fn thing_at(&self, path: &str) -> Option<&Identifier> {
        self.by_path.get(path)
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
        self.things
            .iter()
            .find(|thing| thing.phase_number == Some(next))
            .map(|thing| thing.id.clone())
    }
}

impl Named {
    fn of(document: &Document) -> Self {
        let names = |key: &str| {
            let items = document.value(key).map(Node::items).unwrap_or_default();
            items.iter().filter_map(Node::text).map(clean).collect()
        };
        let mut norms = Vec::new();
        if let Some(Value::Mapping(pairs)) = document.value("sources").map(|node| &node.value) {
            for (framework, codes) in pairs {
                for code in codes.items() {
                    if let (Some(framework), Some(text)) = (framework.text(), code.text()) {
                        norms.push((framework.to_owned(), text.to_owned(), code.place.line));
                    }
                }
            }
        }
        Self {
            requirements: names("vereiste"),
            measures: names("maatregel"),
            bearers: names("rol-ai-act"),
            norms,
        }
    }
}
