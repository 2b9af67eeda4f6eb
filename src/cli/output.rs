//! Where results go: standard output, or a file that is whole or absent.

use anyhow::bail;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

/// The columns of the terminal to which standard output goes; `None` where it goes elsewhere.
pub(super) fn terminal_width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let size = terminal_size::terminal_size();
    Some(size.map_or(100, |(terminal_size::Width(width), _)| width.into()))
}

impl Output {
    /// What `--output` says; `-` and nothing mean standard output.
    ///
    /// # Errors
    /// Where no file can be made there: said before any work is done.
    pub(super) fn decide(typed: Option<PathBuf>) -> anyhow::Result<Self> {
        match typed {
            None => Ok(Self::Standard),
            Some(path) if path.as_os_str() == "-" => Ok(Self::Standard),
            Some(path) => {
                if path.is_dir() {
                    bail!("{}: is a folder, not a file", path.display());
                }
                let folder = folder_of(&path);
                if !folder.is_dir() {
                    bail!(
                        "{}: there is no folder {}",
                        path.display(),
                        folder.display()
                    );
                }
                Ok(Self::File(path))
            }
        }
    }

    /// The file's ending, in lower case.
    pub(super) fn extension(&self) -> Option<String> {
        match self {
            Self::Standard => None,
            Self::File(path) => Some(path.extension()?.to_string_lossy().to_lowercase()),
        }
    }

    /// Lets `write` make the result.
    ///
    /// A file is written beside its place, synced and then renamed, so that it is whole or absent
    /// (or still the old one); a device or pipe is written as it is.
    ///
    /// # Errors
    /// What `write` returns, with the file's name where it is the file that failed.
    pub(super) fn write<T>(
        &self,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        match self {
            Self::Standard => {
                let mut out = BufWriter::with_capacity(64 * 1024, std::io::stdout().lock());
                let result = write(&mut out);
                // What was written before a failure is the reader's: flush in either case.
                let flushed = out.flush();
                let result = result?;
                flushed?;
                Ok(result)
            }
            Self::File(path) => write_file(path, write).map_err(|error| {
                if is_of_the_file(&error) {
                    error.context(path.display().to_string())
                } else {
                    error
                }
            }),
        }
    }
}

/// Whether what failed is the file that was written, and not what was read for it.
fn is_of_the_file(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(<dyn std::error::Error>::is::<std::io::Error>)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn write_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    if path.exists() && !path.is_file() {
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
        let result = write(&mut out)?;
        out.flush()?;
        return Ok(result);
    }
    // Through a symbolic link, to the file that it names.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&place);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kadergraaf-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the umask leaves of it.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| error_only(&error))?;
    // Smaller than what the writers of lines hand over at once, which then is not copied.
    let mut out = BufWriter::with_capacity(32 * 1024, file.as_file_mut());
    let result = write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    file.persist(&place).map_err(|error| error.error)?;
    // The name as well; file systems that cannot sync a folder do not need it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(result)
}

/// The system's words without the temporary file's name, which nobody asked for.
fn error_only(error: &std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), reason(error.kind()))
}

fn reason(kind: std::io::ErrorKind) -> &'static str {
    match kind {
        std::io::ErrorKind::PermissionDenied => "no permission to write there",
        std::io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        std::io::ErrorKind::StorageFull => "the disk is full",
        _ => "cannot be written",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.nt");
        std::fs::write(&path, "old").unwrap();
        let output = Output::decide(Some(path.clone())).unwrap();
        let failed: anyhow::Result<()> = output.write(|out| {
            out.write_all(b"half")?;
            bail!("broke off")
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        output.write(|out| Ok(out.write_all(b"new")?)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
    }

    #[test]
    fn only_what_fails_at_the_file_is_said_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.nt");
        let output = Output::decide(Some(path.clone())).unwrap();
        let said = |error: anyhow::Error| {
            let failed: anyhow::Result<()> = output.write(|_| Err(error));
            failed.unwrap_err().to_string()
        };
        assert_eq!(said(anyhow::anyhow!("no source")), "no source");
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert_eq!(said(full.into()), path.display().to_string());
    }

    #[test]
    fn folders_and_missing_folders_are_refused_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Output::decide(Some(folder.path().to_owned())).is_err());
        assert!(Output::decide(Some(folder.path().join("no/such.ttl"))).is_err());
        assert_eq!(Output::decide(Some("-".into())).unwrap(), Output::Standard);
    }
}
