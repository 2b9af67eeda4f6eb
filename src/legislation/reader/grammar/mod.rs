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

mod brackets;
mod divisions;
mod heads;
mod labels;
mod ordinals;
mod parts;
mod points;
mod tail;

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
    /// Parts of a part named before: *onderdeel a van dat punt*, *paragraph 2 of that point*.
    Within(Unit),
    /// Parts of what was named before: *het tweede lid daarvan*, *point 4 thereof*.
    Thereof,
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

/// Labels, and the index after them.
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
        let level = Level::Head(Unit::Article);
        let end = self.numbers(index, (Unit::Article, true), level, &mut builder)?;
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
            before = combine(&before, &inner);
            let after_parts = next;
            if self.word(next) == Some(Word::Thereof) {
                builder.done.append(&mut before);
                return Ok(Read {
                    end: next + 1,
                    topic: Topic::Thereof,
                });
            }
            if self.mark(next, ',') {
                next += 1;
            }
            if !matches!(
                self.word(next),
                Some(Word::Of | Word::DutchOrEnglishOf | Word::To)
            ) {
                return bare(after_parts, before, builder);
            }
            next += 1;
            while matches!(self.word(next), Some(Word::The)) {
                next += 1;
            }
            if matches!(self.word(next), Some(Word::That | Word::Aforesaid)) {
                let topic = match self.word(next + 1) {
                    Some(Word::Head(unit, _)) => Some(Topic::Previous(unit)),
                    Some(Word::Paragraph(_)) => Some(Topic::Within(Unit::Paragraph)),
                    Some(Word::Alinea) => Some(Topic::Within(Unit::Subparagraph)),
                    Some(Word::Point) => Some(Topic::Within(Unit::Point)),
                    _ => None,
                };
                if let Some(topic) = topic {
                    builder.done.append(&mut before);
                    return Ok(Read {
                        end: next + 2,
                        topic,
                    });
                }
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
                return bare(after_parts, before, builder);
            }
            index = next;
        }
        let (unit, plural) = match self.word(index) {
            Some(Word::Head(unit, plural)) => (unit, plural),
            // considerans 14
            Some(Word::Preamble) => (Unit::Recital, true),
            _ => return Err(index),
        };
        // considerans, punt 14
        if self.word(index) == Some(Word::Preamble) {
            let noun = index + 1 + usize::from(self.mark(index + 1, ','));
            if self.word(noun) == Some(Word::Point) {
                index = noun;
            }
        }
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
}

struct Read {
    end: usize,
    topic: Topic,
}

/// Parts that no head follows: only a paragraph may stand so.
fn bare(end: usize, mut parts: Vec<Reference>, builder: &mut Builder) -> Result<Read, usize> {
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
