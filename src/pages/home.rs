//! The first page: what this is, three ways in, what there is, what is new.

use super::Answer;
use super::frame::{Frame, framed};
use super::kind::Kind;
use super::view::View;
use maud::html;

/// The kinds whose numbers stand on the first page.
const COUNTED: [Kind; 6] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Act,
    Kind::Norm,
    Kind::Term,
];

/// `/`
pub(super) fn page(view: View<'_>) -> Answer {
    let title = view.of(
        "Wat vraagt de wet van uw algoritme, en wat doet u eraan?",
        "What does the law ask of your algorithm, and what do you do about it?",
    );
    let mut frame = Frame::new(view, "/", title);
    frame.content = html! {
        h1 { (title) }
        ul class="counts" {
            @for kind in COUNTED {
                @let number = view.site.things(kind).count();
                @if number > 0 {
                    li { a href=(view.page(kind.overview().unwrap_or("/"))) { (kind.count(number, view.language)) } }
                }
            }
        }
    };
    Answer::Page(framed(&frame))
}
