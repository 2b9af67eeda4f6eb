//! The forms a graph is written in.

use super::jsonld::JsonLdWriter;
use super::lines::LineWriter;
use super::names::Names;
use super::rdfxml::XmlWriter;
use super::turtle::TurtleWriter;
use super::{WriteSettings, Writer};
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use std::io::Write;
use std::path::Path;
use std::str::FromStr;

/// A form of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle, for reading: the default graph.
    Turtle,
    /// TriG, Turtle with named graphs: the dataset.
    TriG,
    /// N-Triples, a line a triple: the default graph.
    NTriples,
    /// N-Quads, a line a quad: the dataset.
    NQuads,
    /// RDF/XML: the default graph.
    RdfXml,
    /// JSON-LD with a context inside: the dataset.
    JsonLd,
}

/// How much of a dataset a format can hold (modelling §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// The default graph alone; named graphs are left out.
    DefaultGraph,
    /// The default graph and the named graphs.
    Dataset,
}

/// A format's name that is not one of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format {0:?}; there are {names}", names = Format::names())]
pub struct UnknownFormat(pub String);

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::TriG,
        Self::NTriples,
        Self::NQuads,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// The ending of files, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// The registered media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The IRI of the format in the W3C's list of formats, as `dct:format` and `void:feature` use it.
    pub fn iri(self) -> &'static str {
        match self {
            Self::Turtle => "http://www.w3.org/ns/formats/Turtle",
            Self::TriG => "http://www.w3.org/ns/formats/TriG",
            Self::NTriples => "http://www.w3.org/ns/formats/N-Triples",
            Self::NQuads => "http://www.w3.org/ns/formats/N-Quads",
            Self::RdfXml => "http://www.w3.org/ns/formats/RDF_XML",
            Self::JsonLd => "http://www.w3.org/ns/formats/JSON-LD",
        }
    }

    /// How much of a dataset it holds.
    pub fn carries(self) -> Carries {
        match self {
            Self::Turtle | Self::NTriples | Self::RdfXml => Carries::DefaultGraph,
            Self::TriG | Self::NQuads | Self::JsonLd => Carries::Dataset,
        }
    }

    /// The format of files that end in this (without the dot, in any case).
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
            .or(match extension.as_str() {
                "owl" | "xml" => Some(Self::RdfXml),
                "json" => Some(Self::JsonLd),
                _ => None,
            })
    }

    /// The format of a file, by its ending.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_extension(path.extension()?.to_str()?)
    }

    /// The format of a media type; parameters are passed over.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next()?.trim();
        Self::ALL
            .into_iter()
            .find(|format| format.media_type().eq_ignore_ascii_case(essence))
    }

    /// The parser's word for it.
    pub fn rdf_format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
        }
    }

    /// A writer of this format on `out`, which needs no buffer of its own.
    pub fn writer<'w>(
        self,
        out: impl Write + 'w,
        settings: &WriteSettings,
    ) -> Box<dyn Writer + 'w> {
        let carries = self.carries();
        let names = Names::new(&settings.base);
        match self {
            Self::Turtle | Self::TriG => Box::new(TurtleWriter::new(out, carries, names)),
            Self::NTriples | Self::NQuads => Box::new(LineWriter::new(out, carries)),
            Self::RdfXml => Box::new(XmlWriter::new(out, names)),
            Self::JsonLd => Box::new(JsonLdWriter::new(out, settings)),
        }
    }

    /// The names of all formats, for a sentence.
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Takes the name, or the ending of its files.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name || format.extension() == name)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_endings_and_media_types_lead_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            assert_eq!(format.extension().parse(), Ok(format));
            assert_eq!(Format::from_extension(format.extension()), Some(format));
            let with_parameter = format!("{}; charset=utf-8", format.media_type());
            assert_eq!(Format::from_media_type(&with_parameter), Some(format));
            assert_eq!(
                format.rdf_format().supports_datasets(),
                format.carries() == Carries::Dataset
            );
        }
    }

    #[test]
    fn a_wrong_name_is_answered_with_the_right_ones() {
        let sentence = "n3".parse::<Format>().map_err(|error| error.to_string());
        assert_eq!(
            sentence,
            Err("there is no format \"n3\"; there are turtle, trig, ntriples, nquads, rdfxml, jsonld".to_owned())
        );
        assert_eq!(
            Format::from_path(Path::new("a/b.TTL")),
            Some(Format::Turtle)
        );
        assert_eq!(Format::from_path(Path::new("a/ttl")), None);
    }
}
