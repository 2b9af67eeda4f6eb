//! Clauses and acts brought together: who names what, and what comes from the context.

use super::super::act::{Act, Numbering};
use super::super::provision::{Existence, Provision, Segment};
use super::super::register::Register;
use super::super::unit::Unit;
use super::attach::Attachment;
use super::clauses::{Found, clauses};
use super::grammar::Topic;
use super::label::{Label, Level, Reference};
use super::mention::Mentions;
use super::signs::may_cite;
use super::token::Tokens;
use super::words::Word;
use super::{
    Citation, Memory, Passage, Problem, Reading, Reason, Resolution, Unresolved, fit, links,
};
use std::ops::Range;
use std::sync::Arc;

/// Reads a passage.
pub(super) fn read(
    register: &Register,
    context: Option<&Arc<Act>>,
    memory: &mut Memory,
    passage: &Passage<'_>,
) -> Reading {
    if !passage.continues {
        memory.act = None;
    }
    let tokens = if may_cite(passage.text, register.names()) {
        Tokens::of(passage.text)
    } else if passage.links.is_empty() {
        return Reading::default();
    } else {
        // A link to an act cites it, whatever its words.
        Tokens::none(passage.text)
    };
    let mentions = Mentions::of(&tokens, register);
    let found = clauses(&tokens, &mentions);
    let ends = links::ends(register, passage);
    let mut resolver = Resolver {
        register,
        context,
        memory,
        tokens: &tokens,
        mentions: &mentions,
        found: &found,
        link_acts: links::acts(passage, &ends),
        cursor: 0,
        reading: Reading::default(),
        used: vec![false; mentions.list().len()],
        last_clause_act: None,
    };
    for index in 0..found.len() {
        resolver.clause(index);
    }
    resolver.remember_until(tokens.len());
    let Resolver { reading, used, .. } = resolver;
    let mut reading = reading;
    links::whole_acts(passage, &ends, &tokens, &mentions, &used, &mut reading);
    links::attach(passage, &ends, &mut reading);
    reading
        .citations
        .sort_by_key(|citation| citation.range.start);
    reading
}

/// What is known while the clauses of a passage are resolved, one after another.
pub(super) struct Resolver<'a, 't> {
    pub(super) register: &'a Register,
    pub(super) context: Option<&'a Arc<Act>>,
    pub(super) memory: &'a mut Memory,
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) mentions: &'a Mentions,
    pub(super) found: &'a [Found],
    /// Acts that links lead to, by the bytes of their words.
    pub(super) link_acts: Vec<(Range<usize>, Arc<Act>)>,
    /// Mentions before this one are remembered.
    pub(super) cursor: usize,
    pub(super) reading: Reading,
    /// Mentions that are part of a citation.
    pub(super) used: Vec<bool>,
    /// The act of the last clause and the sentence it stands in.
    pub(super) last_clause_act: Option<(Arc<Act>, u32, usize)>,
}

impl Resolver<'_, '_> {
    fn clause(&mut self, index: usize) {
        let Some(found) = self.found.get(index) else {
            return;
        };
        self.remember_until(found.tokens.start);
        let range = self.tokens.span(found.tokens.clone());
        let unresolved = |reason| Unresolved {
            range: range.clone(),
            reason,
        };
        let mut references = found.clause.references.clone();
        let mut prefix: Vec<Segment> = Vec::new();
        let mut act_of_prefix = None;
        match found.clause.topic {
            Topic::Headed => {}
            Topic::Previous(unit) => {
                let previous = if unit == Unit::Annex {
                    self.memory.annex.clone()
                } else {
                    self.memory.article.clone()
                };
                let Some(previous) = previous else {
                    return;
                };
                previous.path().clone_into(&mut prefix);
                act_of_prefix = Some(previous.act().clone());
            }
            Topic::Within(_) | Topic::Thereof => {
                let Some(previous) = self.holder(found.clause.topic, &references) else {
                    return;
                };
                previous.path().clone_into(&mut prefix);
                act_of_prefix = Some(previous.act().clone());
            }
            Topic::Bare => {
                // The article named before, in this passage or one that this leans on.
                let Some(previous) = self.memory.article.clone() else {
                    return;
                };
                if found.attachment.is_some() || self.names_people(found.clause.tokens.end) {
                    return;
                }
                previous.path().clone_into(&mut prefix);
                act_of_prefix = Some(previous.act().clone());
            }
        }
        let acts = match act_of_prefix {
            Some(act) => Ok(vec![act]),
            None => self.acts(index),
        };
        let acts = match acts {
            Ok(acts) => acts,
            Err(Some(reason)) => {
                self.reading.unresolved.push(unresolved(reason));
                return;
            }
            Err(None) => return,
        };
        let explicit = found.explicit;
        let mut targets: Vec<Provision> = Vec::new();
        let mut problems = Vec::new();
        for act in &acts {
            for reference in &mut references {
                let fitted = fit::fit(
                    self.register,
                    &self.act_of(found, act, reference),
                    reference,
                );
                let provision = if prefix.is_empty() {
                    fitted
                } else {
                    let mut path = prefix.clone();
                    path.extend(fitted.path().iter().cloned());
                    Provision::new(fitted.act().clone(), path)
                };
                let provision = after_paragraphs(provision, targets.last());
                if provision.existence() == Existence::Absent {
                    problems.push(Problem::NoSuchProvision(provision.clone()));
                }
                targets.push(provision);
            }
        }
        dedup(&mut targets);
        if let Some(act) = acts.first() {
            let sentence = self.tokens.at(found.tokens.start).sentence;
            self.last_clause_act = Some((act.clone(), sentence, found.tokens.end));
        }
        self.memory.last = targets.last().cloned();
        for target in &targets {
            if let Some(article) = target.article() {
                self.memory.article = Some(article);
            }
            if target
                .path()
                .first()
                .is_some_and(|first| first.unit == Unit::Annex)
            {
                let annex = target.path().first().cloned().into_iter().collect();
                self.memory.annex = Some(Provision::new(target.act().clone(), annex));
            }
        }
        if let Some(Attachment::Mention(mention)) = found.attachment
            && let Some(used) = self.used.get_mut(mention)
        {
            *used = true;
        }
        self.reading.citations.push(Citation {
            range,
            targets,
            resolution: if explicit {
                Resolution::Explicit
            } else {
                Resolution::Contextual
            },
            link: None,
            conflict: false,
            problems,
        });
    }

    /// Of what was cited last, that which *dat punt* or *daarvan* means.
    fn holder(&self, topic: Topic, references: &[Reference]) -> Option<Provision> {
        let last = self.memory.last.as_ref()?;
        let path = last.path();
        let length = if let Topic::Within(unit) = topic {
            path.iter().rposition(|segment| segment.unit == unit)? + 1
        } else {
            let first = references.first()?.first()?;
            let beside = |segment: &Segment| match segment.unit {
                Unit::Paragraph => first.level == Level::Paragraph,
                Unit::Subparagraph => first.level == Level::Alinea,
                Unit::Point => {
                    first.level != Level::Point
                        || Label::new(segment.number.as_str()).form == first.label.form
                }
                Unit::Indent => true,
                _ => false,
            };
            path.iter().position(beside).unwrap_or(path.len())
        };
        let path = path.get(..length).filter(|path| !path.is_empty())?;
        Some(Provision::new(last.act().clone(), path.to_vec()))
    }

    /// The act of a reference of a clause: the one named after the clause, or, where that act
    /// cannot have it, one from the context that has. In a text about the AI Act, *artikel 9, lid 6,
    /// en artikel 3:2 Awb* are of two acts.
    fn act_of<'p>(
        &self,
        found: &Found,
        named: &'p Arc<Act>,
        reference: &Reference,
    ) -> std::borrow::Cow<'p, Arc<Act>> {
        use std::borrow::Cow;
        let after = found.tokens.end > found.clause.tokens.end;
        let several = found.clause.references.len() > 1;
        let has = |act: &Arc<Act>| {
            fit::plausible(self.register, act, reference)
                && fit::fit(self.register, act, reference).existence() != Existence::Absent
        };
        if !(found.explicit && after && several) {
            return Cow::Borrowed(named);
        }
        // 5.1 is an article of the Woo before it is a paragraph of another act.
        let dotted = reference.first().is_some_and(|step| {
            step.level == Level::Head(Unit::Article) && step.label.text.contains('.')
        });
        if let Some(context) = self.context
            && dotted
            && context.numbering == Some(Numbering::Dotted)
            && named.numbering != Some(Numbering::Dotted)
        {
            return Cow::Owned(context.clone());
        }
        if has(named) {
            return Cow::Borrowed(named);
        }
        let before = self.before_in_sentence(found.tokens.start);
        let known = before.into_iter().chain(self.context.cloned());
        known
            .into_iter()
            .find(has)
            .map_or(Cow::Borrowed(named), Cow::Owned)
    }

    /// *het eerste lid van het team*: no paragraph.
    fn names_people(&self, end: usize) -> bool {
        matches!(
            self.tokens.word(end),
            Some(Word::Of | Word::DutchOrEnglishOf)
        ) && !matches!(self.tokens.word(end + 1), Some(Word::That))
    }

    /// The act of a clause; an error where it leads nowhere (`None`: it is no citation at all).
    fn acts(&self, index: usize) -> Result<Vec<Arc<Act>>, Option<Reason>> {
        let Some(found) = self.found.get(index) else {
            return Err(None);
        };
        let division = is_division(&found.clause.references);
        match &found.attachment {
            Some(Attachment::Mention(mention)) => {
                return Ok(self
                    .mentions
                    .get(*mention)
                    .map(|mention| mention.acts.clone())
                    .unwrap_or_default());
            }
            Some(Attachment::Foreign(_)) => {
                return Err((!division).then_some(Reason::UnknownAct));
            }
            Some(Attachment::Other) => {
                return Err((!division).then_some(Reason::OtherText));
            }
            Some(Attachment::Here) => return Err(None),
            Some(Attachment::Back(family)) => {
                return self
                    .pointed_back(*family, found)
                    .map(|act| vec![act])
                    .ok_or(Some(Reason::NoAct));
            }
            None => {}
        }
        let candidates = self.candidates(index, division);
        let references = &found.clause.references;
        let fits = |act: &Arc<Act>| {
            references.iter().all(|reference| {
                fit::plausible(self.register, act, reference)
                    && (!division
                        || fit::fit(self.register, act, reference).existence() != Existence::Absent)
            })
        };
        // An article that an act does not have is a mistake to tell; an annex is another text's.
        let told = references.iter().all(|reference| {
            reference
                .first()
                .is_some_and(|step| !matches!(step.level, Level::Head(Unit::Annex)) && !division)
        });
        let chosen = candidates
            .iter()
            .find(|act| fits(act))
            .or_else(|| candidates.first().filter(|_| told));
        if chosen.is_some_and(|act| {
            self.is_doubtful_annex(act, found) || self.is_of_the_text(act, index)
        }) {
            return Err((!division).then_some(Reason::NoAct));
        }
        match chosen {
            Some(act) => Ok(vec![act.clone()]),
            None => Err((!division).then_some(Reason::NoAct)),
        }
    }

    /// Takes the mentions before a token into memory.
    fn remember_until(&mut self, token: usize) {
        while let Some(mention) = self.mentions.get(self.cursor) {
            if mention.tokens.start >= token {
                break;
            }
            self.cursor += 1;
            if mention.weak {
                continue;
            }
            for act in &mention.acts {
                self.memory.act = Some(act.clone());
                let counts = &mut self.memory.counts;
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| known == act) {
                    *count += 1;
                } else if counts.len() < 64 {
                    // More acts than this are a list of acts, and the first come first.
                    counts.push((act.clone(), 1));
                }
                if self.memory.named.last() != Some(act) {
                    self.memory.named.retain(|known| known != act);
                    self.memory.named.push(act.clone());
                    if self.memory.named.len() > 64 {
                        self.memory.named.remove(0);
                    }
                }
            }
        }
    }
}

/// Whether all references are chapters, sections and the like: words that any text has.
fn is_division(references: &[Reference]) -> bool {
    references.iter().all(|reference| {
        reference
            .first()
            .is_some_and(|step| matches!(step.level, Level::Head(unit) if unit.holds_articles()))
    })
}

/// In *artikel 10 lid 5, 14 en 15* the last are articles where the act has no such paragraphs of
/// the article, but has such articles.
fn after_paragraphs(provision: Provision, before: Option<&Provision>) -> Provision {
    let ([_, paragraph], Some(before)) = (provision.path(), before) else {
        return provision;
    };
    let goes_on = paragraph.unit == Unit::Paragraph
        && provision.existence() == Existence::Absent
        && before.act() == provision.act()
        && (before.path().len() == 1 && number(before) > number(&provision)
            || before.article() == provision.article()
                && before
                    .path()
                    .get(1)
                    .is_some_and(|other| other.unit == Unit::Paragraph));
    if !goes_on || before.existence() == Existence::Absent {
        return provision;
    }
    let article = Segment::new(Unit::Article, paragraph.number.clone());
    let article = Provision::new(provision.act().clone(), vec![article]);
    let follows = number(&article) > number(before);
    if follows && article.existence() == Existence::Known {
        article
    } else {
        provision
    }
}

/// The number of the article of a provision.
fn number(provision: &Provision) -> Option<u32> {
    provision.path().first()?.number.parse().ok()
}

fn dedup(targets: &mut Vec<Provision>) {
    if targets.len() < 2 {
        return;
    }
    let mut seen = std::collections::HashSet::with_capacity(targets.len());
    targets.retain(|target| seen.insert(target.clone()));
}
