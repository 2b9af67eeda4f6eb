//! The worker's side: loads, limits itself, answers.

use super::frame::{self, Failure, Kind};
use super::process::decode;
use crate::store::{AnswerSink, InProcess, QueryError, QueryRequest, QueryRunner, Store};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{BufWriter, Read, Result, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Barrier};

/// Answers the queries that come in, until the server closes.
///
/// `memory`: bytes that the process may take beyond what it has when the dataset is loaded.
///
/// # Errors
/// Where the server's side is broken.
pub fn serve_queries(
    mut input: impl Read + AsFd + Send,
    output: impl Write + Send,
    memory: u64,
) -> Result<()> {
    let server = input.as_fd().try_clone_to_owned()?;
    // The watch must have its memory before the limit is set: what a thread allocates at its start
    // would else be missing when it starts late.
    let started = Arc::new(Barrier::new(2));
    let watch = Arc::clone(&started);
    std::thread::Builder::new()
        .name("watch".into())
        .stack_size(64 * 1024)
        .spawn(move || {
            watch.wait();
            end_with(&server);
        })?;
    started.wait();
    InProcess::with_deep_stack(move || {
        let mut output = BufWriter::with_capacity(8 * 1024, output);
        // The server has looked at the bounds of what it passes on.
        let runner = InProcess::of_checked(Arc::new(load(&mut input)?));
        limit_memory(memory)?;
        frame::write(&mut output, Kind::Ready, &[])?;
        output.flush()?;
        while let Some((Kind::Query, query)) = frame::read(&mut input)? {
            let request = decode(query)?;
            answer(&runner, &request, &mut output)?;
            output.flush()?;
        }
        Ok(())
    })?
}

/// A worker never outlives its server: it ends when the other end of its pipe is gone, in the
/// middle of a query too.
fn end_with(server: &OwnedFd) {
    loop {
        let mut hang_up = [PollFd::new(server, PollFlags::empty())];
        match poll(&mut hang_up, None) {
            Ok(_) => std::process::exit(0),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

fn load(input: &mut impl Read) -> Result<Store> {
    match frame::read(input)? {
        Some((Kind::Dataset, image)) => Store::of_image(&image).map_err(std::io::Error::other),
        _ => Err(std::io::Error::other("no dataset came")),
    }
}

/// Limits the address space to what is used now and so much more; a core would be of no use.
fn limit_memory(more: u64) -> Result<()> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm")?
        .split(' ')
        .next()
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0);
    let limit = |bytes| Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    setrlimit(
        Resource::As,
        limit(pages * rustix::param::page_size() as u64 + more),
    )?;
    setrlimit(Resource::Core, limit(0))?;
    Ok(())
}

struct Frames<'a, W>(&'a mut W);

impl<W: Write> AnswerSink for Frames<'_, W> {
    fn begin(&mut self, media_type: &'static str) -> Result<()> {
        frame::write(self.0, Kind::Begin, media_type.as_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        frame::write(self.0, Kind::Bytes, bytes)
    }
}

fn answer(runner: &InProcess, request: &QueryRequest, output: &mut impl Write) -> Result<()> {
    let (kind, payload) = match runner.run(request, &mut Frames(output)) {
        Ok(answer) => (Kind::End, serde_json::to_vec(&answer)?),
        Err(QueryError::Io(error)) => return Err(error),
        Err(error) => (Kind::Failed, serde_json::to_vec(&Failure::from(error))?),
    };
    frame::write(output, kind, &payload)
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Syntax {
                line,
                column,
                message,
            } => Self::Syntax {
                line,
                column,
                message,
            },
            QueryError::Update => Self::Update,
            QueryError::TooLarge { what, limit } => Self::TooLarge {
                what: what.into(),
                limit,
            },
            QueryError::InvalidIri(iri) => Self::InvalidIri(iri),
            QueryError::NotAcceptable(what) => {
                Self::NotAcceptable(what == crate::store::GRAPH_NOT_ACCEPTABLE)
            }
            QueryError::TooMuch { what, limit } => Self::TooMuch {
                rows: what == "rows",
                limit,
            },
            QueryError::Evaluation(message) => Self::Evaluation(message),
            other => Self::Evaluation(other.to_string()),
        }
    }
}

impl From<Failure> for QueryError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Syntax {
                line,
                column,
                message,
            } => Self::Syntax {
                line,
                column,
                message,
            },
            Failure::Update => Self::Update,
            Failure::TooLarge { what, limit } => Self::TooLarge {
                what: match what.as_str() {
                    "bytes" => "bytes",
                    "nested brackets" => "nested brackets",
                    _ => "keywords and operators",
                },
                limit,
            },
            Failure::InvalidIri(iri) => Self::InvalidIri(iri),
            Failure::NotAcceptable(true) => Self::NotAcceptable(crate::store::GRAPH_NOT_ACCEPTABLE),
            Failure::NotAcceptable(false) => Self::NotAcceptable(crate::store::ROWS_NOT_ACCEPTABLE),
            Failure::Evaluation(message) => Self::Evaluation(message),
            Failure::TooMuch { rows, limit } => Self::TooMuch {
                what: if rows { "rows" } else { "bytes" },
                limit,
            },
        }
    }
}
