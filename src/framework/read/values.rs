//! Keys with lists of values: things of the framework, and concepts of its schemes.

use super::super::identifier::Identifier;
use super::super::index::Target;
use super::super::kind::Kind;
use super::super::reporter::did_you_mean;
use super::{FEW, Reader, clean};
use crate::findings::{Bilingual, Code};
use crate::source::front_matter::{Node, Value};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::collections::hash_map::Entry;

impl Reader<'_> {
    /// A key that has no value: the place is that of the key.
    pub(super) fn empty(&mut self, name: &str, key: &Node, value: &Node) {
        let message = Bilingual::new(format!("{name} is leeg"), format!("{name} is empty"));
        let finding = self
            .reporter
            .report_value(Code::EmptyValue, name, value, message);
        let span = key.span();
        if finding.line == span.line {
            (finding.column, finding.width) = (span.column, span.width);
        }
    }

    /// The values of a list, each once; what is empty, a list itself or there twice is a finding.
    pub(super) fn values<'v>(
        &mut self,
        name: &str,
        key: &Node,
        value: &'v Node,
    ) -> Vec<(&'v Node, Cow<'v, str>)> {
        if value.is_empty() {
            self.empty(name, key, value);
            return Vec::new();
        }
        let items = value.items();
        let mut values: Vec<(&Node, Cow<'v, str>)> = Vec::with_capacity(items.len());
        // Where each of many stands first.
        let mut seen: HashMap<Cow<'v, str>, u32> = HashMap::default();
        for item in items {
            if !matches!(item.value, Value::Scalar { .. }) {
                let message = Bilingual::new(
                    format!("{name} is een lijst van losse waarden"),
                    format!("{name} is a list of single values"),
                );
                self.reporter
                    .report_all(Code::WrongType, name, item, None, &message, None);
                continue;
            }
            let Some(text) = item.text().map(clean).filter(|text| !text.is_empty()) else {
                let message = Bilingual::new(
                    format!("{name} heeft een lege waarde"),
                    format!("{name} has an empty value"),
                );
                let before = item.place.column.saturating_sub(1);
                let at_dash = self.document.column_has(item.place.line, before, '-');
                let finding = self
                    .reporter
                    .report_value(Code::EmptyValue, name, item, message);
                if at_dash && item.width == 0 {
                    (finding.column, finding.width) = (before, 1);
                }
                finding.help = Some(Bilingual::new(
                    "verwijder het streepje, of vul een waarde in",
                    "remove the dash, or fill in a value",
                ));
                continue;
            };
            let first = if items.len() <= FEW {
                let mut values = values.iter();
                let same = values.find(|(_, known)| *known == text);
                same.map(|(first, _)| first.place.line)
            } else {
                let line = item.place.line;
                match seen.entry(text.clone()) {
                    Entry::Vacant(new) => {
                        new.insert(line);
                        None
                    }
                    Entry::Occupied(first) => Some(*first.get()),
                }
            };
            let Some(line) = first else {
                values.push((item, text));
                continue;
            };
            let message = Bilingual::new(
                format!("{text} staat al bij {name}, op regel {line}"),
                format!("{text} stands under {name} already, on line {line}"),
            );
            self.reporter
                .report_value(Code::DuplicateValue, name, item, message);
        }
        values
    }

    /// What slugs lead to: documents of a kind.
    pub(super) fn things(
        &mut self,
        name: &str,
        key: &Node,
        value: &Node,
        kind: Kind,
    ) -> Vec<Identifier> {
        let values = self.values(name, key, value);
        let are_few = values.len() <= FEW;
        let mut found = Vec::with_capacity(values.len());
        let mut known = HashSet::default();
        for (node, slug) in values {
            match self.index.find(kind, &slug) {
                Target::Found(thing) => {
                    let is_new = if are_few {
                        !found.contains(&thing)
                    } else {
                        known.insert(thing.clone())
                    };
                    if is_new {
                        found.push(thing);
                    }
                }
                Target::Dangling => {
                    let near = if self.reporter.may_suggest() {
                        self.index.nearest(kind, &slug)
                    } else {
                        None
                    };
                    let message = Bilingual::new(
                        format!("{slug} bestaat niet"),
                        format!("{slug} does not exist"),
                    );
                    self.reporter
                        .report_value(Code::DanglingReference, name, node, message)
                        .help = near.map(did_you_mean);
                }
                Target::Absent => {
                    let message = Bilingual::new(
                        format!("{slug} hoort niet bij wat gelezen is"),
                        format!("{slug} is not among what was read"),
                    );
                    self.reporter
                        .report_value(Code::AbsentDocument, name, node, message);
                }
            }
        }
        found
    }

    /// What values mean: concepts of a scheme.
    pub(super) fn concepts(
        &mut self,
        name: &str,
        key: &Node,
        value: &Node,
        scheme: &str,
    ) -> Vec<Identifier> {
        let index = self.index;
        let values = self.values(name, key, value);
        let mut found = Vec::with_capacity(values.len());
        for (node, slug) in values {
            if let Some(concept) = index.concept(scheme, &slug) {
                found.push(concept.clone());
                continue;
            }
            let scheme = index.concepts.scheme(scheme);
            let allowed: Vec<&str> = scheme
                .iter()
                .flat_map(|scheme| &scheme.concepts)
                .map(|concept| concept.slug.as_str())
                .collect();
            let help = self
                .reporter
                .suggest(&slug, allowed.iter().copied())
                .unwrap_or_else(|| one_of(&allowed));
            let message = Bilingual::new(
                format!("{slug} is geen waarde van {name}"),
                format!("{slug} is no value of {name}"),
            );
            self.reporter
                .report_value(Code::UnknownValue, name, node, message)
                .help = Some(help);
        }
        found
    }
}

/// The values that are allowed.
fn one_of(allowed: &[&str]) -> Bilingual {
    let list = allowed.join(", ");
    Bilingual::new(
        format!("verwacht een van: {list}"),
        format!("expected one of: {list}"),
    )
}
