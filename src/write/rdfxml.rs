//! RDF/XML: an element a thing, called after its class; an element a property.

use super::Writer;
use super::chapters::heading;
use super::description::{Description, Gatherer};
use super::names::{Names, is_xml_local};
use super::spool::Spool;
use super::term::check_iri;
use crate::graph::{Chapter, QuadSink, SinkError};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{LiteralRef, NamedOrBlankNode, QuadRef, Term};
use std::collections::BTreeMap;
use std::io::Write;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Names in the namespace of RDF that mean syntax, as elements, and not a class or property
/// (RDF 1.1 XML Syntax, section 6.1.4).
const SYNTAX: &[&str] = &[
    "Description",
    "RDF",
    "ID",
    "about",
    "parseType",
    "resource",
    "nodeID",
    "datatype",
    "li",
    "bagID",
    "aboutEach",
    "aboutEachPrefix",
];

/// Writes an element as soon as the next subject is told; holds that and the namespaces used.
pub(super) struct XmlWriter<W> {
    out: W,
    names: Names,
    gatherer: Gatherer,
    chapter: Option<Chapter>,
    heading_due: bool,
    namespaces: BTreeMap<String, String>,
    body: Spool,
}

impl<W: Write> XmlWriter<W> {
    pub(super) fn new(out: W, names: Names) -> Self {
        Self {
            out,
            names,
            gatherer: Gatherer::default(),
            chapter: None,
            heading_due: false,
            namespaces: BTreeMap::from([("rdf".to_owned(), RDF.to_owned())]),
            body: Spool::new(),
        }
    }

    fn write(&mut self, description: &Description) -> Result<(), SinkError> {
        let mut text = String::from("\n");
        if let Some(chapter) = self.chapter
            && std::mem::take(&mut self.heading_due)
        {
            text.push_str("  <!-- ");
            text.push_str(&heading(chapter));
            text.push_str(" -->\n\n");
        }
        let class = description
            .properties
            .first()
            .and_then(|(predicate, objects)| match objects.first() {
                Some(Term::NamedNode(class)) if predicate.as_ref() == rdf::TYPE => {
                    self.declared_name(class.as_str())
                }
                _ => None,
            });
        let skipped = usize::from(class.is_some());
        let class = class.unwrap_or_else(|| "rdf:Description".to_owned());
        text.push_str("  <");
        text.push_str(&class);
        match &description.subject {
            NamedOrBlankNode::NamedNode(node) => {
                push_attribute(&mut text, "rdf:about", node.as_str())?;
            }
            NamedOrBlankNode::BlankNode(node) => push_label(&mut text, node.as_str()),
        }
        text.push_str(">\n");
        for (place, (predicate, objects)) in description.properties.iter().enumerate() {
            let skipped = if place == 0 { skipped } else { 0 };
            for object in objects.iter().skip(skipped) {
                self.property(&mut text, predicate.as_str(), object)?;
            }
        }
        text.push_str("  </");
        text.push_str(&class);
        text.push_str(">\n");
        self.body.push(&text)?;
        Ok(())
    }

    fn property(&mut self, text: &mut String, iri: &str, object: &Term) -> Result<(), SinkError> {
        text.push_str("    <");
        let name = if let Some(name) = self.declared_name(iri) {
            text.push_str(&name);
            name
        } else {
            let (namespace, local) = split(iri).ok_or_else(|| {
                SinkError::Unsupported(format!("RDF/XML has no way to write the property <{iri}>"))
            })?;
            let name = format!("ns:{local}");
            text.push_str(&name);
            push_attribute(text, "xmlns:ns", namespace)?;
            name
        };
        match object {
            Term::NamedNode(node) => {
                push_attribute(text, "rdf:resource", node.as_str())?;
                text.push_str("/>\n");
            }
            Term::BlankNode(node) => {
                push_label(text, node.as_str());
                text.push_str("/>\n");
            }
            Term::Literal(literal) => {
                push_literal(text, literal.as_ref())?;
                text.push_str("</");
                text.push_str(&name);
                text.push_str(">\n");
            }
        }
        Ok(())
    }

    /// The name of an element for a class or property whose namespace has a prefix.
    fn declared_name(&mut self, iri: &str) -> Option<String> {
        let name = self.names.shorten(iri)?;
        if !is_xml_local(name.local) || (name.namespace == RDF && SYNTAX.contains(&name.local)) {
            return None;
        }
        if !self.namespaces.contains_key(name.prefix.as_ref()) {
            self.namespaces
                .insert(name.prefix.to_string(), name.namespace.to_owned());
        }
        Some(format!("{}:{}", name.prefix, name.local))
    }
}

/// Cuts an IRI before the longest name of XML that it ends in.
fn split(iri: &str) -> Option<(&str, &str)> {
    let cut = iri
        .char_indices()
        .map(|(at, _)| at)
        .find(|&at| iri.get(at..).is_some_and(is_xml_local))?;
    let (namespace, local) = iri.split_at_checked(cut)?;
    (!namespace.is_empty() && namespace != RDF).then_some((namespace, local))
}

fn push_attribute(out: &mut String, name: &str, iri: &str) -> Result<(), SinkError> {
    check_iri(iri)?;
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, iri)?;
    out.push('"');
    Ok(())
}

/// Labels of blank nodes may begin with a digit, names of XML may not.
fn push_label(out: &mut String, label: &str) {
    out.push_str(" rdf:nodeID=\"b");
    out.push_str(label);
    out.push('"');
}

fn push_literal(out: &mut String, literal: LiteralRef<'_>) -> Result<(), SinkError> {
    if let Some(language) = literal.language() {
        out.push_str(" xml:lang=\"");
        out.push_str(language);
        out.push('"');
    } else if literal.datatype() != xsd::STRING {
        push_attribute(out, "rdf:datatype", literal.datatype().as_str())?;
    }
    out.push('>');
    push_escaped(out, literal.value())
}

fn push_escaped(out: &mut String, text: &str) -> Result<(), SinkError> {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A reader of XML takes a bare one for the end of a line.
            '\r' => out.push_str("&#xD;"),
            '\t' | '\n' => out.push(char),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                return Err(SinkError::Unsupported(format!(
                    "XML cannot hold the character U+{:04X}",
                    u32::from(char)
                )));
            }
            char => out.push(char),
        }
    }
    Ok(())
}

impl<W: Write> QuadSink for XmlWriter<W> {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.end() {
            self.write(&description)?;
        }
        if self.chapter != Some(chapter) {
            self.chapter = Some(chapter);
            self.heading_due = true;
        }
        Ok(())
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        if !quad.graph_name.is_default_graph() {
            return Ok(());
        }
        if let Some(description) = self.gatherer.take(quad) {
            self.write(&description)?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for XmlWriter<W> {
    fn finish(mut self: Box<Self>) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.end() {
            self.write(&description)?;
        }
        self.out
            .write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rdf:RDF")?;
        for (prefix, namespace) in &self.namespaces {
            let mut declaration = String::from("\n   ");
            push_attribute(&mut declaration, &format!("xmlns:{prefix}"), namespace)?;
            self.out.write_all(declaration.as_bytes())?;
        }
        self.out.write_all(b">\n")?;
        self.body.pour(&mut self.out)?;
        self.out.write_all(b"\n</rdf:RDF>\n")?;
        self.out.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::write::testing::{default_graph, example, hostile, read, sorted, write};
    use crate::write::{Format, WriteSettings};
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
    use proptest::prelude::*;

    #[test]
    fn the_example_reads_back_to_its_default_graph() {
        let text = write(Format::RdfXml, &example());
        assert_eq!(
            sorted(read(Format::RdfXml, &text)),
            sorted(default_graph(&example()))
        );
        assert!(text.contains("<kader:Requirement rdf:about=\"urn:nl:ak:ver:aia-90\">"));
        assert!(!text.contains("Bevindingen"));
    }

    fn said(predicate: &str, literal: Literal) -> Vec<Quad> {
        let subject = NamedNode::new_unchecked("urn:a:b");
        let predicate = NamedNode::new_unchecked(predicate);
        vec![Quad::new(
            subject,
            predicate,
            literal,
            GraphName::DefaultGraph,
        )]
    }

    #[test]
    fn a_property_of_any_vocabulary_finds_a_name() {
        for predicate in [
            "http://example.org/colour",
            "urn:x:colour",
            "http://example.org/1st",
            "https://w3id.org/kadergraaf/id/norm/ARK/3.10a",
        ] {
            let quads = said(predicate, Literal::new_simple_literal("red"));
            assert_eq!(read(Format::RdfXml, &write(Format::RdfXml, &quads)), quads);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_refused_in_a_sentence() {
        let sentence = |quads: &[Quad]| {
            let mut out = Vec::new();
            let mut writer = Format::RdfXml.writer(&mut out, &WriteSettings::default());
            for quad in quads {
                writer.quad(quad.as_ref()).unwrap();
            }
            writer.finish().unwrap_err().to_string()
        };
        let label = "http://www.w3.org/2000/01/rdf-schema#label";
        assert_eq!(
            sentence(&said(label, Literal::new_simple_literal("a\u{1}"))),
            "the graph cannot be carried by this format: XML cannot hold the character U+0001"
        );
        assert_eq!(
            sentence(&said(
                "http://example.org/1",
                Literal::new_simple_literal("a")
            )),
            "the graph cannot be carried by this format: RDF/XML has no way to write the property <http://example.org/1>"
        );
        let item = "http://www.w3.org/1999/02/22-rdf-syntax-ns#li";
        assert!(
            sentence(&said(item, Literal::new_simple_literal("a"))).contains("rdf-syntax-ns#li")
        );
    }

    proptest! {
        #[test]
        fn any_text_of_xml_comes_back(text in hostile(), language in "(|nl|en-gb)") {
            let allowed = |char: &char| !matches!(*char,
                '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
            let text: String = text.chars().filter(allowed).collect();
            let literal = if language.is_empty() {
                Literal::new_simple_literal(text)
            } else {
                Literal::new_language_tagged_literal(text, language).unwrap()
            };
            let quads = said("http://purl.org/dc/terms/title", literal);
            prop_assert_eq!(read(Format::RdfXml, &write(Format::RdfXml, &quads)), quads);
        }
    }
}
