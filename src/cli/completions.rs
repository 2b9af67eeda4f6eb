//! `kadergraaf completions`: a script for the shell.

use super::Typed;
use super::output::Output;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf completions bash > ~/.local/share/bash-completion/completions/kadergraaf
  kadergraaf completions fish > ~/.config/fish/completions/kadergraaf.fish";

/// Writes the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

impl Arguments {
    pub(super) fn execute(&self) -> anyhow::Result<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Typed::command(), "kadergraaf", &mut script);
        Output::Standard.write(|out| Ok(out.write_all(&script)?))?;
        Ok(ExitCode::SUCCESS)
    }
}
