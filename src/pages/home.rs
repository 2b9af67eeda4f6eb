//! The first page: what this is, three ways in, what there is, what is new, where the data is.

use super::behind::said;
use super::frame::{Frame, framed};
use super::ground::date_markup;
use super::kind::Kind;
use super::law::{self, Resting};
use super::site::Edition;
use super::view::View;
use super::{Answer, ground, json_ld, measures, work};
use crate::graph::vocabulary as v;
use crate::percent;
use crate::store::Node;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The kinds whose numbers stand on the first page.
const COUNTED: [Kind; 6] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Act,
    Kind::Norm,
    Kind::Term,
];

/// How many acts stand here before a link to all.
const FEW: usize = 6;
/// How many provisions of those that come to apply on a day.
const PARTS: usize = 4;

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
    frame.json_ld = Some(json_ld::of_site(view));
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
                (parties(view))
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

fn parties(view: View<'_>) -> Markup {
    let mut bearers = work::bearers(view);
    bearers.sort_by_key(|bearer| work::party(&bearer.slug).map_or(usize::MAX, |(place, _)| place));
    html! {
        ul class="plain" {
            @for bearer in bearers {
                li {
                    a href=(work_list(view, "bearer", &bearer.slug)) { (said(view, &bearer.label)) }
                    @if let Some((_, (nl, en))) = work::party(&bearer.slug) { small { (view.of(nl, en)) } }
                }
            }
        }
    }
}

fn work_list(view: View<'_>, name: &str, slug: &str) -> String {
    view.page(&format!("/work?{name}={}", percent::parameter(slug)))
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
    let mut dates: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
    for node in view.site.things(Kind::Application) {
        if let Some(date) = view.plain(node, v::DATE) {
            dates.entry(date).or_default().push(node);
        }
    }
    html! {
        @if release.is_some() || !dates.is_empty() {
            section {
                @if let Some(release) = release {
                    h2 { (view.of("Wat er nieuw is", "What is new")) }
                    p {
                        (view.link(release)) ". "
                        @if let Some(text) = view.text(release, v::DCT_DESCRIPTION) { (text) }
                    }
                }
                @if !dates.is_empty() {
                    h2 { (view.of("Vanaf wanneer de wet geldt", "From when the law applies")) }
                    dl class="dates" {
                        @for (date, nodes) in dates {
                            div {
                                dt { (date_markup(view, date)) }
                                @for node in nodes {
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
}

/// What comes to apply, part by part under its act: `AI-verordening: Hoofdstuk I, …`; of many the
/// first.
fn provisions(view: View<'_>, application: Node) -> Markup {
    let provisions = ground::sorted(view, &view.objects(application, v::PROVISION));
    let act_of = |provision: &Node| view.object(*provision, v::ACT).unwrap_or(*provision);
    let act = provisions.first().map(act_of);
    let parts: Vec<Node> = provisions
        .iter()
        .copied()
        .filter(|part| Some(*part) != act && Some(act_of(part)) == act)
        .collect();
    // One that is left out would take no less room than its name.
    let most = if parts.len() == PARTS + 1 {
        PARTS + 1
    } else {
        PARTS
    };
    let shown = parts.get(..most).unwrap_or(&parts);
    let named = shown.len() + usize::from(act.is_some_and(|act| provisions.contains(&act)));
    let more = provisions.len().saturating_sub(named);
    html! {
        @if let Some(act) = act { (view.link(act)) @if !shown.is_empty() { ": " } }
        @for (index, part) in shown.iter().enumerate() {
            @if index > 0 { ", " }
            (view.link_as(*part, law::short_name(view, *part)))
        }
        @if more > 0 {
            (view.of(" en ", " and "))
            (view.link_as(application, html! { (more) (if more == 1 { view.of(" andere", " other") } else { view.of(" andere", " others") }) }))
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
                li { a href={ (prefix) "/sparql" } { (view.of("SPARQL-endpoint", "SPARQL endpoint")) } }
                li { a href=(view.page("/queries")) { (view.of("Vragen die klaarstaan", "Questions that are ready to run")) } }
                li {
                    a href=(view.page("/about/data")) { (view.of("Alle gegevens als bestand", "All data as files")) }
                    (view.of(", met wie ze uitgeeft en onder welke licentie (ook als ", ", with who publishes them and under which licence (also as "))
                    a href={ (prefix) "/catalog" } { "DCAT" } (view.of(" en ", " and "))
                    a href={ (prefix) "/.well-known/void" } { "VoID" } ")"
                }
                li { a href=(view.page("/def")) { (view.of("Ontologie", "Ontology")) } }
                li {
                    a href=(view.page("/findings")) { (view.of("Bevindingen", "Findings")) }
                    (view.of(": wat in de bron niet klopt", ": what is wrong in the source"))
                }
            }
        }
    }
}
