//! The program as its users meet it: run, and asked over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod cli;
mod edition;
mod export;
mod program;
mod query;
