//! The whole dataset as a file: the same bytes as `kadergraaf export`, in parts where asked.

use super::cache::{Stored, Tag};
use super::negotiate::Coding;
use super::problem::Problem;
use super::respond;
use super::service::Service;
use crate::write::{Format, WriteSettings};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;
use std::sync::Arc;

const VARY: &str = "Accept-Encoding";

/// The name of the files, before their ending.
pub(super) const NAME: &str = "kadergraaf";

pub(super) async fn show(
    State(service): State<Arc<Service>>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let format = file
        .strip_prefix(NAME)
        .and_then(|rest| rest.strip_prefix('.'))
        .and_then(Format::from_extension)
        .ok_or_else(|| {
            Problem::new(
                StatusCode::NOT_FOUND,
                format!("there is no dump {file:?}; there are ttl, trig, nt, nq, rdf and jsonld"),
            )
        })?;
    // A part is one of the bytes as they are; coding them would give other bytes.
    let asked_part = headers.contains_key(header::RANGE);
    let coding = if asked_part {
        Coding::Identity
    } else {
        Coding::choose(&headers)
    };
    let tag = service.tag(&["dump", format.name(), coding.name()]);
    if respond::unchanged(&headers, &tag) {
        return Ok(respond::not_modified(&tag, VARY));
    }
    let stored = stored(&service, format, coding).await?;
    let mut response = match part(&headers, &tag, stored.bytes.len()) {
        Part::All => respond::whole(&stored, Some(&tag), VARY),
        Part::Some(range) => partial(&stored, range, &tag),
        Part::None => return Ok(unsatisfiable(stored.bytes.len())),
    };
    response
        .headers_mut()
        .insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(response)
}

/// The dump from its own cache; made on a thread of its own the first time.
async fn stored(
    service: &Arc<Service>,
    format: Format,
    coding: Coding,
) -> Result<Arc<Stored>, Problem> {
    let key = service.tag(&["dump", format.name(), coding.name()]);
    if let Some(stored) = service.dumps.get(&key) {
        return Ok(stored);
    }
    // One at a time: making a dump takes memory.
    let _turn = service.dump_turn.lock().await;
    if let Some(stored) = service.dumps.get(&key) {
        return Ok(stored);
    }
    let maker = Arc::clone(service);
    let made = tokio::task::spawn_blocking(move || make(&maker, format, coding)).await;
    let failed = |message: String| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, message);
    let stored = made
        .map_err(|error| failed(error.to_string()))?
        .map_err(|error| failed(error.to_string()))?;
    service.dumps.put(key, Arc::clone(&stored));
    Ok(stored)
}

fn make(
    service: &Service,
    format: Format,
    coding: Coding,
) -> Result<Arc<Stored>, crate::graph::SinkError> {
    let mut bytes = Vec::new();
    let settings = WriteSettings {
        base: service.settings.base.clone(),
        ..WriteSettings::default()
    };
    let mut writer = format.writer(&mut bytes, &settings);
    service.store.tell(&mut *writer)?;
    writer.finish()?;
    let stored = respond::store(format.media_type(), Bytes::from(bytes), coding);
    Ok(Arc::new(stored))
}

/// Which part of a file is asked for (RFC 9110 §14).
#[derive(Debug, PartialEq)]
enum Part {
    All,
    Some(Range<usize>),
    /// One that lies outside of the file.
    None,
}

/// One range is answered; several at once, other units and malformed ones get the whole.
fn part(headers: &HeaderMap, tag: &Tag, length: usize) -> Part {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Part::All;
    };
    // A part of another state would not fit what the client has.
    if text(header::IF_RANGE).is_some_and(|expected| expected != tag.as_str()) {
        return Part::All;
    }
    let Some((first, last)) = range.split_once('-') else {
        return Part::All;
    };
    let number = |digits: &str| -> Option<usize> {
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().unwrap_or(usize::MAX))
    };
    let (start, end) = match (number(first.trim()), number(last.trim())) {
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1)),
        (Some(first), None) if last.trim().is_empty() => (first, length),
        (None, Some(count)) if first.trim().is_empty() => (length.saturating_sub(count), length),
        _ => return Part::All,
    };
    let end = end.min(length);
    if start < end {
        Part::Some(start..end)
    } else {
        Part::None
    }
}

fn partial(stored: &Stored, range: Range<usize>, tag: &Tag) -> Response {
    let of = format!(
        "bytes {}-{}/{}",
        range.start,
        range.end.saturating_sub(1),
        stored.bytes.len()
    );
    let mut response = (
        StatusCode::PARTIAL_CONTENT,
        Body::from(stored.bytes.slice(range)),
    )
        .into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        respond::content_type(stored.media_type),
    );
    if let Ok(of) = HeaderValue::from_str(&of) {
        headers.insert(header::CONTENT_RANGE, of);
    }
    respond::describe(headers, Some(tag), VARY);
    response
}

fn unsatisfiable(length: usize) -> Response {
    (
        StatusCode::RANGE_NOT_SATISFIABLE,
        [(header::CONTENT_RANGE, format!("bytes */{length}"))],
    )
        .into_response()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn asked(range: &str) -> Part {
        let headers = HeaderMap::from_iter([(header::RANGE, range.parse().unwrap())]);
        part(&headers, &Tag::of(&[]), 100)
    }

    #[test]
    fn ranges_are_cut_to_the_file() {
        for (range, wanted) in [
            ("bytes=0-9", Part::Some(0..10)),
            ("bytes=90-", Part::Some(90..100)),
            ("bytes=-5", Part::Some(95..100)),
            ("bytes=50-99999999999999999999999", Part::Some(50..100)),
            ("bytes=-500", Part::Some(0..100)),
            ("bytes=100-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=9-1", Part::All),
            ("bytes=0-1,5-6", Part::All),
            ("lines=0-1", Part::All),
            ("bytes=x", Part::All),
        ] {
            assert_eq!(asked(range), wanted, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_state_is_not_given() {
        let headers = HeaderMap::from_iter([
            (header::RANGE, "bytes=0-9".parse().unwrap()),
            (header::IF_RANGE, "\"older\"".parse().unwrap()),
        ]);
        assert_eq!(part(&headers, &Tag::of(&[]), 100), Part::All);
    }
}
