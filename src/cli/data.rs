//! RDF files in the place of the edition: `--data` and `--named-graph`.

use super::config::Common;
use crate::percent;
use crate::store::DataFile;
use anyhow::{anyhow, bail};
use clap::Args;
use oxigraph::model::NamedNode;
use std::path::{Path, PathBuf};

/// What is typed.
#[derive(Debug, Args)]
pub(super) struct DataArguments {
    /// An RDF file to take instead of the edition; may be repeated
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// An RDF file to take as a named graph; may be repeated
    #[arg(long, num_args = 2, value_names = ["IRI", "FILE"], action = clap::ArgAction::Append)]
    named_graph: Vec<String>,
}

impl DataArguments {
    /// The files; none: the edition.
    ///
    /// # Errors
    /// Where they stand beside `--source`, or have an unknown ending.
    pub(super) fn decide(
        &self,
        common: &Common,
        base: Option<&str>,
    ) -> anyhow::Result<Vec<DataFile>> {
        let own_data = !self.data.is_empty() || !self.named_graph.is_empty();
        if own_data && common.source_typed {
            bail!("--data and --named-graph take the place of --source: give one or the other");
        }
        let mut data = Vec::new();
        for path in &self.data {
            data.push(data_file(path, base, None)?);
        }
        for pair in self.named_graph.chunks_exact(2) {
            if let [name, path] = pair {
                let graph = absolute(name, base)
                    .ok_or_else(|| anyhow!("--named-graph {name}: not an IRI"))?;
                data.push(data_file(Path::new(path), base, Some(graph))?);
            }
        }
        Ok(data)
    }
}

/// A data file, its base being its own name beside the given base, or its address on this machine.
fn data_file(
    path: &Path,
    base: Option<&str>,
    graph: Option<NamedNode>,
) -> anyhow::Result<DataFile> {
    let mut file = DataFile::new(path)?;
    let name = path
        .file_name()
        .map(|name| percent::address_path(&name.to_string_lossy()));
    file.base = base
        .filter(|base| !base.starts_with("file:"))
        .and_then(|base| Some(absolute(&name?, Some(base))?.into_string()))
        .or_else(|| file_iri(path));
    file.graph = graph;
    Ok(file)
}

/// An IRI, resolved where it is relative.
fn absolute(iri: &str, base: Option<&str>) -> Option<NamedNode> {
    NamedNode::new(iri).ok().or_else(|| {
        let base = oxiri::Iri::parse(base?).ok()?;
        NamedNode::new(base.resolve(iri).ok()?.into_inner()).ok()
    })
}

/// `file:///…` of a path on this machine; of the current folder for the empty path.
pub(super) fn file_iri(path: &Path) -> Option<String> {
    let path = std::env::current_dir().ok()?.join(path);
    let path = path.canonicalize().unwrap_or(path);
    let path = path.to_str()?.trim_end_matches('/');
    Some(format!("file://{}", percent::address_path(path)))
}
