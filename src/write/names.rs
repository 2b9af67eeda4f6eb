//! Short names for IRIs: prefixes that say what a thing is.
//!
//! Vocabularies have the prefixes of modelling.md. The graph's own identifiers have one prefix a
//! kind (`phase:ontwerp`, `role:jurist`), and the values of a label group that of their group
//! (`risicogroep:verboden-ai`), since a prefixed name in Turtle cannot hold a plain `/` and
//! `id:label\/risicogroep\/verboden-ai` is not for readers. Which prefix an IRI gets depends on
//! that IRI alone, never on what else is told.

use crate::graph::vocabulary::PREFIXES;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The kinds of things that have a prefix of their own (modelling §1); files and deep pages have
/// paths, which stay whole.
const KINDS: &[&str] = &[
    "act",
    "finding",
    "graph",
    "instrument",
    "instrument-type",
    "page",
    "phase",
    "release",
    "role",
    "scheme",
    "status",
    "term",
    "topic",
];

/// An IRI in two parts, of which the first has a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShortName<'a> {
    /// The prefix, without its colon.
    pub(super) prefix: Cow<'a, str>,
    /// What the prefix stands for.
    pub(super) namespace: &'a str,
    /// What follows it; never empty, not yet known to be a valid local name of a format.
    pub(super) local: &'a str,
}

/// The prefixes that a graph with a given base uses.
pub(super) struct Names {
    vocabularies: BTreeMap<&'static str, &'static str>,
    own: String,
}

impl Names {
    /// Names for identifiers below `base`, which ends in `/`.
    pub(super) fn new(base: &str) -> Self {
        Self {
            vocabularies: PREFIXES
                .iter()
                .map(|&(prefix, namespace)| (namespace, prefix))
                .collect(),
            own: format!("{base}id/"),
        }
    }

    /// Cuts an IRI behind its last `#` or `/`, where a prefix stands for what is before.
    pub(super) fn shorten<'a>(&'a self, iri: &'a str) -> Option<ShortName<'a>> {
        let cut = iri.rfind(['#', '/'])? + 1;
        let (namespace, local) = iri.split_at_checked(cut)?;
        if local.is_empty() {
            return None;
        }
        let prefix = match namespace.strip_prefix(self.own.as_str()) {
            Some(path) => own_prefix(path.strip_suffix('/').unwrap_or(path))?,
            None => Cow::Borrowed(*self.vocabularies.get(namespace)?),
        };
        Some(ShortName {
            prefix,
            namespace,
            local,
        })
    }
}

/// The prefix of the identifiers in a folder below `id/`.
fn own_prefix(path: &str) -> Option<Cow<'_, str>> {
    if path.is_empty() {
        return Some(Cow::Borrowed("id"));
    }
    if KINDS.contains(&path) {
        return Some(Cow::Borrowed(path));
    }
    let (kind, group) = path.split_once('/')?;
    if !is_prefix(group) {
        return None;
    }
    match kind {
        "label" if is_taken(group) => Some(Cow::Owned(format!("label-{group}"))),
        "label" => Some(Cow::Borrowed(group)),
        "norm" => Some(Cow::Owned(format!("norm-{group}"))),
        _ => None,
    }
}

fn is_taken(prefix: &str) -> bool {
    prefix == "id"
        || prefix.starts_with("norm-")
        || prefix.starts_with("label-")
        || KINDS.contains(&prefix)
        || PREFIXES.iter().any(|&(taken, _)| taken == prefix)
}

/// Whether Turtle and XML take this as a prefix; narrower than both.
fn is_prefix(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.to_ascii_lowercase().starts_with("xml")
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '-')
}

/// `PN_CHARS_BASE` of Turtle, which is `NameStartChar` of XML but for `:` and `_`.
fn is_name_base(char: char) -> bool {
    matches!(char,
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_char(char: char) -> bool {
    is_name_base(char)
        || char.is_ascii_digit()
        || matches!(char, '_' | '-' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether Turtle takes this behind a prefix without escapes (`PN_LOCAL` without `PLX` and `:`).
pub(super) fn is_turtle_local(local: &str) -> bool {
    let starts = local
        .starts_with(|first: char| is_name_base(first) || first == '_' || first.is_ascii_digit());
    starts && !local.ends_with('.') && local.chars().all(|char| is_name_char(char) || char == '.')
}

/// Whether XML takes this as the local part of an element's name (`NCName`).
pub(super) fn is_xml_local(local: &str) -> bool {
    let starts = local.starts_with(|first: char| is_name_base(first) || first == '_');
    starts && local.chars().all(|char| is_name_char(char) || char == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(iri: &str) -> Option<String> {
        Names::new("https://w3id.org/kadergraaf/")
            .shorten(iri)
            .map(|name| format!("{}:{}", name.prefix, name.local))
    }

    #[test]
    fn a_prefix_says_what_a_thing_is() {
        for (iri, name) in [
            ("https://w3id.org/kadergraaf/def#Measure", "kader:Measure"),
            (
                "https://w3id.org/kadergraaf/id/phase/ontwerp",
                "phase:ontwerp",
            ),
            (
                "https://w3id.org/kadergraaf/id/label/rol-ai-act/aanbieder",
                "rol-ai-act:aanbieder",
            ),
            (
                "https://w3id.org/kadergraaf/id/norm/ADR/SV.4",
                "norm-ADR:SV.4",
            ),
            // A group that is called as a kind does not take its prefix.
            (
                "https://w3id.org/kadergraaf/id/label/phase/ontwerp",
                "label-phase:ontwerp",
            ),
            ("http://purl.org/dc/terms/title", "dct:title"),
        ] {
            assert_eq!(short(iri).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_has_no_prefix_stays_whole() {
        for iri in [
            "urn:nl:ak:ver:aia-90",
            "http://data.europa.eu/eli/reg/2024/1689/art_9/oj",
            "https://w3id.org/kadergraaf/id/file/docs/index.md",
            "https://w3id.org/kadergraaf/id/page/over/ons",
            "https://w3id.org/kadergraaf/id/phase/",
            "https://w3id.org/kadergraaf/def#",
            "https://w3id.org/kadergraaf/id/label/a b/c",
        ] {
            assert_eq!(short(iri), None, "{iri}");
        }
    }

    #[test]
    fn no_two_namespaces_share_a_prefix() {
        let mut prefixes: Vec<_> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
        prefixes.extend(KINDS);
        prefixes.push("id");
        let count = prefixes.len();
        prefixes.sort_unstable();
        prefixes.dedup();
        assert_eq!(prefixes.len(), count);
    }

    #[test]
    fn local_names_are_those_of_turtle_and_of_xml() {
        for local in ["a", "IAMA", "3.10", "a-b_c.d", "é"] {
            assert!(is_turtle_local(local), "{local}");
        }
        for local in ["", "a.", ".a", "-a", "a/b", "a%20", "a(b)", "a,b", "a:b"] {
            assert!(!is_turtle_local(local), "{local}");
        }
        assert!(is_xml_local("title") && is_xml_local("_a.b"));
        assert!(!is_xml_local("3.10") && !is_xml_local("a:b") && !is_xml_local(""));
    }
}
