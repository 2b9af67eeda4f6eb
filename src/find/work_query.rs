//! The query behind a work list.

use super::catalogue::Catalogue;
use super::facet::Facet;
use super::sparql::{applicability, values, with_prefixes};
use super::work::Work;
use std::fmt::Write as _;

/// The query that gives the requirements of a work list with their measures, and the provisions
/// that they rest on with the days from when those apply; titles in this language (`nl`, `en`),
/// where there are any.
///
/// A requirement without a measure that is chosen has a row without a measure.
pub fn work_query(catalogue: &Catalogue, work: &Work, language: &str) -> String {
    let mut body = String::from("  ?requirement a kader:Requirement .\n");
    applicability(&mut body, catalogue, &work.of_requirements());
    let own_title = |thing: &str, name: &str| {
        format!(
            "OPTIONAL {{ {thing} rdfs:label {name} . FILTER(LANGMATCHES(LANG({name}), \"{language}\")) }}"
        )
    };
    body += "\n  # What is to be done about it\n";
    body += "  OPTIONAL {\n    ?requirement kader:implementedBy ?measure .\n";
    for (facet, property) in [
        (Facet::Phase, "kader:phase"),
        (Facet::Role, "kader:projectRole"),
    ] {
        if let Some(place) = work.chosen(facet) {
            let value = values(catalogue, facet, &[place]);
            let _ = writeln!(body, "    ?measure {property} {value} .");
        }
    }
    let _ = writeln!(body, "    {}\n  }}", own_title("?measure", "?name"));
    let _ = writeln!(body, "  {}", own_title("?requirement", "?title"));
    body += "\n  # On what it rests, and from when that applies\n";
    body += "  OPTIONAL {\n    ?requirement kader:basedOn ?provision .\n    OPTIONAL {\n";
    body += "      ?application kader:provision ?provision ; kader:date ?date .\n";
    let _ = writeln!(
        body,
        "      OPTIONAL {{ ?application kader:condition ?condition . FILTER(LANGMATCHES(LANG(?condition), \"{language}\")) }}"
    );
    body += "    }\n  }\n";
    with_prefixes(&format!(
        "SELECT DISTINCT ?requirement ?title ?measure ?name ?provision ?date ?condition WHERE {{\n{body}}}\nORDER BY ?requirement ?measure ?provision ?date ?condition\n"
    ))
}
