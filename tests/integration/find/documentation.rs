//! The ontology at its address, and the pages about the site.

use crate::server::Server;
use kadergraaf::graph::{ONTOLOGY_TURTLE, SHAPES_TURTLE};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{Quad, Triple};
use std::collections::BTreeSet;

fn triples(format: RdfFormat, bytes: &[u8]) -> BTreeSet<String> {
    RdfParser::from_format(format)
        .for_slice(bytes)
        .map(|quad| Triple::from(quad.unwrap_or_else(|error| panic!("{error}"))).to_string())
        .collect()
}

#[test]
fn the_ontology_comes_in_every_form_and_says_the_same() {
    let server = Server::over(Vec::<String>::new());
    let told: BTreeSet<String> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(ONTOLOGY_TURTLE.as_bytes())
        .map(|quad: Result<Quad, _>| Triple::from(quad.unwrap()).to_string())
        .collect();
    let json_ld = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    for (suffix, media_type, format) in [
        ("ttl", "text/turtle", RdfFormat::Turtle),
        ("nt", "application/n-triples", RdfFormat::NTriples),
        ("rdf", "application/rdf+xml", RdfFormat::RdfXml),
        ("jsonld", "application/ld+json", json_ld),
    ] {
        let by_suffix = server.get(&format!("/def.{suffix}")).answer();
        let negotiated = server.get("/def").accepting(media_type).answer();
        for answer in [&by_suffix, &negotiated] {
            assert_eq!(answer.status, 200, "{suffix}");
            assert!(answer.header("content-type").starts_with(media_type));
            assert!(answer.header("vary").contains("Accept"));
            assert_eq!(answer.header("content-location"), format!("/def.{suffix}"));
            assert_eq!(triples(format, &answer.body), told, "{suffix}");
        }
    }
    let tag = server.get("/def.ttl").answer().header("etag").to_owned();
    let again = server.get("/def.ttl").with("If-None-Match", &tag).answer();
    assert_eq!(again.status, 304);
    assert_eq!(server.get("/def").accepting("image/png").status(), 406);
}

#[test]
fn the_ontology_as_a_page_has_an_anchor_a_term() {
    let server = Server::over(Vec::<String>::new());
    for (language, word) in [("nl", "Vereiste"), ("en", "Requirement")] {
        let answer = server
            .get("/def")
            .accepting("text/html")
            .with("Accept-Language", language)
            .answer();
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-language"), language);
        assert_eq!(
            answer.header("content-location"),
            format!("/{language}/def")
        );
        let html = answer.text();
        for term in ["Requirement", "basedOn", "Established", "sourceLine"] {
            assert!(html.contains(&format!("id=\"{term}\"")), "{term}");
        }
        assert!(html.contains(word));
    }
}

#[test]
fn context_and_shapes_are_beside_the_ontology() {
    let server = Server::over(Vec::<String>::new());
    let context = server.get("/def/context.jsonld").answer();
    assert!(
        context
            .header("content-type")
            .starts_with("application/ld+json")
    );
    let context: serde_json::Value = serde_json::from_slice(&context.body).unwrap();
    assert!(context["@context"].is_object());
    let shapes = server.get("/def/shapes.ttl").answer();
    assert_eq!(shapes.text(), SHAPES_TURTLE);
    assert_eq!(server.get("/def/other.ttl").status(), 404);
}

#[test]
fn the_site_says_what_it_is() {
    let server = Server::over(Vec::<String>::new());
    for (path, nl, en) in [
        ("/about", "Over deze site", "About this site"),
        ("/about/edition", "2.5.1", "2.5.1"),
        ("/about/cite", "urn:nl:ak:", "urn:nl:ak:"),
        ("/about/link", "If-None-Match", "If-None-Match"),
        ("/about/legal", "geen rechten", "No rights"),
        ("/about/accessibility", "WCAG 2.2", "WCAG 2.2"),
    ] {
        for (language, words) in [("nl", nl), ("en", en)] {
            let answer = server
                .get(&format!("/{language}{path}"))
                .accepting("text/html")
                .answer();
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.text().contains(words), "{language} {path}");
        }
    }
    assert_eq!(server.get("/nl/about/nothing").status(), 404);
}
