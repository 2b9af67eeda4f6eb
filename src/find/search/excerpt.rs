//! A hit in its context, with the words marked.

use super::fold::{Tongue, words};
use super::index::Index;
use super::rank::WordHits;
use std::ops::Range;

/// Characters of an excerpt, about.
const ABOUT: usize = 220;
/// Bytes of a text in which an excerpt is looked for.
const LOOKED_AT: usize = 40_000;

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is one of the words.
    pub marked: bool,
}

/// Some of a text, with the words of the question marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// `nl` or `en`.
    pub language: Option<&'static str>,
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
    /// Whether there is more before it.
    pub begins_within: bool,
    /// Whether there is more after it.
    pub ends_within: bool,
}

impl Index {
    /// A whole text with the words marked.
    pub(super) fn marked(
        &self,
        text: &str,
        language: Option<&'static str>,
        hits: &[WordHits],
    ) -> Excerpt {
        let found: Vec<Range<usize>> = self
            .found_in(text, Tongue::of(language), hits)
            .into_iter()
            .map(|(range, _)| range)
            .collect();
        Excerpt {
            language,
            pieces: pieces(text, 0..text.len(), &found),
            ..Excerpt::default()
        }
    }

    /// The part of a text that has most of the words.
    pub(super) fn excerpt(&self, field: u32, hits: &[WordHits]) -> Option<Excerpt> {
        let field = self.fields.get(field as usize)?;
        let mut end = field.text.len().min(LOOKED_AT);
        while !field.text.is_char_boundary(end) {
            end -= 1;
        }
        let text = field.text.get(..end)?;
        let found = self.found_in(text, field.tongue, hits);
        let window = best_window(text, &found);
        let ranges: Vec<Range<usize>> = found.into_iter().map(|(range, _)| range).collect();
        Some(Excerpt {
            language: field.tongue.tag(),
            begins_within: window.start > 0,
            ends_within: window.end < field.text.len(),
            pieces: pieces(text, window, &ranges),
        })
    }

    /// Where the words stand in a text, and which of them it is.
    fn found_in(
        &self,
        text: &str,
        tongue: Tongue,
        hits: &[WordHits],
    ) -> Vec<(Range<usize>, usize)> {
        let place = tongue as usize;
        let Some(table) = self.tables.get(place) else {
            return Vec::new();
        };
        words(text)
            .filter_map(|(range, form)| {
                let form = table.exactly(&form)?;
                let word = hits.iter().position(|hit| {
                    hit.forms
                        .get(place)
                        .is_some_and(|forms| forms.contains(&form))
                })?;
                Some((range, word))
            })
            .collect()
    }
}

/// The stretch with most different words, begun and ended between words.
fn best_window(text: &str, found: &[(Range<usize>, usize)]) -> Range<usize> {
    let mut best = (0, 0);
    for (first, (range, _)) in found.iter().enumerate() {
        let inside = found
            .iter()
            .skip(first)
            .take_while(|(other, _)| other.end <= range.start + ABOUT * 3 / 4);
        let mut different: Vec<usize> = inside.map(|(_, word)| *word).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() > best.0 {
            best = (different.len(), range.start);
        }
    }
    let start = best.1;
    // From the beginning where that is near, else a little before the first word.
    let start = if start < ABOUT / 3 {
        0
    } else {
        between_words(text, start - ABOUT / 4)
    };
    let end = if text.len() <= start + ABOUT * 5 / 4 {
        text.len()
    } else {
        between_words(text, start + ABOUT)
    };
    start..end.max(start)
}

/// The next place after a white space, or a boundary of characters where there is none nearby.
fn between_words(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let near = text.get(at..).unwrap_or_default();
    match near
        .char_indices()
        .take(40)
        .find(|(_, c)| c.is_whitespace())
    {
        Some((offset, c)) => at + offset + c.len_utf8(),
        None => at.min(text.len()),
    }
}

fn pieces(text: &str, window: Range<usize>, found: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = window.start;
    let mut add = |range: Range<usize>, marked| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            let text = text.to_owned();
            pieces.push(Piece { text, marked });
        }
    };
    for range in found {
        if range.start < at || range.end > window.end {
            continue;
        }
        add(at..range.start, false);
        add(range.clone(), true);
        at = range.end;
    }
    add(at..window.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_never_cuts_a_character() {
        for text in ["é".repeat(900), "日本 ".repeat(400), "a".repeat(900)] {
            for at in 0..text.len() / 2 {
                if text.is_char_boundary(at) {
                    let window = best_window(&text, &[(at..at + 1, 0)]);
                    assert!(text.get(window).is_some(), "{at}");
                }
            }
        }
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let text = "een toezichthouder houdt toezicht";
        let pieces = pieces(text, 0..text.len(), &[4..18, 25..33]);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, text);
        let marked: Vec<_> = pieces.iter().filter(|piece| piece.marked).collect();
        assert_eq!(marked.len(), 2);
    }
}
