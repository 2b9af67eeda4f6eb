//! The frame of every page, and the pages that show no thing.

use maud::{DOCTYPE, Markup, html};

/// The one style sheet.
pub const STYLE: &str = include_str!("style.css");

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Language {
    /// `nl` or `en`.
    pub fn tag(self) -> &'static str {
        self.of("nl", "en")
    }

    /// The text in this language.
    pub(super) fn of<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

/// What the frame needs.
pub(super) struct Frame<'a> {
    pub(super) language: Language,
    /// The path under which the service is, without a `/` at its end.
    pub(super) prefix: &'a str,
    pub(super) title: &'a str,
    /// Goes into the head as it is.
    pub(super) head: Markup,
    pub(super) content: Markup,
}

pub(super) fn framed(frame: &Frame<'_>) -> String {
    let Frame {
        language, prefix, ..
    } = frame;
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (frame.title) " – Kadergraaf" }
                link rel="stylesheet" href={ (prefix) "/style.css" };
                (frame.head)
            }
            body {
                a class="skip" href="#content" { (language.of("Naar de inhoud", "Skip to content")) }
                header {
                    nav aria-label=(language.of("Hoofdmenu", "Main menu")) {
                        ul {
                            li { a href={ (prefix) "/" } { "Kadergraaf" } }
                            li { a href={ (prefix) "/sparql" } { (language.of("Vraag stellen", "Ask a query")) } }
                            li { a href={ (prefix) "/catalog" } { (language.of("Catalogus", "Catalogue")) } }
                        }
                    }
                }
                main id="content" { (frame.content) }
                footer {
                    p { (language.of(
                        "Het Algoritmekader van de Nederlandse overheid als open gegevens.",
                        "The Dutch government's Algorithm Framework as open data.",
                    )) }
                }
            }
        }
    }
    .into_string()
}

/// The first page: what there is, and where.
///
/// `counts`: name of a kind in the page's language, and how many there are of it.
pub fn home_page(language: Language, prefix: &str, counts: &[(String, usize)]) -> String {
    framed(&Frame {
        language,
        prefix,
        title: language.of(
            "Het Algoritmekader als graaf",
            "The Algorithm Framework as a graph",
        ),
        head: html! {},
        content: html! {
            h1 { (language.of("Het Algoritmekader als graaf", "The Algorithm Framework as a graph")) }
            p { (language.of(
                "Welke vereisten gelden, welke maatregelen daarbij horen, wie ze neemt, wanneer, en op welke grond: hier te bevragen en te hergebruiken.",
                "Which requirements apply, which measures answer them, who takes them, when, and on what ground: to be queried and reused here.",
            )) }
            @if !counts.is_empty() {
                dl {
                    @for (kind, count) in counts {
                        dt { (kind) }
                        dd { (count) }
                    }
                }
            }
            h2 { (language.of("Voor ontwikkelaars", "For developers")) }
            ul {
                li { a href={ (prefix) "/sparql" } { "SPARQL" } }
                @for ending in ["ttl", "nq", "jsonld", "rdf"] {
                    li { a href={ (prefix) "/dump/kadergraaf." (ending) } {
                        (language.of("Alle gegevens", "All data")) " (" (ending) ")"
                    } }
                }
                li { a href={ (prefix) "/catalog" } { "DCAT" } ", " a href={ (prefix) "/.well-known/void" } { "VoID" } }
            }
        },
    })
}

/// The form for a query.
pub fn query_page(language: Language, prefix: &str) -> String {
    let example = "SELECT ?thing ?label WHERE {\n  ?thing a ?kind ;\n    <http://www.w3.org/2000/01/rdf-schema#label> ?label .\n}\nLIMIT 20";
    framed(&Frame {
        language,
        prefix,
        title: "SPARQL",
        head: html! {},
        content: html! {
            h1 { (language.of("Stel een vraag", "Ask a query")) }
            form action={ (prefix) "/sparql" } method="get" {
                label for="query" { "SPARQL" }
                textarea id="query" name="query" spellcheck="false" { (example) }
                button type="submit" { (language.of("Vraag", "Ask")) }
            }
        },
    })
}

/// There is no such page.
pub fn missing_page(language: Language, prefix: &str, asked: &str) -> String {
    framed(&Frame {
        language,
        prefix,
        title: language.of("Niet gevonden", "Not found"),
        head: html! {},
        content: html! {
            h1 { (language.of("Niet gevonden", "Not found")) }
            p { (language.of("Hier is niets te vinden over ", "There is nothing here about ")) code { (asked) } "." }
            p { a href={ (prefix) "/" } { (language.of("Naar het begin", "To the first page")) } }
        },
    })
}
