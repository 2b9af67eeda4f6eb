//! What questions on legislation give.

use super::{ARTICLE_9, REQUIREMENT, other_rows, rows};

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
