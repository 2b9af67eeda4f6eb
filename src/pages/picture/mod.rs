//! The picture of a thing and its neighbours, as SVG, and the table that says the same.
//!
//! [`picture`] is a function from neighbours to markup: the same neighbours, the same picture. It
//! is drawn twice, wide and narrow, and the style sheet shows the one for which there is room;
//! colours are those of the page. Kinds are told apart by word and by shape. Texts are wrapped by
//! a cautious estimate of their width and cut where they do not fit; the whole stands in `title`.

mod layout;
mod text;

use super::behind::address;
use super::{Language, View};
use crate::find::{Neighbour, Neighbourhood, Sector, SectorKind};
use layout::{Item, Layout, Place};
use maud::{Markup, html};

/// How many neighbours are drawn; the rest is a link to a list.
const MOST: usize = 20;

/// What the picture needs beside the neighbours.
pub struct Picture<'a> {
    /// The thing and what stands around it.
    pub neighbourhood: &'a Neighbourhood,
    /// The language of the page.
    pub language: Language,
    /// Where a thing has its page.
    pub thing: &'a dyn Fn(&str) -> Option<String>,
    /// Where the list is that has all neighbours of a sector.
    pub list: &'a dyn Fn(&Sector) -> Option<String>,
}

/// The picture of what stands around a thing, under a heading; nothing for a thing that stands
/// alone, or whose kind has no picture.
pub fn around(view: View<'_>, iri: &str) -> Markup {
    let Some(neighbourhood) = Neighbourhood::of(&view.site.store, iri) else {
        return html! {};
    };
    html! {
        section class="around" aria-labelledby="around" {
            h2 id="around" { (view.of("In één oogopslag", "At a glance")) }
            (picture(&Picture {
                neighbourhood: &neighbourhood,
                language: view.language,
                thing: &|iri| view.site.path_of(iri).map(|path| view.page(&path)),
                list: &|sector| {
                    let (list, facet, slug) = sector.list.as_ref()?;
                    let path = format!("/{}", list.name());
                    Some(address(view, &path, &[(facet.name(), slug.clone())]))
                },
            }))
        }
    }
}

/// Draws the picture, and sets it as a table.
pub fn picture(picture: &Picture<'_>) -> Markup {
    let language = picture.language;
    let about = format!(
        "{} {}",
        language.of("Afbeelding: wat hangt samen met", "Picture: what goes with"),
        name(&picture.neighbourhood.middle, language)
    );
    let shown = shares(&picture.neighbourhood.sectors);
    html! {
        figure class="picture" {
            (drawn(picture, &Layout::wide(picture, &shown), "picture__wide", &about))
            (drawn(picture, &Layout::narrow(picture, &shown), "picture__narrow", &about))
            figcaption {
                details {
                    summary { (language.of("Deze afbeelding als tabel", "This picture as a table")) }
                    (table(picture))
                }
            }
        }
    }
}

/// How many of each sector are drawn: as evenly as can be, no more than [`MOST`] together.
fn shares(sectors: &[Sector]) -> Vec<usize> {
    let mut shown = vec![0; sectors.len()];
    let mut left = MOST;
    loop {
        let mut grown = false;
        for (share, sector) in shown.iter_mut().zip(sectors) {
            if left > 0 && *share < sector.neighbours.len() {
                *share += 1;
                left -= 1;
                grown = true;
            }
        }
        if !grown {
            return shown;
        }
    }
}

/// What a thing is called, with its code.
fn name(neighbour: &Neighbour, language: Language) -> String {
    let title = neighbour.title.in_language(language.tag());
    let title = title.map_or(neighbour.iri.as_str(), |said| said.text);
    match &neighbour.code {
        Some(code) => format!("{code} {title}"),
        None => title.to_owned(),
    }
}

fn more(sector: &Sector, rest: usize, language: Language) -> String {
    let (nl, en) = sector.kind.many();
    format!("+ {rest} {}", language.of(nl, en))
}

fn drawn(picture: &Picture<'_>, layout: &Layout<'_>, class: &str, about: &str) -> Markup {
    html! {
        svg class=(class) viewBox={ "0 0 " (layout.width) " " (layout.height) }
            role="group" aria-label=(about) {
            g class="picture__lines" {
                @for line in &layout.lines { path d=(line) {} }
            }
            g class="picture__middle" {
                rect x=(layout.middle.x) y=(layout.middle.y) width=(layout.middle.width)
                    height=(layout.middle.height) rx="8" {}
                (lines(&layout.middle_text, layout.middle_text_x, layout.middle_text_y, "middle"))
            }
            @for item in &layout.items { (item_drawn(picture, item)) }
        }
    }
}

fn item_drawn(picture: &Picture<'_>, item: &Item<'_>) -> Markup {
    let anchor = if item.to_the_left { "end" } else { "start" };
    match &item.place {
        Place::Heading(words) => html! {
            text class="picture__heading" x=(item.text_x) y=(item.y + 4) text-anchor=(anchor) { (words) }
        },
        Place::Node(kind, neighbour) => {
            let inside = html! {
                title { (name(neighbour, picture.language)) }
                rect class="picture__target" x=(item.target_x) y=(item.y - layout::NODE / 2)
                    width=(item.target_width) height=(layout::NODE) {}
                path class="picture__mark" d=(mark(*kind, item.x, item.y)) {}
                (lines(&item.text, item.text_x, first_line(item), anchor))
            };
            linked((picture.thing)(&neighbour.iri), &inside)
        }
        Place::More(sector, rest) => {
            let inside = html! {
                rect class="picture__target" x=(item.target_x) y=(item.y - layout::MORE / 2)
                    width=(item.target_width) height=(layout::MORE) {}
                text x=(item.text_x) y=(item.y + 4) text-anchor=(anchor) {
                    (more(sector, *rest, picture.language))
                }
            };
            linked((picture.list)(sector), &inside)
        }
    }
}

fn linked(href: Option<String>, inside: &Markup) -> Markup {
    html! {
        @if let Some(href) = href { a href=(href) { (inside) } } @else { g { (inside) } }
    }
}

/// The base line of the first line of a label.
fn first_line(item: &Item<'_>) -> i32 {
    let lines = i32::try_from(item.text.len()).unwrap_or(1);
    item.y + 5 - (lines - 1) * text::LINE / 2
}

fn lines(lines: &[String], x: i32, y: i32, anchor: &str) -> Markup {
    html! {
        text text-anchor=(anchor) {
            @for (line, y) in lines.iter().zip((0..).map(|line| y + line * text::LINE)) {
                // A blank parts the lines for those who hear or copy them.
                tspan x=(x) y=(y) { (line) " " }
            }
        }
    }
}

/// The shape of a kind, around a point.
fn mark(kind: SectorKind, x: i32, y: i32) -> String {
    let points: &[(i32, i32)] = match kind {
        SectorKind::Provisions => &[(0, -8), (8, 0), (0, 8), (-8, 0)],
        SectorKind::Requirements => &[(-6, -6), (6, -6), (6, 6), (-6, 6)],
        SectorKind::Instruments => &[(0, -7), (8, 6), (-8, 6)],
        SectorKind::Bearers => &[(-8, -5), (8, -5), (0, 8)],
        SectorKind::Phases => &[(-8, -6), (2, -6), (8, 0), (2, 6), (-8, 6), (-3, 0)],
        SectorKind::Norms => &[(-4, -7), (4, -7), (8, 0), (4, 7), (-4, 7), (-8, 0)],
        SectorKind::Topics => &[(-8, -4), (8, -4), (8, 4), (-8, 4)],
        SectorKind::Roles => &[(0, -8), (7, -2), (5, 7), (-5, 7), (-7, -2)],
        SectorKind::Measures => {
            return format!(
                "M{} {y}a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z",
                f64::from(x) - 6.5
            );
        }
    };
    let points: Vec<String> = points
        .iter()
        .map(|(dx, dy)| format!("{} {}", x + dx, y + dy))
        .collect();
    format!("M{}z", points.join("L"))
}

fn table(picture: &Picture<'_>) -> Markup {
    let language = picture.language;
    html! {
        div class="table-scroll" tabindex="0" role="region"
            aria-label=(language.of("Tabel bij de afbeelding", "Table of the picture")) {
            table {
                caption { (name(&picture.neighbourhood.middle, language)) }
                thead { tr {
                    th scope="col" { (language.of("Verband", "Relation")) }
                    th scope="col" { (language.of("Wat", "What")) }
                } }
                @for sector in &picture.neighbourhood.sectors {
                    @let (nl, en) = sector.kind.title();
                    tbody {
                        @for (place, neighbour) in sector.neighbours.iter().enumerate() {
                            tr {
                                @if place == 0 {
                                    th scope="rowgroup" rowspan=(sector.neighbours.len()) { (language.of(nl, en)) }
                                }
                                td { (linked_name(picture, neighbour)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn linked_name(picture: &Picture<'_>, neighbour: &Neighbour) -> Markup {
    let said = neighbour.title.in_language(picture.language.tag());
    let foreign = said
        .and_then(|said| said.language)
        .filter(|tag| *tag != picture.language.tag());
    let words = html! {
        @if let Some(code) = &neighbour.code { (code) " " }
        span lang=[foreign] { (said.map_or(neighbour.iri.as_str(), |said| said.text)) }
    };
    match (picture.thing)(&neighbour.iri) {
        Some(href) => html! { a href=(href) { (words) } },
        None => words,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
