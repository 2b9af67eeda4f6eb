//! The pages of the site over HTTP: under a language, and as the document about a thing in the
//! language of its reader.

mod assets;
mod way;

use super::cache::{Stored, Tag};
use super::negotiate::{self, Coding};
use super::problem::Problem;
use super::service::Service;
use super::{document, forms, respond};
use crate::pages::{self, Answer, DocumentAddress, Language, Request};
use crate::percent;
use crate::store::Node;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) use assets::{icon, open_search, robots, script, sitemap, style};
pub(super) use way::{anywhere_else, nothing_here, remember, see, without_slash};

/// What a page under a language depends on: the address says the rest.
const VARY: &str = "Accept-Encoding";
/// What the way there depends on.
const VARY_LANGUAGE: &str = "Accept-Language, Cookie";

/// `/nl/…`
pub(super) async fn dutch(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    under(&service, &headers, &uri, Language::Nl)
}

/// `/en/…`
pub(super) async fn english(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    under(&service, &headers, &uri, Language::En)
}

/// The path of an address behind the path of the service.
pub(super) fn path_in<'a>(service: &Service, uri: &'a Uri) -> &'a str {
    let path = uri.path();
    path.strip_prefix(service.prefix())
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
        .unwrap_or(path)
}

fn under(service: &Service, headers: &HeaderMap, uri: &Uri, language: Language) -> Response {
    let path = path_in(service, uri);
    let path = path.get(3..).unwrap_or("/");
    let query = uri.query().unwrap_or_default();
    match page(service, headers, language, path, query) {
        Ok(Some(mut response)) => {
            about(service, response.headers_mut(), language, path, query);
            remember(service, headers, &mut response, language);
            response
        }
        Ok(None) => {
            let shorter = path.trim_end_matches('/');
            if shorter.len() < path.len() && !shorter.is_empty() {
                return way::moved(
                    service,
                    StatusCode::PERMANENT_REDIRECT,
                    language,
                    shorter,
                    query,
                );
            }
            nothing_here(service, headers, uri, path)
        }
        Err(problem) => problem.into_response(),
    }
}

/// The answer to a request for a page, from the cache where it is there.
fn page(
    service: &Service,
    headers: &HeaderMap,
    language: Language,
    path: &str,
    query: &str,
) -> Result<Option<Response>, Problem> {
    let coding = Coding::choose(headers);
    let tag = service.tag(&["page", language.tag(), path, query, coding.name()]);
    let stored = match service.cache.get(&tag) {
        Some(stored) => stored,
        None => match render(service, language, path, query)? {
            None => return Ok(None),
            Some(Answer::Elsewhere(path)) => {
                let location = service.site.href(language, &path);
                return Ok(Some(see(StatusCode::SEE_OTHER, &location, VARY)));
            }
            Some(Answer::File {
                media_type,
                name,
                bytes,
            }) => {
                let stored = respond::store(media_type, bytes.into(), coding);
                put(service, &tag, stored.under(name))
            }
            Some(Answer::Page(html)) => keep(service, &tag, html, coding),
        },
    };
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        respond::cached(&stored, &tag, VARY, false)
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    Ok(Some(response))
}

pub(super) fn keep(service: &Service, tag: &Tag, html: String, coding: Coding) -> Arc<Stored> {
    put(
        service,
        tag,
        respond::store("text/html", html.into(), coding),
    )
}

fn put(service: &Service, tag: &Tag, stored: Stored) -> Arc<Stored> {
    let stored = Arc::new(stored);
    service.cache.put(tag.clone(), Arc::clone(&stored));
    stored
}

fn render(
    service: &Service,
    language: Language,
    path: &str,
    query: &str,
) -> Result<Option<Answer>, Problem> {
    let parameters = forms::parse(query).map_err(Problem::bad_request)?;
    Ok(pages::answer(
        &service.site,
        &Request {
            language,
            path,
            parameters: &parameters,
        },
    ))
}

/// The document about a thing as a page, in the language of the reader.
pub(super) fn document(
    service: &Service,
    headers: &HeaderMap,
    node: Node,
    address: &DocumentAddress,
    vary: &'static str,
) -> Result<Response, Problem> {
    let language = negotiate::language(headers);
    let plain = address.plain();
    let (path, query) = plain.split_once('?').unwrap_or((plain, ""));
    let mut response = page(service, headers, language, path, query)?
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "there is no page about this"))?;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    let mut links = document::links(service, node, address, None);
    links.push(format!("<{}>; rel=\"canonical\"", service.url(plain)));
    document::add_links(headers, &links);
    let here = service.site.href(language, plain);
    if let Ok(value) = HeaderValue::from_str(&here) {
        headers.insert(header::CONTENT_LOCATION, value);
    }
    Ok(response)
}

/// A page in the language of the reader, at an address without a language.
pub(super) fn in_the_readers_language(
    service: &Service,
    headers: &HeaderMap,
    path: &str,
    vary: &'static str,
) -> Result<Response, Problem> {
    let language = negotiate::language(headers);
    let mut response = page(service, headers, language, path, "")?
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "there is no such page"))?;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    if let Ok(value) = HeaderValue::from_str(&service.site.href(language, path)) {
        headers.insert(header::CONTENT_LOCATION, value);
    }
    Ok(response)
}

/// What the head of an answer says where the page is one about a thing.
fn about(service: &Service, headers: &mut HeaderMap, language: Language, path: &str, query: &str) {
    let Some(decoded) = percent::decoded(path) else {
        return;
    };
    let site = &service.site;
    let node = if let Some(name) = decoded.strip_prefix("/doc/") {
        site.named(name)
    } else if let Some(place) = decoded.strip_prefix("/legislation/") {
        site.legislation(place)
    } else if path == "/resource" {
        let parameters = forms::parse(query).unwrap_or_default();
        let iri = parameters.iter().find(|(name, _)| name == "uri");
        iri.and_then(|(_, iri)| site.described(iri))
    } else {
        None
    };
    let Some((node, canonical)) = node.and_then(|node| Some((node, site.path(node)?))) else {
        return;
    };
    let address = DocumentAddress::new(&canonical);
    let mut links = document::links(service, node, &address, None);
    let tag = language.tag();
    links.push(format!(
        "<{}>; rel=\"canonical\"",
        service.url(&format!("/{tag}{}", address.plain()))
    ));
    document::add_links(headers, &links);
}
