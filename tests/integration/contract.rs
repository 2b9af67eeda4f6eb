//! The contract of the graph: `check --graph`, and that every rule has a case that breaks it.
//!
//! All cases, and that pySHACL says the same, are for `tests/shapes/check.py`.

use crate::program::{fixture, program};
use kadergraaf::contract::{Contract, Severity};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::GraphNameRef;
use oxigraph::store::Store;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is done to `good.ttl`, and what it must break.
struct Case {
    shape: String,
    components: Vec<String>,
    steps: Vec<String>,
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(fixture("shapes/cases.txt")).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("= ") {
            let mut words = head.split(' ').map(str::to_owned);
            cases.push(Case {
                shape: words.next().unwrap(),
                components: words.collect(),
                steps: Vec::new(),
            });
        } else if !line.starts_with('#') && !line.is_empty() {
            cases.last_mut().unwrap().steps.push(line.to_owned());
        }
    }
    cases
}

/// The good graph after a case's steps, as N-Triples in a file.
fn write_case(case: &Case, to: &Path) {
    let good = fs::read_to_string(fixture("shapes/good.ttl")).unwrap();
    let prefixes: Vec<String> = good
        .lines()
        .filter_map(|line| line.strip_prefix("@prefix ")?.strip_suffix(" ."))
        .map(|line| format!("PREFIX {line}"))
        .collect();
    let prefixes = prefixes.join("\n");
    let store = Store::new().unwrap();
    store
        .load_from_slice(RdfFormat::Turtle, good.as_bytes())
        .unwrap();
    for step in &case.steps {
        let (verb, rest) = step.split_once(' ').unwrap();
        let updates = match verb {
            "-" if rest.contains('?') => vec![format!("DELETE WHERE {{ {rest} }}")],
            "-" => vec![format!("DELETE DATA {{ {rest} }}")],
            "+" => vec![format!("INSERT DATA {{ {rest} }}")],
            "rename" | "copy" => {
                let (one, other) = rest.split_once(' ').unwrap();
                let mut updates = vec![format!(
                    "INSERT {{ {other} ?p ?o }} WHERE {{ {one} ?p ?o }}"
                )];
                if verb == "rename" {
                    updates.push(format!("DELETE WHERE {{ {one} ?p ?o }}"));
                    updates.push(format!(
                        "DELETE {{ ?s ?p {one} }} INSERT {{ ?s ?p {other} }} WHERE {{ ?s ?p {one} }}"
                    ));
                }
                updates
            }
            _ => panic!("no such step: {step}"),
        };
        for update in updates {
            store.update(&format!("{prefixes}\n{update}")).unwrap();
        }
    }
    let mut file = fs::File::create(to).unwrap();
    store
        .dump_graph_to_writer(
            GraphNameRef::DefaultGraph,
            RdfSerializer::from_format(RdfFormat::NTriples),
            &mut file,
        )
        .unwrap();
}

fn findings(report: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(report).unwrap();
    report["findings"].as_array().unwrap().clone()
}

fn local(iri: &str) -> String {
    iri.rsplit('#').next().unwrap().to_owned()
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let contract = Contract::embedded().unwrap();
    let rules: BTreeSet<(String, String)> = contract
        .rules()
        .iter()
        .map(|rule| {
            let component = rule.component.strip_suffix("ConstraintComponent").unwrap();
            (local(&rule.shape), component.to_owned())
        })
        .collect();
    let covered: BTreeSet<(String, String)> = cases()
        .into_iter()
        .flat_map(|case| {
            let Case {
                shape, components, ..
            } = case;
            components
                .into_iter()
                .map(move |component| (shape.clone(), component))
        })
        .collect();
    assert_eq!(rules, covered);
}

#[test]
fn a_case_breaks_its_shape_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.nt");
    let contract = Contract::embedded().unwrap();
    // One in sixteen; tests/shapes/check.py takes them all.
    for case in cases().iter().step_by(16) {
        write_case(case, &path);
        let report = program(["check", "--quiet", "--format", "json", "--deny", "warnings"]);
        let report = report.and(["--graph", path.to_str().unwrap()]).answers_no();
        let broken: BTreeSet<(String, String)> = findings(&report)
            .iter()
            .map(|finding| {
                let shape = local(finding["rule"].as_str().unwrap());
                (shape, finding["code"].as_str().unwrap().to_owned())
            })
            .collect();
        let wanted: BTreeSet<(String, String)> = contract
            .rules()
            .iter()
            .filter(|rule| local(&rule.shape) == case.shape)
            .filter(|rule| {
                let component = rule.component.strip_suffix("ConstraintComponent").unwrap();
                case.components.iter().any(|name| name == component)
            })
            .map(|rule| (case.shape.clone(), rule.code.as_str().to_owned()))
            .collect();
        assert_eq!(broken, wanted, "{:?}", case.steps);
    }
}

#[test]
fn a_rule_says_in_both_languages_what_must_be() {
    let contract = Contract::embedded().unwrap();
    for rule in contract.rules() {
        assert!(!rule.message.nl.is_empty() && !rule.message.en.is_empty());
        assert!(!rule.expected.nl.is_empty() && !rule.expected.en.is_empty());
        assert_ne!(rule.message.nl, rule.message.en, "{}", rule.shape);
        let recommended = rule.code.as_str() == "graph-recommended";
        assert_eq!(rule.severity == Severity::Warning, recommended);
    }
}

#[test]
fn a_finding_names_node_path_value_and_line_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = folder.path().join("own.ttl");
    fs::write(
        &turtle,
        "@prefix kader: <https://w3id.org/kadergraaf/def#> .\n\
         @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n\
         <urn:x:file> a kader:SourceFile ;\n    rdfs:label \"a\"@nl, \"b\"@nl ;\n    \
         kader:sha256 \"xyz\" .\n",
    )
    .unwrap();
    let check = |path: &Path| {
        let arguments = ["check", "--quiet", "--format", "json", "--graph"];
        program(arguments.into_iter().chain(path.to_str())).answers_no()
    };
    let found: Vec<(String, u64, String, String)> = findings(&check(&turtle))
        .iter()
        .map(|finding| {
            assert_eq!(finding["concerns"], "urn:x:file");
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let line = finding["line"].as_u64().unwrap();
            (text("code"), line, local(&text("key")), text("value"))
        })
        .collect();
    let wanted = |code: &str, line, key: &str, value: &str| {
        (code.to_owned(), line, key.to_owned(), value.to_owned())
    };
    assert_eq!(
        found,
        [
            wanted("graph-pattern", 4, "", "<urn:x:file>"),
            wanted("graph-value", 4, "type", ""),
            wanted("graph-unique-language", 5, "label", ""),
            wanted("graph-pattern", 6, "sha256", "\"xyz\""),
        ],
        "by line, node and shape"
    );
    // The same in the other five formats.
    let graph = Store::new().unwrap();
    graph
        .load_from_slice(RdfFormat::Turtle, &*fs::read(&turtle).unwrap())
        .unwrap();
    for extension in ["nt", "nq", "trig", "rdf", "jsonld"] {
        let path = folder.path().join(format!("own.{extension}"));
        let format = RdfFormat::from_extension(extension).unwrap();
        let mut file = fs::File::create(&path).unwrap();
        let serializer = RdfSerializer::from_format(format);
        graph
            .dump_graph_to_writer(GraphNameRef::DefaultGraph, serializer, &mut file)
            .unwrap();
        let codes: BTreeSet<String> = findings(&check(&path))
            .iter()
            .map(|finding| finding["code"].as_str().unwrap().to_owned())
            .collect();
        let wanted: BTreeSet<String> = found.iter().map(|(code, ..)| code.clone()).collect();
        assert_eq!(codes, wanted, "{extension}");
    }
}

#[test]
fn graphs_are_checked_each_on_its_own_and_files_together() {
    let folder = tempfile::tempdir().unwrap();
    let label = "<http://www.w3.org/2000/01/rdf-schema#label>";
    let kind =
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/kadergraaf/def#Not>";
    let operand = "<https://w3id.org/kadergraaf/def#operand>";
    let node = "<urn:x#exception-1.1>";
    let whole = format!(
        "{node} {kind} G .\n{node} {label} \"a\"@nl G .\n{node} {operand} <urn:x#exception-1.2> G .\n<urn:x#exception-1.2> {kind} G .\n<urn:x#exception-1.2> {label} \"b\"@nl G .\n<urn:x#exception-1.2> {operand} {node} G .\n"
    );
    let one = folder.path().join("one.nq");
    // Each graph is whole; merged, the labels would be two in one language.
    fs::write(
        &one,
        whole.replace('G', "<urn:g:1>")
            + &whole.replace('G', "<urn:g:2>").replace("\"a\"", "\"c\""),
    )
    .unwrap();
    program(["check", "--graph", one.to_str().unwrap()]).succeeds();
    // Without its label in one graph, that graph is named.
    let (graph, file) = (folder.path().join("two.nq"), folder.path().join("three.nt"));
    let lines: Vec<&str> = whole
        .lines()
        .filter(|line| !line.contains("\"a\""))
        .collect();
    fs::write(&graph, lines.join("\n").replace('G', "<urn:g:2>")).unwrap();
    let report = program(["check", "--quiet", "--graph", graph.to_str().unwrap()]).answers_no();
    assert!(
        report.contains("urn:g:2") && report.contains("graph-too-few"),
        "{report}"
    );
    // What one file lacks another may have.
    fs::write(&graph, lines.join("\n").replace('G', "")).unwrap();
    fs::write(&file, format!("{node} {label} \"a\"@nl .\n")).unwrap();
    let files = [
        "--graph",
        graph.to_str().unwrap(),
        "--graph",
        file.to_str().unwrap(),
    ];
    program(["check"].into_iter().chain(files)).succeeds();
}

#[test]
fn what_is_no_graph_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    fs::create_dir(folder.path().join("folder.ttl")).unwrap();
    let missing = folder.path().join("missing.ttl");
    let directory = folder.path().join("folder.ttl");
    for (file, says) in [
        (path("notes.docx", b""), "ending"),
        (
            path("wrong.ttl", b"<urn:a> <urn:b>\n  <urn:c .\n"),
            "wrong.ttl:2",
        ),
        (
            path("bytes.nt", b"<urn:a> <urn:b> \"\xff\xfe\" .\n"),
            "bytes.nt:1",
        ),
        (path("open.rdf", b"<rdf:RDF>\n<a>\n"), "open.rdf"),
        (path("list.jsonld", b"[{\n\"@id\": "), "list.jsonld"),
        (path("null.nq", b"\0\0\0"), "null.nq:1"),
        (
            path(
                "remote.jsonld",
                b"{\"@context\": \"http://127.0.0.1:9/c\", \"a\": 1}",
            ),
            "remote.jsonld",
        ),
        (missing.to_str().unwrap().to_owned(), "missing.ttl"),
        (directory.to_str().unwrap().to_owned(), "folder"),
    ] {
        program(["check", "--graph", &file]).refuses_wrong_use(says);
    }
    let good = fixture("shapes/good.ttl");
    program(["check", "--graph", &good, "--source", "."]).refuses_wrong_use("--source");
    program(["check", "--graph", &good, "."]).refuses_wrong_use("--graph");
}

#[test]
fn what_the_program_exports_keeps_to_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kader.trig");
    let path = path.to_str().unwrap();
    let source = fixture("kader");
    program(["export", "--source", &source, "--output", path]).succeeds();
    let report = program(["check", "--format", "json", "--graph", path]).succeeds();
    let found = findings(&report);
    assert!(!found.is_empty(), "the fixture lacks what is recommended");
    for finding in found {
        assert_eq!(finding["code"], "graph-recommended", "{finding}");
    }
}
