//! Search: what has the words, grouped by kind, in context; codes and citations first.

use super::behind::{address, link_to, said};
use super::frame::{Frame, framed};
use super::kind;
use super::law::Resting;
use super::view::View;
use super::{Answer, Request};
use crate::find::search::{self, Direct, Excerpt, Group, Hit, Kind, Question};
use crate::store::Node;
use maud::{Markup, html};

/// Hits of each kind, where all kinds are shown.
const EACH: usize = 6;
/// Hits on a page of one kind.
const PAGE: usize = 50;

/// `/search?q=`, with `kind` and `page`.
pub(super) fn page(view: View<'_>, request: &Request<'_>) -> Answer {
    let text: String = request
        .parameter("q")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    let asked_kind = request.parameter("kind").filter(|kind| !kind.is_empty());
    let kind = asked_kind.and_then(Kind::named);
    let page = request
        .parameter("page")
        .and_then(|page| page.parse().ok())
        .filter(|page| (1..=1000).contains(page))
        .unwrap_or(1);
    let text = text.trim();
    let title = view.of("Zoeken", "Search");
    let mut frame = Frame::new(view, "/search", title);
    if !text.is_empty() {
        let short: String = text.chars().take(60).collect();
        frame.title = format!("{short} – {title}");
    }
    frame.unlisted = true;
    frame.parameters = super::behind::joined(&parameters(text, kind, page));
    let answer = view.site.index().search(&Question {
        text,
        language: view.language.tag(),
        kind,
        shown: if kind.is_some() { PAGE } else { EACH },
        skipped: if kind.is_some() { (page - 1) * PAGE } else { 0 },
    });
    frame.content = html! {
        h1 { (title) }
        form class="search-page__form" action=(view.page("/search")) method="get" {
            label for="words" class="visually-hidden" { (view.of("Woord, code of artikel", "Word, code or article")) }
            input type="search" id="words" name="q" value=(text) maxlength="300" autocomplete="off";
            button type="submit" { (view.of("Zoek", "Search")) }
        }
        @if text.is_empty() {
            (hints(view))
        } @else {
            @if asked_kind.is_some() && kind.is_none() {
                p class="notice" role="status" {
                    (view.of("Het adres noemt een soort die er niet is; u ziet alle soorten.", "The address names a kind that does not exist; you see all kinds."))
                }
            }
            (results(view, text, kind, page, &answer))
        }
    };
    Answer::Page(framed(&frame))
}

fn parameters(text: &str, kind: Option<Kind>, page: usize) -> Vec<(&'static str, String)> {
    let mut parameters = Vec::new();
    if !text.is_empty() {
        parameters.push(("q", text.to_owned()));
    }
    if let Some(kind) = kind {
        parameters.push(("kind", kind.name().to_owned()));
    }
    if page > 1 {
        parameters.push(("page", page.to_string()));
    }
    parameters
}

fn hints(view: View<'_>) -> Markup {
    let examples = [
        ("aia-09", view.of("een code", "a code")),
        (
            view.of("art. 14 AI-verordening", "Article 14 AI Act"),
            view.of("een artikel", "an article"),
        ),
        (
            view.of("menselijk toezicht", "human oversight"),
            view.of("woorden", "words"),
        ),
        ("ARK 3.10", view.of("een toetsnorm", "an audit norm")),
    ];
    html! {
        p { (view.of("Zoek bijvoorbeeld op:", "Search, for instance, for:")) }
        ul {
            @for (words, what) in examples {
                li {
                    a href=(address(view, "/search", &parameters(words, None, 1))) { (words) }
                    " – " (what)
                }
            }
        }
    }
}

/// The hits of a kind that do not stand above already.
struct Below<'a> {
    group: &'a Group,
    total: usize,
    hits: Vec<&'a Hit>,
}

fn results(
    view: View<'_>,
    text: &str,
    kind: Option<Kind>,
    page: usize,
    answer: &search::Answer,
) -> Markup {
    // What one can go straight to stands above, and not once more among its kind.
    let above =
        |hit: &&Hit| kind.is_none() && answer.direct.iter().any(|above| above.iri == hit.iri);
    let below: Vec<Below<'_>> = answer
        .groups
        .iter()
        .map(|group| {
            let (twice, hits): (Vec<&Hit>, Vec<&Hit>) = group.hits.iter().partition(above);
            Below {
                group,
                total: group.total.saturating_sub(twice.len()),
                hits,
            }
        })
        .filter(|below| kind.is_some() || !below.hits.is_empty())
        .collect();
    let found = answer.direct.len() + below.iter().map(|below| below.total).sum::<usize>();
    let total = answer.total();
    html! {
        div role="status" {
            p {
                @if total + answer.direct.len() == 0 {
                    (view.of("Niets gevonden.", "Nothing found."))
                } @else {
                    (view.language.count(if kind.is_some() { total } else { found }, view.of("resultaat", "result"), view.of("resultaten", "results")))
                    @if let Some(kind) = kind {
                        @let (nl, en) = kind.title();
                        " " (view.of("onder", "under")) " " (view.of(nl, en).to_lowercase()) ". "
                        a href=(address(view, "/search", &parameters(text, None, 1))) { (view.of("Alle soorten", "All kinds")) }
                    }
                }
            }
            (remarks(view, answer))
        }
        @if !answer.direct.is_empty() && page == 1 {
            section aria-labelledby="direct" {
                h2 id="direct" { (view.of("Direct naar", "Go straight to")) }
                ul class="direct" { @for found in &answer.direct { (direct(view, found)) } }
            }
        }
        @if kind.is_none() && below.len() > 1 {
            nav aria-label=(view.of("Soorten resultaten", "Kinds of results")) {
                ul class="kinds" {
                    @for Below { group, total, .. } in &below {
                        @let (nl, en) = group.kind.title();
                        li { a href={ "#" (group.kind.name()) } { (view.of(nl, en)) } " (" (total) ")" }
                    }
                }
            }
        }
        @for below in &below { (group_of(view, text, kind, page, below)) }
        @if total + answer.direct.len() == 0 { (hints(view)) }
    }
}

/// What the reader should know of the answer.
fn remarks(view: View<'_>, answer: &search::Answer) -> Markup {
    html! {
        @if answer.cut {
            p class="subtle" { (view.of("Uw vraag was erg lang; alleen het begin telt mee.", "Your question was very long; only its beginning counts.")) }
        }
        @if !answer.missing.is_empty() {
            p {
                (view.of("Nergens gevonden: ", "Found nowhere: "))
                @for (place, word) in answer.missing.iter().enumerate() {
                    @if place > 0 { ", " }
                    strong { (word) }
                }
                "."
            }
        }
        @if let Some(suggestion) = &answer.suggestion {
            p {
                (view.of("Bedoelt u ", "Do you mean "))
                a href=(address(view, "/search", &parameters(suggestion, None, 1))) { (suggestion) }
                "?"
            }
        }
        // Who asked for an article has it, whatever the words.
        @if answer.some_words_only && answer.direct.is_empty() {
            p { (view.of("Niets heeft al deze woorden; dit heeft er de meeste van.", "Nothing has all these words; this has most of them.")) }
        }
    }
}

fn direct(view: View<'_>, found: &Direct) -> Markup {
    let name = html! {
        @if let Some(code) = found.code.as_deref().filter(|_| found.kind != Kind::Norm && found.kind != Kind::Legislation) {
            span class="code" { (code) } " "
        }
        (said(view, &found.title))
    };
    html! {
        li {
            h3 {
                (link_to(view, &found.iri, &name))
                // A term and a label may have the same name.
                @if let Some(kind) = view.site.store.node(&found.iri).and_then(|node| view.kind(node)) {
                    " " span class="direct__kind" { (kind.one(view.language)) }
                }
            }
            @if let Some(asked) = &found.instead_of {
                p class="subtle" {
                    (said(view, asked)) " "
                    (view.of(
                        "staat niet apart in deze gegevens; dit is de bepaling eromheen.",
                        "is not told apart in these data; this is the provision around it.",
                    ))
                }
            } @else if !found.summary.is_empty() {
                p { (said(view, &found.summary)) }
            }
            @if let Some(provision) = view.site.store.node(&found.iri)
                .filter(|node| view.kind(*node) == Some(kind::Kind::Provision)) {
                (resting(view, provision))
            }
        }
    }
}

/// Requirements that are named with a provision; the rest is told as its number.
const RESTING: usize = 5;

/// What rests on a provision or on a part of it.
fn resting(view: View<'_>, provision: Node) -> Markup {
    let resting = Resting::on(view, provision);
    let all = view.sorted([resting.directly, resting.on_parts].concat());
    let shown = all.get(..RESTING).unwrap_or(&all);
    html! {
        @if !all.is_empty() {
            p { (view.of("Hierop berusten:", "Resting on it:")) }
            ul {
                @for requirement in shown { li { (view.coded_link(*requirement)) } }
                @if all.len() > shown.len() {
                    li {
                        (view.link_as(provision, html! {
                            (view.of("nog ", "another ")) (all.len() - shown.len())
                        }))
                    }
                }
            }
        }
    }
}

fn group_of(
    view: View<'_>,
    text: &str,
    kind: Option<Kind>,
    page: usize,
    below: &Below<'_>,
) -> Markup {
    let group = below.group;
    let (nl, en) = group.kind.title();
    let title = view.of(nl, en);
    let to = |page| address(view, "/search", &parameters(text, Some(group.kind), page));
    let pages = group.total.div_ceil(PAGE);
    html! {
        section aria-labelledby=(group.kind.name()) {
            h2 id=(group.kind.name()) { (title) " (" (below.total) ")" }
            ul class="results" {
                @for hit in &below.hits { li class="result" { (hit_of(view, group.kind, hit)) } }
            }
            @if kind.is_none() && group.total > group.hits.len() {
                p { a href=(to(1)) { (view.of("Alle ", "All ")) (group.total) " " (title.to_lowercase()) } }
            }
            @if kind.is_some() && pages > 1 {
                nav class="list__pages" aria-label=(view.of("Pagina’s", "Pages")) {
                    @if page > 1 { a rel="prev" href=(to(page - 1)) { (view.of("Vorige", "Previous")) } }
                    span { (view.of("Pagina", "Page")) " " (page) " " (view.of("van", "of")) " " (pages) }
                    @if page < pages { a rel="next" href=(to(page + 1)) { (view.of("Volgende", "Next")) } }
                }
            }
        }
    }
}

fn hit_of(view: View<'_>, kind: Kind, hit: &Hit) -> Markup {
    let name = html! {
        @if let Some(code) = hit.code.as_deref().filter(|_| kind != Kind::Norm && kind != Kind::Legislation) {
            span class="code" { (code) } " "
        }
        (excerpt(view, &hit.title))
    };
    html! {
        h3 { (link_to(view, &hit.iri, &name)) }
        @if let Some(text) = &hit.excerpt { p { (excerpt(view, text)) } }
    }
}

/// A piece of text with the words marked.
fn excerpt(view: View<'_>, excerpt: &Excerpt) -> Markup {
    let foreign = excerpt.language.filter(|tag| *tag != view.language.tag());
    html! {
        span lang=[foreign] {
            @if excerpt.begins_within { "… " }
            @for piece in &excerpt.pieces {
                @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
            }
            @if excerpt.ends_within { " …" }
        }
    }
}
