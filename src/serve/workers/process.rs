//! One worker process, seen from the server.

use super::frame::{self, Failure, HEAD, Kind};
use super::wait::Wait;
use crate::serve::answer::Gathering;
use crate::serve::ticks::Waiting;
use crate::store::{Answer, GraphFormat, QueryError, QueryRequest, SolutionsFormat};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::ioctl_fionbio;
use std::io::{Error, ErrorKind, Result, Write};
use std::ops::Range;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::unix::pipe::{Receiver, Sender};

/// How long a worker may take to load; a dataset that takes longer should not be served so.
const LOADING: Duration = Duration::from_mins(2);

/// How the allocator takes memory from the system in a worker: address space by 32 MiB (it is told
/// in KiB), since address space is what is limited; by what is used, and every query would map and
/// unmap the same pages.
const ALLOCATION: [(&str, &str); 1] = [("MIMALLOC_ARENA_RESERVE", "32768")];

pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    /// Its answers; none while a query runs, and after one that broke off.
    output: Option<OwnedFd>,
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
            output: Some(output.into()),
            buffer: vec![0; BUFFER].into(),
            unread: 0..0,
            ready: false,
        })
    }

    /// Gives it the dataset.
    pub(super) fn load(&mut self, dataset: &[u8]) -> Result<()> {
        frame::write(&mut self.input, Kind::Dataset, dataset)
    }

    /// Waits until the worker has loaded, in the calling thread; from then on it can be asked.
    pub(super) fn wait_ready(&mut self) -> Result<()> {
        if self.ready {
            return Ok(());
        }
        let Some(output) = &self.output else {
            return Err(Error::other(
                "the worker was left in the middle of an answer",
            ));
        };
        let deadline = Instant::now() + LOADING;
        let mut head = [0; HEAD];
        let mut filled = 0;
        while let Some(rest) = head.get_mut(filled..)
            && !rest.is_empty()
        {
            let left = deadline.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).map_err(Error::other)?;
            match poll(&mut [PollFd::new(output, PollFlags::IN)], Some(&timeout)) {
                Ok(0) => return Err(ErrorKind::TimedOut.into()),
                Err(rustix::io::Errno::INTR) => continue,
                other => other?,
            };
            match rustix::io::read(output, rest)? {
                0 => return Err(Error::other(self.death().to_string())),
                count => filled += count,
            }
        }
        match frame::read_head(head)? {
            (Kind::Ready, 0) => {
                ioctl_fionbio(&self.input, true)?;
                ioctl_fionbio(output, true)?;
                self.ready = true;
                Ok(())
            }
            _ => Err(Error::other("the worker did not start")),
        }
    }

    /// Asks one query, which is [encoded](encode). `glance` is called now and then while nothing
    /// comes; its error ends the wait.
    ///
    /// After any error but a [`Failure`](frame::Failure) the worker must not be used again; the
    /// flag says whether it may.
    pub(super) async fn ask(
        &mut self,
        request: &[u8],
        deadline: Instant,
        waiting: &Waiting<'_>,
        sink: &mut Gathering,
        glance: &mut (dyn FnMut(u32) -> std::result::Result<(), QueryError> + Send),
    ) -> (std::result::Result<Answer, QueryError>, bool) {
        let pid = self.child.id();
        let mut wait = Wait {
            deadline,
            waiting,
            glance: &mut || glance(pid),
        };
        let outcome = self.exchange(request, &mut wait, sink).await;
        let usable = outcome.is_ok() && self.output.is_some();
        match outcome {
            Ok(Ok(answer)) => (Ok(answer), usable),
            Ok(Err(failure)) => (Err(failure.into()), usable),
            Err(error) => (Err(error), usable),
        }
    }

    async fn exchange(
        &mut self,
        request: &[u8],
        wait: &mut Wait<'_>,
        sink: &mut Gathering,
    ) -> std::result::Result<std::result::Result<Answer, Failure>, QueryError> {
        let output = self.output.take().ok_or(QueryError::Died)?;
        // Known to the runtime of this task as long as the query runs: another one's may ask next.
        let answers = Receiver::from_owned_fd_unchecked(output)?;
        self.send(request, wait, sink).await?;
        let outcome = self.take_in(&answers, wait, sink).await?;
        self.output = answers.into_nonblocking_fd().ok();
        Ok(outcome)
    }

    async fn take_in(
        &mut self,
        answers: &Receiver,
        wait: &mut Wait<'_>,
        sink: &mut Gathering,
    ) -> std::result::Result<std::result::Result<Answer, Failure>, QueryError> {
        loop {
            let mut head = [0; HEAD];
            self.fill(&mut head, answers, wait, sink).await?;
            let (kind, mut length) = frame::read_head(head).map_err(|_| QueryError::Died)?;
            if kind == Kind::Bytes {
                while length > 0 {
                    self.more(answers, wait, sink).await?;
                    let part = self.unread.start..self.unread.end.min(self.unread.start + length);
                    self.unread.start = part.end;
                    length -= part.len();
                    let bytes = self.buffer.get(part).unwrap_or_default();
                    sink.bytes(bytes).await?;
                }
                continue;
            }
            let mut payload = vec![0; length];
            self.fill(&mut payload, answers, wait, sink).await?;
            match kind {
                Kind::Begin => {
                    sink.begin(known_media_type(&payload).ok_or(QueryError::Died)?);
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

    /// Writes the request, most often at once.
    async fn send(
        &mut self,
        mut request: &[u8],
        wait: &mut Wait<'_>,
        sink: &Gathering,
    ) -> std::result::Result<(), QueryError> {
        let mut waiting = None;
        while !request.is_empty() {
            match self.input.write(request) {
                Ok(count) => request = request.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    // More than the pipe holds.
                    let end = if let Some(end) = &mut waiting {
                        end
                    } else {
                        let end = self.input.as_fd().try_clone_to_owned()?;
                        waiting.insert(Sender::from_owned_fd_unchecked(end)?)
                    };
                    wait.until(end.writable(), sink).await?;
                    // The runtime learns that it has looked.
                    match end.try_write(request) {
                        Ok(count) => request = request.get(count..).unwrap_or_default(),
                        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                        Err(_) => return Err(QueryError::Died),
                    }
                }
                Err(_) => return Err(QueryError::Died),
            }
        }
        Ok(())
    }

    /// Reads exactly so many bytes.
    async fn fill(
        &mut self,
        target: &mut [u8],
        answers: &Receiver,
        wait: &mut Wait<'_>,
        sink: &Gathering,
    ) -> std::result::Result<(), QueryError> {
        let mut filled = 0;
        while let Some(rest) = target.get_mut(filled..)
            && !rest.is_empty()
        {
            self.more(answers, wait, sink).await?;
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
    async fn more(
        &mut self,
        answers: &Receiver,
        wait: &mut Wait<'_>,
        sink: &Gathering,
    ) -> std::result::Result<(), QueryError> {
        while self.unread.is_empty() {
            wait.until(answers.readable(), sink).await?;
            match answers.try_read(&mut self.buffer) {
                Ok(count) if count > 0 => self.unread = 0..count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(_) | Err(_) => return Err(self.death()),
            }
        }
        Ok(())
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

/// The request as it goes to a worker: one frame, so that one write wakes it once. The text comes
/// last, as it is.
pub(super) fn encode(mut request: QueryRequest) -> std::result::Result<Vec<u8>, QueryError> {
    let text = std::mem::take(&mut request.text);
    let mut frame = Vec::with_capacity(HEAD + text.len() + 512);
    frame.extend_from_slice(&[0; HEAD]);
    serde_json::to_writer(&mut frame, &request)
        .map_err(|error| QueryError::Evaluation(error.to_string()))?;
    frame.push(TEXT_FOLLOWS);
    frame.extend_from_slice(text.as_bytes());
    let head = frame::head(Kind::Query, frame.len() - HEAD);
    if let Some(place) = frame.first_chunk_mut() {
        *place = head;
    }
    Ok(frame)
}

/// Between the two parts of a request; JSON has it as an escape only.
const TEXT_FOLLOWS: u8 = b'\n';

/// The request that [`encode`] made a payload of.
pub(super) fn decode(mut payload: Vec<u8>) -> Result<QueryRequest> {
    let end = payload.iter().position(|byte| *byte == TEXT_FOLLOWS);
    let end = end.ok_or_else(|| Error::other("not a request"))?;
    let mut request: QueryRequest = serde_json::from_slice(payload.get(..end).unwrap_or_default())?;
    payload.drain(..=end);
    request.text = String::from_utf8(payload).map_err(Error::other)?;
    Ok(request)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::Formats;

    #[test]
    fn a_request_arrives_as_it_was() {
        let formats = Formats {
            solutions: Some(SolutionsFormat::Csv),
            graph: None,
        };
        let text = "# \"a\"\n\r\nASK { ?x ?y \"é\\n\" }\n\n";
        let mut request = QueryRequest::new(text, formats);
        request.base = Some("urn:a\nb".into());
        let mut frame = encode(request.clone()).unwrap();
        let payload = frame.split_off(HEAD);
        let (kind, length) = frame::read_head(frame.try_into().unwrap()).unwrap();
        assert_eq!((kind, length), (Kind::Query, payload.len()));
        let arrived = decode(payload).unwrap();
        assert_eq!(format!("{arrived:?}"), format!("{request:?}"));
    }
}
