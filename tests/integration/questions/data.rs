//! What questions on the data itself give.

use super::{other_rows, rows};
use std::collections::BTreeSet;

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
