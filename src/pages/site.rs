//! What all pages of a service share, computed once.

use super::address::Acts;
use super::kind::Kind;
use super::language::Language;
use crate::find::search::Index;
use crate::find::{Catalogue, Findings, List};
use crate::graph::vocabulary::{self as v, ALL_PROPERTIES, Property};
use crate::store::{Node, Store};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

/// What a site is told.
#[derive(Clone, Debug, Default)]
pub struct SiteSettings {
    /// The public address, without a `/` at its end.
    pub address: String,
    /// The path under which the service is: empty, or `/…` without a `/` at its end.
    pub prefix: String,
    /// The base of our own identifiers, with a `/` at its end.
    pub base: String,
    /// The state of the dataset, as short hexadecimal digits, where it has no fingerprint.
    pub state: String,
    /// Who publishes it.
    pub publication: Publication,
}

/// Who publishes the data, for the catalogue and for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// IRI of the publisher.
    pub publisher: String,
    /// Its name.
    pub publisher_name: String,
    /// Page or mailbox where questions go, as an IRI.
    pub contact: String,
    /// What the contact is called.
    pub contact_name: String,
}

impl Default for Publication {
    /// The framework's own publisher and page.
    fn default() -> Self {
        Self {
            publisher: "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034".into(),
            publisher_name: "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties".into(),
            contact: "https://minbzk.github.io/Algoritmekader/".into(),
            contact_name: "Algoritmekader".into(),
        }
    }
}

/// Finds the fingerprint of the dataset (RDFC-1.0, SHA-256), 64 hexadecimal digits; one with blank
/// nodes has none.
pub type FindFingerprint = Box<dyn FnOnce() -> Option<String> + Send>;

/// A dataset as pages see it.
#[derive(Debug)]
pub struct Site {
    /// The dataset.
    pub store: Arc<Store>,
    pub(super) settings: SiteSettings,
    properties: Vec<Option<Node>>,
    kinds: Vec<(Node, Kind)>,
    pub(super) acts: Acts,
    edition: Edition,
    fingerprint: LazyLock<Option<String>, FindFingerprint>,
    lookup: Lookup,
}

/// What is read from the dataset only when a page needs it: the service answers before that.
#[derive(Debug, Default)]
struct Lookup {
    catalogue: OnceLock<Catalogue>,
    index: OnceLock<Index>,
    findings: OnceLock<Findings>,
    paths: OnceLock<FxHashMap<String, String>>,
}

/// What is shown of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// The dataset is this release, which describes itself.
    Release(Node),
    /// Another source, whose English titles come from this release, if from any.
    Source(Option<Node>),
}

impl Site {
    /// Reads from the dataset what all pages need. The fingerprint is found when it is first shown.
    pub fn new(store: Arc<Store>, settings: SiteSettings, fingerprint: FindFingerprint) -> Self {
        let properties = ALL_PROPERTIES
            .iter()
            .map(|property| store.node(property.iri()))
            .collect();
        let kinds = Kind::classes()
            .filter_map(|(class, kind)| Some((store.node(class)?, kind)))
            .collect();
        let mut site = Self {
            store,
            settings,
            properties,
            kinds,
            acts: Acts::default(),
            edition: Edition::Source(None),
            fingerprint: LazyLock::new(fingerprint),
            lookup: Lookup::default(),
        };
        site.acts = Acts::read(&site);
        site.edition = site.read_edition();
        site
    }

    /// A built-in edition has no thing with a title from elsewhere: it has its own.
    fn read_edition(&self) -> Edition {
        let lent = self.property(v::ENGLISH_TITLE_FROM);
        if let Some((_, release)) = lent.and_then(|lent| self.store.pairs(lent).next()) {
            return Edition::Source(Some(release));
        }
        let mut releases = self.things(Kind::Release);
        match (releases.next(), releases.next()) {
            (Some(release), None) => Edition::Release(release),
            _ => Edition::Source(None),
        }
    }

    /// The fingerprint of the dataset, where it has one.
    pub fn fingerprint(&self) -> Option<&str> {
        self.fingerprint.as_deref()
    }

    /// The state of the dataset, short: the beginning of its fingerprint, where it has one.
    pub(super) fn state(&self) -> &str {
        let fingerprint = self.fingerprint();
        fingerprint.map_or(&self.settings.state, |whole| {
            whole.get(..12).unwrap_or(whole)
        })
    }

    pub(super) fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The lists with their facets; read when they are first asked for.
    pub fn catalogue(&self) -> &Catalogue {
        self.lookup
            .catalogue
            .get_or_init(|| Catalogue::read(&self.store))
    }

    /// The index of all texts; built when it is first asked for.
    pub fn index(&self) -> &Index {
        self.lookup
            .index
            .get_or_init(|| Index::build(&self.store, self.base()))
    }

    /// The path of the page about a thing by its IRI, behind the language; remembered for what
    /// lists show.
    pub fn path_of(&self, iri: &str) -> Option<Cow<'_, str>> {
        let known = self.lookup.paths.get_or_init(|| self.listed_paths());
        if let Some(path) = known.get(iri) {
            return Some(Cow::Borrowed(path));
        }
        self.path(self.store.node(iri)?).map(Cow::Owned)
    }

    /// Where all that lists show has its page.
    fn listed_paths(&self) -> FxHashMap<String, String> {
        let entries = List::ALL
            .into_iter()
            .flat_map(|list| self.catalogue().entries(list));
        let mut paths = FxHashMap::default();
        for entry in entries {
            let iris =
                std::iter::once(&entry.iri).chain(entry.basis.iter().map(|basis| &basis.iri));
            for iri in iris {
                if let Some(path) = self.store.node(iri).and_then(|node| self.path(node)) {
                    paths.insert(iri.clone(), path);
                }
            }
        }
        paths
    }

    /// What is wrong in the source; read when it is first asked for.
    pub fn findings(&self) -> &Findings {
        self.lookup
            .findings
            .get_or_init(|| Findings::read(&self.store))
    }

    /// The base of our own identifiers.
    pub fn base(&self) -> &str {
        &self.settings.base
    }

    /// A property as the dataset knows it; `None` where it stands in no quad.
    pub fn property(&self, property: Property) -> Option<Node> {
        self.properties
            .get(usize::from(property.rank()))
            .copied()
            .flatten()
    }

    /// All things of a kind, in the order of the telling.
    pub fn things(&self, kind: Kind) -> impl Iterator<Item = Node> {
        let class = self
            .kinds
            .iter()
            .find_map(|(class, known)| (*known == kind).then_some(*class));
        let mut nodes: Vec<Node> = match (self.property(v::RDF_TYPE), class) {
            (Some(a), Some(class)) => self.store.subjects(a, class).collect(),
            _ => Vec::new(),
        };
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter()
    }

    /// What a thing is.
    pub fn kind(&self, thing: Node) -> Option<Kind> {
        let a = self.property(v::RDF_TYPE)?;
        self.store.objects(thing, a).find_map(|class| {
            self.kinds
                .iter()
                .find_map(|(known, kind)| (*known == class).then_some(*kind))
        })
    }

    /// The address of a page in a language, under the path of the service.
    pub fn href(&self, language: Language, path: &str) -> String {
        format!("{}/{}{path}", self.settings.prefix, language.tag())
    }

    /// The whole address of a path of this service.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.address)
    }
}
