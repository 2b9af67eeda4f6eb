//! What is named of an article: *lid 1 en 2*, *eerste lid*, *aanhef en onder b*, *tweede alinea*.

use super::super::label::{Builder, Form, Label, Level, Step, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint};
use crate::legislation::unit::Unit;

/// No provision is cited with more parts; a longer row is no citation.
const MOST: usize = 1000;

impl Grammar<'_, '_> {
    /// All parts named after a number (or, with no head, in front of one).
    pub(super) fn parts(
        &self,
        start: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> usize {
        let mut end = start;
        // Of the last noun in the plural, whose list may go on after parts of an item.
        let mut plural = None;
        let most = builder.done.len() + MOST;
        loop {
            if builder.done.len() > most {
                return end;
            }
            if let Some(next) = self
                .brackets(end, builder, head.is_some())
                .or_else(|| self.bracketed_parts(end, builder, head))
                .or_else(|| self.range_of_parts(end, builder, head))
                .or_else(|| self.annex_point(end, builder, head))
            {
                end = next;
                continue;
            }
            let mut index = end;
            let mut joined = false;
            if end > start || head.is_some() {
                if self.mark(index, ',') {
                    index += 1;
                    joined = true;
                }
                if self.is_english_of(index) {
                    return end;
                }
                if let Some((Joint::And, next)) = self.joint(index) {
                    index = next;
                    joined = true;
                }
                if joined && self.word(index) == Some(Word::The) {
                    index += 1;
                }
            }
            if !self.may_be_part(index) {
                match plural.and_then(|level| self.goes_on(end, level, builder, head)) {
                    Some(next) => {
                        end = next;
                        continue;
                    }
                    None => return end,
                }
            }
            plural = self.plural_noun(index).or(plural);
            let mut tentative = builder.clone_last();
            let Some(next) = self
                .part(index, &mut tentative, head)
                .or_else(|| self.lone_letter(end, index, &mut tentative))
            else {
                return end;
            };
            // "…, en het tweede lid van artikel 7" begins the next reference.
            if head.is_some() && joined && self.leads_to_head(next) {
                return end;
            }
            if head.is_some()
                && self.tokens.at(index).sentence != self.tokens.at(end.saturating_sub(1)).sentence
            {
                return end;
            }
            builder.replace_last(tentative);
            end = next;
        }
    }

    /// *point (f) of the first subparagraph*: English *of* leads up, Dutch *of* joins.
    fn is_english_of(&self, index: usize) -> bool {
        let next = self.tokens.str(index + 1);
        self.word(index) == Some(Word::DutchOrEnglishOf)
            && (next.eq_ignore_ascii_case("the")
                || ["paragraph", "subparagraph", "point"]
                    .iter()
                    .any(|noun| next.starts_with(noun)))
    }

    /// Whether a part could begin here; spares a try where none can.
    fn may_be_part(&self, index: usize) -> bool {
        match self.tokens.kind(index) {
            Kind::Number => self.ordinal_number(index).is_some(),
            Kind::Word(
                Word::Paragraph(_)
                | Word::Alinea
                | Word::Point
                | Word::Opening
                | Word::Ordinal(_)
                | Word::Number
                | Word::Head(..),
            ) => true,
            Kind::Word(_) => {
                let text = self.tokens.str(index);
                text.len() == 1 || matches!(text, "laatste" | "last" | "final" | "enige")
            }
            // (b), 'b'
            Kind::Mark(mark) => matches!(mark, '(' | '\'' | '"' | '§'),
            Kind::End => false,
        }
    }

    /// Parts in brackets: `(aanhef en onder f)`, `(eerste lid)`.
    pub(super) fn bracketed_parts(
        &self,
        open: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        if head.is_none() || !self.mark(open, '(') || !self.may_be_part(open + 1) {
            return None;
        }
        let mut tentative = builder.clone_last();
        let mut end = self.part(open + 1, &mut tentative, head)?;
        while !self.mark(end, ')') {
            let mut index = end;
            if self.mark(index, ',') {
                index += 1;
            }
            if matches!(self.word(index), Some(Word::And | Word::DutchOrEnglishOf)) {
                index += 1;
            }
            end = self.part(index, &mut tentative, head)?;
        }
        builder.replace_last(tentative);
        Some(end + 1)
    }

    pub(super) fn leads_to_head(&self, index: usize) -> bool {
        if !matches!(self.word(index), Some(Word::Of | Word::DutchOrEnglishOf)) {
            return false;
        }
        let mut next = index + 1;
        while matches!(self.word(next), Some(Word::The | Word::That)) {
            next += 1;
        }
        matches!(self.word(next), Some(Word::Head(..)))
    }

    /// One part: *lid 1 en 2*, *eerste lid*, *onder b*, *tweede alinea*, *aanhef*.
    pub(super) fn part(
        &self,
        index: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        if let Some((values, noun, next)) = self.ordinals(index) {
            let labels: Vec<Label> = values
                .iter()
                .map(|value| Label::new(value.to_string()))
                .collect();
            match noun {
                Word::Paragraph(_) => builder.place_all(Level::Paragraph, &labels),
                Word::Alinea => builder.place_all(Level::Alinea, &labels),
                Word::Indent => builder.place_all(Level::Indent, &labels),
                Word::Point => builder.place_all(Level::Point, &labels),
                // Sentences have no identifiers: the part they stand in is meant.
                _ => {}
            }
            return Some(next);
        }
        if head.is_some() && self.mark(index, '§') {
            let at = index + 1 + usize::from(self.mark(index + 1, '§'));
            let (labels, next) = self.labels(at, head, true, Level::Paragraph, builder)?;
            builder.place_all(Level::Paragraph, &labels);
            return Some(next);
        }
        match self.word(index)? {
            Word::Paragraph(plural) => {
                let at = index + 1 + usize::from(self.mark(index + 1, '.'));
                let (labels, next) = self.labels(at, head, plural, Level::Paragraph, builder)?;
                builder.place_all(Level::Paragraph, &labels);
                Some(next)
            }
            Word::Alinea => {
                let (labels, next) = self.labels(index + 1, head, false, Level::Alinea, builder)?;
                builder.place_all(Level::Alinea, &labels);
                Some(next)
            }
            Word::Point => {
                let mut at = index + 1 + usize::from(self.mark(index + 1, '.'));
                // onder punt 6
                if self.word(at) == Some(Word::Point) {
                    at += 1;
                }
                if self.word(at) == Some(Word::Number) {
                    at += 1 + usize::from(self.mark(at + 1, '.'));
                }
                if let Some(next) = self.dotted_points(at, builder) {
                    return Some(next);
                }
                let (mut labels, next) = self.labels(at, head, true, Level::Point, builder)?;
                // onder b), punt i), or punten i) en ii): Roman, in the letter.
                let counts_on = labels.get(1).is_some_and(|next| next.form == Form::Roman);
                let in_letter = builder.last().last().is_some_and(|last| {
                    last.level == Level::Point
                        && last.label.form == Form::Letter
                        && (counts_on || last.label.text != "h")
                });
                if let Some(first) = labels.first_mut()
                    && first.text == "i"
                    && in_letter
                    && (counts_on || labels_closed(self, next))
                {
                    first.form = Form::Roman;
                }
                // SUB F
                let noun = self.tokens.str(index);
                if noun.len() > 1 && noun.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    for label in &mut labels {
                        label.text.make_ascii_lowercase();
                    }
                }
                builder.place_all(Level::Point, &labels);
                let next = self.trailing_brackets(next, builder);
                Some(self.nested_romans(next, builder))
            }
            // Afdeling A van een bijlage: bijlage VIII, afdeling A
            Word::Head(unit @ (Unit::Section | Unit::Part), plural)
                if head.is_some_and(|(outer, _)| outer == Unit::Annex) =>
            {
                let level = Level::Head(Unit::Section);
                let (label, next) = self.head_label(index + 1, unit)?;
                let (labels, next) = if plural {
                    self.labels_of_heads(label, next, unit)
                } else {
                    (vec![label], next)
                };
                builder.place_all(level, &labels);
                Some(next)
            }
            Word::Opening => {
                let str = self.tokens.str(index + 1);
                let phrase = ["wording", "part", "phrase", "sentence", "words", "formule"];
                let next = index + 1 + usize::from(phrase.contains(&str));
                // Alone it is the part it opens.
                Some(next)
            }
            Word::Number if head.is_some() => {
                // artikel 4, nr. 7 (and German: Nr. 7)
                let at = index + 1 + usize::from(self.mark(index + 1, '.'));
                let (label, next) = self.label(at)?;
                (label.form == Form::Digits).then(|| {
                    builder.place(Step::new(Level::Point, label));
                    next
                })
            }
            _ => None,
        }
    }

    /// A range of parts that both have their noun: *vierde lid tot en met zesde lid*.
    pub(super) fn range_of_parts(
        &self,
        end: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        let (Joint::Range, mut index) = self.joint(end)? else {
            return None;
        };
        while self.word(index) == Some(Word::The) {
            index += 1;
        }
        if !self.may_be_part(index) {
            return None;
        }
        let from = builder.last().last()?.clone();
        let depth = builder.last().len().checked_sub(1)?;
        let mut further = builder.clone_last();
        let next = self.part(index, &mut further, head)?;
        let [_, to] = further.done.as_slice() else {
            return None;
        };
        let last = to.get(depth).filter(|step| step.level == from.level)?;
        if to.len() != depth + 1 {
            return None;
        }
        for label in range(&from.label, &last.label) {
            builder.beside(depth, Step::new(from.level, label));
        }
        Some(next)
    }
}

/// Whether a label ends in a bracket.
fn labels_closed(grammar: &Grammar<'_, '_>, next: usize) -> bool {
    next.checked_sub(1)
        .is_some_and(|last| grammar.mark(last, ')'))
}

impl Builder {
    /// A copy that holds the last reference only, for a part that may be given up.
    pub(super) fn clone_last(&self) -> Builder {
        Builder {
            done: self.done.last().cloned().into_iter().collect(),
            heads: self.heads,
        }
    }

    /// Puts what became of the copy in the place of the last reference.
    pub(super) fn replace_last(&mut self, mut copy: Builder) {
        self.done.pop();
        self.done.append(&mut copy.done);
    }
}
