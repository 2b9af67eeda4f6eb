//! Waiting for a worker, in a task.

use crate::serve::answer::Gathering;
use crate::serve::ticks::Waiting;
use crate::store::QueryError;
use std::future::Future;
use std::pin::pin;
use std::time::{Duration, Instant};

/// How long to wait, and what to look at meanwhile.
pub(super) struct Wait<'a> {
    pub(super) deadline: Instant,
    pub(super) waiting: &'a Waiting<'a>,
    /// Its error ends the wait.
    pub(super) glance: &'a mut (dyn FnMut() -> Result<(), QueryError> + Send),
}

impl Wait<'_> {
    /// Waits until a pipe is ready.
    ///
    /// # Errors
    /// The deadline came, nobody waits for the answer any more, or `glance` said so.
    pub(super) async fn until(
        &mut self,
        ready: impl Future<Output = std::io::Result<()>> + Send,
        sink: &Gathering,
    ) -> Result<(), QueryError> {
        let mut ready = pin!(ready);
        loop {
            if Instant::now() >= self.deadline {
                return Err(QueryError::Timeout(Duration::ZERO));
            }
            tokio::select! {
                biased;
                ready = &mut ready => return Ok(ready?),
                () = self.waiting.beat() => {}
            }
            if sink.abandoned() {
                return Err(QueryError::Abandoned);
            }
            (self.glance)()?;
        }
    }
}
