//! Looking for things: lists, counts, the queries behind them, search.

mod documentation;
mod lists;
mod pages;
mod search;
mod work;

pub(crate) use work::excepting;

use kadergraaf::graph::{self, Settings};
use kadergraaf::source::Source;
use kadergraaf::store::{Store, StoreBuilder};
use std::sync::{Arc, LazyLock};

/// The built-in edition.
static EDITION: LazyLock<Arc<Store>> = LazyLock::new(|| store(&Source::built_in()));

/// The small framework with every oddity.
static KADER: LazyLock<Arc<Store>> = LazyLock::new(|| {
    let path = crate::program::fixture("kader");
    store(&Source::open(path.as_ref()).unwrap())
});

fn store(source: &Source) -> Arc<Store> {
    let mut builder = StoreBuilder::new();
    graph::tell(source, &Settings::default(), &mut builder).unwrap();
    Arc::new(builder.finish())
}
