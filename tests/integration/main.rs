//! The program as its users meet it: run, and asked over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cli;
mod program;
mod protocol;
mod query;
mod serve;
mod server;
