//! All that is said of a thing, with the words of the ontology.

use crate::graph::vocabulary::{self as v, Property};
use crate::pages::view::{View, is_web};
use crate::store::Node;
use maud::{Markup, html};
use oxigraph::model::Term;

/// How many values of one property are shown before the rest is only counted.
const SHOWN: usize = 200;

/// All below the title, of a thing whose kind has no page of its own.
pub(super) fn content(view: View<'_>, node: Node) -> Markup {
    html! {
        p class="iri" { (view.iri(node)) }
        (said_of(view, node))
        @for part in parts(view, node) {
            section id=[fragment(view.iri(part))] {
                h2 { (view.name(part)) }
                (said_of(view, part))
            }
        }
    }
}

fn fragment(iri: &str) -> Option<&str> {
    iri.split_once('#').map(|(_, fragment)| fragment)
}

/// The parts of a thing that its values name.
fn parts(view: View<'_>, node: Node) -> Vec<Node> {
    let begin = format!("{}#", view.iri(node));
    let mut found = vec![node];
    let mut next = 0;
    while let Some(subject) = found.get(next).copied() {
        next += 1;
        for (_, object) in view.site.store.said_of(subject) {
            if view.iri(object).starts_with(&begin) && !found.contains(&object) {
                found.push(object);
            }
        }
    }
    found.remove(0);
    found
}

/// Property by property, in the vocabulary's own order.
fn said_of(view: View<'_>, subject: Node) -> Markup {
    let mut rows: Vec<(Node, Vec<Node>)> = Vec::new();
    for (property, object) in view.site.store.said_of(subject) {
        if view.iri(property) == v::RDF_TYPE.iri() || view.iri(property) == v::RDFS_LABEL.iri() {
            continue;
        }
        match rows.iter_mut().find(|(known, _)| *known == property) {
            Some((_, objects)) => objects.push(object),
            None => rows.push((property, vec![object])),
        }
    }
    rows.sort_by_key(|(property, _)| {
        let iri = view.iri(*property);
        (Property::of(iri).map_or(u16::MAX, Property::rank), iri)
    });
    html! {
        dl class="description" {
            @for (property, objects) in &rows {
                dt { (view.name(*property)) }
                dd {
                    @if let [object] = objects.as_slice() {
                        (value(view, *object))
                    } @else {
                        ul {
                            @for object in objects.iter().take(SHOWN) { li { (value(view, *object)) } }
                            @if objects.len() > SHOWN {
                                li { "+ " (objects.len() - SHOWN) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn value(view: View<'_>, node: Node) -> Markup {
    match view.site.store.at(node) {
        Some(Term::NamedNode(iri)) if view.href(node).is_none() && is_web(iri.as_str()) => {
            html! { a href=(iri.as_str()) rel="external" { (iri.as_str()) } }
        }
        Some(Term::NamedNode(_)) => view.link(node),
        Some(Term::Literal(literal)) => {
            let foreign = literal.language().filter(|tag| *tag != view.language.tag());
            html! { span class="text" lang=[foreign] { (literal.value()) } }
        }
        Some(Term::BlankNode(_)) | None => html! { "–" },
    }
}
