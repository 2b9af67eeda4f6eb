//! Acts by their number: *Verordening (EU) nr. 1025/2012*, *Directives 2009/48/EC and 2014/53/EU*.

use super::super::number::{EuNumber, Kind as ActKind};
use super::token::{Kind, Tokens};
use super::words::Word;
use std::ops::Range;

/// A printed number of one or more EU acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) tokens: Range<usize>,
    pub(crate) numbers: Vec<EuNumber>,
}

/// Reads *Verordening (EU) nr. 1025/2012*, *Directives 2009/48/EC and 2014/53/EU* at the word for
/// the kind; gives it and the index after it.
pub(crate) fn numbered(tokens: &Tokens<'_>, index: usize) -> Option<(Numbered, usize)> {
    let Some(Word::Act(kind, plural)) = tokens.word(index) else {
        return None;
    };
    let (kind, start) = widened(tokens, index, kind);
    let mut numbers = Vec::new();
    let (first, mut next) = one_number(tokens, index + 1, kind)?;
    numbers.push(first);
    // A list goes on after a plural; it stops at what is no number.
    while plural && numbers.len() < 64 {
        let mut after = next;
        if tokens.mark(after, ',') {
            after += 1;
        }
        if matches!(tokens.word(after), Some(Word::And | Word::DutchOrEnglishOf)) {
            after += 1;
        }
        if after == next {
            break;
        }
        match one_number(tokens, after, kind) {
            Some((number, end)) => {
                numbers.push(number);
                next = end;
            }
            None => break,
        }
    }
    Some((
        Numbered {
            tokens: start..next,
            numbers,
        },
        next,
    ))
}

/// *Gedelegeerde*, *Implementing*, *Kader-*, *EU-* before the kind.
fn widened(tokens: &Tokens<'_>, index: usize, kind: ActKind) -> (ActKind, usize) {
    let Some(before) = index.checked_sub(1) else {
        return (kind, index);
    };
    let delegated = match kind {
        ActKind::Regulation => ActKind::DelegatedRegulation,
        ActKind::Directive => ActKind::DelegatedDirective,
        ActKind::Decision => ActKind::DelegatedDecision,
        other => other,
    };
    let implementing = match kind {
        ActKind::Regulation => ActKind::ImplementingRegulation,
        ActKind::Directive => ActKind::ImplementingDirective,
        ActKind::Decision => ActKind::ImplementingDecision,
        other => other,
    };
    match tokens.kind(before) {
        Kind::Word(Word::Delegated) => (delegated, before),
        Kind::Word(Word::Implementing) => (implementing, before),
        Kind::Word(Word::Framework) if kind == ActKind::Decision => {
            (ActKind::FrameworkDecision, before)
        }
        Kind::Mark('-') if tokens.touches_previous(index) => match before.checked_sub(1) {
            Some(body) if is_body(tokens, body) => (kind, body),
            _ => (kind, index),
        },
        _ => (kind, index),
    }
}

fn is_body(tokens: &Tokens<'_>, index: usize) -> bool {
    matches!(
        tokens.str(index),
        "EU" | "EG" | "EEG" | "EC" | "EEC" | "Euratom" | "JBZ" | "JHA" | "GBVB" | "CFSP" | "EGA"
    )
}

fn one_number(tokens: &Tokens<'_>, from: usize, kind: ActKind) -> Option<(EuNumber, usize)> {
    let mut index = from;
    // Vo. 2016/679
    if tokens.mark(index, '.') {
        index += 1;
    }
    if tokens.mark(index, '(') && is_body(tokens, index + 1) {
        index += 2;
        while tokens.mark(index, ',') && is_body(tokens, index + 1) {
            index += 2;
        }
        if !tokens.mark(index, ')') {
            return None;
        }
        index += 1;
    } else if is_body(tokens, index) {
        // Verordening EU 2016/679
        index += 1;
    }
    let mut announced = false;
    if tokens.is(index, Word::Number) {
        announced = true;
        index += 1;
        if tokens.mark(index, '.') || tokens.mark(index, '°') {
            index += 1;
        }
    }
    if tokens.kind(index) != Kind::Number
        || !tokens.mark(index + 1, '/')
        || tokens.kind(index + 2) != Kind::Number
    {
        return None;
    }
    let number = EuNumber::from_printed(kind, tokens.str(index), tokens.str(index + 2), announced)?;
    let mut end = index + 3;
    if tokens.mark(end, '/') && is_body(tokens, end + 1) {
        end += 2;
    }
    // A framework decision is told by its body of law: 2008/977/JBZ.
    let number = if kind == ActKind::Decision
        && matches!(tokens.str(end.saturating_sub(1)), "JBZ" | "JHA")
        && number.year < 2010
        && tokens.is(
            from.saturating_sub(1),
            Word::Act(ActKind::FrameworkDecision, false),
        ) {
        EuNumber {
            kind: ActKind::FrameworkDecision,
            ..number
        }
    } else {
        number
    };
    Some((number, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn eli(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len())
            .find_map(|index| numbered(&tokens, index))
            .map(|(found, _)| found.numbers.into_iter().map(EuNumber::eli).collect())
            .unwrap_or_default()
    }

    #[test]
    fn numbers_in_every_dress() {
        for (text, expected) in [
            ("Verordening (EU) 2016/679", "reg/2016/679"),
            ("Verordening (EU) nr. 1025/2012", "reg/2012/1025"),
            ("Regulation (EC) No 765/2008", "reg/2008/765"),
            ("Richtlijn 95/46/EG", "dir/1995/46"),
            ("Council Directive 2000/78/EC", "dir/2000/78"),
            ("EU-richtlijn 2016/2102", "dir/2016/2102"),
            ("Uitvoeringsbesluit (EU) 2021/914", "dec_impl/2021/914"),
            (
                "Commission Implementing Decision (EU) 2021/914",
                "dec_impl/2021/914",
            ),
            ("Gedelegeerde Verordening (EU) 2018/389", "reg_del/2018/389"),
            ("Kaderbesluit 2008/977/JBZ", "dec_framw/2008/977"),
            (
                "Council Framework Decision 2008/977/JHA",
                "dec_framw/2008/977",
            ),
            ("Besluit nr. 768/2008/EG", "dec/2008/768"),
            ("Verordening (EU, Euratom) 2018/1046", "reg/2018/1046"),
        ] {
            assert_eq!(eli(text), [expected], "{text}");
        }
        assert_eq!(
            eli("Richtlijnen (EU) 2016/2102 en (EU) 2019/882"),
            ["dir/2016/2102", "dir/2019/882"]
        );
        assert_eq!(eli("EU-richtlijnen 2016/2102 en 2019/882").len(), 2);
        assert_eq!(eli("Richtlijn 2016/2102 en 2019/882").len(), 1);
        for nothing in [
            "Verordening 12",
            "besluit van 24/01/2024",
            "Kamerstukken II 2021/22, 35 925",
        ] {
            assert!(eli(nothing).is_empty(), "{nothing}");
        }
    }
}
