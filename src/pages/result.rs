//! The answer to a query, read back for people: rows with names and links, yes or no, triples.
//!
//! [`Outcome::read`] is the entry; [`table`] and [`chart`] show what it gives.

mod chart;
mod parts;
mod table;

pub(super) use chart::chart;
pub use parts::ROWS_OF_A_PAGE;
pub(super) use parts::parts;
pub(super) use table::{Head, heads_of, table};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput,
};

/// Rows of an answer.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The names of the columns.
    pub variables: Vec<String>,
    /// A cell for each column, in each row.
    pub rows: Vec<Vec<Option<Term>>>,
    /// How many rows of the answer stand before these.
    pub before: usize,
    /// Whether the answer has more rows than these.
    pub more: bool,
}

/// What a query gave.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// SELECT
    Rows(Table),
    /// ASK
    Truth(bool),
    /// CONSTRUCT and DESCRIBE: subject, property and value.
    Graph(Table),
}

/// An answer that cannot be read back: a defect of the service, not of the query.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be read: {0}")]
pub struct UnreadableAnswer(String);

impl Outcome {
    /// Reads SPARQL JSON results, or N-Triples for a graph; `before` and `more` say that rows were
    /// left out before and behind these.
    ///
    /// # Errors
    /// [`UnreadableAnswer`] where the bytes are neither.
    pub fn read(
        media_type: &str,
        bytes: &[u8],
        before: usize,
        more: bool,
    ) -> Result<Self, UnreadableAnswer> {
        let unreadable = |error: &dyn std::error::Error| UnreadableAnswer(error.to_string());
        if media_type == "application/n-triples" {
            let mut rows = Vec::new();
            for quad in RdfParser::from_format(RdfFormat::NTriples)
                .lenient()
                .for_slice(bytes)
            {
                let quad = quad.map_err(|error| unreadable(&error))?;
                let subject = match quad.subject {
                    NamedOrBlankNode::NamedNode(node) => Term::from(node),
                    NamedOrBlankNode::BlankNode(node) => Term::from(node),
                };
                rows.push(vec![
                    Some(subject),
                    Some(quad.predicate.into()),
                    Some(quad.object),
                ]);
            }
            let variables = ["subject", "property", "value"].map(str::to_owned).into();
            return Ok(Self::Graph(Table {
                variables,
                rows,
                before,
                more,
            }));
        }
        let parsed = QueryResultsParser::from_format(QueryResultsFormat::Json)
            .for_slice(bytes)
            .map_err(|error| unreadable(&error))?;
        match parsed {
            SliceQueryResultsParserOutput::Boolean(value) => Ok(Self::Truth(value)),
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let variables: Vec<String> = solutions
                    .variables()
                    .iter()
                    .map(|variable| variable.as_str().to_owned())
                    .collect();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(|error| unreadable(&error))?;
                    rows.push(solution.values().to_vec());
                }
                Ok(Self::Rows(Table {
                    variables,
                    rows,
                    before,
                    more,
                }))
            }
        }
    }

    /// How many rows there are, of a table.
    pub fn len(&self) -> usize {
        match self {
            Self::Rows(table) | Self::Graph(table) => table.rows.len(),
            Self::Truth(_) => 1,
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
