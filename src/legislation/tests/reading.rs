//! What the reader does beyond single sentences: documents, links, sources, odd input.

use super::*;
use proptest::prelude::*;

fn keys(reading: &Reading) -> Vec<String> {
    reading
        .citations
        .iter()
        .flat_map(|citation| &citation.targets)
        .map(|target| format!("{}:{}", target.act().code, target.key()))
        .collect()
}

fn linked(text: &str, words: &str, address: &str, under_sources: bool) -> Reading {
    let start = text.find(words).unwrap();
    let links = [Link {
        range: start..start + words.len(),
        address,
    }];
    Reader::new(register(), None).read(&Passage {
        text,
        links: &links,
        under_sources,
        continues: false,
    })
}

const AIA: &str = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689";

#[test]
fn the_text_decides_and_never_the_address() {
    let text = "Artikel 9 lid 6 en 8 AI-verordening";
    let reading = linked(text, text, &format!("{AIA}#art_10"), true);
    assert_eq!(keys(&reading), ["aia:art_9/par_6", "aia:art_9/par_8"]);
    let citation = &reading.citations[0];
    assert!(citation.conflict);
    assert_eq!(&text[citation.range.clone()], text);
    assert_eq!(citation.resolution, Resolution::Explicit);

    let agreeing = linked(text, text, &format!("{AIA}#art_9"), true);
    assert!(!agreeing.citations[0].conflict);
}

#[test]
fn a_link_says_which_act_where_the_words_do_not() {
    let jci =
        "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&hoofdstuk=3&artikel=3:46&z=2024-05-01";
    let reading = linked("Zie artikel 3:46.", "artikel 3:46", jci, false);
    assert_eq!(keys(&reading), ["awb:art_3:46"]);
    assert_eq!(reading.citations[0].resolution, Resolution::Contextual);
    assert!(!reading.citations[0].conflict);
}

#[test]
fn a_link_to_the_law_is_a_citation_of_it() {
    let text = "Lees de officiële tekst van de AI-verordening hier.";
    let words = "officiële tekst van de AI-verordening";
    assert_eq!(keys(&linked(text, words, AIA, false)), ["aia:"]);
    assert_eq!(
        keys(&linked(
            "Lees verder.",
            "Lees verder",
            &format!("{AIA}#art_26"),
            false
        )),
        ["aia:art_26"]
    );
    assert!(keys(&linked(text, words, "https://example.org/ai", false)).is_empty());
}

#[test]
fn a_bare_name_is_a_citation_under_sources_only() {
    let read = |text: &str, under_sources| {
        keys(&Reader::new(register(), None).read(&Passage {
            text,
            under_sources,
            ..Passage::default()
        }))
    };
    assert!(read("De AVG geldt voor iedereen.", false).is_empty());
    assert_eq!(
        read(
            "Universele Verklaring van de Rechten van de Mens (UVRM)",
            true
        ),
        ["uvrm:"]
    );
    assert!(
        read(
            "Handreiking voor wie met de AVG en met algoritmes werkt",
            true
        )
        .is_empty()
    );
    // Books and guides have names of acts in their titles.
    for title in ["AI Act Compact: Practice, 2024", "Gids AI-verordening"] {
        assert!(read(title, true).is_empty(), "{title}");
    }
    assert_eq!(read("AI Act, 2024", true), ["aia:"]);
}

#[test]
fn a_list_leans_on_what_stands_before_it() {
    let mut reader = Reader::new(register(), None);
    let mut read = |text: &str, continues| {
        keys(&reader.read(&Passage {
            text,
            continues,
            ..Passage::default()
        }))
    };
    assert!(read("Uit de AVG volgt het volgende:", false).is_empty());
    assert_eq!(read("artikel 5: de beginselen;", true), ["avg:art_5"]);
    assert_eq!(read("artikel 6: de grondslagen.", true), ["avg:art_6"]);
    assert!(read("Artikel 7 staat hier los van.", false).is_empty());
}

#[test]
fn an_article_that_is_not_there_is_a_problem() {
    let reading = Reader::new(register(), None).read(&Passage::text("Artikel 5 Woo"));
    assert_eq!(
        reading.citations[0].problems,
        [Problem::NoSuchProvision(provision("woo", "art_5"))]
    );
}

#[test]
fn what_leads_nowhere_says_why() {
    let reason = |text| {
        Reader::new(register(), None)
            .read(&Passage::text(text))
            .unresolved[0]
            .reason
    };
    assert_eq!(reason("Zie artikel 12."), Reason::NoAct);
    assert_eq!(
        reason("artikel 12 van de Kernenergiewet"),
        Reason::UnknownAct
    );
    assert_eq!(reason("artikel 12 van de overeenkomst"), Reason::OtherText);
}

#[test]
fn addresses_of_official_pages_lead_to_their_act() {
    for (address, expected, stable) in [
        (
            "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679",
            "avg:",
            true,
        ),
        (
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32016R0679#art_6",
            "avg:art_6",
            true,
        ),
        (
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            "avg:",
            true,
        ),
        (
            "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#cpt_III.sct_3",
            "aia:cpt_III/sct_3",
            true,
        ),
        (
            "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#009.002",
            "aia:art_9/par_2",
            true,
        ),
        (
            "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#d1e3241-1-1",
            "aia:art_9",
            false,
        ),
        (
            "https://data.europa.eu/eli/reg/2024/1689/art_9/oj",
            "aia:art_9",
            true,
        ),
        (
            "https://wetten.overheid.nl/BWBR0006502/2020-01-01",
            "awgb:",
            true,
        ),
        (
            "https://wetten.overheid.nl/BWBR0005537/2025-07-01#Hoofdstuk3_Afdeling3.1",
            "awb:sct_3.1",
            true,
        ),
    ] {
        let found = register().address(address).unwrap();
        let key = format!("{}:{}", found.provision.act().code, found.provision.key());
        assert_eq!(
            (key.as_str(), found.stable),
            (expected, stable),
            "{address}"
        );
    }
    for other in [
        "https://example.org/BWBR0005537",
        "artikel.md",
        "",
        "https://wetten.overheid.nl/",
    ] {
        assert_eq!(register().address(other), None, "{other}");
    }
}

/// The words of which citations are made, in no order.
fn soup() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "artikel",
        "artikelen",
        "art.",
        "lid",
        "leden",
        "onder",
        "b)",
        "(1)",
        "(",
        ")",
        "5",
        "3:46",
        "1.10",
        "eerste",
        "tweede lid",
        "van",
        "de",
        "AVG",
        "Awb",
        "en",
        ",",
        "-",
        "t/m",
        "tot en met",
        "bijlage",
        "III",
        "punt",
        "overweging",
        "29",
        "die",
        "dat",
        "Verordening (EU)",
        "2016/679",
        "bis",
        "jo.",
        "°",
        "hoofdstuk",
        "afdeling",
        "aanhef",
        "Article",
        "of",
        "the",
        "point",
        "'",
        "é",
        "\u{300}",
        "999999",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_words_are_read_without_harm(text in soup()) {
        let reading = Reader::new(register(), register().act("aia")).read(&Passage::text(&text));
        for citation in &reading.citations {
            prop_assert!(!citation.targets.is_empty());
            prop_assert!(text.get(citation.range.clone()).is_some_and(|words| !words.is_empty()));
        }
        for pair in reading.citations.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start, "{:?}", reading);
        }
    }

    #[test]
    fn any_text_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let links = [Link { range: 0..text.len() / 2, address: &text }, Link { range: 3..900, address: AIA }];
        let passage = Passage { text: &text, links: &links, under_sources: true, continues: true };
        for citation in Reader::new(register(), None).read(&passage).citations {
            prop_assert!(!citation.targets.is_empty());
        }
    }
}

#[test]
fn long_rows_take_time_in_proportion() {
    // Each of these once asked for looking at all that comes before or after, again and again.
    for unit in [
        "lid 1, ",
        "artikel 1, 2, ",
        "onder a onder 1 ",
        "eerste, tweede, ",
        "lid 1 van het ",
        "artikel 6(1",
        "(",
        "AVG, ",
        "artikel 5 en ",
        "de wet ",
        "punt 2 van die bijlage ",
    ] {
        let time = |count: usize| {
            let text = unit.repeat(count);
            let start = std::time::Instant::now();
            Reader::new(register(), None).read(&Passage::text(&text));
            start.elapsed().as_secs_f64()
        };
        time(100);
        let (short, long) = (time(2_000), time(16_000));
        assert!(
            long < 0.05 + short * 40.0,
            "{unit:?}: {short} s, then {long} s"
        );
    }
}
