//! What a citation consists of before an act is known: steps with labels.

use super::super::numerals;
use super::super::unit::Unit;

/// What kind of sign a label is; in a list all are of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `5`, `5a`, `1°`.
    Digits,
    /// `b`, `aa`.
    Letter,
    /// `ii`.
    Roman,
    /// `3:46`, `1.10`, `6.1.f`.
    Composite,
}

/// A number or letter of a part, as printed but for *bis*, which is `a`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) form: Form,
}

impl Label {
    pub(crate) fn new(text: impl Into<String>) -> Label {
        let text = text.into();
        let form = if text.starts_with(|c: char| c.is_ascii_digit()) {
            if text.contains([':', '.']) {
                Form::Composite
            } else {
                Form::Digits
            }
        } else if text.len() > 1 && numerals::from_roman(&text.to_uppercase()).is_some() {
            Form::Roman
        } else {
            Form::Letter
        };
        Label { text, form }
    }

    /// The leading number.
    pub(crate) fn value(&self) -> Option<u32> {
        let digits = self
            .text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.text.len());
        self.text.get(..digits)?.parse().ok()
    }

    /// Whether it comes after another in the order of its form.
    pub(crate) fn follows(&self, other: &Label) -> bool {
        if let (Some(own), Some(before)) = (self.value(), other.value()) {
            return own > before || (own == before && self.text > other.text);
        }
        let roman = |label: &Label| numerals::from_roman(&label.text.to_uppercase());
        match (self.form, roman(self), roman(other)) {
            (Form::Roman, Some(own), Some(before)) => own > before,
            _ => (self.text.len(), &self.text) > (other.text.len(), &other.text),
        }
    }
}

/// At which level a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// An article, annex, recital, chapter, …
    Head(Unit),
    /// English *section* by itself: of a Dutch act it may be an article.
    EnglishSection,
    /// *lid*.
    Paragraph,
    /// *alinea*.
    Alinea,
    /// *onder*, *punt*.
    Point,
    /// *streepje*.
    Indent,
    /// A number in brackets, which is a paragraph or a point.
    Bracket,
}

impl Level {
    /// Orders the levels, so that parts named before their article find their place.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Level::Head(Unit::Annex) => 0,
            Level::Head(Unit::Part) => 1,
            Level::Head(Unit::Title) => 2,
            Level::Head(Unit::Chapter) => 3,
            Level::Head(Unit::Section) | Level::EnglishSection => 4,
            Level::Head(Unit::Subsection) => 5,
            Level::Head(_) => 6,
            Level::Paragraph | Level::Bracket => 7,
            Level::Alinea => 8,
            Level::Point => 9,
            Level::Indent => 10,
        }
    }
}

/// A step of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) level: Level,
    pub(crate) label: Label,
}

impl Step {
    pub(crate) fn new(level: Level, label: Label) -> Step {
        Step { level, label }
    }
}

/// The steps to one part, from large to small.
pub(crate) type Reference = Vec<Step>;

/// No provision is nested deeper; a longer row of letters is none.
const DEEPEST: usize = 7;
/// No range that a jurist writes is longer; a longer one gives its ends.
const LONGEST_RANGE: u32 = 250;

/// Collects the references of one clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Builder {
    pub(crate) done: Vec<Reference>,
    /// How many heads were begun.
    pub(crate) heads: usize,
}

impl Builder {
    pub(crate) fn start(&mut self, step: Step) {
        self.heads += 1;
        self.done.push(vec![step]);
    }

    pub(crate) fn last(&self) -> &[Step] {
        self.done.last().map_or(&[], Vec::as_slice)
    }

    /// The last reference gets one step more.
    pub(crate) fn deepen(&mut self, step: Step) {
        if let Some(last) = self.done.last_mut()
            && last.len() < DEEPEST
        {
            last.push(step);
        }
    }

    /// A further reference beside the last, from this depth on.
    pub(crate) fn beside(&mut self, depth: usize, step: Step) {
        let mut path: Reference = self.last().iter().take(depth).cloned().collect();
        path.push(step);
        self.done.push(path);
    }

    /// Puts a step where its level belongs: below the last reference, or beside a step of it.
    pub(crate) fn place(&mut self, step: Step) {
        let rank = step.level.rank();
        let position = self.last().iter().position(|other| match step.level {
            // A point stands in a point of another form, and beside one of its own.
            Level::Point => {
                other.level.rank() > rank
                    || (other.level.rank() == rank && other.label.form == step.label.form)
                    || (other.level == Level::Bracket
                        && other.label.form == step.label.form
                        && step.label.form != Form::Digits)
            }
            _ => other.level.rank() >= rank,
        });
        match position {
            Some(depth) => self.beside(depth, step),
            None => self.deepen(step),
        }
    }

    /// Puts further labels beside the step that was put last.
    pub(crate) fn place_all(&mut self, level: Level, labels: &[Label]) {
        let mut labels = labels.iter();
        if let Some(first) = labels.next() {
            self.place(Step::new(level, first.clone()));
        }
        for label in labels {
            let depth = self.last().len().saturating_sub(1);
            self.beside(depth, Step::new(level, label.clone()));
        }
    }
}

/// The labels after `from` up to and with `to`; only the end where they cannot be counted.
pub(crate) fn range(from: &Label, to: &Label) -> Vec<Label> {
    let labels = (|| {
        match (split_number(&from.text), split_number(&to.text)) {
            (Some((prefix, first, from_letter)), Some((same, last, to_letter)))
                if prefix == same =>
            {
                if first == last && from_letter.len() <= 1 && to_letter.len() == 1 {
                    // 5a-5c
                    let start = from_letter.chars().next().map_or('a', next_char);
                    let end = to_letter.chars().next()?;
                    return Some(
                        (start..=end)
                            .map(|letter| Label::new(format!("{prefix}{first}{letter}")))
                            .collect::<Vec<_>>(),
                    );
                }
                if first >= last || last - first > LONGEST_RANGE {
                    return None;
                }
                let mut counted: Vec<Label> = (first + 1..=last)
                    .map(|number| Label::new(format!("{prefix}{number}")))
                    .collect();
                if !to_letter.is_empty() {
                    counted.push(to.clone());
                }
                Some(counted)
            }
            _ => {
                let upper = (from.text.to_uppercase(), to.text.to_uppercase());
                let single = |text: &str| text.len() == 1;
                if single(&from.text)
                    && single(&to.text)
                    && from.text < to.text
                    && !(from.text == "i" && to.text == "v")
                {
                    let (start, end) = (from.text.chars().next()?, to.text.chars().next()?);
                    if (start == 'I' || start == 'V') && matches!(end, 'V' | 'X') {
                        return roman_range(&upper.0, &upper.1, false);
                    }
                    return Some(
                        (next_char(start)..=end)
                            .map(|letter| Label::new(letter.to_string()))
                            .collect(),
                    );
                }
                roman_range(
                    &upper.0,
                    &upper.1,
                    from.text.starts_with(char::is_lowercase),
                )
            }
        }
    })();
    labels.unwrap_or_else(|| vec![to.clone()])
}

fn roman_range(from: &str, to: &str, lower: bool) -> Option<Vec<Label>> {
    let (first, last) = (numerals::from_roman(from)?, numerals::from_roman(to)?);
    (first < last && last - first < LONGEST_RANGE).then(|| {
        (first + 1..=last)
            .filter_map(numerals::to_roman)
            .map(|roman| Label::new(if lower { roman.to_lowercase() } else { roman }))
            .collect()
    })
}

fn next_char(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).unwrap_or(letter)
}

/// `3:15a` → (`3:`, 15, `a`).
fn split_number(text: &str) -> Option<(&str, u32, &str)> {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = text.get(letters.len()..)?;
    let prefix = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = letters.get(prefix.len()..)?;
    let sound = prefix.is_empty() || prefix.ends_with([':', '.']);
    (sound && digits.len() < 6)
        .then(|| digits.parse().ok())
        .flatten()
        .map(|number| (prefix, number, suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(from: &str, to: &str) -> Vec<String> {
        range(&Label::new(from), &Label::new(to))
            .into_iter()
            .map(|label| label.text)
            .collect()
    }

    #[test]
    fn ranges_count_what_can_be_counted() {
        assert_eq!(texts("4", "7"), ["5", "6", "7"]);
        assert_eq!(texts("4:1", "4:3"), ["4:2", "4:3"]);
        assert_eq!(texts("a", "c"), ["b", "c"]);
        assert_eq!(texts("5a", "5c"), ["5b", "5c"]);
        assert_eq!(texts("12", "13a"), ["13", "13a"]);
        assert_eq!(texts("I", "III"), ["II", "III"]);
        assert_eq!(texts("i", "iv"), ["ii", "iii", "iv"]);
        assert_eq!(texts("4:1", "5:2"), ["5:2"]);
        assert_eq!(texts("1", "999999"), ["999999"]);
        assert_eq!(texts("9", "3"), ["3"]);
    }

    #[test]
    fn steps_find_their_place() {
        let mut builder = Builder::default();
        builder.start(Step::new(Level::Head(Unit::Article), Label::new("6")));
        builder.place_all(Level::Paragraph, &[Label::new("1"), Label::new("2")]);
        builder.place_all(Level::Point, &[Label::new("b"), Label::new("c")]);
        builder.place(Step::new(Level::Point, Label::new("2")));
        builder.place(Step::new(Level::Paragraph, Label::new("4")));
        let paths: Vec<String> = builder
            .done
            .iter()
            .map(|path| {
                let labels: Vec<&str> = path.iter().map(|step| step.label.text.as_str()).collect();
                labels.join("/")
            })
            .collect();
        assert_eq!(paths, ["6/1", "6/2/b", "6/2/c/2", "6/4"]);
    }
}
