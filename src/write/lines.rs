//! N-Triples and N-Quads: a line a statement, in the order of the telling.

use super::term::{push_line, push_line_of};
use super::{Carries, Writer};
use crate::graph::{QuadSink, SinkError};
use oxigraph::model::{NamedOrBlankNodeRef, QuadRef};
use std::io::Write;
use std::ops::Range;

const BUFFER: usize = 64 * 1024;

/// Writes each statement as it comes; holds nothing but a buffer.
pub(super) struct LineWriter<W> {
    out: W,
    carries: Carries,
    buffer: Vec<u8>,
    /// Where in the buffer the IRI of the last subject stands.
    subject: Option<Range<usize>>,
}

impl<W: Write> LineWriter<W> {
    /// N-Quads where it carries the dataset, else N-Triples.
    pub(super) fn new(out: W, carries: Carries) -> Self {
        Self {
            out,
            carries,
            buffer: Vec::with_capacity(BUFFER + BUFFER / 4),
            subject: None,
        }
    }
}

impl<W: Write> QuadSink for LineWriter<W> {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        let with_graph = self.carries == Carries::Dataset;
        if !with_graph && !quad.graph_name.is_default_graph() {
            return Ok(());
        }
        let buffer = &mut self.buffer;
        let start = buffer.len();
        match (quad.subject, self.subject.clone()) {
            // Statements of one subject come together: it was looked at already.
            (NamedOrBlankNodeRef::NamedNode(subject), Some(same))
                if buffer.get(same.clone()) == Some(subject.as_str().as_bytes()) =>
            {
                push_line_of(buffer, same, quad, with_graph)?;
            }
            _ => push_line(buffer, quad, with_graph)?,
        }
        if let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject {
            let first = start + "<".len();
            self.subject = Some(first..first + subject.as_str().len());
        }
        if self.buffer.len() >= BUFFER {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
            self.subject = None;
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
