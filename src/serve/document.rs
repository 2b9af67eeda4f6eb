//! Things and the documents about them: `/id/…` → `/doc/…`, in HTML and RDF.

use super::cache::Tag;
use super::negotiate::{Coding, Language, Offer, choose};
use super::problem::Problem;
use super::service::Service;
use super::{forms, pages, respond};
use crate::graph::vocabulary::Property;
use crate::pages::{Thing, thing_page};
use crate::write::{self, Format, WriteSettings};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeSet;
use std::sync::Arc;

const VARY: &str = "Accept, Accept-Language, Accept-Encoding";

const PRIMARY_TOPIC: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/primaryTopic");
const DOCUMENT: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/Document");
const PREFERRED_LABEL: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#prefLabel");

/// What a document comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Html,
    Rdf(Format),
}

impl Form {
    fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Rdf(format) => format.media_type(),
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Rdf(format) => format.extension(),
        }
    }
}

const FORMS: [Offer<Form>; 5] = [
    Offer {
        media_type: "text/html",
        aliases: &["application/xhtml+xml"],
        value: Form::Html,
    },
    Offer {
        media_type: "text/turtle",
        aliases: &["application/x-turtle"],
        value: Form::Rdf(Format::Turtle),
    },
    Offer {
        media_type: "application/ld+json",
        aliases: &["application/json"],
        value: Form::Rdf(Format::JsonLd),
    },
    Offer {
        media_type: "application/n-triples",
        aliases: &["text/plain"],
        value: Form::Rdf(Format::NTriples),
    },
    Offer::new("application/rdf+xml", Form::Rdf(Format::RdfXml)),
];

/// What an IRI's path cannot hold; `/` and `:` may stand.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What cannot stand in a header, nor in a parameter.
const NOT_IN_PARAMETERS: &AsciiSet = &NOT_IN_PATHS.add(b'&').add(b'+').add(b'=').add(b';');

/// The name in an address, after `/id/` or `/doc/`, decoded once.
fn name(uri: &Uri, service: &Service, folder: &str) -> Result<String, Problem> {
    let path = uri.path();
    let path = path.strip_prefix(service.prefix()).unwrap_or(path);
    let name = path.strip_prefix(folder).unwrap_or_default();
    percent_decode_str(name)
        .decode_utf8()
        .map(Into::into)
        .map_err(|_| Problem::bad_request("the address is not UTF-8"))
}

/// The thing that a name names, where the dataset says anything of it.
fn thing(service: &Service, name: &str) -> Option<NamedNode> {
    let iri = if name
        .get(..4)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:"))
    {
        name.to_owned()
    } else {
        let path = utf8_percent_encode(name, NOT_IN_PATHS);
        format!("{}id/{path}", service.settings.base)
    };
    described(service, &iri)
}

fn described(service: &Service, iri: &str) -> Option<NamedNode> {
    let node = NamedNode::new(iri).ok()?;
    service
        .store
        .describes(&node.clone().into())
        .then_some(node)
}

fn not_found(name: &str, headers: &HeaderMap, service: &Service) -> Response {
    let wants_html = choose(headers, &FORMS) == Some(Form::Html);
    let shown: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    if wants_html {
        pages::nothing_here(service, headers, &shown)
    } else {
        Problem::new(
            StatusCode::NOT_FOUND,
            format!("nothing is said here of {shown}"),
        )
        .into_response()
    }
}

/// `/id/…`: 303 to the document about the thing.
pub(super) async fn redirect(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let name = name(&uri, &service, "/id/")?;
    let (owner, _) = name.split_once('#').unwrap_or((&name, ""));
    if thing(&service, owner).is_none() {
        return Ok(not_found(&name, &headers, &service));
    }
    Ok(see_other(&format!(
        "{}/doc/{}",
        service.prefix(),
        utf8_percent_encode(owner, NOT_IN_PATHS)
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
    let name = name(&uri, &service, "/doc/")?;
    let (thing, name, form) = if let Some(thing) = thing(&service, &name) {
        (thing, name.as_str(), choose(&headers, &FORMS))
    } else {
        // An exact name wins; only then is a suffix cut.
        let cut = name.rsplit_once('.').and_then(|(name, suffix)| {
            let offer = FORMS.iter().find(|offer| offer.value.suffix() == suffix)?;
            Some((thing(&service, name)?, name, Some(offer.value)))
        });
        match cut {
            Some(found) => found,
            None => return Ok(not_found(&name, &headers, &service)),
        }
    };
    let path = format!("/doc/{}", utf8_percent_encode(name, NOT_IN_PATHS));
    document(&service, &headers, &thing, form, &Address::Path(path))
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
    let Some(thing) = described(&service, iri) else {
        return Ok(not_found(iri, &headers, &service));
    };
    if let Some(path) = own_path(&service, iri) {
        return Ok(see_other(&format!("{}{path}", service.prefix())));
    }
    let form = match value("format") {
        None => choose(&headers, &FORMS),
        Some(suffix) => FORMS
            .iter()
            .map(|offer| offer.value)
            .find(|form| form.suffix() == suffix),
    };
    let path = format!(
        "/resource?uri={}",
        utf8_percent_encode(iri, NOT_IN_PARAMETERS)
    );
    document(&service, &headers, &thing, form, &Address::Query(path))
}

/// The path of the document about a thing whose identifier is ours.
pub(super) fn own_path(service: &Service, iri: &str) -> Option<String> {
    let (owner, fragment) = iri
        .split_once('#')
        .map_or((iri, None), |(o, f)| (o, Some(f)));
    let name = if owner.starts_with("urn:nl:ak:") {
        owner.to_owned()
    } else {
        let name = owner
            .strip_prefix(&service.settings.base)?
            .strip_prefix("id/")?;
        percent_decode_str(name).decode_utf8().ok()?.into_owned()
    };
    let path = utf8_percent_encode(&name, NOT_IN_PATHS);
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    Some(format!("/doc/{path}{fragment}"))
}

/// Where a document is: its other forms have a suffix, or a parameter.
enum Address {
    Path(String),
    Query(String),
}

impl Address {
    fn plain(&self) -> &str {
        match self {
            Self::Path(path) | Self::Query(path) => path,
        }
    }

    fn form(&self, form: Form) -> String {
        match self {
            Self::Path(path) => format!("{path}.{}", form.suffix()),
            Self::Query(path) => format!("{path}&format={}", form.suffix()),
        }
    }
}

fn document(
    service: &Service,
    headers: &HeaderMap,
    thing: &NamedNode,
    form: Option<Form>,
    address: &Address,
) -> Result<Response, Problem> {
    let form = form.ok_or_else(|| {
        let types: Vec<_> = FORMS.iter().map(|offer| offer.media_type).collect();
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("a document comes as {}", types.join(", ")),
        )
    })?;
    let language = Language::choose(headers);
    let coding = Coding::choose(headers);
    let about_language = if form == Form::Html {
        language.tag()
    } else {
        ""
    };
    let tag = service.tag(&[
        "doc",
        address.plain(),
        form.media_type(),
        about_language,
        coding.name(),
    ]);
    let mut response = if respond::unchanged(headers, &tag) {
        respond::not_modified(&tag, VARY)
    } else {
        let stored = match service.cache.get(&tag) {
            Some(stored) => stored,
            None => make(service, thing, form, language, address, coding, &tag)?,
        };
        respond::whole(&stored, Some(&tag), VARY)
    };
    let headers = response.headers_mut();
    for link in links(service, thing, form, address) {
        if let Ok(value) = HeaderValue::from_str(&link) {
            headers.append(header::LINK, value);
        }
    }
    let here = format!("{}{}", service.prefix(), address.form(form));
    if let Ok(value) = HeaderValue::from_str(&here) {
        headers.insert(header::CONTENT_LOCATION, value);
    }
    if form == Form::Html {
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.tag()),
        );
    }
    Ok(response)
}

fn make(
    service: &Service,
    thing: &NamedNode,
    form: Form,
    language: Language,
    address: &Address,
    coding: Coding,
    tag: &Tag,
) -> Result<Arc<super::cache::Stored>, Problem> {
    let failed = |error: crate::graph::SinkError| {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    };
    let quads = description(service, thing, &service.url(address.plain()));
    let bytes = match form {
        Form::Rdf(format) => written(service, format, thing, &quads).map_err(failed)?,
        Form::Html => {
            let json = written(service, Format::JsonLd, thing, &quads).map_err(failed)?;
            let alternates: Vec<(String, &'static str)> = FORMS
                .iter()
                .filter(|offer| offer.value != Form::Html)
                .map(|offer| {
                    let path = format!("{}{}", service.prefix(), address.form(offer.value));
                    (path, offer.media_type)
                })
                .collect();
            thing_page(&Thing {
                store: &service.store,
                iri: thing,
                quads: &quads,
                language: language.into(),
                prefix: service.prefix(),
                path: address.plain(),
                alternates: &alternates,
                json_ld: &String::from_utf8_lossy(&json),
                local: &|iri| local(service, iri),
            })
            .into_bytes()
        }
    };
    let stored = Arc::new(respond::store(form.media_type(), bytes.into(), coding));
    service.cache.put(tag.clone(), Arc::clone(&stored));
    Ok(stored)
}

/// Where a page leads for an IRI: to a document here, where there is one.
fn local(service: &Service, iri: &str) -> Option<String> {
    let (owner, _) = iri.split_once('#').unwrap_or((iri, ""));
    let known = described(service, iri).or_else(|| described(service, owner));
    known.as_ref()?;
    own_path(service, iri)
        .or_else(|| {
            let iri = utf8_percent_encode(iri, NOT_IN_PARAMETERS);
            Some(format!("/resource?uri={iri}"))
        })
        .map(|path| format!("{}{path}", service.prefix()))
}

fn written(
    service: &Service,
    format: Format,
    thing: &NamedNode,
    quads: &[Quad],
) -> Result<Vec<u8>, crate::graph::SinkError> {
    let settings = WriteSettings {
        base: service.settings.base.clone(),
        ..WriteSettings::default()
    };
    let mut bytes = Vec::new();
    write::document(
        format,
        thing.as_ref(),
        quads.to_vec(),
        &settings,
        &mut bytes,
    )?;
    Ok(bytes)
}

/// What the document says: all of the thing and its parts, in whatever graph it stands, what the
/// things that it leads to are called, and what the document is about.
fn description(service: &Service, thing: &NamedNode, address: &str) -> Vec<Quad> {
    let store = &service.store;
    let parts_begin = format!("{}#", thing.as_str());
    let mut subjects = vec![thing.clone()];
    let mut seen: BTreeSet<NamedNode> = subjects.iter().cloned().collect();
    let mut quads = Vec::new();
    let mut linked = BTreeSet::new();
    let mut next = 0;
    while let Some(subject) = subjects.get(next).cloned() {
        next += 1;
        let mut own: Vec<Quad> = store
            .quads_for(Some(&subject.into()), None, None)
            .map(|mut quad| {
                quad.graph_name = GraphName::DefaultGraph;
                quad
            })
            .collect();
        // As a person would tell it: the vocabulary's own order.
        own.sort_by_cached_key(|quad| {
            let rank = Property::of(quad.predicate.as_str()).map_or(u16::MAX, Property::rank);
            (rank, quad.to_string())
        });
        own.dedup();
        for quad in &own {
            let Term::NamedNode(object) = &quad.object else {
                continue;
            };
            if object.as_str().starts_with(&parts_begin) {
                if seen.insert(object.clone()) {
                    subjects.push(object.clone());
                }
            } else if quad.predicate.as_ref() != rdf::TYPE {
                linked.insert(object.clone());
            }
        }
        quads.append(&mut own);
    }
    if let Ok(document) = NamedNode::new(address) {
        let graph = GraphName::DefaultGraph;
        quads.push(Quad::new(
            document.clone(),
            rdf::TYPE,
            DOCUMENT,
            graph.clone(),
        ));
        quads.push(Quad::new(document, PRIMARY_TOPIC, thing.clone(), graph));
    }
    for object in linked {
        if seen.contains(&object) {
            continue;
        }
        for predicate in [rdfs::LABEL, PREFERRED_LABEL] {
            let labels = store.quads_for(
                Some(&object.clone().into()),
                Some(&predicate.into_owned()),
                None,
            );
            quads.extend(labels.filter(|quad| quad.graph_name == GraphName::DefaultGraph));
        }
    }
    quads
}

fn links(service: &Service, thing: &NamedNode, form: Form, address: &Address) -> Vec<String> {
    let prefix = service.prefix();
    let mut links: Vec<String> = FORMS
        .iter()
        .filter(|offer| offer.value != form)
        .map(|offer| {
            format!(
                "<{prefix}{}>; rel=\"alternate\"; type=\"{}\"",
                address.form(offer.value),
                offer.media_type
            )
        })
        .collect();
    links.push(format!(
        "<{}>; rel=\"canonical\"",
        service.url(address.plain())
    ));
    let data = address.form(Form::Rdf(Format::Turtle));
    links.push(format!(
        "<{prefix}{data}>; rel=\"describedby\"; type=\"text/turtle\""
    ));
    let thing: String = thing
        .as_str()
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                utf8_percent_encode(&c.to_string(), CONTROLS).to_string()
            }
        })
        .collect();
    links.push(format!("<{thing}>; rel=\"describes\""));
    links
}
