//! What is named of an article: *lid 1 en 2*, *eerste lid*, *aanhef en onder b*, *tweede alinea*.

use super::super::label::{Builder, Form, Label, Level, Step, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint};
use crate::legislation::unit::Unit;

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
        loop {
            if let Some(next) = self
                .brackets(end, builder, head.is_some())
                .or_else(|| self.bracketed_parts(end, builder, head))
                .or_else(|| self.range_of_parts(end, builder, head))
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

    /// The level of a noun in the plural: *leden*, *punten*, *points*.
    fn plural_noun(&self, index: usize) -> Option<Level> {
        match self.word(index)? {
            Word::Paragraph(true) => Some(Level::Paragraph),
            Word::Point => matches!(self.tokens.str(index), "punten" | "points" | "onderdelen")
                .then_some(Level::Point),
            _ => None,
        }
    }

    /// The next item of *punten 1, onder a), 6, onder e), en 7*, whose noun stands before all.
    fn goes_on(
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
            Word::Head(unit @ (Unit::Section | Unit::Part), _)
                if head.is_some_and(|(outer, _)| outer == Unit::Annex) =>
            {
                let (label, next) = self.head_label(index + 1, unit)?;
                builder.place(Step::new(Level::Head(Unit::Section), label));
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

    /// `3.1` and `5.b` after *punt*: a point of two numbers, or a letter within a number.
    fn dotted_points(&self, start: usize, builder: &mut Builder) -> Option<usize> {
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
        while let Some((joint, index)) = self.joint(end)
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

impl Builder {
    /// A copy that holds the last reference only, for a part that may be given up.
    fn clone_last(&self) -> Builder {
        Builder {
            done: self.done.last().cloned().into_iter().collect(),
            heads: self.heads,
        }
    }

    /// Puts what became of the copy in the place of the last reference.
    fn replace_last(&mut self, mut copy: Builder) {
        self.done.pop();
        self.done.append(&mut copy.done);
    }
}
