//! What a choice gives: what must be done, what of it is certain, and what it rests on.

use super::Chosen;
use crate::find::{Facet, Task};
use crate::graph::vocabulary::{self as v, Property};
use crate::pages::kind::Kind;
use crate::pages::thing::capital;
use crate::pages::view::View;
use crate::pages::{applicability, from_when, ground, markdown, measures};
use crate::store::Node;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Provisions that are named with a requirement; the rest is told as its number.
const GROUNDS: usize = 6;

pub(super) fn result(chosen: &Chosen<'_>) -> Markup {
    let view = chosen.view;
    let tasks = chosen.work.tasks(chosen.catalogue);
    let (here, elsewhere): (Vec<Task<'_>>, Vec<Task<'_>>) =
        tasks.into_iter().partition(Task::is_here);
    let (sure, likely): (Vec<Task<'_>>, Vec<Task<'_>>) =
        here.into_iter().partition(Task::is_established);
    html! {
        @if sure.is_empty() && likely.is_empty() {
            p { (view.of(
                "Bij deze keuze hoort geen maatregel. Laat een keuze weg, de fase bijvoorbeeld.",
                "No measure belongs to this choice. Leave out a choice, the phase for example.",
            )) }
        } @else {
            (summary(view, &sure, &likely, elsewhere.len()))
            (markdown::some_only_in(view, sure.iter().chain(&likely).filter_map(|task| {
                task.requirement.summary.in_language(view.language.tag())?.language
            })))
        }
        @if !sure.is_empty() {
            section {
                h2 id="applies" { (view.of("Dit geldt", "This applies")) }
                (list(chosen, &sure))
            }
        }
        @if !likely.is_empty() {
            section {
                h2 id="likely" { (view.of("Dit geldt waarschijnlijk", "This likely applies")) }
                p class="subtle" { (view.of(
                    "Het hangt af van uw geval en van de wet; laat een jurist meekijken.",
                    "It depends on your case and on the law; ask a legal expert.",
                )) }
                (list(chosen, &likely))
            }
        }
        @if !elsewhere.is_empty() {
            details {
                summary {
                    (view.of("Geldt ook, maar hoort niet bij deze fase: ", "Also applies, but does not belong to this phase: "))
                    (Kind::Requirement.count(elsewhere.len(), view.language))
                }
                // A link to what is inside opens the fold.
                ul class="things" id="elsewhere" {
                    @for task in &elsewhere {
                        @if let Some(requirement) = node(view, task) { li { (in_short(view, requirement, task)) } }
                    }
                }
            }
        }
    }
}

/// A requirement with how certain it is that it applies, and from when.
fn in_short(view: View<'_>, requirement: Node, task: &Task<'_>) -> Markup {
    let likely = !task.is_established();
    let when = from_when::in_a_line(view, requirement, &view.objects(requirement, v::BASED_ON));
    html! {
        (view.coded_link(requirement))
        @if likely || when.is_some() {
            p class="tasks__when" {
                @if likely { (view.of("Geldt waarschijnlijk", "Likely applies")) "." }
                @if let Some(when) = when { @if likely { " " } (when) @if likely { "." } }
            }
        }
    }
}

/// How much there is to do, and how certain that is.
fn summary(view: View<'_>, sure: &[Task<'_>], likely: &[Task<'_>], elsewhere: usize) -> Markup {
    let all = || sure.iter().chain(likely);
    let measures: BTreeSet<&str> = all()
        .flat_map(|task| &task.measures)
        .map(|measure| measure.iri.as_str())
        .collect();
    let ruled_out = all().filter(|task| task.standing.ruled_out > 0).count();
    html! {
        p class="summary" {
            strong { (Kind::Requirement.count(all().count(), view.language)) }
            @if measures.is_empty() {
                (view.of(", zonder maatregel bij deze keuze", ", without a measure for this choice"))
            } @else {
                (view.of(" met ", " with "))
                strong { (Kind::Measure.count(measures.len(), view.language)) }
            }
            @if !likely.is_empty() && !sure.is_empty() {
                ". " (view.of("Van ", "Of these, "))
                a href="#likely" { (Kind::Requirement.count(likely.len(), view.language)) }
                (view.of(
                    " zegt het kader alleen dat ze waarschijnlijk gelden; die staan onderaan.",
                    " are only said to be likely to apply; they come last.",
                ))
            } @else { "." }
            @if elsewhere > 0 {
                (view.of(" Ook ", " Also "))
                a href="#elsewhere" { (Kind::Requirement.count(elsewhere, view.language)) }
                @if elsewhere == 1 {
                    (view.of(" geldt, maar hoort niet bij deze fase.", " applies, but does not belong to this phase."))
                } @else {
                    (view.of(" gelden, maar horen niet bij deze fase.", " apply, but do not belong to this phase."))
                }
            }
        }
        @if ruled_out > 0 {
            p class="subtle" {
                (view.of("Bij ", "With "))
                (Kind::Requirement.count(ruled_out, view.language))
                (view.of(
                    " noemt het kader een uitzondering die bij uw keuzes niet speelt. Op de pagina van het vereiste leest u welke.",
                    " the framework names an exception that does not arise with your choices. The requirement’s page says which.",
                ))
            }
        }
    }
}

fn node(view: View<'_>, task: &Task<'_>) -> Option<Node> {
    view.site.store.node(&task.requirement.iri)
}

fn list(chosen: &Chosen<'_>, tasks: &[Task<'_>]) -> Markup {
    let view = chosen.view;
    html! {
        ol class="tasks" {
            @for task in tasks {
                @if let Some(requirement) = node(view, task) {
                    li {
                        h3 { (view.coded_link(requirement)) }
                        (demand(chosen, task))
                        (remaining(chosen, requirement, task))
                        (grounds(view, requirement))
                        (measures_of(view, task))
                    }
                }
            }
        }
    }
}

/// What it demands, in a sentence.
fn demand(chosen: &Chosen<'_>, task: &Task<'_>) -> Markup {
    let view = chosen.view;
    let said = task.requirement.summary.in_language(view.language.tag());
    html! {
        @if let Some(said) = said {
            @let foreign = said.language.filter(|tag| *tag != view.language.tag());
            p class="tasks__demand" lang=[foreign] { (markdown::excerpt(said.text, 280)) }
        }
    }
}

/// What must be so too, before it applies.
fn remaining(chosen: &Chosen<'_>, requirement: Node, task: &Task<'_>) -> Markup {
    let view = chosen.view;
    let Some(profile) = view.object(requirement, v::APPLICABILITY) else {
        return html! {};
    };
    let known: Vec<Property> = Facet::PROFILE
        .into_iter()
        .filter(|facet| chosen.work.chosen(*facet).is_some())
        .filter_map(Facet::profile_property)
        .collect();
    let unless: Vec<Node> = task
        .standing
        .unless
        .iter()
        .filter_map(|iri| view.site.store.node(iri))
        .collect();
    let words = applicability::remaining(view, profile, &known, &unless);
    html! { @if let Some(words) = words { p class="tasks__condition" { (words) } } }
}

fn measures_of(view: View<'_>, task: &Task<'_>) -> Markup {
    let nodes: Vec<Node> = task
        .measures
        .iter()
        .filter_map(|measure| view.site.store.node(&measure.iri))
        .collect();
    html! {
        @if nodes.is_empty() {
            p class="subtle" { (view.of(
                "Geen maatregel bij deze keuze; het vereiste zelf speelt wel in deze fase.",
                "No measure for this choice; the requirement itself does arise in this phase.",
            )) }
        } @else {
            (measures::list(view, &nodes))
        }
    }
}

/// From when a requirement applies and on which provisions it rests; many are told as their number.
fn grounds(view: View<'_>, requirement: Node) -> Markup {
    let grounds = ground::act_by_act(view, &view.objects(requirement, v::BASED_ON));
    html! {
        @if let Some(words) = from_when::in_a_line(view, requirement, &grounds) { p class="tasks__when" { (words) } }
        @if !grounds.is_empty() {
            p class="grounds" {
                (view.of("Berust op: ", "Rests on: "))
                (ground::in_a_line(view, grounds.get(..GROUNDS).unwrap_or(&grounds)))
                @if grounds.len() > GROUNDS {
                    (view.of(" en ", " and "))
                    (view.link_as(requirement, html! { (grounds.len() - GROUNDS) (view.of(" meer", " more")) }))
                }
            }
        }
    }
}

/// The phases as links, so that one goes from one to the next without the form.
pub(super) fn phase_links(chosen: &Chosen<'_>) -> Markup {
    let Chosen {
        view,
        catalogue,
        work,
    } = *chosen;
    let own = work.chosen(Facet::Phase);
    let phases = (0u16..).zip(catalogue.values(Facet::Phase));
    html! {
        nav class="phase-links" aria-label=(view.of("Fase", "Phase")) {
            ol class="phase-line" {
                @for (place, phase) in phases {
                    @let name = crate::pages::behind::said(view, &phase.label);
                    @if own == Some(place) {
                        li class="phase-line__own" aria-current="step" { (name) }
                    } @else {
                        li { a href=(chosen.with(Facet::Phase, Some(place))) { (name) } }
                    }
                }
                @if own.is_some() {
                    li { a href=(chosen.with(Facet::Phase, None)) { (capital(view.of("alle fasen", "all phases"))) } }
                }
            }
        }
    }
}
