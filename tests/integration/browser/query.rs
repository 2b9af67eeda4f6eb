//! Questions and queries as a reader asks them.

use super::window::Browser;
use crate::program::fixture;
use crate::server::Server;
use fantoccini::key::Key;

fn edition() -> Server {
    Server::over([] as [&str; 0])
}

const FIELD: &str = "#query";

/// Puts a query into the editor as if it were typed over what stands there.
fn writes(browser: &Browser, text: &str) {
    let all = format!("{}a", char::from(Key::Control));
    browser.types(FIELD, &format!("{all}{}", char::from(Key::Null)));
    browser.types(FIELD, text);
}

fn with_control(key: Key) -> String {
    format!(
        "{}{}{}",
        char::from(Key::Control),
        char::from(key),
        char::from(Key::Null)
    )
}

#[test]
fn an_example_is_found_changed_read_and_shared() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(&server, "/queries");
    browser.clicks("a[href$='/queries/measures-of-phase']");
    browser.waits_for_text("h1", "Which measures does a role take in a phase?");
    assert_eq!(browser.shown("#answer"), "Answer for the example");
    browser.clicks("#p-phase option[value='uitfaseren']");
    browser.clicks("#p-role option[value='']");
    browser.clicks(".question-form button");
    browser.waits_until("return location.search.includes('phase=uitfaseren');");
    let rows = browser.all_shown(".result-table tbody tr");
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row.contains('-')),
        "{rows:?}"
    );
    let link = browser.attribute(".result-table tbody a", "href").unwrap();
    assert!(link.starts_with("/en/doc/urn:nl:ak:mtr:"), "{link}");

    // The same address in another window, of a reader of Dutch.
    let other = Browser::open();
    other.reads("nl");
    let shared = browser.address().replace("/en/", "/");
    other.goes_to_address(&shared);
    assert!(
        other.address().contains("/nl/queries/"),
        "{}",
        other.address()
    );
    assert_eq!(other.all_shown(".result-table tbody tr").len(), rows.len());
    assert_eq!(other.shown("#answer"), "Antwoord");
    assert_eq!(browser.complaints(), [] as [&str; 0]);
}

#[test]
fn a_query_is_written_run_by_the_keyboard_and_its_address_opened_elsewhere() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(&server, "/sparql");
    writes(
        &browser,
        "PREFIX kader: <https://w3id.org/kadergraaf/def#> SELECT ?role { ?role a kader:Role }",
    );
    assert!(browser.count(".editor__colours .keyword") >= 3);
    assert!(browser.count(".editor__colours .variable") >= 2);
    browser.types(FIELD, &with_control(Key::Enter));
    browser.waits_for_text("#result .result-count", "4 rows");
    assert!(browser.shown("#result .result-count").ends_with("ms"));
    let rows = browser.all_shown("#result tbody tr");
    assert!(rows.contains(&"Legal expert".to_owned()), "{rows:?}");
    let files = browser.all_shown("#result .inline-list li");
    assert_eq!(files, ["CSV", "JSON", "XML", "TSV"]);

    let other = Browser::open();
    other.goes_to_address(&browser.address());
    assert_eq!(other.all_shown("#result tbody tr"), rows);
    let text = other.evaluates("return document.querySelector('#query').value;");
    assert!(
        text.as_str().unwrap().starts_with("PREFIX kader:"),
        "{text}"
    );

    // A graph comes as triples, with its own files.
    writes(&browser, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3");
    browser.clicks("#ask button");
    browser.waits_for_text("#result .inline-list", "Turtle");
    assert_eq!(browser.count("#result tbody tr"), 3);
    // Back is back.
    browser.evaluates("history.back(); return true;");
    browser.waits_for_text("#result .result-count", "4 rows");
    // A yes or no is said.
    writes(&browser, "ASK {}");
    browser.types(FIELD, &with_control(Key::Enter));
    browser.waits_for_text("#result", "Yes, that is so.");
    assert_eq!(browser.complaints(), [] as [&str; 0]);
}

#[test]
fn an_error_is_understood_at_its_place() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(&server, "/sparql");
    let wrong = "SELECT * {\n  ?s rdfs:label ?o\n}";
    writes(&browser, wrong);
    browser.types(FIELD, &with_control(Key::Enter));
    browser.waits_for_text(
        "#fault",
        "Line 2, column 6: the prefix rdfs: is not declared",
    );
    assert_eq!(browser.shown(".editor__colours .fault"), "rdfs:label");
    assert_eq!(
        browser.attribute(FIELD, "aria-invalid").as_deref(),
        Some("true")
    );
    assert_eq!(browser.focus(), "query");
    let caret = browser.evaluates("return document.querySelector('#query').selectionStart;");
    assert_eq!(caret.as_u64(), Some(16));
    // Typing takes the mark away.
    browser.types(FIELD, " ");
    assert_eq!(browser.count(".editor__colours .fault"), 0);
    browser.goes_to(&server, "/nl/sparql?query=SELECT%20*%20%7B");
    assert!(
        browser
            .shown("#fault")
            .starts_with("Regel 1, kolom 11: er ontbreekt iets")
    );
}

#[test]
fn names_and_requirements_are_completed_and_can_be_undone() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(&server, "/sparql");
    let value = || {
        let value = browser.evaluates("return document.querySelector('#query').value;");
        value.as_str().unwrap().to_owned()
    };
    writes(&browser, "SELECT * { ?s a kader:");
    browser.waits_for_text("#completions", "kader:Requirement");
    assert!(browser.count("#completions li") > 40);
    browser.types(FIELD, "Requirem");
    browser.waits_until("return document.querySelectorAll('#completions li').length === 1;");
    browser.types(FIELD, &char::from(Key::Down).to_string());
    assert_eq!(
        browser.attribute(FIELD, "aria-activedescendant").as_deref(),
        Some("completion-0")
    );
    browser.types(FIELD, &char::from(Key::Enter).to_string());
    assert_eq!(
        value(),
        "PREFIX kader: <https://w3id.org/kadergraaf/def#>\nSELECT * { ?s a kader:Requirement"
    );
    // Undo takes the declaration away, then the completion.
    browser.types(
        FIELD,
        &format!("{}z{}", char::from(Key::Control), char::from(Key::Null)),
    );
    assert_eq!(value(), "SELECT * { ?s a kader:Requirement");

    writes(&browser, "SELECT * { BIND(people step");
    browser.types(FIELD, &with_control_space());
    browser.waits_for_text("#completions", "aia-09");
    browser.types(FIELD, &char::from(Key::Enter).to_string());
    assert_eq!(value(), "SELECT * { BIND(<urn:nl:ak:ver:aia-09>");

    // Escape closes, Tab goes on, and what looks like markup is text.
    writes(&browser, "SELECT ?x { ?x kader:");
    browser.waits_until("return !document.querySelector('#completions').hidden;");
    browser.types(FIELD, &char::from(Key::Escape).to_string());
    browser.waits_until("return document.querySelector('#completions').hidden;");
    browser.types(FIELD, &char::from(Key::Tab).to_string());
    assert_ne!(browser.focus(), "query");
    assert_eq!(browser.complaints(), [] as [&str; 0]);
}

fn with_control_space() -> String {
    format!("{} {}", char::from(Key::Control), char::from(Key::Null))
}

#[test]
fn one_begins_with_a_question_and_its_parameters() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(&server, "/sparql");
    browser.clicks("#begin option[value='measure-basis']");
    browser.clicks(".begin button");
    browser.waits_for_text(".begin--parameters", "the reason to take the measure");
    browser.clicks("#p-measure option[value='owp-01']");
    browser.clicks(".begin--parameters button");
    browser.waits_until("return location.search.includes('measure=owp-01');");
    let text = browser.evaluates("return document.querySelector('#query').value;");
    assert!(
        text.as_str().unwrap().contains("<urn:nl:ak:mtr:owp-01>"),
        "{text}"
    );
    assert!(browser.count("#result tbody tr") > 0);
}

#[test]
fn without_scripts_the_form_gives_the_same_table() {
    let server = edition();
    let browser = Browser::open();
    browser.runs_scripts(false);
    browser.goes_to(&server, "/sparql");
    browser.clicks("#ask button");
    assert_eq!(browser.count("#result tbody tr"), 20);
    assert!(browser.address().contains("/en/sparql?query=PREFIX"));
    assert_eq!(browser.count("#result figure.chart svg rect"), 15);
    browser.goes_to(&server, "/sparql?query=SELECT%20%7B");
    assert!(browser.shown("#result").contains("Line 1, column"));
}

#[test]
fn more_rows_than_a_page_shows_are_said_to_be_more() {
    let server = edition();
    let browser = Browser::open();
    browser.goes_to(
        &server,
        "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D",
    );
    assert!(
        browser
            .shown("#result .result-count")
            .starts_with("The first 1,000 rows; there are more.")
    );
}

#[test]
fn what_looks_like_markup_never_runs() {
    let server = Server::over(["--data", &fixture("markup.ttl")]);
    let browser = Browser::open();
    let hostile =
        "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
    for path in [
        "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D",
        "/sparql?query=CONSTRUCT%20WHERE%20%7B%20?s%20?p%20?o%20%7D",
        "/queries/measures-by-reach",
        "/queries/text-search?words=%3C/title%3E%3Cscript%3Edocument.title='run'%3C/script%3E",
        "/sparql?query=%3C/textarea%3E%3Cscript%3Edocument.title='run'%3C/script%3E",
    ] {
        browser.goes_to(&server, path);
        browser.waits_until("return document.readyState === 'complete';");
        assert_ne!(browser.title(), "run", "{path}");
        assert_eq!(
            browser.count("main img, main script, title script"),
            0,
            "{path}"
        );
    }
    browser.goes_to(&server, "/sparql");
    browser.types(FIELD, hostile);
    browser.types(FIELD, &with_control(Key::Enter));
    browser.waits_until("return document.querySelector('#fault') !== null;");
    assert_ne!(browser.title(), "run");
    writes(&browser, "img onerror");
    browser.types(FIELD, &with_control_space());
    browser.waits_until("return !document.querySelector('#completions').hidden;");
    assert_eq!(browser.count(".editor img, .editor script"), 0);
}
