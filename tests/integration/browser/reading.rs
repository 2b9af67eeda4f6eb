//! Getting about with the keyboard alone, with scripts and without.

use super::window::Browser;
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
