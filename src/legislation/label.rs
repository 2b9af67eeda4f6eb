//! A provision in words: labels in Dutch and in English, and the page for people.

use super::act::Act;
use super::number::EuNumber;
use super::numerals;
use super::provision::{Provision, Segment};
use super::unit::Unit;
use std::fmt::Write as _;

impl Provision {
    /// Its label in Dutch: *Artikel 6, lid 1, onder b, AVG*.
    pub fn label_nl(&self) -> String {
        let act = &self.act().short.nl;
        let mut label = String::new();
        for (index, segment) in self.path().iter().enumerate() {
            if index > 0 {
                label.push_str(", ");
            }
            label.push_str(&words_nl(self.act(), segment));
        }
        if label.is_empty() {
            return act.clone();
        }
        format!("{}, {act}", capitalised(&label))
    }

    /// Its label in English: *Article 6(1)(b) GDPR*.
    pub fn label_en(&self) -> String {
        let act = self.act().short.en();
        let mut label = String::new();
        let mut bracketed = false;
        for segment in self.path() {
            let number = &segment.number;
            match segment.unit {
                Unit::Paragraph | Unit::Point if bracketed => {
                    let _ = write!(label, "({number})");
                }
                Unit::Paragraph => {
                    let _ = write!(label, "{}paragraph {number}", comma(&label));
                    bracketed = true;
                }
                Unit::Point => {
                    let number = if number.starts_with(|c: char| c.is_ascii_digit()) {
                        number.clone()
                    } else {
                        format!("({number})")
                    };
                    let _ = write!(label, "{}point {number}", comma(&label));
                    bracketed = true;
                }
                Unit::Subparagraph | Unit::Indent => {
                    let noun = if segment.unit == Unit::Indent {
                        "indent"
                    } else {
                        "subparagraph"
                    };
                    let _ = match number.parse().ok().and_then(numerals::ordinal_en) {
                        Some(ordinal) => write!(label, "{}{ordinal} {noun}", comma(&label)),
                        None => write!(label, "{}{noun} {number}", comma(&label)),
                    };
                    bracketed = false;
                }
                unit => {
                    let _ = write!(label, "{}{} {number}", comma(&label), noun_en(unit));
                    bracketed = unit == Unit::Article;
                }
            }
        }
        if label.is_empty() {
            act.to_owned()
        } else {
            format!("{label} {act}")
        }
    }

    /// The official page for people, at the place of the provision where its anchors are stable.
    pub fn official_page(&self) -> Option<String> {
        let act = self.act();
        if self.is_whole_act() || (act.page.is_some() && act.celex.is_none()) {
            return act.official_page();
        }
        if act.eli.is_none() && act.bwb.is_some() {
            return Some(self.iri(super::identifier::DEFAULT_BASE));
        }
        if let (Some(date), Some(_), Some(eli)) = (&act.consolidated, self.insertion(), &act.eli) {
            return Some(format!("https://eur-lex.europa.eu/eli/{eli}/{date}"));
        }
        // Since October 2023 each act is an issue of the Journal of its own, with anchors that
        // name its parts; older pages number their elements anew at every edition.
        let number = act.celex.as_deref().and_then(EuNumber::from_celex);
        match (number, self.anchor()) {
            (Some(number), Some(anchor)) if number.year >= 2024 => Some(format!(
                "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_{}{:05}#{anchor}",
                number.year, number.number
            )),
            _ => act.official_page(),
        }
    }

    /// The anchor of the article, annex, recital or chapter it is or stands in (`art_9`,
    /// `cpt_III.sct_2`).
    fn anchor(&self) -> Option<String> {
        let first = self.path().first()?;
        let own = format!("{}_{}", first.unit.eli_code()?, first.number);
        match self.path().get(1) {
            Some(section) if first.unit == Unit::Chapter && section.unit == Unit::Section => {
                Some(format!("{own}.sct_{}", section.number))
            }
            _ => Some(own),
        }
    }
}

fn words_nl(act: &Act, segment: &Segment) -> String {
    let number = if act.is_european() {
        latin(&segment.number)
    } else {
        segment.number.clone()
    };
    match segment.unit {
        Unit::Part => format!("deel {number}"),
        Unit::Title => format!("titel {number}"),
        Unit::Chapter => format!("hoofdstuk {number}"),
        Unit::Section => format!("afdeling {number}"),
        Unit::Subsection => format!("paragraaf {number}"),
        Unit::Recital => format!("overweging {number}"),
        Unit::Annex => format!("bijlage {number}"),
        Unit::Article => format!("artikel {number}"),
        Unit::Paragraph => format!("lid {number}"),
        Unit::Point if number.starts_with(|c: char| c.is_ascii_digit()) && act.is_european() => {
            format!("punt {number}")
        }
        Unit::Point => format!("onder {number}"),
        Unit::Subparagraph | Unit::Indent => {
            let noun = if segment.unit == Unit::Indent {
                "streepje"
            } else {
                "alinea"
            };
            match number.parse().ok().and_then(numerals::ordinal_nl) {
                Some(ordinal) => format!("{ordinal} {noun}"),
                None => format!("{noun} {number}"),
            }
        }
    }
}

/// What was inserted bears a Latin suffix in Dutch: 4a is *4 bis*.
fn latin(number: &str) -> String {
    let split = number.len().saturating_sub(1);
    match (number.get(..split), number.get(split..)) {
        (Some(stem), Some(letter)) if !stem.is_empty() => {
            let suffix = letter.chars().next().and_then(numerals::latin_suffix);
            let stem_is_number = stem.bytes().all(|byte| byte.is_ascii_digit());
            let stem_is_letter =
                stem.len() == 1 && stem.bytes().all(|byte| byte.is_ascii_lowercase());
            match suffix {
                // (ii) is a Roman numeral, (aa) the letter after (z).
                Some(suffix) if stem_is_number || (stem_is_letter && stem != letter) => {
                    format!("{stem} {suffix}")
                }
                _ => number.to_owned(),
            }
        }
        _ => number.to_owned(),
    }
}

fn noun_en(unit: Unit) -> &'static str {
    match unit {
        Unit::Part => "Part",
        Unit::Title => "Title",
        Unit::Chapter => "Chapter",
        Unit::Section | Unit::Subsection => "Section",
        Unit::Recital => "Recital",
        Unit::Annex => "Annex",
        Unit::Article => "Article",
        Unit::Paragraph => "paragraph",
        Unit::Subparagraph => "subparagraph",
        Unit::Point => "point",
        Unit::Indent => "indent",
    }
}

fn comma(label: &str) -> &'static str {
    if label.is_empty() { "" } else { ", " }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
