//! Names on a page that links can lead to (`page.md#name`), as the framework's site makes them:
//! by Python-Markdown's `toc` and `attr_list` extensions, and from `id` and `name` in HTML.

use foldhash::{HashMap, HashSet};
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// The names on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    names: HashSet<String>,
    /// The last number behind a name that was made from words.
    last: HashMap<String, usize>,
}

impl Anchors {
    /// Adds the name of a heading: the one that it is given, else one made from its words; where
    /// that is taken already, `_1`, `_2`, … follow.
    pub(super) fn add_heading(&mut self, words: &str, attributes: &str) {
        if let Some(name) = named(attributes) {
            self.names.insert(name.to_owned());
            return;
        }
        let name = of_heading(words);
        // Most names are new; only of one that is not, a copy is needed.
        if !self.names.contains(&name) {
            self.names.insert(name);
            return;
        }
        loop {
            let count = self.last.entry(name.clone()).or_insert(0);
            *count += 1;
            if self.names.insert(format!("{name}_{count}")) {
                return;
            }
        }
    }

    /// Adds a name that stands in an attribute list or in HTML.
    pub(super) fn add(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    /// Adds the name that an attribute list gives.
    pub(super) fn add_attributes(&mut self, attributes: &str) {
        if let Some(name) = named(attributes) {
            self.add(name);
        }
    }

    /// All names, to be kept.
    pub fn names(&self) -> PageNames {
        let mut sorted: Vec<&str> = self.names.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let mut names = PageNames::default();
        let mut text = String::with_capacity(sorted.iter().map(|name| name.len()).sum());
        let ends = sorted.into_iter().map(|name| {
            text.push_str(name);
            u32::try_from(text.len()).unwrap_or(u32::MAX)
        });
        names.ends = ends.collect();
        names.text = text.into();
        names
    }
}

/// The names on a page in little memory: those of all documents are kept until the last is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageNames {
    /// One after another, in the order of their letters.
    text: Box<str>,
    /// Where each ends.
    ends: Box<[u32]>,
}

impl PageNames {
    /// Whether a link may lead to this name. The start of the page is always there, and so are the
    /// places of footnotes.
    pub fn contains(&self, name: &str) -> bool {
        if name.is_empty() || name.starts_with("fn:") || name.starts_with("fnref:") {
            return true;
        }
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.get(middle).cmp(name) {
                Ordering::Equal => return true,
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        false
    }

    /// All names, in the order of their letters.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index))
    }

    fn get(&self, index: usize) -> &str {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = index.checked_sub(1).map_or(0, end);
        self.text.get(start..end(index)).unwrap_or_default()
    }
}

/// `#name` of an attribute list.
fn named(attributes: &str) -> Option<&str> {
    attributes
        .split_whitespace()
        .find_map(|word| word.strip_prefix('#'))
        .filter(|name| !name.is_empty())
}

/// The name made from a heading's words (Python-Markdown's `slugify`): NFKD, ASCII alone, what is
/// neither letter, digit, `_`, white space nor `-` left out, lower case, runs of white space and
/// `-` one `-`.
fn of_heading(words: &str) -> String {
    let mut name = Name {
        text: String::with_capacity(words.len()),
        space: false,
    };
    if words.is_ascii() {
        words.bytes().for_each(|byte| name.push(char::from(byte)));
    } else {
        words.nfkd().for_each(|character| name.push(character));
    }
    name.text
}

/// A name that is being made.
struct Name {
    text: String,
    /// Whether white space stands behind it, which becomes a `-` where something follows.
    space: bool,
}

impl Name {
    fn push(&mut self, character: char) {
        match character {
            'a'..='z' | '0'..='9' | '_' | '-' | 'A'..='Z' => {
                let dash = character == '-';
                if (self.space || dash) && !self.text.ends_with('-') {
                    self.text.push('-');
                }
                self.space = false;
                if !dash {
                    self.text.push(character.to_ascii_lowercase());
                }
            }
            _ if character.is_ascii_whitespace() => self.space = !self.text.is_empty(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_as_the_site_makes_them() {
        for (words, name) in [
            (
                "Rollen uit de AI-verordening",
                "rollen-uit-de-ai-verordening",
            ),
            ("Wat is één – en waarom?", "wat-is-een-en-waarom"),
            ("  - Stap 1: begin -", "-stap-1-begin-"),
            ("", ""),
        ] {
            assert_eq!(of_heading(words), name, "{words}");
        }
    }

    /// As Python-Markdown makes it, step by step.
    fn plainly(words: &str) -> String {
        let stays = |c: &char| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_ascii_whitespace()
        };
        let kept: String = words.nfkd().filter(stays).collect();
        let mut name = String::new();
        for character in kept.trim().to_ascii_lowercase().chars() {
            let dash = character == '-' || character.is_ascii_whitespace();
            if !dash {
                name.push(character);
            } else if !name.ends_with('-') {
                name.push('-');
            }
        }
        name
    }

    proptest::proptest! {
        #[test]
        fn a_name_is_made_in_one_go_as_it_is_step_by_step(words in "[a-cA-C09_:. \t\u{b}éﬁ\u{301}–-]{0,16}") {
            proptest::prop_assert_eq!(of_heading(&words), plainly(&words));
        }
    }

    #[test]
    fn the_same_words_again_get_a_number_and_a_given_name_stays() {
        let mut anchors = Anchors::default();
        anchors.add_heading("Deel", "");
        anchors.add_heading("Deel", "");
        anchors.add_heading("Deel", ".klein #eigen");
        let names = anchors.names();
        for name in ["deel", "deel_1", "eigen", "", "fn:1"] {
            assert!(names.contains(name), "{name}");
        }
        for name in ["deel_2", "dee", "a", "z"] {
            assert!(!names.contains(name), "{name}");
        }
        assert_eq!(
            names.iter().collect::<Vec<_>>(),
            ["deel", "deel_1", "eigen"]
        );
        assert!(!Anchors::default().names().contains("deel"));
    }
}
