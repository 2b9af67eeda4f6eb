//! What is broken, and what is to be said of it.

#![allow(
    clippy::format_collect,
    clippy::semicolon_if_nothing_returned,
    reason = "the cases are read as a list of what they write"
)]

mod bytes;
mod front_matter;
mod markdown;
mod places;
mod tables;

use std::fs::{create_dir_all, write};
use std::path::Path;

const HEAD: &str = "---\ntitle: Proef\n---\n";

/// What is written below `docs/`, the exit status of `check`, and what it must say.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) make: fn(&Path),
    pub(super) status: i32,
    pub(super) says: &'static [&'static str],
}

const fn case(
    name: &'static str,
    make: fn(&Path),
    status: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        make,
        status,
        says,
    }
}

fn page(root: &Path, text: impl AsRef<[u8]>) {
    write(root.join("docs/a.md"), text).unwrap();
}

fn requirement(root: &Path, text: impl AsRef<[u8]>) {
    create_dir_all(root.join("docs/vereisten")).unwrap();
    write(root.join("docs/vereisten/aia-90-x.md"), text).unwrap();
}

fn with_head(body: &str) -> String {
    format!("{HEAD}{body}")
}

fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

fn bomb() -> String {
    let mut yaml = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        yaml = format!("{yaml}a{level}: &a{level} [{items}]\n");
    }
    yaml + "---\n"
}

/// A fifth of what is read at most: what takes more than linear time shows, and tests stay quick.
const SIZE: usize = 200_000;

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Case> {
    [
        bytes::CASES,
        front_matter::CASES,
        markdown::CASES,
        places::CASES,
        tables::CASES,
    ]
    .into_iter()
    .flatten()
}
