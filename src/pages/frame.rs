//! The frame of every page: header, navigation, breadcrumbs, language switch, footer.

use super::address::DocumentAddress;
use super::language::Language;
use super::site::Edition;
use super::view::View;
use crate::graph::hexadecimal;
use crate::graph::vocabulary as v;
use crate::percent;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// The one style sheet.
pub const STYLE: &str = concat!(
    include_str!("style.css"),
    include_str!("find.css"),
    include_str!("query/query.css")
);

/// The mark in a browser's tab.
pub const ICON: &str = include_str!("icon.svg");

/// What a document comes in beside HTML: suffix, media type, name.
pub const DATA_FORMS: [(&str, &str, &str); 4] = [
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
];

/// A place of the site: its path, and what it is called in Dutch and in English.
pub(super) type Place = (&'static str, &'static str, &'static str);

/// The places of the main navigation: path, Dutch, English.
const NAVIGATION: [Place; 8] = [
    ("/work", "Werklijst", "Work list"),
    ("/requirements", "Vereisten", "Requirements"),
    ("/measures", "Maatregelen", "Measures"),
    ("/instruments", "Hulpmiddelen", "Instruments"),
    ("/legislation", "Wetgeving", "Legislation"),
    ("/phases", "Fasen", "Phases"),
    ("/roles", "Rollen", "Roles"),
    ("/queries", "Vragen", "Questions"),
];

/// What the footer leads to as well.
const MORE: [Place; 10] = [
    ("/topics", "Onderwerpen", "Topics"),
    ("/terms", "Begrippen", "Terms"),
    ("/labels", "Labels", "Labels"),
    ("/norms", "Toetsnormen", "Audit norms"),
    (
        "/matrix/phases",
        "Vereisten per fase",
        "Requirements by phase",
    ),
    ("/matrix/roles", "Vereisten per rol", "Requirements by role"),
    ("/findings", "Bevindingen", "Findings"),
    ("/about", "Over deze site", "About this site"),
    ("/def", "Ontologie", "Ontology"),
    ("/about/cite", "Verwijzen en linken", "Citing and linking"),
];

/// All places that every page leads to.
pub(super) fn places_of_site() -> impl Iterator<Item = Place> {
    NAVIGATION.into_iter().chain(MORE)
}

/// A step of the breadcrumbs.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it is called.
    pub words: Markup,
    /// Where it leads, behind the language; `None` where it is the page itself.
    pub path: Option<String>,
}

impl Crumb {
    /// A step to a page of this site.
    pub fn new(words: &str, path: impl Into<String>) -> Self {
        Self {
            words: html! { (words) },
            path: Some(path.into()),
        }
    }
}

/// What the frame needs to know of a page.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The graph, in the language of the page.
    pub view: View<'a>,
    /// The path of the page behind the language, as it stands in addresses: `/requirements`.
    pub path: String,
    /// What stands behind the `?` of its address; empty where nothing does.
    pub parameters: String,
    /// For the tab and for search engines; the `h1` is part of the content.
    pub title: String,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// The path of the place in the main navigation where this page belongs.
    pub section: Option<&'static str>,
    /// The way from home, without home and without the page itself.
    pub trail: Vec<Crumb>,
    /// Where the data of this page is.
    pub data: Option<DocumentAddress>,
    /// The query that asks for what this page shows.
    pub query: Option<String>,
    /// The address of the page's script, behind the path of the service.
    pub script: Option<String>,
    /// JSON-LD that describes the page, as text.
    pub json_ld: Option<String>,
    /// Whether search engines should leave it out.
    pub unlisted: bool,
    /// Between header and footer; it begins with the one `h1`.
    pub content: Markup,
}

impl<'a> Frame<'a> {
    /// A page at a path behind the language, with a title.
    pub fn new(view: View<'a>, path: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            view,
            path: path.into(),
            parameters: String::new(),
            title: title.into(),
            description: None,
            section: None,
            trail: Vec::new(),
            data: None,
            query: None,
            script: None,
            json_ld: None,
            unlisted: false,
            content: html! {},
        }
    }

    /// The page in a language, with its parameters.
    fn href(&self, language: Language) -> String {
        self.with_parameters(self.view.site.href(language, &self.path))
    }

    fn with_parameters(&self, path: String) -> String {
        if self.parameters.is_empty() {
            return path;
        }
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}{}", self.parameters)
    }
}

/// The whole page.
pub fn framed(frame: &Frame<'_>) -> String {
    let view = frame.view;
    let language = view.language;
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            (head(frame))
            body {
                a class="skip-link" href="#content" { (view.of("Naar de inhoud", "Skip to content")) }
                (header(frame))
                (breadcrumbs(frame))
                main id="content" tabindex="-1" { (frame.content) }
                (footer(frame))
            }
        }
    }
    .into_string()
}

fn head(frame: &Frame<'_>) -> Markup {
    let view = frame.view;
    let site = view.site;
    let prefix = &site.settings.prefix;
    let whole = |language: Language| {
        let path = format!("/{}{}", language.tag(), frame.path);
        site.url(&frame.with_parameters(path))
    };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (frame.title) " – Kadergraaf" }
            @if let Some(description) = &frame.description {
                meta name="description" content=(description);
            }
            @if frame.unlisted { meta name="robots" content="noindex"; }
            meta name="color-scheme" content="light dark";
            link rel="stylesheet" href={ (prefix) "/style.css?v=" (style_version()) };
            link rel="icon" type="image/svg+xml" href={ (prefix) "/icon.svg" };
            @if !frame.unlisted {
                link rel="canonical" href=(whole(view.language));
                @for language in Language::ALL {
                    link rel="alternate" hreflang=(language.tag()) href=(whole(language));
                }
                link rel="alternate" hreflang="x-default"
                    href=(site.url(&frame.with_parameters(frame.path.clone())));
            }
            link rel="search" type="application/opensearchdescription+xml" title="Kadergraaf"
                href={ (prefix) "/opensearch.xml" };
            link rel="license" href="https://eupl.eu/1.2/nl/";
            @if let Some(data) = &frame.data {
                @for (suffix, media_type, name) in DATA_FORMS {
                    link rel="alternate" type=(media_type) title=(name)
                        href={ (prefix) (data.form(suffix)) };
                }
            }
            @if let Some(script) = &frame.script {
                script src={ (prefix) (script) } defer {}
            }
            @if let Some(json_ld) = &frame.json_ld {
                // A data block ends at the first `</script`, wherever it stands: `<` is escaped
                // as JSON may.
                script type="application/ld+json" { (PreEscaped(json_ld.replace('<', "\\u003c"))) }
            }
        }
    }
}

/// Changes with the style sheet, so that a browser may keep the old one for good.
pub fn style_version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| {
        let hash = Sha256::digest(STYLE.as_bytes());
        hexadecimal(hash.get(..6).unwrap_or_default())
    })
}

fn header(frame: &Frame<'_>) -> Markup {
    let view = frame.view;
    html! {
        header class="page-header" {
            div class="page-header__bar" {
                a class="page-header__name" href=(view.page("/")) {
                    "Kadergraaf"
                    span class="page-header__subtitle" {
                        (view.of("het Algoritmekader als gegevens", "the Algorithm Framework as data"))
                    }
                }
                (language_switch(frame))
                form class="search-form" role="search" action=(view.page("/search")) method="get" {
                    label for="search" class="visually-hidden" {
                        (view.of("Zoek een woord, code of artikel", "Search a word, code or article"))
                    }
                    input type="search" id="search" name="q" autocomplete="off" spellcheck="false"
                        placeholder=(view.of("Woord, code of artikel", "Word, code or article"));
                    button type="submit" { (view.of("Zoek", "Search")) }
                }
            }
            nav class="main-navigation" aria-label=(view.of("Hoofdmenu", "Main menu")) {
                ul {
                    @for (path, nl, en) in NAVIGATION {
                        @let current = (frame.section == Some(path))
                            .then_some(if frame.path == path { "page" } else { "true" });
                        li { a href=(view.page(path)) aria-current=[current] { (view.of(nl, en)) } }
                    }
                }
            }
        }
    }
}

fn language_switch(frame: &Frame<'_>) -> Markup {
    let view = frame.view;
    html! {
        nav class="language-switch" aria-label=(view.of("Taal", "Language")) {
            ul {
                @for language in Language::ALL {
                    li {
                        @if language == view.language {
                            span lang=(language.tag()) aria-current="true" { (language.own_name()) }
                        } @else {
                            a href=(frame.href(language)) lang=(language.tag())
                                hreflang=(language.tag()) { (language.own_name()) }
                        }
                    }
                }
            }
        }
    }
}

fn breadcrumbs(frame: &Frame<'_>) -> Markup {
    let view = frame.view;
    if frame.path == "/" {
        return html! {};
    }
    html! {
        nav class="breadcrumb-nav" aria-label=(view.of("Kruimelpad", "Breadcrumbs")) {
            ol {
                li { a href=(view.page("/")) { "Home" } }
                @for crumb in &frame.trail {
                    li {
                        @if let Some(path) = &crumb.path {
                            a href=(view.page(path)) { (crumb.words) }
                        } @else {
                            (crumb.words)
                        }
                    }
                }
            }
        }
    }
}

fn footer(frame: &Frame<'_>) -> Markup {
    let view = frame.view;
    let prefix = &view.site.settings.prefix;
    html! {
        footer class="page-footer" {
            div class="page-footer__columns" {
                @if frame.data.is_some() || frame.query.is_some() {
                    section class="page-data" aria-labelledby="page-data" {
                        h2 id="page-data" { (view.of("Deze pagina als gegevens", "This page as data")) }
                        ul {
                            @if let Some(data) = &frame.data {
                                @for (suffix, media_type, name) in DATA_FORMS {
                                    li {
                                        a href={ (prefix) (data.form(suffix)) } type=(media_type) { (name) }
                                    }
                                }
                            }
                            @if let Some(query) = &frame.query {
                                li {
                                    a href={ (prefix) "/sparql?query=" (percent::parameter(query)) } {
                                        (view.of("De zoekvraag achter deze pagina", "The query behind this page"))
                                    }
                                }
                            }
                        }
                    }
                }
                nav aria-labelledby="more" {
                    h2 id="more" { (view.of("Meer", "More")) }
                    ul class="page-footer__more" {
                        @for (path, nl, en) in MORE {
                            li { a href=(view.page(path)) { (view.of(nl, en)) } }
                        }
                    }
                }
                section aria-labelledby="edition" {
                    h2 id="edition" { (view.of("Uitgave", "Edition")) }
                    p class="only-print" {
                        "Kadergraaf, " (view.site.url(&frame.with_parameters(format!("/{}{}", view.language.tag(), frame.path))))
                    }
                    (edition(view))
                }
            }
        }
    }
}

/// Which edition is shown, that it is a summary where it is one, its state and licence.
fn edition(view: View<'_>) -> Markup {
    let site = view.site;
    html! {
        @match site.edition() {
            Edition::Release(release) => {
                p { (view.link(*release)) }
                @if view.text(*release, v::DCT_DESCRIPTION).is_some() {
                    p {
                        strong { (view.of("Dit is een samenvatting.", "This is a summary.")) } " "
                        (view.of("De volledige tekst staat op de ", "The full text is on the "))
                        a href="https://minbzk.github.io/Algoritmekader/" rel="external" {
                            (view.of("website van het Algoritmekader", "website of the Algorithm Framework"))
                        } "."
                    }
                }
            }
            Edition::Source(lent) => {
                p { (view.of(
                    "Het Algoritmekader, gelezen uit bestanden die niet zeggen welke uitgave het is.",
                    "The Algorithm Framework, read from files that do not say which edition it is.",
                )) }
                @if let Some(release) = lent {
                    p { (view.of("Engelse titels uit: ", "English titles from: ")) (view.link(*release)) }
                }
            }
        }
        p {
            a href=(view.page("/about/data")) {
                @if site.fingerprint().is_some() {
                    (view.of("Vingerafdruk", "Fingerprint"))
                } @else {
                    (view.of("Stand van de gegevens", "State of the data"))
                }
            }
            ": " code { (site.state()) }
        }
        p {
            (view.of("Inhoud onder ", "Content under "))
            a href="https://eupl.eu/1.2/nl/" rel="license external" { "EUPL-1.2" }
            ". "
            (view.of(
                "Geen officiële uitgave; aan deze site kunt u geen rechten ontlenen.",
                "Not an official publication; no rights can be derived from this site.",
            ))
        }
    }
}
