//! Search: words, codes, citations, and any string.

use super::{EDITION, KADER};
use kadergraaf::find::search::{Answer, Excerpt, Index, Kind, Question};
use proptest::prelude::*;
use std::sync::LazyLock;

const BASE: &str = "https://w3id.org/kadergraaf/";

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::build(&EDITION, BASE));

fn ask(text: &str) -> Answer {
    INDEX.search(&Question {
        text,
        language: "nl",
        kind: None,
        shown: 10,
        skipped: 0,
    })
}

fn direct(text: &str) -> Vec<String> {
    ask(text)
        .direct
        .into_iter()
        .map(|found| found.iri)
        .collect()
}

fn codes(answer: &Answer, kind: Kind) -> Vec<String> {
    let group = answer.groups.iter().find(|group| group.kind == kind);
    group
        .map(|group| {
            group
                .hits
                .iter()
                .filter_map(|hit| hit.code.clone())
                .collect()
        })
        .unwrap_or_default()
}

fn text(excerpt: &Excerpt) -> String {
    excerpt
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect()
}

#[test]
fn codes_lead_to_the_thing_however_they_are_spelled() {
    for spelling in [
        "aia-09",
        "AIA 9",
        "aia09",
        "urn:nl:ak:ver:aia-09",
        "wat is aia-09?",
    ] {
        assert_eq!(
            direct(spelling).first().map(String::as_str),
            Some("urn:nl:ak:ver:aia-09"),
            "{spelling}"
        );
    }
    assert_eq!(direct("owp-07").first().unwrap(), "urn:nl:ak:mtr:owp-07");
    let norm = format!("{BASE}id/norm/ARK/3.10");
    assert_eq!(direct("3.10").first(), Some(&norm));
    assert_eq!(direct("ARK 3.10").first(), Some(&norm));
    assert!(!direct("3.1").contains(&norm));
    assert_eq!(
        direct("IAMA").first(),
        Some(&format!("{BASE}id/instrument/IAMA"))
    );
}

#[test]
fn citations_lead_to_the_provision() {
    let article = "http://data.europa.eu/eli/reg/2024/1689/art_14/oj";
    for words in [
        "art. 14 AI-verordening",
        "artikel 14 van de AI-verordening",
        "Article 14 AI Act",
        "wat zegt art. 14 AI-verordening over toezicht",
    ] {
        assert_eq!(
            direct(words).first().map(String::as_str),
            Some(article),
            "{words}"
        );
    }
    assert_eq!(
        direct("Article 6(1)(b) GDPR").first().map(String::as_str),
        Some("http://data.europa.eu/eli/reg/2016/679/art_6/par_1/pnt_b/oj")
    );
    // Not cited in the framework: what stands around it, and it is said.
    let answer = ask("artikel 14, lid 4, onder b, AI-verordening");
    assert_eq!(answer.direct[0].iri, article);
    let instead = answer.direct[0].instead_of.as_ref().unwrap();
    assert_eq!(
        instead.in_language("nl").unwrap().text,
        "Artikel 14, lid 4, onder b, AI-verordening"
    );
    assert_eq!(
        direct("AVG").first().map(String::as_str),
        Some("http://data.europa.eu/eli/reg/2016/679/oj")
    );
}

#[test]
fn words_are_found_by_stem_beginning_and_without_diacritics() {
    let of = |text: &str| ask(text).total();
    assert!(of("maatregelen") > 0);
    assert_eq!(of("verplichting "), of("VERPLICHTINGEN "));
    // The last word may be unfinished; with a blank behind it, it is not.
    assert!(of("toez") > 0 && ask("toez ").missing.is_empty());
    assert!(of("discriminatie") > 0);
    let answer = ask("menselijk toezicht");
    assert!(
        codes(&answer, Kind::Requirement).contains(&"aia-09".to_owned())
            || !answer.groups.is_empty()
    );
    let english = ask("human oversight");
    assert!(english.total() > 0 && english.missing.is_empty());
}

#[test]
fn every_hit_has_the_words_in_its_context() {
    let answer = ask("register van algoritmes");
    assert!(answer.total() > 0);
    for hit in answer.groups.iter().flat_map(|group| &group.hits) {
        let marked = |excerpt: &Excerpt| excerpt.pieces.iter().any(|piece| piece.marked);
        let shown = marked(&hit.title) || hit.excerpt.as_ref().is_some_and(marked);
        assert!(shown, "{}: {}", hit.iri, text(&hit.title));
        let length = hit
            .excerpt
            .as_ref()
            .map_or(0, |excerpt| text(excerpt).chars().count());
        assert!(length < 400, "{length}");
    }
}

#[test]
fn what_nothing_has_is_said_and_a_near_word_offered() {
    let answer = ask("toezciht algoritme");
    assert_eq!(answer.missing, ["toezciht"]);
    assert_eq!(answer.suggestion.as_deref(), Some("toezicht algoritme"));
    assert!(answer.total() > 0, "the other word still counts");
    assert_eq!(ask("qqqqzzzz").total(), 0);
}

#[test]
fn the_same_question_has_the_same_answer() {
    let again = Index::build(&EDITION, BASE);
    for words in ["data", "risico beheer", "ai", "de"] {
        let question = Question {
            text: words,
            language: "en",
            kind: None,
            shown: 50,
            skipped: 0,
        };
        assert_eq!(INDEX.search(&question), again.search(&question), "{words}");
    }
}

#[test]
fn long_questions_are_cut_and_cost_little() {
    let long = "toezicht ".repeat(100_000);
    let started = std::time::Instant::now();
    let answer = ask(&long);
    assert!(answer.cut);
    assert!(ask(&"a".repeat(1_000_000)).cut);
    assert!(ask(&"w1 x2 ".repeat(2000)).cut);
    assert!(started.elapsed().as_secs() < 5);
}

proptest! {
    #[test]
    fn any_string_has_an_answer(text in "\\PC{0,60}|[aeiou'\u{301}\u{ad} .:/()-]{0,40}|(art|lid|aia|3)[0-9. ()-]{0,12}") {
        for index in [&*INDEX, &*SMALL] {
            let answer = index.search(&Question {
                text: &text,
                language: "nl",
                kind: None,
                shown: 5,
                skipped: 0,
            });
            prop_assert!(answer.direct.len() <= 12);
        }
    }
}

static SMALL: LazyLock<Index> = LazyLock::new(|| Index::build(&KADER, BASE));
