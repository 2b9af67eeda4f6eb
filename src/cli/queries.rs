//! `kadergraaf queries`: the library of questions.

use super::completions;
use super::config::Common;
use super::edition;
use super::output::{Output, terminal_width};
use crate::findings::Bilingual;
use crate::store::library::{Choice, Choices, Library, LibraryQuery, Needs, Parameter};
use crate::store::lines;
use anyhow::anyhow;
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCompleter;
use std::io::Write;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf queries --language en
  kadergraaf queries measures-of-phase
  kadergraaf queries provision-to-measures --choices provision
  kadergraaf queries measures-of-phase --text > measures.rq";

/// More choices are not listed with the question; --choices gives them all.
const FEW: usize = 30;

/// Lists the library of questions, or shows one with its parameters and their choices
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The question to show
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(completions::names))]
    name: Option<String>,
    /// The language of titles and descriptions
    #[arg(long, alias = "lang", value_enum, default_value = "nl")]
    language: Language,
    /// Show the SPARQL text alone
    #[arg(long, requires = "name", conflicts_with = "choices")]
    text: bool,
    /// List what a parameter may be: a value, a tab, what it is called
    #[arg(long, requires = "name", value_name = "PARAMETER")]
    choices: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    Nl,
    En,
}

impl Language {
    fn of(self, text: &Bilingual) -> &str {
        self.choose(&text.nl, &text.en)
    }

    fn choose<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

impl Arguments {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let library = Library::embedded()?;
        let Some(name) = &self.name else {
            Output::Standard.write(|out| Ok(self.list(library, out)?))?;
            return Ok(ExitCode::SUCCESS);
        };
        let query = library.get(name)?;
        if self.text {
            Output::Standard.write(|out| Ok(out.write_all(query.text.as_bytes())?))?;
            return Ok(ExitCode::SUCCESS);
        }
        let wanted = self.choices.as_ref().map(|name| {
            let known = || {
                let names = query.parameters.iter().map(|p| p.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            let found = query.parameters.iter().find(|p| p.name == *name);
            found.ok_or_else(|| anyhow!("there is no parameter {name:?}; there are: {}", known()))
        });
        let wanted = wanted.transpose()?;
        let (store, _) = edition::load(common)?;
        let choices = Choices::of(&store, &common.id_base);
        Output::Standard.write(|out| {
            match wanted {
                Some(parameter) => {
                    for choice in choices.of_kind(parameter.kind) {
                        let label = self.language.of(&choice.label);
                        writeln!(out, "{}\t{label}", choice.value)?;
                    }
                }
                None => self.show(query, &choices, out)?,
            }
            Ok(())
        })?;
        Ok(ExitCode::SUCCESS)
    }

    fn list(&self, library: &Library, out: &mut dyn Write) -> std::io::Result<()> {
        let width = library.iter().map(|query| query.name.len()).max();
        for query in library.iter() {
            let question = self.language.of(&query.question);
            let width = width.unwrap_or(0);
            // On a terminal a question goes on beneath itself.
            let room = terminal_width().map_or(usize::MAX, |all| all.saturating_sub(width + 2));
            for (place, line) in lines(question, room.max(20)).iter().enumerate() {
                let name = if place == 0 { query.name.as_str() } else { "" };
                writeln!(out, "{name:width$}  {line}")?;
            }
        }
        Ok(())
    }

    fn show(
        &self,
        query: &LibraryQuery,
        choices: &Choices,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let language = self.language;
        writeln!(out, "{}\n", language.of(&query.question))?;
        writeln!(out, "{}", language.of(&query.description))?;
        let suits = match query.needs {
            Needs::Relations => "",
            Needs::Text => language.choose(
                "Heeft de volledige teksten nodig: lees een checkout met --source.",
                "Needs the full texts: read a checkout with --source.",
            ),
            Needs::Releases => language.choose(
                "Heeft twee uitgaven nodig, elk als graaf met de naam id:release/….",
                "Needs two releases, each as a graph named id:release/….",
            ),
        };
        if !suits.is_empty() {
            writeln!(out, "{suits}")?;
        }
        for parameter in &query.parameters {
            self.show_parameter(parameter, choices.of_kind(parameter.kind), out)?;
        }
        writeln!(out, "\n{}", language.choose("Kolommen:", "Columns:"))?;
        for column in &query.columns {
            writeln!(out, "  {}  {}", column.name, language.of(&column.title))?;
        }
        writeln!(out, "\n{}", query.body().trim())
    }

    fn show_parameter(
        &self,
        parameter: &Parameter,
        choices: &[Choice],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let language = self.language;
        let (name, example) = (&parameter.name, &parameter.example);
        let title = language.of(&parameter.title);
        let optional = if parameter.optional {
            language.choose(", mag ontbreken", ", optional")
        } else {
            ""
        };
        let several = if parameter.several {
            language.choose(", een of meer", ", one or more")
        } else {
            ""
        };
        writeln!(out, "\n--param {name}={example}")?;
        writeln!(out, "  {title}{optional}{several}")?;
        if choices.len() > FEW {
            let more = language.choose("alle waarden", "all values");
            let count = choices.len();
            return writeln!(out, "  {more} ({count}): --choices {name}");
        }
        let width = choices.iter().map(|c| c.value.chars().count()).max();
        for choice in choices {
            let label = language.of(&choice.label);
            let width = width.unwrap_or(0);
            writeln!(out, "    {:width$}  {label}", choice.value)?;
        }
        Ok(())
    }
}
