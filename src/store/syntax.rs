//! The parser's complaint → a sentence that helps.
//!
//! The parser says how far it looked and lists every character class that it tried; what people
//! want is the word that stands there, and the usual causes by name.

use super::bounds::is_update;
use super::query::QueryError;
use super::tokens::{Kind, Token, tokens};
use spargebra::SparqlParser;
use std::collections::HashSet;

/// Explains why a text is no query.
pub(super) fn explain(text: &str, base: Option<&str>, complaint: &str) -> QueryError {
    if is_update(text) {
        return QueryError::Update;
    }
    if tokens(text).next().is_none() {
        return at(text, 0, "the query is empty".into());
    }
    let placed = reach(text, complaint);
    let end = placed.map_or(text.len(), |(reach, _)| reach);
    if let Some((token, message)) = named_cause(text, base, end) {
        return at(text, token.start, message);
    }
    let Some((reach, expected)) = placed else {
        return QueryError::Syntax {
            line: 0,
            column: 0,
            message: one_line(complaint),
        };
    };
    if let Some(rule) = rule(expected) {
        return at(text, reach, rule);
    }
    match culprit(text, base, reach) {
        Some(token) => {
            let shown: String = token.text.chars().take(40).collect();
            let message = format!("not well-formed at {}", one_line(&shown));
            at(text, token.start, message)
        }
        None => at(
            text,
            text.len(),
            "not well-formed: something is missing at the end".into(),
        ),
    }
}

/// `error at 3:7: expected …` → the byte up to which the parser looked, and what it expected.
fn reach<'a>(text: &str, complaint: &'a str) -> Option<(usize, &'a str)> {
    let (place, expected) = complaint.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    let reach = offset(text, line.parse().ok()?, column.parse().ok()?);
    Some((reach, expected))
}

/// So many characters the parser may look beyond the place where it gives up: it compares all that
/// a keyword is long before it says that there is none. No keyword is longer.
const LOOKS_AHEAD: usize = 24;

/// The token where the parser gave up, having looked up to this byte; `None`: the end of the text.
///
/// The tokens before that byte are parsed again, with more blanks between them than the parser looks
/// ahead: what it reaches then lies behind the right one, and before the next.
fn culprit<'a>(text: &'a str, base: Option<&str>, reach: usize) -> Option<Token<'a>> {
    let window: Vec<Token<'_>> = tokens(text)
        .skip_while(|token| token.end() + LOOKS_AHEAD * 4 <= reach)
        .take_while(|token| token.start <= reach)
        .collect();
    let first = window.first()?;
    let mut spaced = text.get(..first.start)?.to_owned();
    let mut pieces = Vec::new();
    let mut last = None;
    for token in &window {
        if last.is_none_or(|last| may_part(text, &last, token)) {
            spaced.extend(std::iter::repeat_n(' ', LOOKS_AHEAD));
            pieces.push((spaced.len(), *token));
        }
        spaced.push_str(token.text);
        last = Some(*token);
    }
    spaced.extend(std::iter::repeat_n(' ', LOOKS_AHEAD));
    let parser = match base {
        Some(base) => SparqlParser::new().with_base_iri(base).ok()?,
        None => SparqlParser::new(),
    };
    let complaint = parser.parse_query(&spaced).err()?.to_string();
    let (found, _) = self::reach(&spaced, &complaint)?;
    if found < spaced.len() {
        let number = pieces.partition_point(|(start, _)| *start <= found);
        return pieces.get(number.checked_sub(1)?).map(|(_, token)| *token);
    }
    // All of the window is well-formed so far: what comes next is not.
    tokens(text).find(|token| token.start > reach)
}

/// Whether blanks may come between two tokens: what stands together may be one operator, or a name
/// with signs in it.
fn may_part(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    let stands_alone = |token: &Token<'_>| match token.kind {
        Kind::Iri
        | Kind::Text
        | Kind::Variable
        | Kind::Sign('(' | ')' | '[' | ']' | '{' | '}' | ',' | ';') => true,
        // A dot that ends a triple, none within a name.
        Kind::Sign('.') => !text
            .get(token.end()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')),
        _ => false,
    };
    left.end() < right.start || stands_alone(left) || stands_alone(right)
}

/// What a token scan can name, among the tokens that begin before this byte: a prefix that is not
/// declared, an IRI that is none, a string without an end.
fn named_cause<'a>(text: &'a str, base: Option<&str>, end: usize) -> Option<(Token<'a>, String)> {
    let mut declared = HashSet::new();
    let mut has_base = base.is_some();
    let mut all = tokens(text)
        .take_while(|token| token.start <= end)
        .peekable();
    let is_word = |next: &Token<'_>| next.kind == Kind::Word;
    while let Some(token) = all.next() {
        match token.kind {
            Kind::Word if token.is("PREFIX") => {
                if let Some(name) = all.next_if(|next| next.text.ends_with(':')) {
                    declared.insert(name.text.trim_end_matches(':'));
                    if let Some(iri) = all.next_if(is_word) {
                        return Some((iri, "an IRI stands between < and >".into()));
                    }
                }
            }
            Kind::Word if token.is("@PREFIX") || token.is("@BASE") => {
                let message = "in SPARQL, PREFIX and BASE stand without @ and without a dot behind";
                return Some((token, message.into()));
            }
            Kind::Word if token.is("BASE") => has_base = true,
            Kind::Sign('"' | '\'') => {
                return Some((token, "the string that begins here has no end".into()));
            }
            Kind::Sign('<')
                if all.peek().is_some_and(|next| {
                    next.start == token.end() && is_word(next) && next.text.contains(':')
                }) =>
            {
                let message = "the IRI that begins here has no > at its end, or something in it \
                               that no IRI has, like a blank";
                return Some((token, message.into()));
            }
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

    /// Any word too many is found where it stands, however long the words around it are.
    #[test]
    fn what_does_not_belong_is_found_everywhere() {
        let words = "SELECT ?a WHERE { ?a rdfs:sub-part.of 'text'@nl . FILTER ( ?a != <urn:a> ) } \
                     ORDER BY ?a";
        let words: Vec<&str> = words.split(' ').collect();
        let prologue = "PREFIX rdfs: <urn:some:property>\n";
        assert_eq!(complaint(&format!("{prologue}{}", words.join(" "))), "none");
        for at in 0..=words.len() {
            for blank in [" ", "\n", "          # a comment\n"] {
                let mut all = words.clone();
                all.insert(at, "]");
                let text = format!("{prologue}{}", all.join(blank));
                let before = text.split(']').next().unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default().len() + 1;
                let wanted = format!("line {line}, column {column}: not well-formed at ]");
                assert_eq!(complaint(&text), wanted, "{text}");
            }
        }
    }

    #[test]
    fn the_place_and_the_cause_are_named() {
        for (text, wanted) in [
            (
                "SELECT * {\n ?s ?p .\n}",
                "line 2, column 8: not well-formed at .",
            ),
            (
                "ASK {\n é:x a ?o }",
                "line 2, column 2: the prefix é: is not declared",
            ),
            (
                "ASK { ?s ?p",
                "line 1, column 12: not well-formed: something is missing at the end",
            ),
            (
                "ASK { <a> ?p ?o }",
                "line 1, column 7: <a> is not an absolute IRI",
            ),
            (
                "ASK { FILTER(1 = 1 = 1) } # and some more text behind",
                "line 1, column 20: not well-formed at =",
            ),
            (
                "SELCT ?x\n{ ?x ?p ?o }",
                "line 1, column 1: not well-formed at SELCT",
            ),
            (
                "SELECT * {\n  ?s ?p ?o FILTER(LANG(?o) = \"nl\"\n}\nLIMIT 5",
                "line 3, column 1: not well-formed at }",
            ),
            (
                "\u{feff}ASK { ?s ?p }",
                "line 1, column 13: not well-formed at }",
            ),
            (
                "ASK { ?s ?p \"a, ?b }",
                "line 1, column 13: the string that begins here has no end",
            ),
            (
                "ASK { ?s ?p ?o } ; DROP ALL",
                "line 1, column 18: not well-formed at ;",
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
