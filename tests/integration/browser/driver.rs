//! The driver of the browser: a process of its own for each test, on a free port.

use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Ends with the test.
pub(super) struct Driver {
    child: Child,
    /// Where it listens.
    pub(super) address: String,
}

impl Driver {
    /// Starts one; comes back when it listens. Two that start at once may want the same port, and
    /// one of them ends: so it is tried again.
    pub(super) fn start() -> Self {
        (0..10)
            .find_map(|_| Self::try_start())
            .expect("chromedriver says on which port it listens")
    }

    fn try_start() -> Option<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect(
                "chromedriver is needed for the tests in the browser (Debian: chromium-driver)",
            );
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.rsplit_once("successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        };
        // Its further messages must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            child,
            address: format!("http://127.0.0.1:{port}"),
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser without a window, that works as root, and keeps its console for the tests.
pub(super) fn capabilities() -> Map<String, Value> {
    let wanted = json!({
        "goog:chromeOptions": {
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--window-size=1280,900",
            ],
        },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    match wanted {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
