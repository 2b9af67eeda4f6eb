//! Clauses and acts brought together: who names what, and what comes from the context.

use super::super::act::Act;
use super::super::number::Family;
use super::super::provision::{Existence, Provision, Segment};
use super::super::register::Register;
use super::super::unit::Unit;
use super::attach::{Attachment, Surroundings};
use super::grammar::{Clause, Grammar, Outcome, Topic};
use super::label::{Level, Reference};
use super::mention::Mentions;
use super::token::Tokens;
use super::words::Word;
use super::{
    Citation, Memory, Passage, Problem, Reading, Reason, Resolution, Unresolved, fit, links,
};
use std::ops::Range;
use std::sync::Arc;

/// A clause with what is said of its act.
struct Found {
    clause: Clause,
    /// The words of the citation.
    tokens: Range<usize>,
    attachment: Option<Attachment>,
    /// Whether the act is named within the words.
    explicit: bool,
}

/// Reads a passage.
pub(super) fn read(
    register: &Register,
    context: Option<&Arc<Act>>,
    memory: &mut Memory,
    passage: &Passage<'_>,
) -> Reading {
    let tokens = Tokens::of(passage.text);
    let mentions = Mentions::of(&tokens, register);
    if !passage.continues {
        memory.act = None;
    }
    let found = clauses(&tokens, &mentions);
    let mut resolver = Resolver {
        register,
        context,
        memory,
        tokens: &tokens,
        mentions: &mentions,
        found: &found,
        link_acts: links::acts(register, passage),
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
    links::whole_acts(register, passage, &tokens, &mentions, &used, &mut reading);
    links::attach(register, passage, &mut reading);
    reading
        .citations
        .sort_by_key(|citation| citation.range.start);
    reading
}

/// All clauses of the passage, with what surrounds them.
fn clauses(tokens: &Tokens<'_>, mentions: &Mentions) -> Vec<Found> {
    let surroundings = Surroundings { tokens, mentions };
    let act_at = |index: usize| mentions.begins_at(index);
    let grammar = Grammar {
        tokens,
        act_at: &act_at,
    };
    let mut found: Vec<Found> = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        // A word in the name of an act heads no citation.
        if let Some(mention) = mentions
            .starting_at(index)
            .and_then(|mention| mentions.get(mention))
        {
            index = mention.tokens.end.max(index + 1);
            continue;
        }
        if !grammar.may_begin(index) {
            index += 1;
            continue;
        }
        match grammar.clause(index) {
            Outcome::Skip(next) => index = next.max(index + 1),
            Outcome::Clause(clause) => {
                let end = clause.tokens.end;
                let after = surroundings.after(end);
                let mut words = clause.tokens.clone();
                let mut next = end;
                let mut explicit = false;
                let mut attachment = None;
                match after {
                    Some((attached, after)) => {
                        explicit = matches!(attached, Attachment::Mention(_));
                        words.end = if explicit { trim(tokens, after) } else { end };
                        if attached == Attachment::Here {
                            index = after;
                            continue;
                        }
                        attachment = Some(attached);
                        next = after;
                    }
                    None => {
                        let taken = |mention: usize| {
                            found.last().is_some_and(|last| {
                                last.attachment == Some(Attachment::Mention(mention))
                            })
                        };
                        if let Some((mention, start)) = surroundings.before(clause.tokens.start)
                            && !taken(mention)
                        {
                            words.start = opening_quote(tokens, start);
                            explicit = true;
                            attachment = Some(Attachment::Mention(mention));
                        }
                    }
                }
                let article = clause.references.iter().all(|path| {
                    path.first()
                        .is_some_and(|step| step.level == Level::Head(Unit::Article))
                });
                found.push(Found {
                    clause,
                    tokens: words,
                    attachment,
                    explicit,
                });
                index = next.max(index + 1);
                // artikelen 6:228 BW en 3:44 BW
                while explicit
                    && article
                    && let Some(implied) = grammar.implied(index)
                    && let Some((attached @ Attachment::Mention(_), after)) =
                        surroundings.after(implied.tokens.end)
                {
                    found.push(Found {
                        tokens: implied.tokens.start..trim(tokens, after),
                        clause: implied,
                        attachment: Some(attached),
                        explicit: true,
                    });
                    index = after;
                }
            }
        }
    }
    found
}

/// A closing quotation mark after the name is left out, unless the name began with one.
fn trim(tokens: &Tokens<'_>, end: usize) -> usize {
    let mut end = end;
    while end > 0 && (tokens.mark(end - 1, '\'') || tokens.mark(end - 1, '"')) {
        end -= 1;
    }
    end
}

fn opening_quote(tokens: &Tokens<'_>, start: usize) -> usize {
    match start.checked_sub(1) {
        Some(before)
            if (tokens.mark(before, '\'') || tokens.mark(before, '"'))
                && tokens.touches_previous(start) =>
        {
            before
        }
        _ => start,
    }
}

struct Resolver<'a, 't> {
    register: &'a Register,
    context: Option<&'a Arc<Act>>,
    memory: &'a mut Memory,
    tokens: &'a Tokens<'t>,
    mentions: &'a Mentions,
    found: &'a [Found],
    /// Acts that links lead to, by the bytes of their words.
    link_acts: Vec<(Range<usize>, Arc<Act>)>,
    /// Mentions before this one are remembered.
    cursor: usize,
    reading: Reading,
    /// Mentions that are part of a citation.
    used: Vec<bool>,
    /// The act of the last clause and the sentence it stands in.
    last_clause_act: Option<(Arc<Act>, u32, usize)>,
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
                let fitted = fit::fit(self.register, act, reference);
                let provision = if prefix.is_empty() {
                    fitted
                } else {
                    let mut path = prefix.clone();
                    path.extend(fitted.path().iter().cloned());
                    Provision::new(fitted.act().clone(), path)
                };
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
            references
                .iter()
                .all(|reference| fit::plausible(self.register, act, reference))
        };
        let chosen = candidates
            .iter()
            .find(|act| fits(act))
            .or_else(|| candidates.first().filter(|_| !division));
        match chosen {
            Some(act) => Ok(vec![act.clone()]),
            None => Err((!division).then_some(Reason::NoAct)),
        }
    }

    /// Acts that an unnamed one could be, the likeliest first.
    fn candidates(&self, index: usize, division: bool) -> Vec<Arc<Act>> {
        let mut list: Vec<Arc<Act>> = Vec::new();
        let Some(found) = self.found.get(index) else {
            return list;
        };
        let mut add = |act: Option<Arc<Act>>| {
            if let Some(act) = act
                && !list.contains(&act)
            {
                list.push(act);
            }
        };
        let start = found.tokens.start;
        let sentence = self.tokens.at(start).sentence;
        // The list it stands in ends in the act: artikel 5 (…) en artikel 6 (…) van de AVG.
        add(self.at_end_of_list(index));
        // Named before in the same sentence; what another citation named counts as well.
        if let Some((act, at, _)) = &self.last_clause_act
            && *at == sentence
        {
            add(Some(self.nearer_in_sentence(start, act)));
        } else {
            add(self.before_in_sentence(start));
        }
        // The link it carries says which act, if not which part.
        let bytes = self.tokens.span(found.tokens.clone());
        add(self
            .link_acts
            .iter()
            .find(|(range, _)| range.start < bytes.end && bytes.start < range.end)
            .map(|(_, act)| act.clone()));
        add(self.context.cloned());
        if division {
            // Chapters and sections of the text at hand look the same. A chapter with a section
            // is that of the act that the document is about, if it has them.
            let nested = found.clause.references.iter().all(|path| path.len() > 1);
            if self.context.is_none() && nested {
                add(self.mostly_named());
            }
            return list;
        }
        // Named before in the passage, the nearest first.
        let upto = self.mentions.first_from(start);
        let named = self.mentions.list().get(upto.saturating_sub(8)..upto);
        for mention in named.into_iter().flatten().rev() {
            if !mention.weak {
                add(mention.acts.last().cloned());
            }
        }
        add(self.memory.act.clone());
        add(self.after_in_sentence(found.tokens.end, sentence));
        list
    }

    /// The act named nearest before in the sentence, with the citation before as one of them.
    fn nearer_in_sentence(&self, start: usize, cited: &Arc<Act>) -> Arc<Act> {
        let (_, _, cited_at) = match &self.last_clause_act {
            Some(last) => last,
            None => return cited.clone(),
        };
        let mention = self.mentions.first_from(start).checked_sub(1);
        match mention.and_then(|index| self.mentions.get(index)) {
            Some(mention) if mention.tokens.start >= *cited_at && !mention.weak => mention
                .acts
                .last()
                .cloned()
                .unwrap_or_else(|| cited.clone()),
            _ => cited.clone(),
        }
    }

    /// Of the acts whose structure is known, the one named most often so far.
    fn mostly_named(&self) -> Option<Arc<Act>> {
        self.memory
            .counts
            .iter()
            .filter(|(act, _)| act.structure().is_some())
            .max_by_key(|(_, count)| *count)
            .map(|(act, _)| act.clone())
    }

    fn before_in_sentence(&self, start: usize) -> Option<Arc<Act>> {
        let sentence = self.tokens.at(start).sentence;
        let mut index = self.mentions.first_from(start);
        for _ in 0..4 {
            index = index.checked_sub(1)?;
            let mention = self.mentions.get(index)?;
            if self.tokens.at(mention.tokens.start).sentence != sentence {
                return None;
            }
            if !mention.weak {
                return mention.acts.last().cloned();
            }
        }
        None
    }

    fn after_in_sentence(&self, end: usize, sentence: u32) -> Option<Arc<Act>> {
        let first = self.mentions.first_from(end);
        let mention = self.mentions.get(first)?;
        (!mention.weak && self.tokens.at(mention.tokens.start).sentence == sentence)
            .then(|| mention.acts.first().cloned())
            .flatten()
    }

    /// The act named by a later clause of the same list, with nothing but commas, *en* and words
    /// in brackets in between.
    fn at_end_of_list(&self, index: usize) -> Option<Arc<Act>> {
        let mut current = self.found.get(index)?;
        for next in self.found.iter().skip(index + 1).take(12) {
            if !self.only_list_between(current.clause.tokens.end, next.clause.tokens.start) {
                return None;
            }
            match next.attachment {
                Some(Attachment::Mention(mention))
                    if next.tokens.start == next.clause.tokens.start =>
                {
                    return self.mentions.get(mention)?.acts.first().cloned();
                }
                Some(_) => return None,
                None => current = next,
            }
        }
        None
    }

    fn only_list_between(&self, from: usize, to: usize) -> bool {
        if to < from || to - from > 24 {
            return false;
        }
        let mut bracket = false;
        let mut joined = false;
        for index in from..to {
            if self.tokens.mark(index, '(') {
                bracket = true;
            } else if self.tokens.mark(index, ')') {
                bracket = false;
            } else if !bracket {
                let list = matches!(
                    self.tokens.word(index),
                    Some(Word::And | Word::DutchOrEnglishOf)
                ) || self.tokens.mark(index, ',')
                    || self.tokens.mark(index, ';');
                let article = self.tokens.word(index) == Some(Word::The);
                joined |= list;
                if !list && !article {
                    return false;
                }
            }
        }
        joined
    }

    /// What *die wet*, *de verordening*, *the Directive* means here.
    fn pointed_back(&self, family: Option<Family>, found: &Found) -> Option<Arc<Act>> {
        let of_family = |act: &Arc<Act>| match family {
            None => true,
            Some(Family::Decision) => {
                matches!(act.kind.family(), Family::Decision)
            }
            Some(family) => {
                act.kind.family() == family
                    || (family == Family::Act
                        && act.kind.family() == Family::Decision
                        && !act.is_european())
            }
        };
        // In this passage, the nearest before.
        let upto = self.mentions.first_from(found.tokens.start);
        let near = self
            .mentions
            .list()
            .get(upto.saturating_sub(64)..upto)
            .into_iter()
            .flatten()
            .rev()
            .filter(|mention| !mention.weak)
            .filter_map(|mention| mention.acts.last())
            .find(|act| of_family(act));
        if let Some(act) = near {
            return Some(act.clone());
        }
        if let Some(act) = self.context.filter(|act| of_family(act)) {
            return Some(act.clone());
        }
        let named = || self.memory.named.iter().rev();
        if let Some(act) = named().find(|act| of_family(act)) {
            return Some(act.clone());
        }
        // "de richtlijn" beside the act that implements it
        named()
            .chain(self.context)
            .filter_map(|act| self.register.act(act.implements.as_deref()?))
            .find(|act| of_family(act))
            .cloned()
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

fn dedup(targets: &mut Vec<Provision>) {
    if targets.len() < 2 {
        return;
    }
    let mut seen = std::collections::HashSet::with_capacity(targets.len());
    targets.retain(|target| seen.insert(target.clone()));
}
