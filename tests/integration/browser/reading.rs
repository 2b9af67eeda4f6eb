//! Getting about: to an article, with the keyboard alone, with scripts and without, with large
//! text, on paper.

use super::addresses::PAGES;
use super::window::{Browser, DESK, Screen};
use crate::server::Server;
use fantoccini::key::Key;

#[test]
fn the_content_is_one_key_away_and_the_focus_is_seen() {
    let server = Server::over([] as [&str; 0]);
    let browser = Browser::open();
    for scripts in [true, false] {
        browser.runs_scripts(scripts);
        browser.goes_to(&server, "/doc/urn:nl:ak:ver:aia-09");
        browser.presses(Key::Tab);
        browser.presses(Key::Enter);
        assert!(
            browser.address().ends_with("#content"),
            "{}",
            browser.address()
        );
    }
}

fn dutch(server: &Server, path: &str) -> Browser {
    let browser = Browser::open();
    browser.reads("nl");
    browser.goes_to(server, path);
    browser
}

#[test]
fn who_comes_in_is_at_an_article_after_three_clicks() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/");
    browser.clicks(".ways a[href$='/work?bearer=aanbieder']");
    browser.waits_for_text("h1", "Aanbieder");
    browser.clicks(".phase-links a[href*='phase=ontwerp']");
    browser.waits_for_text("h1", "Ontwerp");
    let list = browser.address();
    assert!(list.ends_with("/nl/work?bearer=aanbieder&phase=ontwerp"));
    // What must be done stands here already, with who does it and on what it rests.
    assert!(browser.count(".tasks > li") > 3);
    assert!(browser.count(".tasks .things a") > 3);
    browser.clicks(".tasks .grounds a");
    browser.waits_for_text(".kind", "bepaling");
    assert!(browser.address().contains("/nl/legislation/"));
    // Each of these addresses can be sent: it opens the same elsewhere.
    let other = Browser::open();
    other.goes_to_address(&list);
    other.waits_for_text("h1", "Ontwerp");
    other.clicks(".tasks h3 a");
    other.clicks("#ground ~ .provisions a");
    other.waits_for_text(".notice", "niet de officiële tekst");
}

#[test]
fn the_work_list_is_made_with_the_keyboard_alone() {
    let server = Server::over([] as [&str; 0]);
    for scripts in [true, false] {
        let browser = dutch(&server, "/");
        browser.runs_scripts(scripts);
        browser.types("#choice-bearer", "Gebr");
        browser.types("#choice-risk", "Hoog");
        browser.types("#choice-phase", "Impl");
        browser.presses(Key::Tab);
        browser.presses(Key::Tab);
        browser.presses(Key::Enter);
        browser.finds("ol.tasks");
        let address = browser.address();
        for choice in [
            "bearer=gebruiksverantwoordelijke",
            "risk=hoog-risico-ai-systeem",
            "phase=implementatie",
        ] {
            assert!(address.contains(choice), "{address}");
        }
    }
}

#[test]
fn words_codes_and_articles_are_found() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/");
    for (asked, found) in [
        ("aia-09", "aia-09"),
        ("art. 14 AI-verordening", "Artikel 14, AI-verordening"),
    ] {
        browser.types("#search", asked);
        browser.presses(Key::Enter);
        browser.waits_for_text(".direct", found);
    }
    browser.types("#search", "maatregel toezicht");
    browser.presses(Key::Enter);
    browser.waits_for_text(".results mark", "oezicht");
}

#[test]
fn the_other_language_has_the_same_choices_and_stays() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/nl/work?bearer=aanbieder&phase=ontwerp");
    browser.clicks(".language-switch a");
    browser.waits_for_text(".main-navigation", "Work list");
    let address = browser.address();
    assert!(address.ends_with("/en/work?bearer=aanbieder&phase=ontwerp"));
    // From now on an address without a language is in this one.
    browser.goes_to(&server, "/requirements");
    browser.waits_for_text("h1", "Requirements");
}

#[test]
fn text_twice_as_large_is_read_without_going_sideways() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/");
    let mut wrong = Vec::new();
    for path in PAGES {
        browser.goes_to(&server, path);
        browser.evaluates("document.documentElement.style.fontSize = '200%';");
        let over = browser.evaluates(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;",
        );
        if over.as_i64() != Some(0) {
            wrong.push(format!("{path}: {over} pixels wider than the screen"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_focus_goes_through_a_page_in_its_order_and_is_always_seen() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/");
    let phone = Screen { width: 320, ..DESK };
    for screen in [DESK, phone] {
        browser.has(screen);
        for path in [
            "/",
            "/work?bearer=aanbieder&phase=ontwerp",
            "/requirements",
            "/doc/urn:nl:ak:ver:aia-09",
            "/matrix/phases",
        ] {
            browser.goes_to(&server, path);
            let mut last = -1;
            for step in 0..24 {
                browser.presses(Key::Tab);
                let seen = browser.evaluates(
                    "const e = document.activeElement, all = [...document.querySelectorAll('*')];
                     const box = e.getClientRects()[0], style = getComputedStyle(e);
                     const x = Math.min(Math.max(box.left + Math.min(box.width, 20) / 2, 0), innerWidth - 1);
                     const top = document.elementFromPoint(x, box.top + Math.min(box.height, 20) / 2);
                     return { place: all.indexOf(e), name: e.outerHTML.slice(0, 120),
                              outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                              inside: box.bottom > 0 && box.top < innerHeight,
                              uncovered: top === null || e.contains(top) || top.contains(e) };",
                );
                let place = seen["place"].as_i64().unwrap();
                let told = format!("{path} {screen:?}, step {step}: {seen}");
                assert!(place > last, "out of order: {told}");
                for quality in ["outline", "inside", "uncovered"] {
                    assert_eq!(seen[quality], true, "{quality}: {told}");
                }
                last = place;
            }
        }
    }
}

#[test]
fn on_paper_there_is_the_text_and_where_it_stands() {
    let server = Server::over([] as [&str; 0]);
    let browser = dutch(&server, "/");
    browser.devtools(
        "Emulation.setEmulatedMedia",
        &serde_json::json!({ "media": "print" }),
    );
    for path in [
        "/doc/urn:nl:ak:ver:aia-09",
        "/work?bearer=aanbieder&phase=ontwerp",
        "/requirements",
        "/matrix/phases",
    ] {
        browser.goes_to(&server, path);
        for (css, shown) in [
            ("h1", true),
            ("main", true),
            (".page-footer", true),
            (".page-header", false),
            (".breadcrumb-nav", false),
        ] {
            let there = browser.evaluates(&format!(
                "return document.querySelector('{css}').getClientRects().length > 0;"
            ));
            assert_eq!(there, shown, "{path}: {css}");
        }
        let forms = browser.evaluates(
            "return [...document.querySelectorAll('form, .no-print')].filter(e => e.getClientRects().length > 0).length;",
        );
        assert_eq!(forms, 0, "{path}");
    }
    browser.goes_to(&server, "/doc/urn:nl:ak:ver:aia-09");
    let address = browser.evaluates(
        "return getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content;",
    );
    let address = address.as_str().unwrap();
    assert!(address.contains("http"), "{address}");
}
