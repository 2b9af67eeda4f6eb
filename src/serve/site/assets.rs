//! Files that are part of the program, and those that are made from the dataset once.

use super::VARY;
use crate::pages;
use crate::serve::negotiate::Coding;
use crate::serve::respond;
use crate::serve::service::Service;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use std::sync::Arc;

/// `/style.css`
pub(in crate::serve) async fn style(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let version = pages::style_version();
    asset(&service, &headers, &uri, "text/css", pages::STYLE, version)
}

/// `/icon.svg`
pub(in crate::serve) async fn icon(
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
pub(in crate::serve) async fn script(
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
pub(in crate::serve) async fn sitemap(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Response {
    written(&service, &headers, "application/xml", pages::sitemap)
}

/// `/robots.txt`
pub(in crate::serve) async fn robots(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Response {
    written(&service, &headers, "text/plain", pages::robots)
}

/// `/opensearch.xml`
pub(in crate::serve) async fn open_search(
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
