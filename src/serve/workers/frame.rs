//! What server and worker say to one another: a kind, a length, that many bytes.

use serde::{Deserialize, Serialize};
use std::io::{Error, Read, Result, Write};

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// To the worker: the dataset, as an image.
    Dataset,
    /// From the worker: it has loaded, and waits.
    Ready,
    /// To the worker: a query, as JSON.
    Query,
    /// From the worker: the media type of the answer that follows.
    Begin,
    /// From the worker: bytes of the answer.
    Bytes,
    /// From the worker: the answer is whole; counts as JSON.
    End,
    /// From the worker: why there is no (whole) answer, as JSON.
    Failed,
}

const KINDS: [Kind; 7] = [
    Kind::Dataset,
    Kind::Ready,
    Kind::Query,
    Kind::Begin,
    Kind::Bytes,
    Kind::End,
    Kind::Failed,
];

/// Bytes before the payload.
pub(super) const HEAD: usize = 9;

/// Longer frames are a mistake; a dataset of this size would not fit in memory either.
const LONGEST: u64 = 1 << 36;

pub(super) fn head(kind: Kind, length: usize) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let (number, rest) = head.split_at_mut(1);
    let index = KINDS.iter().position(|known| *known == kind);
    number.fill(u8::try_from(index.unwrap_or(usize::MAX)).unwrap_or(u8::MAX));
    rest.copy_from_slice(&(length as u64).to_le_bytes());
    head
}

/// Kind and length of the payload that follows.
pub(super) fn read_head(head: [u8; HEAD]) -> Result<(Kind, usize)> {
    let [number, length @ ..] = head;
    let kind = KINDS.get(usize::from(number));
    let length = u64::from_le_bytes(length);
    match (kind, usize::try_from(length)) {
        (Some(kind), Ok(size)) if length <= LONGEST => Ok((*kind, size)),
        _ => Err(Error::other("not a frame")),
    }
}

pub(super) fn write(out: &mut impl Write, kind: Kind, payload: &[u8]) -> Result<()> {
    out.write_all(&head(kind, payload.len()))?;
    out.write_all(payload)
}

/// The next frame; `None` where the other side has closed.
pub(super) fn read(input: &mut impl Read) -> Result<Option<(Kind, Vec<u8>)>> {
    let mut head = [0; HEAD];
    match input.read_exact(&mut head) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let (kind, length) = read_head(head)?;
    let mut payload = Vec::new();
    input.take(length as u64).read_to_end(&mut payload)?;
    if payload.len() < length {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((kind, payload)))
}

/// A [`QueryError`](crate::store::QueryError) on its way between processes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Failure {
    Syntax {
        line: usize,
        column: usize,
        message: String,
    },
    Update,
    TooLarge {
        what: String,
        limit: usize,
    },
    InvalidIri(String),
    NotAcceptable(bool),
    Evaluation(String),
    TooMuch {
        rows: bool,
        limit: u64,
    },
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_and_halves_are_noticed() {
        let mut bytes = Vec::new();
        write(&mut bytes, Kind::Query, b"ASK {}").unwrap();
        write(&mut bytes, Kind::End, b"").unwrap();
        let mut input = bytes.as_slice();
        assert_eq!(
            read(&mut input).unwrap().unwrap(),
            (Kind::Query, b"ASK {}".to_vec())
        );
        assert_eq!(read(&mut input).unwrap().unwrap(), (Kind::End, Vec::new()));
        assert!(read(&mut input).unwrap().is_none());
        assert!(read(&mut &bytes[..12]).is_err());
        assert!(read(&mut [99; 20].as_slice()).is_err());
    }
}
