//! Lines in their order, each once, however many: what does not fit in memory is sorted in parts
//! that lie in temporary files.

use super::spool::temporary;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};

/// How many bytes of lines are kept in memory at most.
const IN_MEMORY: usize = 8 * 1024 * 1024;

/// Takes lines in any order.
pub(super) struct Sorter {
    limit: usize,
    text: Vec<u8>,
    /// Where each line of `text` ends.
    ends: Vec<usize>,
    runs: Vec<File>,
}

impl Default for Sorter {
    fn default() -> Self {
        Self::with_limit(IN_MEMORY)
    }
}

impl Sorter {
    /// One that keeps this many bytes of lines in memory.
    fn with_limit(limit: usize) -> Self {
        Self {
            limit,
            text: Vec::new(),
            ends: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Adds what `write` writes: one line with its line end.
    pub(super) fn add<E: From<io::Error>>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let start = self.text.len();
        if let Err(error) = write(&mut self.text) {
            self.text.truncate(start);
            return Err(error);
        }
        self.ends.push(self.text.len());
        if self.text.len() >= self.limit {
            self.spill()?;
        }
        Ok(())
    }

    /// The lines in the order of their bytes, each once, with their line ends.
    pub(super) fn into_lines(mut self) -> io::Result<Lines> {
        self.spill()?;
        let mut heads = BinaryHeap::new();
        for mut file in self.runs {
            file.seek(SeekFrom::Start(0))?;
            let mut run = BufReader::new(file);
            if let Some(line) = next_line(&mut run)? {
                heads.push(Reverse(Head { line, run }));
            }
        }
        Ok(Lines { heads, last: None })
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut start = 0;
        let mut lines = Vec::with_capacity(self.ends.len());
        for end in self.ends.drain(..) {
            lines.extend(self.text.get(start..end));
            start = end;
        }
        lines.sort_unstable();
        lines.dedup();
        if !lines.is_empty() {
            let mut out = BufWriter::new(tempfile::tempfile().map_err(temporary)?);
            for line in lines {
                out.write_all(line).map_err(temporary)?;
            }
            self.runs
                .push(out.into_inner().map_err(io::IntoInnerError::into_error)?);
        }
        self.text.clear();
        Ok(())
    }
}

/// Lines in order; see [`Sorter::into_lines`].
pub(super) struct Lines {
    heads: BinaryHeap<Reverse<Head>>,
    last: Option<Vec<u8>>,
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.advance()? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            if self.last.as_ref() != Some(&line) {
                self.last = Some(line.clone());
                return Some(Ok(line));
            }
        }
    }
}

impl Lines {
    fn advance(&mut self) -> Option<io::Result<Vec<u8>>> {
        let mut head = self.heads.peek_mut()?;
        match next_line(&mut head.0.run) {
            Ok(Some(next)) => Some(Ok(std::mem::replace(&mut head.0.line, next))),
            Ok(None) => Some(Ok(PeekMut::pop(head).0.line)),
            Err(error) => {
                PeekMut::pop(head);
                Some(Err(error))
            }
        }
    }
}

/// The next line of a sorted part, and the part behind it; compared by that line.
struct Head {
    line: Vec<u8>,
    run: BufReader<File>,
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.line == other.line
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.line.cmp(&other.line)
    }
}

fn next_line(run: &mut BufReader<File>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    run.read_until(b'\n', &mut line)?;
    Ok((!line.is_empty()).then_some(line))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    fn sorted(limit: usize, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut sorter = Sorter::with_limit(limit);
        for line in lines {
            let add = |out: &mut Vec<u8>| -> io::Result<()> {
                out.extend_from_slice(line.as_bytes());
                Ok(())
            };
            sorter.add(add).unwrap();
        }
        let lines = sorter.into_lines().unwrap();
        lines
            .map(|line| String::from_utf8(line.unwrap()).unwrap())
            .collect()
    }

    #[test]
    fn lines_come_in_order_each_once() {
        assert_eq!(sorted(IN_MEMORY, []), [""; 0]);
        let lines = ["b\n", "a\n", "b\n", "é\n", "a b\n"].map(str::to_owned);
        assert_eq!(sorted(IN_MEMORY, lines), ["a\n", "a b\n", "b\n", "é\n"]);
    }

    #[test]
    fn more_than_fits_in_memory_is_sorted_too() {
        let lines: Vec<String> = (0..2000)
            .map(|number| format!("{:04}\n", number * 7919 % 1000))
            .collect();
        let expected: BTreeSet<String> = lines.iter().cloned().collect();
        let expected: Vec<String> = expected.into_iter().collect();
        for limit in [100, 4096] {
            assert_eq!(sorted(limit, lines.clone()), expected);
        }
    }

    #[test]
    fn a_line_that_cannot_be_written_leaves_nothing() {
        let mut sorter = Sorter::default();
        let failing = |out: &mut Vec<u8>| {
            out.extend_from_slice(b"half a li");
            Err(io::Error::other("no"))
        };
        assert!(sorter.add(failing).is_err());
        assert_eq!(sorter.into_lines().unwrap().count(), 0);
    }
}
