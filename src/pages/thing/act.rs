//! An act: its structure, with at each article how many requirements rest on it.

use super::{Body, findings};
use crate::graph::vocabulary as v;
use crate::pages::law::{self, Resting};
use crate::pages::view::View;
use crate::pages::{ground, measures, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let parts = view.objects(node, v::ELI_HAS_PART);
    let directly = Resting::on(view, node).directly;
    let (recitals, articles): (Vec<Node>, Vec<Node>) = parts
        .into_iter()
        .partition(|part| law::unit(view, *part) == Some("RCT"));
    let content = html! {
        @if let Some(name) = law::full_name(view, node) {
            p class="lead" lang=[name.foreign] { (name.as_str()) }
        }
        (law::notice(view, node))
        (names(view, node))
        @if !articles.is_empty() {
            section {
                h2 id="structure" { (view.of("Opbouw", "Structure")) }
                p class="subtle" { (view.of(
                    "Achter elk deel staat hoeveel vereisten erop rusten. Delen zonder getal noemt het kader niet als grond.",
                    "Behind each part stands how many requirements rest on it. Parts without a number are no ground in the framework.",
                )) }
                (law::structure(view, &articles, 0))
            }
        }
        @if !recitals.is_empty() {
            section {
                h2 id="recitals" { (view.of("Overwegingen", "Recitals")) }
                ul class="recitals" {
                    @for recital in ground::sorted(view, &recitals) {
                        li { (view.link_as(recital, html! {
                            span class="visually-hidden" { (view.of("Overweging ", "Recital ")) }
                            (view.plain(recital, v::ELI_NUMBER).unwrap_or_default())
                        })) }
                    }
                }
            }
        }
        @if !directly.is_empty() {
            section {
                h2 id="whole" { (view.of("Vereisten die de wet als geheel noemen", "Requirements that cite the act as a whole")) }
                ul class="things" {
                    @for requirement in view.sorted(directly) { (measures::item(view, requirement)) }
                }
            }
        }
        (changes(view, node))
        (findings(view, node))
    };
    Body::new(content, queries::of_act(view, node))
}

/// Other names are many: they fold together, so that the structure stays in sight.
fn names(view: View<'_>, node: Node) -> Markup {
    let others = view.texts(node, v::SKOS_ALT_LABEL);
    let same = view.objects(node, v::OWL_SAME_AS);
    html! {
        details {
            summary { (view.of("Andere namen en nummers", "Other names and numbers")) }
            dl class="description" {
                @if !others.is_empty() {
                    dt { (view.of("ook wel", "also")) }
                    dd { ul class="plain" { @for name in others { li { (name) } } } }
                }
                @if let Some(number) = view.plain(node, v::ELI_ID_LOCAL) {
                    dt { (view.of("nummer", "number")) }
                    dd class="iri" { (number) }
                }
                dt { "IRI" }
                dd class="iri" { (view.iri(node)) }
                @for name in same {
                    dt { (view.of("hetzelfde als", "the same as")) }
                    dd class="iri" { (view.iri(name)) }
                }
            }
        }
    }
}

/// Dates of application of the act and its parts, and what changed it.
fn changes(view: View<'_>, node: Node) -> Markup {
    let amendments = view.objects(node, v::ELI_AMENDED_BY);
    let amended = view.subjects(v::ELI_AMENDED_BY, node);
    let own = view.subjects(v::PROVISION, node);
    html! {
        @if !amendments.is_empty() || !amended.is_empty() || !own.is_empty() {
            section {
                h2 id="times" { (view.of("Wijziging en toepassing", "Amendment and application")) }
                ul class="facts" {
                    @if !own.is_empty() {
                        (ground::application_lines(view, node))
                        (ground::lines_of_parts(view, node))
                    }
                    @if !amendments.is_empty() {
                        li { (view.of("Gewijzigd door ", "Amended by ")) (ground::in_a_line(view, &amendments)) }
                    }
                    @if !amended.is_empty() {
                        li {
                            details {
                                summary { (view.of("Wijzigt ", "Amends ")) (view.language.count(amended.len(), view.of("bepaling", "provision"), view.of("bepalingen", "provisions"))) }
                                ul { @for provision in ground::sorted(view, &amended) { li { (view.link(provision)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}
