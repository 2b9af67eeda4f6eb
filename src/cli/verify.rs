//! `kadergraaf verify`: whether a file is the graph that a manifest names.

use super::config::Common;
use super::edition;
use super::output::Output;
use crate::graph::{QuadSink, SinkError};
use crate::write::verify::{
    Difference, Differences, HashingReader, ReadError, differences, mismatches, read,
};
use crate::write::{Carries, Format, Manifest, Summarizer, Summary};
use anyhow::{Context, bail};
use clap::Args;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  kadergraaf export --output kader.nq --fingerprint      writes kader.nq and kader.nq.manifest
  kadergraaf verify kader.nq
  kadergraaf verify copy.ttl --manifest kader.nq.manifest
  kadergraaf verify copy.ttl --manifest kader.nq.manifest --against kader.nq

Exit status: 0 where it is that graph, as far as its format carries it, 1 where it is not, 2 where
that cannot be said. The statements that differ are shown where the right graph is at hand: in the
file of --against, in a file that the manifest names, or as the edition or --source tells it.";

/// Says whether a file is the graph that a manifest names, and shows the first differences
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The file, in any of the formats of export
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The manifest [default: FILE.manifest, else the only one in FILE's folder]
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// A file with the right graph, to show differences from
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// The format of the file [default: by its ending]
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<String>,
    /// How many differences are shown
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    limit: usize,
}

impl Arguments {
    pub(super) fn decide(self) -> anyhow::Result<Plan> {
        let format = format_of(&self.file, self.format.as_deref())?;
        let manifest_path = match self.manifest {
            Some(path) => path,
            None => manifest_beside(&self.file)?,
        };
        let text = std::fs::read_to_string(&manifest_path)
            .with_context(|| manifest_path.display().to_string())?;
        let manifest = text
            .parse()
            .with_context(|| manifest_path.display().to_string())?;
        let against = match self.against {
            Some(path) => Some((format_of(&path, None)?, path)),
            None => None,
        };
        Ok(Plan {
            file: self.file,
            format,
            manifest_path,
            manifest,
            against,
            limit: self.limit,
        })
    }
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    file: PathBuf,
    format: Format,
    manifest_path: PathBuf,
    manifest: Manifest,
    against: Option<(Format, PathBuf)>,
    limit: usize,
}

/// Where the right graph is.
enum Right {
    File(Format, PathBuf),
    Edition,
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let (found, sha256) = match summary_of(self.format, &self.file)? {
            Ok(found) => found,
            Err(reason) => return self.say_no(&[reason], None),
        };
        let mismatches = mismatches(&self.manifest.summary, &found, self.format.carries());
        if mismatches.is_empty() {
            return self.say_yes(&found, &sha256);
        }
        let mut sentences: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
        let right = self.right_graph(common)?;
        let Some(right) = right else {
            sentences.push(
                "which statements differ cannot be shown: the right graph is not at hand; \
                 name it with --against FILE or --source DIR"
                    .to_owned(),
            );
            return self.say_no(&sentences, None);
        };
        self.say_no(&sentences, Some(&self.differences(&right, common)?))
    }

    fn say_yes(&self, found: &Summary, sha256: &str) -> anyhow::Result<ExitCode> {
        let carries = self.format.carries();
        let (fingerprint, quads) = found.carried(carries);
        let what = match carries {
            Carries::Dataset => "the dataset",
            Carries::DefaultGraph => "the default graph",
        };
        let same_bytes = self.manifest.files.iter().any(|file| file.sha256 == sha256);
        let bytes = if same_bytes { ", byte for byte" } else { "" };
        Output::Standard.write(|out| {
            writeln!(
                out,
                "{} is {what} of {}{bytes}: {quads} statements, RDFC-1.0 SHA-256 {fingerprint}",
                self.file.display(),
                self.manifest_path.display(),
            )?;
            Ok(ExitCode::SUCCESS)
        })
    }

    fn say_no(
        &self,
        sentences: &[String],
        differences: Option<&Differences>,
    ) -> anyhow::Result<ExitCode> {
        Output::Standard.write(|out| {
            writeln!(
                out,
                "{} is not the graph of {}:",
                self.file.display(),
                self.manifest_path.display()
            )?;
            for sentence in sentences {
                writeln!(out, "  {sentence}")?;
            }
            if let Some(differences) = differences {
                writeln!(
                    out,
                    "\nStatements that are missing (-) or should not be there (+):"
                )?;
                for difference in &differences.first {
                    match difference {
                        Difference::Missing(line) => writeln!(out, "- {line}")?,
                        Difference::Foreign(line) => writeln!(out, "+ {line}")?,
                    }
                }
                if differences.more > 0 {
                    writeln!(out, "… and {} more", differences.more)?;
                }
            }
            Ok(ExitCode::from(1))
        })
    }

    /// Finds the right graph: that of `--against` unseen, any other only where it is the one that
    /// the manifest names.
    fn right_graph(&self, common: &Common) -> anyhow::Result<Option<Right>> {
        if let Some((format, path)) = &self.against {
            return Ok(Some(Right::File(*format, path.clone())));
        }
        let folder = self.manifest_path.parent().unwrap_or(Path::new(""));
        for file in &self.manifest.files {
            let path = folder.join(&file.name);
            let Some(format) = Format::from_path(&path) else {
                continue;
            };
            let Ok(opened) = File::open(&path) else {
                continue;
            };
            if HashingReader::new(opened).finish()? == file.sha256 {
                return Ok(Some(Right::File(format, path)));
            }
        }
        let mut told = Summarizer::default();
        edition::tell(common, "sorting", &mut told)?;
        let same = told.finish()?.fingerprint == self.manifest.summary.fingerprint;
        Ok(same.then_some(Right::Edition))
    }

    fn differences(&self, right: &Right, common: &Common) -> anyhow::Result<Differences> {
        let both_carry = |other: Carries| {
            if other == Carries::Dataset {
                self.format.carries()
            } else {
                Carries::DefaultGraph
            }
        };
        let carries = match right {
            Right::File(format, _) => both_carry(format.carries()),
            Right::Edition => self.format.carries(),
        };
        let tell_right = |sink: &mut dyn QuadSink| match right {
            Right::File(format, path) => read_file(*format, path, sink),
            Right::Edition => edition::tell(common, "comparing", sink).map(|_| ()),
        };
        let tell_found = |sink: &mut dyn QuadSink| read_file(self.format, &self.file, sink);
        differences(carries, self.limit, tell_right, tell_found)
    }
}

fn read_file(format: Format, path: &Path, sink: &mut dyn QuadSink) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    read(format, file, sink).with_context(|| path.display().to_string())
}

/// What a file is, and the SHA-256 of its bytes; or why it cannot be any graph of ours.
fn summary_of(format: Format, path: &Path) -> anyhow::Result<Result<(Summary, String), String>> {
    let name = || path.display().to_string();
    let mut file = HashingReader::new(File::open(path).with_context(name)?);
    let mut summarizer = Summarizer::default();
    match read(format, &mut file, &mut summarizer) {
        Ok(()) => {}
        Err(ReadError::Sink(SinkError::Unsupported(reason))) => return Ok(Err(reason)),
        Err(error) => return Err(error).with_context(name),
    }
    let sha256 = file.finish().with_context(name)?;
    Ok(Ok((summarizer.finish()?, sha256)))
}

fn format_of(path: &Path, name: Option<&str>) -> anyhow::Result<Format> {
    match name {
        Some(name) => Ok(name.parse()?),
        None => Format::from_path(path).with_context(|| {
            format!(
                "the ending of {} names no format; there are {}",
                path.display(),
                Format::names()
            )
        }),
    }
}

/// `FILE.manifest`, where it is there, else the only manifest in its folder.
fn manifest_beside(file: &Path) -> anyhow::Result<PathBuf> {
    let own = manifest_path(file);
    if own.exists() {
        return Ok(own);
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut manifests: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "manifest"))
        .collect();
    match (manifests.pop(), manifests.is_empty()) {
        (Some(only), true) => Ok(only.strip_prefix(".").map(Path::to_owned).unwrap_or(only)),
        (Some(_), false) => bail!(
            "there are several manifests beside {}; choose one with --manifest",
            file.display()
        ),
        (None, _) => bail!(
            "there is no manifest beside {}; name one with --manifest, or make one with \
             kadergraaf export --fingerprint",
            file.display()
        ),
    }
}

/// Where the manifest of a file goes: beside it, `.manifest` behind its name.
pub(super) fn manifest_path(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".manifest");
    PathBuf::from(name)
}
