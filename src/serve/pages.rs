//! The pages that stand beside the documents.

use super::negotiate::{Coding, Language};
use super::respond;
use super::service::Service;
use crate::pages;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, Term};
use std::sync::Arc;

const VARY: &str = "Accept-Language, Accept-Encoding";

/// The kinds whose numbers stand on the first page.
const COUNTED: [&str; 5] = ["Requirement", "Measure", "Instrument", "AuditNorm", "Term"];

impl From<Language> for pages::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Nl => Self::Nl,
            Language::En => Self::En,
        }
    }
}

fn page(
    service: &Service,
    headers: &HeaderMap,
    name: &str,
    make: impl FnOnce(Language) -> String,
) -> Response {
    let language = Language::choose(headers);
    let coding = Coding::choose(headers);
    let tag = service.tag(&["page", name, language.tag(), coding.name()]);
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        let stored = respond::store("text/html", make(language).into(), coding);
        respond::whole(&stored, Some(&tag), VARY)
    };
    response.headers_mut().insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    response
}

/// `/`
pub(super) async fn home(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    page(&service, &headers, "home", |language| {
        pages::home_page(
            language.into(),
            service.prefix(),
            &counts(&service, language),
        )
    })
}

fn counts(service: &Service, language: Language) -> Vec<(String, usize)> {
    let a = rdf::TYPE.into_owned();
    let label = rdfs::LABEL.into_owned();
    COUNTED
        .iter()
        .filter_map(|name| {
            let class: Term = NamedNode::new(format!("{}{name}", crate::graph::vocabulary::KADER))
                .ok()?
                .into();
            let count = service
                .store
                .quads_for(None, Some(&a), Some(&class))
                .count();
            let named = service
                .store
                .quads_for(Some(&class), Some(&label), None)
                .find_map(|quad| match quad.object {
                    Term::Literal(text) if text.language() == Some(language.tag()) => {
                        Some(text.value().to_owned())
                    }
                    _ => None,
                });
            (count > 0).then(|| (named.unwrap_or_else(|| (*name).to_owned()), count))
        })
        .collect()
}

/// `/style.css`
pub(super) async fn style(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    let coding = Coding::choose(&headers);
    let tag = service.tag(&["style", coding.name()]);
    if respond::unchanged(&headers, &tag) {
        return respond::not_modified(&tag, "Accept-Encoding");
    }
    let stored = respond::store("text/css", pages::STYLE.into(), coding);
    respond::whole(&stored, Some(&tag), "Accept-Encoding")
}

/// `/sparql` for a browser without a query.
pub(super) fn query_form(service: &Service, headers: &HeaderMap) -> Response {
    page(service, headers, "sparql", |language| {
        pages::query_page(language.into(), service.prefix())
    })
}

/// 404, as a page.
pub(super) fn nothing_here(service: &Service, headers: &HeaderMap, asked: &str) -> Response {
    let language = Language::choose(headers);
    let page = pages::missing_page(language.into(), service.prefix(), asked);
    (
        StatusCode::NOT_FOUND,
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_LANGUAGE, language.tag()),
            (header::VARY, "Accept, Accept-Language"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        page,
    )
        .into_response()
}

/// No route of ours.
pub(super) async fn not_found(request: Request) -> Response {
    let asked = request.uri().path().to_owned();
    let shown: String = asked.chars().take(200).collect();
    super::problem::Problem::new(
        StatusCode::NOT_FOUND,
        format!("there is nothing at {shown}"),
    )
    .into_response()
}
