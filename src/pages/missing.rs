//! There is no such page; what may have been meant, by code and by words.

use super::frame::{Frame, framed};
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
    let near = near(view, asked);
    frame.content = html! {
        h1 { (title) }
        p { (view.of("Hier is niets te vinden over ", "There is nothing here about ")) code { (asked) } "." }
        (suggestions(view, &near))
        form class="search-again" action=(view.page("/search")) method="get" role="search" {
            label for="search-again" { (view.of("Zoek een woord, code of artikel", "Search a word, code or article")) }
            div {
                input type="search" id="search-again" name="q" value=(words(asked).join(" "));
                " "
                button type="submit" { (view.of("Zoek", "Search")) }
            }
        }
        p class="search-again__home" { a href=(view.page("/")) { (view.of("Naar het begin", "To the first page")) } }
    };
    framed(&frame)
}

fn suggestions(view: View<'_>, near: &[Node]) -> Markup {
    html! {
        @if !near.is_empty() {
            h2 { (view.of("Bedoelde u een van deze?", "Did you mean one of these?")) }
            ul class="things" {
                @for node in near { li { (view.coded_link(*node)) } }
            }
        }
    }
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
    fn words_of_an_address_are_those_that_say_something() {
        assert_eq!(
            words("/doc/urn:nl:ak:ver:aia-Menselijk_toezicht"),
            ["aia", "menselijk", "toezicht"]
        );
        assert_eq!(squeezed("Café-9"), "cafe9");
    }
}
