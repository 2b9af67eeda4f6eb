//! The formats of answers to queries: their media types, and the names that links give them.

use super::negotiate::{Offer, offered};
use crate::store::{Formats, GraphFormat, SolutionsFormat};

/// The formats of rows, with the names that older clients use.
pub(super) const SOLUTIONS: [Offer<SolutionsFormat>; 4] = [
    Offer {
        media_type: "application/sparql-results+json",
        aliases: &["application/json"],
        value: SolutionsFormat::Json,
    },
    Offer {
        media_type: "application/sparql-results+xml",
        aliases: &["application/xml", "text/xml"],
        value: SolutionsFormat::Xml,
    },
    Offer::new("text/csv", SolutionsFormat::Csv),
    Offer::new("text/tab-separated-values", SolutionsFormat::Tsv),
];

/// The formats of graphs, with the names that older clients use.
pub(super) const GRAPHS: [Offer<GraphFormat>; 6] = [
    Offer {
        media_type: "text/turtle",
        // All Turtle is Notation3 as well.
        aliases: &[
            "application/x-turtle",
            "application/turtle",
            "text/n3",
            "text/rdf+n3",
            "application/n3",
        ],
        value: GraphFormat::Turtle,
    },
    Offer {
        media_type: "application/n-triples",
        aliases: &["text/plain"],
        value: GraphFormat::NTriples,
    },
    Offer {
        media_type: "application/rdf+xml",
        aliases: &["application/xml", "text/xml"],
        value: GraphFormat::RdfXml,
    },
    Offer {
        media_type: "application/ld+json",
        aliases: &["application/json"],
        value: GraphFormat::JsonLd,
    },
    Offer {
        media_type: "application/trig",
        aliases: &["application/x-trig"],
        value: GraphFormat::TriG,
    },
    Offer {
        media_type: "application/n-quads",
        aliases: &["text/x-nquads"],
        value: GraphFormat::NQuads,
    },
];

/// The formats of a name or media type, for rows or for a graph; the query's form says which must
/// fit. Some clients send a list.
pub(super) fn named(names: &str) -> Option<Formats> {
    names.split(',').find_map(|name| {
        let name = name.split(';').next().unwrap_or_default().trim();
        named_once(&name.to_ascii_lowercase())
    })
}

fn named_once(name: &str) -> Option<Formats> {
    let rows = |format| (Some(format), None);
    let graph = |format| (None, Some(format));
    let (solutions, graph) = match name {
        "json" => (Some(SolutionsFormat::Json), Some(GraphFormat::JsonLd)),
        "xml" => (Some(SolutionsFormat::Xml), Some(GraphFormat::RdfXml)),
        "csv" => rows(SolutionsFormat::Csv),
        "tsv" => rows(SolutionsFormat::Tsv),
        "turtle" | "ttl" | "n3" => graph(GraphFormat::Turtle),
        "ntriples" | "nt" => graph(GraphFormat::NTriples),
        "rdfxml" | "rdf+xml" | "rdf" => graph(GraphFormat::RdfXml),
        "jsonld" | "json-ld" => graph(GraphFormat::JsonLd),
        "trig" => graph(GraphFormat::TriG),
        "nquads" | "nq" => graph(GraphFormat::NQuads),
        media_type => (
            offered(&SOLUTIONS, media_type),
            offered(&GRAPHS, media_type),
        ),
    };
    (solutions.is_some() || graph.is_some()).then_some(Formats { solutions, graph })
}
