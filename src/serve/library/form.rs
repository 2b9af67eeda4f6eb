//! What the answer to a question comes in.

use super::problem::Refusal;
use crate::serve::negotiate::{Offer, choose};
use crate::store::SolutionsFormat;
use axum::http::{HeaderMap, StatusCode};

/// A form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Objects with the names of things: ours, described in `/openapi.json`.
    Json,
    /// One of SPARQL's own.
    Rows(SolutionsFormat),
    /// The query itself, its parameters filled in.
    Query,
    /// For people.
    Page,
}

/// All of them, the default first: name (also the suffix), media type, and whether programs ask it.
pub(super) const FORMS: [(&str, &str, Form); 7] = [
    ("json", "application/json", Form::Json),
    ("csv", "text/csv", Form::Rows(SolutionsFormat::Csv)),
    (
        "tsv",
        "text/tab-separated-values",
        Form::Rows(SolutionsFormat::Tsv),
    ),
    (
        "srj",
        "application/sparql-results+json",
        Form::Rows(SolutionsFormat::Json),
    ),
    (
        "srx",
        "application/sparql-results+xml",
        Form::Rows(SolutionsFormat::Xml),
    ),
    ("rq", "application/sparql-query", Form::Query),
    ("html", "text/html", Form::Page),
];

const OFFERS: [Offer<Form>; 7] = [
    Offer::new(FORMS[0].1, FORMS[0].2),
    Offer::new(FORMS[1].1, FORMS[1].2),
    Offer::new(FORMS[2].1, FORMS[2].2),
    Offer::new(FORMS[3].1, FORMS[3].2),
    Offer {
        media_type: FORMS[4].1,
        aliases: &["application/xml", "text/xml"],
        value: FORMS[4].2,
    },
    Offer::new(FORMS[5].1, FORMS[5].2),
    Offer {
        media_type: FORMS[6].1,
        aliases: &["application/xhtml+xml"],
        value: FORMS[6].2,
    },
];

/// The names that `format=` takes.
pub(super) fn names() -> Vec<String> {
    FORMS
        .iter()
        .map(|(name, _, _)| (*name).to_owned())
        .collect()
}

impl Form {
    /// The form of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        FORMS
            .iter()
            .find_map(|(known, _, form)| (*known == name).then_some(*form))
    }

    /// What `format=` says, else the suffix, else what the client takes.
    pub(super) fn wanted(
        parameter: Option<&str>,
        suffix: Option<Self>,
        headers: &HeaderMap,
    ) -> Result<Self, Refusal> {
        if let Some(name) = parameter {
            return Self::named(name).ok_or_else(|| {
                Refusal::bad_request(format!("the parameter format: there is no form {name:?}"))
                    .about("format", names())
            });
        }
        if let Some(form) = suffix {
            return Ok(form);
        }
        choose(headers, &OFFERS).ok_or_else(|| {
            let types: Vec<String> = FORMS.iter().map(|(_, media, _)| (*media).into()).collect();
            Refusal::new(
                StatusCode::NOT_ACCEPTABLE,
                format!("an answer comes as {}", types.join(", ")),
            )
            .about("Accept", types)
        })
    }

    pub(super) fn media_type(self) -> &'static str {
        FORMS
            .iter()
            .find_map(|(_, media_type, form)| (*form == self).then_some(*media_type))
            .unwrap_or("application/json")
    }

    pub(super) fn name(self) -> &'static str {
        FORMS
            .iter()
            .find_map(|(name, _, form)| (*form == self).then_some(*name))
            .unwrap_or("json")
    }
}
