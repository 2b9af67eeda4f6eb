//! How questions are asked, and how their answers look.

use super::{ARTICLE_9, other_rows, rows};
use crate::program::{fixture, program};

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
