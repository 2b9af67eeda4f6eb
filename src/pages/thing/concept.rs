//! A topic, a label, a type of instruments, a term: what it means, and what has it.

use super::{Body, closing, lead, other_sections, things};
use crate::find::Work;
use crate::graph::vocabulary as v;
use crate::pages::applicability::GROUPS;
use crate::pages::behind::address;
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
    // A label says what the source says; whom an exception exempts is told by the work list.
    let requirements = match view.kind(node) {
        Some(Kind::Label) => view.of("Vereisten met dit label", "Requirements with this label"),
        _ => view.of("Vereisten", "Requirements"),
    };
    let content = html! {
        (lead(view, node))
        (facts(view, node))
        (ways(view, node))
        (things(view, "requirements", requirements, &of_kind(Kind::Requirement)))
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

/// From a label to the work list for it, from a term to where its words stand.
fn ways(view: View<'_>, node: Node) -> Markup {
    let facet = Work::FACETS.into_iter().find(|facet| {
        facet
            .profile_property()
            .is_some_and(|group| !view.subjects(group, node).is_empty())
    });
    let catalogue = view.site.catalogue();
    let slug = facet.and_then(|facet| Some((facet, catalogue.slug_of(facet, view.iri(node))?)));
    html! {
        @if let Some((facet, slug)) = slug {
            p class="no-print" { a class="button" href=(address(view, "/work", &[(facet.name(), slug.to_owned())])) {
                (view.of("Maak een werklijst bij dit label", "Make a work list for this label"))
            } }
        } @else if view.kind(node) == Some(Kind::Term) {
            @let name = view.name(node);
            p class="no-print" { a href=(address(view, "/search", &[("q", name.as_str().to_owned())])) {
                (view.of("Zoek waar dit begrip voorkomt", "Search where this term occurs"))
            } }
        }
    }
}

fn facts(view: View<'_>, node: Node) -> Markup {
    let other = view.texts(node, v::SKOS_ALT_LABEL);
    // Of what has one scheme only, the way from home says it already.
    let schemes = match view.kind(node) {
        Some(Kind::Label) => view.objects(node, v::SKOS_IN_SCHEME),
        _ => Vec::new(),
    };
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
                dd { (ground::in_a_line(view, &ground::act_by_act(view, &cited))) }
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
