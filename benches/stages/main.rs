//! What each stage costs, from the files of a source to a page.
//!
//! `cargo bench` runs all of them over the built-in edition, or over the checkout that
//! `KADERGRAAF_CORPUS` names; `cargo bench -- writing` those whose name has `writing` in it.
//! Whole runs of the program, at growing sizes and beside others, are in `benches/compare.py`.
#![allow(clippy::expect_used)] // a benchmark that cannot run says so and ends

mod citations;
mod data;
mod mapping;
mod pages;
mod queries;
mod reading;
mod storing;
mod writing;

use std::time::Duration;

/// How long one benchmark may go on, so that all of them take minutes.
const LONGEST: Duration = Duration::from_secs(2);

fn main() {
    divan::Divan::default()
        .max_time(LONGEST)
        .config_with_args()
        .main();
}
