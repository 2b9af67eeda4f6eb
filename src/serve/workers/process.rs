//! One worker process, seen from the server.

use super::frame::{self, Failure, HEAD, Kind};
use crate::store::{Answer, AnswerSink, GraphFormat, QueryError, QueryRequest, SolutionsFormat};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{Error, ErrorKind, Read, Result};
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How often a wait looks up whether anybody still waits for the answer.
const GLANCE: Duration = Duration::from_millis(100);

/// How long a worker may take to load; a dataset that takes longer should not be served so.
const LOADING: Duration = Duration::from_mins(2);

/// How the allocator takes memory from the system in a worker: no more address space than is used,
/// since that is what is limited.
const ALLOCATION: [(&str, &str); 1] = [("MIMALLOC_ARENA_RESERVE", "0")];

pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    /// What was read and not yet looked at: a short answer comes in one piece.
    buffer: Box<[u8]>,
    unread: Range<usize>,
    ready: bool,
}

/// Bytes that are read at once; as much as a pipe holds.
const BUFFER: usize = 64 * 1024;

impl Worker {
    /// Whether its process still runs.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Starts a worker, which waits for its dataset.
    pub(super) fn start(binary: &Path, memory: u64) -> Result<Self> {
        let mut child = Command::new(binary)
            .arg("worker")
            .arg(memory.to_string())
            .env_clear()
            .envs(ALLOCATION)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Error::other("the worker has no pipes"));
        };
        Ok(Self {
            child,
            input,
            output,
            buffer: vec![0; BUFFER].into(),
            unread: 0..0,
            ready: false,
        })
    }

    /// Gives it some of the dataset; it loads along.
    pub(super) fn feed(&mut self, part: &[u8]) -> Result<()> {
        frame::write(&mut self.input, Kind::Dataset, part)
    }

    /// Says that the dataset is whole.
    pub(super) fn fed(&mut self) -> Result<()> {
        frame::write(&mut self.input, Kind::Whole, &[])
    }

    /// Waits until the worker has loaded.
    pub(super) fn wait_ready(&mut self) -> Result<()> {
        if self.ready {
            return Ok(());
        }
        let deadline = Instant::now() + LOADING;
        let mut head = [0; HEAD];
        self.fill(&mut head, deadline, &|| false, &mut || Ok(()))
            .map_err(|error| Error::other(error.to_string()))?;
        match frame::read_head(head)? {
            (Kind::Ready, 0) => {
                self.ready = true;
                Ok(())
            }
            _ => Err(Error::other("the worker did not start")),
        }
    }

    /// Asks one query. `glance` is called now and then while it runs; its error ends the wait.
    ///
    /// After any error but a [`Failure`](frame::Failure) the worker must not be used again; the
    /// flag says whether it may.
    pub(super) fn ask(
        &mut self,
        request: &[u8],
        deadline: Instant,
        sink: &mut dyn AnswerSink,
        glance: &mut dyn FnMut(u32) -> std::result::Result<(), QueryError>,
    ) -> (std::result::Result<Answer, QueryError>, bool) {
        let pid = self.child.id();
        match self.exchange(request, deadline, sink, &mut || glance(pid)) {
            Ok(Ok(answer)) => (Ok(answer), true),
            Ok(Err(failure)) => (Err(failure.into()), true),
            Err(error) => (Err(error), false),
        }
    }

    fn exchange(
        &mut self,
        request: &[u8],
        deadline: Instant,
        sink: &mut dyn AnswerSink,
        glance: &mut dyn FnMut() -> std::result::Result<(), QueryError>,
    ) -> std::result::Result<std::result::Result<Answer, Failure>, QueryError> {
        if frame::write(&mut self.input, Kind::Query, request).is_err() {
            return Err(QueryError::Died);
        }
        loop {
            let mut head = [0; HEAD];
            self.fill(&mut head, deadline, &|| sink.abandoned(), glance)?;
            let (kind, mut length) = frame::read_head(head).map_err(|_| QueryError::Died)?;
            if kind == Kind::Bytes {
                while length > 0 {
                    self.more(deadline, &|| sink.abandoned(), glance)?;
                    let part = self.unread.start..self.unread.end.min(self.unread.start + length);
                    self.unread.start = part.end;
                    length -= part.len();
                    sink.bytes(self.buffer.get(part).unwrap_or_default())?;
                }
                continue;
            }
            let mut payload = vec![0; length];
            self.fill(&mut payload, deadline, &|| sink.abandoned(), glance)?;
            match kind {
                Kind::Begin => {
                    sink.begin(known_media_type(&payload).ok_or(QueryError::Died)?)?;
                }
                Kind::End => {
                    return serde_json::from_slice(&payload)
                        .map(Ok)
                        .map_err(|_| QueryError::Died);
                }
                Kind::Failed => {
                    return serde_json::from_slice(&payload)
                        .map(Err)
                        .map_err(|_| QueryError::Died);
                }
                _ => return Err(QueryError::Died),
            }
        }
    }

    /// Reads exactly so many bytes, within the deadline.
    fn fill(
        &mut self,
        target: &mut [u8],
        deadline: Instant,
        abandoned: &dyn Fn() -> bool,
        glance: &mut dyn FnMut() -> std::result::Result<(), QueryError>,
    ) -> std::result::Result<(), QueryError> {
        let mut filled = 0;
        while let Some(rest) = target.get_mut(filled..)
            && !rest.is_empty()
        {
            self.more(deadline, abandoned, glance)?;
            let count = rest.len().min(self.unread.len());
            let from = self.unread.start..self.unread.start + count;
            if let (Some(to), Some(from)) = (rest.get_mut(..count), self.buffer.get(from)) {
                to.copy_from_slice(from);
            }
            self.unread.start += count;
            filled += count;
        }
        Ok(())
    }

    /// Sees to it that there are unread bytes.
    fn more(
        &mut self,
        deadline: Instant,
        abandoned: &dyn Fn() -> bool,
        glance: &mut dyn FnMut() -> std::result::Result<(), QueryError>,
    ) -> std::result::Result<(), QueryError> {
        while self.unread.is_empty() {
            self.wait(deadline, &mut || {
                if abandoned() {
                    return Err(QueryError::Abandoned);
                }
                glance()
            })?;
            match self.output.read(&mut self.buffer) {
                Ok(0) => return Err(self.death()),
                Ok(count) => self.unread = 0..count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(self.death()),
            }
        }
        Ok(())
    }

    /// Waits for bytes; gives up at the deadline, or where `glance` says so.
    fn wait(
        &self,
        deadline: Instant,
        glance: &mut dyn FnMut() -> std::result::Result<(), QueryError>,
    ) -> std::result::Result<(), QueryError> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(QueryError::Timeout(Duration::ZERO));
            }
            let pause = left.min(GLANCE);
            let timeout = Timespec {
                tv_sec: 0,
                tv_nsec: i64::from(pause.subsec_nanos()),
            };
            let mut waiting = [PollFd::new(&self.output, PollFlags::IN)];
            match poll(&mut waiting, Some(&timeout)) {
                Ok(0) => glance()?,
                Ok(_) => return Ok(()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(QueryError::Io(error.into())),
            }
        }
    }

    /// Why the worker ended: an abort means that its memory was at the limit.
    fn death(&mut self) -> QueryError {
        let signal = self.child.wait().ok().and_then(|status| status.signal());
        match signal {
            Some(abort_or_fault) if [4, 6, 7, 11].contains(&abort_or_fault) => QueryError::Memory,
            _ => QueryError::Died,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Already ended, or ended now; either way nothing of it stays behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn known_media_type(name: &[u8]) -> Option<&'static str> {
    SolutionsFormat::STANDARD
        .iter()
        .map(|format| format.media_type())
        .chain(GraphFormat::ALL.iter().map(|format| format.media_type()))
        .find(|known| known.as_bytes() == name)
}

/// The request as it goes to a worker.
pub(super) fn encode(request: &QueryRequest) -> std::result::Result<Vec<u8>, QueryError> {
    serde_json::to_vec(request).map_err(|error| QueryError::Evaluation(error.to_string()))
}
