//! What goes into a query and what comes out.

use super::bounds::Bounds;
use super::table::TableStyle;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// How the rows of a SELECT, or the answer of an ASK, are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SolutionsFormat {
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// SPARQL 1.1 Query Results CSV: values only.
    Csv,
    /// SPARQL 1.1 Query Results TSV: terms.
    Tsv,
    /// For people, in a terminal.
    Table(TableStyle),
}

impl SolutionsFormat {
    /// The four that have a media type.
    pub const STANDARD: [Self; 4] = [Self::Json, Self::Xml, Self::Csv, Self::Tsv];

    /// The media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Table(_) => "text/plain",
        }
    }
}

/// How the triples of a CONSTRUCT or DESCRIBE are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it all
pub enum GraphFormat {
    Turtle,
    NTriples,
    RdfXml,
    JsonLd,
    TriG,
    NQuads,
}

impl GraphFormat {
    /// All six.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::NTriples,
        Self::RdfXml,
        Self::JsonLd,
        Self::TriG,
        Self::NQuads,
    ];

    /// The media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::TriG => "application/trig",
            Self::NQuads => "application/n-quads",
        }
    }

    /// The ending of a file, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
            Self::TriG => "trig",
            Self::NQuads => "nq",
        }
    }

    /// The same in the engine's terms.
    pub fn engine(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples => RdfFormat::NTriples,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Self::TriG => RdfFormat::TriG,
            Self::NQuads => RdfFormat::NQuads,
        }
    }
}

/// In which format an answer is wanted; which of the two counts, the query's form decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Formats {
    /// For SELECT and ASK; `None`: such an answer is not acceptable.
    pub solutions: Option<SolutionsFormat>,
    /// For CONSTRUCT and DESCRIBE; `None`: such an answer is not acceptable.
    pub graph: Option<GraphFormat>,
}

/// Caps on an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Rows, or triples.
    pub rows: Option<u64>,
    /// Bytes of the answer.
    pub bytes: Option<u64>,
}

/// A query, with all that its answer depends on but the data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QueryRequest {
    /// SPARQL 1.1 Query.
    pub text: String,
    /// Against what relative IRIs of the text are resolved, where it has no BASE.
    pub base: Option<String>,
    /// In which format the answer is wanted.
    pub formats: Formats,
    /// IRIs of the graphs that are the default graph instead of what the text says
    /// (`default-graph-uri` of the SPARQL Protocol).
    pub default_graphs: Vec<String>,
    /// IRIs of the named graphs instead of what the text says (`named-graph-uri`).
    pub named_graphs: Vec<String>,
    /// Caps on the answer.
    pub limits: Limits,
    /// How many rows, or triples, are passed over before the answer begins.
    pub skip: u64,
    /// After how many rows, or triples, the answer ends and says that there are [more](Answer::more).
    pub first: Option<u64>,
}

impl QueryRequest {
    /// A query over the whole dataset, without caps.
    pub fn new(text: impl Into<String>, formats: Formats) -> Self {
        Self {
            text: text.into(),
            base: None,
            formats,
            default_graphs: Vec::new(),
            named_graphs: Vec::new(),
            limits: Limits::default(),
            skip: 0,
            first: None,
        }
    }
}

/// What is known when an answer is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, 1 for an ASK.
    pub rows: u64,
    /// Bytes that were written.
    pub bytes: u64,
    /// Whether there are more rows than the [first](QueryRequest::first) that were wanted.
    pub more: bool,
}

/// Receives an answer.
pub trait AnswerSink {
    /// Comes once, before the first byte: what the answer is.
    ///
    /// # Errors
    /// What the receiver met; ends the query.
    fn begin(&mut self, media_type: &'static str) -> std::io::Result<()>;

    /// Some bytes of the answer.
    ///
    /// # Errors
    /// What the receiver met; ends the query.
    fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()>;

    /// Whether nobody waits for the answer any more.
    fn abandoned(&self) -> bool {
        false
    }
}

/// Any writer receives answers; the media type is not kept.
#[derive(Debug)]
pub struct WriteSink<W>(pub W);

impl<W: Write> AnswerSink for WriteSink<W> {
    fn begin(&mut self, _: &'static str) -> std::io::Result<()> {
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.write_all(bytes)
    }
}

/// Answers queries, in this process.
pub trait QueryRunner: Send + Sync {
    /// Answers one query into the receiver.
    ///
    /// # Errors
    /// [`QueryError`]; what the receiver has by then is not a whole answer.
    fn run(&self, request: &QueryRequest, sink: &mut dyn AnswerSink) -> Result<Answer, QueryError>;
}

/// Why a query was not answered, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is no SPARQL query.
    #[error("{}{message}", place(*line, *column))]
    Syntax {
        /// From 1; 0 where the parser knows no place.
        line: usize,
        /// From 1, in characters; 0 where the parser knows no place.
        column: usize,
        /// What was expected.
        message: String,
    },
    /// The text is an update.
    #[error("this is an update; only queries are answered, nothing was changed")]
    Update,
    /// The text exceeds [`Bounds`].
    #[error("the query has more than {limit} {what}, which is more than is answered here")]
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// The bound.
        limit: usize,
    },
    /// The base or the name of a graph is no IRI.
    #[error("{0:?} is not an absolute IRI")]
    InvalidIri(String),
    /// None of the formats that the client takes fits the query's form.
    #[error("{0}")]
    NotAcceptable(&'static str),
    /// The engine met something that it does not do.
    #[error("the query cannot be answered: {0}")]
    Evaluation(String),
    /// The answer reached a cap of [`Limits`].
    #[error("the answer has more than {limit} {what}; add a LIMIT, or take a dump")]
    TooMuch {
        /// Of what there is too much.
        what: &'static str,
        /// The cap.
        limit: u64,
    },
    /// The time is over.
    #[error("the query took longer than {0:?} and was stopped")]
    Timeout(std::time::Duration),
    /// The memory is used up.
    #[error("the query needed more memory than a query may use and was stopped")]
    Memory,
    /// Too many queries wait already.
    #[error("too many queries at once; try again in a few seconds")]
    Busy,
    /// The process that evaluated the query ended.
    #[error("the process that answered this query ended")]
    Died,
    /// Nobody waits for the answer any more.
    #[error("the receiver of the answer went away")]
    Abandoned,
    /// The receiver failed.
    #[error("the answer could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// `line 2, column 5: `, or nothing.
fn place(line: usize, column: usize) -> String {
    if line == 0 {
        return String::new();
    }
    format!("line {line}, column {column}: ")
}

impl QueryError {
    /// Says whether a text stays within the bounds that hold everywhere.
    pub(super) fn bounded(text: &str) -> Result<(), Self> {
        Bounds::default().check(text)
    }
}
