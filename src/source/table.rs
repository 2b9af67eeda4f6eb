//! Tables of separated values, row by row, with the lines they begin on.

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u32,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
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
                let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
                rows.push(Row {
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    cells,
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
        assert_eq!(rows[1].cells, ["3.10", "Een\nproef; of twee"]);
        assert_eq!((rows[1].line, rows[2].line), (2, 4));
        assert_eq!(unread, []);
        assert_eq!(read("a,b;c,d\n").0[0].cells, ["a", "b;c", "d"]);
    }
}
