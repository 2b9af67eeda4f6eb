//! What a page says of its thing in JSON-LD is what the graph says of it.

use crate::server::Server;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use std::collections::BTreeSet;

const SCHEMA: &str = "https://schema.org/";
const KADER: &str = "https://w3id.org/kadergraaf/def#";
const DCT: &str = "http://purl.org/dc/terms/";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

fn parsed(format: RdfFormat, text: &str) -> Vec<Quad> {
    RdfParser::from_format(format)
        .for_slice(text)
        .map(|quad| quad.unwrap_or_else(|error| panic!("{error}\n{text}")))
        .collect()
}

/// The statements of the JSON-LD of a page.
fn embedded(server: &Server, path: &str) -> Vec<Quad> {
    let html = server.get(path).accepting("text/html").answer().text();
    let mut blocks = html
        .split("<script type=\"application/ld+json\">")
        .skip(1)
        .map(|rest| rest.split_once("</script>").unwrap().0);
    let block = blocks.next().unwrap_or_else(|| panic!("{path}\n{html}"));
    assert_eq!(blocks.next(), None, "{path}: one block");
    let format = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    parsed(format, block)
}

/// The values of a property of a thing, as N-Triples has them.
fn values(quads: &[Quad], subject: &str, property: &str) -> BTreeSet<String> {
    quads
        .iter()
        .filter(|quad| quad.subject.to_string() == format!("<{subject}>"))
        .filter(|quad| quad.predicate.as_str() == property)
        .map(|quad| quad.object.to_string())
        .collect()
}

#[test]
fn a_page_says_of_its_thing_what_the_graph_says() {
    let server = Server::over::<&str>([]);
    let mut told = 0;
    for (path, iri) in [
        ("/doc/urn:nl:ak:ver:aia-09", "urn:nl:ak:ver:aia-09"),
        ("/doc/urn:nl:ak:ver:awb-01", "urn:nl:ak:ver:awb-01"),
        ("/doc/urn:nl:ak:mtr:owp-07", "urn:nl:ak:mtr:owp-07"),
        (
            "/doc/phase/ontwerp",
            "https://w3id.org/kadergraaf/id/phase/ontwerp",
        ),
        (
            "/doc/role/jurist",
            "https://w3id.org/kadergraaf/id/role/jurist",
        ),
        (
            "/doc/topic/data",
            "https://w3id.org/kadergraaf/id/topic/data",
        ),
        (
            "/doc/label/rol-ai-act/aanbieder",
            "https://w3id.org/kadergraaf/id/label/rol-ai-act/aanbieder",
        ),
        (
            "/doc/norm/ARK/3.10",
            "https://w3id.org/kadergraaf/id/norm/ARK/3.10",
        ),
        (
            "/legislation/aia",
            "http://data.europa.eu/eli/reg/2024/1689/oj",
        ),
        (
            "/legislation/aia/art_26/par_2",
            "http://data.europa.eu/eli/reg/2024/1689/art_26/par_2/oj",
        ),
        (
            "/legislation/awb/artikel_3:46",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46",
        ),
    ] {
        let graph = server.get(&format!("{path}.nt")).answer().text();
        let graph = parsed(RdfFormat::NTriples, &graph);
        for language in ["nl", "en"] {
            let page = embedded(&server, &format!("/{language}{path}"));
            let own: Vec<&Quad> = page
                .iter()
                .filter(|quad| quad.subject.to_string() == format!("<{iri}>"))
                .collect();
            assert!(own.len() > 2, "{path}");
            for quad in own {
                let known = graph.iter().any(|other| {
                    (&other.subject, &other.predicate, &other.object)
                        == (&quad.subject, &quad.predicate, &quad.object)
                });
                let schema = quad.predicate.as_str().starts_with(SCHEMA);
                assert!(known || schema, "{path}: {quad}");
                told += usize::from(known);
            }
            let of_page = |property: &str| values(&page, iri, &format!("{SCHEMA}{property}"));
            let of_graph = |namespace: &str, property: &str| {
                values(&graph, iri, &format!("{namespace}{property}"))
            };
            assert_eq!(of_page("name"), of_graph(RDFS, "label"), "{path}");
            assert_eq!(of_page("identifier"), of_graph(DCT, "identifier"), "{path}");
            assert_eq!(
                of_page("alternateName"),
                of_graph(SKOS, "notation"),
                "{path}"
            );
            assert_eq!(of_page("isBasedOn"), of_graph(KADER, "basedOn"), "{path}");
            let texts: BTreeSet<String> = [
                (DCT, "abstract"),
                (SKOS, "definition"),
                (KADER, "statement"),
                (KADER, "heading"),
                (DCT, "description"),
            ]
            .into_iter()
            .flat_map(|(namespace, property)| of_graph(namespace, property))
            .collect();
            assert!(of_page("description").is_subset(&texts), "{path}");
            for url in of_page("url") {
                let address = url.trim_matches(['<', '>']);
                let (_, local) = address.split_once("://").unwrap();
                let local = &local[local.find('/').unwrap()..];
                assert_eq!(server.get(local).answer().status, 200, "{address}");
            }
        }
    }
    assert!(told > 80, "{told}");
}

#[test]
fn the_first_page_says_of_the_data_what_the_catalogue_says() {
    let server = Server::over::<&str>([]);
    let page = embedded(&server, "/nl/");
    let catalogue = server
        .get("/catalog")
        .accepting("application/n-triples")
        .answer()
        .text();
    let catalogue = parsed(RdfFormat::NTriples, &catalogue);
    let dataset = catalogue
        .iter()
        .find(|quad| quad.object.to_string() == "<http://www.w3.org/ns/dcat#Dataset>")
        .map(|quad| quad.subject.to_string())
        .unwrap();
    let dataset = dataset.trim_matches(['<', '>']);
    for (ours, theirs) in [
        ("name", format!("{DCT}title")),
        ("description", format!("{DCT}description")),
        ("creator", format!("{DCT}creator")),
    ] {
        let said = values(&page, dataset, &format!("{SCHEMA}{ours}"));
        assert!(!said.is_empty(), "{ours}");
        assert_eq!(said, values(&catalogue, dataset, &theirs), "{ours}");
    }
    let licence = values(&page, dataset, &format!("{SCHEMA}license"));
    let distribution = catalogue
        .iter()
        .find(|quad| quad.predicate.as_str() == "http://www.w3.org/ns/dcat#downloadURL")
        .map(|quad| quad.subject.to_string())
        .unwrap();
    let theirs = values(
        &catalogue,
        distribution.trim_matches(['<', '>']),
        &format!("{DCT}license"),
    );
    assert_eq!(licence, theirs);
    let files: Vec<&Term> = page
        .iter()
        .filter(|quad| quad.predicate.as_str() == format!("{SCHEMA}contentUrl"))
        .map(|quad| &quad.object)
        .collect();
    let theirs: Vec<&Term> = catalogue
        .iter()
        .filter(|quad| quad.predicate.as_str() == "http://www.w3.org/ns/dcat#downloadURL")
        .map(|quad| &quad.object)
        .collect();
    let text = |terms: Vec<&Term>| -> BTreeSet<String> {
        terms.into_iter().map(ToString::to_string).collect()
    };
    let (files, theirs) = (text(files), text(theirs));
    assert_eq!(files.len(), 6);
    assert_eq!(files, theirs);
}
