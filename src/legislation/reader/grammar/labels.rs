//! Labels and lists of labels: `1`, `b)`, `ii`, `1°`, `a, b en c`.

use super::super::label::{Builder, Form, Label, Level, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::{Grammar, Joint, Labels};
use crate::legislation::numerals;
use crate::legislation::unit::Unit;

impl Grammar<'_, '_> {
    /// One label: `1`, `b`, `b)`, `(b)`, `ii`, `1°`, `b bis`.
    pub(super) fn label(&self, start: usize) -> Option<(Label, usize)> {
        let mut index = start;
        let open = self.mark(index, '(');
        if open {
            index += 1;
        }
        let quoted = matches!(self.tokens.kind(index), Kind::Mark('\'' | '"'));
        if quoted {
            index += 1;
        }
        let text = self.tokens.str(index);
        let label = match self.tokens.kind(index) {
            Kind::Number => {
                let label = Label::new(text);
                if label.form != Form::Digits || label.value().is_none_or(|value| value > 999) {
                    return None;
                }
                label
            }
            Kind::Word(_) => {
                let closed = open
                    || self.mark(index + 1, ')')
                    || self
                        .word(index + 1)
                        .is_some_and(|word| matches!(word, Word::Latin(_)));
                if !is_label(text, closed) {
                    return None;
                }
                Label::new(text)
            }
            _ => return None,
        };
        let (label, mut next) = self.with_suffix(label, index + 1);
        if quoted {
            if !matches!(self.tokens.kind(next), Kind::Mark('\'' | '"')) {
                return None;
            }
            next += 1;
        }
        if open && !self.mark(next, ')') {
            return None;
        }
        if self.mark(next, '°') {
            let text = format!("{}°", label.text);
            let form = label.form;
            return Some((
                Label { text, form },
                next + 1 + usize::from(open || self.mark(next + 1, ')')),
            ));
        }
        if self.mark(next, ')')
            && (open || (self.tokens.touches_previous(next) && !self.closes_bracket(next)))
        {
            return Some((label, next + 1));
        }
        // e-mail, b'tje
        let glued = matches!(self.tokens.kind(next), Kind::Mark('-' | '\''))
            && self.tokens.touches_previous(next)
            && self.tokens.touches_previous(next + 1)
            && matches!(self.tokens.kind(next + 1), Kind::Word(_))
            && !is_label(self.tokens.str(next + 1), false);
        (!glued).then_some((label, next))
    }

    /// Whether a closing bracket ends words that stand in brackets, as in *(bijlage III, punt 1)*,
    /// and no label: one was opened before, and none closes after.
    pub(super) fn closes_bracket(&self, index: usize) -> bool {
        let mut depth = 0_i32;
        for at in (index.saturating_sub(60)..index).rev() {
            if self.mark(at, '(') {
                depth += 1;
                if depth > 0 {
                    break;
                }
            } else if self.mark(at, ')') && self.closes_something(at) {
                depth -= 1;
            }
        }
        depth > 0
            && !(index + 1..index + 40)
                .take_while(|at| !self.mark(*at, '('))
                .any(|at| self.mark(at, ')'))
    }

    /// Whether a closing bracket has an opening one near before it; that of `b)` has none.
    pub(super) fn closes_something(&self, index: usize) -> bool {
        (index.saturating_sub(12)..index)
            .rev()
            .take_while(|at| !self.mark(*at, ')'))
            .any(|at| self.mark(at, '('))
    }

    /// A list of labels of one form.
    pub(super) fn labels(
        &self,
        start: usize,
        head: Option<(Unit, bool)>,
        plural: bool,
        level: Level,
        builder: &Builder,
    ) -> Option<Labels> {
        let (first, mut end) = self.label(start)?;
        let mut found = vec![first];
        while found.len() < 400 {
            let Some((joint, index)) = self.joint(end) else {
                break;
            };
            let Some((label, next)) = self.label(index) else {
                break;
            };
            let Some(last) = found.last() else { break };
            let same = label.form == last.form
                || (label.form == Form::Roman && matches!(last.text.as_str(), "i" | "v" | "x"))
                || (last.form == Form::Roman && matches!(label.text.as_str(), "v" | "x"));
            if !same || !label.follows(last) {
                break;
            }
            // "onder a), i)": a closed i after another letter than h is a Roman numeral, and after h
            // where ii comes next.
            let counts_on = || {
                self.joint(next)
                    .and_then(|(_, index)| self.label(index))
                    .is_some_and(|(label, _)| label.text == "ii")
            };
            if label.text == "i"
                && joint == Joint::Comma
                && self.mark(next - 1, ')')
                && (last.text != "h" || counts_on())
            {
                break;
            }
            if joint != Joint::Range {
                if label.form == Form::Digits {
                    let goes_to_article = level == Level::Paragraph
                        && self.number_is_an_article(&label, next, head, builder);
                    if goes_to_article
                        || self.is_amount(index, next)
                        || (level == Level::Paragraph
                            && label.value().is_some_and(|value| value > 60))
                    {
                        break;
                    }
                }
                if joint == Joint::Comma && !self.may_follow_in_list(next) {
                    break;
                }
            }
            // "onder a, b" but not "onder b, u dient".
            if label.form == Form::Letter && !plural && joint == Joint::Comma {
                break;
            }
            if joint == Joint::Range {
                let inner = range(last, &label);
                found.extend(inner);
            } else {
                found.push(label);
            }
            end = next;
        }
        Some((found, end))
    }

    /// In *artikelen 5 lid 1 en 6 lid 1* the 6 is an article, in *artikel 9 lid 6 en 8* the 8 is a
    /// paragraph.
    pub(super) fn number_is_an_article(
        &self,
        label: &Label,
        next: usize,
        head: Option<(Unit, bool)>,
        builder: &Builder,
    ) -> bool {
        let mut after = next;
        if self.mark(after, ',') {
            after += 1;
        }
        let followed = matches!(self.word(after), Some(Word::Paragraph(_)))
            || matches!(self.ordinals(after), Some((_, Word::Paragraph(_), _)));
        if followed {
            return true;
        }
        let Some((Unit::Article, true)) = head else {
            return false;
        };
        // A plural asks for a second article; they come in ascending order.
        let current = builder.last().first().and_then(|step| step.label.value());
        builder.heads < 2 && label.value() > current
    }
}

/// Whether a word can be a label: a letter, a doubled letter, a small Roman numeral; between
/// brackets also two letters, as (ba).
pub(super) fn is_label(text: &str, closed: bool) -> bool {
    let mut bytes = text.bytes();
    let (Some(first), second, third) = (bytes.next(), bytes.next(), bytes.next()) else {
        return false;
    };
    match (second, third) {
        (None, _) => first.is_ascii_alphabetic(),
        (Some(second), None) if first.is_ascii_lowercase() => {
            second == first
                || (closed && second.is_ascii_lowercase())
                || numerals::from_roman(&text.to_uppercase()).is_some_and(|_| second != b'm')
        }
        _ => {
            text.len() <= 5
                && (text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
                    || text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
                && numerals::from_roman(&text.to_uppercase()).is_some()
        }
    }
}
