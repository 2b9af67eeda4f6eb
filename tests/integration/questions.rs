//! The questions of the library that need legislation, on the small framework of
//! `tests/fixtures/kader`: the rows that they must give.

use crate::program::{fixture, program};

/// The rows of a question, as comma-separated values, the heading left out.
#[track_caller]
fn rows(name: &str, parameters: &[&str]) -> Vec<String> {
    let kader = fixture("kader");
    let mut arguments = vec![
        "query", "--quiet", "--source", &kader, "--name", name, "--format", "csv",
    ];
    for parameter in parameters {
        arguments.extend(["--param", parameter]);
    }
    let answer = program(arguments).succeeds();
    answer.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_follows_from_a_provision() {
    assert_eq!(
        rows(
            "provision-to-measures",
            &["provision=http://data.europa.eu/eli/reg/2024/1689/art_9/oj"]
        ),
        [
            "\"Artikel 9, lid 6, AI-verordening\",aia-80,Een toetssysteem wordt vóór gebruik beproefd,owp-80,Wijzer,urn:nl:ak:ver:aia-80"
        ]
    );
}

#[test]
fn which_requirements_rest_on_amended_law() {
    let rows = rows("amended-provisions", &[]);
    assert_eq!(rows.len(), 2, "{rows:#?}");
    for (row, date, annex) in [
        (&rows[0], "2027-12-02", "bijlage III"),
        (&rows[1], "2028-08-02", "bijlage I als"),
    ] {
        assert!(
            row.starts_with("aia-80,\"Artikel 10, AI-verordening\",\"Artikel 1, punt 9"),
            "{row}"
        );
        assert!(row.contains(&format!(",{date},")), "{row}");
        assert!(row.contains(annex), "{row}");
        assert!(row.contains("https://eur-lex.europa.eu/"), "{row}");
    }
}

#[test]
fn where_text_and_link_disagree() {
    assert_eq!(
        rows("citation-conflicts", &[]),
        [
            "docs/voldoen-aan-wetten-en-regels/vereisten/aia-80-toets.md,65,Artikel 10 AI-verordening,\"Artikel 10, AI-verordening\",https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#art_9"
        ]
    );
}

#[test]
fn articles_by_the_number_of_requirements() {
    let rows = rows(
        "articles-by-requirements",
        &["act=http://data.europa.eu/eli/reg/2024/1689/oj"],
    );
    let told: Vec<Vec<&str>> = rows.iter().map(|row| row.split(',').collect()).collect();
    let mut numbers: Vec<(&str, &str)> = told
        .iter()
        .map(|cells| (cells[0], cells[cells.len() - 3]))
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [("10", "1"), ("9", "1")]);
}

#[test]
fn where_a_provision_is_cited() {
    let rows = rows(
        "cited-where",
        &["provision=http://data.europa.eu/eli/reg/2024/1689/art_9/oj"],
    );
    assert_eq!(
        rows[0],
        "Een toetssysteem wordt vóór gebruik beproefd,\"artikel 9, zesde lid, AI-verordening\",,\"Beproef het systeem (zie artikel 9, zesde lid, AI-verordening).\",docs/voldoen-aan-wetten-en-regels/vereisten/aia-80-toets.md,5"
    );
    assert!(rows[1].starts_with(
        "Een toetssysteem wordt vóór gebruik beproefd,Artikel 9 lid 6 AI-verordening,Bronnen,"
    ));
}
