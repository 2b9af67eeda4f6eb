//! `kadergraaf completions`: a script for the shell, which asks this program what fits.

use super::Typed;
use super::config::Common;
use super::edition;
use super::output::Output;
use crate::findings::Code;
use crate::graph::vocabulary::DEFAULT_BASE;
use crate::store::library::{Choices, Library, Parameter};
use crate::write::Format;
use anyhow::anyhow;
use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::CompletionCandidate;
use clap_complete::env::{CompleteEnv, Shells};
use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf completions bash > ~/.local/share/bash-completion/completions/kadergraaf
  kadergraaf completions fish > ~/.config/fish/completions/kadergraaf.fish

Completed are commands, options, files, the questions of the library, their parameters and what
the framework has for them.";

/// By this variable the script tells that it is the shell that asks.
const VARIABLE: &str = "KADERGRAAF_COMPLETE";

/// Writes the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "lower")]
enum Shell {
    Bash,
    Elvish,
    Fish,
    #[allow(clippy::enum_variant_names)] // its own name
    PowerShell,
    Zsh,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Elvish => "elvish",
            Self::Fish => "fish",
            Self::PowerShell => "powershell",
            Self::Zsh => "zsh",
        }
    }
}

impl Arguments {
    pub(super) fn execute(&self) -> anyhow::Result<ExitCode> {
        let mut script = Vec::new();
        if let Shell::Bash = self.shell {
            let own = include_str!("completions.bash").replace("VARIABLE", VARIABLE);
            script.extend(own.into_bytes());
        } else {
            let shells = Shells::builtins();
            let shell = shells
                .completer(self.shell.name())
                .ok_or_else(|| anyhow!("{}: not known", self.shell.name()))?;
            let name = "kadergraaf";
            shell.write_registration(VARIABLE, name, name, name, &mut script)?;
        }
        Output::Standard.write(|out| Ok(out.write_all(&script)?))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Answers the shell, where it is the shell that asks.
///
/// # Errors
/// Where what it asks cannot be understood.
pub(super) fn answered(arguments: &[OsString]) -> clap::error::Result<bool> {
    if std::env::var_os(VARIABLE).is_none() {
        return Ok(false);
    }
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(Typed::command)
        .var(VARIABLE)
        .try_complete(arguments.iter().cloned(), folder.as_deref())
}

/// The names of the questions.
pub(super) fn names(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let Ok(library) = Library::embedded() else {
        return Vec::new();
    };
    library
        .iter()
        .filter(|query| query.name.starts_with(&*typed))
        .map(|query| {
            CompletionCandidate::new(&query.name).help(Some(query.title.en.clone().into()))
        })
        .collect()
}

/// The codes of findings; where several may stand, behind the last comma.
pub(super) fn codes(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let (before, last) = typed
        .rfind(',')
        .map_or(("", &*typed), |comma| typed.split_at(comma + 1));
    Code::ALL
        .iter()
        .filter(|code| code.as_str().starts_with(last))
        .map(|code| {
            let (_, title) = code.title();
            CompletionCandidate::new(format!("{before}{}", code.as_str())).help(Some(title.into()))
        })
        .collect()
}

/// The formats of `export`, by their names.
pub(super) fn export_formats(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let names = Format::ALL.map(Format::name);
    names
        .into_iter()
        .chain(["xlsx", "csv"])
        .filter(|name| name.starts_with(&*typed))
        .map(CompletionCandidate::new)
        .collect()
}

/// `key=`, then `key=value`, for the question that is named before.
pub(super) fn parameters(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let named = named_question(std::env::args_os());
    let Some(query) = named.and_then(|name| Library::embedded().ok()?.get(&name).ok()) else {
        return Vec::new();
    };
    let Some((key, value)) = typed.split_once('=') else {
        return query
            .parameters
            .iter()
            .map(|parameter| (format!("{}=", parameter.name), parameter))
            .filter(|(candidate, _)| candidate.starts_with(&*typed))
            .map(|(candidate, parameter)| {
                CompletionCandidate::new(candidate).help(Some(parameter.title.en.clone().into()))
            })
            .collect();
    };
    let Some(parameter) = query.parameters.iter().find(|p| p.name == key) else {
        return Vec::new();
    };
    values(parameter, value)
        .into_iter()
        .map(|(value, label)| {
            CompletionCandidate::new(format!("{key}={value}")).help(Some(label.into()))
        })
        .collect()
}

/// The values of a parameter that begin like this, each with what it is called.
fn values(parameter: &Parameter, typed: &str) -> Vec<(String, String)> {
    let Ok((store, _)) = edition::load(&Common::silent()) else {
        return Vec::new();
    };
    Choices::of(&store, DEFAULT_BASE)
        .of_kind(parameter.kind)
        .iter()
        .filter(|choice| choice.value.starts_with(typed))
        .map(|choice| (choice.value.clone(), choice.label.en.clone()))
        .collect()
}

/// The value of `--name` among the words of a command line.
fn named_question(words: impl Iterator<Item = OsString>) -> Option<String> {
    let mut next = false;
    for word in words {
        let word = word.to_string_lossy();
        if next {
            return Some(word.into_owned());
        }
        if let Some(name) = word.strip_prefix("--name=") {
            return Some(name.to_owned());
        }
        next = word == "--name";
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_found_in_both_forms() {
        let named = |line: &str| named_question(line.split(' ').map(OsString::from));
        assert_eq!(
            named("query --name orphans --param"),
            Some("orphans".into())
        );
        assert_eq!(named("query --name=orphans"), Some("orphans".into()));
        assert_eq!(named("query --name"), None);
    }
}
