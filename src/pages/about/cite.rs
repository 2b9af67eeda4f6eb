//! `/about/cite`: how to cite a thing or the data.

use super::super::kind::Kind;
use super::super::language::Language;
use super::super::site::Edition;
use super::super::view::View;
use crate::graph::vocabulary as v;
use crate::store::Node;
use maud::{Markup, html};

/// A thing as one cites it: `Titel (aia-09), Algoritmekader 2.5.1, urn:nl:ak:ver:aia-09.`
pub(in crate::pages) fn citation(view: View<'_>, thing: Node) -> Markup {
    // A title that was lent from elsewhere is not the one under which the framework has it.
    let lent = view.object(thing, v::ENGLISH_TITLE_FROM).is_some();
    let own = View::new(view.site, if lent { Language::Nl } else { view.language });
    let foreign = own.language != view.language;
    html! {
        @if foreign { span lang=(own.language.tag()) { (own.name(thing).as_str()) } }
        @else { (view.name(thing)) }
        @if let Some(code) = view.code(thing) { " (" (code) ")" }
        ", " (edition(view)) ", "
        span class="iri" { (view.iri(thing)) } "."
    }
}

/// What the data is called in a citation.
fn edition(view: View<'_>) -> String {
    match view.site.edition() {
        Edition::Release(release) => view.name(*release).value.into_owned(),
        Edition::Source(_) => view.of("Algoritmekader", "Algorithm Framework").to_owned(),
    }
}

pub(super) fn content(view: View<'_>) -> Markup {
    let site = view.site;
    let example = site.things(Kind::Requirement).next();
    let edition = edition(view);
    html! {
        p { (view.of(
            "Noem bij een verwijzing de code en de uitgave. De code blijft, maar een tekst kan per uitgave verschillen.",
            "When you refer, name the code and the edition. The code stays, but a text may differ between editions.",
        )) }
        @if let Some(example) = example {
            h2 { (view.of("Een vereiste of maatregel", "A requirement or measure")) }
            p { (view.of("In een brief, besluit of dossier:", "In a letter, decision or file:")) }
            blockquote { p { (citation(view, example)) } }
            p {
                (view.of("De naam die met ", "The name that begins with ")) code { "urn:nl:ak:" }
                (view.of(
                    " begint, is die van het kader zelf. Hij verwijst naar het ding, niet naar een website, en blijft dus gelden als een site verhuist.",
                    " is the framework’s own. It refers to the thing, not to a website, and so still holds when a site moves.",
                ))
            }
            p {
                (view.of("Een adres dat u kunt openen: ", "An address that you can open: "))
                @if let Some(path) = site.path(example) {
                    a href=(view.page(&path)) { (site.url(&path)) } "."
                }
            }
        }
        h2 { (view.of("Een wetsartikel", "An article of an act")) }
        p { (view.of(
            "Verwijs voor de wet naar de officiële bron, nooit naar deze site. Elke bepaling heeft hier de naam die de Europese Unie (ELI) of Nederland (JCI) eraan geeft.",
            "For the law refer to the official source, never to this site. Every provision has here the name that the European Union (ELI) or the Netherlands (JCI) gives it.",
        )) }
        h2 { (view.of("De gegevens als geheel", "The data as a whole")) }
        blockquote { p {
            (edition) ". " (view.of("In: Kadergraaf", "In: Kadergraaf")) ", "
            (view.of("stand ", "state ")) code { (site.state()) } ", "
            span class="iri" { (site.url("/")) } ". EUPL-1.2."
        } }
        @if let Edition::Release(release) = site.edition() {
            @if let Some(date) = view.plain(*release, v::DCT_MODIFIED) {
                p class="subtle" { (view.of("Bijgewerkt tot ", "Updated to ")) (view.language.date(date)) "." }
            }
        }
        p {
            (view.of("Linken vanuit een systeem? Zie ", "Linking from a system? See "))
            a href=(view.page("/about/link")) { (view.of("Linken en hergebruiken", "Linking and reusing")) } "."
        }
    }
}
