//! `kadergraaf worker`: started by `serve`, never by hand.

use crate::serve::workers::serve_queries;
use clap::Args;
use std::process::ExitCode;

/// Answers the queries of a server
#[derive(Debug, Args)]
#[command(hide = true)]
pub(super) struct Arguments {
    /// Bytes of memory beyond the dataset
    memory: u64,
}

impl Arguments {
    pub(super) fn execute(&self) -> anyhow::Result<ExitCode> {
        serve_queries(std::io::stdin(), std::io::stdout(), self.memory)?;
        Ok(ExitCode::SUCCESS)
    }
}
