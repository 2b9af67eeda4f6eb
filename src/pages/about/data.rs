//! `/about/data`: what the catalogue says, for people. Machines get the same at `/catalog`, in
//! DCAT, and at `/.well-known/void`.

use super::super::kind::Kind;
use super::super::site::Edition;
use super::super::view::{View, is_web};
use crate::find::List;
use crate::graph::vocabulary as v;
use maud::{Markup, html};

/// What the data is called, in Dutch and in English.
pub const DATASET_TITLE: (&str, &str) = (
    "Kadergraaf: het Algoritmekader als graaf",
    "Kadergraaf: the Algorithm Framework as a graph",
);

/// What the data is, in Dutch and in English.
pub const DATASET_DESCRIPTION: (&str, &str) = (
    "De vereisten, maatregelen, hulpmiddelen en begrippen van het Algoritmekader van de Nederlandse overheid, met hun onderlinge verbanden en hun grondslag in de wet.",
    "The requirements, measures, instruments and terms of the Dutch government's Algorithm Framework, with how they hang together and the legislation they rest on.",
);

/// The licence of the framework's content, as its owners state it.
pub const LICENCE: &str = "http://publications.europa.eu/resource/authority/licence/EUPL_1_2";

/// The whole as one file: ending, media type, name.
pub const DUMP_FORMS: [(&str, &str, &str); 6] = [
    ("ttl", "text/turtle", "Turtle"),
    ("trig", "application/trig", "TriG"),
    ("nt", "application/n-triples", "N-Triples"),
    ("nq", "application/n-quads", "N-Quads"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
    ("jsonld", "application/ld+json", "JSON-LD"),
];

/// The kinds that are counted.
const COUNTED: [Kind; 8] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Norm,
    Kind::Term,
    Kind::Act,
    Kind::Provision,
    Kind::Finding,
];

pub(super) fn content(view: View<'_>) -> Markup {
    let site = view.site;
    let prefix = &site.settings.prefix;
    html! {
        p class="lead" { (view.of(DATASET_DESCRIPTION.0, DATASET_DESCRIPTION.1)) }
        (facts(view))
        h2 { (view.of("Wat erin zit", "What is in it")) }
        ul {
            @for kind in COUNTED {
                @let number = site.things(kind).count();
                @if number > 0 {
                    @let words = kind.count(number, view.language);
                    li {
                        @match kind.overview() {
                            Some(path) => a href=(view.page(path)) { (words) },
                            None => (words),
                        }
                    }
                }
            }
        }
        h2 { (view.of("Alles als één bestand", "Everything as one file")) }
        (dumps(view))
        p class="subtle" { (view.of(
            "TriG, N-Quads en JSON-LD hebben ook de bevindingen; de andere niet.",
            "TriG, N-Quads and JSON-LD have the findings too; the others do not.",
        )) }
        p class="subtle" { (view.of(
            "Wie zeker wil weten dat een bestand heel en echt is, haalt ook op wat onder hetzelfde adres met “.manifest” erachter staat: de SHA-256 van het bestand en de vingerafdruk van de graaf. “sha256sum -c” leest het, en “kadergraaf verify” vergelijkt beide.",
            "To be sure that a file is whole and genuine, also fetch what stands at the same address with “.manifest” behind it: the SHA-256 of the file and the fingerprint of the graph. “sha256sum -c” reads it, and “kadergraaf verify” compares both.",
        )) }
        h2 { (view.of("Als tabel", "As tables")) }
        p {
            (view.of(
                "Voor een spreadsheet, als CSV: ",
                "For a spreadsheet, as CSV: ",
            ))
            @let filled = |list: &List| !view.site.catalogue().entries(*list).is_empty();
            @for (place, list) in List::ALL.into_iter().filter(filled).enumerate() {
                @if place > 0 { ", " }
                @let (nl, en) = list.title();
                a href=(view.page(&format!("/{}.csv", list.name()))) { (view.of(nl, en).to_lowercase()) }
            }
            (view.of(
                ". Onder elke lijst staat dezelfde link, met de filters die u koos.",
                ". Below each list stands the same link, with the filters that you chose.",
            ))
        }
        h2 { (view.of("Bevragen", "Querying")) }
        p {
            (view.of("Het ", "The ")) a href={ (prefix) "/sparql" } { (view.of("SPARQL-endpoint", "SPARQL endpoint")) }
            (view.of(" beantwoordt uw eigen zoekvragen; bij ", " answers your own queries; under "))
            a href=(view.page("/queries")) { (view.of("Vragen", "Questions")) }
            (view.of(" staan er klaar.", " some are ready to run."))
        }
        h2 { (view.of("Voor catalogi en programma’s", "For catalogues and programs")) }
        p { (view.of(
            "Deze beschrijving is er ook voor machines; vraag haar met Accept als RDF:",
            "This description is there for machines too; ask for it as RDF with Accept:",
        )) }
        pre tabindex="0" { code {
            "curl -H 'Accept: text/turtle' " (site.url("/catalog")) "\n"
            "curl -H 'Accept: text/turtle' " (site.url("/.well-known/void"))
        } }
        p {
            (view.of(
                "De eerste is de catalogus (DCAT-AP-NL 3.0), de tweede telt wat er is (VoID). Hoe adressen en formaten werken, staat bij ",
                "The first is the catalogue (DCAT-AP-NL 3.0), the second counts what there is (VoID). How addresses and formats work is told under ",
            ))
            a href=(view.page("/about/link")) { (view.of("Linken en hergebruiken", "Linking and reusing")) } "."
        }
    }
}

/// The files, as a list of links.
pub(super) fn dumps(view: View<'_>) -> Markup {
    let prefix = &view.site.settings.prefix;
    html! {
        ul {
            @for (ending, media_type, name) in DUMP_FORMS {
                li {
                    a href={ (prefix) "/dump/kadergraaf." (ending) } type=(media_type) { (name) }
                    " " code { "kadergraaf." (ending) }
                }
            }
        }
    }
}

/// Who publishes it, under which licence, of which edition.
fn facts(view: View<'_>) -> Markup {
    let publication = &view.site.settings.publication;
    let named = |address: &str, name: &str| {
        html! {
            @if is_web(address) || address.starts_with("mailto:") {
                a href=(address) rel=[is_web(address).then_some("external")] { (name) }
            } @else { (name) }
        }
    };
    html! {
        dl class="description" {
            dt { (view.of("Uitgever", "Publisher")) }
            dd { (named(&publication.publisher, &publication.publisher_name)) }
            dt { "Contact" }
            dd { (named(&publication.contact, &publication.contact_name)) }
            dt { (view.of("Licentie", "Licence")) }
            dd { a href="https://eupl.eu/1.2/nl/" rel="license external" { "EUPL-1.2" } }
            @if let Edition::Release(release) = view.site.edition() {
                dt { (view.of("Uitgave", "Edition")) } dd { (view.link(*release)) }
                @if let Some(date) = view.plain(*release, v::DCT_MODIFIED) {
                    dt { (view.of("Bijgewerkt tot", "Updated to")) } dd { (view.language.date(date)) }
                }
            }
            @match view.site.fingerprint() {
                Some(fingerprint) => {
                    dt { (view.of("Vingerafdruk (RDFC-1.0, SHA-256)", "Fingerprint (RDFC-1.0, SHA-256)")) }
                    dd { code class="iri" { (fingerprint) } }
                }
                None => {
                    dt { (view.of("Stand van de gegevens", "State of the data")) }
                    dd { code { (view.site.state()) } }
                }
            }
            dt { (view.of("Talen", "Languages")) }
            dd { (view.of(
                "Nederlands; titels, begrippen en wetten ook in het Engels",
                "Dutch; titles, concepts and acts in English too",
            )) }
        }
    }
}
