//! Nothing was found: which choice stands in the way.

use super::super::behind::plain;
use super::Chosen;
use crate::find::{Facet, Selection};
use maud::{Markup, html};

/// What each choice that is dropped would give, the most first.
pub(super) fn suggestions(chosen: &Chosen<'_>, total: usize) -> Markup {
    let view = chosen.view;
    let selection = chosen.selection;
    if total == 0 {
        let (nl, en) = selection.list.title();
        return html! { p {
            (view.of("In deze gegevens staan geen ", "There are no ")) (view.of(nl, en).to_lowercase())
            (view.of(".", " in these data."))
        } };
    }
    let mut ways: Vec<(String, Selection, usize)> = Vec::new();
    let mut add = |words: String, other: Selection| {
        let count = chosen.catalogue.count(&other);
        if count > 0 {
            ways.push((words, other, count));
        }
    };
    if !selection.text.is_empty() {
        add(format!("“{}”", selection.text), selection.without_text());
    }
    for &facet in selection.list.facets() {
        if !selection.chosen(facet).is_empty() {
            add(choice(chosen, facet), selection.without_facet(facet));
        }
    }
    ways.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    html! {
        div class="empty" {
            p { (view.of("Niets voldoet aan al deze keuzes samen.", "Nothing meets all these choices together.")) }
            @if !ways.is_empty() {
                p { (view.of("Laat één keuze los:", "Let one choice go:")) }
                ul {
                    @for (words, other, count) in &ways {
                        li {
                            a rel="nofollow" href=(chosen.address(other)) {
                                (view.of("zonder ", "without ")) (words)
                            }
                            " (" (count) ")"
                        }
                    }
                }
            }
            p { a href=(view.page(chosen.path)) { (view.of("Alles wissen", "Clear all")) } }
        }
    }
}

/// `Fase: Ontwerp of Ontwikkelen`
fn choice(chosen: &Chosen<'_>, facet: Facet) -> String {
    let view = chosen.view;
    let values: Vec<&str> = chosen
        .selection
        .chosen(facet)
        .iter()
        .filter_map(|place| chosen.catalogue.value(facet, *place))
        .map(|value| plain(view, &value.label))
        .collect();
    let (nl, en) = facet.title();
    format!(
        "{}: {}",
        view.of(nl, en),
        values.join(view.of(" of ", " or "))
    )
}
