//! The ontology against the vocabulary, and against the tables of the design.

use super::super::vocabulary::{self as v, KADER};
use super::*;
use oxigraph::model::{NamedNodeRef, QuadRef, TermRef, Triple, vocab::rdf};
use std::collections::BTreeSet;

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// What a receiver gets.
#[derive(Default)]
struct Told {
    triples: Vec<Triple>,
    chapters: Vec<Chapter>,
}

impl QuadSink for Told {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        self.chapters.push(chapter);
        Ok(())
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.triples.push(quad.into_owned().into());
        Ok(())
    }
}

impl Told {
    fn ontology() -> Self {
        let mut told = Self::default();
        Ontology::embedded()
            .unwrap()
            .tell(GraphNameRef::DefaultGraph, &mut told)
            .unwrap();
        told
    }

    /// The subjects as they come, each once if they come together.
    fn subjects(&self) -> Vec<String> {
        let mut subjects: Vec<_> = self
            .triples
            .iter()
            .map(|triple| triple.subject.to_string())
            .collect();
        subjects.dedup();
        subjects
            .iter()
            .map(|subject| subject.trim_matches(['<', '>']).to_owned())
            .collect()
    }

    fn terms(&self) -> Vec<String> {
        self.subjects()
            .into_iter()
            .filter(|subject| subject.starts_with(KADER))
            .collect()
    }

    fn objects(&self, subject: &str, predicate: &str) -> Vec<TermRef<'_>> {
        let subject = NamedNodeRef::new(subject).unwrap();
        self.triples
            .iter()
            .filter(|triple| triple.subject == subject.into() && triple.predicate == *predicate)
            .map(|triple| triple.object.as_ref())
            .collect()
    }

    fn iris(&self, subject: &str, property: Property) -> BTreeSet<String> {
        self.objects(subject, property.iri())
            .into_iter()
            .filter_map(|term| match term {
                TermRef::NamedNode(iri) => Some(iri.as_str().to_owned()),
                _ => None,
            })
            .collect()
    }

    fn is(&self, subject: &str, class: &str) -> bool {
        self.iris(subject, v::RDF_TYPE)
            .contains(&format!("{OWL}{class}"))
    }

    /// The subjects and objects of a property.
    fn pairs(&self, property: Property) -> BTreeSet<(String, String)> {
        self.terms()
            .into_iter()
            .flat_map(|term| {
                self.iris(&term, property)
                    .into_iter()
                    .map(move |object| (term.clone(), object))
            })
            .collect()
    }
}

fn vocabulary_terms() -> BTreeSet<String> {
    resource::ALL_RESOURCES
        .iter()
        .copied()
        .chain(ALL_PROPERTIES.iter().map(|property| property.iri()))
        .filter(|iri| iri.starts_with(KADER))
        .map(ToOwned::to_owned)
        .collect()
}

/// An IRI of the vocabulary's prefixes: `dct:subject`.
fn iri(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap();
    let (_, namespace) = v::PREFIXES
        .iter()
        .find(|(known, _)| *known == prefix)
        .unwrap();
    format!("{namespace}{local}")
}

#[test]
fn every_term_of_the_code_stands_in_the_ontology_and_the_reverse() {
    let told: BTreeSet<_> = Told::ontology().terms().into_iter().collect();
    assert_eq!(told, vocabulary_terms());
}

#[test]
fn it_is_told_subject_by_subject_in_the_order_of_the_vocabulary() {
    let told = Told::ontology();
    assert_eq!(told.chapters, [Chapter::Ontology]);
    let subjects = told.subjects();
    let distinct: BTreeSet<_> = subjects.iter().collect();
    assert_eq!(distinct.len(), subjects.len(), "a subject comes twice");
    assert_eq!(subjects.first().map(String::as_str), Some(ONTOLOGY_IRI));
    let terms: Vec<_> = resource::ALL_RESOURCES
        .iter()
        .copied()
        .chain(ALL_PROPERTIES.iter().map(|property| property.iri()))
        .filter(|iri| iri.starts_with(KADER))
        .collect();
    assert_eq!(told.terms(), terms);
}

#[test]
fn the_file_has_the_order_of_telling() {
    let mut written: Vec<&str> = ONTOLOGY_TURTLE
        .lines()
        .filter_map(|line| line.strip_prefix("kader:")?.split_once(' '))
        .map(|(name, _)| name)
        .collect();
    written.dedup();
    let told: Vec<_> = Told::ontology().terms();
    let told: Vec<_> = told
        .iter()
        .filter_map(|term| term.strip_prefix(KADER))
        .collect();
    assert_eq!(written, told);
}

#[test]
fn nothing_of_the_file_is_lost() {
    let read: BTreeSet<String> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(ONTOLOGY_TURTLE.as_bytes())
        .map(|quad| Triple::from(quad.unwrap()).to_string())
        .collect();
    let told = Told::ontology();
    assert_eq!(told.triples.len(), read.len());
    let told: BTreeSet<_> = told.triples.iter().map(ToString::to_string).collect();
    assert_eq!(told, read);
}

#[test]
fn every_term_is_called_and_defined_in_both_languages() {
    let told = Told::ontology();
    for term in told.terms() {
        for property in [v::RDFS_LABEL, v::SKOS_DEFINITION] {
            let mut languages: Vec<_> = told
                .objects(&term, property.iri())
                .into_iter()
                .map(|object| match object {
                    TermRef::Literal(literal) => literal.language().unwrap_or(""),
                    _ => "",
                })
                .collect();
            languages.sort_unstable();
            assert_eq!(languages, ["en", "nl"], "{term} {}", property.iri());
        }
        assert_eq!(
            told.iris(&term, v::RDFS_IS_DEFINED_BY),
            BTreeSet::from([ONTOLOGY_IRI.to_owned()]),
            "{term}"
        );
    }
}

#[test]
fn every_term_is_a_class_an_individual_or_a_property_of_one_kind() {
    let told = Told::ontology();
    let kinds = [
        "Class",
        "NamedIndividual",
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
    ];
    for term in told.terms() {
        let is: Vec<_> = kinds
            .iter()
            .filter(|kind| told.is(&term, kind))
            .copied()
            .collect();
        assert_eq!(is.len(), 1, "{term} is {is:?}");
        let lower = term
            .strip_prefix(KADER)
            .is_some_and(|local| local.starts_with(|first: char| first.is_lowercase()));
        assert_eq!(
            lower,
            is.iter().all(|kind| kind.ends_with("Property")),
            "{term}"
        );
        for class in told.iris(&term, v::RDF_TYPE) {
            if class.starts_with(KADER) {
                assert!(told.is(&class, "Class"), "{class} of {term}");
            }
        }
    }
}

#[test]
fn domains_and_ranges_are_known_and_fit_the_kind_of_property() {
    let told = Told::ontology();
    let known: BTreeSet<_> = vocabulary_terms()
        .into_iter()
        .chain(resource::ALL_RESOURCES.iter().map(ToString::to_string))
        .collect();
    for (property, domain) in told.pairs(v::RDFS_DOMAIN) {
        assert!(known.contains(&domain), "{property}: {domain}");
        assert!(
            !domain.starts_with(KADER) || told.is(&domain, "Class"),
            "{property}: {domain}"
        );
    }
    for (property, range) in told.pairs(v::RDFS_RANGE) {
        let datatype = range.starts_with(XSD) || range == rdf::LANG_STRING.as_str();
        assert_eq!(
            datatype,
            told.is(&property, "DatatypeProperty"),
            "{property}: {range}"
        );
        assert!(datatype || known.contains(&range), "{property}: {range}");
    }
    // One of each at most: two would mean both at once.
    for property in [v::RDFS_DOMAIN, v::RDFS_RANGE] {
        for term in told.terms() {
            assert!(told.iris(&term, property).len() <= 1, "{term}");
        }
    }
}

#[test]
fn a_literal_property_says_which_literals() {
    let told = Told::ontology();
    for term in told.terms() {
        if told.is(&term, "DatatypeProperty") {
            assert_eq!(told.iris(&term, v::RDFS_RANGE).len(), 1, "{term}");
        }
    }
}

#[test]
fn who_uses_a_property_is_said_by_its_domain_or_its_comment() {
    let told = Told::ontology();
    for term in told.terms() {
        if told.is(&term, "ObjectProperty") || told.is(&term, "DatatypeProperty") {
            let domain = told.iris(&term, v::RDFS_DOMAIN);
            let comments = told.objects(&term, v::RDFS_COMMENT.iri());
            assert!(!domain.is_empty() || comments.len() == 2, "{term}");
        }
    }
}

#[test]
fn inverses_point_at_each_other_and_swap_domain_and_range() {
    let told = Told::ontology();
    let inverses = told.pairs(v::OWL_INVERSE_OF);
    let expected: BTreeSet<_> = [
        ("kader:bearer", "kader:bears"),
        ("kader:hasCitation", "kader:citedIn"),
        ("kader:implements", "kader:implementedBy"),
        ("kader:supports", "kader:supportedBy"),
        ("kader:helpsWith", "kader:helpedBy"),
        ("kader:auditedBy", "kader:audits"),
    ]
    .into_iter()
    .flat_map(|(one, other)| [(iri(one), iri(other)), (iri(other), iri(one))])
    .collect();
    assert_eq!(inverses, expected);
    for (one, other) in inverses {
        assert_eq!(
            told.iris(&one, v::RDFS_DOMAIN),
            told.iris(&other, v::RDFS_RANGE),
            "{one}"
        );
    }
}

#[test]
fn super_terms_are_those_of_the_design() {
    let told = Told::ontology();
    let table = |rows: &[(&str, &str)]| -> BTreeSet<_> {
        rows.iter()
            .map(|(term, above)| (iri(term), iri(above)))
            .collect()
    };
    assert_eq!(
        told.pairs(v::RDFS_SUB_PROPERTY_OF),
        table(&[
            ("kader:topic", "dct:subject"),
            ("kader:implements", "dct:relation"),
            ("kader:supports", "dct:relation"),
            ("kader:helpsWith", "dct:relation"),
            ("kader:auditedBy", "dct:relation"),
            ("kader:instrumentType", "dct:type"),
            ("kader:basedOn", "dct:source"),
            ("kader:mentions", "dct:references"),
        ])
    );
    assert_eq!(
        told.pairs(v::RDFS_SUB_CLASS_OF),
        table(&[
            ("kader:Requirement", "cv:Requirement"),
            ("kader:Measure", "dpv:TechnicalOrganisationalMeasure"),
            ("kader:Instrument", "foaf:Document"),
            ("kader:Page", "foaf:Document"),
            ("kader:AuditNorm", "cv:Criterion"),
            ("kader:SourceFile", "prov:Entity"),
            ("kader:Role", "skos:Concept"),
            ("kader:LifecyclePhase", "skos:Concept"),
            ("kader:Topic", "skos:Concept"),
            ("kader:Label", "skos:Concept"),
            ("kader:InstrumentType", "skos:Concept"),
            ("kader:Term", "skos:Concept"),
            ("kader:Status", "skos:Concept"),
            ("kader:AllOf", "kader:Expression"),
            ("kader:AnyOf", "kader:Expression"),
            ("kader:Not", "kader:Expression"),
            ("kader:LabelTest", "kader:Expression"),
        ])
    );
}

#[test]
fn the_ontology_names_its_version_namespace_and_licence() {
    let told = Told::ontology();
    assert!(told.is(ONTOLOGY_IRI, "Ontology"));
    let versions = told.iris(ONTOLOGY_IRI, v::OWL_VERSION_IRI);
    let version = versions.first().unwrap();
    assert!(version.starts_with(&format!("{ONTOLOGY_IRI}/")));
    assert!(told.subjects().contains(version), "it is described too");
    for (property, value) in [
        (v::VANN_PREFERRED_NAMESPACE_PREFIX, "kader"),
        (v::VANN_PREFERRED_NAMESPACE_URI, KADER),
    ] {
        let values = told.objects(ONTOLOGY_IRI, property.iri());
        assert_eq!(values.len(), 1);
        assert_eq!(values.first().unwrap().to_string(), format!("\"{value}\""));
    }
    assert_eq!(told.iris(ONTOLOGY_IRI, v::DCT_LICENSE).len(), 1);
}

#[test]
fn what_the_vocabulary_cannot_tell_is_refused() {
    let refusal = |body: &str| Ontology::read(body).unwrap_err().to_string();
    assert!(refusal("<http://e.org/a> <http://e.org/p> <http://e.org/b> .").contains("e.org/p"));
    let label = v::RDFS_LABEL.iri();
    assert!(refusal(&format!("<http://e.org/a> <{label}> \"x\"@fr .")).contains("\"x\"@fr"));
    assert!(refusal(&format!("<http://e.org/a> <{label}> [] .")).contains("_:"));
    assert!(refusal("<http://e.org/a>").contains("could not be read"));
}
