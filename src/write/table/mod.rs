//! The graph as tables, for those who work in a spreadsheet: a table a kind, a row a thing, and
//! words instead of IRIs.
//!
//! [`TableSink`] takes the graph and gives [`Table`]s; [`write_workbook`] and [`write_csv`] write
//! them. What the columns are stands in `columns.rs`. Names of things may be told after what
//! refers to them, so all that the tables need is held until the end; texts of sections are not.

mod columns;
mod csv;
mod workbook;

#[cfg(test)]
mod tests;

pub use self::csv::write_csv;
pub use workbook::{WorkbookError, write_workbook};

use super::description::{Description, Gatherer};
use crate::graph::vocabulary::{self as v, Property};
use crate::graph::{QuadSink, SinkError};
use columns::{SHEETS, Sheet, Value};
use oxigraph::model::{NamedOrBlankNode, QuadRef, Term};
use std::collections::HashMap;

/// One kind of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, in lower case: `vereisten`.
    pub name: &'static str,
    /// The headings of its columns.
    pub columns: Vec<&'static str>,
    /// A row a thing, in the order of the telling, each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// The names of all tables, those without rows too.
pub fn table_names() -> impl Iterator<Item = &'static str> {
    SHEETS.iter().map(|sheet| sheet.name)
}

/// What stands between values of one cell.
const BETWEEN: &str = "; ";

/// A sink that keeps what the tables need.
#[derive(Default)]
pub struct TableSink {
    gatherer: Gatherer,
    /// The things that have a row, by the place of their table.
    things: Vec<(usize, Description)>,
    /// Profiles and exceptions, by their IRI.
    parts: HashMap<String, Description>,
    /// What things are called, and their codes, by their IRI.
    names: HashMap<String, Name>,
}

#[derive(Clone, Debug, Default)]
struct Name {
    label: Option<String>,
    code: Option<String>,
}

impl QuadSink for TableSink {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        if let Some(description) = self.gatherer.take(quad) {
            self.keep(description);
        }
        Ok(())
    }
}

impl TableSink {
    /// The tables that have rows.
    pub fn finish(mut self) -> Vec<Table> {
        if let Some(description) = self.gatherer.end() {
            self.keep(description);
        }
        let mut tables: Vec<Table> = SHEETS
            .iter()
            .map(|sheet| Table {
                name: sheet.name,
                columns: sheet.columns.iter().map(|(heading, _)| *heading).collect(),
                rows: Vec::new(),
            })
            .collect();
        for (place, thing) in &self.things {
            if let (Some(sheet), Some(table)) = (SHEETS.get(*place), tables.get_mut(*place)) {
                table.rows.push(self.row(sheet, thing));
            }
        }
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    fn keep(&mut self, mut description: Description) {
        let NamedOrBlankNode::NamedNode(subject) = &description.subject else {
            return;
        };
        let subject = subject.as_str().to_owned();
        let name = Name {
            label: label(&description),
            code: first(&description, v::SKOS_NOTATION),
        };
        if name.label.is_some() || name.code.is_some() {
            self.names.insert(subject.clone(), name);
        }
        let is_of = |class: &str| {
            objects(&description, v::RDF_TYPE)
                .iter()
                .any(|object| matches!(object, Term::NamedNode(node) if node.as_str() == class))
        };
        if let Some(place) = SHEETS.iter().position(|sheet| is_of(sheet.class)) {
            // Long texts have no column, and would be most of what is kept.
            let columns = SHEETS.get(place).map_or(&[][..], |sheet| sheet.columns);
            description.properties.retain(|(predicate, _)| {
                columns
                    .iter()
                    .any(|(_, value)| value.needs(predicate.as_str()))
            });
            self.things.push((place, description));
        } else if columns::PARTS.iter().any(|class| is_of(class)) {
            self.parts.insert(subject, description);
        }
    }

    fn row(&self, sheet: &Sheet, thing: &Description) -> Vec<String> {
        sheet
            .columns
            .iter()
            .map(|(_, value)| self.cell(thing, value))
            .collect()
    }

    fn cell(&self, thing: &Description, value: &Value) -> String {
        let joined = |property: Property, word: &dyn Fn(&str) -> String| {
            let words: Vec<String> = objects(thing, property)
                .iter()
                .map(|object| match object {
                    Term::NamedNode(node) => word(node.as_str()),
                    Term::BlankNode(node) => node.as_str().to_owned(),
                    Term::Literal(literal) => literal.value().to_owned(),
                })
                .collect();
            words.join(BETWEEN)
        };
        match value {
            Value::Address => match &thing.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNode::BlankNode(node) => node.as_str().to_owned(),
            },
            Value::Text(property) => first(thing, *property).unwrap_or_default(),
            Value::Links(property) => joined(*property, &str::to_owned),
            Value::Names(property) => joined(*property, &|iri| self.label(iri)),
            Value::Codes(property) => joined(*property, &|iri| self.code(iri)),
            Value::OfProfile(property) => self
                .parts_of(thing, v::APPLICABILITY)
                .map(|profile| self.cell(profile, &Value::Names(*property)))
                .collect::<Vec<_>>()
                .join(BETWEEN),
            Value::Exceptions => self
                .parts_of(thing, v::APPLICABILITY)
                .flat_map(|profile| self.parts_of(profile, v::EXCEPTION))
                .filter_map(|exception| first(exception, v::EXPRESSION))
                .collect::<Vec<_>>()
                .join(BETWEEN),
        }
    }

    fn parts_of<'a>(
        &'a self,
        whole: &'a Description,
        property: Property,
    ) -> impl Iterator<Item = &'a Description> {
        objects(whole, property)
            .iter()
            .filter_map(|object| match object {
                Term::NamedNode(node) => self.parts.get(node.as_str()),
                _ => None,
            })
    }

    /// What a thing is called, else what comes last in its IRI.
    fn label(&self, iri: &str) -> String {
        let name = self.names.get(iri).and_then(|name| name.label.clone());
        name.unwrap_or_else(|| tail(iri).to_owned())
    }

    /// A thing's code, else what it is called.
    fn code(&self, iri: &str) -> String {
        let code = self.names.get(iri).and_then(|name| name.code.clone());
        code.unwrap_or_else(|| self.label(iri))
    }
}

fn tail(iri: &str) -> &str {
    let local = iri.rsplit(['#', '/']).find(|part| !part.is_empty());
    local.unwrap_or(iri)
}

fn objects(description: &Description, property: Property) -> &[Term] {
    description
        .properties
        .iter()
        .find(|(known, _)| known.as_str() == property.iri())
        .map_or(&[], |(_, objects)| objects)
}

/// The Dutch text of a property, else the first there is.
fn first(description: &Description, property: Property) -> Option<String> {
    let literals = || {
        objects(description, property)
            .iter()
            .filter_map(|object| match object {
                Term::Literal(literal) => Some(literal),
                _ => None,
            })
    };
    literals()
        .find(|literal| literal.language() == Some("nl"))
        .or_else(|| literals().next())
        .map(|literal| literal.value().to_owned())
}

fn label(description: &Description) -> Option<String> {
    first(description, v::SKOS_PREF_LABEL).or_else(|| first(description, v::RDFS_LABEL))
}
