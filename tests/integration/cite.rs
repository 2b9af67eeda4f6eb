//! `kadergraaf cite`: words in, identifiers out.

use crate::program::program;

#[test]
fn people_read_what_it_means_and_where_it_stands() {
    program(["cite", "Zie artikel 6, eerste lid, onder b, AVG."]).writes(
        "artikel 6, eerste lid, onder b, AVG
  Artikel 6, lid 1, onder b, AVG
  Article 6(1)(b) GDPR
  http://data.europa.eu/eli/reg/2016/679/art_6/par_1/pnt_b/oj
  https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679
",
    );
}

#[test]
fn programs_get_an_array_in_the_order_of_the_text() {
    let text = "Één toets: art. 9 lid 6. Zie ook artikel 3:2 Awb";
    let answer = program(["cite", "--context", "aia", "--format", "json", text]).succeeds();
    let found: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[1]["targets"][0],
        "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:2"
    );
    assert_eq!(found[1]["resolution"], "explicit");
    let start = usize::try_from(found[1]["start"].as_u64().unwrap()).unwrap();
    let end = usize::try_from(found[1]["end"].as_u64().unwrap()).unwrap();
    assert_eq!(&text[start..end], "artikel 3:2 Awb");
    assert_eq!(found[1]["labels"]["nl"], "Artikel 3:2, Awb");
}

#[test]
fn the_context_names_the_act_that_words_leave_out() {
    let answer = program([
        "cite",
        "--context",
        "aia-33",
        "--format",
        "json",
        "art. 9 lid 6",
    ])
    .succeeds();
    assert!(answer.contains("http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj"));
    assert!(answer.contains("contextual"));
    program(["cite", "--context", "geen-wet", "art. 9"]).refuses_wrong_use("geen-wet");
}

#[test]
fn provisions_come_as_the_graph_has_them() {
    let answer = program(["cite", "--format", "turtle", "artikel 3:2 Awb"]).succeeds();
    assert!(answer.contains("eli:LegalResourceSubdivision"));
    assert!(answer.contains("<https://wetten.overheid.nl/BWBR0005537>"));
}

#[test]
fn nothing_found_is_status_one() {
    assert_eq!(
        program([
            "cite",
            "--format",
            "json",
            "Een lid van het team las een artikel."
        ])
        .ends_with(1),
        "[]\n"
    );
    assert!(
        program(["cite", "artikel 12"])
            .ends_with(1)
            .contains("no act is named")
    );
}
