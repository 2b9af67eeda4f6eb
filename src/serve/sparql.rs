//! The SPARQL 1.1 Protocol, for queries.

use super::answer::{Head, WHOLE};
use super::body::{self, Posted};
use super::cache::Tag;
use super::formats::{GRAPHS, SOLUTIONS, named};
use super::negotiate::{Coding, Offer, choose, names_a_type};
use super::problem::Problem;
use super::running::{self, Chunks};
use super::service::Service;
use super::{asking, discovery, forms, respond};
use crate::store::{Formats, QueryError, QueryRequest, is_repeatable};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;
use std::sync::Arc;

const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// What answers depend on, beside the address.
pub(super) const VARY: &str = "Accept, Accept-Encoding";

pub(super) async fn handle(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    let (mut parts, sent) = request.into_parts();
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
            let posted = match parts.extensions.remove::<Posted>() {
                Some(Posted(posted)) => posted,
                None => body::read(&service, sent).await,
            };
            let posted = posted.and_then(body::text);
            let in_address = in_address?;
            let media_type = media_type(&parts.headers)?;
            uncoded(&parts.headers)?;
            let parameters = match media_type.as_str() {
                "application/x-www-form-urlencoded" => {
                    let in_body = forms::parse(&posted?).map_err(Problem::bad_request)?;
                    Parameters::read(in_address, in_body)?
                }
                "application/sparql-query" => {
                    let query = ("query".to_owned(), posted?);
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
                // Forms send the fields that nobody filled in as well.
                "format" | "default-graph-uri" | "named-graph-uri" if value.is_empty() => {}
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
    match running::run(&service, request, WHOLE).await? {
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
            running::count(&service, &error);
            Err(error.into())
        }
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
