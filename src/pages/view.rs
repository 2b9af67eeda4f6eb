//! The graph as a page reads it: what things are called, what they are, how they hang together,
//! and where their pages are; in the language of the page, with what there is where it has no text.

use super::kind::Kind;
use super::language::Language;
use super::site::Site;
use crate::graph::vocabulary::{self as v, Property};
use crate::store::{Node, natural, shorten};
use maud::{Markup, Render, html};
use oxigraph::model::Term;
use std::borrow::Cow;

/// A dataset, read in one language.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What is read.
    pub site: &'a Site,
    /// The language of the page.
    pub language: Language,
}

/// A text, and the language in which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text.
    pub value: Cow<'a, str>,
    /// Its language, where that is not the page's; `None` too for what has no language.
    pub foreign: Option<&'a str>,
}

impl Text<'_> {
    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// As it stands in a line: with its language where that is another than the page's.
impl Render for Text<'_> {
    fn render(&self) -> Markup {
        html! {
            @if let Some(tag) = self.foreign {
                span lang=(tag) { (self.value) }
            } @else {
                (self.value)
            }
        }
    }
}

/// What a thing is called: these properties in this order.
const NAMES: [Property; 3] = [v::SKOS_PREF_LABEL, v::RDFS_LABEL, v::DCT_TITLE];

impl<'a> View<'a> {
    /// A view of a site in a language.
    pub fn new(site: &'a Site, language: Language) -> Self {
        Self { site, language }
    }

    /// Dutch or English.
    pub fn of<'b>(&self, nl: &'b str, en: &'b str) -> &'b str {
        self.language.of(nl, en)
    }

    /// The values of a property, each once, in the order of the telling.
    pub fn objects(&self, subject: Node, property: Property) -> Vec<Node> {
        let Some(property) = self.site.property(property) else {
            return Vec::new();
        };
        let mut found: Vec<Node> = self.site.store.objects(subject, property).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// One value of a property.
    pub fn object(&self, subject: Node, property: Property) -> Option<Node> {
        let property = self.site.property(property)?;
        self.site.store.objects(subject, property).next()
    }

    /// The things that have this value of a property, each once, in the order of the telling.
    pub fn subjects(&self, property: Property, object: Node) -> Vec<Node> {
        let Some(property) = self.site.property(property) else {
            return Vec::new();
        };
        let mut found: Vec<Node> = self.site.store.subjects(property, object).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same in every graph: findings stand in one of their own.
    pub fn subjects_anywhere(&self, property: Property, object: Node) -> Vec<Node> {
        let Some(property) = self.site.property(property) else {
            return Vec::new();
        };
        let store = &self.site.store;
        let mut found: Vec<Node> = store.subjects_anywhere(property, object).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a subject has this value.
    pub fn has(&self, subject: Node, property: Property, object: Node) -> bool {
        self.objects(subject, property).contains(&object)
    }

    /// The text of a property in the page's language, else in any.
    pub fn text(&self, subject: Node, property: Property) -> Option<Text<'a>> {
        self.best(subject, &[property])
    }

    /// All texts of a property that are in the page's language, else all there are.
    pub fn texts(&self, subject: Node, property: Property) -> Vec<Text<'a>> {
        let all: Vec<Text<'a>> = self
            .objects(subject, property)
            .into_iter()
            .filter_map(|object| self.literal(object))
            .collect();
        if all.iter().any(|text| text.foreign.is_none()) {
            all.into_iter()
                .filter(|text| text.foreign.is_none())
                .collect()
        } else {
            all
        }
    }

    /// A value without a language: a code, a number, a date.
    pub fn plain(&self, subject: Node, property: Property) -> Option<&'a str> {
        match self.site.store.at(self.object(subject, property)?)? {
            Term::Literal(literal) => Some(literal.value()),
            Term::NamedNode(node) => Some(node.as_str()),
            Term::BlankNode(_) => None,
        }
    }

    /// A whole number.
    pub fn number(&self, subject: Node, property: Property) -> Option<usize> {
        self.plain(subject, property)?.parse().ok()
    }

    fn literal(&self, node: Node) -> Option<Text<'a>> {
        let Term::Literal(literal) = self.site.store.at(node)? else {
            return None;
        };
        let foreign = literal.language().filter(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            !primary.eq_ignore_ascii_case(self.language.tag())
        });
        Some(Text {
            value: Cow::Borrowed(literal.value()),
            foreign,
        })
    }

    fn best(&self, subject: Node, properties: &[Property]) -> Option<Text<'a>> {
        let mut other = None;
        for property in properties {
            let Some(property) = self.site.property(*property) else {
                continue;
            };
            for object in self.site.store.objects(subject, property) {
                let Some(text) = self.literal(object) else {
                    continue;
                };
                if text.foreign.is_none() {
                    return Some(text);
                }
                other.get_or_insert(text);
            }
        }
        other
    }

    /// What a thing is called; its IRI in short where nothing calls it anything.
    pub fn name(&self, node: Node) -> Text<'a> {
        self.best(node, &NAMES).unwrap_or_else(|| {
            let value = match self.site.store.at(node) {
                Some(Term::NamedNode(iri)) => shorten(iri.as_str()),
                Some(Term::Literal(literal)) => Cow::Borrowed(literal.value()),
                Some(Term::BlankNode(_)) | None => Cow::Borrowed("–"),
            };
            Text {
                value,
                foreign: None,
            }
        })
    }

    /// What a thing is.
    pub fn kind(&self, node: Node) -> Option<Kind> {
        self.site.kind(node)
    }

    /// The code by which people know it: `aia-33`, `SV.4`.
    pub fn code(&self, node: Node) -> Option<&'a str> {
        self.plain(node, v::SKOS_NOTATION)
    }

    /// The code that stands before a name. An act is known by its name: its code is for addresses.
    pub fn code_before_name(&self, node: Node) -> Option<&'a str> {
        self.code(node)
            .filter(|_| self.kind(node) != Some(Kind::Act))
    }

    /// The IRI of a thing.
    pub fn iri(&self, node: Node) -> &'a str {
        self.site.store.iri(node).unwrap_or_default()
    }

    /// The address of its page in this language, where it is described here.
    pub fn href(&self, node: Node) -> Option<String> {
        let path = self.site.path(node)?;
        Some(self.site.href(self.language, &path))
    }

    /// The address of a page of this site in this language.
    pub fn page(&self, path: &str) -> String {
        self.site.href(self.language, path)
    }

    /// A link to a thing by its name.
    pub fn link(&self, node: Node) -> Markup {
        self.link_as(node, html! { (self.name(node)) })
    }

    /// A link to a thing, with other words.
    pub fn link_as(&self, node: Node, words: Markup) -> Markup {
        if let Some(href) = self.href(node) {
            return html! { a href=(href) { (words) } };
        }
        let iri = self.iri(node);
        if is_web(iri) {
            html! { a href=(iri) rel="external" { (words) } }
        } else {
            words
        }
    }

    /// A link to a thing with its code before it, as lists show it.
    pub fn coded_link(&self, node: Node) -> Markup {
        html! {
            @if let Some(code) = self.code_before_name(node) {
                span class="code" { (code) } " "
            }
            (self.link(node))
        }
    }

    /// The order in which people look for things: by code, then by name.
    pub fn sorted(&self, mut nodes: Vec<Node>) -> Vec<Node> {
        nodes.sort_by_cached_key(|node| {
            let code = self.code(*node).unwrap_or_default();
            (natural(code), natural(&self.name(*node).value))
        });
        nodes
    }
}

/// Whether an address may be followed from a page.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut codes = ["SV.10", "3.10", "sv.9", "3.9", "3", "SV.9a"];
        codes.sort_by_key(|code| natural(code));
        assert_eq!(codes, ["3", "3.9", "3.10", "sv.9", "SV.9a", "SV.10"]);
    }
}
