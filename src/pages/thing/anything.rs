//! All that is said of a thing, with the words of the ontology.

use super::property;
use crate::graph::vocabulary::{self as v, Property};
use crate::pages::ground;
use crate::pages::view::{View, is_web};
use crate::store::Node;
use maud::{Markup, html};
use oxigraph::model::Term;
use oxigraph::model::vocab::xsd;

/// How many values of one property are shown before the rest is only counted.
const SHOWN: usize = 200;

/// What kind and title of the page say already.
const NAMED_ABOVE: [Property; 4] = [v::RDF_TYPE, v::RDFS_LABEL, v::SKOS_PREF_LABEL, v::DCT_TITLE];

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
        if NAMED_ABOVE
            .iter()
            .any(|known| known.iri() == view.iri(property))
        {
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
    for (_, objects) in &mut rows {
        told_once(view, objects);
    }
    html! {
        dl class="description" {
            @for (property, objects) in &rows {
                dt { (name(view, *property)) }
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

/// Leaves out what is said in the page's language as well.
fn told_once(view: View<'_>, objects: &mut Vec<Node>) {
    let language = |object: Node| match view.site.store.at(object) {
        Some(Term::Literal(literal)) => literal.language(),
        _ => None,
    };
    let own = view.language.tag();
    if objects.iter().any(|object| language(*object) == Some(own)) {
        objects.retain(|object| language(*object).is_none_or(|tag| tag == own));
    }
}

/// What a property is called; its short name where it has no other.
fn name(view: View<'_>, property: Node) -> Markup {
    if let Some((nl, en)) = property::name(view.iri(property)) {
        return html! { (view.of(nl, en)) };
    }
    html! { (view.name(property)) }
}

fn value(view: View<'_>, node: Node) -> Markup {
    match view.site.store.at(node) {
        Some(Term::NamedNode(iri)) if view.href(node).is_none() && is_web(iri.as_str()) => {
            html! { a href=(iri.as_str()) rel="external" { (iri.as_str()) } }
        }
        Some(Term::NamedNode(_)) => view.link(node),
        Some(Term::Literal(literal)) => {
            let foreign = literal.language().filter(|tag| *tag != view.language.tag());
            if literal.datatype() == xsd::DATE {
                return ground::date_markup(view, literal.value());
            }
            html! { span class="text" lang=[foreign] { (literal.value()) } }
        }
        Some(Term::BlankNode(_)) | None => html! { "–" },
    }
}
