//! Every rule, with a document in which it fires and one in which it does not.

mod cases;
mod sound;

use cases::{CASES, MORE};
use kadergraaf::findings::{Code, Finding};
use kadergraaf::graph::{QuadSink, Settings, SinkError, tell};
use kadergraaf::source::Source;
use oxigraph::model::QuadRef;
use sound::{PAGE, SOUND};
use std::collections::BTreeSet;
use std::path::Path;

struct Nowhere;

impl QuadSink for Nowhere {
    fn quad(&mut self, _: QuadRef<'_>) -> Result<(), SinkError> {
        Ok(())
    }
}

/// The findings of a source.
pub(crate) fn findings_of(root: &Path) -> Vec<Finding> {
    let source = Source::open(root).unwrap();
    tell(&source, &Settings::default(), &mut Nowhere)
        .unwrap()
        .findings
}

fn write(root: &Path, path: &str, text: &[u8]) {
    let place = root.join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, text).unwrap();
}

fn sound(root: &Path) {
    for (path, text) in SOUND {
        write(root, path, text.as_bytes());
    }
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let Finding {
                file,
                line,
                message,
                ..
            } = finding;
            format!("{}: {file}:{line}: {}", finding.code.as_str(), message.en)
        })
        .collect()
}

#[test]
fn no_rule_fires_where_nothing_is_wrong() {
    let root = tempfile::tempdir().unwrap();
    sound(root.path());
    assert_eq!(told(&findings_of(root.path())), Vec::<String>::new());
}

#[test]
fn each_rule_fires_at_its_line() {
    for (code, path, words, instead, line) in CASES.iter().chain(MORE) {
        let root = tempfile::tempdir().unwrap();
        sound(root.path());
        if *code == Code::UnrelatedLink {
            let other = SOUND[2].1.replace("maatregel:\n- 2-owp-80-plan\n", "");
            write(root.path(), "docs/hulpmiddelen/Ander.md", other.as_bytes());
        }
        let text = std::fs::read_to_string(root.path().join(path)).unwrap();
        assert!(text.contains(words), "{}: {words}", code.as_str());
        write(
            root.path(),
            path,
            text.replacen(words, instead, 1).as_bytes(),
        );
        let findings = findings_of(root.path());
        let found: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.code == *code)
            .collect();
        assert_eq!(
            found.iter().map(|finding| finding.line).collect::<Vec<_>>(),
            [*line],
            "{}: {:#?}",
            code.as_str(),
            told(&findings)
        );
        for finding in &findings {
            let length = finding.line_text.chars().count();
            let end = finding.column as usize - 1 + finding.width as usize;
            assert!(
                end <= length.max(1),
                "{}",
                told(std::slice::from_ref(finding))[0]
            );
        }
    }
}

/// Rules that need more than one word in one file.
#[test]
fn rules_over_several_files_fire() {
    let codes = |change: &dyn Fn(&Path)| -> BTreeSet<Code> {
        let root = tempfile::tempdir().unwrap();
        sound(root.path());
        change(root.path());
        let findings = findings_of(root.path());
        findings.into_iter().map(|finding| finding.code).collect()
    };
    let again = |path: &'static str, id: &'static str| {
        move |root: &Path| {
            let text = SOUND[1].1.replace("urn:nl:ak:mtr:owp-80", id);
            write(root, path, text.as_bytes());
        }
    };
    assert!(
        codes(&again(
            "docs/maatregelen/2-owp-80-nog.md",
            "urn:nl:ak:mtr:owp-80"
        ))
        .contains(&Code::DuplicateId)
    );
    let next = codes(&again(
        "docs/maatregelen/2-owp-81-nog.md",
        "urn:nl:ak:mtr:owp-81",
    ));
    assert!(!next.contains(&Code::SeriesGap) && !next.contains(&Code::DuplicateId));
    assert!(
        codes(&again(
            "docs/maatregelen/2-owp-83-nog.md",
            "urn:nl:ak:mtr:owp-83"
        ))
        .contains(&Code::SeriesGap)
    );
    let latin = |root: &Path| write(root, PAGE, b"---\ntitle: Co\xF6rdinatie\n---\n");
    assert!(codes(&latin).contains(&Code::InvalidEncoding));
    let large = |root: &Path| write(root, "docs/groot.md", &vec![b'x'; 2 * 1024 * 1024]);
    assert!(codes(&large).contains(&Code::UnreadableFile));
    let folder = |root: &Path| std::fs::create_dir(root.join("docs/map.md")).unwrap();
    assert!(codes(&folder).contains(&Code::NotFollowed));
    let many = |root: &Path| write(root, PAGE, "[x]() ".repeat(5_000).as_bytes());
    assert!(codes(&many).contains(&Code::TooManyFindings));
    let loose = tempfile::tempdir().unwrap();
    write(loose.path(), "owp-80.md", SOUND[1].1.as_bytes());
    let alone = findings_of(loose.path());
    assert!(
        alone
            .iter()
            .any(|finding| finding.code == Code::AbsentDocument)
    );
    // A list that most pages of a kind have is missed on one that has it not.
    let topics = |root: &Path| {
        for name in ["a", "b", "c", "d", "e"] {
            let list = if name == "e" {
                ""
            } else {
                "<!-- list_vereisten -->"
            };
            let text = format!("---\ntitle: T {name}\n---\n## Vereisten\n\nZie: {list}\n");
            write(
                root,
                &format!("docs/onderwerpen/{name}.md"),
                text.as_bytes(),
            );
        }
    };
    assert!(codes(&topics).contains(&Code::MissingMacro));
    // What a symbolic link that was checked out as text leads to is not known.
    let path_alone = |root: &Path| {
        write(root, "docs/elders.md", b"../README.md");
        let text = "---\ntitle: U\n---\n## Verder lezen\n\n[a](elders.md#daar)\n";
        write(root, PAGE, text.as_bytes());
    };
    assert!(!codes(&path_alone).contains(&Code::MissingHeading));
    // Where there are pictures, each is looked for.
    let picture = |root: &Path| {
        write(root, "docs/beeld.png", b"x");
        write(
            root,
            PAGE,
            b"---\ntitle: U\n---\n![a](beeld.png) ![b](beld.png)\n",
        );
    };
    let codes = codes(&picture);
    assert!(codes.contains(&Code::MissingFile) && !codes.contains(&Code::UncheckedAttachments));
}

#[test]
fn every_code_has_a_test_here_or_where_it_is_made() {
    let elsewhere = [
        // In the test above.
        Code::DuplicateId,
        Code::SeriesGap,
        Code::InvalidEncoding,
        Code::UnreadableFile,
        Code::NotFollowed,
        Code::TooManyFindings,
        Code::AbsentDocument,
        // In `src/cli/check/acceptance.rs` and `check.rs`.
        Code::ExpiredAcceptance,
        Code::UnusedAcceptance,
    ];
    let here = CASES.iter().chain(MORE).map(|case| case.0).chain(elsewhere);
    let tested: BTreeSet<Code> = here.collect();
    for code in Code::ALL {
        // Those of the contract of the graph are tested with its shapes.
        let of_graph = code.as_str().starts_with("graph-");
        assert!(of_graph || tested.contains(code), "{}", code.as_str());
    }
}
