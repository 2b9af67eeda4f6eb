//! A body that waits for its header.
//!
//! Which prefixes a file needs is known when its last statement has been told. Until then the
//! body is kept: small ones in memory, others in a temporary file without a name.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// What is kept in memory at most.
const IN_MEMORY: usize = 1024 * 1024;

/// See the module.
pub(super) struct Spool {
    file: BufWriter<SpooledTempFile>,
}

impl Spool {
    /// An empty body.
    pub(super) fn new() -> Self {
        let file = SpooledTempFile::new(IN_MEMORY);
        Self {
            file: BufWriter::with_capacity(64 * 1024, file),
        }
    }

    /// Adds to the body.
    pub(super) fn push(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes()).map_err(temporary)
    }

    /// Writes the whole body to `out`.
    pub(super) fn pour(self, out: &mut impl Write) -> io::Result<()> {
        let mut file = self
            .file
            .into_inner()
            .map_err(|error| temporary(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(temporary)?;
        io::copy(&mut file, out)?;
        Ok(())
    }
}

/// Says that it is a temporary file that failed, and where: the user named another one.
#[allow(clippy::needless_pass_by_value)] // as `map_err` gives it
pub(super) fn temporary(error: io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    let sentence = format!("a temporary file in {}: {error}", folder.display());
    io::Error::new(error.kind(), sentence)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_goes_in_comes_out_whatever_its_size() {
        for lines in [0, 1, 100_000] {
            let line = "not many words, many times\n";
            let mut spool = Spool::new();
            for _ in 0..lines {
                spool.push(line).unwrap();
            }
            let mut out = Vec::new();
            spool.pour(&mut out).unwrap();
            assert_eq!(out, line.repeat(lines).into_bytes());
        }
    }
}
