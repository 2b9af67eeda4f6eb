//! What the built-in edition says of itself: that it is a summary, and what it follows.
//!
//! [`Edition::embedded`] reads `data/edition.yaml`. The built-in edition's graph tells it, and so
//! does that of any source to which the edition lends English titles; of a checkout itself no
//! release is known, and none is told.

use super::description::{Description, Language};
use super::vocabulary::{self as v, resource};
use crate::data::{self, File, FormError};
use crate::findings::Bilingual;
use crate::framework::{EnglishTitles, Thing};
use crate::source::Source;
use serde::Deserialize;

const EMBEDDED: File = data::file!("edition.yaml");

/// What the built-in edition says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The release that it follows: `2.5.1`.
    pub follows: String,
    /// The page of that release.
    pub released: String,
    /// The commit of the source whose facts it has, in full.
    pub commit: String,
    /// The day of that commit: `2026-06-17`.
    pub date: String,
    /// The source's repository.
    pub repository: String,
    /// The framework's own site.
    pub page: String,
    /// What it is called.
    pub title: Bilingual,
    /// What it is, and what it is not.
    pub description: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionFile {
    follows: String,
    released: String,
    commit: String,
    date: String,
    repository: String,
    page: String,
    title: Texts,
    description: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    nl: String,
    en: String,
}

impl From<Texts> for Bilingual {
    fn from(texts: Texts) -> Self {
        Self::new(texts.nl, texts.en)
    }
}

impl Edition {
    /// The edition inside the program.
    pub fn embedded() -> Result<Self, FormError> {
        let file: EditionFile = EMBEDDED.read()?;
        Ok(Self {
            follows: file.follows,
            released: file.released,
            commit: file.commit,
            date: file.date,
            repository: file.repository,
            page: file.page,
            title: file.title.into(),
            description: file.description.into(),
        })
    }

    /// Its version: the release and the day, since the source had moved on since that release. So
    /// it never shares a name with the release itself, which may be loaded beside it.
    pub fn version(&self) -> String {
        format!("{}-{}", self.follows, self.date)
    }

    /// Its IRI: `id:release/2.5.1-2026-06-17`.
    pub fn iri(&self, base: &str) -> String {
        format!("{base}id/release/{}", self.version())
    }

    /// Its description.
    pub fn describe(&self, base: &str) -> Description {
        let mut description = Description::of(self.iri(base));
        description
            .class(resource::RELEASE)
            .label(self.title.nl.as_str(), self.title.en.as_str())
            .plain(v::DCT_IDENTIFIER, self.version())
            .plain(v::OWL_VERSION_INFO, self.follows.as_str())
            .date(v::DCT_MODIFIED, self.date.as_str())
            .iri(v::DCT_SOURCE, self.released.clone())
            .iri(v::DCT_IS_VERSION_OF, self.page.clone())
            .iri(v::FOAF_PAGE, self.page.clone())
            .iri(
                v::PROV_WAS_DERIVED_FROM,
                format!("{}/tree/{}", self.repository, self.commit),
            );
        for (property, text) in [
            (v::DCT_TITLE, &self.title),
            (v::DCT_DESCRIPTION, &self.description),
        ] {
            description
                .text(property, Language::Nl, text.nl.as_str())
                .text(property, Language::En, text.en.as_str());
        }
        description
    }

    /// The description of the page of the release that it follows.
    pub fn describe_followed(&self) -> Description {
        let (nl, en) = (
            format!("Uitgave {} van het Algoritmekader", self.follows),
            format!("Release {} of the Algoritmekader", self.follows),
        );
        let mut description = Description::of(self.released.as_str());
        description
            .class(resource::FOAF_DOCUMENT)
            .label(nl.as_str(), en.as_str())
            .text(v::DCT_TITLE, Language::Nl, nl.as_str())
            .text(v::DCT_TITLE, Language::En, en.as_str());
        description
    }
}

/// The built-in edition, which lends English titles to the documents of other sources.
pub(super) struct Lender {
    pub(super) edition: Edition,
    /// None where the source is the edition itself.
    titles: Option<EnglishTitles>,
}

impl Lender {
    /// What is lent to this source.
    pub(super) fn to(source: &Source) -> Result<Self, FormError> {
        let titles = (!source.is_built_in()).then(EnglishTitles::embedded);
        Ok(Self {
            edition: Edition::embedded()?,
            titles: titles.transpose()?,
        })
    }

    /// The English title that is lent to a document.
    pub(super) fn title(&self, thing: &Thing) -> Option<&str> {
        self.titles.as_ref()?.title(thing)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::graph::vocabulary::DEFAULT_BASE;
    use oxiri::Iri;

    #[test]
    fn its_name_is_not_that_of_the_release_it_follows() {
        let edition = Edition::embedded().unwrap();
        assert_ne!(edition.version(), edition.follows);
        assert_eq!(
            edition.iri("https://x.nl/"),
            "https://x.nl/id/release/2.5.1-2026-06-17"
        );
    }

    #[test]
    fn its_addresses_are_iris_and_its_day_is_one() {
        let edition = Edition::embedded().unwrap();
        let own = edition.iri(DEFAULT_BASE);
        for iri in [&own, &edition.released, &edition.repository, &edition.page] {
            assert!(Iri::parse(iri.as_str()).is_ok(), "{iri}");
        }
        let shape: String = edition
            .date
            .chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { c })
            .collect();
        assert_eq!(shape, "9999-99-99");
        assert_eq!(edition.commit.len(), 40);
    }
}
