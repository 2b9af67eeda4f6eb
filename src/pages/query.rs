//! The form for a query.

use super::frame::{Frame, framed};
use super::view::View;
use maud::html;

/// `/sparql` for a browser.
pub fn query_page(view: View<'_>) -> String {
    let example = "SELECT ?thing ?label WHERE {\n  ?thing a ?kind ;\n    <http://www.w3.org/2000/01/rdf-schema#label> ?label .\n}\nLIMIT 20";
    let title = view.of("Stel een vraag", "Ask a query");
    let mut frame = Frame::new(view, "/sparql", title);
    frame.section = Some("/queries");
    frame.content = html! {
        h1 { (title) }
        form action={ (view.site.settings.prefix) "/sparql" } method="get" {
            p {
                label for="query" { "SPARQL" }
                textarea id="query" name="query" spellcheck="false" rows="12" { (example) }
            }
            button type="submit" { (view.of("Vraag", "Ask")) }
        }
    };
    framed(&frame)
}
