//! What a query may cost before it is parsed.
//!
//! The parser and the evaluator recurse over a query's structure: some thousand nested groups, or
//! as many chained operators, would overflow any stack. So the tokens are counted first.

use super::query::QueryError;
use super::tokens::{Kind, Token, tokens};

/// Bounds on a query's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of the text.
    pub bytes: usize,
    /// Open brackets of any kind at one place.
    pub depth: usize,
    /// Keywords, operators, separators and groups: what the parser may recurse over. Terms do not
    /// count, so that long `VALUES` lists pass.
    pub parts: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            bytes: 256 * 1024,
            depth: 64,
            parts: 2_000,
        }
    }
}

/// Stack, in bytes, on which a text within the default bounds is parsed and evaluated safely.
pub(super) const STACK: usize = 256 * 1024 * 1024;

impl Bounds {
    /// Says whether a text stays within the bounds.
    ///
    /// # Errors
    /// [`QueryError::TooLarge`] with what is exceeded.
    pub fn check(&self, text: &str) -> Result<(), QueryError> {
        if text.len() > self.bytes {
            return Err(QueryError::TooLarge {
                what: "bytes",
                limit: self.bytes,
            });
        }
        let (mut open, mut parts) = (Vec::new(), 0_usize);
        for token in tokens(text) {
            let first = token.text.chars().next().unwrap_or_default();
            match token.kind {
                Kind::Sign('(' | '[' | '{') => {
                    open.push(first);
                    // Rows of VALUES are brackets without structure; groups count.
                    parts += usize::from(first == '{');
                }
                Kind::Sign(')' | ']' | '}') => drop(open.pop()),
                // Lists in parentheses are flat, as those of IN.
                Kind::Sign(',') if open.last() == Some(&'(') => {}
                Kind::Sign(_) => parts += 1,
                Kind::Word => {
                    let prefixed = token.text.bytes().any(|byte| byte == b':');
                    parts += usize::from(!prefixed && !first.is_ascii_digit());
                }
                // `?a<(((?b>…`: what looks like an IRI may be a comparison.
                Kind::Iri => open.extend(std::iter::repeat_n('(', suspicious(token.text))),
                Kind::Text | Kind::Variable => {}
            }
            let depth = open.len();
            if depth > self.depth {
                return Err(QueryError::TooLarge {
                    what: "nested brackets",
                    limit: self.depth,
                });
            }
            if parts > self.parts {
                return Err(QueryError::TooLarge {
                    what: "keywords and operators",
                    limit: self.parts,
                });
            }
        }
        Ok(())
    }
}

/// Signs in an IRI that would nest if it were none; those of ordinary IRIs come in pairs.
fn suspicious(iri: &str) -> usize {
    let open = iri.matches(['(', '[', '!']).count();
    open.saturating_sub(iri.matches([')', ']']).count())
}

/// Ends of the names of what gives something else each time; `STRUUID` is another.
const CHANGING: [&str; 4] = ["NOW", "RAND", "UUID", "BNODE"];

/// Whether the same text over the same data always gives the same answer.
pub fn is_repeatable(text: &str) -> bool {
    // Any letter of a text may be written as an escape (SPARQL 1.1 §19.2).
    if text.contains("\\u") || text.contains("\\U") {
        return false;
    }
    // Most texts call none of them anywhere; that is quicker seen than their tokens.
    if !might_change(text.as_bytes()) {
        return true;
    }
    let mut called = false;
    !tokens(text).any(|token| {
        let changes = called && token.kind == Kind::Sign('(');
        // The parser takes `FILTERNOW()` for two words.
        called = token.kind == Kind::Word && CHANGING.iter().any(|name| ends_with(&token, name));
        changes
    })
}

fn ends_with(token: &Token<'_>, name: &str) -> bool {
    let bytes = token.text.as_bytes();
    let end = bytes.len().checked_sub(name.len());
    end.and_then(|start| bytes.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
}

/// Whether one of the names stands before a bracket anywhere, be it in a comment or a string.
fn might_change(text: &[u8]) -> bool {
    text.iter().enumerate().any(|(at, byte)| {
        matches!(byte | 0x20, b'n' | b'r' | b'u' | b'b')
            && CHANGING.iter().any(|name| {
                let end = at + name.len();
                let found = text.get(at..end);
                found.is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
                    && text
                        .get(end..)
                        .and_then(|rest| rest.trim_ascii_start().first())
                        .is_some_and(|next| matches!(next, b'(' | b'#' | b'\x0b'))
            })
    })
}

/// Whether a text is an update rather than a query: its first keyword after the prologue says it.
pub fn is_update(text: &str) -> bool {
    const UPDATES: [&str; 11] = [
        "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH",
        "USING",
    ];
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.is("PREFIX") {
            tokens.nth(1);
        } else if token.is("BASE") {
            tokens.next();
        } else {
            return UPDATES.iter().any(|name| token.is(name));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> bool {
        Bounds::default().check(text).is_err()
    }

    #[test]
    fn ordinary_queries_pass_and_long_value_lists_too() {
        let list = "3.1, ".repeat(5000);
        assert!(!refused(&format!(
            "ASK {{ ?s ?p ?o FILTER(?o IN ({list} 1)) }}"
        )));
        let rows = "(<urn:x:y> \"z\") ".repeat(5000);
        assert!(!refused(&format!(
            "SELECT * {{ VALUES (?a ?b) {{ {rows} }} ?a ?p ?b }}"
        )));
        assert!(!refused(
            "SELECT * { ?s <http://en.wikipedia.org/wiki/A_(b)> ?o FILTER(?o < 3 && (?s > 2)) }"
        ));
    }

    #[test]
    fn nesting_and_chains_are_refused_even_when_unclosed_or_disguised() {
        for text in [
            format!(
                "SELECT * {{ FILTER({}1{}) }}",
                "(".repeat(200),
                ")".repeat(200)
            ),
            "{".repeat(100),
            format!("ASK {{ FILTER(?x{}) }}", " || ?x".repeat(5000)),
            format!("ASK {{ FILTER({}?x) }}", "!".repeat(5000)),
            format!("ASK {{ FILTER(?a<{}?b>1) }}", "(".repeat(100)),
            format!("ASK {}", "OPTIONAL ".repeat(3000)),
            "x".repeat(300_000),
        ] {
            assert!(refused(&text), "{text:.40}");
        }
    }

    #[test]
    fn updates_and_changing_functions_are_recognised() {
        assert!(is_update("PREFIX a: <urn:a> # x\n insert DATA {}"));
        assert!(!is_update("BASE <urn:a> SELECT * { ?insert ?p ?o }"));
        assert!(is_repeatable("SELECT * { ?s ?p \"now()\" } # rand()"));
        assert!(is_repeatable(
            "# now (this)\nSELECT ?now { ?now ?uuid ?bnode }"
        ));
        for changing in [
            "SELECT (now() AS ?x) {}",
            "SELECT (StrUUID () AS ?x) {}",
            "SELECT (BNODE # ()\n (\"a\") AS ?x) {}",
            "ASK { FILTERRAND() }",
            "SELECT (\\u004eOW() AS ?x) {}",
            "SELECT (1+NOW\u{b}() AS ?x) {}",
        ] {
            assert!(!is_repeatable(changing), "{changing}");
        }
    }
}
