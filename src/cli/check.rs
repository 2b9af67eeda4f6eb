//! `kadergraaf check`: what is wrong in the source.

use super::config::Common;
use super::contract;
use super::edition::{self, Reading};
use super::output::Output;
use crate::findings::{Counts, Finding, JsonReport};
use crate::graph::{QuadSink, SinkError};
use crate::store::DataFile;
use clap::{Args, ValueEnum};
use oxigraph::model::QuadRef;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf check Algoritmekader
  kadergraaf check --source Algoritmekader --format json --output findings.json
  kadergraaf check --deny warnings
  kadergraaf check --graph my-measures.ttl --graph kader.ttl

The exit status is 0 where there is no error, 1 where there are errors (or warnings, with --deny
warnings), and 2 where the source could not be checked.";

/// Says what is wrong in the source
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The checkout, folder or document, in the place of --source
    #[arg(value_name = "DIR", conflicts_with = "source")]
    directory: Option<PathBuf>,
    /// An RDF file to check against the contract of the graph, in the place of a source; may be
    /// repeated, and then the files are one dataset
    #[arg(long, value_name = "FILE", conflicts_with = "directory")]
    graph: Vec<PathBuf>,
    /// How the findings are written
    #[arg(long, short, value_enum, default_value = "text")]
    format: Format,
    /// Findings that count as errors too
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// Where the findings go; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line a finding, for people
    Text,
    /// One object, for programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Deny {
    /// Warnings
    Warnings,
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    directory: Option<PathBuf>,
    graph: Vec<DataFile>,
    format: Format,
    deny_warnings: bool,
    output: Output,
}

impl Arguments {
    pub(super) fn decide(self, common: &Common) -> anyhow::Result<Plan> {
        Ok(Plan {
            graph: contract::decide(&self.graph, common)?,
            directory: self.directory,
            format: self.format,
            deny_warnings: self.deny.is_some(),
            output: Output::decide(self.output)?,
        })
    }
}

/// A sink for those who want the findings alone.
struct Nowhere;

impl QuadSink for Nowhere {
    fn quad(&mut self, _: QuadRef<'_>) -> Result<(), SinkError> {
        Ok(())
    }
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let source = self.directory.as_ref().or(common.source.as_ref());
        let reading = if self.graph.is_empty() {
            edition::tell_source(source.map(PathBuf::as_path), common, &mut Nowhere)?
        } else {
            contract::check(&self.graph)?
        };
        self.output.write(|out| match self.format {
            Format::Text => Ok(text(&reading.findings, out)?),
            Format::Json => Ok(json(&reading, out)?),
        })?;
        common.messages.say(reading.closing_line());
        let counts = Counts::of(&reading.findings);
        let failed = counts.errors > 0 || self.deny_warnings && counts.warnings > 0;
        Ok(ExitCode::from(u8::from(failed)))
    }
}

fn text(findings: &[Finding], out: &mut dyn Write) -> std::io::Result<()> {
    for finding in findings {
        let Finding {
            file,
            line,
            column,
            code,
            message,
            help,
            ..
        } = finding;
        writeln!(
            out,
            "{file}:{line}:{column}: {}[{}]: {}",
            code.severity().as_str(),
            code.as_str(),
            message.en
        )?;
        if let Some(help) = help {
            writeln!(out, "  help: {}", help.en)?;
        }
    }
    Ok(())
}

fn json(reading: &Reading, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(
        &mut *out,
        &JsonReport::new(&reading.findings, &reading.read),
    )?;
    writeln!(out)?;
    Ok(())
}
