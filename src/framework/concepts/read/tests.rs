//! What is read of a small scheme, and what is refused.

use super::*;
use crate::data::Scalars;

const SCHEME: &str = r#"
kind: "label"
slug: "kleur"
title: { nl: "Kleur", en: "Colour" }
description: { nl: "Hoe iets oogt.", en: "What something looks like." }
concepts:
  - slug: "rood"
    label: { nl: "Rood", en: "Red" }
    other: { nl: ["Vermiljoen"] }
    definition: { nl: "Als een tomaat.", en: "Like a tomato." }
  - slug: "licht-blauw"
    label: { nl: "Lichtblauw", en: "Light blue" }
    definition: { nl: "Als de lucht.", en: "Like the sky." }
"#;
const ALIGNMENTS: &str = r#"
prefixes:
  art: "https://example.org/art#"
  semapv: "https://w3id.org/semapv/vocab/"
  skos: "http://www.w3.org/2004/02/skos/core#"
  sssom: "https://w3id.org/sssom/"
alignments:
  - subject: "id:label/kleur/rood"
    predicate: "skos:closeMatch"
    object: "art:Scarlet"
    justification: "semapv:ManualMappingCuration"
    reason: { nl: "Bijna dezelfde tint.", en: "Nearly the same shade." }
  - subject: "id:label/kleur/licht-blauw"
    predicate: "skos:exactMatch"
    object: "sssom:NoTermFound"
    justification: "semapv:ManualMappingCuration"
    reason: { nl: "Daar kent men geen blauw.", en: "No blue is known there." }
"#;
const EXTERNAL: &str = r#"
prefixes: { art: "https://example.org/art#" }
schemes:
  - iri: "art:shades"
    title: { nl: "Tinten", en: "Shades" }
    concepts:
      - iri: "art:Scarlet"
        label: { nl: "Scharlaken", en: "Scarlet" }
        definition: { nl: "Helder rood.", en: "Bright red." }
"#;

fn read(scheme: &str, alignments: &str, external: &str) -> Result<Concepts, ConceptsError> {
    concepts(
        &[file("kleur.yaml", scheme)],
        &file("alignments.yaml", alignments),
        &file("external.yaml", external),
    )
}

fn file(name: &'static str, yaml: &str) -> File {
    File::of_yaml(name, yaml, Scalars::Typed)
}

#[test]
fn a_scheme_is_read_with_its_alignments() {
    let concepts = read(SCHEME, ALIGNMENTS, EXTERNAL).unwrap();
    let red = concepts.concept("kleur", "rood").unwrap();
    assert_eq!(red.label.en, "Red");
    assert_eq!(red.other_nl, ["Vermiljoen"]);
    let matched = red.alignments.first().unwrap();
    assert_eq!(
        matched.target.as_deref(),
        Some("https://example.org/art#Scarlet")
    );
    assert_eq!(
        matched.justification,
        "https://w3id.org/semapv/vocab/ManualMappingCuration"
    );
    let blue = concepts.concept("kleur", "licht-blauw").unwrap();
    assert_eq!(blue.alignments.first().unwrap().target, None);
}

/// What is said of a scheme in which `from` reads `to`.
fn refusal(from: &str, to: &str) -> String {
    assert!(SCHEME.contains(from), "{from}");
    read(&SCHEME.replace(from, to), ALIGNMENTS, EXTERNAL)
        .unwrap_err()
        .to_string()
}

#[test]
fn what_is_wrong_with_a_scheme_is_said_with_its_place() {
    let cases = [
        (", en: \"Red\"", "", "missing field `en`"),
        ("\"Red\"", "\" \"", "rood: the English label is blank"),
        ("licht-blauw", "rood", "rood: this slug stands here twice"),
        ("licht-blauw", "Licht blauw", "Licht blauw: this is no slug"),
        ("\"Light blue\"", "\"Red\"", "`rood` has the same label"),
        ("Vermiljoen", "Rood", "the other label `Rood`"),
        ("\"label\"", "\"paint\"", "there is no kind `paint`"),
        (
            "\"label\"",
            "\"topic\"",
            "kleur: the scheme of this kind is called `topic`",
        ),
        (
            "definition: { nl: \"Als een",
            "number: 1\n    definition: { nl: \"Als een",
            "only phases have a number",
        ),
        ("other:", "others:", "unknown field `others`"),
    ];
    for (from, to, message) in cases {
        let refusal = refusal(from, to);
        assert!(refusal.starts_with("data/kleur.yaml:"), "{refusal}");
        assert!(refusal.contains(message), "{refusal}");
    }
}

#[test]
fn phases_are_numbered_without_gaps() {
    let phases = SCHEME
        .replace("\"label\"", "\"phase\"")
        .replace("kleur", "phase")
        .replace("    definition", "    number: 2\n    definition");
    let refusal = read(&phases, "prefixes: {}\nalignments: []", EXTERNAL).unwrap_err();
    assert!(refusal.to_string().contains("[2, 2] are not 1 and up"));
}

#[test]
fn two_labels_may_not_share_a_key() {
    let other = SCHEME
        .replace("\"kleur\"", "\"kleur-licht\"")
        .replace("licht-blauw", "blauw");
    let refusal = concepts(
        &[file("kleur.yaml", SCHEME), file("kleur-licht.yaml", &other)],
        &file("alignments.yaml", ALIGNMENTS),
        &file("external.yaml", EXTERNAL),
    )
    .unwrap_err()
    .to_string();
    assert!(refusal.contains("`kleur-licht-blauw`"), "{refusal}");
}

#[test]
fn an_alignment_names_what_is_there_and_contradicts_nothing() {
    let cases = [
        ("kleur/rood", "kleur/paars", "there is no such concept"),
        (
            "art:Scarlet",
            "art:Crimson",
            "is not described in external.yaml",
        ),
        (
            "art:Scarlet",
            "paint:Scarlet",
            "the prefix of `paint:Scarlet`",
        ),
        ("skos:closeMatch", "skos:broader", "is no match of SKOS"),
        ("kleur/licht-blauw", "kleur/rood", "contradicts or repeats"),
        ("sssom:NoTermFound", "art:Blue", "is not described"),
    ];
    for (from, to, message) in cases {
        assert!(ALIGNMENTS.contains(from), "{from}");
        let refusal = read(SCHEME, &ALIGNMENTS.replace(from, to), EXTERNAL)
            .unwrap_err()
            .to_string();
        assert!(refusal.contains(message), "{refusal}");
    }
}

#[test]
fn a_parent_elsewhere_is_described_too() {
    let external = EXTERNAL.replace(
        "        label",
        "        broader: [\"art:Colour\"]\n        label",
    );
    let refusal = read(SCHEME, ALIGNMENTS, &external).unwrap_err();
    assert!(refusal.to_string().contains("is not described"));
}
