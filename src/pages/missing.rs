//! There is no such page; what may have been meant.

use super::frame::{Frame, framed};
use super::view::View;
use maud::html;

/// The page for an address where nothing is; `path` is that address behind the language.
pub fn missing_page(view: View<'_>, path: &str, asked: &str) -> String {
    let title = view.of("Niet gevonden", "Not found");
    let mut frame = Frame::new(view, path, title);
    frame.unlisted = true;
    frame.content = html! {
        h1 { (title) }
        p { (view.of("Hier is niets te vinden over ", "There is nothing here about ")) code { (asked) } "." }
        p { a href=(view.page("/")) { (view.of("Naar het begin", "To the first page")) } }
    };
    framed(&frame)
}
