//! Any other page of the framework: its text, and the law that it names.

use super::{Body, closing, lead, other_sections, section_named, summary, things};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{ground, queries};
use crate::store::Node;
use maud::html;

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    // The lead is often all that stands before the first heading.
    let opening: &[&str] = if opens_with_its_lead(view, node) {
        &["section-preamble"]
    } else {
        &[]
    };
    let named = view.objects(node, v::MENTIONS);
    let content = html! {
        (lead(view, node))
        (other_sections(view, node, opening))
        @if !named.is_empty() {
            section {
                h2 id="law" { (view.of("Wetgeving die hier wordt genoemd", "Legislation named here")) }
                ul { @for provision in ground::sorted(view, &named) { li { (view.link(provision)) } } }
            }
        }
        (things(view, "instruments", view.of("Hulpmiddelen", "Instruments"), &view.objects(node, v::SUPPORTED_BY)))
        (closing(view, node))
    };
    Body::new(content, queries::of_thing(view, node))
}

fn opens_with_its_lead(view: View<'_>, node: Node) -> bool {
    let opening = section_named(view, node, "section-preamble")
        .and_then(|section| view.text(section, v::MARKDOWN));
    let (Some(opening), Some(lead)) = (opening, summary(view, node)) else {
        return false;
    };
    let lines = opening
        .as_str()
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .eq(lead.as_str().split_whitespace())
}
