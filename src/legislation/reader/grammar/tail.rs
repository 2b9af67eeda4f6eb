//! What comes after the act: *artikel 6 AVG, eerste lid*.

use super::super::label::{Builder, Level, Reference};
use super::super::words::Word;
use super::{Clause, Grammar};
use crate::legislation::unit::Unit;

impl Grammar<'_, '_> {
    /// Parts that follow the act: the second half of *artikel 6 AVG, eerste lid, onder f* and of
    /// *Article 26 of the AI Act, paragraphs 1 and 2*; what becomes of the reference, and the
    /// index after it.
    pub(crate) fn tail(&self, end: usize, clause: &Clause) -> Option<(Vec<Reference>, usize)> {
        let [reference] = clause.references.as_slice() else {
            return None;
        };
        let Some(Level::Head(unit @ (Unit::Article | Unit::Annex))) =
            reference.first().map(|step| step.level)
        else {
            return None;
        };
        let comma = self.mark(end, ',') || self.mark(end, '(');
        let index = end + usize::from(comma);
        let begins = match self.word(index) {
            Some(Word::Paragraph(_)) => true,
            Some(Word::Point | Word::Opening) => comma,
            _ => matches!(
                self.ordinals(index),
                Some((_, Word::Paragraph(_) | Word::Alinea, _))
            ),
        };
        if !begins || self.tokens.at(index).sentence != self.tokens.at(end - 1).sentence {
            return None;
        }
        let mut builder = Builder {
            done: vec![reference.clone()],
            heads: 1,
        };
        let next = self.parts(end, &mut builder, Some((unit, false)));
        // artikel 22 AVG, lid 2 van artikel 5 Woo; punt 3 van de agenda
        let elsewhere = matches!(
            self.word(next),
            Some(Word::Of | Word::DutchOrEnglishOf | Word::Thereof)
        );
        (next > index && !elsewhere).then_some((builder.done, next))
    }
}
