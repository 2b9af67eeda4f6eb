//! The ontology and what belongs to it: `/def` as a page and as RDF, the JSON-LD context, the
//! SHACL shapes.

use super::document::{FORMS, Form};
use super::negotiate::{Coding, choose};
use super::problem::Problem;
use super::service::Service;
use super::{respond, site};
use crate::graph::{ONTOLOGY_IRI, ONTOLOGY_TURTLE, SHAPES_TURTLE};
use crate::write::{self, Format, WriteSettings};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNodeRef, Quad};
use std::sync::Arc;

const VARY: &str = "Accept, Accept-Language, Accept-Encoding, Cookie";

/// `/def`, as negotiated, and `/def.ttl`, … as the suffix says.
pub(super) async fn show(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let form = match uri.path().rsplit_once("/def.") {
        Some((_, suffix)) => Form::of_suffix(suffix),
        None => choose(&headers, &FORMS),
    };
    ontology(&service, &headers, form)
}

fn ontology(
    service: &Service,
    headers: &HeaderMap,
    form: Option<Form>,
) -> Result<Response, Problem> {
    let form = form.ok_or_else(|| {
        let types: Vec<_> = FORMS.iter().map(|offer| offer.media_type).collect();
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("the ontology comes as {}", types.join(", ")),
        )
    })?;
    let mut response = match form {
        Form::Html => site::in_the_readers_language(service, headers, "/def", VARY)?,
        Form::Rdf(format) => {
            let mut response = file(service, headers, "ontology", format.media_type(), || {
                written(service, format)
            })?;
            let here = format!("{}/def.{}", service.prefix(), form.suffix());
            if let Ok(value) = HeaderValue::from_str(&here) {
                response
                    .headers_mut()
                    .insert(header::CONTENT_LOCATION, value);
            }
            response
        }
    };
    let mut links: Vec<String> = FORMS
        .iter()
        .filter(|offer| offer.value != form)
        .map(|offer| {
            let (prefix, suffix) = (service.prefix(), offer.value.suffix());
            let media_type = offer.media_type;
            format!("<{prefix}/def.{suffix}>; rel=\"alternate\"; type=\"{media_type}\"")
        })
        .collect();
    links.push(format!("<{ONTOLOGY_IRI}>; rel=\"describes\""));
    links.push(format!("<{}>; rel=\"canonical\"", service.url("/def")));
    super::document::add_links(response.headers_mut(), &links);
    Ok(response)
}

/// Turtle as it is kept; other forms of the same statements.
fn written(service: &Service, format: Format) -> Result<Vec<u8>, Problem> {
    if format == Format::Turtle {
        return Ok(ONTOLOGY_TURTLE.as_bytes().to_vec());
    }
    let failed = |error: String| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error);
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(ONTOLOGY_TURTLE.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(|error| failed(error.to_string()))?;
    let settings = WriteSettings::under(&service.settings.base);
    let mut bytes = Vec::new();
    write::document(
        format,
        NamedNodeRef::new_unchecked(ONTOLOGY_IRI),
        quads,
        &settings,
        &mut bytes,
    )
    .map_err(|error| failed(error.to_string()))?;
    Ok(bytes)
}

/// `/def/context.jsonld`, `/def/shapes.ttl`; `/def/{version}` is the ontology of this version.
pub(super) async fn beside(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match name.as_str() {
        "context.jsonld" => file(&service, &headers, "context", "application/ld+json", || {
            Ok(write::context_document(&service.settings.base).into_bytes())
        }),
        "shapes.ttl" => file(&service, &headers, "shapes", "text/turtle", || {
            Ok(SHAPES_TURTLE.as_bytes().to_vec())
        }),
        // The version's IRI is followed by this.
        version if ONTOLOGY_TURTLE.contains(&format!("<{ONTOLOGY_IRI}/{version}>")) => {
            ontology(&service, &headers, choose(&headers, &FORMS))
        }
        _ => Ok(Problem::new(
            StatusCode::NOT_FOUND,
            "beside the ontology are context.jsonld and shapes.ttl",
        )
        .into_response()),
    }
}

/// A file that changes with the program or its settings only.
fn file(
    service: &Service,
    headers: &HeaderMap,
    name: &str,
    media_type: &'static str,
    make: impl FnOnce() -> Result<Vec<u8>, Problem>,
) -> Result<Response, Problem> {
    let coding = Coding::choose(headers);
    let tag = service.tag(&["def", name, media_type, coding.name()]);
    if respond::unchanged(headers, &tag) {
        return Ok(respond::not_modified(&tag, VARY));
    }
    let stored = if let Some(stored) = service.cache.get(&tag) {
        stored
    } else {
        let stored = Arc::new(respond::store(media_type, make()?.into(), coding));
        service.cache.put(tag.clone(), Arc::clone(&stored));
        stored
    };
    Ok(respond::whole(&stored, Some(&tag), VARY))
}
