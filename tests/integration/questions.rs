//! The questions of the library: the rows that they must give on the small framework of
//! `tests/fixtures/kader`, and on `tests/fixtures/questions.trig` for what that does not show.

use crate::program::{fixture, program};
use std::collections::BTreeSet;

/// The rows of a question, these columns of them, their cells joined by ` | `.
#[track_caller]
fn asked(from: [&str; 2], name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    let mut arguments = vec![
        "query", "--quiet", from[0], from[1], "--name", name, "--format", "csv",
    ];
    for parameter in parameters {
        arguments.extend(["--param", parameter]);
    }
    let answer = program(arguments).succeeds();
    let mut reader = csv::Reader::from_reader(answer.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let places: Vec<usize> = columns
        .iter()
        .map(|column| heads.iter().position(|head| head == *column).unwrap())
        .collect();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cells: Vec<&str> = places.iter().map(|place| &row[*place]).collect();
            cells.join(" | ")
        })
        .collect()
}

#[track_caller]
fn rows(name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    asked(["--source", &fixture("kader")], name, parameters, columns)
}

#[track_caller]
fn other_rows(name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    asked(
        ["--data", &fixture("questions.trig")],
        name,
        parameters,
        columns,
    )
}

#[test]
fn every_question_has_its_rows_here() {
    let here: String = include_str!("questions.rs").split_whitespace().collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.strip_suffix(".rq").unwrap().to_owned();
        let asked = here.contains(&format!("rows(\"{name}\""));
        assert!(asked, "no test has rows of {name}");
        count += 1;
    }
    assert!(count > 20);
}

const ARTICLE_9: &str = "provision=http://data.europa.eu/eli/reg/2024/1689/art_9/oj";
const REQUIREMENT: &str = "requirement=aia-80";

#[test]
fn what_follows_from_a_provision() {
    assert_eq!(
        rows(
            "provision-to-measures",
            &[ARTICLE_9],
            &[
                "provisionLabel",
                "requirementCode",
                "measures",
                "instruments",
                "measureList"
            ]
        ),
        ["Artikel 9, lid 6, AI-verordening | aia-80 | owp-80 | Wijzer | urn:nl:ak:mtr:owp-80"]
    );
}

#[test]
fn for_people_columns_have_titles_and_things_have_names() {
    let table = |language: &str| {
        let language = format!("language={language}");
        let kader = fixture("kader");
        program([
            "query", "--quiet", "--source", &kader, "--name", "orphans", "--param", &language,
        ])
        .succeeds()
    };
    let dutch = table("nl");
    let head: Vec<&str> = dutch.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["Soort", "Code", "Titel"], "{dutch}");
    assert!(
        dutch.contains("Vereiste") && !dutch.contains("kader:"),
        "{dutch}"
    );
    let english = table("en");
    assert!(english.starts_with("Kind"), "{english}");
    assert!(english.contains("Requirement"), "{english}");
}

#[test]
fn labels_come_in_the_readers_language() {
    assert_eq!(
        rows(
            "provision-to-measures",
            &[ARTICLE_9, "language=en"],
            &["provisionLabel", "instruments"]
        ),
        ["Article 9(6) AI Act | Guide"]
    );
    // Where there is no text in that language, the one that there is.
    assert_eq!(
        other_rows(
            "same-basis",
            &["requirement=a-1", "language=en"],
            &["code", "title", "articles"]
        ),
        ["a-2 | Tweede | Article 1", "a-3 | Third | Article 1"]
    );
}

#[test]
fn which_requirements_rest_on_amended_law() {
    let rows = rows(
        "amended-provisions",
        &[],
        &[
            "requirementCode",
            "provisionLabel",
            "date",
            "condition",
            "amendedBy",
            "source",
        ],
    );
    assert_eq!(rows.len(), 2, "{rows:#?}");
    for (row, date, annex) in [
        (&rows[0], "2027-12-02", "bijlage III"),
        (&rows[1], "2028-08-02", "bijlage I als"),
    ] {
        assert!(
            row.starts_with(&format!("aia-80 | Artikel 10, AI-verordening | {date} | ")),
            "{row}"
        );
        assert!(row.contains(annex), "{row}");
        assert!(row.contains("| Artikel 1, punt 9, onder a, "), "{row}");
        assert!(row.contains("https://eur-lex.europa.eu/"), "{row}");
    }
}

#[test]
fn where_text_and_link_disagree() {
    assert_eq!(
        rows(
            "citation-conflicts",
            &[],
            &["file", "line", "text", "targets", "link", "document"]
        ),
        [
            "docs/voldoen-aan-wetten-en-regels/vereisten/aia-80-toets.md | 65 | Artikel 10 AI-verordening | Artikel 10, AI-verordening | https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#art_9 | urn:nl:ak:ver:aia-80"
        ]
    );
}

#[test]
fn articles_and_acts_by_the_number_of_requirements() {
    assert_eq!(
        rows(
            "articles-by-requirements",
            &["act=http://data.europa.eu/eli/reg/2024/1689/oj"],
            &["number", "heading", "requirements", "codes"]
        ),
        [
            "10 | Data en datagovernance | 1 | aia-80",
            "9 | Systeem voor risicobeheer | 1 | aia-80"
        ]
    );
    assert_eq!(
        rows(
            "acts-by-requirements",
            &[],
            &["actLabel", "requirements", "provisions"]
        ),
        ["AI-verordening | 1 | 2"]
    );
    // An act as a whole counts too.
    assert_eq!(
        other_rows(
            "acts-by-requirements",
            &[],
            &["act", "requirements", "provisions"]
        ),
        ["urn:law | 4 | 5"]
    );
}

#[test]
fn where_a_provision_is_cited() {
    let rows = rows(
        "cited-where",
        &[ARTICLE_9],
        &["document", "quoted", "section", "line", "text"],
    );
    assert_eq!(
        rows[0],
        "urn:nl:ak:ver:aia-80 | artikel 9, zesde lid, AI-verordening |  | 5 | Beproef het systeem (zie artikel 9, zesde lid, AI-verordening)."
    );
    assert!(
        rows[1]
            .starts_with("urn:nl:ak:ver:aia-80 | Artikel 9 lid 6 AI-verordening | Bronnen | 64 | ")
    );
    assert_eq!(rows.len(), 2);
}

#[test]
fn to_whom_requirements_apply() {
    let columns = ["code", "certainty", "requirement"];
    let codes = |labels: &[&str]| -> Vec<String> {
        let parameters: Vec<String> = labels.iter().map(|l| format!("label={l}")).collect();
        let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
        let rows = rows("requirements-for-profile", &parameters, &columns);
        rows.into_iter()
            .filter(|row| row.starts_with("aia"))
            .collect()
    };
    let applies = ["aia-80 | https://w3id.org/kadergraaf/def#Established | urn:nl:ak:ver:aia-80"];
    assert_eq!(codes(&["soort-toepassing/ai-systeem"]), applies);
    // One of the labels of a group is enough.
    assert_eq!(
        codes(&["rol-ai-act/importeur rol-ai-act/gebruiksverantwoordelijke"]),
        applies
    );
    // A group that is answered otherwise.
    assert!(codes(&["risicogroep/verboden-ai"]).is_empty());
    // An exception that holds entirely, and one of which a group does not.
    assert!(
        codes(&[
            "soort-toepassing/ai-systeem open-source/open-source open-source/geen-open-source"
        ])
        .is_empty()
    );
    assert_eq!(codes(&["open-source/geen-open-source"]), applies);
    assert_eq!(
        rows(
            "measures-for-profile",
            &["label=soort-toepassing/ai-systeem", "role=jurist"],
            &["code", "requirements", "codes"]
        ),
        ["owp-80 | 1 | aia-80"]
    );
    assert!(
        rows(
            "measures-for-profile",
            &["label=soort-toepassing/ai-systeem", "phase=ontwikkelen"],
            &["code"]
        )
        .is_empty()
    );
    let parts = rows(
        "requirement-applies-to",
        &[REQUIREMENT],
        &["part", "groupLabel", "labels"],
    );
    assert_eq!(
        parts[1..3],
        [
            "urn:nl:ak:ver:aia-80#profile | risicogroep | Hoog-risico-AI-systeem",
            "urn:nl:ak:ver:aia-80#profile | rol in de AI-verordening | Aanbieder; Gebruiksverantwoordelijke"
        ]
    );
    assert_eq!(
        parts[7],
        "urn:nl:ak:ver:aia-80#exception-1 | soort toepassing | AI-model voor algemene doeleinden; AI-systeem"
    );
    assert_eq!(parts.len(), 11);
}

#[test]
fn what_a_party_must_do() {
    let columns = ["code", "measures"];
    for (bearer, wanted) in [
        ("bearer=aanbieder", vec!["aia-80 | 1"]),
        ("bearer=gebruiksverantwoordelijke", vec!["aia-80 | 1"]),
    ] {
        assert_eq!(rows("duties-of-bearer", &[bearer], &columns), wanted);
    }
}

#[test]
fn measures_by_phase_role_and_reach() {
    let both = "Artikel 10, AI-verordening; Artikel 9, lid 6, AI-verordening";
    let columns = ["code", "requirements", "basis"];
    let whole = format!("owp-80 | aia-80 | {both}");
    assert_eq!(
        rows("measures-of-phase", &["phase=ontwerp"], &columns),
        [&*whole]
    );
    assert_eq!(
        rows(
            "measures-of-phase",
            &["phase=ontwerp", "role=jurist"],
            &columns
        ),
        [&*whole]
    );
    // By what pages call them, and by the titles of their own documents.
    for named in [
        ["phase=Ontwerp", "role=Jurist"],
        ["phase=Fase 2, ontwerp", "role=Juristen"],
    ] {
        assert_eq!(rows("measures-of-phase", &named, &columns), [&*whole]);
    }
    assert!(rows("measures-of-phase", &["phase=ontwikkelen"], &columns).is_empty());
    // A requirement without a basis once left the list of the whole measure empty.
    assert_eq!(
        other_rows(
            "measures-of-phase",
            &["phase=ontwerp"],
            &["code", "requirements", "basis", "basisList"]
        ),
        ["m-1 | a-1, a-5 | Artikel 1, lid 1; Artikel 2 | urn:law#art_1-par_1 urn:law#art_2"]
    );
    assert_eq!(
        rows(
            "work-by-phase-and-role",
            &[],
            &["phaseLabel", "roleLabel", "measures"]
        ),
        ["Ontwerp | Jurist | 1"]
    );
    assert_eq!(
        rows("measures-by-reach", &[], &["code", "requirements"]),
        ["owp-80 | 1"]
    );
    assert_eq!(
        rows(
            "requirement-measures",
            &[REQUIREMENT],
            &["code", "phases", "roles", "instruments"]
        ),
        ["owp-80 | Ontwerp | Jurist | Wijzer"]
    );
    assert_eq!(
        rows("measure-basis", &["measure=owp-80"], &["code", "basis"]),
        [format!("aia-80 | {both}")]
    );
}

#[test]
fn what_stands_alone_and_what_belongs_together() {
    assert_eq!(
        rows("orphans", &[], &["code", "title", "thing"]),
        [
            " | Tweede titel | https://w3id.org/kadergraaf/id/requirement/awb-81-dubbel",
            " | Zonder id | https://w3id.org/kadergraaf/id/requirement/zonder-id",
            "awb-80 | Artificiële namen worden gelezen | urn:nl:ak:ver:awb-80"
        ]
    );
    assert_eq!(
        rows("instrument-use", &["instrument=Wijzer"], &["kind", "code"]),
        [
            "https://w3id.org/kadergraaf/def#Requirement | aia-80",
            "https://w3id.org/kadergraaf/def#Measure | owp-80"
        ]
    );
    assert_eq!(
        rows(
            "topic-overview",
            &["topic=data"],
            &["code", "title", "phases"]
        ),
        [
            " | Tweede titel | Ontwerp",
            "aia-80 | Een toetssysteem wordt vóór gebruik beproefd | Ontwerp",
            "awb-80 | Artificiële namen worden gelezen | Ontwerp",
            "owp-80 | Maak een plan | Ontwerp",
            " | Wijzer | Ontwerp"
        ]
    );
}

#[test]
fn what_auditors_ask() {
    assert_eq!(
        rows(
            "audit-norm",
            &["norm=ARK/3.10"],
            &["measureCode", "requirementCode", "provisionLabel"]
        ),
        [
            "owp-80 | aia-80 | Artikel 10, AI-verordening",
            "owp-80 | aia-80 | Artikel 9, lid 6, AI-verordening"
        ]
    );
    assert_eq!(
        rows(
            "norms-by-measures",
            &[],
            &["normLabel", "description", "measures"]
        ),
        [
            "ADR SV.4 | Er is een plan. | 1",
            "ARK 3.10 | Er is een besluit. | 1"
        ]
    );
    assert_eq!(
        other_rows("measures-without-norm", &[], &["code", "requirements"]),
        ["m-2 | 0"]
    );
    assert_eq!(
        other_rows("norm-links-in-doubt", &[], &["normLabel", "code", "source"]),
        ["ADR 2 | m-1 | https://w3id.org/kadergraaf/def#NormTable"]
    );
}

#[test]
fn the_basis_of_a_requirement_and_its_dates() {
    assert_eq!(
        rows(
            "requirement-basis",
            &[REQUIREMENT],
            &["provisionLabel", "heading", "actLabel", "date"]
        ),
        [
            "Artikel 10, AI-verordening | Data en datagovernance | AI-verordening | 2027-12-02",
            "Artikel 10, AI-verordening | Data en datagovernance | AI-verordening | 2028-08-02",
            "Artikel 9, lid 6, AI-verordening | Systeem voor risicobeheer | AI-verordening | 2027-12-02",
            "Artikel 9, lid 6, AI-verordening | Systeem voor risicobeheer | AI-verordening | 2028-08-02"
        ]
    );
    assert_eq!(
        rows(
            "applies-from",
            &["from=2028-01-01"],
            &["date", "provisionLabel", "codes"]
        ),
        [
            "2028-08-02 | Artikel 10, AI-verordening | aia-80",
            "2028-08-02 | Artikel 9, lid 6, AI-verordening | aia-80",
        ]
    );
}

#[test]
fn what_people_who_work_with_the_data_ask() {
    let labels = rows(
        "labels-in-use",
        &[],
        &["group", "value", "requirements", "exceptions"],
    );
    assert_eq!(labels.len(), 21);
    assert_eq!(labels[12], "Soort toepassing | AI-systeem | 1 | 1");
    assert_eq!(labels[0], "Open source | Geen open source | 1 | 0");
    let unmatched = rows("labels-without-match", &[], &["group", "value"]);
    assert_eq!(unmatched.len(), 9);
    assert_eq!(unmatched[0], "Open source | Geen open source");
    let aligned = rows(
        "alignments",
        &[],
        &["conceptLabel", "relation", "counterpart", "note"],
    );
    let provider = aligned
        .iter()
        .find(|row| row.starts_with("Aanbieder |"))
        .unwrap();
    assert!(provider.contains(
        "core#exactMatch | https://w3id.org/dpv/legal/eu/aiact#AIProvider | skos:exactMatch aiact:AIProvider: "
    ));
    assert_eq!(aligned.len(), aligned.iter().collect::<BTreeSet<_>>().len());
    let findings = rows(
        "findings-by-rule",
        &[],
        &["rule", "severity", "findings", "files"],
    );
    assert!(
        findings
            .contains(&"unknown-key | https://w3id.org/kadergraaf/def#Warning | 2 | 1".to_owned())
    );
    let by_document = rows(
        "findings-by-document",
        &[],
        &["file", "errors", "firstLine"],
    );
    let folder = "docs/voldoen-aan-wetten-en-regels/vereisten";
    assert_eq!(
        by_document.iter().take(2).collect::<Vec<_>>(),
        [
            &format!("{folder}/zonder-id.md | 1 | 1"),
            &format!("{folder}/awb-81-dubbel.md | 1 | 1")
        ]
    );
    let clean = rows("documents-without-findings", &[], &["file"]);
    assert!(
        clean.contains(&"docs/rollen/jurist.md".to_owned()),
        "{clean:?}"
    );
    assert!(!clean.contains(&format!("{folder}/zonder-id.md")));
    assert_eq!(
        rows(
            "text-search",
            &["words=KOPPEN heten"],
            &["document", "section", "line"]
        ),
        ["https://w3id.org/kadergraaf/id/requirement/zonder-id | Vereiste | 7"]
    );
}

#[test]
fn what_changed_between_releases() {
    assert_eq!(
        other_rows(
            "changes-between-releases",
            &["old=1.0.0", "new=1.1.0"],
            &["change", "oldTitle", "newTitle", "thing"]
        ),
        [
            "added |  | Ongetoetst | urn:nl:ak:mtr:m-2",
            "removed | Weg |  | urn:nl:ak:ver:a-9",
            "renamed | Tweede | Tweede, scherper | urn:nl:ak:ver:a-2"
        ]
    );
}

#[test]
fn a_value_that_there_is_not_is_refused_with_those_that_there_are() {
    let kader = fixture("kader");
    let asks = |name: &str, parameter: &str| {
        program([
            "query", "--source", &kader, "--name", name, "--param", parameter,
        ])
    };
    asks("measure-basis", "measure=m-3").refuses_wrong_use(
        "measure-basis: the parameter measure: there is no measure \"m-3\"; there are: owp-80",
    );
    asks("changes-between-releases", "old=2.0.0").refuses_wrong_use("the parameter new is missing");
    asks("measure-basis", "maatregel=m-1")
        .refuses_wrong_use("there is no parameter \"maatregel\"; there are: measure, language");
    asks("applies-from", "from=2026-02-30").refuses_wrong_use("\"2026-02-30\" is not of the form");
}

#[test]
fn the_choices_of_a_parameter_are_listed() {
    let kader = fixture("kader");
    let list = |name, parameter| {
        program(["queries", name, "--source", &kader, "--choices", parameter]).succeeds()
    };
    assert_eq!(list("measures-of-phase", "role"), "jurist\tJurist\n");
    assert!(list("provision-to-measures", "provision").contains(
        "http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj\tArtikel 9, lid 6, AI-verordening\n"
    ));
    // Either command has its language under either name.
    let code = ["check", "--explain", "empty-link", "--language", "nl"];
    assert!(program(code).succeeds().contains("Link zonder adres"));
    let english = program(["queries", "measures-of-phase", "--lang", "en"]);
    assert!(
        english
            .succeeds()
            .contains("Which measures does a role take")
    );
    let shown = program([
        "queries",
        "measures-of-phase",
        "--source",
        &kader,
        "--language",
        "en",
    ]);
    let shown = shown.succeeds();
    assert!(
        shown.contains("--param phase=ontwerp\n  Phase\n    ontwerp      Design\n"),
        "{shown}"
    );
}

#[test]
fn the_shell_completes_questions_parameters_and_values() {
    let completed = |words: &[&str]| {
        let index = words.len() - 1;
        let mut all = vec!["--"];
        all.extend(words);
        program(all)
            .with("KADERGRAAF_COMPLETE", "bash")
            .with("KADERGRAAF_SOURCE", &fixture("kader"))
            .with("_CLAP_COMPLETE_INDEX", &index.to_string())
            .with("_CLAP_IFS", "\n")
            .succeeds()
    };
    assert_eq!(
        completed(&["kadergraaf", "query", "--name", "measures-o"]),
        "measures-of-phase"
    );
    assert_eq!(
        completed(&["kadergraaf", "check", "--ignore", "empty-link,missing-fi"]),
        "empty-link,missing-file"
    );
    assert_eq!(
        completed(&["kadergraaf", "check", "--explain", "duplicate-k"]),
        "duplicate-key"
    );
    assert_eq!(
        completed(&["kadergraaf", "export", "--format", "n"]),
        "ntriples\nnquads"
    );
    let question = [
        "kadergraaf",
        "query",
        "--name",
        "measures-of-phase",
        "--param",
    ];
    let values = |typed: &str| completed(&[&question[..], &[typed]].concat());
    assert_eq!(values("p"), "phase=");
    assert_eq!(values("phase=ontw"), "phase=ontwerp\nphase=ontwikkelen");
    assert_eq!(values("role="), "role=jurist");
}
