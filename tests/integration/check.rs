//! `kadergraaf check` as its users meet it.

use crate::program::{fixture, program};
use kadergraaf::source::front_matter;
use serde_json::Value;

fn checked(arguments: &[&str]) -> String {
    let kader = fixture("kader");
    let all = ["check", "--quiet", "--source", &kader];
    program(all.iter().chain(arguments)).answers_no()
}

#[test]
fn people_see_the_line_with_the_place_marked() {
    let text = checked(&[
        "--only",
        "unknown-key,dangling-reference",
        "--lang",
        "en",
        "--deny",
        "warnings",
    ]);
    assert!(
        text.contains("warning[dangling-reference]: aia-89-weg does not exist\n"),
        "{text}"
    );
    assert!(text.contains("2-owp-80-plan.md:7:3\n"), "{text}");
    assert!(
        text.contains("7 | - aia-89-weg\n  |   ^^^^^^^^^^\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    assert!(!text.contains("duplicate-id"));
    let dutch = checked(&["--lang", "nl"]);
    assert!(dutch.contains("waarschuwing[dangling-reference]: aia-89-weg bestaat niet"));
}

#[test]
fn the_system_s_language_is_that_of_the_text_and_not_of_what_programs_read() {
    let kader = fixture("kader");
    let run = |format: &str| {
        program(["check", "--quiet", "--source", &kader, "--format", format])
            .with("LC_ALL", "nl_NL.UTF-8")
            .answers_no()
    };
    assert!(run("text").contains("aia-89-weg bestaat niet"));
    assert!(run("json").contains("aia-89-weg does not exist"));
}

#[test]
fn programs_read_the_same_findings_in_the_same_order() {
    let first = checked(&["--format", "json"]);
    assert_eq!(first, checked(&["--format", "json"]));
    let json: Value = serde_json::from_str(&first).unwrap();
    let sarif: Value = serde_json::from_str(&checked(&["--format", "sarif"])).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(findings.len() > 30);
    assert_eq!(findings.len(), results.len());
    for (finding, result) in findings.iter().zip(results) {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(finding["code"], result["ruleId"]);
        assert_eq!(finding["severity"], result["level"]);
        assert_eq!(finding["line"], region["startLine"]);
        assert_eq!(finding["column"], region["startColumn"]);
    }
}

#[test]
fn sarif_has_its_rules_and_fingerprints_that_differ() {
    let sarif: Value = serde_json::from_str(&checked(&["--format", "sarif"])).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut prints = std::collections::BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            rule["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains("What to do")
        );
        assert!(prints.insert(result["partialFingerprints"].to_string()));
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uriBaseId"], "%SRCROOT%");
        let uri = place["uri"].as_str().unwrap();
        assert!(
            !uri.starts_with('/') && !uri.contains([':', '\\', ' ']),
            "{uri}"
        );
    }
}

#[test]
fn each_code_is_explained_and_none_other() {
    let page = program(["check", "--explain", "citation-conflict"]).succeeds();
    assert!(page.starts_with("# citation-conflict\n\n*warning*: The link names another article"));
    assert!(page.contains("**What to do**"));
    for wrong in [
        ["--explain", "citation-conflit"],
        ["--only", "citation-conflit"],
        ["--ignore", "citation-conflit"],
    ] {
        program(["check", wrong[0], wrong[1]]).refuses_wrong_use(
            "there is no code “citation-conflit”; did you mean “citation-conflict”?",
        );
    }
}

#[test]
fn what_is_denied_and_what_is_ignored_decide_the_status() {
    let root = tempfile::tempdir().unwrap();
    let page = root.path().join("docs");
    std::fs::create_dir(&page).unwrap();
    let source = root.path().to_str().unwrap();
    let status = |arguments: &[&str], status: i32| {
        let all = ["check", "--quiet", source];
        program(all.iter().chain(arguments)).ends_with(status);
    };
    std::fs::write(page.join("a.md"), "---\ntitle: A\n---\n[x]()\n").unwrap();
    status(&[], 0);
    status(&["--deny", "warnings"], 1);
    status(&["--deny", "warnings", "--ignore", "empty-link"], 0);
    std::fs::write(page.join("a.md"), "---\ntitle: A\nsummary:\n---\n").unwrap();
    status(&["--deny", "warnings"], 0);
    status(&["--deny", "notes"], 1);
}

#[test]
fn what_is_accepted_is_told_no_more_until_its_day() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("docs")).unwrap();
    std::fs::write(root.path().join("docs/a.md"), "---\ntitle: A\n---\n[x]()\n").unwrap();
    let settings = "deny: warnings
accept:
- code: empty-link
  file: docs/*.md
  line: '[x]()'
  reason: het adres komt nog
  until: 2027-01-31
";
    let file = root.path().join("kadergraaf.yaml");
    std::fs::write(&file, settings).unwrap();
    let source = root.path().to_str().unwrap();
    let run = |seconds: &str| {
        program(["check", "--quiet", source, "--lang", "en"]).with("SOURCE_DATE_EPOCH", seconds)
    };
    // The last day, and the day after it.
    assert_eq!(run("1801439999").succeeds(), "");
    let expired = run("1801440000").answers_no();
    assert!(expired.contains("[empty-link]") && expired.contains("[expired-acceptance]"));
    assert!(expired.contains("kadergraaf.yaml:3:1"), "{expired}");
    std::fs::write(root.path().join("docs/a.md"), "---\ntitle: A\n---\n").unwrap();
    let unused = run("1801439999").answers_no();
    assert!(unused.contains("[unused-acceptance]"), "{unused}");
    std::fs::write(&file, "accept:\n- cod: x\n").unwrap();
    program(["check", source])
        .refuses_wrong_use("kadergraaf.yaml:2:3: there is no key “cod” here; did you mean “code”?");
}

#[test]
fn places_for_programs_are_those_of_the_file() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("docs")).unwrap();
    // Each é is two characters here, and one when it is read.
    let text = "---\ntitle: T\n---\ne\u{301}e\u{301} [a]()\n";
    std::fs::write(root.path().join("docs/a.md"), text).unwrap();
    let folder = root.path().to_str().unwrap();
    let run = |format: &str| -> Value {
        let written = program(["check", "--quiet", folder, "--format", format]).succeeds();
        serde_json::from_str(&written).unwrap()
    };
    let finding = &run("json")["findings"][0];
    assert_eq!(
        (&finding["column"], &finding["width"]),
        (&6.into(), &5.into())
    );
    let sarif = run("sarif");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startColumn"], 6);
    assert_eq!(region["endColumn"], 11);
}

/// The files that the documentation hands out are YAML, and their commands run.
#[test]
fn what_maintainers_copy_runs() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("docs")).unwrap();
    let page = root.path().join("docs/a.md");
    std::fs::write(page, "---\ntitle: T\n---\nTekst.\n").unwrap();
    let mut commands = Vec::new();
    for name in ["github-actions.yml", "pre-commit-config.yaml"] {
        let place = format!("{}/docs/ci/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(place).unwrap();
        let (head, ..) = front_matter::split(&format!("---\n{text}---\n")).clone();
        let head = head.unwrap();
        assert_eq!(head.error, None, "{name}");
        let values = head.pairs.iter().flat_map(|(_, value)| value.scalars());
        let texts = values.filter_map(|value| value.text().map(str::to_owned));
        commands.extend(texts.filter(|text| text.starts_with("kadergraaf check ")));
    }
    // One for the code host, one that may fail, one before each commit.
    assert_eq!(commands.len(), 3, "{commands:?}");
    for command in commands {
        let arguments = command.split(" || ").next().unwrap_or_default();
        let arguments = arguments.split(' ').skip(1);
        program(arguments).within(root.path()).succeeds();
    }
    assert!(root.path().join("kadergraaf.sarif").is_file());
}

#[test]
fn a_graph_that_the_contract_is_not_about_is_not_said_to_keep_it() {
    let root = tempfile::tempdir().unwrap();
    let run = |text: &str| {
        let file = root.path().join("a.ttl");
        std::fs::write(&file, text).unwrap();
        let arguments = ["check", "--lang", "en", "--graph", file.to_str().unwrap()];
        let (status, _, messages) = program(arguments).ends();
        (status, messages)
    };
    let nothing = "Nothing was checked: there is nothing here that the contract is about.";
    for text in ["", "<urn:a> <urn:b> 1 .", "# leeg\n"] {
        let (status, messages) = run(text);
        assert_eq!(status, Some(0), "{messages}");
        assert!(messages.contains(nothing), "{messages}");
    }
    let (status, messages) = run("<urn:a> a <https://w3id.org/kadergraaf/def#Measure> .");
    assert_eq!(status, Some(1));
    assert!(!messages.contains(nothing), "{messages}");
    assert!(messages.contains("Read 1 graph, "), "{messages}");
    let (status, messages) = run("geen turtle");
    assert_eq!(status, Some(2));
    assert!(messages.contains("a.ttl:1:1: "), "{messages}");
    let missing = root.path().join("weg.ttl");
    let arguments = ["check", "--graph", missing.to_str().unwrap()];
    let (status, _, messages) = program(arguments).ends();
    assert_eq!(status, Some(2));
    assert_eq!(messages.matches("No such file").count(), 1, "{messages}");
}
