//! Every kind of page, in both languages, in light and dark, wide and narrow.

use super::addresses::PAGES;
use super::axe::violations;
use super::window::{Browser, Screen};
use crate::server::Server;

const SCREENS: [Screen; 4] = [
    Screen {
        width: 1280,
        dark: false,
    },
    Screen {
        width: 1280,
        dark: true,
    },
    Screen {
        width: 320,
        dark: false,
    },
    Screen {
        width: 320,
        dark: true,
    },
];

#[test]
fn every_kind_of_page_keeps_the_rules() {
    let server = Server::over([] as [&str; 0]);
    let browser = Browser::open();
    let mut wrong = Vec::new();
    for language in ["nl", "en"] {
        browser.reads(language);
        for path in PAGES {
            browser.goes_to(&server, path);
            for screen in SCREENS {
                browser.has(screen);
                let place = format!("{path} ({language}, {screen:?})");
                wrong.extend(
                    violations(&browser)
                        .into_iter()
                        .map(|v| format!("{place}: {v}")),
                );
                // WCAG 1.4.10: at 320 pixels nothing is read by scrolling sideways.
                let over = browser.evaluates(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth;",
                );
                if over.as_i64() != Some(0) {
                    wrong.push(format!("{place}: {over} pixels wider than the screen"));
                }
                let page = browser.evaluates("return document.documentElement.lang;");
                if page.as_str() != Some(language) {
                    wrong.push(format!(
                        "{place}: the page says that its language is {page}"
                    ));
                }
                let not_found = |said: &String| said.contains("404") && path.ends_with("not-there");
                wrong.extend(
                    browser
                        .complaints()
                        .into_iter()
                        .filter(|said| !not_found(said) && !said.contains("/favicon.ico"))
                        .map(|said| format!("{place}: the console says {said}")),
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
