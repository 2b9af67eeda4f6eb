//! Pages as HTML, none from a cache; items are pages.

use super::data::STORE;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use kadergraaf::graph::vocabulary::DEFAULT_BASE;
use kadergraaf::pages::{self, Kind, Language, Request, Site, SiteSettings};
use std::sync::{Arc, LazyLock};

static SITE: LazyLock<Site> = LazyLock::new(site);

fn site() -> Site {
    let settings = SiteSettings {
        address: "http://localhost".into(),
        base: DEFAULT_BASE.into(),
        state: "bench".into(),
        ..SiteSettings::default()
    };
    // Found once a dataset, not once a page.
    Site::new(Arc::clone(&STORE), settings, Box::new(|| None))
}

fn render(path: &str) -> Option<pages::Answer> {
    pages::answer(
        &SITE,
        &Request {
            language: Language::Nl,
            path: black_box(path),
            parameters: &[],
        },
    )
}

/// What all pages share.
#[divan::bench]
fn new_site() -> Site {
    site()
}

/// The page that is asked for first.
#[divan::bench]
fn home() -> Option<pages::Answer> {
    let answer = render("/");
    assert!(answer.is_some(), "there is a home page");
    answer
}

const KINDS: [Kind; 12] = [
    Kind::Requirement,
    Kind::Measure,
    Kind::Instrument,
    Kind::Role,
    Kind::Phase,
    Kind::Topic,
    Kind::Label,
    Kind::Term,
    Kind::Norm,
    Kind::Act,
    Kind::Provision,
    Kind::Finding,
];

/// The paths of all things of a kind that have a page of their own.
fn paths(kind: Kind) -> Vec<String> {
    SITE.things(kind)
        .filter_map(|node| SITE.path(node))
        .filter(|path| render(path).is_some())
        .collect()
}

fn kinds_with_pages() -> impl Iterator<Item = Kind> {
    KINDS.into_iter().filter(|kind| !paths(*kind).is_empty())
}

/// The pages about all things of a kind.
#[divan::bench(args = kinds_with_pages())]
fn things(bencher: Bencher<'_, '_>, kind: Kind) {
    let paths = paths(kind);
    bencher.counter(ItemsCount::new(paths.len())).bench(|| {
        for path in &paths {
            black_box(render(path));
        }
    });
}

/// The overviews that there are, a list or a matrix each.
#[divan::bench(args = overviews())]
fn overview(path: &str) -> Option<pages::Answer> {
    render(path)
}

fn overviews() -> Vec<&'static str> {
    let mut paths: Vec<&str> = KINDS.into_iter().filter_map(Kind::overview).collect();
    paths.dedup();
    paths.retain(|path| render(path).is_some());
    paths
}
