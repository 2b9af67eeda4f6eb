//! Tables of separated values, row by row, with the lines they begin on.

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u32,
    /// One text for all cells: a matrix has thousands, and most say nothing.
    record: csv::StringRecord,
}

impl Row {
    /// Its cells, trimmed.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(str::trim)
    }

    /// A cell, trimmed.
    pub fn cell(&self, index: usize) -> Option<&str> {
        self.record.get(index).map(str::trim)
    }
}

/// The rows of a table (RFC 4180; the separator is the one that the first line has most of), and
/// what could not be read, each with its line.
pub fn read(text: &str) -> (Vec<Row>, Vec<(u32, String)>) {
    let first = text.lines().next().unwrap_or_default();
    let commas = first.matches(',').count();
    let separator = if first.matches(';').count() > commas {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(1, csv::Position::line);
                rows.push(Row {
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    record,
                });
            }
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                unread.push((u32::try_from(line).unwrap_or(u32::MAX), error.to_string()));
            }
        }
    }
    (rows, unread)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn separators_quotes_and_lines() {
        let (rows, unread) = read("nummer;maatregel\n3.10;\"Een\nproef; of twee\"\nSV.4;x\n");
        let cells = |row: &Row| row.cells().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cells(&rows[1]), ["3.10", "Een\nproef; of twee"]);
        assert_eq!(rows[1].cell(0), Some("3.10"));
        assert_eq!((rows[1].line, rows[2].line), (2, 4));
        assert_eq!(unread, []);
        assert_eq!(cells(&read("a, b;c,d\n").0[0]), ["a", "b;c", "d"]);
    }
}
