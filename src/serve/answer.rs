//! From a worker's answer to the body of a response.
//!
//! A short answer is gathered whole: it gets a length, a tag and a place in the cache, and a
//! failure before its end is still a status. A long one streams in chunks; where it breaks off
//! (a cap, the deadline, a worker that died), the last chunk never comes and the connection is
//! closed, so that no client takes the half for the whole.

use crate::store::{Answer, QueryError};
use axum::body::Bytes;
use tokio::sync::{mpsc, oneshot};

/// Bytes that are gathered before an answer streams.
pub(super) const WHOLE: usize = 1024 * 1024;

/// Chunks that may wait for a slow reader.
const AHEAD: usize = 8;

/// What the handler learns first.
pub(super) enum Head {
    /// The answer, all of it.
    Whole {
        media_type: &'static str,
        bytes: Bytes,
        answer: Answer,
    },
    /// The answer begins; the rest follows.
    Streams {
        media_type: &'static str,
        /// Bytes, then `None` at the end; closed without it where the answer broke off.
        chunks: mpsc::Receiver<Option<Bytes>>,
    },
    /// There is no answer.
    Failed(QueryError),
}

/// The answer ends before its end.
#[derive(Debug, thiserror::Error)]
#[error("the answer broke off")]
pub(super) struct BrokenOff;

pub(super) struct Gathering {
    /// Bytes that are gathered before the answer streams.
    whole: usize,
    head: Option<oneshot::Sender<Head>>,
    /// What the answer is; known when it begins.
    media_type: Option<&'static str>,
    gathered: Vec<u8>,
    chunks: Option<mpsc::Sender<Option<Bytes>>>,
}

impl Gathering {
    pub(super) fn new(whole: usize) -> (Self, oneshot::Receiver<Head>) {
        let (sender, receiver) = oneshot::channel();
        (
            Self {
                whole,
                head: Some(sender),
                media_type: None,
                gathered: Vec::new(),
                chunks: None,
            },
            receiver,
        )
    }

    /// Says how it ended.
    pub(super) async fn finish(mut self, outcome: Result<Answer, QueryError>) {
        match (outcome, self.chunks.take(), self.head.take()) {
            (Ok(_), Some(chunks), _) => {
                // Where the reader is gone there is nobody to tell.
                let _ = chunks.send(None).await;
            }
            (Ok(answer), None, Some(head)) => {
                let _ = head.send(Head::Whole {
                    media_type: self.media_type.unwrap_or("text/plain"),
                    bytes: self.gathered.into(),
                    answer,
                });
            }
            (Err(error), _, Some(head)) => {
                let _ = head.send(Head::Failed(error));
            }
            // A stream without the mark of its end is broken off.
            (Err(_), _, None) | (_, None, None) => {}
        }
    }

    /// Comes once, before the first byte: what the answer is.
    pub(super) fn begin(&mut self, media_type: &'static str) {
        self.media_type = Some(media_type);
    }

    /// Whether anything of an answer has come.
    pub(super) fn has_begun(&self) -> bool {
        self.media_type.is_some()
    }

    /// Some bytes of the answer; waits for a slow reader.
    pub(super) async fn bytes(&mut self, bytes: &[u8]) -> Result<(), QueryError> {
        if let Some(chunks) = &self.chunks {
            let chunk = Bytes::copy_from_slice(bytes);
            return chunks
                .send(Some(chunk))
                .await
                .map_err(|_| QueryError::Abandoned);
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() > self.whole
            && let Some(head) = self.head.take()
        {
            let (sender, receiver) = mpsc::channel(AHEAD);
            let first = std::mem::take(&mut self.gathered).into();
            sender
                .try_send(Some(first))
                .map_err(|_| QueryError::Abandoned)?;
            let streams = Head::Streams {
                media_type: self.media_type.unwrap_or("text/plain"),
                chunks: receiver,
            };
            head.send(streams).map_err(|_| QueryError::Abandoned)?;
            self.chunks = Some(sender);
        }
        Ok(())
    }

    /// Whether nobody waits for the answer any more.
    pub(super) fn abandoned(&self) -> bool {
        self.head.as_ref().is_some_and(oneshot::Sender::is_closed)
            || self.chunks.as_ref().is_some_and(mpsc::Sender::is_closed)
    }
}
