//! English titles for a source that has none: those of the built-in edition.
//!
//! [`EnglishTitles::title`] answers where the document is the same one: the same kind, the same
//! file name and, for what has a URN, the same URN. URNs were given to other measures between
//! releases and files were renamed, so one of the two says too little.

use super::identifier::Urn;
use super::index::Thing;
use super::kind::{Kind, stem};
use crate::source::front_matter::{self, Node};
use crate::source::{FileKind, Source};
use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// Those of the built-in edition, read when they are first asked for.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<EnglishTitles> =
            LazyLock::new(|| EnglishTitles::of(&Source::built_in()));
        &EMBEDDED
    }

    fn of(source: &Source) -> Self {
        let documents = source
            .files()
            .iter()
            .filter(|file| file.kind == FileKind::Document);
        let entries = documents.filter_map(|file| {
            let kind = Kind::of_path(&file.path).filter(|kind| *kind != Kind::Page)?;
            let bytes = source.read(file).ok()?;
            let head = front_matter::split(&names_of(std::str::from_utf8(&bytes).ok()?)).0?;
            let value = |wanted: &str| {
                let mut pairs = head.pairs.iter().rev();
                let (_, value) = pairs.find(|(key, _)| key.reads(wanted))?;
                Node::text(value)
            };
            let entry = Entry {
                urn: value("id").and_then(Urn::parse),
                title: value("title_en")?.to_owned(),
            };
            Some(((kind, stem(&file.path).to_owned()), entry))
        });
        Self {
            entries: entries.collect(),
        }
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

/// The front matter cut down to the two keys that are needed, which the edition writes on a line
/// each: reading all of it costs several times as much.
fn names_of(text: &str) -> String {
    let mut names = "---\n".to_owned();
    let head = text.lines().skip(1).take_while(|line| *line != "---");
    for line in head.filter(|line| line.starts_with("id:") || line.starts_with("title_en:")) {
        names.push_str(line);
        names.push('\n');
    }
    names.push_str("---\n");
    names
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::document::Document;
    use super::super::identifier::Identifier;
    use super::*;
    use crate::source::Layout;

    fn title(kind: Kind, path: &str, urn: Option<&str>) -> Option<&'static str> {
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
        EnglishTitles::embedded().title(&thing)
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
            Some("Design")
        );
        assert_eq!(
            title(Kind::Topic, "docs/onderwerpen/ontwerp.md", None),
            None
        );
        assert_eq!(title(Kind::Page, "docs/index.md", None), None);
    }

    #[test]
    fn every_document_of_the_edition_has_the_one_that_stands_in_it() {
        let titles = EnglishTitles::embedded();
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
