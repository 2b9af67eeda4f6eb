//! What links add: the act where the words name none, citations of whole acts, and conflicts.

use super::super::act::Act;
use super::super::address::Address;
use super::super::provision::Provision;
use super::super::register::Register;
use super::super::unit::Unit;
use super::mention::{Mention, Mentions};
use super::token::{Kind, Tokens};
use super::words::Word;
use super::{Citation, Passage, Reading, Resolution};
use std::ops::Range;
use std::sync::Arc;

/// What each link of a passage leads to, in their order.
pub(super) fn ends(register: &Register, passage: &Passage<'_>) -> Vec<Option<Address>> {
    let links = passage.links.iter();
    links.map(|link| register.address(link.address)).collect()
}

/// The acts that the links of a passage lead to.
pub(super) fn acts(
    passage: &Passage<'_>,
    ends: &[Option<Address>],
) -> Vec<(Range<usize>, Arc<Act>)> {
    let links = passage.links.iter().zip(ends);
    links
        .filter_map(|(link, end)| {
            let act = end.as_ref()?.provision.act();
            Some((link.range.clone(), act.clone()))
        })
        .collect()
}

/// Citations of whole acts: by number, by a link to the law, as an item under sources.
pub(super) fn whole_acts(
    passage: &Passage<'_>,
    ends: &[Option<Address>],
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    used: &[bool],
    reading: &mut Reading,
) {
    let mut whole: Vec<Citation> = Vec::new();
    let cited = |range: &Range<usize>, list: &[Citation]| {
        list.iter().any(|citation| overlaps(&citation.range, range))
    };
    let by_start = |start: usize, list: &[Citation]| {
        list.partition_point(|citation| citation.range.end <= start)
    };
    reading
        .citations
        .sort_by_key(|citation| citation.range.start);
    for (index, mention) in mentions.list().iter().enumerate() {
        if !mention.numbered || used.get(index).copied().unwrap_or(false) {
            continue;
        }
        // "de Politierichtlijn (Richtlijn (EU) 2016/680)" after a provision is said already.
        let explains = index
            .checked_sub(1)
            .filter(|before| used.get(*before).copied().unwrap_or(false))
            .and_then(|before| mentions.get(before))
            .is_some_and(|before| {
                before.acts == mention.acts
                    && mention.tokens.start <= before.tokens.end + 2
                    && tokens.mark(before.tokens.end, '(')
            });
        if explains || in_a_title(tokens, mentions, index) {
            continue;
        }
        let range = with_name(tokens, mentions, index, mention);
        let at = by_start(range.start, &reading.citations);
        let free = reading
            .citations
            .get(at)
            .is_none_or(|citation| citation.range.start >= range.end);
        if free {
            whole.push(citation_of(range, &mention.acts));
        }
    }
    for (link, end) in passage.links.iter().zip(ends) {
        if cited(&link.range, &reading.citations) || cited(&link.range, &whole) {
            continue;
        }
        let named = mention_in(tokens, mentions, &link.range);
        match (end, named) {
            // The text decides.
            (Some(_), Some(mention)) => {
                whole.push(citation_of(
                    trimmed(passage.text, &link.range),
                    &mention.acts,
                ));
            }
            (Some(address), None) => {
                let target = if address.stable {
                    address.provision.clone()
                } else {
                    Provision::whole(address.provision.act().clone())
                };
                let range = trimmed(passage.text, &link.range);
                if !range.is_empty() {
                    whole.push(Citation {
                        resolution: Resolution::Contextual,
                        ..citation_of_provision(range, target)
                    });
                }
            }
            (None, _) => {}
        }
    }
    if passage.under_sources && reading.citations.is_empty() && whole.is_empty() {
        // The item is the name of an act, perhaps with more words than the register has.
        let text = trimmed(passage.text, &(0..passage.text.len()));
        let name = mentions.list().iter().find(|mention| !mention.weak);
        if let Some(mention) = name {
            let words = tokens.span(mention.tokens.clone());
            let leads = passage
                .text
                .get(text.start..words.start)
                .is_some_and(|before| before.chars().filter(|c| c.is_alphabetic()).count() <= 4);
            let linked_elsewhere = !passage.links.is_empty();
            let covers = words.len() * 10 >= text.len() * 6;
            // AI Act Compact is a book, and a guide to an act, behind a link of its own, is a guide.
            let title_goes_on = matches!(
                tokens.kind(mention.tokens.end),
                Kind::Word(word) if !matches!(word, Word::And | Word::Of)
            ) && !covers;
            let a_text = (tokens.at_offset(text.start)..mention.tokens.start)
                .any(|at| tokens.is(at, Word::Instrument));
            let about = a_text || linked_elsewhere && !leads;
            if !title_goes_on && !about && (covers || !linked_elsewhere && leads) {
                let first = words.start.min(words.end);
                let range = if leads { first..text.end } else { words };
                whole.push(citation_of(trimmed(passage.text, &range), &mention.acts));
            }
        }
    }
    reading.citations.append(&mut whole);
}

/// *Verordening (EU) 2016/679 … tot intrekking van Richtlijn 95/46/EG*: what an act changes or
/// repeals is part of its title, where the act itself was named before.
fn in_a_title(tokens: &Tokens<'_>, mentions: &Mentions, index: usize) -> bool {
    let Some(mention) = mentions.get(index) else {
        return false;
    };
    let sentence = tokens.at(mention.tokens.start).sentence;
    let before = index
        .checked_sub(1)
        .and_then(|before| mentions.get(before))
        .is_some_and(|before| tokens.at(before.tokens.start).sentence == sentence);
    let words = mention.tokens.start.saturating_sub(3)..mention.tokens.start;
    before
        && words.into_iter().any(|at| {
            matches!(
                tokens.str(at),
                "wijziging"
                    | "intrekking"
                    | "aanvulling"
                    | "amending"
                    | "repealing"
                    | "supplementing"
            )
        })
}

/// Gives each citation the link that its words carry, and compares the two.
pub(super) fn attach(passage: &Passage<'_>, ends: &[Option<Address>], reading: &mut Reading) {
    for citation in &mut reading.citations {
        let link = passage
            .links
            .iter()
            .zip(ends)
            .find(|(link, _)| overlaps(&link.range, &citation.range));
        let Some((link, end)) = link.filter(|(link, _)| !link.address.is_empty()) else {
            continue;
        };
        citation.link = Some(link.address.to_owned());
        if let Some(address) = end {
            citation.conflict = !agree(&address.provision, &citation.targets);
        }
    }
}

/// Whether a link leads to one of the targets: to it, a part of it, or what it stands in.
fn agree(linked: &Provision, targets: &[Provision]) -> bool {
    targets.iter().any(|target| {
        target.act() == linked.act()
            && (target.contains(linked)
                || linked.contains(target)
                || target.is_whole_act()
                || may_hold(linked, target))
    })
}

/// A chapter whose articles are not known may hold the target; *artikel 1c* may be point c of
/// article 1.
fn may_hold(linked: &Provision, target: &Provision) -> bool {
    let (Some(linked_to), Some(cited)) = (linked.path().first(), target.path().first()) else {
        return false;
    };
    if linked_to.unit.holds_articles() {
        return cited.unit == Unit::Article && linked.act().structure().is_none();
    }
    linked_to.unit == cited.unit
        && cited
            .number
            .strip_prefix(linked_to.number.as_str())
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_lowercase()))
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn citation_of(range: Range<usize>, acts: &[Arc<Act>]) -> Citation {
    Citation {
        range,
        targets: acts.iter().cloned().map(Provision::whole).collect(),
        resolution: Resolution::Explicit,
        link: None,
        conflict: false,
        problems: Vec::new(),
    }
}

fn citation_of_provision(range: Range<usize>, target: Provision) -> Citation {
    Citation {
        targets: vec![target],
        ..citation_of(range, &[])
    }
}

/// `Verordening (EU) 2024/1689 (AI-verordening)` is one mention.
fn with_name(
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    index: usize,
    mention: &Mention,
) -> Range<usize> {
    let own = tokens.span(mention.tokens.clone());
    let end = mention.tokens.end;
    if !tokens.mark(end, '(') {
        return own;
    }
    match mentions.get(index + 1) {
        Some(name)
            if name.tokens.start <= end + 2
                && name.acts == mention.acts
                && tokens.mark(name.tokens.end, ')') =>
        {
            own.start..tokens.at(name.tokens.end).end()
        }
        _ => own,
    }
}

fn mention_in<'m>(
    tokens: &Tokens<'_>,
    mentions: &'m Mentions,
    range: &Range<usize>,
) -> Option<&'m Mention> {
    let first = mentions.first_from(tokens.at_offset(range.start));
    mentions
        .get(first)
        .filter(|mention| !mention.weak && tokens.span(mention.tokens.clone()).end <= range.end)
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else {
        return range.clone();
    };
    let strip = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '|' | ';' | '.' | ',');
    let start = words.len() - words.trim_start_matches(strip).len();
    let end = words.trim_end_matches(strip).len();
    if start >= end {
        return range.start..range.start;
    }
    range.start + start..range.start + end
}
