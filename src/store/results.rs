//! Results of the engine → bytes of a format, counted and capped.

use super::carriage::KeepCarriageReturns;
use super::query::{
    Answer, AnswerSink, Formats, GraphFormat, Limits, QueryError, QueryRequest, SolutionsFormat,
};
use super::table::write_table;
use super::tokens::tokens;
use oxigraph::io::RdfSerializer;
use oxigraph::model::Variable;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use spareval::{QueryEvaluationError, QueryResults, QuerySolution};
use std::io::{self, BufWriter, Write};

/// What is said where a graph cannot be given in any acceptable format.
pub const GRAPH_NOT_ACCEPTABLE: &str = "CONSTRUCT and DESCRIBE give a graph: text/turtle, \
    application/n-triples, application/rdf+xml, application/ld+json, application/trig or \
    application/n-quads";

/// What is said where rows cannot be given in any acceptable format.
pub const ROWS_NOT_ACCEPTABLE: &str = "SELECT and ASK give application/sparql-results+json, \
    application/sparql-results+xml, text/csv or text/tab-separated-values";

/// Bytes that are gathered before the receiver gets them.
const CHUNK: usize = 64 * 1024;

/// Gathers, counts and caps the bytes on their way to the receiver.
pub(super) struct Counted<'a> {
    sink: &'a mut dyn AnswerSink,
    gathered: Vec<u8>,
    written: u64,
    limit: u64,
    exceeded: bool,
}

impl<'a> Counted<'a> {
    fn new(sink: &'a mut dyn AnswerSink, limits: Limits) -> Self {
        Self {
            sink,
            gathered: Vec::with_capacity(CHUNK),
            written: 0,
            limit: limits.bytes.unwrap_or(u64::MAX),
            exceeded: false,
        }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        if !self.gathered.is_empty() {
            self.sink.bytes(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(())
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len() as u64;
        if self.written > self.limit {
            self.exceeded = true;
            return Err(io::Error::other("the answer has too many bytes"));
        }
        if self.gathered.is_empty() && bytes.len() >= CHUNK / 2 {
            self.sink.bytes(bytes)?;
            return Ok(bytes.len());
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= CHUNK {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    /// Serialisers flush when they please; the receiver gets whole chunks.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Serialisers write byte by byte: what they write is gathered by code that the compiler can
/// inline, before it is counted.
fn gathering<W: Write>(out: W) -> BufWriter<W> {
    BufWriter::with_capacity(CHUNK, out)
}

/// Writes results in the format that fits their form.
pub(super) fn write_results(
    results: QueryResults<'_>,
    request: &QueryRequest,
    sink: &mut dyn AnswerSink,
) -> Result<Answer, QueryError> {
    let QueryRequest {
        text,
        formats,
        limits,
        ..
    } = request;
    let (formats, limits) = (*formats, *limits);
    let rows = RowLimit {
        cap: limits.rows.unwrap_or(u64::MAX),
        skip: request.skip,
        first: request.first.unwrap_or(u64::MAX),
    };
    let media_type = match &results {
        QueryResults::Graph(_) => formats.graph.map(GraphFormat::media_type),
        _ => formats.solutions.map(SolutionsFormat::media_type),
    };
    let Some(media_type) = media_type else {
        return Err(QueryError::NotAcceptable(match results {
            QueryResults::Graph(_) => GRAPH_NOT_ACCEPTABLE,
            _ => ROWS_NOT_ACCEPTABLE,
        }));
    };
    sink.begin(media_type)?;
    let mut out = Counted::new(sink, limits);
    let written = match (results, formats) {
        (
            QueryResults::Graph(triples),
            Formats {
                graph: Some(format),
                ..
            },
        ) => {
            let xml = format == GraphFormat::RdfXml;
            let serializer = serializer(format, text);
            if xml {
                write_graph(triples, serializer, KeepCarriageReturns(&mut out), rows)
            } else {
                write_graph(triples, serializer, &mut out, rows)
            }
        }
        (
            QueryResults::Boolean(value),
            Formats {
                solutions: Some(format),
                ..
            },
        ) => write_boolean(value, format, &mut out).map(Written::all),
        (
            QueryResults::Solutions(rows_of),
            Formats {
                solutions: Some(format),
                ..
            },
        ) => {
            let variables = rows_of.variables().to_vec();
            let engine = match format {
                SolutionsFormat::Table(style) => {
                    let written = write_table(
                        &variables,
                        rows_of.map(|row| Ok(row?)),
                        style,
                        &mut out,
                        rows.cap,
                    );
                    return finish(written.map(Written::all), out, limits);
                }
                SolutionsFormat::Json => QueryResultsFormat::Json,
                SolutionsFormat::Csv => QueryResultsFormat::Csv,
                SolutionsFormat::Tsv => QueryResultsFormat::Tsv,
                SolutionsFormat::Xml => {
                    let out_xml = KeepCarriageReturns(&mut out);
                    let written =
                        write_solutions(variables, rows_of, QueryResultsFormat::Xml, out_xml, rows);
                    return finish(written, out, limits);
                }
            };
            write_solutions(variables, rows_of, engine, &mut out, rows)
        }
        // The media type was chosen from the same two, above.
        _ => Err(QueryError::NotAcceptable("no format fits")),
    };
    finish(written, out, limits)
}

fn finish(
    written: Result<Written, QueryError>,
    mut out: Counted<'_>,
    limits: Limits,
) -> Result<Answer, QueryError> {
    let too_many_bytes = out.exceeded;
    let written = written.map_err(|error| match (error, limits.bytes) {
        (QueryError::Io(_), Some(limit)) if too_many_bytes => QueryError::TooMuch {
            what: "bytes",
            limit,
        },
        (error, _) => error,
    })?;
    out.pass_on()?;
    Ok(Answer {
        rows: written.rows,
        bytes: out.written,
        more: written.more,
    })
}

/// How far the rows were written.
#[derive(Clone, Copy)]
struct Written {
    rows: u64,
    more: bool,
}

impl Written {
    fn all(rows: u64) -> Self {
        Self { rows, more: false }
    }
}

/// Counts rows: beyond the cap there is no answer, after the first there are only more.
#[derive(Clone, Copy)]
struct RowLimit {
    cap: u64,
    /// How many go by unwritten; they count for the cap, since they are made all the same.
    skip: u64,
    first: u64,
}

impl RowLimit {
    /// Whether one more row than these is written.
    fn takes_another(self, rows: u64) -> Result<bool, QueryError> {
        if rows >= self.first {
            return Ok(false);
        }
        if rows.saturating_add(self.skip) >= self.cap {
            return Err(QueryError::TooMuch {
                what: "rows",
                limit: self.cap,
            });
        }
        Ok(true)
    }
}

/// Gives the rows, or triples, that are wanted one by one, and says how many they were.
fn each_wanted<T>(
    rows: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limit: RowLimit,
    mut write: impl FnMut(&T) -> io::Result<()>,
) -> Result<Written, QueryError> {
    let mut written = Written::all(0);
    let mut passed = 0;
    for row in rows {
        let row = row?;
        if passed < limit.skip {
            passed += 1;
            continue;
        }
        if !limit.takes_another(written.rows)? {
            written.more = true;
            break;
        }
        write(&row)?;
        written.rows += 1;
    }
    Ok(written)
}

fn write_solutions<'a>(
    variables: Vec<Variable>,
    solutions: impl Iterator<Item = Result<QuerySolution, QueryEvaluationError>> + 'a,
    format: QueryResultsFormat,
    out: impl Write,
    limit: RowLimit,
) -> Result<Written, QueryError> {
    let mut out = gathering(out);
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut out, variables)?;
    let written = each_wanted(solutions, limit, |row| serializer.serialize(row))?;
    serializer.finish()?;
    out.flush()?;
    Ok(written)
}

fn write_graph(
    triples: spareval::QueryTripleIter<'_>,
    serializer: RdfSerializer,
    out: impl Write,
    limit: RowLimit,
) -> Result<Written, QueryError> {
    let mut out = gathering(out);
    let mut serializer = serializer.for_writer(&mut out);
    let written = each_wanted(triples, limit, |triple| serializer.serialize_triple(triple))?;
    serializer.finish()?;
    out.flush()?;
    Ok(written)
}

fn write_boolean(
    value: bool,
    format: SolutionsFormat,
    out: &mut Counted<'_>,
) -> Result<u64, QueryError> {
    let engine = match format {
        SolutionsFormat::Json => QueryResultsFormat::Json,
        SolutionsFormat::Xml => QueryResultsFormat::Xml,
        SolutionsFormat::Csv => QueryResultsFormat::Csv,
        SolutionsFormat::Tsv => QueryResultsFormat::Tsv,
        SolutionsFormat::Table(_) => {
            writeln!(out, "{value}")?;
            return Ok(1);
        }
    };
    QueryResultsSerializer::from_format(engine).serialize_boolean_to_writer(&mut *out, value)?;
    Ok(1)
}

/// A serialiser that knows the prefixes which the query declares: its author wants to read them.
fn serializer(format: GraphFormat, text: &str) -> RdfSerializer {
    let mut serializer = RdfSerializer::from_format(format.engine());
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if !token.is("PREFIX") {
            continue;
        }
        if let (Some(name), Some(iri)) = (tokens.next(), tokens.next())
            && let (Some(name), Some(iri)) = (
                name.text.strip_suffix(':'),
                iri.text.strip_prefix('<').and_then(|i| i.strip_suffix('>')),
            )
            && let Ok(with_prefix) = serializer.clone().with_prefix(name, iri)
        {
            serializer = with_prefix;
        }
    }
    serializer
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        Self::Evaluation(match error {
            QueryEvaluationError::UnsupportedService(name) => {
                format!("SERVICE is not answered here ({name})")
            }
            QueryEvaluationError::UnsupportedCustomFunction(name) => {
                format!("the function {name} is not known")
            }
            error => error.to_string(),
        })
    }
}
