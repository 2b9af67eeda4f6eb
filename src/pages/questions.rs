//! The library of questions: the list of them, and each with its form and its answer.

mod form;
mod question;

pub(super) use form::{controls, explained};
pub(super) use question::count;
pub use question::{Asked, question_page};

use super::frame::{Frame, framed};
use super::view::View;
use crate::store::library::{Audience, Library, LibraryQuery, Needs};
use maud::{Markup, html};

/// For whom questions are, in words.
pub(super) fn audience(view: View<'_>, audience: Audience) -> &'static str {
    view.language.of(
        match audience {
            Audience::Lawyer => "Juristen",
            Audience::ProjectLeader => "Projectleiders",
            Audience::Auditor => "Auditors",
            Audience::DataUser => "Wie met de gegevens werkt",
        },
        match audience {
            Audience::Lawyer => "Lawyers",
            Audience::ProjectLeader => "Project leaders",
            Audience::Auditor => "Auditors",
            Audience::DataUser => "Who works with the data",
        },
    )
}

/// Which editions a question suits, where that is not every one.
pub(super) fn suits(view: View<'_>, query: &LibraryQuery) -> Option<&'static str> {
    match query.needs {
        Needs::Relations => None,
        Needs::Text => Some(view.language.of(
            "Deze vraag leest de volledige teksten. De ingebouwde uitgave heeft samenvattingen en geeft daarom minder rijen, of geen.",
            "This question reads the full texts. The built-in edition has summaries and therefore gives fewer rows, or none.",
        )),
        Needs::Releases => Some(view.language.of(
            "Deze vraag vergelijkt twee uitgaven en geeft alleen rijen waar beide zijn geladen.",
            "This question compares two releases and gives rows only where both are loaded.",
        )),
    }
}

/// `/queries`
pub fn questions_page(view: View<'_>, library: &Library) -> String {
    let title = view.of(
        "Vragen aan het Algoritmekader",
        "Questions to the Algorithm Framework",
    );
    let mut frame = Frame::new(view, "/queries", title);
    frame.section = Some("/queries");
    frame.content = html! {
        h1 { (title) }
        p class="lead" { (view.of(
            "Kies een vraag, vul in wat u wilt weten en lees het antwoord als tabel. Elk antwoord is ook een bestand.",
            "Choose a question, fill in what you want to know and read the answer as a table. Every answer is a file too.",
        )) }
        @for group in Audience::ALL {
            @let questions: Vec<&LibraryQuery> = library
                .iter()
                .filter(|query| query.audience.first() == Some(&group))
                .collect();
            @if !questions.is_empty() {
                section aria-labelledby=(group.name()) {
                    h2 id=(group.name()) { (audience(view, group)) }
                    ul class="questions" {
                        @for query in questions { li { (link(view, query)) } }
                    }
                }
            }
        }
        h2 { (view.of("Zelf vragen", "Ask yourself")) }
        p {
            a href=(view.page("/sparql")) { (view.of("Stel een eigen vraag in SPARQL", "Ask a question of your own in SPARQL")) }
            (view.of(", of gebruik de vragen vanuit een programma: ", ", or use the questions from a program: "))
            a href={ (view.site.settings.prefix) "/openapi.json" } { "OpenAPI" } ", "
            a href={ (view.site.settings.prefix) "/queries.json" } { (view.of("de lijst als JSON", "the list as JSON")) } "."
        }
    };
    framed(&frame)
}

fn link(view: View<'_>, query: &LibraryQuery) -> Markup {
    html! {
        a href=(view.page(&format!("/queries/{}", query.name))) {
            (view.of(&query.question.nl, &query.question.en))
        }
    }
}
