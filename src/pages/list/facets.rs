//! The facets beside a list, what is chosen of them, and what an address names in vain.

use super::super::behind::{plain, said};
use super::super::view::View;
use super::Chosen;
use crate::find::{Facet, FacetCounts, Unknown, ValueCount};
use maud::{Markup, html};

/// Facets that are open when nothing is chosen in them.
const OPEN: usize = 4;
/// Values that are shown of a long facet; the rest is one click away.
const SHORT: usize = 10;

/// The facets with their values and counts.
pub(in super::super) fn sidebar(chosen: &Chosen<'_>, facets: &[FacetCounts]) -> Markup {
    let view = chosen.view;
    let total = chosen.catalogue.entries(chosen.selection.list).len();
    // One value that all have tells nothing apart.
    let facets: Vec<&FacetCounts> = facets
        .iter()
        .filter(|facet| match facet.values.as_slice() {
            [only] => only.chosen || only.count < total,
            _ => true,
        })
        .collect();
    if facets.is_empty() {
        return html! {};
    }
    html! {
        nav class="facets no-print" aria-labelledby="filters" {
            h2 id="filters" { (view.of("Filters", "Filters")) }
            // On a phone the filters fold together, or the results would be far away.
            input type="checkbox" id="filters-shown" autocomplete="off";
            label for="filters-shown" { (view.of("Toon de filters", "Show the filters")) }
            div class="facets__fold" {
                @for (place, facet) in facets.iter().enumerate() {
                    @let (nl, en) = facet.facet.title();
                    @let any = facet.values.iter().any(|value| value.chosen);
                    details class="facet" open[place < OPEN || any] {
                        summary { (view.of(nl, en)) }
                        (values(chosen, facet))
                    }
                }
            }
        }
    }
}

fn values(chosen: &Chosen<'_>, facet: &FacetCounts) -> Markup {
    let long = facet.values.len() > SHORT + 2;
    let (first, rest) = if long {
        facet.values.split_at(SHORT)
    } else {
        (facet.values.as_slice(), &[][..])
    };
    html! {
        ul { @for value in first { (value_link(chosen, facet.facet, *value)) } }
        @if !rest.is_empty() {
            details open[rest.iter().any(|value| value.chosen)] {
                summary { (chosen.view.of("Nog ", "Another ")) (rest.len()) }
                ul { @for value in rest { (value_link(chosen, facet.facet, *value)) } }
            }
        }
    }
}

fn value_link(chosen: &Chosen<'_>, facet: Facet, value: ValueCount) -> Markup {
    let Some(named) = chosen.catalogue.value(facet, value.place) else {
        return html! {};
    };
    let selection = if value.chosen {
        chosen.selection.without(facet, value.place)
    } else {
        chosen.selection.with(facet, value.place)
    };
    let view = chosen.view;
    let words = html! { span class="facet__name" { (said(view, &named.label)) } " " span class="facet__count" { "(" (value.count) ")" } };
    html! {
        li {
            @if value.chosen || value.count > 0 {
                a rel="nofollow" href=(chosen.address(&selection))
                    aria-current=[value.chosen.then_some("true")] {
                    (words)
                    @if value.chosen {
                        span class="visually-hidden" { " – " (view.of("gekozen, kies om weg te halen", "chosen, select to remove")) }
                    }
                }
            } @else {
                span class="facet__none" { (words) }
            }
        }
    }
}

/// What is chosen, each with a link that drops it.
pub(in super::super) fn chips(chosen: &Chosen<'_>) -> Markup {
    let view = chosen.view;
    let selection = chosen.selection;
    if selection.is_everything() {
        return html! {};
    }
    html! {
        ul class="chips no-print" aria-label=(view.of("Gekozen filters", "Chosen filters")) {
            @if !selection.text.is_empty() {
                li { (chip(chosen, "“", &selection.text, "”", &chosen.address(&selection.without_text()))) }
            }
            @for (facet, place) in selection.choices() {
                @if let Some(value) = chosen.catalogue.value(facet, place) {
                    @let (nl, en) = facet.title();
                    @let name = format!("{}: ", view.of(nl, en));
                    @let code = if chosen.selection.list.offers(facet) { String::new() } else { format!("{} ", value.slug) };
                    @let words = format!("{code}{}", plain(view, &value.label));
                    li { (chip(chosen, &name, &words, "", &chosen.address(&selection.without(facet, place)))) }
                }
            }
            li { a class="chips__all" href=(view.page(chosen.path)) { (view.of("Alles wissen", "Clear all")) } }
        }
    }
}

fn chip(chosen: &Chosen<'_>, before: &str, words: &str, after: &str, href: &str) -> Markup {
    html! {
        a class="chip" rel="nofollow" href=(href) {
            span class="visually-hidden" { (chosen.view.of("Verwijder filter ", "Remove filter ")) }
            (before) (words) (after)
            span class="chip__cross" aria-hidden="true" { "×" }
        }
    }
}

/// What the address names and the data does not have; `offers`: what can be chosen on this page.
pub(in super::super) fn unknown(
    view: View<'_>,
    unknown: &[Unknown],
    offers: impl Fn(Facet) -> bool,
) -> Markup {
    if unknown.is_empty() {
        return html! {};
    }
    html! {
        div class="notice" role="status" {
            @for Unknown { facet, value } in unknown {
                p {
                    @match facet {
                        Ok(facet) => {
                            @let (nl, en) = facet.title();
                            (view.of("Het filter ", "The filter ")) strong { (view.of(nl, en)) }
                            (view.of(" kent de waarde ", " has no value ")) strong { (value) }
                            (view.of(" niet, en telt daarom niet mee.", ", and so does not count."))
                            @if offers(*facet) {
                                (view.of(" Kies een waarde uit de filters.", " Choose a value from the filters."))
                            }
                        }
                        Err(name) => {
                            (view.of("Deze lijst kan niets met ", "This list can do nothing with ")) code { (name) "=" (value) }
                            (view.of(", en laat dat weg.", ", and leaves it out."))
                        }
                    }
                }
            }
        }
    }
}
