//! RDF files → a store.

use super::builder::StoreBuilder;
use crate::graph::SinkError;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::io::{Cursor, Error, Read};
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
        let bytes = read(&self.path).map_err(|source| DataFileError::Read {
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
        let reader = without_mark(reader).map_err(|source| DataFileError::Read {
            path: name(),
            source,
        })?;
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

/// All of a file. A pipe is looked at and not opened: opening one that nobody writes to would wait
/// for ever.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() && !about.is_dir() {
        return Err(Error::other("is no regular file"));
    }
    std::fs::read(path)
}

/// The mark of byte order, in UTF-8: some editors put it before a text, of which it is no part.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn without_mark(mut reader: impl Read) -> std::io::Result<impl Read> {
    let mut head = Vec::with_capacity(MARK.len());
    reader
        .by_ref()
        .take(MARK.len() as u64)
        .read_to_end(&mut head)?;
    if head == MARK {
        head.clear();
    }
    Ok(Cursor::new(head).chain(reader))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn loaded(name: &str, bytes: &[u8]) -> Result<usize, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut builder = StoreBuilder::new();
        let file = DataFile::new(&path).unwrap();
        file.load(&mut builder).map_err(|error| error.to_string())?;
        Ok(builder.finish().len())
    }

    #[test]
    fn a_mark_of_byte_order_is_no_part_of_the_data() {
        let triple = "<urn:a> <urn:b> <urn:c> .";
        for (name, text) in [
            ("a.ttl", triple),
            ("a.nt", triple),
            ("a.trig", triple),
            ("a.jsonld", r#"{"@id": "urn:a", "urn:b": "c"}"#),
        ] {
            for mark in ["", "\u{feff}"] {
                assert_eq!(
                    loaded(name, format!("{mark}{text}").as_bytes()),
                    Ok(1),
                    "{name}"
                );
            }
        }
        // One is passed over; what is shorter is read as it is.
        assert!(loaded("a.ttl", format!("\u{feff}\u{feff}{triple}").as_bytes()).is_err());
        assert_eq!(loaded("a.ttl", b"#"), Ok(0));
        assert_eq!(loaded("a.ttl", b""), Ok(0));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.ttl");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let file = DataFile::new(&pipe).unwrap();
        let error = file.load(&mut StoreBuilder::new()).unwrap_err().to_string();
        assert_eq!(error, format!("{}: is no regular file", pipe.display()));
    }
}
