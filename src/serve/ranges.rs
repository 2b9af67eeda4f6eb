//! Parts of files (RFC 9110, section 14).

use super::cache::{Stored, Tag};
use super::problem::Problem;
use super::respond;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;

/// Which part of a file is asked for.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    All,
    Some(Range<usize>),
    /// One that lies outside of the file.
    None,
}

/// The part of a file of so many bytes: one range is answered; several at once, other units and
/// malformed ones get the whole.
pub(super) fn part(headers: &HeaderMap, tag: &Tag, length: usize) -> Part {
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

/// A part of a file.
pub(super) fn partial(
    stored: &Stored,
    range: Range<usize>,
    tag: &Tag,
    vary: &'static str,
) -> Response {
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
    respond::describe(headers, Some(tag), vary);
    response
}

/// There is no such part of a file of so many bytes.
pub(super) fn unsatisfiable(length: usize) -> Response {
    let message = format!("there is no such part: the file has {length} bytes");
    let problem = Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, message);
    let of = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
    (of, problem).into_response()
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
