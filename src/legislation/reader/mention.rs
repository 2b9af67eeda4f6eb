//! Where acts are named in a passage.

use super::super::act::Act;
use super::super::register::Register;
use super::numbered::numbered;
use super::token::{Kind, Tokens};
use super::words::Word;
use std::ops::Range;
use std::sync::Arc;

/// An act named at a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    /// The acts: one, but for *Richtlijnen 2016/2102 en 2019/882*.
    pub(crate) acts: Vec<Arc<Act>>,
    /// By its number, or a name that stands for itself: a citation even alone.
    pub(crate) numbered: bool,
    /// An abbreviation in lower case: only beside a provision.
    pub(crate) weak: bool,
}

/// All mentions of a passage, in the order of the text; none overlap.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    list: Vec<Mention>,
}

impl Mentions {
    /// Finds the mentions in a passage.
    pub(crate) fn of(tokens: &Tokens<'_>, register: &Register) -> Mentions {
        let mut list: Vec<Mention> = Vec::new();
        let mut index = 0;
        while let Some(token) = tokens.list().get(index) {
            // Most words begin no name and are no kind of act.
            let may_begin = match token.kind {
                Kind::Word(Word::Act(..)) => true,
                Kind::Word(_) => register.names().may_begin(token.hash),
                _ => false,
            };
            if !may_begin {
                index += 1;
                continue;
            }
            if let Some((printed, next)) = numbered(tokens, index) {
                let acts = printed
                    .numbers
                    .iter()
                    .map(|number| register.act_by_number(*number))
                    .collect();
                let after_last = list.last().map_or(0, |last| last.tokens.end);
                list.push(Mention {
                    tokens: printed.tokens.start.max(after_last)..next,
                    acts,
                    numbered: true,
                    weak: false,
                });
                index = next;
                continue;
            }
            if let Some(found) = register.names().at(tokens, index)
                && let Some(act) = register.act_at(found.act)
            {
                let next = found.tokens.end;
                if goes_on(tokens, next) {
                    index += 1;
                    continue;
                }
                let numbered = act.stands_alone.iter().any(|alias| {
                    tokens.text.get(tokens.span(found.tokens.clone())) == Some(alias.as_str())
                });
                list.push(Mention {
                    tokens: found.tokens,
                    acts: vec![act.clone()],
                    numbered,
                    weak: found.weak,
                });
                index = next;
                continue;
            }
            index += 1;
        }
        Mentions { list }
    }

    pub(crate) fn list(&self) -> &[Mention] {
        &self.list
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Mention> {
        self.list.get(index)
    }

    pub(crate) fn is_weak(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|mention| mention.weak)
    }

    /// The mention that begins at a token.
    pub(crate) fn starting_at(&self, token: usize) -> Option<usize> {
        self.list
            .binary_search_by_key(&token, |mention| mention.tokens.start)
            .ok()
    }

    pub(crate) fn begins_at(&self, token: usize) -> bool {
        self.starting_at(token).is_some()
    }

    /// The mention whose last token is right before this one.
    pub(crate) fn ending_at(&self, token: usize) -> Option<usize> {
        self.list
            .binary_search_by_key(&token, |mention| mention.tokens.end)
            .ok()
    }

    /// The first mention that begins at or after a token.
    pub(crate) fn first_from(&self, token: usize) -> usize {
        self.list
            .partition_point(|mention| mention.tokens.start < token)
    }
}

/// A name that goes on as another word: *AVG-verzoek* still names the AVG, *Woo'er* and
/// *AI-verordeningen* do not; the latter are other tokens already.
fn goes_on(tokens: &Tokens<'_>, next: usize) -> bool {
    tokens.mark(next, '\'')
        && tokens.touches_previous(next)
        && tokens.touches_previous(next + 1)
        && matches!(tokens.str(next + 1), "er" | "ers")
}
