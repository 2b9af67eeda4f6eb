//! Points, as they are written without a noun of their own: `3.1`, `5(b)`, `f en g`, `a) i) en ii)`.

use super::super::label::{Builder, Form, Label, Level, Step, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint};
use crate::legislation::unit::Unit;

impl Grammar<'_, '_> {
    /// `3.1` and `5.b` after *punt*: a point of two numbers, or a letter within a number.
    pub(super) fn dotted_points(&self, start: usize, builder: &mut Builder) -> Option<usize> {
        let dotted = |index: usize| {
            let text = self.tokens.str(index);
            (self.tokens.kind(index) == Kind::Number
                && !text.contains(':')
                && text.len() < 12
                && text.contains('.'))
            .then_some(text)
        };
        let text = dotted(start)?;
        if text.ends_with(|c: char| c.is_ascii_lowercase()) {
            for label in text.split('.') {
                builder.place(Step::new(Level::Point, Label::new(label)));
            }
            return Some(start + 1);
        }
        builder.place(Step::new(Level::Point, Label::new(text)));
        let depth = builder.last().len().saturating_sub(1);
        let mut end = start + 1;
        while builder.done.len() < 400
            && let Some((joint, index)) = self.joint(end)
            && let Some(text) = dotted(index)
            && let Some(last) = builder.last().last().map(|step| step.label.clone())
        {
            let label = Label::new(text);
            let labels = match joint {
                Joint::Range => range(&last, &label),
                _ => vec![label],
            };
            for label in labels {
                builder.beside(depth, Step::new(Level::Point, label));
            }
            end = index + 1;
        }
        Some(end)
    }

    /// `III, 5b` and `III 5(b)`: a point of an annex and its letter, without a noun.
    pub(super) fn annex_point(
        &self,
        end: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        if head != Some((Unit::Annex, false)) || builder.last().len() != 1 {
            return None;
        }
        let index = end + usize::from(self.mark(end, ','));
        if self.tokens.kind(index) != Kind::Number {
            return None;
        }
        let text = self.tokens.str(index);
        if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 3 {
            let mut point = builder.clone_last();
            point.deepen(Step::new(Level::Point, Label::new(text)));
            let next = self.trailing_brackets(index + 1, &mut point);
            return (next > index + 1).then(|| {
                builder.replace_last(point);
                next
            });
        }
        let (number, letter) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
        let letter = letter.trim_start_matches('.');
        let sound = number.len() < 3 && letter.len() == 1 && letter != "e";
        if !sound || !letter.starts_with(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        builder.deepen(Step::new(Level::Point, Label::new(number)));
        builder.deepen(Step::new(Level::Point, Label::new(letter)));
        Some(index + 1)
    }

    /// `i) en ii)` after `onder a)`: Roman numerals that are closed stand in the letter.
    pub(super) fn nested_romans(&self, end: usize, builder: &mut Builder) -> usize {
        let lettered = builder
            .last()
            .last()
            .is_some_and(|last| last.level == Level::Point && last.label.form == Form::Letter);
        let closed = |index: usize| {
            let (label, next) = self.label(index)?;
            let roman = label.form == Form::Roman || label.text == "i";
            (roman && self.mark(next - 1, ')')).then_some((label, next))
        };
        let start = end + usize::from(self.mark(end, ','));
        let Some((first, mut next)) = closed(start).filter(|_| lettered) else {
            return end;
        };
        let mut last = first.clone();
        builder.deepen(Step::new(Level::Point, first));
        let depth = builder.last().len().saturating_sub(1);
        while let Some((joint, index)) = self.joint(next)
            && let Some((label, after)) = closed(index)
            && label.follows(&last)
        {
            let labels = if joint == Joint::Range {
                range(&last, &label)
            } else {
                vec![label.clone()]
            };
            for label in labels {
                builder.beside(depth, Step::new(Level::Point, label));
            }
            last = label;
            next = after;
        }
        next
    }

    /// `5(b)` in *point 5(b)*.
    pub(super) fn trailing_brackets(&self, mut end: usize, builder: &mut Builder) -> usize {
        while self.tokens.touches_previous(end)
            && let Some((paths, next)) = self.bracket(end)
        {
            let Some([label]) = paths.first().map(Vec::as_slice) else {
                break;
            };
            if paths.len() != 1 {
                break;
            }
            builder.deepen(Step::new(Level::Point, label.clone()));
            end = next;
        }
        end
    }

    /// A letter by itself after a number: `punt 1, a`, `lid 1 b`.
    pub(super) fn lone_letter(
        &self,
        end: usize,
        index: usize,
        builder: &mut Builder,
    ) -> Option<usize> {
        let last = builder.last().last()?;
        // artikel 1 c Archiefwet
        let of_article = last.level == Level::Head(Unit::Article) && index == end;
        let numbered = last.label.form == Form::Digits
            && (of_article
                || matches!(last.level, Level::Point | Level::Paragraph | Level::Bracket));
        if !numbered || index > end + 1 || self.tokens.kind(index) == Kind::Number {
            return None;
        }
        let (label, next) = self.label(index)?;
        if label.text.len() != 1 || !label.text.starts_with(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        let ends = |next: usize| match self.tokens.kind(next) {
            _ if of_article => (self.act_at)(next),
            Kind::Mark(mark) => matches!(mark, '(' | ')' | ',' | '.' | ';' | ':'),
            Kind::End => true,
            Kind::Word(word) => word == Word::And || (self.act_at)(next),
            Kind::Number => false,
        };
        if !ends(next) {
            return None;
        }
        builder.deepen(Step::new(Level::Point, label));
        // b) and d); f en g
        let depth = builder.last().len().saturating_sub(1);
        let mut end = next;
        while let Some((joint, index)) = self.joint(end)
            && let Some((label, next)) = self.label(index)
            && self.mark(end - 1, ')') == self.mark(next - 1, ')')
            && label.text.len() == 1
            && ends(next)
            && let Some(last) = builder.last().last().map(|step| step.label.clone())
            && label.form == last.form
            && label.follows(&last)
        {
            let labels = if joint == Joint::Range {
                range(&last, &label)
            } else {
                vec![label]
            };
            for label in labels {
                builder.beside(depth, Step::new(Level::Point, label));
            }
            end = next;
        }
        Some(end)
    }

    /// The level of a noun in the plural: *leden*, *punten*, *points*.
    pub(super) fn plural_noun(&self, index: usize) -> Option<Level> {
        match self.word(index)? {
            Word::Paragraph(true) => Some(Level::Paragraph),
            Word::Point => matches!(self.tokens.str(index), "punten" | "points" | "onderdelen")
                .then_some(Level::Point),
            _ => None,
        }
    }

    /// The next item of *punten 1, onder a), 6, onder e), en 7*, whose noun stands before all.
    pub(super) fn goes_on(
        &self,
        end: usize,
        level: Level,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        // In *artikelen 5, leden 1, onder a, en 6* the 6 is an article.
        if head.is_some_and(|(_, plural)| plural) {
            return None;
        }
        let (joint, index) = self.joint(end)?;
        let (label, next) = self.label(index)?;
        let depth = builder
            .last()
            .iter()
            .position(|step| step.level == level && step.label.form == label.form)?;
        let before = &builder.last().get(depth)?.label;
        let deeper = builder.last().len() > depth + 1;
        if joint == Joint::Range
            || !deeper
            || label.form != Form::Digits
            || !label.follows(before)
            || self.is_amount(index, next)
            || !(self.part_begins(next)
                || self.joint(next).is_some()
                || matches!(
                    self.word(next),
                    Some(Word::Of | Word::DutchOrEnglishOf | Word::To)
                ))
        {
            return None;
        }
        builder.beside(depth, Step::new(level, label));
        Some(self.trailing_brackets(next, builder))
    }
}
