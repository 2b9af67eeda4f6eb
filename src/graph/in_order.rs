//! Work on several threads, its results in the order of the items.

use super::tell::TellError;
use std::num::NonZero;

/// How many items are worked on before the results of those before them are taken: few, so that
/// memory does not grow with their number, and enough for the threads to share out.
const WINDOW: usize = 64;

/// Fewer items are worked on by this thread alone: one framework has 250, which take less than a
/// tenth of a second, and starting threads and handing over results takes a quarter more processor
/// time for them (ADR 94).
const MANY: usize = 500;

/// Works on the items on so many threads, and takes the results on this one in the order of the
/// items, while the next ones are worked on. Ends at the first error of `take`.
///
/// # Errors
/// What `take` gives, or [`TellError::Threads`].
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), TellError>,
) -> Result<(), TellError> {
    if threads.get() == 1 || items.len() < MANY {
        return items.iter().try_for_each(|item| take(item, work(item)));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .build()
        .map_err(|error| TellError::Threads(error.to_string()))?;
    let mut done: Vec<(&T, R)> = Vec::new();
    for window in items.chunks(WINDOW).chain([&[][..]]) {
        let mut next: Vec<Option<R>> = Vec::new();
        next.resize_with(window.len(), || None);
        let before = std::mem::take(&mut done);
        let work = &work;
        pool.in_place_scope(|scope| {
            for (item, place) in window.iter().zip(&mut next) {
                scope.spawn(move |_| *place = Some(work(item)));
            }
            before
                .into_iter()
                .try_for_each(|(item, result)| take(item, result))
        })?;
        done.extend(window.iter().zip(next.into_iter().flatten()));
    }
    Ok(())
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
