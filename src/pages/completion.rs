//! What may stand at a place in a query: prefixes, classes, properties, and things by their words.

use super::kind::Kind;
use super::language::Language;
use super::site::Site;
use super::view::View;
use crate::graph::vocabulary::PREFIXES;
use crate::store::{Node, natural, shorten};
use oxigraph::model::vocab::rdf;
use serde::Serialize;
use std::collections::BTreeSet;

/// Suggestions that a list can hold where they follow a prefix, and where they follow words.
const MOST: usize = 120;
const MOST_BY_WORDS: usize = 20;

/// Words that are looked at, and characters of them.
const LONGEST: usize = 200;

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What goes into the query.
    pub insert: String,
    /// What it is called.
    pub label: String,
    /// What it is, and its name in the query.
    pub detail: String,
    /// The prefix that the query must declare for it.
    pub prefix: Option<String>,
    /// What that prefix stands for.
    pub namespace: Option<String>,
}

/// Suggestions for the end of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestions {
    /// How much of the phrase they take the place of, from its end, in UTF-16 code units as scripts
    /// count them.
    pub length: usize,
    /// The best first.
    pub items: Vec<Suggestion>,
}

#[derive(Debug)]
struct Entry {
    suggestion: Suggestion,
    /// `insert` in lower case.
    key: String,
    /// The words of code and names in both languages, in lower case.
    words: Vec<String>,
}

/// All that can be suggested over a dataset, in one language.
#[derive(Debug)]
pub struct Completions {
    entries: Vec<Entry>,
}

impl Completions {
    /// Reads them from a site.
    pub fn of(site: &Site, language: Language) -> Self {
        let view = View::new(site, language);
        let namespace = format!("{}id/", site.base());
        let mut entries: Vec<Entry> = PREFIXES
            .iter()
            .copied()
            .chain([("id", namespace.as_str())])
            .map(|(prefix, namespace)| Entry {
                suggestion: Suggestion {
                    insert: format!("{prefix}:"),
                    label: format!("{prefix}:"),
                    detail: namespace.to_owned(),
                    prefix: Some(prefix.to_owned()),
                    namespace: Some(namespace.to_owned()),
                },
                key: format!("{prefix}:"),
                words: Vec::new(),
            })
            .collect();
        entries.extend(vocabulary(view));
        entries.extend(things(view));
        Self { entries }
    }

    /// What may stand at the end of a phrase: of the words from its last on back, the longest run
    /// that anything answers to.
    pub fn find(&self, phrase: &str) -> Suggestions {
        let phrase: String = phrase.chars().take(LONGEST).collect();
        let mut starts: Vec<usize> = phrase
            .char_indices()
            .filter(|(at, c)| {
                let before = phrase.get(..*at).and_then(|text| text.chars().next_back());
                !c.is_whitespace() && before.is_none_or(char::is_whitespace)
            })
            .map(|(at, _)| at)
            .collect();
        if starts.is_empty() {
            starts.push(phrase.len());
        }
        for start in starts {
            let ending = phrase.get(start..).unwrap_or_default();
            let items = self.matching(ending);
            if !items.is_empty() {
                return Suggestions {
                    length: ending.encode_utf16().count(),
                    items,
                };
            }
        }
        Suggestions {
            length: 0,
            items: Vec::new(),
        }
    }

    fn matching(&self, ending: &str) -> Vec<Suggestion> {
        let typed = ending.to_lowercase();
        let by_name: Vec<Suggestion> = self
            .entries
            .iter()
            .filter(|entry| entry.key.starts_with(&typed))
            .take(MOST)
            .map(|entry| entry.suggestion.clone())
            .collect();
        if typed.contains(':') || typed.is_empty() {
            return by_name;
        }
        let words: Vec<&str> = typed.split_whitespace().collect();
        let by_words = self
            .entries
            .iter()
            .filter(|entry| {
                let begins = |word: &&str| entry.words.iter().any(|own| own.starts_with(*word));
                !entry.words.is_empty() && words.iter().all(begins)
            })
            .take(MOST_BY_WORDS)
            .map(|entry| entry.suggestion.clone());
        let mut all = by_name;
        for suggestion in by_words {
            if !all.contains(&suggestion) {
                all.push(suggestion);
            }
        }
        all
    }
}

/// Classes and properties: those that the ontology defines, and those in use.
fn vocabulary(view: View<'_>) -> Vec<Entry> {
    let store = &view.site.store;
    let mut terms: BTreeSet<Node> = BTreeSet::new();
    let mut classes: BTreeSet<Node> = BTreeSet::new();
    if let Some(a) = store.node(rdf::TYPE.as_str()) {
        for (subject, class) in store.pairs(a) {
            classes.insert(class);
            let iri = store.iri(class).unwrap_or_default();
            if iri.starts_with("http://www.w3.org/2002/07/owl#") && !iri.ends_with("#Ontology") {
                terms.insert(subject);
                if iri.ends_with("#Class") {
                    classes.insert(subject);
                }
            }
        }
    }
    for property in crate::graph::vocabulary::ALL_PROPERTIES {
        terms.extend(view.site.property(*property));
    }
    terms.extend(&classes);
    let mut entries: Vec<Entry> = terms
        .into_iter()
        .filter_map(|node| {
            let what = if classes.contains(&node) {
                view.of("klasse", "class")
            } else {
                view.of("eigenschap", "property")
            };
            entry(view, node, what, None)
        })
        .collect();
    entries.sort_by_cached_key(|entry| entry.key.clone());
    entries
}

/// Kinds of which nobody looks for a thing by its words: they are parts of others.
const PARTS: [Kind; 3] = [Kind::Application, Kind::Finding, Kind::SourceFile];

fn things(view: View<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (_, kind) in Kind::classes() {
        if PARTS.contains(&kind) {
            continue;
        }
        let mut own: Vec<Entry> = view
            .site
            .things(kind)
            .filter_map(|node| entry(view, node, kind.one(view.language), view.code(node)))
            .collect();
        own.sort_by_cached_key(|entry| natural(&entry.suggestion.label));
        entries.append(&mut own);
    }
    entries
}

fn entry(view: View<'_>, node: Node, what: &str, code: Option<&str>) -> Option<Entry> {
    let iri = view.site.store.iri(node)?;
    let prefixed = prefixed(iri);
    let insert = prefixed
        .as_ref()
        .map_or_else(|| format!("<{iri}>"), |(short, _, _)| short.clone());
    let name = view.name(node).value.into_owned();
    let label = match code {
        Some(code) => format!("{code} {name}"),
        None => name,
    };
    let other = View::new(view.site, view.language.other());
    let words = format!("{label} {}", other.name(node).value)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let (prefix, namespace) = prefixed.map_or((None, None), |(_, p, n)| (Some(p), Some(n)));
    Some(Entry {
        key: insert.to_lowercase(),
        suggestion: Suggestion {
            detail: format!("{what} · {insert}"),
            insert,
            label,
            prefix,
            namespace,
        },
        words,
    })
}

/// An IRI with its prefix, where it can be written so in a query, and what that prefix stands for.
fn prefixed(iri: &str) -> Option<(String, String, String)> {
    let short = shorten(iri);
    let (prefix, local) = short.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    let plain = !local.is_empty()
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && local.starts_with(|c: char| c.is_ascii_alphanumeric());
    (plain && iri.starts_with(namespace)).then(|| {
        (
            short.to_string(),
            prefix.to_owned(),
            (*namespace).to_owned(),
        )
    })
}
