//! What is said of one subject, gathered, put in order and told to a sink.

use super::sink::{QuadSink, SinkError};
use super::vocabulary::{HAS_CITATION, HAS_SECTION, Property, RDF_TYPE, RDFS_LABEL};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Language {
    /// The language tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
}

/// What a statement says. The order is that of telling among statements of one property.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// A thing, by its IRI.
    Iri(Cow<'static, str>),
    /// A text in a language.
    Text(Language, String),
    /// A string that is no human language: an identifier, an expression.
    Plain(String),
    /// A whole number.
    Integer(u64),
    /// True or false.
    Boolean(bool),
    /// A day, as `2026-12-02`.
    Date(String),
}

/// What is said of one subject.
#[derive(Clone, Debug)]
pub struct Description {
    subject: String,
    statements: Vec<(Property, Object)>,
}

impl Description {
    /// Nothing yet of this subject, an IRI that its maker has made valid.
    pub fn of(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            // Most things have about so many.
            statements: Vec::with_capacity(12),
        }
    }

    /// The subject's IRI.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Adds a statement.
    pub fn add(&mut self, property: Property, object: Object) -> &mut Self {
        self.statements.push((property, object));
        self
    }

    /// Adds a class.
    pub fn class(&mut self, class: &'static str) -> &mut Self {
        self.add(RDF_TYPE, Object::Iri(Cow::Borrowed(class)))
    }

    /// Takes back the texts of a property in a language.
    pub fn remove(&mut self, property: Property, language: Language) -> &mut Self {
        self.statements.retain(|(other, object)| {
            *other != property || !matches!(object, Object::Text(of, _) if *of == language)
        });
        self
    }

    /// Adds a relation to the thing of this IRI.
    pub fn iri(&mut self, property: Property, iri: impl Into<Cow<'static, str>>) -> &mut Self {
        self.add(property, Object::Iri(iri.into()))
    }

    /// Adds a text.
    pub fn text(
        &mut self,
        property: Property,
        language: Language,
        text: impl Into<String>,
    ) -> &mut Self {
        self.add(property, Object::Text(language, text.into()))
    }

    /// Adds a label in both languages.
    pub fn label(&mut self, nl: impl Into<String>, en: impl Into<String>) -> &mut Self {
        self.text(RDFS_LABEL, Language::Nl, nl)
            .text(RDFS_LABEL, Language::En, en)
    }

    /// Adds a string that is no human language.
    pub fn plain(&mut self, property: Property, value: impl Into<String>) -> &mut Self {
        self.add(property, Object::Plain(value.into()))
    }

    /// Adds a whole number.
    pub fn integer(&mut self, property: Property, value: impl Into<u64>) -> &mut Self {
        self.add(property, Object::Integer(value.into()))
    }

    /// Adds true or false.
    pub fn boolean(&mut self, property: Property, value: bool) -> &mut Self {
        self.add(property, Object::Boolean(value))
    }

    /// Adds a day, as `2026-12-02`.
    pub fn date(&mut self, property: Property, value: impl Into<String>) -> &mut Self {
        self.add(property, Object::Date(value.into()))
    }

    /// Tells the statements to a sink, each once, in the order of the vocabulary; those of one
    /// property by their objects, sections and citations as they stand in the text.
    pub fn tell(
        mut self,
        graph: GraphNameRef<'_>,
        sink: &mut dyn QuadSink,
    ) -> Result<(), SinkError> {
        self.statements
            .sort_by(|(property, object), (other, right)| {
                property.cmp(other).then_with(|| match *property {
                    HAS_SECTION | HAS_CITATION => Ordering::Equal,
                    _ => object.cmp(right),
                })
            });
        self.statements.dedup();
        sink.statements(&Statements::new(&self.subject, graph, &self.statements))
    }
}

/// All that is told of one subject in one graph: each statement once, in the order of telling.
#[derive(Clone, Copy, Debug)]
pub struct Statements<'a> {
    subject: &'a str,
    graph: GraphNameRef<'a>,
    all: &'a [(Property, Object)],
}

impl<'a> Statements<'a> {
    /// These, of a subject that is a valid IRI; each once and in the order of telling.
    pub fn new(subject: &'a str, graph: GraphNameRef<'a>, all: &'a [(Property, Object)]) -> Self {
        Self {
            subject,
            graph,
            all,
        }
    }

    /// The subject's IRI.
    pub fn subject(&self) -> NamedNodeRef<'a> {
        NamedNodeRef::new_unchecked(self.subject)
    }

    /// The graph.
    pub fn graph(&self) -> GraphNameRef<'a> {
        self.graph
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The properties with their objects.
    pub fn iter(&self) -> impl Iterator<Item = (Property, &'a Object)> {
        self.all
            .iter()
            .map(|(property, object)| (*property, object))
    }

    /// The same as quads, one after another.
    ///
    /// # Errors
    /// The first one that `each` gives.
    pub fn quads<E>(&self, mut each: impl FnMut(QuadRef<'_>) -> Result<(), E>) -> Result<(), E> {
        for (property, object) in self.iter() {
            let predicate = NamedNodeRef::new_unchecked(property.iri());
            let number;
            let object: TermRef<'_> = match object {
                Object::Iri(iri) => NamedNodeRef::new_unchecked(iri).into(),
                Object::Text(language, text) => {
                    LiteralRef::new_language_tagged_literal_unchecked(text, language.tag()).into()
                }
                Object::Plain(text) => LiteralRef::new_simple_literal(text).into(),
                Object::Integer(value) => {
                    number = value.to_string();
                    LiteralRef::new_typed_literal(&number, xsd::INTEGER).into()
                }
                Object::Boolean(value) => {
                    LiteralRef::new_typed_literal(lexical(*value), xsd::BOOLEAN).into()
                }
                Object::Date(day) => LiteralRef::new_typed_literal(day, xsd::DATE).into(),
            };
            each(QuadRef::new(self.subject(), predicate, object, self.graph))?;
        }
        Ok(())
    }
}

/// The canonical form of an `xsd:boolean` (XML Schema 1.1 part 2, section 3.3.2).
pub(crate) fn lexical(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
