//! Lists: things of one kind, narrowed by facets and words, sorted; all of it in the address.

mod empty;
mod facets;
mod results;
mod table;

use super::behind::{address, behind, joined};
use super::frame::{Frame, framed};
use super::markdown::some_only_in;
use super::view::View;
use super::{Answer, Request};
use crate::find::{Catalogue, List, Selection, list_query};
use maud::{Markup, html};

pub(super) use facets::{chips, sidebar, unknown};

/// Things on a page; more come on further pages.
const PAGE: usize = 250;

/// A list as it is chosen.
pub(super) struct Chosen<'a> {
    pub(super) view: View<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) selection: &'a Selection,
    /// The path of the page behind the language.
    pub(super) path: &'a str,
}

impl Chosen<'_> {
    /// The address of another choice on the same page.
    pub(super) fn address(&self, selection: &Selection) -> String {
        address(self.view, self.path, &selection.parameters(self.catalogue))
    }
}

/// `/requirements`, `/measures`, … and the same with `.csv`.
pub(super) fn answer(view: View<'_>, request: &Request<'_>, path: &str) -> Option<Answer> {
    let name = path.strip_prefix('/')?;
    let (name, as_table) = match name.strip_suffix(".csv") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let list = List::named(name)?;
    let catalogue = view.site.catalogue();
    let selection = Selection::read(catalogue, list, request.parameters);
    if as_table {
        return Some(table::file(view, catalogue, &selection));
    }
    Some(page(view, catalogue, &selection))
}

fn page(view: View<'_>, catalogue: &Catalogue, selection: &Selection) -> Answer {
    let list = selection.list;
    let (nl, en) = list.title();
    let title = view.of(nl, en);
    let path = format!("/{}", list.name());
    let chosen = Chosen {
        view,
        catalogue,
        selection,
        path: &path,
    };
    let found = catalogue.find(selection, view.language.tag());
    let query = list_query(catalogue, selection, view.language.tag());
    let csv = address(
        view,
        &format!("{path}.csv"),
        &selection.at_page(1).parameters(catalogue),
    );
    let pages = found.entries.len().div_ceil(PAGE).max(1);
    let shown = selection.page.min(pages);
    let mut frame = Frame::new(view, path.as_str(), title);
    frame.parameters = joined(&selection.at_page(shown).parameters(catalogue));
    frame.section = section(list);
    frame.unlisted = !selection.is_everything();
    frame.query = Some(query.clone());
    frame.description = Some(introduction(view, list).to_owned());
    let entries: Vec<_> = found
        .entries
        .iter()
        .skip((shown - 1) * PAGE)
        .take(PAGE)
        .copied()
        .collect();
    frame.content = html! {
        h1 { (title) }
        p { (introduction(view, list)) }
        (unknown(view, &selection.unknown, |facet| selection.list.offers(facet)))
        div class="list" {
            (sidebar(&chosen, &found.facets))
            section class="list__results" aria-labelledby="results" {
                h2 id="results" {
                    (number(&chosen, found.entries.len(), found.total))
                }
                (chips(&chosen))
                (words_and_order(&chosen))
                @if entries.is_empty() {
                    (empty::suggestions(&chosen, found.total))
                } @else {
                    (some_only_in(view, entries.iter().filter_map(|entry| {
                        entry.summary.in_language(view.language.tag())?.language
                    })))
                    (results::list(&chosen, &entries))
                    (further(&chosen, shown, pages))
                }
            }
        }
        (behind(view, &query, Some(&csv)))
    };
    Answer::Page(framed(&frame))
}

fn section(list: List) -> Option<&'static str> {
    match list {
        List::Requirements => Some("/requirements"),
        List::Measures => Some("/measures"),
        List::Instruments => Some("/instruments"),
        List::Terms | List::Norms => None,
    }
}

fn introduction(view: View<'_>, list: List) -> &'static str {
    let (nl, en) = match list {
        List::Requirements => (
            "Wat de wet vraagt van wie een algoritme of AI-systeem maakt of gebruikt.",
            "What the law asks of those who make or use an algorithm or AI system.",
        ),
        List::Measures => (
            "Wat u kunt doen om aan de vereisten te voldoen.",
            "What you can do to meet the requirements.",
        ),
        List::Instruments => (
            "Handreikingen, toetsen en andere middelen die daarbij helpen.",
            "Guides, assessments and other means that help with that.",
        ),
        List::Terms => (
            "De woorden van het kader en wat ze betekenen.",
            "The words of the framework and what they mean.",
        ),
        List::Norms => (
            "Normen waaraan auditors toetsen, met de maatregelen die erbij horen.",
            "Norms that auditors test by, with the measures that belong to them.",
        ),
    };
    view.language.of(nl, en)
}

/// `12 van 63 vereisten`
fn number(chosen: &Chosen<'_>, found: usize, total: usize) -> String {
    let view = chosen.view;
    let list = chosen.selection.list;
    let (nl, en) = list.title();
    let many = view.of(nl, en).to_lowercase();
    let (one_nl, one_en) = list.one();
    if found == total {
        view.language.count(total, view.of(one_nl, one_en), &many)
    } else {
        let (found, total) = (view.language.number(found), view.language.number(total));
        format!("{found} {} {total} {many}", view.of("van", "of"))
    }
}

/// The form for words and order; what is chosen beside it goes along.
fn words_and_order(chosen: &Chosen<'_>) -> Markup {
    let Chosen {
        view, selection, ..
    } = chosen;
    let list = selection.list;
    html! {
        form class="list__form" action=(view.page(chosen.path)) method="get" {
            @for (name, value) in selection.parameters(chosen.catalogue) {
                @if !matches!(name, "q" | "sort" | "page") {
                    input type="hidden" name=(name) value=(value);
                }
            }
            div {
                label for="q" { (view.of("Woorden in deze lijst", "Words in this list")) }
                input type="search" id="q" name="q" value=(selection.text) maxlength="200" autocomplete="off";
            }
            @if list.sorts().len() > 1 {
                div {
                    label for="sort" { (view.of("Volgorde", "Order")) }
                    select id="sort" name="sort" {
                        @for sort in list.sorts() {
                            @let (nl, en) = sort.title();
                            option value=(sort.name()) selected[*sort == selection.sort] { (view.of(nl, en)) }
                        }
                    }
                }
            }
            button type="submit" { (view.of("Toon", "Show")) }
        }
    }
}

/// Links to the other pages of a long list.
fn further(chosen: &Chosen<'_>, shown: usize, pages: usize) -> Markup {
    let view = chosen.view;
    if pages < 2 {
        return html! {};
    }
    let to = |page: usize| chosen.address(&chosen.selection.at_page(page));
    html! {
        nav class="list__pages" aria-label=(view.of("Pagina’s", "Pages")) {
            @if shown > 1 {
                a rel="prev nofollow" href=(to(shown - 1)) { (view.of("Vorige", "Previous")) }
            }
            span { (view.of("Pagina", "Page")) " " (shown) " " (view.of("van", "of")) " " (pages) }
            @if shown < pages {
                a rel="next nofollow" href=(to(shown + 1)) { (view.of("Volgende", "Next")) }
            }
        }
    }
}
