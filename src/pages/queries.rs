//! The query behind a page: what it shows, as SPARQL that anyone can run and change.

use super::view::View;
use crate::store::Node;

const PREFIXES: &str = "PREFIX kader: <https://w3id.org/kadergraaf/def#>\n\
    PREFIX eli: <http://data.europa.eu/eli/ontology#>\n\
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\n";

/// A query with the prefixes that it uses, about one thing; `$THING` and `$LANGUAGE` are filled in.
fn about(view: View<'_>, node: Node, pattern: &str) -> String {
    let body = pattern
        .replace("$THING", &format!("<{}>", view.iri(node)))
        .replace("$LANGUAGE", view.language.tag());
    with_prefixes(&body)
}

/// The query with those of our prefixes that occur in it.
pub(super) fn with_prefixes(body: &str) -> String {
    let mut text = String::new();
    for line in PREFIXES.lines() {
        let prefix = line.split_whitespace().nth(1).unwrap_or("\u{0}");
        if body.contains(prefix) {
            text.push_str(line);
            text.push('\n');
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(body);
    text
}

/// All that is said of a thing.
pub(super) fn of_thing(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?property ?value WHERE {\n  $THING ?property ?value .\n}",
    )
}

/// Measures with their phases and roles, and the provisions behind them.
pub(super) fn of_requirement(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?measure ?title ?phase ?role WHERE {\n  $THING kader:implementedBy ?measure .\n  \
         ?measure rdfs:label ?title ; kader:phase ?phase .\n  \
         OPTIONAL { ?measure kader:projectRole ?role }\n  \
         FILTER(LANGMATCHES(LANG(?title), \"$LANGUAGE\"))\n}\nORDER BY ?phase ?measure",
    )
}

/// The requirements that a measure answers, and on what these rest.
pub(super) fn of_measure(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?requirement ?title ?provision ?name WHERE {\n  $THING kader:implements ?requirement .\n  \
         ?requirement rdfs:label ?title .\n  \
         OPTIONAL { ?requirement kader:basedOn ?provision . ?provision rdfs:label ?name\n    \
         FILTER(LANGMATCHES(LANG(?name), \"$LANGUAGE\")) }\n  \
         FILTER(LANGMATCHES(LANG(?title), \"$LANGUAGE\"))\n}\nORDER BY ?requirement ?provision",
    )
}

/// What rests on a provision or on a part of it.
pub(super) fn of_provision(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?requirement ?title ?provision WHERE {\n  ?provision eli:is_part_of* $THING .\n  \
         ?requirement kader:basedOn ?provision ; a kader:Requirement ; rdfs:label ?title .\n  \
         FILTER(LANGMATCHES(LANG(?title), \"$LANGUAGE\"))\n}\nORDER BY ?provision ?requirement",
    )
}

/// The parts of an act with how many requirements rest on each.
pub(super) fn of_act(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?provision ?name (COUNT(DISTINCT ?requirement) AS ?requirements) WHERE {\n  \
         ?provision kader:act $THING ; rdfs:label ?name .\n  \
         OPTIONAL { ?requirement kader:basedOn ?provision ; a kader:Requirement }\n  \
         FILTER(LANGMATCHES(LANG(?name), \"$LANGUAGE\"))\n}\nGROUP BY ?provision ?name\nORDER BY DESC(?requirements) ?provision",
    )
}

/// The measures of a phase, with who takes them.
pub(super) fn of_phase(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?measure ?title ?role WHERE {\n  ?measure kader:phase $THING ; a kader:Measure ; rdfs:label ?title .\n  \
         OPTIONAL { ?measure kader:projectRole ?role }\n  \
         FILTER(LANGMATCHES(LANG(?title), \"$LANGUAGE\"))\n}\nORDER BY ?role ?measure",
    )
}

/// The measures of a role, by phase.
pub(super) fn of_role(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?phase ?measure ?title WHERE {\n  ?measure kader:projectRole $THING ; a kader:Measure ;\n    kader:phase ?phase ; rdfs:label ?title .\n  \
         FILTER(LANGMATCHES(LANG(?title), \"$LANGUAGE\"))\n}\nORDER BY ?phase ?measure",
    )
}

/// From a norm to measures, requirements and provisions.
pub(super) fn of_norm(view: View<'_>, node: Node) -> String {
    about(
        view,
        node,
        "SELECT ?measure ?requirement ?provision WHERE {\n  $THING kader:audits ?measure .\n  \
         OPTIONAL { ?measure kader:implements ?requirement .\n    OPTIONAL { ?requirement kader:basedOn ?provision } }\n}\nORDER BY ?measure ?requirement ?provision",
    )
}

/// All things of a class with their names.
pub(super) fn of_class(view: View<'_>, class: &str) -> String {
    with_prefixes(&format!(
        "SELECT ?thing ?name WHERE {{\n  ?thing a <{class}> ; rdfs:label ?name .\n  FILTER(LANGMATCHES(LANG(?name), \"{}\"))\n}}\nORDER BY ?thing",
        view.language.tag()
    ))
}
