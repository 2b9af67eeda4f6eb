//! Shapes → rules: one SPARQL SELECT a constraint, that finds what breaks it.

use super::conform::{Fresh, broken, instance, of_value, of_values};
use super::read::ContractError;
use super::shape::{Constraint, Path, Severity, Shape, Target};
use crate::findings::{Bilingual, Code};
use crate::store::shorten;
use oxigraph::model::{NamedNode, Term};
use std::collections::BTreeSet;

/// A constraint of the contract, ready to be asked.
///
/// The SELECT gives `?this`, the focus node, and `?value`, the value that is wrong, where it is one
/// value that is wrong and not their number. It asks one graph, the default graph of its query, and
/// is plain SPARQL 1.1, so that any store can answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The IRI of the shape.
    pub shape: String,
    /// The property, where the path is one property.
    pub property: Option<String>,
    /// The path, as SPARQL writes it; none for what holds of the focus node itself.
    pub path: Option<String>,
    /// The local name of the constraint component in the namespace of SHACL, such as
    /// `MinCountConstraintComponent`.
    pub component: &'static str,
    /// The code that its findings have.
    pub code: Code,
    /// Whether it must be so, or should.
    pub severity: Severity,
    /// What the shape says.
    pub message: Bilingual,
    /// What was expected, in words.
    pub expected: Bilingual,
    /// The query.
    pub select: String,
    /// The same over every named graph of a dataset, each on its own: `?graph` is its name.
    pub select_named: String,
}

/// The rules of these shapes, in the order of the shapes.
pub(super) fn rules(shapes: &[Shape]) -> Result<Vec<Rule>, ContractError> {
    let mut found = Vec::new();
    for shape in shapes {
        let target = target(shape);
        add(shape, &target, &mut found)?;
        for property in &shape.properties {
            if shape.path.is_some() || !property.properties.is_empty() {
                return Err(wrong(shape, "has a property shape in a property shape"));
            }
            add(property, &target, &mut found)?;
        }
    }
    Ok(found)
}

/// For each shape, a query that answers where a dataset has a node that the shape is about.
pub(super) fn focus_queries(shapes: &[Shape]) -> BTreeSet<String> {
    let targeted = shapes.iter().filter(|shape| !shape.targets.is_empty());
    let queries = targeted.map(|shape| {
        let target = target(shape);
        format!("SELECT ?this {{ {{ {target} }} UNION {{ GRAPH ?graph {{ {target} }} }} }} LIMIT 1")
    });
    queries.collect()
}

fn wrong(shape: &Shape, problem: &str) -> ContractError {
    ContractError::Shape {
        shape: shape.name.clone(),
        problem: problem.into(),
    }
}

/// The pattern that finds a shape's focus nodes as `?this` (SHACL §2.1.3).
///
/// Targets of one kind are one pattern over a list: an evaluator that joins them last then looks
/// at each node once, and not once a target.
fn target(shape: &Shape) -> String {
    let (mut classes, mut of_subjects, mut of_objects) = (Vec::new(), Vec::new(), Vec::new());
    for target in &shape.targets {
        match target {
            Target::Class(class) => classes.push(class.to_string()),
            Target::SubjectsOf(property) => of_subjects.push(property.to_string()),
            Target::ObjectsOf(property) => of_objects.push(property.to_string()),
        }
    }
    let one_of = |terms: &[String], pattern: &dyn Fn(&str) -> String| match terms {
        [] => None,
        [one] => Some(pattern(one)),
        many => {
            let list = many.join(" ");
            Some(format!(
                "VALUES ?target {{ {list} }} {}",
                pattern("?target")
            ))
        }
    };
    let patterns: Vec<String> = [
        one_of(&classes, &|class| instance("?this", class)),
        one_of(&of_subjects, &|property| format!("?this {property} ?of .")),
        one_of(&of_objects, &|property| format!("?of {property} ?this .")),
    ]
    .into_iter()
    .flatten()
    .collect();
    match patterns.as_slice() {
        [one] => one.clone(),
        _ => format!("{{ {} }}", patterns.join(" } UNION { ")),
    }
}

fn add(shape: &Shape, target: &str, found: &mut Vec<Rule>) -> Result<(), ContractError> {
    if !shape.constraints.is_empty() && shape.name.starts_with("_:") {
        return Err(wrong(
            shape,
            "has no name, and what breaks it could not be told",
        ));
    }
    for constraint in &shape.constraints {
        let Some(message) = shape.message.clone() else {
            return Err(wrong(shape, "has no sh:message"));
        };
        let question = match &shape.path {
            Some(path) => of_path(constraint, path, target),
            None => of_node(constraint, target)
                .ok_or_else(|| wrong(shape, "has a constraint that asks for a path"))?,
        };
        let (component, code) = component(constraint);
        found.push(Rule {
            shape: shape.name.clone(),
            property: match &shape.path {
                Some(Path::Predicate(iri)) => Some(iri.as_str().to_owned()),
                _ => None,
            },
            path: shape.path.as_ref().map(ToString::to_string),
            component,
            code: match shape.severity {
                Severity::Violation => code,
                Severity::Warning => Code::GraphRecommended,
            },
            severity: shape.severity,
            message,
            expected: expected(constraint),
            select: question.of_one_graph(),
            select_named: question.of_named_graphs(),
        });
    }
    Ok(())
}

/// What a SELECT asks.
struct Question {
    /// The variables of the rows beside `?this`.
    variables: &'static str,
    pattern: String,
}

impl Question {
    /// Asks one graph, the default graph of the query.
    fn of_one_graph(&self) -> String {
        let Self { variables, pattern } = self;
        format!("SELECT DISTINCT ?this{variables} WHERE {{ {pattern} }}")
    }

    /// Asks every named graph, each on its own.
    fn of_named_graphs(&self) -> String {
        let Self { variables, pattern } = self;
        format!("SELECT DISTINCT ?graph ?this{variables} WHERE {{ GRAPH ?graph {{ {pattern} }} }}")
    }
}

fn of_node(constraint: &Constraint, target: &str) -> Option<Question> {
    let test = broken(&of_value(constraint, "?this", &mut Fresh::default())?);
    Some(Question {
        variables: " ?value",
        pattern: format!("{target} FILTER({test}) BIND(?this AS ?value)"),
    })
}

fn of_path(constraint: &Constraint, path: &Path, target: &str) -> Question {
    let fresh = &mut Fresh::default();
    let values = |pattern: &str| Question {
        variables: " ?value",
        pattern: format!("{target} {pattern}"),
    };
    match constraint {
        Constraint::Equals(other) => values(&format!(
            "{{ ?this {path} ?value FILTER NOT EXISTS {{ ?this {other} ?value }} }} UNION \
             {{ ?this {other} ?value FILTER NOT EXISTS {{ ?this {path} ?value }} }}"
        )),
        Constraint::Disjoint(other) => {
            values(&format!("?this {path} ?value . ?this {other} ?value ."))
        }
        // One row a language that more than one text has.
        Constraint::UniqueLang => Question {
            variables: " ?language",
            pattern: format!(
                "{target} ?this {path} ?text . BIND(LCASE(LANG(?text)) AS ?language) \
                 FILTER(?language != \"\" && EXISTS {{ ?this {path} ?other \
                 FILTER(LCASE(LANG(?other)) = ?language && !sameTerm(?other, ?text)) }})"
            ),
        },
        _ => {
            if let Some(test) = of_values(constraint, "?this", path, fresh) {
                return Question {
                    variables: "",
                    pattern: format!("{target} FILTER({})", broken(&test)),
                };
            }
            let test = of_value(constraint, "?value", fresh).unwrap_or_else(|| "false".into());
            values(&format!("?this {path} ?value . FILTER({})", broken(&test)))
        }
    }
}

/// The component of a constraint, by its name in SHACL, and the code of its findings.
fn component(constraint: &Constraint) -> (&'static str, Code) {
    match constraint {
        Constraint::Class(_) => ("ClassConstraintComponent", Code::GraphClass),
        Constraint::Datatype(_) => ("DatatypeConstraintComponent", Code::GraphDatatype),
        Constraint::IsIri => ("NodeKindConstraintComponent", Code::GraphNodeKind),
        Constraint::MinCount(_) => ("MinCountConstraintComponent", Code::GraphTooFew),
        Constraint::MaxCount(_) => ("MaxCountConstraintComponent", Code::GraphTooMany),
        Constraint::MinInclusive(_) => ("MinInclusiveConstraintComponent", Code::GraphRange),
        Constraint::MinLength(_) => ("MinLengthConstraintComponent", Code::GraphLength),
        Constraint::Pattern { .. } => ("PatternConstraintComponent", Code::GraphPattern),
        Constraint::LanguageIn(_) => ("LanguageInConstraintComponent", Code::GraphLanguage),
        Constraint::UniqueLang => ("UniqueLangConstraintComponent", Code::GraphUniqueLanguage),
        Constraint::Equals(_) => ("EqualsConstraintComponent", Code::GraphEquals),
        Constraint::Disjoint(_) => ("DisjointConstraintComponent", Code::GraphDisjoint),
        Constraint::HasValue(_) => ("HasValueConstraintComponent", Code::GraphValue),
        Constraint::In(_) => ("InConstraintComponent", Code::GraphValue),
        Constraint::Not(_) => ("NotConstraintComponent", Code::GraphLogic),
        Constraint::Or(_) => ("OrConstraintComponent", Code::GraphLogic),
        Constraint::QualifiedMinCount(..) => {
            ("QualifiedMinCountConstraintComponent", Code::GraphTooFew)
        }
    }
}

/// What a constraint asks for, in words.
fn expected(constraint: &Constraint) -> Bilingual {
    let name = |iri: &NamedNode| shorten(iri.as_str()).into_owned();
    let terms = |terms: &[Term]| {
        let names: Vec<String> = terms.iter().map(super::check::readable).collect();
        names.join(", ")
    };
    let (nl, en) = match constraint {
        Constraint::Class(class) => (
            format!("een {} die in deze graaf staat", name(class)),
            format!("a {} that is in this graph", name(class)),
        ),
        Constraint::Datatype(datatype) => (
            format!("een waarde van het datatype {}", name(datatype)),
            format!("a value of the datatype {}", name(datatype)),
        ),
        Constraint::IsIri => ("een IRI".into(), "an IRI".into()),
        Constraint::MinCount(count) => counted("minstens", "at least", *count),
        Constraint::MaxCount(count) => counted("hoogstens", "at most", *count),
        Constraint::QualifiedMinCount(count, shape) => {
            of_this_form(counted("minstens", "at least", *count), shape)
        }
        Constraint::MinInclusive(limit) => (
            format!("minstens {}", limit.value()),
            format!("at least {}", limit.value()),
        ),
        Constraint::MinLength(length) => (
            format!("minstens {length} teken(s)"),
            format!("at least {length} character(s)"),
        ),
        Constraint::Pattern { regex, .. } => {
            (format!("de vorm {regex}"), format!("the form {regex}"))
        }
        Constraint::LanguageIn(ranges) => {
            let ranges = ranges.join(", ");
            (
                format!("een tekst in een van deze talen: {ranges}"),
                format!("a text in one of these languages: {ranges}"),
            )
        }
        Constraint::UniqueLang => (
            "hoogstens één tekst per taal".into(),
            "at most one text a language".into(),
        ),
        Constraint::Equals(other) => (
            format!("dezelfde waarden als {}", name(other)),
            format!("the same values as {}", name(other)),
        ),
        Constraint::Disjoint(other) => (
            format!("geen waarde die ook bij {} staat", name(other)),
            format!("no value that {} has too", name(other)),
        ),
        Constraint::HasValue(term) => {
            let term = super::check::readable(term);
            (format!("de waarde {term}"), format!("the value {term}"))
        }
        Constraint::In(values) => (
            format!("een van {}", terms(values)),
            format!("one of {}", terms(values)),
        ),
        Constraint::Not(_) | Constraint::Or(_) => {
            ("wat de vorm zegt".into(), "what the shape says".into())
        }
    };
    Bilingual { nl, en }
}

fn counted(nl: &str, en: &str, count: u32) -> (String, String) {
    let (waarden, values) = if count == 1 {
        ("waarde", "value")
    } else {
        ("waarden", "values")
    };
    (
        format!("{nl} {count} {waarden}"),
        format!("{en} {count} {values}"),
    )
}

fn of_this_form((nl, en): (String, String), shape: &Shape) -> (String, String) {
    let inner: Vec<Bilingual> = shape.constraints.iter().map(expected).collect();
    let joined = |texts: Vec<&str>| texts.join("; ");
    (
        format!(
            "{nl}: {}",
            joined(inner.iter().map(|text| text.nl.as_str()).collect())
        ),
        format!(
            "{en}: {}",
            joined(inner.iter().map(|text| text.en.as_str()).collect())
        ),
    )
}
