//! *eerste, tweede en derde lid*, `2de`: ordinals and the nouns they count.

use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint};

impl Grammar<'_, '_> {
    /// `1e`, `2de`, `3rd` as ordinals.
    pub(super) fn ordinal_number(&self, index: usize) -> Option<u32> {
        if self.tokens.kind(index) != Kind::Number {
            return None;
        }
        let text = self.tokens.str(index);
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let suffix = text.get(digits..)?;
        if !matches!(suffix, "e" | "de" | "ste" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        text.get(..digits)?.parse().ok()
    }

    pub(super) fn ordinal(&self, index: usize) -> Option<u32> {
        match self.word(index) {
            Some(Word::Ordinal(value)) => Some(value),
            _ => self.ordinal_number(index),
        }
    }

    /// *eerste, tweede en derde lid*: ordinals that end in the noun they count.
    pub(super) fn ordinals(&self, start: usize) -> Option<(Vec<u32>, Word, usize)> {
        let text = self.tokens.str(start);
        if matches!(text, "laatste" | "last" | "final" | "enige") {
            return match self.word(start + 1) {
                Some(Word::Sentence | Word::Alinea) => {
                    Some((Vec::new(), Word::Sentence, start + 2))
                }
                _ => None,
            };
        }
        let mut values = vec![self.ordinal(start)?];
        let mut index = start + 1;
        while values.len() < 40 {
            if let Some(
                noun @ (Word::Paragraph(_)
                | Word::Alinea
                | Word::Sentence
                | Word::Indent
                | Word::Point),
            ) = self.word(index)
            {
                // "onder" is a preposition when it stands after an ordinal.
                let preposition = noun == Word::Point
                    && matches!(self.tokens.str(index), "onder" | "sub" | "lit" | "letter");
                return (!preposition).then_some((values, noun, index + 1));
            }
            let (joint, mut next) = self.joint(index)?;
            if self.word(next) == Some(Word::The) {
                next += 1;
            }
            let value = self.ordinal(next)?;
            match (joint, values.last().copied()) {
                (Joint::Range, Some(first)) if first < value && value - first < 40 => {
                    values.extend(first + 1..=value);
                }
                (Joint::Range, _) => return None,
                _ => values.push(value),
            }
            index = next + 1;
        }
        None
    }
}
