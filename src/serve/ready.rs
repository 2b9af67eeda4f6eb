//! Answers whose head is ready too, found by what the request says word for word.
//!
//! A request that came before in the same words gets the same answer, as long as its body is in
//! the [cache](super::cache): nothing is negotiated, hashed or put together again. Handlers say
//! which of their answers may be kept so ([`Kept`]); what they may look at is in [`key`].

use super::cache::{Bounded, Stored, Tag};
use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use std::sync::Arc;

/// A request, word for word, as far as answers depend on it.
pub(super) type Key = Box<[u8]>;

/// Goes with a request on its way to its handler: the key under which its answer may be kept.
#[derive(Clone, Debug)]
pub(super) struct Asked(pub(super) Key);

/// Goes with a response whose head may be kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Where its body is in the cache; `None`: it has none.
    pub(super) body: Option<Tag>,
    /// Whether it answers a query, and counts as such.
    pub(super) query: bool,
}

/// A head, with what [`Kept`] says.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) kept: Kept,
}

/// The heads that are kept.
pub(super) struct ReadyAnswers(Bounded<Key, Arc<Ready>>);

/// Longer requests are not looked up; the questions of the library have up to 6 KiB.
const LONGEST: usize = 16 * 1024;

/// What a head costs beside its values: the map of its names.
const OVERHEAD: usize = 2 * 1024;

impl ReadyAnswers {
    pub(super) fn new(capacity: usize) -> Self {
        Self(Bounded::new(capacity, capacity / 8))
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<Arc<Ready>> {
        self.0.get(key)
    }

    pub(super) fn put(&self, key: Key, ready: Ready) {
        let values: usize = ready.headers.values().map(HeaderValue::len).sum();
        let cost = key.len() + values + OVERHEAD;
        self.0.put(key, Arc::new(ready), cost);
    }
}

impl Ready {
    /// The body, where it still is in the cache.
    pub(super) fn body(&self, cached: impl Fn(&Tag) -> Option<Arc<Stored>>) -> Option<Bytes> {
        match &self.kept.body {
            None => Some(Bytes::new()),
            Some(tag) => cached(tag).map(|stored| stored.bytes.clone()),
        }
    }
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The headers of a request that an answer which is [`Kept`] may depend on.
static LOOKED_AT: [HeaderName; 8] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::COOKIE,
    header::IF_NONE_MATCH,
    SEC_FETCH_SITE,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
];

/// Requests with one of these have a way of their own.
static PECULIAR: [HeaderName; 4] = [
    header::TRANSFER_ENCODING,
    header::RANGE,
    header::IF_RANGE,
    header::UPGRADE,
];

/// The key of a GET, or of a POST with this body; `None`: it is not looked up.
pub(super) fn key(parts: &Parts, body: &[u8]) -> Option<Vec<u8>> {
    let is_post = match parts.method {
        Method::GET => false,
        Method::POST => true,
        _ => return None,
    };
    let target = parts.uri.path_and_query()?.as_str();
    if parts.version != Version::HTTP_11 || parts.uri.scheme().is_some() {
        return None;
    }
    let mut key = Vec::with_capacity(512 + body.len().min(LONGEST));
    let begin = if is_post { u8::MAX } else { u8::MAX - 1 };
    part(&mut key, begin, target.as_bytes())?;
    let mut hosts = 0;
    for (name, value) in &parts.headers {
        if *name == header::HOST {
            hosts += 1;
        } else if let Some((number, _)) = (0..).zip(&LOOKED_AT).find(|(_, known)| *known == name) {
            part(&mut key, number, value.as_bytes())?;
        } else if PECULIAR.contains(name) || *name == header::CONTENT_LENGTH && !is_post {
            return None;
        }
    }
    part(&mut key, u8::MAX, body)?;
    (hosts == 1).then_some(key)
}

/// A part of a key, with its kind and its length: no other parts make the same bytes.
fn part(key: &mut Vec<u8>, kind: u8, bytes: &[u8]) -> Option<()> {
    let length = u16::try_from(bytes.len()).ok()?;
    key.push(kind);
    key.extend_from_slice(&length.to_le_bytes());
    key.extend_from_slice(bytes);
    (key.len() <= LONGEST).then_some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn of(target: &str, headers: &[(&'static str, &str)]) -> Option<Vec<u8>> {
        key(&parts("GET", target, headers), &[])
    }

    fn parts(method: &str, target: &str, headers: &[(&'static str, &str)]) -> Parts {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn bodies_and_what_they_are_make_another_key() {
        let host = ("host", "x");
        let plain = parts("POST", "/sparql", &[host]);
        let typed = parts("POST", "/sparql", &[host, ("content-type", "a/b")]);
        let one = key(&plain, b"ASK {}").unwrap();
        assert_ne!(one, key(&plain, b"ASK { }").unwrap());
        assert_ne!(one, key(&typed, b"ASK {}").unwrap());
        assert_ne!(key(&plain, &[]), of("/sparql", &[host]));
        assert!(key(&plain, &vec![b' '; 17_000]).is_none());
        assert!(key(&parts("PUT", "/sparql", &[host]), b"ASK {}").is_none());
    }

    #[test]
    fn what_answers_depend_on_makes_another_key() {
        let host = ("host", "x");
        let plain = of("/nl/", &[host]).unwrap();
        assert_eq!(
            plain,
            of("/nl/", &[("host", "y"), ("user-agent", "z")]).unwrap()
        );
        for name in [
            "accept",
            "accept-encoding",
            "accept-language",
            "cookie",
            "if-none-match",
            "sec-fetch-site",
        ] {
            let one = of("/nl/", &[host, (name, "a")]).unwrap();
            let other = of("/nl/", &[host, (name, "b")]).unwrap();
            let both = of("/nl/", &[host, (name, "a"), (name, "b")]).unwrap();
            assert!(plain != one && one != other && both != one && both != other);
        }
        assert_ne!(plain, of("/nl/?", &[host]).unwrap());
        assert_ne!(
            of("/a", &[host, ("accept", "bc")]),
            of("/ab", &[host, ("accept", "c")])
        );
    }

    #[test]
    fn what_is_not_plain_has_no_key() {
        let host = ("host", "x");
        assert!(of("/nl/", &[]).is_none());
        assert!(of("/nl/", &[host, host]).is_none());
        assert!(of("http://x/nl/", &[host]).is_none());
        assert!(of("/nl/", &[host, ("range", "bytes=0-1")]).is_none());
        assert!(of("/nl/", &[host, ("content-length", "1")]).is_none());
        assert!(of("/nl/", &[host, ("accept", &"a".repeat(17_000))]).is_none());
    }
}
