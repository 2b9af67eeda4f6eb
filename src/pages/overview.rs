//! Overviews of what is few: acts, phases, roles, topics, labels.

use super::frame::{Frame, framed};
use super::kind::Kind;
use super::law::{self, Resting};
use super::thing::{capital, summary};
use super::view::View;
use super::{Answer, measures, queries};
use crate::graph::vocabulary as v;
use crate::store::{Node, natural};
use maud::{Markup, html};

fn framed_overview(view: View<'_>, kind: Kind, intro: &str, content: &Markup) -> Answer {
    let title = capital(kind.many(view.language));
    let path = kind.overview().unwrap_or("/");
    let mut frame = Frame::new(view, path, title.clone());
    frame.section = Some(path);
    frame.description = Some(intro.to_owned());
    frame.query = Some(queries::of_class(view, kind.class()));
    frame.content = html! {
        h1 { (title) }
        p class="lead" { (intro) }
        (content)
    };
    Answer::Page(framed(&frame))
}

/// `/legislation`
pub(super) fn legislation(view: View<'_>) -> Answer {
    let mut acts: Vec<(Node, usize, usize)> = view
        .site
        .things(Kind::Act)
        .map(|act| {
            let cited = view.subjects(v::ACT, act).len();
            (act, Resting::count(view, act), cited)
        })
        .collect();
    acts.sort_by_cached_key(|(act, count, _)| {
        (std::cmp::Reverse(*count), natural(&view.name(*act).value))
    });
    let content = html! {
        div class="table acts" role="region" tabindex="0" aria-label=(capital(Kind::Act.many(view.language))) {
            table {
                thead { tr {
                    th scope="col" { (view.of("Wet of regeling", "Act")) }
                    th scope="col" class="number" { (view.of("Vereisten", "Requirements")) }
                    th scope="col" class="number" { (view.of("Delen", "Parts")) }
                } }
                tbody {
                    @for (act, count, cited) in acts {
                        tr {
                            th scope="row" {
                                (view.link(act))
                                @if let Some(name) = law::full_name(view, act) {
                                    small lang=[name.foreign] { (name.as_str()) }
                                }
                            }
                            td class="number" { (view.language.number(count)) }
                            td class="number" { (view.language.number(cited)) }
                        }
                    }
                }
            }
        }
    };
    framed_overview(
        view,
        Kind::Act,
        view.of(
            "De wetten, verordeningen en verdragen die het kader noemt, met hoeveel vereisten erop rusten en hoeveel artikelen en andere delen ervan voorkomen.",
            "The acts, regulations and treaties that the framework names, with how many requirements rest on each and how many of its articles and other parts occur.",
        ),
        &content,
    )
}

/// `/phases`
pub(super) fn phases(view: View<'_>) -> Answer {
    let content = cards(view, &measures::phases(view), |phase| {
        html! { (measures::phase_name(view, phase)) }
    });
    framed_overview(
        view,
        Kind::Phase,
        view.of(
            "De levenscyclus van een algoritme, fase voor fase.",
            "The lifecycle of an algorithm, phase by phase.",
        ),
        &content,
    )
}

/// `/roles`
pub(super) fn roles(view: View<'_>) -> Answer {
    let roles = view.sorted(view.site.things(Kind::Role).collect());
    let content = cards(view, &roles, |role| html! { (view.name(role)) });
    framed_overview(
        view,
        Kind::Role,
        view.of(
            "Wie in een project aan de maatregelen werkt. Op wie de wet een plicht legt, is iets anders: kies dat in de werklijst.",
            "Who in a project works on the measures. On whom the law puts a duty is another matter: choose that in the work list.",
        ),
        &content,
    )
}

/// `/topics`
pub(super) fn topics(view: View<'_>) -> Answer {
    let topics = view.sorted(view.site.things(Kind::Topic).collect());
    let content = cards(view, &topics, |topic| html! { (view.name(topic)) });
    framed_overview(
        view,
        Kind::Topic,
        view.of(
            "Waar vereisten, maatregelen en hulpmiddelen over gaan.",
            "What requirements, measures and instruments are about.",
        ),
        &content,
    )
}

/// Each thing with its summary and how many measures it has.
fn cards(view: View<'_>, nodes: &[Node], name: impl Fn(Node) -> Markup) -> Markup {
    html! {
        ul class="cards" {
            @for node in nodes {
                li {
                    h2 { (view.link_as(*node, name(*node))) }
                    @if let Some(text) = summary(view, *node) {
                        p lang=[text.foreign] { (super::markdown::excerpt(text.as_str(), 220)) }
                    }
                    @let count = measures_of(view, *node);
                    @if count > 0 { p class="subtle" { (Kind::Measure.count(count, view.language)) } }
                }
            }
        }
    }
}

fn measures_of(view: View<'_>, node: Node) -> usize {
    [v::PHASE, v::PROJECT_ROLE, v::TOPIC]
        .into_iter()
        .flat_map(|property| view.subjects(property, node))
        .filter(|thing| view.kind(*thing) == Some(Kind::Measure))
        .count()
}

/// `/labels`
pub(super) fn labels(view: View<'_>) -> Answer {
    let mut schemes: Vec<(Node, Vec<Node>)> = Vec::new();
    for kind in [Kind::Label, Kind::InstrumentType] {
        for label in view.site.things(kind) {
            let Some(scheme) = view.object(label, v::SKOS_IN_SCHEME) else {
                continue;
            };
            match schemes.iter_mut().find(|(known, _)| *known == scheme) {
                Some((_, labels)) => labels.push(label),
                None => schemes.push((scheme, vec![label])),
            }
        }
    }
    let content = html! {
        @for (scheme, labels) in schemes {
            section {
                h2 { (view.link(scheme)) }
                @if let Some(text) = view.text(scheme, v::RDFS_COMMENT) { p { (text) } }
                dl {
                    @for label in labels {
                        dt { (view.link(label)) }
                        @if let Some(text) = view.text(label, v::SKOS_DEFINITION) { dd { (text) } }
                    }
                }
            }
        }
    };
    framed_overview(
        view,
        Kind::Label,
        view.of(
            "De labels waarmee het kader zegt voor wie en wanneer een vereiste geldt.",
            "The labels by which the framework says for whom and when a requirement applies.",
        ),
        &content,
    )
}
