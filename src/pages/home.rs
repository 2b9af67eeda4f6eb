//! The first page: what this is, three ways in, what there is, what is new, where the data is.

use super::frame::{Frame, framed};
use super::ground::date_markup;
use super::kind::Kind;
use super::law::Resting;
use super::site::Edition;
use super::thing::capital;
use super::view::View;
use super::{Answer, applicability, ground, measures, work};
use crate::graph::vocabulary as v;
use crate::percent;
use crate::store::Node;
use maud::{Markup, html};

/// The kinds whose numbers stand on the first page.
const COUNTED: [Kind; 6] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Act,
    Kind::Norm,
    Kind::Term,
];

/// How many acts, and how many dates, stand here before a link to all.
const FEW: usize = 6;

/// `/`
pub(super) fn page(view: View<'_>) -> Answer {
    let title = view.of(
        "Wat vraagt de wet van uw algoritme?",
        "What does the law ask of your algorithm?",
    );
    let sentence = view.of(
        "Zoek op wat u moet doen, wanneer, wie dat doet en op welk wetsartikel het rust, volgens het Algoritmekader van de Nederlandse overheid.",
        "Find out what you must do, when, who does it and on which article of law it rests, according to the Dutch government’s Algorithm Framework.",
    );
    let mut frame = Frame::new(view, "/", title);
    frame.description = Some(sentence.to_owned());
    frame.content = html! {
        h1 { (title) }
        p class="lead" { (sentence) }
        (work::first_form(view))
        (ways(view))
        (counts(view))
        (news(view))
        (developers(view))
    };
    Answer::Page(framed(&frame))
}

/// By role, by phase, by law.
fn ways(view: View<'_>) -> Markup {
    let work_list =
        |name: &str, slug: &str| view.page(&format!("/work?{name}={}", percent::parameter(slug)));
    let mut acts: Vec<(Node, usize)> = view
        .site
        .things(Kind::Act)
        .map(|act| (act, Resting::count(view, act)))
        .filter(|(_, count)| *count > 0)
        .collect();
    acts.sort_by_key(|(act, count)| (std::cmp::Reverse(*count), *act));
    let more = acts.len().saturating_sub(FEW);
    acts.truncate(FEW);
    html! {
        div class="ways" {
            section {
                h2 { (view.of("Wie bent u?", "Who are you?")) }
                h3 { (view.of("Volgens de AI-verordening", "Under the AI Act")) }
                ul class="plain" {
                    @for (slug, name) in work::bearers(view) {
                        li { a href=(work_list("bearer", slug)) { (name) } }
                    }
                }
                h3 { (view.of("In het project", "In the project")) }
                ul class="plain" {
                    @for role in view.sorted(view.site.things(Kind::Role).collect()) {
                        li { (view.link(role)) }
                    }
                }
            }
            section {
                h2 { (view.of("In welke fase bent u?", "In which phase are you?")) }
                ul class="plain" {
                    @for phase in measures::phases(view) {
                        li { (view.link_as(phase, measures::phase_name(view, phase))) }
                    }
                }
            }
            section {
                h2 { (view.of("Welke wet zoekt u?", "Which law are you looking for?")) }
                ul class="plain" {
                    @for (act, count) in acts {
                        li {
                            (view.link(act)) " "
                            span class="subtle" { (Kind::Requirement.count(count, view.language)) }
                        }
                    }
                    @if more > 0 {
                        li { a href=(view.page("/legislation")) {
                            (view.of("Alle wetten en regelingen", "All acts"))
                        } }
                    }
                }
            }
        }
    }
}

fn counts(view: View<'_>) -> Markup {
    html! {
        section {
            h2 { (view.of("Wat er is", "What there is")) }
            ul class="counts" {
                @for kind in COUNTED {
                    @let number = view.site.things(kind).count();
                    @if number > 0 {
                        li {
                            a href=(view.page(kind.overview().unwrap_or("/"))) {
                                strong { (view.language.number(number)) } " "
                                @if number == 1 { (kind.one(view.language)) }
                                @else { (kind.many(view.language)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What edition this is, and from when the law that it rests on applies.
fn news(view: View<'_>) -> Markup {
    let release = match view.site.edition() {
        Edition::Release(release) => Some(*release),
        Edition::Source(_) => None,
    };
    let mut dates: Vec<(&str, Node)> = view
        .site
        .things(Kind::Application)
        .filter_map(|node| Some((view.plain(node, v::DATE)?, node)))
        .collect();
    dates.sort_unstable();
    html! {
        @if release.is_some() || !dates.is_empty() {
            section {
                h2 { (view.of("Wat er nieuw is", "What is new")) }
                @if let Some(release) = release {
                    p {
                        (view.link(release))
                        @if let Some(date) = view.plain(release, v::DCT_MODIFIED) {
                            ", " (date_markup(view, date))
                        }
                        ". "
                        @if let Some(text) = view.text(release, v::DCT_DESCRIPTION) { (text) }
                    }
                }
                @if !dates.is_empty() {
                    h3 { (view.of("Wanneer de wet gaat gelden", "When the law comes to apply")) }
                    dl class="dates" {
                        @for (date, node) in dates {
                            div {
                                dt { (date_markup(view, date)) }
                                dd {
                                    @if let Some(condition) = view.text(node, v::CONDITION) {
                                        (view.link_as(node, html! { (condition) }))
                                    } @else {
                                        (provisions(view, node))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The provisions that come to apply, by their names.
fn provisions(view: View<'_>, application: Node) -> Markup {
    let provisions = ground::sorted(view, &view.objects(application, v::PROVISION));
    let more = provisions.len().saturating_sub(FEW);
    html! {
        (applicability::list(view, provisions.get(..FEW).unwrap_or(&provisions)))
        @if more > 0 {
            (view.of(" en ", " and "))
            (view.link_as(application, html! { (more) (view.of(" andere", " others")) }))
        }
    }
}

fn developers(view: View<'_>) -> Markup {
    let prefix = &view.site.settings.prefix;
    html! {
        section {
            h2 { (view.of("Voor ontwikkelaars", "For developers")) }
            p { (view.of(
                "Alles hier is open data: elk ding heeft een eigen adres, dat ook Turtle, JSON-LD, N-Triples en RDF/XML geeft.",
                "Everything here is open data: each thing has its own address, which also gives Turtle, JSON-LD, N-Triples and RDF/XML.",
            )) }
            ul {
                li { a href={ (prefix) "/sparql" } { "SPARQL-endpoint" } }
                li { a href=(view.page("/queries")) { (view.of("Vragen die klaarstaan", "Questions that are ready to run")) } }
                li {
                    (view.of("Alle gegevens: ", "All data: "))
                    @for (index, (ending, name)) in [("ttl", "Turtle"), ("trig", "TriG"), ("nq", "N-Quads"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML")].iter().enumerate() {
                        @if index > 0 { ", " }
                        a href={ (prefix) "/dump/kadergraaf." (ending) } { (name) }
                    }
                }
                li { a href={ (prefix) "/catalog" } { (capital(view.of("catalogus", "catalogue"))) " (DCAT)" } ", " a href={ (prefix) "/.well-known/void" } { "VoID" } }
                li { a href=(view.page("/def")) { (view.of("Ontologie", "Ontology")) } }
            }
        }
    }
}
