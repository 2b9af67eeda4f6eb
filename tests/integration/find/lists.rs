//! Lists show what their queries give, and counts say what a choice gives.

use super::{EDITION, KADER};
use kadergraaf::find::{
    Axis, Catalogue, Facet, FindingFilter, Findings, List, Matrix, Selection, Sort, findings_query,
    list_query, matrix_query,
};
use kadergraaf::store::{
    Formats, InProcess, QueryRequest, QueryRunner, SolutionsFormat, Store, WriteSink,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rows of an answer as CSV, its heading left out.
#[track_caller]
pub(super) fn rows(store: &Arc<Store>, query: &str) -> Vec<String> {
    let formats = Formats {
        solutions: Some(SolutionsFormat::Csv),
        graph: None,
    };
    let mut bytes = Vec::new();
    InProcess::new(Arc::clone(store))
        .run(
            &QueryRequest::new(query, formats),
            &mut WriteSink(&mut bytes),
        )
        .unwrap_or_else(|error| panic!("{error}\n{query}"));
    let text = String::from_utf8(bytes).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

fn selection(catalogue: &Catalogue, list: List, address: &str) -> Selection {
    let parameters: Vec<(String, String)> = address
        .split('&')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let selection = Selection::read(catalogue, list, &parameters);
    assert!(
        selection.unknown.is_empty(),
        "{address}: {:?}",
        selection.unknown
    );
    selection
}

/// Choices of every kind: one facet, several values, several facets, words, exceptions.
const CHOICES: [(List, &str); 22] = [
    (List::Requirements, ""),
    (
        List::Requirements,
        "risk=hoog-risico-ai-systeem&bearer=gebruiksverantwoordelijke",
    ),
    (List::Requirements, "risk=uitzondering-van-toepassing"),
    (
        List::Requirements,
        "kind=ai-systeem&open-source=open-source&transparency=geen-transparantieverplichting&risk=geen-hoog-risico-ai-systeem",
    ),
    (
        List::Requirements,
        "kind=ai-systeem&open-source=open-source&transparency=geen-transparantieverplichting&risk=geen-hoog-risico-ai-systeem&risk=hoog-risico-ai-systeem",
    ),
    (List::Requirements, "law=avg&law=awb&phase=ontwerp"),
    (List::Requirements, "role=jurist&topic=data&q=gegevens"),
    (List::Requirements, "findings=yes"),
    (
        List::Requirements,
        "findings=no&bearer=aanbieder&sort=measures",
    ),
    (List::Requirements, "measure=owp-07"),
    (List::Measures, ""),
    (
        List::Measures,
        "phase=implementatie&bearer=gebruiksverantwoordelijke&risk=hoog-risico-ai-systeem",
    ),
    (List::Measures, "law=avg&risk=verboden-ai"),
    (List::Measures, "requirement=aia-09&phase=ontwerp"),
    (
        List::Measures,
        "role=ontwikkelaar&role=projectleider&topic=data",
    ),
    (List::Measures, "q=privacy"),
    (List::Instruments, "type=handreiking&phase=ontwerp"),
    (List::Instruments, "bearer=aanbieder&law=aia"),
    (List::Norms, ""),
    (List::Norms, "framework=ARK&phase=ontwerp"),
    (List::Norms, "law=avg"),
    (List::Norms, "q=3.1"),
];

#[test]
fn a_list_shows_what_its_query_gives() {
    let catalogue = Catalogue::read(&EDITION);
    let mut narrowed = 0;
    for (list, address) in CHOICES {
        let selection = selection(&catalogue, list, address);
        let found = catalogue.find(&selection, "nl");
        let shown: BTreeSet<&str> = found.entries.iter().map(|e| e.iri.as_str()).collect();
        let query = list_query(&catalogue, &selection, "nl");
        let rows = rows(&EDITION, &query);
        let asked: BTreeSet<&str> = rows
            .iter()
            .filter_map(|row| row.split(',').next())
            .collect();
        assert_eq!(shown, asked, "{list:?} {address}\n{query}");
        assert_eq!(rows.len(), shown.len(), "{list:?} {address}: rows twice");
        narrowed += usize::from(!shown.is_empty() && shown.len() < found.total);
    }
    assert!(narrowed > 15, "the choices choose: {narrowed}");
}

#[test]
fn the_number_at_a_value_is_what_choosing_it_gives() {
    let catalogue = Catalogue::read(&EDITION);
    let mut compared = 0;
    for (list, address) in CHOICES {
        let selection = selection(&catalogue, list, address);
        for facet in catalogue.find(&selection, "nl").facets {
            for value in facet.values {
                let alone = selection
                    .without_facet(facet.facet)
                    .with(facet.facet, value.place);
                assert_eq!(
                    value.count,
                    catalogue.count(&alone),
                    "{list:?} {address}: {:?} {:?}",
                    facet.facet,
                    catalogue.value(facet.facet, value.place)
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn an_exception_takes_a_requirement_out_and_an_alternative_brings_it_back() {
    let catalogue = Catalogue::read(&EDITION);
    let shows = |address: &str, code: &str| {
        let selection = selection(&catalogue, List::Requirements, address);
        catalogue
            .find(&selection, "nl")
            .entries
            .iter()
            .any(|entry| entry.code.as_deref() == Some(code))
    };
    let excepted = "kind=ai-systeem&open-source=open-source&transparency=geen-transparantieverplichting&risk=geen-hoog-risico-ai-systeem";
    assert!(shows("kind=ai-systeem&open-source=open-source", "aia-01"));
    assert!(!shows(excepted, "aia-01"));
    assert!(shows(
        &format!("{excepted}&open-source=geen-open-source"),
        "aia-01"
    ));
}

#[test]
fn what_an_address_does_not_mean_is_said_and_changes_nothing() {
    let catalogue = Catalogue::read(&EDITION);
    let parameters: Vec<(String, String)> = [
        ("phase", "vakantie"),
        ("framework", "ADR"),
        ("sort", "random"),
        ("page", "-1"),
        ("utm_source", "x"),
        ("phase", ""),
        ("q", &"x\u{0}é".repeat(500)),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let selection = Selection::read(&catalogue, List::Requirements, &parameters);
    let unknown: Vec<(&str, Result<Facet, &str>)> = selection
        .unknown
        .iter()
        .map(|unknown| {
            let facet = unknown.facet.as_ref().map(|f| *f).map_err(String::as_str);
            (unknown.value.as_str(), facet)
        })
        .collect();
    assert_eq!(
        unknown,
        [
            ("vakantie", Ok(Facet::Phase)),
            ("ADR", Err("framework")),
            ("random", Err("sort")),
            ("-1", Err("page")),
        ]
    );
    assert!(selection.text.chars().count() <= 200);
    assert!(selection.choices().next().is_none());
}

#[test]
fn the_same_choice_has_one_address() {
    let catalogue = Catalogue::read(&EDITION);
    let read = |address| selection(&catalogue, List::Measures, address).parameters(&catalogue);
    assert_eq!(
        read("role=jurist&phase=ontwerp&phase=ontwerp&sort=code&page=1"),
        read("phase=ontwerp&role=jurist")
    );
    assert_eq!(
        read("phase=ontwerp&page=2&sort=title&q=a"),
        [
            ("q", "a"),
            ("phase", "ontwerp"),
            ("sort", "title"),
            ("page", "2")
        ]
        .map(|(name, value)| (name, value.to_owned()))
    );
}

#[test]
fn lists_are_sorted_as_people_expect() {
    let catalogue = Catalogue::read(&EDITION);
    let codes = |address| -> Vec<String> {
        let selection = selection(&catalogue, List::Norms, address);
        let found = catalogue.find(&selection, "nl");
        found
            .entries
            .iter()
            .filter_map(|e| e.code.clone())
            .collect()
    };
    let adr = codes("framework=ADR");
    let place = |code: &str| adr.iter().position(|known| known == code).unwrap();
    assert!(place("SV.2") < place("SV.10"));
    let requirements = selection(&catalogue, List::Requirements, "sort=measures");
    assert_eq!(requirements.sort, Sort::Measures);
    let found = catalogue.find(&requirements, "nl");
    assert!(
        found
            .entries
            .is_sorted_by_key(|e| std::cmp::Reverse(e.measures))
    );
}

#[test]
fn a_matrix_counts_each_measure_once_and_its_query_agrees() {
    let catalogue = Catalogue::read(&EDITION);
    for axis in Axis::ALL {
        let all = Selection::all(List::Requirements);
        let matrix = Matrix::of(&catalogue, axis, &all);
        assert_eq!(matrix.rows.len(), 63);
        let mut cells = BTreeSet::new();
        for row in &matrix.rows {
            assert!(row.cells.iter().all(|cell| *cell <= row.total));
            for (cell, column) in row.cells.iter().zip(&matrix.columns) {
                let address = format!(
                    "requirement={}&{}={}",
                    row.slug,
                    axis.facet().name(),
                    catalogue.value(axis.facet(), *column).unwrap().slug
                );
                let link = selection(&catalogue, List::Measures, &address);
                assert_eq!(*cell, catalogue.count(&link), "{address}");
                if *cell > 0 {
                    let requirement = &catalogue.entries(List::Requirements)[row.requirement];
                    let column = catalogue.value(axis.facet(), *column).unwrap();
                    let column = column.iri.clone().unwrap();
                    cells.insert((requirement.iri.clone(), column, cell.to_string()));
                }
            }
        }
        assert!(matrix.totals.iter().all(|total| *total <= matrix.total));
        let rows = rows(&EDITION, &matrix_query(&catalogue, axis, &all, "nl"));
        let asked: BTreeSet<_> = rows
            .iter()
            .map(|row| {
                let parts: Vec<&str> = row.split(',').collect();
                let last = parts[parts.len() - 1].to_owned();
                (parts[0].to_owned(), parts[2].to_owned(), last)
            })
            .collect();
        assert_eq!(cells, asked);
        let narrowed = selection(
            &catalogue,
            List::Requirements,
            "law=avg&bearer=aanbieder&q=data",
        );
        let matrix = Matrix::of(&catalogue, axis, &narrowed);
        let told = matrix.rows.iter().flat_map(|row| &row.cells);
        let told = told.filter(|cell| **cell > 0).count();
        let query = matrix_query(&catalogue, axis, &narrowed, "nl");
        assert_eq!(told, self::rows(&EDITION, &query).len(), "{query}");
        assert!(told > 0 && told < cells.len());
    }
}

#[test]
fn findings_are_those_of_the_graph() {
    for store in [&*EDITION, &*KADER] {
        let findings = Findings::read(store);
        let all = rows(store, &findings_query(&FindingFilter::default(), "nl"));
        assert!(all.len() > 5);
        assert_eq!(findings.entries.len(), all.len());
        let filter = FindingFilter {
            rules: vec!["dangling-reference".into()],
            severities: vec!["warning".into()],
            files: Vec::new(),
        };
        let chosen = findings.entries.iter().filter(|f| filter.has(f)).count();
        assert_eq!(chosen, rows(store, &findings_query(&filter, "en")).len());
    }
}
