//! Findings: what is wrong in the source, by rule and by document.

use super::behind::{address, behind, joined, link_to, plain, said};
use super::frame::{Frame, framed};
use super::thing::capital;
use super::view::View;
use super::{Answer, Language, Request};
use crate::find::{FindingEntry, FindingFilter, Findings, findings_query};
use crate::findings::{Code, Severity, explain, explain_in_dutch};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Findings on a page that are written out.
const MOST: usize = 500;

/// What an address chooses, and what of it does not exist here.
struct Chosen {
    filter: FindingFilter,
    unknown: Vec<(String, String)>,
}

impl Chosen {
    fn read(findings: &Findings, request: &Request<'_>) -> Self {
        let mut chosen = Self {
            filter: FindingFilter::default(),
            unknown: Vec::new(),
        };
        for (name, value) in request.parameters {
            let known = |of: fn(&FindingEntry) -> &String| {
                findings.entries.iter().any(|finding| of(finding) == value)
            };
            let filter = &mut chosen.filter;
            let (exists, list) = match name.as_str() {
                "rule" => (
                    known(|finding| &finding.rule) || rule(value).is_some(),
                    &mut filter.rules,
                ),
                "severity" => (
                    SEVERITIES.iter().any(|s| s.as_str() == value),
                    &mut filter.severities,
                ),
                "document" => (known(|finding| &finding.file), &mut filter.files),
                _ => continue,
            };
            if value.is_empty() || list.contains(value) || list.len() >= 32 {
                continue;
            }
            if exists {
                list.push(value.clone());
            } else if chosen.unknown.len() < 8 {
                let shown = value
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(200)
                    .collect();
                chosen.unknown.push((name.clone(), shown));
            }
        }
        chosen.filter.rules.sort();
        chosen.filter.severities.sort();
        chosen.filter.files.sort();
        chosen
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

fn rule(code: &str) -> Option<Code> {
    Code::ALL
        .iter()
        .copied()
        .find(|known| known.as_str() == code)
}

fn parameters(filter: &FindingFilter) -> Vec<(&'static str, String)> {
    let each = |name: &'static str, values: &[String]| -> Vec<(&'static str, String)> {
        values.iter().map(|value| (name, value.clone())).collect()
    };
    [
        each("rule", &filter.rules),
        each("severity", &filter.severities),
        each("document", &filter.files),
    ]
    .concat()
}

/// `/findings`, with `rule`, `severity` and `document`.
pub(super) fn page(view: View<'_>, request: &Request<'_>) -> Answer {
    let findings = view.site.findings();
    let Chosen { filter, unknown } = Chosen::read(findings, request);
    let shown: Vec<&FindingEntry> = findings
        .entries
        .iter()
        .filter(|finding| filter.has(finding))
        .collect();
    let title = view.of("Bevindingen", "Findings");
    let query = findings_query(&filter, view.language.tag());
    let mut frame = Frame::new(view, "/findings", title);
    frame.parameters = joined(&parameters(&filter));
    frame.unlisted = !filter.is_everything();
    frame.query = Some(query.clone());
    let about = view.of(
        "Wat in de bron niet klopt of opvalt, met bestand en regel. Deze site herstelt niets in stilte en laat niets weg.",
        "What is wrong or stands out in the source, with file and line. This site repairs nothing in silence and leaves nothing out.",
    );
    frame.description = Some(about.to_owned());
    let count = view.language.count(
        shown.len(),
        view.of("bevinding", "finding"),
        view.of("bevindingen", "findings"),
    );
    frame.content = html! {
        h1 { (title) }
        p { (about) }
        @if !unknown.is_empty() {
            div class="notice" role="status" {
                @for (name, value) in &unknown {
                    p { (view.of("Er zijn hier geen bevindingen met ", "There are no findings here with ")) code { (name) "=" (value) } (view.of("; dat telt niet mee.", "; it does not count.")) }
                }
            }
        }
        (chips(view, &filter))
        @if filter.rules.is_empty() { (by_rule(view, &filter, findings)) }
        @else { @for code in &filter.rules { (explained(view, code)) } }
        @if filter.files.is_empty() && filter.rules.is_empty() { (by_document(view, &filter, findings)) }
        section aria-labelledby="findings" {
            h2 id="findings" { (count) }
            @if shown.is_empty() {
                p { (view.of("Geen.", "None.")) }
            }
            ul class="results" {
                @for finding in shown.iter().take(MOST) { li class="result" { (one(view, &filter, finding)) } }
            }
            @if shown.len() > MOST {
                p { (view.of("Er zijn er meer dan hier staan; kies een regel of document, of stel de zoekvraag hieronder.", "There are more than stand here; choose a rule or document, or ask the query below.")) }
            }
        }
        (behind(view, &query, None))
    };
    Answer::Page(framed(&frame))
}

fn rule_title(view: View<'_>, code: &str) -> String {
    rule(code).map_or_else(
        || code.to_owned(),
        |rule| {
            let (nl, en) = rule.title();
            view.of(nl, en).to_owned()
        },
    )
}

fn severity_words(view: View<'_>, name: &str) -> &'static str {
    let (nl, en) = match name {
        "error" => ("fout", "error"),
        "warning" => ("waarschuwing", "warning"),
        _ => ("opmerking", "note"),
    };
    view.language.of(nl, en)
}

fn with(filter: &FindingFilter, change: impl FnOnce(&mut FindingFilter)) -> FindingFilter {
    let mut other = filter.clone();
    change(&mut other);
    other
}

fn chips(view: View<'_>, filter: &FindingFilter) -> Markup {
    if filter.is_everything() {
        return html! {};
    }
    let chip = |words: &str, other: &FindingFilter| {
        html! {
            li { a class="chip" href=(address(view, "/findings", &parameters(other))) {
                span class="visually-hidden" { (view.of("Verwijder filter ", "Remove filter ")) }
                (words) span class="chip__cross" aria-hidden="true" { "×" }
            } }
        }
    };
    html! {
        ul class="chips no-print" aria-label=(view.of("Gekozen filters", "Chosen filters")) {
            @for rule in &filter.rules {
                (chip(&rule_title(view, rule), &with(filter, |f| f.rules.retain(|known| known != rule))))
            }
            @for severity in &filter.severities {
                (chip(severity_words(view, severity), &with(filter, |f| f.severities.retain(|known| known != severity))))
            }
            @for file in &filter.files {
                (chip(file, &with(filter, |f| f.files.retain(|known| known != file))))
            }
            li { a class="chips__all" href=(view.page("/findings")) { (view.of("Alles wissen", "Clear all")) } }
        }
    }
}

/// How many findings each rule has, the gravest first.
fn by_rule(view: View<'_>, filter: &FindingFilter, findings: &Findings) -> Markup {
    let mut counts: BTreeMap<(usize, &str), (&str, usize)> = BTreeMap::new();
    for finding in findings
        .entries
        .iter()
        .filter(|finding| filter.has(finding))
    {
        let grave = SEVERITIES
            .iter()
            .position(|severity| severity.as_str() == finding.severity)
            .unwrap_or(SEVERITIES.len());
        let count = counts
            .entry((grave, &finding.rule))
            .or_insert((&finding.severity, 0));
        count.1 += 1;
    }
    html! {
        h2 id="rules" { (view.of("Per regel", "By rule")) }
        div class="table" role="region" tabindex="0" aria-labelledby="rules" {
            table class="findings-table" {
                thead { tr {
                    th scope="col" { (view.of("Regel", "Rule")) }
                    th scope="col" { (view.of("Ernst", "Severity")) }
                    th scope="col" class="number" { (view.of("Aantal", "Number")) }
                } }
                tbody {
                    @for ((_, code), (severity, count)) in &counts {
                        tr {
                            th scope="row" {
                                @let other = with(filter, |f| f.rules = vec![(*code).to_owned()]);
                                a href=(address(view, "/findings", &parameters(&other))) { (rule_title(view, code)) }
                                " " span class="code" { (code) }
                            }
                            td { (severity_words(view, severity)) }
                            td class="number" { (count) }
                        }
                    }
                }
            }
        }
    }
}

/// How many findings each document has, the most first.
fn by_document(view: View<'_>, filter: &FindingFilter, findings: &Findings) -> Markup {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings
        .entries
        .iter()
        .filter(|finding| filter.has(finding))
    {
        *counts.entry(&finding.file).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    html! {
        h2 { (view.of("Per document", "By document")) }
        details {
            summary { (view.language.count(counts.len(), view.of("document", "document"), view.of("documenten", "documents"))) }
            ul {
                @for (file, count) in counts {
                    @let other = with(filter, |f| f.files = vec![file.to_owned()]);
                    li { a href=(address(view, "/findings", &parameters(&other))) { (file) } " (" (count) ")" }
                }
            }
        }
    }
}

/// A rule: what it means, and how grave it is.
fn explained(view: View<'_>, code: &str) -> Markup {
    let severity = rule(code).map(Code::severity);
    html! {
        h2 { (rule_title(view, code)) " " span class="code" { (code) } }
        @if let Some(severity) = severity {
            p {
                strong { (capital(severity_words(view, severity.as_str()))) } ": "
                (match severity {
                    Severity::Error => view.of("de graaf is hierdoor onjuist.", "it makes the graph wrong."),
                    Severity::Warning => view.of("er gaat een link of een waarde door verloren.", "a link or a value is lost by it."),
                    Severity::Note => view.of("het weten waard, zonder dat er iets verloren gaat.", "worth knowing, without anything being lost."),
                })
            }
        }
        @if let Some(rule) = rule(code) { (explanation(view, rule)) }
    }
}

/// What a rule means and what one does about it, as the documentation has it.
fn explanation(view: View<'_>, code: Code) -> Markup {
    let text = match view.language {
        Language::Nl => explain_in_dutch(code),
        Language::En => explain(code),
    };
    html! {
        // Its first paragraph repeats severity and title.
        @for paragraph in text.split("\n\n").skip(1) { p { (marked(paragraph)) } }
    }
}

/// Code and stress in a paragraph of the documentation.
fn marked(text: &str) -> Markup {
    html! {
        @for (place, part) in text.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } }
            @else {
                @for (place, part) in part.split("**").enumerate() {
                    @if place % 2 == 1 { strong { (part) } } @else { (part) }
                }
            }
        }
    }
}

fn one(view: View<'_>, filter: &FindingFilter, finding: &FindingEntry) -> Markup {
    let place = html! {
        code class="iri" { (finding.file) @if finding.line > 0 { ":" (finding.line) } }
    };
    // Under its own rule a finding that says no more than the rule is known by its place.
    let says_more =
        filter.rules.len() != 1 || plain(view, &finding.message) != rule_title(view, &finding.rule);
    html! {
        @if says_more {
            h3 { (said(view, &finding.message)) }
            p { (place) }
        } @else {
            h3 { (place) }
        }
        dl class="facts" {
            @if filter.rules.len() != 1 {
                div {
                    dt { (view.of("Regel", "Rule")) }
                    dd {
                        @let other = with(filter, |f| f.rules = vec![finding.rule.clone()]);
                        a href=(address(view, "/findings", &parameters(&other))) { (rule_title(view, &finding.rule)) }
                        " (" (severity_words(view, &finding.severity)) ")"
                    }
                }
            }
            @if let Some((iri, label)) = &finding.concerns {
                div {
                    dt { (view.of("Gaat over", "Concerns")) }
                    dd { (link_to(view, iri, &said(view, label))) }
                }
            }
            @if let Some(key) = &finding.key {
                div {
                    dt { (view.of("Sleutel", "Key")) }
                    dd {
                        code { (key) }
                        @if let Some(value) = finding.value.as_deref().filter(|value| !value.is_empty()) { " = " code { (value) } }
                    }
                }
            }
        }
    }
}
