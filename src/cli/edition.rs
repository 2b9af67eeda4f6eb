//! The edition that a command works on: read, told to a sink, and summed up.

use super::config::Common;
use super::messages::Progress;
use crate::findings::{Counts, Finding};
use crate::graph::{self, Chapter, QuadSink, SinkError};
use crate::source::Source;
use crate::store::{Store, StoreBuilder};
use oxigraph::model::QuadRef;
use std::collections::BTreeMap;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// How many documents of each kind.
    pub(super) read: BTreeMap<String, usize>,
    /// What is wrong in them.
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    /// The closing line.
    pub(super) fn closing_line(&self) -> String {
        let kinds: Vec<String> = self
            .read
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        let counts = Counts::of(&self.findings);
        format!(
            "Read {}; {} findings ({} errors, {} warnings, {} notes).",
            if kinds.is_empty() {
                "nothing".to_owned()
            } else {
                kinds.join(", ")
            },
            counts.total(),
            counts.errors,
            counts.warnings,
            counts.notes
        )
    }
}

/// Shows progress while quads pass.
struct Watched<'a> {
    sink: &'a mut dyn QuadSink,
    progress: Progress,
}

impl QuadSink for Watched<'_> {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        self.sink.chapter(chapter)
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.progress.step();
        self.sink.quad(quad)
    }
}

/// Tells the edition's graph to a sink.
///
/// # Errors
/// Where the source cannot be read, or the sink fails.
pub(super) fn tell(common: &Common, sink: &mut dyn QuadSink) -> anyhow::Result<Reading> {
    let mut watched = Watched {
        sink,
        progress: common.messages.progress("quads"),
    };
    told(common, &mut watched)
}

fn told(common: &Common, sink: &mut dyn QuadSink) -> anyhow::Result<Reading> {
    let source = match &common.source {
        Some(path) => Source::open(path)?,
        None => Source::built_in(),
    };
    let telling = graph::tell(&source, &graph::Settings::default(), sink)?;
    Ok(Reading {
        read: telling.read,
        findings: telling.findings,
    })
}

/// Loads the edition.
///
/// # Errors
/// As [`tell`].
pub(super) fn load(common: &Common) -> anyhow::Result<(Store, Reading)> {
    let mut builder = StoreBuilder::new();
    let reading = tell(common, &mut builder)?;
    Ok((builder.finish(), reading))
}
