//! Literals as Turtle has them: numbers and truth values bare, texts of more lines between
//! three quotes, and an escape for what the eye cannot see.

use oxigraph::model::LiteralRef;
use oxigraph::model::vocab::{rdf, xsd};
use std::fmt::Write;

/// Writes a literal; `true` where its datatype must still be written.
#[must_use]
pub(super) fn push_literal(out: &mut String, literal: LiteralRef<'_>) -> bool {
    let value = literal.value();
    let datatype = literal.datatype();
    let bare = (datatype == xsd::BOOLEAN && matches!(value, "true" | "false"))
        || (datatype == xsd::INTEGER && is_integer(value))
        || (datatype == xsd::DECIMAL && is_decimal(value));
    if bare {
        out.push_str(value);
        return false;
    }
    let quotes = if value.contains('\n') { "\"\"\"" } else { "\"" };
    out.push_str(quotes);
    push_text(out, value, quotes.len() > 1);
    out.push_str(quotes);
    if let Some(language) = literal.language() {
        out.push('@');
        out.push_str(language);
    }
    datatype != xsd::STRING && datatype != rdf::LANG_STRING
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[+-]? [0-9]* '.' [0-9]+`, the only form that Turtle reads as a decimal.
fn is_decimal(text: &str) -> bool {
    text.strip_prefix(['+', '-'])
        .unwrap_or(text)
        .split_once('.')
        .is_some_and(|(whole, fraction)| {
            whole.bytes().all(|byte| byte.is_ascii_digit())
                && !fraction.is_empty()
                && fraction.bytes().all(|byte| byte.is_ascii_digit())
        })
}

fn push_text(out: &mut String, text: &str, long: bool) {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => out.push_str("\\\\"),
            '\n' if long => out.push('\n'),
            // A lone quote cannot be taken for the three that end a long text.
            '"' if long && before != Some('"') && !matches!(chars.peek(), None | Some('"')) => {
                out.push('"');
            }
            '"' => out.push_str("\\\""),
            // Line ends may be changed on the way, by Git or an editor.
            '\r' => out.push_str("\\r"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            char if is_unseen(char) => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
        before = Some(char);
    }
}

/// Controls, non-characters, and what changes how a text looks without being seen. The joiners
/// U+200C and U+200D stay: emoji and scripts need them.
fn is_unseen(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
