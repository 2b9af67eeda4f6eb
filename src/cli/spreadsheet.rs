//! `kadergraaf export --format xlsx|csv`: the graph as tables.

use super::config::Common;
use super::edition::{self, Reading};
use super::output::Output;
use crate::write::table::{Table, TableSink, table_names, write_csv, write_workbook};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// What was decided.
#[derive(Debug)]
pub(super) enum Plan {
    /// All tables as one workbook.
    Workbook(Output),
    /// One table.
    Table(&'static str, Output),
    /// All tables, a file each, in a folder that is there.
    Folder(PathBuf),
}

/// Whether tables were asked for: by the format's name, else by the file's ending.
pub(super) fn is_spreadsheet(format: Option<&str>, output: Option<&Path>) -> bool {
    let ending = || output?.extension()?.to_str().map(str::to_ascii_lowercase);
    let name = format.map(str::to_owned).or_else(ending);
    matches!(name.as_deref(), Some("xlsx" | "csv"))
}

impl Plan {
    /// # Errors
    /// A sentence for the user, where it is not clear what goes where.
    pub(super) fn decide(
        format: Option<&str>,
        table: Option<&str>,
        output: Option<PathBuf>,
    ) -> anyhow::Result<Self> {
        let ending = output.as_ref().and_then(|path| path.extension());
        let is_csv = format.map_or_else(
            || ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv")),
            |name| name == "csv",
        );
        if !is_csv {
            return Ok(Self::Workbook(Output::decide(output)?));
        }
        let names = || table_names().collect::<Vec<_>>().join(", ");
        match (table, output) {
            (Some(name), output) => {
                let known = table_names().find(|known| *known == name);
                let name = known.with_context(|| {
                    format!("there is no table {name:?}; there are {}", names())
                })?;
                Ok(Self::Table(name, Output::decide(output)?))
            }
            (None, Some(folder)) if folder.is_dir() => Ok(Self::Folder(folder)),
            (None, _) => bail!(
                "CSV holds one table: choose one with --table ({}), or name a folder with --output \
                 for all of them",
                names()
            ),
        }
    }

    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<Reading> {
        let mut sink = TableSink::default();
        let reading = edition::tell(common, "gathering", &mut sink)?;
        let tables = sink.finish();
        match self {
            Self::Workbook(output) => output.write(|out| Ok(write_workbook(&tables, out)?))?,
            Self::Table(name, output) => {
                let table = tables.iter().find(|table| table.name == *name);
                output.write(|out| table.map_or(Ok(()), |table| Ok(write_csv(table, out)?)))?;
            }
            Self::Folder(folder) => {
                for table in &tables {
                    write_table(table, folder)?;
                }
            }
        }
        Ok(reading)
    }
}

fn write_table(table: &Table, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(format!("{}.csv", table.name));
    Output::decide(Some(path))?.write(|out| Ok(write_csv(table, out)?))
}
