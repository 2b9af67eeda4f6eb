//! The clauses of a passage, each with what stands around it.

use super::super::unit::Unit;
use super::attach::{Attachment, Surroundings};
use super::grammar::{Clause, Grammar, Outcome};
use super::label::Level;
use super::mention::Mentions;
use super::token::Tokens;
use super::words::Word;
use std::ops::Range;

/// A clause with what is said of its act.
pub(super) struct Found {
    pub(super) clause: Clause,
    /// The words of the citation.
    pub(super) tokens: Range<usize>,
    pub(super) attachment: Option<Attachment>,
    /// Whether the act is named within the words.
    pub(super) explicit: bool,
}

/// All clauses of the passage, with what surrounds them.
pub(super) fn clauses(tokens: &Tokens<'_>, mentions: &Mentions) -> Vec<Found> {
    let surroundings = Surroundings { tokens, mentions };
    let act_at = |index: usize| mentions.begins_at(index);
    let grammar = Grammar {
        tokens,
        act_at: &act_at,
    };
    let mut found: Vec<Found> = Vec::new();
    let mut index = 0;
    let mut coming = mentions.list().iter();
    let mut mention = coming.next();
    while index < tokens.len() {
        // A word in the name of an act heads no citation.
        while let Some(passed) = mention.filter(|mention| mention.tokens.start <= index) {
            mention = coming.next();
            if passed.tokens.start == index {
                index = passed.tokens.end.max(index + 1);
            }
        }
        if !grammar.may_begin(index) {
            index += 1;
            continue;
        }
        match grammar.clause(index) {
            Outcome::Skip(next) => index = next.max(index + 1),
            Outcome::Clause(mut clause) => {
                let end = clause.tokens.end;
                let mut after = surroundings.after(end);
                // In "Gw art. 10, EVRM art. 8" the name after the comma is that of the next.
                if tokens.mark(end, ',')
                    && let Some((Attachment::Mention(_), next)) = &after
                    && matches!(tokens.word(*next), Some(Word::Head(..)))
                    && surroundings.before(clause.tokens.start).is_some()
                {
                    after = None;
                }
                let mut words = clause.tokens.clone();
                let mut next = end;
                let mut explicit = false;
                let mut attachment = None;
                if let Some((attached, after)) = after {
                    explicit = matches!(attached, Attachment::Mention(_));
                    words.end = if explicit { trim(tokens, after) } else { end };
                    if attached == Attachment::Here {
                        index = after;
                        continue;
                    }
                    attachment = Some(attached);
                    next = after;
                    if explicit && let Some((references, after)) = grammar.tail(after, &clause) {
                        clause.references = references;
                        words.end = after;
                        next = after;
                    }
                } else {
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
