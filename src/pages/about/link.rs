//! `/about/link`: addresses, formats, files, the query service.

use super::super::frame::DATA_FORMS;
use super::super::kind::Kind;
use super::super::view::View;
use crate::percent;
use maud::{Markup, html};

pub(super) fn content(view: View<'_>) -> Markup {
    let site = view.site;
    let prefix = &site.settings.prefix;
    let example = site
        .things(Kind::Requirement)
        .next()
        .map_or("urn:nl:ak:ver:aia-01", |node| view.iri(node));
    let name = percent::address_path(example);
    html! {
        h2 { (view.of("Namen en adressen", "Names and addresses")) }
        p { (view.of(
            "Een ding heeft een naam die niet verandert (een URN of een IRI) en een document dat erover gaat. Het adres onder /id/ stuurt u met status 303 door naar dat document onder /doc/.",
            "A thing has a name that does not change (a URN or an IRI) and a document about it. The address under /id/ sends you on, with status 303, to that document under /doc/.",
        )) }
        p { (view.of(
            "Bewaar in uw eigen systeem de naam, en link naar het adres onder /id/: dat blijft goed, ook als de vorm van een pagina verandert.",
            "In a system of your own, keep the name and link to the address under /id/: that stays right, even when the form of a page changes.",
        )) }
        pre tabindex="0" { code {
            "curl -L -H 'Accept: text/turtle' " (site.url(&format!("/id/{name}")))
        } }
        p { (view.of(
            "Met Accept kiest u een vorm; een achtervoegsel doet hetzelfde:",
            "With Accept you choose a form; a suffix does the same:",
        )) }
        ul {
            @for (suffix, media_type, words) in DATA_FORMS {
                li {
                    a href={ (prefix) "/doc/" (name) "." (suffix) } { "/doc/" (example) "." (suffix) }
                    " – " (words) " (" code { (media_type) } ")"
                }
            }
        }
        p {
            (view.of("Wetten en bepalingen staan onder ", "Acts and provisions are under ")) code { "/legislation/" }
            (view.of("; alles wat een IRI heeft onder ", "; all that has an IRI under ")) code { "/resource?uri=" } "."
        }
        p { (view.of(
            "Elk antwoord heeft een ETag: stuur die mee in If-None-Match, dan krijgt u 304 zolang er niets is veranderd. De kop Link noemt de andere vormen.",
            "Every answer has an ETag: send it along in If-None-Match, and you get 304 as long as nothing has changed. The Link header names the other forms.",
        )) }
        h2 { (view.of("Alles in één keer", "Everything at once")) }
        p {
            (view.of("Alle gegevens staan als één bestand in zes formaten bij ", "All data is there as one file in six formats under "))
            a href=(view.page("/about/data")) { "Open data" } "."
        }
        h2 { (view.of("Vragen stellen", "Asking questions")) }
        p {
            (view.of("De ", "The ")) a href={ (prefix) "/sparql" } { (view.of("SPARQL-endpoint", "SPARQL endpoint")) }
            (view.of(" beantwoordt SPARQL 1.1. Onder elke lijst en elke matrix staat de zoekvraag die hetzelfde geeft. Veelgestelde vragen staan klaar bij ", " answers SPARQL 1.1. Below every list and every matrix stands the query that gives the same. Common questions are ready under "))
            a href=(view.page("/queries")) { (view.of("Vragen", "Questions")) } "."
        }
        p {
            (view.of("Lijsten zijn er ook als CSV: zet .csv achter het pad, met dezelfde filters. ", "Lists come as CSV too: put .csv behind the path, with the same filters. "))
            a href=(view.page("/measures.csv")) { (view.of("Alle maatregelen als CSV", "All measures as CSV")) } "."
        }
        h2 { (view.of("Begrippen", "Terms")) }
        p {
            (view.of("Wat elke eigenschap betekent, staat in de ", "What each property means is in the "))
            a href=(view.page("/def")) { (view.of("ontologie", "ontology")) } "."
        }
    }
}
