//! Terms as N-Quads writes them: canonical escapes, whole IRIs.
//!
//! The rules are those of canonical N-Quads (RDF Dataset Canonicalization, annex A; RDF 1.2
//! N-Quads, section 4): the seven escapes of one letter, `\uXXXX` for the other C0 controls, DEL
//! and the two non-characters, all else as it is.

use crate::graph::{Object, SinkError, lexical};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
};
use std::io::Write;

/// Writes the line of a quad; `push_iri` writes an IRI with its marks, as [`push_iri`] does.
pub(super) fn push_line(
    out: &mut Vec<u8>,
    quad: QuadRef<'_>,
    mut push_iri: impl FnMut(&mut Vec<u8>, NamedNodeRef<'_>) -> Result<(), SinkError>,
) -> Result<(), SinkError> {
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => push_iri(out, node)?,
        NamedOrBlankNodeRef::BlankNode(node) => push_label(out, node.as_str()),
    }
    out.push(b' ');
    push_iri(out, quad.predicate)?;
    out.push(b' ');
    match quad.object {
        TermRef::NamedNode(node) => push_iri(out, node)?,
        TermRef::BlankNode(node) => push_label(out, node.as_str()),
        TermRef::Literal(literal) => push_literal(out, literal)?,
    }
    push_line_end(out, quad.graph_name, push_iri)
}

/// Writes what stands after the object: the graph, unless it is the default graph, and the end of
/// the line.
pub(super) fn push_line_end(
    out: &mut Vec<u8>,
    graph: GraphNameRef<'_>,
    mut push_iri: impl FnMut(&mut Vec<u8>, NamedNodeRef<'_>) -> Result<(), SinkError>,
) -> Result<(), SinkError> {
    match graph {
        GraphNameRef::DefaultGraph => {}
        GraphNameRef::NamedNode(node) => {
            out.push(b' ');
            push_iri(out, node)?;
        }
        GraphNameRef::BlankNode(node) => {
            out.push(b' ');
            push_label(out, node.as_str());
        }
    }
    out.extend_from_slice(b" .\n");
    Ok(())
}

/// Writes the object of a statement.
pub(super) fn push_object(
    out: &mut Vec<u8>,
    object: &Object,
    mut push_iri: impl FnMut(&mut Vec<u8>, NamedNodeRef<'_>) -> Result<(), SinkError>,
) -> Result<(), SinkError> {
    let typed = |out: &mut Vec<u8>, text: &str, datatype: NamedNodeRef<'_>| {
        push_literal(out, LiteralRef::new_typed_literal(text, datatype))
    };
    match object {
        Object::Iri(iri) => push_iri(out, NamedNodeRef::new_unchecked(iri)),
        Object::Text(language, text) => {
            push_quoted(out, text);
            out.push(b'@');
            out.extend_from_slice(language.tag().as_bytes());
            Ok(())
        }
        Object::Plain(text) => {
            push_quoted(out, text);
            Ok(())
        }
        Object::Integer(number) => {
            write!(out, "\"{number}\"^^")?;
            push_iri(out, xsd::INTEGER)
        }
        Object::Boolean(value) => typed(out, lexical(*value), xsd::BOOLEAN),
        Object::Date(day) => typed(out, day, xsd::DATE),
    }
}

fn push_label(out: &mut Vec<u8>, label: &str) {
    out.extend_from_slice(b"_:");
    out.extend_from_slice(label.as_bytes());
}

/// Writes `<…>`.
pub(super) fn push_iri(out: &mut Vec<u8>, iri: NamedNodeRef<'_>) -> Result<(), SinkError> {
    let iri = iri.as_str();
    check_iri(iri)?;
    out.push(b'<');
    out.extend_from_slice(iri.as_bytes());
    out.push(b'>');
    Ok(())
}

/// Refuses what would end an IRI before its end: no writer may turn one term into two.
pub(super) fn check_iri(iri: &str) -> Result<(), SinkError> {
    if any_of(iri.as_bytes(), breaks_iri) {
        Err(SinkError::Unsupported(format!("{iri:?} is not an IRI")))
    } else {
        Ok(())
    }
}

/// Whether any byte is one of those for which this gives another number than 0.
#[inline]
fn any_of(text: &[u8], is: impl Fn(u8) -> u8 + Copy) -> bool {
    // Whole steps at once, the last of them with bytes that were looked at already: that their
    // length is known is what makes them quick.
    if let Some(last) = text.last_chunk() {
        let (steps, rest) = text.as_chunks();
        steps.iter().any(|step: &[u8; STEP]| any_in(step, is))
            || !rest.is_empty() && any_in::<STEP>(last, is)
    } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        any_in::<HALF>(first, is) || any_in::<HALF>(last, is)
    } else {
        text.iter().any(|byte| is(*byte) != 0)
    }
}

/// The same for a known number of bytes, without a branch a byte.
#[inline]
fn any_in<const N: usize>(bytes: &[u8; N], is: impl Fn(u8) -> u8 + Copy) -> bool {
    bytes.iter().fold(0, |found, byte| found | is(*byte)) != 0
}

const STEP: usize = 32;
const HALF: usize = STEP / 2;

/// What `IRIREF` leaves out (RDF 1.2 N-Quads, section 5): white space and controls,
/// ``< > " { } | ^ ` \``.
/// 1 for those, else 0: without branches, many bytes are looked at in one step.
#[inline]
fn breaks_iri(byte: u8) -> u8 {
    // `<` and `>`, and `\` and `^`, differ in one bit; `{`, `|` and `}` stand in a row.
    u8::from(byte <= b' ')
        | u8::from(byte == b'"')
        | u8::from(byte | 2 == b'>')
        | u8::from(byte | 2 == b'^')
        | u8::from(byte == b'`')
        | u8::from(byte.wrapping_sub(b'{') <= 2)
}

fn push_literal(out: &mut Vec<u8>, literal: LiteralRef<'_>) -> Result<(), SinkError> {
    push_quoted(out, literal.value());
    if let Some(language) = literal.language() {
        out.push(b'@');
        out.extend_from_slice(language.as_bytes());
    } else if literal.datatype() != xsd::STRING {
        out.extend_from_slice(b"^^");
        push_iri(out, literal.datatype())?;
    }
    Ok(())
}

/// Writes a text between quotes.
fn push_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    push_escaped(out, text);
    out.push(b'"');
}

/// Writes a text between quotes, without the quotes.
fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = next_escape(rest) {
        let (plain, from) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((&byte, after)) = from.split_first() else {
            return;
        };
        rest = after;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            0xEF => match after {
                // U+FFFE and U+FFFF, the only characters of three bytes that are escaped.
                [0xBF, last @ (0xBE | 0xBF), after @ ..] => {
                    out.extend_from_slice(if *last == 0xBE {
                        b"\\uFFFE"
                    } else {
                        b"\\uFFFF"
                    });
                    rest = after;
                }
                _ => out.push(byte),
            },
            control => out.extend_from_slice(format!("\\u{control:04X}").as_bytes()),
        }
    }
    out.extend_from_slice(rest);
}

/// Where the first byte is that may need an escape.
fn next_escape(text: &[u8]) -> Option<usize> {
    // Most texts have nothing to escape in most steps.
    let (steps, _) = text.as_chunks::<STEP>();
    let plain = steps.iter().take_while(|step| !any_in(step, needs_care));
    let mut plain = plain.count() * STEP;
    let mut rest = text.get(plain..)?;
    if rest.len() < STEP {
        let last = text.get(text.len().saturating_sub(STEP)..)?;
        if !any_of(last, needs_care) {
            return None;
        }
    }
    if let Some((half, after)) = rest.split_first_chunk::<HALF>()
        && !any_in(half, needs_care)
    {
        plain += HALF;
        rest = after;
    }
    let at = rest.iter().position(|byte| needs_care(*byte) != 0)?;
    Some(plain + at)
}

/// 1 for the bytes that may need an escape, else 0.
#[inline]
fn needs_care(byte: u8) -> u8 {
    u8::from(byte < 0x20)
        | u8::from(byte == b'"')
        | u8::from(byte == b'\\')
        | u8::from(byte == 0x7F)
        | u8::from(byte == 0xEF)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use oxigraph::model::{Literal, NamedNode, Quad};
    use proptest::prelude::*;

    fn line(literal: Literal) -> String {
        let name = NamedNode::new_unchecked("urn:a:b");
        let quad = Quad::new(name.clone(), name.clone(), literal, name);
        let mut out = Vec::new();
        push_line(&mut out, quad.as_ref(), push_iri).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn escapes_are_those_of_canonical_n_quads() {
        assert_eq!(
            line(Literal::new_simple_literal(
                "\"\\\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}\u{85}\u{feff}\u{fffe}\u{ffff}é🇳🇱"
            )),
            "<urn:a:b> <urn:a:b> \"\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001F\\u007F\u{85}\u{feff}\\uFFFE\\uFFFFé🇳🇱\" <urn:a:b> .\n"
        );
    }

    #[test]
    fn datatypes_stand_there_unless_they_are_strings() {
        assert_eq!(
            line(Literal::new_typed_literal("3.10", xsd::DECIMAL)),
            "<urn:a:b> <urn:a:b> \"3.10\"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:a:b> .\n"
        );
    }

    #[test]
    fn an_iri_has_none_of_these_bytes() {
        let refused: String = (0..=127_u8)
            .filter(|byte| breaks_iri(*byte) == 1 && *byte > b' ')
            .map(char::from)
            .collect();
        assert_eq!(refused, "\"<>\\^`{|}");
        assert!((0..=b' ').all(|byte| breaks_iri(byte) == 1));
        assert!((128..=255).all(|byte| breaks_iri(byte) == 0));
    }

    #[test]
    fn what_is_no_iri_is_refused() {
        for iri in ["urn:a b", "urn:a>", "urn:a\n", "urn:a\\u0020"] {
            let mut out = Vec::new();
            assert!(push_iri(&mut out, NamedNode::new_unchecked(iri).as_ref()).is_err());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_the_parser_library_writes_it(text in any::<String>()) {
            let literal = Literal::new_simple_literal(text);
            prop_assert_eq!(
                line(literal.clone()),
                format!("<urn:a:b> <urn:a:b> {literal} <urn:a:b> .\n")
            );
        }
    }
}
