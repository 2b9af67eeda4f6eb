//! Rules over a store → violations; RDF files → findings.

use super::compile::{Rule, focus_queries, rules};
use super::place::{Line, LineReader, Places, Wanted};
use super::read::{ContractError, read};
use crate::findings::{Bilingual, Finding};
use crate::graph::{SHAPES_TURTLE, SinkError};
use crate::store::{DataFile, DataFileError, InProcess, QueryError, Store, StoreBuilder, shorten};
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::QuerySolution;
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

/// The namespace of our shapes.
const SHAPES: &str = "https://w3id.org/kadergraaf/def/shapes#";

/// Bytes of a file that is checked; its graph takes some three times as much memory.
const LARGEST_FILE: u64 = 1 << 30;

/// The rules that a graph in our vocabulary keeps to.
#[derive(Clone, Debug)]
pub struct Contract {
    rules: Vec<Rule>,
    /// Each answers where there is a node that some shape is about.
    focus: BTreeSet<String>,
}

/// One rule, broken by one node.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Violation<'a> {
    rule: &'a Rule,
    /// The named graph; none: the default graph.
    graph: Option<Term>,
    focus: Term,
    value: Option<Term>,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What breaks the contract, by file, line, node and shape.
    pub findings: Vec<Finding>,
    /// How many triples there were, all graphs together.
    pub triples: usize,
    /// How many graphs were checked, the default graph counted.
    pub graphs: usize,
    /// How many rules each graph was asked.
    pub rules: usize,
    /// Whether the contract is about anything that is there: where not, nothing was checked.
    pub is_about_something: bool,
}

/// Why a check could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The built-in shapes are not as they should be.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] DataFileError),
    /// Something that is no file, or too large a one.
    #[error("{path}: {problem}")]
    Unfit {
        /// The file.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A rule could not be answered.
    #[error("the graph could not be checked: {0}")]
    Query(#[from] QueryError),
    /// The store is full.
    #[error(transparent)]
    Store(#[from] SinkError),
}

impl Contract {
    /// The contract that is built in.
    ///
    /// # Errors
    /// Where `ontology/shapes.ttl` is not as it should be; a test holds that it is.
    pub fn embedded() -> Result<Self, ContractError> {
        Self::of_turtle(SHAPES_TURTLE)
    }

    /// The contract of these shapes.
    ///
    /// # Errors
    /// Where the text is no Turtle, or says in SHACL what is not read here.
    pub fn of_turtle(turtle: &str) -> Result<Self, ContractError> {
        let shapes = read(turtle)?;
        Ok(Self {
            rules: rules(&shapes)?,
            focus: focus_queries(&shapes),
        })
    }

    /// The rules, in the order of the shapes.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether the contract is about anything in a dataset.
    fn is_about(&self, store: &Arc<Store>) -> Result<bool, QueryError> {
        let runner = InProcess::new(Arc::clone(store));
        for query in &self.focus {
            let mut found = false;
            runner.select(query, &mut |row: &QuerySolution| {
                found |= row.get("this").is_some();
            })?;
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn violations(&self, store: &Arc<Store>) -> Result<Vec<Violation<'_>>, QueryError> {
        let runner = InProcess::new(Arc::clone(store));
        let has_named = store.named_graphs().next().is_some();
        let mut found = Vec::new();
        for rule in &self.rules {
            let mut row = |row: &QuerySolution| {
                if let Some(focus) = row.get("this") {
                    found.push(Violation {
                        rule,
                        graph: row.get("graph").cloned(),
                        focus: focus.clone(),
                        value: row.get("value").cloned(),
                    });
                }
            };
            runner.select(&rule.select, &mut row)?;
            if has_named {
                runner.select(&rule.select_named, &mut row)?;
            }
        }
        Ok(found)
    }
}

/// Checks RDF files against the built-in contract. The default graphs of several files are one
/// graph, and so are named graphs of one name; each graph of the dataset is checked on its own.
///
/// # Errors
/// [`CheckError`], where a file cannot be read; what breaks the contract is no error but a finding.
pub fn check_files(files: &[DataFile]) -> Result<Checked, CheckError> {
    let contract = Contract::embedded()?;
    let mut builder = StoreBuilder::new();
    let mut names = Vec::new();
    for file in files {
        let mut blanks = BlankNodes::of(names.len());
        let reader = open(&file.path)?;
        file.each_quad(reader, &mut |quad| {
            builder.insert(blanks.renamed(quad).as_ref())
        })?;
        names.push(file.path.display().to_string());
    }
    let store = Arc::new(builder.finish());
    let graphs = store.named_graphs().count() + 1;
    let violations = contract.violations(&store)?;
    let is_about_something = !violations.is_empty() || contract.is_about(&store)?;
    let (triples, rules) = (store.len(), contract.rules.len());
    drop(store);
    let places = places(files, &violations)?;
    let mut findings: Vec<_> = violations
        .iter()
        .zip(places)
        .map(|(violation, (file, line))| {
            let name = names.get(file).map_or("", String::as_str);
            ((file, line.number), finding(violation, name, line))
        })
        .collect();
    findings.sort_by(|(a, one), (b, other)| {
        let key = |finding: &Finding| {
            (
                finding.concerns.clone(),
                finding.rule.clone(),
                finding.code.as_str(),
                finding.value.clone(),
                finding.message.en.clone(),
            )
        };
        a.cmp(b).then_with(|| key(one).cmp(&key(other)))
    });
    Ok(Checked {
        findings: findings.into_iter().map(|(_, finding)| finding).collect(),
        triples,
        graphs,
        rules,
        is_about_something,
    })
}

fn open(path: &Path) -> Result<BufReader<File>, CheckError> {
    let name = || path.display().to_string();
    let read_error = |source| DataFileError::Read {
        path: name(),
        source,
    };
    // Before it is opened: opening a pipe that nobody writes to would wait for ever.
    let about = std::fs::metadata(path).map_err(read_error)?;
    let problem = if about.is_dir() {
        Some("is a folder, not a file".to_owned())
    } else if !about.is_file() {
        Some("is no regular file".to_owned())
    } else if about.len() > LARGEST_FILE {
        let gigabyte = LARGEST_FILE >> 30;
        Some(format!(
            "is larger than {gigabyte} GiB, which is more than is checked at once"
        ))
    } else {
        None
    };
    match problem {
        Some(problem) => Err(CheckError::Unfit {
            path: name(),
            problem,
        }),
        None => Ok(BufReader::new(File::open(path).map_err(read_error)?)),
    }
}

/// Gives blank nodes names that are apart for each file and the same in every reading of it.
struct BlankNodes {
    file: usize,
    numbers: HashMap<BlankNode, usize>,
}

impl BlankNodes {
    fn of(file: usize) -> Self {
        Self {
            file,
            numbers: HashMap::new(),
        }
    }

    fn renamed(&mut self, mut quad: Quad) -> Quad {
        if let NamedOrBlankNode::BlankNode(node) = &mut quad.subject {
            self.rename(node);
        }
        if let Term::BlankNode(node) = &mut quad.object {
            self.rename(node);
        }
        if let GraphName::BlankNode(node) = &mut quad.graph_name {
            self.rename(node);
        }
        quad
    }

    fn rename(&mut self, node: &mut BlankNode) {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(node.clone()).or_insert(next);
        *node = BlankNode::new_unchecked(format!("f{}b{number}", self.file));
    }
}

/// The file and line of each violation: found by reading the files once more, so that nothing need
/// be kept of files without any.
fn places(
    files: &[DataFile],
    violations: &[Violation<'_>],
) -> Result<Vec<(usize, Line)>, CheckError> {
    let wanted: Vec<Wanted> = violations
        .iter()
        .map(|violation| Wanted {
            focus: violation.focus.clone(),
            property: violation.rule.property.clone(),
            value: violation.value.clone(),
        })
        .collect();
    let mut found: Vec<Option<(usize, Line)>> = vec![None; wanted.len()];
    for (number, file) in files.iter().enumerate() {
        if found.iter().all(Option::is_some) {
            break;
        }
        let (reader, cursor) = LineReader::new(open(&file.path)?);
        let mut places = Places::new(&wanted);
        let mut blanks = BlankNodes::of(number);
        file.each_quad(reader, &mut |quad| {
            places.quad(&blanks.renamed(quad), &cursor);
            Ok(())
        })?;
        for (place, line) in found.iter_mut().zip(places.lines()) {
            if let (None, Some(line)) = (&place, line) {
                *place = Some((number, line));
            }
        }
    }
    let nowhere = || {
        let line = Line {
            number: 1,
            text: String::new(),
        };
        (0, line)
    };
    Ok(found
        .into_iter()
        .map(|place| place.unwrap_or_else(nowhere))
        .collect())
}

fn finding(violation: &Violation<'_>, file: &str, line: Line) -> Finding {
    let rule = violation.rule;
    let focus = readable(&violation.focus);
    let mut about = String::new();
    if let Some(path) = &rule.path {
        about = format!(" ({}", short_path(path));
        if let Some(value) = &violation.value {
            about = format!("{about}: {}", readable(value));
        }
        about.push(')');
    }
    let (mut in_nl, mut in_en) = (String::new(), String::new());
    if let Some(name) = &violation.graph {
        in_nl = format!(", in de graaf {}", readable(name));
        in_en = format!(", in the graph {}", readable(name));
    }
    let message = Bilingual {
        nl: format!("{focus}{in_nl}: {}{about}", rule.message.nl),
        en: format!("{focus}{in_en}: {}{about}", rule.message.en),
    };
    let shape = rule.shape.replacen(SHAPES, "shape:", 1);
    let help = Bilingual {
        nl: format!("verwacht: {} ({shape})", rule.expected.nl),
        en: format!("expected: {} ({shape})", rule.expected.en),
    };
    let column = line.text.len() - line.text.trim_start().len();
    let column = u32::try_from(column).unwrap_or(0).saturating_add(1);
    let mut finding = Finding::new(rule.code, file, line.number, column, line.text, message)
        .with_help(help)
        .with_rule(rule.shape.as_str())
        .concerning(match &violation.focus {
            Term::NamedNode(iri) => iri.as_str().to_owned(),
            other => other.to_string(),
        });
    finding.key = rule.property.clone().or_else(|| rule.path.clone());
    finding.value = violation.value.as_ref().map(ToString::to_string);
    finding
}

/// A term as people read it, no longer than a line.
pub(super) fn readable(term: &Term) -> String {
    const LONGEST: usize = 100;
    let text = match term {
        Term::NamedNode(iri) => shorten(iri.as_str()).into_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.to_string(),
    };
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A path with its IRIs shortened.
fn short_path(path: &str) -> String {
    let mut shown = String::new();
    let mut rest = path;
    while let Some((before, iri)) = rest.split_once('<') {
        let (iri, after) = iri.split_once('>').unwrap_or((iri, ""));
        shown.push_str(before);
        shown.push_str(&shorten(iri));
        rest = after;
    }
    shown + rest
}
