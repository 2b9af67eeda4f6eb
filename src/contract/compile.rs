//! Shapes → rules: one SPARQL SELECT a constraint, that finds what breaks it.

use super::conform::{Fresh, broken, instance, of_value, of_values};
use super::read::ContractError;
use super::shape::{Bound, Constraint, NodeKind, Path, Severity, Shape, Target};
use crate::findings::{Bilingual, Code};
use crate::store::shorten;
use oxigraph::model::{NamedNode, Term};

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

fn wrong(shape: &Shape, problem: &str) -> ContractError {
    ContractError::Shape {
        shape: shape.name.clone(),
        problem: problem.into(),
    }
}

/// The pattern that finds a shape's focus nodes as `?this` (SHACL §2.1.3).
fn target(shape: &Shape) -> String {
    let each: Vec<String> = shape
        .targets
        .iter()
        .map(|target| match target {
            Target::Class(class) => instance("?this", class),
            Target::Node(node) => format!("VALUES ?this {{ {node} }}"),
            Target::SubjectsOf(property) => format!("?this {property} ?of ."),
            Target::ObjectsOf(property) => format!("?of {property} ?this ."),
        })
        .collect();
    match each.as_slice() {
        [one] => one.clone(),
        _ => format!("{{ {} }}", each.join(" } UNION { ")),
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
        let select = match &shape.path {
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
            select,
        });
    }
    Ok(())
}

fn of_node(constraint: &Constraint, target: &str) -> Option<String> {
    let test = of_value(constraint, "?this", &mut Fresh::default())?;
    Some(format!(
        "SELECT DISTINCT ?this (?this AS ?value) WHERE {{ {target} FILTER({}) }}",
        broken(&test)
    ))
}

fn of_path(constraint: &Constraint, path: &Path, target: &str) -> String {
    let fresh = &mut Fresh::default();
    let values =
        |pattern: &str| format!("SELECT DISTINCT ?this ?value WHERE {{ {target} {pattern} }}");
    match constraint {
        Constraint::Equals(other) => values(&format!(
            "{{ ?this {path} ?value FILTER NOT EXISTS {{ ?this {other} ?value }} }} UNION \
             {{ ?this {other} ?value FILTER NOT EXISTS {{ ?this {path} ?value }} }}"
        )),
        Constraint::Disjoint(other) => {
            values(&format!("?this {path} ?value . ?this {other} ?value ."))
        }
        Constraint::LessThan(other) => values(&format!(
            "?this {path} ?value . ?this {other} ?other . FILTER({})",
            broken("?value < ?other")
        )),
        Constraint::LessThanOrEquals(other) => values(&format!(
            "?this {path} ?value . ?this {other} ?other . FILTER({})",
            broken("?value <= ?other")
        )),
        // Grouped, so that many texts of one thing are not compared in pairs.
        Constraint::UniqueLang => format!(
            "SELECT DISTINCT ?this ?language WHERE {{ {target} ?this {path} ?text \
             FILTER(LANG(?text) != \"\") }} GROUP BY ?this (LCASE(LANG(?text)) AS ?language) \
             HAVING(COUNT(DISTINCT ?text) > 1)"
        ),
        _ => {
            if let Some(test) = of_values(constraint, "?this", path, fresh) {
                let test = broken(&test);
                return format!("SELECT DISTINCT ?this WHERE {{ {target} FILTER({test}) }}");
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
        Constraint::NodeKind(_) => ("NodeKindConstraintComponent", Code::GraphNodeKind),
        Constraint::MinCount(_) => ("MinCountConstraintComponent", Code::GraphTooFew),
        Constraint::MaxCount(_) => ("MaxCountConstraintComponent", Code::GraphTooMany),
        Constraint::Range(bound, _) => (
            match bound {
                Bound::MinExclusive => "MinExclusiveConstraintComponent",
                Bound::MinInclusive => "MinInclusiveConstraintComponent",
                Bound::MaxExclusive => "MaxExclusiveConstraintComponent",
                Bound::MaxInclusive => "MaxInclusiveConstraintComponent",
            },
            Code::GraphRange,
        ),
        Constraint::MinLength(_) => ("MinLengthConstraintComponent", Code::GraphLength),
        Constraint::MaxLength(_) => ("MaxLengthConstraintComponent", Code::GraphLength),
        Constraint::Pattern { .. } => ("PatternConstraintComponent", Code::GraphPattern),
        Constraint::LanguageIn(_) => ("LanguageInConstraintComponent", Code::GraphLanguage),
        Constraint::UniqueLang => ("UniqueLangConstraintComponent", Code::GraphUniqueLanguage),
        Constraint::Equals(_) => ("EqualsConstraintComponent", Code::GraphEquals),
        Constraint::Disjoint(_) => ("DisjointConstraintComponent", Code::GraphDisjoint),
        Constraint::LessThan(_) => ("LessThanConstraintComponent", Code::GraphRange),
        Constraint::LessThanOrEquals(_) => {
            ("LessThanOrEqualsConstraintComponent", Code::GraphRange)
        }
        Constraint::HasValue(_) => ("HasValueConstraintComponent", Code::GraphValue),
        Constraint::In(_) => ("InConstraintComponent", Code::GraphValue),
        Constraint::Not(_) => ("NotConstraintComponent", Code::GraphLogic),
        Constraint::And(_) => ("AndConstraintComponent", Code::GraphLogic),
        Constraint::Or(_) => ("OrConstraintComponent", Code::GraphLogic),
        Constraint::Xone(_) => ("XoneConstraintComponent", Code::GraphLogic),
        Constraint::Node(_) => ("NodeConstraintComponent", Code::GraphLogic),
        Constraint::QualifiedMinCount(..) => {
            ("QualifiedMinCountConstraintComponent", Code::GraphTooFew)
        }
        Constraint::QualifiedMaxCount(..) => {
            ("QualifiedMaxCountConstraintComponent", Code::GraphTooMany)
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
        Constraint::NodeKind(kind) => {
            let (nl, en) = match kind {
                NodeKind::BlankNode => ("een blanco knoop", "a blank node"),
                NodeKind::Iri => ("een IRI", "an IRI"),
                NodeKind::Literal => ("een literal", "a literal"),
                NodeKind::BlankNodeOrIri => ("geen literal", "no literal"),
                NodeKind::BlankNodeOrLiteral => ("geen IRI", "no IRI"),
                NodeKind::IriOrLiteral => ("geen blanco knoop", "no blank node"),
            };
            (nl.into(), en.into())
        }
        Constraint::MinCount(count) => counted("minstens", "at least", *count),
        Constraint::MaxCount(count) => counted("hoogstens", "at most", *count),
        Constraint::QualifiedMinCount(count, shape) => {
            of_this_form(counted("minstens", "at least", *count), shape)
        }
        Constraint::QualifiedMaxCount(count, shape) => {
            of_this_form(counted("hoogstens", "at most", *count), shape)
        }
        Constraint::Range(bound, limit) => {
            let (nl, en) = match bound {
                Bound::MinExclusive => ("meer dan", "more than"),
                Bound::MinInclusive => ("minstens", "at least"),
                Bound::MaxExclusive => ("minder dan", "less than"),
                Bound::MaxInclusive => ("hoogstens", "at most"),
            };
            let limit = limit.value();
            (format!("{nl} {limit}"), format!("{en} {limit}"))
        }
        Constraint::MinLength(length) => (
            format!("minstens {length} teken(s)"),
            format!("at least {length} character(s)"),
        ),
        Constraint::MaxLength(length) => (
            format!("hoogstens {length} teken(s)"),
            format!("at most {length} character(s)"),
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
        Constraint::LessThan(other) => (
            format!("minder dan {}", name(other)),
            format!("less than {}", name(other)),
        ),
        Constraint::LessThanOrEquals(other) => (
            format!("niet meer dan {}", name(other)),
            format!("no more than {}", name(other)),
        ),
        Constraint::HasValue(term) => {
            let term = super::check::readable(term);
            (format!("de waarde {term}"), format!("the value {term}"))
        }
        Constraint::In(values) => (
            format!("een van {}", terms(values)),
            format!("one of {}", terms(values)),
        ),
        Constraint::Not(_)
        | Constraint::And(_)
        | Constraint::Or(_)
        | Constraint::Xone(_)
        | Constraint::Node(_) => ("wat de vorm zegt".into(), "what the shape says".into()),
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
