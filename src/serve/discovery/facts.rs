//! Statements about the service itself, written with prefixed names.

use crate::graph::SinkError;
use crate::graph::vocabulary::PREFIXES;
use crate::write::{Format, WriteSettings};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

/// Prefixes that only the catalogue uses.
const MORE: [(&str, &str); 2] = [
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
];

/// `dcat:Dataset` → its IRI; anything else as it stands.
fn expand(name: &str) -> String {
    name.split_once(':')
        .and_then(|(prefix, local)| {
            let (_, namespace) = PREFIXES
                .iter()
                .chain(&MORE)
                .find(|(known, _)| *known == prefix)?;
            Some(format!("{namespace}{local}"))
        })
        .unwrap_or_else(|| name.to_owned())
}

/// Gathers statements, subject by subject.
#[derive(Debug, Default)]
pub(super) struct Facts {
    quads: Vec<Quad>,
}

/// Says things of one subject.
pub(super) struct About<'a> {
    facts: &'a mut Facts,
    subject: NamedNode,
}

impl Facts {
    /// Begins with a subject of these classes.
    pub(super) fn about(&mut self, subject: &str, classes: &[&str]) -> About<'_> {
        // Subjects are our own addresses and settings that were checked on their way in.
        let mut about = About {
            facts: self,
            subject: NamedNode::new_unchecked(expand(subject)),
        };
        for class in classes {
            about = about.iri(rdf::TYPE.as_str(), class);
        }
        about
    }

    /// Something external that is named: its class and what it is called.
    pub(super) fn name(&mut self, subject: &str, class: &str, nl: &str, en: &str) {
        let about = self.about(subject, &[class]);
        about.both(rdfs::LABEL.as_str(), nl, en);
    }

    /// A concept of an authority's list: label, definition and scheme.
    pub(super) fn concept(&mut self, scheme: (&str, &str, &str), iri: &str, nl: &str, en: &str) {
        let (scheme, scheme_nl, scheme_en) = scheme;
        self.about(iri, &["skos:Concept"])
            .both("skos:prefLabel", nl, en)
            .both(rdfs::LABEL.as_str(), nl, en)
            .text("skos:definition", "nl", nl)
            .iri("skos:inScheme", scheme);
        self.about(scheme, &["skos:ConceptScheme"])
            .both("dct:title", scheme_nl, scheme_en)
            .both(rdfs::LABEL.as_str(), scheme_nl, scheme_en);
    }

    /// The statements in a format.
    pub(super) fn write(mut self, format: Format, base: &str) -> Result<Vec<u8>, SinkError> {
        let order = |quad: &Quad| (quad.subject.to_string(), quad.to_string());
        self.quads.sort_by_cached_key(order);
        self.quads.dedup();
        let settings = WriteSettings::under(base);
        let mut bytes = Vec::new();
        let mut writer = format.writer(&mut bytes, &settings);
        for quad in &self.quads {
            writer.quad(quad.as_ref())?;
        }
        writer.finish()?;
        Ok(bytes)
    }
}

impl About<'_> {
    fn say(self, predicate: &str, object: Term) -> Self {
        self.facts.quads.push(Quad::new(
            self.subject.clone(),
            NamedNode::new_unchecked(expand(predicate)),
            object,
            GraphName::DefaultGraph,
        ));
        self
    }

    /// An IRI, or a prefixed name.
    pub(super) fn iri(self, predicate: &str, object: &str) -> Self {
        let object = NamedNode::new_unchecked(expand(object));
        self.say(predicate, object.into())
    }

    /// A text in one language.
    pub(super) fn text(self, predicate: &str, language: &str, text: &str) -> Self {
        let literal = Literal::new_language_tagged_literal_unchecked(text, language);
        self.say(predicate, literal.into())
    }

    /// A text in both languages.
    pub(super) fn both(self, predicate: &str, nl: &str, en: &str) -> Self {
        self.text(predicate, "nl", nl).text(predicate, "en", en)
    }

    /// A plain string.
    pub(super) fn plain(self, predicate: &str, text: &str) -> Self {
        self.say(predicate, Literal::new_simple_literal(text).into())
    }

    /// A number of things.
    pub(super) fn count(self, predicate: &str, count: usize) -> Self {
        let literal = Literal::new_typed_literal(count.to_string(), xsd::INTEGER);
        self.say(predicate, literal.into())
    }
}
