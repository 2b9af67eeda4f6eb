//! All that is said of one thing, with the words of the ontology.

use super::layout::{Frame, Language, framed};
use crate::store::{Store, shorten};
use maud::{Markup, PreEscaped, html};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeSet;

/// What the page needs.
pub struct Thing<'a> {
    /// For labels of properties and classes.
    pub store: &'a Store,
    /// What the page is about.
    pub iri: &'a NamedNode,
    /// What is said of it, of its parts, and what others are called; a subject's quads together.
    pub quads: &'a [Quad],
    /// The language of the page.
    pub language: Language,
    /// The path under which the service is, without a `/` at its end.
    pub prefix: &'a str,
    /// The path of this document, after the prefix.
    pub path: &'a str,
    /// The document's other forms: path and media type.
    pub alternates: &'a [(String, &'static str)],
    /// The document as JSON-LD.
    pub json_ld: &'a str,
    /// Where here an IRI is described, if it is.
    pub local: &'a dyn Fn(&str) -> Option<String>,
}

/// The page about a thing.
pub fn thing_page(thing: &Thing<'_>) -> String {
    let title = thing
        .label(thing.iri)
        .unwrap_or_else(|| shorten(thing.iri.as_str()).into_owned());
    let kinds: Vec<String> = thing
        .values(thing.iri, rdf::TYPE.as_str())
        .filter_map(|term| match term {
            Term::NamedNode(class) => Some(thing.name(class)),
            _ => None,
        })
        .collect();
    // A data block ends at the first `</script`, wherever it stands: `<` is escaped as JSON may.
    let json_ld = thing.json_ld.replace('<', "\\u003c");
    framed(&Frame {
        language: thing.language,
        prefix: thing.prefix,
        title: &title,
        head: html! {
            link rel="canonical" href={ (thing.prefix) (thing.path) };
            @for (path, media_type) in thing.alternates {
                link rel="alternate" type=(media_type) href=(path);
            }
            script type="application/ld+json" { (PreEscaped(json_ld)) }
        },
        content: html! {
            p class="kind" { (kinds.join(", ")) }
            h1 { (title) }
            p class="iri" { (thing.iri.as_str()) }
            (thing.said_of(thing.iri))
            @for part in thing.parts() {
                h2 id=[part.as_str().split_once('#').map(|(_, fragment)| fragment)] {
                    (thing.name(part))
                }
                (thing.said_of(part))
            }
            nav aria-label=(thing.language.of("Deze pagina als gegevens", "This page as data")) {
                h2 { (thing.language.of("Deze pagina als gegevens", "This page as data")) }
                ul {
                    @for (path, media_type) in thing.alternates {
                        li { a href=(path) { (media_type) } }
                    }
                }
            }
        },
    })
}

impl<'a> Thing<'a> {
    fn of(&self, subject: &NamedNode) -> impl Iterator<Item = &'a Quad> {
        self.quads.iter().filter(move |quad| {
            matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if node == subject)
        })
    }

    fn values(&self, subject: &NamedNode, predicate: &str) -> impl Iterator<Item = &'a Term> {
        self.of(subject)
            .filter(move |quad| quad.predicate.as_str() == predicate)
            .map(|quad| &quad.object)
    }

    /// The parts of the thing, in the order in which they come.
    fn parts(&self) -> Vec<&'a NamedNode> {
        let begin = format!("{}#", self.iri.as_str());
        let mut seen = BTreeSet::new();
        self.quads
            .iter()
            .filter_map(|quad| match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => Some(node),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .filter(|node| node.as_str().starts_with(&begin) && seen.insert(node.as_str()))
            .collect()
    }

    /// Property by property.
    fn said_of(&self, subject: &NamedNode) -> Markup {
        let mut rows: Vec<(&NamedNode, Vec<&Term>)> = Vec::new();
        for quad in self.of(subject) {
            if quad.predicate.as_ref() == rdf::TYPE || quad.predicate.as_ref() == rdfs::LABEL {
                continue;
            }
            match rows.iter_mut().find(|(known, _)| **known == quad.predicate) {
                Some((_, objects)) => objects.push(&quad.object),
                None => rows.push((&quad.predicate, vec![&quad.object])),
            }
        }
        html! {
            dl {
                @for (predicate, objects) in &rows {
                    dt { (self.name(predicate)) }
                    dd {
                        @if let [object] = objects.as_slice() {
                            (self.term(object))
                        } @else {
                            ul { @for object in objects { li { (self.term(object)) } } }
                        }
                    }
                }
            }
        }
    }

    fn term(&self, term: &Term) -> Markup {
        match term {
            Term::NamedNode(node) => {
                let name = self.name(node);
                if let Some(path) = (self.local)(node.as_str()) {
                    html! { a href=(path) { (name) } }
                } else if node.as_str().starts_with("http") {
                    html! { a href=(node.as_str()) rel="noopener" { (name) } }
                } else {
                    html! { (name) }
                }
            }
            Term::BlankNode(_) => html! { "–" },
            Term::Literal(literal) => match literal.language() {
                Some(tag) if tag != self.language.tag() => {
                    html! { span lang=(tag) { (literal.value()) } }
                }
                _ => html! { (literal.value()) },
            },
        }
    }

    /// What a thing is called, or its IRI in short.
    fn name(&self, node: &NamedNode) -> String {
        self.label(node)
            .unwrap_or_else(|| shorten(node.as_str()).into_owned())
    }

    /// The label in the page's language, else in any.
    fn label(&self, node: &NamedNode) -> Option<String> {
        let subject = Term::from(node.clone());
        let label = rdfs::LABEL.into_owned();
        let mut other = None;
        for quad in self.store.quads_for(Some(&subject), Some(&label), None) {
            let Term::Literal(literal) = quad.object else {
                continue;
            };
            if literal.language() == Some(self.language.tag()) {
                return Some(literal.value().to_owned());
            }
            other = Some(literal.value().to_owned());
        }
        other
    }
}
