//! N-Triples and N-Quads: a line a statement, in the order of the telling.

use super::term::{push_iri, push_line};
use super::{Carries, Writer};
use crate::graph::{QuadSink, SinkError};
use oxigraph::model::{NamedNodeRef, QuadRef};
use std::io::Write;
use std::ops::Range;

const BUFFER: usize = 64 * 1024;

/// Writes each statement as it comes; holds nothing but a buffer.
pub(super) struct LineWriter<W> {
    out: W,
    carries: Carries,
    buffer: Vec<u8>,
    written: Written,
}

/// Where IRIs stand in the buffer, with their marks, by the last of their letters. Most come again
/// soon: the subject in its next statement, properties, classes and concepts in the next thing.
/// What is written was looked at and need not be again.
struct Written([Range<usize>; 256]);

impl Written {
    fn none() -> Self {
        Self(std::array::from_fn(|_| 0..0))
    }

    /// Writes `<…>`.
    fn push(&mut self, out: &mut Vec<u8>, iri: NamedNodeRef<'_>) -> Result<(), SinkError> {
        let bytes = iri.as_str().as_bytes();
        let last = bytes
            .last_chunk()
            .map_or(0, |last| u32::from_le_bytes(*last));
        let place = last.wrapping_mul(0x9e37_79b1) >> 24;
        let Some(place) = usize::try_from(place)
            .ok()
            .and_then(|at| self.0.get_mut(at))
        else {
            return push_iri(out, iri);
        };
        if let Some([b'<', same @ .., b'>']) = out.get(place.clone())
            && same == bytes
        {
            out.extend_from_within(place.clone());
            return Ok(());
        }
        let start = out.len();
        push_iri(out, iri)?;
        *place = start..out.len();
        Ok(())
    }
}

impl<W: Write> LineWriter<W> {
    /// N-Quads where it carries the dataset, else N-Triples.
    pub(super) fn new(out: W, carries: Carries) -> Self {
        Self {
            out,
            carries,
            buffer: Vec::with_capacity(BUFFER + BUFFER / 4),
            written: Written::none(),
        }
    }
}

impl<W: Write> QuadSink for LineWriter<W> {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        let with_graph = self.carries == Carries::Dataset;
        if !with_graph && !quad.graph_name.is_default_graph() {
            return Ok(());
        }
        let written = &mut self.written;
        push_line(&mut self.buffer, quad, with_graph, |out, iri| {
            written.push(out, iri)
        })?;
        if self.buffer.len() >= BUFFER {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
            self.written = Written::none();
        }
        Ok(())
    }
}

impl<W: Write> Writer for LineWriter<W> {
    fn finish(mut self: Box<Self>) -> Result<(), SinkError> {
        self.out.write_all(&self.buffer)?;
        self.out.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::write::Format;
    use crate::write::testing::{example, read, write};

    #[test]
    fn both_read_back_to_what_they_carry() {
        let quads = example();
        assert_eq!(read(Format::NQuads, &write(Format::NQuads, &quads)), quads);
        let default_graph: Vec<_> = quads
            .iter()
            .filter(|quad| quad.graph_name.is_default_graph())
            .cloned()
            .collect();
        assert!(default_graph.len() < quads.len());
        let text = write(Format::NTriples, &quads);
        assert_eq!(read(Format::NTriples, &text), default_graph);
        assert_eq!(text.lines().count(), default_graph.len());
    }
}
