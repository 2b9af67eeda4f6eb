//! How long the stages of a command take, for `--verbose`.

use super::messages::Messages;
use crate::graph::{Chapter, QuadSink, SinkError, Statements};
use oxigraph::model::QuadRef;
use std::fmt::Display;
use std::time::{Duration, Instant};

impl Messages {
    /// Says how long a stage took, to those who asked for more.
    pub(super) fn took(self, time: Duration, stage: impl Display) {
        self.detail(format_args!(
            "{:>9.1} ms  {stage}",
            time.as_secs_f64() * 1000.0
        ));
    }

    /// Begins to measure stages.
    pub(super) fn stopwatch(self) -> Stopwatch {
        Stopwatch {
            messages: self,
            begun: Instant::now(),
        }
    }
}

/// Measures one stage after another.
#[derive(Debug)]
pub(super) struct Stopwatch {
    messages: Messages,
    begun: Instant,
}

impl Stopwatch {
    /// Says how long the stage took that ends here; the next begins.
    pub(super) fn lap(&mut self, stage: impl Display) {
        let now = Instant::now();
        self.messages.took(now - self.begun, stage);
        self.begun = now;
    }
}

/// A sink that measures how long another takes for what it is told.
pub(super) struct TimedSink<'a> {
    sink: &'a mut dyn QuadSink,
    quads: u64,
    time: Duration,
}

impl<'a> TimedSink<'a> {
    pub(super) fn new(sink: &'a mut dyn QuadSink) -> Self {
        Self {
            sink,
            quads: 0,
            time: Duration::ZERO,
        }
    }

    /// How many quads it was told.
    pub(super) fn quads(&self) -> u64 {
        self.quads
    }

    /// How long the other sink took for them.
    pub(super) fn time(&self) -> Duration {
        self.time
    }
}

impl QuadSink for TimedSink<'_> {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        self.sink.chapter(chapter)
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        let begun = Instant::now();
        let taken = self.sink.quad(quad);
        self.time += begun.elapsed();
        self.quads += 1;
        taken
    }

    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        let begun = Instant::now();
        let taken = self.sink.statements(statements);
        self.time += begun.elapsed();
        self.quads += statements.len() as u64;
        taken
    }
}
