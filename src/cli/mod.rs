//! The command line.

pub mod export;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments (the program's name first) and gives its exit status.
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(2)
}
