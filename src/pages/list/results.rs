//! The things of a list, each with what one wants to know before opening it.

use super::super::behind::{address, link_to, said};
use super::Chosen;
use crate::find::{Entry, Facet, List};
use crate::store::natural;
use maud::{Markup, html};

/// Requirements that are named with a measure; the rest is a link.
const NAMED: usize = 5;
/// Provisions that are named with a requirement.
const PROVISIONS: usize = 4;

/// The things in their order.
pub(super) fn list(chosen: &Chosen<'_>, entries: &[&Entry]) -> Markup {
    html! {
        ul class="results" {
            @for entry in entries {
                li class="result" { (result(chosen, entry)) }
            }
        }
    }
}

fn result(chosen: &Chosen<'_>, entry: &Entry) -> Markup {
    let view = chosen.view;
    let name = html! {
        @if let Some(code) = entry.code.as_deref().filter(|_| chosen.selection.list != List::Norms) {
            span class="code" { (code) } " "
        }
        (said(view, &entry.title))
    };
    html! {
        h3 { (link_to(view, &entry.iri, &name)) }
        @if !entry.summary.is_empty() { p class="result__summary" { (said(view, &entry.summary)) } }
        @match chosen.selection.list {
            List::Requirements => (requirement(chosen, entry)),
            List::Measures => (measure(chosen, entry)),
            List::Instruments => (instrument(chosen, entry)),
            List::Norms => (norm(chosen, entry)),
            List::Terms => {},
        }
    }
}

fn fact(words: &str, value: &Markup) -> Markup {
    html! { div { dt { (words) } dd { (value) } } }
}

/// The values of a facet, by name.
fn values(chosen: &Chosen<'_>, entry: &Entry, facet: Facet) -> Option<Markup> {
    named(chosen, facet, entry.values(facet))
}

fn named(chosen: &Chosen<'_>, facet: Facet, places: &[u16]) -> Option<Markup> {
    let mut values = places
        .iter()
        .filter_map(|place| chosen.catalogue.value(facet, *place))
        .peekable();
    values.peek()?;
    Some(html! {
        @for (place, value) in values.enumerate() {
            @if place > 0 { ", " }
            (said(chosen.view, &value.label))
        }
    })
}

fn requirement(chosen: &Chosen<'_>, entry: &Entry) -> Markup {
    let view = chosen.view;
    let bearers = entry
        .profile
        .as_ref()
        .and_then(|profile| named(chosen, Facet::Bearer, profile.labels(Facet::Bearer)));
    html! {
        dl class="facts" {
            @if !entry.basis.is_empty() { (fact(view.of("Berust op", "Rests on"), &basis(chosen, entry, PROVISIONS))) }
            @else if let Some(laws) = values(chosen, entry, Facet::Law) { (fact(view.of("Berust op", "Rests on"), &laws)) }
            @if let Some(bearers) = bearers {
                (fact(view.of("Voor wie", "For whom"), &html! {
                    (bearers)
                    @if !entry.profile.as_ref().is_some_and(crate::find::Profile::is_established) {
                        " " span class="subtle" { (view.of("(waarschijnlijk)", "(likely)")) }
                    }
                }))
            }
            (fact(view.of("Maatregelen", "Measures"), &many(
                chosen, List::Measures, Facet::Requirement, entry, entry.measures,
            )))
        }
    }
}

/// The provisions on which a requirement rests.
fn basis(chosen: &Chosen<'_>, entry: &Entry, most: usize) -> Markup {
    html! {
        @for (place, basis) in entry.basis.iter().take(most).enumerate() {
            @if place > 0 { "; " }
            (link_to(chosen.view, &basis.iri, &said(chosen.view, &basis.label)))
        }
        @if entry.basis.len() > most { " + " (entry.basis.len() - most) }
    }
}

fn measure(chosen: &Chosen<'_>, entry: &Entry) -> Markup {
    let view = chosen.view;
    html! {
        dl class="facts" {
            @if let Some(phases) = values(chosen, entry, Facet::Phase) { (fact(view.of("Wanneer", "When"), &phases)) }
            @if let Some(roles) = values(chosen, entry, Facet::Role) { (fact(view.of("Wie", "Who"), &roles)) }
            (answers(chosen, entry, view.of("Voor", "For"), Facet::Measure))
        }
    }
}

/// The requirements through which a thing is in the list, and what these rest on.
fn answers(chosen: &Chosen<'_>, entry: &Entry, words: &str, facet: Facet) -> Markup {
    let view = chosen.view;
    let requirements: Vec<&Entry> = chosen
        .catalogue
        .answering(chosen.selection, entry)
        .collect();
    if requirements.is_empty() {
        return html! {};
    }
    let rest = requirements.len().saturating_sub(NAMED);
    fact(
        words,
        &html! {
            ul class="answers" {
                @for requirement in requirements.iter().take(NAMED) {
                    li {
                        @let name = html! {
                            @if let Some(code) = &requirement.code { span class="code" { (code) } " " }
                            (said(view, &requirement.title))
                        };
                        (link_to(view, &requirement.iri, &name))
                        @if !requirement.basis.is_empty() {
                            span class="subtle" { " – " (basis(chosen, requirement, 2)) }
                        }
                    }
                }
                @if rest > 0 {
                    @let slug = chosen.catalogue.slug_of(facet, &entry.iri);
                    li {
                        @if let Some(slug) = slug {
                            a href=(address(view, "/requirements", &[(facet.name(), slug.to_owned())])) {
                                (view.of("Alle vereisten", "All requirements")) " (" (entry_requirements(chosen, entry)) ")"
                            }
                        } @else {
                            "+ " (rest)
                        }
                    }
                }
            }
        },
    )
}

fn entry_requirements(chosen: &Chosen<'_>, entry: &Entry) -> usize {
    chosen.catalogue.requirements_of(entry).count()
}

fn instrument(chosen: &Chosen<'_>, entry: &Entry) -> Markup {
    let view = chosen.view;
    html! {
        dl class="facts" {
            @if let Some(types) = values(chosen, entry, Facet::InstrumentType) { (fact(view.of("Soort", "Kind"), &types)) }
            @if let Some(phases) = values(chosen, entry, Facet::Phase) { (fact(view.of("Wanneer", "When"), &phases)) }
            (answers(chosen, entry, view.of("Voor", "For"), Facet::Instrument))
        }
    }
}

fn norm(chosen: &Chosen<'_>, entry: &Entry) -> Markup {
    let mut measures: Vec<_> = entry
        .values(Facet::Measure)
        .iter()
        .filter_map(|place| chosen.catalogue.value(Facet::Measure, *place))
        .collect();
    measures.sort_by_cached_key(|measure| natural(&measure.slug));
    let rest = measures.len().saturating_sub(NAMED);
    html! {
        ul class="answers" {
            @for measure in measures.iter().take(NAMED) {
                li {
                    @let name = html! { span class="code" { (measure.slug) } " " (said(chosen.view, &measure.label)) };
                    @match &measure.iri {
                        Some(iri) => (link_to(chosen.view, iri, &name)),
                        None => (name),
                    }
                }
            }
            @if rest > 0 {
                li { (many(chosen, List::Measures, Facet::Norm, entry, entry.measures)) " " (chosen.view.of("maatregelen in totaal", "measures in all")) }
            }
        }
    }
}

/// How many things of another list belong to this one, as a link to them.
fn many(chosen: &Chosen<'_>, list: List, facet: Facet, entry: &Entry, count: usize) -> Markup {
    let (view, catalogue) = (chosen.view, chosen.catalogue);
    match catalogue.slug_of(facet, &entry.iri) {
        Some(slug) if count > 0 => {
            let href = address(
                view,
                &format!("/{}", list.name()),
                &[(facet.name(), slug.to_owned())],
            );
            html! { a href=(href) { (count) } }
        }
        _ => html! { (count) },
    }
}
