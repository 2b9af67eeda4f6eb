//! On what ground something rests: provisions, how they were cited, from when they apply and by
//! what they were changed.

use super::language::Language;
use super::view::{Text, View};
use crate::graph::vocabulary as v;
use crate::store::Node;
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// From when a provision applies, under which condition.
#[derive(Clone, Debug)]
pub(super) struct Application<'a> {
    /// `2026-08-02`
    pub(super) date: &'a str,
    /// Whether something has to be done by that date; else the provision applies from it.
    pub(super) latest: bool,
    pub(super) condition: Option<Text<'a>>,
}

/// A provision and all above it, the nearest first; an act ends it.
pub(super) fn upwards(view: View<'_>, provision: Node) -> Vec<Node> {
    let mut chain = vec![provision];
    while let Some(above) = chain
        .last()
        .and_then(|node| view.object(*node, v::ELI_IS_PART_OF))
    {
        // A graph of somebody else's may go round in circles.
        if chain.contains(&above) {
            break;
        }
        chain.push(above);
    }
    chain
}

/// When a provision applies, the first date first: what is said of it, else of the nearest part
/// above it.
///
/// What an act says of itself does not reach its recitals and annexes: they have no date of their
/// own, and take effect through the articles that name them.
pub(super) fn applications<'a>(view: View<'a>, provision: Node) -> Vec<Application<'a>> {
    for node in upwards(view, provision) {
        let mut found: Vec<Application<'a>> = view
            .subjects(v::PROVISION, node)
            .into_iter()
            .filter_map(|node| {
                Some(Application {
                    date: view.plain(node, v::DATE)?,
                    latest: view.plain(node, v::DEADLINE) == Some("true"),
                    condition: view.text(node, v::CONDITION),
                })
            })
            .collect();
        if !found.is_empty() {
            found.sort_by_key(|application| application.date);
            return found;
        }
        if is_recital_or_annex(view, node) {
            break;
        }
    }
    view.plain(provision, v::ELI_DATE_APPLICABILITY)
        .map(|date| Application {
            date,
            latest: false,
            condition: None,
        })
        .into_iter()
        .collect()
}

/// The parts of a provision, at any depth, that say of themselves when they apply, where that is
/// not what the provision says: the nearest to it of each branch.
fn parts_with_other_dates(view: View<'_>, provision: Node) -> Vec<Node> {
    let dates = |node| -> Vec<_> {
        let found = applications(view, node).into_iter();
        found
            .map(|one| (one.date, one.latest, one.condition.map(|text| text.value)))
            .collect()
    };
    let own = dates(provision);
    let mut seen = BTreeSet::from([provision]);
    let mut left = view.objects(provision, v::ELI_HAS_PART);
    let mut found = Vec::new();
    while let Some(part) = left.pop() {
        // A graph of somebody else's may go round in circles.
        if !seen.insert(part) {
            continue;
        }
        if view.subjects(v::PROVISION, part).is_empty() {
            left.extend(view.objects(part, v::ELI_HAS_PART));
        } else if dates(part) != own {
            found.push(part);
        }
    }
    sorted(view, &found)
}

fn is_recital_or_annex(view: View<'_>, part: Node) -> bool {
    matches!(super::law::unit(view, part), Some("RCT" | "ANX"))
}

/// Whether it is a recital, an annex or a part of one: nobody asks from when it applies.
pub(super) fn has_no_date_of_its_own(view: View<'_>, provision: Node) -> bool {
    upwards(view, provision)
        .into_iter()
        .any(|part| is_recital_or_annex(view, part))
}

/// What changed a provision, or the article that it is part of; an act only where none of its
/// parts says it more closely.
pub(super) fn amendments(view: View<'_>, provision: Node) -> Vec<Node> {
    let article = view.object(provision, v::ARTICLE);
    for node in upwards(view, provision) {
        let mut found = view.objects(node, v::ELI_AMENDED_BY);
        if !found.is_empty() {
            let acts: Vec<Node> = found
                .iter()
                .filter_map(|part| view.object(*part, v::ACT))
                .collect();
            found.retain(|part| !acts.contains(part));
            return found;
        }
        if Some(node) == article || article.is_none() {
            break;
        }
    }
    Vec::new()
}

/// The heading of a provision, or of the article that it is part of.
pub(super) fn heading(view: View<'_>, provision: Node) -> Option<Text<'_>> {
    view.text(provision, v::HEADING).or_else(|| {
        let article = view.object(provision, v::ARTICLE)?;
        view.text(article, v::HEADING)
    })
}

/// Dates, in words: `Van toepassing vanaf 2 augustus 2026, voor …`.
pub(super) fn application_lines(view: View<'_>, provision: Node) -> Markup {
    html! {
        @for application in applications(view, provision) {
            li {
                @if application.latest { (view.of("Uiterlijk ", "By ")) }
                @else { (view.of("Van toepassing vanaf ", "Applies from ")) }
                (date_markup(view, application.date))
                @if let Some(condition) = application.condition {
                    ": " span lang=[condition.foreign] { (lowered(condition.as_str())) }
                }
            }
        }
    }
}

/// Dates of the parts of a provision that have others than it has.
pub(super) fn lines_of_parts(view: View<'_>, provision: Node) -> Markup {
    // Parts that say the same stand together.
    let mut groups: Vec<(Markup, Vec<Node>)> = Vec::new();
    for part in parts_with_other_dates(view, provision) {
        let lines = application_lines(view, part);
        match groups.iter_mut().find(|(known, _)| known.0 == lines.0) {
            Some((_, parts)) => parts.push(part),
            None => groups.push((lines, vec![part])),
        }
    }
    html! {
        @for (lines, parts) in &groups {
            li {
                (view.of("Anders voor ", "Not so for "))
                @for (place, part) in parts.iter().enumerate() {
                    @if place > 0 { "; " }
                    (view.link_as(*part, super::law::name_within(view, *part)))
                }
                ul class="facts" { (lines) }
            }
        }
    }
}

/// With a small letter at its start, unless it begins with an abbreviation.
fn lowered(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A date for people and for machines.
pub(super) fn date_markup(view: View<'_>, date: &str) -> Markup {
    html! { time datetime=(date) { (view.language.date(date)) } }
}

/// Provisions with all that a reader wants to know of each; `owner` is what rests on them.
pub(super) fn provisions(view: View<'_>, owner: Node, provisions: &[Node]) -> Markup {
    let mut acts: Vec<(Node, Vec<Node>)> = Vec::new();
    for provision in provisions {
        let act = act_of(view, *provision);
        match acts.iter_mut().find(|(known, _)| *known == act) {
            Some((_, parts)) => parts.push(*provision),
            None => acts.push((act, vec![*provision])),
        }
    }
    let citations = view.objects(owner, v::HAS_CITATION);
    html! {
        @for (act, parts) in &acts {
            @if acts.len() > 1 { h3 { (view.link(*act)) } }
            ul class="provisions" {
                @for provision in act_by_act(view, parts) {
                    li {
                        p class="provisions__name" {
                            (view.link(provision))
                            @if let Some(heading) = heading(view, provision) {
                                span class="provisions__heading" lang=[heading.foreign] { (heading.as_str()) }
                            }
                        }
                        ul class="facts" {
                            (cited(view, &citations, provision))
                            (application_lines(view, provision))
                            @let amendments = amendments(view, provision);
                            @if !amendments.is_empty() {
                                li {
                                    (view.of("Gewijzigd door ", "Amended by "))
                                    (in_a_line(view, &amendments))
                                }
                            }
                            @if let Some(page) = official_page(view, provision) {
                                li { a href=(page) rel="external" { (view.of("Officiële tekst", "Official text")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Provisions as links in a line. Their names have commas of their own.
pub(super) fn in_a_line(view: View<'_>, provisions: &[Node]) -> Markup {
    html! {
        @for (index, provision) in provisions.iter().enumerate() {
            @if index > 0 { "; " }
            (view.link(*provision))
        }
    }
}

/// The page of the official text, where a browser may follow it: in the reader's language.
pub(super) fn official_page(view: View<'_>, provision: Node) -> Option<Cow<'_, str>> {
    view.plain(provision, v::FOAF_PAGE)
        .filter(|page| super::view::is_web(page))
        .map(|page| in_language(page, view.language))
}

/// The same official text in a language. Every language of EUR-Lex is authentic, and its addresses
/// differ in nothing else.
pub(super) fn in_language(page: &str, language: Language) -> Cow<'_, str> {
    const EUR_LEX: &str = "https://eur-lex.europa.eu/legal-content/";
    match page
        .strip_prefix(EUR_LEX)
        .and_then(|rest| rest.strip_prefix("NL/"))
    {
        Some(rest) if language == Language::En => Cow::Owned(format!("{EUR_LEX}EN/{rest}")),
        _ => Cow::Borrowed(page),
    }
}

/// In the order of the act.
pub(super) fn sorted(view: View<'_>, provisions: &[Node]) -> Vec<Node> {
    let mut sorted = provisions.to_vec();
    sorted.sort_by_cached_key(|node| {
        (
            super::law::rank(view, *node),
            crate::store::natural(&view.name(*node).value),
        )
    });
    sorted
}

/// As the ground of something: act by act, in the order in which these are named first, and of an
/// act what lays down a duty before the annexes that it names and the recitals that explain it.
pub(super) fn act_by_act(view: View<'_>, provisions: &[Node]) -> Vec<Node> {
    let mut acts: Vec<Node> = Vec::new();
    for part in provisions {
        let act = act_of(view, *part);
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    let mut sorted = provisions.to_vec();
    sorted.sort_by_cached_key(|part| {
        let act = act_of(view, *part);
        let rank = super::law::rank(view, *part);
        (
            acts.iter().position(|known| *known == act),
            super::law::stands_apart(&rank),
            rank,
            crate::store::natural(&view.name(*part).value),
        )
    });
    sorted
}

/// The act that a provision is a part of, or that it is.
fn act_of(view: View<'_>, provision: Node) -> Node {
    view.object(provision, v::ACT).unwrap_or(provision)
}

/// The words with which the framework cites a provision, each spelling once.
fn cited(view: View<'_>, citations: &[Node], provision: Node) -> Markup {
    let (mut agreeing, mut conflicting): (Vec<Text<'_>>, Vec<Text<'_>>) = Default::default();
    let of_this = citations
        .iter()
        .filter(|citation| view.objects(**citation, v::TARGET).contains(&provision));
    for citation in of_this {
        let spellings = if view.plain(*citation, v::CONFLICT) == Some("true") {
            &mut conflicting
        } else {
            &mut agreeing
        };
        if let Some(quoted) = view.text(*citation, v::QUOTED_TEXT)
            && !spellings.iter().any(|known| alike(known, &quoted))
        {
            spellings.push(quoted);
        }
    }
    html! {
        @for (spellings, conflict) in [(&agreeing, false), (&conflicting, true)] {
            @if !spellings.is_empty() {
                li {
                    (view.of("Zo genoemd in het kader: ", "As cited in the framework: "))
                    @for (index, quoted) in spellings.iter().enumerate() {
                        @if index > 0 { "; " }
                        q lang=[quoted.foreign] { (quoted.as_str()) }
                    }
                    @if conflict {
                        " – " (view.of(
                            "de link daar wijst naar een ander artikel; de tekst telt",
                            "the link there points to another article; the text counts",
                        ))
                    }
                }
            }
        }
    }
}

/// Whether two citations differ in capitals, commas and spaces at most.
fn alike(one: &Text<'_>, other: &Text<'_>) -> bool {
    let letters = |text: &Text<'_>| -> String {
        let kept = text.as_str().chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    one.foreign == other.foreign && letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_texts_are_in_the_language_of_the_reader() {
        let page = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=OJ:L_202401689#art_6";
        assert_eq!(in_language(page, Language::Nl), page);
        assert_eq!(
            in_language(page, Language::En),
            page.replace("/NL/", "/EN/")
        );
        // What is no address of that kind stays.
        for other in [
            "https://wetten.overheid.nl/NL/",
            "https://x.nl/legal-content/NL/",
        ] {
            assert_eq!(in_language(other, Language::En), other);
        }
    }

    #[test]
    fn spellings_that_differ_in_capitals_and_commas_are_one() {
        let text = |value: &'static str, foreign| Text {
            value: value.into(),
            foreign,
        };
        let one = text("artikel 6, lid 2 AI-verordening", None);
        assert!(alike(&one, &text("Artikel 6, lid 2, AI-verordening", None)));
        assert!(!alike(&one, &text("artikel 6, lid 2 AI Act", None)));
        assert!(!alike(
            &one,
            &text("artikel 6, lid 2 AI-verordening", Some("en"))
        ));
    }
}
