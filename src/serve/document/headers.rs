//! What a document says of itself in its head, for machines that read no further: its other forms,
//! its canonical address, the thing it is about (RFC 8288, signposting.org).

use crate::pages::{DATA_FORMS, DocumentAddress, Kind, Language};
use crate::percent;
use crate::serve::service::Service;
use crate::store::Node;
use axum::http::{HeaderMap, HeaderValue, header};

/// The links of a document in the form of this suffix; `None`: as a page.
pub(in crate::serve) fn links(
    service: &Service,
    node: Node,
    address: &DocumentAddress,
    suffix: Option<&str>,
) -> Vec<String> {
    let prefix = service.prefix();
    let plain = address.plain();
    let data = |(suffix, media_type, _): &(&str, &str, &str), relation: &str| {
        let path = address.form(suffix);
        format!("<{prefix}{path}>; rel=\"{relation}\"; type=\"{media_type}\"")
    };
    let mut links: Vec<String> = DATA_FORMS
        .iter()
        .filter(|form| Some(form.0) != suffix)
        .map(|form| data(form, "alternate"))
        .collect();
    for language in Language::ALL {
        let tag = language.tag();
        links.push(format!(
            "<{prefix}/{tag}{plain}>; rel=\"alternate\"; type=\"text/html\"; hreflang=\"{tag}\""
        ));
    }
    links.extend(DATA_FORMS.first().map(|form| data(form, "describedby")));
    let iri = percent::uri(service.site.store.iri(node).unwrap_or_default());
    links.push(format!("<{iri}>; rel=\"describes\""));
    if service.site.kind(node).is_some_and(is_cited) {
        links.push(format!("<{iri}>; rel=\"cite-as\""));
    }
    if suffix.is_some() {
        links.push(format!("<{}>; rel=\"canonical\"", service.url(plain)));
    }
    links.push("<https://eupl.eu/1.2/nl/>; rel=\"license\"".to_owned());
    links
}

/// Whether its IRI is what one cites it by, rather than one of its parts.
fn is_cited(kind: Kind) -> bool {
    !matches!(kind, Kind::Finding | Kind::SourceFile)
}

/// Adds the links.
pub(in crate::serve) fn add_links(headers: &mut HeaderMap, links: &[String]) {
    // One header for all: clients that look at the first only find them too.
    if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
        headers.append(header::LINK, value);
    }
}
