#![allow(clippy::unwrap_used)]
use super::*;
use crate::write::testing::example;

fn tables() -> Vec<Table> {
    let mut sink = TableSink::default();
    for quad in example() {
        sink.quad(quad.as_ref()).unwrap();
    }
    sink.finish()
}

fn cell<'a>(table: &'a Table, row: usize, column: &str) -> &'a str {
    let place = table
        .columns
        .iter()
        .position(|name| *name == column)
        .unwrap();
    &table.rows[row][place]
}

#[test]
fn there_is_a_table_a_kind_with_a_row_a_thing() {
    let tables = tables();
    let sizes: Vec<_> = tables
        .iter()
        .map(|table| (table.name, table.rows.len()))
        .collect();
    assert_eq!(
        sizes,
        [
            ("vereisten", 1),
            ("maatregelen", 1),
            ("hulpmiddelen", 1),
            ("bevindingen", 1)
        ]
    );
    for table in &tables {
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.len() == table.columns.len())
        );
    }
}

#[test]
fn cells_have_codes_and_words_instead_of_iris() {
    let tables = tables();
    let requirement = &tables[0];
    assert_eq!(cell(requirement, 0, "Code"), "aia-90");
    assert_eq!(cell(requirement, 0, "Maatregelen"), "owp-90");
    assert_eq!(cell(requirement, 0, "Hulpmiddelen"), "Proefwijzer");
    // What the profile and its exception say stands in the requirement's row.
    assert_eq!(
        cell(requirement, 0, "Risicogroep"),
        "hoog-risico-ai-systeem"
    );
    assert_eq!(
        cell(requirement, 0, "Uitzondering"),
        "\"open-source-open-source\""
    );
    assert_eq!(
        cell(requirement, 0, "Levenscyclus"),
        "ontwerp; monitoring-en-beheer"
    );
    let page = "https://example.org/vereisten/aia-90-beproeving/";
    assert_eq!(cell(requirement, 0, "Pagina"), page);
    let finding = &tables[3];
    assert_eq!(cell(finding, 0, "Betreft"), "owp-90");
    assert_eq!(cell(finding, 0, "Ernst"), "Warning");
}

#[test]
fn csv_is_quoted_where_it_must_be() {
    let table = Table {
        name: "proef",
        columns: vec!["Code", "Tekst"],
        rows: vec![vec!["3.10".to_owned(), "twee\nregels, \"zo\"".to_owned()]],
    };
    let mut out = Vec::new();
    write_csv(&table, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text, "Code,Tekst\r\n3.10,\"twee\nregels, \"\"zo\"\"\"\r\n");
}

#[test]
fn a_workbook_is_the_same_every_time_and_takes_any_text() {
    let mut tables = tables();
    tables[0]
        .rows
        .push(vec!["=1+1".to_owned(), "x".repeat(40_000)]);
    tables[0]
        .rows
        .push(vec!["\u{1}\u{FFFE}".to_owned(), "👩‍⚖️".repeat(20_000)]);
    let bytes = |tables: &[Table]| {
        let mut out = Vec::new();
        write_workbook(tables, &mut out).unwrap();
        out
    };
    let first = bytes(&tables);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(first == bytes(&tables));
    assert!(first.starts_with(b"PK"));
}
