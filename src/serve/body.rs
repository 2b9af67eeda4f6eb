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

/// Bytes that are read of a body that is too long, and dropped: who still writes when the connection
/// closes may lose the answer (RFC 9112 §9.6).
const LONGEST_READ: u64 = 16 * LONGEST_BODY as u64;

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
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    let mut reading = pin!(read_bounded(body));
    let waiting = service.workers.ticks.wait();
    let deadline = Instant::now() + BODY_PATIENCE;
    loop {
        tokio::select! {
            biased;
            read = &mut reading => return read,
            () = waiting.beat() => if Instant::now() >= deadline {
                return Err(Problem::new(
                    StatusCode::REQUEST_TIMEOUT,
                    "the query took too long to come in",
                ));
            }
        }
    }
}

async fn read_bounded<B>(mut body: B) -> Result<Bytes, Problem>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    if body.size_hint().lower() > LONGEST_READ {
        return Err(too_long());
    }
    match Limited::new(&mut body, LONGEST_BODY).collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let mut dropped = 0;
            while dropped < LONGEST_READ
                && let Some(Ok(frame)) = body.frame().await
            {
                dropped += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            Err(too_long())
        }
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
