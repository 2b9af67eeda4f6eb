//! What stands below a list or a matrix: the same as a file, and the query that asks for it.

use super::view::View;
use crate::find::{Said, Texts};
use crate::percent;
use maud::{Markup, html};

/// The part of a page for those who build: `csv` is the address of the same as a table.
pub(super) fn behind(view: View<'_>, query: &str, csv: Option<&str>) -> Markup {
    let prefix = &view.site.settings.prefix;
    html! {
        section class="behind" aria-labelledby="behind" {
            h2 id="behind" { (view.of("Deze lijst als gegevens", "This list as data")) }
            @if let Some(csv) = csv {
                p { a href=(csv) type="text/csv" { (view.of("Download als CSV", "Download as CSV")) } }
            }
            details {
                summary { (view.of("De zoekvraag (SPARQL) achter deze pagina", "The query (SPARQL) behind this page")) }
                pre tabindex="0" { code { (query) } }
                p { a class="button" href={ (prefix) "/sparql?query=" (percent::parameter(query)) } {
                    (view.of("Open in het vraagscherm", "Open in the query page"))
                } }
            }
        }
    }
}

/// A text in the page's language, or with its own.
pub(super) fn said(view: View<'_>, texts: &Texts) -> Markup {
    let Some(Said { text, language }) = texts.in_language(view.language.tag()) else {
        return html! {};
    };
    let foreign = language.filter(|tag| *tag != view.language.tag());
    html! { @if let Some(tag) = foreign { span lang=(tag) { (text) } } @else { (text) } }
}

/// The text of it, without its language.
pub(super) fn plain<'a>(view: View<'_>, texts: &'a Texts) -> &'a str {
    texts
        .in_language(view.language.tag())
        .map_or("", |said| said.text)
}

/// A link to a thing by its IRI; the words alone where it has no page.
pub(super) fn link_to(view: View<'_>, iri: &str, words: &Markup) -> Markup {
    let path = view.site.path_of(iri);
    html! { @if let Some(path) = path { a href=(view.page(&path)) { (words) } } @else { (words) } }
}

/// Names and values as they stand behind the `?` of an address.
pub(super) fn joined(parameters: &[(&'static str, String)]) -> String {
    let pairs: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={}", percent::parameter(value)))
        .collect();
    pairs.join("&")
}

/// An address of a page with parameters.
pub(super) fn address(view: View<'_>, path: &str, parameters: &[(&'static str, String)]) -> String {
    let page = view.page(path);
    if parameters.is_empty() {
        page
    } else {
        format!("{page}?{}", joined(parameters))
    }
}
