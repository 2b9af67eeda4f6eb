//! The `kadergraaf` program: arguments in, exit status out; everything else is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    kadergraaf::cli::run(std::env::args_os())
}
