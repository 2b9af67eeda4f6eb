//! The answer to a question as plain JSON: objects, with the names and addresses of things.

use crate::pages::{Language, Table, View};
use crate::store::library::{LibraryQuery, Things};
use oxigraph::model::Term;
use oxigraph::model::vocab::xsd;
use serde_json::{Map, Value, json};

/// The whole answer; `asked` are the values that were given.
pub(super) fn told(
    view: View<'_>,
    query: &LibraryQuery,
    asked: &[(String, String)],
    table: &Table,
) -> Value {
    let language = view.language;
    let columns = columns(query, language);
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| object(view, query, table, row))
        .collect();
    json!({
        "query": query.name,
        "title": language.of(&query.title.nl, &query.title.en),
        "question": language.of(&query.question.nl, &query.question.en),
        "language": language.tag(),
        "parameters": parameters(query, asked),
        "columns": columns,
        "count": rows.len(),
        "rows": rows,
    })
}

/// The columns of a question: name, title and what their cells hold.
pub(super) fn columns(query: &LibraryQuery, language: Language) -> Vec<Value> {
    let columns = query.columns.iter().map(|column| {
        json!({
            "name": column.name,
            "title": language.of(&column.title.nl, &column.title.en),
            "holds": holds(column.things),
        })
    });
    columns.collect()
}

/// What stands in the cells of a column.
fn holds(things: Things) -> &'static str {
    match things {
        Things::None => "value",
        Things::One => "thing",
        Things::Many => "things",
    }
}

/// The values by parameter; a list where several may be given.
fn parameters(query: &LibraryQuery, asked: &[(String, String)]) -> Value {
    let mut members = Map::new();
    for parameter in &query.parameters {
        let mut given = asked
            .iter()
            .filter(|(name, value)| *name == parameter.name && !value.is_empty())
            .map(|(_, value)| value.as_str());
        let value = if parameter.several {
            let all: Vec<&str> = given.flat_map(str::split_whitespace).collect();
            json!(all)
        } else {
            json!(given.next())
        };
        members.insert(parameter.name.clone(), value);
    }
    Value::Object(members)
}

fn object(view: View<'_>, query: &LibraryQuery, table: &Table, row: &[Option<Term>]) -> Value {
    let mut members = Map::new();
    for (name, cell) in table.variables.iter().zip(row) {
        let things = query
            .column(name)
            .map_or(Things::None, |column| column.things);
        let value = match (things, cell) {
            (Things::Many, Some(Term::Literal(list))) => list
                .value()
                .split_whitespace()
                .map(|iri| thing(view, iri))
                .collect(),
            (Things::Many, _) => json!([]),
            (_, None) => Value::Null,
            (_, Some(Term::NamedNode(node))) => thing(view, node.as_str()),
            (_, Some(term)) => plain(term),
        };
        members.insert(name.clone(), value);
    }
    Value::Object(members)
}

/// `{"id", "label", "page"}`: its IRI, its name in the language that was asked, its address here.
fn thing(view: View<'_>, iri: &str) -> Value {
    let node = view.site.store.node(iri);
    let label = node.map_or_else(
        || crate::store::shorten(iri).into_owned(),
        |node| view.name(node).value.into_owned(),
    );
    let page = node
        .and_then(|node| view.site.path(node))
        .map(|path| view.site.url(&format!("/{}{path}", view.language.tag())));
    json!({ "id": iri, "label": label, "page": page })
}

/// Numbers and truth values as JSON has them, anything else as a text.
fn plain(term: &Term) -> Value {
    let Term::Literal(literal) = term else {
        return json!(term.to_string());
    };
    let value = literal.value();
    let datatype = literal.datatype();
    let number = if datatype == xsd::INTEGER {
        value.parse::<i64>().ok().map(Value::from)
    } else if datatype == xsd::BOOLEAN {
        value.parse::<bool>().ok().map(Value::from)
    } else if datatype == xsd::DECIMAL || datatype == xsd::DOUBLE || datatype == xsd::FLOAT {
        value
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map(Value::from)
    } else {
        None
    };
    number.unwrap_or_else(|| json!(value))
}
