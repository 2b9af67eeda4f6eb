//! `/about/edition`: what is shown, and where it comes from.

use super::super::kind::Kind;
use super::super::site::Edition;
use super::super::view::View;
use crate::graph::vocabulary as v;
use maud::{Markup, html};

const COUNTED: [Kind; 9] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Role,
    Kind::Phase,
    Kind::Topic,
    Kind::Term,
    Kind::Norm,
    Kind::Act,
];

pub(super) fn content(view: View<'_>) -> Markup {
    html! {
        (edition(view))
        h2 { (view.of("Wat erin staat", "What is in it")) }
        ul {
            @for kind in COUNTED {
                @let number = view.site.things(kind).count();
                @if number > 0 {
                    li { a href=(view.page(kind.overview().unwrap_or("/"))) { (kind.count(number, view.language)) } }
                }
            }
        }
        h2 { (view.of("Hoe het hier is gekomen", "How it came here")) }
        p { (view.of(
            "Het programma leest de bestanden van het kader en zet elk kenmerk en elk verband om in gegevens. Bij elk gegeven staat uit welk bestand en van welke regel het komt. Verwijzingen naar wetgeving leest het uit de tekst; waar tekst en link elkaar tegenspreken, gaat de tekst voor en staat er een bevinding bij.",
            "The program reads the framework’s files and turns each property and each relation into data. With every piece of data stands the file and the line that it comes from. References to legislation are read from the text; where text and link disagree, the text decides and a finding says so.",
        )) }
        p {
            (view.of("Wat in de bron niet klopt, herstellen we niet in stilte: het staat bij de ", "What is wrong in the source we do not repair in silence: it stands under "))
            a href=(view.page("/findings")) { (view.of("bevindingen", "findings")) } "."
        }
        h2 { (view.of("Stand van de gegevens", "State of the data")) }
        p {
            (view.of("Deze code verandert als er één teken in de gegevens verandert: ", "This code changes when a single character of the data changes: "))
            code { (view.site.state()) } ". "
            @if view.site.fingerprint().is_some() {
                (view.of("Het is het begin van de vingerafdruk, die heel staat bij ", "It is the beginning of the fingerprint, which stands whole under "))
                a href=(view.page("/about/data")) { "Open data" }
                (view.of("; “kadergraaf export --fingerprint” geeft dezelfde.", "; “kadergraaf export --fingerprint” gives the same."))
            }
        }
    }
}

fn edition(view: View<'_>) -> Markup {
    let Edition::Release(release) = view.site.edition() else {
        return html! {
            p { (view.of(
                "Deze gegevens zijn gelezen uit bestanden die niet zeggen welke uitgave van het Algoritmekader het is.",
                "These data were read from files that do not say which edition of the Algorithm Framework it is.",
            )) }
        };
    };
    let release = *release;
    html! {
        @if let Some(text) = view.text(release, v::DCT_DESCRIPTION) { p class="lead" { (text) } }
        dl class="description" {
            dt { (view.of("Uitgave", "Edition")) } dd { (view.link(release)) }
            @if let Some(version) = view.plain(release, v::DCT_IDENTIFIER) {
                dt { (view.of("Versie", "Version")) } dd { (version) }
            }
            @if let Some(follows) = view.plain(release, v::OWL_VERSION_INFO) {
                dt { (view.of("Volgt uitgave", "Follows release")) }
                dd {
                    (follows)
                    @if let Some(source) = view.object(release, v::DCT_SOURCE) { " (" (view.link(source)) ")" }
                }
            }
            @if let Some(date) = view.plain(release, v::DCT_MODIFIED) {
                dt { (view.of("Bijgewerkt tot", "Updated to")) } dd { (view.language.date(date)) }
            }
            @if let Some(source) = view.object(release, v::PROV_WAS_DERIVED_FROM) {
                dt { (view.of("Bron", "Source")) } dd { (view.link(source)) }
            }
            dt { (view.of("Licentie", "Licence")) }
            dd { a href="https://eupl.eu/1.2/nl/" rel="license external" { "EUPL-1.2" } }
        }
    }
}
