//! Chapters, sections, titles, each within another: *afdeling 2 van hoofdstuk III*.

use super::super::label::{Builder, Level, Step};
use super::super::words::Word;
use super::{Grammar, combine};
use crate::legislation::unit::Unit;

impl Grammar<'_, '_> {
    /// `van hoofdstuk III`, `of Chapter III`, `van bijlage I` after a division; `, afdeling 2`.
    pub(super) fn division(&self, end: usize, heads: &mut Builder, unit: Unit) -> usize {
        // A part of a chapter of a title of a part: deeper is none.
        if heads.last().len() > 4 {
            return end;
        }
        let mut index = end;
        if self.mark(index, ',') && self.word(index + 1) == Some(Word::Of) {
            index += 1;
        }
        if matches!(self.word(index), Some(Word::Of | Word::DutchOrEnglishOf)) {
            index += 1;
            while matches!(self.word(index), Some(Word::The)) {
                index += 1;
            }
            // "Section 3 of Article 13" is its third paragraph: articles have no sections.
            if unit == Unit::Section
                && self.word(index) == Some(Word::Head(Unit::Article, false))
                && heads.done.len() == 1
                && let [section] = heads.last()
                && let Some((label, next)) = self.head_label(index + 1, Unit::Article)
            {
                let paragraph = Step::new(Level::Paragraph, section.label.clone());
                let article = Step::new(Level::Head(Unit::Article), label);
                heads.done = vec![vec![article, paragraph]];
                return next;
            }
            if let Some(Word::Head(outer, _)) = self.word(index)
                && (outer == Unit::Annex || (unit != Unit::Article && outer.holds_articles()))
                && let Some((label, next)) = self.head_label(index + 1, outer)
            {
                let upper = vec![vec![Step::new(Level::Head(outer), label)]];
                heads.done = combine(&heads.done, &upper);
                return self.division(next, heads, unit);
            }
            return end;
        }
        if unit == Unit::Article {
            return end;
        }
        if self.mark(index, ',') {
            index += 1;
        }
        if let Some(Word::Head(inner, plural)) = self.word(index)
            && inner.holds_articles()
            && let Some((first, next)) = self.head_label(index + 1, inner)
            && heads
                .last()
                .last()
                .is_some_and(|last| last.level.rank() < Level::Head(inner).rank())
        {
            let depth = heads.last().len();
            heads.deepen(Step::new(Level::Head(inner), first.clone()));
            let mut next = next;
            // afdelingen 2 en 3
            if plural {
                let (labels, after) = self.labels_of_heads(first, next, inner);
                for label in labels.into_iter().skip(1) {
                    heads.beside(depth, Step::new(Level::Head(inner), label));
                }
                next = after;
            }
            return self.division(next, heads, unit);
        }
        end
    }
}
