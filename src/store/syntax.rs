//! The parser's complaint → a sentence that helps.
//!
//! The parser says where it gave up and lists every character class that it tried; what people
//! want is the word that stands there, and the usual causes by name.

use super::bounds::is_update;
use super::query::QueryError;
use super::tokens::{Kind, Token, tokens};
use std::collections::HashSet;

/// Explains why a text is no query.
pub(super) fn explain(text: &str, base: Option<&str>, complaint: &str) -> QueryError {
    if is_update(text) {
        return QueryError::Update;
    }
    if tokens(text).next().is_none() {
        return at(text, 0, "the query is empty".into());
    }
    if let Some((token, message)) = named_cause(text, base) {
        return at(text, token.start, message);
    }
    // `error at 3:7: expected …` where the parser knows the place.
    let placed = complaint.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?, expected))
    });
    let Some((line, column, expected)) = placed else {
        return QueryError::Syntax {
            line: 0,
            column: 0,
            message: one_line(complaint),
        };
    };
    QueryError::Syntax {
        line,
        column,
        message: rule(expected).unwrap_or_else(|| unexpected(text, line, column)),
    }
}

/// What a token scan can name: a prefix that is not declared, an IRI that is none.
fn named_cause<'a>(text: &'a str, base: Option<&str>) -> Option<(Token<'a>, String)> {
    let mut declared = HashSet::new();
    let mut has_base = base.is_some();
    let mut all = tokens(text).peekable();
    while let Some(token) = all.next() {
        match token.kind {
            Kind::Word if token.is("PREFIX") => {
                if let Some(name) = all.next_if(|next| next.text.ends_with(':')) {
                    declared.insert(name.text.trim_end_matches(':'));
                }
            }
            Kind::Word if token.is("BASE") => has_base = true,
            Kind::Word if !token.text.starts_with('@') => {
                if let Some((prefix, _)) = token.text.split_once(':')
                    && prefix != "_"
                    && !declared.contains(prefix)
                {
                    return Some((token, format!("the prefix {prefix}: is not declared")));
                }
            }
            Kind::Iri => {
                let iri = token.text.trim_matches(['<', '>']);
                let valid = if has_base {
                    oxiri::IriRef::parse(iri).is_ok()
                } else {
                    oxiri::Iri::parse(iri).is_ok()
                };
                // `?a <?b && ?c> ?d` reads like an IRI and is none: leave it to the parser.
                if !valid && !iri.contains(['?', '$', '(']) {
                    return Some((token, format!("{} is not an absolute IRI", token.text)));
                }
            }
            _ => {}
        }
    }
    None
}

/// A rule of the language that the parser names in a sentence among what it expected.
fn rule(expected: &str) -> Option<String> {
    expected
        .trim_start_matches("expected ")
        .trim_start_matches("one of ")
        .split(", ")
        .find(|item| {
            item.split(' ').count() > 2
                && item.starts_with(|c: char| c.is_ascii_uppercase())
                && !item.contains("..=")
        })
        .map(one_line)
}

fn unexpected(text: &str, line: usize, column: usize) -> String {
    let place = offset(text, line, column);
    match tokens(text).find(|token| token.end() > place) {
        Some(token) => {
            let shown: String = token.text.chars().take(40).collect();
            format!("not well-formed at or just before {}", one_line(&shown))
        }
        None => "not well-formed: something is missing at or before the end".into(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The byte offset of a line and a column.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let in_line = text.get(start..).unwrap_or_default();
    start
        + in_line
            .chars()
            .take(column.saturating_sub(1))
            .map(char::len_utf8)
            .sum::<usize>()
}

fn at(text: &str, start: usize, message: String) -> QueryError {
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    QueryError::Syntax {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        message,
    }
}

#[cfg(test)]
mod tests {
    use crate::store::InProcess;

    fn complaint(text: &str) -> String {
        InProcess::parse(text, None).map_or_else(|error| error.to_string(), |_| "none".into())
    }

    #[test]
    fn the_place_and_the_cause_are_named() {
        for (text, wanted) in [
            (
                "SELECT * {\n ?s ?p .\n}",
                "line 3, column 1: not well-formed at or just before }",
            ),
            (
                "ASK {\n é:x a ?o }",
                "line 2, column 2: the prefix é: is not declared",
            ),
            (
                "ASK { ?s ?p",
                "line 1, column 12: not well-formed: something is missing at or before the end",
            ),
            (
                "ASK { <a> ?p ?o }",
                "line 1, column 7: <a> is not an absolute IRI",
            ),
            ("# nothing", "line 1, column 1: the query is empty"),
            (
                "DROP ALL",
                "this is an update; only queries are answered, nothing was changed",
            ),
        ] {
            assert_eq!(complaint(text), wanted, "{text}");
        }
        assert!(
            complaint("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }")
                .contains("SELECT contains a variable that is unbound")
        );
    }
}
