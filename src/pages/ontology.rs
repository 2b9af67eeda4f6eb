//! The ontology, term by term: `/def`, with an anchor a term, so that `kader:basedOn` leads there.

use super::Answer;
use super::behind::{plain, said};
use super::frame::{Frame, framed};
use super::view::View;
use crate::find::Texts;
use crate::graph::vocabulary::{KADER, PREFIXES};
use crate::graph::{ONTOLOGY_IRI, ONTOLOGY_TURTLE};
use maud::{Markup, html};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::sync::LazyLock;

/// What a term is, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Class,
    Individual,
    Object,
    Datatype,
    Annotation,
}

impl Sort {
    const ALL: [Self; 5] = [
        Self::Class,
        Self::Individual,
        Self::Object,
        Self::Datatype,
        Self::Annotation,
    ];

    fn of(class: &str) -> Option<Self> {
        Some(
            match class.strip_prefix("http://www.w3.org/2002/07/owl#")? {
                "Class" => Self::Class,
                "NamedIndividual" => Self::Individual,
                "ObjectProperty" => Self::Object,
                "DatatypeProperty" => Self::Datatype,
                "AnnotationProperty" => Self::Annotation,
                _ => return None,
            },
        )
    }

    fn id(self) -> &'static str {
        match self {
            Self::Class => "classes",
            Self::Individual => "individuals",
            Self::Object => "object-properties",
            Self::Datatype => "datatype-properties",
            Self::Annotation => "annotation-properties",
        }
    }

    fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Class => ("Klassen", "Classes"),
            Self::Individual => ("Vaste leden van klassen", "Fixed members of classes"),
            Self::Object => (
                "Eigenschappen die naar iets leiden",
                "Properties that lead to a thing",
            ),
            Self::Datatype => ("Eigenschappen met een waarde", "Properties with a value"),
            Self::Annotation => (
                "Eigenschappen voor toelichting",
                "Properties for annotation",
            ),
        }
    }
}

/// What is said of a term beside its texts.
const RELATIONS: [(&str, &str, &str); 8] = [
    (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "Soort",
        "Type",
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#subClassOf",
        "Soort van",
        "Subclass of",
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
        "Bijzondere vorm van",
        "Subproperty of",
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#domain",
        "Wordt gezegd van",
        "Domain",
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#range",
        "Leidt naar",
        "Range",
    ),
    (
        "http://www.w3.org/2002/07/owl#inverseOf",
        "Omgekeerde van",
        "Inverse of",
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#seeAlso",
        "Zie ook",
        "See also",
    ),
    (
        "http://www.w3.org/2002/07/owl#deprecated",
        "Vervallen",
        "Deprecated",
    ),
];

#[derive(Debug)]
struct OntologyTerm {
    name: String,
    sort: Sort,
    label: Texts,
    definition: Texts,
    comment: Texts,
    /// Place in [`RELATIONS`], and the other's IRI or value.
    relations: Vec<(usize, String)>,
}

#[derive(Debug, Default)]
struct Told {
    title: Texts,
    description: Texts,
    version: String,
    terms: Vec<OntologyTerm>,
}

/// Read from the file that the program has inside, so that the page is there for any dataset.
static ONTOLOGY: LazyLock<Told> = LazyLock::new(|| {
    let mut told = Told::default();
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY_TURTLE.as_bytes());
    // A test holds that the file is good.
    for quad in quads.filter_map(Result::ok) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            continue;
        };
        if subject.as_str() == ONTOLOGY_IRI {
            take_header(&mut told, quad.predicate.as_str(), &quad.object);
            continue;
        }
        let Some(name) = subject.as_str().strip_prefix(KADER) else {
            continue;
        };
        let place = told.terms.iter().position(|term| term.name == name);
        let place = place.unwrap_or_else(|| {
            told.terms.push(OntologyTerm {
                name: name.to_owned(),
                sort: Sort::Annotation,
                label: Texts::default(),
                definition: Texts::default(),
                comment: Texts::default(),
                relations: Vec::new(),
            });
            told.terms.len() - 1
        });
        if let Some(term) = told.terms.get_mut(place) {
            take(term, quad.predicate.as_str(), &quad.object);
        }
    }
    told
});

fn take_header(told: &mut Told, property: &str, object: &Term) {
    let Term::Literal(literal) = object else {
        return;
    };
    match property.rsplit(['/', '#']).next() {
        Some("title") => told.title.add(literal),
        Some("description") => told.description.add(literal),
        Some("versionInfo") => literal.value().clone_into(&mut told.version),
        _ => {}
    }
}

fn take(term: &mut OntologyTerm, property: &str, object: &Term) {
    let value = match object {
        Term::NamedNode(node) => {
            if let Some(sort) = Sort::of(node.as_str())
                && property == RELATIONS[0].0
            {
                term.sort = sort;
                return;
            }
            node.as_str()
        }
        Term::Literal(literal) => {
            match property.rsplit(['/', '#']).next() {
                Some("label") => term.label.add(literal),
                Some("definition") => term.definition.add(literal),
                Some("comment") => term.comment.add(literal),
                _ => {}
            }
            literal.value()
        }
        Term::BlankNode(_) => return,
    };
    if let Some(place) = RELATIONS.iter().position(|(iri, _, _)| *iri == property) {
        term.relations.push((place, value.to_owned()));
    }
}

/// `/def`
pub(super) fn page(view: View<'_>) -> Answer {
    let told = &*ONTOLOGY;
    let title = plain(view, &told.title);
    let prefix = &view.site.settings.prefix;
    let mut frame = Frame::new(view, "/def", title);
    frame.data = Some(super::DocumentAddress::new("/def"));
    frame.description = Some(plain(view, &told.description).to_owned());
    frame.content = html! {
        h1 { (title) }
        p { (said(view, &told.description)) }
        dl class="description" {
            dt { (view.of("Naamruimte", "Namespace")) } dd { code { (KADER) } }
            dt { (view.of("Voorvoegsel", "Prefix")) } dd { code { "kader:" } }
            dt { (view.of("Versie", "Version")) } dd { (told.version) }
            dt { (view.of("Bestanden", "Files")) }
            dd {
                a href={ (prefix) "/def.ttl" } { "Turtle" } ", "
                a href={ (prefix) "/def.jsonld" } { "JSON-LD" } ", "
                a href={ (prefix) "/def.nt" } { "N-Triples" } ", "
                a href={ (prefix) "/def.rdf" } { "RDF/XML" } "; "
                a href={ (prefix) "/def/context.jsonld" } { (view.of("JSON-LD-context", "JSON-LD context")) } ", "
                a href={ (prefix) "/def/shapes.ttl" } { (view.of("SHACL-vormen", "SHACL shapes")) }
            }
        }
        @for sort in Sort::ALL {
            @let terms: Vec<_> = told.terms.iter().filter(|term| term.sort == sort).collect();
            @if !terms.is_empty() {
                @let (nl, en) = sort.title();
                section aria-labelledby=(sort.id()) {
                    h2 id=(sort.id()) { (view.of(nl, en)) }
                    ul class="toc" {
                        @for term in &terms {
                            li { a href={ "#" (term.name) } { (said(view, &term.label)) } }
                        }
                    }
                    @for term in &terms { (one(view, term)) }
                }
            }
        }
        (others(view))
    };
    Answer::Page(framed(&frame))
}

fn one(view: View<'_>, term: &OntologyTerm) -> Markup {
    html! {
        div class="ontology-term" id=(term.name) {
            h3 { (said(view, &term.label)) " " span class="code" { "kader:" (term.name) } }
            p { (said(view, &term.definition)) }
            @if !term.comment.is_empty() { p class="subtle" { (said(view, &term.comment)) } }
            @if !term.relations.is_empty() {
                dl class="facts" {
                    @for (place, (_, nl, en)) in RELATIONS.iter().enumerate() {
                        @let others: Vec<&str> = term.relations.iter()
                            .filter(|(known, _)| *known == place)
                            .map(|(_, other)| other.as_str())
                            .collect();
                        @if !others.is_empty() {
                            div {
                                dt { (view.of(nl, en)) }
                                dd {
                                    @for (number, other) in others.iter().enumerate() {
                                        @if number > 0 { ", " }
                                        (reference(other))
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

/// A term of ours by its anchor, one of another vocabulary by its address.
fn reference(iri: &str) -> Markup {
    if let Some(name) = iri.strip_prefix(KADER) {
        return html! { a href={ "#" (name) } { "kader:" (name) } };
    }
    let short = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
    html! {
        @if iri.starts_with("http") {
            a href=(iri) rel="external" { (short.as_deref().unwrap_or(iri)) }
        } @else { (iri) }
    }
}

/// The vocabularies of others that are used.
fn others(view: View<'_>) -> Markup {
    html! {
        section aria-labelledby="vocabularies" {
            h2 id="vocabularies" { (view.of("Gebruikte begrippen van anderen", "Terms of others that are used")) }
            p { (view.of(
                "Waar een bestaand vocabulaire een begrip heeft, gebruikt de graaf dat. Dit zijn de voorvoegsels die in de bestanden staan.",
                "Where an existing vocabulary has a term, the graph uses it. These are the prefixes that stand in the files.",
            )) }
            div class="table" role="region" tabindex="0" aria-labelledby="vocabularies" {
                table {
                    thead { tr { th scope="col" { (view.of("Voorvoegsel", "Prefix")) } th scope="col" { (view.of("Naamruimte", "Namespace")) } } }
                    tbody {
                        @for (prefix, namespace) in PREFIXES {
                            tr { th scope="row" { code { (prefix) } } td { code { (namespace) } } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_of_the_file_is_told_with_its_texts() {
        let told = &*ONTOLOGY;
        let defined = ONTOLOGY_TURTLE
            .lines()
            .filter(|line| line.starts_with("kader:") && line.contains(" a owl:"))
            .count();
        assert_eq!(told.terms.len(), defined);
        for term in &told.terms {
            for texts in [&term.label, &term.definition] {
                for tag in ["nl", "en"] {
                    let said = texts.in_language(tag);
                    assert_eq!(
                        said.and_then(|said| said.language),
                        Some(tag),
                        "{}",
                        term.name
                    );
                }
            }
        }
        assert!(!told.version.is_empty() && !told.description.is_empty());
    }
}
