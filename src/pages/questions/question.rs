//! A question with its form, its answer, and the answer in other forms.

use super::{controls, explained, suits};
use crate::pages::frame::{Crumb, Frame, framed};
use crate::pages::result::{Outcome, Table, chart, heads_of, parts, table};
use crate::pages::view::View;
use crate::percent;
use crate::store::library::{Choices, LibraryQuery, ParameterError, without_heading};
use maud::{Markup, html};

/// A question as it was asked.
pub struct Asked<'a> {
    /// The question.
    pub query: &'a LibraryQuery,
    /// What there is for its parameters.
    pub choices: &'a Choices,
    /// The values, as they came; those of its example where it was not asked yet.
    pub values: &'a [(String, String)],
    /// Which part of the answer is shown, from 1.
    pub part: usize,
    /// Whether these are the example's.
    pub example: bool,
    /// Why it could not be asked, where it could not.
    pub wrong: Option<&'a ParameterError>,
    /// Its text, values filled in; empty where it could not be asked.
    pub text: &'a str,
    /// What it gave; what went wrong, in a sentence, where it gave nothing.
    pub outcome: Option<Result<Outcome, String>>,
}

/// The forms of an answer that is kept: suffix and name.
const FILES: [(&str, &str); 5] = [
    ("csv", "CSV"),
    ("json", "JSON"),
    ("srj", "SPARQL JSON"),
    ("srx", "SPARQL XML"),
    ("tsv", "TSV"),
];

/// `/queries/{name}`
pub fn question_page(view: View<'_>, asked: &Asked<'_>) -> String {
    let query = asked.query;
    let path = format!("/queries/{}", query.name);
    let mut frame = Frame::new(view, &*path, view.of(&query.title.nl, &query.title.en));
    frame.section = Some("/queries");
    frame.description = Some(
        view.of(&query.description.nl, &query.description.en)
            .to_owned(),
    );
    frame.trail = vec![Crumb::new(view.of("Vragen", "Questions"), "/queries")];
    if !asked.example {
        frame.parameters = parameters(asked.values);
        if asked.part > 1 {
            frame.parameters += "&page=";
            frame.parameters += &asked.part.to_string();
        }
        frame.unlisted = true;
    }
    let has_controls = query.parameters.iter().any(|p| p.name != "language");
    frame.content = html! {
        h1 { (view.of(&query.question.nl, &query.question.en)) }
        p class="lead-in" { (view.of(&query.description.nl, &query.description.en)) }
        @if let Some(suits) = suits(view, query) { p class="notice" { (suits) } }
        @if let Some(wrong) = asked.wrong {
            div class="notice notice--error" role="alert" {
                p {
                    strong { (view.of("Deze vraag kon niet worden gesteld. ", "This question could not be asked. ")) }
                    (explained(view, wrong))
                }
            }
        }
        @if has_controls {
            form class="question-form" action=(view.page(&path)) method="get" {
                (controls(view, query, asked.choices, asked.values, asked.wrong))
                button type="submit" { (view.of("Toon het antwoord", "Show the answer")) }
            }
        }
        @if let Some(outcome) = &asked.outcome {
            section aria-labelledby="answer" {
                h2 id="answer" {
                    @if asked.example && has_controls {
                        (view.of("Antwoord voor het voorbeeld", "Answer for the example"))
                    } @else {
                        (view.of("Antwoord", "Answer"))
                    }
                }
                @match outcome {
                    Ok(Outcome::Rows(rows)) => {
                        (answer(view, query, rows))
                        (parts(view, rows, asked.part, &|part| {
                            let mut address = parameters(asked.values);
                            if !address.is_empty() { address.push('&'); }
                            view.page(&format!("{path}?{address}page={part}"))
                        }))
                    }
                    Ok(_) => {}
                    Err(sentence) => { p class="notice notice--error" role="alert" { (sentence) } }
                }
            }
            (files(view, asked))
        }
    };
    framed(&frame)
}

/// The values as they stand in an address; empty ones are left out.
fn parameters(values: &[(String, String)]) -> String {
    let pairs: Vec<String> = values
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{}={}", percent::parameter(name), percent::parameter(value)))
        .collect();
    pairs.join("&")
}

fn answer(view: View<'_>, query: &LibraryQuery, rows: &Table) -> Markup {
    let heads = heads_of(view, query, rows);
    let title = view.of(&query.title.nl, &query.title.en);
    html! {
        p class="result-count" { (count(view, rows)) }
        @if !rows.rows.is_empty() {
            @if let Some(chart) = chart(view, rows, &heads) { (chart) }
            (table(view, rows, &heads, title))
        }
    }
}

/// `12 rijen`, and whether there are more.
pub(in crate::pages) fn count(view: View<'_>, rows: &Table) -> Markup {
    let number = rows.rows.len();
    html! {
        @if rows.before > 0 && number > 0 {
            (view.of("Rij ", "Rows ")) (view.language.number(rows.before + 1))
            (view.of(" tot en met ", " to ")) (view.language.number(rows.before + number))
            @if rows.more { (view.of("; er zijn er meer. Een bestand heeft ze alle.", "; there are more. A file has them all.")) }
        } @else if rows.before > 0 {
            (view.of("Zoveel rijen heeft het antwoord niet.", "The answer does not have so many rows."))
        } @else if rows.more {
            (view.of("De eerste ", "The first "))
            (view.language.count(number, view.of("rij", "row"), view.of("rijen", "rows")))
            (view.of("; er zijn er meer. Een bestand heeft ze alle.", "; there are more. A file has them all."))
        } @else if number == 0 {
            (view.of("Geen rijen: niets in deze uitgave past hierop.", "No rows: nothing in this edition fits."))
        } @else {
            (view.language.count(number, view.of("rij", "row"), view.of("rijen", "rows")))
        }
    }
}

fn files(view: View<'_>, asked: &Asked<'_>) -> Markup {
    let prefix = &view.site.settings.prefix;
    let name = &asked.query.name;
    let mut values = asked.values.to_vec();
    values.push(("language".into(), view.language.tag().into()));
    let parameters = parameters(&values);
    html! {
        section aria-labelledby="files" {
            h2 id="files" { (view.of("Dit antwoord als bestand", "This answer as a file")) }
            ul class="inline-list" {
                @for (suffix, title) in FILES {
                    li { a href={ (prefix) "/queries/" (name) "." (suffix) "?" (parameters) } { (title) } }
                }
            }
            details {
                summary { (view.of("De vraag in SPARQL", "The question in SPARQL")) }
                pre tabindex="0" { code { (without_heading(asked.text).trim()) } }
                p {
                    a href=(view.page(&format!("/sparql?query={}", percent::parameter(without_heading(asked.text).trim())))) {
                        (view.of("Open in de zoekvraagpagina", "Open in the query page"))
                    }
                }
            }
        }
    }
}
