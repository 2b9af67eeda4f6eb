//! What the law asks: of whom and when, on what ground, and what one does about it.

use super::{
    Body, closing, described, fragment, lead, on_this_page, other_sections, sections, sources,
    statement, things,
};
use crate::graph::vocabulary as v;
use crate::pages::view::View;
use crate::pages::{applicability, ground, measures, queries};
use crate::store::Node;
use maud::{Markup, html};

pub(super) fn body(view: View<'_>, node: Node) -> Body {
    let grounds = view.objects(node, v::BASED_ON);
    let mentions: Vec<Node> = view
        .objects(node, v::MENTIONS)
        .into_iter()
        .filter(|provision| !grounds.contains(provision))
        .collect();
    let implementing = view.objects(node, v::IMPLEMENTED_BY);
    let instruments = view.objects(node, v::SUPPORTED_BY);
    let norms = norms(view, &implementing);
    let explains = sections(view, node)
        .iter()
        .any(|section| fragment(view, *section) == "section-toelichting");
    let mut parts = vec![
        ("who", view.of("Voor wie en wanneer", "For whom and when")),
        ("ground", view.of("Op welke grond", "On what ground")),
        ("to-do", view.of("Wat te doen", "What to do")),
    ];
    if !instruments.is_empty() {
        parts.push(("instruments", view.of("Hulpmiddelen", "Instruments")));
    }
    if explains {
        parts.push(("section-toelichting", view.of("Toelichting", "Explanation")));
    }
    let content = html! {
        (lead(view, node))
        (statement(view, node, "section-vereiste", "demand", view.of("Wat het vereist", "What it requires")))
        (on_this_page(view, &parts))
        (who(view, node))
        section {
            h2 id="ground" { (view.of("Op welke grond", "On what ground")) }
            @if grounds.is_empty() {
                p { (view.of("Het kader noemt geen bepaling als grond.", "The framework names no provision as its ground.")) }
            }
            (ground::provisions(view, node, &grounds))
            @if !mentions.is_empty() {
                h3 { (view.of("Ook genoemd in de tekst", "Also mentioned in the text")) }
                ul { @for provision in ground::act_by_act(view, &mentions) { li { (view.link(provision)) } } }
            }
            (sources(view, node))
        }
        section {
            h2 id="to-do" { (view.of("Wat te doen", "What to do")) }
            @if implementing.is_empty() {
                p { (view.of("Het kader noemt geen maatregel bij dit vereiste.", "The framework names no measure for this requirement.")) }
            } @else {
                p class="subtle" { (view.of(
                    "Per fase, met wie in het project de maatregel neemt. Een maatregel staat onder elke fase waarin hij speelt.",
                    "By phase, with who in the project takes the measure. A measure stands under each of its phases.",
                )) }
                (measures::by_phase(view, &implementing))
            }
        }
        (things(view, "instruments", view.of("Hulpmiddelen", "Instruments"), &instruments))
        (other_sections(view, node, &["section-vereiste"]))
        (things(view, "norms", view.of("Toetsnormen bij deze maatregelen", "Audit norms for these measures"), &norms))
        (closing(view, node))
    };
    Body::new(content, queries::of_requirement(view, node))
}

fn who(view: View<'_>, node: Node) -> Markup {
    html! {
        section {
            h2 id="who" { (view.of("Voor wie en wanneer", "For whom and when")) }
            @if let Some(sentence) = applicability::sentence(view, node) {
                p class="applicability" { (sentence) }
                @if applicability::is_likely(view, node) {
                    p class="notice" {
                        strong { (view.of("Waarschijnlijk.", "Likely.")) } " "
                        (view.of(
                            "Het kader legt zelf niet vast voor wie dit vereiste geldt; dat hangt af van de wet en van uw geval. Laat een jurist meekijken.",
                            "The framework itself does not settle to whom this requirement applies; that depends on the law and on your case. Ask a legal expert.",
                        ))
                    }
                }
                (applicability::labels(view, node))
            } @else {
                p { (view.of("Het kader zegt niet voor wie dit vereiste geldt.", "The framework does not say to whom this requirement applies.")) }
            }
            (described(view, &[
                (view.of("in het project de zaak van", "in the project a matter for"), view.objects(node, v::PROJECT_ROLE)),
                (view.of("gaat over", "is about"), view.objects(node, v::TOPIC)),
            ]))
            (measures::phase_line(view, node))
        }
    }
}

/// Norms by which the measures are audited: a possible basis, not a proof.
fn norms(view: View<'_>, measures: &[Node]) -> Vec<Node> {
    let mut norms: Vec<Node> = measures
        .iter()
        .flat_map(|measure| view.objects(*measure, v::AUDITED_BY))
        .collect();
    norms.sort_unstable();
    norms.dedup();
    norms
}
