//! How machines find what is here: the service description, VoID, the catalogue.

mod catalog;
mod counts;
mod facts;

use super::cache::Tag;
use super::dump;
use super::formats::GRAPHS;
use super::negotiate::{Coding, Offer, choose};
use super::problem::Problem;
use super::service::Service;
use super::{respond, site};
use crate::pages::{DATASET_TITLE, LICENCE};
use crate::store::GraphFormat;
use crate::write::Format;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counts::Counts;
use facts::Facts;
use oxigraph::model::Term;
use std::sync::Arc;

const VARY: &str = "Accept, Accept-Language, Accept-Encoding, Cookie";

/// The endings of the dumps.
pub(super) const DUMPS: [Format; 6] = [
    Format::Turtle,
    Format::TriG,
    Format::NTriples,
    Format::NQuads,
    Format::RdfXml,
    Format::JsonLd,
];

/// The same choice in the terms of the writers.
pub(super) fn format_of(format: GraphFormat) -> Format {
    match format {
        GraphFormat::Turtle => Format::Turtle,
        GraphFormat::NTriples => Format::NTriples,
        GraphFormat::RdfXml => Format::RdfXml,
        GraphFormat::JsonLd => Format::JsonLd,
        GraphFormat::TriG => Format::TriG,
        GraphFormat::NQuads => Format::NQuads,
    }
}

/// Answers with statements in a format, from the cache where they are.
fn answer(
    service: &Service,
    headers: &HeaderMap,
    name: &str,
    format: GraphFormat,
    state: impl FnOnce(&mut Facts),
) -> Result<Response, Problem> {
    let coding = Coding::choose(headers);
    let tag: Tag = service.tag(&["discovery", name, format.media_type(), coding.name()]);
    if respond::unchanged(headers, &tag) {
        return Ok(respond::not_modified(&tag, VARY));
    }
    if let Some(stored) = service.cache.get(&tag) {
        return Ok(respond::whole(&stored, Some(&tag), VARY));
    }
    let mut facts = Facts::default();
    state(&mut facts);
    let bytes = facts
        .write(format_of(format), &service.settings.base)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let stored = Arc::new(respond::store(format.media_type(), bytes.into(), coding));
    let response = respond::whole(&stored, Some(&tag), VARY);
    service.cache.put(tag, stored);
    Ok(response)
}

/// The statements in the form that is wanted; who wants a page gets that on which they stand in
/// words.
fn described(
    service: &Service,
    headers: &HeaderMap,
    name: &str,
    state: impl FnOnce(&mut Facts),
) -> Result<Response, Problem> {
    let forms = GRAPHS.map(|offer| Offer {
        media_type: offer.media_type,
        aliases: offer.aliases,
        value: Some(offer.value),
    });
    // Data first: who takes anything is a program.
    let page = Offer {
        media_type: "text/html",
        aliases: &["application/xhtml+xml"],
        value: None,
    };
    let offers: Vec<Offer<Option<GraphFormat>>> = forms.into_iter().chain([page]).collect();
    match choose(headers, &offers) {
        Some(Some(format)) => answer(service, headers, name, format, state),
        Some(None) => site::in_the_readers_language(service, headers, "/about/data", VARY),
        None => Err(Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            crate::store::GRAPH_NOT_ACCEPTABLE,
        )),
    }
}

/// What `/sparql` says of itself (SPARQL 1.1 Service Description).
pub(super) fn service_description(
    service: &Service,
    headers: &HeaderMap,
    format: GraphFormat,
) -> Result<Response, Problem> {
    answer(service, headers, "service", format, |facts| {
        let endpoint = service.url("/sparql");
        let dataset = format!("{endpoint}#dataset");
        let default_graph = format!("{endpoint}#default-graph");
        let mut about = facts
            .about(&endpoint, &["sd:Service"])
            .both("rdfs:label", "Kadergraaf: SPARQL", "Kadergraaf: SPARQL")
            .iri("sd:endpoint", &endpoint)
            .iri("sd:supportedLanguage", "sd:SPARQL10Query")
            .iri("sd:supportedLanguage", "sd:SPARQL11Query")
            .iri("sd:feature", "sd:EmptyGraphs")
            .iri("sd:defaultDataset", &dataset);
        for name in [
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
        ] {
            about = about.iri(
                "sd:resultFormat",
                &format!("http://www.w3.org/ns/formats/{name}"),
            );
        }
        for format in DUMPS {
            about = about.iri("sd:resultFormat", format.iri());
        }
        let mut about = facts
            .about(&dataset, &["sd:Dataset"])
            .iri("sd:defaultGraph", &default_graph);
        for number in 1..=service.store.named_graphs().count() {
            about = about.iri("sd:namedGraph", &format!("{endpoint}#graph-{number}"));
        }
        facts
            .about(&default_graph, &["sd:Graph"])
            .count("void:triples", service.store.default_graph_len());
        for (number, (name, triples)) in (1..).zip(service.store.named_graphs()) {
            let Term::NamedNode(name) = name else {
                continue;
            };
            let contents = format!("{endpoint}#graph-{number}-contents");
            facts
                .about(&format!("{endpoint}#graph-{number}"), &["sd:NamedGraph"])
                .iri("sd:name", name.as_str())
                .iri("sd:graph", &contents);
            facts
                .about(&contents, &["sd:Graph"])
                .count("void:triples", triples);
        }
    })
}

/// `/.well-known/void`
pub(super) async fn void(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    described(&service, &headers, "void", |facts| {
        void_facts(&service, facts);
    })
}

fn void_facts(service: &Service, facts: &mut Facts) {
    let here = service.url("/.well-known/void");
    let dataset = service.url("/catalog#dataset");
    let counts = Counts::of(&service.store);
    facts
        .about(&here, &["void:DatasetDescription"])
        .both(
            "dct:title",
            "Beschrijving van Kadergraaf",
            "Description of Kadergraaf",
        )
        .iri("foaf:primaryTopic", &dataset);
    let mut about = facts
        .about(&dataset, &["void:Dataset"])
        .both("dct:title", DATASET_TITLE.0, DATASET_TITLE.1)
        .iri("dct:license", LICENCE)
        .iri("foaf:homepage", &service.url("/"))
        .iri("void:sparqlEndpoint", &service.url("/sparql"))
        .plain("void:uriSpace", &format!("{}id/", service.settings.base))
        .iri("void:vocabulary", "https://w3id.org/kadergraaf/def#")
        .count("void:triples", counts.triples)
        .count("void:entities", counts.entities)
        .count("void:distinctSubjects", counts.subjects)
        .count("void:distinctObjects", counts.objects)
        .count("void:properties", counts.properties.len())
        .count("void:classes", counts.classes.len());
    for format in DUMPS {
        about = about.iri("void:dataDump", &dump::address(service, format));
        about = about.iri("void:feature", format.iri());
    }
    for number in 1..=counts.classes.len() {
        about = about.iri("void:classPartition", &format!("{here}#class-{number}"));
    }
    for number in 1..=counts.properties.len() {
        about = about.iri(
            "void:propertyPartition",
            &format!("{here}#property-{number}"),
        );
    }
    for (number, (class, entities)) in (1..).zip(&counts.classes) {
        facts
            .about(&format!("{here}#class-{number}"), &["void:Dataset"])
            .iri("void:class", class)
            .count("void:entities", *entities);
    }
    for (number, (property, triples)) in (1..).zip(&counts.properties) {
        facts
            .about(&format!("{here}#property-{number}"), &["void:Dataset"])
            .iri("void:property", property)
            .count("void:triples", *triples);
    }
}

/// `/catalog`
pub(super) async fn catalog(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    described(&service, &headers, "catalog", |facts| {
        catalog::describe(&service, facts);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::DUMP_FORMS;

    #[test]
    fn pages_offer_the_dumps_that_there_are() {
        let offered = DUMPS.map(|format| (format.extension(), format.media_type()));
        assert_eq!(offered, DUMP_FORMS.map(|form| (form.0, form.1)));
    }
}
