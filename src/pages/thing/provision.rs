//! A part of an act: its place, when it applies, what rests on it, where it is cited.

use super::{Body, findings};
use crate::graph::vocabulary as v;
use crate::pages::frame::Crumb;
use crate::pages::kind::Kind;
use crate::pages::law::{self, Resting};
use crate::pages::view::View;
use crate::pages::{applicability, ground, measures, queries};
use crate::percent;
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let resting = Resting::on(view, node);
    let below = law::below(view, node);
    let content = html! {
        @if let Some(heading) = ground::heading(view, node) {
            p class="lead" lang=[heading.foreign] { (heading.as_str()) }
        }
        (law::notice(view, node))
        (times(view, node))
        (parts(view, node))
        section {
            h2 id="requirements" { (view.of("Vereisten die hierop rusten", "Requirements that rest on this")) }
            @if resting.directly.is_empty() && resting.on_parts.is_empty() {
                p { (view.of("Geen vereiste rust op deze bepaling.", "No requirement rests on this provision.")) }
            }
            @if !resting.directly.is_empty() {
                ul class="things" {
                    @for requirement in view.sorted(resting.directly.clone()) { (measures::item(view, requirement)) }
                }
            }
            @if !resting.on_parts.is_empty() {
                h3 { (view.of("Op een deel ervan", "On a part of it")) }
                ul class="things" {
                    @for requirement in view.sorted(resting.on_parts.clone()) {
                        (measures::item_with(view, requirement, &on_which(view, &below, requirement)))
                    }
                }
            }
            @if !resting.on_whole.is_empty() {
                h3 { (view.of("Op het geheel waar dit deel van is", "On the whole of which this is a part")) }
                ul class="things" {
                    @for requirement in view.sorted(resting.on_whole.clone()) { (measures::item(view, requirement)) }
                }
            }
            @if !resting.directly.is_empty() || !resting.on_parts.is_empty() {
                p class="no-print" { a href=(what_follows(view, node)) {
                    (view.of("Wat u daarvoor moet doen, in één tabel", "What you must do for that, in one table"))
                } }
            }
        }
        (others(view, node))
        (cited_in(view, node))
        (findings(view, node))
        (names(view, node))
    };
    let mut body = Body::new(content, queries::of_provision(view, node));
    body.trail = trail(view, node);
    body
}

/// The parts of a provision on which a requirement rests.
fn on_which(view: View<'_>, below: &[Node], requirement: Node) -> Markup {
    let mut grounds = view.objects(requirement, v::BASED_ON);
    grounds.retain(|ground| below.contains(ground));
    html! {
        span class="grounds" {
            @for (index, part) in ground::sorted(view, &grounds).into_iter().enumerate() {
                @if index > 0 { "; " }
                (view.link_as(part, law::short_name(view, part)))
            }
        }
    }
}

/// The question of the library that goes from a provision to measures and instruments.
fn what_follows(view: View<'_>, node: Node) -> String {
    let iri = percent::parameter(view.iri(node));
    view.page(&format!("/queries/provision-to-measures?provision={iri}"))
}

/// Act › chapter › article.
fn trail(view: View<'_>, node: Node) -> Vec<Crumb> {
    let mut above = ground::upwards(view, node);
    above.reverse();
    above.pop();
    above
        .into_iter()
        .map(|part| Crumb {
            words: law::name_within(view, part),
            path: view.site.path(part),
        })
        .collect()
}

fn times(view: View<'_>, node: Node) -> Markup {
    let amendments = ground::amendments(view, node);
    let lines = ground::application_lines(view, node);
    html! {
        @if !amendments.is_empty() || !lines.0.is_empty() {
            section {
                h2 id="times" { (view.of("Vanaf wanneer", "From when")) }
                ul class="facts" {
                    (lines)
                    (ground::lines_of_parts(view, node))
                    @if !amendments.is_empty() {
                        li {
                            (view.of("Gewijzigd door ", "Amended by "))
                            (applicability::list(view, &amendments))
                        }
                    }
                }
            }
        }
    }
}

fn parts(view: View<'_>, node: Node) -> Markup {
    let parts = view.objects(node, v::ELI_HAS_PART);
    html! {
        @if !parts.is_empty() {
            section {
                h2 id="parts" { (view.of("Delen die in het kader voorkomen", "Parts that occur in the framework")) }
                (law::structure(view, &parts, 0))
            }
        }
    }
}

/// Measures and others that rest on it or mention it, by kind.
fn others(view: View<'_>, node: Node) -> Markup {
    let mut found: Vec<Node> = view.subjects(v::BASED_ON, node);
    found.extend(view.subjects(v::MENTIONS, node));
    found.sort_unstable();
    found.dedup();
    let resting = view.subjects(v::BASED_ON, node);
    found
        .retain(|thing| !(view.kind(*thing) == Some(Kind::Requirement) && resting.contains(thing)));
    super::things(
        view,
        "mentioned",
        view.of("Ook genoemd bij", "Also mentioned at"),
        &found,
    )
}

/// Citations with their words and their place in the source.
fn cited_in(view: View<'_>, node: Node) -> Markup {
    let citations = view.subjects(v::TARGET, node);
    html! {
        @if !citations.is_empty() {
            section {
                h2 id="citations" { (view.of("Zo genoemd in het kader", "As cited in the framework")) }
                div class="table" tabindex="0" role="region" aria-labelledby="citations" {
                    table {
                        thead { tr {
                            th scope="col" { (view.of("Tekst", "Text")) }
                            th scope="col" { (view.of("Bij", "At")) }
                            th scope="col" { (view.of("Bron", "Source")) }
                        } }
                        tbody {
                            @for citation in citations {
                                tr {
                                    td {
                                        @if let Some(quoted) = view.text(citation, v::QUOTED_TEXT) {
                                            q lang=[quoted.foreign] { (quoted.as_str()) }
                                        }
                                    }
                                    td {
                                        @for owner in view.objects(citation, v::CITED_IN) { (view.coded_link(owner)) }
                                    }
                                    td class="iri" {
                                        (view.plain(citation, v::SOURCE_FILE).and_then(|file| file.rsplit('/').next()).unwrap_or_default())
                                        @if let Some(line) = view.plain(citation, v::SOURCE_LINE) { ":" (line) }
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

fn names(view: View<'_>, node: Node) -> Markup {
    let same = view.objects(node, v::SCHEMA_SAME_AS);
    html! {
        section class="origin" {
            h2 id="origin" { (view.of("Identificatie", "Identifier")) }
            dl class="description" {
                dt { "IRI" }
                dd class="iri" { (view.iri(node)) }
                @if !same.is_empty() {
                    dt { (view.of("ook gespeld als", "also spelled")) }
                    @for name in same { dd class="iri" { (view.iri(name)) } }
                }
            }
        }
    }
}
