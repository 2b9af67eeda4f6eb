//! The edition that a command works on: read, told to a sink, and summed up.

use super::config::Common;
use super::timings::TimedSink;
use crate::findings::{Counts, Finding, Language};
use crate::graph::{self, QuadSink};
use crate::source::Source;
use crate::store::{Store, StoreBuilder};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// How many documents of each kind.
    pub(super) read: BTreeMap<String, usize>,
    /// What is wrong in them.
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    /// How many documents of each kind were read, as a sentence.
    pub(super) fn what_was_read(&self, language: Language) -> String {
        let kinds: Vec<String> = self
            .read
            .iter()
            .map(|(kind, count)| match language {
                // The plural of each kind ends so.
                Language::En if *count == 1 => format!("1 {}", kind.trim_end_matches('s')),
                Language::En => format!("{count} {kind}"),
                Language::Nl => format!("{count} {}", in_dutch(kind, *count)),
            })
            .collect();
        let kinds = kinds.join(", ");
        match language {
            Language::En if kinds.is_empty() => "Read nothing.".to_owned(),
            Language::Nl if kinds.is_empty() => "Niets gelezen.".to_owned(),
            Language::En => format!("Read {kinds}."),
            Language::Nl => format!("Gelezen: {kinds}."),
        }
    }

    /// The closing line.
    pub(super) fn closing_line(&self) -> String {
        let read = self.what_was_read(Language::En);
        let counts = Counts::of(&self.findings);
        format!(
            "{}; {} findings ({} errors, {} warnings, {} notes).",
            read.trim_end_matches('.'),
            counts.total(),
            counts.errors,
            counts.warnings,
            counts.notes
        )
    }
}

/// The name of a kind, for one or for more.
fn in_dutch(kind: &str, count: usize) -> &str {
    let (one, many) = match kind {
        "roles" => ("rol", "rollen"),
        "phases" => ("fase", "fasen"),
        "topics" => ("onderwerp", "onderwerpen"),
        "requirements" => ("vereiste", "vereisten"),
        "measures" => ("maatregel", "maatregelen"),
        "instruments" => ("hulpmiddel", "hulpmiddelen"),
        "pages" => ("pagina", "pagina's"),
        "norms" => ("norm", "normen"),
        "terms" => ("begrip", "begrippen"),
        "graphs" => ("graaf", "grafen"),
        "rules" => ("regel", "regels"),
        "triples" => ("triple", "triples"),
        other => (other, other),
    };
    if count == 1 { one } else { many }
}

/// Tells the edition's graph to a sink; `taking` is what the sink does with the quads, as a stage.
///
/// # Errors
/// Where the source cannot be read, or the sink fails.
pub(super) fn tell(
    common: &Common,
    taking: &str,
    sink: &mut dyn QuadSink,
) -> anyhow::Result<Reading> {
    tell_source(common.source.as_deref(), common, Some(taking), sink)
}

/// Tells the graph of the source at a path, or of the built-in edition, to a sink.
///
/// # Errors
/// As [`tell`].
pub(super) fn tell_source(
    path: Option<&Path>,
    common: &Common,
    taking: Option<&str>,
    sink: &mut dyn QuadSink,
) -> anyhow::Result<Reading> {
    let messages = common.messages;
    let mut watch = messages.stopwatch();
    let source = match path {
        Some(path) => Source::open(path)?,
        None => Source::built_in(),
    };
    watch.lap(format_args!("listing {} files", source.files().len()));
    let progress = messages.progress();
    let settings = graph::Settings {
        base: common.id_base.clone(),
        progress: progress.reporter(),
        ..graph::Settings::default()
    };
    let telling = if messages.is_verbose() {
        // Only then: looking at the clock twice a quad costs some percent.
        let mut sink = TimedSink::new(sink);
        let begun = Instant::now();
        let telling = graph::tell(&source, &settings, &mut sink)?;
        let second_pass = begun.elapsed().saturating_sub(telling.first_pass);
        messages.took(telling.first_pass, "first pass: names and relations");
        let quads = sink.quads();
        messages.took(
            second_pass,
            format_args!("second pass: mapping documents to {quads} quads"),
        );
        if let Some(taking) = taking {
            messages.took(sink.time(), format_args!("  of which {taking} them"));
        }
        telling
    } else {
        graph::tell(&source, &settings, sink)?
    };
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
    let reading = tell(common, "loading", &mut builder)?;
    let mut watch = common.messages.stopwatch();
    let store = builder.finish();
    watch.lap("sorting the graph");
    Ok((store, reading))
}
