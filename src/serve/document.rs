//! Things and the documents about them: `/id/…` → `/doc/…`, `/legislation/…` and `/resource?uri=…`,
//! each in HTML and RDF.

mod description;
mod form;
mod headers;

use super::negotiate::{Coding, choose};
use super::problem::Problem;
use super::respond;
use super::service::Service;
use super::{forms, site};
use crate::pages::DocumentAddress;
use crate::percent;
use crate::store::Node;
use crate::write::Format;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
pub(super) use form::{FORMS, Form};
use std::sync::Arc;

pub(super) use headers::{add_links, links};

/// What a document's form depends on.
const VARY: &str = "Accept, Accept-Language, Accept-Encoding, Cookie";

/// The name in an address, after a folder, decoded once.
fn name(uri: &Uri, service: &Service, folder: &str) -> Result<String, Problem> {
    let path = uri.path();
    let path = path.strip_prefix(service.prefix()).unwrap_or(path);
    percent::decoded(path.strip_prefix(folder).unwrap_or_default())
        .ok_or_else(|| Problem::bad_request("the address is not UTF-8"))
}

fn not_found(name: &str, headers: &HeaderMap, service: &Service, uri: &Uri) -> Response {
    if choose(headers, &FORMS) == Some(Form::Html) {
        return site::nothing_here(service, headers, uri, name);
    }
    let shown: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    Problem::new(
        StatusCode::NOT_FOUND,
        format!("nothing is said here of {shown}"),
    )
    .into_response()
}

/// `/id/…`: 303 to the document about the thing.
pub(super) async fn redirect(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let name = name(&uri, &service, "/id/")?;
    let (owner, _) = name.split_once('#').unwrap_or((&name, ""));
    if service.site.named(owner).is_none() {
        return Ok(not_found(&name, &headers, &service, &uri));
    }
    Ok(see_other(&format!(
        "{}/doc/{}",
        service.prefix(),
        percent::address_path(owner)
    )))
}

fn see_other(location: &str) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::VARY, VARY)]).into_response();
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// `/doc/…`: the document, as negotiated or as its suffix says.
pub(super) async fn show(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    under(&service, &headers, &uri, "/doc/", |name| {
        service.site.named(name)
    })
}

/// `/legislation/…`: the document about an act or a provision.
pub(super) async fn legislation(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    under(&service, &headers, &uri, "/legislation/", |name| {
        service.site.legislation(name)
    })
}

fn under(
    service: &Service,
    headers: &HeaderMap,
    uri: &Uri,
    folder: &str,
    find: impl Fn(&str) -> Option<Node>,
) -> Result<Response, Problem> {
    let name = name(uri, service, folder)?;
    let found = if let Some(node) = find(&name) {
        Some((node, name.as_str(), choose(headers, &FORMS)))
    } else {
        // An exact name wins; only then is a suffix cut.
        name.rsplit_once('.').and_then(|(name, suffix)| {
            let form = Form::of_suffix(suffix)?;
            Some((find(name)?, name, Some(form)))
        })
    };
    let Some((node, name, form)) = found else {
        return Ok(not_found(&name, headers, service, uri));
    };
    let path = format!("{folder}{}", percent::address_path(name));
    document(service, headers, node, form, &DocumentAddress::new(&path))
}

/// `/resource?uri=…`: a document about anything by its IRI.
pub(super) async fn resource(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let parameters = forms::parse(uri.query().unwrap_or_default()).map_err(Problem::bad_request)?;
    let value = |wanted: &str| {
        parameters
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let iri = value("uri").ok_or_else(|| Problem::bad_request("there is no parameter uri"))?;
    let found = service
        .site
        .described(iri)
        .and_then(|node| Some((node, service.site.path(node)?)));
    let Some((node, path)) = found else {
        return Ok(not_found(iri, &headers, &service, &uri));
    };
    if !path.starts_with("/resource") {
        return Ok(see_other(&format!("{}{path}", service.prefix())));
    }
    let form = match value("format") {
        None => choose(&headers, &FORMS),
        Some(suffix) => Form::of_suffix(suffix),
    };
    document(&service, &headers, node, form, &DocumentAddress::new(&path))
}

/// `/resource/{iri}`, as many sites have it: leads to the document about the thing.
pub(super) async fn resource_in_path(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let iri = name(&uri, &service, "/resource/")?;
    let path = service
        .site
        .described(&iri)
        .and_then(|node| service.site.path(node));
    Ok(match path {
        Some(path) => see_other(&format!("{}{path}", service.prefix())),
        None => not_found(&iri, &headers, &service, &uri),
    })
}

fn document(
    service: &Service,
    headers: &HeaderMap,
    node: Node,
    form: Option<Form>,
    address: &DocumentAddress,
) -> Result<Response, Problem> {
    let form = form.ok_or_else(|| {
        let types: Vec<_> = FORMS.iter().map(|offer| offer.media_type).collect();
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("a document comes as {}", types.join(", ")),
        )
    })?;
    let Form::Rdf(format) = form else {
        return site::document(service, headers, node, address, VARY);
    };
    let coding = Coding::choose(headers);
    let tag = service.tag(&["doc", address.plain(), format.media_type(), coding.name()]);
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        let stored = if let Some(stored) = service.cache.get(&tag) {
            stored
        } else {
            let bytes = written(service, node, format, address)?;
            let stored = Arc::new(respond::store(format.media_type(), bytes.into(), coding));
            service.cache.put(tag.clone(), Arc::clone(&stored));
            stored
        };
        respond::cached(&stored, &tag, VARY, false)
    };
    let headers = response.headers_mut();
    add_links(headers, &links(service, node, address, Some(form.suffix())));
    let here = format!("{}{}", service.prefix(), address.form(form.suffix()));
    if let Ok(value) = HeaderValue::from_str(&here) {
        headers.insert(header::CONTENT_LOCATION, value);
    }
    Ok(response)
}

fn written(
    service: &Service,
    node: Node,
    format: Format,
    address: &DocumentAddress,
) -> Result<Vec<u8>, Problem> {
    description::written(service, node, format, &service.url(address.plain()))
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
}
