//! Whether a node conforms, as a SPARQL expression.
//!
//! [`of_value`] tests one value, [`of_values`] all values of a path together, [`of_shape`] a node
//! against a whole shape. An expression that ends in an error is no conformance: whoever uses one
//! writes [`broken`] around it.

use super::shape::{Constraint, Path, Shape};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode};

/// Gives variables that occur nowhere else in a text.
#[derive(Debug, Default)]
pub(super) struct Fresh(u32);

impl Fresh {
    fn variable(&mut self) -> String {
        self.0 += 1;
        format!("?v{}", self.0)
    }
}

/// True where the expression is not: false, or an error.
pub(super) fn broken(expression: &str) -> String {
    format!("!COALESCE({expression}, false)")
}

/// `?node a/subclass* <class>`, the meaning of being of a class (SHACL §1.1, SHACL instance).
pub(super) fn instance(node: &str, class: &str) -> String {
    format!("{node} {}/{}* {class} .", rdf::TYPE, rdfs::SUB_CLASS_OF)
}

fn quoted(text: &str) -> String {
    Literal::new_simple_literal(text).to_string()
}

fn all(tests: &[String]) -> String {
    match tests.len() {
        0 => "true".into(),
        _ => format!("({})", tests.join(" && ")),
    }
}

/// Whether a node conforms to a shape: a node shape, or a property shape (SHACL §3.4.2).
pub(super) fn of_shape(shape: &Shape, node: &str, fresh: &mut Fresh) -> String {
    let mut tests = Vec::new();
    for constraint in &shape.constraints {
        tests.push(match &shape.path {
            None => of_value(constraint, node, fresh).unwrap_or_else(|| "false".into()),
            Some(path) => of_property(constraint, node, path, fresh),
        });
    }
    for property in &shape.properties {
        tests.push(match &shape.path {
            None => of_shape(property, node, fresh),
            Some(path) => {
                let value = fresh.variable();
                let test = of_shape(property, &value, fresh);
                format!(
                    "NOT EXISTS {{ {node} {path} {value} FILTER({}) }}",
                    broken(&test)
                )
            }
        });
    }
    let tests: Vec<String> = tests
        .into_iter()
        .map(|test| format!("COALESCE({test}, false)"))
        .collect();
    all(&tests)
}

/// Whether what a path leads to keeps to a constraint.
pub(super) fn of_property(
    constraint: &Constraint,
    node: &str,
    path: &Path,
    fresh: &mut Fresh,
) -> String {
    if let Some(test) = of_values(constraint, node, path, fresh) {
        return test;
    }
    let value = fresh.variable();
    match of_value(constraint, &value, fresh) {
        Some(test) => format!(
            "NOT EXISTS {{ {node} {path} {value} FILTER({}) }}",
            broken(&test)
        ),
        None => "false".into(),
    }
}

/// Whether one value keeps to a constraint; `None` where the constraint is on all values together.
pub(super) fn of_value(constraint: &Constraint, value: &str, fresh: &mut Fresh) -> Option<String> {
    let joined = |tests: Vec<String>, by: &str| format!("({})", tests.join(by));
    Some(match constraint {
        // §4.1.1
        Constraint::Class(class) => format!("EXISTS {{ {} }}", instance(value, &class.to_string())),
        // §4.1.2: of that datatype, and no ill-typed literal.
        Constraint::Datatype(datatype) => {
            format!(
                "DATATYPE({value}) = {datatype}{}",
                well_formed(datatype, value)
            )
        }
        // §4.1.3
        Constraint::IsIri => format!("isIRI({value})"),
        // §4.3.2
        Constraint::MinInclusive(limit) => format!("{value} >= {limit}"),
        // §4.4.1
        Constraint::MinLength(length) => {
            format!("!isBlank({value}) && STRLEN(STR({value})) >= {length}")
        }
        // §4.4.3
        Constraint::Pattern { regex, flags } => format!(
            "!isBlank({value}) && REGEX(STR({value}), {}, {})",
            quoted(regex),
            quoted(flags)
        ),
        // §4.4.4
        Constraint::LanguageIn(ranges) => joined(
            ranges
                .iter()
                .map(|range| format!("LANGMATCHES(LANG({value}), {})", quoted(range)))
                .collect(),
            " || ",
        ),
        // §4.8.2, of a node shape: the one value is this one.
        Constraint::HasValue(term) => format!("sameTerm({value}, {term})"),
        // §4.8.3
        Constraint::In(terms) => joined(
            terms
                .iter()
                .map(|term| format!("sameTerm({value}, {term})"))
                .collect(),
            " || ",
        ),
        // §4.6.1
        Constraint::Not(shape) => format!("!{}", of_shape(shape, value, fresh)),
        // §4.6.3
        Constraint::Or(shapes) => joined(each(shapes, value, fresh), " || "),
        Constraint::MinCount(_)
        | Constraint::MaxCount(_)
        | Constraint::UniqueLang
        | Constraint::Equals(_)
        | Constraint::Disjoint(_)
        | Constraint::QualifiedMinCount(..) => return None,
    })
}

fn each(shapes: &[Shape], value: &str, fresh: &mut Fresh) -> Vec<String> {
    shapes
        .iter()
        .map(|shape| of_shape(shape, value, fresh))
        .collect()
}

/// Whether the values of a path together keep to a constraint; `None` where the constraint is on
/// each of them.
pub(super) fn of_values(
    constraint: &Constraint,
    node: &str,
    path: &Path,
    fresh: &mut Fresh,
) -> Option<String> {
    Some(match constraint {
        // §4.2.1
        Constraint::MinCount(0) | Constraint::QualifiedMinCount(0, _) => "true".into(),
        Constraint::MinCount(count) => {
            format!("EXISTS {{ {} }}", distinct(*count, node, path, None, fresh))
        }
        // §4.2.2
        Constraint::MaxCount(count) => format!(
            "NOT EXISTS {{ {} }}",
            distinct(count.saturating_add(1), node, path, None, fresh)
        ),
        // §4.7.3
        Constraint::QualifiedMinCount(count, shape) => format!(
            "EXISTS {{ {} }}",
            distinct(*count, node, path, Some(shape), fresh)
        ),
        // §4.4.5
        Constraint::UniqueLang => {
            let (a, b) = (fresh.variable(), fresh.variable());
            format!(
                "NOT EXISTS {{ {node} {path} {a} . {node} {path} {b} FILTER(LANG({a}) != \"\" \
                 && LCASE(LANG({a})) = LCASE(LANG({b})) && !sameTerm({a}, {b})) }}"
            )
        }
        // §4.5.1
        Constraint::Equals(other) => {
            let (a, b) = (fresh.variable(), fresh.variable());
            format!(
                "NOT EXISTS {{ {node} {path} {a} FILTER NOT EXISTS {{ {node} {other} {a} }} }} \
                 && NOT EXISTS {{ {node} {other} {b} FILTER NOT EXISTS {{ {node} {path} {b} }} }}"
            )
        }
        // §4.5.2
        Constraint::Disjoint(other) => {
            let value = fresh.variable();
            format!("NOT EXISTS {{ {node} {path} {value} . {node} {other} {value} }}")
        }
        // §4.8.2
        Constraint::HasValue(term) => format!("EXISTS {{ {node} {path} {term} }}"),
        _ => return None,
    })
}

/// A pattern that matches where the path has so many different values, of a shape where one is
/// given.
fn distinct(
    count: u32,
    node: &str,
    path: &Path,
    shape: Option<&Shape>,
    fresh: &mut Fresh,
) -> String {
    let values: Vec<String> = (0..count).map(|_| fresh.variable()).collect();
    let mut pattern: Vec<String> = Vec::new();
    let mut tests = Vec::new();
    for (place, value) in values.iter().enumerate() {
        pattern.push(format!("{node} {path} {value}"));
        let before = values.iter().take(place);
        tests.extend(before.map(|other| format!("!sameTerm({other}, {value})")));
        tests.extend(shape.map(|shape| of_shape(shape, value, fresh)));
    }
    let pattern = pattern.join(" . ");
    if tests.is_empty() {
        return pattern;
    }
    format!("{pattern} FILTER{}", all(&tests))
}

/// What a literal of a datatype must be besides, so that it is not ill-typed (RDF 1.1 Concepts
/// §3.3); for the datatypes that this vocabulary uses.
fn well_formed(datatype: &NamedNode, value: &str) -> String {
    let datatype = datatype.as_ref();
    if datatype == xsd::INTEGER || datatype == xsd::NON_NEGATIVE_INTEGER {
        return format!(" && isNumeric({value})");
    }
    let form = if datatype == xsd::BOOLEAN {
        "^(true|false|1|0)$"
    } else if datatype == xsd::DATE {
        // The cast knows how many days a month has.
        return format!(" && isLiteral({}(STR({value})))", xsd::DATE);
    } else if datatype == xsd::DATE_TIME {
        return format!(" && isLiteral({}(STR({value})))", xsd::DATE_TIME);
    } else {
        return String::new();
    };
    format!(" && REGEX(STR({value}), {})", quoted(form))
}
