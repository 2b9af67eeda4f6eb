//! `kadergraaf check`: what is wrong in the source.
//!
//! What was found is first compared with what the maintainers accept (`acceptance.rs`), then
//! narrowed to what was asked for (`selection.rs`), then written.

mod acceptance;
mod day;
mod selection;

use super::completions;
use super::config::Common;
use super::contract;
use super::edition::{self, Reading};
use super::output::Output;
use crate::findings::{
    self, Code, Counts, JsonReport, Language, Sarif, Severity, TextReport, explain,
    explain_in_dutch,
};
use crate::graph::{QuadSink, SinkError, Statements};
use crate::store::DataFile;
use acceptance::Settings;
use anyhow::Context;
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCompleter;
use oxigraph::model::QuadRef;
use selection::Selection;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf check Algoritmekader
  kadergraaf check Algoritmekader --deny warnings --ignore template-comment
  kadergraaf check --source Algoritmekader --format sarif --output findings.sarif
  kadergraaf check --graph my-measures.ttl --graph kader.ttl
  kadergraaf check --explain dangling-reference

What is accepted, with a reason and an end date, stands in kadergraaf.yaml at the root of the
checkout, or in the file that --config names (see docs/check.md).

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
    /// Codes of the only findings that are told, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',', add = ArgValueCompleter::new(completions::codes))]
    only: Vec<String>,
    /// Codes of findings that are not told, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',', add = ArgValueCompleter::new(completions::codes))]
    ignore: Vec<String>,
    /// What is accepted [default: kadergraaf.yaml at the root of the checkout, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of the messages [default: nl where the system's language is Dutch and the format is
    /// text, else en]
    #[arg(long, alias = "language", value_enum, value_name = "LANGUAGE")]
    lang: Option<TypedLanguage>,
    /// Explains a code, and does nothing else
    #[arg(long, value_name = "CODE", add = ArgValueCompleter::new(completions::codes))]
    explain: Option<String>,
    /// Where the findings go; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each finding with its line, for people
    Text,
    /// One object, for programs
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Deny {
    /// Warnings
    Warnings,
    /// Warnings and notes
    Notes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TypedLanguage {
    /// Dutch
    Nl,
    /// English
    En,
}

/// What was decided.
#[derive(Debug)]
pub(super) enum Plan {
    /// Explain a code.
    Explain(Code, Language, Output),
    /// Check a source.
    Check(Box<Check>),
}

/// How a source is checked.
#[derive(Debug)]
pub(super) struct Check {
    directory: Option<PathBuf>,
    graph: Vec<DataFile>,
    format: Format,
    deny: Option<Deny>,
    selection: Selection,
    config: Option<PathBuf>,
    language: Language,
    output: Output,
}

impl Arguments {
    pub(super) fn decide(self, common: &Common) -> anyhow::Result<Plan> {
        let output = Output::decide(self.output)?;
        if let Some(name) = self.explain {
            let language = match self.lang {
                Some(TypedLanguage::Nl) => Language::Nl,
                Some(TypedLanguage::En) | None => Language::En,
            };
            return Ok(Plan::Explain(selection::code(&name)?, language, output));
        }
        let language = match self.lang {
            Some(TypedLanguage::Nl) => Language::Nl,
            None if self.format == Format::Text => language_of_system(),
            // What programs read does not depend on where they run.
            Some(TypedLanguage::En) | None => Language::En,
        };
        Ok(Plan::Check(Box::new(Check {
            graph: contract::decide(&self.graph, common)?,
            directory: self.directory,
            format: self.format,
            deny: self.deny,
            selection: Selection::decide(&self.only, &self.ignore)?,
            config: self.config,
            language,
            output,
        })))
    }
}

/// The language of messages, by the first of the variables that POSIX names and that says one.
fn language_of_system() -> Language {
    let wanted = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let name = wanted.split(['_', '.', '@', '-']).next();
    if name == Some("nl") {
        Language::Nl
    } else {
        Language::En
    }
}

/// A sink for those who want the findings alone.
struct Nowhere;

impl QuadSink for Nowhere {
    fn quad(&mut self, _: QuadRef<'_>) -> Result<(), SinkError> {
        Ok(())
    }

    fn statements(&mut self, _: &Statements<'_>) -> Result<(), SinkError> {
        Ok(())
    }
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        match self {
            Self::Explain(code, language, output) => {
                let page = match language {
                    Language::Nl => explain_in_dutch(*code),
                    Language::En => explain(*code),
                };
                output.write(|out| {
                    writeln!(out, "# {}\n\n{page}", code.as_str())?;
                    Ok(())
                })?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Check(check) => check.execute(common),
        }
    }
}

impl Check {
    fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let source = self.directory.as_ref().or(common.source.as_ref());
        let source = source.map(PathBuf::as_path);
        // What is wrong with the settings is said before any work is done.
        let settings = self.settings(source)?;
        let (mut reading, was_checked) = if self.graph.is_empty() {
            let reading = edition::tell_source(source, common, None, &mut Nowhere)?;
            (reading, true)
        } else {
            contract::check(&self.graph)?
        };
        let accepted = settings.accept(&mut reading.findings, day::today()?, |code| {
            self.tells(&settings, code)
        });
        reading
            .findings
            .retain(|finding| self.tells(&settings, finding.code));
        findings::sort(&mut reading.findings);
        self.output.write(|out| self.write(&reading, out))?;
        let counts = Counts::of(&reading.findings);
        for line in self.summary(&reading, counts, accepted) {
            common.messages.say(line);
        }
        if !was_checked {
            common.messages.say(match self.language {
                Language::En => {
                    "Nothing was checked: there is nothing here that the contract is about."
                }
                Language::Nl => {
                    "Er is niets nagegaan: hier staat niets waar het contract over gaat."
                }
            });
        }
        let lowest = match self.deny.max(settings.deny) {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Notes) => Severity::Note,
        };
        let failed = reading
            .findings
            .iter()
            .any(|finding| finding.severity() <= lowest);
        Ok(ExitCode::from(u8::from(failed)))
    }

    /// Whether findings of this code are told.
    fn tells(&self, settings: &Settings, code: Code) -> bool {
        self.selection.has(code) && (self.selection.names(code) || !settings.ignore.contains(&code))
    }

    fn settings(&self, source: Option<&Path>) -> anyhow::Result<Settings> {
        if let Some(path) = &self.config {
            let text = acceptance::text(path)?;
            return Settings::read(&path.to_string_lossy(), &text);
        }
        let Some(root) = source.filter(|source| self.graph.is_empty() && source.is_dir()) else {
            return Ok(Settings::default());
        };
        let path = root.join(acceptance::FILE);
        if !path.is_file() {
            return Ok(Settings::default());
        }
        let text = acceptance::text(&path)?;
        Settings::read(acceptance::FILE, &text).with_context(|| format!("{}", root.display()))
    }

    fn write(&self, reading: &Reading, out: &mut dyn Write) -> anyhow::Result<()> {
        match self.format {
            Format::Text => {
                TextReport::new(self.language, self.colours()).write(&reading.findings, out)?;
                return Ok(());
            }
            Format::Json => serde_json::to_writer_pretty(
                &mut *out,
                &JsonReport::new(&reading.findings, &reading.read, self.language),
            )?,
            Format::Sarif => serde_json::to_writer_pretty(
                &mut *out,
                &Sarif::new(&reading.findings, self.language),
            )?,
        }
        writeln!(out)?;
        Ok(())
    }

    /// Whether somebody looks at the output who wants colours (https://no-color.org).
    fn colours(&self) -> bool {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        self.output == Output::Standard && std::io::stdout().is_terminal() && !unwanted && !dumb
    }

    /// The closing lines: what was read, what was found.
    fn summary(&self, reading: &Reading, counts: Counts, accepted: usize) -> Vec<String> {
        let total = counts.total();
        let words = counts.in_words(self.language);
        let noun = match (self.language, total) {
            (Language::En, 1) => "finding",
            (Language::En, _) => "findings",
            (Language::Nl, 1) => "bevinding",
            (Language::Nl, _) => "bevindingen",
        };
        let found = match (self.language, accepted) {
            (_, 0) => format!("{total} {noun}: {words}."),
            (Language::En, _) => format!("{total} {noun}: {words}; {accepted} more accepted."),
            (Language::Nl, _) => format!("{total} {noun}: {words}; nog {accepted} aanvaard."),
        };
        let mut lines = vec![reading.what_was_read(self.language), found];
        if self.format == Format::Text
            && let Some(first) = reading.findings.first()
        {
            let code = first.code.as_str();
            lines.push(match self.language {
                Language::En => {
                    format!("Each code has a page, such as: kadergraaf check --explain {code}")
                }
                Language::Nl => format!(
                    "Elke code heeft een uitleg (Engels), zoals: kadergraaf check --explain {code}"
                ),
            });
        }
        lines
    }
}
