//! `kadergraaf export`: the graph as a file.

use super::completions;
use super::config::Common;
use super::edition::{self, Reading};
use super::output::Output;
use super::spreadsheet;
use super::verify::manifest_path;
use crate::graph::QuadSink;
use crate::write::verify::HashingWriter;
use crate::write::{FileSum, Format, Manifest, Summarizer, Tee, WriteSettings};
use anyhow::bail;
use clap::Args;
use clap_complete::ArgValueCompleter;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf export > kader.nq
  kadergraaf export --output kader.ttl
  kadergraaf export --source Algoritmekader --format jsonld --output kader.json
  kadergraaf export --fingerprint
  kadergraaf export --output kader.nq --fingerprint
  kadergraaf export --output kader.xlsx
  kadergraaf export --format csv --table vereisten

The format follows the ending of the file: ttl, trig, nt, nq, rdf, jsonld, xlsx or csv. Turtle,
N-Triples and RDF/XML carry the default graph; TriG, N-Quads and JSON-LD carry the findings too;
xlsx and csv are tables for reading, a table a kind.";

/// Writes the graph as a file
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// turtle, trig, ntriples, nquads, rdfxml, jsonld, xlsx or csv [default: by the ending of FILE,
    /// else nquads]
    #[arg(
        long,
        short,
        value_name = "FORMAT",
        add = ArgValueCompleter::new(completions::export_formats)
    )]
    format: Option<String>,
    /// Where the graph goes; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The address of a copy of the JSON-LD context, to be named instead of written out
    #[arg(long, value_name = "URL")]
    context_url: Option<String>,
    /// Print the fingerprint of the dataset (RDFC-1.0, SHA-256): instead of the graph, or with
    /// --output beside it, and then with a manifest FILE.manifest for `kadergraaf verify`
    #[arg(long)]
    fingerprint: bool,
    /// The table that csv writes; without it, --output is a folder for all tables
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
}

impl Arguments {
    pub(super) fn decide(self) -> anyhow::Result<Plan> {
        let (format, path) = (self.format.as_deref(), self.output.as_deref());
        if spreadsheet::is_spreadsheet(format, path) {
            if self.fingerprint {
                bail!("--fingerprint is of a graph, not of tables");
            }
            let plan = spreadsheet::Plan::decide(format, self.table.as_deref(), self.output)?;
            return Ok(Plan::Tables(plan));
        }
        if self.table.is_some() {
            bail!("--table chooses what csv writes; add --format csv");
        }
        let output = Output::decide(self.output)?;
        let path = match &output {
            Output::Standard => None,
            Output::File(path) => Some(path.as_path()),
        };
        let format = chosen_format(self.format.as_deref(), path)?;
        Ok(Plan::Graph(GraphPlan {
            format,
            output,
            context_url: self.context_url,
            fingerprint: self.fingerprint,
        }))
    }
}

/// What was decided.
#[derive(Debug)]
pub(super) enum Plan {
    /// The graph in a form of RDF.
    Graph(GraphPlan),
    /// The graph as tables.
    Tables(spreadsheet::Plan),
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let reading = match self {
            Self::Graph(plan) => plan.execute(common)?,
            Self::Tables(plan) => plan.execute(common)?,
        };
        common.messages.say(reading.closing_line());
        Ok(ExitCode::SUCCESS)
    }
}

/// What was decided of a graph.
#[derive(Debug)]
pub(super) struct GraphPlan {
    format: Format,
    output: Output,
    context_url: Option<String>,
    fingerprint: bool,
}

impl GraphPlan {
    fn execute(&self, common: &Common) -> anyhow::Result<Reading> {
        match &self.output {
            Output::Standard if self.fingerprint => print_fingerprint(common),
            Output::File(path) if self.fingerprint => self.write_with_manifest(path, common),
            output => output.write(|out| self.write(out, None, common)),
        }
    }

    fn write(
        &self,
        out: &mut dyn Write,
        beside: Option<&mut dyn QuadSink>,
        common: &Common,
    ) -> anyhow::Result<Reading> {
        let settings = WriteSettings {
            context_url: self.context_url.clone(),
            ..common.write_settings()
        };
        let mut writer = self.format.writer(out, &settings);
        let reading = match beside {
            Some(beside) => edition::tell(common, "writing", &mut Tee(&mut *writer, beside))?,
            None => edition::tell(common, "writing", &mut *writer)?,
        };
        writer.finish()?;
        Ok(reading)
    }

    /// The file first: a manifest without its file would be a lie.
    fn write_with_manifest(&self, path: &Path, common: &Common) -> anyhow::Result<Reading> {
        let mut summarizer = Summarizer::default();
        let (reading, sha256) = self.output.write(|out| {
            let mut out = HashingWriter::new(out);
            let reading = self.write(&mut out, Some(&mut summarizer), common)?;
            Ok((reading, out.finish()))
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = FileSum {
            sha256,
            name: name.into_owned(),
        };
        let program = concat!("kadergraaf ", env!("CARGO_PKG_VERSION"));
        let manifest = Manifest::of(program, summarizer, file)?;
        Output::File(manifest_path(path)).write(|out| Ok(write!(out, "{manifest}")?))?;
        print_line(&manifest.summary.fingerprint)?;
        Ok(reading)
    }
}

/// Tells the edition and prints what it is.
fn print_fingerprint(common: &Common) -> anyhow::Result<Reading> {
    let mut summarizer = Summarizer::default();
    let reading = edition::tell(common, "sorting", &mut summarizer)?;
    print_line(&summarizer.finish()?.fingerprint)?;
    Ok(reading)
}

fn print_line(line: &str) -> anyhow::Result<()> {
    Output::Standard.write(|out| Ok(writeln!(out, "{line}")?))
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
                "the ending of {} names no format; choose one with --format ({}, xlsx, csv)",
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
