//! Acts and provisions: their place, their parts, what rests on them.

use super::ground::upwards;
use super::kind::Kind;
use super::view::View;
use crate::graph::vocabulary as v;
use crate::store::{Node, natural};
use maud::{Markup, html};

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
fn below(view: View<'_>, provision: Node) -> Vec<Node> {
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
                    (view.link_as(part, short_name(view, part)))
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
    let name = view.name(part);
    let act = view.object(part, v::ACT).map(|act| view.name(act));
    let short = act.and_then(|act| {
        let short = name.as_str().strip_suffix(act.as_str())?;
        let short = short.trim_end().trim_end_matches(',');
        (!short.is_empty()).then(|| short.to_owned())
    });
    html! { span lang=[name.foreign] { (short.as_deref().unwrap_or(name.as_str())) } }
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
