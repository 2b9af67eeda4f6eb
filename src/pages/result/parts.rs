//! The way to the rows that a page does not show.

use super::Table;
use crate::pages::view::View;
use maud::{Markup, html};

/// Rows that a page shows; a file has them all.
pub const ROWS_OF_A_PAGE: usize = 1_000;

/// Links to the parts before and behind this one, the first part being 1; `address` makes them.
pub(in crate::pages) fn parts(
    view: View<'_>,
    table: &Table,
    part: usize,
    address: &dyn Fn(usize) -> String,
) -> Markup {
    if table.before == 0 && !table.more {
        return html! {};
    }
    html! {
        nav class="parts" aria-label=(view.of("Delen van het antwoord", "Parts of the answer")) {
            ul class="inline-list" {
                @if table.before > 0 {
                    li { a href=(address(part.saturating_sub(1).max(1))) rel="prev" { (view.of("Vorige rijen", "Previous rows")) } }
                }
                @if table.more {
                    li { a href=(address(part + 1)) rel="next" { (view.of("Volgende rijen", "Next rows")) } }
                }
            }
        }
    }
}
