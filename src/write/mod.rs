//! Sinks that are deterministic writers: the graph as a file.
//!
//! Begin at [`Format`]: it names the six forms of RDF, and [`Format::writer`] gives the
//! [`Writer`] of one of them, to which the graph is told. Every writer streams, holds at most one
//! thing and its parts at a time, and depends on nothing but what it is told, so that the same
//! graph gives the same bytes on every machine.

mod alignments;
mod chapters;
mod description;
mod document;
mod fingerprint;
mod format;
mod jsonld;
mod lines;
mod manifest;
mod names;
mod order;
mod rdfxml;
mod sorter;
mod spool;
pub mod table;
mod term;
mod turtle;
pub mod verify;

#[cfg(test)]
mod testing;

pub use alignments::{alignments_sssom, alignments_turtle};
pub use document::document;
pub use fingerprint::{Fingerprint, GraphSummary, Summarizer, Summary, Tee, fingerprint_of_lines};
pub use format::{Carries, Format, UnknownFormat};
pub use jsonld::context_document;
pub use manifest::{FileSum, Manifest, ManifestError};

use crate::graph::vocabulary::DEFAULT_BASE;
use crate::graph::{QuadSink, SinkError};

/// A sink that writes a file and must be told that all has been told.
pub trait Writer: QuadSink {
    /// Writes what is held back and what ends the file, and flushes.
    ///
    /// # Errors
    /// [`SinkError::Io`] where the output fails. A file whose writer was not finished is not whole.
    fn finish(self: Box<Self>) -> Result<(), SinkError>;
}

/// What a writer may be told beside the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteSettings {
    /// The base under which the graph's own identifiers stand, with its closing `/`; they begin
    /// with this and `id/` (modelling §1). It decides which names are shortened, nothing else.
    pub base: String,
    /// The address of a copy of the JSON-LD context, to be named instead of written out. Such a
    /// file cannot be read offline.
    pub context_url: Option<String>,
}

impl WriteSettings {
    /// With own identifiers under this base, and all else as it is by default.
    pub fn under(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            context_url: None,
        }
    }
}

impl Default for WriteSettings {
    fn default() -> Self {
        Self::under(DEFAULT_BASE)
    }
}
