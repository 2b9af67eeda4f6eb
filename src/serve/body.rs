//! Bodies of requests: of a bounded length, and in time.

use super::problem::Problem;
use super::service::Service;
use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::StatusCode;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::pin::pin;
use std::time::{Duration, Instant};

/// Bytes of a request's body: a query at its bound, percent-encoded.
const LONGEST_BODY: usize = 1024 * 1024;

/// How long the body of a request may take to come in.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// The body of a request that was read already, or why it could not be.
#[derive(Clone)]
pub(super) struct Posted(pub(super) Result<Bytes, Problem>);

/// The body of a request, as text.
pub(super) async fn read_text(service: &Service, body: Body) -> Result<String, Problem> {
    read(service, body).await.and_then(text)
}

/// The body of a request, which is not too long, and comes in time.
pub(super) async fn read<B>(service: &Service, body: B) -> Result<Bytes, Problem>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        return Err(too_long());
    }
    let mut reading = pin!(Limited::new(body, LONGEST_BODY).collect());
    let waiting = service.workers.ticks.wait();
    let deadline = Instant::now() + BODY_PATIENCE;
    let read = loop {
        tokio::select! {
            biased;
            read = &mut reading => break read,
            () = waiting.beat() => if Instant::now() >= deadline {
                return Err(Problem::new(
                    StatusCode::REQUEST_TIMEOUT,
                    "the query took too long to come in",
                ));
            }
        }
    };
    match read {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_long()),
        Err(_) => Err(Problem::bad_request("the body could not be read")),
    }
}

/// Bytes that are to be text.
pub(super) fn text(bytes: Bytes) -> Result<String, Problem> {
    String::from_utf8(bytes.into()).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        Problem::bad_request(format!("the query is not UTF-8 at byte {place}"))
    })
}

fn too_long() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("a request has at most {LONGEST_BODY} bytes"),
    )
}
