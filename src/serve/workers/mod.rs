//! Queries in processes that can be killed.
//!
//! The evaluator looks at a cancellation only when it reads a quad, and a parser that overflows
//! its stack takes its process along. So every query that somebody sends is answered by a worker:
//! this very binary, started again with the hidden command `worker`, which loads the dataset,
//! limits its own memory and answers one query after another. [`FirstWorker`] starts them, [`Workers`] asks
//! them from the server's tasks, [`serve_queries`] is the worker's side.

mod frame;
mod pool;
mod process;
mod wait;
mod worker;

pub use pool::{FirstWorker, WorkerSettings, Workers};
pub use worker::serve_queries;
