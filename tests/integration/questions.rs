//! The questions of the library: the rows that they must give on the small framework of
//! `tests/fixtures/kader`, and on `tests/fixtures/questions.trig` for what that does not show.

mod asking;
mod data;
mod law;
mod work;

use crate::program::{fixture, program};

/// The rows of a question, these columns of them, their cells joined by ` | `.
#[track_caller]
fn asked(from: [&str; 2], name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    let mut arguments = vec![
        "query", "--quiet", from[0], from[1], "--name", name, "--format", "csv",
    ];
    for parameter in parameters {
        arguments.extend(["--param", parameter]);
    }
    let answer = program(arguments).succeeds();
    let mut reader = csv::Reader::from_reader(answer.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let places: Vec<usize> = columns
        .iter()
        .map(|column| heads.iter().position(|head| head == *column).unwrap())
        .collect();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cells: Vec<&str> = places.iter().map(|place| &row[*place]).collect();
            cells.join(" | ")
        })
        .collect()
}

#[track_caller]
pub(super) fn rows(name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    asked(["--source", &fixture("kader")], name, parameters, columns)
}

#[track_caller]
pub(super) fn other_rows(name: &str, parameters: &[&str], columns: &[&str]) -> Vec<String> {
    asked(
        ["--data", &fixture("questions.trig")],
        name,
        parameters,
        columns,
    )
}

#[test]
fn every_question_has_its_rows_here() {
    let here: String = [
        include_str!("questions/asking.rs"),
        include_str!("questions/data.rs"),
        include_str!("questions/law.rs"),
        include_str!("questions/work.rs"),
    ]
    .iter()
    .flat_map(|text| text.split_whitespace())
    .collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.strip_suffix(".rq").unwrap().to_owned();
        let asked = here.contains(&format!("rows(\"{name}\""));
        assert!(asked, "no test has rows of {name}");
        count += 1;
    }
    assert!(count > 20);
}

pub(super) const ARTICLE_9: &str = "provision=http://data.europa.eu/eli/reg/2024/1689/art_9/oj";
const REQUIREMENT: &str = "requirement=aia-80";
