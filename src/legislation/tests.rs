//! The reader against sentences, and identifiers both ways.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

mod sentences;
