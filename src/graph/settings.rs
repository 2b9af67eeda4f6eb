//! What a publisher may set.

use super::vocabulary::DEFAULT_BASE;
use std::fmt;
use std::num::NonZero;
use std::sync::Arc;

/// How far a telling is: documents done, and all of them.
pub type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// What a publisher may set.
#[derive(Clone)]
pub struct Settings {
    /// What our own identifiers begin with; ends in `/`. The vocabulary does not change with it.
    pub base: String,
    /// Told after each document.
    pub progress: Option<Progress>,
    /// How many threads read and map documents, at least 1. What is told does not depend on it.
    pub threads: NonZero<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: DEFAULT_BASE.to_owned(),
            progress: None,
            threads: std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// The IRI of one of our own names, such as `graph/quality`.
    pub fn own(&self, path: &str) -> String {
        format!("{}id/{path}", self.base)
    }
}
