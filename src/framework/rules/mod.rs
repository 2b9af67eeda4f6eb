//! What is odd in a document though it can be read: rules over its text, its relations and its
//! norms. None of them changes what the graph says of the thing; each gives findings.
//!
//! A rule that needs all documents leaves [`OpenEnds`] behind, which [`Unsettled`] judges at the end.

mod addresses;
mod comments;
mod linking;
mod macros;
mod norms;
mod open_ends;
mod placeholders;
mod relations;
mod sections;
mod spaces;
mod titles;

pub(super) use addresses::check_address;
pub(super) use norms::{NamedNorms, check_norms};
pub use open_ends::{OpenEnds, Unsettled};
pub(super) use relations::check_relations;
pub(super) use titles::{check_title, path_alone, plain_title, untitled_help};

use super::index::Index;
use super::reporter::Reporter;
use crate::source::markdown::Body;

/// The rules over the text of a document. A file that says nothing has other findings.
pub(super) fn check_text(
    reporter: &mut Reporter<'_>,
    open_ends: &mut OpenEnds,
    index: &Index,
    body: &Body,
) {
    if reporter.document.pairs().is_empty() && body.sections.is_empty() {
        return;
    }
    let parts = sections::Parts::of(body);
    sections::check(reporter, open_ends, &parts);
    macros::check(reporter, open_ends, index, &parts, body);
    comments::check(reporter, body);
    linking::check(reporter, body);
    placeholders::check(reporter, body);
    spaces::check(reporter);
}
