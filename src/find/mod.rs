//! What people look for in the graph: lists with facets, matrices, neighbours, and words.
//!
//! * [`Catalogue`]: the things that are listed, with the values they are sorted by; read once
//!   from a store. A [`Selection`] is what an address chooses of it, [`Catalogue::find`] what
//!   that gives, with counts.
//! * [`list_query`], [`work_query`] and [`matrix_query`]: the same as SPARQL, to be shown and opened.
//! * [`Work`]: the requirements that apply to an application, with what is to be done about them.
//! * [`Matrix`]: requirements against phases or roles.
//! * [`Neighbourhood`]: a thing and what stands around it, by kind.
//! * [`search::Index`]: all texts, by word, code and citation.
//!
//! To whom and to what a requirement applies is decided here and nowhere else ([`Profile`]), so
//! that a list, a work list, a matrix and the queries behind them agree.
//!
//! Nothing here is HTML; nothing here asks the network or evaluates a query of a stranger.

mod applicability;
mod catalogue;
mod counts;
mod facet;
mod list;
mod matrix;
mod neighbours;
mod quality;
mod read;
mod reading;
pub mod search;
mod selection;
mod sparql;
mod texts;
mod work;
mod work_query;

pub use applicability::{Profile, Standing};
pub use catalogue::{Basis, Catalogue, Entry};
pub use counts::{FacetCounts, Found, ValueCount};
pub use facet::{Facet, Value};
pub use list::{List, Sort};
pub use matrix::{Axis, Matrix, MatrixRow};
pub use neighbours::{Neighbour, Neighbourhood, Sector, SectorKind};
pub use quality::{FindingEntry, FindingFilter, Findings};
pub use selection::{MOST_WORDS, Selection, Unknown};
pub use sparql::{findings_query, list_query, matrix_query};
pub use texts::{Said, Texts};
pub use work::{Task, Work};
pub use work_query::work_query;
