//! The reader against sentences, the register against wrong data, identifiers both ways.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

mod data;
mod identifiers;
mod reading;
mod sentences;

fn register() -> &'static Register {
    Register::embedded().unwrap()
}

/// The provision of an act by its key in the structure tables.
fn provision(act: &str, key: &str) -> Provision {
    Provision::from_key(register().act(act).unwrap().clone(), key)
}
