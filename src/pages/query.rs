//! The query page: an editor, the library to start from, the answer as a table.
//!
//! All of it is a plain form whose answer the server renders; [`SCRIPT`] makes it comfortable
//! (colours, completion, no reload) and shows nothing that the server did not make.

mod fault;

pub use fault::Fault;

use super::frame::{Crumb, Frame, framed};
use super::questions::{audience, controls, suits};
use super::result::{Head, Outcome, Table, chart, parts, table};
use super::view::View;
use crate::graph::hexadecimal;
use crate::percent;
use crate::store::library::{Audience, Choices, Library, LibraryQuery, ParameterError};
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// The one script, of this page only.
pub const SCRIPT: &str = concat!(
    include_str!("query/colours.js"),
    include_str!("query/editor.js"),
    include_str!("query/completion.js"),
    include_str!("query/asking.js"),
);

/// Changes with the script, so that a browser may keep the old one for good.
pub fn script_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let hash = Sha256::digest(SCRIPT.as_bytes());
        hexadecimal(hash.get(..6).unwrap_or_default())
    })
}

/// Bytes of an address that every browser and proxy carries; longer queries go in a body.
pub const LONGEST_ADDRESS: usize = 6_000;

/// What is in the editor where nobody asked anything.
const EXAMPLE: &str = "PREFIX kader: <https://w3id.org/kadergraaf/def#>

SELECT ?requirement (COUNT(?measure) AS ?measures) WHERE {
  ?requirement a kader:Requirement ;
    kader:implementedBy ?measure .
}
GROUP BY ?requirement
ORDER BY DESC(?measures)
LIMIT 20
";

/// A question of the library that one began with.
pub struct Begun<'a> {
    /// The question.
    pub query: &'a LibraryQuery,
    /// The values, as they came.
    pub values: &'a [(String, String)],
    /// Why it could not be filled in, where it could not.
    pub wrong: Option<&'a ParameterError>,
}

/// What the page shows.
pub struct Queried<'a> {
    /// The library.
    pub library: &'a Library,
    /// What there is for parameters.
    pub choices: &'a Choices,
    /// The question that one began with.
    pub begun: Option<Begun<'a>>,
    /// The query; `None` where nobody asked anything yet.
    pub text: Option<&'a str>,
    /// Which part of the answer is shown, from 1.
    pub part: usize,
    /// What it gave, and how many milliseconds it took.
    pub outcome: Option<(Result<Outcome, Fault>, u128)>,
}

/// `/sparql` for a browser.
pub fn query_page(view: View<'_>, queried: &Queried<'_>) -> String {
    let title = view.of("Stel een vraag in SPARQL", "Ask a question in SPARQL");
    let mut frame = Frame::new(view, "/sparql", title);
    frame.section = Some("/queries");
    frame.trail = vec![Crumb::new(view.of("Vragen", "Questions"), "/queries")];
    frame.script = Some(format!("/query.js?v={}", script_version()));
    if let Some(text) = queried.text {
        frame.unlisted = true;
        let encoded = percent::parameter(text);
        if encoded.len() <= LONGEST_ADDRESS {
            frame.parameters = format!("query={encoded}");
            if queried.part > 1 {
                frame.parameters += "&page=";
                frame.parameters += &queried.part.to_string();
            }
        }
    }
    let prefix = &view.site.settings.prefix;
    let has_fault = matches!(queried.outcome, Some((Err(_), _)));
    frame.content = html! {
        h1 { (title) }
        (beginning(view, queried))
        form id="ask" action=(view.page("/sparql")) method="get"
            data-completions={ (prefix) "/sparql/completions?language=" (view.language.tag()) } {
            label for="query" { (view.of("Zoekvraag", "Query")) }
            div class="editor" {
                textarea id="query" name="query" rows="14" spellcheck="false" autocapitalize="off"
                    autocomplete="off" wrap="off" aria-describedby="query-help"
                    aria-invalid=[has_fault.then_some("true")] {
                    "\n" (queried.text.unwrap_or(EXAMPLE))
                }
            }
            p id="query-help" class="subtle" {
                (view.of(
                    "Ctrl+Enter voert uit. Ctrl+spatie vult aan: een prefix, een eigenschap, of een vereiste met een paar woorden uit de titel. Tab gaat verder naar de knop.",
                    "Ctrl+Enter runs. Ctrl+Space completes: a prefix, a property, or a requirement by some words of its title. Tab moves on to the button.",
                ))
            }
            button type="submit" { (view.of("Voer uit", "Run")) }
        }
        section id="result" aria-labelledby=[queried.outcome.as_ref().map(|_| "result-title")] {
            @if let Some((outcome, millis)) = &queried.outcome {
                (result(view, queried, outcome, *millis))
            }
        }
    };
    framed(&frame)
}

/// The library, to start from.
fn beginning(view: View<'_>, queried: &Queried<'_>) -> Markup {
    let chosen = queried
        .begun
        .as_ref()
        .map(|begun| begun.query.name.as_str());
    html! {
        form class="begin" action=(view.page("/sparql")) method="get" {
            div class="form-field" {
                label for="begin" { (view.of("Begin met een vraag", "Begin with a question")) }
                div class="form-field__line" {
                    select id="begin" name="name" required {
                        // What stands in the editor may be no question of the library.
                        @if chosen.is_none() {
                            option value="" { (view.of("Kies een vraag", "Choose a question")) }
                        }
                        @for group in Audience::ALL {
                            optgroup label=(audience(view, group)) {
                                @for query in queried.library.iter().filter(|q| q.audience.first() == Some(&group)) {
                                    option value=(query.name) selected[chosen == Some(query.name.as_str())] {
                                        (view.of(&query.question.nl, &query.question.en))
                                    }
                                }
                            }
                        }
                    }
                    button type="submit" class="button--secondary" { (view.of("Kies", "Choose")) }
                }
            }
        }
        @if let Some(begun) = &queried.begun {
            form class="begin begin--parameters" action=(view.page("/sparql")) method="get" {
                input type="hidden" name="name" value=(begun.query.name);
                p { (view.of(&begun.query.description.nl, &begun.query.description.en)) }
                @if let Some(suits) = suits(view, begun.query) { p class="notice" { (suits) } }
                @if begun.query.parameters.iter().any(|p| p.name != "language") {
                    (controls(view, begun.query, queried.choices, begun.values, begun.wrong))
                    button type="submit" class="button--secondary" { (view.of("Vul in", "Fill in")) }
                }
            }
        }
    }
}

fn result(
    view: View<'_>,
    queried: &Queried<'_>,
    outcome: &Result<Outcome, Fault>,
    millis: u128,
) -> Markup {
    let text = queried.text.unwrap_or_default();
    match outcome {
        Err(fault) => html! {
            h2 id="result-title" { (view.of("Dit lukte niet", "This did not work")) }
            div class="notice notice--error" role="alert" {
                p id="fault" data-line=[fault.place.map(|(line, _)| line)]
                    data-column=[fault.place.map(|(_, column)| column)] {
                    @if let Some((line, column)) = fault.place {
                        strong {
                            (view.of("Regel ", "Line ")) (line)
                            (view.of(", kolom ", ", column ")) (column) ": "
                        }
                    }
                    span lang=[fault.foreign.then_some("en")] { (fault.message) }
                }
                @if let Some((line, column)) = fault.place {
                    (excerpt(text, line, column))
                }
            }
        },
        Ok(Outcome::Truth(value)) => html! {
            h2 id="result-title" { (view.of("Antwoord", "Answer")) }
            p class="lead" {
                @if *value { (view.of("Ja, dat is zo.", "Yes, that is so.")) }
                @else { (view.of("Nee, dat is niet zo.", "No, that is not so.")) }
            }
            (took(view, None, millis))
            (files(view, text, &ROWS))
        },
        Ok(Outcome::Rows(rows)) => html! {
            h2 id="result-title" { (view.of("Antwoord", "Answer")) }
            (took(view, Some(super::questions::count(view, rows)), millis))
            @if !rows.rows.is_empty() {
                @let heads = Head::plain(rows);
                @if let Some(chart) = chart(view, rows, &heads) { (chart) }
                (table(view, rows, &heads, view.of("Antwoord", "Answer")))
            }
            (other_parts(view, text, rows, queried.part))
            (files(view, text, &ROWS))
        },
        Ok(Outcome::Graph(triples)) => html! {
            h2 id="result-title" { (view.of("Antwoord", "Answer")) }
            (took(view, Some(super::questions::count(view, triples)), millis))
            @if !triples.rows.is_empty() {
                (table(view, triples, &Head::plain(triples), view.of("Antwoord", "Answer")))
            }
            (other_parts(view, text, triples, queried.part))
            (files(view, text, &GRAPHS))
        },
    }
}

/// The way to the other rows, for a query that fits in an address.
fn other_parts(view: View<'_>, text: &str, table: &Table, part: usize) -> Markup {
    let encoded = percent::parameter(text);
    if encoded.len() > LONGEST_ADDRESS {
        return html! {};
    }
    parts(view, table, part, &|part| {
        view.page(&format!("/sparql?query={encoded}&page={part}"))
    })
}

/// The line with the place marked, for those without the script.
fn excerpt(text: &str, line: usize, column: usize) -> Markup {
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let at = column.saturating_sub(1);
    let before: String = shown.chars().take(at).collect();
    let place: String = shown.chars().skip(at).take(1).collect();
    let after: String = shown.chars().skip(at + 1).collect();
    html! {
        pre tabindex="0" {
            code {
                (before)
                mark { @if place.is_empty() { " " } @else { (place) } }
                (after)
            }
        }
    }
}

fn took(view: View<'_>, rows: Option<Markup>, millis: u128) -> Markup {
    html! {
        p class="result-count" role="status" {
            @if let Some(rows) = rows { (rows) " · " }
            @if millis == 0 { (view.of("minder dan 1 ms", "less than 1 ms")) } @else { (millis) " ms" }
        }
    }
}

const ROWS: [(&str, &str); 4] = [
    ("csv", "CSV"),
    ("json", "JSON"),
    ("xml", "XML"),
    ("tsv", "TSV"),
];
const GRAPHS: [(&str, &str); 4] = [
    ("turtle", "Turtle"),
    ("jsonld", "JSON-LD"),
    ("ntriples", "N-Triples"),
    ("rdfxml", "RDF/XML"),
];

/// The same answer, whole, as a file.
fn files(view: View<'_>, text: &str, forms: &[(&str, &str)]) -> Markup {
    let address = format!("{}/sparql", view.site.settings.prefix);
    let encoded = percent::parameter(text);
    html! {
        h3 { (view.of("Als bestand", "As a file")) }
        @if encoded.len() <= LONGEST_ADDRESS {
            ul class="inline-list" {
                @for (name, title) in forms {
                    li { a href={ (address) "?query=" (encoded) "&format=" (name) } { (title) } }
                }
            }
        } @else {
            form action=(address) method="post" class="inline-list" {
                input type="hidden" name="query" value=(text);
                @for (name, title) in forms {
                    button type="submit" class="button--secondary" name="format" value=(name) { (title) }
                }
            }
        }
    }
}
