//! The library of questions: the files of `queries/`, each a SPARQL query with a heading.
//!
//! [`Library::embedded`] reads those that are built in. A file begins with comment lines that hold
//! YAML: a `Heading`. Each of its parameters stands in the text as a block
//! `VALUES ?name { … }` with the example, so that a file runs as it is in any tool; binding a
//! parameter puts other *terms* into its blocks, never text.

mod choices;
mod citation;
mod heading;
mod kind;
mod parameter;

pub use choices::{Choice, Choices};
pub use citation::Unclear;
pub use heading::{Audience, Column, HeadingError, Needs, Things};
pub use kind::{LONGEST_TEXT, ParameterKind};
pub use parameter::{CITATIONS, Parameter, ParameterError};

use super::tokens::{Kind, tokens};
use crate::findings::Bilingual;
use include_dir::{Dir, include_dir};
use oxigraph::model::Term;
use std::collections::BTreeMap;
use std::sync::OnceLock;

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// A question with its answer's form.
#[derive(Clone, Debug)]
pub struct LibraryQuery {
    /// The file's name without its ending; what it is called everywhere.
    pub name: String,
    /// What it is called.
    pub title: Bilingual,
    /// The question, as somebody would ask it.
    pub question: Bilingual,
    /// What the answer holds and how to read it.
    pub description: Bilingual,
    /// For whom it is, first of all.
    pub audience: Vec<Audience>,
    /// Which editions it suits.
    pub needs: Needs,
    /// What must or may be said to ask it; the language of the labels last, where it shows any.
    pub parameters: Vec<Parameter>,
    /// What the columns of the answer are.
    pub columns: Vec<Column>,
    /// The file, heading and all.
    pub text: String,
    /// Where in the text the values of each parameter stand: byte ranges, in order.
    places: Vec<(usize, std::ops::Range<usize>)>,
}

/// Why a file of the library is not well-formed, or a query could not be bound.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// There is no such query.
    #[error("there is no query named {name:?}; there are: {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The heading is wrong.
    #[error("queries/{file}: {source}")]
    Heading {
        /// The file's name.
        file: String,
        /// What is wrong.
        source: HeadingError,
    },
    /// A parameter has no place in the text.
    #[error("queries/{file}: the parameter {parameter} has no block VALUES ?{parameter} {{ … }}")]
    NoPlace {
        /// The file's name.
        file: String,
        /// The parameter.
        parameter: String,
    },
}

/// All questions, by name.
#[derive(Debug, Default)]
pub struct Library {
    queries: BTreeMap<String, LibraryQuery>,
}

impl Library {
    /// The questions that are built in.
    ///
    /// # Errors
    /// [`LibraryError`] where a file is not well-formed; a test holds that none is.
    pub fn embedded() -> Result<&'static Self, &'static LibraryError> {
        static LIBRARY: OnceLock<Result<Library, LibraryError>> = OnceLock::new();
        LIBRARY
            .get_or_init(|| {
                let mut library = Self::default();
                for file in QUERIES.files() {
                    if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8())
                        && let Some(name) = name.strip_suffix(".rq")
                    {
                        let query = LibraryQuery::parse(name, text)?;
                        library.queries.insert(name.to_owned(), query);
                    }
                }
                Ok(library)
            })
            .as_ref()
    }

    /// The question of this name.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], with the names that there are.
    pub fn get(&self, name: &str) -> Result<&LibraryQuery, LibraryError> {
        self.queries.get(name).ok_or_else(|| LibraryError::Unknown {
            name: name.to_owned(),
            known: self
                .queries
                .keys()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", "),
        })
    }

    /// All questions, by name.
    pub fn iter(&self) -> impl Iterator<Item = &LibraryQuery> {
        self.queries.values()
    }
}

impl LibraryQuery {
    /// Reads a file of the library.
    ///
    /// # Errors
    /// [`LibraryError::Heading`] or [`LibraryError::NoPlace`].
    pub fn parse(name: &str, text: &str) -> Result<Self, LibraryError> {
        let file = format!("{name}.rq");
        let heading = heading::read(text).map_err(|source| LibraryError::Heading {
            file: file.clone(),
            source,
        })?;
        let mut parameters = heading.parameters;
        if !blocks(text, parameter::LANGUAGE).is_empty() {
            parameters.push(Parameter::language());
        }
        let mut places = Vec::new();
        for (index, parameter) in parameters.iter().enumerate() {
            let found = blocks(text, &parameter.name);
            if found.is_empty() {
                return Err(LibraryError::NoPlace {
                    file,
                    parameter: parameter.name.clone(),
                });
            }
            places.extend(found.into_iter().map(|range| (index, range)));
        }
        places.sort_by_key(|(_, range)| range.start);
        Ok(Self {
            name: name.to_owned(),
            title: heading.title,
            question: heading.question,
            description: heading.description,
            audience: heading.audience,
            needs: heading.needs,
            parameters,
            columns: heading.columns,
            text: text.to_owned(),
            places,
        })
    }

    /// The text with these values for its parameters; an optional parameter without a value
    /// restricts nothing, a needed one takes its example only where `examples` is set.
    ///
    /// `choices` says what there is in the graph; without it every well-formed value passes.
    ///
    /// # Errors
    /// [`ParameterError`]: an unknown parameter, a missing one, a value that is none of its kind.
    pub fn bind(
        &self,
        values: &[(String, String)],
        base: &str,
        examples: bool,
        choices: Option<&Choices>,
    ) -> Result<String, ParameterError> {
        for (name, _) in values {
            if !self.parameters.iter().any(|p| p.name == *name) {
                return Err(ParameterError::Unknown {
                    name: name.clone(),
                    known: self.parameters.iter().map(|p| p.name.clone()).collect(),
                });
            }
        }
        let mut bound = Vec::new();
        for parameter in &self.parameters {
            bound.push(parameter.terms(values, base, examples, choices)?);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (index, range) in &self.places {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            text.push_str(&inline_data(bound.get(*index).map_or(&[], Vec::as_slice)));
            at = range.end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        Ok(text)
    }

    /// The text without its heading.
    pub fn body(&self) -> &str {
        without_heading(&self.text)
    }

    /// The columns that a table shows: not those of things whose words stand in another.
    pub fn shown(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| {
            let has_words = |other: &Column| other.of.as_ref() == Some(&column.name);
            column.things == Things::None || !self.columns.iter().any(has_words)
        })
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// A text of the library, bound or not, without its heading.
pub fn without_heading(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// Terms as they stand in a VALUES block, escaped by the serialiser of terms.
fn inline_data(terms: &[Term]) -> String {
    if terms.is_empty() {
        return " UNDEF ".into();
    }
    let mut text = String::from(" ");
    for term in terms {
        text.push_str(&term.to_string());
        text.push(' ');
    }
    text
}

/// The insides of all blocks `VALUES ?name { … }` of a text.
fn blocks(text: &str, name: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut all = tokens(text).peekable();
    while let Some(token) = all.next() {
        if !token.is("VALUES") {
            continue;
        }
        let named =
            all.next_if(|next| next.kind == Kind::Variable && next.text.get(1..) == Some(name));
        let open = named.and_then(|_| all.next_if(|next| next.kind == Kind::Sign('{')));
        if let Some(open) = open
            && let Some(close) = all.find(|next| next.kind == Kind::Sign('}'))
        {
            found.push(open.end()..close.start);
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::store::InProcess;

    const BASE: &str = crate::graph::vocabulary::DEFAULT_BASE;

    fn value(name: &str, value: &str) -> (String, String) {
        (name.into(), value.into())
    }

    #[test]
    fn every_built_in_question_reads_and_runs_with_its_examples() {
        let library = Library::embedded().unwrap();
        assert!(library.iter().count() > 20);
        for query in library.iter() {
            let text = query.bind(&[], BASE, true, None).unwrap();
            let parsed = InProcess::parse(&text, None).unwrap();
            let spargebra::Query::Select { pattern, .. } = parsed else {
                panic!("{} is no SELECT", query.name);
            };
            let mut selected = Vec::new();
            pattern.on_in_scope_variable(|v| selected.push(v.as_str().to_owned()));
            let mut declared: Vec<_> = query.columns.iter().map(|c| c.name.clone()).collect();
            selected.sort();
            declared.sort();
            assert_eq!(declared, selected, "{}", query.name);
            InProcess::parse(&query.text, None).unwrap();
            assert!(query.body().starts_with("PREFIX "), "{}", query.name);
        }
    }

    #[test]
    fn every_audience_finds_five_questions() {
        let library = Library::embedded().unwrap();
        for audience in Audience::ALL {
            let count = library
                .iter()
                .filter(|query| query.audience.contains(&audience))
                .count();
            assert!(count >= 5, "{audience:?}: {count}");
        }
    }

    const SEARCH: &str = "# title: { nl: Zoek, en: Search }\n# question: { nl: Zoek?, en: Search? }\n\
        # description: { nl: Zoek., en: Search. }\n# audience: [lawyer]\n# needs: text\n\
        # parameters: [{ name: word, kind: text, title: { nl: Woord, en: Word }, example: data }]\n\
        # columns: [{ name: s, nl: Iets, en: Something, thing: true }]\n\
        SELECT ?s { VALUES ?language { \"nl\" } VALUES ?word { \"data\" } ?s ?p ?word }";

    #[test]
    fn a_value_is_a_term_whatever_it_holds() {
        let query = LibraryQuery::parse("search", SEARCH).unwrap();
        let hostile = "\" } ?a ?b ?c . DELETE { ?s ?p ?o } # \\ \n '";
        let text = query
            .bind(&[value("word", hostile)], BASE, false, None)
            .unwrap();
        let parsed = InProcess::parse(&text, None).unwrap();
        let row = format!("{{ ( {} )  }}", oxigraph::model::Literal::from(hostile));
        assert!(parsed.to_string().contains(&row), "{parsed}");
        assert!(
            query
                .bind(&[value("words", "x")], BASE, false, None)
                .is_err()
        );
        assert!(query.bind(&[], BASE, false, None).is_err());
    }

    #[test]
    fn a_question_that_shows_labels_has_a_language() {
        let query = LibraryQuery::parse("search", SEARCH).unwrap();
        let word = value("word", "x");
        let bound = |values: &[_]| query.bind(values, BASE, false, None);
        let dutch = bound(std::slice::from_ref(&word)).unwrap();
        assert!(dutch.contains("VALUES ?language { \"nl\" }"), "{dutch}");
        let english = bound(&[word.clone(), value("language", "en")]).unwrap();
        assert!(english.contains("VALUES ?language { \"en\" }"), "{english}");
        assert!(bound(&[word, value("language", "de")]).is_err());
    }

    #[test]
    fn what_is_not_in_the_graph_is_refused_with_what_is() {
        use crate::store::StoreBuilder;
        let mut builder = StoreBuilder::new();
        let quad = |subject: &str, class: &str| {
            oxigraph::model::Quad::new(
                oxigraph::model::NamedNode::new_unchecked(subject),
                oxigraph::model::vocab::rdf::TYPE,
                oxigraph::model::NamedNode::new_unchecked(format!(
                    "{}{class}",
                    crate::graph::vocabulary::KADER
                )),
                oxigraph::model::GraphName::DefaultGraph,
            )
        };
        builder
            .insert(quad(&format!("{BASE}id/phase/ontwerp"), "LifecyclePhase").as_ref())
            .unwrap();
        let choices = Choices::of(&builder.finish(), BASE);
        let query = Library::embedded()
            .unwrap()
            .get("measures-of-phase")
            .unwrap();
        let bound = |phase| query.bind(&[value("phase", phase)], BASE, false, Some(&choices));
        assert!(bound("ontwerp").is_ok());
        let refused = bound("ontwerpen").unwrap_err();
        assert_eq!(refused.parameter(), "phase");
        assert_eq!(refused.allowed(), ["ontwerp"]);
        assert_eq!(
            refused.to_string(),
            "the parameter phase: there is no phase \"ontwerpen\"; there are: ontwerp"
        );
        // Where the graph has no roles at all, it cannot say which there are.
        let role = [value("phase", "ontwerp"), value("role", "jurist")];
        assert!(query.bind(&role, BASE, false, Some(&choices)).is_ok());
    }
}
