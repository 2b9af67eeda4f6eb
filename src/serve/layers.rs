//! What every answer has: its request's number, headers that protect readers, a line in the log.

use super::problem::Problem;
use super::ready::{Asked, Kept, Ready};
use super::service::Service;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::runtime::Handle;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A page loads our own style sheet and our own script, which asks this service alone; what stands
/// in a page itself never runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PROTECTION: [(HeaderName, HeaderValue); 5] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// Open data: any page may read it. What answers are read with is safe to show to scripts.
const SHARING: [(HeaderName, HeaderValue); 2] = [
    (
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    ),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "ETag, Link, Content-Location, Content-Range, Accept-Ranges, Content-Encoding, Allow, \
             Retry-After, X-Request-Id",
        ),
    ),
];

const PREFLIGHT: [(HeaderName, HeaderValue); 3] = [
    (
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, HEAD, POST, OPTIONS"),
    ),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        // Clients send headers that we do not know; none of them changes what may be read. Named
        // are those for clients that do not know the `*`, and the one that it leaves out.
        HeaderValue::from_static(
            "Accept, Accept-Language, Authorization, Cache-Control, Content-Type, If-None-Match, \
             If-Range, Pragma, Range, X-Request-Id, X-Requested-With, *",
        ),
    ),
    (
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("86400"),
    ),
];

/// Wraps every answer of the service.
pub(super) async fn every_answer(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    let asked = request.extensions_mut().remove::<Asked>();
    let method = request.method().clone();
    let target = request.uri().path().to_owned();
    let options = method == Method::OPTIONS;
    // A browser that announces a request, or a question about the service as a whole.
    let of_service = request.uri().path() == "*"
        || request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    // A length that a proxy before us may have taken for true is dropped where chunks are used:
    // what follows on the connection could be anybody's (RFC 9112 §6.1).
    let chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut response = if let Some(refusal) = refused(&request) {
        refusal
    } else if options && of_service {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    if options && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        // What else would it ask for than what is allowed?
        let allow = response.headers_mut().remove(header::ALLOW);
        response = StatusCode::NO_CONTENT.into_response();
        response
            .headers_mut()
            .extend(allow.map(|allow| (header::ALLOW, allow)));
    }
    let headers = response.headers_mut();
    for (name, value) in PROTECTION.into_iter().chain(SHARING) {
        headers.insert(name, value);
    }
    if chunked {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if options {
        for (name, value) in PREFLIGHT {
            headers.insert(name, value);
        }
    }
    id.put(headers);
    if let Some(kept) = response.extensions_mut().remove::<Kept>()
        && let Some(Asked(key)) = asked
    {
        let ready = Ready {
            status: response.status(),
            headers: response.headers().clone(),
            kept,
        };
        service.ready.put(key, ready);
    }
    done(&service, &id, &method, &target, response.status(), started);
    response
}

/// Counts a request that is answered, and logs it where that is wanted.
pub(super) fn done(
    service: &Service,
    id: &RequestId,
    method: &Method,
    path: &str,
    status: StatusCode,
    started: Instant,
) {
    let took = started.elapsed();
    service.metrics.request(status.as_u16(), took);
    if service.settings.log {
        log(&id.0, method, path, status, took.as_micros());
    }
}

/// Makes an answer on a thread of its own: what takes milliseconds keeps no other connection
/// waiting.
pub(super) async fn made_apart(request: Request, next: Next) -> Response {
    let runtime = Handle::current();
    let made = tokio::task::spawn_blocking(move || runtime.block_on(next.run(request))).await;
    made.unwrap_or_else(|_| {
        let message = "the answer could not be made";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, message).into_response()
    })
}

/// What no address here answers: HTTP/1.1 without exactly one Host (RFC 9112 §3.2), bodies in
/// codings of transfer that are not undone here (§6.1), and methods that are for proxies or that
/// nobody knows.
fn refused(request: &Request) -> Option<Response> {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if request.version() == Version::HTTP_11 && hosts != 1 {
        let problem = Problem::bad_request("a request names its host once, in the header Host");
        return Some(problem.into_response());
    }
    let mut codings = request.headers().get_all(header::TRANSFER_ENCODING).iter();
    if codings
        .next()
        .is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"chunked"))
        || codings.next().is_some()
    {
        let message = "a body comes with its length or in chunks, and in no other transfer coding";
        let problem = Problem::new(StatusCode::NOT_IMPLEMENTED, message);
        return Some(problem.into_response());
    }
    let known = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::OPTIONS,
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
    ];
    (!known.contains(request.method()))
        .then(|| Problem::method("GET, HEAD, POST, OPTIONS").into_response())
}

/// The number of a request: the client's own where that is harmless, else the next of ours.
pub(super) struct RequestId(HeaderValue);

impl RequestId {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let harmless = |id: &&HeaderValue| {
            let wanted = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_';
            (1..=64).contains(&id.len()) && id.as_bytes().iter().all(wanted)
        };
        let own = headers.get(REQUEST_ID).filter(harmless).cloned();
        Self(own.unwrap_or_else(|| HeaderValue::from(NEXT.fetch_add(1, Ordering::Relaxed))))
    }

    pub(super) fn put(&self, headers: &mut HeaderMap) {
        // A map that is full grows before it looks whether the name is there.
        match headers.get_mut(REQUEST_ID) {
            Some(value) => value.clone_from(&self.0),
            None => drop(headers.insert(REQUEST_ID, self.0.clone())),
        }
    }
}

/// One JSON object a line; query texts and addresses of clients stay out of it.
fn log(id: &HeaderValue, method: &Method, path: &str, status: StatusCode, micros: u128) {
    let time = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    let line = serde_json::json!({
        "time_ms": u64::try_from(time).unwrap_or(u64::MAX),
        "request": id.to_str().unwrap_or_default(),
        "method": method.as_str(),
        "path": path,
        "status": status.as_u16(),
        "micros": u64::try_from(micros).unwrap_or(u64::MAX),
    });
    // A log that cannot be written must not stop the service.
    let _ = writeln!(std::io::stderr(), "{line}");
}
