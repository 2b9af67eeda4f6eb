//! Names of things: the framework's URNs, and our own identifiers below a base that is a setting.

use crate::percent;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name of a thing: a URN of the framework as it stands, or a path below the base
/// (`id/instrument/IAMA`), percent-encoded where an IRI asks for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(Arc<str>);

impl Identifier {
    /// The name that a URN is.
    pub fn of_urn(urn: &Urn) -> Self {
        Self(urn.as_str().into())
    }

    /// `id/{kind}/{name}`; the name may have `/` of its own.
    pub fn local(kind: &str, name: &str) -> Self {
        Self(
            ["id/", kind, "/", &*percent::iri_path(name)]
                .concat()
                .into(),
        )
    }

    /// A path below the base that is already fit for an IRI, such as a concept's.
    pub fn of_path(path: &str) -> Self {
        Self(["id/", path].concat().into())
    }

    /// A part of this thing: its name, `#`, the part's name.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        Self([&self.0, "#", &*percent::iri_path(name)].concat().into())
    }

    /// The IRI of the section of this slug of the thing of this IRI: that of its part
    /// `section-{slug}`, made at once, since there are more of them than of anything else.
    pub fn section(thing: &str, slug: &str) -> String {
        [thing, "#section-", &*percent::iri_path(slug)].concat()
    }

    /// The name as it stands: absolute for a URN, else relative to the base.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI below this base, which ends in `/`.
    pub fn iri(&self, base: &str) -> String {
        resolve(&self.0, base)
    }
}

/// The IRI of a name as it stands in findings: relative ones begin with `id/`.
pub fn resolve(name: &str, base: &str) -> String {
    if name.starts_with("id/") {
        [base, name].concat()
    } else {
        name.to_owned()
    }
}

/// What a URN of the framework names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UrnKind {
    /// `urn:nl:ak:ver:…`
    Requirement,
    /// `urn:nl:ak:mtr:…`
    Measure,
}

/// A URN of the framework, such as `urn:nl:ak:ver:aia-33`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urn {
    text: String,
    kind: UrnKind,
    code_at: usize,
}

impl Urn {
    /// Reads a URN: `urn:nl:ak:`, the kind, a series of lower-case letters and digits that begins
    /// with a letter, `-`, a number.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("urn:nl:ak:")?;
        let (kind, code) = rest.split_once(':')?;
        let kind = match kind {
            "ver" => UrnKind::Requirement,
            "mtr" => UrnKind::Measure,
            _ => return None,
        };
        let (series, number) = code.rsplit_once('-')?;
        let is_series = series.starts_with(|c: char| c.is_ascii_lowercase())
            && series
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        (is_series && is_number).then(|| Self {
            text: text.to_owned(),
            kind,
            code_at: text.len() - code.len(),
        })
    }

    /// The URN.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it names.
    pub fn kind(&self) -> UrnKind {
        self.kind
    }

    /// The code people use: `aia-33`.
    pub fn code(&self) -> &str {
        self.text.get(self.code_at..).unwrap_or_default()
    }
}

/// The slug of a term or heading (modelling §1): NFKD without diacritics, lower case, brackets and
/// apostrophes removed, runs of anything else but ASCII letters and digits one `-`, none at the ends.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        return joined(
            text.bytes()
                .map(|byte| char::from(byte.to_ascii_lowercase())),
            text.len(),
        );
    }
    let letters = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase);
    joined(letters, text.len())
}

fn joined(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    let mut gap = false;
    for character in letters {
        if character.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(character);
        } else if !matches!(character, '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '’') {
            gap = true;
        }
    }
    slug
}

/// Gives every name once: the second of the same gets `-2`, the third `-3`, …
#[derive(Debug, Default)]
pub struct Names {
    taken: foldhash::HashMap<String, usize>,
}

impl Names {
    /// This name, or the first free one made from it.
    pub fn take(&mut self, name: impl Into<String>) -> String {
        let name = name.into();
        let mut count = match self.taken.entry(name.clone()) {
            Entry::Vacant(free) => {
                free.insert(1);
                return name;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        loop {
            count += 1;
            let candidate = format!("{name}-{count}");
            if !self.taken.contains_key(&candidate) {
                self.taken.insert(name, count);
                self.taken.insert(candidate.clone(), 1);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn urns_of_the_framework() {
        let urn = Urn::parse("urn:nl:ak:ver:aia-33").unwrap();
        assert_eq!((urn.kind(), urn.code()), (UrnKind::Requirement, "aia-33"));
        assert_eq!(
            Urn::parse("urn:nl:ak:mtr:pba0001-03").unwrap().code(),
            "pba0001-03"
        );
        for wrong in [
            "",
            "0",
            "urn:nl:ak:ver:aia",
            "urn:nl:ak:ver:AIA-33",
            "urn:nl:ak:ver:aia-33 ",
            "urn:nl:ak:xyz:aia-33",
            "urn:nl:ak:ver:-1",
        ] {
            assert_eq!(Urn::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Bijbehorende vereiste(n)"), "bijbehorende-vereisten");
        assert_eq!(slug("Wat is dit: één-op-één's?"), "wat-is-dit-een-op-eens");
        assert_eq!(slug("CE‑markering ﬁjn ½"), "ce-markering-fijn-1-2");
        assert_eq!(slug("?!"), "");
    }

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        let given: Vec<_> = ["a", "a", "a-2", "a", "b"]
            .into_iter()
            .map(|name| names.take(name))
            .collect();
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "b"]);
    }

    #[test]
    fn names_are_fit_for_an_iri() {
        assert_eq!(
            Identifier::local("page", "a b/ë{x}?#%").iri("https://x/"),
            "https://x/id/page/a%20b/ë%7Bx%7D%3F%23%25"
        );
        assert_eq!(
            Identifier::of_urn(&Urn::parse("urn:nl:ak:mtr:owp-07").unwrap())
                .part("section-a")
                .as_str(),
            "urn:nl:ak:mtr:owp-07#section-a"
        );
        assert_eq!(
            Identifier::local("term", "\u{E000}\u{200E}").as_str(),
            "id/term/%EE%80%80%E2%80%8E"
        );
    }

    proptest::proptest! {
        #[test]
        fn a_section_is_a_part(thing: String, slug: String) {
            let (thing, base) = (Identifier::local("page", &thing), "https://x/");
            let part = thing.part(&format!("section-{slug}")).iri(base);
            proptest::prop_assert_eq!(Identifier::section(&thing.iri(base), &slug), part);
        }

        #[test]
        fn any_name_gives_a_valid_iri(name: String) {
            let iri = Identifier::local("page", &name).part(&name).iri("https://w3id.org/kadergraaf/");
            proptest::prop_assert!(oxiri::Iri::parse(iri.as_str()).is_ok(), "{iri}");
        }

        #[test]
        fn slugs_are_their_own_slugs(text: String) {
            let once = slug(&text);
            proptest::prop_assert_eq!(slug(&once), once);
        }
    }
}
