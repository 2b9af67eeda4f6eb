//! The words of a SPARQL text, without parsing it.
//!
//! Enough to bound a text before a parser sees it, to find its prefixes and its `VALUES` blocks.
//! Where the grammar leaves open what a sign means (`<` may begin an IRI or compare), the token
//! keeps its text, so that the reader can count what stands inside.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<…>`
    Iri,
    /// Any of the four kinds of strings.
    Text,
    /// `?x`, `$x`
    Variable,
    /// Letters, digits, `_`, `:`, …: a keyword, a prefixed name, a number, a language tag.
    Word,
    /// One sign.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Byte offset of its first character.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Whether it is this keyword, in any case.
    pub(super) fn is(&self, keyword: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(keyword)
    }

    /// Byte offset after its last character.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a text, comments and white space left out.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let blanks = self.text.as_bytes().get(self.at..)?;
            self.at += blanks
                .iter()
                .position(|byte| !matches!(byte, b' ' | b'\t'..=b'\r'))
                .unwrap_or(blanks.len());
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                self.at += first.len_utf8();
            } else if first == '#' {
                self.at += line(rest);
            } else {
                let (kind, length) = measure(rest, first);
                let token = Token {
                    kind,
                    text: rest.get(..length)?,
                    start: self.at,
                };
                self.at += length;
                return Some(token);
            }
        }
    }
}

/// The kind and the length in bytes of the token at the head of a text that begins with `first`.
fn measure(rest: &str, first: char) -> (Kind, usize) {
    match first {
        '<' => iri(rest).map_or((Kind::Sign('<'), 1), |length| (Kind::Iri, length)),
        '"' | '\'' => string(rest, first).map_or((Kind::Sign(first), 1), |n| (Kind::Text, n)),
        '?' | '$' => match run(rest.get(1..).unwrap_or_default(), false) {
            0 => (Kind::Sign(first), 1),
            length => (Kind::Variable, 1 + length),
        },
        _ if first.is_ascii_digit() => (Kind::Word, number(rest)),
        _ => match run(rest, true) {
            0 => (Kind::Sign(first), first.len_utf8()),
            length => (Kind::Word, length),
        },
    }
}

/// Bytes before the end of the line. One sign is looked for at a time: that takes many bytes in a
/// step.
fn line(rest: &str) -> usize {
    let line = rest.find('\n').unwrap_or(rest.len());
    let found = rest.get(..line).and_then(|line| line.find('\r'));
    found.unwrap_or(line)
}

/// A letter, a digit or `_`.
const IN_WORD: u8 = 1;
/// `:` or `@`, where it belongs to the word.
const SIGN_IN_WORD: u8 = 2;

/// What each byte may be.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            bytes[byte as usize] = IN_WORD;
        } else if byte == b':' || byte == b'@' {
            bytes[byte as usize] = SIGN_IN_WORD;
        }
        byte += 1;
    }
    bytes
};

fn run(rest: &str, with_colon: bool) -> usize {
    let wanted = if with_colon {
        IN_WORD | SIGN_IN_WORD
    } else {
        IN_WORD
    };
    let mut at = 0;
    loop {
        let tail = rest.as_bytes().get(at..).unwrap_or_default();
        let end = tail
            .iter()
            .position(|byte| BYTES[usize::from(*byte)] & wanted == 0);
        at += end.unwrap_or(tail.len());
        // Most texts are ASCII.
        match rest.get(at..).and_then(|tail| tail.chars().next()) {
            Some(c) if !c.is_ascii() && c.is_alphanumeric() => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// `3`, `3.10`, `3e2`; the dot that ends a triple is none of it.
fn number(rest: &str) -> usize {
    let whole = run(rest, false);
    let fraction = rest.get(whole..).and_then(|tail| tail.strip_prefix('.'));
    match fraction {
        Some(tail) if tail.starts_with(|c: char| c.is_ascii_digit()) => {
            whole + 1 + run(tail, false)
        }
        _ => whole,
    }
}

fn iri(rest: &str) -> Option<usize> {
    let end = rest.as_bytes().iter().skip(1).position(|byte| {
        matches!(
            byte,
            0..=b' ' | b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`' | b'\\'
        )
    })? + 1;
    (rest.as_bytes().get(end) == Some(&b'>')).then_some(end + 1)
}

fn string(rest: &str, quote: char) -> Option<usize> {
    let long: String = [quote; 3].iter().collect();
    let is_long = rest.starts_with(&long);
    let mut at = if is_long { 3 } else { 1 };
    loop {
        let tail = rest.get(at..)?;
        let next = tail.chars().next()?;
        match next {
            '\\' => at += 1 + tail.chars().nth(1)?.len_utf8(),
            _ if is_long && tail.starts_with(&long) => return Some(at + 3),
            _ if !is_long && next == quote => return Some(at + 1),
            '\n' | '\r' if !is_long => return None,
            _ => at += next.len_utf8(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn strings_comments_and_iris_are_one_token_or_none() {
        assert_eq!(
            texts("SELECT ?x { ?x <urn:a#b> \"a { # \\\" b\"@nl . # { not here }\n }"),
            [
                "SELECT",
                "?x",
                "{",
                "?x",
                "<urn:a#b>",
                "\"a { # \\\" b\"",
                "@nl",
                ".",
                "}"
            ]
        );
        assert_eq!(
            texts("?x 3.10, 4. 5e2"),
            ["?x", "3.10", ",", "4", ".", "5e2"]
        );
        assert_eq!(texts("'''a'b\n\"c'''?x"), ["'''a'b\n\"c'''", "?x"]);
    }

    #[test]
    fn what_is_not_closed_hides_nothing() {
        assert_eq!(texts("\"{{\n{"), ["\"", "{", "{", "{"]);
        assert_eq!(texts("?a < ?b"), ["?a", "<", "?b"]);
        assert_eq!(texts("\"\"\"{"), ["\"", "\"\"", "{"]);
    }
}
