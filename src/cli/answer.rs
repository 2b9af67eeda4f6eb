//! The answer to a question of the library, for people: its columns by their titles, things by
//! their names.

use crate::store::library::{Column, LibraryQuery, Things};
use crate::store::{InProcess, QueryError, Store, shorten, write_cells};
use anyhow::Context;
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, Term};
use std::io::Write;
use std::sync::Arc;

/// Asks and writes the table; `text` is the question with its values filled in.
///
/// # Errors
/// Those of the query and of the writer.
pub(super) fn write(
    store: &Arc<Store>,
    query: &LibraryQuery,
    text: &str,
    language: &str,
    width: Option<usize>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let columns: Vec<&Column> = query.shown().collect();
    let heads: Vec<String> = columns
        .iter()
        .map(|column| match language {
            "en" => column.title.en.clone(),
            _ => column.title.nl.clone(),
        })
        .collect();
    let mut rows = Vec::new();
    InProcess::new(Arc::clone(store)).select(text, &mut |row| {
        let cells = columns.iter().map(|column| {
            row.get(column.name.as_str())
                .map_or_else(String::new, |term| cell(store, column, term, language))
        });
        rows.push(cells.collect::<Vec<String>>());
    })?;
    write_cells(&heads, &rows, width, out)
        .map_err(QueryError::from)
        .context("the table")
}

/// What stands in a cell, on one line and without what would steer a terminal.
fn cell(store: &Store, column: &Column, term: &Term, language: &str) -> String {
    let text = match (column.things, term) {
        (Things::Many, Term::Literal(list)) => {
            let names = list.value().split_whitespace();
            let names: Vec<String> = names.map(|iri| name(store, iri, language)).collect();
            names.join("; ")
        }
        (_, Term::NamedNode(node)) => name(store, node.as_str(), language),
        (_, Term::Literal(literal)) => literal.value().to_owned(),
        (_, Term::BlankNode(node)) => node.to_string(),
    };
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The label of a thing in this language, else in any, else its IRI in short.
fn name(store: &Store, iri: &str, language: &str) -> String {
    let Ok(node) = NamedNode::new(iri) else {
        return iri.to_owned();
    };
    let label = NamedNode::from(rdfs::LABEL);
    let mut any = None;
    for quad in store.quads_for(Some(&node.into()), Some(&label), None) {
        let Term::Literal(literal) = quad.object else {
            continue;
        };
        if literal.language() == Some(language) {
            return literal.value().to_owned();
        }
        any.get_or_insert_with(|| literal.value().to_owned());
    }
    any.unwrap_or_else(|| shorten(iri).into_owned())
}
