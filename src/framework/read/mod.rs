//! The second pass: one document becomes a [`Record`], everything that cannot be kept a finding.
//!
//! [`read`] is the entry. What the keys of the front matter say is read by kind of key: texts and
//! lists (`values.rs`), exceptions (`expressions.rs`), audit norms (`norms.rs`); the text below it
//! in `body.rs`. What is merely odd is for `super::rules`.

mod body;
mod expressions;
mod norms;
mod values;

use super::concepts::Concepts;
use super::document::Document;
use super::exception::LabelGroups;
use super::identifier::Identifier;
use super::index::{Index, Thing};
use super::keys::{self, Key};
use super::kind::Kind;
use super::links;
use super::model::{
    ApplicabilityProfile, Exception, Instrument, Measure, Particulars, Phase, Provenance, Record,
    Reference, Requirement, Section,
};
use super::reporter::{Reporter, did_you_mean};
use super::rules::{self, OpenEnds, Outline};
use crate::findings::{Bilingual, Code, Finding, Span};
use crate::source::front_matter::{Node, Value};
use crate::source::markdown::{Block, Body};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What reading a document gives.
#[derive(Debug)]
pub struct Reading {
    /// What it says.
    pub record: Record,
    /// What is wrong in it, in no order.
    pub findings: Vec<Finding>,
    /// What can only be judged once all documents are read; for [`Unsettled`](super::Unsettled).
    pub open_ends: OpenEnds,
}

/// Reads the record of a document whose thing the index knows. Nothing is shared between the
/// documents of an index but the index.
pub fn read(document: &Document, thing: &Thing, index: &Index) -> Reading {
    let mut reader = Reader {
        reporter: Reporter::new(document, &thing.id),
        document,
        thing,
        index,
        fields: Fields::default(),
        open_ends: OpenEnds::new(document),
        linked: BTreeMap::new(),
    };
    reader.front_matter();
    let mut body = document.body();
    reader.comments(&body);
    let norms = reader.fields.norms.take();
    let outlines: Vec<Outline> = body.sections.iter().map(Outline::of).collect();
    if !index.is_built_in() {
        rules::check_text(
            &mut reader.reporter,
            &mut reader.open_ends,
            index,
            &body,
            &outlines,
        );
        rules::check_norms(&mut reader.reporter, thing, index, norms.as_ref(), &body);
    }
    reader.images(&body);
    let (sections, references) = reader.sections(std::mem::take(&mut body.sections), outlines);
    let record = reader.record(sections, references, body.heading.take());
    if !index.is_built_in() {
        rules::check_relations(&mut reader.reporter, index, &record, &reader.linked);
    }
    // What stands behind a symbolic link that is a text here is not known.
    if rules::path_alone(document).is_none() {
        reader.open_ends.add_anchors(&body.anchors);
    }
    Reading {
        record,
        findings: reader.reporter.finish(),
        open_ends: reader.open_ends,
    }
}

/// A slug without what nobody sees.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !crate::source::is_invisible(*c));
    Cow::Owned(seen.collect())
}

/// In lists of so many, looking through all is quicker than keeping a set of them.
const FEW: usize = 16;

/// The number of a phase: of its heading or title ("Fase 2"), else as the concept schemes have it.
pub(super) fn phase_number(document: &Document, body: &Body, concepts: &Concepts) -> Option<u8> {
    let title = document.value("title").and_then(Node::text);
    let heading = body.heading.as_ref().map(|block| block.text.as_str());
    let numbered = |text: &str| {
        let rest = text.trim_start();
        let rest = rest
            .strip_prefix("Fase ")
            .or_else(|| rest.strip_prefix("fase "))?;
        let digits = rest
            .trim_start()
            .find(|c: char| !c.is_ascii_digit())
            .map_or(rest.trim_start(), |end| {
                rest.trim_start().get(..end).unwrap_or_default()
            });
        digits.parse().ok()
    };
    heading
        .and_then(numbered)
        .or_else(|| title.and_then(numbered))
        .or_else(|| concepts.concept("phase", document.stem())?.number)
}

/// What the front matter says.
#[derive(Debug, Default)]
struct Fields {
    id_line: Option<u32>,
    title: Option<String>,
    title_en: Option<String>,
    summary: Option<String>,
    summary_en: Option<String>,
    front_texts: Vec<Block>,
    phases: Vec<Identifier>,
    topics: Vec<Identifier>,
    roles: Vec<Identifier>,
    labels: LabelGroups,
    exceptions: Vec<Exception>,
    statuses: Vec<Identifier>,
    requirements: Vec<Identifier>,
    measures: Vec<Identifier>,
    types: Vec<Identifier>,
    norms: Option<rules::NamedNorms>,
}

struct Reader<'a> {
    reporter: Reporter<'a>,
    document: &'a Document,
    thing: &'a Thing,
    index: &'a Index,
    fields: Fields,
    open_ends: OpenEnds,
    /// What the text links to beside its sources, with kind and first place.
    linked: BTreeMap<Identifier, (Kind, Span)>,
}

impl Reader<'_> {
    fn front_matter(&mut self) {
        let document = self.document;
        let pairs = document.pairs();
        // The site shows the last of a key that stands twice.
        let mut last: HashMap<&str, usize> = HashMap::with_capacity(pairs.len());
        let names = pairs.iter().enumerate();
        last.extend(names.filter_map(|(at, (key, _))| Some((key.text()?, at))));
        for (at, (key, value)) in pairs.iter().enumerate() {
            let Some(name) = key.text() else {
                self.nameless(key, value);
                continue;
            };
            let use_ = Key::of(name, document.kind);
            if let Some((later, _)) = last
                .get(name)
                .filter(|last| **last > at)
                .and_then(|last| pairs.get(*last))
            {
                let line = later.place.line;
                let message = Bilingual::new(
                    format!(
                        "{name} staat vaker in de kopgegevens; de laatste, op regel {line}, telt"
                    ),
                    format!(
                        "{name} stands more than once in the front matter; the last one, on line {line}, counts"
                    ),
                );
                // What steers the site alone is no value of the graph, to be kept.
                if use_ == Key::Layout {
                    self.reporter
                        .report(Code::DuplicateKey, key.span(), message)
                        .key = Some(name.to_owned());
                    continue;
                }
                self.reporter.report_all(
                    Code::DuplicateKey,
                    name,
                    value,
                    Some(key.span()),
                    &message,
                    None,
                );
                continue;
            }
            self.key(use_, name, key, value);
        }
        if document
            .front_matter
            .as_ref()
            .is_none_or(|head| head.error.is_none())
        {
            self.missing_keys(&last);
        }
    }

    fn nameless(&mut self, key: &Node, value: &Node) {
        let message = Bilingual::new("Deze sleutel heeft geen naam", "This key has no name");
        self.reporter
            .report_all(Code::UnknownKey, "", key, None, &message, None);
        let message = Bilingual::new("Deze waarde heeft geen sleutel", "This value has no key");
        self.reporter
            .report_all(Code::UnknownKey, "", value, None, &message, None);
    }

    /// Keys that every document of the kind has; a document that says nothing at all has other
    /// findings.
    fn missing_keys(&mut self, seen: &HashMap<&str, usize>) {
        if seen.is_empty() || self.index.is_built_in() {
            return;
        }
        let kind = self.document.kind;
        let missing: Vec<&str> = keys::mandatory(kind)
            .iter()
            .copied()
            .filter(|name| !seen.contains_key(name) && self.index.is_usual(kind, name))
            .collect();
        if missing.is_empty() {
            return;
        }
        let list = missing.join(", ");
        let message = Bilingual::new(
            format!("De kopgegevens missen: {list}"),
            format!("The front matter lacks: {list}"),
        );
        self.reporter
            .report(Code::MissingKey, Span::START, message)
            .help = Some(Bilingual::new(
            "andere documenten van deze soort hebben deze sleutels",
            "other documents of this kind have these keys",
        ));
    }

    fn key(&mut self, use_: Key, name: &str, key: &Node, value: &Node) {
        match use_ {
            Key::Layout => {}
            Key::Unknown => self.unknown_key(name, key, value),
            Key::Id => self.fields.id_line = Some(key.place.line),
            Key::Title => self.fields.title = self.text(name, key, value, true),
            Key::TitleEnglish => self.fields.title_en = self.text(name, key, value, false),
            Key::Summary if self.fields.summary.is_some() => {
                let message = Bilingual::new(
                    "Dit document heeft al een toelichting",
                    "This document has a summary already",
                );
                self.reporter
                    .report_all(Code::DuplicateKey, name, value, None, &message, None);
            }
            Key::Summary => self.fields.summary = self.text(name, key, value, true),
            Key::SummaryEnglish => self.fields.summary_en = self.text(name, key, value, false),
            Key::Phases => self.fields.phases = self.things(name, key, value, Kind::Phase),
            Key::Topics => self.fields.topics = self.things(name, key, value, Kind::Topic),
            Key::Roles => self.fields.roles = self.things(name, key, value, Kind::Role),
            Key::Requirements => {
                self.fields.requirements = self.things(name, key, value, Kind::Requirement);
            }
            Key::Measures => self.fields.measures = self.things(name, key, value, Kind::Measure),
            Key::Types => self.fields.types = self.concepts(name, key, value, "instrument-type"),
            Key::Statuses => self.fields.statuses = self.concepts(name, key, value, "status"),
            Key::Labels => {
                let labels = self.concepts(name, key, value, name);
                self.fields.labels.insert(name.to_owned(), labels);
            }
            Key::Exceptions => self.exceptions(name, key, value),
            Key::Norms => self.norms(name, key, value),
        }
    }

    /// A key that says nothing: its values stand in the findings. The first is placed at the key.
    fn unknown_key(&mut self, name: &str, key: &Node, value: &Node) {
        let kind = self.document.kind;
        let message = Bilingual::new(
            format!("{name} is geen sleutel van deze soort document"),
            format!("{name} is no key of this kind of document"),
        );
        let help = match keys::meant_by(name, kind) {
            Some(meant) => Some(did_you_mean(meant)),
            None => self.reporter.suggest(name, keys::known(kind)),
        };
        self.reporter.report_all(
            Code::UnknownKey,
            name,
            value,
            Some(key.span()),
            &message,
            help.as_ref(),
        );
    }

    /// The one text of a key.
    fn text(&mut self, name: &str, key: &Node, value: &Node, may_cite: bool) -> Option<String> {
        if !matches!(value.value, Value::Scalar { .. }) {
            let message = Bilingual::new(
                format!("{name} is een tekst, geen lijst"),
                format!("{name} is a text, not a list"),
            );
            self.reporter
                .report_all(Code::WrongType, name, value, None, &message, None);
            return None;
        }
        let Some(text) = value.text() else {
            self.empty(name, key, value);
            return None;
        };
        if may_cite {
            let mut position = self.document.position(value.place);
            if matches!(value.value, Value::Scalar { plain: false, .. }) {
                // Behind the quote.
                position = position.after(1);
            }
            self.fields.front_texts.push(Block::of_line(text, position));
        }
        Some(text.to_owned())
    }

    fn record(
        &mut self,
        sections: Vec<Section>,
        references: Vec<Reference>,
        heading: Option<Block>,
    ) -> Record {
        let fields = std::mem::take(&mut self.fields);
        let heading = heading
            .map(|block| block.text)
            .filter(|text| !text.is_empty());
        let kind = self.document.kind;
        if fields.title.is_none() && (kind != Kind::Page || heading.is_none()) {
            let code = if kind == Kind::Page {
                Code::UntitledPage
            } else {
                Code::MissingTitle
            };
            let message = Bilingual::new(
                "Dit document heeft geen titel",
                "This document has no title",
            );
            let help = rules::untitled_help(self.document);
            let span = self.document.line_span(1);
            let finding = self.reporter.report(code, span, message);
            finding.key = Some("title".to_owned());
            finding.help = Some(help);
        }
        let particulars = match kind {
            Kind::Requirement => Particulars::Requirement(Requirement {
                profile: ApplicabilityProfile {
                    labels: fields.labels,
                    exceptions: fields.exceptions,
                },
                statuses: fields.statuses,
            }),
            Kind::Measure => Particulars::Measure(Measure {
                implements: fields.requirements,
            }),
            Kind::Instrument => Particulars::Instrument(Instrument {
                types: fields.types,
                supports: fields.requirements,
                helps_with: fields.measures,
            }),
            Kind::Role => Particulars::Role,
            Kind::Phase => Particulars::Phase(Phase {
                number: self.thing.phase_number,
                next: self
                    .thing
                    .phase_number
                    .filter(|number| *number > 0)
                    .and_then(|number| self.index.phase_after(number)),
            }),
            Kind::Topic => Particulars::Topic,
            Kind::Page => Particulars::Page,
        };
        Record {
            kind,
            id: self.thing.id.clone(),
            urn: self.thing.urn.clone(),
            title: fields
                .title
                .or(heading)
                .unwrap_or_else(|| self.document.stem().to_owned()),
            title_en: fields.title_en,
            summary: fields.summary,
            summary_en: fields.summary_en,
            phases: fields.phases,
            topics: fields.topics,
            roles: fields.roles,
            particulars,
            sections,
            front_texts: fields.front_texts,
            references,
            provenance: Provenance {
                path: self.document.path.clone(),
                line: fields.id_line.unwrap_or(1),
                page: links::page(&self.document.path),
            },
        }
    }
}
