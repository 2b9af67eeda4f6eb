//! Files of the graph, and whether they are it.

use crate::program::{Run, program};
use std::path::Path;

const FORMATS: [&str; 6] = ["ttl", "trig", "nt", "nq", "rdf", "jsonld"];

/// A framework of one document, to be quick.
const DOCUMENT: &str = "\
---
id: urn:nl:ak:mtr:owp-90
title: Maak een proefplan
toelichting: Leg vooraf vast wat je beproeft.
vereiste:
- aia-90-bestaat-niet
---

## Maatregel

Maak een proefplan.
";

/// An empty folder beside a source; the program runs in it on that source.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("source")).unwrap();
    std::fs::write(folder.path().join("source/owp-90.md"), DOCUMENT).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    program(arguments.iter().copied())
        .within(folder)
        .with("KADERGRAAF_SOURCE", "source")
}

fn export(folder: &Path, file: &str) {
    run(folder, &["export", "--output", file]).succeeds();
}

fn bytes(folder: &Path, file: &str) -> Vec<u8> {
    std::fs::read(folder.join(file)).unwrap()
}

#[test]
fn neither_place_nor_time_changes_a_byte() {
    let folder = folder();
    for ending in FORMATS {
        let (here, there) = (format!("here.{ending}"), format!("there.{ending}"));
        run(folder.path(), &["export", "--output", &here])
            .with("TZ", "Pacific/Kiritimati")
            .with("LC_ALL", "tr_TR.UTF-8")
            .succeeds();
        run(folder.path(), &["export", "--output", &there])
            .with("TZ", "America/Adak")
            .with("LC_ALL", "C")
            .succeeds();
        assert!(
            bytes(folder.path(), &here) == bytes(folder.path(), &there),
            "{ending}"
        );
    }
}

#[test]
fn every_format_is_the_graph_of_one_manifest() {
    let folder = folder();
    let within = folder.path();
    let fingerprint = run(within, &["export", "--output", "graph.nq", "--fingerprint"]).succeeds();
    run(within, &["export", "--fingerprint"]).writes(&fingerprint);
    let manifest = String::from_utf8(bytes(within, "graph.nq.manifest")).unwrap();
    assert!(manifest.contains(fingerprint.trim()), "{manifest}");
    assert!(manifest.ends_with("  graph.nq\n"), "{manifest}");
    for ending in FORMATS {
        let file = format!("copy.{ending}");
        export(within, &file);
        let answer = run(within, &["verify", &file]).succeeds();
        assert!(answer.contains(" is the "), "{answer}");
    }
    let answer = run(within, &["verify", "copy.nq"]).succeeds();
    assert!(answer.contains("byte for byte"), "{answer}");
}

#[test]
fn a_changed_statement_is_found_and_shown_in_every_format() {
    let folder = folder();
    let within = folder.path();
    run(within, &["export", "--output", "graph.nq", "--fingerprint"]).succeeds();
    for ending in FORMATS {
        let file = format!("changed.{ending}");
        export(within, &file);
        let text = String::from_utf8(bytes(within, &file)).unwrap();
        let changed = text.replacen("Kadergraaf-ontologie", "Kadergraaf-antilogie", 1);
        assert_ne!(changed, text);
        std::fs::write(within.join(&file), changed).unwrap();
        let answer = run(within, &["verify", &file]).answers_no();
        assert!(
            answer.contains("the default graph differs"),
            "{ending}: {answer}"
        );
        let shown = |sign: &str, word: &str| {
            answer
                .lines()
                .any(|line| line.starts_with(sign) && line.contains(word))
        };
        assert!(
            shown("- ", "\"Kadergraaf-ontologie\"@nl"),
            "{ending}: {answer}"
        );
        assert!(
            shown("+ ", "\"Kadergraaf-antilogie\"@nl"),
            "{ending}: {answer}"
        );
    }
}

#[test]
fn what_cannot_be_verified_is_wrong_use() {
    let folder = folder();
    let within = folder.path();
    export(within, "graph.nt");
    let verify = |arguments: &[&str], says: &str| {
        run(within, &[&["verify"], arguments].concat()).refuses_wrong_use(says);
    };
    verify(&["graph.nt"], "no manifest beside graph.nt");
    verify(&["graph.nt", "--manifest", "graph.nt"], "it is no manifest");
    verify(&["graph.nt", "--manifest", "absent"], "absent");
    verify(&["graph.docx"], "ending");
    run(within, &["export", "--output", "graph.nq", "--fingerprint"]).succeeds();
    std::fs::write(within.join("broken.ttl"), "<urn:a:b> a <urn:a:b> ;;; \"").unwrap();
    verify(&["broken.ttl"], "broken.ttl");
    std::fs::write(within.join("blank.ttl"), "[] a <urn:a:b> .").unwrap();
    let answer = run(within, &["verify", "blank.ttl"]).answers_no();
    assert!(answer.contains("blank node"), "{answer}");
}

#[test]
fn tables_are_a_workbook_or_a_file_each() {
    let folder = folder();
    let within = folder.path();
    export(within, "kader.xlsx");
    assert!(bytes(within, "kader.xlsx").starts_with(b"PK"));
    let table = run(
        within,
        &["export", "--format", "csv", "--table", "maatregelen"],
    )
    .succeeds();
    let (headings, rows) = table.split_once("\r\n").unwrap();
    assert!(headings.starts_with("Code,Titel,"), "{headings}");
    assert!(rows.contains(",urn:nl:ak:mtr:"), "{rows}");
    std::fs::create_dir(within.join("tables")).unwrap();
    run(within, &["export", "--format", "csv", "--output", "tables"]).succeeds();
    assert_eq!(bytes(within, "tables/maatregelen.csv"), table.into_bytes());
    assert!(within.join("tables/bevindingen.csv").exists());
    for (arguments, says) in [
        (vec!["export", "--format", "csv"], "--table"),
        (
            vec!["export", "--format", "csv", "--table", "x"],
            "maatregelen",
        ),
        (vec!["export", "--table", "maatregelen"], "--format csv"),
        (
            vec!["export", "--format", "xlsx", "--fingerprint"],
            "not of tables",
        ),
    ] {
        program(arguments).refuses_wrong_use(says);
    }
}

#[test]
fn a_publisher_has_a_base_of_its_own() {
    let folder = folder();
    let base = "https://data.example.nl/kader/";
    for ending in FORMATS {
        let file = format!("own.{ending}");
        run(
            folder.path(),
            &["export", "--id-base", base, "--output", &file],
        )
        .succeeds();
        let text = String::from_utf8(bytes(folder.path(), &file)).unwrap();
        assert!(text.contains(&format!("{base}id/")), "{ending}");
        assert!(!text.contains("w3id.org/kadergraaf/id/"), "{ending}");
        assert!(text.contains("w3id.org/kadergraaf/def#"), "{ending}");
    }
    let question = ["query", "--name", "measures-of-phase", "--param"];
    let answer = program(
        question
            .into_iter()
            .chain(["phase=ontwerp", "--format", "tsv"]),
    )
    .with("KADERGRAAF_ID_BASE", base)
    .succeeds();
    assert!(answer.lines().count() > 20, "{answer}");
    run(
        folder.path(),
        &["export", "--id-base", "https://a.nl/kader"],
    )
    .refuses_wrong_use("ends in /");
}
