//! The built-in edition: its facts are those of the framework, its words are whole and its own.
//!
//! The comparison with the framework needs a checkout of it: `KADERGRAAF_CORPUS` names one.
//! What differs is printed as a table; `docs/edition.md` tells what to do with it.

use kadergraaf::framework::{Document, Kind, LAYOUT_KEYS};
use kadergraaf::source::front_matter::{Node, Value};
use kadergraaf::source::markdown::{Block, BlockKind};
use kadergraaf::source::{FileKind, Source, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

/// Keys whose texts are the edition's own.
const OWN_WORDS: &[&str] = &[
    "title",
    "title_en",
    "toelichting",
    "toelichting_en",
    "summary",
];

/// An item under Bronnen that is sentences of the source rather than a citation: the edition
/// names what they lead to, so that only the address is compared.
const SENTENCES: &[&str] = &["https://www.ds.dk/en/news/2024/ai-act-and-the-future-standards"];

/// The folder of requirements, measures and instruments.
const LAW: &str = "voldoen-aan-wetten-en-regels";

const SITE: &str = "https://minbzk.github.io/Algoritmekader/";

/// What a document says, by place: a key of its front matter, or a part of its text.
type Facts = BTreeMap<String, Vec<String>>;

/// The documents of a source that describe things, by path.
fn documents(source: &Source) -> BTreeMap<String, Document> {
    let files = source.files().iter();
    files
        .filter(|file| file.kind == FileKind::Document)
        .map(|file| {
            let bytes = source.read(file).unwrap();
            Document::read(&file.path, source.layout(), &bytes)
        })
        .filter(|document| document.kind != Kind::Page)
        .map(|document| (document.path.clone(), document))
        .collect()
}

fn facts(document: &Document) -> Facts {
    let mut facts = Facts::new();
    for (key, value) in document.pairs() {
        let key = key.text().unwrap_or("(no name)");
        if !LAYOUT_KEYS.contains(&key) && !OWN_WORDS.contains(&key) {
            add_values(&mut facts, key, value);
        }
    }
    let body = document.body();
    let heading = body.heading.map(|heading| heading.text).unwrap_or_default();
    if document.kind == Kind::Phase {
        let number = heading.split(':').next().unwrap_or_default();
        add(&mut facts, "(heading)", number);
    }
    for section in &body.sections {
        for line in section.markdown.lines() {
            if let Some((link, _)) = line.split_once("){ .button")
                && let Some((_, address)) = line_address(link)
            {
                add(&mut facts, "(button)", &absolute(&document.path, address));
            }
        }
        let title = section.title.as_ref().map(|title| title.text.as_str());
        if title == Some("Bronnen") {
            for block in &section.blocks {
                let is_citation = block.kind == BlockKind::Item || !block.links.is_empty();
                if is_citation {
                    add(&mut facts, "## Bronnen", &citation(block));
                }
            }
        }
    }
    facts
}

fn line_address(link: &str) -> Option<(&str, &str)> {
    link.rsplit_once("](")
}

/// The address of a file beside the document, on the framework's site.
fn absolute(path: &str, address: &str) -> String {
    if address.contains("://") {
        return address.to_owned();
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.strip_prefix("docs/").unwrap_or(folder);
    format!("{SITE}{folder}/{}", address.replace(' ', "%20"))
}

/// An item with the addresses of its links.
fn citation(block: &Block) -> String {
    let mut addresses = block.links.iter().map(|link| link.address.trim());
    if let Some(address) = addresses.clone().find(|it| SENTENCES.contains(it)) {
        return format!("<{address}>");
    }
    // A place on the same page, which the site uses to open a window.
    let addresses: Vec<_> = addresses
        .by_ref()
        .filter(|address| *address != "#")
        .map(|address| format!(" <{address}>"))
        .collect();
    format!("{}{}", block.text, addresses.concat())
}

fn add(facts: &mut Facts, place: &str, value: &str) {
    facts
        .entry(place.to_owned())
        .or_default()
        .push(value.to_owned());
}

fn add_values(facts: &mut Facts, place: &str, value: &Node) {
    match &value.value {
        Value::Scalar { text, plain } => {
            // `3.10` in quotes and without says the same here; an empty value does not.
            let is_null = *plain && value.text().is_none();
            add(
                facts,
                place,
                if is_null { "(empty)" } else { text.as_str() },
            );
        }
        Value::Sequence(items) => items.iter().for_each(|item| add_values(facts, place, item)),
        Value::Mapping(pairs) => {
            for (key, value) in pairs {
                let place = format!("{place}: {}", key.text().unwrap_or("(no name)"));
                add_values(facts, &place, value);
            }
        }
    }
}

/// A line of the table: what one side has and the other has not.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    file: String,
    place: String,
    edition: String,
    source: String,
}

fn compare(edition: &Source, source: &Source) -> Vec<Difference> {
    let ours = documents(edition);
    let theirs = documents(source);
    let mut differences = Vec::new();
    let mut differ = |file: &str, place: &str, edition: &[String], source: &[String]| {
        let show = |values: &[String]| values.join(" · ");
        differences.push(Difference {
            file: file.rsplit('/').next().unwrap_or(file).to_owned(),
            place: place.to_owned(),
            edition: show(edition),
            source: show(source),
        });
    };
    let is_there = ["there".to_owned()];
    for path in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        let (Some(ours), Some(theirs)) = (ours.get(path), theirs.get(path)) else {
            let there = |is: bool| if is { &is_there[..] } else { &[] };
            let (our, their) = (ours.contains_key(path), theirs.contains_key(path));
            differ(path, "(document)", there(our), there(their));
            continue;
        };
        let (ours, theirs) = (facts(ours), facts(theirs));
        for place in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
            let our = ours.get(place).map(Vec::as_slice).unwrap_or_default();
            let their = theirs.get(place).map(Vec::as_slice).unwrap_or_default();
            if our != their {
                let (our, their) = only_what_differs(our, their);
                differ(path, place, &our, &their);
            }
        }
    }
    let (ours, theirs) = (matrices(edition), matrices(source));
    for row in ours.symmetric_difference(&theirs) {
        let (our, their) = if ours.contains(row) {
            (row.as_str(), "")
        } else {
            ("", row.as_str())
        };
        let code = row.split(',').next().unwrap_or_default();
        differ(
            "relatie-ak-tot-toetsingskaders.csv",
            code,
            &[our.to_owned()],
            &[their.to_owned()],
        );
    }
    differences
}

/// The values that stand on one side only; all of them where only their order differs.
fn only_what_differs(ours: &[String], theirs: &[String]) -> (Vec<String>, Vec<String>) {
    let without = |some: &[String], others: &[String]| {
        let mut others = others.to_vec();
        let mut left = some.to_vec();
        left.retain(|value| {
            let found = others.iter().position(|other| other == value);
            found.map(|at| others.remove(at)).is_none()
        });
        left
    };
    let (our, their) = (without(ours, theirs), without(theirs, ours));
    if our.is_empty() && their.is_empty() {
        return (ours.to_vec(), theirs.to_vec());
    }
    (our, their)
}

/// The rows of the matrix of norms and measures.
fn matrices(source: &Source) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for file in source.files() {
        if file.path == "relatie-ak-tot-toetsingskaders.csv" {
            let text = decode(&source.read(file).unwrap()).text;
            rows.extend(text.lines().map(|line| line.trim().to_owned()));
        }
    }
    rows
}

fn table(differences: &[Difference]) -> String {
    let mut table =
        "file | place | the edition has | the source has\n--- | --- | --- | ---\n".to_owned();
    for Difference {
        file,
        place,
        edition,
        source,
    } in differences
    {
        table += &[file.as_str(), place, edition, source].join(" | ");
        table.push('\n');
    }
    table
}

#[test]
fn its_facts_are_those_of_the_framework() {
    let Some(corpus) = std::env::var_os("KADERGRAAF_CORPUS").filter(|path| !path.is_empty()) else {
        // Not by a macro, whose output the test runner keeps to itself.
        let message = "skipped: KADERGRAAF_CORPUS names no checkout of the framework\n";
        std::io::stderr().write_all(message.as_bytes()).unwrap();
        return;
    };
    let source = Source::open(Path::new(&corpus)).unwrap();
    let differences = compare(&Source::built_in(), &source);
    assert!(
        differences.is_empty(),
        "{} differences (docs/edition.md):\n{}",
        differences.len(),
        table(&differences)
    );
}

/// A copy of the edition's documents that a test may change.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let edition = Source::built_in();
    for file in edition.files() {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, edition.read(file).unwrap()).unwrap();
    }
    folder
}

#[test]
fn the_comparison_finds_what_was_changed() {
    let folder = copy();
    let at = |path: &str| folder.path().join("docs").join(path);
    let change = |path: &str, old: &str, new: &str| {
        let text = std::fs::read_to_string(at(path)).unwrap();
        assert!(text.contains(old), "{path}: {old}");
        std::fs::write(at(path), text.replacen(old, new, 1)).unwrap();
    };
    let requirement = format!("{LAW}/vereisten/aia-03-risicobeheersysteem.md");
    change(&requirement, "- aanbieder\n", "- aanbieder\n- importeur\n");
    change(&requirement, "Artikel 9(1)", "Artikel 9(2)");
    let measure = format!("{LAW}/maatregelen/4-owk-03-privacyrisico.md");
    change(&measure, "'3.10'", "3.1");
    change("levenscyclus/ontwerp.md", "Fase 2", "Fase 3");
    change(
        &format!("{LAW}/hulpmiddelen/DEDA.md"),
        "deda.dataschool.nl",
        "example.org",
    );
    change(
        "../relatie-ak-tot-toetsingskaders.csv",
        "SV.1,ADR",
        "SV.1,ARK",
    );
    std::fs::remove_file(at("rollen/jurist.md")).unwrap();

    let differences = compare(&Source::built_in(), &Source::open(folder.path()).unwrap());
    let places: Vec<_> = differences
        .iter()
        .map(|it| (it.file.as_str(), it.place.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            ("ontwerp.md", "(heading)"),
            ("jurist.md", "(document)"),
            ("DEDA.md", "(button)"),
            ("4-owk-03-privacyrisico.md", "sources: ARK"),
            ("aia-03-risicobeheersysteem.md", "## Bronnen"),
            ("aia-03-risicobeheersysteem.md", "rol-ai-act"),
            ("relatie-ak-tot-toetsingskaders.csv", "SV.1"),
            ("relatie-ak-tot-toetsingskaders.csv", "SV.1"),
        ]
    );
    let table = table(&differences);
    assert!(
        table.contains("4-owk-03-privacyrisico.md | sources: ARK | 3.10 | 3.1\n"),
        "{table}"
    );
    assert!(table.contains("| rol-ai-act |  | importeur\n"), "{table}");
}

#[test]
fn it_is_the_whole_framework() {
    let mut counts = BTreeMap::new();
    for document in documents(&Source::built_in()).values() {
        *counts.entry(document.kind).or_insert(0) += 1;
    }
    let wanted = [
        (Kind::Role, 4),
        (Kind::Phase, 9),
        (Kind::Topic, 10),
        (Kind::Requirement, 63),
        (Kind::Measure, 108),
        (Kind::Instrument, 28),
    ];
    assert_eq!(counts, BTreeMap::from(wanted));
}

/// The text of a key.
fn words(document: &Document, key: &str) -> String {
    let mut pairs = document.pairs().iter();
    let (_, value) = pairs
        .find(|(name, _)| name.text() == Some(key))
        .unwrap_or_else(|| panic!("{}: no {key}", document.path));
    value.text().unwrap().to_owned()
}

#[test]
fn every_document_has_a_title_and_one_sentence_in_both_languages() {
    let mut seen = BTreeMap::new();
    for document in documents(&Source::built_in()).values() {
        let path = &document.path;
        for key in ["title", "title_en"] {
            let title = words(document, key);
            assert!(!title.ends_with('.'), "{path}: {title}");
            assert!(title.split_whitespace().count() <= 14, "{path}: {title}");
            if let Some(other) =
                seen.insert((key, document.kind, title.to_lowercase()), path.clone())
            {
                panic!("{path} and {other}: {title}");
            }
        }
        for key in ["toelichting", "toelichting_en"] {
            let sentence = words(document, key);
            let count = sentence.split_whitespace().count();
            assert!(
                (10..=40).contains(&count),
                "{path}: {count} words: {sentence}"
            );
            assert!(sentence.ends_with('.'), "{path}: {sentence}");
            let inner = sentence.trim_end_matches('.');
            let ends = [". ", "? ", "! "].iter().any(|end| inner.contains(end));
            assert!(!ends, "{path}: {sentence}");
            if let Some(other) = seen.insert((key, Kind::Page, sentence.clone()), path.clone()) {
                panic!("{path} and {other}: {sentence}");
            }
        }
    }
}
