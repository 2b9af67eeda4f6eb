//! `kadergraaf check --graph`: RDF files against the contract of the graph.

use super::config::Common;
use super::data::file_iri;
use super::edition::Reading;
use crate::contract::check_files;
use crate::store::{DataFile, InProcess};
use anyhow::bail;
use std::path::PathBuf;

/// Says which files are to be checked: each of an ending that says its format.
///
/// # Errors
/// Where one has another ending, or a source was named as well.
pub(super) fn decide(typed: &[PathBuf], common: &Common) -> anyhow::Result<Vec<DataFile>> {
    if !typed.is_empty() && common.source_typed {
        bail!("--graph takes the place of --source: give one or the other");
    }
    let mut files = Vec::new();
    for path in typed {
        let mut file = DataFile::new(path)?;
        file.base = file_iri(path);
        files.push(file);
    }
    Ok(files)
}

/// Checks the files. Says also whether the contract is about anything in them.
///
/// # Errors
/// Where one cannot be read.
pub(super) fn check(files: &[DataFile]) -> anyhow::Result<(Reading, bool)> {
    let checked = InProcess::with_deep_stack(|| check_files(files))??;
    let read = [
        ("graphs", checked.graphs),
        ("rules", checked.rules),
        ("triples", checked.triples),
    ];
    let reading = Reading {
        read: read
            .into_iter()
            .map(|(name, count)| (name.to_owned(), count))
            .collect(),
        findings: checked.findings,
    };
    Ok((reading, checked.is_about_something))
}
