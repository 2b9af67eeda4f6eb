//! Identifiers both ways, labels, pages; what must never be an identifier.

use super::*;
use proptest::prelude::*;

/// A number as acts print them.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-9][0-9]{0,2}",
        "[1-9][0-9]?[a-z]",
        "[1-9]:[1-9][0-9]?[a-z]?",
        "[1-9]\\.[1-9][0-9]?"
    ]
}

/// A path from an article, an annex, a recital or a division down.
fn path() -> impl Strategy<Value = Vec<Segment>> {
    let roman = (1_u32..40).prop_map(|value| to_roman(value).unwrap());
    let below = prop::collection::vec(
        prop_oneof![
            number().prop_map(|number| Segment::new(Unit::Paragraph, number)),
            "[a-z]{1,2}".prop_map(|letter| Segment::new(Unit::Point, letter)),
            "[1-9]°".prop_map(|number| Segment::new(Unit::Point, number)),
        ],
        0..4,
    );
    let head = prop_oneof![
        number().prop_map(|number| Segment::new(Unit::Article, number)),
        roman
            .clone()
            .prop_map(|number| Segment::new(Unit::Annex, number)),
        roman.prop_map(|number| Segment::new(Unit::Chapter, number)),
    ];
    (head, below).prop_map(|(head, below)| {
        let mut path = vec![head];
        path.extend(below);
        path
    })
}

/// Any provision of any act of the register.
fn any_provision() -> impl Strategy<Value = Provision> {
    let acts = register().acts();
    (0..acts.len(), prop::option::of(path())).prop_map(move |(index, path)| {
        let act = register().acts()[index].clone();
        Provision::new(act, path.unwrap_or_default())
    })
}

/// Codes of parts in an ELI.
const CODES: [&str; 11] = [
    "art", "par", "pnt", "rct", "anx", "cpt", "sct", "unp", "idt", "prt", "tis",
];
/// Names of parts in a JCI reference.
const NAMES: [&str; 9] = [
    "artikel",
    "lid",
    "o",
    "bijlage",
    "hoofdstuk",
    "afdeling",
    "titeldeel",
    "paragraaf",
    "deel",
];

/// What is wrong with an IRI as the identifier of a provision (modelling §4); nothing where it is
/// right.
fn faults(iri: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if let Some(rest) = iri.strip_prefix("http://data.europa.eu/eli/") {
        let parts: Vec<&str> = rest.split('/').collect();
        let (ending, body) = parts.split_last().unwrap();
        let is_date = ending.len() == 10 && ending.starts_with("20");
        if *ending != "oj" && !is_date {
            faults.push("no ending");
        }
        let depth = if body[0] == "treaty" { 2 } else { 3 };
        for segment in body.iter().skip(depth) {
            let (code, number) = segment.split_once('_').unwrap_or((segment, ""));
            if !CODES.contains(&code) || number.is_empty() {
                faults.push("wrong code");
            }
            if code == "anx" && number.starts_with(|c: char| c.is_ascii_digit()) {
                faults.push("Arabic annex");
            }
        }
    } else if let Some(rest) = iri.strip_prefix("https://wetten.overheid.nl/") {
        let rest = rest.strip_prefix("jci1.3:c:").unwrap_or(rest);
        let mut parts = rest.split('&');
        let id = parts.next().unwrap();
        let sound = id.len() == 11 && id.starts_with("BWB");
        let names = parts.all(|part| {
            part.split_once('=')
                .is_some_and(|(name, value)| NAMES.contains(&name) && !value.is_empty())
        });
        if !sound || !names {
            faults.push("made-up Dutch form");
        }
    } else if !iri.starts_with("https://w3id.org/kadergraaf/id/act/") {
        faults.push("another host");
    }
    faults
}

proptest! {
    #[test]
    fn an_identifier_leads_back_to_its_provision(provision in any_provision()) {
        let iri = provision.iri(DEFAULT_BASE);
        prop_assert_eq!(register().provision(&iri, DEFAULT_BASE), Ok(provision));
    }

    #[test]
    fn every_identifier_has_the_one_right_form(provision in any_provision()) {
        let iri = provision.iri(DEFAULT_BASE);
        prop_assert!(faults(&iri).is_empty(), "{}: {:?}", iri, faults(&iri));
    }

    #[test]
    fn a_part_is_contained_in_all_above_it(provision in any_provision()) {
        for upper in provision.ancestors() {
            prop_assert!(upper.contains(&provision));
            prop_assert_eq!(upper.act(), provision.act());
        }
    }

    #[test]
    fn no_text_is_an_identifier_by_accident(text in "\\PC{0,60}") {
        prop_assert!(register().provision(&text, DEFAULT_BASE).is_err());
    }
}

#[test]
fn the_test_of_form_knows_wrong_identifiers() {
    for wrong in [
        "http://data.europa.eu/eli/reg/2024/1689/art_9",
        "http://data.europa.eu/eli/reg/2024/1689/rec_29/oj",
        "http://data.europa.eu/eli/reg/2024/1689/anx_3/oj",
        "https://data.europa.eu/eli/reg/2024/1689/art_9/oj",
        "https://wetten.overheid.nl/BWBR0005537&artikel=3:46",
        "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&onderdeel=b",
        "https://wetten.overheid.nl/eli/BWBR0005537/art_3",
    ] {
        let refused = register().provision(wrong, DEFAULT_BASE).is_err();
        assert!(refused || !faults(wrong).is_empty(), "{wrong}");
        assert!(refused, "{wrong} is read");
    }
}

#[test]
fn identifiers_as_modelled() {
    for (act, key, iri) in [
        ("aia", "", "http://data.europa.eu/eli/reg/2024/1689/oj"),
        (
            "aia",
            "art_9/par_6",
            "http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj",
        ),
        (
            "aia",
            "art_3/pnt_49/pnt_c",
            "http://data.europa.eu/eli/reg/2024/1689/art_3/pnt_49/pnt_c/oj",
        ),
        (
            "aia",
            "anx_III/pnt_1/pnt_a",
            "http://data.europa.eu/eli/reg/2024/1689/anx_III/pnt_1/pnt_a/oj",
        ),
        (
            "aia",
            "cpt_III/sct_2",
            "http://data.europa.eu/eli/reg/2024/1689/cpt_III/sct_2/oj",
        ),
        (
            "aia",
            "art_4a",
            "http://data.europa.eu/eli/reg/2024/1689/art_4a/2026-07-27",
        ),
        (
            "aia",
            "art_4a/par_1",
            "http://data.europa.eu/eli/reg/2024/1689/art_4a/par_1/2026-07-27",
        ),
        (
            "aia",
            "art_5/par_1/pnt_ba",
            "http://data.europa.eu/eli/reg/2024/1689/art_5/par_1/pnt_ba/2026-07-27",
        ),
        (
            "handvest",
            "art_8/par_1",
            "http://data.europa.eu/eli/treaty/char_2012/art_8/par_1/oj",
        ),
        ("awb", "", "https://wetten.overheid.nl/BWBR0005537"),
        (
            "awb",
            "art_3:46",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46",
        ),
        (
            "woo",
            "art_5.1/par_2/pnt_e",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0045754&artikel=5.1&lid=2&o=e",
        ),
        (
            "awb",
            "sct_3.1",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&afdeling=3.1",
        ),
        (
            "grondwet",
            "cpt_1",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0001840&hoofdstuk=1",
        ),
        (
            "uvrm",
            "art_1",
            "https://w3id.org/kadergraaf/id/act/uvrm#art_1",
        ),
    ] {
        let provision = provision(act, key);
        assert_eq!(provision.iri(DEFAULT_BASE), iri);
        assert_eq!(register().provision(iri, DEFAULT_BASE), Ok(provision));
    }
    let own = provision("uvrm", "").iri("https://example.org/");
    assert_eq!(own, "https://example.org/id/act/uvrm");
}

#[test]
fn endings_are_those_of_the_text_that_has_the_part() {
    let read = |iri: &str| register().provision(iri, DEFAULT_BASE);
    assert!(matches!(
        read("http://data.europa.eu/eli/reg/2024/1689/art_4a/oj"),
        Err(IdentifierError::WrongEnding { expected, .. }) if expected == "2026-07-27"
    ));
    assert!(matches!(
        read("http://data.europa.eu/eli/reg/2024/1689/art_4/2026-07-27"),
        Err(IdentifierError::WrongEnding { .. })
    ));
    assert!(matches!(
        read("http://data.europa.eu/eli/reg/2024/1689/art_4"),
        Err(IdentifierError::NoEnding(_))
    ));
}

#[test]
fn labels_in_both_languages() {
    for (act, key, nl, en) in [
        (
            "avg",
            "art_6/par_1/pnt_b",
            "Artikel 6, lid 1, onder b, AVG",
            "Article 6(1)(b) GDPR",
        ),
        (
            "aia",
            "art_9",
            "Artikel 9, AI-verordening",
            "Article 9 AI Act",
        ),
        (
            "aia",
            "rct_29",
            "Overweging 29, AI-verordening",
            "Recital 29 AI Act",
        ),
        (
            "aia",
            "anx_III/pnt_1/pnt_a",
            "Bijlage III, punt 1, onder a, AI-verordening",
            "Annex III, point 1(a) AI Act",
        ),
        (
            "aia",
            "cpt_III/sct_2",
            "Hoofdstuk III, afdeling 2, AI-verordening",
            "Chapter III, Section 2 AI Act",
        ),
        (
            "aia",
            "art_4a",
            "Artikel 4 bis, AI-verordening",
            "Article 4a AI Act",
        ),
        (
            "aia",
            "art_6/par_3/unp_3",
            "Artikel 6, lid 3, derde alinea, AI-verordening",
            "Article 6(3), third subparagraph AI Act",
        ),
        (
            "auteurswet",
            "art_15n",
            "Artikel 15n, Auteurswet",
            "Article 15n Dutch Copyright Act",
        ),
        ("awb", "", "Awb", "General Administrative Law Act"),
    ] {
        let provision = provision(act, key);
        assert_eq!(provision.label_nl(), nl);
        assert_eq!(provision.label_en(), en);
    }
}

#[test]
fn labels_are_read_as_what_they_label() {
    for (act, key) in [
        ("avg", "art_6/par_1/pnt_b"),
        ("aia", "rct_29"),
        ("aia", "anx_III/pnt_1/pnt_a"),
        ("aia", "cpt_III/sct_2"),
        ("aia", "art_5/par_1/pnt_ba"),
        ("aia", "art_6/par_3/unp_3"),
        ("woo", "art_5.1/par_2/pnt_e"),
        ("handvest", "art_8/par_1"),
    ] {
        let provision = provision(act, key);
        for label in [provision.label_nl(), provision.label_en()] {
            let reading = Reader::new(register(), None).read(&Passage::text(&label));
            let targets: Vec<_> = reading
                .citations
                .into_iter()
                .flat_map(|c| c.targets)
                .collect();
            assert_eq!(targets, std::slice::from_ref(&provision), "{label}");
        }
    }
}

#[test]
fn parents_pages_and_spellings() {
    let paragraph = provision("aia", "art_9/par_6");
    let above: Vec<String> = paragraph.ancestors().map(|upper| upper.key()).collect();
    assert_eq!(above, ["art_9", "cpt_III/sct_2", "cpt_III", ""]);
    assert_eq!(
        paragraph.official_page().unwrap(),
        "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#art_9"
    );
    assert_eq!(
        provision("avg", "art_6").official_page().unwrap(),
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"
    );
    assert_eq!(
        provision("aia", "anx_III/pnt_1")
            .arabic_annex_iri()
            .unwrap(),
        "http://data.europa.eu/eli/reg/2024/1689/anx_3/pnt_1/oj"
    );
    assert_eq!(provision("aia", "art_3").arabic_annex_iri(), None);
    let (nl, en) = provision("aia", "art_9").headings();
    assert_eq!(nl.as_deref(), Some("Systeem voor risicobeheer"));
    assert_eq!(en.as_deref(), Some("Risk management system"));
}
