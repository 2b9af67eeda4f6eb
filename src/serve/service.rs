//! What all handlers share.

use super::cache::{Cache, Tag};
use super::metrics::Metrics;
use super::ready::ReadyAnswers;
use super::workers::Workers;
use crate::graph::hexadecimal;
use crate::pages::{Completions, Language, Publication, Site, SiteSettings};
use crate::store::library::Choices;
use crate::store::{Limits, Store};
use crate::write::{Fingerprint, Format, WriteSettings, fingerprint_of_lines};
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// What a service is told.
#[derive(Clone, Debug)]
pub struct ServiceSettings {
    /// The address under which the service is known, without a `/` at its end.
    pub address: String,
    /// The base of our own identifiers, with a `/` at its end.
    pub base: String,
    /// Queries that run at once.
    pub running: usize,
    /// Queries that may wait for a place.
    pub waiting: usize,
    /// How long one may wait.
    pub patience: Duration,
    /// Caps on an answer.
    pub limits: Limits,
    /// Bytes that the cache of answers may hold.
    pub cache: usize,
    /// Whether each request is logged to standard error, one JSON object a line.
    pub log: bool,
    /// Who publishes.
    pub publication: Publication,
}

/// How many times longer than the image of a dataset its N-Quads are, about: 2.9 times for the
/// framework.
const LINES_TO_IMAGE: usize = 3;

/// A dataset with what answers about it.
pub struct Service {
    pub(super) store: Arc<Store>,
    /// The same, as pages see it.
    pub(super) site: Site,
    /// What there is for the parameters of questions to name; read when the first one asks.
    choices: OnceLock<Choices>,
    /// What the editor of queries suggests, by language.
    completions: [OnceLock<Completions>; 2],
    /// Answers the queries that come in.
    pub(super) workers: Arc<Workers>,
    pub(super) settings: ServiceSettings,
    /// State of the dataset, program and settings: part of every entity tag.
    pub(super) state: String,
    pub(super) cache: Cache,
    /// Heads of answers whose bodies are in the cache.
    pub(super) ready: ReadyAnswers,
    /// Dumps, apart from answers: a few large files.
    pub(super) dumps: Cache,
    /// Held by whoever makes a dump.
    pub(super) dump_turn: tokio::sync::Mutex<()>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) places: Arc<Semaphore>,
    pub(super) queue: Semaphore,
}

/// As for the spare worker: not while the first answers are given.
const PREPARE_LATER: Duration = Duration::from_millis(250);

impl Service {
    /// A service over this dataset.
    ///
    /// `workers` answer the queries of strangers; `image` is the dataset as they have it, for its
    /// state; numbers are counted in `metrics`.
    pub fn new(
        store: Arc<Store>,
        workers: Arc<Workers>,
        image: &[u8],
        settings: ServiceSettings,
        metrics: Arc<Metrics>,
    ) -> Arc<Self> {
        let digest = Sha256::digest(image);
        let data = hexadecimal(&digest);
        let told = Arc::clone(&store);
        let site = Site::new(
            Arc::clone(&store),
            SiteSettings {
                address: settings.address.clone(),
                prefix: path_of(&settings.address).to_owned(),
                base: settings.base.clone(),
                state: data.chars().take(12).collect(),
                publication: settings.publication.clone(),
            },
            Box::new(move || fingerprint(&told)),
        );
        let state = Tag::of(&[
            env!("KADERGRAAF_BUILD"),
            &settings.address,
            &settings.base,
            &format!("{:?} {:?}", settings.publication, settings.limits),
            &data,
        ]);
        Arc::new(Self {
            store,
            site,
            choices: OnceLock::new(),
            completions: [OnceLock::new(), OnceLock::new()],
            workers,
            state: state.as_str().to_owned(),
            cache: Cache::new(settings.cache),
            ready: ReadyAnswers::new(settings.cache / 8),
            // The file that is asked for most, in both codings, and one or two others.
            dumps: Cache::of_few(image.len().saturating_mul(LINES_TO_IMAGE * 2)),
            dump_turn: tokio::sync::Mutex::default(),
            metrics,
            places: Arc::new(Semaphore::new(settings.running)),
            queue: Semaphore::new(settings.waiting + settings.running),
            settings,
        })
    }

    /// Finds in the background, a little later, what the first page would wait for.
    pub fn prepare_pages(self: &Arc<Self>) {
        let service = Arc::downgrade(self);
        let prepared = std::thread::Builder::new()
            .name("prepare pages".into())
            .stack_size(256 * 1024)
            .spawn(move || {
                std::thread::sleep(PREPARE_LATER);
                if let Some(service) = service.upgrade() {
                    service.site.fingerprint();
                }
            });
        // Where there is no thread for it, the first page does wait.
        drop(prepared);
    }

    /// What there is for the parameters of questions to name.
    pub(super) fn choices(&self) -> &Choices {
        self.choices
            .get_or_init(|| Choices::of(&self.store, &self.settings.base))
    }

    /// What the editor of queries suggests in a language.
    pub(super) fn completions(&self, language: Language) -> &Completions {
        let [dutch, english] = &self.completions;
        let own = match language {
            Language::Nl => dutch,
            Language::En => english,
        };
        own.get_or_init(|| Completions::of(&self.site, language))
    }

    /// The path of the public address: empty, or `/…` without a `/` at its end.
    pub(super) fn prefix(&self) -> &str {
        path_of(&self.settings.address)
    }

    /// An address of this service.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.address)
    }

    /// A tag of an answer of this service.
    pub(super) fn tag(&self, parts: &[&str]) -> Tag {
        let mut all = vec![self.state.as_str()];
        all.extend(parts);
        Tag::of(&all)
    }
}

/// The fingerprint of a dataset.
fn fingerprint(store: &Store) -> Option<Fingerprint> {
    let mut lines = Vec::new();
    let mut writer = Format::NQuads.writer(&mut lines, &WriteSettings::default());
    store.tell(&mut *writer).ok()?;
    writer.finish().ok()?;
    fingerprint_of_lines(&lines)
}

/// The path of an address without a `/` at its end.
fn path_of(address: &str) -> &str {
    address
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)))
        .unwrap_or_default()
}
