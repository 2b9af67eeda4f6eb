//! The form of a question: a control for each parameter, with what there is in the graph.

use crate::pages::view::View;
use crate::store::library::{
    CITATIONS, Choice, Choices, LONGEST_TEXT, LibraryQuery, Parameter, ParameterError,
    ParameterKind, Unclear,
};
use maud::{Markup, html};

/// Controls for all parameters but the language, which is that of the page.
///
/// `values` fill them; what is wrong stands beside its control.
pub(in crate::pages) fn controls(
    view: View<'_>,
    query: &LibraryQuery,
    choices: &Choices,
    values: &[(String, String)],
    wrong: Option<&ParameterError>,
) -> Markup {
    html! {
        @for parameter in &query.parameters {
            @if parameter.kind != ParameterKind::Language {
                @let given = given(parameter, values);
                @let wrong = wrong.filter(|wrong| wrong.parameter() == parameter.name);
                @let there = choices.of_kind(parameter.kind);
                @if parameter.several {
                    (checkboxes(view, parameter, there, &given, wrong))
                } @else {
                    div class="form-field" {
                        label for={ "p-" (parameter.name) } {
                            (view.of(&parameter.title.nl, &parameter.title.en))
                            @if parameter.optional {
                                span class="subtle" { (view.of(" (niet verplicht)", " (optional)")) }
                            }
                        }
                        (complaint(view, parameter, wrong))
                        (control(view, parameter, there, given.first().copied(), wrong))
                    }
                }
            }
        }
    }
}

fn given<'a>(parameter: &Parameter, values: &'a [(String, String)]) -> Vec<&'a str> {
    let own = values
        .iter()
        .filter(|(name, value)| *name == parameter.name && !value.is_empty())
        .map(|(_, value)| value.as_str());
    if parameter.several && parameter.kind != ParameterKind::Text {
        own.flat_map(str::split_whitespace).collect()
    } else {
        own.collect()
    }
}

fn complaint(view: View<'_>, parameter: &Parameter, wrong: Option<&ParameterError>) -> Markup {
    html! {
        @if let Some(wrong) = wrong {
            p class="form-field__error" id={ "e-" (parameter.name) } { (explained(view, wrong)) }
        }
    }
}

fn control(
    view: View<'_>,
    parameter: &Parameter,
    choices: &[Choice],
    value: Option<&str>,
    wrong: Option<&ParameterError>,
) -> Markup {
    let id = format!("p-{}", parameter.name);
    let invalid = wrong.map(|_| "true");
    let described = wrong.map(|_| format!("e-{}", parameter.name));
    if choices.is_empty() {
        let kind = if parameter.kind == ParameterKind::Date {
            "date"
        } else {
            "text"
        };
        return html! {
            input type=(kind) id=(id) name=(parameter.name) value=[value] required[!parameter.optional]
                maxlength=[(parameter.kind == ParameterKind::Text).then_some(LONGEST_TEXT)]
                aria-invalid=[invalid] aria-describedby=[described];
        };
    }
    let is_chosen = |choice: &Choice| value == Some(&choice.value) || value == Some(&choice.iri);
    if parameter.kind == ParameterKind::Provision {
        return cited(
            view,
            parameter,
            choices,
            choices.iter().find(|c| is_chosen(c)),
            value,
            wrong,
        );
    }
    let known = choices.iter().any(is_chosen);
    html! {
        select id=(id) name=(parameter.name) aria-invalid=[invalid] aria-describedby=[described] {
            @if parameter.optional { option value="" { (view.of("alle", "all")) } }
            @if let (Some(value), false) = (value, known) {
                option value=(value) selected { (value) }
            }
            @for (group, members) in grouped(view, choices) {
                @if let Some(group) = group {
                    optgroup label=(group) {
                        @for choice in members { (option(view, choice, is_chosen(choice))) }
                    }
                } @else {
                    @for choice in members { (option(view, choice, is_chosen(choice))) }
                }
            }
        }
    }
}

/// A field for a provision, since no list holds them all: words are read as a citation, and those
/// of the graph are suggested while one writes.
fn cited(
    view: View<'_>,
    parameter: &Parameter,
    choices: &[Choice],
    chosen: Option<&Choice>,
    value: Option<&str>,
    wrong: Option<&ParameterError>,
) -> Markup {
    let name = &parameter.name;
    let words = |choice: &Choice| view.of(&choice.label.nl, &choice.label.en).to_owned();
    let shown = chosen.map(words).or_else(|| value.map(str::to_owned));
    let mut described = format!("h-{name}");
    if wrong.is_some() {
        described = format!("e-{name} {described}");
    }
    html! {
        p id={ "h-" (name) } class="subtle" {
            (view.of("Met de wet erbij, bijvoorbeeld ", "With its act, for example "))
            (view.of(CITATIONS[0], CITATIONS[1])) "."
        }
        input type="text" id={ "p-" (name) } name=(name) value=[shown] list={ "l-" (name) }
            required[!parameter.optional] maxlength=(LONGEST_TEXT) autocomplete="off"
            aria-invalid=[wrong.map(|_| "true")] aria-describedby=(described);
        datalist id={ "l-" (name) } {
            @for choice in choices { option value=(words(choice)); }
        }
    }
}

fn option(view: View<'_>, choice: &Choice, selected: bool) -> Markup {
    html! { option value=(choice.value) selected[selected] { (named(view, choice)) } }
}

/// The name, after the code where people know things by it.
fn named(view: View<'_>, choice: &Choice) -> String {
    let label = view.of(&choice.label.nl, &choice.label.en);
    let value = &choice.value;
    let has_code = value.chars().any(|c| c.is_ascii_digit())
        && !value.contains([':', '/'])
        && !label.contains(value.as_str());
    if has_code {
        format!("{value} {label}")
    } else {
        label.to_owned()
    }
}

/// Choices as they stand together, in their order.
fn grouped<'a>(view: View<'_>, choices: &'a [Choice]) -> Vec<(Option<&'a str>, Vec<&'a Choice>)> {
    let mut groups: Vec<(Option<&'a str>, Vec<&'a Choice>)> = Vec::new();
    for choice in choices {
        let group = choice
            .group
            .as_ref()
            .map(|group| view.language.of(&group.nl, &group.en));
        match groups.last_mut() {
            Some((known, members)) if *known == group => members.push(choice),
            _ => groups.push((group, vec![choice])),
        }
    }
    groups
}

fn checkboxes(
    view: View<'_>,
    parameter: &Parameter,
    choices: &[Choice],
    given: &[&str],
    wrong: Option<&ParameterError>,
) -> Markup {
    let mut number = 0;
    html! {
        fieldset class="form-field form-field--several" aria-describedby=[wrong.map(|_| format!("e-{}", parameter.name))] {
            legend { (view.of(&parameter.title.nl, &parameter.title.en)) }
            (complaint(view, parameter, wrong))
            div class="form-field__groups" {
                @for (group, members) in grouped(view, choices) {
                    fieldset {
                        @if let Some(group) = group { legend { (group) } }
                        @for choice in members {
                            @let id = { number += 1; format!("p-{}-{number}", parameter.name) };
                            div class="form-field__choice" {
                                input type="checkbox" id=(id) name=(parameter.name) value=(choice.value)
                                    checked[given.contains(&choice.value.as_str()) || given.contains(&choice.iri.as_str())];
                                label for=(id) { (view.of(&choice.label.nl, &choice.label.en)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is wrong with a value, in the language of the page.
pub(in crate::pages) fn explained(view: View<'_>, wrong: &ParameterError) -> String {
    match wrong {
        ParameterError::Unknown { name, known } => format!(
            "{} {name}. {} {}.",
            view.of("Deze vraag heeft geen", "This question has no"),
            view.of("Wel:", "It has:"),
            known.join(", ")
        ),
        ParameterError::Missing { example, .. } => format!(
            "{} {example}.",
            view.of("Vul dit in, bijvoorbeeld", "Fill this in, for example")
        ),
        ParameterError::Several { .. } => view
            .of("Hier past één waarde.", "One value fits here.")
            .to_owned(),
        ParameterError::Form { value, form, .. } => format!(
            "‘{value}’ {} {form}.",
            view.of("past hier niet; zo wel:", "does not fit here; this does:")
        ),
        ParameterError::Unclear { value, why, .. } => format!(
            "‘{value}’ {} {} {}.",
            unclear(view, why),
            view.of(
                "Noem één bepaling met de wet erbij, bijvoorbeeld",
                "Name one provision with its act, for example",
            ),
            view.of(CITATIONS[0], CITATIONS[1])
        ),
        ParameterError::NoSuch { value, .. } => format!(
            "‘{value}’ {}",
            view.of(
                "is er niet. Kies uit de lijst.",
                "does not exist. Choose from the list.",
            )
        ),
    }
}

/// Why words name no provision, as the rest of a sentence that begins with them.
fn unclear(view: View<'_>, why: &Unclear) -> String {
    let told = match why {
        Unclear::NoAct => view.of("noemt geen wet.", "names no act."),
        Unclear::UnknownAct => view.of(
            "noemt een wet die hier niet bekend is.",
            "names an act that is not known here.",
        ),
        Unclear::NoSuchPart => view.of("komt in die wet niet voor.", "does not occur in that act."),
        Unclear::Several(count) => {
            return format!(
                "{} {count} {}",
                view.of("noemt", "names"),
                view.of("bepalingen.", "provisions.")
            );
        }
        _ => view.of(
            "is niet als bepaling te lezen.",
            "cannot be read as a provision.",
        ),
    };
    told.to_owned()
}
