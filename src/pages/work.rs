//! The work list: what who must do when, and on which articles that rests. Every choice stands in
//! the address, so that a list can be sent.

use super::applicability::{is_likely, slug};
use super::frame::{Frame, framed};
use super::kind::Kind;
use super::thing::capital;
use super::view::View;
use super::{Answer, Request, applicability, ground, measures, queries};
use crate::graph::vocabulary::{self as v, Property};
use crate::percent;
use crate::store::Node;
use maud::{Markup, html};

/// What one chooses: parameter, property of the profile.
const BEARER: (&str, Property) = ("bearer", v::BEARER_ROLE);
const RISK: (&str, Property) = ("risk", v::RISK_GROUP);
const KIND: (&str, Property) = ("kind", v::APPLICATION_KIND);

/// What was chosen.
struct Choice {
    bearer: Option<Node>,
    risk: Option<Node>,
    kind: Option<Node>,
    phase: Option<Node>,
    role: Option<Node>,
}

impl Choice {
    fn read(view: View<'_>, request: &Request<'_>) -> Self {
        let label = |(name, group): (&str, Property)| {
            let wanted = request.parameter(name)?;
            labels(view, group)
                .into_iter()
                .find(|label| slug(view, *label) == wanted)
        };
        let thing = |name: &str, kind: Kind| {
            let wanted = request.parameter(name)?;
            view.site
                .things(kind)
                .find(|thing| slug(view, *thing) == wanted)
        };
        Self {
            bearer: label(BEARER),
            risk: label(RISK),
            kind: label(KIND),
            phase: thing("phase", Kind::Phase),
            role: thing("role", Kind::Role),
        }
    }

    /// Names and values, as they stand in an address.
    fn parameters(&self, view: View<'_>) -> Vec<(&'static str, String)> {
        [
            ("bearer", self.bearer),
            ("risk", self.risk),
            ("kind", self.kind),
            ("phase", self.phase),
            ("role", self.role),
        ]
        .into_iter()
        .filter_map(|(name, node)| Some((name, slug(view, node?).to_owned())))
        .collect()
    }

    fn is_empty(&self) -> bool {
        self.bearer.is_none()
            && self.risk.is_none()
            && self.kind.is_none()
            && self.phase.is_none()
            && self.role.is_none()
    }

    /// The address with one choice changed or, without a value, left out.
    fn href(&self, view: View<'_>, changed: &str, value: Option<Node>) -> String {
        let mut pairs: Vec<(&str, String)> = self
            .parameters(view)
            .into_iter()
            .filter(|(name, _)| *name != changed)
            .collect();
        pairs.extend(value.map(|node| (changed, slug(view, node).to_owned())));
        view.page(&format!("/work?{}", query_string(&pairs)))
    }

    /// Whether a requirement applies, as far as its profile says.
    fn takes(&self, view: View<'_>, requirement: Node) -> bool {
        let Some(profile) = view.object(requirement, v::APPLICABILITY) else {
            return self.bearer.is_none() && self.risk.is_none() && self.kind.is_none();
        };
        [
            (self.bearer, BEARER.1),
            (self.risk, RISK.1),
            (self.kind, KIND.1),
        ]
        .into_iter()
        .all(|(chosen, group)| {
            let Some(label) = chosen else { return true };
            let values = view.objects(profile, group);
            values.is_empty() || values.contains(&label)
        })
    }
}

fn query_string(pairs: &[(&str, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(&percent::parameter(value));
    }
    text
}

/// The labels that profiles use in a group, without those that say that the question does not arise.
fn labels(view: View<'_>, group: Property) -> Vec<Node> {
    let Some(property) = view.site.property(group) else {
        return Vec::new();
    };
    let mut found: Vec<Node> = view
        .site
        .store
        .pairs(property)
        .map(|(_, label)| label)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|label| {
        !matches!(
            slug(view, *label),
            "niet-van-toepassing" | "uitzondering-van-toepassing"
        )
    });
    found
}

/// On whom the law puts duties.
pub(super) fn bearers(view: View<'_>) -> Vec<Node> {
    labels(view, BEARER.1)
}

/// A requirement with the measures to take for it.
struct Task {
    requirement: Node,
    measures: Vec<Node>,
}

/// `/work`
pub(super) fn page(view: View<'_>, request: &Request<'_>) -> Answer {
    let choice = Choice::read(view, request);
    let title = title(view, &choice);
    let mut frame = Frame::new(view, "/work", title.clone());
    frame.section = Some("/work");
    frame.parameters = query_string(&choice.parameters(view));
    frame.query = Some(query(view, &choice));
    frame.content = html! {
        h1 { (title) }
        (form(view, &choice))
        @if choice.is_empty() {
            p { (view.of(
                "Kies wie u bent, om welk risico het gaat en in welke fase u bent. U krijgt dan wat er moet gebeuren, door wie, en op welke artikelen dat rust.",
                "Choose who you are, which risk is at stake and in which phase you are. You then get what must be done, by whom, and on which articles that rests.",
            )) }
        } @else {
            (result(view, &choice))
        }
    };
    Answer::Page(framed(&frame))
}

/// `Werklijst: Gebruiksverantwoordelijke, Hoog-risico-AI-systeem, Implementatie`
fn title(view: View<'_>, choice: &Choice) -> String {
    let chosen: Vec<String> = [
        choice.bearer,
        choice.role,
        choice.kind,
        choice.risk,
        choice.phase,
    ]
    .into_iter()
    .flatten()
    .map(|node| view.name(node).value.into_owned())
    .collect();
    let list = view.of("Werklijst", "Work list");
    if chosen.is_empty() {
        list.to_owned()
    } else {
        format!("{list}: {}", chosen.join(", "))
    }
}

/// The choices, as a form that works without a script; also on the first page.
fn form(view: View<'_>, choice: &Choice) -> Markup {
    html! {
        form class="choices" action=(view.page("/work")) method="get" {
            (select(view, "bearer", view.of("Ik ben", "I am"), view.of("om het even wie", "anyone"), &labels(view, BEARER.1), choice.bearer))
            (select(view, "risk", view.of("Het gaat om", "It concerns"), view.of("elk risico", "any risk"), &labels(view, RISK.1), choice.risk))
            (select(view, "phase", view.of("In de fase", "In the phase"), view.of("elke fase", "any phase"), &measures::phases(view), choice.phase))
            (select(view, "role", view.of("Het werk is voor", "The work is for"), view.of("iedereen in het project", "everyone in the project"), &view.sorted(view.site.things(Kind::Role).collect()), choice.role))
            @if let Some(kind) = choice.kind {
                input type="hidden" name="kind" value=(slug(view, kind));
            }
            button type="submit" { (view.of("Toon de werklijst", "Show the work list")) }
        }
    }
}

/// The form without anything chosen.
pub(super) fn empty_form(view: View<'_>) -> Markup {
    let choice = Choice {
        bearer: None,
        risk: None,
        kind: None,
        phase: None,
        role: None,
    };
    form(view, &choice)
}

fn select(
    view: View<'_>,
    name: &str,
    title: &str,
    any: &str,
    nodes: &[Node],
    chosen: Option<Node>,
) -> Markup {
    html! {
        @if !nodes.is_empty() {
            div class="choices__one" {
                label for={ "choice-" (name) } { (title) }
                select id={ "choice-" (name) } name=(name) {
                    option value="" { (any) }
                    @for node in nodes {
                        @let text = view.name(*node);
                        option value=(slug(view, *node)) lang=[text.foreign] selected[chosen == Some(*node)] {
                            (text.as_str())
                        }
                    }
                }
            }
        }
    }
}

fn result(view: View<'_>, choice: &Choice) -> Markup {
    let mut tasks = Vec::new();
    let mut without = Vec::new();
    for requirement in view.site.things(Kind::Requirement) {
        if !choice.takes(view, requirement) {
            continue;
        }
        let measures: Vec<Node> = view
            .objects(requirement, v::IMPLEMENTED_BY)
            .into_iter()
            .filter(|measure| {
                choice
                    .phase
                    .is_none_or(|phase| view.has(*measure, v::PHASE, phase))
                    && choice
                        .role
                        .is_none_or(|role| view.has(*measure, v::PROJECT_ROLE, role))
            })
            .collect();
        let own_phase = choice
            .phase
            .is_some_and(|phase| view.has(requirement, v::PHASE, phase));
        if measures.is_empty() && !own_phase {
            without.push(requirement);
        } else {
            tasks.push(Task {
                requirement,
                measures,
            });
        }
    }
    let mut all: Vec<Node> = tasks
        .iter()
        .flat_map(|task| task.measures.clone())
        .collect();
    all.sort_unstable();
    all.dedup();
    let (likely, sure): (Vec<Task>, Vec<Task>) = tasks
        .into_iter()
        .partition(|task| is_likely(view, task.requirement));
    html! {
        (phase_links(view, choice))
        p class="summary" {
            strong { (Kind::Requirement.count(sure.len() + likely.len(), view.language)) }
            (view.of(" met ", " with "))
            strong { (Kind::Measure.count(all.len(), view.language)) }
            @if !likely.is_empty() {
                ". " (view.of("Van ", "Of these, "))
                (Kind::Requirement.count(likely.len(), view.language))
                (view.of(
                    " zegt het kader alleen dat ze waarschijnlijk gelden; die staan onderaan.",
                    " are only said to be likely to apply; they come last.",
                ))
            } @else { "." }
        }
        @if sure.is_empty() && likely.is_empty() {
            p { (view.of(
                "Bij deze keuze hoort geen maatregel. Laat een keuze weg, de fase bijvoorbeeld.",
                "No measure belongs to this choice. Leave out a choice, the phase for example.",
            )) }
        }
        @if !sure.is_empty() {
            section {
                h2 id="applies" { (view.of("Dit geldt", "This applies")) }
                (tasks_list(view, &sure))
            }
        }
        @if !likely.is_empty() {
            section {
                h2 id="likely" { (view.of("Dit geldt waarschijnlijk", "This likely applies")) }
                p class="subtle" { (view.of(
                    "Het hangt af van uw geval en van de wet; laat een jurist meekijken.",
                    "It depends on your case and on the law; ask a legal expert.",
                )) }
                (tasks_list(view, &likely))
            }
        }
        @if !without.is_empty() {
            details {
                summary {
                    (view.of("Geldt ook, zonder maatregel hier: ", "Also applies, without a measure here: "))
                    (Kind::Requirement.count(without.len(), view.language))
                }
                ul class="things" {
                    @for requirement in view.sorted(without) { li { (view.coded_link(requirement)) } }
                }
            }
        }
    }
}

fn tasks_list(view: View<'_>, tasks: &[Task]) -> Markup {
    let order = view.sorted(tasks.iter().map(|task| task.requirement).collect());
    html! {
        ol class="tasks" {
            @for requirement in order {
                @for task in tasks.iter().filter(|task| task.requirement == requirement) {
                    li {
                        h3 { (view.coded_link(requirement)) }
                        (grounds(view, requirement))
                        @if task.measures.is_empty() {
                            p class="subtle" { (view.of(
                                "Geen maatregel bij deze keuze; het vereiste zelf speelt wel in deze fase.",
                                "No measure for this choice; the requirement itself does arise in this phase.",
                            )) }
                        } @else {
                            (measures::list(view, &task.measures))
                        }
                    }
                }
            }
        }
    }
}

/// On which provisions a requirement rests; many from one act are told as their number.
fn grounds(view: View<'_>, requirement: Node) -> Markup {
    let grounds = ground::sorted(view, &view.objects(requirement, v::BASED_ON));
    html! {
        @if !grounds.is_empty() {
            p class="grounds" {
                (view.of("Grond: ", "Ground: "))
                (applicability::list(view, grounds.get(..6).unwrap_or(&grounds)))
                @if grounds.len() > 6 {
                    (view.of(" en ", " and "))
                    (view.link_as(requirement, html! { (grounds.len() - 6) (view.of(" meer", " more")) }))
                }
            }
        }
    }
}

/// The phases as links, so that one goes from one to the next without the form.
fn phase_links(view: View<'_>, choice: &Choice) -> Markup {
    html! {
        nav class="phase-links" aria-label=(view.of("Fase", "Phase")) {
            ol class="phase-line" {
                @for phase in measures::phases(view) {
                    @if choice.phase == Some(phase) {
                        li class="phase-line__own" aria-current="step" { (view.name(phase)) }
                    } @else {
                        li { a href=(choice.href(view, "phase", Some(phase))) { (view.name(phase)) } }
                    }
                }
                @if choice.phase.is_some() {
                    li { a href=(choice.href(view, "phase", None)) { (capital(view.of("alle fasen", "all phases"))) } }
                }
            }
        }
    }
}

/// The same question in SPARQL.
fn query(view: View<'_>, choice: &Choice) -> String {
    let of_profile = [
        ("bearerRole", choice.bearer),
        ("riskGroup", choice.risk),
        ("applicationKind", choice.kind),
    ];
    let of_measure = [("phase", choice.phase), ("projectRole", choice.role)];
    queries::of_work(view, &of_profile, &of_measure)
}
