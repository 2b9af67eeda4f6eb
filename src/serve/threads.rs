//! The threads that serve connections, each with a runtime of its own.
//!
//! A connection stays on the thread that got it, so that a request wakes that thread and no other.
//! The thread that accepts serves too; it hands connections on when it has more than another.

use super::front::Front;
use super::metrics::Metrics;
use super::stall::{Impatient, OpenEnd};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::Watcher;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, mpsc};

/// What every connection needs.
#[derive(Clone)]
pub(super) struct Attendance {
    pub(super) http: http1::Builder,
    pub(super) front: Front,
    pub(super) metrics: Arc<Metrics>,
    /// How long a client may not read what it asked for.
    pub(super) stall: Duration,
}

/// A connection that somebody has to serve.
pub(super) struct Connection<S> {
    pub(super) stream: S,
    /// Its place among all connections.
    pub(super) place: OwnedSemaphorePermit,
    /// Asks it to end when the service ends.
    pub(super) watcher: Watcher,
}

impl Attendance {
    /// Serves a connection in a task of this runtime.
    fn begin(&self, connection: Connection<TcpStream>, open: &Arc<AtomicUsize>) {
        let Connection {
            stream,
            place,
            watcher,
        } = connection;
        let open_end = OpenEnd::default();
        let front = self.front.of_connection(open_end.clone());
        let io = TokioIo::new(Impatient::new(stream, self.stall, open_end));
        let served = self.http.serve_connection(io, front);
        let served = watcher.watch(served);
        let (metrics, open) = (Arc::clone(&self.metrics), Arc::clone(open));
        metrics.connections.add(1);
        tokio::spawn(async move {
            // What goes wrong on a connection is between it and its client.
            let _ = served.await;
            metrics.connections.subtract(1);
            open.fetch_sub(1, Ordering::Relaxed);
            drop(place);
        });
    }
}

/// A thread beside the one that accepts.
struct Other {
    /// How many connections it has, or is about to get.
    open: Arc<AtomicUsize>,
    queue: mpsc::UnboundedSender<Connection<std::net::TcpStream>>,
}

/// All threads that serve.
pub(super) struct Threads {
    attendance: Attendance,
    /// Connections of the thread that accepts.
    own: Arc<AtomicUsize>,
    others: Vec<Other>,
}

impl Threads {
    /// The calling thread, and so many others; fewer where no more can be started.
    pub(super) fn start(attendance: Attendance, others: usize) -> Self {
        let others = (0..others).map_while(|_| other(attendance.clone()).ok());
        Self {
            own: Arc::default(),
            others: others.collect(),
            attendance,
        }
    }

    /// Gives a connection to the thread that has the fewest; to this one, between equals.
    pub(super) fn give(&self, connection: Connection<TcpStream>) {
        let open = |other: &&Other| other.open.load(Ordering::Relaxed);
        let own = self.own.load(Ordering::Relaxed);
        if let Some(other) = self.others.iter().min_by_key(open)
            && open(&other) < own
        {
            if let Ok(stream) = connection.stream.into_std() {
                other.open.fetch_add(1, Ordering::Relaxed);
                // A thread ends with the process.
                let _ = other.queue.send(Connection {
                    stream,
                    place: connection.place,
                    watcher: connection.watcher,
                });
            }
            return;
        }
        self.own.fetch_add(1, Ordering::Relaxed);
        self.attendance.begin(connection, &self.own);
    }
}

fn other(attendance: Attendance) -> std::io::Result<Other> {
    let (queue, mut given) = mpsc::unbounded_channel::<Connection<std::net::TcpStream>>();
    let open = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&open);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(BESIDE)
        .thread_stack_size(STACK)
        .build()?;
    std::thread::Builder::new()
        .name("connections".into())
        .stack_size(STACK)
        .spawn(move || {
            runtime.block_on(async {
                while let Some(connection) = given.recv().await {
                    let Connection {
                        stream,
                        place,
                        watcher,
                    } = connection;
                    match TcpStream::from_std(stream) {
                        Ok(stream) => attendance.begin(
                            Connection {
                                stream,
                                place,
                                watcher,
                            },
                            &counted,
                        ),
                        Err(_) => drop(counted.fetch_sub(1, Ordering::Relaxed)),
                    }
                }
                // The service ends: what is under way may finish, within the time it is given.
                std::future::pending::<()>().await;
            });
        })?;
    Ok(Other { open, queue })
}

/// Threads of a runtime that make pages, or start and end workers.
const BESIDE: usize = 8;

/// Stack of a thread, in bytes; handlers need little.
const STACK: usize = 2 * 1024 * 1024;
