//! What people see, as HTML: calm pages in Dutch and in English that need no script.
//!
//! A [`Site`] is a dataset with what all pages share. [`answer`] takes a [`Request`] — a language,
//! the path behind it, parameters — and gives the page there, as an [`Answer`]. Pages read the
//! graph through a [`View`] and stand in the one [`Frame`]; they know nothing of HTTP. A new page
//! is a function in a file of its own and one arm in [`answer`].

mod about;
mod address;
mod applicability;
mod behind;
mod completion;
mod findings;
mod frame;
mod from_when;
mod ground;
mod home;
mod json_ld;
mod kind;
mod language;
mod law;
mod list;
mod markdown;
mod matrix;
mod measures;
mod missing;
mod ontology;
mod overview;
pub mod picture;
mod queries;
mod query;
mod questions;
mod result;
mod search;
mod site;
mod sitemap;
mod thing;
mod view;
mod work;

pub use about::{DATASET_DESCRIPTION, DATASET_TITLE, DUMP_FORMS, LICENCE};
pub use address::DocumentAddress;
pub use completion::{Completions, Suggestion, Suggestions};
pub use frame::{Crumb, DATA_FORMS, Frame, ICON, STYLE, framed, style_version};
pub use kind::Kind;
pub use language::Language;
pub use missing::missing_page;
pub use query::{Begun, Fault, LONGEST_ADDRESS, Queried, SCRIPT, query_page, script_version};
pub use questions::{Asked, question_page, questions_page};
pub use result::{Outcome, ROWS_OF_A_PAGE, Table, UnreadableAnswer};
pub use site::{FindFingerprint, Publication, Site, SiteSettings};
pub use sitemap::{open_search, robots, sitemap};
pub use view::{Text, View};

use crate::percent;

/// What is asked of a site.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The language of the page.
    pub language: Language,
    /// The path behind the language, as it came: `/doc/urn:nl:ak:ver:aia-33`.
    pub path: &'a str,
    /// Names and values behind the `?`, in their order.
    pub parameters: &'a [(String, String)],
}

/// What a site answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// A page.
    Page(String),
    /// Something to keep: a table, a picture.
    File {
        /// Its media type.
        media_type: &'static str,
        /// The name under which it is kept.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// It is at this path behind the language.
    Elsewhere(String),
}

impl Request<'_> {
    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.parameters
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The page of a request; `None` where there is none.
pub fn answer(site: &Site, request: &Request<'_>) -> Option<Answer> {
    let view = View::new(site, request.language);
    let path = percent::decoded(request.path)?;
    if let Some(name) = path.strip_prefix("/doc/") {
        return site.named(name).map(|node| thing::page(view, node));
    }
    if let Some(place) = path.strip_prefix("/legislation/") {
        return site.legislation(place).map(|node| thing::page(view, node));
    }
    match path.as_str() {
        "/" => Some(home::page(view)),
        "/work" => Some(work::page(view, request)),
        "/legislation" => Some(overview::legislation(view)),
        "/phases" => Some(overview::phases(view)),
        "/roles" => Some(overview::roles(view)),
        "/topics" => Some(overview::topics(view)),
        "/labels" => Some(overview::labels(view)),
        "/resource" => {
            let node = site.described(request.parameter("uri")?)?;
            Some(thing::page(view, node))
        }
        "/search" => Some(search::page(view, request)),
        "/def" => Some(ontology::page(view)),
        "/findings" => Some(findings::page(view, request)),
        path => list::answer(view, request, path)
            .or_else(|| matrix::answer(view, request, path))
            .or_else(|| about::answer(view, path)),
    }
}
