//! A table as comma-separated values (RFC 4180, UTF-8, without a byte-order mark).

use super::Table;
use crate::graph::SinkError;
use std::io::{self, Write};

/// Writes a table, its headings first. Lines end in CR LF, as the RFC has it.
///
/// # Errors
/// Where the output fails.
pub fn write_csv(table: &Table, out: impl Write) -> Result<(), SinkError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer
        .write_record(&table.columns)
        .map_err(io::Error::from)?;
    for row in &table.rows {
        writer.write_record(row).map_err(io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}
