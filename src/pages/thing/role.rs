//! A role in a project: a work list by phase, to be printed.

use super::{Body, closing, lead, other_sections, things};
use crate::graph::vocabulary as v;
use crate::pages::kind::Kind;
use crate::pages::view::View;
use crate::pages::{measures, queries};
use crate::percent;
use crate::store::Node;
use maud::html;

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let of_kind = |kind: Kind| -> Vec<Node> {
        view.subjects(v::PROJECT_ROLE, node)
            .into_iter()
            .filter(|thing| view.kind(*thing) == Some(kind))
            .collect()
    };
    let taken = of_kind(Kind::Measure);
    let slug = crate::pages::applicability::slug(view, node);
    let content = html! {
        (lead(view, node))
        p class="no-print" { a class="button" href=(view.page(&format!("/work?role={}", percent::parameter(slug)))) {
            (view.of("Maak een werklijst voor deze rol", "Make a work list for this role"))
        } }
        section {
            h2 id="measures" { (view.of("Maatregelen per fase", "Measures by phase")) }
            (measures::by_phase(view, &taken))
        }
        (things(view, "requirements", view.of("Vereisten", "Requirements"), &of_kind(Kind::Requirement)))
        (things(view, "instruments", view.of("Hulpmiddelen", "Instruments"), &of_kind(Kind::Instrument)))
        (other_sections(view, node, &[]))
        (closing(view, node))
    };
    Body::new(content, queries::of_role(view, node))
}
