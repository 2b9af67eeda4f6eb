//! A dataset as bytes that are loaded without being parsed: on its way to the processes that answer
//! queries over it, which are this very program on this very machine.
//!
//! Numbers are of 32 bits, the lowest byte first, texts a length and UTF-8. The terms, by their number:
//! how many, and for each its [`kind`] and its texts. The graphs that have a name: how many, and
//! their terms. The quads, as they were told: how many, and for each four numbers, the graph as the
//! number of its term and one more, the default graph as 0.

use super::builder::StoreBuilder;
use super::dataset::{Id, Store, Terms, Told};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, Literal, NamedNode, Term};

/// What a term is, and which texts it has.
mod kind {
    /// Its IRI.
    pub(super) const IRI: u8 = 0;
    /// Its label.
    pub(super) const BLANK_NODE: u8 = 1;
    /// Its value.
    pub(super) const STRING: u8 = 2;
    /// Its value, its language.
    pub(super) const IN_LANGUAGE: u8 = 3;
    /// Its value, the IRI of its datatype.
    pub(super) const TYPED: u8 = 4;
}

/// Bytes that are no image of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the dataset did not come over whole")]
pub struct ImageError;

impl StoreBuilder {
    /// What was told so far, in its order; of a builder that does not
    /// [remember](StoreBuilder::remembering) the order, that of its graphs.
    pub fn image(&self) -> Vec<u8> {
        let mut image = Vec::with_capacity(self.terms.len() * 96 + self.len() * 16);
        write_number(&mut image, self.terms.len());
        for term in &self.terms {
            write_term(&mut image, term);
        }
        write_number(&mut image, self.named.len());
        for graph in self.named.keys() {
            image.extend_from_slice(&graph.to_le_bytes());
        }
        write_number(&mut image, self.len());
        let mut quad = |graph: Option<Id>, triple: [Id; 3]| {
            write_number(&mut image, graph.map_or(0, |graph| graph as usize + 1));
            for id in triple {
                image.extend_from_slice(&id.to_le_bytes());
            }
        };
        if let Some(told) = &self.told {
            for step in told {
                if let Told::Quad(graph, triple) = step {
                    quad(*graph, *triple);
                }
            }
        } else {
            for triple in &self.default {
                quad(None, *triple);
            }
            for (graph, triples) in &self.named {
                for triple in triples {
                    quad(Some(*graph), *triple);
                }
            }
        }
        image
    }
}

impl Store {
    /// The dataset of an image.
    ///
    /// # Errors
    /// Where the bytes are no image, or not all of one.
    pub fn of_image(image: &[u8]) -> Result<Self, ImageError> {
        let mut rest = Rest(image);
        let count = rest.number()?;
        let mut terms = Terms::default();
        // No more than could be there: a term takes five bytes at least.
        terms.reserve(count.min(image.len() / 5));
        for _ in 0..count {
            terms.insert(rest.term()?);
        }
        if terms.len() != count {
            return Err(ImageError);
        }
        let mut builder = StoreBuilder::new();
        builder.terms = terms;
        for _ in 0..rest.number()? {
            builder.named.entry(rest.id(count)?).or_default();
        }
        let quads = rest.number()?;
        if rest.0.len() != quads.checked_mul(16).ok_or(ImageError)? {
            return Err(ImageError);
        }
        builder.default.reserve(quads);
        for _ in 0..quads {
            let graph = rest.graph()?;
            let triple = [rest.id(count)?, rest.id(count)?, rest.id(count)?];
            let rows = match graph {
                None => &mut builder.default,
                Some(graph) => builder.named.get_mut(&graph).ok_or(ImageError)?,
            };
            rows.push(triple);
        }
        Ok(builder.finish())
    }
}

fn write_number(image: &mut Vec<u8>, number: usize) {
    // Terms have numbers of 32 bits, and texts are shorter than that: larger ones make no image
    // that could be read.
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    image.extend_from_slice(&number.to_le_bytes());
}

fn write_term(image: &mut Vec<u8>, term: &Term) {
    let (kind, first, second) = match term {
        Term::NamedNode(iri) => (kind::IRI, iri.as_str(), None),
        Term::BlankNode(node) => (kind::BLANK_NODE, node.as_str(), None),
        Term::Literal(literal) => match literal.language() {
            Some(language) => (kind::IN_LANGUAGE, literal.value(), Some(language)),
            None if literal.datatype() == xsd::STRING => (kind::STRING, literal.value(), None),
            None => {
                let datatype = literal.datatype().as_str();
                (kind::TYPED, literal.value(), Some(datatype))
            }
        },
    };
    image.push(kind);
    for text in [Some(first), second].into_iter().flatten() {
        write_number(image, text.len());
        image.extend_from_slice(text.as_bytes());
    }
}

/// What is left of an image.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ImageError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ImageError)?;
        self.0 = rest;
        Ok(taken)
    }

    fn four(&mut self) -> Result<u32, ImageError> {
        let bytes = self.take(4)?.try_into().map_err(|_| ImageError)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn id(&mut self, terms: usize) -> Result<Id, ImageError> {
        let id = self.four()?;
        if id as usize >= terms {
            return Err(ImageError);
        }
        Ok(id)
    }

    fn graph(&mut self) -> Result<Option<Id>, ImageError> {
        Ok(self.four()?.checked_sub(1))
    }

    fn number(&mut self) -> Result<usize, ImageError> {
        self.four().map(|number| number as usize)
    }

    fn text(&mut self) -> Result<String, ImageError> {
        let length = self.number()?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| ImageError)
    }

    fn term(&mut self) -> Result<Term, ImageError> {
        let kind = self.take(1)?.first().copied();
        let text = self.text()?;
        Ok(match kind {
            Some(kind::IRI) => NamedNode::new_unchecked(text).into(),
            Some(kind::BLANK_NODE) => BlankNode::new_unchecked(text).into(),
            Some(kind::STRING) => Literal::new_simple_literal(text).into(),
            Some(kind::IN_LANGUAGE) => {
                Literal::new_language_tagged_literal_unchecked(text, self.text()?).into()
            }
            Some(kind::TYPED) => {
                Literal::new_typed_literal(text, NamedNode::new_unchecked(self.text()?)).into()
            }
            _ => return Err(ImageError),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::NamedNodeRef;

    const QUADS: &str = "\
<urn:s> <urn:p> \"é\\n\" .
<urn:s> <urn:p> \"nee\"@nl <urn:g> .
<urn:s> <urn:p> \"3.10\"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .
_:b <urn:p> <urn:s> _:g .
<urn:s> <urn:p> \"é\\n\" <urn:g> .
";

    fn told(mut builder: StoreBuilder) -> StoreBuilder {
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(QUADS.as_bytes()) {
            builder.insert(quad.unwrap().as_ref()).unwrap();
        }
        let empty = NamedNodeRef::new("urn:empty").unwrap();
        builder.name_graph(empty.into()).unwrap();
        builder
    }

    #[test]
    fn an_image_is_the_dataset() {
        for builder in [told(StoreBuilder::remembering()), told(StoreBuilder::new())] {
            let copy = Store::of_image(&builder.image()).unwrap();
            let store = builder.finish();
            assert!(copy.quads().eq(store.quads()));
            assert_eq!(copy.len(), 5);
            assert!(copy.named_graphs().eq(store.named_graphs()));
            assert_eq!(copy.named_graphs().count(), 3);
        }
    }

    #[test]
    fn part_of_an_image_is_none() {
        let image = told(StoreBuilder::remembering()).image();
        for end in 0..image.len() {
            assert_eq!(
                Store::of_image(&image[..end]).err(),
                Some(ImageError),
                "{end}"
            );
        }
        for (place, byte) in [(4, 9), (image.len() - 1, 1), (9, 0xff)] {
            let mut wrong = image.clone();
            wrong[place] = byte;
            assert_eq!(Store::of_image(&wrong).err(), Some(ImageError), "{place}");
        }
    }
}
