//! Any other page of the framework: its text, and the law that it names.

use super::{Body, closing, lead, other_sections, things};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{ground, queries};
use crate::store::Node;
use maud::html;

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let named = view.objects(node, v::MENTIONS);
    let content = html! {
        (lead(view, node))
        (other_sections(view, node, &[]))
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
