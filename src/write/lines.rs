//! N-Triples and N-Quads: a line a statement, in the order of the telling.

use super::term::{push_iri, push_line, push_line_end, push_object};
use super::{Carries, Writer};
use crate::graph::vocabulary::{ALL_PROPERTIES, Property};
use crate::graph::{Description, Formatter, QuadSink, SinkError, Statements};
use oxigraph::model::{GraphNameRef, NamedNodeRef, QuadRef};
use std::io::Write;
use std::ops::Range;
use std::sync::LazyLock;

/// So much is handed over at once, in whole blocks: a file takes a quarter less of the system's time
/// than by pieces of any length.
const BUFFER: usize = 4 * BLOCK;
const BLOCK: usize = 64 * 1024;

/// Writes each statement as it comes; holds nothing but a buffer.
pub(super) struct LineWriter<W> {
    out: W,
    lines: Lines,
}

/// The lines of statements, in a buffer.
struct Lines {
    carries: Carries,
    buffer: Vec<u8>,
    written: Written,
    /// What each line of the present subject begins with, and what it ends with.
    begin: Vec<u8>,
    end: Vec<u8>,
}

/// The properties with their marks and the space after them, by their rank.
static PREDICATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mark = |property: &Property| format!("<{}> ", property.iri());
    ALL_PROPERTIES.iter().map(mark).collect()
});

/// Where IRIs stand in the buffer, with their marks, by the last of their letters. Most come again
/// soon, as classes and concepts in the next thing.
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

impl Lines {
    fn new(carries: Carries, capacity: usize) -> Self {
        Self {
            carries,
            buffer: Vec::with_capacity(capacity),
            written: Written::none(),
            begin: Vec::new(),
            end: Vec::new(),
        }
    }

    fn carries(&self, graph: GraphNameRef<'_>) -> bool {
        self.carries == Carries::Dataset || graph.is_default_graph()
    }
}

impl QuadSink for Lines {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        if !self.carries(quad.graph_name) {
            return Ok(());
        }
        let written = &mut self.written;
        push_line(&mut self.buffer, quad, |out, iri| written.push(out, iri))
    }

    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        if !self.carries(statements.graph()) {
            return Ok(());
        }
        self.begin.clear();
        push_iri(&mut self.begin, statements.subject())?;
        self.begin.push(b' ');
        self.end.clear();
        push_line_end(&mut self.end, statements.graph(), push_iri)?;
        let predicates = &*PREDICATES;
        for (property, object) in statements.iter() {
            let Some(predicate) = predicates.get(usize::from(property.rank())) else {
                continue;
            };
            let out = &mut self.buffer;
            out.extend_from_slice(&self.begin);
            out.extend_from_slice(predicate.as_bytes());
            push_object(out, object, |out, iri| self.written.push(out, iri))?;
            out.extend_from_slice(&self.end);
        }
        Ok(())
    }
}

impl<W: Write> LineWriter<W> {
    /// N-Quads where it carries the dataset, else N-Triples.
    pub(super) fn new(out: W, carries: Carries) -> Self {
        Self {
            out,
            lines: Lines::new(carries, BUFFER + BLOCK),
        }
    }

    /// Hands over the whole blocks of the buffer once there are enough.
    fn hand_over(&mut self) -> Result<(), SinkError> {
        let lines = &mut self.lines;
        if lines.buffer.len() >= BUFFER {
            let (blocks, _) = lines.buffer.as_chunks::<BLOCK>();
            let whole = blocks.as_flattened();
            self.out.write_all(whole)?;
            let length = whole.len();
            lines.buffer.drain(..length);
            // One long text is no reason to keep room for it.
            lines.buffer.shrink_to(2 * BUFFER);
            lines.written = Written::none();
        }
        Ok(())
    }
}

impl<W: Write> QuadSink for LineWriter<W> {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.lines.quad(quad)?;
        self.hand_over()
    }

    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        self.lines.statements(statements)?;
        self.hand_over()
    }

    fn formatter(&self) -> Option<Box<dyn Formatter>> {
        Some(Box::new(LineFormatter(self.lines.carries)))
    }

    fn formatted(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        self.lines.buffer.extend_from_slice(bytes);
        self.hand_over()
    }
}

/// Makes lines that need nothing of those before them.
struct LineFormatter(Carries);

impl Formatter for LineFormatter {
    fn format(&self, descriptions: Vec<Description>) -> Result<Vec<u8>, SinkError> {
        let mut lines = Lines::new(self.0, BLOCK / 2);
        for description in descriptions {
            description.tell(GraphNameRef::DefaultGraph, &mut lines)?;
        }
        Ok(lines.buffer)
    }
}

impl<W: Write> Writer for LineWriter<W> {
    fn finish(mut self: Box<Self>) -> Result<(), SinkError> {
        self.out.write_all(&self.lines.buffer)?;
        self.out.flush()?;
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::graph::Description;
    use crate::graph::vocabulary as v;
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

    /// A sink that tells another each quad by itself.
    struct OneByOne<'a>(&'a mut dyn QuadSink);

    impl QuadSink for OneByOne<'_> {
        fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
            self.0.quad(quad)
        }
    }

    #[test]
    fn what_is_told_of_a_subject_together_gives_the_lines_of_its_quads() {
        let mut description = Description::of("urn:x:een");
        description
            .class("urn:x:Klasse")
            .label("\"Eén\"\n", "One \\ 1")
            .plain(v::DCT_IDENTIFIER, "x-1")
            .integer(v::ORDER, 12_u32)
            .boolean(v::CONFLICT, true)
            .date(v::DCT_ISSUED, "2026-11-22")
            .iri(v::DCT_RELATION, "urn:x:een");
        let graph = NamedNodeRef::new("urn:x:graaf").unwrap();
        for carries in [Carries::Dataset, Carries::DefaultGraph] {
            let written = |together: bool| {
                let mut out = Vec::new();
                let mut writer = LineWriter::new(&mut out, carries);
                for graph in [GraphNameRef::DefaultGraph, graph.into()] {
                    let description = description.clone();
                    if together {
                        description.tell(graph, &mut writer).unwrap();
                    } else {
                        description.tell(graph, &mut OneByOne(&mut writer)).unwrap();
                    }
                }
                Box::new(writer).finish().unwrap();
                String::from_utf8(out).unwrap()
            };
            let lines = written(true);
            assert_eq!(lines, written(false));
            let statements = if carries == Carries::Dataset { 16 } else { 8 };
            assert_eq!(lines.lines().count(), statements);
        }
        let no_iri = Description::of("urn:x: een");
        let mut writer = LineWriter::new(Vec::new(), Carries::Dataset);
        assert!(
            no_iri
                .tell(GraphNameRef::DefaultGraph, &mut writer)
                .is_err()
        );
    }

    #[test]
    fn every_property_has_an_iri_that_can_be_written() {
        for property in ALL_PROPERTIES {
            push_iri(&mut Vec::new(), NamedNodeRef::new_unchecked(property.iri())).unwrap();
        }
    }
}
