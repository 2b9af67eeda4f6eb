#![allow(clippy::unwrap_used, clippy::panic)]
use crate::write::testing::{example, hostile, read, sorted, write, write_with};
use crate::write::{Format, WriteSettings};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Quad};
use proptest::prelude::*;
use serde_json::{Value, json};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn node<'a>(document: &'a Value, id: &str) -> &'a Value {
    let nodes = document["@graph"].as_array().unwrap();
    nodes.iter().find(|node| node["id"] == id).unwrap()
}

#[test]
fn the_example_reads_back_to_the_whole_dataset() {
    let text = write(Format::JsonLd, &example());
    assert_eq!(sorted(read(Format::JsonLd, &text)), sorted(example()));
}

#[test]
fn a_thing_is_one_tree_with_the_keys_of_the_framework() {
    let document = parsed(&write(Format::JsonLd, &example()));
    let requirement = node(&document, "urn:nl:ak:ver:aia-90");
    assert_eq!(requirement["type"], json!(["Vereiste", "cv:Requirement"]));
    assert_eq!(requirement["titel"], json!({"nl": "Beproefd voor gebruik"}));
    assert_eq!(
        requirement["levenscyclus"],
        json!(["phase:ontwerp", "phase:monitoring-en-beheer"])
    );
    assert_eq!(requirement["rollen"], json!(["role:jurist"]));
    assert_eq!(requirement["maatregel"], json!(["urn:nl:ak:mtr:owp-90"]));
    let profile = &requirement["toepassing"];
    assert_eq!(
        profile["risicogroep"],
        json!(["label:risicogroep/hoog-risico-ai-systeem"])
    );
    assert_eq!(
        profile["uitzondering"][0]["naam"]["en"],
        "Exception 1 of aia-90"
    );
    assert_eq!(requirement["paragrafen"][0]["volgorde"], 2);
    assert_eq!(requirement["verwijzingen"][0]["strijdigeLink"], true);
    // A section is told once; what refers to it from elsewhere names it.
    assert_eq!(
        requirement["verwijzingen"][0]["paragraaf"],
        "urn:nl:ak:ver:aia-90#section-bronnen"
    );
}

#[test]
fn one_key_means_another_property_in_another_kind() {
    let document = parsed(&write(Format::JsonLd, &example()));
    let measure = node(&document, "urn:nl:ak:mtr:owp-90");
    let instrument = node(&document, "instrument:Proef");
    assert_eq!(measure["vereiste"], json!(["urn:nl:ak:ver:aia-90"]));
    assert_eq!(instrument["vereiste"], measure["vereiste"]);
    let quads = read(Format::JsonLd, &write(Format::JsonLd, &example()));
    let predicates = |subject: &str| {
        let of_subject = quads
            .iter()
            .filter(move |quad| quad.subject.to_string().contains(subject));
        of_subject
            .map(|quad| quad.predicate.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(
        predicates("mtr:owp-90>")
            .contains(&"https://w3id.org/kadergraaf/def#implements".to_owned())
    );
    assert!(
        predicates("id/instrument/Proef>")
            .contains(&"https://w3id.org/kadergraaf/def#supports".to_owned())
    );
}

#[test]
fn the_context_can_be_named_instead() {
    let settings = WriteSettings {
        context_url: Some("https://example.org/context.jsonld".to_owned()),
        ..WriteSettings::default()
    };
    let document = parsed(&write_with(Format::JsonLd, &example(), &settings));
    assert_eq!(document["@context"], "https://example.org/context.jsonld");
}

#[test]
fn an_empty_graph_is_a_document() {
    let document = parsed(&write(Format::JsonLd, &[]));
    assert_eq!(document["@graph"], json!([]));
    let only_named: Vec<_> = example()
        .into_iter()
        .filter(|quad| !quad.graph_name.is_default_graph())
        .collect();
    assert_eq!(
        read(Format::JsonLd, &write(Format::JsonLd, &only_named)),
        only_named
    );
}

/// Values that the key of their property does not expect.
#[test]
fn what_does_not_fit_its_key_says_what_it_is() {
    let kader = "https://w3id.org/kadergraaf/def#";
    let name = NamedNode::new_unchecked("urn:a:b");
    let mut quads = Vec::new();
    for (property, term) in [
        (
            "http://purl.org/dc/terms/title",
            Literal::new_simple_literal("no language"),
        ),
        (
            "http://purl.org/dc/terms/title",
            Literal::new_language_tagged_literal("eerste", "nl").unwrap(),
        ),
        (
            "http://purl.org/dc/terms/title",
            Literal::new_language_tagged_literal("tweede", "nl").unwrap(),
        ),
        (
            &format!("{kader}phase"),
            Literal::new_simple_literal("a string for an IRI"),
        ),
        (
            &format!("{kader}phase"),
            Literal::new_typed_literal("7", xsd::INTEGER),
        ),
        (
            &format!("{kader}date"),
            Literal::new_typed_literal("2026-08-02", xsd::DATE),
        ),
        (
            &format!("{kader}date"),
            Literal::new_typed_literal("2026", xsd::INTEGER),
        ),
        (
            &format!("{kader}order"),
            Literal::new_typed_literal("007", xsd::INTEGER),
        ),
        (
            &format!("{kader}order"),
            Literal::new_typed_literal("9007199254740993", xsd::INTEGER),
        ),
        (
            &format!("{kader}conflict"),
            Literal::new_typed_literal("1", xsd::BOOLEAN),
        ),
        (
            "http://example.org/unknown",
            Literal::new_language_tagged_literal("x", "nl").unwrap(),
        ),
        (
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            Literal::new_simple_literal("odd"),
        ),
    ] {
        let property = NamedNode::new_unchecked(property);
        quads.push(Quad::new(name.clone(), property, term, name.clone()));
    }
    let phase = NamedNode::new_unchecked(format!("{kader}code"));
    quads.push(Quad::new(name.clone(), phase, name.clone(), name.clone()));
    let text = write(Format::JsonLd, &quads);
    assert_eq!(sorted(read(Format::JsonLd, &text)), sorted(quads));
    let titles = &parsed(&text)["@graph"][0]["@graph"][0]["titel"];
    assert_eq!(titles, &json!({"nl": ["eerste", "tweede"]}));
}

/// Odd, but nothing forbids it: a thing that is both.
#[test]
fn a_thing_of_two_kinds_keeps_both_its_relations() {
    let kader =
        |name: &str| NamedNode::new_unchecked(format!("https://w3id.org/kadergraaf/def#{name}"));
    let name = NamedNode::new_unchecked("urn:a:b");
    let rdf_type = oxigraph::model::vocab::rdf::TYPE.into_owned();
    let quads: Vec<_> = [
        (rdf_type.clone(), kader("Requirement")),
        (rdf_type, kader("Measure")),
        (kader("helpedBy"), name.clone()),
        (kader("supportedBy"), kader("Measure")),
    ]
    .into_iter()
    .map(|(predicate, object)| Quad::new(name.clone(), predicate, object, name.clone()))
    .collect();
    let text = write(Format::JsonLd, &quads);
    assert_eq!(sorted(read(Format::JsonLd, &text)), sorted(quads));
}

proptest! {
    #[test]
    fn any_literal_comes_back(text in hostile(), language in "(|nl|en-gb)", place in 0_usize..4) {
        let literal = if language.is_empty() {
            Literal::new_simple_literal(text)
        } else {
            Literal::new_language_tagged_literal(text, language).unwrap()
        };
        let property = [
            "http://purl.org/dc/terms/title",
            "https://w3id.org/kadergraaf/def#phase",
            "https://w3id.org/kadergraaf/def#key",
            "http://example.org/unknown",
        ][place];
        let name = NamedNode::new_unchecked("urn:a:b");
        let quads = vec![Quad::new(name.clone(), NamedNode::new_unchecked(property), literal, name)];
        prop_assert_eq!(&read(Format::JsonLd, &write(Format::JsonLd, &quads)), &quads);
    }
}

const SCHEMA: &str = include_str!("../../../ontology/kadergraaf.schema.json");
const CONTEXT: &str = include_str!("../../../ontology/context.jsonld");

/// The keys of the context with how it says their values are written: those of things, and those
/// of some kinds only.
fn keys_of_the_context() -> Vec<(String, Value)> {
    let is_class = |name: &str| name.starts_with(|first: char| first.is_ascii_uppercase());
    let entries = parsed(CONTEXT)["@context"].as_object().unwrap().clone();
    let mut keys = Vec::new();
    for (name, entry) in entries {
        if is_class(&name) {
            let scoped = entry["@context"].as_object().cloned().unwrap_or_default();
            keys.extend(scoped);
        } else if !name.starts_with('@') && !entry.as_str().unwrap_or("").ends_with(['/', '#']) {
            keys.push((name, entry));
        }
    }
    keys
}

#[test]
fn the_schema_knows_the_keys_of_the_context_and_no_others() {
    let schema = parsed(SCHEMA);
    let properties = schema["$defs"]["thing"]["properties"].as_object().unwrap();
    let keys = keys_of_the_context();
    for (key, entry) in &keys {
        let shape = properties
            .get(key)
            .unwrap_or_else(|| panic!("{key} is not in the schema"));
        let text = shape.to_string();
        let fits = match (entry["@type"].as_str(), entry["@container"].as_str()) {
            (Some("@id"), Some("@set")) => text.contains("/links") || text.contains("/parts"),
            (Some("@id"), _) => text.contains("/link\"") || text.contains("/part\""),
            (_, Some("@language")) => text.contains("/texts"),
            _ => shape["type"].is_string() || text.contains("/strings") || text.contains("/names"),
        };
        assert!(fits, "{key}: {text}");
    }
    for key in properties.keys() {
        assert!(
            keys.iter().any(|(known, _)| known == key),
            "{key} is not in the context"
        );
    }
}

#[test]
fn the_schema_requires_what_the_writer_writes() {
    let schema = parsed(SCHEMA);
    let document = parsed(&write(Format::JsonLd, &example()));
    let rules = schema["$defs"]["thing"]["allOf"].as_array().unwrap();
    let required = |kind: &str| {
        let rule = rules
            .iter()
            .find(|rule| rule["if"].to_string().contains(&format!("\"{kind}\"")));
        rule.unwrap()["then"]["required"]
            .as_array()
            .unwrap()
            .clone()
    };
    let requirement = node(&document, "urn:nl:ak:ver:aia-90");
    for (kind, thing) in [
        ("Vereiste", requirement),
        ("Maatregel", node(&document, "urn:nl:ak:mtr:owp-90")),
        ("Toepassingsprofiel", &requirement["toepassing"]),
        (
            "Uitzondering",
            &requirement["toepassing"]["uitzondering"][0],
        ),
        ("Paragraaf", &requirement["paragrafen"][0]),
    ] {
        for key in required(kind) {
            assert!(
                thing.get(key.as_str().unwrap()).is_some(),
                "{kind} has no {key}"
            );
        }
    }
}
