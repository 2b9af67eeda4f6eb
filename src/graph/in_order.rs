//! Work on several threads, its results in the order of the items.

use super::tell::TellError;
use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many items are begun and handed over together: one by one, threads spend their time on
/// telling each other of it.
const BLOCK: usize = 8;

/// How many blocks are worked on or wait to be taken, at most, or two a thread: few, so that memory
/// does not grow with the number of items, and enough that a long one keeps nobody waiting.
const AHEAD: usize = 8;

/// Fewer items are worked on by this thread alone: one framework has 250, which take less than a
/// tenth of a second, and starting threads and handing over results takes a quarter more processor
/// time for them (ADR 94).
const MANY: usize = 500;

/// Whether so many items are worked on by more than this thread.
pub(super) fn on_several(items: usize, threads: NonZero<usize>) -> bool {
    threads.get() > 1 && items >= MANY
}

/// Works on the items on so many threads, this one among them, and takes the results on this one
/// in the order of the items. Ends at the first error of `take`.
///
/// # Errors
/// What `take` gives, or [`TellError::Threads`].
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), TellError>,
) -> Result<(), TellError> {
    if !on_several(items.len(), threads) {
        return items.iter().try_for_each(|item| take(item, work(item)));
    }
    let blocks: Vec<&[T]> = items.chunks(BLOCK).collect();
    let ahead = AHEAD.max(threads.get().saturating_mul(2));
    let line = Line::new(&blocks, ahead, |block: &&[T]| {
        block.iter().map(&work).collect::<Vec<R>>()
    });
    std::thread::scope(|scope| {
        // Whatever ends this thread's part, the others are not to wait for it.
        let _end = End {
            line: &line,
            always: true,
        };
        for _ in 1..threads.get() {
            std::thread::Builder::new()
                .spawn_scoped(scope, || line.help())
                .map_err(|error| TellError::Threads(error.to_string()))?;
        }
        for block in &blocks {
            for (item, result) in block.iter().zip(line.next_result()?) {
                take(item, result)?;
            }
        }
        Ok(())
    })
}

/// Items, and how far they are.
struct Line<'a, T, R, W> {
    items: &'a [T],
    /// How many are worked on or wait to be taken, at most.
    ahead: usize,
    work: W,
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    /// How many items somebody works on or has worked on.
    begun: usize,
    /// How many results were taken.
    taken: usize,
    /// The results of the items between these two, as far as they are there.
    results: VecDeque<Option<R>>,
    /// Nothing more is to be begun.
    ended: bool,
    /// How many threads wait for a change.
    waiting: usize,
}

impl<'a, T, R, W: Fn(&T) -> R> Line<'a, T, R, W> {
    fn new(items: &'a [T], ahead: usize, work: W) -> Self {
        Self {
            items,
            ahead,
            work,
            state: Mutex::new(State {
                begun: 0,
                taken: 0,
                results: VecDeque::with_capacity(ahead),
                ended: false,
                waiting: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// Works on items until all are begun.
    fn help(&self) {
        let _end = End {
            line: self,
            always: false,
        };
        let mut state = self.state();
        while !state.ended && state.begun < self.items.len() {
            state = match self.begin(&mut state) {
                Some((at, item)) => self.finish(state, at, item),
                None => self.wait(state),
            };
        }
    }

    /// The result of the next item; works on others until it is there.
    fn next_result(&self) -> Result<R, TellError> {
        let mut state = self.state();
        loop {
            if let Some(result) = state.results.front_mut().and_then(Option::take) {
                state.results.pop_front();
                state.taken += 1;
                self.wake(&state);
                return Ok(result);
            }
            if state.ended {
                return Err(TellError::Threads("one of them broke off".to_owned()));
            }
            state = match self.begin(&mut state) {
                Some((at, item)) => self.finish(state, at, item),
                None => self.wait(state),
            };
        }
    }

    /// The next item that may be begun, with its place.
    fn begin(&self, state: &mut State<R>) -> Option<(usize, &'a T)> {
        let item = self.items.get(state.begun)?;
        if state.begun >= state.taken + self.ahead {
            return None;
        }
        let at = state.begun;
        state.begun += 1;
        state.results.push_back(None);
        Some((at, item))
    }

    /// Works on an item that was begun, while others do theirs.
    fn finish<'s>(
        &'s self,
        state: MutexGuard<'s, State<R>>,
        at: usize,
        item: &T,
    ) -> MutexGuard<'s, State<R>> {
        drop(state);
        let result = (self.work)(item);
        let mut state = self.state();
        // Results are taken in order, so that those before it are still there or were taken.
        let place = at - state.taken;
        if let Some(slot) = state.results.get_mut(place) {
            *slot = Some(result);
        }
        self.wake(&state);
        state
    }

    /// Wakes those that wait, if any do: it is a call of the system.
    fn wake(&self, state: &State<R>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }

    fn wait<'s>(&'s self, mut state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        state.waiting += 1;
        let mut state = self
            .changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }
}

impl<T, R, W> Line<'_, T, R, W> {
    fn state(&self) -> MutexGuard<'_, State<R>> {
        // Nothing that can fail is done while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends a line when it goes: always, or where its thread is breaking off.
struct End<'l, 'a, T, R, W> {
    line: &'l Line<'a, T, R, W>,
    always: bool,
}

impl<T, R, W> Drop for End<'_, '_, T, R, W> {
    fn drop(&mut self) {
        if self.always || std::thread::panicking() {
            self.line.state().ended = true;
            self.line.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_on_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            in_order(
                &items,
                NonZero::new(threads).unwrap(),
                |item| {
                    if item % 97 == 0 {
                        std::thread::sleep(std::time::Duration::from_millis(1));
                    }
                    item * 2
                },
                |item, result| {
                    assert_eq!(result, item * 2);
                    taken.push(*item);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(taken, items);
        }
    }

    #[test]
    fn no_more_than_some_are_ahead() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let items: Vec<usize> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        in_order(
            &items,
            NonZero::new(3).unwrap(),
            |_| begun.fetch_add(1, Ordering::SeqCst),
            |_, _| {
                assert!(begun.load(Ordering::SeqCst) <= taken + BLOCK * (1 + AHEAD));
                taken += 1;
                Ok(())
            },
        )
        .unwrap();
    }

    #[test]
    #[should_panic(expected = "scoped thread panicked")]
    fn who_breaks_off_keeps_nobody_waiting() {
        let items: Vec<usize> = (0..1000).collect();
        let this = std::thread::current().id();
        let _ = in_order(
            &items,
            NonZero::new(2).unwrap(),
            |_| {
                assert_eq!(
                    std::thread::current().id(),
                    this,
                    "the other thread breaks off"
                );
            },
            |_, ()| {
                // The other one gets its turn.
                std::thread::sleep(std::time::Duration::from_millis(1));
                Ok(())
            },
        );
    }

    #[test]
    fn the_first_error_ends_it() {
        let items: Vec<usize> = (0..1000).collect();
        let mut taken = 0;
        let ended = in_order(
            &items,
            NonZero::new(2).unwrap(),
            |item| *item,
            |_, item| {
                taken += 1;
                if item == 100 {
                    return Err(TellError::Changed("een".into()));
                }
                Ok(())
            },
        );
        assert!(matches!(ended, Err(TellError::Changed(_))));
        assert_eq!(taken, 101);
    }
}
