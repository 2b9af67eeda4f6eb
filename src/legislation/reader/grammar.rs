//! The grammar of citations: recursive descent over tokens, without an act.
//!
//! ```text
//! clause   = reference { joint reference }
//! reference= [ parts "van" ] head number { number-list } { part }
//! part     = "lid" labels | ordinals "lid" | "onder" labels | "(" labels ")" | …
//! labels   = label { ("," | "en" | "t/m" | "-" …) label }
//! ```
//!
//! What stands between a clause and its act is read in [`super::attach`].

use super::super::numerals;
use super::super::unit::Unit;
use super::label::{Builder, Form, Label, Level, Reference, Step, range};
use super::token::{Kind, Tokens};
use super::words::Word;
use std::ops::Range;

/// What joins two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    Comma,
    And,
    Range,
}

/// What a clause is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// It has its own article, annex, recital, chapter.
    Headed,
    /// Parts of the article or annex named before: *punt 2 van die bijlage*.
    Previous(Unit),
    /// A paragraph, and nothing else: *het tweede lid*.
    Bare,
}

/// One or more references in a row.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) tokens: Range<usize>,
    pub(crate) references: Vec<Reference>,
    pub(crate) topic: Topic,
}

/// What was found at a token.
pub(crate) enum Outcome {
    Clause(Clause),
    /// Nothing; reading goes on here.
    Skip(usize),
}

/// The grammar over one passage.
pub(crate) struct Grammar<'a, 't> {
    pub(crate) tokens: &'a Tokens<'t>,
    /// Whether the name of an act begins at a token.
    pub(crate) act_at: &'a dyn Fn(usize) -> bool,
}

type Labels = (Vec<Label>, usize);

impl Grammar<'_, '_> {
    fn word(&self, index: usize) -> Option<Word> {
        self.tokens.word(index)
    }

    fn mark(&self, index: usize, mark: char) -> bool {
        self.tokens.mark(index, mark)
    }

    /// Whether a clause may begin here.
    pub(crate) fn may_begin(&self, index: usize) -> bool {
        match self.tokens.kind(index) {
            Kind::Word(
                Word::Head(..)
                | Word::Paragraph(_)
                | Word::Point
                | Word::Ordinal(_)
                | Word::Opening
                | Word::Alinea
                | Word::Indent
                | Word::Preamble,
            ) => true,
            Kind::Number => self.ordinal_number(index).is_some(),
            _ => false,
        }
    }

    /// Reads a clause at this token.
    pub(crate) fn clause(&self, start: usize) -> Outcome {
        let mut builder = Builder::default();
        let first = match self.reference(start, &mut builder) {
            Ok(first) => first,
            Err(skip) => return Outcome::Skip(skip.max(start + 1)),
        };
        let mut end = first.end;
        if first.topic == Topic::Headed {
            while let Some(next) = self.next_reference(end, &mut builder) {
                end = next;
            }
        }
        if builder.done.is_empty() {
            return Outcome::Skip(end.max(start + 1));
        }
        Outcome::Clause(Clause {
            tokens: start..end,
            references: builder.done,
            topic: first.topic,
        })
    }

    /// A further article whose head is only implied, with its own act right after it: the second
    /// in *artikelen 6:228 BW en 3:44 BW*.
    pub(crate) fn implied(&self, end: usize) -> Option<Clause> {
        let (joint, index) = self.joint(end)?;
        if joint == Joint::Range {
            return None;
        }
        let (label, next) = self.head_label(index, Unit::Article)?;
        if self.is_amount(index, next) || label.form == Form::Letter || label.form == Form::Roman {
            return None;
        }
        let mut builder = Builder::default();
        builder.start(Step::new(Level::Head(Unit::Article), label));
        let end = self.parts(next, &mut builder, Some((Unit::Article, false)));
        Some(Clause {
            tokens: index..end,
            references: builder.done,
            topic: Topic::Headed,
        })
    }

    /// A further reference after a comma, *en*, *juncto*, *in samenhang met*, with its own head.
    fn next_reference(&self, end: usize, builder: &mut Builder) -> Option<usize> {
        if self.act_follows(end) {
            return None;
        }
        let (joint, mut index) = self
            .joint(end)
            .or_else(|| self.conjunction(end).map(|next| (Joint::And, next)))?;
        if let Some(next) = self.conjunction(index) {
            index = next;
        }
        while matches!(self.word(index), Some(Word::The)) {
            index += 1;
        }
        if self.tokens.at(index).sentence != self.tokens.at(end.saturating_sub(1)).sentence {
            return None;
        }
        let ordinals = matches!(
            self.word(index),
            Some(
                Word::Head(..)
                    | Word::Paragraph(_)
                    | Word::Point
                    | Word::Ordinal(_)
                    | Word::Opening
            )
        );
        if !ordinals && self.ordinal_number(index).is_none() {
            return None;
        }
        let from = builder.last().to_vec();
        let mut further = Builder::default();
        let read = self.reference(index, &mut further).ok()?;
        if read.topic != Topic::Headed {
            return None;
        }
        // artikel 12 tot en met artikel 15
        if joint == Joint::Range
            && let (Some(first), Some(last)) = (
                from.first(),
                further.done.first().and_then(|path| path.first()),
            )
            && first.level == last.level
            && from.len() == 1
        {
            let inner = range(&first.label, &last.label);
            let split = inner.len().saturating_sub(1);
            for label in inner.into_iter().take(split) {
                builder.start(Step::new(first.level, label));
            }
        }
        builder.done.append(&mut further.done);
        Some(read.end)
    }

    /// Whether the name of an act comes right after: then the clause ends here.
    fn act_follows(&self, index: usize) -> bool {
        (self.act_at)(index)
    }

    /// One reference, with parts named before or after its head; an error says where to go on.
    fn reference(&self, start: usize, builder: &mut Builder) -> Result<Read, usize> {
        let mut before: Vec<Reference> = Vec::new();
        let mut index = start;
        // leden 1 tot en met 7 van …, onderdeel b van het eerste lid van …
        for _ in 0..4 {
            if matches!(self.word(index), Some(Word::Head(..) | Word::Preamble)) {
                break;
            }
            let mut parts = Builder::default();
            parts.done.push(Vec::new());
            let mut next = self.parts(index, &mut parts, None);
            if next == index {
                return Err(index + 1);
            }
            let inner: Vec<Reference> = parts.done;
            before = combine(&inner, &before);
            let after_parts = next;
            if self.mark(next, ',') {
                next += 1;
            }
            if !matches!(
                self.word(next),
                Some(Word::Of | Word::DutchOrEnglishOf | Word::To)
            ) {
                return self.bare(start, after_parts, before, builder);
            }
            next += 1;
            while matches!(self.word(next), Some(Word::The)) {
                next += 1;
            }
            if matches!(self.word(next), Some(Word::That | Word::Aforesaid))
                && let Some(Word::Head(unit, _)) = self.word(next + 1)
            {
                builder.done.append(&mut before);
                return Ok(Read {
                    end: next + 2,
                    topic: Topic::Previous(unit),
                });
            }
            if self.word(next) == Some(Word::This) {
                return Err(next + 1);
            }
            let goes_on = matches!(
                self.word(next),
                Some(
                    Word::Head(..)
                        | Word::Paragraph(_)
                        | Word::Ordinal(_)
                        | Word::Alinea
                        | Word::Point
                )
            ) || self.ordinal_number(next).is_some();
            if !goes_on {
                return self.bare(start, after_parts, before, builder);
            }
            index = next;
        }
        let (unit, plural) = match self.word(index) {
            Some(Word::Head(unit, plural)) => (unit, plural),
            // considerans 14
            Some(Word::Preamble) => (Unit::Recital, true),
            _ => return Err(index),
        };
        let mut heads = Builder::default();
        let Some(mut end) = self.head(index, unit, plural, &mut heads) else {
            return Err(index + 1);
        };
        // Afdeling A van bijlage I, afdeling 2 van hoofdstuk III, overweging 26 van de considerans
        if unit.holds_articles() || unit == Unit::Article {
            end = self.division(end, &mut heads, unit);
        } else if unit == Unit::Recital
            && matches!(self.word(end), Some(Word::Of | Word::DutchOrEnglishOf))
        {
            let mut next = end + 1;
            while matches!(self.word(next), Some(Word::The)) {
                next += 1;
            }
            if self.word(next) == Some(Word::Preamble) {
                end = next + 1;
            }
        }
        let mut merged: Vec<Reference> = if before.is_empty() {
            heads.done
        } else {
            combine(&before, &heads.done)
        };
        builder.done.append(&mut merged);
        Ok(Read {
            end,
            topic: Topic::Headed,
        })
    }

    /// Parts that no head follows: only a paragraph may stand so.
    fn bare(
        &self,
        _start: usize,
        end: usize,
        mut parts: Vec<Reference>,
        builder: &mut Builder,
    ) -> Result<Read, usize> {
        let paragraphs = parts.iter().all(|path| {
            path.first()
                .is_some_and(|step| step.level == Level::Paragraph)
        });
        if parts.is_empty() || !paragraphs {
            return Err(end);
        }
        builder.done.append(&mut parts);
        Ok(Read {
            end,
            topic: Topic::Bare,
        })
    }

    /// `van hoofdstuk III`, `of Chapter III`, `van bijlage I` after a division; `, afdeling 2`.
    fn division(&self, end: usize, heads: &mut Builder, unit: Unit) -> usize {
        let mut index = end;
        if matches!(self.word(index), Some(Word::Of | Word::DutchOrEnglishOf)) {
            index += 1;
            while matches!(self.word(index), Some(Word::The)) {
                index += 1;
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
        if let Some(Word::Head(inner, _)) = self.word(index)
            && inner.holds_articles()
            && let Some((label, next)) = self.head_label(index + 1, inner)
            && heads
                .last()
                .last()
                .is_some_and(|last| last.level.rank() < Level::Head(inner).rank())
        {
            heads.deepen(Step::new(Level::Head(inner), label));
            return self.division(next, heads, unit);
        }
        end
    }

    /// A head and its numbers, each with its parts.
    fn head(&self, index: usize, unit: Unit, plural: bool, heads: &mut Builder) -> Option<usize> {
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
        let (label, mut end) = self.head_label(number, unit)?;
        if unit == Unit::Article && self.names_a_group(end) {
            return None;
        }
        let english = self.tokens.str(index).to_lowercase().starts_with("section");
        let level = if english {
            Level::EnglishSection
        } else {
            Level::Head(unit)
        };
        heads.start(Step::new(level, label));
        end = self.dotted_annex(end, unit, heads);
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
    fn names_a_group(&self, index: usize) -> bool {
        let next = if self.mark(index, '-') {
            index + 1
        } else {
            index
        };
        self.word(next) == Some(Word::WorkingParty)
            || self.tokens.str(next).eq_ignore_ascii_case("WP")
    }

    /// `bijlage III.5`
    fn dotted_annex(&self, end: usize, unit: Unit, heads: &mut Builder) -> usize {
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

    /// `e.v.`, `en volgende`, `ff.`, `et seq.`: says that more follows, not what.
    fn following(&self, end: usize) -> usize {
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
    fn head_label(&self, index: usize, unit: Unit) -> Option<(Label, usize)> {
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
                    _ => text.len() <= 12,
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
    fn fraction(&self, index: usize) -> bool {
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
    fn with_suffix(&self, label: Label, index: usize) -> (Label, usize) {
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
    fn next_number(&self, end: usize, unit: Unit, plural: bool, heads: &mut Builder) -> usize {
        if self.act_follows(end) {
            return end;
        }
        let joined = self
            .joint(end)
            .or_else(|| self.conjunction(end).map(|next| (Joint::And, next)));
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

    /// Whether a list item ends here: not where a sentence goes on with another word.
    fn may_follow_in_list(&self, next: usize) -> bool {
        match self.tokens.kind(next) {
            Kind::Word(Word::Other | Word::That) => (self.act_at)(next),
            _ => true,
        }
    }

    /// Whether a number counts something: *en 3 maanden*, *en 2016*, *, 12 %*.
    fn is_amount(&self, index: usize, next: usize) -> bool {
        let value = self.tokens.str(index).parse::<u32>().unwrap_or(0);
        self.word(next) == Some(Word::Amount)
            || self.mark(next, '%')
            || self.mark(next, '€')
            || (1900..2100).contains(&value)
            || (self.mark(next, '/') && self.tokens.touches_previous(next) && value > 31)
    }

    /// Whether a part of an article is named here.
    fn part_begins(&self, mut index: usize) -> bool {
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

    /// All parts named after a number (or, with no head, in front of one).
    fn parts(&self, start: usize, builder: &mut Builder, head: Option<(Unit, bool)>) -> usize {
        let mut end = start;
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
                if matches!(self.word(index), Some(Word::And | Word::DutchOrEnglishOf)) {
                    index += 1 + usize::from(self.mark(index + 1, '.'));
                    joined = true;
                }
                if joined && self.word(index) == Some(Word::The) {
                    index += 1;
                }
            }
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

    /// Parts in brackets: `(aanhef en onder f)`, `(eerste lid)`.
    fn bracketed_parts(
        &self,
        open: usize,
        builder: &mut Builder,
        head: Option<(Unit, bool)>,
    ) -> Option<usize> {
        if head.is_none() || !self.mark(open, '(') {
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

    fn leads_to_head(&self, index: usize) -> bool {
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
    fn part(
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
                if self.word(at) == Some(Word::Number) {
                    at += 1 + usize::from(self.mark(at + 1, '.'));
                }
                let (labels, next) = self.labels(at, head, true, Level::Point, builder)?;
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

    /// `i) en ii)` after `onder a)`: Roman numerals that are closed stand in the letter.
    fn nested_romans(&self, end: usize, builder: &mut Builder) -> usize {
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
    fn range_of_parts(
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
    fn trailing_brackets(&self, mut end: usize, builder: &mut Builder) -> usize {
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
    fn lone_letter(&self, end: usize, index: usize, builder: &mut Builder) -> Option<usize> {
        let last = builder.last().last()?;
        let numbered = last.label.form == Form::Digits
            && matches!(last.level, Level::Point | Level::Paragraph | Level::Bracket);
        if !numbered || index > end + 1 || self.tokens.kind(index) == Kind::Number {
            return None;
        }
        let (label, next) = self.label(index)?;
        if label.text.len() != 1 || !label.text.starts_with(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        let ends = match self.tokens.kind(next) {
            Kind::End => true,
            Kind::Mark(mark) => matches!(mark, '(' | ')' | ',' | '.' | ';' | ':'),
            Kind::Word(Word::And) => true,
            Kind::Word(_) => (self.act_at)(next),
            Kind::Number => false,
        };
        ends.then(|| {
            builder.deepen(Step::new(Level::Point, label));
            next
        })
    }

    /// `1e`, `2de`, `3rd` as ordinals.
    fn ordinal_number(&self, index: usize) -> Option<u32> {
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

    fn ordinal(&self, index: usize) -> Option<u32> {
        match self.word(index) {
            Some(Word::Ordinal(value)) => Some(value),
            _ => self.ordinal_number(index),
        }
    }

    /// *eerste, tweede en derde lid*: ordinals that end in the noun they count.
    fn ordinals(&self, start: usize) -> Option<(Vec<u32>, Word, usize)> {
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
            match self.word(index) {
                Some(
                    noun @ (Word::Paragraph(_)
                    | Word::Alinea
                    | Word::Sentence
                    | Word::Indent
                    | Word::Point),
                ) => {
                    // "onder" is a preposition when it stands after an ordinal.
                    if noun == Word::Point
                        && matches!(self.tokens.str(index), "onder" | "sub" | "lit" | "letter")
                    {
                        return None;
                    }
                    return Some((values, noun, index + 1));
                }
                _ => {}
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

    /// One label: `1`, `b`, `b)`, `(b)`, `ii`, `1°`, `b bis`.
    fn label(&self, start: usize) -> Option<(Label, usize)> {
        let mut index = start;
        let open = self.mark(index, '(');
        if open {
            index += 1;
        }
        let quoted = matches!(self.tokens.kind(index), Kind::Mark('\'' | '"'));
        if quoted {
            index += 1;
        }
        let text = self.tokens.str(index);
        let label = match self.tokens.kind(index) {
            Kind::Number => {
                let label = Label::new(text);
                if label.form != Form::Digits || label.value().is_none_or(|value| value > 999) {
                    return None;
                }
                label
            }
            Kind::Word(_) => {
                let closed = open
                    || self.mark(index + 1, ')')
                    || self
                        .word(index + 1)
                        .is_some_and(|word| matches!(word, Word::Latin(_)));
                if !is_label(text, closed) {
                    return None;
                }
                Label::new(text)
            }
            _ => return None,
        };
        let (label, mut next) = self.with_suffix(label, index + 1);
        if quoted {
            if !matches!(self.tokens.kind(next), Kind::Mark('\'' | '"')) {
                return None;
            }
            next += 1;
        }
        if open && !self.mark(next, ')') {
            return None;
        }
        if self.mark(next, '°') {
            let text = format!("{}°", label.text);
            let form = label.form;
            return Some((
                Label { text, form },
                next + 1 + usize::from(open || self.mark(next + 1, ')')),
            ));
        }
        if self.mark(next, ')')
            && (open || (self.tokens.touches_previous(next) && !self.closes_bracket(next)))
        {
            return Some((label, next + 1));
        }
        // e-mail, b'tje
        let glued = matches!(self.tokens.kind(next), Kind::Mark('-' | '\''))
            && self.tokens.touches_previous(next)
            && self.tokens.touches_previous(next + 1)
            && matches!(self.tokens.kind(next + 1), Kind::Word(_))
            && !is_label(self.tokens.str(next + 1), false);
        (!glued).then_some((label, next))
    }

    /// Whether a closing bracket ends words that stand in brackets, as in *(bijlage III, punt 1)*,
    /// and no label: one was opened before, and none closes after.
    fn closes_bracket(&self, index: usize) -> bool {
        let mut depth = 0_i32;
        for at in (index.saturating_sub(60)..index).rev() {
            if self.mark(at, '(') {
                depth += 1;
                if depth > 0 {
                    break;
                }
            } else if self.mark(at, ')') && self.closes_something(at) {
                depth -= 1;
            }
        }
        depth > 0
            && !(index + 1..index + 40)
                .take_while(|at| !self.mark(*at, '('))
                .any(|at| self.mark(at, ')'))
    }

    /// Whether a closing bracket has an opening one near before it; that of `b)` has none.
    fn closes_something(&self, index: usize) -> bool {
        (index.saturating_sub(12)..index)
            .rev()
            .take_while(|at| !self.mark(*at, ')'))
            .any(|at| self.mark(at, '('))
    }

    /// A list of labels of one form.
    fn labels(
        &self,
        start: usize,
        head: Option<(Unit, bool)>,
        plural: bool,
        level: Level,
        builder: &Builder,
    ) -> Option<Labels> {
        let (first, mut end) = self.label(start)?;
        let mut list = vec![first];
        while list.len() < 400 {
            let Some((joint, index)) = self.joint(end) else {
                break;
            };
            let Some((label, next)) = self.label(index) else {
                break;
            };
            let Some(last) = list.last() else { break };
            let same = label.form == last.form
                || (label.form == Form::Roman && matches!(last.text.as_str(), "i" | "v" | "x"))
                || (last.form == Form::Roman && matches!(label.text.as_str(), "v" | "x"));
            if !same || !label.follows(last) {
                break;
            }
            // "onder a), i)": a closed i after another letter than h is a Roman numeral.
            if label.text == "i"
                && joint == Joint::Comma
                && last.text != "h"
                && self.mark(next - 1, ')')
            {
                break;
            }
            if joint != Joint::Range {
                if label.form == Form::Digits {
                    let goes_to_article = level == Level::Paragraph
                        && self.number_is_an_article(&label, next, head, builder);
                    if goes_to_article
                        || self.is_amount(index, next)
                        || (level == Level::Paragraph
                            && label.value().is_some_and(|value| value > 60))
                    {
                        break;
                    }
                }
                if joint == Joint::Comma && !self.may_follow_in_list(next) {
                    break;
                }
            }
            // "onder a, b" but not "onder b, u dient".
            if label.form == Form::Letter && !plural && joint == Joint::Comma {
                break;
            }
            if joint == Joint::Range {
                let inner = range(last, &label);
                list.extend(inner);
            } else {
                list.push(label);
            }
            end = next;
        }
        Some((list, end))
    }

    /// In *artikelen 5 lid 1 en 6 lid 1* the 6 is an article, in *artikel 9 lid 6 en 8* the 8 is a
    /// paragraph.
    fn number_is_an_article(
        &self,
        label: &Label,
        next: usize,
        head: Option<(Unit, bool)>,
        builder: &Builder,
    ) -> bool {
        let mut after = next;
        if self.mark(after, ',') {
            after += 1;
        }
        let followed = matches!(self.word(after), Some(Word::Paragraph(_)))
            || matches!(self.ordinals(after), Some((_, Word::Paragraph(_), _)));
        if followed {
            return true;
        }
        let Some((Unit::Article, true)) = head else {
            return false;
        };
        // A plural asks for a second article; they come in ascending order.
        let current = builder.last().first().and_then(|step| step.label.value());
        builder.heads < 2 && label.value() > current
    }

    /// Brackets after a number: `(1)(b)`, ` (1), (2) and (4)`.
    fn brackets(&self, end: usize, builder: &mut Builder, headed: bool) -> Option<usize> {
        if !headed {
            return None;
        }
        if self.mark(end, '(') {
            let (paths, next) = self.bracket(end)?;
            let last_level = builder.last().last().map(|step| step.level);
            for (index, path) in paths.iter().enumerate() {
                let first = path.first()?;
                let level =
                    if first.form == Form::Digits && matches!(last_level, Some(Level::Head(_))) {
                        Level::Bracket
                    } else {
                        Level::Point
                    };
                if index == 0 {
                    builder.deepen(Step::new(level, first.clone()));
                } else {
                    let depth = builder
                        .last()
                        .iter()
                        .rposition(|step| {
                            step.label.form == first.form && !matches!(step.level, Level::Head(_))
                        })
                        .unwrap_or(builder.last().len().saturating_sub(1));
                    builder.beside(depth, Step::new(level, first.clone()));
                }
                for label in path.iter().skip(1) {
                    builder.deepen(Step::new(Level::Point, label.clone()));
                }
            }
            return Some(next);
        }
        // A further one after a joint stands beside the one of its form.
        let (joint, index) = self.joint(end)?;
        if !self.mark(index, '(') {
            return None;
        }
        let (paths, next) = self.bracket(index)?;
        let [path] = paths.as_slice() else {
            return None;
        };
        let first = path.first()?;
        let depth = builder.last().iter().rposition(|step| {
            let form = step.label.form == first.form
                || (step.label.text == "i" && first.form == Form::Roman);
            form && !matches!(step.level, Level::Head(_))
        })?;
        let step = builder.last().get(depth)?.clone();
        if joint == Joint::Range {
            for label in range(&step.label, first) {
                builder.beside(depth, Step::new(step.level, label));
            }
        } else {
            builder.beside(depth, Step::new(step.level, first.clone()));
        }
        for label in path.iter().skip(1) {
            builder.deepen(Step::new(Level::Point, label.clone()));
        }
        Some(next)
    }

    /// What stands in one pair of brackets: `(1)`, `(1 sub e)`, `(6 en 8)`, `(2 sub e en 3)`.
    fn bracket(&self, open: usize) -> Option<(Vec<Vec<Label>>, usize)> {
        if !self.mark(open, '(') {
            return None;
        }
        let plain = |index: usize| -> Option<(Label, usize)> {
            let text = self.tokens.str(index);
            match self.tokens.kind(index) {
                Kind::Number => {
                    let label = Label::new(text);
                    let sound = label.form == Form::Digits
                        && label.value().is_some_and(|value| value < 1000);
                    let (label, next) = self.with_suffix(label, index + 1);
                    sound.then_some((label, next + usize::from(self.mark(next, '°'))))
                }
                Kind::Word(_) if is_label(text, true) => {
                    Some(self.with_suffix(Label::new(text), index + 1))
                }
                _ => None,
            }
        };
        let mut index = open + 1;
        if matches!(self.word(index), Some(Word::Paragraph(_) | Word::Point)) {
            // (lid 1), (onder b)
            index += 1;
        }
        let (first, mut next) = plain(index)?;
        let mut paths = vec![vec![first]];
        while !self.mark(next, ')') {
            let mut after = next;
            if self.mark(after, ',') {
                after += 1;
            }
            if self.word(after) == Some(Word::Point) {
                let (label, end) = plain(after + 1)?;
                paths.last_mut()?.push(label);
                next = end;
                continue;
            }
            let (joint, after) = self.joint(next)?;
            let (label, end) = plain(after)?;
            let last = paths.last()?.clone();
            let depth = last.iter().rposition(|other| other.form == label.form)?;
            let stem: Vec<Label> = last.iter().take(depth).cloned().collect();
            let labels = if joint == Joint::Range {
                range(last.get(depth)?, &label)
            } else {
                vec![label]
            };
            for label in labels {
                let mut path = stem.clone();
                path.push(label);
                paths.push(path);
            }
            if paths.len() > 400 {
                return None;
            }
            next = end;
        }
        Some((paths, next + 1))
    }

    /// What joins list items, and the index after it.
    pub(crate) fn joint(&self, index: usize) -> Option<(Joint, usize)> {
        match self.tokens.kind(index) {
            Kind::Mark(',') => match self.joint(index + 1) {
                Some((Joint::And, next)) if !self.mark(index + 1, ',') => Some((Joint::And, next)),
                _ => Some((Joint::Comma, index + 1)),
            },
            Kind::Mark('-') => Some((Joint::Range, index + 1)),
            Kind::Mark('/' | '&') => Some((Joint::And, index + 1)),
            Kind::Word(Word::And) => {
                let mut next = index + 1;
                let text = self.tokens.str(index);
                if self.mark(next, '.') && !matches!(text, "en" | "and" | "or") {
                    next += 1;
                }
                if text.eq_ignore_ascii_case("dan") {
                    // dan wel; "dan" alone compares.
                    return self
                        .tokens
                        .str(next)
                        .eq_ignore_ascii_case("wel")
                        .then_some((Joint::And, next + 1));
                }
                if self.mark(next, '/')
                    && matches!(
                        self.word(next + 1),
                        Some(Word::And | Word::DutchOrEnglishOf)
                    )
                {
                    next += 2;
                }
                Some((Joint::And, next))
            }
            Kind::Word(Word::DutchOrEnglishOf) => Some((Joint::And, index + 1)),
            // j°: juncto
            Kind::Word(_) if self.tokens.str(index) == "j" && self.mark(index + 1, '°') => {
                Some((Joint::And, index + 2))
            }
            Kind::Word(Word::To) => Some((Joint::Range, index + 1)),
            Kind::Word(Word::Until) => {
                let text = self.tokens.str(index);
                let mut next = index + 1;
                if text == "t" || text == "T" {
                    // t/m
                    return (self.mark(next, '/') && self.word(next + 1) == Some(Word::With))
                        .then_some((Joint::Range, next + 2));
                }
                if text == "up" {
                    if self.word(next) != Some(Word::To) {
                        return None;
                    }
                    next += 1;
                }
                if self.word(next) == Some(Word::And) && self.word(next + 1) == Some(Word::With) {
                    next += 2;
                }
                Some((Joint::Range, next))
            }
            _ => None,
        }
    }

    /// *in samenhang gelezen met*, *in conjunction with*; the index after it.
    fn conjunction(&self, start: usize) -> Option<usize> {
        let mut index = start;
        if self.mark(index, ',') {
            index += 1;
        }
        let mut found = false;
        for _ in 0..6 {
            match self.word(index) {
                Some(Word::Conjunction) => found = true,
                Some(Word::Of | Word::And) => {}
                Some(Word::With) if found => return Some(index + 1),
                _ => return None,
            }
            index += 1;
        }
        None
    }
}

struct Read {
    end: usize,
    topic: Topic,
}

/// Parts named before are put below each of those they stand in.
fn combine(inner: &[Reference], outer: &[Reference]) -> Vec<Reference> {
    if outer.is_empty() {
        return inner.to_vec();
    }
    if inner.is_empty() {
        return outer.to_vec();
    }
    let mut all = Vec::new();
    for upper in outer {
        for lower in inner {
            let mut path = upper.clone();
            path.extend(lower.iter().cloned());
            path.sort_by_key(|step| step.level.rank());
            all.push(path);
            if all.len() > 500 {
                return all;
            }
        }
    }
    all
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

/// Whether a word can be a label: a letter, a doubled letter, a small Roman numeral; between
/// brackets also two letters, as (ba).
fn is_label(text: &str, closed: bool) -> bool {
    let mut bytes = text.bytes();
    let (Some(first), second, third) = (bytes.next(), bytes.next(), bytes.next()) else {
        return false;
    };
    match (second, third) {
        (None, _) => first.is_ascii_alphabetic(),
        (Some(second), None) if first.is_ascii_lowercase() => {
            second == first
                || (closed && second.is_ascii_lowercase())
                || numerals::from_roman(&text.to_uppercase()).is_some_and(|_| second != b'm')
        }
        _ => {
            text.len() <= 5
                && (text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
                    || text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
                && numerals::from_roman(&text.to_uppercase()).is_some()
        }
    }
}
