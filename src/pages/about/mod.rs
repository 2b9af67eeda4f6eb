//! What one should know of this site: what it shows and where that comes from, how to cite and
//! link it, what it is worth in law, for whom it works.

mod accessibility;
mod cite;
mod data;
mod edition;
mod legal;
mod link;

use super::Answer;
use super::frame::{Crumb, Frame, framed};
use super::view::View;
use maud::{Markup, html};

pub(super) use cite::citation;
pub use data::{DATASET_DESCRIPTION, DATASET_TITLE, DUMP_FORMS, LICENCE};

/// A page of this part of the site.
struct Chapter {
    /// Behind the language.
    path: &'static str,
    nl: &'static str,
    en: &'static str,
    about_nl: &'static str,
    about_en: &'static str,
    content: fn(View<'_>) -> Markup,
}

const CHAPTERS: [Chapter; 6] = [
    Chapter {
        path: "/about/edition",
        nl: "Uitgave en herkomst",
        en: "Edition and provenance",
        about_nl: "Welke uitgave van het Algoritmekader dit is, en hoe die hier is gekomen.",
        about_en: "Which edition of the Algorithm Framework this is, and how it came here.",
        content: edition::content,
    },
    Chapter {
        path: "/about/data",
        nl: "Open data",
        en: "Open data",
        about_nl: "De gegevens als bestand en als zoekdienst, wie ze uitgeeft en onder welke licentie.",
        about_en: "The data as files and as a query service, who publishes them and under which licence.",
        content: data::content,
    },
    Chapter {
        path: "/about/cite",
        nl: "Verwijzen",
        en: "Citing",
        about_nl: "Hoe u een vereiste, een maatregel of deze gegevens aanhaalt.",
        about_en: "How to cite a requirement, a measure or these data.",
        content: cite::content,
    },
    Chapter {
        path: "/about/link",
        nl: "Linken en hergebruiken",
        en: "Linking and reusing",
        about_nl: "Adressen, formaten, bestanden en de zoekdienst voor wie bouwt.",
        about_en: "Addresses, formats, files and the query service for those who build.",
        content: link::content,
    },
    Chapter {
        path: "/about/legal",
        nl: "Juridische status",
        en: "Legal status",
        about_nl: "Wat deze site wel en niet is, en waar de officiële teksten staan.",
        about_en: "What this site is and is not, and where the official texts are.",
        content: legal::content,
    },
    Chapter {
        path: "/about/accessibility",
        nl: "Toegankelijkheid",
        en: "Accessibility",
        about_nl: "Hoe toegankelijk deze site is, en wat u doet als iets niet werkt.",
        about_en: "How accessible this site is, and what to do if something does not work.",
        content: accessibility::content,
    },
];

/// `/about` and the pages below it.
pub(super) fn answer(view: View<'_>, path: &str) -> Option<Answer> {
    if path == "/about" {
        return Some(overview(view));
    }
    let chapter = CHAPTERS.iter().find(|chapter| chapter.path == path)?;
    let title = view.of(chapter.nl, chapter.en);
    let mut frame = Frame::new(view, chapter.path, title);
    frame.description = Some(view.of(chapter.about_nl, chapter.about_en).to_owned());
    frame.trail = vec![Crumb::new(
        view.of("Over deze site", "About this site"),
        "/about",
    )];
    frame.content = html! { h1 { (title) } ((chapter.content)(view)) };
    Some(Answer::Page(framed(&frame)))
}

fn overview(view: View<'_>) -> Answer {
    let title = view.of("Over deze site", "About this site");
    let mut frame = Frame::new(view, "/about", title);
    frame.content = html! {
        h1 { (title) }
        p class="lead" { (view.of(
            "Kadergraaf maakt van het Algoritmekader van de Nederlandse overheid gegevens die u kunt lezen, doorzoeken en hergebruiken.",
            "Kadergraaf turns the Dutch government’s Algorithm Framework into data that you can read, search and reuse.",
        )) }
        p { (view.of(
            "Het kader beschrijft welke vereisten gelden voor algoritmes en AI, welke maatregelen daarbij horen, wie ze neemt en in welke fase. Hier staan die verbanden bij elkaar, tot op het artikel van de wet.",
            "The framework describes which requirements apply to algorithms and AI, which measures belong to them, who takes these and in which phase. Here these relations stand together, down to the article of the act.",
        )) }
        ul {
            @for chapter in &CHAPTERS {
                li {
                    a href=(view.page(chapter.path)) { (view.of(chapter.nl, chapter.en)) }
                    " – " (view.of(chapter.about_nl, chapter.about_en))
                }
            }
            li {
                a href=(view.page("/def")) { (view.of("Ontologie", "Ontology")) }
                " – " (view.of("De begrippen van de gegevens, een voor een.", "The terms of the data, one by one."))
            }
        }
    };
    Answer::Page(framed(&frame))
}
