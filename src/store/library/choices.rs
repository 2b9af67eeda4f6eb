//! What there is in a graph for a parameter to name.

use super::kind::ParameterKind;
use crate::findings::Bilingual;
use crate::graph::vocabulary::KADER;
use crate::store::{Store, natural, shorten};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// More are not listed in a sentence, nor in a description of the interface.
const FEW: usize = 200;

/// One thing that a parameter may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The shortest value that names it.
    pub value: String,
    /// Its IRI.
    pub iri: String,
    /// What it is called: of a concept the preferred label, as on its page.
    pub label: Bilingual,
    /// What its own document calls it.
    pub title: Bilingual,
    /// Among what it stands: the scheme of a label, the act of a provision.
    pub group: Option<Bilingual>,
}

/// For every kind of parameter, what there is.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    by_kind: BTreeMap<ParameterKind, Vec<Choice>>,
}

impl Choices {
    /// What a graph holds, `base` being that of our own identifiers.
    pub fn of(store: &Store, base: &str) -> Self {
        let by_kind = ParameterKind::ALL
            .into_iter()
            .map(|kind| (kind, listed(kind, store, base)))
            .collect();
        Self { by_kind }
    }

    /// The choices of a kind, in the order in which people look for them; empty where the graph
    /// says none, or there is no end to them.
    pub fn of_kind(&self, kind: ParameterKind) -> &[Choice] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The values of a kind, where they are few enough to list.
    pub fn few(&self, kind: ParameterKind) -> Vec<String> {
        let choices = self.of_kind(kind);
        if choices.len() > FEW || kind == ParameterKind::Provision {
            return Vec::new();
        }
        choices.iter().map(|choice| choice.value.clone()).collect()
    }

    /// The one choice with this name, in whichever case; `None` where there are several, or none.
    pub(super) fn called(&self, kind: ParameterKind, name: &str) -> Option<Term> {
        let wanted = name.trim().to_lowercase();
        let mut found = self.of_kind(kind).iter().filter(|choice| {
            let Choice { label, title, .. } = choice;
            [&choice.value, &label.nl, &label.en, &title.nl, &title.en]
                .iter()
                .any(|known| known.to_lowercase() == wanted)
        });
        match (found.next(), found.next()) {
            (Some(choice), None) => NamedNode::new(&choice.iri).ok().map(Term::from),
            _ => None,
        }
    }

    /// Whether a term is none of the choices, where these are all that there is. A provision that
    /// nobody cites is still one.
    pub(super) fn excludes(&self, kind: ParameterKind, term: &Term) -> bool {
        let choices = self.of_kind(kind);
        if choices.is_empty() || matches!(kind, ParameterKind::Provision | ParameterKind::Language)
        {
            return false;
        }
        !matches!(term, Term::NamedNode(node) if choices.iter().any(|c| c.iri == node.as_str()))
    }
}

fn listed(kind: ParameterKind, store: &Store, base: &str) -> Vec<Choice> {
    if kind == ParameterKind::Language {
        let named = [("nl", "Nederlands", "Dutch"), ("en", "Engels", "English")];
        return named
            .map(|(tag, nl, en)| Choice {
                value: tag.into(),
                iri: String::new(),
                label: Bilingual::new(nl, en),
                title: Bilingual::new(nl, en),
                group: None,
            })
            .into();
    }
    let mut choices: Vec<Choice> = things(kind, store, base)
        .into_iter()
        .map(|iri| choice(kind, store, base, &iri))
        .collect();
    let by_code = matches!(
        kind,
        ParameterKind::Requirement
            | ParameterKind::Measure
            | ParameterKind::Norm
            | ParameterKind::Release
    );
    choices.sort_by_cached_key(|choice| {
        let name = if by_code {
            &choice.value
        } else {
            &choice.label.nl
        };
        let group = choice.group.as_ref().map(|group| group.nl.clone());
        // Phases follow each other.
        let number = number(store, &choice.iri, &format!("{KADER}phaseNumber"));
        (group, number, natural(name), choice.iri.clone())
    });
    choices
}

fn choice(kind: ParameterKind, store: &Store, base: &str, iri: &str) -> Choice {
    let group = match kind {
        ParameterKind::Label => value(store, iri, SCHEME),
        ParameterKind::Provision => value(store, iri, &format!("{KADER}act")),
        _ => None,
    };
    Choice {
        value: kind.short(iri, base),
        iri: iri.to_owned(),
        label: label(store, iri, PREFERRED)
            .or_else(|| label(store, iri, rdfs::LABEL.as_str()))
            .unwrap_or_else(|| in_short(iri)),
        title: label(store, iri, rdfs::LABEL.as_str()).unwrap_or_else(|| in_short(iri)),
        group: group.map(|group| {
            label(store, &group, rdfs::LABEL.as_str()).unwrap_or_else(|| in_short(&group))
        }),
    }
}

const SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
const PREFERRED: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

/// The IRIs of the things of a kind.
fn things(kind: ParameterKind, store: &Store, base: &str) -> BTreeSet<String> {
    let class = match kind {
        ParameterKind::Requirement => format!("{KADER}Requirement"),
        ParameterKind::Measure => format!("{KADER}Measure"),
        ParameterKind::Instrument => format!("{KADER}Instrument"),
        ParameterKind::Role => format!("{KADER}Role"),
        ParameterKind::Phase => format!("{KADER}LifecyclePhase"),
        ParameterKind::Topic => format!("{KADER}Topic"),
        ParameterKind::Label => format!("{KADER}Label"),
        ParameterKind::Norm => format!("{KADER}AuditNorm"),
        ParameterKind::Act => "http://data.europa.eu/eli/ontology#LegalResource".into(),
        ParameterKind::Provision => {
            "http://data.europa.eu/eli/ontology#LegalResourceSubdivision".into()
        }
        ParameterKind::Bearer => return objects(store, &format!("{KADER}bearer")),
        ParameterKind::Release => {
            let stem = format!("{base}id/release/");
            return store
                .named_graphs()
                .filter_map(|(name, _)| named(name))
                .filter(|name| name.starts_with(&stem))
                .collect();
        }
        ParameterKind::Iri
        | ParameterKind::Date
        | ParameterKind::Text
        | ParameterKind::Language => return BTreeSet::new(),
    };
    let Some(class) = node(&class).map(Term::from) else {
        return BTreeSet::new();
    };
    store
        .quads_for(None, Some(&rdf::TYPE.into_owned()), Some(&class))
        .filter_map(|quad| match quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect()
}

fn objects(store: &Store, property: &str) -> BTreeSet<String> {
    let Some(property) = node(property) else {
        return BTreeSet::new();
    };
    store
        .quads_for(None, Some(&property), None)
        .filter_map(|quad| named(&quad.object))
        .collect()
}

/// The first thing that a property of a thing names.
fn value(store: &Store, iri: &str, property: &str) -> Option<String> {
    store
        .quads_for(Some(&node(iri)?.into()), Some(&node(property)?), None)
        .find_map(|quad| named(&quad.object))
}

fn node(iri: &str) -> Option<NamedNode> {
    NamedNode::new(iri).ok()
}

fn named(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

/// What a property calls a thing, in both languages; where one lacks, the other.
fn label(store: &Store, iri: &str, property: &str) -> Option<Bilingual> {
    let (mut nl, mut en, mut any) = (None, None, None);
    for quad in store.quads_for(Some(&node(iri)?.into()), Some(&node(property)?), None) {
        let Term::Literal(literal) = quad.object else {
            continue;
        };
        let place = match literal.language() {
            Some("nl") => &mut nl,
            Some("en") => &mut en,
            _ => &mut any,
        };
        place.get_or_insert_with(|| literal.value().to_owned());
    }
    let dutch = nl.clone().or_else(|| en.clone()).or_else(|| any.clone())?;
    let english = en.or(nl).or(any)?;
    Some(Bilingual::new(dutch, english))
}

/// What has no name is called by its IRI.
fn in_short(iri: &str) -> Bilingual {
    let short = shorten(iri).into_owned();
    Bilingual::new(short.clone(), short)
}

/// The number that a property gives a thing.
fn number(store: &Store, iri: &str, property: &str) -> Option<u64> {
    store
        .quads_for(Some(&node(iri)?.into()), Some(&node(property)?), None)
        .find_map(|quad| match quad.object {
            Term::Literal(literal) => literal.value().parse().ok(),
            _ => None,
        })
}
