//! The example that the writers' tests share, and how they read and write it.
#![allow(clippy::unwrap_used)]

use super::{Format, WriteSettings};
use crate::graph::Chapter;
use oxigraph::io::RdfParser;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use proptest::prelude::*;

/// A small dataset in the order of a telling, exactly as the TriG writer writes it.
pub(super) const EXAMPLE: &str = include_str!("example.trig");

/// The quads of [`EXAMPLE`].
pub(super) fn example() -> Vec<Quad> {
    read(Format::TriG, EXAMPLE)
}

/// Those of the default graph.
pub(super) fn default_graph(quads: &[Quad]) -> Vec<Quad> {
    quads
        .iter()
        .filter(|quad| quad.graph_name.is_default_graph())
        .cloned()
        .collect()
}

/// In an order of no meaning, to compare.
pub(super) fn sorted(mut quads: Vec<Quad>) -> Vec<Quad> {
    quads.sort_by_key(ToString::to_string);
    quads
}

/// What a file says, in its order.
pub(super) fn read(format: Format, text: &str) -> Vec<Quad> {
    RdfParser::from_format(format.rdf_format())
        .for_slice(text)
        .map(|quad| quad.unwrap())
        .collect()
}

/// The file that says this.
pub(super) fn write(format: Format, quads: &[Quad]) -> String {
    write_with(format, quads, &WriteSettings::default())
}

/// The file that says this, with settings.
pub(super) fn write_with(format: Format, quads: &[Quad], settings: &WriteSettings) -> String {
    let mut out = Vec::new();
    let mut writer = format.writer(&mut out, settings);
    let mut subject: Option<&NamedOrBlankNode> = None;
    for quad in quads {
        if subject != Some(&quad.subject) {
            subject = Some(&quad.subject);
            let class = quads.iter().find_map(|other| match &other.object {
                Term::NamedNode(class)
                    if other.subject == quad.subject && other.predicate == rdf::TYPE =>
                {
                    class
                        .as_str()
                        .strip_prefix("https://w3id.org/kadergraaf/def#")
                }
                _ => None,
            });
            let chapter = match class {
                Some("Requirement") => Some(Chapter::Requirements),
                Some("Measure") => Some(Chapter::Measures),
                Some("Instrument") => Some(Chapter::Instruments),
                Some("Finding") => Some(Chapter::Quality),
                _ => None,
            };
            if let Some(chapter) = chapter {
                writer.chapter(chapter).unwrap();
            }
        }
        writer.quad(quad.as_ref()).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// Texts with more than their share of what breaks writers.
pub(super) fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("\\".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("e\u{301}👩‍⚖️\u{202E}".to_owned()),
        Just("\\u0041".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}
