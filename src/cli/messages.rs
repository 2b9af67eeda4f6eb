//! What is said to people, on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{IsTerminal, Write};
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

    /// A line for those who asked for more.
    pub(super) fn detail(self, line: impl Display) {
        if self.verbose {
            self.say(line);
        }
    }

    /// A progress line for work of unknown length.
    pub(super) fn progress(self, doing: &str) -> Progress {
        Progress {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
                .with_message(doing.to_owned()),
            started: Instant::now(),
            wanted: self.terminal && !self.quiet,
            shown: false,
            done: 0,
        }
    }
}

/// How long work may last before it shows that it goes on.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many steps pass between two looks at the clock.
const STRIDE: u64 = 512;

/// Shows that work goes on, on a terminal, from the second second.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    shown: bool,
    done: u64,
}

impl Progress {
    /// One step further.
    pub(super) fn step(&mut self) {
        self.done += 1;
        if !self.wanted || !self.done.is_multiple_of(STRIDE) {
            return;
        }
        if !self.shown && self.started.elapsed() > PATIENCE {
            self.shown = true;
            if let Ok(style) =
                ProgressStyle::with_template("{spinner} {msg}: {human_pos} [{elapsed}]")
            {
                self.bar.set_style(style);
            }
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(self.done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
