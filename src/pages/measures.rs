//! Measures and instruments as lists: by phase, each with who takes it.

use super::Kind;
use super::view::View;
use crate::graph::vocabulary as v;
use crate::store::{Node, natural};
use maud::{Markup, html};

/// The phases in their order; what stands beside the order comes last.
pub(super) fn phases(view: View<'_>) -> Vec<Node> {
    let mut phases: Vec<Node> = view.site.things(Kind::Phase).collect();
    phases.sort_by_cached_key(|phase| {
        (
            view.number(*phase, v::PHASE_NUMBER).unwrap_or(usize::MAX),
            natural(&view.name(*phase).value),
        )
    });
    phases
}

/// `Fase 6: Implementatie`; without a number only the name.
pub(super) fn phase_name(view: View<'_>, phase: Node) -> Markup {
    html! {
        @if let Some(number) = view.number(phase, v::PHASE_NUMBER) {
            (view.of("Fase ", "Phase ")) (number) ": "
        }
        (view.name(phase))
    }
}

/// Measures as a list, each with who takes it.
pub(super) fn list(view: View<'_>, measures: &[Node]) -> Markup {
    html! {
        ul class="things" {
            @for measure in view.sorted(measures.to_vec()) { (item(view, measure)) }
        }
    }
}

/// One thing with its code, its name and who works on it.
pub(super) fn item(view: View<'_>, thing: Node) -> Markup {
    item_with(view, thing, &html! {})
}

/// The same, with something more below its name.
pub(super) fn item_with(view: View<'_>, thing: Node, more: &Markup) -> Markup {
    let roles = view.objects(thing, v::PROJECT_ROLE);
    html! {
        li {
            (view.coded_link(thing))
            (more)
            @if !roles.is_empty() {
                span class="who" {
                    (view.of("Door: ", "By: "))
                    @for (index, role) in roles.iter().enumerate() {
                        @if index > 0 { ", " }
                        (view.name(*role))
                    }
                }
            }
        }
    }
}

/// Measures under the phases in which they are taken, a measure under each of its phases.
pub(super) fn by_phase(view: View<'_>, measures: &[Node]) -> Markup {
    let phases = phases(view);
    let of_phase = |phase: Node| -> Vec<Node> {
        measures
            .iter()
            .copied()
            .filter(|measure| view.has(*measure, v::PHASE, phase))
            .collect()
    };
    let without: Vec<Node> = measures
        .iter()
        .copied()
        .filter(|measure| view.objects(*measure, v::PHASE).is_empty())
        .collect();
    html! {
        @for phase in phases {
            @let of_phase = of_phase(phase);
            @if !of_phase.is_empty() {
                h3 { (view.link_as(phase, phase_name(view, phase))) }
                (list(view, &of_phase))
            }
        }
        @if !without.is_empty() {
            h3 { (view.of("Zonder fase", "Without a phase")) }
            (list(view, &without))
        }
    }
}

/// The phases on a line, those of a thing marked.
pub(super) fn phase_line(view: View<'_>, thing: Node) -> Markup {
    let own = view.objects(thing, v::PHASE);
    if own.is_empty() {
        return html! {};
    }
    let several = own.len() > 1;
    html! {
        p class="phase-line__title" {
            @if several { (view.of("In de fasen", "In the phases")) }
            @else { (view.of("In de fase", "In the phase")) }
        }
        ol class="phase-line" {
            @for phase in phases(view) {
                @let marked = own.contains(&phase);
                li class=[marked.then_some("phase-line__own")] {
                    @if marked {
                        (view.link(phase))
                        span class="visually-hidden" { (view.of(" – in deze fase", " – in this phase")) }
                    } @else {
                        (view.name(phase))
                    }
                }
            }
        }
    }
}
