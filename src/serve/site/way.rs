//! The way to a page: from addresses without a language, by what a reader chose before, and where
//! there is nothing.

use super::{VARY_LANGUAGE, page, path_in};
use crate::pages::{self, Language, View};
use crate::percent;
use crate::serve::negotiate::{self, LANGUAGE_COOKIE, Offer, choose};
use crate::serve::problem::Problem;
use crate::serve::service::Service;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

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

/// A reader who goes from one language to the other within the site wants that one from now on.
pub(in crate::serve) fn remember(
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

pub(in crate::serve) fn see(status: StatusCode, location: &str, vary: &'static str) -> Response {
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

pub(super) fn moved(
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
pub(in crate::serve) async fn anywhere_else(
    State(service): State<Arc<Service>>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let path = path_in(&service, &uri);
    let path = if path.is_empty() { "/" } else { path };
    let query = uri.query().unwrap_or_default();
    let reads = method == Method::GET || method == Method::HEAD;
    for language in Language::ALL {
        if path.strip_prefix('/') == Some(language.tag()) && reads {
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
        if !reads {
            return Problem::method("GET, HEAD").into_response();
        }
        return moved(&service, StatusCode::FOUND, language, shorter, query);
    }
    nothing_here(&service, &headers, &uri, path)
}

/// To the same address without the `/` at its end, by the same method.
pub(in crate::serve) async fn without_slash(
    State(service): State<Arc<Service>>,
    uri: Uri,
    path: &str,
) -> Response {
    let mut location = format!("{}{path}", service.prefix());
    if let Some(query) = uri.query() {
        location.push('?');
        location += query;
    }
    see(StatusCode::PERMANENT_REDIRECT, &location, "Accept-Encoding")
}

/// 404, as a page for people, as a sentence for programs.
pub(in crate::serve) fn nothing_here(
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
