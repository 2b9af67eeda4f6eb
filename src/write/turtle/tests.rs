#![allow(clippy::unwrap_used)]
use crate::write::Format;
use crate::write::testing::{EXAMPLE, default_graph, example, hostile, read, sorted, write};
use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use proptest::prelude::*;

#[test]
fn the_example_is_written_as_it_stands() {
    assert_eq!(write(Format::TriG, &example()), EXAMPLE);
}

#[test]
fn turtle_is_the_default_graph_with_its_own_prefixes_only() {
    let text = write(Format::Turtle, &example());
    assert_eq!(
        sorted(read(Format::Turtle, &text)),
        sorted(default_graph(&example()))
    );
    assert!(text.contains("@prefix kader:"));
    assert!(!text.contains("@prefix finding:"), "{text}");
    assert!(!text.contains("Bevindingen"), "{text}");
    for line in text.lines().filter(|line| line.starts_with("@prefix")) {
        let prefix = line.split_whitespace().nth(1).unwrap();
        assert!(
            text.matches(&format!(" {prefix}")).count() > 1,
            "{prefix} is not used"
        );
    }
}

#[test]
fn nothing_told_is_an_empty_file() {
    assert_eq!(write(Format::TriG, &[]), "");
}

fn labelled(literal: Literal) -> Vec<Quad> {
    let subject = NamedNode::new_unchecked("urn:a:b");
    vec![Quad::new(
        subject,
        rdfs::LABEL,
        literal,
        GraphName::DefaultGraph,
    )]
}

fn object_text(literal: Literal) -> String {
    let text = write(Format::Turtle, &labelled(literal));
    let (_, object) = text.split_once("rdfs:label ").unwrap();
    object.strip_suffix(" .\n").unwrap().to_owned()
}

#[test]
fn literals_read_well() {
    let plain = |text: &str| object_text(Literal::new_simple_literal(text));
    assert_eq!(plain("3.10"), "\"3.10\"");
    assert_eq!(plain("a \"b\" \\ c"), r#""a \"b\" \\ c""#);
    assert_eq!(
        plain("one\ntwo \"three\" four"),
        "\"\"\"one\ntwo \"three\" four\"\"\""
    );
    assert_eq!(plain("\"\n\"\"\""), "\"\"\"\"\n\\\"\\\"\\\"\"\"\"");
    assert_eq!(plain("\r\n\t"), "\"\"\"\\r\n\\t\"\"\"");
    assert_eq!(plain("x\u{202E}y\u{FEFF}é👩‍⚖️"), "\"x\\u202Ey\\uFEFFé👩‍⚖️\"");
    let typed = |text: &str, datatype| object_text(Literal::new_typed_literal(text, datatype));
    assert_eq!(typed("31", xsd::INTEGER), "31");
    assert_eq!(typed("x", xsd::INTEGER), "\"x\"^^xsd:integer");
    assert_eq!(typed("true", xsd::BOOLEAN), "true");
    assert_eq!(typed("1", xsd::BOOLEAN), "\"1\"^^xsd:boolean");
    assert_eq!(typed("3.10", xsd::DECIMAL), "3.10");
    assert_eq!(typed("3.", xsd::DECIMAL), "\"3.\"^^xsd:decimal");
    assert_eq!(typed("2026-08-02", xsd::DATE), "\"2026-08-02\"^^xsd:date");
}

proptest! {
    #[test]
    fn any_literal_comes_back(text in hostile(), language in "(|nl|en-gb)") {
        let literal = if language.is_empty() {
            Literal::new_simple_literal(text)
        } else {
            Literal::new_language_tagged_literal(text, language).unwrap()
        };
        let quads = labelled(literal);
        prop_assert_eq!(&read(Format::Turtle, &write(Format::Turtle, &quads)), &quads);
        prop_assert_eq!(&read(Format::TriG, &write(Format::TriG, &quads)), &quads);
    }

    #[test]
    fn any_iri_comes_back(local in "[A-Za-z0-9._~:/?#@!$&'()*+,;=%é😀-]{0,12}", place in 0_usize..6) {
        let namespace = [
            "https://w3id.org/kadergraaf/def#",
            "https://w3id.org/kadergraaf/id/",
            "https://w3id.org/kadergraaf/id/label/",
            "https://w3id.org/kadergraaf/id/norm/",
            "http://purl.org/dc/terms/",
            "urn:nl:ak:ver:",
        ][place];
        if let Ok(name) = NamedNode::new(format!("{namespace}{local}")) {
            let quads = vec![Quad::new(name.clone(), name.clone(), name.clone(), name)];
            prop_assert_eq!(&read(Format::TriG, &write(Format::TriG, &quads)), &quads);
        }
    }
}
