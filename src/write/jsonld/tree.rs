//! A thing with its parts as one tree.

use super::context::{Class, Context, Form};
use super::print::Json;
use crate::graph::SinkError;
use crate::graph::vocabulary::{
    APPLICABILITY, EXCEPTION, HAS_CITATION, HAS_SECTION, OPERAND, Property,
};
use crate::write::description::Description;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedOrBlankNode, Term};
use std::collections::HashMap;

/// The properties whose objects stand inside, where they were told.
const CONTAINING: &[Property] = &[APPLICABILITY, EXCEPTION, OPERAND, HAS_SECTION, HAS_CITATION];

/// Parts of parts that are deeper stand beside the tree: readers have their limits.
const DEPTH: usize = 12;

/// The largest whole number that every reader of JSON takes as it is (RFC 8259, section 6).
const SAFE_INTEGER: i64 = (1 << 53) - 1;

/// The nodes for a thing, which comes first, and its parts: one, and a further one for each part
/// that nothing refers to.
pub(super) fn trees(context: &Context, things: &[Description]) -> Result<Vec<Json>, SinkError> {
    let mut grower = Grower {
        context,
        things,
        places: things
            .iter()
            .enumerate()
            .map(|(place, thing)| (&thing.subject, place))
            .collect(),
        told: vec![false; things.len()],
    };
    let mut nodes = Vec::new();
    for (place, thing) in things.iter().enumerate() {
        if grower.claim(place) {
            nodes.push(grower.node(thing, 0)?);
        }
    }
    Ok(nodes)
}

struct Grower<'a> {
    context: &'a Context,
    things: &'a [Description],
    places: HashMap<&'a NamedOrBlankNode, usize>,
    told: Vec<bool>,
}

impl<'a> Grower<'a> {
    /// Whether the description at this place was not told yet; from now on it is.
    fn claim(&mut self, place: usize) -> bool {
        self.told
            .get_mut(place)
            .is_some_and(|told| !std::mem::replace(told, true))
    }

    fn node(&mut self, thing: &'a Description, depth: usize) -> Result<Json, SinkError> {
        let mut members = vec![("id".to_owned(), Json::String(self.name(&thing.subject)?))];
        let mut classes = Vec::new();
        let mut types = Vec::new();
        for (predicate, objects) in &thing.properties {
            if predicate.as_ref() == rdf::TYPE {
                for object in objects {
                    if let Term::NamedNode(class) = object {
                        types.push(self.class_name(class.as_str(), &mut classes)?);
                    }
                }
            }
        }
        classes.sort_by(|left, right| left.name.cmp(&right.name));
        if !types.is_empty() {
            members.push(("type".to_owned(), one_or_many(types, false)));
        }
        for (predicate, objects) in &thing.properties {
            let is_type = predicate.as_ref() == rdf::TYPE;
            let rest: Vec<&Term> = objects
                .iter()
                .filter(|object| !is_type || !matches!(object, Term::NamedNode(_)))
                .collect();
            if !rest.is_empty() {
                self.property(&mut members, &classes, predicate.as_str(), rest, depth)?;
            }
        }
        Ok(Json::Object(members))
    }

    fn class_name(&self, iri: &str, classes: &mut Vec<&'a Class>) -> Result<Json, SinkError> {
        if let Some(class) = self.context.class(iri) {
            classes.push(class);
            return Ok(Json::String(class.name.clone()));
        }
        Ok(Json::String(self.context.iri(iri)?))
    }

    fn property(
        &mut self,
        members: &mut Vec<(String, Json)>,
        classes: &[&Class],
        predicate: &str,
        objects: Vec<&'a Term>,
        depth: usize,
    ) -> Result<(), SinkError> {
        let context = self.context;
        let whole = |context: &Context| context.iri(predicate);
        let Some(key) = context.key(classes, predicate) else {
            let values = self.values(&Form::Plain, objects, depth, false)?;
            members.push((whole(context)?, one_or_many(values, false)));
            return Ok(());
        };
        if key.form == Form::Language {
            // A text without a language has no place in a map by language.
            let (texts, others): (Vec<_>, Vec<_>) = objects
                .into_iter()
                .partition(|object| language(object).is_some());
            if !texts.is_empty() {
                members.push((key.key.clone(), by_language(&texts)));
            }
            if !others.is_empty() {
                let values = self.values(&Form::Plain, others, depth, false)?;
                members.push((whole(context)?, one_or_many(values, false)));
            }
            return Ok(());
        }
        let containing = CONTAINING
            .iter()
            .any(|property| property.iri() == predicate);
        let mut objects = objects;
        if containing {
            // In the order of the document, which is that of the telling; others stay behind.
            objects.sort_by_key(|object| self.place(object).unwrap_or(usize::MAX));
        }
        let values = self.values(&key.form, objects, depth, containing)?;
        members.push((key.key.clone(), one_or_many(values, key.many)));
        Ok(())
    }

    /// Where an object is described among the things at hand.
    fn place(&self, object: &Term) -> Option<usize> {
        let subject = match object {
            Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
            Term::BlankNode(node) => node.clone().into(),
            Term::Literal(_) => return None,
        };
        self.places.get(&subject).copied()
    }

    fn values(
        &mut self,
        form: &Form,
        objects: Vec<&'a Term>,
        depth: usize,
        containing: bool,
    ) -> Result<Vec<Json>, SinkError> {
        let mut values = Vec::with_capacity(objects.len());
        for object in objects {
            let name = match object {
                Term::NamedNode(node) => self.context.iri(node.as_str())?,
                Term::BlankNode(node) => format!("_:{}", node.as_str()),
                Term::Literal(literal) => {
                    values.push(self.literal(form, literal)?);
                    continue;
                }
            };
            let inside = self
                .place(object)
                .filter(|_| containing && depth < DEPTH)
                .and_then(|place| Some((place, self.things.get(place)?)));
            values.push(match inside {
                Some((place, part)) if self.claim(place) => self.node(part, depth + 1)?,
                _ if *form == Form::Iri => Json::String(name),
                _ => Json::Object(vec![("id".to_owned(), Json::String(name))]),
            });
        }
        Ok(values)
    }

    fn literal(&self, form: &Form, literal: &Literal) -> Result<Json, SinkError> {
        let value = literal.value();
        let datatype = literal.datatype();
        match form {
            Form::Typed(expected) if datatype.as_str() == expected => {
                return Ok(Json::String(value.to_owned()));
            }
            Form::Plain if datatype == xsd::STRING => return Ok(Json::String(value.to_owned())),
            Form::Plain if datatype == xsd::INTEGER && is_safe_integer(value) => {
                return Ok(Json::Integer(value.to_owned()));
            }
            Form::Plain if datatype == xsd::BOOLEAN && matches!(value, "true" | "false") => {
                return Ok(Json::Boolean(value == "true"));
            }
            _ => {}
        }
        let mut members = vec![("@value".to_owned(), Json::String(value.to_owned()))];
        if let Some(language) = literal.language() {
            members.push(("@language".to_owned(), Json::String(language.to_owned())));
        } else if datatype != xsd::STRING {
            let datatype = self.context.iri(datatype.as_str())?;
            members.push(("@type".to_owned(), Json::String(datatype)));
        }
        Ok(Json::Object(members))
    }

    fn name(&self, subject: &NamedOrBlankNode) -> Result<String, SinkError> {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.context.iri(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => Ok(format!("_:{}", node.as_str())),
        }
    }
}

fn one_or_many(mut values: Vec<Json>, many: bool) -> Json {
    match values.pop() {
        Some(value) if values.is_empty() && !many => value,
        last => {
            values.extend(last);
            Json::Array(values)
        }
    }
}

fn language(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => literal.language(),
        _ => None,
    }
}

/// `{"nl": …, "en": …}`, with an array where a language has more than one text.
fn by_language(texts: &[&Term]) -> Json {
    let mut languages: Vec<(String, Vec<Json>)> = Vec::new();
    for text in texts {
        let Term::Literal(literal) = text else {
            continue;
        };
        let language = literal.language().unwrap_or_default();
        let value = Json::String(literal.value().to_owned());
        match languages.iter_mut().find(|(known, _)| known == language) {
            Some((_, values)) => values.push(value),
            None => languages.push((language.to_owned(), vec![value])),
        }
    }
    let members = languages
        .into_iter()
        .map(|(language, values)| (language, one_or_many(values, false)));
    Json::Object(members.collect())
}

/// Whether JSON has the same digits for it.
fn is_safe_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| {
        (-SAFE_INTEGER..=SAFE_INTEGER).contains(&number) && number.to_string() == text
    })
}
