//! What every command knows: where the framework comes from, and how much is said.

use super::messages::Messages;
use clap::Args;
use std::path::PathBuf;
use std::time::Instant;

/// The variable that stands for `--source`.
const SOURCE_VARIABLE: &str = "KADERGRAAF_SOURCE";

/// What is typed before or after any command.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Root of a checkout of the framework, a folder of documents, or one document [default: the
    /// built-in edition; environment: KADERGRAAF_SOURCE]
    #[arg(long, global = true, value_name = "PATH")]
    source: Option<PathBuf>,
    /// Say more, and how long each stage takes
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Say nothing but what went wrong
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// What was decided for every command.
#[derive(Debug)]
pub(super) struct Common {
    /// Where the framework comes from; `None`: the built-in edition.
    pub(super) source: Option<PathBuf>,
    /// Whether `--source` was typed, rather than taken from the environment.
    pub(super) source_typed: bool,
    /// Where messages go.
    pub(super) messages: Messages,
    /// When the command began.
    started: Instant,
}

impl Common {
    /// Where nothing is typed and nothing may be said: while the shell asks.
    pub(super) fn silent() -> Self {
        Self::decide(Arguments {
            source: None,
            verbose: false,
            quiet: true,
        })
    }

    pub(super) fn decide(typed: Arguments) -> Self {
        let source_typed = typed.source.is_some();
        let from_environment = || {
            std::env::var_os(SOURCE_VARIABLE)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        Self {
            source: typed.source.or_else(from_environment),
            source_typed,
            messages: Messages::new(typed.verbose, typed.quiet),
            started: Instant::now(),
        }
    }

    /// Says how long it is since the command began, to those who asked for more.
    pub(super) fn took_in_all(&self, until: &str) {
        self.messages.took(self.started.elapsed(), until);
    }
}
