//! Built-in concepts as quads.

use super::*;
use crate::graph::vocabulary::DEFAULT_BASE;
use oxigraph::model::QuadRef;

/// Keeps what it is told, a line a quad.
#[derive(Default)]
struct Lines(Vec<String>);

impl QuadSink for Lines {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.0.push(quad.to_string());
        Ok(())
    }
}

impl Lines {
    fn has(&self, subject: &str, property: Property, object: &str) -> bool {
        let line = format!("<{subject}> <{}> {object}", property.iri());
        self.0.contains(&line)
    }
}

fn id(path: &str) -> String {
    format!("{DEFAULT_BASE}id/{path}")
}

fn lines_of(description: Description) -> Lines {
    let mut lines = Lines::default();
    description
        .tell(GraphNameRef::DefaultGraph, &mut lines)
        .unwrap();
    lines
}

#[test]
fn a_label_is_a_concept_of_its_group() {
    let concepts = Concepts::embedded().unwrap();
    let deployer = concepts
        .concept("rol-ai-act", "gebruiksverantwoordelijke")
        .unwrap();
    let lines = lines_of(describe_concept(deployer, DEFAULT_BASE));
    let subject = id("label/rol-ai-act/gebruiksverantwoordelijke");
    let scheme = format!("<{}>", id("scheme/rol-ai-act"));
    for (property, object) in [
        (v::RDF_TYPE, "<https://w3id.org/kadergraaf/def#Label>"),
        (v::RDF_TYPE, "<http://www.w3.org/2004/02/skos/core#Concept>"),
        (v::SKOS_PREF_LABEL, "\"Deployer\"@en"),
        (v::SKOS_ALT_LABEL, "\"Deployer\"@nl"),
        (v::SKOS_IN_SCHEME, &scheme),
        (v::SKOS_TOP_CONCEPT_OF, &scheme),
        (
            v::SKOS_EXACT_MATCH,
            "<https://w3id.org/dpv/legal/eu/aiact#AIDeployer>",
        ),
        (
            v::SKOS_EDITORIAL_NOTE,
            "\"skos:exactMatch aiact:AIDeployer: Both rest on Article 3(4) of the AI Act.\"@en",
        ),
    ] {
        assert!(lines.has(&subject, property, object), "{object}");
    }
}

#[test]
fn a_concept_without_counterpart_says_why_and_matches_nothing() {
    let concepts = Concepts::embedded().unwrap();
    let open = concepts.concept("open-source", "open-source").unwrap();
    let lines = lines_of(describe_concept(open, DEFAULT_BASE));
    assert!(
        lines
            .0
            .iter()
            .any(|line| line.contains("No counterpart in DPV: "))
    );
    assert!(!lines.0.iter().any(|line| line.contains("Match>")));
}

#[test]
fn a_scheme_has_the_top_concepts_it_is_given() {
    let concepts = Concepts::embedded().unwrap();
    let scheme = concepts.scheme("topic").unwrap();
    let lines = lines_of(describe_scheme(scheme, DEFAULT_BASE, [id("topic/data")]));
    assert!(lines.has(
        &id("scheme/topic"),
        v::SKOS_HAS_TOP_CONCEPT,
        &format!("<{}>", id("topic/data"))
    ));
    assert!(lines.has(&id("scheme/topic"), v::DCT_TITLE, "\"Onderwerpen\"@nl"));
    let tops = lines.0.iter().filter(|line| line.contains("hasTopConcept"));
    assert_eq!(tops.count(), 1);
}

#[test]
fn a_phase_leads_to_the_next_one_that_is_there() {
    let concepts = Concepts::embedded().unwrap();
    let scheme = concepts.scheme("phase").unwrap();
    let mut lines = Lines::default();
    tell_concepts(
        &concepts,
        scheme,
        DEFAULT_BASE,
        |concept| concept.slug != "implementatie",
        GraphNameRef::DefaultGraph,
        &mut lines,
    )
    .unwrap();
    let next = format!("<{}>", id("phase/ontwerp"));
    assert!(lines.has(&id("phase/probleemanalyse"), v::NEXT_PHASE, &next));
    assert!(lines.has(&id("phase/probleemanalyse"), v::SKOS_NOTATION, "\"1\""));
    assert!(!lines.0.iter().any(|line| line.contains("implementatie>")));
    let beside = format!("<{}>", id("phase/organisatieverantwoordelijkheden"));
    assert!(
        !lines
            .0
            .iter()
            .any(|line| line.starts_with(&beside) && line.contains("phaseNumber"))
    );
}

#[test]
fn only_what_is_matched_and_stands_above_it_is_told_of_others() {
    let concepts = Concepts::embedded().unwrap();
    let mut lines = Lines::default();
    tell_alignments(
        &concepts,
        |concept| concept.slug == "hoog-risico-ai-systeem",
        GraphNameRef::DefaultGraph,
        &mut lines,
    )
    .unwrap();
    let subjects: BTreeSet<_> = lines
        .0
        .iter()
        .filter_map(|line| line.split_once("> ")?.0.split_once('#'))
        .map(|(_, local)| local)
        .collect();
    assert_eq!(
        subjects,
        BTreeSet::from([
            "RiskLevel",
            "RiskLevelHigh",
            "RiskLevelPermitted",
            "risk-levels-classes"
        ])
    );
}

#[test]
fn every_external_concept_serves_some_match() {
    let concepts = Concepts::embedded().unwrap();
    let wanted = matched(&concepts, |_| true);
    let described: BTreeSet<_> = concepts
        .external
        .iter()
        .flat_map(|scheme| &scheme.concepts)
        .map(|concept| concept.iri.as_str())
        .collect();
    assert_eq!(described, wanted);
}
