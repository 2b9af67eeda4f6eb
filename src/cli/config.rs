//! What every command knows: where the framework comes from, and how much is said.

use super::messages::Messages;
use crate::graph::vocabulary::DEFAULT_BASE;
use crate::write::WriteSettings;
use clap::Args;
use oxigraph::model::NamedNode;
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
    /// What our own identifiers begin with, for who publishes under a domain of their own; the
    /// vocabulary stays what it is
    #[arg(long, global = true, value_name = "URL", env = "KADERGRAAF_ID_BASE", value_parser = id_base)]
    #[arg(default_value = DEFAULT_BASE)]
    id_base: String,
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
    /// What our own identifiers begin with; ends in `/`.
    pub(super) id_base: String,
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
            id_base: DEFAULT_BASE.to_owned(),
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
            id_base: typed.id_base,
            messages: Messages::new(typed.verbose, typed.quiet),
            started: Instant::now(),
        }
    }

    /// How graphs are written, without a context of their own.
    pub(super) fn write_settings(&self) -> WriteSettings {
        WriteSettings::under(&self.id_base)
    }

    /// Says how long it is since the command began, to those who asked for more.
    pub(super) fn took_in_all(&self, until: &str) {
        self.messages.took(self.started.elapsed(), until);
    }
}

/// An address that names can be put behind: of the web, without a query or a fragment, with its
/// closing `/`.
fn id_base(typed: &str) -> Result<String, String> {
    let rest = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"));
    let is_base = rest.is_some_and(|rest| {
        rest.find('/').is_some_and(|host| host > 0)
            && rest.ends_with('/')
            && !rest.contains(['?', '#'])
    });
    NamedNode::new(typed)
        .ok()
        .filter(|_| is_base)
        .map(NamedNode::into_string)
        .ok_or_else(|| {
            "expected an http or https address that ends in /, as https://data.example.nl/kader/"
                .to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_address_that_names_can_be_put_behind() {
        for base in [
            DEFAULT_BASE,
            "http://localhost:7878/",
            "https://a.nl/kader/x/",
        ] {
            assert_eq!(id_base(base).as_deref(), Ok(base));
        }
        for wrong in [
            "",
            "kader/",
            "urn:nl:ak/",
            "https://a.nl",
            "https://a.nl/kader",
            "https:///kader/",
            "https://a.nl/?x/",
            "https://a.nl/#/",
            "https://a.nl/een twee/",
            "https://a.nl/<>/",
        ] {
            assert!(id_base(wrong).is_err(), "{wrong}");
        }
    }
}
