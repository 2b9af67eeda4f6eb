//! One thing's description as a document of its own, as the site serves it.

use super::order::{natural, rank};
use super::{Format, WriteSettings};
use crate::graph::SinkError;
use crate::graph::vocabulary::{KADER, ORDER, SOURCE_LINE};
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::io::Write;

/// Writes what `quads` say of `thing`, of its parts and of others that they describe, as a store
/// gives it: in any order. The same quads give the same bytes: the thing comes first, its parts
/// in the order of its document, then the others by IRI.
///
/// # Errors
/// [`SinkError`] where the output fails or the format cannot hold what is said.
pub fn document(
    format: Format,
    thing: NamedNodeRef<'_>,
    mut quads: Vec<Quad>,
    settings: &WriteSettings,
    out: impl Write,
) -> Result<(), SinkError> {
    let places = Places::of(&quads, thing);
    quads.sort_by(|left, right| places.compare(left, right));
    quads.dedup();
    let mut writer = format.writer(out, settings);
    for quad in &quads {
        writer.quad(quad.as_ref())?;
    }
    writer.finish()
}

/// Where subjects stand in their document.
struct Places<'a> {
    thing: NamedNodeRef<'a>,
    /// The line of the source, and the place among parts of one line.
    lines: HashMap<String, (u64, u64)>,
}

impl<'a> Places<'a> {
    fn of(quads: &[Quad], thing: NamedNodeRef<'a>) -> Self {
        let mut lines: HashMap<String, (u64, u64)> = HashMap::new();
        for quad in quads {
            let (NamedOrBlankNode::NamedNode(subject), Term::Literal(literal)) =
                (&quad.subject, &quad.object)
            else {
                continue;
            };
            let predicate = quad.predicate.as_str();
            let (is_line, is_order) = (predicate == SOURCE_LINE.iri(), predicate == ORDER.iri());
            if is_line || is_order {
                let place = lines.entry(subject.as_str().to_owned()).or_default();
                let number = literal.value().parse().unwrap_or(u64::MAX);
                if is_line {
                    place.0 = number;
                } else {
                    place.1 = number;
                }
            }
        }
        Self { thing, lines }
    }

    fn compare(&self, left: &Quad, right: &Quad) -> Ordering {
        graphs(&left.graph_name, &right.graph_name)
            .then_with(|| self.subjects(&left.subject, &right.subject))
            .then_with(|| rank(left.predicate.as_str()).cmp(&rank(right.predicate.as_str())))
            .then_with(|| self.objects(&left.object, &right.object))
            // Statements that are told alike still have an order.
            .then_with(|| text(left).cmp(&text(right)))
    }

    fn subjects(&self, left: &NamedOrBlankNode, right: &NamedOrBlankNode) -> Ordering {
        let (NamedOrBlankNode::NamedNode(left), NamedOrBlankNode::NamedNode(right)) = (left, right)
        else {
            return text(left).cmp(&text(right));
        };
        let distance = |iri: &str| match iri.strip_prefix(self.thing.as_str()) {
            Some("") => 0,
            Some(rest) if rest.starts_with('#') => 1,
            _ => 2,
        };
        let (left, right) = (left.as_str(), right.as_str());
        distance(left)
            .cmp(&distance(right))
            .then_with(|| self.iris(left, right))
    }

    /// By their place in the document, then as codes are ordered.
    fn iris(&self, left: &str, right: &str) -> Ordering {
        let place = |iri: &str| self.lines.get(iri).copied().unwrap_or_default();
        place(left)
            .cmp(&place(right))
            .then_with(|| natural(left, right))
    }

    fn objects(&self, left: &Term, right: &Term) -> Ordering {
        match (left, right) {
            (Term::NamedNode(left), Term::NamedNode(right)) => {
                let foreign = |iri: &str| !iri.starts_with(KADER);
                let (left, right) = (left.as_str(), right.as_str());
                // Our class before those of others.
                foreign(left)
                    .cmp(&foreign(right))
                    .then_with(|| self.iris(left, right))
            }
            (Term::Literal(left), Term::Literal(right)) => language_place(left.language())
                .cmp(&language_place(right.language()))
                .then_with(|| natural(left.value(), right.value())),
            (left, right) => {
                matches!(left, Term::Literal(_)).cmp(&matches!(right, Term::Literal(_)))
            }
        }
    }
}

/// The default graph before the others.
fn graphs(left: &GraphName, right: &GraphName) -> Ordering {
    match (left.is_default_graph(), right.is_default_graph()) {
        (true, true) => Ordering::Equal,
        (false, false) => text(left).cmp(&text(right)),
        (left, _) => left.cmp(&true).reverse(),
    }
}

/// Dutch, English, others by their tag, none.
fn language_place(language: Option<&str>) -> (u8, &str) {
    match language {
        Some("nl") => (0, ""),
        Some("en") => (1, ""),
        Some(other) => (2, other),
        None => (3, ""),
    }
}

fn text(term: &impl ToString) -> String {
    term.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::write::testing::{example, read, sorted};

    const REQUIREMENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:nl:ak:ver:aia-90");

    fn about_requirement() -> Vec<Quad> {
        let about = |quad: &Quad| quad.subject.to_string().contains("ver:aia-90");
        example().into_iter().filter(about).collect()
    }

    fn written(format: Format, quads: Vec<Quad>) -> String {
        let mut out = Vec::new();
        document(
            format,
            REQUIREMENT,
            quads,
            &WriteSettings::default(),
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_thing_is_told_alike_whatever_order_its_statements_come_in() {
        for format in Format::ALL {
            let straight = written(format, about_requirement());
            let mut backwards = about_requirement();
            backwards.reverse();
            assert_eq!(written(format, backwards), straight);
            assert_eq!(sorted(read(format, &straight)), sorted(about_requirement()));
        }
    }

    #[test]
    fn the_thing_comes_before_its_parts_and_those_in_the_order_of_its_document() {
        let turtle = written(Format::Turtle, about_requirement());
        let subjects: Vec<_> = turtle
            .lines()
            .filter(|line| line.starts_with('<'))
            .collect();
        assert_eq!(
            subjects,
            [
                "<urn:nl:ak:ver:aia-90>",
                "<urn:nl:ak:ver:aia-90#citation-3aba819e>",
                "<urn:nl:ak:ver:aia-90#exception-1>",
                "<urn:nl:ak:ver:aia-90#profile>",
                "<urn:nl:ak:ver:aia-90#section-bronnen>",
            ]
        );
        assert!(
            turtle.contains("a kader:Requirement, cv:Requirement ;"),
            "{turtle}"
        );
        assert!(turtle.contains("\"Toepassing van aia-90\"@nl, \"Applicability of aia-90\"@en"));
    }

    #[test]
    fn json_ld_is_one_tree() {
        let text = written(Format::JsonLd, about_requirement());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let nodes = json["@graph"].as_array().unwrap();
        assert_eq!(nodes.len(), 1);
        assert_eq!(
            nodes[0]["toepassing"]["uitzondering"][0]["type"],
            "Uitzondering"
        );
    }
}
