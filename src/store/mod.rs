//! The graph in memory, and queries over it.
//!
//! A [`StoreBuilder`] is the [`QuadSink`](crate::graph::QuadSink) (and reads RDF files); its
//! [`finish`](StoreBuilder::finish) gives a [`Store`], which never changes again. A query is a
//! [`QueryRequest`] that a [`QueryRunner`] answers: [`InProcess`] here, as in the killable workers of
//! [`crate::serve`]. The evaluator is Oxigraph's; the dataset under it is ours, because it keeps
//! every literal as it was written (`3.10` stays `3.10`), is read-only and loads fast.

mod bounds;
mod builder;
mod carriage;
mod cells;
mod dataset;
mod files;
mod image;
pub mod library;
mod natural;
mod query;
mod read;
mod results;
mod runner;
mod syntax;
mod table;
mod tokens;
mod view;

pub use bounds::{Bounds, is_repeatable, is_update};
pub use builder::StoreBuilder;
pub use cells::{lines, write_cells};
pub use dataset::Store;
pub use files::{DataFile, DataFileError};
pub use image::ImageError;
pub use natural::natural;
pub use query::{
    Answer, AnswerSink, Formats, GraphFormat, Limits, QueryError, QueryRequest, QueryRunner,
    SolutionsFormat, WriteSink,
};
pub use read::Node;
pub use results::{GRAPH_NOT_ACCEPTABLE, ROWS_NOT_ACCEPTABLE};
pub use runner::InProcess;
pub use table::{TableStyle, shorten};
