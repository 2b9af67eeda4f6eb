//! There is no such page; what may have been meant, by code and by words.

use super::frame::{Frame, Place, framed, places_of_site};
use super::kind::Kind;
use super::view::View;
use crate::store::Node;
use maud::{Markup, html};
use rapidfuzz::distance::osa;
use unicode_normalization::UnicodeNormalization;

/// How many are shown.
const SHOWN: usize = 8;

/// Longer addresses are nobody's slip of the pen.
const LONGEST: usize = 120;

/// The page for an address where nothing is; `path` is that address behind the language.
pub fn missing_page(view: View<'_>, path: &str, asked: &str) -> String {
    let title = view.of("Niet gevonden", "Not found");
    let mut frame = Frame::new(view, crate::percent::address_path(path), title);
    frame.unlisted = true;
    let around = around(view, asked);
    let (places, near) = match around {
        Some(_) => (Vec::new(), Vec::new()),
        None => (places(asked), near(view, asked)),
    };
    // The words of an address in the law are codes, which nobody searches for.
    let again = match around {
        Some(_) => String::new(),
        None => words(asked).join(" "),
    };
    frame.content = html! {
        h1 { (title) }
        p { (view.of("Hier is niets te vinden over ", "There is nothing here about ")) code { (asked) } "." }
        @if let Some(around) = around {
            p {
                (view.of("Wel in deze gegevens: ", "In these data: "))
                (view.link(around)) "."
                @if let Some(page) = super::ground::official_page(view, around) {
                    " " a href=(page) rel="external" { (view.of("Lees de officiële tekst", "Read the official text")) } "."
                }
            }
        }
        (suggestions(view, &places, &near))
        form class="search-again" action=(view.page("/search")) method="get" role="search" {
            label for="search-again" { (view.of("Zoek een woord, code of artikel", "Search a word, code or article")) }
            div {
                input type="search" id="search-again" name="q" value=(again);
                " "
                button type="submit" { (view.of("Zoek", "Search")) }
            }
        }
        p class="search-again__home" { a href=(view.page("/")) { (view.of("Naar het begin", "To the first page")) } }
    };
    framed(&frame)
}

fn suggestions(view: View<'_>, places: &[Place], near: &[Node]) -> Markup {
    html! {
        @if !near.is_empty() || !places.is_empty() {
            h2 { (view.of("Bedoelde u een van deze?", "Did you mean one of these?")) }
            ul class="things" {
                @for (path, nl, en) in places { li { a href=(view.page(path)) { (view.of(nl, en)) } } }
                @for node in near { li { (view.coded_link(*node)) } }
            }
        }
    }
}

/// Of a provision that is not here the nearest above it that is, else the act.
fn around(view: View<'_>, asked: &str) -> Option<Node> {
    let mut path = asked.trim_matches('/').strip_prefix("legislation/")?;
    while let Some((above, _)) = path.rsplit_once('/') {
        if let Some(node) = view.site.legislation(above) {
            return Some(node);
        }
        path = above;
    }
    None
}

/// The places of the site that are called so in either language: `/nl/maatregelen`.
fn places(asked: &str) -> Vec<Place> {
    let name = squeezed(
        asked
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default(),
    );
    places_of_site()
        .filter(|(_, nl, en)| [nl, en].iter().any(|known| squeezed(known) == name))
        .collect()
}

/// Things whose code or words are near to what was asked, the nearest first.
pub(super) fn near(view: View<'_>, asked: &str) -> Vec<Node> {
    if asked.len() > LONGEST {
        return Vec::new();
    }
    let name = asked.rsplit([':', '/']).next().unwrap_or_default();
    let code = squeezed(name);
    let words = words(asked);
    let mut scored: Vec<(u32, Node)> = Kind::SOUGHT
        .into_iter()
        // Of the hundreds of provisions every other one has a word in common.
        .filter(|kind| *kind != Kind::Provision)
        .flat_map(|kind| view.site.things(kind))
        .filter_map(|node| Some((score(view, node, &code, &words)?, node)))
        .collect();
    scored.sort_unstable();
    scored
        .into_iter()
        .map(|(_, node)| node)
        .take(SHOWN)
        .collect()
}

/// Letters and digits only, small and without accents.
fn squeezed(text: &str) -> String {
    text.nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words of three letters or more; what every address has is left out.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(squeezed)
        .filter(|word| {
            word.chars().count() > 2
                && !matches!(
                    word.as_str(),
                    "doc" | "urn" | "ver" | "mtr" | "resource" | "html" | "legislation"
                )
        })
        .collect()
}

/// How far a thing is from what was asked; less is nearer, `None` is too far.
fn score(view: View<'_>, node: Node, code: &str, words: &[String]) -> Option<u32> {
    let own = view.iri(node).rsplit([':', '/']).next().unwrap_or_default();
    let own = squeezed(own);
    if own == code {
        return Some(0);
    }
    let longest = own.chars().count().max(code.chars().count());
    let distance = osa::distance(own.chars(), code.chars());
    // One slip in four letters is still the same word.
    if longest > 2 && distance * 4 <= longest {
        return u32::try_from(distance).ok();
    }
    let name = squeezed(view.name(node).as_str());
    let hits = words
        .iter()
        .filter(|word| name.contains(word.as_str()))
        .count();
    if hits == 0 {
        return None;
    }
    u32::try_from(words.len() - hits)
        .ok()
        .map(|missed| 10 + missed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_by_its_name_in_either_language() {
        assert_eq!(places("/maatregelen")[0].0, "/measures");
        assert_eq!(places("/doc/Measures/")[0].0, "/measures");
        assert!(places("/maatregel-7").is_empty() && places("/").is_empty());
    }

    #[test]
    fn words_of_an_address_are_those_that_say_something() {
        assert_eq!(
            words("/doc/urn:nl:ak:ver:aia-Menselijk_toezicht"),
            ["aia", "menselijk", "toezicht"]
        );
        assert_eq!(squeezed("Café-9"), "cafe9");
    }
}
