//! The rules of WCAG 2.2, levels A and AA, as far as a program can judge them.

use super::window::Browser;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

const TAGS: &str = r#"["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]"#;

/// The script of axe-core; `None`, said aloud, where `KADERGRAAF_AXE` names no file.
fn script() -> Option<&'static str> {
    static SCRIPT: OnceLock<Option<String>> = OnceLock::new();
    SCRIPT
        .get_or_init(|| {
            let path = std::env::var_os("KADERGRAAF_AXE").filter(|value| !value.is_empty());
            if path.is_none() {
                // Past the test harness, which would keep it.
                let _ = writeln!(
                    std::io::stderr().lock(),
                    "skipped: KADERGRAAF_AXE names no script of axe-core"
                );
            }
            path.map(|path| std::fs::read_to_string(path).unwrap())
        })
        .as_deref()
}

/// What the page that is open violates: a line each, with the rule and the places; none where
/// there is no axe-core.
#[track_caller]
pub(super) fn violations(browser: &Browser) -> Vec<String> {
    let Some(script) = script() else {
        return Vec::new();
    };
    if browser.evaluates("return typeof axe === 'undefined';") == Value::Bool(true) {
        browser.evaluates(script);
    }
    let found = browser.evaluates_later(&format!(
        "const done = arguments[0];
         axe.run(document, {{ runOnly: {{ type: 'tag', values: {TAGS} }}, resultTypes: ['violations'] }})
            .then(r => done({{ violations: r.violations, passes: r.passes.length }}), e => done(String(e)));"
    ));
    // A run that looked at nothing finds nothing.
    assert!(
        found["passes"].as_u64() > Some(5),
        "axe did not run: {found}"
    );
    let violations = found["violations"].as_array().cloned().unwrap_or_default();
    violations.iter().map(told).collect()
}

fn told(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut line = format!("{}: {}", text(&violation["id"]), text(&violation["help"]));
    for node in violation["nodes"].as_array().into_iter().flatten().take(5) {
        let _ = write!(line, "\n    {} {}", node["target"], text(&node["html"]));
        for check in node["any"].as_array().into_iter().flatten() {
            let _ = write!(line, "\n      {}", text(&check["message"]));
        }
    }
    line
}
