//! The choices of a work list, as a form that works without a script; also on the first page.

use super::Chosen;
use crate::find::{Catalogue, Facet, Value, Work};
use crate::pages::behind::said;
use crate::pages::view::View;
use maud::{Markup, html};

/// Who one is under the AI Act, in a few words, the most frequent first; the label's own page has
/// the definition.
const PARTIES: [(&str, &str, &str); 4] = [
    (
        "gebruiksverantwoordelijke",
        "u zet een AI-systeem in",
        "you put an AI system to use",
    ),
    (
        "aanbieder",
        "u maakt het, of brengt het onder uw naam uit",
        "you make it, or put your name to it",
    ),
    (
        "importeur",
        "u brengt het van buiten de Unie op de markt",
        "you bring it onto the market from outside the Union",
    ),
    ("distributeur", "u levert het door", "you pass it on"),
];

/// Where a party stands in the order of asking, and who that is, in Dutch and in English.
pub(in crate::pages) fn party(slug: &str) -> Option<(usize, (&'static str, &'static str))> {
    let place = PARTIES.iter().position(|party| party.0 == slug)?;
    let (_, nl, en) = PARTIES.get(place)?;
    Some((place, (nl, en)))
}

/// The questions that the form asks; those that are answered elsewhere go along unseen.
const ASKED: [Facet; 5] = [
    Facet::Bearer,
    Facet::Application,
    Facet::Risk,
    Facet::Phase,
    Facet::Role,
];

/// Fewer questions for who comes in.
const ASKED_FIRST: [Facet; 4] = [Facet::Bearer, Facet::Risk, Facet::Phase, Facet::Role];

pub(super) fn form(chosen: &Chosen<'_>) -> Markup {
    asking(chosen, &ASKED, None)
}

/// The form of the first page, without anything chosen.
pub(in crate::pages) fn first_form(view: View<'_>) -> Markup {
    let chosen = Chosen {
        view,
        catalogue: view.site.catalogue(),
        work: &Work::default(),
    };
    let title = view.of("Maak uw werklijst", "Make your work list");
    asking(&chosen, &ASKED_FIRST, Some(title))
}

fn asking(chosen: &Chosen<'_>, asked: &[Facet], title: Option<&str>) -> Markup {
    let view = chosen.view;
    html! {
        form class="choices" action=(view.page("/work")) method="get" {
            @if let Some(title) = title { h2 { (title) } }
            @for facet in asked { (select(chosen, *facet)) }
            @for facet in Work::FACETS {
                @if let Some(value) = chosen.work.chosen(facet).filter(|_| !asked.contains(&facet))
                    .and_then(|place| chosen.catalogue.value(facet, place)) {
                    input type="hidden" name=(facet.name()) value=(value.slug);
                }
            }
            button type="submit" { (view.of("Toon de werklijst", "Show the work list")) }
            p {
                (view.of("Weet u niet wat u moet kiezen? Lees ", "Not sure what to choose? Read "))
                a href=(view.page("/labels")) { (view.of("wat de woorden betekenen", "what the words mean")) } "."
            }
        }
    }
}

/// A question and the answer that leaves it open.
fn words(view: View<'_>, facet: Facet) -> (&'static str, &'static str) {
    let ((nl, en), (any_nl, any_en)) = match facet {
        Facet::Bearer => (("Ik ben", "I am"), ("om het even wie", "anyone")),
        Facet::Application => (
            ("Ik maak of gebruik", "I make or use"),
            ("elke toepassing", "any application"),
        ),
        Facet::Risk => (("Het gaat om", "It concerns"), ("elk risico", "any risk")),
        Facet::Phase => (("In de fase", "In the phase"), ("elke fase", "any phase")),
        Facet::Role => (
            ("Het werk is voor", "The work is for"),
            ("iedereen in het project", "everyone in the project"),
        ),
        other => (other.title(), ("om het even", "any")),
    };
    (view.language.of(nl, en), view.language.of(any_nl, any_en))
}

fn select(chosen: &Chosen<'_>, facet: Facet) -> Markup {
    let Chosen {
        view, catalogue, ..
    } = *chosen;
    let (question, any) = words(view, facet);
    let name = facet.name();
    let places = answers(catalogue, facet);
    html! {
        @if !places.is_empty() {
            div class="choices__one" {
                label for={ "choice-" (name) } { (question) }
                select id={ "choice-" (name) } name=(name) {
                    option value="" { (any) }
                    @for place in places {
                        @if let Some(value) = catalogue.value(facet, place) {
                            option value=(value.slug) selected[chosen.work.chosen(facet) == Some(place)] {
                                (said(view, &value.label))
                                // Who has chosen knows.
                                @if let Some((_, (nl, en))) = party(&value.slug).filter(|_| chosen.work.is_empty()) {
                                    " (" (view.of(nl, en)) ")"
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The values that one can be, in their order: without that by which the source says that the
/// question does not arise.
fn answers(catalogue: &Catalogue, facet: Facet) -> Vec<u16> {
    let values = catalogue.values(facet).iter().enumerate();
    values
        .filter(|(_, value)| value.slug != "niet-van-toepassing")
        .filter_map(|(place, _)| u16::try_from(place).ok())
        .collect()
}

/// On whom the law puts duties.
pub(in crate::pages) fn bearers(view: View<'_>) -> Vec<&Value> {
    let catalogue = view.site.catalogue();
    answers(catalogue, Facet::Bearer)
        .into_iter()
        .filter_map(|place| catalogue.value(Facet::Bearer, place))
        .collect()
}
