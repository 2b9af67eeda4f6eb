//! From when parts of an act apply: the day, on what condition, and which parts.

use super::Body;
use crate::graph::vocabulary as v;
use crate::pages::view::{View, is_web};
use crate::pages::{ground, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let parts = ground::sorted(view, &view.objects(node, v::PROVISION));
    let introduced = view.objects(node, v::INTRODUCED_BY);
    let sources = view.objects(node, v::DCT_SOURCE);
    let latest = view.plain(node, v::DEADLINE) == Some("true");
    let content = html! {
        @if let Some(condition) = view.text(node, v::CONDITION) {
            p class="lead" lang=[condition.foreign] { (condition.as_str()) }
        }
        dl class="description" {
            @if let Some(date) = view.plain(node, v::DATE) {
                dt { @if latest { (view.of("uiterlijk", "at the latest")) } @else { (view.of("vanaf", "from")) } }
                dd { (ground::date_markup(view, date)) }
            }
            @if !introduced.is_empty() {
                dt { (view.of("volgt uit", "follows from")) }
                dd { (ground::in_a_line(view, &introduced)) }
            }
            @if !sources.is_empty() {
                dt { (view.of("officiële tekst", "official text")) }
                dd {
                    @for (place, source) in sources.iter().enumerate() {
                        @if place > 0 { "; " }
                        (official(view, *source))
                    }
                }
            }
        }
        @if !parts.is_empty() {
            section {
                h2 id="parts" { (view.of("Voor deze bepalingen", "For these provisions")) }
                ul { @for part in parts { li { (view.link(part)) } } }
            }
        }
        section class="origin" {
            h2 id="origin" { (view.of("Herkomst", "Origin")) }
            dl class="description" {
                dt { (view.of("identificatie", "identifier")) }
                dd class="iri" { (view.iri(node)) }
                @if let Some(note) = view.text(node, v::RDFS_COMMENT) {
                    dt { (view.of("opmerking", "note")) }
                    dd lang=[note.foreign] { (note.as_str()) }
                }
            }
        }
    };
    Body::new(content, queries::of_thing(view, node))
}

/// The official text itself; what an address here would tell of it is no more than its name.
fn official(view: View<'_>, source: Node) -> Markup {
    let address = view.iri(source);
    if is_web(address) {
        html! { a href=(ground::in_language(address, view.language)) rel="external" { (view.name(source)) } }
    } else {
        view.link(source)
    }
}
