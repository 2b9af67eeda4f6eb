//! The contract of the graph: what any graph in our vocabulary keeps to, and whether one does.
//!
//! The contract is `ontology/shapes.ttl`, in SHACL. [`Contract::embedded`] reads it and makes of
//! every constraint one SPARQL SELECT that finds what breaks it, so that the shapes and the queries
//! cannot drift apart; [`check_files`] runs them over a file and gives findings. Only the part
//! of SHACL that the shapes use is read; anything else in the file is an error, never passed over.
//!
//! * `shape`: shapes and their constraints, as data; `read`: Turtle → shapes;
//! * `compile`, `conform`: shapes → SELECTs, each with the section of SHACL that it follows;
//! * `check`: the rows that SELECTs find → findings; `place`: where in a file these are.

mod check;
mod compile;
mod conform;
mod place;
mod read;
mod shape;

pub use check::{CheckError, Checked, Contract, check_files};
pub use compile::Rule;
pub use read::ContractError;
pub use shape::Severity;
