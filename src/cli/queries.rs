//! `kadergraaf queries`: the library of questions.

use super::output::Output;
use crate::store::library::{Library, LibraryQuery};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf queries
  kadergraaf queries measures-of-phase --language en
  kadergraaf queries measures-of-phase --text > measures.rq";

/// Lists the library of questions, or shows one
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The question to show
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The language of titles and descriptions
    #[arg(long, value_enum, default_value = "nl")]
    language: Language,
    /// Show the SPARQL text alone
    #[arg(long, requires = "name")]
    text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    Nl,
    En,
}

impl Language {
    fn of(self, text: &crate::findings::Bilingual) -> &str {
        match self {
            Self::Nl => &text.nl,
            Self::En => &text.en,
        }
    }
}

impl Arguments {
    pub(super) fn execute(&self) -> anyhow::Result<ExitCode> {
        let library = Library::embedded()?;
        let query = self
            .name
            .as_deref()
            .map(|name| library.get(name))
            .transpose()?;
        Output::Standard.write(|out| {
            match query {
                Some(query) if self.text => out.write_all(query.text.as_bytes())?,
                Some(query) => self.show(query, out)?,
                None => {
                    let width = library.iter().map(|query| query.name.len()).max();
                    for query in library.iter() {
                        let title = self.language.of(&query.title);
                        writeln!(
                            out,
                            "{:width$}  {title}",
                            query.name,
                            width = width.unwrap_or(0)
                        )?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(ExitCode::SUCCESS)
    }

    fn show(&self, query: &LibraryQuery, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "{}\n", self.language.of(&query.title))?;
        writeln!(out, "{}\n", self.language.of(&query.description))?;
        for parameter in &query.parameters {
            writeln!(
                out,
                "  --param {}={}  {}{}{}",
                parameter.name,
                parameter.example,
                self.language.of(&parameter.title),
                if parameter.optional {
                    " (optional)"
                } else {
                    ""
                },
                if parameter.several { " (several)" } else { "" },
            )?;
        }
        for column in &query.columns {
            writeln!(
                out,
                "  ?{}  {}",
                column.name,
                self.language.of(&column.title)
            )?;
        }
        writeln!(out, "\n{}", query.text.trim_end())
    }
}
