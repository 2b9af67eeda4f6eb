//! A norm of auditors: the measures that it tests, and the requirements and provisions behind them.

use super::measure::requirements_with_grounds;
use super::{Body, lead, origin};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{measures, queries};
use crate::store::Node;
use maud::html;

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let audited = view.objects(node, v::AUDITS);
    let mut requirements: Vec<Node> = audited
        .iter()
        .flat_map(|measure| view.objects(*measure, v::IMPLEMENTS))
        .collect();
    requirements.sort_unstable();
    requirements.dedup();
    let content = html! {
        (lead(view, node))
        section {
            h2 id="measures" { (view.of("Maatregelen die hierbij horen", "Measures that belong to it")) }
            @if audited.is_empty() {
                p { (view.of("Geen: het kader verbindt deze norm met geen maatregel.", "None: the framework links this norm to no measure.")) }
            }
            (measures::list(view, &audited))
        }
        @if !requirements.is_empty() {
            section {
                h2 id="requirements" { (view.of("Vereisten achter deze maatregelen", "Requirements behind these measures")) }
                p class="subtle" { (view.of(
                    "Een mogelijke grond: wie de norm haalt, heeft daarmee nog niet aan het vereiste voldaan.",
                    "A possible basis: meeting the norm is no proof of meeting the requirement.",
                )) }
                (requirements_with_grounds(view, &requirements))
            }
        }
        (origin(view, node))
    };
    Body::new(content, queries::of_norm(view, node))
}
