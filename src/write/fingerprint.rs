//! What a graph is, in few words: its fingerprint and its counts.
//!
//! The fingerprint is the SHA-256 of the canonical form of RDF Dataset Canonicalization
//! (RDFC-1.0). Our graphs have no blank nodes, and of a dataset without them the canonical form is
//! its canonical N-Quads, sorted by code point (RDFC-1.0, section 4.4, steps 5 and 6 being
//! nothing to do); a test compares with an implementation of the whole algorithm.

use super::Carries;
use super::sorter::{Lines, Sorter};
use super::term::{push_iri, push_line};
use crate::graph::vocabulary::{ENGLISH_TITLE_FROM, resource};
use crate::graph::{QuadSink, SinkError, Statements, hexadecimal};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A fingerprint: 64 hexadecimal digits in lower case.
pub type Fingerprint = String;

/// What one graph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphSummary {
    /// Of the dataset that has this graph only.
    pub fingerprint: Fingerprint,
    /// How many statements it has.
    pub quads: u64,
}

/// What a dataset is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Of the dataset.
    pub fingerprint: Fingerprint,
    /// How many statements it has.
    pub quads: u64,
    /// Of the default graph, which may be empty.
    pub default_graph: GraphSummary,
    /// Of each named graph, by its IRI.
    pub named_graphs: BTreeMap<String, GraphSummary>,
    /// How many things of each class the default graph has, by the class's IRI.
    pub classes: BTreeMap<String, u64>,
}

impl Summary {
    /// How much of this dataset a format that carries so much is: its fingerprint and count.
    pub fn carried(&self, carries: Carries) -> (&str, u64) {
        match carries {
            Carries::Dataset => (&self.fingerprint, self.quads),
            Carries::DefaultGraph => (&self.default_graph.fingerprint, self.default_graph.quads),
        }
    }
}

/// A sink that finds out what is told to it. Memory stays flat: lines are sorted in
/// parts.
#[derive(Default)]
pub struct Summarizer {
    graphs: BTreeMap<GraphKey, Sorter>,
    classes: BTreeMap<String, u64>,
    releases: BTreeSet<String>,
    /// Whether a title was lent by a release, which then is not what was told.
    has_lent_titles: bool,
}

/// The default graph before all others.
type GraphKey = Option<String>;

impl QuadSink for Summarizer {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        let key = graph_key(quad)?;
        if key.is_none()
            && quad.predicate == rdf::TYPE
            && let TermRef::NamedNode(class) = quad.object
        {
            *self.classes.entry(class.as_str().to_owned()).or_default() += 1;
            if class.as_str() == resource::RELEASE
                && let NamedOrBlankNodeRef::NamedNode(release) = quad.subject
            {
                self.releases.insert(release.as_str().to_owned());
            }
        }
        self.has_lent_titles |= quad.predicate.as_str() == ENGLISH_TITLE_FROM.iri();
        let sorter = self.graphs.entry(key).or_default();
        sorter.add(|out| push_line(out, quad, push_iri))
    }
}

/// Refuses blank nodes, whose names are not the dataset's.
fn graph_key(quad: QuadRef<'_>) -> Result<GraphKey, SinkError> {
    if quad.subject.is_blank_node()
        || quad.object.is_blank_node()
        || quad.graph_name.is_blank_node()
    {
        return Err(SinkError::Unsupported(format!(
            "the graph has no blank nodes, and here is one: {quad}"
        )));
    }
    Ok(match quad.graph_name {
        GraphNameRef::NamedNode(name) => Some(name.as_str().to_owned()),
        _ => None,
    })
}

impl Summarizer {
    /// The version of the framework's release that was told, where it was one.
    pub fn edition(&self) -> Option<String> {
        if self.has_lent_titles {
            return None;
        }
        let release = self.releases.first().filter(|_| self.releases.len() == 1)?;
        let (_, version) = release.rsplit_once('/')?;
        Some(version.to_owned())
    }

    /// What was told.
    ///
    /// # Errors
    /// Where temporary files fail.
    pub fn finish(self) -> io::Result<Summary> {
        let mut dataset = Digester::default();
        let mut graphs: BTreeMap<GraphKey, Digester> = BTreeMap::new();
        graphs.insert(None, Digester::default());
        let mut sources = Vec::new();
        for (key, sorter) in self.graphs {
            let mut lines = sorter.into_lines()?;
            let head = lines.next().transpose()?;
            graphs.entry(key.clone()).or_default();
            sources.push((key, head, lines));
        }
        // Few graphs: the least of their first lines is found by looking at all.
        while let Some((key, head, lines)) = sources
            .iter_mut()
            .filter(|(_, head, _)| head.is_some())
            .min_by(|(_, left, _), (_, right, _)| left.cmp(right))
        {
            if let Some(line) = head.take() {
                dataset.add(&line);
                if let Some(graph) = graphs.get_mut(key) {
                    graph.add(&line);
                }
            }
            *head = lines.next().transpose()?;
        }
        let dataset = dataset.finish();
        let default_graph = graphs.remove(&None).unwrap_or_default().finish();
        Ok(Summary {
            fingerprint: dataset.fingerprint,
            quads: dataset.quads,
            default_graph,
            named_graphs: graphs
                .into_iter()
                .filter_map(|(key, graph)| Some((key?, graph.finish())))
                .collect(),
            classes: self.classes,
        })
    }
}

#[derive(Default)]
struct Digester {
    hash: Sha256,
    quads: u64,
}

impl Digester {
    fn add(&mut self, line: &[u8]) {
        self.hash.update(line);
        self.quads += 1;
    }

    fn finish(self) -> GraphSummary {
        GraphSummary {
            fingerprint: hexadecimal(&self.hash.finalize()),
            quads: self.quads,
        }
    }
}

/// A sink that keeps a dataset as canonical lines, to be compared.
pub(super) struct CanonicalLines {
    sorter: Sorter,
    default_graph_only: bool,
}

impl CanonicalLines {
    /// Of the whole dataset or of the default graph.
    pub(super) fn new(default_graph_only: bool) -> Self {
        Self {
            sorter: Sorter::default(),
            default_graph_only,
        }
    }

    /// The lines in order.
    pub(super) fn finish(self) -> io::Result<Lines> {
        self.sorter.into_lines()
    }
}

impl QuadSink for CanonicalLines {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        if self.default_graph_only && quad.graph_name != GraphName::DefaultGraph.as_ref() {
            return Ok(());
        }
        self.sorter.add(|out| push_line(out, quad, push_iri))
    }
}

/// The fingerprint of the dataset whose statements these are, a line each, as the writer of
/// N-Quads gives them; `None` where one has a blank node, whose name is not the dataset's.
pub fn fingerprint_of_lines(quads: &[u8]) -> Option<Fingerprint> {
    let mut start = 0;
    let mut lines: Vec<&[u8]> = memchr::memchr_iter(b'\n', quads)
        .filter_map(|end| quads.get(std::mem::replace(&mut start, end + 1)..=end))
        .collect();
    if lines.iter().any(|line| has_blank_node(line)) {
        return None;
    }
    lines.sort_unstable();
    lines.dedup();
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line);
    }
    Some(hexadecimal(&hash.finalize()))
}

/// Whether a line of N-Quads has a blank node: as its subject, its object or its graph.
fn has_blank_node(line: &[u8]) -> bool {
    let is_label = |term: &[u8]| term.starts_with(b"_:") && !term.contains(&b'"');
    // IRIs have no spaces, so that the object begins behind the second of them.
    let mut terms = line.splitn(3, |byte| *byte == b' ');
    let subject = terms.next().unwrap_or_default();
    let rest = terms.nth(1).unwrap_or_default();
    let last = rest.strip_suffix(b" .\n").unwrap_or(rest);
    let graph = last.rsplit(|byte| *byte == b' ').next();
    [subject, rest].iter().any(|term| term.starts_with(b"_:")) || graph.is_some_and(is_label)
}

/// A sink that tells two sinks what it is told.
pub struct Tee<'a>(
    /// Told first.
    pub &'a mut dyn QuadSink,
    /// Told second.
    pub &'a mut dyn QuadSink,
);

impl QuadSink for Tee<'_> {
    fn chapter(&mut self, chapter: crate::graph::Chapter) -> Result<(), SinkError> {
        self.0.chapter(chapter)?;
        self.1.chapter(chapter)
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.0.quad(quad)?;
        self.1.quad(quad)
    }

    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        self.0.statements(statements)?;
        self.1.statements(statements)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::write::Format;
    use crate::write::testing::{example, hostile, write};
    use oxigraph::model::{BlankNode, Literal, NamedNode, Quad};
    use proptest::prelude::*;
    use sophia::api::term::{BnodeId, LanguageTag, SimpleTerm};
    use sophia::iri::IriRef;
    use std::collections::HashSet;

    fn summary<'a>(quads: impl IntoIterator<Item = &'a Quad>) -> Summary {
        let mut summarizer = Summarizer::default();
        for quad in quads {
            summarizer.quad(quad.as_ref()).unwrap();
        }
        summarizer.finish().unwrap()
    }

    type SophiaTerm = SimpleTerm<'static>;

    fn iri(node: &NamedNode) -> SophiaTerm {
        SimpleTerm::Iri(IriRef::new_unchecked(node.as_str().to_owned().into()))
    }

    fn object(term: &oxigraph::model::Term) -> SophiaTerm {
        use oxigraph::model::Term;
        match term {
            Term::NamedNode(node) => iri(node),
            Term::BlankNode(node) => {
                SimpleTerm::BlankNode(BnodeId::new_unchecked(node.as_str().to_owned().into()))
            }
            Term::Literal(literal) => {
                let value = literal.value().to_owned().into();
                match literal.language() {
                    Some(tag) => SimpleTerm::LiteralLanguage(
                        value,
                        LanguageTag::new_unchecked(tag.to_owned().into()),
                        None,
                    ),
                    None => SimpleTerm::LiteralDatatype(
                        value,
                        IriRef::new_unchecked(literal.datatype().as_str().to_owned().into()),
                    ),
                }
            }
        }
    }

    /// The fingerprint by the whole algorithm.
    fn rdfc(quads: &[Quad]) -> Fingerprint {
        let dataset: HashSet<([SophiaTerm; 3], Option<SophiaTerm>)> = quads
            .iter()
            .map(|quad| {
                let subject = object(&quad.subject.clone().into());
                let graph = match &quad.graph_name {
                    GraphName::NamedNode(node) => Some(iri(node)),
                    _ => None,
                };
                ([subject, iri(&quad.predicate), object(&quad.object)], graph)
            })
            .collect();
        let mut canonical = Vec::new();
        sophia::c14n::rdfc10::normalize(&dataset, &mut canonical).unwrap();
        hexadecimal(&Sha256::digest(&canonical))
    }

    #[test]
    fn the_fingerprint_is_that_of_the_whole_algorithm() {
        assert_eq!(summary(&example()).fingerprint, rdfc(&example()));
        assert_eq!(summary(&[]).fingerprint, rdfc(&[]));
    }

    proptest! {
        #[test]
        fn so_it_is_for_any_text(text in hostile(), language in "(|nl|en-gb)") {
            // RDFC-1.0 escapes the two non-characters, which the other implementation does not.
            let text = text.replace(['\u{FFFE}', '\u{FFFF}'], "");
            let literal = if language.is_empty() {
                Literal::new_simple_literal(text)
            } else {
                Literal::new_language_tagged_literal(text, language).unwrap()
            };
            let name = NamedNode::new_unchecked("urn:a:b");
            let mut quads = example();
            quads.push(Quad::new(name.clone(), name.clone(), literal, name));
            let summary = summary(&quads);
            prop_assert_eq!(&summary.fingerprint, &rdfc(&quads));
            let lines = write(Format::NQuads, &quads);
            prop_assert_eq!(fingerprint_of_lines(lines.as_bytes()), Some(summary.fingerprint));
        }
    }

    #[test]
    fn what_borrows_titles_from_a_release_is_not_that_release() {
        let name = |iri: &str| NamedNode::new_unchecked(iri);
        let release = name("urn:x:release/2.5.1");
        let told = |quads: &[Quad]| {
            let mut summarizer = Summarizer::default();
            for quad in quads {
                summarizer.quad(quad.as_ref()).unwrap();
            }
            summarizer.edition()
        };
        let graph = GraphName::DefaultGraph;
        let class = name(resource::RELEASE);
        let itself = Quad::new(
            release.clone(),
            rdf::TYPE.into_owned(),
            class,
            graph.clone(),
        );
        let lends = Quad::new(
            name("urn:x:thing"),
            name(ENGLISH_TITLE_FROM.iri()),
            release,
            graph,
        );
        assert_eq!(
            told(std::slice::from_ref(&itself)).as_deref(),
            Some("2.5.1")
        );
        assert_eq!(told(&[itself, lends]), None);
    }

    #[test]
    fn lines_with_a_blank_node_have_no_fingerprint() {
        let of = |line: &str| fingerprint_of_lines(line.as_bytes());
        for line in [
            "_:a <urn:p> <urn:o> .\n",
            "<urn:s> <urn:p> _:a .\n",
            "<urn:s> <urn:p> _:a <urn:g> .\n",
            "<urn:s> <urn:p> \"x\" _:g .\n",
        ] {
            assert_eq!(of(line), None, "{line}");
            assert_eq!(of(&format!("<urn:s> <urn:p> <urn:o> .\n{line}")), None);
        }
        for line in [
            "<urn:s> <urn:p> \"_:a .\" .\n",
            "<urn:s> <urn:p> \"a _:b\"@nl .\n",
            "<urn:s> <urn:p> \"a _:b\" <urn:g> .\n",
        ] {
            assert_eq!(of(line), of(&format!("{line}{line}")), "{line}");
            assert!(of(line).is_some(), "{line}");
        }
    }

    #[test]
    fn order_and_repetition_change_nothing_and_anything_else_does() {
        let quads = example();
        let whole = summary(&quads);
        assert_eq!(
            summary(quads.iter().rev().chain(&quads)).fingerprint,
            whole.fingerprint
        );
        assert_ne!(summary(quads.iter().skip(1)).fingerprint, whole.fingerprint);
        assert_eq!(whole.quads, quads.len() as u64);
        let quality = "https://w3id.org/kadergraaf/id/graph/quality";
        let named: Vec<_> = whole.named_graphs.keys().map(String::as_str).collect();
        assert_eq!(named, [quality]);
        let requirement = "https://w3id.org/kadergraaf/def#Requirement";
        assert_eq!(whole.classes.get(requirement), Some(&1));
    }

    #[test]
    fn the_parts_have_fingerprints_of_their_own() {
        let whole = summary(&example());
        let (default_graph, named): (Vec<_>, Vec<_>) = example()
            .into_iter()
            .partition(|quad| quad.graph_name == GraphName::DefaultGraph);
        assert_eq!(
            whole.default_graph.fingerprint,
            summary(&default_graph).fingerprint
        );
        let quality = whole.named_graphs.values().next().unwrap();
        assert_eq!(quality.fingerprint, summary(&named).fingerprint);
        assert_eq!(whole.default_graph.quads + quality.quads, whole.quads);
    }

    #[test]
    fn blank_nodes_are_refused() {
        let name = NamedNode::new_unchecked("urn:a:b");
        let quad = Quad::new(name.clone(), name.clone(), BlankNode::default(), name);
        assert!(Summarizer::default().quad(quad.as_ref()).is_err());
    }
}
