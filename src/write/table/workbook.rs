//! All tables as one workbook (Office Open XML): headings that stay in sight, filters on them.

use super::Table;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use std::io::{self, Write};

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// The output failed.
    #[error("the workbook could not be written")]
    Io(#[from] io::Error),
    /// The format has its limits, as of rows.
    #[error("the tables cannot be carried by a workbook")]
    Form(#[from] XlsxError),
}

/// How many characters a cell can hold.
const CELL: usize = 32_767;

/// How wide a column is at most, in characters; longer texts are wrapped.
const WIDTH: u32 = 60;

/// Writes the tables, a sheet each. The same tables give the same bytes.
///
/// # Errors
/// [`WorkbookError`], where the output fails or a table is larger than a sheet.
pub fn write_workbook(tables: &[Table], mut out: impl Write) -> Result<(), WorkbookError> {
    let mut workbook = Workbook::new();
    // The library would write the present time.
    let no_time = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&no_time));
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(capitalized(table.name))?;
        for (column, name) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, column, *name, &heading)?;
            sheet.set_column_width(column, width(table, usize::from(column)))?;
        }
        for (number, row) in (1_u32..).zip(&table.rows) {
            for (column, text) in (0_u16..).zip(row) {
                if !text.is_empty() {
                    // As a string always: `3.10` is no number, and `=…` no formula.
                    sheet.write_string_with_format(number, column, cut(text), &cell)?;
                }
            }
        }
        let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.set_freeze_panes(1, 1)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    out.write_all(&workbook.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// As wide as the longest line of the column, between a few words and [`WIDTH`].
fn width(table: &Table, column: usize) -> u32 {
    let texts = table.rows.iter().filter_map(|row| row.get(column));
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
    let heading = table.columns.get(column).map_or(0, |name| name.len() + 3);
    u32::try_from(longest.max(heading))
        .unwrap_or(WIDTH)
        .clamp(8, WIDTH)
}

/// A text as long as a cell holds; what is cut ends in an ellipsis.
fn cut(text: &str) -> String {
    // Counted as the program counts that reads it: in UTF-16 units.
    if text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut length = 0;
    let kept = text.chars().take_while(|char| {
        length += char.len_utf16();
        length < CELL
    });
    kept.chain(['…']).collect()
}
