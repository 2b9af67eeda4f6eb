//! The graph over HTTP: the SPARQL protocol, documents by negotiation, limits.
//!
//! [`app`] makes the routes from a [`Service`]; [`listen`] binds a port and serves them with
//! timers, counted connections and a graceful end. Nothing that comes in from outside is
//! evaluated in this process: see [`workers`].

mod answer;
mod asking;
mod body;
mod cache;
mod discovery;
mod document;
mod dump;
mod formats;
mod forms;
mod front;
mod health;
mod layers;
mod library;
mod listener;
mod metrics;
mod negotiate;
mod ontology;
mod problem;
mod ranges;
mod ready;
mod respond;
mod running;
mod service;
mod site;
mod sparql;
mod stall;
mod threads;
mod ticks;
pub mod workers;

pub use listener::{ListenerSettings, Listening, listen};
pub use metrics::Metrics;
pub use service::{Service, ServiceSettings};

pub use crate::pages::Publication;

use self::problem::Problem;
use axum::Router;
use axum::handler::Handler;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use std::sync::Arc;

/// All routes of a service; at the root, and under the path of its public address as well, so
/// that a proxy may strip that path or keep it.
pub fn app(service: &Arc<Service>) -> Router {
    let mut router = routes();
    let prefix = service.prefix();
    if !prefix.is_empty() {
        router = Router::new().nest(prefix, router.clone()).merge(router);
    }
    router
        .fallback(site::anywhere_else.layer(from_fn(layers::made_apart)))
        .with_state(Arc::clone(service))
        .layer(from_fn_with_state(
            Arc::clone(service),
            layers::every_answer,
        ))
}

fn routes() -> Router<Arc<Service>> {
    DATA.iter()
        .fold(quick_routes(), |routes, (slashed, path)| {
            let there = move |service, uri| site::without_slash(service, uri, path);
            routes.route(slashed, any(there))
        })
        .merge(slow_routes().route_layer(from_fn(layers::made_apart)))
        .method_not_allowed_fallback(|| async { Problem::method("GET, HEAD") })
}

/// Addresses of data that are often written with a `/` at their end, and as they are.
const DATA: [(&str, &str); 4] = [
    ("/sparql/", "/sparql"),
    ("/def/", "/def"),
    ("/catalog/", "/catalog"),
    ("/queries/", "/queries"),
];

/// What waits for others, or takes no time.
fn quick_routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/style.css", get(site::style))
        .route("/icon.svg", get(site::icon))
        .route("/query.js", get(site::script))
        .route("/nl/sparql", any(asking::dutch))
        .route("/en/sparql", any(asking::english))
        .route("/nl/queries", get(library::dutch_list))
        .route("/en/queries", get(library::english_list))
        .route("/nl/queries/{name}", get(library::dutch))
        .route("/en/queries/{name}", get(library::english))
        .route("/queries", any(library::list))
        .route("/queries.json", any(library::list))
        .route("/queries/{name}", any(library::one))
        .route("/openapi.json", any(library::openapi))
        .route("/robots.txt", get(site::robots))
        .route("/opensearch.xml", get(site::open_search))
        .route("/sparql", any(sparql::handle))
        .route("/dump/{file}", get(dump::show))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
}

/// What is put together from the graph.
fn slow_routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/sitemap.xml", get(site::sitemap))
        .route("/nl/", get(site::dutch))
        .route("/nl/{*path}", get(site::dutch))
        .route("/en/", get(site::english))
        .route("/en/{*path}", get(site::english))
        .route("/sparql/completions", get(asking::completions))
        .route("/id/{*name}", get(document::redirect))
        .route("/doc/{*name}", get(document::show))
        .route("/legislation/{*name}", get(document::legislation))
        .route("/resource", get(document::resource))
        .route("/resource/{*iri}", get(document::resource_in_path))
        .route("/def", get(ontology::show))
        .route("/def.ttl", get(ontology::show))
        .route("/def.jsonld", get(ontology::show))
        .route("/def.nt", get(ontology::show))
        .route("/def.rdf", get(ontology::show))
        .route("/def.html", get(ontology::show))
        .route("/def/{name}", get(ontology::beside))
        .route("/.well-known/void", get(discovery::void))
        .route("/catalog", get(discovery::catalog))
}
