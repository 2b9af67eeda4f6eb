//! `program(["query", …]).within(folder).fails_with("…")`: runs that read like a sentence.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The binary that was built for the tests.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_kadergraaf");

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name]
        .iter()
        .collect();
    path.to_str().unwrap().to_owned()
}

/// A run of the program that has not begun.
pub(crate) struct Run(Command);

/// The program with these arguments.
pub(crate) fn program<S: AsRef<str>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = Command::new(BINARY);
    command.env_remove("KADERGRAAF_SOURCE");
    command.env_remove("KADERGRAAF_ID_BASE");
    for argument in arguments {
        command.arg(argument.as_ref());
    }
    Run(command)
}

impl Run {
    /// In this folder.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// And with these arguments.
    pub(crate) fn and<'a>(mut self, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.args(arguments);
        self
    }

    /// With this variable in its environment.
    pub(crate) fn with(mut self, variable: &str, value: &str) -> Self {
        self.0.env(variable, value);
        self
    }

    /// Answers no: status 1. Gives what it writes.
    #[track_caller]
    pub(crate) fn answers_no(self) -> String {
        let output = self.output();
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{messages}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn output(mut self) -> Output {
        self.0.output().unwrap()
    }

    /// Succeeds, and writes this.
    #[track_caller]
    pub(crate) fn writes(self, wanted: &str) {
        assert_eq!(self.succeeds(), wanted);
    }

    /// Succeeds; gives what it writes.
    #[track_caller]
    pub(crate) fn succeeds(self) -> String {
        let output = self.output();
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{messages}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Ends with this status; gives what it writes.
    #[track_caller]
    pub(crate) fn ends_with(self, status: i32) -> String {
        let output = self.output();
        assert_eq!(output.status.code(), Some(status));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Ends; gives its status, what it writes and what it says.
    pub(crate) fn ends(self) -> (Option<i32>, String, String) {
        let output = self.output();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    /// Is wrong use: status 2, nothing written, and one line of message that says this.
    #[track_caller]
    pub(crate) fn refuses_wrong_use(self, says: &str) {
        let output = self.output();
        let messages = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{messages}");
        assert!(output.stdout.is_empty());
        assert_eq!(messages.lines().count(), 1, "{messages}");
        assert!(messages.contains(says), "{messages}");
    }
}
