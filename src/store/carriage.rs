//! Carriage returns in XML.
//!
//! An XML reader turns a raw carriage return into a line feed; only a character reference keeps
//! it. The serialisers write it raw, and never outside of text, so each such byte is replaced.

use std::io::{Result, Write};

pub(super) struct KeepCarriageReturns<W>(pub(super) W);

impl<W: Write> Write for KeepCarriageReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let mut parts = bytes.split(|&byte| byte == b'\r');
        if let Some(first) = parts.next() {
            self.0.write_all(first)?;
        }
        for part in parts {
            self.0.write_all(b"&#13;")?;
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_carriage_return_becomes_a_reference() {
        let mut out = KeepCarriageReturns(Vec::new());
        out.write_all(b"\ra\r\nb\r").unwrap();
        assert_eq!(out.0, b"&#13;a&#13;\nb&#13;");
    }
}
