//! The real framework. `KADERGRAAF_CORPUS` names a checkout; without it these tests say that they
//! were skipped.

use crate::graph::{Graph, holds_the_contract};
use crate::program::program;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn checkout() -> Option<PathBuf> {
    let path = std::env::var_os("KADERGRAAF_CORPUS").filter(|value| !value.is_empty());
    if path.is_none() {
        // Past the test harness, which would keep it.
        let _ = writeln!(
            std::io::stderr().lock(),
            "skipped: KADERGRAAF_CORPUS names no checkout of the framework"
        );
    }
    path.map(PathBuf::from)
}

/// The graph of the checkout, made once.
fn corpus() -> Option<(PathBuf, &'static Graph)> {
    static GRAPH: OnceLock<Graph> = OnceLock::new();
    let path = checkout()?;
    let graph = GRAPH.get_or_init(|| Graph::of(path.to_str().unwrap()));
    Some((path, graph))
}

const KINDS: [(&str, &str); 3] = [
    ("vereisten", "kader:Requirement"),
    ("maatregelen", "kader:Measure"),
    ("hulpmiddelen", "kader:Instrument"),
];

/// The documents of a folder of the framework, name and text.
fn documents(root: &Path, folder: &str) -> Vec<(String, String)> {
    let folder = root.join("docs/voldoen-aan-wetten-en-regels").join(folder);
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("index.md")
        })
        .map(|path| {
            (
                path.file_stem().unwrap().to_str().unwrap().to_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    found.sort();
    found
}

/// The front matter by a reader of its own: `key:` with `- value` lines below it, or a value.
fn front_matter(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    let mut key = String::new();
    for line in text
        .lines()
        .skip(1)
        .take_while(|line| line.trim_end() != "---")
    {
        let line = line.trim_end();
        if let Some(value) = line.trim_start().strip_prefix("- ") {
            values
                .entry(key.clone())
                .or_default()
                .push(value.trim().trim_matches(['"', '\'']).to_owned());
        } else if let Some((name, value)) = line.split_once(':')
            && !line.starts_with([' ', '#'])
        {
            name.clone_into(&mut key);
            if !value.trim().is_empty() {
                values
                    .entry(key.clone())
                    .or_default()
                    .push(value.trim().to_owned());
            }
        }
    }
    values
}

#[test]
fn every_thing_is_there() {
    let Some((root, graph)) = corpus() else {
        return;
    };
    for (folder, class) in KINDS {
        assert_eq!(
            graph.count(&format!("?thing a {class}")),
            documents(&root, folder).len(),
            "{folder}"
        );
    }
    for (class, count) in [
        ("kader:Role", 4),
        ("kader:LifecyclePhase", 9),
        ("kader:Topic", 10),
        ("kader:AuditNorm", 139),
    ] {
        assert_eq!(graph.count(&format!("?thing a {class}")), count, "{class}");
    }
    let glossary = std::fs::read_to_string(root.join("includes/begrippenlijst.md")).unwrap();
    assert_eq!(
        graph.count("?thing a kader:Term"),
        glossary
            .lines()
            .filter(|line| line.starts_with("*["))
            .count()
    );
}

#[test]
fn relations_are_those_of_the_front_matter() {
    let Some((root, graph)) = corpus() else {
        return;
    };
    let exists = |folder: &str, name: &String| {
        documents(&root, folder)
            .iter()
            .any(|(stem, _)| stem == name)
    };
    let count = |folder, key: &str, target: &str| -> usize {
        documents(&root, folder)
            .iter()
            .map(|(_, text)| {
                let mut names = front_matter(text).remove(key).unwrap_or_default();
                names.sort();
                names.dedup();
                names.iter().filter(|name| exists(target, name)).count()
            })
            .sum()
    };
    assert_eq!(
        graph.count("?a kader:implements ?b"),
        count("maatregelen", "vereiste", "vereisten")
    );
    assert_eq!(
        graph.count("?a kader:supports ?b"),
        count("hulpmiddelen", "vereiste", "vereisten")
    );
    assert_eq!(
        graph.count("?a kader:helpsWith ?b"),
        count("hulpmiddelen", "maatregel", "maatregelen")
    );
    for (there, back) in [
        ("kader:implements", "kader:implementedBy"),
        ("kader:supports", "kader:supportedBy"),
        ("kader:helpsWith", "kader:helpedBy"),
    ] {
        assert_eq!(
            graph.count(&format!("?a {there} ?b")),
            graph.count(&format!("?b {back} ?a . ?a {there} ?b"))
        );
    }
}

#[test]
fn no_value_of_the_front_matter_is_lost() {
    let Some((root, graph)) = corpus() else {
        return;
    };
    let tail = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    let stems: BTreeMap<String, String> = graph
        .rows("SELECT ?thing ?file { ?thing kader:hasSection ?any ; kader:sourceFile ?file }")
        .iter()
        .filter_map(|row| row.split_once(" | "))
        .map(|(thing, file)| (thing.to_owned(), tail(file).replace(".md", "")))
        .collect();
    let mut told: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (key, path) in [
        ("levenscyclus", "kader:phase"),
        ("onderwerp", "kader:topic"),
        ("rollen", "kader:projectRole"),
        ("vereiste", "kader:implements|kader:supports"),
        ("maatregel", "kader:helpsWith"),
        ("categorie", "kader:instrumentType"),
        (
            "soort-toepassing",
            "kader:applicability/kader:applicationKind",
        ),
        ("risicogroep", "kader:applicability/kader:riskGroup"),
        ("rol-ai-act", "kader:applicability/kader:bearerRole"),
        ("systeemrisico", "kader:applicability/kader:systemicRisk"),
        (
            "transparantieverplichting",
            "kader:applicability/kader:transparencyDuty",
        ),
        ("open-source", "kader:applicability/kader:openSource"),
    ] {
        for row in graph.rows(&format!(
            "SELECT ?file ?value {{ ?thing kader:sourceFile ?file ; {path} ?value }}"
        )) {
            let (file, value) = row.split_once(" | ").unwrap();
            let value = stems.get(value).cloned().unwrap_or_else(|| tail(value));
            told.entry((tail(file), key.to_owned()))
                .or_default()
                .push(value);
        }
    }
    for row in graph.rows("SELECT ?file ?key ?value { GRAPH ?g { ?f kader:sourceFile ?file ; kader:key ?key ; kader:value ?value } }") {
        let cells: Vec<&str> = row.split(" | ").collect();
        told.entry((tail(cells[0]), cells[1].to_owned())).or_default().push(cells[2].to_owned());
    }
    let mut checked = 0;
    for (folder, _) in KINDS {
        for (stem, text) in documents(&root, folder) {
            for (key, values) in front_matter(&text) {
                let Some(told) = told.get(&(format!("{stem}.md"), key.clone())) else {
                    continue;
                };
                for value in values {
                    checked += 1;
                    assert!(told.contains(&value), "{stem}: {key}: {value}");
                }
            }
        }
    }
    assert!(checked > 2500, "{checked} values were checked");
}

/// Lines of prose without any markup, from every page, must stand in the text of a section.
#[test]
fn no_line_of_prose_is_lost() {
    let Some((root, graph)) = corpus() else {
        return;
    };
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for row in graph.rows(
        "SELECT ?file ?text { ?thing kader:sourceFile ?file ; kader:hasSection/kader:text ?text }",
    ) {
        let (file, text) = row.split_once(" | ").unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        let told = texts.entry(file.to_owned()).or_default();
        told.push(' ');
        told.push_str(&words.join(" "));
    }
    let mut lines = 0;
    for (file, told) in &texts {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let body = text
            .strip_prefix("---")
            .and_then(|rest| rest.split_once("\n---"))
            .map_or(text.as_str(), |(_, body)| body);
        let mut comment = false;
        for line in body.lines() {
            comment |= line.contains("<!--");
            let is_prose = line.starts_with(char::is_alphabetic)
                && !line.contains([
                    '[', ']', '<', '>', '*', '_', '`', '{', '|', '&', '\\', '!', '#',
                ]);
            if is_prose && !comment {
                lines += 1;
                let words: Vec<&str> = line.split_whitespace().collect();
                assert!(told.contains(&words.join(" ")), "{file}: {line}");
            }
            comment &= !line.contains("-->");
        }
    }
    assert!(lines > 1200, "{lines} lines were checked");
}

#[test]
fn the_contract_holds() {
    let Some((_, graph)) = corpus() else { return };
    holds_the_contract(graph);
}

#[test]
fn every_run_gives_the_same_bytes() {
    let Some(root) = checkout() else { return };
    let root = root.to_str().unwrap();
    let first = program(["export", "--quiet", "--source", root]).succeeds();
    // Other files first, another time zone and locale.
    let copy = tempfile::tempdir().unwrap();
    copy_backwards(Path::new(root), copy.path());
    let second = program([
        "export",
        "--quiet",
        "--source",
        copy.path().to_str().unwrap(),
    ])
    .with("TZ", "Pacific/Auckland")
    .with("LC_ALL", "tr_TR.UTF-8")
    .succeeds();
    assert!(first == second);
}

fn copy_backwards(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(from)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries.iter().rev() {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy_backwards(entry, &target);
        } else {
            std::fs::write(&target, std::fs::read(entry).unwrap()).unwrap();
        }
    }
}
