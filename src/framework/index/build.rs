//! How the index is made: every file is read once, then what the documents name is connected.

use super::{Described, Index, Inverse, Target, Thing};
use crate::findings::{Bilingual, Code, Finding};
use crate::framework::beside;
use crate::framework::concepts::Concepts;
use crate::framework::document::Document;
use crate::framework::identifier::{Identifier, Names};
use crate::framework::kind::Kind;
use crate::framework::model::NormLink;
use crate::framework::naming::Naming;
use crate::framework::norms::Norms;
use crate::framework::read::{clean, phase_number};
use crate::source::front_matter::{Node, Value};
use crate::source::{File, FileKind, Layout, Source};
use foldhash::quality::RandomState;
use foldhash::{HashMap, HashSet};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::sync::{Mutex, OnceLock};

/// So many bytes of documents are kept from the first pass for the second; what is beyond is read
/// again, so that memory does not grow with the source.
const KEPT: usize = 10 * 1024 * 1024;

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
            let name = crate::framework::kind::stem(&thing.path).to_owned();
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
        let mandatory = crate::framework::keys::mandatory(document.kind);
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
                .entry(crate::framework::rules::plain_title(title))
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
