//! The SPARQL 1.1 Protocol, for queries.

use super::answer::{BrokenOff, Gathering, Head, WHOLE};
use super::cache::Tag;
use super::negotiate::{Coding, Offer, choose, names_a_type, offered};
use super::problem::Problem;
use super::service::Service;
use super::{asking, discovery, forms, respond};
use crate::store::{
    Formats, GraphFormat, QueryError, QueryRequest, SolutionsFormat, is_repeatable,
};
use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use oxigraph::model::NamedNode;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// Bytes of a request's body: a query at its bound, percent-encoded.
const LONGEST_BODY: usize = 1024 * 1024;

/// How long the body of a request may take to come in.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// What answers depend on, beside the address.
pub(super) const VARY: &str = "Accept, Accept-Encoding";

const SOLUTIONS: [Offer<SolutionsFormat>; 4] = [
    Offer {
        media_type: "application/sparql-results+json",
        aliases: &["application/json"],
        value: SolutionsFormat::Json,
    },
    Offer {
        media_type: "application/sparql-results+xml",
        aliases: &["application/xml", "text/xml"],
        value: SolutionsFormat::Xml,
    },
    Offer::new("text/csv", SolutionsFormat::Csv),
    Offer::new("text/tab-separated-values", SolutionsFormat::Tsv),
];

/// The formats of graphs, with the names that older clients use.
pub(super) const GRAPHS: [Offer<GraphFormat>; 6] = [
    Offer {
        media_type: "text/turtle",
        aliases: &["application/x-turtle", "application/turtle"],
        value: GraphFormat::Turtle,
    },
    Offer {
        media_type: "application/n-triples",
        aliases: &["text/plain"],
        value: GraphFormat::NTriples,
    },
    Offer {
        media_type: "application/rdf+xml",
        aliases: &["application/xml", "text/xml"],
        value: GraphFormat::RdfXml,
    },
    Offer {
        media_type: "application/ld+json",
        aliases: &["application/json"],
        value: GraphFormat::JsonLd,
    },
    Offer {
        media_type: "application/trig",
        aliases: &["application/x-trig"],
        value: GraphFormat::TriG,
    },
    Offer {
        media_type: "application/n-quads",
        aliases: &["text/x-nquads"],
        value: GraphFormat::NQuads,
    },
];

pub(super) async fn handle(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let in_address =
        forms::parse(parts.uri.query().unwrap_or_default()).map_err(Problem::bad_request);
    match parts.method {
        Method::GET | Method::HEAD => {
            let pairs = in_address?;
            if wants_page(&parts.headers, &pairs) {
                return Ok(asking::lead_there(&service, &parts.headers, &parts.uri));
            }
            let parameters = Parameters::read(pairs, Vec::new())?;
            match parameters.query {
                Some(_) => answer(service, &parts.headers, parameters).await,
                None => without_query(&service, &parts.headers, &parameters, &parts.uri),
            }
        }
        Method::POST => {
            // Read whatever it is: who still writes when the connection closes may lose the answer.
            let body = match parts.extensions.remove::<Posted>() {
                Some(posted) => posted.0,
                None => read(&service, body).await,
            };
            let body = body.and_then(text);
            let in_address = in_address?;
            let media_type = media_type(&parts.headers)?;
            uncoded(&parts.headers)?;
            let parameters = match media_type.as_str() {
                "application/x-www-form-urlencoded" => {
                    let in_body = forms::parse(&body?).map_err(Problem::bad_request)?;
                    Parameters::read(in_address, in_body)?
                }
                "application/sparql-query" => {
                    let query = ("query".to_owned(), body?);
                    Parameters::read(in_address, vec![query])?
                }
                "application/sparql-update" => return Err(QueryError::Update.into()),
                other => {
                    return Err(Problem::new(
                        StatusCode::UNSUPPORTED_MEDIA_TYPE,
                        format!(
                            "a query comes as application/sparql-query or \
                             application/x-www-form-urlencoded, not as {other:?}"
                        ),
                    ));
                }
            };
            if parameters.query.is_none() {
                return Err(Problem::bad_request("there is no parameter query"));
            }
            answer(service, &parts.headers, parameters).await
        }
        Method::OPTIONS => Ok((StatusCode::NO_CONTENT, [(header::ALLOW, ALLOW)]).into_response()),
        _ => Err(Problem::method(ALLOW)),
    }
}

/// The parameters of the protocol; others are passed over.
#[derive(Debug, Default)]
struct Parameters {
    query: Option<String>,
    /// `format`, for a link that cannot say Accept; beside the protocol.
    formats: Option<Formats>,
    /// A `format` that is not known. Some clients send it in words of their own beside Accept.
    unknown_format: Option<String>,
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
}

impl Parameters {
    fn read(
        in_address: Vec<(String, String)>,
        in_body: Vec<(String, String)>,
    ) -> Result<Self, Problem> {
        let mut read = Self::default();
        for (name, value) in in_address.into_iter().chain(in_body) {
            match name.as_str() {
                "query" if read.query.is_some() => {
                    return Err(Problem::bad_request("there is more than one query"));
                }
                "query" => read.query = Some(value),
                "update" | "using-graph-uri" | "using-named-graph-uri" => {
                    return Err(QueryError::Update.into());
                }
                "format" => match named(&value) {
                    Some(formats) => read.formats = Some(formats),
                    None => read.unknown_format = Some(value),
                },
                "default-graph-uri" => read.default_graphs.push(graph(value)?),
                "named-graph-uri" => read.named_graphs.push(graph(value)?),
                _ => {}
            }
        }
        Ok(read)
    }
}

/// The formats of a name or media type, for rows or for a graph; the query's form says which must
/// fit. Some clients send a list.
fn named(names: &str) -> Option<Formats> {
    names.split(',').find_map(|name| {
        let name = name.split(';').next().unwrap_or_default().trim();
        named_once(&name.to_ascii_lowercase())
    })
}

fn named_once(name: &str) -> Option<Formats> {
    let rows = |format| (Some(format), None);
    let graph = |format| (None, Some(format));
    let (solutions, graph) = match name {
        "json" => (Some(SolutionsFormat::Json), Some(GraphFormat::JsonLd)),
        "xml" => (Some(SolutionsFormat::Xml), Some(GraphFormat::RdfXml)),
        "csv" => rows(SolutionsFormat::Csv),
        "tsv" => rows(SolutionsFormat::Tsv),
        "turtle" | "ttl" => graph(GraphFormat::Turtle),
        "ntriples" | "nt" => graph(GraphFormat::NTriples),
        "rdfxml" | "rdf+xml" | "rdf" => graph(GraphFormat::RdfXml),
        "jsonld" | "json-ld" => graph(GraphFormat::JsonLd),
        "trig" => graph(GraphFormat::TriG),
        "nquads" | "nq" => graph(GraphFormat::NQuads),
        media_type => (
            offered(&SOLUTIONS, media_type),
            offered(&GRAPHS, media_type),
        ),
    };
    (solutions.is_some() || graph.is_some()).then_some(Formats { solutions, graph })
}

fn graph(iri: String) -> Result<String, Problem> {
    NamedNode::new(iri)
        .map(NamedNode::into_string)
        .map_err(|error| Problem::bad_request(format!("not the IRI of a graph: {error}")))
}

fn media_type(headers: &HeaderMap) -> Result<String, Problem> {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, value)| value.trim().trim_matches('"'));
    match charset {
        Some(charset) if !["utf-8", "utf8"].contains(&charset.to_ascii_lowercase().as_str()) => {
            Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "a query is UTF-8",
            ))
        }
        _ => Ok(name),
    }
}

/// A coded body is not opened: some bytes could become gigabytes (RFC 9110 §8.4 asks for 415).
fn uncoded(headers: &HeaderMap) -> Result<(), Problem> {
    let coded = headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if coded {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a query comes without Content-Encoding",
        ));
    }
    Ok(())
}

/// The body of a request that was read already, or why it could not be.
#[derive(Clone)]
pub(super) struct Posted(pub(super) Result<Bytes, Problem>);

/// The body of a request, as text.
pub(super) async fn read_text(service: &Service, body: Body) -> Result<String, Problem> {
    read(service, body).await.and_then(text)
}

/// The body of a request, which is not too long, and comes in time.
pub(super) async fn read<B>(service: &Service, body: B) -> Result<Bytes, Problem>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        return Err(too_long());
    }
    let mut reading = pin!(Limited::new(body, LONGEST_BODY).collect());
    let waiting = service.workers.ticks.wait();
    let deadline = Instant::now() + BODY_PATIENCE;
    let read = loop {
        tokio::select! {
            biased;
            read = &mut reading => break read,
            () = waiting.beat() => if Instant::now() >= deadline {
                return Err(Problem::new(
                    StatusCode::REQUEST_TIMEOUT,
                    "the query took too long to come in",
                ));
            }
        }
    };
    match read {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_long()),
        Err(_) => Err(Problem::bad_request("the body could not be read")),
    }
}

fn text(bytes: Bytes) -> Result<String, Problem> {
    String::from_utf8(bytes.into()).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        Problem::bad_request(format!("the query is not UTF-8 at byte {place}"))
    })
}

fn too_long() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("a request has at most {LONGEST_BODY} bytes"),
    )
}

/// No query: the service describes itself, to machines and to people.
fn without_query(
    service: &Service,
    headers: &HeaderMap,
    parameters: &Parameters,
    uri: &Uri,
) -> Result<Response, Problem> {
    if !parameters.default_graphs.is_empty() || !parameters.named_graphs.is_empty() {
        return Err(Problem::bad_request("there is no parameter query"));
    }
    match choose(headers, &GRAPHS) {
        Some(format) => discovery::service_description(service, headers, format),
        None => Err(Problem::bad_request(format!(
            "there is no parameter query in {uri}"
        ))),
    }
}

/// Whether a person asks: a browser says that it wants HTML more than anything else. Whoever takes
/// anything gets data, and so does a link that says its format.
fn wants_page(headers: &HeaderMap, parameters: &[(String, String)]) -> bool {
    if parameters.iter().any(|(name, _)| name == "format") {
        return false;
    }
    let data = |media_type, aliases| Offer {
        media_type,
        aliases,
        value: false,
    };
    let mut all: Vec<Offer<bool>> = Vec::new();
    all.extend(SOLUTIONS.map(|offer| data(offer.media_type, offer.aliases)));
    all.extend(GRAPHS.map(|offer| data(offer.media_type, offer.aliases)));
    all.push(Offer {
        media_type: "text/html",
        aliases: &["application/xhtml+xml"],
        value: true,
    });
    choose(headers, &all) == Some(true)
}

async fn answer(
    service: Arc<Service>,
    headers: &HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let formats = match (parameters.formats, parameters.unknown_format) {
        (Some(formats), _) => formats,
        (None, Some(unknown)) if !names_a_type(headers) => {
            return Err(Problem::bad_request(format!(
                "the parameter format: there is no format {unknown:?}; there are: json, xml, csv, \
                 tsv, turtle, ntriples, rdfxml, jsonld, trig, nquads, and their media types"
            )));
        }
        _ => Formats {
            solutions: choose(headers, &SOLUTIONS),
            graph: choose(headers, &GRAPHS),
        },
    };
    let coding = Coding::choose(headers);
    let request = QueryRequest {
        text: parameters.query.unwrap_or_default(),
        base: Some(service.url("/sparql")),
        formats,
        default_graphs: parameters.default_graphs,
        named_graphs: parameters.named_graphs,
        limits: service.settings.limits,
        skip: 0,
        first: None,
    };
    let tag = is_repeatable(&request.text).then(|| tag(&service, &request, coding));
    if let Some(tag) = &tag {
        if respond::unchanged(headers, tag) {
            return Ok(respond::not_modified(tag, VARY));
        }
        if let Some(stored) = service.cache.get(tag) {
            service.metrics.cache_hits.add(1);
            return Ok(respond::cached(&stored, tag, VARY, true));
        }
        service.metrics.cache_misses.add(1);
    }
    match run(&service, request, WHOLE).await? {
        Head::Whole {
            media_type, bytes, ..
        } => {
            let stored = Arc::new(respond::store(media_type, bytes, coding));
            let response = respond::whole(&stored, tag.as_ref(), VARY);
            if let Some(tag) = tag {
                service.cache.put(tag, stored);
            }
            Ok(response)
        }
        Head::Streams { media_type, chunks } => {
            let mut response = Body::new(Chunks(chunks)).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, respond::content_type(media_type));
            respond::describe(headers, None, VARY);
            Ok(response)
        }
        Head::Failed(error) => {
            count(&service, &error);
            Err(error.into())
        }
    }
}

/// Counts what operators want to know.
pub(super) fn count(service: &Service, error: &QueryError) {
    match error {
        QueryError::Timeout(_) => service.metrics.queries_timed_out.add(1),
        QueryError::Memory => service.metrics.queries_out_of_memory.add(1),
        QueryError::Busy => service.metrics.queries_refused.add(1),
        _ => {}
    }
}

fn tag(service: &Service, request: &QueryRequest, coding: Coding) -> Tag {
    let formats = format!("{:?}", request.formats);
    let default_graphs = request.default_graphs.join(" ");
    let named_graphs = request.named_graphs.join(" ");
    service.tag(&[
        "query",
        &request.text,
        &formats,
        coding.name(),
        &default_graphs,
        &named_graphs,
    ])
}

/// Waits for a place, has the query answered by a worker, in a task of its own, and comes back with
/// its head; an answer of more than `whole` bytes streams.
pub(super) async fn run(
    service: &Arc<Service>,
    request: QueryRequest,
    whole: usize,
) -> Result<Head, Problem> {
    let refused = || {
        service.metrics.queries_refused.add(1);
        Problem::busy()
    };
    let _queued = service.queue.try_acquire().map_err(|_| refused())?;
    let places = Arc::clone(&service.places);
    service.metrics.queries_waiting.add(1);
    let place = tokio::time::timeout(service.settings.patience, places.acquire_owned()).await;
    service.metrics.queries_waiting.subtract(1);
    let Ok(Ok(place)) = place else {
        return Err(refused());
    };
    let (mut sink, head) = Gathering::new(whole);
    let (metrics, workers) = (Arc::clone(&service.metrics), Arc::clone(&service.workers));
    metrics.queries_running.add(1);
    // Apart from the request, which may go away: what streams goes on behind its head, and a worker
    // that answers soon is not ended because nobody waits.
    tokio::spawn(async move {
        let outcome = workers.run(request, &mut sink).await;
        // The place is free before the client knows: it may ask again at once.
        drop(place);
        metrics.queries_running.subtract(1);
        sink.finish(outcome).await;
    });
    head.await.map_err(|_| Problem::from(QueryError::Died))
}

/// A body of chunks. Only the mark of the end ends it; a channel that closes without one is an
/// error, which closes the connection without the last chunk.
struct Chunks(tokio::sync::mpsc::Receiver<Option<Bytes>>);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, BrokenOff>>> {
        self.0.poll_recv(context).map(|chunk| match chunk {
            Some(Some(bytes)) => Some(Ok(hyper::body::Frame::data(bytes))),
            Some(None) => None,
            None => Some(Err(BrokenOff)),
        })
    }
}
