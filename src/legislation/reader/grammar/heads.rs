//! Heads and their numbers: *artikelen 13 tot en met 15*, *bijlagen III en IV*, *overweging (26)*.

use super::super::label::{Builder, Form, Label, Level, Step, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint};
use crate::legislation::numerals;
use crate::legislation::unit::Unit;

impl Grammar<'_, '_> {
    /// A head and its numbers, each with its parts.
    pub(super) fn head(
        &self,
        index: usize,
        unit: Unit,
        plural: bool,
        heads: &mut Builder,
    ) -> Option<usize> {
        let mut number = index + 1;
        // art. 5, artt. 5-7
        if self.mark(number, '.') {
            number += 1;
        }
        if self.word(number) == Some(Word::Number) {
            number += 1;
            if self.mark(number, '.') {
                number += 1;
            }
        }
        let english = self.tokens.str(index).to_lowercase().starts_with("section");
        let level = if english {
            Level::EnglishSection
        } else {
            Level::Head(unit)
        };
        self.numbers(number, (unit, plural), level, heads)
    }

    /// The numbers after a head, each with its parts.
    pub(super) fn numbers(
        &self,
        index: usize,
        (unit, plural): (Unit, bool),
        level: Level,
        heads: &mut Builder,
    ) -> Option<usize> {
        let (label, mut end) = self.head_label(index, unit)?;
        if unit == Unit::Article && self.names_a_group(end) {
            return None;
        }
        heads.start(Step::new(level, label));
        end = self.dotted_annex(end, unit, heads);
        end = self.dashed(end, unit, heads);
        loop {
            let parts = self.parts(end, heads, Some((unit, plural)));
            let next = self.next_number(parts, unit, plural, heads);
            if next == end {
                return Some(self.following(end));
            }
            end = next;
        }
    }

    /// *Artikel 29-werkgroep*, *Article 29 Working Party*: a name.
    pub(super) fn names_a_group(&self, index: usize) -> bool {
        let next = if self.mark(index, '-') {
            index + 1
        } else {
            index
        };
        self.word(next) == Some(Word::WorkingParty)
            || self.tokens.str(next).eq_ignore_ascii_case("WP")
    }

    /// `bijlage III.5`
    pub(super) fn dotted_annex(&self, end: usize, unit: Unit, heads: &mut Builder) -> usize {
        if unit == Unit::Annex
            && self.mark(end, '.')
            && self.tokens.touches_previous(end)
            && self.tokens.kind(end + 1) == Kind::Number
            && self.tokens.touches_previous(end + 1)
        {
            for part in self.tokens.str(end + 1).split('.') {
                heads.deepen(Step::new(Level::Point, Label::new(part)));
            }
            return end + 2;
        }
        end
    }

    /// The labels of a list that begins with this one, which ends here: `2 en 3` of *afdelingen*.
    pub(super) fn labels_of_heads(
        &self,
        first: Label,
        mut end: usize,
        unit: Unit,
    ) -> (Vec<Label>, usize) {
        let mut labels = vec![first];
        while labels.len() < 400
            && let Some((joint, further)) = self.joint(end)
            && let Some((label, after)) = self.head_label(further, unit)
            && let Some(last) = labels.last().filter(|last| label.follows(last))
        {
            match joint {
                Joint::Range => labels.extend(range(last, &label)),
                _ => labels.push(label),
            }
            end = after;
        }
        (labels, end)
    }

    /// `6-1-e` and `6, 1, e)`: paragraph and point of an article.
    fn dashed(&self, end: usize, unit: Unit, heads: &mut Builder) -> usize {
        let glued = |index: usize| self.tokens.touches_previous(index);
        let marked = |mark: char| self.mark(end, mark) && self.mark(end + 2, mark);
        if unit == Unit::Article
            && self.tokens.kind(end + 1) == Kind::Number
            && (marked('-') && (end..end + 4).all(glued) || marked(','))
            && let Some((letter, next)) = self.label(end + 3)
            && letter.form == Form::Letter
            && (self.mark(end, '-') || self.mark(next - 1, ')'))
        {
            let paragraph = Label::new(self.tokens.str(end + 1));
            heads.deepen(Step::new(Level::Paragraph, paragraph));
            heads.deepen(Step::new(Level::Point, letter));
            return next;
        }
        end
    }

    /// `e.v.`, `en volgende`, `ff.`, `et seq.`: says that more follows, not what.
    pub(super) fn following(&self, end: usize) -> usize {
        let str = |index| self.tokens.str(index);
        if str(end) == "e" && self.mark(end + 1, '.') && str(end + 2) == "v" {
            return end + 3 + usize::from(self.mark(end + 3, '.'));
        }
        let mut index = end;
        if self.word(index) == Some(Word::And) || str(index) == "et" {
            index += 1;
        }
        if self.word(index) == Some(Word::Following) {
            return index + 1 + usize::from(self.mark(index + 1, '.'));
        }
        end
    }

    /// The number of a head: what may stand there depends on the unit.
    pub(super) fn head_label(&self, index: usize, unit: Unit) -> Option<(Label, usize)> {
        let text = self.tokens.str(index);
        match self.tokens.kind(index) {
            Kind::Number => {
                let label = Label::new(text);
                let sound = match unit {
                    Unit::Recital => {
                        label.form == Form::Digits
                            && text.bytes().all(|b| b.is_ascii_digit())
                            && text.len() < 4
                    }
                    Unit::Annex => label.value().is_some_and(|value| value < 100),
                    // No act has ten thousand articles; catalogues of goods have.
                    _ => text.len() <= 12 && label.value().is_none_or(|value| value < 10_000),
                };
                if !sound || self.mark(index + 1, '%') || self.fraction(index) {
                    return None;
                }
                Some(self.with_suffix(label, index + 1))
            }
            Kind::Mark('(') if unit == Unit::Recital => {
                let label = Label::new(self.tokens.str(index + 1));
                (self.tokens.kind(index + 1) == Kind::Number
                    && label.form == Form::Digits
                    && label.value().is_some_and(|value| value < 1000)
                    && self.mark(index + 2, ')'))
                .then_some((label, index + 3))
            }
            Kind::Word(_) if unit != Unit::Recital => {
                let upper = text.to_uppercase();
                let capital = text.starts_with(char::is_uppercase);
                if numerals::from_roman(&upper).is_some()
                    && (capital || text.len() > 1)
                    && (capital || unit == Unit::Annex)
                {
                    return Some(self.with_suffix(Label::new(upper), index + 1));
                }
                // bijlage A, Section B; artikel A is none.
                let letter = text.len() == 1 && capital && unit != Unit::Article;
                letter.then(|| (Label::new(text), index + 1))
            }
            _ => None,
        }
    }

    /// `2016/679` and `1/3` are no numbers of articles.
    pub(super) fn fraction(&self, index: usize) -> bool {
        self.mark(index + 1, '/')
            && self.tokens.touches_previous(index + 1)
            && self.tokens.kind(index + 2) == Kind::Number
            && self
                .tokens
                .str(index)
                .parse::<u32>()
                .is_ok_and(|value| value > 1000)
    }

    /// A label with *bis*, *ter* after it.
    pub(super) fn with_suffix(&self, label: Label, index: usize) -> (Label, usize) {
        match self.word(index) {
            Some(Word::Latin(_)) => {
                let suffix = self.tokens.str(index).to_lowercase();
                let text = format!("{}{suffix}", label.text);
                let form = label.form;
                (Label { text, form }, index + 1)
            }
            _ => (label, index),
        }
    }

    /// A further number under the same head: `artikelen 13 tot en met 15`, `bijlagen III en IV`.
    pub(super) fn next_number(
        &self,
        end: usize,
        unit: Unit,
        plural: bool,
        heads: &mut Builder,
    ) -> usize {
        if self.act_follows(end) {
            return end;
        }
        // artikelen 6 (rechtmatigheid), 9 (bijzondere gegevens) en 10
        let glossed = Some(end)
            .filter(|_| plural)
            .and_then(|end| self.gloss(end))
            .unwrap_or(end);
        let joined = self
            .joint(glossed)
            .or_else(|| self.conjunction(glossed).map(|next| (Joint::And, next)));
        let Some((joint, index)) = joined else {
            return end;
        };
        let Some((label, next)) = self.head_label(index, unit) else {
            return end;
        };
        if self.is_amount(index, next) {
            return end;
        }
        let Some(head) = heads
            .last()
            .iter()
            .find(|step| matches!(step.level, Level::Head(_) | Level::EnglishSection))
            .cloned()
        else {
            return end;
        };
        let has_parts = heads.last().len() > 1;
        let level = head.level;
        // A Roman numeral or a letter after a comma may be the begin of something else.
        let same_form = label.form == head.label.form
            || (label.form == Form::Letter && head.label.form == Form::Roman)
            || (label.form == Form::Roman && head.label.form == Form::Letter)
            || (label.value().is_some() && head.label.value().is_some());
        if !same_form {
            return end;
        }
        if joint == Joint::Range {
            if has_parts {
                return end;
            }
            for inner in range(&head.label, &label) {
                heads.start(Step::new(level, inner));
            }
            return self.dotted_annex(next, unit, heads);
        }
        if has_parts && !plural && !self.part_begins(next) && label.form != Form::Composite {
            return end;
        }
        if joint == Joint::Comma && !self.may_follow_in_list(next) {
            return end;
        }
        heads.start(Step::new(level, label));
        self.dotted_annex(next, unit, heads)
    }

    /// The index after a few words in brackets that say what an article is about.
    fn gloss(&self, open: usize) -> Option<usize> {
        if !self.mark(open, '(') {
            return None;
        }
        let close = (open + 1..open + 12).find(|index| self.mark(*index, ')'))?;
        let plain = (open + 1..close)
            .all(|at| matches!(self.tokens.kind(at), Kind::Word(word) if !matches!(word, Word::Head(..))));
        (plain && !(open + 1..close).any(|at| self.act_follows(at))).then_some(close + 1)
    }

    /// Whether a list item ends here: not where a sentence goes on with another word.
    pub(super) fn may_follow_in_list(&self, next: usize) -> bool {
        match self.tokens.kind(next) {
            Kind::Word(Word::Other | Word::That) => (self.act_at)(next),
            _ => true,
        }
    }

    /// Whether a number counts something: *en 3 maanden*, *en 2016*, *, 12 %*.
    pub(super) fn is_amount(&self, index: usize, next: usize) -> bool {
        let value = self.tokens.str(index).parse::<u32>().unwrap_or(0);
        self.word(next) == Some(Word::Amount)
            || self.mark(next, '%')
            || self.mark(next, '€')
            || (1900..2100).contains(&value)
            || (self.mark(next, '/') && self.tokens.touches_previous(next) && value > 31)
    }

    /// Whether a part of an article is named here.
    pub(super) fn part_begins(&self, mut index: usize) -> bool {
        if self.mark(index, ',') {
            index += 1;
        }
        self.mark(index, '(')
            || matches!(
                self.word(index),
                Some(Word::Paragraph(_) | Word::Point | Word::Opening | Word::Alinea)
            )
            || self.ordinals(index).is_some()
    }
}
