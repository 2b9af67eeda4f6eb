//! The audit norms that a measure names, and whether the tables agree.

use super::super::kind::Kind;
use super::super::rules::NamedNorms;
use super::Reader;
use crate::findings::{Bilingual, Code, Span};
use crate::source::front_matter::{Node, Value};
use foldhash::HashMap;
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn norms(&mut self, name: &str, key: &Node, value: &Node) {
        let Value::Mapping(pairs) = &value.value else {
            if value.is_empty() {
                self.empty(name, key, value);
            } else {
                let message = Bilingual::new(
                    format!("{name} noemt per toetsingskader de normen"),
                    format!("{name} names norms by audit framework"),
                );
                self.reporter
                    .report_all(Code::WrongType, name, value, None, &message, None);
            }
            return;
        };
        let mut last: HashMap<Option<&str>, usize> = HashMap::default();
        for (at, (framework, _)) in pairs.iter().enumerate() {
            last.insert(framework.text(), at);
        }
        let mut named: BTreeMap<String, BTreeMap<String, Span>> = BTreeMap::new();
        for (at, (framework, codes)) in pairs.iter().enumerate() {
            let framework_name = framework.text().unwrap_or_default();
            if last.get(&framework.text()).is_some_and(|last| *last > at) {
                let message = Bilingual::new(
                    format!("{framework_name} staat vaker bij {name}"),
                    format!("{framework_name} stands more than once under {name}"),
                );
                self.reporter
                    .report_value(Code::DuplicateKey, name, framework, message);
            }
            if codes.is_empty() {
                let message = Bilingual::new(
                    format!("{framework_name} noemt geen normen"),
                    format!("{framework_name} names no norms"),
                );
                self.reporter
                    .report_value(Code::EmptyValue, name, framework, message);
                continue;
            }
            for (node, code) in self.values(name, framework, codes) {
                if self.index.norm(framework_name, &code).is_none() {
                    self.unknown_norm(name, framework_name, node, &code);
                    continue;
                }
                self.not_in_the_table(framework_name, node, &code);
                let known = named.entry(framework_name.to_owned()).or_default();
                known.insert(code.into_owned(), node.span());
            }
        }
        self.fields.norms = Some(NamedNorms {
            key: key.span(),
            named,
        });
    }

    fn unknown_norm(&mut self, name: &str, framework: &str, node: &Node, code: &str) {
        let index = self.index;
        let help = if index.norms_of(framework).next().is_none() {
            let frameworks = ["ADR", "ARK"];
            self.reporter.suggest(framework, frameworks)
        } else {
            self.reporter.suggest(code, index.norms_of(framework))
        };
        let message = Bilingual::new(
            format!("{framework} heeft geen norm {code}"),
            format!("{framework} has no norm {code}"),
        );
        self.reporter
            .report_value(Code::UnknownValue, name, node, message)
            .help = help;
    }

    /// The front matter names a norm for which the table does not name this measure.
    fn not_in_the_table(&mut self, framework: &str, node: &Node, code: &str) {
        let table = self.index.norm_table();
        let (Some(table), Kind::Measure) = (table, self.document.kind) else {
            return;
        };
        let Some(row) = table.row(framework, code) else {
            return;
        };
        if !table.has_column(&self.thing.id) || table.links(framework, code, &self.thing.id) {
            return;
        }
        let place = format!("{}:{row}", table.file);
        let message = Bilingual::new(
            format!("Deze maatregel noemt {framework} {code}, de tabel niet ({place})"),
            format!("This measure names {framework} {code}, the table does not ({place})"),
        );
        self.reporter
            .report(Code::NormDisagreement, node.span(), message);
    }
}
