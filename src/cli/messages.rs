//! What is said to people, on standard error.

use crate::graph;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How much is said, and whether somebody watches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Messages {
    verbose: bool,
    quiet: bool,
    terminal: bool,
}

impl Messages {
    pub(super) fn new(verbose: bool, quiet: bool) -> Self {
        Self {
            verbose,
            quiet,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// A line, unless `--quiet`.
    pub(super) fn say(self, line: impl Display) {
        if !self.quiet {
            // A message that nobody can read is no failure.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Whether more was asked for.
    pub(super) fn is_verbose(self) -> bool {
        self.verbose
    }

    /// A line for those who asked for more.
    pub(super) fn detail(self, line: impl Display) {
        if self.verbose {
            self.say(line);
        }
    }

    /// A progress bar for reading a source.
    pub(super) fn progress(self) -> Progress {
        Progress {
            bar: ProgressBar::hidden(),
            wanted: self.terminal && !self.quiet,
        }
    }
}

/// How long work may last before it shows that it goes on.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows that work goes on, on a terminal, from the second second.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    wanted: bool,
}

impl Progress {
    /// What is to be told how far the work is.
    pub(super) fn reporter(&self) -> Option<graph::Progress> {
        if !self.wanted {
            return None;
        }
        let bar = self.bar.clone();
        let started = Instant::now();
        Some(Arc::new(move |done, total| {
            if bar.is_hidden() {
                if started.elapsed() < PATIENCE {
                    return;
                }
                let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files [{eta} left]");
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
