//! Which act is meant where none is named: the sentence, the list, the link, the document.

use super::super::act::Act;
use super::super::number::Family;
use super::super::unit::Unit;
use super::attach::Attachment;
use super::clauses::Found;
use super::label::{Form, Level};
use super::resolve::Resolver;
use super::words::Word;
use std::sync::Arc;

impl Resolver<'_, '_> {
    /// Acts that an unnamed one could be, the likeliest first.
    pub(super) fn candidates(&self, index: usize, division: bool) -> Vec<Arc<Act>> {
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
        let listed = self.at_end_of_list(index);
        let (of_list, after_semicolon) = match listed {
            Some((act, false)) => (Some(act), None),
            Some((act, true)) => (None, Some(act)),
            None => (None, None),
        };
        add(of_list);
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
        add(after_semicolon);
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
    pub(super) fn nearer_in_sentence(&self, start: usize, cited: &Arc<Act>) -> Arc<Act> {
        let Some((_, _, cited_at)) = &self.last_clause_act else {
            return cited.clone();
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
    pub(super) fn mostly_named(&self) -> Option<Arc<Act>> {
        self.memory
            .counts
            .iter()
            .filter(|(act, _)| act.structure().is_some())
            .max_by_key(|(_, count)| *count)
            .map(|(act, _)| act.clone())
    }

    pub(super) fn before_in_sentence(&self, start: usize) -> Option<Arc<Act>> {
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

    pub(super) fn after_in_sentence(&self, end: usize, sentence: u32) -> Option<Arc<Act>> {
        let first = self.mentions.first_from(end);
        let mention = self.mentions.get(first)?;
        (!mention.weak && self.tokens.at(mention.tokens.start).sentence == sentence)
            .then(|| mention.acts.first().cloned())
            .flatten()
    }

    /// The act named by a later clause of the same list, with nothing but commas, *en* and words
    /// in brackets in between; and whether a semicolon stands between, which may end the thought.
    pub(super) fn at_end_of_list(&self, index: usize) -> Option<(Arc<Act>, bool)> {
        let mut current = self.found.get(index)?;
        let mut semicolon = false;
        for next in self.found.iter().skip(index + 1).take(12) {
            if !self.only_list_between(current.clause.tokens.end, next.clause.tokens.start) {
                return None;
            }
            let between = current.clause.tokens.end..next.clause.tokens.start;
            semicolon |= between.into_iter().any(|at| self.tokens.mark(at, ';'));
            match next.attachment {
                Some(Attachment::Mention(mention))
                    if next.tokens.start == next.clause.tokens.start =>
                {
                    let act = self.mentions.get(mention)?.acts.first()?;
                    return Some((act.clone(), semicolon));
                }
                Some(_) => return None,
                None => current = next,
            }
        }
        None
    }

    pub(super) fn only_list_between(&self, from: usize, to: usize) -> bool {
        if to < from || to - from > 24 {
            return false;
        }
        let mut bracket = false;
        let mut joined = false;
        for index in from..to {
            if self.tokens.mark(index, '(') {
                bracket = true;
            } else if self.tokens.mark(index, ')') {
                // What stands in brackets is no item of the list around them.
                if !bracket {
                    return false;
                }
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
    pub(super) fn pointed_back(&self, family: Option<Family>, found: &Found) -> Option<Arc<Act>> {
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

    /// *Hoofdstuk 2*, *bijlage 1*, *paragraaf 4*, where the act, whose chapters and annexes have
    /// Roman numbers, is not named in the sentence: they are those of the text at hand, or of a
    /// report.
    pub(super) fn is_of_the_text(&self, act: &Arc<Act>, index: usize) -> bool {
        let Some(found) = self.found.get(index) else {
            return false;
        };
        let like_a_report = found.clause.references.iter().any(|path| {
            path.first().is_some_and(|step| match step.level {
                Level::Head(Unit::Subsection) => true,
                Level::EnglishSection => step.label.form == Form::Composite,
                Level::Head(Unit::Annex | Unit::Chapter | Unit::Title | Unit::Part) => {
                    step.label.value().is_some()
                }
                _ => false,
            })
        });
        if !(like_a_report && act.is_european() && act.kind.is_numbered()) {
            return false;
        }
        let start = found.tokens.start;
        let sentence = self.tokens.at(start).sentence;
        let bytes = self.tokens.span(found.tokens.clone());
        let named = self
            .last_clause_act
            .as_ref()
            .is_some_and(|(before, at, _)| *at == sentence && before == act)
            || self.before_in_sentence(start).as_ref() == Some(act)
            || self
                .at_end_of_list(index)
                .is_some_and(|(listed, _)| listed == *act)
            || self.link_acts.iter().any(|(range, linked)| {
                linked == act && range.start < bytes.end && bytes.start < range.end
            });
        !named
    }

    /// *Bijlage 1* in a document about an act whose annexes are numbered I, II, III, where another
    /// act was named last: whose annex it is cannot be told.
    pub(super) fn is_doubtful_annex(&self, act: &Arc<Act>, found: &Found) -> bool {
        let arabic = found.clause.references.iter().any(|path| {
            path.first().is_some_and(|step| {
                step.level == Level::Head(Unit::Annex) && step.label.value().is_some()
            })
        });
        arabic
            && act.is_european()
            && self.context == Some(act)
            && self.memory.named.last().is_some_and(|last| last != act)
    }
}
