//! For whom and when a requirement applies, in words made from its profile.
//!
//! A profile is six groups of labels: AND over the groups, OR over the values of one, minus the
//! exceptions. A group that has every value there is restricts nothing, and nothing is said of it;
//! nor of `niet-van-toepassing`, by which the source says that a question does not arise.

use super::language::Language;
use super::view::View;
use crate::graph::vocabulary::{self as v, Property, resource};
use crate::store::Node;
use maud::{Markup, html};

/// The groups of a profile, in the order in which people ask.
pub(super) const GROUPS: [Property; 6] = [
    v::BEARER_ROLE,
    v::APPLICATION_KIND,
    v::RISK_GROUP,
    v::TRANSPARENCY_DUTY,
    v::SYSTEMIC_RISK,
    v::OPEN_SOURCE,
];

/// Words for labels of the source, where they stand in a sentence: slug, Dutch, English.
const PHRASES: &[(&str, &str, &str)] = &[
    ("aanbieder", "aanbieders", "providers"),
    (
        "gebruiksverantwoordelijke",
        "gebruiksverantwoordelijken",
        "deployers",
    ),
    ("importeur", "importeurs", "importers"),
    ("distributeur", "distributeurs", "distributors"),
    ("ai-systeem", "AI-systemen", "AI systems"),
    (
        "ai-systeem-voor-algemene-doeleinden",
        "AI-systemen voor algemene doeleinden",
        "general-purpose AI systems",
    ),
    (
        "ai-model-voor-algemene-doeleinden",
        "AI-modellen voor algemene doeleinden",
        "general-purpose AI models",
    ),
    ("verboden-ai", "die verboden zijn", "that are prohibited"),
    (
        "hoog-risico-ai-systeem",
        "met een hoog risico",
        "that are high-risk",
    ),
    (
        "geen-hoog-risico-ai-systeem",
        "zonder hoog risico",
        "that are not high-risk",
    ),
    (
        "transparantieverplichting",
        "waarvoor een transparantieverplichting geldt",
        "that are subject to a transparency duty",
    ),
    (
        "geen-transparantieverplichting",
        "waarvoor geen transparantieverplichting geldt",
        "that are not subject to a transparency duty",
    ),
    (
        "systeemrisico",
        "met een systeemrisico",
        "with systemic risk",
    ),
    (
        "geen-systeemrisico",
        "zonder systeemrisico",
        "without systemic risk",
    ),
    (
        "open-source",
        "die open source zijn",
        "that are open source",
    ),
    (
        "geen-open-source",
        "die niet open source zijn",
        "that are not open source",
    ),
];

/// The last part of a label's name.
pub(super) fn slug(view: View<'_>, label: Node) -> &str {
    view.iri(label).rsplit('/').next().unwrap_or_default()
}

fn phrase(view: View<'_>, label: Node) -> String {
    let slug = slug(view, label);
    PHRASES.iter().find(|row| row.0 == slug).map_or_else(
        || view.name(label).value.to_lowercase(),
        |row| view.of(row.1, row.2).to_owned(),
    )
}

/// Whether a value says that its question does not arise, or that an exception does.
fn is_aside(view: View<'_>, label: Node) -> bool {
    matches!(
        slug(view, label),
        "niet-van-toepassing" | "uitzondering-van-toepassing"
    )
}

/// The values of a group that restrict something.
fn restricting(view: View<'_>, owner: Node, group: Property) -> Vec<Node> {
    let chosen: Vec<Node> = view
        .objects(owner, group)
        .into_iter()
        .filter(|label| !is_aside(view, *label))
        .collect();
    let Some(first) = chosen.first() else {
        return chosen;
    };
    // Of a label without a scheme it is not known what else there is.
    let Some(scheme) = view.object(*first, v::SKOS_IN_SCHEME) else {
        return chosen;
    };
    // To be excepted, it must be of those values: there the asides count as others.
    let excepts = !view.subjects(v::EXCEPTION, owner).is_empty();
    let mut others = view
        .subjects(v::SKOS_IN_SCHEME, scheme)
        .into_iter()
        .filter(|label| excepts || !is_aside(view, *label));
    if others.all(|label| chosen.contains(&label)) {
        return Vec::new();
    }
    chosen
}

/// `a, b en c`; of alternatives `a, b of c`.
pub(super) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// On whom: `aanbieders en importeurs`; empty where on everyone.
fn bearers(view: View<'_>, owner: Node) -> String {
    words(view, owner, v::BEARER_ROLE, view.of("en", "and"))
}

fn words(view: View<'_>, owner: Node, group: Property, last: &str) -> String {
    let labels = restricting(view, owner, group);
    let words: Vec<String> = labels.iter().map(|label| phrase(view, *label)).collect();
    joined(&words, last)
}

/// Of what: `AI-systemen met een hoog risico`.
fn what(view: View<'_>, owner: Node) -> String {
    let or = view.of("of", "or");
    let and = view.of("en", "and");
    let kinds = kinds(view, owner, and);
    let mut restrictions = vec![risk(view, owner, or)];
    for group in [v::TRANSPARENCY_DUTY, v::SYSTEMIC_RISK, v::OPEN_SOURCE] {
        restrictions.push(words(view, owner, group, or));
    }
    restrictions.retain(|words| !words.is_empty());
    if restrictions.is_empty() {
        kinds
    } else {
        format!("{kinds} {}", joined(&restrictions, and))
    }
}

/// Who, of what: `aanbieders van AI-systemen met een hoog risico`.
fn scope(view: View<'_>, owner: Node) -> String {
    let what = what(view, owner);
    let bearers = bearers(view, owner);
    match (bearers.is_empty(), view.language) {
        (false, _) => format!("{bearers} {} {what}", view.of("van", "of")),
        (true, Language::Nl) => {
            format!("iedereen die {what} aanbiedt, invoert, distribueert of gebruikt")
        }
        (true, Language::En) => {
            format!("everyone who provides, imports, distributes or deploys {what}")
        }
    }
}

fn kinds(view: View<'_>, owner: Node, and: &str) -> String {
    let labels = restricting(view, owner, v::APPLICATION_KIND);
    let has = |wanted: &str| labels.iter().any(|label| slug(view, *label) == wanted);
    if labels.is_empty() {
        return view
            .of("AI-systemen en AI-modellen", "AI systems and AI models")
            .to_owned();
    }
    if labels.len() == 2 && has("ai-systeem") && has("ai-systeem-voor-algemene-doeleinden") {
        return systems(view).to_owned();
    }
    let words: Vec<String> = labels.iter().map(|label| phrase(view, *label)).collect();
    joined(&words, and)
}

fn systems(view: View<'_>) -> &'static str {
    view.language.of("AI-systemen", "AI systems")
}

/// All groups of risk but the prohibited one are said shorter than one by one.
fn risk(view: View<'_>, owner: Node, or: &str) -> String {
    let labels = restricting(view, owner, v::RISK_GROUP);
    let has = |wanted: &str| labels.iter().any(|label| slug(view, *label) == wanted);
    if labels.len() == 2 && has("hoog-risico-ai-systeem") && has("geen-hoog-risico-ai-systeem") {
        return view
            .of("die niet verboden zijn", "that are not prohibited")
            .to_owned();
    }
    let words: Vec<String> = labels.iter().map(|label| phrase(view, *label)).collect();
    joined(&words, or)
}

/// Whether the source itself holds the applicability for certain.
pub(super) fn is_likely(view: View<'_>, requirement: Node) -> bool {
    view.object(requirement, v::APPLICABILITY)
        .and_then(|profile| view.object(profile, v::CERTAINTY))
        .is_some_and(|certainty| view.iri(certainty) == resource::LIKELY)
}

/// The sentence: `Geldt voor aanbieders van AI-systemen met een hoog risico, tenzij …`.
pub(super) fn sentence(view: View<'_>, requirement: Node) -> Option<Markup> {
    let profile = view.object(requirement, v::APPLICABILITY)?;
    let says_nothing = GROUPS
        .iter()
        .all(|group| view.objects(profile, *group).is_empty());
    if says_nothing {
        return None;
    }
    let likely = is_likely(view, requirement);
    let verb = match (view.language, likely) {
        (Language::Nl, false) => "Geldt voor",
        (Language::Nl, true) => "Geldt waarschijnlijk voor",
        (Language::En, false) => "Applies to",
        (Language::En, true) => "Likely applies to",
    };
    let exceptions = view.objects(profile, v::EXCEPTION);
    Some(html! {
        (verb) " " (scope(view, profile))
        @for exception in &exceptions { (exception_words(view, *exception)) }
        "."
    })
}

/// What must be so too before a requirement applies, where these groups are known and these
/// exceptions may yet hold: `Alleen voor AI-systemen met een hoog risico, tenzij …`; nothing where
/// nothing remains to be seen.
pub(super) fn remaining(
    view: View<'_>,
    profile: Node,
    known: &[Property],
    unless: &[Node],
) -> Option<Markup> {
    let open = |group: &Property| !known.contains(group);
    let who = Some(v::BEARER_ROLE)
        .filter(open)
        .map_or_else(String::new, |_| bearers(view, profile));
    let what = remaining_what(view, profile, &open);
    if who.is_empty() && what.is_empty() && unless.is_empty() {
        return None;
    }
    let scope = match (who.is_empty(), what.is_empty()) {
        (true, true) => view.of("Geldt", "Applies").to_owned(),
        (false, false) => format!(
            "{} {who} {} {what}",
            view.of("Alleen voor", "Only for"),
            view.of("van", "of")
        ),
        _ => format!("{} {who}{what}", view.of("Alleen voor", "Only for")),
    };
    Some(html! {
        (scope)
        @for exception in unless { (exception_words(view, *exception)) }
        "."
    })
}

/// Of what, as far as that is not known yet; empty where it does not matter.
fn remaining_what(view: View<'_>, profile: Node, open: &dyn Fn(&Property) -> bool) -> String {
    let (or, and) = (view.of("of", "or"), view.of("en", "and"));
    let mut restrictions = Vec::new();
    if open(&v::RISK_GROUP) {
        restrictions.push(risk(view, profile, or));
    }
    for group in [v::TRANSPARENCY_DUTY, v::SYSTEMIC_RISK, v::OPEN_SOURCE] {
        if open(&group) {
            restrictions.push(words(view, profile, group, or));
        }
    }
    restrictions.retain(|words| !words.is_empty());
    // Risk is told of AI systems only: who knows the one has said the other.
    let kind_matters = open(&v::APPLICATION_KIND)
        && !restricting(view, profile, v::APPLICATION_KIND).is_empty()
        && (open(&v::RISK_GROUP) || kinds(view, profile, and) != systems(view));
    if restrictions.is_empty() && !kind_matters {
        return String::new();
    }
    let kinds = if open(&v::APPLICATION_KIND) {
        kinds(view, profile, and)
    } else {
        view.of("toepassingen", "applications").to_owned()
    };
    if restrictions.is_empty() {
        kinds
    } else {
        format!("{kinds} {}", joined(&restrictions, and))
    }
}

fn exception_words(view: View<'_>, exception: Node) -> Markup {
    let ground = GROUPS
        .iter()
        .flat_map(|group| view.objects(exception, *group))
        .find(|label| slug(view, *label) == "uitzondering-van-toepassing");
    let says_something = GROUPS
        .iter()
        .any(|group| !restricting(view, exception, *group).is_empty());
    html! {
        @if let Some(label) = ground {
            ", " (view.of("tenzij een ", "unless an "))
            (view.link_as(label, html! { (view.of("uitzondering van toepassing", "exception applies")) }))
            (view.of(" is", ""))
        } @else if says_something {
            ", " (view.of("behalve voor ", "except to ")) (exception_scope(view, exception))
        } @else if let Some(expression) = view.plain(exception, v::EXPRESSION) {
            ", " (view.of("behalve waar dit geldt: ", "except where this holds: ")) code { (expression) }
        } @else {
            (view.of(", met een uitzondering", ", with an exception"))
        }
    }
}

/// What an exception excepts.
fn exception_scope(view: View<'_>, exception: Node) -> String {
    let bearers = bearers(view, exception);
    let what = what(view, exception);
    if bearers.is_empty() {
        what
    } else {
        format!("{bearers} {} {what}", view.of("van", "of"))
    }
}

/// The labels themselves, group by group.
pub(super) fn labels(view: View<'_>, requirement: Node) -> Markup {
    let Some(profile) = view.object(requirement, v::APPLICABILITY) else {
        return html! {};
    };
    let exceptions = view.objects(profile, v::EXCEPTION);
    html! {
        details {
            summary { (view.of("De labels waar deze zin van is gemaakt", "The labels that this sentence is made of")) }
            dl class="description" {
                @for group in GROUPS {
                    @let values = view.objects(profile, group);
                    @if let Some(node) = view.site.property(group).filter(|_| !values.is_empty()) {
                        dt { (view.name(node)) }
                        dd { (list(view, &values)) }
                    }
                }
                @for exception in exceptions {
                    dt { (view.of("uitzondering", "exception")) }
                    dd {
                        @if let Some(expression) = view.plain(exception, v::EXPRESSION) { code { (expression) } }
                        @else { (excepted_labels(view, exception)) }
                    }
                }
            }
        }
    }
}

/// The labels of an exception that has no expression.
fn excepted_labels(view: View<'_>, exception: Node) -> Markup {
    let labels: Vec<Node> = GROUPS
        .iter()
        .flat_map(|group| view.objects(exception, *group))
        .collect();
    list(view, &labels)
}

/// Links in a line.
pub(super) fn list(view: View<'_>, nodes: &[Node]) -> Markup {
    html! {
        @for (index, node) in nodes.iter().enumerate() {
            @if index > 0 { ", " }
            (view.link(*node))
        }
    }
}
