//! Answers queries in this process.

use super::bounds::STACK;
use super::dataset::Store;
use super::query::{Answer, AnswerSink, QueryError, QueryRequest, QueryRunner};
use super::results::{ROWS_NOT_ACCEPTABLE, write_results};
use super::syntax::explain;
use super::view::View;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode};
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};
use spargebra::{Query, SparqlParser};
use std::sync::Arc;

/// Answers queries over one store, in the calling thread.
///
/// It has no deadline: for texts that are ours, for the command line, and inside a worker.
#[derive(Clone, Debug)]
pub struct InProcess {
    store: Arc<Store>,
    /// Whether texts come with their bounds already checked.
    checked: bool,
}

impl InProcess {
    /// Answers over this store.
    pub fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            checked: false,
        }
    }

    /// Answers over this store, texts that are within the [`Bounds`](super::Bounds): whoever gives
    /// them has looked.
    pub fn of_checked(store: Arc<Store>) -> Self {
        Self {
            store,
            checked: true,
        }
    }

    /// Parses a query, without answering it.
    ///
    /// # Errors
    /// [`QueryError::Syntax`], [`QueryError::Update`], [`QueryError::TooLarge`] or
    /// [`QueryError::InvalidIri`].
    pub fn parse(text: &str, base: Option<&str>) -> Result<Query, QueryError> {
        QueryError::bounded(text)?;
        Self::parse_bounded(text, base)
    }

    fn parse_bounded(text: &str, base: Option<&str>) -> Result<Query, QueryError> {
        let parser = || match base {
            None => Ok(SparqlParser::new()),
            Some(base) => SparqlParser::new()
                .with_base_iri(base)
                .map_err(|_| QueryError::InvalidIri(base.into())),
        };
        // Editors put it there, and it is no part of the text (Unicode 15, §23.8).
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let body = without_heading(text);
        if body.len() < text.len()
            && let Ok(query) = parser()?.parse_query(body)
        {
            return Ok(query);
        }
        // Errors are told with their place in the whole text.
        parser()?
            .parse_query(text)
            .map_err(|error| explain(text, base, &error.to_string()))
    }

    /// Answers a SELECT row by row. For texts that are ours: no caps hold.
    ///
    /// # Errors
    /// [`QueryError`]; the rows that were given by then are not all.
    pub fn select(
        &self,
        text: &str,
        each: &mut dyn FnMut(&QuerySolution),
    ) -> Result<(), QueryError> {
        let prepared = SparqlEvaluator::new().for_query(Self::parse(text, None)?);
        let results = prepared
            .on_queryable_dataset(View::whole(&self.store))
            .execute()?;
        let QueryResults::Solutions(rows) = results else {
            return Err(QueryError::NotAcceptable(ROWS_NOT_ACCEPTABLE));
        };
        for row in rows {
            each(&row?);
        }
        Ok(())
    }

    /// Runs something on a thread whose stack holds any query within the bounds.
    ///
    /// # Errors
    /// Where no thread can be made, or it panicked.
    pub fn with_deep_stack<T: Send>(run: impl FnOnce() -> T + Send) -> std::io::Result<T> {
        std::thread::scope(|scope| {
            std::thread::Builder::new()
                .name("query".into())
                .stack_size(STACK)
                .spawn_scoped(scope, run)?
                .join()
                .map_err(|_| std::io::Error::other("the thread of the query ended"))
        })
    }
}

impl QueryRunner for InProcess {
    fn run(&self, request: &QueryRequest, sink: &mut dyn AnswerSink) -> Result<Answer, QueryError> {
        let base = request.base.as_deref();
        let query = if self.checked {
            Self::parse_bounded(&request.text, base)?
        } else {
            Self::parse(&request.text, base)?
        };
        // No SERVICE handler is ever given, and the engine is built without an HTTP client.
        let mut prepared = SparqlEvaluator::new().for_query(query);
        if !request.default_graphs.is_empty() || !request.named_graphs.is_empty() {
            let default: Vec<GraphName> = iris(&request.default_graphs)?;
            let named: Vec<NamedOrBlankNode> = iris(&request.named_graphs)?;
            let dataset = prepared.dataset_mut();
            dataset.set_default_graph(default);
            dataset.set_available_named_graphs(named);
        }
        let view = View::of(&self.store, prepared.dataset_mut());
        let results = prepared.on_queryable_dataset(view).execute()?;
        write_results(results, request, sink)
    }
}

/// A text without the comment lines at its head: the parser goes over comments letter by letter,
/// again and again, and a question of the library begins with many.
fn without_heading(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with('#') {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        if line.contains('\\') {
            // An escape (SPARQL 1.1 §19.2) may be a line's end.
            break;
        }
        rest = after.trim_start_matches(['\n', '\r']);
    }
    rest
}

fn iris<T: From<NamedNode>>(names: &[String]) -> Result<Vec<T>, QueryError> {
    names
        .iter()
        .map(|name| match NamedNode::new(name) {
            Ok(node) => Ok(node.into()),
            Err(_) => Err(QueryError::InvalidIri(name.clone())),
        })
        .collect()
}
