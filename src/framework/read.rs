//! The second pass: one document becomes a [`Record`], everything that cannot be kept a finding.

use super::concepts::Concepts;
use super::document::Document;
use super::exception::{self, ExpressionError, LabelGroups};
use super::identifier::{Identifier, Names, slug};
use super::index::{Index, Target, Thing};
use super::keys::Key;
use super::kind::Kind;
use super::links::{self, LinkTarget};
use super::model::{
    Exception, ExceptionForm, Instrument, Measure, Particulars, Phase, Provenance, Record,
    Reference, Requirement, Section,
};
use crate::findings::{Bilingual, Code, Finding};
use crate::source::front_matter::{Node, Place, Value};
use crate::source::markdown::{Block, BlockKind, Body};
use std::collections::BTreeSet;

/// Reads the record of a document whose thing the index knows; findings in no order.
pub fn read(document: &Document, thing: &Thing, index: &Index) -> (Record, Vec<Finding>) {
    let mut reader = Reader {
        document,
        thing,
        index,
        findings: document.findings.clone(),
        fields: Fields::default(),
    };
    reader.front_matter();
    let body = document.body();
    reader.comments(&body);
    let (sections, references) = reader.sections(body.sections);
    let record = reader.record(sections, references, body.heading);
    (record, reader.findings)
}

/// A slug without what nobody sees.
pub(super) fn clean(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| !crate::source::is_invisible(*c))
        .collect()
}

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
}

struct Reader<'a> {
    document: &'a Document,
    thing: &'a Thing,
    index: &'a Index,
    findings: Vec<Finding>,
    fields: Fields,
}

impl Reader<'_> {
    fn report(
        &mut self,
        code: Code,
        place: Place,
        nl: impl Into<String>,
        en: impl Into<String>,
    ) -> &mut Finding {
        let finding = self
            .document
            .finding(code, place, Bilingual::new(nl, en))
            .concerning(self.thing.id.as_str());
        self.findings.push_mut(finding)
    }

    /// A finding about a key and one of its values; the value as it is written, or nothing.
    fn report_value(
        &mut self,
        code: Code,
        key: &str,
        node: &Node,
        nl: impl Into<String>,
        en: impl Into<String>,
    ) {
        let value = match &node.value {
            Value::Scalar { text, .. } => text.trim().to_owned(),
            _ => String::new(),
        };
        let finding = self.report(code, node.place, nl, en);
        finding.key = Some(key.to_owned());
        finding.value = Some(value);
    }

    /// The same finding for every scalar in a value, so that none is lost.
    fn report_all(&mut self, code: Code, key: &str, value: &Node, nl: &str, en: &str) {
        let scalars = value.scalars();
        if scalars.is_empty() {
            self.report_value(code, key, value, nl, en);
        }
        for scalar in scalars {
            self.report_value(code, key, scalar, nl, en);
        }
    }

    fn front_matter(&mut self) {
        let document = self.document;
        let pairs = document.pairs();
        for (at, (key, value)) in pairs.iter().enumerate() {
            let Some(name) = key.text() else {
                self.report_all(
                    Code::UnknownKey,
                    "",
                    key,
                    "Deze sleutel heeft geen naam",
                    "This key has no name",
                );
                self.report_all(
                    Code::UnknownKey,
                    "",
                    value,
                    "Deze waarde heeft geen sleutel",
                    "This value has no key",
                );
                continue;
            };
            let use_ = Key::of(name, document.kind);
            // The site shows the last of a key that stands twice; what stood before is a finding.
            if use_ != Key::Layout
                && pairs
                    .iter()
                    .skip(at + 1)
                    .any(|(later, _)| later.text() == Some(name))
            {
                let nl = format!("{name} staat vaker in de kopgegevens; de laatste telt");
                let en = format!(
                    "{name} stands more than once in the front matter; the last one counts"
                );
                self.report_all(Code::DuplicateKey, name, value, &nl, &en);
                continue;
            }
            self.key(use_, name, key, value);
        }
    }

    fn key(&mut self, use_: Key, name: &str, key: &Node, value: &Node) {
        match use_ {
            Key::Layout => {}
            Key::Unknown => {
                let nl = format!("{name} is geen sleutel van deze soort document");
                let en = format!("{name} is no key of this kind of document");
                self.report_all(Code::UnknownKey, name, value, &nl, &en);
            }
            Key::Id => self.fields.id_line = Some(key.place.line),
            Key::Title => self.fields.title = self.text(name, value, true),
            Key::TitleEnglish => self.fields.title_en = self.text(name, value, false),
            Key::Summary if self.fields.summary.is_some() => {
                let nl = "Dit document heeft al een toelichting";
                self.report_all(
                    Code::DuplicateKey,
                    name,
                    value,
                    nl,
                    "This document has a summary already",
                );
            }
            Key::Summary => self.fields.summary = self.text(name, value, true),
            Key::SummaryEnglish => self.fields.summary_en = self.text(name, value, false),
            Key::Phases => self.fields.phases = self.things(name, value, Kind::Phase),
            Key::Topics => self.fields.topics = self.things(name, value, Kind::Topic),
            Key::Roles => self.fields.roles = self.things(name, value, Kind::Role),
            Key::Requirements => {
                self.fields.requirements = self.things(name, value, Kind::Requirement);
            }
            Key::Measures => self.fields.measures = self.things(name, value, Kind::Measure),
            Key::Types => self.fields.types = self.concepts(name, value, "instrument-type"),
            Key::Statuses => self.fields.statuses = self.concepts(name, value, "status"),
            Key::Labels => {
                let labels = self.concepts(name, value, name);
                self.fields.labels.insert(name.to_owned(), labels);
            }
            Key::Exceptions => self.exceptions(name, value),
            Key::Norms => self.norms(name, value),
        }
    }

    /// The one text of a key.
    fn text(&mut self, name: &str, value: &Node, may_cite: bool) -> Option<String> {
        if !matches!(value.value, Value::Scalar { .. }) {
            let nl = format!("{name} is een tekst, geen lijst");
            self.report_all(
                Code::WrongType,
                name,
                value,
                &nl,
                &format!("{name} is a text, not a list"),
            );
            return None;
        }
        let Some(text) = value.text() else {
            self.report_value(
                Code::EmptyValue,
                name,
                value,
                format!("{name} is leeg"),
                format!("{name} is empty"),
            );
            return None;
        };
        if may_cite {
            self.fields
                .front_texts
                .push(Block::of_line(text, value.place.line));
        }
        Some(text.to_owned())
    }

    /// The values of a list, each once; what is empty, a list itself or there twice is a finding.
    fn values<'v>(&mut self, name: &str, value: &'v Node) -> Vec<(&'v Node, String)> {
        let mut values = Vec::new();
        let mut seen = BTreeSet::new();
        if value.is_empty() {
            self.report_value(
                Code::EmptyValue,
                name,
                value,
                format!("{name} is leeg"),
                format!("{name} is empty"),
            );
            return values;
        }
        for item in value.items() {
            if !matches!(item.value, Value::Scalar { .. }) {
                let nl = format!("{name} is een lijst van losse waarden");
                self.report_all(
                    Code::WrongType,
                    name,
                    item,
                    &nl,
                    &format!("{name} is a list of single values"),
                );
                continue;
            }
            let Some(text) = item.text().map(clean).filter(|text| !text.is_empty()) else {
                let nl = format!("{name} heeft een lege waarde");
                self.report_value(
                    Code::EmptyValue,
                    name,
                    item,
                    nl,
                    format!("{name} has an empty value"),
                );
                continue;
            };
            if seen.insert(text.clone()) {
                values.push((item, text));
            } else {
                let nl = format!("{text} staat al bij {name}");
                self.report_value(
                    Code::DuplicateValue,
                    name,
                    item,
                    nl,
                    format!("{text} stands under {name} already"),
                );
            }
        }
        values
    }

    fn things(&mut self, name: &str, value: &Node, kind: Kind) -> Vec<Identifier> {
        let mut found = Vec::new();
        for (node, slug) in self.values(name, value) {
            match self.index.find(kind, &slug) {
                Target::Found(thing) => {
                    if !found.contains(&thing) {
                        found.push(thing);
                    }
                }
                Target::Dangling => {
                    self.report_value(
                        Code::DanglingReference,
                        name,
                        node,
                        format!("{slug} bestaat niet"),
                        format!("{slug} does not exist"),
                    );
                }
                Target::Absent => {
                    let nl = format!("{slug} hoort niet bij wat gelezen is");
                    self.report_value(
                        Code::AbsentDocument,
                        name,
                        node,
                        nl,
                        format!("{slug} is not among what was read"),
                    );
                }
            }
        }
        found
    }

    fn concepts(&mut self, name: &str, value: &Node, scheme: &str) -> Vec<Identifier> {
        let mut found = Vec::new();
        for (node, slug) in self.values(name, value) {
            if let Some(concept) = self.index.concepts.concept(scheme, &slug) {
                found.push(Identifier::of_path(&concept.path()));
            } else {
                let nl = format!("{slug} is geen waarde van {name}");
                self.report_value(
                    Code::UnknownValue,
                    name,
                    node,
                    nl,
                    format!("{slug} is no value of {name}"),
                );
            }
        }
        found
    }

    fn exceptions(&mut self, name: &str, value: &Node) {
        for (node, _) in self.values(name, value) {
            let text = node.text().unwrap_or_default().to_owned();
            let form = match exception::parse(&text, &self.index.concepts) {
                Ok(expression) => {
                    if let Some(groups) = expression.as_groups() {
                        ExceptionForm::Groups(groups)
                    } else {
                        let nl = "Deze uitzondering is geen EN over groepen van OF over labels";
                        let en = "This exception is not AND over groups of OR over labels";
                        self.report_value(Code::NestedException, name, node, nl, en);
                        ExceptionForm::Tree(expression)
                    }
                }
                Err(error) => {
                    let code = match error {
                        ExpressionError::UnknownLabel(_) => Code::UnknownValue,
                        ExpressionError::Syntax { .. } => Code::UnparsedException,
                    };
                    let nl = match &error {
                        ExpressionError::UnknownLabel(label) => format!("{label} is geen label"),
                        ExpressionError::Syntax { at, .. } => {
                            format!("Deze uitzondering is tot teken {at} te lezen")
                        }
                    };
                    self.report_value(
                        code,
                        name,
                        node,
                        nl,
                        format!("This exception cannot be read: {error}"),
                    );
                    ExceptionForm::Unread
                }
            };
            self.fields.exceptions.push(Exception { text, form });
        }
    }

    fn norms(&mut self, name: &str, value: &Node) {
        let Value::Mapping(pairs) = &value.value else {
            if value.is_empty() {
                self.report_value(
                    Code::EmptyValue,
                    name,
                    value,
                    format!("{name} is leeg"),
                    format!("{name} is empty"),
                );
            } else {
                let nl = format!("{name} noemt per toetsingskader de normen");
                self.report_all(
                    Code::WrongType,
                    name,
                    value,
                    &nl,
                    &format!("{name} names norms by audit framework"),
                );
            }
            return;
        };
        for (at, (framework, codes)) in pairs.iter().enumerate() {
            let framework_name = framework.text().unwrap_or_default();
            if pairs
                .iter()
                .skip(at + 1)
                .any(|(later, _)| later.text() == framework.text())
            {
                let nl = format!("{framework_name} staat vaker bij {name}");
                self.report_value(
                    Code::DuplicateKey,
                    name,
                    framework,
                    nl,
                    format!("{framework_name} stands more than once under {name}"),
                );
            }
            if codes.is_empty() {
                let nl = format!("{framework_name} noemt geen normen");
                self.report_value(
                    Code::EmptyValue,
                    name,
                    framework,
                    nl,
                    format!("{framework_name} names no norms"),
                );
                continue;
            }
            for (node, code) in self.values(name, codes) {
                if self.index.norm(framework_name, &code).is_none() {
                    let nl = format!("{framework_name} heeft geen norm {code}");
                    self.report_value(
                        Code::UnknownValue,
                        name,
                        node,
                        nl,
                        format!("{framework_name} has no norm {code}"),
                    );
                }
            }
        }
    }

    /// A list macro in a comment that names another document of the same kind.
    fn comments(&mut self, body: &Body) {
        for line in &body.unclosed_comments {
            let place = Place {
                line: *line,
                column: 1,
            };
            self.report(
                Code::UnclosedComment,
                place,
                "Deze opmerking wordt niet gesloten",
                "This comment is never closed",
            );
        }
        let Some(key) = self.document.kind.macro_key() else {
            return;
        };
        for comment in body
            .comments
            .iter()
            .filter(|comment| comment.text.starts_with("list_"))
        {
            for word in comment.text.split_whitespace().skip(1) {
                if let Some((named, slug)) = word.split_once('/')
                    && named == key
                    && slug != self.document.stem()
                {
                    let place = Place {
                        line: comment.line,
                        column: 1,
                    };
                    let nl = format!("Deze lijst is die van {slug}, niet die van dit document");
                    let finding = self.report(
                        Code::ForeignMacro,
                        place,
                        nl,
                        format!("This list is that of {slug}, not of this document"),
                    );
                    finding.value = Some(word.to_owned());
                }
            }
        }
    }

    fn sections(
        &mut self,
        sections: Vec<crate::source::markdown::Section>,
    ) -> (Vec<Section>, Vec<Reference>) {
        let mut names = Names::default();
        let mut references = BTreeSet::new();
        let mut told = Vec::with_capacity(sections.len());
        let mut order = 0;
        for section in sections {
            let links = section
                .title
                .iter()
                .chain(&section.blocks)
                .filter(|block| block.kind != BlockKind::Code)
                .flat_map(|block| &block.links);
            for link in links {
                self.link(&link.address, link.line, &mut references);
            }
            let text = section.text();
            let title = section.title.map(|title| title.text);
            order += u32::from(title.is_some());
            let slug = match &title {
                None => "preamble".to_owned(),
                Some(title) => Some(slug(title))
                    .filter(|slug| !slug.is_empty())
                    .unwrap_or_else(|| order.to_string()),
            };
            told.push(Section {
                slug: names.take(&slug),
                order: if title.is_some() { order } else { 0 },
                title,
                line: section.line,
                text,
                markdown: section.markdown,
                blocks: section.blocks,
            });
        }
        references.remove(&Reference::Thing(self.thing.id.clone()));
        (told, references.into_iter().collect())
    }

    fn link(&mut self, address: &str, line: u32, references: &mut BTreeSet<Reference>) {
        let place = Place { line, column: 1 };
        match links::follow(address, &self.document.path, self.index) {
            LinkTarget::Reference(reference) => {
                references.insert(reference);
            }
            LinkTarget::MissingFile(path) => {
                // Outside a checkout much is not there that a document may link to.
                let code = if self.index.is_whole() {
                    Code::MissingFile
                } else {
                    Code::AbsentDocument
                };
                let finding = self.report(
                    code,
                    place,
                    format!("{path} bestaat niet"),
                    format!("{path} does not exist"),
                );
                finding.value = Some(address.to_owned());
            }
            LinkTarget::Malformed => {
                let nl = format!("{address} is geen geldig adres");
                let finding = self.report(
                    Code::MalformedAddress,
                    place,
                    nl,
                    format!("{address} is not a valid address"),
                );
                finding.value = Some(address.to_owned());
            }
            LinkTarget::Nothing => {}
        }
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
            let place = Place { line: 1, column: 1 };
            let code = if kind == Kind::Page {
                Code::UntitledPage
            } else {
                Code::MissingTitle
            };
            let finding = self.report(
                code,
                place,
                "Dit document heeft geen titel",
                "This document has no title",
            );
            finding.key = Some("title".to_owned());
        }
        let particulars = match kind {
            Kind::Requirement => Particulars::Requirement(Requirement {
                profile: super::model::ApplicabilityProfile {
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
