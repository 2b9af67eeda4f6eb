//! RDF files → a store.

use super::builder::StoreBuilder;
use crate::graph::SinkError;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::io::Read;
use std::path::{Path, PathBuf};

/// An RDF file that is to be loaded.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its syntax, by its ending.
    pub format: RdfFormat,
    /// What its relative IRIs are resolved against.
    pub base: Option<String>,
    /// The named graph that all of it goes to; `None`: as the file says, else the default graph.
    pub graph: Option<NamedNode>,
}

/// Why a file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataFileError {
    /// The ending says nothing.
    #[error(
        "{path}: the ending does not say a format; known are ttl, nt, nq, trig, rdf, jsonld and n3"
    )]
    UnknownFormat {
        /// The file.
        path: String,
    },
    /// The base is no IRI.
    #[error("{0:?} is not an absolute IRI")]
    InvalidBase(String),
    /// It cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is not what its ending says.
    #[error("{path}:{line}:{column}: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// From 1.
        column: u64,
        /// What the parser says.
        message: String,
    },
    /// The store is full.
    #[error(transparent)]
    Store(#[from] SinkError),
}

impl DataFile {
    /// A file whose ending says its format.
    ///
    /// # Errors
    /// [`DataFileError::UnknownFormat`].
    pub fn new(path: &Path) -> Result<Self, DataFileError> {
        let format = path
            .extension()
            .and_then(|extension| RdfFormat::from_extension(&extension.to_string_lossy()))
            .ok_or_else(|| DataFileError::UnknownFormat {
                path: path.display().to_string(),
            })?;
        Ok(Self {
            path: path.to_owned(),
            format,
            base: None,
            graph: None,
        })
    }

    /// Reads the file into the builder; its blank nodes stay apart from those of other files.
    ///
    /// # Errors
    /// [`DataFileError`], with the place where the file is wrong.
    pub fn load(&self, builder: &mut StoreBuilder) -> Result<(), DataFileError> {
        let name = || self.path.display().to_string();
        let bytes = std::fs::read(&self.path).map_err(|source| DataFileError::Read {
            path: name(),
            source,
        })?;
        let mut parser = self.parser()?.rename_blank_nodes();
        if let Some(graph) = &self.graph {
            builder.name_graph(graph.as_ref().into())?;
            parser = parser
                .without_named_graphs()
                .with_default_graph(GraphName::from(graph.clone()));
        }
        self.parse(parser, bytes.as_slice(), &mut |quad| {
            builder.insert(quad.as_ref())
        })
    }

    /// Gives each quad that a reader of the file's syntax has, in its order and with the names of
    /// its blank nodes; `graph` does not count.
    ///
    /// # Errors
    /// [`DataFileError`], with the place where the file is wrong.
    pub fn each_quad(
        &self,
        reader: impl Read,
        each: &mut dyn FnMut(Quad) -> Result<(), SinkError>,
    ) -> Result<(), DataFileError> {
        self.parse(self.parser()?, reader, each)
    }

    fn parser(&self) -> Result<RdfParser, DataFileError> {
        let parser = RdfParser::from_format(self.format);
        match &self.base {
            Some(base) => parser
                .with_base_iri(base)
                .map_err(|_| DataFileError::InvalidBase(base.clone())),
            None => Ok(parser),
        }
    }

    fn parse(
        &self,
        parser: RdfParser,
        reader: impl Read,
        each: &mut dyn FnMut(Quad) -> Result<(), SinkError>,
    ) -> Result<(), DataFileError> {
        let name = || self.path.display().to_string();
        for quad in parser.for_reader(reader) {
            let quad = quad.map_err(|error| match error {
                RdfParseError::Io(source) => DataFileError::Read {
                    path: name(),
                    source,
                },
                RdfParseError::Syntax(error) => {
                    let place = error.location();
                    let start = place.as_ref().map(|place| place.start);
                    DataFileError::Syntax {
                        path: name(),
                        line: start.map_or(1, |at| at.line + 1),
                        column: start.map_or(1, |at| at.column + 1),
                        message: error.to_string(),
                    }
                }
            })?;
            each(quad)?;
        }
        Ok(())
    }
}
