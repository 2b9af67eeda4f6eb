//! The command line: what is typed → one validated [`Config`] → a command's `execute`.
//!
//! [`run`] is the entry. A new command is one file here, with its `Arguments` (what is typed) and
//! its `Plan` (what was decided), and one line in each of the three places below.

mod answer;
mod check;
mod cite;
mod completions;
mod config;
mod contract;
mod data;
mod edition;
mod export;
mod man;
mod messages;
mod output;
mod queries;
mod query;
mod serve;
mod spreadsheet;
mod timings;
mod verify;
mod worker;

use clap::{Parser, Subcommand};
use config::Common;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf export --output kader.ttl
  kadergraaf query 'SELECT ?s ?o { ?s a ?o } LIMIT 5'
  kadergraaf query --name measures-of-phase --param phase=ontwerp
  kadergraaf serve --bind 127.0.0.1:7878

Every command reads the built-in edition of the framework, or the checkout, folder or document
that --source (or KADERGRAAF_SOURCE) names. Results go to standard output, messages to standard
error. The exit status is 0, 1 where a command says so, and 2 for wrong use.";

/// The Dutch government's framework for algorithms and AI as a knowledge graph.
#[derive(Debug, Parser)]
#[command(name = "kadergraaf", version, propagate_version = true, after_help = EXAMPLES)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
struct Typed {
    #[command(flatten)]
    common: config::Arguments,
    #[command(subcommand)]
    command: TypedCommand,
}

#[derive(Debug, Subcommand)]
enum TypedCommand {
    Export(export::Arguments),
    Query(query::Arguments),
    Check(check::Arguments),
    Cite(cite::Arguments),
    Verify(verify::Arguments),
    Queries(queries::Arguments),
    Serve(Box<serve::Arguments>),
    Worker(worker::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What was decided: all that a command needs to know.
#[derive(Debug)]
pub struct Config {
    common: Common,
    command: Command,
}

#[derive(Debug)]
enum Command {
    Export(export::Plan),
    Query(query::Plan),
    Check(check::Plan),
    Cite(cite::Plan),
    Verify(verify::Plan),
    Queries(queries::Arguments),
    Serve(Box<serve::Plan>),
    Worker(worker::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Config {
    fn decide(typed: Typed) -> anyhow::Result<Self> {
        let common = Common::decide(typed.common);
        let command = match typed.command {
            TypedCommand::Export(typed) => Command::Export(typed.decide()?),
            TypedCommand::Query(typed) => Command::Query(typed.decide(&common)?),
            TypedCommand::Cite(typed) => Command::Cite(typed.decide()?),
            TypedCommand::Check(typed) => Command::Check(typed.decide(&common)?),
            TypedCommand::Verify(typed) => Command::Verify(typed.decide()?),
            TypedCommand::Queries(typed) => Command::Queries(typed),
            TypedCommand::Serve(typed) => Command::Serve(Box::new(typed.decide(&common)?)),
            TypedCommand::Worker(typed) => Command::Worker(typed),
            TypedCommand::Completions(typed) => Command::Completions(typed),
            TypedCommand::Man(typed) => Command::Man(typed),
        };
        Ok(Self { common, command })
    }

    fn execute(&self) -> anyhow::Result<ExitCode> {
        let status = match &self.command {
            Command::Export(plan) => plan.execute(&self.common),
            Command::Query(plan) => plan.execute(&self.common),
            Command::Cite(plan) => plan.execute(&self.common),
            Command::Check(plan) => plan.execute(&self.common),
            Command::Verify(plan) => plan.execute(&self.common),
            Command::Queries(plan) => plan.execute(&self.common),
            Command::Serve(plan) => plan.execute(&self.common),
            Command::Worker(plan) => plan.execute(),
            Command::Completions(plan) => plan.execute(),
            Command::Man(plan) => plan.execute(&self.common),
        }?;
        if !matches!(self.command, Command::Serve(_)) {
            self.common.took_in_all("in all");
        }
        Ok(status)
    }
}

/// Exit status for wrong use, and for whatever could not be done.
const WRONG_USE: u8 = 2;

/// Runs the program with these arguments (the program's name first) and gives its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match completions::answered(&arguments) {
        Ok(true) => return ExitCode::SUCCESS,
        Ok(false) => {}
        Err(error) => return usage(&error),
    }
    let typed = match Typed::try_parse_from(arguments) {
        Ok(typed) => typed,
        Err(error) => return usage(&error),
    };
    match Config::decide(typed).and_then(|config| config.execute()) {
        Ok(status) => status,
        Err(error) if reader_left(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&said_once(&error)),
    }
}

/// What went wrong and why; a cause that is told already is not told again.
fn said_once(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.ends_with(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// Help and version are results; anything else is wrong use, said in one sentence.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Where nobody reads the help there is nobody to tell.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let sentence: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let sentence = sentence.join(" ");
    fail(&format!(
        "{} (see 'kadergraaf --help')",
        sentence.strip_prefix("error: ").unwrap_or(&sentence)
    ))
}

fn fail(sentence: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "kadergraaf: {sentence}");
    ExitCode::from(WRONG_USE)
}

/// A pipe that is closed ends the program quietly: its reader has seen enough.
fn reader_left(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
            || matches!(
                cause.downcast_ref::<crate::store::QueryError>(),
                Some(crate::store::QueryError::Io(io)) if io.kind() == std::io::ErrorKind::BrokenPipe
            )
    })
}
