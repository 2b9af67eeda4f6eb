//! Tells the whole graph of a source to a sink, in two passes over its files.

use super::beside::{describe_norm, describe_term};
use super::concepts::{
    concept_iri, describe_concept, describe_scheme, tell_alignments, tell_concepts,
};
use super::description::{Description, Language};
use super::edition::Lender;
use super::in_order::{in_order, on_several};
use super::legislation::{read_citations, tell_provisions};
use super::ontology::{Ontology, OntologyError};
use super::quality::describe_finding;
use super::records::{describe_file, describe_record, describe_section};
use super::settings::Settings;
use super::sink::{Chapter, Formatter, QuadSink, SinkError};
use super::vocabulary::{self as v, resource};
use crate::data::FormError;
use crate::findings::{self, Finding};
use crate::framework::{
    self, Concept, Concepts, ConceptsError, Document, Identifier, Index, Inverse, Kind, Names,
    OpenEnds, Scheme, SchemeKind, Thing, Unsettled,
};
use crate::legislation::{Provision, Register, RegisterError};
use crate::source::{File, ReadError, Source};
use foldhash::HashSet;
use oxigraph::model::{GraphNameRef, NamedNodeRef};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// What a telling has read and found.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// How many things of each kind were read, by the plural of the kind.
    pub read: BTreeMap<String, usize>,
    /// What was found, by file, line, column and code.
    pub findings: Vec<Finding>,
    /// How long the first pass over the files took, in which names and relations are read.
    pub first_pass: Duration,
}

/// Why a telling ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TellError {
    /// The built-in concept schemes are not as they should be.
    #[error(transparent)]
    Concepts(#[from] ConceptsError),
    /// The built-in ontology is not as it should be.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    /// What the built-in edition says of itself, or lends, is not as it should be.
    #[error(transparent)]
    Edition(#[from] FormError),
    /// The built-in register of acts is not as it should be.
    #[error("the register of acts: {0}")]
    Register(#[from] &'static RegisterError),
    /// The sink could not take a quad.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// A file could be read in the first pass and not in the second.
    #[error("{path}: cannot be read any more: {error}")]
    Reading {
        /// The file.
        path: String,
        /// Why.
        error: ReadError,
    },
    /// The threads could not be started.
    #[error("threads to read the documents could not be started: {0}")]
    Threads(String),
    /// A file was changed between the two passes.
    #[error("{0}: the file was changed while it was being read; try again")]
    Changed(String),
}

/// Tells the graph of a source: the default graph, then the graph of quality.
pub fn tell(
    source: &Source,
    settings: &Settings,
    sink: &mut dyn QuadSink,
) -> Result<Telling, TellError> {
    let steps = source.files().len() * 2;
    let mut done = 0;
    let mut step = || {
        done += 1;
        if let Some(progress) = &settings.progress {
            progress(done, steps);
        }
    };
    let started = Instant::now();
    let concepts = Concepts::embedded()?;
    let index = Index::build(source, concepts, &mut step);
    let first_pass = started.elapsed();
    let register = Register::embedded()?;
    let mut teller = Teller {
        source,
        settings,
        index: &index,
        lender: Lender::to(source)?,
        findings: index.findings.clone(),
        open_ends: Unsettled::default(),
        sink,
    };
    Ontology::embedded()?.tell(GraphNameRef::DefaultGraph, teller.sink)?;
    teller.edition()?;
    teller.schemes()?;
    let cited = teller.things(register, &mut step)?;
    teller.beside()?;
    teller.files()?;
    tell_provisions(register, cited, &settings.base, teller.sink)?;
    let index = teller.index;
    let told: HashSet<&Identifier> = index.things.iter().map(|thing| &thing.id).collect();
    tell_alignments(
        &index.concepts,
        |concept| is_told(index, &told, concept),
        GraphNameRef::DefaultGraph,
        teller.sink,
    )?;
    teller.quality()?;
    Ok(Telling {
        read: counts(index),
        findings: teller.findings,
        first_pass,
    })
}

fn counts(index: &Index) -> BTreeMap<String, usize> {
    let mut read = BTreeMap::new();
    for thing in &index.things {
        *read.entry(thing.kind.plural().to_owned()).or_insert(0) += 1;
    }
    for (name, count) in [("norms", index.norms().len()), ("terms", index.terms.len())] {
        if count > 0 {
            read.insert(name.to_owned(), count);
        }
    }
    read
}

/// The kind of documents that describe concepts of this kind.
fn documents_of(kind: SchemeKind) -> Option<Kind> {
    match kind {
        SchemeKind::Role => Some(Kind::Role),
        SchemeKind::Phase => Some(Kind::Phase),
        SchemeKind::Topic => Some(Kind::Topic),
        SchemeKind::Label | SchemeKind::InstrumentType | SchemeKind::Status | SchemeKind::Term => {
            None
        }
    }
}

/// Whether a concept of the schemes is in the graph: where documents of its kind were read, only
/// if one of them describes it.
fn is_told(index: &Index, told: &HashSet<&Identifier>, concept: &Concept) -> bool {
    let described = || told.contains(&Identifier::of_path(&concept.path()));
    documents_of(concept.kind).is_none_or(|kind| !index.has_documents_of(kind) || described())
}

struct Teller<'a> {
    source: &'a Source,
    settings: &'a Settings,
    index: &'a Index,
    lender: Lender,
    findings: Vec<Finding>,
    /// What can only be judged once all documents are read.
    open_ends: Unsettled,
    sink: &'a mut dyn QuadSink,
}

const DEFAULT: GraphNameRef<'static> = GraphNameRef::DefaultGraph;

impl Teller<'_> {
    fn tell_all(
        &mut self,
        descriptions: impl IntoIterator<Item = Description>,
    ) -> Result<(), SinkError> {
        descriptions
            .into_iter()
            .try_for_each(|description| description.tell(DEFAULT, self.sink))
    }

    /// The IRIs of the concepts of a scheme that the graph has.
    fn members(&self, scheme: &Scheme) -> Vec<String> {
        let base = &self.settings.base;
        if scheme.kind == SchemeKind::Term {
            return self
                .index
                .terms
                .iter()
                .map(|term| term.id.iri(base))
                .collect();
        }
        match documents_of(scheme.kind).filter(|kind| self.index.has_documents_of(*kind)) {
            Some(kind) => self
                .index
                .things
                .iter()
                .filter(|thing| thing.kind == kind)
                .map(|thing| thing.id.iri(base))
                .collect(),
            None => scheme
                .concepts
                .iter()
                .map(|concept| concept_iri(concept, base))
                .collect(),
        }
    }

    /// The built-in edition, where its facts or its English titles are in the graph.
    fn edition(&mut self) -> Result<(), SinkError> {
        let lends = |thing| self.lender.title(thing).is_some();
        if !self.source.is_built_in() && !self.index.things.iter().any(lends) {
            return Ok(());
        }
        self.sink.chapter(Chapter::Edition)?;
        let edition = &self.lender.edition;
        let description = edition.describe(&self.settings.base);
        description.tell(DEFAULT, self.sink)?;
        edition.describe_followed().tell(DEFAULT, self.sink)
    }

    /// The schemes, then the concepts that no document describes.
    fn schemes(&mut self) -> Result<(), SinkError> {
        let index = self.index;
        let base = &self.settings.base;
        self.sink.chapter(Chapter::Schemes)?;
        for scheme in &index.concepts.schemes {
            let members = self.members(scheme);
            describe_scheme(scheme, base, members).tell(DEFAULT, self.sink)?;
        }
        self.sink.chapter(Chapter::Labels)?;
        for scheme in &index.concepts.schemes {
            if scheme.slug == "rol-ai-act" {
                for concept in &scheme.concepts {
                    let mut description = describe_concept(concept, base);
                    for requirement in
                        index.inverse(Inverse::Bears, &Identifier::of_path(&concept.path()))
                    {
                        description.iri(v::BEARS, requirement.iri(base));
                    }
                    description.tell(DEFAULT, self.sink)?;
                }
            } else if documents_of(scheme.kind).is_none_or(|kind| !index.has_documents_of(kind)) {
                tell_concepts(&index.concepts, scheme, base, |_| true, DEFAULT, self.sink)?;
            }
        }
        Ok(())
    }

    /// What documents describe, each with its parts; gives what they cite.
    fn things(
        &mut self,
        register: &Register,
        step: &mut dyn FnMut(),
    ) -> Result<BTreeSet<Provision>, TellError> {
        let mapper = Mapper {
            source: self.source,
            base: &self.settings.base,
            index: self.index,
            lender: &self.lender,
            register,
        };
        let mut chapter = None;
        let mut cited = BTreeSet::new();
        let several = on_several(self.index.things.len(), self.settings.threads);
        let formatter = self.sink.formatter().filter(|_| several);
        let formatter = formatter.as_deref();
        in_order(
            &self.index.things,
            self.settings.threads,
            |thing| mapper.map(thing)?.formatted_by(formatter),
            |thing, result| {
                let mut told = result?;
                let next = chapter_of(thing.kind);
                if chapter.replace(next) != Some(next) {
                    self.sink.chapter(next)?;
                }
                match told.said {
                    Said::Descriptions(descriptions) => {
                        for description in descriptions {
                            description.tell(DEFAULT, self.sink)?;
                        }
                    }
                    Said::Bytes(bytes) => self.sink.formatted(&bytes)?,
                }
                self.findings.append(&mut told.findings);
                if let Some(open) = told.open_ends {
                    self.open_ends.add(open);
                }
                // One by one: most are there already, and `append` would copy all of them.
                cited.extend(told.cited);
                step();
                Ok(())
            },
        )?;
        Ok(cited)
    }

    fn beside(&mut self) -> Result<(), SinkError> {
        let base = &self.settings.base;
        if !self.index.norms().is_empty() {
            self.sink.chapter(Chapter::Norms)?;
        }
        for norm in self.index.norms() {
            self.tell_all(describe_norm(norm, base))?;
        }
        if !self.index.terms.is_empty() {
            self.sink.chapter(Chapter::Terms)?;
        }
        for term in &self.index.terms {
            describe_term(term, base).tell(DEFAULT, self.sink)?;
        }
        Ok(())
    }

    fn files(&mut self) -> Result<(), SinkError> {
        self.sink.chapter(Chapter::Files)?;
        let mut files: Vec<(&str, &[u8; 32])> = self
            .index
            .things
            .iter()
            .map(|thing| (thing.path.as_str(), &thing.sha256))
            .collect();
        files.extend(
            self.index
                .other_files
                .iter()
                .map(|(path, hash)| (path.as_str(), hash)),
        );
        files.sort_unstable();
        for (path, hash) in files {
            describe_file(path, hash, &self.settings.base).tell(DEFAULT, self.sink)?;
        }
        Ok(())
    }

    fn quality(&mut self) -> Result<(), SinkError> {
        let name = self.settings.own("graph/quality");
        self.sink.chapter(Chapter::Catalogue)?;
        let mut graph = Description::of(name.as_str());
        graph
            .class(resource::VOID_DATASET)
            .label("Bevindingen over de bron", "Findings about the source");
        graph.tell(DEFAULT, self.sink)?;
        self.findings
            .append(&mut std::mem::take(&mut self.open_ends).settle());
        findings::sort(&mut self.findings);
        if self.findings.is_empty() {
            return Ok(());
        }
        self.sink.chapter(Chapter::Quality)?;
        let mut names = Names::default();
        let graph = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(&name));
        for finding in &self.findings {
            describe_finding(finding, &mut names, &self.settings.base).tell(graph, self.sink)?;
        }
        Ok(())
    }
}

/// Documents → what is said of them. It only looks, so that several can be mapped at once.
struct Mapper<'a> {
    source: &'a Source,
    base: &'a str,
    index: &'a Index,
    lender: &'a Lender,
    register: &'a Register,
}

/// What is said of a document, as far as it is worked out.
enum Said {
    Descriptions(Vec<Description>),
    Bytes(Vec<u8>),
}

impl Default for Said {
    fn default() -> Self {
        Self::Descriptions(Vec::new())
    }
}

/// What one document gives.
#[derive(Default)]
struct Mapped {
    said: Said,
    findings: Vec<Finding>,
    open_ends: Option<OpenEnds>,
    cited: BTreeSet<Provision>,
}

impl Mapped {
    /// With the bytes of what is said, where the receiver has somebody to make them.
    fn formatted_by(mut self, formatter: Option<&dyn Formatter>) -> Result<Self, TellError> {
        self.said = match (self.said, formatter) {
            (Said::Descriptions(descriptions), Some(formatter)) => {
                Said::Bytes(formatter.format(descriptions)?)
            }
            (said, _) => said,
        };
        Ok(self)
    }
}

impl Mapper<'_> {
    fn map(&self, thing: &Thing) -> Result<Mapped, TellError> {
        let Some(file) = self.source.files().get(thing.file) else {
            return Ok(Mapped::default());
        };
        let document = match self.index.take_document(thing) {
            Some(kept) => kept,
            None => self.document(thing, file)?,
        };
        let document = &document;
        let base = self.base;
        let framework::Reading {
            record,
            mut findings,
            open_ends,
        } = framework::read(document, thing, self.index);
        let (mut description, parts) = describe_record(&record, self.index, base);
        if record.title_en.is_none()
            && let Some(title) = self.lender.title(thing)
        {
            description
                .remove(v::RDFS_LABEL, Language::En)
                .text(v::RDFS_LABEL, Language::En, title)
                .iri(v::ENGLISH_TITLE_FROM, self.lender.edition.iri(base));
        }
        let cited = read_citations(
            self.register,
            &record,
            document,
            base,
            &mut description,
            &mut findings,
        );
        let mut descriptions = vec![description];
        descriptions.extend(parts);
        let thing = record.id.iri(base);
        let sections = record.sections.into_iter();
        descriptions.extend(sections.map(|section| describe_section(&thing, section)));
        descriptions.extend(cited.citations);
        Ok(Mapped {
            said: Said::Descriptions(descriptions),
            findings,
            open_ends: Some(open_ends),
            cited: cited.provisions,
        })
    }

    /// The document of a thing, which must be as it was when it was listed.
    fn document(&self, thing: &Thing, file: &File) -> Result<Document, TellError> {
        let bytes = self.source.read(file).map_err(|error| TellError::Reading {
            path: file.path.clone(),
            error,
        })?;
        if !self.index.is_unchanged(thing, &bytes) {
            return Err(TellError::Changed(file.path.clone()));
        }
        Ok(Document::read(&file.path, self.source.layout(), &bytes))
    }
}

fn chapter_of(kind: Kind) -> Chapter {
    match kind {
        Kind::Role => Chapter::Roles,
        Kind::Phase => Chapter::Phases,
        Kind::Topic => Chapter::Topics,
        Kind::Requirement => Chapter::Requirements,
        Kind::Measure => Chapter::Measures,
        Kind::Instrument => Chapter::Instruments,
        Kind::Page => Chapter::Pages,
    }
}
