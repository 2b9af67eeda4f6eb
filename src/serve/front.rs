//! What a connection's requests meet first: an answer that is ready, or the way to the routes.

use super::body::{self, Posted};
use super::layers;
use super::ready::{self, Asked};
use super::service::Service;
use super::stall::OpenEnd;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::{Method, Request, Response, Version};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

/// The service of a connection.
#[derive(Clone)]
pub(super) struct Front {
    service: Arc<Service>,
    routes: TowerToHyperService<Router>,
    open_end: OpenEnd,
}

impl Front {
    pub(super) fn new(service: Arc<Service>, app: Router) -> Self {
        Self {
            service,
            routes: TowerToHyperService::new(app),
            open_end: OpenEnd::default(),
        }
    }

    /// The same for one connection, which is told of answers without a length.
    pub(super) fn of_connection(&self, open_end: OpenEnd) -> Self {
        Self {
            open_end,
            ..self.clone()
        }
    }

    /// The answer, where the same was asked before and all of it is still there.
    fn ready(&self, key: &[u8], parts: &Parts) -> Option<Response<Sent>> {
        let started = Instant::now();
        let service = &self.service;
        let found = service.ready.get(key)?;
        let body = found.body(|tag| service.cache.get(tag))?;
        if found.kept.query {
            service.metrics.cache_hits.add(1);
        }
        let mut response = Response::new(Sent::Ready(Some(body)));
        *response.status_mut() = found.status;
        response.headers_mut().clone_from(&found.headers);
        let id = layers::RequestId::of(&parts.headers);
        id.put(response.headers_mut());
        let (method, path) = (&parts.method, parts.uri.path());
        layers::done(service, &id, method, path, found.status, started);
        Some(response)
    }

    /// Whether a query comes in the body.
    fn is_posted_query(&self, parts: &Parts) -> bool {
        let folder = parts.uri.path().strip_suffix("/sparql");
        parts.method == Method::POST
            && folder.is_some_and(|folder| folder.is_empty() || folder == self.service.prefix())
    }

    /// A query in a body: the answer depends on it, so it is read first.
    async fn posted(self, mut parts: Parts, body: Incoming) -> Response<Sent> {
        let body = body::read(&self.service, body).await;
        let key = match &body {
            Ok(bytes) => ready::key(&parts, bytes),
            Err(_) => None,
        };
        if let Some(response) = key.as_ref().and_then(|key| self.ready(key, &parts)) {
            return response;
        }
        parts.extensions.insert(Posted(body));
        self.made(parts, key, Body::empty()).await
    }

    /// What the routes answer.
    async fn made(self, mut parts: Parts, key: Option<Vec<u8>>, body: Body) -> Response<Sent> {
        if let Some(key) = key {
            parts.extensions.insert(Asked(key.into()));
        }
        let ends_open = parts.version < Version::HTTP_11 && parts.method != Method::HEAD;
        let Ok(response) = self.routes.call(Request::from_parts(parts, body)).await;
        if ends_open && response.body().size_hint().exact().is_none() {
            self.open_end.set(true);
            return response.map(|body| Sent::OpenEnded(body, self.open_end));
        }
        response.map(Sent::Made)
    }
}

impl hyper::service::Service<Request<Incoming>> for Front {
    type Response = Response<Sent>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let (parts, body) = request.into_parts();
        if self.is_posted_query(&parts) {
            return Answering::Made(Box::pin(self.clone().posted(parts, body)));
        }
        let key = ready::key(&parts, &[]).filter(|_| parts.method == Method::GET);
        match key.as_ref().and_then(|key| self.ready(key, &parts)) {
            Some(response) => Answering::Ready(Some(response)),
            None => Answering::Made(Box::pin(self.clone().made(parts, key, Body::new(body)))),
        }
    }
}

/// An answer on its way.
pub(super) enum Answering {
    Ready(Option<Response<Sent>>),
    Made(Pin<Box<dyn Future<Output = Response<Sent>> + Send>>),
}

impl Future for Answering {
    type Output = Result<Response<Sent>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // It was given already; nobody asks a future twice.
                None => Poll::Pending,
            },
            Self::Made(answer) => answer.as_mut().poll(context).map(Ok),
        }
    }
}

/// The body of an answer.
pub(super) enum Sent {
    Ready(Option<Bytes>),
    Made(Body),
    /// Ends with its connection; the flag is taken down when all of it was given.
    OpenEnded(Body, OpenEnd),
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.get_mut() {
            Self::Ready(bytes) => Poll::Ready(bytes.take().map(Frame::data).map(Ok)),
            Self::Made(body) => Pin::new(body).poll_frame(context),
            Self::OpenEnded(body, open_end) => {
                let frame = Pin::new(body).poll_frame(context);
                if matches!(frame, Poll::Ready(None)) {
                    open_end.set(false);
                }
                frame
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Ready(bytes) => bytes.as_ref().is_none_or(Bytes::is_empty),
            Self::Made(body) => body.is_end_stream(),
            // Its end is only known when it is asked for one more frame.
            Self::OpenEnded(..) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Ready(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Self::Made(body) | Self::OpenEnded(body, _) => body.size_hint(),
        }
    }
}
