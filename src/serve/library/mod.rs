//! The library of questions over HTTP: for programs at `/queries/…`, for people under a language.
//!
//! [`one`] is the entry: parameters in the address, the form by `format=`, suffix or Accept.

mod form;
mod openapi;
mod problem;
mod rows;

use super::answer::Head;
use super::asking::{self, answered, failed};
use super::cache::Tag;
use super::negotiate::{self, Coding};
use super::service::Service;
use super::{forms, respond, running, site};
use crate::pages::{Asked, Language, Outcome, View, question_page, questions_page};
use crate::store::library::{Library, LibraryQuery, ParameterKind, without_heading};
use crate::store::{Formats, QueryRequest, SolutionsFormat};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use form::Form;
use problem::Refusal;
use serde_json::{Value, json};
use std::sync::Arc;

const ALLOW: &str = "GET, HEAD, OPTIONS";

/// What an answer depends on, beside the address.
const VARY: &str = "Accept, Accept-Language, Accept-Encoding, Cookie";

/// The values of an address, once the method is one that reads.
fn values(parts: &Parts) -> Result<Vec<(String, String)>, Box<Response>> {
    match parts.method {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => {
            let answer = (StatusCode::NO_CONTENT, [(header::ALLOW, ALLOW)]).into_response();
            return Err(Box::new(answer));
        }
        _ => return Err(Box::new(Refusal::method(ALLOW).into_response())),
    }
    forms::parse(parts.uri.query().unwrap_or_default())
        .map_err(|error| Box::new(Refusal::bad_request(error).into_response()))
}

/// Takes a parameter of the interface itself out of the values.
fn taken(values: &mut Vec<(String, String)>, name: &str) -> Option<String> {
    let at = values.iter().position(|(known, _)| known == name)?;
    Some(values.remove(at).1)
}

/// `language=`, else what the client reads.
fn language(values: &mut Vec<(String, String)>, headers: &HeaderMap) -> Result<Language, Refusal> {
    let Some(tag) = taken(values, "language") else {
        return Ok(negotiate::language(headers));
    };
    Language::from_tag(&tag).ok_or_else(|| {
        let all = Language::ALL.map(|language| language.tag().to_owned());
        Refusal::bad_request(format!(
            "the parameter language: there is no language {tag:?}; there are: nl, en"
        ))
        .about("language", all.into())
    })
}

fn known_only(values: &[(String, String)], known: &[&str]) -> Result<(), Refusal> {
    match values.first() {
        None => Ok(()),
        Some((name, _)) => Err(Refusal::bad_request(format!(
            "there is no parameter {name:?}; there are: {}",
            known.join(", ")
        ))
        .about(name, known.iter().map(|name| (*name).to_owned()).collect())),
    }
}

/// `/queries` and `/queries.json`
pub(super) async fn list(State(service): State<Arc<Service>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let values = match values(&parts) {
        Ok(values) => values,
        Err(answer) => return *answer,
    };
    listed(&service, &parts, values).unwrap_or_else(IntoResponse::into_response)
}

fn listed(
    service: &Service,
    parts: &Parts,
    mut values: Vec<(String, String)>,
) -> Result<Response, Refusal> {
    let language = language(&mut values, &parts.headers)?;
    known_only(&values, &["language"])?;
    let suffix = parts.uri.path().rsplit_once('.');
    let suffix = suffix.and_then(|(_, name)| Form::named(name));
    match Form::wanted(None, suffix, &parts.headers)? {
        Form::Json => {}
        Form::Page => {
            let query = parts.uri.query();
            return Ok(asking::lead(service, &parts.headers, "/queries", query));
        }
        _ => {
            let types = vec!["application/json".to_owned(), "text/html".to_owned()];
            return Err(Refusal::new(
                StatusCode::NOT_ACCEPTABLE,
                "the list comes as application/json or text/html",
            )
            .about("Accept", types));
        }
    }
    let library = Library::embedded().map_err(failed)?;
    let queries: Vec<Value> = library
        .iter()
        .map(|query| summary(service, query, language))
        .collect();
    let body = json!({ "language": language.tag(), "queries": queries });
    Ok(kept(
        service,
        &parts.headers,
        &["queries", language.tag()],
        "application/json",
        || body.to_string() + "\n",
    ))
}

fn summary(service: &Service, query: &LibraryQuery, language: Language) -> Value {
    let audience: Vec<&str> = query.audience.iter().map(|a| a.name()).collect();
    let parameters: Vec<Value> = query
        .parameters
        .iter()
        .map(|parameter| {
            json!({
                "name": parameter.name,
                "kind": parameter.kind.name(),
                "title": language.of(&parameter.title.nl, &parameter.title.en),
                "example": parameter.example,
                "optional": parameter.optional,
                "several": parameter.several,
            })
        })
        .collect();
    let columns = rows::columns(query, language);
    json!({
        "name": query.name,
        "title": language.of(&query.title.nl, &query.title.en),
        "question": language.of(&query.question.nl, &query.question.en),
        "description": language.of(&query.description.nl, &query.description.en),
        "audience": audience,
        "needs": query.needs.name(),
        "address": service.url(&format!("/queries/{}", query.name)),
        "parameters": parameters,
        "columns": columns,
    })
}

/// A text that changes with the data only, made where the client does not have it.
fn kept(
    service: &Service,
    headers: &HeaderMap,
    parts: &[&str],
    media_type: &'static str,
    make: impl FnOnce() -> String,
) -> Response {
    let coding = Coding::choose(headers);
    let mut all = parts.to_vec();
    all.push(coding.name());
    let tag = service.tag(&all);
    if respond::unchanged(headers, &tag) {
        return respond::not_modified(&tag, VARY);
    }
    let stored = respond::store(media_type, make().into(), coding);
    respond::whole(&stored, Some(&tag), VARY)
}

/// `/openapi.json`
pub(super) async fn openapi(State(service): State<Arc<Service>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut values = match values(&parts) {
        Ok(values) => values,
        Err(answer) => return *answer,
    };
    let described = || -> Result<Response, Refusal> {
        let language = language(&mut values, &parts.headers)?;
        let library = Library::embedded().map_err(failed)?;
        let address = &service.settings.address;
        let body = openapi::described(library, service.choices(), address, language);
        Ok(kept(
            &service,
            &parts.headers,
            &["openapi", language.tag()],
            "application/json",
            || body.to_string() + "\n",
        ))
    };
    let mut described = described;
    described().unwrap_or_else(IntoResponse::into_response)
}

/// `/queries/{name}`, with or without a suffix that says the form.
pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let (name, suffix) = match name.rsplit_once('.') {
        Some((cut, suffix)) if Form::named(suffix).is_some() => (cut, Form::named(suffix)),
        _ => (name.as_str(), None),
    };
    let query = match Library::embedded().map(|library| library.get(name)) {
        Ok(Ok(query)) => query,
        Ok(Err(error)) => {
            let names = Library::embedded()
                .map(|library| library.iter().map(|query| query.name.clone()).collect())
                .unwrap_or_default();
            return Refusal::new(StatusCode::NOT_FOUND, error.to_string())
                .about("name", names)
                .into_response();
        }
        Err(error) => return Refusal::from(failed(error)).into_response(),
    };
    let values = match values(&parts) {
        Ok(values) => values,
        Err(answer) => return *answer,
    };
    asked(&service, query, &parts, suffix, values)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn asked(
    service: &Arc<Service>,
    query: &LibraryQuery,
    parts: &Parts,
    suffix: Option<Form>,
    mut values: Vec<(String, String)>,
) -> Result<Response, Refusal> {
    let headers = &parts.headers;
    let form = taken(&mut values, "format");
    let said = form.is_some();
    let form = Form::wanted(form.as_deref(), suffix, headers)?;
    if form == Form::Page {
        // Who says the format is a program, and is told what is wrong as one.
        if said {
            let mut given = values.clone();
            language(&mut given, headers)?;
            let choices = Some(service.choices());
            query.bind(&given, &service.settings.base, true, choices)?;
        }
        let path = format!("/queries/{}", query.name);
        let pairs = parts.uri.query().unwrap_or_default().split('&');
        let kept: Vec<&str> = pairs.filter(|pair| !pair.starts_with("format=")).collect();
        return Ok(asking::lead(service, headers, &path, Some(&kept.join("&"))));
    }
    let language = language(&mut values, headers)?;
    // Forms send empty values, programs mean something by them.
    if let Some((name, _)) = values.iter().find(|(_, value)| value.is_empty()) {
        let detail = format!("the parameter {name} is empty; leave it out");
        return Err(Refusal::bad_request(detail).about(name, Vec::new()));
    }
    let shows_labels = query
        .parameters
        .iter()
        .any(|p| p.kind == ParameterKind::Language);
    if shows_labels {
        values.push(("language".into(), language.tag().into()));
    }
    let text = query.bind(
        &values,
        &service.settings.base,
        false,
        Some(service.choices()),
    )?;
    let coding = Coding::choose(headers);
    let tag = service.tag(&[
        "question",
        &query.name,
        &text,
        form.name(),
        language.tag(),
        coding.name(),
    ]);
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else if let Some(stored) = service.cache.get(&tag) {
        service.metrics.cache_hits.add(1);
        respond::cached(&stored, &tag, VARY, true)
    } else {
        service.metrics.cache_misses.add(1);
        made(service, query, &values, text, form, language, coding, tag).await?
    };
    let headers = response.headers_mut();
    if form == Form::Json {
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.tag()),
        );
    }
    let file = format!("inline; filename=\"{}.{}\"", query.name, form.name());
    if let Ok(value) = HeaderValue::from_str(&file) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

// What an answer depends on; a struct would say it once more.
#[allow(clippy::too_many_arguments)]
async fn made(
    service: &Arc<Service>,
    query: &LibraryQuery,
    values: &[(String, String)],
    text: String,
    form: Form,
    language: Language,
    coding: Coding,
    tag: Tag,
) -> Result<Response, Refusal> {
    let rows = match form {
        Form::Rows(format) => format,
        Form::Query => {
            let body = without_heading(&text).trim_start().to_owned();
            let stored = Arc::new(respond::store(form.media_type(), body.into(), coding));
            return Ok(respond::whole(&stored, Some(&tag), VARY));
        }
        Form::Json | Form::Page => SolutionsFormat::Json,
    };
    let request = QueryRequest {
        limits: service.settings.limits,
        ..QueryRequest::new(
            text,
            Formats {
                solutions: Some(rows),
                graph: None,
            },
        )
    };
    // The answers of these questions are as large as the dataset at most: gathered, never cut.
    let bytes = match running::run(service, request, usize::MAX).await? {
        Head::Whole { bytes, .. } => bytes,
        Head::Failed(error) => {
            running::count(service, &error);
            return Err(error.into());
        }
        Head::Streams { .. } => return Err(failed("the answer is too large").into()),
    };
    let body = match form {
        Form::Json => {
            let outcome = Outcome::read(rows.media_type(), &bytes, 0, false).map_err(failed)?;
            let Outcome::Rows(table) = outcome else {
                return Err(failed("the question has no rows").into());
            };
            let view = View::new(&service.site, language);
            (rows::told(view, query, values, &table).to_string() + "\n").into()
        }
        _ => bytes,
    };
    let stored = Arc::new(respond::store(form.media_type(), body, coding));
    service.cache.put(tag.clone(), Arc::clone(&stored));
    Ok(respond::whole(&stored, Some(&tag), VARY))
}

/// `/nl/queries`
pub(super) async fn dutch_list(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Response, super::problem::Problem> {
    list_page(&service, &headers, Language::Nl)
}

/// `/en/queries`
pub(super) async fn english_list(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Response, super::problem::Problem> {
    list_page(&service, &headers, Language::En)
}

fn list_page(
    service: &Service,
    headers: &HeaderMap,
    language: Language,
) -> Result<Response, super::problem::Problem> {
    let library = Library::embedded().map_err(failed)?;
    let make = || questions_page(View::new(&service.site, language), library);
    let parts = ["queries page", language.tag()];
    let mut response = kept(service, headers, &parts, "text/html", make);
    response.headers_mut().insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    site::remember(service, headers, &mut response, language);
    Ok(response)
}

/// `/nl/queries/{name}`
pub(super) async fn dutch(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, super::problem::Problem> {
    page(&service, Language::Nl, &name, &headers, &uri).await
}

/// `/en/queries/{name}`
pub(super) async fn english(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, super::problem::Problem> {
    page(&service, Language::En, &name, &headers, &uri).await
}

async fn page(
    service: &Arc<Service>,
    language: Language,
    name: &str,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<Response, super::problem::Problem> {
    let library = Library::embedded().map_err(failed)?;
    let Ok(query) = library.get(name) else {
        let path = site::path_in(service, uri);
        return Ok(site::nothing_here(service, headers, uri, path));
    };
    let mut given = forms::parse(uri.query().unwrap_or_default())
        .map_err(super::problem::Problem::bad_request)?;
    // The language of a page is that of its address.
    given.retain(|(name, value)| name != "language" && !value.is_empty());
    let part = asking::part(&mut given)?;
    let example = given.is_empty();
    let choices = service.choices();
    let mut values = given.clone();
    let shows_labels = query
        .parameters
        .iter()
        .any(|p| p.kind == ParameterKind::Language);
    if shows_labels {
        values.push(("language".into(), language.tag().into()));
    }
    // An example of another edition may name what this one does not have: then it is only shown.
    let bound = query.bind(&values, &service.settings.base, example, Some(choices));
    if example {
        given = query
            .parameters
            .iter()
            .filter(|parameter| parameter.kind != ParameterKind::Language)
            .map(|parameter| (parameter.name.clone(), parameter.example.clone()))
            .collect();
    }
    let (text, wrong, outcome) = match &bound {
        Ok(text) => {
            let outcome = asking::gathered(service, text.clone(), part, language).await;
            (text.as_str(), None, Some(outcome))
        }
        Err(_) if example => ("", None, None),
        Err(wrong) => ("", Some(wrong), None),
    };
    let status = match (&outcome, wrong) {
        (Some(Err((_, status))), _) => *status,
        (_, Some(_)) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let asked = Asked {
        query,
        choices,
        values: &given,
        part,
        example,
        wrong,
        text,
        outcome: outcome.map(|outcome| outcome.map_err(|(fault, _)| fault.message)),
    };
    let html = question_page(View::new(&service.site, language), &asked);
    Ok(answered(service, headers, language, status, html))
}
