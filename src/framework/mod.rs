//! The typed model.
