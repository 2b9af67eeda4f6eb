//! Where quads go.

use super::description::{Description, Statements};
use oxigraph::model::QuadRef;

/// A part of the dataset, in the order in which the graph is told. Writers for readers put a
/// heading before each; the others pass over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it all
pub enum Chapter {
    Ontology,
    Edition,
    Schemes,
    Roles,
    Phases,
    Topics,
    Labels,
    Requirements,
    Measures,
    Instruments,
    Norms,
    Terms,
    Pages,
    Files,
    Legislation,
    Alignments,
    Catalogue,
    Quality,
}

/// A receiver of quads: a writer, a store, a counter.
///
/// The graph is told so that a receiver can stream: the quads of one subject in one graph come
/// together and each quad comes once; the default graph comes first, then the named graphs one
/// after another; the order is the same on every run. There are no blank nodes.
pub trait QuadSink {
    /// A chapter begins. Most receivers have no use for it.
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        let _ = chapter;
        Ok(())
    }

    /// One quad.
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError>;

    /// All quads of one subject in one graph. The same as telling each of them, for receivers that
    /// do it quicker together.
    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        statements.quads(|quad| self.quad(quad))
    }

    /// What makes the bytes that this receiver writes for a thing, on any thread; none where they
    /// depend on what was told before, or where no bytes are written.
    fn formatter(&self) -> Option<Box<dyn Formatter>> {
        None
    }

    /// What its formatter made of descriptions, at their turn: the same as telling them.
    ///
    /// # Errors
    /// [`SinkError::Unsupported`] from a receiver that has no formatter.
    fn formatted(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        let _ = bytes;
        Err(SinkError::Unsupported("bytes of another form".to_owned()))
    }
}

/// Makes the bytes of statements away from the receiver that writes them.
///
/// What threads hand over to the one that tells is then one text, not thousands of small ones that
/// one thread makes and another drops.
pub trait Formatter: Send + Sync {
    /// What the receiver would write for these in the default graph.
    ///
    /// # Errors
    /// What the receiver would give.
    fn format(&self, descriptions: Vec<Description>) -> Result<Vec<u8>, SinkError>;
}

/// Why a receiver could not take a quad; ends the telling.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SinkError {
    /// The file or pipe behind it failed.
    #[error("the graph could not be written")]
    Io(#[from] std::io::Error),
    /// The format cannot carry what was told.
    #[error("the graph cannot be carried by this format: {0}")]
    Unsupported(String),
    /// The store refused it.
    #[error("the graph could not be stored: {0}")]
    Store(String),
}
