//! The context: which key stands for which property.

use crate::graph::SinkError;
use crate::graph::vocabulary::DEFAULT_BASE;
use crate::write::term::check_iri;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The context as it stands in the repository.
const DOCUMENT: &str = include_str!("../../../ontology/context.jsonld");

/// How the values of a key are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Strings, numbers and truth values as they are; anything else says what it is.
    Plain,
    /// IRIs, shortened.
    Iri,
    /// Texts by their language.
    Language,
    /// Strings that have this datatype.
    Typed(String),
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    property: String,
    /// Its name.
    pub(super) key: String,
    /// How its values are written.
    pub(super) form: Form,
    /// Whether its values are always an array.
    pub(super) many: bool,
}

/// A class with a name of its own, and the keys that mean something else in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    /// Its name.
    pub(super) name: String,
    terms: HashMap<String, Term>,
}

/// A context, the other way round: from IRIs to what is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    text: String,
    prefixes: HashMap<String, String>,
    namespaces: HashMap<String, String>,
    terms: HashMap<String, Term>,
    classes: HashMap<String, Class>,
}

/// The context as a document of its own, for those who host it, with the identifiers below `base`.
pub fn context_document(base: &str) -> String {
    DOCUMENT.replace(
        &format!("\"{DEFAULT_BASE}id/"),
        &format!("\"{}id/", escaped(base)),
    )
}

/// A string as it stands in JSON, without its quotes.
fn escaped(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.trim_matches('"').to_owned()
}

impl Context {
    /// The context of the repository, with the identifiers below `base`.
    pub(super) fn embedded(base: &str) -> Self {
        // That the document is well-formed is held by a test; were it not, whole IRIs are no worse
        // than an error.
        Self::read(&context_document(base)).unwrap_or_else(|| Self {
            text: "{}".to_owned(),
            ..Self::default()
        })
    }

    /// Reads a document of the form of `ontology/context.jsonld`: prefixes first.
    fn read(document: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(document).ok()?;
        let entries = value.get("@context")?.as_object()?;
        let (_, text) = document.split_once("\"@context\":")?;
        let text = text.trim().strip_suffix('}')?.trim_end();
        let mut context = Self {
            text: text.to_owned(),
            ..Self::default()
        };
        for (name, entry) in entries {
            if let Some(namespace) = entry.as_str().filter(|iri| iri.ends_with(['/', '#'])) {
                context.prefixes.insert(name.clone(), namespace.to_owned());
                context
                    .namespaces
                    .insert(namespace.to_owned(), name.clone());
            }
        }
        for (name, entry) in entries {
            if context.prefixes.contains_key(name) {
                continue;
            }
            let Some((iri, term)) = context.term(name, entry) else {
                continue;
            };
            if name.starts_with(|first: char| first.is_ascii_uppercase()) {
                let scoped = entry.get("@context").and_then(Value::as_object);
                let class = Class {
                    name: name.clone(),
                    terms: scoped
                        .map(|scoped| context.scoped(scoped))
                        .unwrap_or_default(),
                };
                context.classes.insert(iri, class);
            } else {
                context.terms.insert(iri, term);
            }
        }
        Some(context)
    }

    fn scoped(&self, entries: &Map<String, Value>) -> HashMap<String, Term> {
        entries
            .iter()
            .filter_map(|(name, entry)| self.term(name, entry))
            .collect()
    }

    /// The IRI of a property or class, and its key.
    fn term(&self, name: &str, entry: &Value) -> Option<(String, Term)> {
        let iri = entry.as_str().or_else(|| entry.get("@id")?.as_str())?;
        let member = |key| entry.get(key).and_then(Value::as_str);
        let form = match (member("@type"), member("@container")) {
            (Some("@id"), _) => Form::Iri,
            (Some(datatype), _) => Form::Typed(self.expand(datatype)?),
            (None, Some("@language")) => Form::Language,
            (None, _) => Form::Plain,
        };
        let iri = self.expand(iri)?;
        let term = Term {
            property: iri.clone(),
            key: name.to_owned(),
            form,
            many: member("@container") == Some("@set"),
        };
        Some((iri, term))
    }

    fn expand(&self, compact: &str) -> Option<String> {
        let (prefix, local) = compact.split_once(':')?;
        Some(format!("{}{local}", self.prefixes.get(prefix)?))
    }

    /// The context itself, as JSON, indented for the second level of a file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The class of this IRI, where it has a name of its own.
    pub(super) fn class(&self, iri: &str) -> Option<&Class> {
        self.classes.get(iri)
    }

    /// The key of a property in a thing of these classes, which stand in the order of their names.
    pub(super) fn key<'a>(&'a self, classes: &[&'a Class], property: &str) -> Option<&'a Term> {
        // Of two classes that use one key for two properties, the later name decides
        // (JSON-LD 1.1 API, section 5.1.2, step 11).
        let scopes = || classes.iter().rev().map(|class| &class.terms);
        let term = scopes()
            .find_map(|terms| terms.get(property))
            .or_else(|| self.terms.get(property))?;
        let decided = scopes().find_map(|terms| terms.values().find(|other| other.key == term.key));
        decided
            .is_none_or(|decided| decided == term)
            .then_some(term)
    }

    /// An IRI with a prefix, or whole.
    ///
    /// # Errors
    /// [`SinkError::Unsupported`] where a reader would take the scheme for one of the prefixes.
    pub(super) fn iri(&self, iri: &str) -> Result<String, SinkError> {
        check_iri(iri)?;
        let mut end = iri.len();
        while let Some(cut) = iri.get(..end).and_then(|head| head.rfind(['#', '/'])) {
            if let Some((namespace, local)) = iri.split_at_checked(cut + 1)
                && let Some(prefix) = self.namespaces.get(namespace)
                && !local.is_empty()
                && !local.starts_with("//")
            {
                return Ok(format!("{prefix}:{local}"));
            }
            end = cut;
        }
        match iri.split_once(':') {
            Some((scheme, rest))
                if self.prefixes.contains_key(scheme) && !rest.starts_with("//") =>
            {
                Err(SinkError::Unsupported(format!(
                    "JSON-LD would take the beginning of <{iri}> for a prefix"
                )))
            }
            _ => Ok(iri.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::vocabulary::{ALL_PROPERTIES, PREFIXES, Property, resource::ALL_RESOURCES};

    #[test]
    fn the_context_is_read_whole() {
        let context = Context::embedded(DEFAULT_BASE);
        let value: Value = serde_json::from_str(DOCUMENT).unwrap();
        let entries = value.get("@context").unwrap().as_object().unwrap();
        // `@version`, `id` and `type` mean syntax.
        assert_eq!(
            context.prefixes.len() + context.terms.len() + context.classes.len() + 3,
            entries.len()
        );
        let inline: Value = serde_json::from_str(context.text()).unwrap();
        assert_eq!(&inline, value.get("@context").unwrap());
    }

    #[test]
    fn every_key_is_of_a_property_that_is_written() {
        let context = Context::embedded(DEFAULT_BASE);
        for iri in context.terms.keys() {
            assert!(Property::of(iri).is_some(), "{iri} is in the context only");
        }
        for (iri, class) in &context.classes {
            assert!(
                ALL_RESOURCES.contains(&iri.as_str()),
                "{iri} is in the context only"
            );
            for iri in class.terms.keys() {
                assert!(Property::of(iri).is_some(), "{iri} is in the context only");
            }
        }
        for (prefix, namespace) in PREFIXES {
            assert_eq!(
                context.prefixes.get(*prefix).map(String::as_str),
                Some(*namespace)
            );
        }
    }

    #[test]
    fn every_property_of_ours_has_a_key() {
        let context = Context::embedded(DEFAULT_BASE);
        let keyed = |iri: &str| {
            context.terms.contains_key(iri)
                || context
                    .classes
                    .values()
                    .any(|class| class.terms.contains_key(iri))
        };
        let missing: Vec<_> = ALL_PROPERTIES
            .iter()
            .map(|property| property.iri())
            .filter(|iri| iri.starts_with("https://w3id.org/kadergraaf/def#") && !keyed(iri))
            .collect();
        assert_eq!(missing, [""; 0]);
    }

    #[test]
    fn another_base_has_its_own_prefixes() {
        let context = Context::embedded("https://example.org/kader/");
        assert_eq!(
            context
                .iri("https://example.org/kader/id/role/jurist")
                .unwrap(),
            "role:jurist"
        );
        assert_eq!(
            context
                .iri("https://w3id.org/kadergraaf/id/role/jurist")
                .unwrap(),
            "https://w3id.org/kadergraaf/id/role/jurist"
        );
        assert_eq!(
            context
                .iri("https://w3id.org/kadergraaf/def#Measure")
                .unwrap(),
            "kader:Measure"
        );
    }

    #[test]
    fn an_address_that_looks_like_a_prefixed_name_is_refused() {
        let context = Context::embedded(DEFAULT_BASE);
        assert!(context.iri("role:jurist").is_err());
        assert_eq!(
            context.iri("urn:nl:ak:ver:aia-1").unwrap(),
            "urn:nl:ak:ver:aia-1"
        );
        assert_eq!(
            context
                .iri("https://w3id.org/kadergraaf/id/label/risicogroep/verboden-ai")
                .unwrap(),
            "label:risicogroep/verboden-ai"
        );
    }
}
