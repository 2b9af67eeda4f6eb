//! For operators: alive, ready, numbers.

use super::service::Service;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const PLAIN: [(header::HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
    (header::CACHE_CONTROL, "no-store"),
];

/// The process answers.
pub(super) async fn live() -> Response {
    (PLAIN, "live\n").into_response()
}

/// The dataset is loaded and a worker waits: both come before the port is bound.
pub(super) async fn ready() -> Response {
    (PLAIN, "ready\n").into_response()
}

/// Numbers in Prometheus' text format.
pub(super) async fn metrics(State(service): State<Arc<Service>>) -> Response {
    let text = service.metrics.render(&service.cache, service.store.len());
    (
        [
            (
                header::CONTENT_TYPE,
                "text/plain; version=0.0.4; charset=utf-8",
            ),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text,
    )
        .into_response()
}
