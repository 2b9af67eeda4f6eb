//! The vocabulary, and the model as quads.

mod sink;

pub use sink::{Chapter, QuadSink, SinkError};
