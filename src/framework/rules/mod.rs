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

use super::identifier::slug;
use super::index::Index;
use super::reporter::Reporter;
use crate::source::markdown::{Body, Section};

/// What is made of a section once, for the rules and for what is told of it.
#[derive(Debug)]
pub(super) struct Outline {
    /// The slug of its heading; empty without one.
    pub(super) slug: String,
    /// Its plain text.
    pub(super) text: String,
}

impl Outline {
    pub(super) fn of(section: &Section) -> Self {
        let title = section.title.as_ref();
        Self {
            slug: title.map(|title| slug(&title.text)).unwrap_or_default(),
            text: section.text(),
        }
    }
}

/// The rules over the text of a document; `outlines` are those of its sections. A file that says
/// nothing has other findings.
pub(super) fn check_text(
    reporter: &mut Reporter<'_>,
    open_ends: &mut OpenEnds,
    index: &Index,
    body: &Body,
    outlines: &[Outline],
) {
    if reporter.document.pairs().is_empty() && body.sections.is_empty() {
        return;
    }
    let parts = sections::Parts::of(reporter.document.kind, body, outlines);
    sections::check(reporter, open_ends, &parts);
    macros::check(reporter, open_ends, index, &parts, body);
    comments::check(reporter, body);
    linking::check(reporter, body, outlines);
    placeholders::check(reporter, body, outlines);
    spaces::check(reporter);
}
