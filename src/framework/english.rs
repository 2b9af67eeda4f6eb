//! English titles for a source that has none: those of the built-in edition.
//!
//! [`EnglishTitles::title`] answers where the document is the same one: the same kind, the same
//! file name and, for what has a URN, the same URN. URNs were given to other measures between
//! releases and files were renamed, so one of the two says too little.

use super::identifier::Urn;
use super::index::Thing;
use super::kind::{Kind, stem};
use crate::data::{self, File, FormError};
use std::collections::HashMap;

/// Path, identifier and English title of the edition's documents.
const TITLES: File = data::file!("kader/docs");

/// English titles by document of the built-in edition.
#[derive(Debug)]
pub struct EnglishTitles {
    entries: HashMap<(Kind, String), Entry>,
}

#[derive(Debug)]
struct Entry {
    urn: Option<Urn>,
    title: String,
}

impl EnglishTitles {
    /// Those of the built-in edition.
    ///
    /// # Errors
    /// Where a document of the edition has no text for a title; a test holds that all have one.
    pub fn embedded() -> Result<Self, FormError> {
        let titles: Vec<(String, Option<String>, String)> = TITLES.read()?;
        let entries = titles.into_iter().filter_map(|(path, urn, title)| {
            let kind = Kind::of_path(&path).filter(|kind| *kind != Kind::Page)?;
            let urn = urn.as_deref().and_then(Urn::parse);
            Some(((kind, stem(&path).to_owned()), Entry { urn, title }))
        });
        Ok(Self {
            entries: entries.collect(),
        })
    }

    /// The English title of a thing of another source; nothing where that is not surely the same.
    pub fn title(&self, thing: &Thing) -> Option<&str> {
        let key = (thing.kind, stem(&thing.path).to_owned());
        let entry = self.entries.get(&key)?;
        let must_have_urn = matches!(thing.kind, Kind::Requirement | Kind::Measure);
        (entry.urn == thing.urn && (entry.urn.is_some() || !must_have_urn))
            .then_some(entry.title.as_str())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::document::Document;
    use super::super::identifier::Identifier;
    use super::*;
    use crate::source::{FileKind, Layout, Source};

    fn title(kind: Kind, path: &str, urn: Option<&str>) -> Option<String> {
        let thing = Thing {
            kind,
            id: Identifier::local(kind.slug(), stem(path)),
            urn: urn.map(|urn| Urn::parse(urn).unwrap()),
            phase_number: None,
            file: 0,
            path: path.to_owned(),
            sha256: [0; 32],
            seen: 0,
        };
        let titles = EnglishTitles::embedded().unwrap();
        titles.title(&thing).map(str::to_owned)
    }

    const MEASURE: &str = "docs/maatregelen/2-owp-07-afwegen-grondrechten.md";

    #[test]
    fn the_same_urn_and_file_name_are_the_same_document_in_whatever_folder() {
        assert!(title(Kind::Measure, MEASURE, Some("urn:nl:ak:mtr:owp-07")).is_some());
    }

    #[test]
    fn a_urn_that_was_given_to_another_measure_gets_no_title() {
        assert_eq!(
            title(Kind::Measure, MEASURE, Some("urn:nl:ak:mtr:owp-08")),
            None
        );
        let renamed = "docs/maatregelen/2-owp-07-kwetsbare-groepen.md";
        assert_eq!(
            title(Kind::Measure, renamed, Some("urn:nl:ak:mtr:owp-07")),
            None
        );
        assert_eq!(
            title(Kind::Measure, MEASURE, None),
            None,
            "its URN was lost"
        );
    }

    #[test]
    fn what_has_no_urn_is_known_by_kind_and_file_name() {
        assert_eq!(
            title(Kind::Phase, "docs/levenscyclus/ontwerp.md", None),
            Some("Design".to_owned())
        );
        assert_eq!(
            title(Kind::Topic, "docs/onderwerpen/ontwerp.md", None),
            None
        );
        assert_eq!(title(Kind::Page, "docs/index.md", None), None);
    }

    #[test]
    fn every_document_of_the_edition_has_the_one_that_stands_in_it() {
        let titles = EnglishTitles::embedded().unwrap();
        let edition = Source::built_in();
        let mut count = 0;
        for file in edition.files() {
            let bytes = edition.read(file).unwrap();
            let document = Document::read(&file.path, Layout::Checkout, &bytes);
            if file.kind != FileKind::Document || document.kind == Kind::Page {
                continue;
            }
            let value = |wanted: &str| {
                let mut pairs = document.pairs().iter();
                let (_, value) = pairs.find(|(key, _)| key.reads(wanted))?;
                value.text()
            };
            let key = (document.kind, document.stem().to_owned());
            let entry = titles.entries.get(&key).unwrap();
            assert_eq!(value("title_en"), Some(entry.title.as_str()));
            assert_eq!(value("id"), entry.urn.as_ref().map(Urn::as_str));
            count += 1;
        }
        assert_eq!(titles.entries.len(), count);
    }
}
