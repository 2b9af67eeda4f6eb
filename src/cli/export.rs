//! `kadergraaf export`: the graph as a file.

use crate::graph::{QuadSink, SinkError};
use crate::write::{Format, WriteSettings};
use std::io::Write;
use std::path::Path;

/// What to write, once all that was typed is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// The form of the file.
    pub format: Format,
    /// What the writer is told.
    pub settings: WriteSettings,
}

/// The format that was asked for by name, else that of the file's ending; N-Quads on standard
/// output.
///
/// # Errors
/// A sentence for the user, where the ending says nothing.
pub fn chosen_format(name: Option<&str>, output: Option<&Path>) -> anyhow::Result<Format> {
    if let Some(name) = name {
        return Ok(name.parse()?);
    }
    match output {
        None => Ok(Format::NQuads),
        Some(path) => Format::from_path(path).ok_or_else(|| {
            anyhow::anyhow!(
                "the ending of {} names no format; choose one with --format ({})",
                path.display(),
                Format::names()
            )
        }),
    }
}

/// Writes what `tell` tells. The caller opens `out`, and keeps it only where this succeeds.
///
/// # Errors
/// What `tell` reports, and [`SinkError`] where the output fails or cannot hold the graph.
pub fn run<T, E: From<SinkError>>(
    options: &ExportOptions,
    tell: impl FnOnce(&mut dyn QuadSink) -> Result<T, E>,
    out: &mut dyn Write,
) -> Result<T, E> {
    let mut writer = options.format.writer(out, &options.settings);
    let told = tell(&mut *writer)?;
    writer.finish()?;
    Ok(told)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_format_follows_the_name_then_the_ending() {
        let chosen = |name, path: Option<&str>| {
            chosen_format(name, path.map(Path::new)).map_err(|error| error.to_string())
        };
        assert_eq!(chosen(None, Some("a.ttl")), Ok(Format::Turtle));
        assert_eq!(chosen(Some("trig"), Some("a.ttl")), Ok(Format::TriG));
        assert_eq!(chosen(None, None), Ok(Format::NQuads));
        assert!(
            chosen(None, Some("graph.txt"))
                .unwrap_err()
                .contains("graph.txt")
        );
        assert!(chosen(Some("yaml"), None).unwrap_err().contains("turtle"));
    }
}
