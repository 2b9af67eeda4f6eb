//! What is wrong in the files beside the documents, the glossary and the tables of norms: how they
//! are encoded, and what in a glossary is no term or is one twice.

use super::document::decoding;
use super::identifier::{Identifier, Names, slug};
use super::model::Term;
use crate::findings::{Bilingual, Code, Finding, line_start};
use crate::source::{decode, glossary};
use foldhash::HashMap;
use std::collections::hash_map::Entry;

/// More findings about one such file are not told.
const MAX_FINDINGS: usize = 1_000;

/// The text of a file that is no document; what had to be done to read it is a finding.
pub(super) fn text(path: &str, bytes: &[u8], findings: &mut Vec<Finding>) -> String {
    let decoded = decode(bytes);
    if !decoded.issues.is_empty() {
        let lines: Vec<&str> = decoded.text.split('\n').collect();
        for issue in decoded.issues.iter().take(MAX_FINDINGS) {
            let (code, message) = decoding(issue);
            let mut finding = at(path, &lines, issue.line, code, message);
            (finding.column, finding.width) = (issue.column, 1);
            findings.push(finding);
        }
    }
    decoded.text
}

/// The terms of a glossary.
pub(super) fn terms(
    path: &str,
    text: &str,
    names: &mut Names,
    findings: &mut Vec<Finding>,
) -> Vec<Term> {
    let (entries, others) = glossary::read(text);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut told = Vec::new();
    let mut seen: HashMap<&str, u32> = HashMap::default();
    for entry in &entries {
        match seen.entry(&entry.term) {
            Entry::Vacant(new) => {
                new.insert(entry.line);
            }
            Entry::Occupied(first) => {
                let (term, line) = (&entry.term, first.get());
                let message = Bilingual::new(
                    format!(
                        "{term} staat al op regel {line}; de site toont de laatste omschrijving"
                    ),
                    format!(
                        "{term} stands on line {line} already; the site shows the last definition"
                    ),
                );
                told.push(at(path, &lines, entry.line, Code::DuplicateTerm, message));
            }
        }
        if entry.definition.is_empty() {
            let message = Bilingual::new(
                format!("{} heeft geen omschrijving", entry.term),
                format!("{} has no definition", entry.term),
            );
            told.push(at(path, &lines, entry.line, Code::EmptyValue, message));
        }
    }
    for line in others {
        let words = line_at(&lines, line).trim_start();
        // Headings, comments and text may stand between the terms.
        if words.starts_with("*[") || words.starts_with("* [") || words.starts_with('[') {
            let message = Bilingual::new(
                "Deze regel is geen begrip, al lijkt het er een",
                "This line is no term, though it looks like one",
            );
            told.push(
                at(path, &lines, line, Code::MalformedTerm, message).with_help(Bilingual::new(
                    "schrijf: *[begrip]: omschrijving",
                    "write: *[term]: definition",
                )),
            );
        }
    }
    findings.extend(told.into_iter().take(MAX_FINDINGS));
    entries
        .into_iter()
        .map(|entry| {
            let slug = slug(&entry.term);
            let name = names.take(if slug.is_empty() { "term" } else { &slug });
            Term {
                id: Identifier::local("term", &name),
                term: entry.term,
                definition: entry.definition,
                place: (path.to_owned(), entry.line),
            }
        })
        .collect()
}

fn line_at<'l>(lines: &[&'l str], line: u32) -> &'l str {
    let index = usize::try_from(line)
        .ok()
        .and_then(|line| line.checked_sub(1));
    index
        .and_then(|index| lines.get(index))
        .copied()
        .unwrap_or_default()
}

/// A finding about a whole line.
fn at(path: &str, lines: &[&str], line: u32, code: Code, message: Bilingual) -> Finding {
    let text = line_start(line_at(lines, line));
    let start = text.len() - text.trim_start().len();
    let before = text.get(..start).unwrap_or_default().chars().count();
    let count = |characters: usize| u32::try_from(characters).unwrap_or(u32::MAX - 1);
    let width = count(text.trim().chars().count());
    Finding::new(code, path, line, count(before) + 1, text, message).with_width(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_that_stand_twice_or_are_none_are_told() {
        let text = "# Begrippen\n*[toets]: Een proef.\n*[toets]: Een keuring.\n*[leeg]:\n*[half] Geen dubbele punt.\nlosse tekst\n";
        let mut findings = Vec::new();
        let told = terms("a.md", text, &mut Names::default(), &mut findings);
        assert_eq!(told.len(), 3);
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code, finding.line, finding.column))
            .collect();
        assert_eq!(
            found,
            [
                (Code::DuplicateTerm, 3, 1),
                (Code::EmptyValue, 4, 1),
                (Code::MalformedTerm, 5, 1)
            ]
        );
    }

    #[test]
    fn how_a_table_is_encoded_is_told() {
        let mut findings = Vec::new();
        assert_eq!(
            text("a.csv", b"a;b\nco\xF6r;x", &mut findings),
            "a;b\ncoör;x"
        );
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code, finding.line, finding.column))
            .collect();
        assert_eq!(found, [(Code::InvalidEncoding, 2, 3)]);
    }
}
