//! A topic, a label, a type of instruments, a term: what it means, and what has it.

use super::{Body, closing, lead, other_sections, things};
use crate::graph::vocabulary as v;
use crate::pages::applicability::GROUPS;
use crate::pages::kind::Kind;
use crate::pages::view::View;
use crate::pages::{ground, measures, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let having = having(view, node);
    let of_kind = |kind: Kind| -> Vec<Node> {
        having
            .iter()
            .copied()
            .filter(|thing| view.kind(*thing) == Some(kind))
            .collect()
    };
    let taken = of_kind(Kind::Measure);
    let content = html! {
        (lead(view, node))
        (facts(view, node))
        (things(view, "requirements", view.of("Vereisten", "Requirements"), &of_kind(Kind::Requirement)))
        @if !taken.is_empty() {
            section {
                h2 id="measures" { (view.of("Maatregelen per fase", "Measures by phase")) }
                (measures::by_phase(view, &taken))
            }
        }
        (things(view, "instruments", view.of("Hulpmiddelen", "Instruments"), &of_kind(Kind::Instrument)))
        (other_sections(view, node, &[]))
        (closing(view, node))
    };
    Body::new(content, queries::of_thing(view, node))
}

/// The things that have this topic, this type, or this label in their profile.
fn having(view: View<'_>, node: Node) -> Vec<Node> {
    let mut found: Vec<Node> = [v::TOPIC, v::INSTRUMENT_TYPE, v::ADMS_STATUS]
        .into_iter()
        .flat_map(|property| view.subjects(property, node))
        .collect();
    for group in GROUPS {
        for profile in view.subjects(group, node) {
            found.extend(view.subjects(v::APPLICABILITY, profile));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn facts(view: View<'_>, node: Node) -> Markup {
    let other = view.texts(node, v::SKOS_ALT_LABEL);
    let schemes = view.objects(node, v::SKOS_IN_SCHEME);
    let cited = view.objects(node, v::BASED_ON);
    let matches = [
        (v::SKOS_EXACT_MATCH, view.of("hetzelfde als", "the same as")),
        (
            v::SKOS_CLOSE_MATCH,
            view.of("bijna hetzelfde als", "nearly the same as"),
        ),
        (v::SKOS_BROAD_MATCH, view.of("valt onder", "falls under")),
        (v::SKOS_NARROW_MATCH, view.of("omvat", "covers")),
        (v::SKOS_RELATED_MATCH, view.of("verwant met", "related to")),
    ];
    html! {
        dl class="description" {
            @if !other.is_empty() {
                dt { (view.of("ook wel", "also")) }
                dd {
                    @for (index, name) in other.iter().enumerate() {
                        @if index > 0 { ", " }
                        (name)
                    }
                }
            }
            @if !schemes.is_empty() {
                dt { (view.of("hoort bij", "belongs to")) }
                dd { (crate::pages::applicability::list(view, &schemes)) }
            }
            @if !cited.is_empty() {
                dt { (view.of("grond", "ground")) }
                dd { (crate::pages::applicability::list(view, &ground::sorted(view, &cited))) }
            }
            @for (property, title) in matches {
                @let values = view.objects(node, property);
                @if !values.is_empty() {
                    dt { (title) }
                    dd {
                        ul class="plain" {
                            @for value in values {
                                li { (view.link(value)) " " span class="iri" { (crate::store::shorten(view.iri(value))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
