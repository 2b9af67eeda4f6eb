//! Turtle → shapes.

use super::shape::{Constraint, Path, Severity, Shape, Target};
use crate::findings::Bilingual;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// How deep shapes may stand in one another; a shape in itself is deeper than that.
const DEPTH: usize = 12;

/// Why a file of shapes cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContractError {
    /// It is no Turtle.
    #[error("the shapes could not be read: {0}")]
    Syntax(String),
    /// It says something that is not read here.
    #[error("the shape {shape}: {problem}")]
    Shape {
        /// The shape.
        shape: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// What is said, by subject, in the order of the file.
struct Statements {
    by_subject: BTreeMap<String, Vec<(String, Term)>>,
    subjects: Vec<Term>,
}

/// Reads the node shapes and property shapes that have targets, in the order of the file.
pub(super) fn read(turtle: &str) -> Result<Vec<Shape>, ContractError> {
    let mut statements = Statements {
        by_subject: BTreeMap::new(),
        subjects: Vec::new(),
    };
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
        let quad = quad.map_err(|error| ContractError::Syntax(error.to_string()))?;
        let subject = Term::from(quad.subject);
        let said = statements
            .by_subject
            .entry(key(&subject))
            .or_insert_with(|| {
                statements.subjects.push(subject);
                Vec::new()
            });
        said.push((quad.predicate.into_string(), quad.object));
    }
    let mut shapes = Vec::new();
    let mut reached = BTreeSet::new();
    for subject in &statements.subjects {
        if statements.is_targeted(subject) {
            shapes.push(statements.shape(subject, 0, &mut reached)?);
        }
    }
    // A shape that nothing leads to would be a rule that never holds.
    for subject in &statements.subjects {
        let kind = statements.one(subject, rdf::TYPE.as_str());
        let is_shape =
            kind.is_some_and(|kind| [sh("NodeShape"), sh("PropertyShape")].contains(&key(kind)));
        if is_shape && !reached.contains(&key(subject)) {
            return Err(problem(subject, "no shape with a target leads to it"));
        }
    }
    Ok(shapes)
}

fn sh(local: &str) -> String {
    format!("{SH}{local}")
}

/// A term as a key: an IRI as it is, a blank node with `_:`.
fn key(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        other => other.to_string(),
    }
}

fn problem(shape: &Term, problem: impl Into<String>) -> ContractError {
    ContractError::Shape {
        shape: key(shape),
        problem: problem.into(),
    }
}

impl Statements {
    fn said(&self, subject: &Term) -> &[(String, Term)] {
        self.by_subject
            .get(&key(subject))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn all<'a>(&'a self, subject: &Term, predicate: &'a str) -> impl Iterator<Item = &'a Term> {
        self.said(subject)
            .iter()
            .filter(move |(said, _)| said == predicate)
            .map(|(_, object)| object)
    }

    fn one<'a>(&'a self, subject: &Term, predicate: &'a str) -> Option<&'a Term> {
        self.all(subject, predicate).next()
    }

    fn is_targeted(&self, subject: &Term) -> bool {
        self.said(subject)
            .iter()
            .any(|(predicate, _)| predicate.starts_with(&sh("target")))
    }

    /// The members of an RDF list.
    fn list(&self, head: &Term) -> Result<Vec<Term>, ContractError> {
        let mut members = Vec::new();
        let mut rest = head;
        while key(rest) != rdf::NIL.as_str() {
            let (Some(first), Some(next)) = (
                self.one(rest, rdf::FIRST.as_str()),
                self.one(rest, rdf::REST.as_str()),
            ) else {
                return Err(problem(head, "not a list"));
            };
            if members.len() > 1000 {
                return Err(problem(head, "a list without an end"));
            }
            members.push(first.clone());
            rest = next;
        }
        Ok(members)
    }

    fn shape(
        &self,
        subject: &Term,
        depth: usize,
        reached: &mut BTreeSet<String>,
    ) -> Result<Shape, ContractError> {
        if depth > DEPTH {
            return Err(problem(subject, "stands in itself, or too deep in others"));
        }
        reached.insert(key(subject));
        let mut shape = Shape {
            name: key(subject),
            path: None,
            targets: Vec::new(),
            constraints: Vec::new(),
            properties: Vec::new(),
            message: self.message(subject)?,
            severity: Severity::Violation,
        };
        let mut reader = Parameters {
            statements: self,
            subject,
            depth,
            reached,
        };
        for (predicate, object) in self.said(subject) {
            if let Some(local) = predicate.strip_prefix(SH) {
                reader.parameter(local, object, &mut shape)?;
            }
        }
        Ok(shape)
    }

    fn message(&self, subject: &Term) -> Result<Option<Bilingual>, ContractError> {
        let in_language = |language: &str| {
            self.all(subject, "http://www.w3.org/ns/shacl#message")
                .find_map(|message| match message {
                    Term::Literal(text) if text.language() == Some(language) => {
                        Some(text.value().to_owned())
                    }
                    _ => None,
                })
        };
        match (in_language("nl"), in_language("en")) {
            (Some(nl), Some(en)) => Ok(Some(Bilingual { nl, en })),
            (None, None) => Ok(None),
            _ => Err(problem(subject, "its message is in one language only")),
        }
    }

    fn path(&self, subject: &Term, path: &Term, depth: usize) -> Result<Path, ContractError> {
        if depth > DEPTH {
            return Err(problem(subject, "its path stands in itself"));
        }
        if let Term::NamedNode(iri) = path {
            return Ok(Path::Predicate(iri.clone()));
        }
        let below = |path: &Term| self.path(subject, path, depth + 1);
        let parts = |list: &Term| -> Result<Vec<Path>, ContractError> {
            self.list(list)?.iter().map(below).collect()
        };
        match self.said(path) {
            [(predicate, object)] => match predicate.strip_prefix(SH) {
                Some("inversePath") => Ok(Path::Inverse(Box::new(below(object)?))),
                Some("alternativePath") => Ok(Path::Alternative(parts(object)?)),
                _ => Err(problem(subject, "its path is none that SHACL knows")),
            },
            [(predicate, _), ..] if predicate == rdf::FIRST.as_str() => {
                Ok(Path::Sequence(parts(path)?))
            }
            _ => Err(problem(subject, "its path is none that SHACL knows")),
        }
    }
}

/// Reads the parameters of one shape.
struct Parameters<'a> {
    statements: &'a Statements,
    subject: &'a Term,
    depth: usize,
    reached: &'a mut BTreeSet<String>,
}

impl Parameters<'_> {
    fn wrong(&self, local: &str) -> ContractError {
        problem(
            self.subject,
            format!("sh:{local} has a value that is not read here"),
        )
    }

    fn iri(&self, local: &str, value: &Term) -> Result<NamedNode, ContractError> {
        match value {
            Term::NamedNode(iri) => Ok(iri.clone()),
            _ => Err(self.wrong(local)),
        }
    }

    fn literal(&self, local: &str, value: &Term) -> Result<Literal, ContractError> {
        match value {
            Term::Literal(literal) => Ok(literal.clone()),
            _ => Err(self.wrong(local)),
        }
    }

    fn number(&self, local: &str, value: &Term) -> Result<u32, ContractError> {
        let literal = self.literal(local, value)?;
        literal.value().parse().map_err(|_| self.wrong(local))
    }

    fn shape(&mut self, value: &Term) -> Result<Shape, ContractError> {
        self.statements.shape(value, self.depth + 1, self.reached)
    }

    fn shapes(&mut self, list: &Term) -> Result<Vec<Shape>, ContractError> {
        let members = self.statements.list(list)?;
        members.iter().map(|member| self.shape(member)).collect()
    }

    /// The text of another parameter of this shape.
    fn beside(&self, local: &str) -> Option<&Term> {
        let predicate = sh(local);
        self.statements
            .said(self.subject)
            .iter()
            .find(|(said, _)| *said == predicate)
            .map(|(_, object)| object)
    }

    fn parameter(
        &mut self,
        local: &str,
        value: &Term,
        shape: &mut Shape,
    ) -> Result<(), ContractError> {
        let constraint = match local {
            "targetClass" => return self.target(Target::Class, local, value, shape),
            "targetSubjectsOf" => return self.target(Target::SubjectsOf, local, value, shape),
            "targetObjectsOf" => return self.target(Target::ObjectsOf, local, value, shape),
            "path" => {
                shape.path = Some(self.statements.path(self.subject, value, 0)?);
                return Ok(());
            }
            "property" => {
                let property = self.shape(value)?;
                if property.path.is_none() {
                    return Err(problem(
                        value,
                        "is used as a property shape and has no path",
                    ));
                }
                shape.properties.push(property);
                return Ok(());
            }
            "severity" => {
                shape.severity = match key(value).strip_prefix(SH) {
                    Some("Violation") => Severity::Violation,
                    Some("Warning") => Severity::Warning,
                    _ => return Err(self.wrong(local)),
                };
                return Ok(());
            }
            // Read with what they belong to, or for people.
            "message"
            | "name"
            | "description"
            | "order"
            | "group"
            | "flags"
            | "qualifiedValueShape" => return Ok(()),
            "class" => Constraint::Class(self.iri(local, value)?),
            "datatype" => Constraint::Datatype(self.iri(local, value)?),
            "nodeKind" if key(value) == sh("IRI") => Constraint::IsIri,
            "minCount" => Constraint::MinCount(self.number(local, value)?),
            "maxCount" => Constraint::MaxCount(self.number(local, value)?),
            "minInclusive" => Constraint::MinInclusive(self.literal(local, value)?),
            "minLength" => Constraint::MinLength(self.number(local, value)?),
            "pattern" => Constraint::Pattern {
                regex: self.literal(local, value)?.value().to_owned(),
                flags: match self.beside("flags") {
                    Some(flags) => self.literal("flags", flags)?.value().to_owned(),
                    None => String::new(),
                },
            },
            "languageIn" => {
                let languages = self.statements.list(value)?;
                let languages: Result<_, _> = languages
                    .iter()
                    .map(|range| Ok(self.literal(local, range)?.value().to_owned()))
                    .collect();
                Constraint::LanguageIn(languages?)
            }
            "uniqueLang" => match self.literal(local, value)? {
                yes if yes.value() == "true" && yes.datatype() == xsd::BOOLEAN => {
                    Constraint::UniqueLang
                }
                _ => return Err(self.wrong(local)),
            },
            "equals" => Constraint::Equals(self.iri(local, value)?),
            "disjoint" => Constraint::Disjoint(self.iri(local, value)?),
            "hasValue" => Constraint::HasValue(value.clone()),
            "in" => Constraint::In(self.statements.list(value)?),
            "not" => Constraint::Not(Box::new(self.shape(value)?)),
            "or" => Constraint::Or(self.shapes(value)?),
            "qualifiedMinCount" => {
                Constraint::QualifiedMinCount(self.number(local, value)?, self.qualified()?)
            }
            other => {
                return Err(problem(
                    self.subject,
                    format!("sh:{other} is not read here"),
                ));
            }
        };
        shape.constraints.push(constraint);
        Ok(())
    }

    fn target(
        &self,
        make: impl Fn(NamedNode) -> Target,
        local: &str,
        value: &Term,
        shape: &mut Shape,
    ) -> Result<(), ContractError> {
        shape.targets.push(make(self.iri(local, value)?));
        Ok(())
    }

    fn qualified(&mut self) -> Result<Box<Shape>, ContractError> {
        let Some(value) = self.beside("qualifiedValueShape").cloned() else {
            return Err(problem(
                self.subject,
                "has a qualified count and no sh:qualifiedValueShape",
            ));
        };
        Ok(Box::new(self.shape(&value)?))
    }
}
