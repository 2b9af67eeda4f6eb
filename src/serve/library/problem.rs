//! What was wrong with a request, for programs: `application/problem+json` (RFC 9457).

use crate::serve::problem::Problem;
use crate::store::QueryError;
use crate::store::library::ParameterError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refusal or a failure that says which parameter it is about and what is allowed.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    detail: String,
    parameter: Option<String>,
    allowed: Vec<String>,
    // Boxed, since most refusals have none.
    header: Option<Box<(header::HeaderName, HeaderValue)>>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            parameter: None,
            allowed: Vec::new(),
            header: None,
        }
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 405 with the methods that there are.
    pub(super) fn method(allow: &'static str) -> Self {
        Self {
            header: Some(Box::new((header::ALLOW, HeaderValue::from_static(allow)))),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("this address knows the methods {allow}"),
            )
        }
    }

    /// The same, about a parameter or a header that may be one of these.
    pub(super) fn about(mut self, parameter: impl Into<String>, allowed: Vec<String>) -> Self {
        self.parameter = Some(parameter.into());
        self.allowed = allowed;
        self
    }

    fn body(&self) -> Value {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Value::Object(members) = &mut body {
            if let Some(parameter) = &self.parameter {
                members.insert("parameter".into(), json!(parameter));
            }
            if !self.allowed.is_empty() {
                members.insert("allowed".into(), json!(self.allowed));
            }
        }
        body
    }
}

impl From<ParameterError> for Refusal {
    fn from(error: ParameterError) -> Self {
        Self::bad_request(error.to_string()).about(error.parameter(), error.allowed().to_vec())
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let (status, detail, header) = problem.parts();
        Self {
            header: header.map(Box::new),
            ..Self::new(status, detail)
        }
    }
}

impl From<QueryError> for Refusal {
    fn from(error: QueryError) -> Self {
        Problem::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (
            self.status,
            [
                (header::CONTENT_TYPE, "application/problem+json"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            self.body().to_string() + "\n",
        )
            .into_response();
        if let Some(header) = self.header {
            let (name, value) = *header;
            response.headers_mut().insert(name, value);
        }
        response
    }
}
