//! `tests/fixtures/citations.tsv`, sentence by sentence.

use super::*;
use std::collections::BTreeSet;

const SENTENCES: &str = include_str!("../../../tests/fixtures/citations.tsv");

fn cited(context: &str, sentence: &str) -> BTreeSet<String> {
    let register = Register::embedded().unwrap();
    let context = (!context.is_empty())
        .then(|| register.context_of(context))
        .flatten();
    Reader::new(register, context)
        .read(&Passage::text(sentence))
        .citations
        .iter()
        .flat_map(|citation| &citation.targets)
        .map(|target| format!("{}:{}", target.act().code, target.key()))
        .collect()
}

#[test]
fn sentences_of_jurists_are_read() {
    let mut wrong = Vec::new();
    for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [context, sentence, targets] = cells.as_slice() else {
            panic!("three columns: {line}");
        };
        let expected: BTreeSet<String> = targets
            .split(' ')
            .filter(|target| *target != "-")
            .map(str::to_owned)
            .collect();
        let found = cited(context, sentence);
        if found != expected {
            wrong.push(format!(
                "{sentence}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
