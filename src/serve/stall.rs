//! A connection that ends when its reader stops reading, and that is torn off where its end would
//! be taken for the end of an answer.

use std::future::Future;
use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// Whether an answer is under way that only the end of its connection will end: HTTP/1.0 knows no
/// last chunk.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenEnd(Arc<AtomicBool>);

impl OpenEnd {
    pub(super) fn set(&self, open: bool) {
        self.0.store(open, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A stream whose writes must make progress within a time.
pub(super) struct Impatient {
    stream: TcpStream,
    patience: Duration,
    open_end: OpenEnd,
    /// Runs while a write waits.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Impatient {
    pub(super) fn new(stream: TcpStream, patience: Duration, open_end: OpenEnd) -> Self {
        Self {
            stream,
            patience,
            open_end,
            alarm: None,
        }
    }

    /// Passes on what a write gave; where it waits, sets or looks at the alarm.
    fn timed<T>(&mut self, context: &mut Context<'_>, poll: Poll<Result<T>>) -> Poll<Result<T>> {
        if poll.is_ready() {
            self.alarm = None;
            return poll;
        }
        let deadline = Instant::now() + self.patience;
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(sleep(deadline.duration_since(Instant::now()))));
        match alarm.as_mut().poll(context) {
            Poll::Ready(()) => {
                // What the system holds for this reader goes too.
                let _ = self.stream.set_zero_linger();
                Poll::Ready(Err(Error::from(ErrorKind::TimedOut)))
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

impl Drop for Impatient {
    /// Half an answer ends in a reset, which no client and no proxy takes for its end.
    fn drop(&mut self) {
        if self.open_end.is_set() {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Impatient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Impatient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.timed(context, poll)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.timed(context, poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let poll = Pin::new(&mut self.stream).poll_flush(context);
        self.timed(context, poll)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let poll = Pin::new(&mut self.stream).poll_shutdown(context);
        self.timed(context, poll)
    }
}
