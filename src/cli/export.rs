//! `kadergraaf export`: the graph as a file.

use super::config::Common;
use super::edition;
use super::output::Output;
use crate::graph::vocabulary::DEFAULT_BASE;
use crate::write::{Format, WriteSettings};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf export > kader.nq
  kadergraaf export --output kader.ttl
  kadergraaf export --source Algoritmekader --format jsonld --output kader.json

The format follows the ending of the file: ttl, trig, nt, nq, rdf or jsonld. Turtle, N-Triples and
RDF/XML carry the default graph; TriG, N-Quads and JSON-LD carry the findings too.";

/// Writes the graph as a file
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// turtle, trig, ntriples, nquads, rdfxml or jsonld [default: by the ending of FILE, else nquads]
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<String>,
    /// Where the graph goes; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The address of a copy of the JSON-LD context, to be named instead of written out
    #[arg(long, value_name = "URL")]
    context_url: Option<String>,
}

impl Arguments {
    pub(super) fn decide(self) -> anyhow::Result<Plan> {
        let output = Output::decide(self.output)?;
        let path = match &output {
            Output::Standard => None,
            Output::File(path) => Some(path.as_path()),
        };
        let format = chosen_format(self.format.as_deref(), path)?;
        let settings = WriteSettings {
            base: DEFAULT_BASE.to_owned(),
            context_url: self.context_url,
        };
        Ok(Plan {
            format,
            output,
            settings,
        })
    }
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    format: Format,
    output: Output,
    settings: WriteSettings,
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let reading = self.output.write(|out| {
            let mut writer = self.format.writer(out, &self.settings);
            let reading = edition::tell(common, &mut *writer)?;
            writer.finish()?;
            Ok(reading)
        })?;
        common.messages.say(reading.closing_line());
        Ok(ExitCode::SUCCESS)
    }
}

/// The format that was asked for by name, else that of the file's ending; N-Quads on standard
/// output.
///
/// # Errors
/// A sentence for the user, where the ending says nothing.
fn chosen_format(name: Option<&str>, output: Option<&Path>) -> anyhow::Result<Format> {
    if let Some(name) = name {
        return Ok(name.parse()?);
    }
    match output {
        None => Ok(Format::NQuads),
        Some(path) => Format::from_path(path).ok_or_else(|| {
            anyhow::anyhow!(
                "the ending of {} names no format; choose one with --format ({})",
                path.display(),
                Format::names()
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_format_follows_the_name_then_the_ending() {
        let chosen = |name, path: Option<&str>| {
            chosen_format(name, path.map(Path::new)).map_err(|error| error.to_string())
        };
        assert_eq!(chosen(None, Some("a.ttl")), Ok(Format::Turtle));
        assert_eq!(chosen(Some("trig"), Some("a.ttl")), Ok(Format::TriG));
        assert_eq!(chosen(None, None), Ok(Format::NQuads));
        assert!(
            chosen(None, Some("graph.txt"))
                .unwrap_err()
                .contains("graph.txt")
        );
        assert!(chosen(Some("yaml"), None).unwrap_err().contains("turtle"));
    }
}
