//! `kadergraaf query`: own data, formats, and the library.

use crate::program::{Run, fixture, program};
use std::fmt::Write;

fn ask(query: &str) -> Run {
    let data = fixture("kader.ttl");
    program(["query", "--data", &data, "--format", "csv", query])
}

/// A question of the library over the fixture; the answer without its last column, the address.
fn question(name: &str, parameters: &[&str]) -> Vec<String> {
    let data = fixture("kader.ttl");
    let mut arguments = vec!["query", "--data", &data, "--format", "csv", "--name", name];
    for parameter in parameters {
        arguments.extend(["--param", parameter]);
    }
    program(arguments)
        .succeeds()
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn data_alone_means_only_that_data() {
    ask("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/kadergraaf/def#Requirement> }")
        .writes("n\r\n2\r\n");
}

#[test]
fn literals_come_back_as_they_were_written() {
    ask("SELECT ?x { VALUES ?x { 3.10 \"2024-08-01T00:00:00+00:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime> } }")
        .writes("x\r\n3.10\r\n2024-08-01T00:00:00+00:00\r\n");
}

#[test]
fn relative_graphs_are_the_documents_beside_the_base() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.ttl"), "<#x> <urn:p> _:b .").unwrap();
    std::fs::write(folder.path().join("b.ttl"), "<#x> <urn:p> _:b .").unwrap();
    std::fs::write(folder.path().join("empty.ttl"), "").unwrap();
    let run = |rest: &[&str]| {
        let mut arguments = vec!["query", "--format", "csv", "--base", "http://h.org/q.rq"];
        arguments.extend(rest);
        program(arguments).within(folder.path())
    };
    run(&[
        "--data",
        "a.ttl",
        "--data",
        "b.ttl",
        "SELECT ?s FROM <a.ttl> { ?s ?p ?o }",
    ])
    .writes("s\r\nhttp://h.org/a.ttl#x\r\n");
    run(&[
        "--named-graph",
        "a.ttl",
        "a.ttl",
        "--named-graph",
        "urn:e",
        "empty.ttl",
        "SELECT ?g { GRAPH ?g {} } ORDER BY ?g",
    ])
    .writes("g\r\nhttp://h.org/a.ttl\r\nurn:e\r\n");
    run(&[
        "--data",
        "a.ttl",
        "--data",
        "b.ttl",
        "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    ])
    .writes("n\r\n2\r\n");
}

#[test]
fn a_graph_comes_with_the_prefixes_of_the_query() {
    let query = "PREFIX x: <urn:x:> CONSTRUCT { x:a x:b \"c\\rd\" } {}";
    program(["query", "--data", &fixture("kader.ttl"), query])
        .writes("@prefix x: <urn:x:> .\nx:a x:b \"c\\rd\" .\n");
    let xml = program([
        "query",
        "--data",
        &fixture("kader.ttl"),
        "--format",
        "rdfxml",
        query,
    ]);
    assert!(xml.succeeds().contains("c&#13;d"));
}

#[test]
fn rows_for_people_are_a_table() {
    let data = fixture("kader.ttl");
    program([
        "query",
        "--data",
        &data,
        "SELECT ?s ?o { ?s <http://purl.org/dc/terms/identifier> ?o }",
    ])
    .writes("s                 o\n────────────────  ────\nid:norm/ARK/3.10  3.10\n");
    program(["query", "--data", &data, "ASK {}"]).writes("true\n");
}

#[test]
fn question_1_which_requirements_apply() {
    let apply = |labels: &str| -> Vec<String> {
        question("requirements-for-profile", &[&format!("label={labels}")])
            .iter()
            .map(|row| row.split(',').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        apply("soort-toepassing/ai-systeem risicogroep/verboden-ai rol-ai-act/aanbieder"),
        ["aia-90", "avg-91"]
    );
    // What is not said excludes nothing.
    assert_eq!(apply("soort-toepassing/ai-systeem"), ["aia-90", "avg-91"]);
    // Another risk group, another party, another kind.
    assert_eq!(apply("risicogroep/geen-hoog-risico-ai-systeem"), ["avg-91"]);
    assert_eq!(apply("rol-ai-act/gebruiksverantwoordelijke"), ["avg-91"]);
    // The exception: both of its groups are met.
    assert_eq!(
        apply("soort-toepassing/ai-systeem open-source/open-source"),
        ["avg-91"]
    );
    assert_eq!(apply("open-source/open-source"), ["aia-90", "avg-91"]);
}

#[test]
fn question_4_what_to_do_in_a_phase() {
    assert_eq!(
        question("measures-of-phase", &["phase=ontwerp", "role=jurist"]),
        [
            "owp-90,Maak een proefplan,aia-90,\"Artikel 9, lid 6, AI-verordening\",urn:nl:ak:mtr:owp-90,urn:nl:ak:ver:aia-90,http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj"
        ]
    );
    assert_eq!(
        question("measures-of-phase", &["phase=ontwerp"]),
        [
            "dat-91,Ruim oude gegevens op,,,urn:nl:ak:mtr:dat-91,,",
            "owp-90,Maak een proefplan,aia-90,\"Artikel 9, lid 6, AI-verordening\",urn:nl:ak:mtr:owp-90,urn:nl:ak:ver:aia-90,http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj"
        ]
    );
    assert!(question("measures-of-phase", &["phase=uitfaseren"]).is_empty());
}

#[test]
fn question_5_what_stands_alone() {
    assert_eq!(
        question("orphans", &[]),
        [
            "https://w3id.org/kadergraaf/def#Requirement,avg-91,Gegevens worden niet langer bewaard dan nodig,urn:nl:ak:ver:avg-91",
            "https://w3id.org/kadergraaf/def#Measure,dat-91,Ruim oude gegevens op,urn:nl:ak:mtr:dat-91"
        ]
    );
}

#[test]
fn question_6_behind_an_audit_norm() {
    assert_eq!(
        question("audit-norm", &["norm=ARK/3.10"]),
        [
            "owp-90,Maak een proefplan,aia-90,Systemen zijn beproefd,http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj,\"Artikel 9, lid 6, AI-verordening\",urn:nl:ak:mtr:owp-90,urn:nl:ak:ver:aia-90"
        ]
    );
}

#[test]
fn question_8_duties_of_a_bearer() {
    let certainty = "https://w3id.org/kadergraaf/def#";
    assert_eq!(
        question("duties-of-bearer", &["bearer=aanbieder"]),
        [
            format!("aia-90,Systemen zijn beproefd,{certainty}Established,1,urn:nl:ak:ver:aia-90"),
            format!(
                "avg-91,Gegevens worden niet langer bewaard dan nodig,{certainty}Likely,0,urn:nl:ak:ver:avg-91"
            )
        ]
    );
}

#[test]
fn question_10_labels_without_a_counterpart() {
    assert_eq!(
        question("labels-without-match", &[]),
        [
            "Open source,Open source,https://w3id.org/kadergraaf/id/label/open-source/open-source,https://w3id.org/kadergraaf/id/scheme/open-source",
            "Soort toepassing,AI-model,https://w3id.org/kadergraaf/id/label/soort-toepassing/ai-model,https://w3id.org/kadergraaf/id/scheme/soort-toepassing"
        ]
    );
}

#[test]
fn question_11_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let release = |name: &str, measures: &[(&str, &str)]| {
        let mut text = String::from("@prefix dct: <http://purl.org/dc/terms/> .\n");
        for (code, title) in measures {
            writeln!(
                text,
                "<urn:nl:ak:mtr:{code}> a <https://w3id.org/kadergraaf/def#Measure> ; dct:title \"{title}\"@nl ."
            )
            .unwrap();
        }
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    release(
        "1.ttl",
        &[("a-1", "Eerst"), ("a-2", "Oud"), ("a-3", "Zelfde")],
    );
    release(
        "2.ttl",
        &[("a-1", "Nu"), ("a-3", "Zelfde"), ("a-4", "Nieuw")],
    );
    let graph = |version: &str| format!("https://w3id.org/kadergraaf/id/release/{version}");
    program([
        "query",
        "--format",
        "csv",
        "--named-graph",
        &graph("1.0"),
        "1.ttl",
        "--named-graph",
        &graph("2.0"),
        "2.ttl",
        "--name",
        "changes-between-releases",
        "--param",
        "old=1.0",
        "--param",
        "new=2.0",
    ])
    .within(folder.path())
    .writes(
        "change,thing,oldTitle,newTitle\r\nadded,urn:nl:ak:mtr:a-4,,Nieuw\r\n\
         removed,urn:nl:ak:mtr:a-2,Oud,\r\nrenamed,urn:nl:ak:mtr:a-1,Eerst,Nu\r\n",
    );
}
