//! Which act a clause names: right after it, right before it, or by pointing back.

use super::super::number::{Family, Kind as ActKind};
use super::super::unit::Unit;
use super::mention::Mentions;
use super::token::{Kind, Tokens};
use super::words::Word;
use std::ops::Range;

/// What a clause says of its act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attachment {
    /// It is named: index of the mention.
    Mention(usize),
    /// It is pointed back to: *die wet*, *de verordening*; of which family, if said.
    Back(Option<Family>),
    /// An act is named that the register does not have.
    Foreign(Range<usize>),
    /// Something is named that is no act.
    Other,
    /// *dit artikel*, *van deze afdeling*: the text at hand.
    Here,
}

/// Looks at what surrounds a clause.
pub(crate) struct Surroundings<'a, 't> {
    pub(crate) tokens: &'a Tokens<'t>,
    pub(crate) mentions: &'a Mentions,
}

impl Surroundings<'_, '_> {
    /// What comes right after a clause; with the index after the words that belong to it.
    pub(crate) fn after(&self, end: usize) -> Option<(Attachment, usize)> {
        let tokens = self.tokens;
        let mut index = end;
        let mut comma = false;
        if tokens.mark(index, ',') {
            comma = true;
            index += 1;
        }
        index = self.quotes(index);
        if tokens.mark(index, '(') && !comma {
            let mut inner = index + 1;
            while matches!(
                tokens.word(inner),
                Some(Word::The | Word::Of | Word::DutchOrEnglishOf)
            ) {
                inner += 1;
            }
            if let Some((mention, next)) = self.mention(inner)
                && tokens.mark(next, ')')
            {
                return Some((Attachment::Mention(mention), next + 1));
            }
            return self.after_gloss(index);
        }
        let mut preposition = false;
        if matches!(
            tokens.word(index),
            Some(Word::Of | Word::DutchOrEnglishOf | Word::To)
        ) {
            preposition = true;
            index += 1;
        }
        let thereof = tokens.word(index) == Some(Word::Thereof);
        if thereof && !comma {
            return Some((Attachment::Back(None), index + 1));
        }
        let mut definite = false;
        let mut pointing = false;
        let mut this = false;
        for _ in 0..6 {
            match tokens.kind(index) {
                Kind::Word(Word::The) => definite = true,
                Kind::Word(Word::That | Word::Aforesaid) => pointing = true,
                Kind::Word(Word::This) => this = true,
                Kind::Word(Word::Adjective) if !self.mentions.begins_at(index) => {}
                Kind::Mark('\'' | '"') => {}
                // the EU's AI Act
                Kind::Word(_) if tokens.str(index) == "s" && tokens.mark(index - 1, '\'') => {}
                _ => break,
            }
            index += 1;
        }
        if (pointing || this) && !preposition {
            return None;
        }
        if let Some((mention, next)) = self.mention(index) {
            let weak_far = self.mentions.is_weak(mention) && comma && !preposition;
            if !weak_far {
                return Some((Attachment::Mention(mention), self.quotes(next)));
            }
        }
        if preposition {
            if let Some((mention, next)) = self.mention_after_words(index) {
                return Some((Attachment::Mention(mention), next));
            }
            return self.noun(end, index, definite, pointing, this);
        }
        if comma || definite {
            return None;
        }
        self.unknown_abbreviation(index)
            .map(|next| (Attachment::Foreign(index..next), next))
    }

    /// *artikel 8:75 (proceskosten) van de Awb*: a few words in brackets, then the act.
    fn after_gloss(&self, open: usize) -> Option<(Attachment, usize)> {
        let close = (open + 1..open + 12)
            .find(|index| self.tokens.mark(*index, ')') || self.tokens.kind(*index) == Kind::End)?;
        let plain = (open + 1..close).all(|index| {
            !matches!(self.tokens.word(index), Some(Word::Head(..)))
                && !self.mentions.begins_at(index)
        });
        let next = close + 1;
        let named = self
            .mention(next)
            .is_some_and(|(mention, _)| !self.mentions.is_weak(mention));
        if !plain
            || !(named
                || matches!(
                    self.tokens.word(next),
                    Some(Word::Of | Word::DutchOrEnglishOf)
                ))
        {
            return None;
        }
        self.after(next)
            .filter(|(attached, _)| matches!(attached, Attachment::Mention(_)))
    }

    /// The mention that stands right before a clause, with the index where its words begin.
    pub(crate) fn before(&self, start: usize) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        let mut index = start;
        for _ in 0..4 {
            let before = index.checked_sub(1)?;
            if let Some(mention) = self.mentions.ending_at(index) {
                return Some((mention, self.mentions.get(mention)?.tokens.start));
            }
            match tokens.kind(before) {
                Kind::Mark(')') => return self.in_brackets(before),
                Kind::Mark(',' | ':' | '\'' | '"' | '-') => index = before,
                // GDPR's Article 22
                Kind::Word(_) if tokens.str(before) == "s" => index = before,
                _ => return None,
            }
        }
        None
    }

    /// *AVG (Verordening (EU) 2016/679), artikel 17*: what is named within brackets, or before them
    /// where both are the same act.
    fn in_brackets(&self, close: usize) -> Option<(usize, usize)> {
        let inner = self.mentions.ending_at(close)?;
        let named = self.mentions.get(inner)?;
        let open = named.tokens.start.checked_sub(1)?;
        if !self.tokens.mark(open, '(') {
            return None;
        }
        let outer = self
            .mentions
            .ending_at(open)
            .and_then(|index| Some((index, self.mentions.get(index)?)));
        match outer {
            Some((index, before)) if before.acts == named.acts => {
                Some((index, before.tokens.start))
            }
            _ => Some((inner, open)),
        }
    }

    fn quotes(&self, mut index: usize) -> usize {
        while matches!(self.tokens.kind(index), Kind::Mark('\'' | '"')) {
            index += 1;
        }
        index
    }

    fn mention(&self, index: usize) -> Option<(usize, usize)> {
        let mention = self.mentions.starting_at(index)?;
        Some((mention, self.mentions.get(mention)?.tokens.end))
    }

    /// *van de destijds geldende Wbp*: one or two words before the name.
    fn mention_after_words(&self, start: usize) -> Option<(usize, usize)> {
        let mut index = start;
        let mut words = 0;
        for _ in 0..5 {
            // van de (destijds geldende) Wbp
            if matches!(self.tokens.kind(index), Kind::Mark('(' | ')')) {
                index += 1;
            } else if self.tokens.word(index) == Some(Word::Other)
                && self.tokens.str(index).starts_with(char::is_lowercase)
                && words < 2
            {
                words += 1;
                index += 1;
            } else if words < 2 && self.tokens.word(index) == Some(Word::Adjective) {
                index += 1;
            } else {
                return None;
            }
            if let Some(found) = self.mention(index) {
                return (!self.mentions.is_weak(found.0)).then_some(found);
            }
        }
        None
    }

    /// A noun for an act, or for something that is none, after *van de*.
    fn noun(
        &self,
        end: usize,
        index: usize,
        definite: bool,
        pointing: bool,
        this: bool,
    ) -> Option<(Attachment, usize)> {
        let tokens = self.tokens;
        let quoted = (end..index).any(|at| matches!(tokens.kind(at), Kind::Mark('\'' | '"')));
        match tokens.word(index)? {
            Word::Act(kind, _) | Word::PlainAct(kind) => {
                let capital = tokens.str(index).starts_with(char::is_uppercase);
                if self.name_goes_on(index, capital) {
                    return Some((Attachment::Foreign(index..index + 1), index + 1));
                }
                if definite || pointing || this || capital {
                    return Some((Attachment::Back(Some(family(kind))), index + 1));
                }
                None
            }
            Word::Instrument => Some((Attachment::Other, index + 1)),
            Word::Head(unit, _) if this && unit != Unit::Annex => {
                Some((Attachment::Here, index + 1))
            }
            Word::Head(..) | Word::Paragraph(_) if this => Some((Attachment::Here, index + 1)),
            _ => {
                if quoted {
                    return Some((Attachment::Other, index + 1));
                }
                // of this document
                if this && tokens.word(index) == Some(Word::Other) {
                    return Some((Attachment::Here, index + 1));
                }
                let noun = self.unknown_noun(index)?;
                let last = self.tokens.word(noun - 1);
                if last == Some(Word::Instrument) {
                    return Some((Attachment::Other, noun));
                }
                Some((Attachment::Foreign(index..noun), noun))
            }
        }
    }

    /// `Wet toezicht …`, `Besluit van …`, `Verordening politieke …`: the noun begins a name that
    /// the register does not have.
    fn name_goes_on(&self, index: usize, capital: bool) -> bool {
        let tokens = self.tokens;
        let next = tokens.str(index + 1);
        if tokens.mark(index + 1, '(') || tokens.kind(index + 1) == Kind::Number {
            return true;
        }
        if !capital {
            return matches!(next, "inzake" | "betreffende" | "houdende");
        }
        let goes_on = matches!(
            next,
            "op" | "inzake"
                | "tot"
                | "ter"
                | "houdende"
                | "betreffende"
                | "voor"
                | "on"
                | "for"
                | "concerning"
        );
        let capitalised = next.starts_with(char::is_uppercase) && tokens.at(index + 1).start() != 0;
        // "Wet toezicht trustkantoren", but "de Wet bepaalt".
        let noun = matches!(
            tokens.word(index),
            Some(
                Word::PlainAct(ActKind::DutchAct | ActKind::DutchDecree)
                    | Word::Act(ActKind::Decision, false)
            )
        ) && tokens.word(index + 1) == Some(Word::Other)
            && !next.ends_with('t')
            && !next.ends_with("en")
            && next.len() > 3
            && next.chars().all(char::is_alphabetic)
            && tokens.at(index + 1).spaced;
        goes_on || noun || (capitalised && tokens.at(index + 1).spaced)
    }

    /// The index after an unknown act or instrument: *de Kernenergiewet*, *de algemene
    /// plaatselijke verordening*, *de huurovereenkomst*.
    fn unknown_noun(&self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        for index in start..start + 4 {
            let step = index - start;
            match tokens.word(index)? {
                // het Eerste Protocol
                Word::Ordinal(_) if step == 0 => {}
                Word::Act(..) | Word::PlainAct(_) if step > 0 => return Some(index + 1),
                Word::Instrument => return Some(index + 1),
                Word::Other | Word::Adjective => {
                    if names_an_act(tokens.str(index)) {
                        return Some(index + 1);
                    }
                    if step == 0
                        && let Some(next) = self.unknown_abbreviation(index)
                    {
                        return Some(next);
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// `Wzd`, `WVO`: looks like the abbreviation of an act that the register does not have.
    fn unknown_abbreviation(&self, index: usize) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.word(index) != Some(Word::Other) || tokens.touches_previous(index) {
            return None;
        }
        let text = tokens.str(index);
        if names_an_act(text) && text.starts_with(char::is_uppercase) {
            return Some(index + 1);
        }
        let letters = text.chars().count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let vowels = text
            .chars()
            .filter(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u'))
            .count();
        let short = (2..=8).contains(&letters)
            && text.starts_with(char::is_uppercase)
            && text.chars().all(char::is_alphanumeric);
        let abbreviation = capitals >= 2 || (letters <= 6 && text.starts_with('W') && vowels == 0);
        let common = matches!(
            text,
            "AI" | "EU"
                | "AP"
                | "DPIA"
                | "IT"
                | "ICT"
                | "EDPB"
                | "EDPS"
                | "BSN"
                | "CE"
                | "FG"
                | "DPO"
                | "GPAI"
                | "OR"
                | "AND"
                | "NL"
                | "API"
                | "II"
                | "III"
                | "IV"
                | "VI"
                | "PDF"
                | "AFM"
                | "DNB"
                | "ACM"
                | "CBP"
                | "HvJ"
                | "HR"
                | "RvS"
                | "ABRvS"
                | "CRvB"
                | "SHALL"
        );
        // A hyphen makes it a part of another word: AI-systemen.
        let compound = tokens.mark(index + 1, '-') && tokens.touches_previous(index + 1);
        (short && abbreviation && !common && !compound).then_some(index + 1)
    }
}

/// Whether a word is a compound that names an act or an instrument.
fn names_an_act(text: &str) -> bool {
    const ENDS: [&str; 16] = [
        "wet",
        "besluit",
        "regeling",
        "verordening",
        "richtlijn",
        "verdrag",
        "wetboek",
        "reglement",
        "overeenkomst",
        "voorwaarden",
        "statuten",
        "convenant",
        "handboek",
        "protocol",
        "bepalingen",
        "contract",
    ];
    let lower = text.to_lowercase();
    ENDS.iter()
        .any(|end| lower.len() > end.len() + 1 && lower.ends_with(end))
}

fn family(kind: ActKind) -> Family {
    kind.family()
}
