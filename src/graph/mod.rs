//! The vocabulary, and the model as quads.

mod description;
mod sink;
pub mod vocabulary;

pub use description::{Description, Language, Object};
pub use sink::{Chapter, QuadSink, SinkError};
