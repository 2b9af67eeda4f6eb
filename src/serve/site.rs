//! The pages of the site over HTTP: under a language, and the way there from addresses without one.

use super::cache::{Stored, Tag};
use super::negotiate::{self, Coding, LANGUAGE_COOKIE, Offer, choose};
use super::problem::Problem;
use super::service::Service;
use super::{document, forms, respond};
use crate::pages::{self, Answer, DocumentAddress, Language, Request, View};
use crate::percent;
use crate::store::Node;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What a page under a language depends on: the address says the rest.
const VARY: &str = "Accept-Encoding";
/// What the way there depends on.
const VARY_LANGUAGE: &str = "Accept-Language, Cookie";

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A browser asks for HTML; what asks for anything else, or for nothing, is told in plain text.
const READERS: [Offer<bool>; 2] = [
    Offer::new("text/plain", false),
    Offer {
        media_type: "text/html",
        aliases: &["application/xhtml+xml"],
        value: true,
    },
];

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
                return moved(
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
    let mut name = None;
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
                name: file,
                bytes,
            }) => {
                name = Some(file);
                Arc::new(respond::store(media_type, bytes.into(), coding))
            }
            Some(Answer::Page(html)) => keep(service, &tag, html, coding),
        },
    };
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        respond::whole(&stored, Some(&tag), VARY)
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    if let Some(name) = name {
        let disposition = format!("attachment; filename=\"{}\"", percent::parameter(&name));
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    Ok(Some(response))
}

pub(super) fn keep(service: &Service, tag: &Tag, html: String, coding: Coding) -> Arc<Stored> {
    let stored = Arc::new(respond::store("text/html", html.into(), coding));
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

/// A reader who goes from one language to the other within the site wants that one from now on.
pub(super) fn remember(
    service: &Service,
    headers: &HeaderMap,
    response: &mut Response,
    language: Language,
) {
    let inside = headers
        .get(SEC_FETCH_SITE)
        .is_some_and(|value| value == "same-origin");
    if !inside || negotiate::language(headers) == language {
        return;
    }
    let cookie = format!(
        "{LANGUAGE_COOKIE}={}; Path={}/; Max-Age=31536000; SameSite=Lax; HttpOnly",
        language.tag(),
        service.prefix()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        let headers = response.headers_mut();
        headers.insert(header::SET_COOKIE, value);
        let private = HeaderValue::from_static("private, no-cache");
        headers.insert(header::CACHE_CONTROL, private);
    }
}

pub(super) fn see(status: StatusCode, location: &str, vary: &'static str) -> Response {
    let mut response = (
        status,
        [(header::VARY, vary), (header::CACHE_CONTROL, "no-cache")],
    )
        .into_response();
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

fn moved(
    service: &Service,
    status: StatusCode,
    language: Language,
    path: &str,
    query: &str,
) -> Response {
    let mut location = service.site.href(language, path);
    if !query.is_empty() {
        location.push('?');
        location += query;
    }
    see(status, &location, VARY_LANGUAGE)
}

/// An address without a language, where there is a page under one; else nothing.
pub(super) async fn anywhere_else(
    State(service): State<Arc<Service>>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let path = path_in(&service, &uri);
    let path = if path.is_empty() { "/" } else { path };
    let query = uri.query().unwrap_or_default();
    if method == Method::GET || method == Method::HEAD {
        for language in Language::ALL {
            if path.strip_prefix('/') == Some(language.tag()) {
                return moved(
                    &service,
                    StatusCode::PERMANENT_REDIRECT,
                    language,
                    "/",
                    query,
                );
            }
        }
        let language = negotiate::language(&headers);
        let shorter = match path.trim_end_matches('/') {
            "" => "/",
            shorter => shorter,
        };
        if let Ok(Some(_)) = page(&service, &HeaderMap::new(), language, shorter, query) {
            return moved(&service, StatusCode::FOUND, language, shorter, query);
        }
    }
    nothing_here(&service, &headers, &uri, path)
}

/// 404, as a page for people, as a sentence for programs.
pub(super) fn nothing_here(
    service: &Service,
    headers: &HeaderMap,
    uri: &Uri,
    asked: &str,
) -> Response {
    let asked = percent::decoded(asked).unwrap_or_else(|| asked.to_owned());
    let shown: String = asked
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    if choose(headers, &READERS) != Some(true) {
        return Problem::new(
            StatusCode::NOT_FOUND,
            format!("there is nothing at {shown}"),
        )
        .into_response();
    }
    let path = path_in(service, uri);
    let under = Language::ALL.into_iter().find(|language| {
        path.strip_prefix('/')
            .and_then(|path| path.strip_prefix(language.tag()))
            .is_some_and(|rest| rest.starts_with('/'))
    });
    let language = under.unwrap_or_else(|| negotiate::language(headers));
    let behind = if under.is_some() {
        path.get(3..).unwrap_or("/")
    } else {
        path
    };
    let page = pages::missing_page(View::new(&service.site, language), behind, &shown);
    (
        StatusCode::NOT_FOUND,
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_LANGUAGE, language.tag()),
            (header::VARY, "Accept, Accept-Language, Cookie"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        page,
    )
        .into_response()
}

/// `/style.css`
pub(super) async fn style(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let version = pages::style_version();
    asset(&service, &headers, &uri, "text/css", pages::STYLE, version)
}

/// `/icon.svg`
pub(super) async fn icon(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let version = pages::style_version();
    asset(
        &service,
        &headers,
        &uri,
        "image/svg+xml",
        pages::ICON,
        version,
    )
}

/// `/query.js`
pub(super) async fn script(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let version = pages::script_version();
    asset(
        &service,
        &headers,
        &uri,
        "text/javascript",
        pages::SCRIPT,
        version,
    )
}

/// A file that is part of the program; under its own version it never changes.
fn asset(
    service: &Service,
    headers: &HeaderMap,
    uri: &Uri,
    media_type: &'static str,
    text: &'static str,
    own_version: &str,
) -> Response {
    let coding = Coding::choose(headers);
    let tag = service.tag(&["asset", media_type, own_version, coding.name()]);
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        let stored = service.cache.get(&tag).unwrap_or_else(|| {
            let stored = Arc::new(respond::store(media_type, text.into(), coding));
            service.cache.put(tag.clone(), Arc::clone(&stored));
            stored
        });
        respond::whole(&stored, Some(&tag), VARY)
    };
    let version = uri.query().and_then(|query| query.strip_prefix("v="));
    if version == Some(own_version) {
        response.headers_mut().insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        );
    }
    response
}

/// `/sitemap.xml`
pub(super) async fn sitemap(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    written(&service, &headers, "application/xml", pages::sitemap)
}

/// `/robots.txt`
pub(super) async fn robots(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    written(&service, &headers, "text/plain", pages::robots)
}

/// `/opensearch.xml`
pub(super) async fn open_search(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Response {
    let media_type = "application/opensearchdescription+xml";
    written(&service, &headers, media_type, pages::open_search)
}

/// A file that is made from the dataset, once.
fn written(
    service: &Service,
    headers: &HeaderMap,
    media_type: &'static str,
    write: fn(&pages::Site) -> String,
) -> Response {
    let coding = Coding::choose(headers);
    let tag = service.tag(&["written", media_type, coding.name()]);
    if respond::unchanged(headers, &tag) {
        return respond::not_modified(&tag, VARY);
    }
    let stored = service.cache.get(&tag).unwrap_or_else(|| {
        let text = write(&service.site);
        let stored = Arc::new(respond::store(media_type, text.into(), coding));
        service.cache.put(tag.clone(), Arc::clone(&stored));
        stored
    });
    respond::whole(&stored, Some(&tag), VARY)
}
