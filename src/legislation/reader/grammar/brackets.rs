//! Brackets, and what joins items: `(1)(b)`, `(6 en 8)`, `t/m`, *in samenhang met*.

use super::super::label::{Builder, Form, Label, Level, Step, range};
use super::super::token::Kind;
use super::super::words::Word;
use super::labels::is_label;
use super::{Grammar, Joint};

impl Grammar<'_, '_> {
    /// Brackets after a number: `(1)(b)`, ` (1), (2) and (4)`.
    pub(super) fn brackets(
        &self,
        end: usize,
        builder: &mut Builder,
        headed: bool,
    ) -> Option<usize> {
        if !headed {
            return None;
        }
        if self.mark(end, '(') {
            let (paths, next) = self.bracket(end)?;
            // (f)(g): letters do not stand in letters.
            if let [path] = paths.as_slice()
                && let [label] = path.as_slice()
                && let Some(last) = builder.last().last()
                && last.level == Level::Point
                && last.label.form == Form::Letter
                && label.form == Form::Letter
                && !matches!(label.text.as_str(), "i" | "v" | "x")
                && label.follows(&last.label)
            {
                let depth = builder.last().len().saturating_sub(1);
                builder.beside(depth, Step::new(Level::Point, label.clone()));
                return Some(next);
            }
            let last_level = builder.last().last().map(|step| step.level);
            for (index, path) in paths.iter().enumerate() {
                let first = path.first()?;
                let level = if first.form == Form::Digits
                    && matches!(last_level, Some(Level::Head(_) | Level::EnglishSection))
                {
                    Level::Bracket
                } else {
                    Level::Point
                };
                if index == 0 {
                    builder.deepen(Step::new(level, first.clone()));
                } else {
                    let depth = builder
                        .last()
                        .iter()
                        .rposition(|step| {
                            step.label.form == first.form && !matches!(step.level, Level::Head(_))
                        })
                        .unwrap_or(builder.last().len().saturating_sub(1));
                    builder.beside(depth, Step::new(level, first.clone()));
                }
                for label in path.iter().skip(1) {
                    builder.deepen(Step::new(Level::Point, label.clone()));
                }
            }
            return Some(next);
        }
        // A further one after a joint stands beside the one of its form.
        let (joint, index) = self.joint(end)?;
        if !self.mark(index, '(') {
            return None;
        }
        let (paths, next) = self.bracket(index)?;
        let [path] = paths.as_slice() else {
            return None;
        };
        let first = path.first()?;
        let depth = builder.last().iter().rposition(|step| {
            let form = step.label.form == first.form
                || (step.label.text == "i" && first.form == Form::Roman);
            form && !matches!(step.level, Level::Head(_))
        })?;
        let step = builder.last().get(depth)?.clone();
        if joint == Joint::Range {
            for label in range(&step.label, first) {
                builder.beside(depth, Step::new(step.level, label));
            }
        } else {
            builder.beside(depth, Step::new(step.level, first.clone()));
        }
        for label in path.iter().skip(1) {
            builder.deepen(Step::new(Level::Point, label.clone()));
        }
        Some(next)
    }

    /// What stands in one pair of brackets: `(1)`, `(1 sub e)`, `(6 en 8)`, `(2 sub e en 3)`.
    pub(super) fn bracket(&self, open: usize) -> Option<(Vec<Vec<Label>>, usize)> {
        if !self.mark(open, '(') {
            return None;
        }
        let plain = |index: usize| -> Option<(Label, usize)> {
            let text = self.tokens.str(index);
            match self.tokens.kind(index) {
                Kind::Number => {
                    let label = Label::new(text);
                    let sound = label.form == Form::Digits
                        && label.value().is_some_and(|value| value < 1000);
                    let (label, next) = self.with_suffix(label, index + 1);
                    sound.then_some((label, next + usize::from(self.mark(next, '°'))))
                }
                Kind::Word(_) if is_label(text, true) => {
                    Some(self.with_suffix(Label::new(text), index + 1))
                }
                _ => None,
            }
        };
        let mut index = open + 1;
        if matches!(self.word(index), Some(Word::Paragraph(_) | Word::Point)) {
            // (lid 1), (onder b)
            index += 1;
        }
        let composite = Label::new(self.tokens.str(index));
        // (49.c): a number, and what stands in it.
        let (mut path, mut next) =
            if composite.form == Form::Composite && !composite.text.contains(':') {
                (
                    composite.text.split('.').map(Label::new).collect(),
                    index + 1,
                )
            } else {
                let (first, next) = plain(index)?;
                (vec![first], next)
            };
        path.truncate(4);
        let mut paths = vec![path];
        while !self.mark(next, ')') {
            let mut after = next;
            if self.mark(after, ',') {
                after += 1;
            }
            if self.word(after) == Some(Word::Point) {
                let (label, end) = plain(after + 1)?;
                paths.last_mut()?.push(label);
                next = end;
                continue;
            }
            let (joint, after) = self.joint(next)?;
            let (label, end) = plain(after)?;
            let last = paths.last()?.clone();
            let depth = last.iter().rposition(|other| other.form == label.form)?;
            let stem: Vec<Label> = last.iter().take(depth).cloned().collect();
            let labels = if joint == Joint::Range {
                range(last.get(depth)?, &label)
            } else {
                vec![label]
            };
            for label in labels {
                let mut path = stem.clone();
                path.push(label);
                paths.push(path);
            }
            if paths.len() > 400 {
                return None;
            }
            next = end;
        }
        Some((paths, next + 1))
    }

    /// What joins list items, and the index after it.
    pub(in crate::legislation::reader) fn joint(&self, index: usize) -> Option<(Joint, usize)> {
        match self.tokens.kind(index) {
            Kind::Mark(',') if self.mark(index + 1, ',') => Some((Joint::Comma, index + 1)),
            Kind::Mark(',') => match self.joint(index + 1) {
                Some((Joint::And, next)) => Some((Joint::And, next)),
                _ => Some((Joint::Comma, index + 1)),
            },
            Kind::Mark('-') | Kind::Word(Word::To) => Some((Joint::Range, index + 1)),
            Kind::Mark('/' | '&' | '+') | Kind::Word(Word::DutchOrEnglishOf) => {
                Some((Joint::And, index + 1))
            }
            Kind::Word(Word::And) => {
                let mut next = index + 1;
                let text = self.tokens.str(index);
                if self.mark(next, '.') && !matches!(text, "en" | "and" | "or") {
                    next += 1;
                }
                if text.eq_ignore_ascii_case("dan") {
                    // dan wel; "dan" alone compares.
                    return self
                        .tokens
                        .str(next)
                        .eq_ignore_ascii_case("wel")
                        .then_some((Joint::And, next + 1));
                }
                if self.mark(next, '/')
                    && matches!(
                        self.word(next + 1),
                        Some(Word::And | Word::DutchOrEnglishOf)
                    )
                {
                    next += 2;
                }
                Some((Joint::And, next))
            }
            // j°: juncto
            Kind::Word(_) if self.tokens.str(index) == "j" && self.mark(index + 1, '°') => {
                Some((Joint::And, index + 2))
            }
            Kind::Word(Word::Until) => {
                let text = self.tokens.str(index);
                let mut next = index + 1;
                if text == "t" || text == "T" {
                    // t/m
                    return (self.mark(next, '/') && self.word(next + 1) == Some(Word::With))
                        .then_some((Joint::Range, next + 2));
                }
                if text == "up" {
                    if self.word(next) != Some(Word::To) {
                        return None;
                    }
                    next += 1;
                }
                if self.word(next) == Some(Word::And) && self.word(next + 1) == Some(Word::With) {
                    next += 2;
                }
                Some((Joint::Range, next))
            }
            _ => None,
        }
    }

    /// *in samenhang gelezen met*, *in conjunction with*; the index after it.
    pub(super) fn conjunction(&self, start: usize) -> Option<usize> {
        let mut index = start;
        if self.mark(index, ',') {
            index += 1;
        }
        let mut found = false;
        for _ in 0..6 {
            match self.word(index) {
                Some(Word::Conjunction) => found = true,
                Some(Word::Of | Word::And) => {}
                Some(Word::With) if found => return Some(index + 1),
                _ => return None,
            }
            index += 1;
        }
        None
    }
}
