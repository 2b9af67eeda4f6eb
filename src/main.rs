//! The `kadergraaf` program: arguments in, exit status out; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    kadergraaf::cli::run(std::env::args_os())
}
