//! Answers that say what was wrong.

use crate::store::QueryError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A refusal or a failure, in one sentence of plain text.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    message: String,
    header: Option<(header::HeaderName, HeaderValue)>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            header: None,
        }
    }

    /// 400 with this sentence.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 405 with the methods that there are.
    pub(super) fn method(allow: &'static str) -> Self {
        Self {
            header: Some((header::ALLOW, HeaderValue::from_static(allow))),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("this address knows the methods {allow}"),
            )
        }
    }

    /// Status, sentence and header, for an answer of another form.
    pub(super) fn parts(
        self,
    ) -> (
        StatusCode,
        String,
        Option<(header::HeaderName, HeaderValue)>,
    ) {
        (self.status, self.message, self.header)
    }

    /// 503: come back later.
    pub(super) fn busy() -> Self {
        Self {
            header: Some((header::RETRY_AFTER, HeaderValue::from_static("2"))),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                QueryError::Busy.to_string(),
            )
        }
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let status = match &error {
            QueryError::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            QueryError::TooLarge { what: "bytes", .. } => StatusCode::PAYLOAD_TOO_LARGE,
            QueryError::Syntax { .. }
            | QueryError::Update
            | QueryError::TooLarge { .. }
            | QueryError::InvalidIri(_)
            | QueryError::Evaluation(_) => StatusCode::BAD_REQUEST,
            QueryError::TooMuch { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            QueryError::Timeout(_) => StatusCode::GATEWAY_TIMEOUT,
            QueryError::Memory => StatusCode::INSUFFICIENT_STORAGE,
            QueryError::Busy => return Self::busy(),
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (
            self.status,
            [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            self.message + "\n",
        )
            .into_response();
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
