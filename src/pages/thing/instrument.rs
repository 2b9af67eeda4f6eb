//! What helps: with which requirements and measures, for whom, when.

use super::measure::requirements_with_grounds;
use super::{Body, closing, described, lead, other_sections, sources};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{measures, queries};
use crate::store::Node;
use maud::html;

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let requirements = view.objects(node, v::SUPPORTS);
    let helped = view.objects(node, v::HELPS_WITH);
    let content = html! {
        (lead(view, node))
        (described(view, &[
            (view.of("soort", "type"), view.objects(node, v::INSTRUMENT_TYPE)),
            (view.of("voor", "for"), view.objects(node, v::PROJECT_ROLE)),
            (view.of("gaat over", "is about"), view.objects(node, v::TOPIC)),
        ]))
        (measures::phase_line(view, node))
        (other_sections(view, node, &["section-bijbehorende-maatregelen", "section-bijbehorende-vereisten"]))
        @if !requirements.is_empty() {
            section {
                h2 id="requirements" { (view.of("Helpt bij deze vereisten", "Helps with these requirements")) }
                (requirements_with_grounds(view, &requirements))
            }
        }
        @if !helped.is_empty() {
            section {
                h2 id="measures" { (view.of("Helpt bij deze maatregelen", "Helps with these measures")) }
                (measures::list(view, &helped))
            }
        }
        (sources(view, node))
        (closing(view, node))
    };
    Body::new(content, queries::of_thing(view, node))
}
