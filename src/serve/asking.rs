//! The query page over HTTP: a form by GET or POST, its answer, and what its editor suggests.

use super::answer::Head;
use super::negotiate::{self, Coding};
use super::problem::Problem;
use super::service::Service;
use super::{body, forms, respond, running, site};
use crate::pages::{Begun, Fault, Language, Outcome, Queried, ROWS_OF_A_PAGE, View, query_page};
use crate::store::library::{Library, without_heading};
use crate::store::{Formats, GraphFormat, Limits, QueryError, QueryRequest, SolutionsFormat};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Instant;

/// Takes the part of an answer that is wanted out of the values: `page=2`; the first where none is.
pub(super) fn part(values: &mut Vec<(String, String)>) -> Result<usize, Problem> {
    let Some(at) = values.iter().position(|(name, _)| name == "page") else {
        return Ok(1);
    };
    let (_, value) = values.remove(at);
    value
        .parse()
        .ok()
        .filter(|part| (1..=MOST_PARTS).contains(part))
        .ok_or_else(|| {
            Problem::bad_request(format!(
                "the parameter page: {value:?} is no number from 1 to {MOST_PARTS}"
            ))
        })
}

/// Parts of an answer that there may be: more rows than any answer has.
const MOST_PARTS: usize = 1_000_000;

/// Bytes of an answer that a page is made of.
const LARGEST: u64 = 16 * 1024 * 1024;

const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// `/nl/sparql`
pub(super) async fn dutch(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    page(service, Language::Nl, request).await
}

/// `/en/sparql`
pub(super) async fn english(
    State(service): State<Arc<Service>>,
    request: Request,
) -> Result<Response, Problem> {
    page(service, Language::En, request).await
}

/// From the endpoint to the page, for a reader.
pub(super) fn lead_there(service: &Service, headers: &HeaderMap, uri: &Uri) -> Response {
    lead(service, headers, "/sparql", uri.query())
}

/// To a page in the reader's language, with the same parameters.
pub(super) fn lead(
    service: &Service,
    headers: &HeaderMap,
    path: &str,
    query: Option<&str>,
) -> Response {
    let mut location = service.site.href(negotiate::language(headers), path);
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        location.push('?');
        location += query;
    }
    site::see(
        StatusCode::FOUND,
        &location,
        "Accept, Accept-Language, Cookie",
    )
}

async fn page(
    service: Arc<Service>,
    language: Language,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let mut values =
        forms::parse(parts.uri.query().unwrap_or_default()).map_err(Problem::bad_request)?;
    match parts.method {
        Method::GET | Method::HEAD => {}
        Method::POST => {
            let body = body::read_text(&service, body).await?;
            values.extend(forms::parse(&body).map_err(Problem::bad_request)?);
        }
        Method::OPTIONS => {
            return Ok((StatusCode::NO_CONTENT, [(header::ALLOW, ALLOW)]).into_response());
        }
        _ => return Err(Problem::method(ALLOW)),
    }
    let part = part(&mut values)?;
    let first = |name: &str| {
        let found = values.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    let library = Library::embedded().map_err(failed)?;
    let choices = service.choices();
    let asked = first("query").filter(|text| !text.trim().is_empty());
    let own: Vec<(String, String)> = values
        .iter()
        .filter(|(name, _)| name != "query" && name != "name")
        .cloned()
        .collect();
    let named = match first("name") {
        None => None,
        Some(name) => match library.get(&name) {
            Ok(query) => Some(query),
            Err(_) => {
                return Ok(site::nothing_here(
                    &service,
                    &parts.headers,
                    &parts.uri,
                    &name,
                ));
            }
        },
    };
    let base = &service.settings.base;
    let bound = named.map(|query| {
        let mut values = own.clone();
        values.retain(|(name, _)| name != "language");
        values.push(("language".into(), language.tag().into()));
        query.bind(&values, base, own.is_empty(), Some(choices))
    });
    let text = match (&asked, &bound) {
        (Some(text), _) => Some(text.clone()),
        (None, Some(Ok(text))) => Some(without_heading(text).trim_start().to_owned()),
        _ => None,
    };
    let mut status = StatusCode::OK;
    let mut outcome = None;
    if let Some(text) = &text {
        let began = Instant::now();
        let answer = gathered(&service, text.clone(), part, language).await;
        if let Err((_, failed)) = &answer {
            status = *failed;
        }
        let took = began.elapsed().as_millis();
        outcome = Some((answer.map_err(|(fault, _)| fault), took));
    }
    let wrong = bound.as_ref().and_then(|bound| bound.as_ref().err());
    if wrong.is_some() {
        status = StatusCode::BAD_REQUEST;
    }
    let example;
    let own = match named {
        Some(query) if own.is_empty() => {
            example = query
                .parameters
                .iter()
                .map(|parameter| (parameter.name.clone(), parameter.example.clone()))
                .collect();
            &example
        }
        _ => &own,
    };
    let shown = match (&text, named) {
        // What could not be filled in is shown with its example.
        (None, Some(query)) => Some(query.body().trim_start()),
        (text, _) => text.as_deref(),
    };
    let queried = Queried {
        library,
        choices,
        begun: named.map(|query| Begun {
            query,
            values: own,
            wrong,
        }),
        text: shown,
        part,
        outcome,
    };
    let html = query_page(View::new(&service.site, language), &queried);
    Ok(answered(&service, &parts.headers, language, status, html))
}

/// A page that is made for one request: not kept, since it says how long it took.
pub(super) fn answered(
    service: &Service,
    headers: &HeaderMap,
    language: Language,
    status: StatusCode,
    html: String,
) -> Response {
    let stored = respond::store("text/html", html.into(), Coding::choose(headers));
    let mut response = respond::whole(&stored, None, "Accept-Encoding");
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    site::remember(service, headers, &mut response, language);
    response
}

pub(super) fn failed(error: impl std::fmt::Display) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

/// Runs a query for a page: so many rows of the answer as a page shows, and of these the part with
/// this number, from 1.
pub(super) async fn gathered(
    service: &Arc<Service>,
    text: String,
    part: usize,
    language: Language,
) -> Result<Outcome, (Fault, StatusCode)> {
    let told = |problem: Problem| {
        let (status, sentence, _) = problem.parts();
        (Fault::told(language, sentence), status)
    };
    let limits = Limits {
        bytes: Some(LARGEST.min(service.settings.limits.bytes.unwrap_or(LARGEST))),
        ..service.settings.limits
    };
    let before = part.saturating_sub(1).saturating_mul(ROWS_OF_A_PAGE);
    let request = QueryRequest {
        base: Some(service.url("/sparql")),
        limits,
        skip: before as u64,
        first: Some(ROWS_OF_A_PAGE as u64),
        ..QueryRequest::new(
            text,
            Formats {
                solutions: Some(SolutionsFormat::Json),
                graph: Some(GraphFormat::NTriples),
            },
        )
    };
    let largest = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    let head = running::run(service, request, largest).await;
    match head.map_err(told)? {
        Head::Whole {
            media_type,
            bytes,
            answer,
        } => Outcome::read(media_type, &bytes, before, answer.more)
            .map_err(|error| told(failed(error))),
        Head::Failed(error) => {
            running::count(service, &error);
            let fault = Fault::of(language, &error);
            Err((fault, Problem::from(error).status))
        }
        // A page's answer has fewer bytes than would stream.
        Head::Streams { .. } => {
            let error = QueryError::TooMuch {
                what: "bytes",
                limit: LARGEST,
            };
            Err((
                Fault::of(language, &error),
                StatusCode::UNPROCESSABLE_ENTITY,
            ))
        }
    }
}

/// `/sparql/completions?q=…&language=…`
pub(super) async fn completions(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let values = forms::parse(uri.query().unwrap_or_default()).map_err(Problem::bad_request)?;
    let value = |name: &str| {
        let found = values.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let language = Language::from_tag(value("language")).unwrap_or(Language::Nl);
    let coding = Coding::choose(&headers);
    let tag = service.tag(&["completions", language.tag(), value("q"), coding.name()]);
    if respond::unchanged(&headers, &tag) {
        return Ok(respond::not_modified(&tag, "Accept-Encoding"));
    }
    let found = service.completions(language).find(value("q"));
    let json = serde_json::to_vec(&found).map_err(failed)?;
    let stored = respond::store("application/json", json.into(), coding);
    Ok(respond::whole(&stored, Some(&tag), "Accept-Encoding"))
}
