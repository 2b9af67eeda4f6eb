//! A text in the languages in which it exists.

use oxigraph::model::Literal;

/// A text in Dutch, in English, or in both; or in neither, where its language is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    nl: Option<Box<str>>,
    en: Option<Box<str>>,
    other: Option<Box<str>>,
}

/// What is said, and in which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The text.
    pub text: &'a str,
    /// `nl`, `en`, or nothing where that is not known.
    pub language: Option<&'static str>,
}

impl Texts {
    /// The same text in any language: a name or a code.
    pub fn plain(text: impl Into<Box<str>>) -> Self {
        Self {
            other: Some(text.into()),
            ..Self::default()
        }
    }

    /// A text in both languages.
    pub fn both(nl: &str, en: &str) -> Self {
        Self {
            nl: Some(nl.into()),
            en: Some(en.into()),
            other: None,
        }
    }

    /// Takes a text in; the first of a language stays.
    pub fn add(&mut self, literal: &Literal) {
        let place = match literal.language() {
            Some("nl") => &mut self.nl,
            Some("en") => &mut self.en,
            _ => &mut self.other,
        };
        place.get_or_insert_with(|| literal.value().into());
    }

    /// The text in this language (`nl` or `en`), else in the one in which it exists.
    pub fn in_language(&self, tag: &str) -> Option<Said<'_>> {
        let (nl, en) = (
            said(self.nl.as_deref(), Some("nl")),
            said(self.en.as_deref(), Some("en")),
        );
        let (first, second) = if tag == "en" { (en, nl) } else { (nl, en) };
        first.or(second).or(said(self.other.as_deref(), None))
    }

    /// All that is said, in any language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.nl, &self.en, &self.other]
            .into_iter()
            .filter_map(|text| text.as_deref())
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }
}

fn said<'a>(text: Option<&'a str>, language: Option<&'static str>) -> Option<Said<'a>> {
    text.map(|text| Said { text, language })
}
