//! Whether a file is the graph that a manifest names, and where not, what differs.

use super::fingerprint::{CanonicalLines, Summary};
use super::{Carries, Format};
use crate::graph::hexadecimal;
use crate::graph::{QuadSink, SinkError};
use oxigraph::io::{RdfParseError, RdfParser};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::io::{self, Read};

/// Why a file could not be read into a sink.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is not well-formed, or cannot be read; the message has the place.
    #[error("{0}")]
    Parse(#[from] RdfParseError),
    /// The sink would not have it.
    #[error(transparent)]
    Sink(#[from] SinkError),
}

/// Tells what a file says to a sink, in the order of the file. Blank nodes keep their names.
///
/// # Errors
/// Where the file is not well-formed or the sink fails.
pub fn read(format: Format, file: impl Read, sink: &mut dyn QuadSink) -> Result<(), ReadError> {
    for quad in RdfParser::from_format(format.rdf_format()).for_reader(file) {
        sink.quad(quad?.as_ref())?;
    }
    Ok(())
}

/// Passes on what it reads, and finds the SHA-256 of it.
pub struct HashingReader<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> HashingReader<R> {
    /// Around a file at its beginning.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
        }
    }

    /// The SHA-256 of the whole file, what was not yet read included: 64 hexadecimal digits.
    ///
    /// # Errors
    /// Where the file cannot be read to its end.
    pub fn finish(mut self) -> io::Result<String> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(hexadecimal(&self.hash.finalize()))
    }
}

impl<R: Read> Read for HashingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

/// Passes on what is written to it, and finds the SHA-256 of it.
pub struct HashingWriter<W> {
    inner: W,
    hash: Sha256,
}

impl<W: io::Write> HashingWriter<W> {
    /// Around an output at its beginning.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
        }
    }

    /// The SHA-256 of what was written: 64 hexadecimal digits.
    pub fn finish(self) -> String {
        hexadecimal(&self.hash.finalize())
    }
}

impl<W: io::Write> io::Write for HashingWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(buffer)?;
        self.hash.update(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A way in which a dataset is not what the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// A graph is another one; `None` is the default graph.
    Graph {
        /// Its IRI.
        name: Option<String>,
        /// How many statements the manifest counts.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A named graph of the manifest is not there.
    LostGraph(String),
    /// A named graph is there of which the manifest does not speak.
    ForeignGraph(String),
    /// There are more or fewer things of a class.
    Class {
        /// Its IRI.
        class: String,
        /// How many the manifest counts.
        expected: u64,
        /// How many there are.
        found: u64,
    },
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Graph {
                name,
                expected,
                found,
            } => {
                match name {
                    None => f.write_str("the default graph")?,
                    Some(name) => write!(f, "the graph <{name}>")?,
                }
                if expected == found {
                    write!(f, " differs, though both have {found} statements")
                } else {
                    write!(f, " has {found} statements instead of {expected}")
                }
            }
            Self::LostGraph(name) => write!(f, "the graph <{name}> is missing"),
            Self::ForeignGraph(name) => {
                write!(f, "the graph <{name}> does not belong to the dataset")
            }
            Self::Class {
                class,
                expected,
                found,
            } => write!(
                f,
                "there are {found} things of <{class}> instead of {expected}"
            ),
        }
    }
}

/// How a file's dataset differs from that of the manifest, as far as its format carries it; empty
/// where it does not. What a format does not carry is not missed, but must not be there either.
pub fn mismatches(expected: &Summary, found: &Summary, carries: Carries) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    let mut graph =
        |name: Option<&str>, expected: &super::GraphSummary, found: &super::GraphSummary| {
            if expected != found {
                mismatches.push(Mismatch::Graph {
                    name: name.map(str::to_owned),
                    expected: expected.quads,
                    found: found.quads,
                });
            }
        };
    graph(None, &expected.default_graph, &found.default_graph);
    for (name, of_manifest) in &expected.named_graphs {
        if let Some(of_file) = found.named_graphs.get(name) {
            graph(Some(name), of_manifest, of_file);
        }
    }
    for name in expected.named_graphs.keys() {
        if carries == Carries::Dataset && !found.named_graphs.contains_key(name) {
            mismatches.push(Mismatch::LostGraph(name.clone()));
        }
    }
    for name in found.named_graphs.keys() {
        if !expected.named_graphs.contains_key(name) {
            mismatches.push(Mismatch::ForeignGraph(name.clone()));
        }
    }
    let classes: std::collections::BTreeSet<_> = expected
        .classes
        .keys()
        .chain(found.classes.keys())
        .collect();
    for class in classes {
        let count = |summary: &Summary| summary.classes.get(class).copied().unwrap_or(0);
        if count(expected) != count(found) {
            mismatches.push(Mismatch::Class {
                class: class.clone(),
                expected: count(expected),
                found: count(found),
            });
        }
    }
    mismatches
}

/// A statement that one of two datasets has and the other has not, as a line of N-Quads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It should be there.
    Missing(String),
    /// It should not.
    Foreign(String),
}

/// The statements in which two datasets differ, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The first of them.
    pub first: Vec<Difference>,
    /// How many more there are.
    pub more: u64,
}

/// Compares two datasets, or their default graphs where one of two formats carries no more.
/// Each is told once, to the sink that its function is given; `limit` differences are kept.
///
/// # Errors
/// Where a telling or a temporary file fails.
pub fn differences<E: From<SinkError>>(
    carries: Carries,
    limit: usize,
    tell_expected: impl FnOnce(&mut dyn QuadSink) -> Result<(), E>,
    tell_found: impl FnOnce(&mut dyn QuadSink) -> Result<(), E>,
) -> Result<Differences, E> {
    let lines = |tell: &mut dyn FnMut(&mut dyn QuadSink) -> Result<(), E>| {
        let mut lines = CanonicalLines::new(carries == Carries::DefaultGraph);
        tell(&mut lines)?;
        lines.finish().map_err(|error| E::from(error.into()))
    };
    let (mut tell_expected, mut tell_found) = (Some(tell_expected), Some(tell_found));
    let mut expected = lines(&mut |sink| tell_expected.take().map_or(Ok(()), |tell| tell(sink)))?;
    let mut found = lines(&mut |sink| tell_found.take().map_or(Ok(()), |tell| tell(sink)))?;
    let io = |error: io::Error| E::from(SinkError::from(error));
    let mut left = expected.next().transpose().map_err(io)?;
    let mut right = found.next().transpose().map_err(io)?;
    let mut differences = Differences::default();
    loop {
        let order = match (&left, &right) {
            (None, None) => return Ok(differences),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.cmp(right),
        };
        if order != Ordering::Equal && differences.first.len() >= limit {
            differences.more += 1;
        } else if let (Ordering::Less, Some(line)) = (order, &left) {
            differences.first.push(Difference::Missing(text(line)));
        } else if let (Ordering::Greater, Some(line)) = (order, &right) {
            differences.first.push(Difference::Foreign(text(line)));
        }
        if order != Ordering::Greater {
            left = expected.next().transpose().map_err(io)?;
        }
        if order != Ordering::Less {
            right = found.next().transpose().map_err(io)?;
        }
    }
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::write::testing::{example, write};
    use crate::write::{Summarizer, Summary};
    use oxigraph::model::Quad;

    fn summary_of(format: Format, text: &str) -> Summary {
        let mut summarizer = Summarizer::default();
        read(format, text.as_bytes(), &mut summarizer).unwrap();
        summarizer.finish().unwrap()
    }

    fn expected() -> Summary {
        summary_of(Format::NQuads, &write(Format::NQuads, &example()))
    }

    #[test]
    fn every_format_is_the_graph_that_it_carries() {
        for format in Format::ALL {
            let found = summary_of(format, &write(format, &example()));
            assert_eq!(
                mismatches(&expected(), &found, format.carries()),
                [],
                "{format:?}"
            );
        }
    }

    #[test]
    fn a_changed_triple_language_or_graph_is_found_in_every_format() {
        for format in Format::ALL {
            let text = write(format, &example());
            for (from, to) in [
                ("Beproefd voor gebruik", "Beproefd na gebruik"),
                ("owp-90#", "owp-91#"),
                ("Proefwijzer\"@nl", "Proefwijzer\"@en"),
                ("xml:lang=\"nl\">Proefwijzer", "xml:lang=\"en\">Proefwijzer"),
                ("{\"nl\": \"Proefwijzer\"}", "{\"en\": \"Proefwijzer\"}"),
                ("aia-91 does not", "aia-92 does not"),
            ] {
                let changed = text.replace(from, to);
                if changed != text {
                    let found = summary_of(format, &changed);
                    assert_ne!(
                        mismatches(&expected(), &found, format.carries()),
                        [],
                        "{format:?} {from}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_lost_graph_is_named() {
        let without: Vec<Quad> = example()
            .into_iter()
            .filter(|quad| quad.graph_name.is_default_graph())
            .collect();
        let found = summary_of(Format::TriG, &write(Format::TriG, &without));
        let lost = Mismatch::LostGraph("https://w3id.org/kadergraaf/id/graph/quality".to_owned());
        assert_eq!(mismatches(&expected(), &found, Carries::Dataset), [lost]);
        assert_eq!(mismatches(&expected(), &found, Carries::DefaultGraph), []);
        let foreign = mismatches(&found, &expected(), Carries::Dataset);
        assert_eq!(
            foreign.first().map(ToString::to_string).unwrap(),
            "the graph <https://w3id.org/kadergraaf/id/graph/quality> does not belong to the dataset"
        );
    }

    #[test]
    fn counts_by_class_say_what_is_gone() {
        let without: Vec<Quad> = example()
            .into_iter()
            .filter(|quad| !quad.subject.to_string().contains("instrument"))
            .collect();
        let found = summary_of(Format::NQuads, &write(Format::NQuads, &without));
        let sentences: Vec<_> = mismatches(&expected(), &found, Carries::Dataset)
            .iter()
            .map(ToString::to_string)
            .collect();
        let class =
            "there are 0 things of <https://w3id.org/kadergraaf/def#Instrument> instead of 1";
        assert!(
            sentences.iter().any(|sentence| sentence == class),
            "{sentences:?}"
        );
    }

    #[test]
    fn the_first_differences_are_told_and_the_others_counted() {
        let left = example();
        let mut right = example();
        let moved: Vec<_> = right.drain(..3).collect();
        let tell = |quads: Vec<Quad>| {
            move |sink: &mut dyn QuadSink| -> Result<(), SinkError> {
                quads.iter().try_for_each(|quad| sink.quad(quad.as_ref()))
            }
        };
        let none =
            differences(Carries::Dataset, 2, tell(left.clone()), tell(left.clone())).unwrap();
        assert_eq!(none, Differences::default());
        let some =
            differences(Carries::Dataset, 2, tell(left.clone()), tell(right.clone())).unwrap();
        assert_eq!((some.first.len(), some.more), (2, 1));
        let back = differences(Carries::Dataset, 9, tell(right), tell(left)).unwrap();
        assert_eq!(back.first.len(), 3);
        for difference in back.first {
            let Difference::Foreign(line) = difference else {
                panic!("{difference:?}")
            };
            assert!(
                moved.iter().any(|quad| format!("{quad} .") == line),
                "{line}"
            );
        }
    }

    #[test]
    fn sums_of_bytes_are_those_of_sha256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(HashingReader::new(io::empty()).finish().unwrap(), empty);
        assert_eq!(HashingWriter::new(io::sink()).finish(), empty);
        let mut writer = HashingWriter::new(Vec::new());
        io::Write::write_all(&mut writer, b"abc").unwrap();
        let reader = HashingReader::new(&b"abc"[..]);
        assert_eq!(reader.finish().unwrap(), writer.finish());
    }
}
