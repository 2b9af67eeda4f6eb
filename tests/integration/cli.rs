//! Arguments, output files, help.

use crate::program::{BINARY, fixture, program};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[test]
fn wrong_use_gets_one_sentence_and_status_2() {
    let data = fixture("kader.ttl");
    for (arguments, says) in [
        (vec!["frobnicate"], "frobnicate"),
        (vec!["query"], "QUERY"),
        (
            vec!["query", "--data", "absent.ttl", "ASK {}"],
            "absent.ttl",
        ),
        (vec!["query", "--data", "notes.docx", "ASK {}"], "ending"),
        (vec!["query", "--data", &data, "ASK {"], "line 1"),
        (vec!["query", "--data", &data, "DROP ALL"], "update"),
        (
            vec![
                "query",
                "--data",
                &data,
                "--output",
                "no/such/file.csv",
                "ASK {}",
            ],
            "no folder",
        ),
        (
            vec!["query", "--data", &data, "--format", "doc", "ASK {}"],
            "doc",
        ),
        (
            vec!["query", "--data", &data, "--base", "x", "ASK {}"],
            "--base",
        ),
        (vec!["query", "--name", "no-such-question"], "orphans"),
        (vec!["query", "--name", "audit-norm"], "norm=ARK/3.10"),
        (
            vec!["query", "--name", "audit-norm", "--param", "norm"],
            "key=value",
        ),
        (
            vec!["query", "--data", &data, "--source", ".", "ASK {}"],
            "--source",
        ),
        (vec!["man", "no-such-folder"], "no-such-folder"),
    ] {
        program(arguments).refuses_wrong_use(says);
    }
}

#[test]
fn how_long_stages_take_is_said_where_more_is_asked_for() {
    let kader = fixture("kader");
    let data = fixture("kader.ttl");
    for (arguments, stages) in [
        (
            vec!["export", "--source", &kader],
            vec!["listing", "first pass", "second pass", "of which writing"],
        ),
        (
            vec!["query", "--source", &kader, "ASK {}"],
            vec![
                "listing",
                "first pass",
                "second pass",
                "of which loading",
                "sorting",
                "answering",
            ],
        ),
        (
            vec!["query", "--data", &data, "ASK {}"],
            vec!["loading", "sorting", "answering"],
        ),
        (
            vec!["check", "--source", &kader],
            vec!["listing", "first pass", "second pass"],
        ),
        (vec!["cite", "art. 9 AVG"], vec![]),
    ] {
        let run = |more: &[&str]| {
            let mut command = Command::new(BINARY);
            command.env_remove("KADERGRAAF_SOURCE");
            let output = command.args(&arguments).args(more).output().unwrap();
            let messages = String::from_utf8(output.stderr).unwrap();
            let timings: Vec<String> = messages
                .lines()
                .filter_map(|line| Some(line.split_once(" ms  ")?.1.trim().to_owned()))
                .collect();
            (output.stdout, timings)
        };
        let (answer, nothing) = run(&[]);
        assert!(nothing.is_empty(), "{nothing:?}");
        let (same_answer, timings) = run(&["-v"]);
        assert!(answer == same_answer, "{arguments:?}");
        assert_eq!(timings.len(), stages.len() + 1, "{timings:?}");
        for (line, stage) in timings.iter().zip(stages.iter().chain(&["in all"])) {
            assert!(line.starts_with(stage), "{timings:?}");
        }
    }
}

#[test]
fn serve_says_how_long_it_took_to_be_ready() {
    let mut server = Command::new(BINARY)
        .args(["serve", "--verbose", "--bind", "127.0.0.1:0", "--source"])
        .arg(fixture("kader"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let messages = BufReader::new(server.stderr.take().unwrap());
    let mut said = Vec::new();
    for line in messages.lines().map(Result::unwrap) {
        said.push(line);
        if said
            .last()
            .unwrap()
            .ends_with("until requests are answered")
        {
            break;
        }
    }
    server.kill().unwrap();
    server.wait().unwrap();
    let place = |words| said.iter().position(|line| line.contains(words));
    let order = [
        "first pass",
        "of which loading",
        "first worker, which",
        "Serving on",
        "until",
    ];
    let places: Vec<_> = order.into_iter().map(place).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{said:?}"
    );
}

#[test]
fn a_file_is_whole_or_absent() {
    let folder = tempfile::tempdir().unwrap();
    let data = fixture("kader.ttl");
    let ask = |query: &'static str| {
        program(["query", "--data", &data, "--output", "answer.csv", query]).within(folder.path())
    };
    ask("SELECT (1/0 AS ?x) { SERVICE <http://127.0.0.1:9/> {} }").refuses_wrong_use("SERVICE");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    ask("SELECT (1 AS ?x) {}").writes("");
    let answer = std::fs::read_to_string(folder.path().join("answer.csv")).unwrap();
    assert_eq!(answer, "x\r\n1\r\n");
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let mut child = Command::new(BINARY)
        .args([
            "query",
            "--data",
            &fixture("kader.ttl"),
            "--format",
            "ntriples",
        ])
        .arg("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn help_version_completions_and_manual_pages_are_results() {
    for command in ["query", "queries", "completions", "man"] {
        let help = program([command, "--help"]).succeeds();
        assert!(help.contains("Examples:"), "{help}");
    }
    assert!(program(["--version"]).succeeds().starts_with("kadergraaf "));
    assert!(
        program(["completions", "bash"])
            .succeeds()
            .contains("_kadergraaf")
    );
    let folder = tempfile::tempdir().unwrap();
    program(["man", folder.path().to_str().unwrap()]).writes("");
    assert!(folder.path().join("kadergraaf-query.1").is_file());
}
