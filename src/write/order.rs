//! The order in which a person tells what a thing is: that of the vocabulary, with the texts last,
//! so that what hangs together in few words stands together.

use crate::graph::vocabulary::{self, Property};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Told at the very end, after what has no place in the vocabulary.
const TEXTS: &[Property] = &[
    vocabulary::RDFS_COMMENT,
    vocabulary::DCT_DESCRIPTION,
    vocabulary::DCT_ABSTRACT,
    vocabulary::SKOS_DEFINITION,
    vocabulary::STATEMENT,
    vocabulary::EXPLANATION,
    vocabulary::RISK,
    vocabulary::SKOS_EXAMPLE,
    vocabulary::MESSAGE,
    vocabulary::TEXT,
    vocabulary::MARKDOWN,
];

/// Where a predicate stands in the telling; ordered as the variants stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank<'a> {
    /// A place in the vocabulary, before provenance and parts.
    Relation(u16),
    /// No place of its own.
    Unknown(&'a str),
    /// Provenance and parts, in the order of the vocabulary.
    Provenance(u16),
    /// A text, in the order of [`TEXTS`].
    Text(usize),
}

/// Where each property of the vocabulary stands.
static PLACES: LazyLock<HashMap<&'static str, Rank<'static>>> = LazyLock::new(|| {
    let place = |property: &Property| {
        let text = TEXTS.iter().position(|text| text == property);
        let rank = match text {
            Some(place) => Rank::Text(place),
            None if *property < vocabulary::FOAF_PAGE => Rank::Relation(property.rank()),
            None => Rank::Provenance(property.rank()),
        };
        (property.iri(), rank)
    };
    vocabulary::ALL_PROPERTIES.iter().map(place).collect()
});

/// The place of a predicate in the telling.
pub(super) fn rank(predicate: &str) -> Rank<'_> {
    PLACES
        .get(predicate)
        .copied()
        .unwrap_or(Rank::Unknown(predicate))
}

/// Compares texts as people order codes: runs of digits by their number (`aia-9` before `aia-10`),
/// all else by code point.
pub(super) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    while !left_rest.is_empty() && !right_rest.is_empty() {
        let (left_digits, left_after) = leading_digits(left_rest);
        let (right_digits, right_after) = leading_digits(right_rest);
        if left_digits.is_empty() || right_digits.is_empty() {
            let (mut left_chars, mut right_chars) = (left_rest.chars(), right_rest.chars());
            match left_chars.next().cmp(&right_chars.next()) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            left_rest = left_chars.as_str();
            right_rest = right_chars.as_str();
        } else {
            let left_number = left_digits.trim_start_matches('0');
            let right_number = right_digits.trim_start_matches('0');
            match (left_number.len(), left_number).cmp(&(right_number.len(), right_number)) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            left_rest = left_after;
            right_rest = right_after;
        }
    }
    // Equal but for leading zeros: still an order, so that sorting is the same everywhere.
    left_rest
        .len()
        .cmp(&right_rest.len())
        .then_with(|| left.cmp(right))
}

fn leading_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_last_and_the_class_first() {
        let type_rank = rank("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
        let unknown = rank("http://example.org/colour");
        let text = rank("https://w3id.org/kadergraaf/def#text");
        let label = rank("http://www.w3.org/2000/01/rdf-schema#label");
        assert!(type_rank < label && label < unknown && unknown < text);
    }

    #[test]
    fn numbers_are_ordered_as_numbers() {
        let mut codes = vec!["aia-10", "aia-9", "3.10", "3.2", "aia-09", "aia", "SV.4"];
        codes.sort_by(|left, right| natural(left, right));
        assert_eq!(
            codes,
            ["3.2", "3.10", "SV.4", "aia", "aia-09", "aia-9", "aia-10"]
        );
    }
}
