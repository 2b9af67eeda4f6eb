//! What one does: by whom, when, for which requirement and on what ground that rests.

use super::{
    Body, closing, described, lead, other_sections, section_named, sources, statement, things,
};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{ground, measures, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let requirements = view.objects(node, v::IMPLEMENTS);
    let content = html! {
        (lead(view, node))
        (statement(view, node, "section-maatregel", "what", view.of("Wat te doen", "What to do")))
        section {
            h2 id="who" { (view.of("Wie en wanneer", "Who and when")) }
            (described(view, &[
                (view.of("door", "by"), view.objects(node, v::PROJECT_ROLE)),
                (view.of("gaat over", "is about"), view.objects(node, v::TOPIC)),
            ]))
            (measures::phase_line(view, node))
        }
        section {
            h2 id="requirements" { (view.of("Waarom: vereisten en hun grond", "Why: requirements and their ground")) }
            @if requirements.is_empty() {
                p { (view.of("Het kader noemt geen vereiste bij deze maatregel.", "The framework names no requirement for this measure.")) }
            } @else {
                (requirements_with_grounds(view, &requirements))
            }
        }
        (things(view, "instruments", view.of("Hulpmiddelen", "Instruments"), &view.objects(node, v::HELPED_BY)))
        (other_sections(view, node, &["section-maatregel", "section-bijbehorende-vereisten"]))
        (sources_section(view, node))
        (things(view, "norms", view.of("Toetsnormen", "Audit norms"), &view.objects(node, v::AUDITED_BY)))
        (closing(view, node))
    };
    Body::new(content, queries::of_measure(view, node))
}

/// Requirements, each with the provisions that it rests on.
pub(super) fn requirements_with_grounds(view: View<'_>, requirements: &[Node]) -> Markup {
    html! {
        ul class="things" {
            @for requirement in view.sorted(requirements.to_vec()) {
                li {
                    (view.coded_link(requirement))
                    @let grounds = view.objects(requirement, v::BASED_ON);
                    @if !grounds.is_empty() {
                        span class="grounds" {
                            (ground::in_a_line(view, &ground::act_by_act(view, &grounds)))
                        }
                    }
                }
            }
        }
    }
}

fn sources_section(view: View<'_>, node: Node) -> Markup {
    html! {
        @if section_named(view, node, "section-bronnen").is_some() {
            section {
                h2 id="sources" { (view.of("Bronnen", "Sources")) }
                (sources(view, node))
            }
        }
    }
}
