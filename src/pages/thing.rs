//! The page of a thing: by its kind, or all that is said of it.

mod act;
mod anything;
mod application;
mod concept;
mod instrument;
mod measure;
mod norm;
mod phase;
mod property;
mod provision;
mod requirement;
mod role;
mod source_page;

use super::address::DocumentAddress;
use super::frame::{Crumb, DATA_FORMS, Frame, framed};
use super::kind::Kind;
use super::markdown;
use super::view::{Text, View};
use super::{Answer, json_ld, queries};
use crate::graph::vocabulary as v;
use crate::store::Node;
use maud::{Markup, html};

/// What a kind of page says of a thing; name, code and kind stand above it.
pub(super) struct Body {
    /// All below the title.
    content: Markup,
    /// The query that asks for what is shown.
    query: String,
    /// Steps between the overview and the page.
    trail: Vec<Crumb>,
}

impl Body {
    fn new(content: Markup, query: String) -> Self {
        Self {
            content,
            query,
            trail: Vec::new(),
        }
    }
}

/// The page of a thing.
pub(super) fn page(view: View<'_>, node: Node) -> Answer {
    let kind = view.kind(node);
    let body = match kind {
        Some(Kind::Requirement) => requirement::body(view, node),
        Some(Kind::Measure) => measure::body(view, node),
        Some(Kind::Instrument) => instrument::body(view, node),
        Some(Kind::Act) => act::body(view, node),
        Some(Kind::Provision) => provision::body(view, node),
        Some(Kind::Phase) => phase::body(view, node),
        Some(Kind::Role) => role::body(view, node),
        Some(Kind::Topic | Kind::Label | Kind::InstrumentType | Kind::Term) => {
            concept::body(view, node)
        }
        Some(Kind::Norm) => norm::body(view, node),
        Some(Kind::SourcePage) => source_page::body(view, node),
        Some(Kind::Application) => application::body(view, node),
        _ => Body::new(anything::content(view, node), queries::of_thing(view, node)),
    };
    let name = title(view, node, kind);
    let path = view.site.path(node).unwrap_or_default();
    let address = DocumentAddress::new(&path);
    let code = view.code_before_name(node);
    let title = match code {
        Some(code) => format!("{code}: {}", name.as_str()),
        None => name.as_str().to_owned(),
    };
    let (plain, parameters) = match address.plain().split_once('?') {
        Some((path, parameters)) => (path.to_owned(), parameters.to_owned()),
        None => (address.plain().to_owned(), String::new()),
    };
    let mut frame = Frame::new(view, plain, title);
    frame.parameters = parameters;
    if let Some((kind, overview)) = kind.and_then(|kind| Some((kind, kind.overview()?))) {
        // Provisions are found through their acts.
        let listed = if kind == Kind::Provision {
            Kind::Act
        } else {
            kind
        };
        frame
            .trail
            .push(Crumb::new(&capital(listed.many(view.language)), overview));
        frame.section = Some(overview);
    }
    frame.trail.extend(body.trail);
    frame.description = summary(view, node).map(|text| markdown::excerpt(text.as_str(), 200));
    frame.query = Some(body.query);
    frame.json_ld = Some(json_ld::of_thing(view, node, &frame.trail, address.plain()));
    frame.data = Some(address);
    frame.content = html! {
        article {
            p class="kind" {
                span { (kind.map_or(view.of("ding", "thing"), |kind| kind.one(view.language))) }
                @if let Some(code) = code { " " span class="code" { (code) } }
            }
            h1 lang=[name.foreign] { (name.as_str()) }
            (body.content)
            (super::picture::around(view, view.iri(node)))
        }
    };
    Answer::Page(framed(&frame))
}

/// What stands above a page: dates as people write them, a term of the glossary with a capital.
fn title(view: View<'_>, node: Node, kind: Option<Kind>) -> Text<'_> {
    let mut name = view.name(node);
    match (kind, view.plain(node, v::DATE)) {
        (Some(Kind::Application), Some(date)) => {
            let told = name.value.replace(date, &view.language.date(date));
            name.value = told.into();
        }
        (Some(Kind::Term), _) => name.value = capital(name.as_str()).into(),
        _ => {}
    }
    name
}

/// With a capital at its start.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// In one or two sentences, what a thing is.
pub(super) fn summary(view: View<'_>, node: Node) -> Option<Text<'_>> {
    [
        v::DCT_ABSTRACT,
        v::SKOS_DEFINITION,
        v::STATEMENT,
        v::HEADING,
        v::DCT_DESCRIPTION,
    ]
    .into_iter()
    .find_map(|property| view.text(node, property))
}

/// The summary as the first paragraph.
fn lead(view: View<'_>, node: Node) -> Markup {
    let Some(text) = summary(view, node) else {
        return html! {};
    };
    html! {
        (markdown::only_in(view, text.foreign))
        p class="lead" lang=[text.foreign] { (text.as_str()) }
    }
}

/// The section that says what a thing is or asks, where that is not the title or the summary once
/// more.
fn statement(view: View<'_>, node: Node, section: &str, id: &str, title: &str) -> Markup {
    let text =
        section_named(view, node, section).and_then(|section| view.text(section, v::MARKDOWN));
    let bare = |text: &str| text.trim().trim_end_matches('.').to_owned();
    let said = [view.text(node, v::DCT_ABSTRACT), Some(view.name(node))];
    let again = |text: &str| {
        let mut said = said.iter().flatten();
        said.any(|said| bare(said.as_str()) == bare(text))
    };
    html! {
        @if let Some(text) = text.filter(|text| !again(text.as_str())) {
            section {
                h2 id=(id) { (title) }
                (markdown::body(view, node, &text))
            }
        }
    }
}

/// What it is about and whose it is: words and things, those without things left out.
fn described(view: View<'_>, rows: &[(&str, Vec<Node>)]) -> Markup {
    html! {
        @if rows.iter().any(|(_, nodes)| !nodes.is_empty()) {
            dl class="description" {
                @for (words, nodes) in rows.iter().filter(|(_, nodes)| !nodes.is_empty()) {
                    dt { (words) }
                    dd { (super::applicability::list(view, nodes)) }
                }
            }
        }
    }
}

/// Sections that say what the page says better elsewhere, or nothing about the thing.
const LEFT_OUT: [&str; 4] = [
    "section-help-ons-deze-pagina-te-verbeteren",
    "section-kan-ik-100-op-dit-document-vertrouwen",
    "section-van-toepassing-op",
    "section-bronnen",
];

/// The section before the first heading.
const PREAMBLE: &str = "section-preamble";

/// The sections of a thing's document with text, in their order.
fn sections(view: View<'_>, node: Node) -> Vec<Node> {
    let mut sections = view.objects(node, v::HAS_SECTION);
    sections.retain(|section| view.text(*section, v::MARKDOWN).is_some());
    sections.sort_by_key(|section| view.number(*section, v::ORDER).unwrap_or(usize::MAX));
    sections
}

/// The part of its name behind `#`.
fn fragment(view: View<'_>, part: Node) -> &str {
    view.iri(part)
        .split_once('#')
        .map_or("", |(_, fragment)| fragment)
}

/// A section by its name, where it has text.
fn section_named(view: View<'_>, node: Node, name: &str) -> Option<Node> {
    sections(view, node)
        .into_iter()
        .find(|section| fragment(view, *section) == name)
}

/// All sections but these and those that are always left out.
fn other_sections(view: View<'_>, node: Node, but: &[&str]) -> Markup {
    html! {
        @for section in sections(view, node) {
            @let name = fragment(view, section);
            @if name == PREAMBLE {
                @if let Some(text) = opening(view, node, section) {
                    section id=(name) {
                        h2 { (section_title(view, section)) }
                        (markdown::body(view, node, &text))
                    }
                }
            } @else if !but.contains(&name) && !LEFT_OUT.contains(&name) {
                (markdown::section(view, node, section, &section_title(view, section)))
            }
        }
    }
}

/// What stands before the first section, without the title of the page; nothing where that is all,
/// or the summary once more.
fn opening(view: View<'_>, node: Node, section: Node) -> Option<Text<'_>> {
    let mut text = view.text(section, v::MARKDOWN)?;
    let whole = text.as_str().trim_start();
    let (first, rest) = whole.split_once('\n').unwrap_or((whole, ""));
    let own = if first.starts_with("# ") { rest } else { whole }.trim();
    let is_summary = summary(view, node)
        .is_some_and(|said| said.as_str().split_whitespace().eq(own.split_whitespace()));
    if own.is_empty() || is_summary {
        return None;
    }
    text.value = own.to_owned().into();
    Some(text)
}

/// What the source calls a section, in the page's language where the word is one of ours.
fn section_title(view: View<'_>, section: Node) -> Markup {
    let english = match fragment(view, section) {
        "section-vereiste" => "Requirement",
        "section-maatregel" => "Measure",
        "section-hulpmiddel" => "Instrument",
        "section-toelichting" => "Explanation",
        "section-risico" => "Risk",
        "section-voorbeeld" => "Example",
        "section-voorbeelden" => "Examples",
        "section-bronnen" => "Sources",
        "section-auteur" => "Author",
        "section-relevantie" => "Relevance",
        "section-maatregelen" => "Measures",
        "section-vereisten" => "Requirements",
        "section-hulpmiddelen" => "Instruments",
        "section-preamble" => "Introduction",
        _ => "",
    };
    let name = view.name(section);
    if english.is_empty() || name.foreign.is_none() {
        html! { span lang=[name.foreign] { (name.as_str()) } }
    } else {
        html! { (english) }
    }
}

/// Sources as the document lists them: what of them is no law stands nowhere else.
fn sources(view: View<'_>, node: Node) -> Markup {
    let section = section_named(view, node, "section-bronnen");
    let text = section.and_then(|section| view.text(section, v::MARKDOWN));
    html! {
        @if let Some(text) = text {
            details {
                summary { (view.of("Bronnen zoals het kader ze noemt", "Sources as the framework lists them")) }
                div class="prose" lang=[text.foreign] { (markdown::rendered(view, node, text.as_str())) }
            }
        }
    }
}

/// A heading and things under it; nothing where there are none.
fn things(view: View<'_>, id: &str, title: &str, nodes: &[Node]) -> Markup {
    html! {
        @if !nodes.is_empty() {
            section {
                h2 id=(id) { (title) }
                ul class="things" {
                    @for node in view.sorted(nodes.to_vec()) { li { (view.coded_link(node)) } }
                }
            }
        }
    }
}

/// What links lead from a document to others and back, what is noted about it, and where it
/// comes from.
fn closing(view: View<'_>, node: Node) -> Markup {
    let documents = |nodes: Vec<Node>| -> Vec<Node> {
        nodes
            .into_iter()
            .filter(|other| {
                *other != node
                    && view.kind(*other).is_some_and(|kind| {
                        !matches!(kind, Kind::Act | Kind::Provision | Kind::SourceFile)
                    })
            })
            .collect()
    };
    let to = documents(view.objects(node, v::DCT_REFERENCES));
    let from = documents(view.subjects(v::DCT_REFERENCES, node));
    html! {
        (things(view, "links-to", view.of("Verwijst in de tekst naar", "Refers in its text to"), &to))
        (things(view, "links-from", view.of("Hiernaar wordt verwezen in", "Referred to in"), &from))
        (findings(view, node))
        (origin(view, node))
    }
}

/// What is noted about a document and its citations.
fn findings(view: View<'_>, node: Node) -> Markup {
    let mut found = view.subjects_anywhere(v::CONCERNS, node);
    for citation in view.objects(node, v::HAS_CITATION) {
        found.extend(view.subjects_anywhere(v::CONCERNS, citation));
    }
    html! {
        @if !found.is_empty() {
            section {
                h2 id="findings" { (view.of("Bevindingen bij de bron", "Findings in the source")) }
                ul {
                    @for finding in found {
                        li {
                            @if let Some(message) = view.text(finding, v::MESSAGE) {
                                (view.link_as(finding, html! { (message) }))
                            }
                            @if let Some(line) = view.plain(finding, v::SOURCE_LINE) {
                                span class="subtle" { (view.of(" – regel ", " – line ")) (line) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// File, line and page of the source, and the thing's own name.
fn origin(view: View<'_>, node: Node) -> Markup {
    html! {
        section class="origin" {
            h2 id="origin" { (view.of("Herkomst", "Origin")) }
            dl class="description" {
                dt { (view.of("identificatie", "identifier")) }
                dd class="iri" { (view.iri(node)) }
                dt { (view.of("als gegevens", "as data")) }
                dd { a href="#page-data" { (DATA_FORMS.map(|(_, _, name)| name).join(", ")) } }
                @if view.code(node).is_some() {
                    dt { (view.of("zo verwijst u hiernaar", "how to cite this")) }
                    dd {
                        (super::about::citation(view, node)) " "
                        a href=(view.page("/about/cite")) { (view.of("Over verwijzen", "About citing")) }
                    }
                }
                @if let Some(page) = view.plain(node, v::FOAF_PAGE).filter(|page| super::view::is_web(page)) {
                    dt { (view.of("op de website van het kader", "on the framework’s website")) }
                    dd { a href=(page) rel="external" { (page) } }
                }
                @if let Some(file) = view.plain(node, v::SOURCE_FILE) {
                    dt { (view.of("bronbestand", "source file")) }
                    dd {
                        code { (file) }
                        @if let Some(line) = view.plain(node, v::SOURCE_LINE) {
                            (view.of(", regel ", ", line ")) (line)
                        }
                    }
                }
            }
        }
    }
}

/// Jumps to the parts of a long page.
fn on_this_page(view: View<'_>, parts: &[(&str, &str)]) -> Markup {
    html! {
        @if parts.len() > 2 {
            nav class="on-this-page" aria-label=(view.of("Op deze pagina", "On this page")) {
                ul {
                    @for (id, title) in parts { li { a href={ "#" (id) } { (title) } } }
                }
            }
        }
    }
}
