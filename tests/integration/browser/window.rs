//! `Browser::open().at(&server, "/").shown("h1")`: a window, and what stands in it.

use super::driver::{Driver, capabilities};
use crate::server::Server;
use axum::http::Method;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long anything may take to appear: long, since a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often what must appear is looked for.
const EVERY: Duration = Duration::from_millis(25);

/// How the reader's screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Screen {
    /// In CSS pixels.
    pub(super) width: u32,
    pub(super) dark: bool,
}

/// A wide screen in daylight.
pub(super) const DESK: Screen = Screen {
    width: 1280,
    dark: false,
};

/// A browser with one window, closed at the end of the test.
pub(super) struct Browser {
    runtime: Runtime,
    client: Client,
    // Dropped last: it ends the browser.
    _driver: Driver,
}

// What a browser can do here is for all tests, those to come too.
#[allow(dead_code)]
impl Browser {
    /// Opens one on a [`DESK`], for a reader of English.
    pub(super) fn open() -> Self {
        let driver = Driver::start();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities())
                    .connect(&driver.address),
            )
            .unwrap();
        let browser = Self {
            runtime,
            client,
            _driver: driver,
        };
        browser.devtools("Network.enable", &json!({}));
        browser.reads("en");
        browser.has(DESK);
        browser
    }

    /// Runs to its end, and fails where the browser says no.
    #[track_caller]
    fn now<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> T {
        match self.runtime.block_on(command) {
            Ok(value) => value,
            Err(error) => panic!("{error}"),
        }
    }

    /// A command of the Chrome DevTools Protocol.
    pub(super) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.now(self.client.issue_cmd(Vendor {
            path: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": parameters }),
        }))
    }

    /// From now on on this screen.
    pub(super) fn has(&self, screen: Screen) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": screen.width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
        );
        let scheme = if screen.dark { "dark" } else { "light" };
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        );
    }

    /// From now on this is the reader's language.
    pub(super) fn reads(&self, language: &str) {
        self.devtools(
            "Network.setExtraHTTPHeaders",
            &json!({ "headers": { "Accept-Language": language } }),
        );
    }

    /// From now on scripts run, or not.
    pub(super) fn runs_scripts(&self, runs: bool) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": !runs }),
        );
    }

    /// Goes to an address of the server; comes back when the page is loaded.
    pub(super) fn goes_to(&self, server: &Server, path: &str) {
        self.goes_to_address(&format!("http://{}{path}", server.address()));
    }

    /// Goes to an address; comes back when the page is loaded.
    pub(super) fn goes_to_address(&self, address: &str) {
        self.now(self.client.goto(address));
    }

    /// Where it is.
    pub(super) fn address(&self) -> String {
        self.now(self.client.current_url()).to_string()
    }

    /// What the window is called.
    pub(super) fn title(&self) -> String {
        self.now(self.client.title())
    }

    /// The first element that fits, once there is one.
    #[track_caller]
    pub(super) fn finds(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE).every(EVERY);
        match self.runtime.block_on(wait.for_element(Locator::Css(css))) {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error} at {}", self.address()),
        }
    }

    /// The text that a reader sees in the first element that fits.
    #[track_caller]
    pub(super) fn shown(&self, css: &str) -> String {
        self.now(self.finds(css).text())
    }

    /// The texts of all elements that fit now.
    pub(super) fn all_shown(&self, css: &str) -> Vec<String> {
        let found = self.now(self.client.find_all(Locator::Css(css)));
        found
            .iter()
            .map(|element| self.now(element.text()))
            .collect()
    }

    /// How many elements fit now.
    pub(super) fn count(&self, css: &str) -> usize {
        self.now(self.client.find_all(Locator::Css(css))).len()
    }

    /// An attribute of the first element that fits.
    #[track_caller]
    pub(super) fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.now(self.finds(css).attr(name))
    }

    #[track_caller]
    pub(super) fn clicks(&self, css: &str) {
        self.now(self.finds(css).click());
    }

    /// Types into the first element that fits; keys too, as the driver codes them.
    #[track_caller]
    pub(super) fn types(&self, css: &str, text: &str) {
        self.now(self.finds(css).send_keys(text));
    }

    /// Presses a key where the focus is.
    #[track_caller]
    pub(super) fn presses(&self, key: Key) {
        let element = self.now(self.client.active_element());
        self.now(element.send_keys(&char::from(key).to_string()));
    }

    /// What a script gives: the body of a function, with `return`.
    #[track_caller]
    pub(super) fn evaluates(&self, script: &str) -> Value {
        self.now(self.client.execute(script, Vec::new()))
    }

    /// What a script gives that calls back: `arguments[0](value)`.
    #[track_caller]
    pub(super) fn evaluates_later(&self, script: &str) -> Value {
        self.now(self.client.execute_async(script, Vec::new()))
    }

    /// Waits until a script says true.
    #[track_caller]
    pub(super) fn waits_until(&self, script: &str) {
        let end = Instant::now() + PATIENCE;
        while self.evaluates(script) != json!(true) {
            assert!(
                Instant::now() < end,
                "never: {script} at {}",
                self.address()
            );
            // Made inside the runtime, whose clock it needs.
            self.runtime
                .block_on(async { tokio::time::sleep(EVERY).await });
        }
    }

    /// Waits until this stands in the first element that fits.
    #[track_caller]
    pub(super) fn waits_for_text(&self, css: &str, text: &str) {
        let (css, text) = (json!(css), json!(text));
        self.waits_until(&format!(
            "const found = document.querySelector({css}); \
             return found !== null && found.textContent.includes({text});"
        ));
    }

    /// Where the focus is: the element's id, else its name.
    pub(super) fn focus(&self) -> String {
        let focus = self.evaluates("const e = document.activeElement; return e.id || e.localName;");
        focus.as_str().unwrap_or_default().to_owned()
    }

    /// What the console has said since it was last asked, warnings and errors only: what a policy
    /// stopped, what was not found, what a script met.
    pub(super) fn complaints(&self) -> Vec<String> {
        let entries = self.now(self.client.issue_cmd(Vendor {
            path: "se/log",
            body: json!({ "type": "browser" }),
        }));
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let closing = self.client.clone().close();
        let _ = self.runtime.block_on(closing);
    }
}

/// A command beside the standard's.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
