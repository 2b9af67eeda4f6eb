//! Questions that need relations only give the same rows from the built-in edition and from a
//! checkout of the framework, texts apart. `KADERGRAAF_CORPUS` names a checkout.

use kadergraaf::graph::vocabulary::DEFAULT_BASE;
use kadergraaf::graph::{self, Settings};
use kadergraaf::source::Source;
use kadergraaf::store::library::{
    Choices, Library, LibraryQuery, Needs, Parameter, ParameterKind, Things,
};
use kadergraaf::store::{InProcess, Store, StoreBuilder};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Columns whose words are the framework's own, or follow from them.
const TEXTS: &[(&str, &str)] = &[("norms-by-measures", "description")];

/// Values that are tried of a parameter, spread over its choices.
const TRIED: usize = 24;

fn store(source: &Source) -> Arc<Store> {
    let mut builder = StoreBuilder::new();
    graph::tell(source, &Settings::default(), &mut builder).unwrap();
    Arc::new(builder.finish())
}

/// The columns in which both editions must have the same: things, counts, dates.
fn compared(query: &LibraryQuery) -> Vec<(&str, bool)> {
    query
        .columns
        .iter()
        .filter(|column| column.of.is_none())
        .filter(|column| !TEXTS.contains(&(query.name.as_str(), column.name.as_str())))
        .map(|column| (column.name.as_str(), column.things == Things::Many))
        .collect()
}

/// The rows, as a set: their order follows titles.
fn rows(runner: &InProcess, query: &LibraryQuery, values: &[(String, String)]) -> BTreeSet<String> {
    let text = query.bind(values, DEFAULT_BASE, false, None).unwrap();
    let columns = compared(query);
    let mut rows = BTreeSet::new();
    runner
        .select(&text, &mut |row| {
            let cells: Vec<String> = columns
                .iter()
                .map(|(name, many)| {
                    let cell = row.get(*name).map(ToString::to_string).unwrap_or_default();
                    if *many {
                        let things: BTreeSet<&str> = cell.trim_matches('"').split(' ').collect();
                        format!("{things:?}")
                    } else {
                        cell
                    }
                })
                .collect();
            assert!(
                rows.insert(cells.join(" | ")),
                "{}: a row twice",
                query.name
            );
        })
        .unwrap();
    rows
}

/// The example, nothing where that is allowed, and values from all over the choices.
fn tried(parameter: &Parameter, choices: &Choices) -> Vec<Option<String>> {
    let mut values = vec![Some(parameter.example.clone())];
    if parameter.optional {
        values.push(None);
    }
    let of_kind = choices.of_kind(parameter.kind);
    let step = of_kind.len().div_ceil(TRIED).max(1);
    let spread = of_kind.iter().step_by(step);
    values.extend(spread.map(|choice| Some(choice.value.clone())));
    if parameter.kind == ParameterKind::Date {
        let dates = ["2020-01-01", "2027-12-02", "2030-01-01"];
        values.extend(dates.map(|day| Some(day.to_owned())));
    }
    values
}

/// Sets of values: each parameter goes through its own, the others keep their examples.
fn asked(query: &LibraryQuery, choices: &Choices) -> BTreeSet<Vec<(String, String)>> {
    let own = query
        .parameters
        .iter()
        .filter(|parameter| parameter.kind != ParameterKind::Language);
    let mut all = BTreeSet::from([own
        .clone()
        .map(|parameter| (parameter.name.clone(), parameter.example.clone()))
        .collect::<Vec<_>>()]);
    for parameter in own.clone() {
        for value in tried(parameter, choices) {
            let others = own.clone().filter(|other| other.name != parameter.name);
            let mut values: Vec<_> = others
                .map(|other| (other.name.clone(), other.example.clone()))
                .collect();
            values.extend(value.map(|value| (parameter.name.clone(), value)));
            all.insert(values);
        }
    }
    all
}

#[test]
fn questions_on_relations_have_the_same_rows_in_both_editions() {
    let Some(corpus) = std::env::var_os("KADERGRAAF_CORPUS").filter(|path| !path.is_empty()) else {
        // Past the test harness, which would keep it.
        let message = b"skipped: KADERGRAAF_CORPUS names no checkout of the framework\n";
        let _ = std::io::stderr().lock().write_all(message);
        return;
    };
    let built_in = store(&Source::built_in());
    let checkout = store(&Source::open(Path::new(&corpus)).unwrap());
    // What both can be asked: a checkout cites more in its texts.
    let choices = Choices::of(&built_in, DEFAULT_BASE);
    let runners = [&built_in, &checkout].map(|store| InProcess::new(Arc::clone(store)));
    let library = Library::embedded().unwrap();
    let mut differences = String::new();
    let (mut questions, mut answers, mut with_rows) = (0, 0, 0);
    for query in library.iter().filter(|q| q.needs == Needs::Relations) {
        questions += 1;
        for values in asked(query, &choices) {
            let [here, there] = [&runners[0], &runners[1]].map(|run| rows(run, query, &values));
            answers += 1;
            with_rows += usize::from(!here.is_empty());
            let lines = here
                .difference(&there)
                .map(|row| format!("  built in: {row}\n"))
                .chain(
                    there
                        .difference(&here)
                        .map(|row| format!("  checkout: {row}\n")),
                );
            let lines: String = lines.take(4).collect();
            if !lines.is_empty() {
                differences += &[&query.name, " ", &format!("{values:?}"), "\n", &lines].concat();
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
    assert!(questions > 15 && answers > 250, "{questions}, {answers}");
    assert!(
        with_rows > answers / 2,
        "{with_rows} of {answers} have rows"
    );
}
