//! `kadergraaf cite`: a citation in words → what it means.

use super::config::Common;
use super::output::Output;
use crate::graph::tell_provisions;
use crate::legislation::{
    Act, Citation, Passage, Problem, Provision, Reader, Reading, Reason, Register, Resolution,
};
use crate::write::Format as GraphFormat;
use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  kadergraaf cite 'artikel 6, eerste lid, onder b, AVG'
  kadergraaf cite --context aia 'art. 9 lid 6'
  kadergraaf cite --format json 'GDPR Article 9(2)(g) and Article 27 of the AI Act'
  kadergraaf cite --format turtle - < letter.txt

The exit status is 0 where a citation was found, 1 where none was, and 2 for wrong use.";

/// Says what a reference to legislation means
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The words; - for standard input
    #[arg(value_name = "TEXT")]
    text: String,
    /// The act that is meant where none is named: its code, as aia or avg, or that of a requirement
    #[arg(long, value_name = "CODE")]
    context: Option<String>,
    /// How the answer is written
    #[arg(long, short, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// An array, one object a citation
    Json,
    /// The provisions, as the graph describes them
    Turtle,
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    text: String,
    context: Option<String>,
    format: Format,
}

impl Arguments {
    pub(super) fn decide(self) -> anyhow::Result<Plan> {
        let mut text = self.text;
        if text == "-" {
            text.clear();
            std::io::stdin()
                .read_to_string(&mut text)
                .context("standard input")?;
        }
        Ok(Plan {
            text,
            context: self.context,
            format: self.format,
        })
    }
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let register =
            Register::embedded().map_err(|error| anyhow!("the register of acts: {error}"))?;
        let context = self
            .context
            .as_deref()
            .map(|code| act(register, code))
            .transpose()?;
        let reading = Reader::new(register, context).read(&Passage::text(&self.text));
        Output::Standard.write(|out| match self.format {
            Format::Text => Ok(tell(&self.text, &reading, &common.id_base, out)?),
            Format::Json => json(&self.text, &reading, &common.id_base, out),
            Format::Turtle => turtle(register, &reading, common, out),
        })?;
        Ok(ExitCode::from(u8::from(reading.citations.is_empty())))
    }
}

fn act<'r>(register: &'r Register, code: &str) -> anyhow::Result<&'r Arc<Act>> {
    register
        .act(code)
        .or_else(|| register.context_of(code))
        .or_else(|| register.act_by_name(code))
        .ok_or_else(|| anyhow!("--context {code}: the register has no such act (its codes are such as aia, avg, awb)"))
}

/// What it understood, and where it stopped and why.
fn tell(text: &str, reading: &Reading, base: &str, out: &mut dyn Write) -> std::io::Result<()> {
    for citation in &reading.citations {
        writeln!(
            out,
            "{}",
            text.get(citation.range.clone()).unwrap_or_default()
        )?;
        for target in &citation.targets {
            writeln!(out, "  {}", target.label_nl())?;
            writeln!(out, "  {}", target.label_en())?;
            writeln!(out, "  {}", target.iri(base))?;
            if let Some(page) = target.official_page() {
                writeln!(out, "  {page}")?;
            }
        }
        if citation.resolution == Resolution::Contextual {
            writeln!(out, "  (the act comes from the context)")?;
        }
        for problem in &citation.problems {
            let Problem::NoSuchProvision(provision) = problem;
            writeln!(out, "  ({} does not exist)", provision.label_en())?;
        }
    }
    for unresolved in &reading.unresolved {
        let words = text.get(unresolved.range.clone()).unwrap_or_default();
        let reason = match unresolved.reason {
            Reason::NoAct => "no act is named; --context gives one",
            Reason::OtherText => "what is named is no act",
            Reason::UnknownAct => "the register does not have this act",
        };
        writeln!(out, "{words}\n  (not resolved: {reason})")?;
    }
    if reading.citations.is_empty() && reading.unresolved.is_empty() {
        writeln!(out, "No reference to legislation was found.")?;
    }
    Ok(())
}

/// A citation as programs get it; `start` and `end` are bytes of the text.
#[derive(Serialize)]
struct Found<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    resolution: &'static str,
    targets: Vec<String>,
    labels: Labels,
    page: Option<String>,
}

#[derive(Serialize)]
struct Labels {
    nl: String,
    en: String,
}

impl<'a> Found<'a> {
    fn of(text: &'a str, citation: &Citation, base: &str) -> Self {
        let join = |label: fn(&Provision) -> String| {
            citation
                .targets
                .iter()
                .map(label)
                .collect::<Vec<_>>()
                .join("; ")
        };
        Self {
            text: text.get(citation.range.clone()).unwrap_or_default(),
            start: citation.range.start,
            end: citation.range.end,
            resolution: match citation.resolution {
                Resolution::Explicit => "explicit",
                Resolution::Contextual => "contextual",
            },
            targets: citation
                .targets
                .iter()
                .map(|target| target.iri(base))
                .collect(),
            labels: Labels {
                nl: join(Provision::label_nl),
                en: join(Provision::label_en),
            },
            page: citation.targets.first().and_then(Provision::official_page),
        }
    }
}

fn json(text: &str, reading: &Reading, base: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let found: Vec<Found<'_>> = reading
        .citations
        .iter()
        .map(|citation| Found::of(text, citation, base))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &found)?;
    writeln!(out)?;
    Ok(())
}

fn turtle(
    register: &Register,
    reading: &Reading,
    common: &Common,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let cited: BTreeSet<Provision> = reading
        .citations
        .iter()
        .flat_map(|citation| citation.targets.clone())
        .collect();
    let mut writer = GraphFormat::Turtle.writer(out, &common.write_settings());
    tell_provisions(register, cited, &common.id_base, &mut *writer)?;
    writer.finish()?;
    Ok(())
}
