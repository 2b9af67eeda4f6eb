//! A phase of the lifecycle: what is to be done in it.

use super::{Body, closing, lead, other_sections, things};
use crate::graph::vocabulary as v;
use crate::pages::kind::Kind;
use crate::pages::view::View;
use crate::pages::{measures, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let of_kind = |kind: Kind| -> Vec<Node> {
        view.subjects(v::PHASE, node)
            .into_iter()
            .filter(|thing| view.kind(*thing) == Some(kind))
            .collect()
    };
    let requirements = of_kind(Kind::Requirement);
    let taken = of_kind(Kind::Measure);
    let content = html! {
        (lead(view, node))
        (line(view, node))
        p { a class="button" href=(view.page(&format!("/work?phase={}", crate::percent::parameter(slug(view, node))))) {
            (view.of("Maak een werklijst voor deze fase", "Make a work list for this phase"))
        } }
        (by_role(view, &taken))
        (things(view, "requirements", view.of("Vereisten in deze fase", "Requirements in this phase"), &requirements))
        (things(view, "instruments", view.of("Hulpmiddelen in deze fase", "Instruments in this phase"), &of_kind(Kind::Instrument)))
        (other_sections(view, node, &[]))
        (closing(view, node))
    };
    Body::new(content, queries::of_phase(view, node))
}

fn slug(view: View<'_>, node: Node) -> &str {
    crate::pages::applicability::slug(view, node)
}

/// The phases in their order, this one marked.
fn line(view: View<'_>, node: Node) -> Markup {
    html! {
        ol class="phase-line" {
            @for phase in measures::phases(view) {
                @if phase == node {
                    li class="phase-line__own" aria-current="step" { (view.name(phase)) }
                } @else {
                    li { (view.link(phase)) }
                }
            }
        }
    }
}

/// Measures under the roles that take them.
fn by_role(view: View<'_>, taken: &[Node]) -> Markup {
    let roles: Vec<Node> = view.sorted(view.site.things(Kind::Role).collect());
    html! {
        section {
            h2 id="measures" { (view.of("Maatregelen in deze fase", "Measures in this phase")) }
            @if taken.is_empty() {
                p { (view.of("Geen.", "None.")) }
            }
            @for role in roles {
                @let own: Vec<Node> = taken.iter().copied().filter(|measure| view.has(*measure, v::PROJECT_ROLE, role)).collect();
                @if !own.is_empty() {
                    h3 { (view.link(role)) }
                    ul class="things" {
                        @for measure in view.sorted(own) { li { (view.coded_link(measure)) } }
                    }
                }
            }
            @let nobody: Vec<Node> = taken.iter().copied().filter(|measure| view.objects(*measure, v::PROJECT_ROLE).is_empty()).collect();
            @if !nobody.is_empty() {
                h3 { (view.of("Zonder rol", "Without a role")) }
                (measures::list(view, &nobody))
            }
        }
    }
}
