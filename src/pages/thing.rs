//! The page of a thing: by its kind, or all that is said of it.

mod anything;

use super::Answer;
use super::view::View;
use crate::store::Node;

/// The page of a thing.
pub(super) fn page(view: View<'_>, node: Node) -> Answer {
    Answer::Page(anything::page(view, node))
}
