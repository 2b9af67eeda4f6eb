//! Whole answers: tags, conditions, codings.

use super::cache::{Stored, Tag};
use super::negotiate::Coding;
use super::ready::Kept;
use crate::percent;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Smaller bodies gain nothing.
const WORTH_COMPRESSING: usize = 1024;

/// A whole body, coded as the client asked where that gains something.
pub(super) fn store(media_type: &'static str, bytes: Bytes, coding: Coding) -> Stored {
    if coding == Coding::Gzip && bytes.len() >= WORTH_COMPRESSING {
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
        // Into a vector nothing fails; if it did, the body goes as it is.
        if let Ok(bytes) = encoder.write_all(&bytes).and_then(|()| encoder.finish()) {
            return Stored {
                media_type,
                coding,
                bytes: bytes.into(),
                file: None,
            };
        }
    }
    Stored {
        media_type,
        coding: Coding::Identity,
        bytes,
        file: None,
    }
}

/// Whether the client has this already.
pub(super) fn unchanged(headers: &HeaderMap, tag: &Tag) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| tag.matches(value))
}

/// Whether this is what the client expects, where it says so (`If-Match`).
pub(super) fn expected(headers: &HeaderMap, tag: &Tag) -> bool {
    let mut expected = headers.get_all(header::IF_MATCH).iter().peekable();
    expected.peek().is_none()
        || expected
            .filter_map(|value| value.to_str().ok())
            .any(|value| tag.is_in(value))
}

/// `text/csv` → `text/csv; charset=utf-8`.
pub(super) fn content_type(media_type: &'static str) -> HeaderValue {
    match media_type {
        "text/csv" => HeaderValue::from_static("text/csv; charset=utf-8"),
        "text/tab-separated-values" => {
            HeaderValue::from_static("text/tab-separated-values; charset=utf-8")
        }
        "text/turtle" => HeaderValue::from_static("text/turtle; charset=utf-8"),
        "text/javascript" => HeaderValue::from_static("text/javascript; charset=utf-8"),
        "text/plain" => HeaderValue::from_static("text/plain; charset=utf-8"),
        "text/css" => HeaderValue::from_static("text/css; charset=utf-8"),
        "text/html" => HeaderValue::from_static("text/html; charset=utf-8"),
        other => HeaderValue::from_static(other),
    }
}

/// 304, with what a 200 would say about the form.
pub(super) fn not_modified(tag: &Tag, vary: &'static str) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    describe(response.headers_mut(), Some(tag), vary);
    response.extensions_mut().insert(Kept {
        body: None,
        query: false,
    });
    response
}

/// 200 with a whole body that is in the cache under its tag: the head may be kept as well.
pub(super) fn cached(stored: &Stored, tag: &Tag, vary: &'static str, query: bool) -> Response {
    let mut response = whole(stored, Some(tag), vary);
    response.extensions_mut().insert(Kept {
        body: Some(tag.clone()),
        query,
    });
    response
}

/// 200 with a whole body.
pub(super) fn whole(stored: &Stored, tag: Option<&Tag>, vary: &'static str) -> Response {
    let mut response = Body::from(stored.bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type(stored.media_type));
    if stored.coding != Coding::Identity {
        let coding = HeaderValue::from_static(stored.coding.name());
        headers.insert(header::CONTENT_ENCODING, coding);
    }
    if let Some(name) = &stored.file {
        let disposition = format!("attachment; filename=\"{}\"", percent::parameter(name));
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    describe(headers, tag, vary);
    response
}

/// The headers that caches go by; without a tag nothing may be kept.
pub(super) fn describe(headers: &mut HeaderMap, tag: Option<&Tag>, vary: &'static str) {
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    let control = match tag.map(|tag| HeaderValue::from_str(tag.as_str())) {
        Some(Ok(value)) => {
            headers.insert(header::ETAG, value);
            "no-cache"
        }
        _ => "no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(control));
}
