//! Steps → provision of an act: what the notation means in that act.

use super::super::act::{Act, Numbering};
use super::super::numerals;
use super::super::provision::{Existence, Provision, Segment};
use super::super::register::Register;
use super::super::unit::Unit;
use super::label::{Form, Level, Reference, Step};
use std::sync::Arc;

/// The provision that a reference means in an act.
pub(crate) fn fit(register: &Register, act: &Arc<Act>, reference: &Reference) -> Provision {
    let (act, reference) = book(register, act, reference);
    let mut path: Vec<Segment> = Vec::with_capacity(reference.len());
    for step in &reference {
        let step = &union_spelling(&act, step);
        match step.level {
            Level::Head(Unit::Article) => article(&act, step, &mut path),
            Level::Head(unit) => {
                let number = head_number(&act, unit, &step.label.text);
                let in_annex = path.first().is_some_and(|first| first.unit == Unit::Annex);
                let unit = match unit {
                    // Deel A of an annex is its section A.
                    Unit::Part if in_annex => Unit::Section,
                    Unit::Subsection if act.is_european() => Unit::Section,
                    unit => unit,
                };
                path.push(Segment::new(unit, number));
            }
            Level::EnglishSection => {
                if is_english_article(&act, &step.label.text) {
                    article(&act, step, &mut path);
                } else {
                    path.push(Segment::new(Unit::Section, step.label.text.clone()));
                }
            }
            // Annexes have points, whatever they are called.
            Level::Paragraph
                if act.is_european()
                    && path.len() == 1
                    && path.first().is_some_and(|first| first.unit == Unit::Annex) =>
            {
                path.push(Segment::new(Unit::Point, step.label.text.clone()));
            }
            Level::Paragraph => paragraph(&act, &step.label.text, &mut path),
            Level::Bracket => {
                if lacks_paragraphs(&act, &path) {
                    path.push(Segment::new(Unit::Point, step.label.text.clone()));
                } else {
                    paragraph(&act, &step.label.text, &mut path);
                }
            }
            Level::Alinea => push_where_known(&act, &mut path, Unit::Subparagraph, step),
            Level::Indent => push_where_known(&act, &mut path, Unit::Indent, step),
            Level::Point => {
                path.push(Segment::new(Unit::Point, step.label.text.clone()));
            }
        }
    }
    complete_section(&act, &mut path);
    shorten_divisions(&act, &mut path);
    Provision::new(act, path)
}

/// In the Union's acts *4 bis* is keyed 4a, as in English; Dutch acts keep *420bis*.
fn union_spelling(act: &Act, step: &Step) -> Step {
    let mut spelled = step.clone();
    if act.is_european() {
        let found = ('a'..='j').rev().find_map(|letter| {
            let suffix = numerals::latin_suffix(letter)?;
            let number = step.label.text.strip_suffix(suffix)?;
            (!number.is_empty()).then(|| format!("{number}{letter}"))
        });
        if let Some(text) = found {
            spelled.label.text = text;
        }
    }
    spelled
}

/// Whether an act could have what a reference names: by its structure, the form of its numbers,
/// and whether it has such parts at all.
pub(crate) fn plausible(register: &Register, act: &Arc<Act>, reference: &Reference) -> bool {
    let provision = fit(register, act, reference);
    let top = provision
        .path()
        .first()
        .map(|first| Provision::new(provision.act().clone(), vec![first.clone()]));
    if top.is_some_and(|top| top.existence() == Existence::Absent) {
        return false;
    }
    let Some(first) = reference.first() else {
        return true;
    };
    match first.level {
        // Dutch acts have no numbered recitals; their annexes are rare, those of treaties rarer.
        Level::Head(Unit::Recital) => act.is_european(),
        Level::Head(Unit::Article)
            if act.numbering.is_none()
                && act.kind.is_numbered()
                && first.label.text.contains(':') =>
        {
            false
        }
        _ => !(act.is_european() && first.label.text.contains(':')),
    }
}

/// Where the act is a collective name, the book that the number names: 6:162 BW is article 162 of
/// Book 6.
fn book(register: &Register, act: &Arc<Act>, reference: &Reference) -> (Arc<Act>, Reference) {
    let whole = || (act.clone(), reference.clone());
    if act.books.is_empty() {
        // Boek 6 BW, artikel 6:162: the book is named already.
        let own = act.book.as_ref().and_then(|book| {
            let first = reference.first()?;
            let rest = first
                .label
                .text
                .to_lowercase()
                .strip_prefix(&format!("{}:", book.to_lowercase()))?
                .to_owned();
            let mut shorter = reference.clone();
            rest.clone_into(&mut shorter.first_mut()?.label.text);
            Some((act.clone(), shorter))
        });
        return own.unwrap_or_else(whole);
    }
    let Some(first) = reference.first() else {
        return whole();
    };
    let Some((number, rest)) = first.label.text.split_once([':', '.']) else {
        return whole();
    };
    let found = act
        .books
        .iter()
        .filter_map(|code| register.act(code))
        .find(|candidate| {
            candidate
                .book
                .as_ref()
                .is_some_and(|book| book.eq_ignore_ascii_case(number))
        });
    match found {
        Some(found) => {
            let mut shorter = reference.clone();
            if let Some(step) = shorter.first_mut() {
                // 7.7.5 of a division keeps its number.
                if step.level == Level::Head(Unit::Article) {
                    rest.clone_into(&mut step.label.text);
                }
            }
            (found.clone(), shorter)
        }
        None => whole(),
    }
}

/// Article numbers: `10.5` is article 10, paragraph 5 in the Union's acts, article 10.5 in Dutch
/// acts that number so.
fn article(act: &Act, step: &Step, path: &mut Vec<Segment>) {
    // 6:1 of an act of the Union, which has no such numbers, is what 6.1 is.
    let with_stops;
    let mut text = &step.label.text;
    if act.is_european() && act.kind.is_numbered() && text.contains(':') {
        with_stops = text.replace(':', ".");
        text = &with_stops;
    }
    let dotted_belongs = match act.numbering {
        Some(Numbering::Plain) => false,
        Some(_) => true,
        None => !act.is_european() && act.bwb.as_deref().is_none_or(|bwb| bwb.starts_with("BWBR")),
    };
    if step.label.form != Form::Composite || !text.contains('.') || dotted_belongs {
        // 3:46.1 is paragraph 1 of 3:46.
        if act.numbering == Some(Numbering::Colon)
            && let Some((article, rest)) = text.split_once('.')
        {
            path.push(Segment::new(Unit::Article, article));
            dotted(act, rest, path);
            return;
        }
        path.push(Segment::new(Unit::Article, text.clone()));
        return;
    }
    let (first, rest) = text.split_once('.').unwrap_or((text, ""));
    path.push(Segment::new(Unit::Article, first));
    dotted(act, rest, path);
}

fn dotted(act: &Act, rest: &str, path: &mut Vec<Segment>) {
    for (index, part) in rest.split('.').filter(|part| !part.is_empty()).enumerate() {
        let is_number = part.starts_with(|c: char| c.is_ascii_digit());
        if index == 0 && is_number && !lacks_paragraphs(act, path) {
            paragraph(act, part, path);
        } else {
            path.push(Segment::new(Unit::Point, part));
        }
    }
}

/// A paragraph; `1c` is paragraph 1, point c where the act has no paragraph 1c.
fn paragraph(act: &Act, text: &str, path: &mut Vec<Segment>) {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, letter) = text.split_at(digits);
    let is_dutch = act.bwb.is_some() && !act.is_european();
    let known_without = || {
        let Some(structure) = act.structure() else {
            return false;
        };
        let mut longer = path.clone();
        longer.push(Segment::new(Unit::Paragraph, text));
        let key = super::super::provision::key(&longer);
        structure.articles() > 0 && act.in_time().is_none_or(|law| law.inserted(&key).is_none())
    };
    if !number.is_empty() && !letter.is_empty() && !is_dutch && known_without() {
        path.push(Segment::new(Unit::Paragraph, number));
        path.push(Segment::new(Unit::Point, letter));
    } else {
        path.push(Segment::new(Unit::Paragraph, text));
    }
}

/// Whether a number in brackets is a point here: the article has no numbered paragraphs, is a list
/// of definitions, or it is an annex.
fn lacks_paragraphs(act: &Act, path: &[Segment]) -> bool {
    let Some(first) = path.first() else {
        return false;
    };
    if first.unit != Unit::Article {
        return true;
    }
    if path.len() > 1 {
        return true;
    }
    if act.definitions.contains(&first.number) {
        return true;
    }
    act.structure()
        .and_then(|structure| structure.part(&super::super::provision::key(path)))
        .is_some_and(|part| part.paragraphs == Some(0))
}

/// Translations of Dutch acts say *section* for an article: where the number has the form of the
/// act's articles.
fn is_english_article(act: &Act, number: &str) -> bool {
    match act.numbering {
        Some(Numbering::Colon) => number.contains(':'),
        Some(Numbering::Dotted) => number.contains('.'),
        Some(Numbering::Plain) => {
            !act.is_european() && number.starts_with(|c: char| c.is_ascii_digit())
        }
        None => false,
    }
}

/// Subparagraphs and indents: JCI has no name for them, so a Dutch reference ends above.
fn push_where_known(act: &Act, path: &mut Vec<Segment>, unit: Unit, step: &Step) {
    if act.is_european() || act.bwb.is_none() {
        path.push(Segment::new(unit, step.label.text.clone()));
    }
}

/// Annexes, chapters and titles of the Union's acts have Roman numbers, however they are cited.
fn head_number(act: &Act, unit: Unit, text: &str) -> String {
    if act.is_european()
        && act.kind.is_numbered()
        && matches!(unit, Unit::Annex | Unit::Chapter | Unit::Title)
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Some(roman) = text.parse().ok().and_then(numerals::to_roman)
    {
        return roman;
    }
    text.to_owned()
}

/// *Afdeling 2* of the AI Act without a chapter is that of the chapter the register names.
fn complete_section(act: &Act, path: &mut Vec<Segment>) {
    if path
        .first()
        .is_some_and(|first| first.unit == Unit::Section)
        && let Some(chapter) = &act.bare_sections
    {
        path.insert(0, Segment::new(Unit::Chapter, chapter.clone()));
    }
}

/// Dutch divisions whose number says where they stand (3.1) need no path; others keep it.
fn shorten_divisions(act: &Act, path: &mut Vec<Segment>) {
    if act.is_european() {
        return;
    }
    let divisions = path
        .iter()
        .take_while(|segment| segment.unit.holds_articles())
        .count();
    let full = path
        .get(divisions.saturating_sub(1))
        .is_some_and(|last| last.number.contains(['.', ':']));
    if divisions > 1 && full {
        path.drain(..divisions - 1);
    }
}
