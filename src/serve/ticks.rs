//! A beat by which waits look up, so that none of them sets a timer of its own.
//!
//! Most queries are answered in less than one beat. A timer for each would wake its runtime when it
//! is set; a beat for all costs nothing while queries are short, and stops when there are none.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::Thread;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// How often a wait looks up.
const BEAT: Duration = Duration::from_millis(100);

/// Beats while somebody waits.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    beat: Notify,
    waiting: AtomicUsize,
    /// Whether anybody came since the last beat.
    used: AtomicBool,
    /// Whether the thread sleeps until somebody comes.
    asleep: AtomicBool,
    thread: OnceLock<Thread>,
}

impl Ticks {
    /// # Errors
    /// Where no thread can be started.
    pub(super) fn start() -> std::io::Result<Arc<Self>> {
        let ticks = Arc::new(Self::default());
        let own = Arc::downgrade(&ticks);
        let handle = std::thread::Builder::new()
            .name("ticks".into())
            .stack_size(64 * 1024)
            .spawn(move || {
                loop {
                    std::thread::sleep(BEAT);
                    let Some(ticks) = own.upgrade() else {
                        return;
                    };
                    ticks.beat.notify_waiters();
                    let used = ticks.used.swap(false, Ordering::SeqCst);
                    if used || ticks.waiting.load(Ordering::SeqCst) > 0 {
                        continue;
                    }
                    ticks.asleep.store(true, Ordering::SeqCst);
                    // Whoever came before this was stored does not wake us.
                    let alone = ticks.waiting.load(Ordering::SeqCst) == 0;
                    drop(ticks);
                    if alone {
                        std::thread::park();
                    }
                }
            })?;
        let _ = ticks.thread.set(handle.thread().clone());
        Ok(ticks)
    }

    /// Somebody waits, until the guard is dropped.
    pub(super) fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        self.used.store(true, Ordering::SeqCst);
        if self.asleep.swap(false, Ordering::SeqCst)
            && let Some(thread) = self.thread.get()
        {
            thread.unpark();
        }
        Waiting(self)
    }
}

impl Drop for Ticks {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }
}

/// Somebody who waits.
#[derive(Debug)]
pub(super) struct Waiting<'a>(&'a Ticks);

impl Waiting<'_> {
    /// Ready at the next beat after this call.
    pub(super) fn beat(&self) -> Notified<'_> {
        self.0.beat.notified()
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[tokio::test]
    async fn it_beats_for_whoever_waits_also_after_a_pause() {
        let ticks = Ticks::start().unwrap();
        for _ in 0..2 {
            let waiting = ticks.wait();
            let started = Instant::now();
            for _ in 0..2 {
                tokio::time::timeout(BEAT * 20, waiting.beat())
                    .await
                    .unwrap();
            }
            assert!(started.elapsed() >= BEAT);
            drop(waiting);
            std::thread::sleep(BEAT * 4);
            assert!(ticks.asleep.load(Ordering::SeqCst));
        }
    }
}
