//! The graph of a small framework that has every oddity of the format: `tests/fixtures/kader`.

use crate::program::{fixture, program};
use kadergraaf::graph::{Settings, tell};
use kadergraaf::source::Source;
use kadergraaf::write::{Format, Tee, WriteSettings};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use std::num::NonZero;
use std::path::Path;

/// A graph that was exported by the program, to be asked by Oxigraph itself.
pub(crate) struct Graph {
    store: Store,
}

const PREFIXES: &str = "BASE <https://w3id.org/kadergraaf/id/>
    PREFIX kader: <https://w3id.org/kadergraaf/def#>
    PREFIX adms: <http://www.w3.org/ns/adms#>
    PREFIX dct: <http://purl.org/dc/terms/>
    PREFIX foaf: <http://xmlns.com/foaf/0.1/>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> ";

impl Graph {
    /// The graph of a source.
    pub(crate) fn of(source: &str) -> Self {
        let quads = program(["export", "--quiet", "--source", source]).succeeds();
        let store = Store::new().unwrap();
        store
            .load_from_reader(RdfParser::from_format(RdfFormat::NQuads), quads.as_bytes())
            .unwrap();
        Self { store }
    }

    /// The rows of a query, cells joined by ` | `, sorted; IRIs without the base of our own names.
    pub(crate) fn rows(&self, query: &str) -> Vec<String> {
        let query = format!("{PREFIXES} {query}");
        let evaluator = SparqlEvaluator::new().parse_query(&query).unwrap();
        let QueryResults::Solutions(solutions) = evaluator.on_store(&self.store).execute().unwrap()
        else {
            panic!("a SELECT query");
        };
        let variables = solutions.variables().to_vec();
        let mut rows: Vec<String> = solutions
            .map(|solution| {
                let solution = solution.unwrap();
                let cells: Vec<String> = variables
                    .iter()
                    .map(|variable| solution.get(variable).map(cell).unwrap_or_default())
                    .collect();
                cells.join(" | ")
            })
            .collect();
        rows.sort();
        rows
    }

    /// The one number that a query counts.
    pub(crate) fn count(&self, pattern: &str) -> usize {
        let rows = self.rows(&format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}"));
        rows[0].parse().unwrap()
    }
}

fn cell(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node
            .as_str()
            .replace("https://w3id.org/kadergraaf/id/", "")
            .replace("https://w3id.org/kadergraaf/def#", "kader:"),
        Term::Literal(literal) => match literal.language() {
            Some(language) => format!("{}@{language}", literal.value()),
            None => literal.value().to_owned(),
        },
        Term::BlankNode(node) => node.to_string(),
    }
}

fn kader() -> Graph {
    Graph::of(&fixture("kader"))
}

#[test]
fn things_have_names_titles_and_provenance() {
    let graph = kader();
    assert_eq!(
        graph.rows("SELECT ?thing ?title { ?thing a kader:Requirement ; dct:title ?title }"),
        [
            "requirement/awb-81-dubbel | Tweede titel@nl",
            "requirement/zonder-id | Zonder id@nl",
            "urn:nl:ak:ver:aia-80 | Een toetssysteem wordt vóór gebruik beproefd@nl",
            "urn:nl:ak:ver:awb-80 | Artificiële namen worden gelezen@nl",
        ]
    );
    assert_eq!(
        graph.rows("SELECT ?id ?code ?line ?page { <urn:nl:ak:mtr:owp-80> dct:identifier ?id ; skos:notation ?code ; kader:sourceLine ?line ; foaf:page ?page }"),
        ["urn:nl:ak:mtr:owp-80 | owp-80 | 3 | https://minbzk.github.io/Algoritmekader/voldoen-aan-wetten-en-regels/maatregelen/2-owp-80-plan/"]
    );
    assert_eq!(
        graph.rows("SELECT ?title { <page/index> dct:title ?title }"),
        ["Welkom@nl"]
    );
    assert_eq!(
        graph.rows("SELECT ?label { <instrument/Wijzer> rdfs:label ?label }"),
        ["Guide@en", "Wijzer@nl"]
    );
}

#[test]
fn relations_stand_in_both_directions() {
    let graph = kader();
    assert_eq!(
        graph.rows("SELECT ?s ?p ?o { VALUES ?p { kader:implements kader:implementedBy kader:supports kader:supportedBy kader:helpsWith kader:helpedBy kader:auditedBy kader:audits } ?s ?p ?o }"),
        [
            "instrument/Wijzer | kader:helpsWith | urn:nl:ak:mtr:owp-80",
            "instrument/Wijzer | kader:supports | urn:nl:ak:ver:aia-80",
            "norm/ADR/SV.4 | kader:audits | urn:nl:ak:mtr:owp-80",
            "norm/ARK/3.10 | kader:audits | urn:nl:ak:mtr:owp-80",
            "urn:nl:ak:mtr:owp-80 | kader:auditedBy | norm/ADR/SV.4",
            "urn:nl:ak:mtr:owp-80 | kader:auditedBy | norm/ARK/3.10",
            "urn:nl:ak:mtr:owp-80 | kader:helpedBy | instrument/Wijzer",
            "urn:nl:ak:mtr:owp-80 | kader:implements | urn:nl:ak:ver:aia-80",
            "urn:nl:ak:ver:aia-80 | kader:implementedBy | urn:nl:ak:mtr:owp-80",
            "urn:nl:ak:ver:aia-80 | kader:supportedBy | instrument/Wijzer",
        ]
    );
    assert_eq!(
        graph.rows("SELECT ?link ?source { ?link a kader:NormLink ; kader:normSource ?source }"),
        [
            "norm/ADR/SV.4#owp-80 | kader:FrontMatter",
            "norm/ADR/SV.4#owp-80 | kader:NormTable",
            "norm/ARK/3.10#owp-80 | kader:FrontMatter",
            "norm/ARK/3.10#owp-80 | kader:NormTable",
        ]
    );
    assert_eq!(
        graph.count("?label kader:bears ?requirement . ?requirement kader:bearer ?label"),
        2
    );
}

#[test]
fn phases_know_their_number_and_the_next_one() {
    assert_eq!(
        kader().rows("SELECT ?phase ?number ?next { ?phase a kader:LifecyclePhase ; kader:phaseNumber ?number OPTIONAL { ?phase kader:nextPhase ?next } }"),
        ["phase/ontwerp | 2 | ", "phase/ontwikkelen | 4 | "]
    );
}

#[test]
fn profiles_say_to_what_a_requirement_applies() {
    let graph = kader();
    assert_eq!(
        graph.rows("SELECT ?p ?o { <urn:nl:ak:ver:aia-80#profile> ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?p), STR(kader:))) }"),
        [
            "kader:applicationKind | label/soort-toepassing/ai-systeem",
            "kader:bearerRole | label/rol-ai-act/aanbieder",
            "kader:bearerRole | label/rol-ai-act/gebruiksverantwoordelijke",
            "kader:certainty | kader:Established",
            "kader:exception | urn:nl:ak:ver:aia-80#exception-1",
            "kader:exception | urn:nl:ak:ver:aia-80#exception-2",
            "kader:exception | urn:nl:ak:ver:aia-80#exception-3",
            "kader:exception | urn:nl:ak:ver:aia-80#exception-4",
            "kader:openSource | label/open-source/geen-open-source",
            "kader:riskGroup | label/risicogroep/hoog-risico-ai-systeem",
            "kader:systemicRisk | label/systeemrisico/niet-van-toepassing",
            "kader:transparencyDuty | label/transparantieverplichting/niet-van-toepassing",
        ]
    );
    assert_eq!(
        graph.rows("SELECT ?c { <urn:nl:ak:ver:awb-80#profile> kader:certainty ?c }"),
        ["kader:Likely"]
    );
    assert_eq!(
        graph.rows("SELECT ?node ?class ?operand { ?node a ?class OPTIONAL { ?node kader:operand ?operand } FILTER(STRSTARTS(STR(?node), 'urn:nl:ak:ver:aia-80#exception-2')) }"),
        [
            "urn:nl:ak:ver:aia-80#exception-2 | kader:AnyOf | urn:nl:ak:ver:aia-80#exception-2.1",
            "urn:nl:ak:ver:aia-80#exception-2 | kader:AnyOf | urn:nl:ak:ver:aia-80#exception-2.2",
            "urn:nl:ak:ver:aia-80#exception-2 | kader:Exception | urn:nl:ak:ver:aia-80#exception-2.1",
            "urn:nl:ak:ver:aia-80#exception-2 | kader:Exception | urn:nl:ak:ver:aia-80#exception-2.2",
            "urn:nl:ak:ver:aia-80#exception-2.1 | kader:Not | urn:nl:ak:ver:aia-80#exception-2.1.1",
            "urn:nl:ak:ver:aia-80#exception-2.1.1 | kader:LabelTest | ",
            "urn:nl:ak:ver:aia-80#exception-2.2 | kader:LabelTest | ",
        ]
    );
}

#[test]
fn sections_hold_the_whole_text() {
    let graph = kader();
    assert_eq!(
        graph.rows("SELECT ?section ?order ?line ?text { <urn:nl:ak:ver:aia-80> kader:hasSection ?section . ?section kader:order ?order ; kader:sourceLine ?line OPTIONAL { ?section kader:text ?text } }"),
        [
            "urn:nl:ak:ver:aia-80#section-bronnen | 3 | 62 | Artikel 9 lid 6 AI-verordening\nArtikel 10 AI-verordening@nl",
            "urn:nl:ak:ver:aia-80#section-maatregelen | 4 | 67 | ",
            "urn:nl:ak:ver:aia-80#section-preamble | 0 | 42 | Woord vooraf.@nl",
            "urn:nl:ak:ver:aia-80#section-toelichting | 2 | 48 | Let op\nIn een kader staat een handreiking.\nDieper\nNog een fase.\nStap\tWie\nEerst\tJurist@nl",
            "urn:nl:ak:ver:aia-80#section-vereiste | 1 | 44 | Een toetssysteem is beproefd, met één plan.@nl",
        ]
    );
    assert_eq!(
        graph.rows("SELECT ?section { <requirement/zonder-id> kader:hasSection ?section }"),
        [
            "requirement/zonder-id#section-vereiste",
            "requirement/zonder-id#section-vereiste-2"
        ]
    );
    assert_eq!(
        graph.count("?s ?p ?o FILTER(CONTAINS(STR(?o), 'nooit getoond'))"),
        0
    );
    assert_eq!(
        graph.rows("SELECT ?risk { <urn:nl:ak:mtr:owp-80> kader:risk ?risk }"),
        ["Zonder plan is er geen toets.@nl"]
    );
}

#[test]
fn links_lead_to_the_things_they_mean() {
    assert_eq!(
        kader().rows("SELECT ?from ?to { ?from kader:sourceFile ?file ; dct:references ?to FILTER(!CONTAINS(STR(?to), 'eur-lex') && !CONTAINS(STR(?to), '/eli/')) }"),
        [
            "page/index | instrument/Wijzer",
            "page/levenscyclus/over-de-levenscyclus | phase/ontwerp",
            "page/levenscyclus/over-de-levenscyclus | phase/ontwikkelen",
            "urn:nl:ak:mtr:owp-80 | https://voorbeeld.example/zo?a=1&b=2",
            "urn:nl:ak:mtr:owp-80 | instrument/Wijzer",
            "urn:nl:ak:ver:aia-80 | instrument/Wijzer",
            "urn:nl:ak:ver:aia-80 | phase/ontwerp",
            "urn:nl:ak:ver:aia-80 | role/jurist",
            "urn:nl:ak:ver:aia-80 | urn:nl:ak:mtr:owp-80",
        ]
    );
}

#[test]
fn terms_with_equal_slugs_are_told_apart() {
    assert_eq!(
        kader().rows("SELECT ?term ?label { ?term a kader:Term ; skos:prefLabel ?label }"),
        [
            "term/ce-markering | CE-markering@nl",
            "term/toets | toets@nl",
            "term/toets-2 | Toets!@nl"
        ]
    );
}

#[test]
fn what_cannot_be_an_edge_stands_in_a_finding() {
    let graph = kader();
    assert_eq!(
        graph.rows("SELECT ?code ?key ?value { GRAPH <graph/quality> { ?f kader:code ?code ; kader:key ?key ; kader:value ?value } }"),
        [
            "dangling-reference | levenscyclus | verzonnen-fase",
            "dangling-reference | rollen | ontwikkelaar",
            "dangling-reference | vereiste | aia-89-weg",
            "duplicate-id | id | urn:nl:ak:ver:awb-80",
            "duplicate-key | title | Eerste titel",
            "duplicate-value | rollen | jurist",
            "empty-value | maatregel | ",
            "empty-value | rollen | ~",
            "missing-id | id | ",
            "nested-exception | uitzondering | !\"rol-ai-act-aanbieder\" || \"risicogroep-verboden-ai\"",
            "unknown-key | eigen_sleutel | 3.10",
            "unknown-key | eigen_sleutel | een",
            "unknown-value | risicogroep | zelfbedacht-risico",
            "unknown-value | sources | SV.99",
            "unknown-value | uitzondering | \"rol-ai-act-keizer\"",
            "unparsed-exception | uitzondering | (\"open-source-open-source\"",
        ]
    );
    assert_eq!(
        graph.count("?f a kader:Finding"),
        0,
        "findings stand in their own graph"
    );
}

/// A checkout of so many requirements, each of which cites, links and lacks something.
fn many_requirements(root: &Path, count: usize) {
    let folder = root.join("docs/vereisten");
    std::fs::create_dir_all(&folder).unwrap();
    for number in 0..count {
        let next = (number + 1) % count;
        let sections = "Zie artikel 3, tweede lid, van de AVG.\n\n".repeat(number % 4 + 1);
        let text = format!(
            "---\ntitle: \"Eis \\\"{number}\\\"\"\nid: urn:nl:ak:ver:prf-{number}\n---\n\n## Vereiste\n\n\
             Na [deze](prf-{next}-eis.md) komt **één** andere.\n\n## Bronnen\n\n{sections}"
        );
        std::fs::write(folder.join(format!("prf-{number}-eis.md")), text).unwrap();
    }
}

#[test]
fn hundreds_of_documents_are_told_the_same_on_any_number_of_threads() {
    let root = tempfile::tempdir().unwrap();
    many_requirements(root.path(), 600);
    let source = Source::open(root.path()).unwrap();
    let written = |format: Format, threads: usize, beside: Option<Format>| {
        let settings = Settings {
            threads: NonZero::new(threads).unwrap(),
            ..Settings::default()
        };
        let mut out = Vec::new();
        let mut writer = format.writer(&mut out, &WriteSettings::default());
        let telling = match beside {
            None => tell(&source, &settings, &mut *writer),
            Some(other) => {
                let mut other = other.writer(std::io::sink(), &WriteSettings::default());
                tell(&source, &settings, &mut Tee(&mut *writer, &mut *other))
            }
        };
        assert_eq!(telling.unwrap().read["requirements"], 600);
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    };
    for format in [Format::NQuads, Format::Turtle] {
        let alone = written(format, 1, None);
        assert!(alone.contains("prf-599"));
        for (threads, beside) in [(2, None), (5, None), (2, Some(Format::NQuads))] {
            assert!(
                written(format, threads, beside) == alone,
                "{format:?} differs on {threads} threads, beside {beside:?}"
            );
        }
    }
}

#[test]
fn every_name_of_ours_has_a_type_and_a_label() {
    for source in ["tests/fixtures/kader", "data/kader"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        let graph = Graph::of(source.to_str().unwrap());
        holds_the_contract(&graph);
    }
}

/// What holds of every graph: no blank nodes; our names have a type and a label; texts have a
/// language.
pub(crate) fn holds_the_contract(graph: &Graph) {
    assert_eq!(
        graph.count(
            "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(ISBLANK(?s) || ISBLANK(?o))"
        ),
        0
    );
    let ours = "FILTER(ISIRI(?thing) && (STRSTARTS(STR(?thing), 'https://w3id.org/kadergraaf/') || STRSTARTS(STR(?thing), 'urn:nl:ak:')))";
    let everywhere = "{ ?thing ?p ?x } UNION { ?x ?p ?thing } UNION { GRAPH ?thing {} } UNION { GRAPH ?g { ?thing ?p ?x } } UNION { GRAPH ?g { ?x ?p ?thing } }";
    for needed in ["a", "rdfs:label"] {
        let missing = graph.rows(&format!(
            "SELECT DISTINCT ?thing {{ {everywhere} {ours} FILTER NOT EXISTS {{ ?thing {needed} ?y }} FILTER NOT EXISTS {{ GRAPH ?h {{ ?thing {needed} ?y }} }} }}"
        ));
        assert_eq!(missing, Vec::<String>::new(), "{needed}");
    }
    for text in [
        "rdfs:label",
        "skos:prefLabel",
        "dct:title",
        "dct:abstract",
        "kader:text",
        "kader:message",
        "skos:definition",
    ] {
        let untagged = graph.rows(&format!(
            "SELECT ?s ?o {{ {{ ?s {text} ?o }} UNION {{ GRAPH ?g {{ ?s {text} ?o }} }} FILTER(LANG(?o) NOT IN ('nl', 'en')) }}"
        ));
        assert_eq!(untagged, Vec::<String>::new(), "{text}");
    }
}
