//! The work list: what who must do when, and on which articles that rests. Every choice stands in
//! the address, so that a list can be sent. To whom a requirement applies is decided in
//! [`crate::find`]; here it is put into words.

mod form;
mod tasks;

use super::behind::{address, joined};
use super::frame::{Frame, framed};
use super::list::unknown;
use super::view::View;
use super::{Answer, Request};
use crate::find::{Catalogue, Facet, Work, work_query};
use maud::{Markup, html};

pub(super) use form::{bearers, first_form, party};

/// A choice, and what it chooses from.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    view: View<'a>,
    catalogue: &'a Catalogue,
    work: &'a Work,
}

impl<'a> Chosen<'a> {
    /// The address with one answer changed or, without a value, left out.
    fn with(&self, facet: Facet, place: Option<u16>) -> String {
        let parameters = self.work.with(facet, place).parameters(self.catalogue);
        address(self.view, "/work", &parameters)
    }

    /// What the chosen value of a facet is called.
    fn name(&self, facet: Facet) -> Option<&'a str> {
        let value = self.catalogue.value(facet, self.work.chosen(facet)?)?;
        Some(super::behind::plain(self.view, &value.label))
    }
}

/// `/work`
pub(super) fn page(view: View<'_>, request: &Request<'_>) -> Answer {
    let catalogue = view.site.catalogue();
    let work = Work::read(catalogue, request.parameters);
    let chosen = Chosen {
        view,
        catalogue,
        work: &work,
    };
    let title = title(&chosen);
    let mut frame = Frame::new(view, "/work", title.clone());
    frame.section = Some("/work");
    frame.parameters = joined(&work.parameters(catalogue));
    frame.query = Some(work_query(catalogue, &work, view.language.tag()));
    frame.content = html! {
        h1 { (heading(&chosen)) }
        (unknown(view, &work.unknown, |facet| Work::FACETS.contains(&facet)))
        @if work.is_empty() {
            (form::form(&chosen))
            p { (view.of(
                "Kies wie u bent, om welk risico het gaat en in welke fase u bent. U krijgt dan wat er moet gebeuren, door wie, en op welke artikelen dat rust.",
                "Choose who you are, which risk is at stake and in which phase you are. You then get what must be done, by whom, and on which articles that rests.",
            )) }
        } @else {
            // On a phone the choices fold together, or what must be done would be far away.
            div class="choices-fold no-print" {
                input type="checkbox" id="choices-shown" autocomplete="off";
                label for="choices-shown" { (view.of("Toon de keuzes", "Show the choices")) }
                (form::form(&chosen))
                (tasks::phase_links(&chosen))
            }
            (tasks::result(&chosen))
        }
    };
    Answer::Page(framed(&frame))
}

/// `Werklijst: Gebruiksverantwoordelijke, Hoog-risico-AI-systeem, Implementatie`
fn title(chosen: &Chosen<'_>) -> String {
    let names = names(chosen);
    let list = chosen.view.of("Werklijst", "Work list");
    if names.is_empty() {
        list.to_owned()
    } else {
        format!("{list}: {}", names.join(", "))
    }
}

/// The same, with what it is above what was chosen.
fn heading(chosen: &Chosen<'_>) -> Markup {
    let names = names(chosen);
    let list = chosen.view.of("Werklijst", "Work list");
    if names.is_empty() {
        return html! { (list) };
    }
    html! {
        span class="kind" { (list) span class="visually-hidden" { ":" } } " "
        @for (index, name) in names.iter().enumerate() {
            span class="title__part" { (name) @if index + 1 < names.len() { " ·" } } " "
        }
    }
}

/// What was chosen: who, then what, then when.
fn names<'a>(chosen: &Chosen<'a>) -> Vec<&'a str> {
    [
        Facet::Bearer,
        Facet::Role,
        Facet::Application,
        Facet::Risk,
        Facet::Transparency,
        Facet::SystemicRisk,
        Facet::OpenSource,
        Facet::Phase,
    ]
    .into_iter()
    .filter_map(|facet| chosen.name(facet))
    .collect()
}
