//! The queries behind lists and matrices: what they show, asked of the graph.

use super::catalogue::Catalogue;
use super::facet::Facet;
use super::list::{List, Sort};
use super::matrix::Axis;
use super::quality::FindingFilter;
use super::selection::Selection;
use crate::graph::vocabulary as v;
use std::fmt::Write as _;

const PREFIXES: [(&str, &str); 6] = [
    ("kader:", "https://w3id.org/kadergraaf/def#"),
    ("cv:", "http://data.europa.eu/m8g/"),
    ("dct:", "http://purl.org/dc/terms/"),
    ("rdfs:", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos:", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd:", "http://www.w3.org/2001/XMLSchema#"),
];

/// The query that gives a list as it is chosen: code, title and IRI, sorted by code and title.
///
/// `language`: of the titles, `nl` or `en`. Pages are not cut: the query gives all of them.
pub fn list_query(catalogue: &Catalogue, selection: &Selection, language: &str) -> String {
    let list = selection.list;
    let mut body = choices(catalogue, selection);
    body += "  OPTIONAL { ?thing skos:notation ?notation }\n";
    if list == List::Norms {
        body += "  OPTIONAL { ?thing dct:identifier ?printed }\n";
    }
    let _ = writeln!(
        body,
        "  OPTIONAL {{ ?thing dct:title|rdfs:label ?own . FILTER(LANG(?own) = \"{language}\") }}"
    );
    body += "  OPTIONAL { ?thing dct:title|rdfs:label ?other }\n";
    let code = if list == List::Norms {
        "COALESCE(?notation, ?printed)"
    } else {
        "?notation"
    };
    let order = match selection.sort {
        Sort::Title => "?title ?thing",
        _ => "?code ?title ?thing",
    };
    with_prefixes(&format!(
        "SELECT ?thing (SAMPLE({code}) AS ?code) (SAMPLE(COALESCE(?own, ?other)) AS ?title) WHERE {{\n{body}}}\nGROUP BY ?thing\nORDER BY {order}\n"
    ))
}

/// What is chosen of a list, as conditions on `?thing`.
fn choices(catalogue: &Catalogue, selection: &Selection) -> String {
    let list = selection.list;
    let mut body = String::new();
    let _ = writeln!(body, "  ?thing a {} .", short(list.class()));
    for &facet in list.facets() {
        let chosen = selection.chosen(facet);
        if !chosen.is_empty() && !facet.of_requirement() {
            own_facet(&mut body, catalogue, list, facet, chosen);
        }
    }
    let asks_requirements = list
        .facets()
        .iter()
        .any(|facet| facet.of_requirement() && !selection.chosen(*facet).is_empty());
    if asks_requirements {
        requirement(&mut body, catalogue, selection);
    }
    for word in selection.words() {
        let _ = writeln!(
            body,
            "  FILTER EXISTS {{\n    ?thing {} ?text .\n    FILTER(REGEX(STR(?text), {}, \"i\"))\n  }}",
            searched(list),
            literal(&with_diacritics(&word))
        );
    }
    body
}

/// Letters and the same with the diacritics that Dutch and its neighbours write.
const DIACRITICS: [(char, &str); 8] = [
    ('a', "àáâãäå"),
    ('c', "ç"),
    ('e', "èéêë"),
    ('i', "ìíîï"),
    ('n', "ñ"),
    ('o', "òóôõöø"),
    ('u', "ùúûü"),
    ('y', "ýÿ"),
];

/// A folded word as a regular expression that finds it whatever its diacritics (SPARQL 1.1
/// §17.4.3.14 has no other way to leave them out).
fn with_diacritics(word: &str) -> String {
    let mut pattern = String::new();
    for c in word.chars() {
        if let Some((_, others)) = DIACRITICS.iter().find(|(plain, _)| *plain == c) {
            let _ = write!(pattern, "[{c}{others}]");
        } else {
            if c.is_ascii_punctuation() {
                pattern.push('\\');
            }
            pattern.push(c);
        }
    }
    pattern
}

/// Where the words of a text filter are looked for.
fn searched(list: List) -> &'static str {
    match list {
        List::Norms => "dct:identifier|skos:notation|dct:title|rdfs:label",
        List::Terms => {
            "skos:notation|dct:title|rdfs:label|skos:prefLabel|dct:abstract|skos:definition"
        }
        _ => "skos:notation|dct:title|rdfs:label|dct:abstract|skos:definition",
    }
}

fn own_facet(body: &mut String, catalogue: &Catalogue, list: List, facet: Facet, chosen: &[u16]) {
    let property = match (list, facet) {
        (List::Norms, Facet::Phase) => "kader:audits/kader:phase",
        (_, Facet::Phase) => "kader:phase",
        (_, Facet::Role) => "kader:projectRole",
        (_, Facet::Topic) => "kader:topic",
        (_, Facet::InstrumentType) => "kader:instrumentType",
        (List::Requirements, Facet::Measure) => "kader:implementedBy",
        (List::Instruments, Facet::Measure) => "kader:helpsWith",
        (List::Norms, Facet::Measure) => "kader:audits",
        (List::Requirements, Facet::Instrument) => "kader:supportedBy",
        (_, Facet::Instrument) => "kader:helpedBy",
        (_, Facet::Norm) => "kader:auditedBy",
        (_, Facet::Framework) => return framework(body, catalogue, chosen),
        (_, Facet::Findings) => return findings(body, catalogue, chosen),
        _ => return,
    };
    let name = facet.name();
    let values = values(catalogue, facet, chosen);
    let _ = writeln!(
        body,
        "  FILTER EXISTS {{\n    VALUES ?{name} {{ {values} }}\n    ?thing {property} ?{name} .\n  }}"
    );
}

fn framework(body: &mut String, catalogue: &Catalogue, chosen: &[u16]) {
    let tests: Vec<String> = chosen
        .iter()
        .filter_map(|place| catalogue.value(Facet::Framework, *place))
        .map(|value| {
            let part = literal(&format!("/id/norm/{}/", value.slug));
            format!("CONTAINS(STR(?thing), {part})")
        })
        .collect();
    let _ = writeln!(body, "  FILTER({})", tests.join(" || "));
}

fn findings(body: &mut String, catalogue: &Catalogue, chosen: &[u16]) {
    let tests: Vec<&str> = chosen
        .iter()
        .filter_map(|place| catalogue.value(Facet::Findings, *place))
        .map(|value| match value.slug.as_str() {
            "yes" => "EXISTS { GRAPH ?quality { ?finding kader:concerns ?thing } }",
            _ => "NOT EXISTS { GRAPH ?quality { ?finding kader:concerns ?thing } }",
        })
        .collect();
    let _ = writeln!(body, "  FILTER({})", tests.join(" || "));
}

/// One requirement that answers all that is asked of requirements.
fn requirement(body: &mut String, catalogue: &Catalogue, selection: &Selection) {
    *body += match selection.list {
        List::Requirements => "  BIND(?thing AS ?requirement)\n",
        List::Measures => "  ?thing kader:implements ?requirement .\n",
        List::Instruments => "  ?thing kader:supports ?requirement .\n",
        List::Norms => "  ?thing kader:audits/kader:implements ?requirement .\n",
        List::Terms => return,
    };
    for (facet, property) in [
        (Facet::Law, Some("cv:isDerivedFrom")),
        (Facet::Requirement, None),
    ] {
        let chosen = selection.chosen(facet);
        if chosen.is_empty() {
            continue;
        }
        let values = values(catalogue, facet, chosen);
        let _ = match property {
            Some(property) => writeln!(
                body,
                "  VALUES ?law {{ {values} }}\n  ?requirement {property} ?law ."
            ),
            None => writeln!(body, "  VALUES ?requirement {{ {values} }}"),
        };
    }
    applicability(body, catalogue, selection);
}

/// The labels that are chosen are in the profile, where it names any of their group, and no
/// exception holds entirely; of groups in which nothing is chosen nothing is known.
pub(super) fn applicability(body: &mut String, catalogue: &Catalogue, selection: &Selection) {
    let groups: Vec<(Facet, &str)> = Facet::PROFILE
        .into_iter()
        .filter_map(|facet| Some((facet, facet.profile_property()?.iri())))
        .collect();
    let (known, unknown): (Vec<_>, Vec<_>) = groups
        .iter()
        .partition(|(facet, _)| !selection.chosen(*facet).is_empty());
    if known.is_empty() {
        return;
    }
    *body += "\n  # To whom and to what the requirement applies\n";
    *body += "  ?requirement kader:applicability ?profile .\n";
    for (facet, property) in &known {
        let name = variable(*facet);
        let values = values(catalogue, *facet, selection.chosen(*facet));
        let property = short(property);
        let _ = writeln!(body, "  VALUES ?{name} {{ {values} }}");
        let _ = writeln!(
            body,
            "  FILTER(EXISTS {{ ?profile {property} ?{name} }} || NOT EXISTS {{ ?profile {property} ?any_{name} }})"
        );
    }
    let all: Vec<String> = groups.iter().map(|(_, iri)| short(iri)).collect();
    *body += "  # No exception of which everything is known holds entirely\n";
    *body += "  FILTER NOT EXISTS {\n    ?profile kader:exception ?exception .\n";
    let _ = writeln!(
        body,
        "    FILTER EXISTS {{ ?exception {} ?named }}",
        all.join("|")
    );
    if !unknown.is_empty() {
        let others: Vec<String> = unknown.iter().map(|(_, iri)| short(iri)).collect();
        let _ = writeln!(
            body,
            "    FILTER NOT EXISTS {{ ?exception {} ?unknown }}",
            others.join("|")
        );
    }
    for (facet, property) in &known {
        let (name, property) = (variable(*facet), short(property));
        let _ = writeln!(
            body,
            "    FILTER(EXISTS {{ ?exception {property} ?{name} }} || NOT EXISTS {{ ?exception {property} ?except_{name} }})"
        );
    }
    *body += "  }\n";
}

/// The query behind a matrix of the requirements that are chosen: a row a requirement and a phase
/// or role, with how many measures there are.
pub fn matrix_query(
    catalogue: &Catalogue,
    axis: Axis,
    selection: &Selection,
    language: &str,
) -> String {
    let property = match axis {
        Axis::Phases => "kader:phase",
        Axis::Roles => "kader:projectRole",
    };
    let mut chosen = String::new();
    if !selection.is_everything() {
        chosen = format!(
            "  {{\n    SELECT DISTINCT ?thing WHERE {{\n{}    }}\n  }}\n",
            choices(catalogue, selection)
        );
    }
    with_prefixes(&format!(
        "SELECT ?thing (SAMPLE(?notation) AS ?code) ?column (SAMPLE(?columnTitle) AS ?columnLabel) (COUNT(DISTINCT ?measure) AS ?measures) WHERE {{\n\
           {chosen}  \
           ?thing a kader:Requirement ; kader:implementedBy ?measure .\n  \
           OPTIONAL {{ ?thing skos:notation ?notation }}\n  \
           ?measure {property} ?column .\n  \
           OPTIONAL {{ ?column skos:prefLabel ?columnTitle . FILTER(LANG(?columnTitle) = \"{language}\") }}\n\
         }}\nGROUP BY ?thing ?column\nORDER BY ?code ?thing ?column\n"
    ))
}

/// The query behind the findings as they are chosen.
pub fn findings_query(filter: &FindingFilter, language: &str) -> String {
    let mut body = String::from(
        "    ?finding a kader:Finding ;\n      kader:code ?rule ;\n      kader:severity ?severity ;\n      kader:message ?message ;\n      kader:sourceFile ?file ;\n      kader:sourceLine ?line .\n",
    );
    let _ = writeln!(body, "    FILTER(LANG(?message) = \"{language}\")");
    for (variable, chosen) in [("rule", &filter.rules), ("file", &filter.files)] {
        if !chosen.is_empty() {
            let values: Vec<String> = chosen.iter().map(|value| literal(value)).collect();
            let _ = writeln!(body, "    VALUES ?{variable} {{ {} }}", values.join(" "));
        }
    }
    if !filter.severities.is_empty() {
        let values: Vec<String> = filter
            .severities
            .iter()
            .map(|name| {
                let mut letters = name.chars();
                let first = letters.next().map(|c| c.to_ascii_uppercase());
                format!("kader:{}{}", first.unwrap_or('N'), letters.as_str())
            })
            .collect();
        let _ = writeln!(body, "    VALUES ?severity {{ {} }}", values.join(" "));
    }
    with_prefixes(&format!(
        "SELECT ?rule ?severity ?message ?file ?line ?concerns WHERE {{\n  GRAPH ?graph {{\n{body}    OPTIONAL {{ ?finding kader:concerns ?concerns }}\n  }}\n}}\nORDER BY ?file ?line ?rule\n"
    ))
}

/// A facet's name as a variable's.
fn variable(facet: Facet) -> String {
    facet.name().replace('-', "_")
}

/// The chosen values as IRIs.
pub(super) fn values(catalogue: &Catalogue, facet: Facet, chosen: &[u16]) -> String {
    let values: Vec<String> = chosen
        .iter()
        .filter_map(|place| catalogue.value(facet, *place)?.iri.as_deref())
        .map(|iri| format!("<{iri}>"))
        .collect();
    values.join(" ")
}

/// An IRI of the vocabulary with its prefix.
fn short(iri: &str) -> String {
    PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}{}", iri.strip_prefix(namespace)?)))
        .unwrap_or_else(|| format!("<{iri}>"))
}

/// A string of SPARQL, whatever is in it (SPARQL 1.1 §19.7).
fn literal(text: &str) -> String {
    oxigraph::model::Literal::from(text).to_string()
}

/// The query with the prefixes that it uses.
pub(super) fn with_prefixes(query: &str) -> String {
    debug_assert_eq!(v::KADER, PREFIXES[0].1);
    let mut text = String::new();
    for (prefix, namespace) in PREFIXES {
        let used = query
            .match_indices(prefix)
            .any(|(at, _)| !query[..at].ends_with(|c: char| c.is_alphanumeric()));
        if used {
            let _ = writeln!(text, "PREFIX {prefix} <{namespace}>");
        }
    }
    text + "\n" + query
}
