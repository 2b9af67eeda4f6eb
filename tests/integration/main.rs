//! The program as its users meet it: run, and asked over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
#[cfg(feature = "browser")]
mod browser;
mod check;
mod cite;
mod cli;
mod clients;
mod connections;
mod contract;
mod corpus;
mod edition;
mod export;
mod find;
mod graph;
mod hostile;
mod intrusion;
mod library;
mod page_data;
mod plain_words;
mod program;
mod protocol;
mod query;
mod questions;
mod rules;
mod same_rows;
mod serve;
mod server;
mod site;
