//! Acts and provisions: their place, their parts, what rests on them.

use super::ground::upwards;
use super::kind::Kind;
use super::markdown;
use super::thing::capital;
use super::view::{Text, View};
use crate::graph::vocabulary as v;
use crate::store::{Node, natural};
use maud::{Markup, Render, html};

/// Characters of a name that stand below the short one.
const LONG_NAME: usize = 160;

/// Kinds of parts in the order in which an act has them.
const ORDER: [&str; 8] = ["RCT", "PRT", "TIS", "CPT", "SCT", "ART", "PAR", "ANX"];

/// A key by which parts stand in the order of the act.
pub(super) fn rank(view: View<'_>, provision: Node) -> Vec<(usize, Vec<(u64, String)>)> {
    let mut chain = upwards(view, provision);
    chain.reverse();
    chain
        .into_iter()
        .map(|node| {
            let code = unit(view, node);
            let place = ORDER
                .iter()
                .position(|known| Some(*known) == code)
                .unwrap_or(ORDER.len());
            let number = view.plain(node, v::ELI_NUMBER).unwrap_or_default();
            let number =
                roman(number).map_or_else(|| natural(number), |value| vec![(value, String::new())]);
            (place, number)
        })
        .collect()
}

/// Whether a part is, by its rank, in an annex or, which is further off, in a recital.
pub(super) fn stands_apart(rank: &[(usize, Vec<(u64, String)>)]) -> u8 {
    let within = |unit: &str| {
        let place = ORDER.iter().position(|known| *known == unit);
        rank.iter().any(|(step, _)| Some(*step) == place)
    };
    if within("RCT") {
        2
    } else {
        u8::from(within("ANX"))
    }
}

/// `ART`, `PAR`, …
pub(super) fn unit(view: View<'_>, provision: Node) -> Option<&str> {
    let unit = view.object(provision, v::ELI_TYPE_SUBDIVISION)?;
    view.iri(unit).rsplit('/').next()
}

/// The value of a Roman number, as chapters and annexes have them.
fn roman(text: &str) -> Option<u64> {
    let value = |c: char| match c {
        'I' => Some(1_i64),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Vec<i64> = text.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0_i64;
    for (index, value) in values.iter().enumerate() {
        let next = values.get(index + 1).copied().unwrap_or(0);
        sum += if next > *value { -value } else { *value };
    }
    u64::try_from(sum).ok().filter(|sum| *sum > 0)
}

/// Requirements by where in the law they rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Resting {
    /// On the provision itself.
    pub(super) directly: Vec<Node>,
    /// On a part of it, not on itself.
    pub(super) on_parts: Vec<Node>,
    /// On the article or paragraph that it is part of, not on itself.
    pub(super) on_whole: Vec<Node>,
}

impl Resting {
    /// On this provision.
    pub(super) fn on(view: View<'_>, provision: Node) -> Self {
        let directly = requirements(view, provision);
        let mut on_parts = Vec::new();
        for part in below(view, provision) {
            on_parts.extend(requirements(view, part));
        }
        on_parts.sort_unstable();
        on_parts.dedup();
        on_parts.retain(|requirement| !directly.contains(requirement));
        let mut on_whole = Vec::new();
        if view.object(provision, v::ARTICLE).is_some() {
            for above in upwards(view, provision).into_iter().skip(1) {
                on_whole.extend(requirements(view, above));
                if view.object(above, v::ARTICLE).is_none() {
                    break;
                }
            }
        }
        on_whole.sort_unstable();
        on_whole.dedup();
        on_whole.retain(|requirement| !directly.contains(requirement));
        Self {
            directly,
            on_parts,
            on_whole,
        }
    }

    /// On it or on a part of it.
    pub(super) fn count(view: View<'_>, provision: Node) -> usize {
        let resting = Self::on(view, provision);
        resting.directly.len() + resting.on_parts.len()
    }
}

fn requirements(view: View<'_>, provision: Node) -> Vec<Node> {
    view.subjects(v::BASED_ON, provision)
        .into_iter()
        .filter(|thing| view.kind(*thing) == Some(Kind::Requirement))
        .collect()
}

/// All parts of a provision, at any depth.
pub(super) fn below(view: View<'_>, provision: Node) -> Vec<Node> {
    let mut found = view.objects(provision, v::ELI_HAS_PART);
    let mut next = 0;
    while let Some(part) = found.get(next).copied() {
        next += 1;
        for below in view.objects(part, v::ELI_HAS_PART) {
            if below != provision && !found.contains(&below) {
                found.push(below);
            }
        }
    }
    found
}

/// Parts below each other, each with how many requirements rest on it.
pub(super) fn structure(view: View<'_>, parts: &[Node], depth: usize) -> Markup {
    // Deeper than any act goes: a graph of somebody else's may go round in circles.
    if depth > 12 {
        return html! {};
    }
    html! {
        ul class="structure" {
            @for part in super::ground::sorted(view, parts) {
                @let count = Resting::count(view, part);
                @let below = view.objects(part, v::ELI_HAS_PART);
                @let open = depth == 0 || view.object(part, v::ARTICLE).is_none() && unit(view, part) != Some("ART");
                li {
                    (view.link_as(part, name_within(view, part)))
                    @if let Some(heading) = view.text(part, v::HEADING) {
                        " " span class="structure__heading" lang=[heading.foreign] { (heading.as_str()) }
                    }
                    @if count > 0 {
                        " " span class="count" { (Kind::Requirement.count(count, view.language)) }
                    }
                    @if open && !below.is_empty() { (structure(view, &below, depth + 1)) }
                }
            }
        }
    }
}

/// The name of a part without that of its act: `Artikel 26, lid 2`.
pub(super) fn short_name(view: View<'_>, part: Node) -> Markup {
    short(view, part).render()
}

fn short(view: View<'_>, part: Node) -> Text<'_> {
    let mut name = view.name(part);
    let act = view.object(part, v::ACT).map(|act| view.name(act));
    let short = act.and_then(|act| {
        let short = name.as_str().strip_suffix(act.as_str())?;
        let short = short.trim_end().trim_end_matches(',');
        (!short.is_empty()).then(|| short.to_owned())
    });
    if let Some(short) = short {
        name.value = short.into();
    }
    name
}

/// The name of a part where that of the part above it stands already: `Afdeling 3` in
/// `Hoofdstuk III`. Articles and their paragraphs keep the name by which they are cited.
pub(super) fn name_within(view: View<'_>, part: Node) -> Markup {
    let mut name = short(view, part);
    if unit(view, part) == Some("SCT")
        && let Some(above) = view.object(part, v::ELI_IS_PART_OF)
        && let Some(own) = name
            .as_str()
            .strip_prefix(short(view, above).as_str())
            .and_then(|own| own.strip_prefix(", "))
    {
        name.value = capital(own).into();
    }
    name.render()
}

/// What an act is called in full, where its name is short: what its official title says in
/// parentheses at its end, else of its other names the shortest that tells more.
pub(super) fn full_name(view: View<'_>, act: Node) -> Option<Text<'_>> {
    /// Words and characters below which a name is one more abbreviation.
    const TELLING: (usize, usize) = (3, 20);
    let short = view.name(act);
    let mut names = view.texts(act, v::SKOS_ALT_LABEL);
    if let Some((foreign, own)) = names.iter().find_map(|name| {
        let (_, own) = name.as_str().strip_suffix(')')?.rsplit_once(" (")?;
        let is_name = own.chars().all(|c| c.is_lowercase() || c == ' ');
        is_name.then(|| (name.foreign, capital(own)))
    }) {
        return Some(Text {
            value: own.into(),
            foreign,
        });
    }
    names.retain(|name| {
        let length = name.as_str().chars().count();
        name.as_str().split_whitespace().count() >= TELLING.0
            && length >= TELLING.1
            && length > short.as_str().chars().count()
    });
    names.sort_by_cached_key(|name| (name.as_str().chars().count(), name.value.to_string()));
    let mut name = names.into_iter().next()?;
    name.value = capital(&markdown::excerpt(name.as_str(), LONG_NAME)).into();
    Some(name)
}

/// Where the official text is, and that this is not it.
pub(super) fn notice(view: View<'_>, node: Node) -> Markup {
    html! {
        p class="notice" {
            (view.of(
                "Dit is niet de officiële tekst. ",
                "This is not the official text. ",
            ))
            @if let Some(page) = super::ground::official_page(view, node) {
                a href=(page) rel="external" {
                    (view.of("Lees de officiële tekst", "Read the official text"))
                }
                "."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_count() {
        for (text, value) in [
            ("I", Some(1)),
            ("IV", Some(4)),
            ("XIII", Some(13)),
            ("XL", Some(40)),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
