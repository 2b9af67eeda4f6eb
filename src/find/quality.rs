//! What is wrong in the source, by rule and by document.

use super::reading::Reading;
use super::texts::Texts;
use crate::graph::vocabulary::{self as v, resource};
use crate::store::Store;
use oxigraph::model::{NamedNode, Quad, Term};
use std::collections::BTreeMap;

/// A finding, as the graph tells it.
#[derive(Clone, Debug, Default)]
pub struct FindingEntry {
    /// Its IRI.
    pub iri: String,
    /// The rule: `dangling-reference`.
    pub rule: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What is wrong.
    pub message: Texts,
    /// Path from the source's root.
    pub file: String,
    /// Line, from 1; 0 where it is not told.
    pub line: u32,
    /// The thing that it concerns, and what that is called.
    pub concerns: Option<(String, Texts)>,
    /// The key of the front matter.
    pub key: Option<String>,
    /// The value as it stands.
    pub value: Option<String>,
}

/// What is chosen of the findings: nothing of a kind means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Rules.
    pub rules: Vec<String>,
    /// Severities.
    pub severities: Vec<String>,
    /// Files.
    pub files: Vec<String>,
}

impl FindingFilter {
    /// Whether a finding is chosen.
    pub fn has(&self, finding: &FindingEntry) -> bool {
        let among = |chosen: &[String], value: &String| chosen.is_empty() || chosen.contains(value);
        among(&self.rules, &finding.rule)
            && among(&self.severities, &finding.severity)
            && among(&self.files, &finding.file)
    }

    /// Whether all are.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// All findings of a dataset, in whatever graph they stand, by file and line.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The findings.
    pub entries: Vec<FindingEntry>,
}

impl Findings {
    /// Reads them from a store.
    pub fn read(store: &Store) -> Self {
        let (Ok(a), Ok(class)) = (
            NamedNode::new(v::RDF_TYPE.iri()),
            NamedNode::new(resource::FINDING),
        ) else {
            return Self::default();
        };
        let mut by_iri: BTreeMap<String, FindingEntry> = BTreeMap::new();
        for quad in store.quads_for(None, Some(&a), Some(&class.into())) {
            let subject = Term::from(quad.subject);
            let Term::NamedNode(name) = &subject else {
                continue;
            };
            let entry = by_iri.entry(name.as_str().to_owned()).or_default();
            name.as_str().clone_into(&mut entry.iri);
            for said in store.quads_for(Some(&subject), None, None) {
                take(Reading(store), entry, said);
            }
        }
        let mut entries: Vec<FindingEntry> = by_iri.into_values().collect();
        entries.sort_by(|a, b| {
            (&a.file, a.line, &a.rule, &a.iri).cmp(&(&b.file, b.line, &b.rule, &b.iri))
        });
        Self { entries }
    }
}

fn take(reading: Reading<'_>, entry: &mut FindingEntry, said: Quad) {
    let property = said.predicate.as_str();
    match said.object {
        Term::Literal(literal) => {
            let text = literal.value().to_owned();
            match property {
                _ if property == v::MESSAGE.iri() => entry.message.add(&literal),
                _ if property == v::CODE.iri() => entry.rule = text,
                _ if property == v::SOURCE_FILE.iri() => entry.file = text,
                _ if property == v::SOURCE_LINE.iri() => entry.line = text.parse().unwrap_or(0),
                _ if property == v::KEY.iri() => entry.key = Some(text),
                _ if property == v::VALUE.iri() => entry.value = Some(text),
                _ => {}
            }
        }
        Term::NamedNode(node) if property == v::CONCERNS.iri() => {
            let label = reading.label(&node);
            entry.concerns = Some((node.into_string(), label));
        }
        Term::NamedNode(node) if property == v::SEVERITY.iri() => {
            entry.severity = super::reading::last_step(node.as_str()).to_lowercase();
        }
        _ => {}
    }
}
