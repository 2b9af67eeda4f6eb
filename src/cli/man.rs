//! `kadergraaf man`: manual pages.

use super::Typed;
use super::config::Common;
use super::output::Output;
use anyhow::{Context, bail};
use clap::{Args, CommandFactory};
use clap_mangen::Man;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  mkdir -p ~/.local/share/man/man1 && kadergraaf man ~/.local/share/man/man1";

/// Writes the manual pages into a folder
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder, which must exist
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl Arguments {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        if !self.folder.is_dir() {
            bail!("{}: there is no such folder", self.folder.display());
        }
        let mut command = Typed::command();
        command.build();
        let pages: Vec<clap::Command> = std::iter::once(command.clone())
            .chain(command.get_subcommands().cloned())
            .filter(|page| !page.is_hide_set())
            .collect();
        let count = pages.len();
        for page in pages {
            let man = Man::new(page);
            let mut text = Vec::new();
            man.render(&mut text).context("manual page")?;
            let path = self.folder.join(man.get_filename());
            Output::decide(Some(path))?.write(|out| Ok(out.write_all(&text)?))?;
        }
        common.messages.say(format_args!(
            "Wrote {count} pages into {}.",
            self.folder.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
