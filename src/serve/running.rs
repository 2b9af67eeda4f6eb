//! A query on its way through a worker: its place in the queue, and its answer as it comes.

use super::answer::{BrokenOff, Gathering, Head};
use super::problem::Problem;
use super::service::Service;
use crate::store::{QueryError, QueryRequest};
use axum::body::{Bytes, HttpBody};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Waits for a place, has the query answered by a worker, in a task of its own, and comes back with
/// its head; an answer of more than `whole` bytes streams.
pub(super) async fn run(
    service: &Arc<Service>,
    request: QueryRequest,
    whole: usize,
) -> Result<Head, Problem> {
    let refused = || {
        service.metrics.queries_refused.add(1);
        Problem::busy()
    };
    let _queued = service.queue.try_acquire().map_err(|_| refused())?;
    let places = Arc::clone(&service.places);
    service.metrics.queries_waiting.add(1);
    let place = tokio::time::timeout(service.settings.patience, places.acquire_owned()).await;
    service.metrics.queries_waiting.subtract(1);
    let Ok(Ok(place)) = place else {
        return Err(refused());
    };
    let (mut sink, head) = Gathering::new(whole);
    let (metrics, workers) = (Arc::clone(&service.metrics), Arc::clone(&service.workers));
    metrics.queries_running.add(1);
    // Apart from the request, which may go away: what streams goes on behind its head, and a worker
    // that answers soon is not ended because nobody waits.
    tokio::spawn(async move {
        let outcome = workers.run(request, &mut sink).await;
        // The place is free before the client knows: it may ask again at once.
        drop(place);
        metrics.queries_running.subtract(1);
        sink.finish(outcome).await;
    });
    head.await.map_err(|_| Problem::from(QueryError::Died))
}

/// A body of chunks. Only the mark of the end ends it; a channel that closes without one is an
/// error, which closes the connection without the last chunk.
pub(super) struct Chunks(pub(super) tokio::sync::mpsc::Receiver<Option<Bytes>>);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, BrokenOff>>> {
        self.0.poll_recv(context).map(|chunk| match chunk {
            Some(Some(bytes)) => Some(Ok(hyper::body::Frame::data(bytes))),
            Some(None) => None,
            None => Some(Err(BrokenOff)),
        })
    }
}

/// Counts what operators want to know.
pub(super) fn count(service: &Service, error: &QueryError) {
    match error {
        QueryError::Timeout(_) => service.metrics.queries_timed_out.add(1),
        QueryError::Memory => service.metrics.queries_out_of_memory.add(1),
        QueryError::Busy => service.metrics.queries_refused.add(1),
        _ => {}
    }
}
