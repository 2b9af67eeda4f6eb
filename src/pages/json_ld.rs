//! What a page says of itself and of its thing to search engines: schema.org, beside the words of
//! the graph (class, labels, identifier). All of it agrees with the graph; the whole graph of the
//! thing is a link away.

use super::about::{DATASET_DESCRIPTION, DATASET_TITLE, DUMP_FORMS, LICENCE};
use super::frame::Crumb;
use super::language::Language;
use super::site::Edition;
use super::thing::summary;
use super::view::View;
use crate::graph::vocabulary as v;
use crate::store::Node;
use oxigraph::model::Term;
use serde_json::{Map, Value, json};

/// The description of the page of a thing, at this path behind the language.
pub(super) fn of_thing(view: View<'_>, node: Node, trail: &[Crumb], path: &str) -> String {
    let site = view.site;
    let page = |path: &str| site.url(&format!("/{}{path}", view.language.tag()));
    let name = view.name(node);
    let mut steps = vec![("Home".to_owned(), page("/"))];
    steps.extend(trail.iter().filter_map(|crumb| {
        let words = plain(&crumb.words.0);
        Some((words, page(crumb.path.as_deref()?)))
    }));
    steps.push((name.as_str().to_owned(), page(path)));
    let steps: Vec<Value> = (1..)
        .zip(steps)
        .map(|(position, (name, item))| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        })
        .collect();
    let document = json!({
        "@context": {
            "@vocab": "https://schema.org/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "dct": "http://purl.org/dc/terms/"
        },
        "@graph": [
            {
                "@id": page(path),
                "@type": "WebPage",
                "name": name.as_str(),
                "inLanguage": view.language.tag(),
                "isPartOf": { "@id": site.url("/") },
                "license": { "@id": LICENCE },
                "mainEntity": { "@id": view.iri(node) },
                "breadcrumb": { "@type": "BreadcrumbList", "itemListElement": steps }
            },
            thing(view, node)
        ]
    });
    document.to_string()
}

/// The description of the site and its dataset, for the first page: what the catalogue says too.
pub(super) fn of_site(view: View<'_>) -> String {
    let site = view.site;
    let publication = &site.settings.publication;
    let both = |(nl, en): (&str, &str)| {
        json!([
            { "@value": nl, "@language": "nl" },
            { "@value": en, "@language": "en" }
        ])
    };
    let files: Vec<Value> = DUMP_FORMS
        .iter()
        .map(|(ending, media_type, _)| {
            json!({
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": { "@id": site.url(&format!("/dump/kadergraaf.{ending}")) }
            })
        })
        .collect();
    let mut dataset = json!({
        "@id": site.url("/catalog#dataset"),
        "@type": "Dataset",
        "name": both(DATASET_TITLE),
        "description": both(DATASET_DESCRIPTION),
        "license": { "@id": LICENCE },
        "url": { "@id": site.url("/") },
        "creator": {
            "@id": publication.publisher,
            "@type": "Organization",
            "name": publication.publisher_name
        },
        "distribution": files
    });
    let modified = match site.edition() {
        Edition::Release(release) => view.plain(*release, v::DCT_MODIFIED),
        Edition::Source(_) => None,
    };
    if let (Some(date), Some(fields)) = (modified, dataset.as_object_mut()) {
        fields.insert("dateModified".into(), json!(date));
    }
    let template = site.url(&format!("/{}/search?q={{words}}", view.language.tag()));
    json!({
        "@context": { "@vocab": "https://schema.org/" },
        "@graph": [
            {
                "@id": site.url("/"),
                "@type": "WebSite",
                "name": "Kadergraaf",
                "inLanguage": ["nl", "en"],
                "about": { "@id": site.url("/catalog#dataset") },
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": { "@type": "EntryPoint", "urlTemplate": template },
                    "query-input": "required name=words"
                }
            },
            dataset
        ]
    })
    .to_string()
}

/// The words of a piece of HTML of ours.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
}

fn thing(view: View<'_>, node: Node) -> Value {
    let store = &view.site.store;
    let mut fields = Map::new();
    fields.insert("@id".into(), json!(view.iri(node)));
    let types: Vec<&str> = view
        .objects(node, v::RDF_TYPE)
        .into_iter()
        .filter_map(|class| store.iri(class))
        .collect();
    fields.insert("@type".into(), json!(types));
    let labels: Vec<Value> = view
        .objects(node, v::RDFS_LABEL)
        .into_iter()
        .filter_map(|label| literal(store.at(label)?))
        .collect();
    fields.insert("name".into(), json!(labels));
    fields.insert("rdfs:label".into(), json!(labels));
    if let Some(identifier) = view.plain(node, v::DCT_IDENTIFIER) {
        fields.insert("dct:identifier".into(), json!(identifier));
        fields.insert("identifier".into(), json!(identifier));
    }
    if let Some(code) = view.code(node) {
        fields.insert("alternateName".into(), json!(code));
    }
    if let Some(text) = summary(view, node) {
        let foreign = view.language.other().tag();
        let tag = text.foreign.map_or(view.language.tag(), |_| foreign);
        fields.insert(
            "description".into(),
            json!({ "@value": text.as_str(), "@language": tag }),
        );
    }
    let grounds: Vec<Value> = view
        .objects(node, v::BASED_ON)
        .into_iter()
        .map(|ground| json!({ "@id": view.iri(ground) }))
        .collect();
    if !grounds.is_empty() {
        fields.insert("isBasedOn".into(), json!(grounds));
    }
    if let Some(path) = view.site.path(node) {
        let urls: Vec<Value> = Language::ALL
            .iter()
            .map(|language| json!({ "@id": view.site.url(&format!("/{}{path}", language.tag())) }))
            .collect();
        fields.insert("url".into(), json!(urls));
    }
    Value::Object(fields)
}

fn literal(term: &Term) -> Option<Value> {
    match term {
        Term::Literal(text) => Some(match text.language() {
            Some(tag) => json!({ "@value": text.value(), "@language": tag }),
            None => json!(text.value()),
        }),
        _ => None,
    }
}
