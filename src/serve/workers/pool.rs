//! All workers of a server.

use super::process::{Worker, encode};
use crate::serve::answer::Gathering;
use crate::serve::metrics::Metrics;
use crate::serve::ticks::{Ticks, Waiting};
use crate::store::{Answer, Bounds, QueryError, QueryRequest};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// How workers are made and what they may.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// The binary that is started again.
    pub binary: PathBuf,
    /// Queries that run at once.
    pub count: usize,
    /// How long a query may take, its answer written.
    pub timeout: Duration,
    /// Bytes that a worker may take beyond the loaded dataset.
    pub memory: u64,
}

/// After this time a query counts as long: only some may be, so that others always find a worker.
const BRISK: Duration = Duration::from_secs(1);

/// How much a long query steps back for others (as `nice`).
const STEP_BACK: i32 = 10;

/// The first spare worker starts so long after the first one is ready: it loads the whole dataset,
/// and the first queries shall not share the cores with that.
const SPARE_LATER: Duration = Duration::from_millis(250);

/// The first worker, started before there is a dataset: its process is there when it is needed.
pub struct FirstWorker {
    settings: WorkerSettings,
    worker: Worker,
}

impl FirstWorker {
    /// Starts it.
    ///
    /// # Errors
    /// Where no process can be started.
    pub fn start(settings: WorkerSettings) -> std::io::Result<Self> {
        let worker = Worker::start(&settings.binary, settings.memory)?;
        Ok(Self { settings, worker })
    }

    /// Gives it the [image](crate::store::StoreBuilder::image) of the dataset, which later workers
    /// get too, and does not wait until it has loaded ([`Workers::wait_ready`] does).
    ///
    /// # Errors
    /// Where the worker does not take the dataset.
    pub fn load(
        mut self,
        dataset: Arc<Vec<u8>>,
        metrics: Arc<Metrics>,
    ) -> std::io::Result<Arc<Workers>> {
        self.worker.load(&dataset)?;
        let ticks = Ticks::start()?;
        let workers = Arc::new_cyclic(|own| Workers {
            settings: self.settings,
            dataset,
            idle: Mutex::default(),
            long: AtomicUsize::new(0),
            ticks,
            metrics,
            own: own.clone(),
        });
        workers.metrics.workers_started.add(1);
        workers.put_back(self.worker);
        Ok(workers)
    }
}

/// Workers, each with the dataset.
pub struct Workers {
    settings: WorkerSettings,
    dataset: Arc<Vec<u8>>,
    idle: Mutex<Vec<Worker>>,
    /// Long queries that run now.
    long: AtomicUsize,
    /// The beat by which waits look up.
    pub(in crate::serve) ticks: Arc<Ticks>,
    metrics: Arc<Metrics>,
    /// Itself, for the threads that start workers.
    own: Weak<Workers>,
}

impl Workers {
    fn start_one(&self) -> std::io::Result<Worker> {
        self.metrics.workers_started.add(1);
        let mut worker = Worker::start(&self.settings.binary, self.settings.memory)?;
        worker.load(&self.dataset)?;
        Ok(worker)
    }

    /// Comes back when the first worker can answer; a spare one starts a little later.
    ///
    /// # Errors
    /// Where it does not load.
    pub fn wait_ready(&self) -> std::io::Result<()> {
        let first = self.take_alive()?;
        self.put_back(first);
        self.start_spare(SPARE_LATER);
        Ok(())
    }

    /// Starts a worker in the background, for the next query that finds none idle.
    fn start_spare(&self, later: Duration) {
        let own = self.own.clone();
        let started = std::thread::Builder::new()
            .name("start worker".into())
            .stack_size(128 * 1024)
            .spawn(move || {
                std::thread::sleep(later);
                let Some(workers) = own.upgrade() else {
                    return;
                };
                if let Ok(mut worker) = workers.start_one()
                    && worker.wait_ready().is_ok()
                {
                    workers.put_back(worker);
                }
            });
        if started.is_err() {
            self.metrics.workers_failed.add(1);
        }
    }

    /// An idle worker that runs, else a new one; waits in the calling thread until it has loaded.
    fn take_alive(&self) -> std::io::Result<Worker> {
        while let Some(mut worker) = self.idle_one() {
            if worker.is_alive() {
                worker.wait_ready()?;
                return Ok(worker);
            }
            // It was ended while it was idle.
            self.metrics.workers_ended.add(1);
        }
        let mut worker = self.start_one()?;
        worker.wait_ready()?;
        Ok(worker)
    }

    fn idle_one(&self) -> Option<Worker> {
        self.idle().pop()
    }

    fn put_back(&self, worker: Worker) {
        let mut idle = self.idle();
        if idle.len() < self.settings.count {
            idle.push(worker);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many queries may be long at once: at least one, and never all.
    fn long_places(&self) -> usize {
        (self.settings.count / 2).max(1)
    }

    /// Answers one query into the sink.
    ///
    /// # Errors
    /// [`QueryError`]; what the sink has by then is not a whole answer.
    pub(in crate::serve) async fn run(
        self: &Arc<Self>,
        request: QueryRequest,
        sink: &mut Gathering,
    ) -> Result<Answer, QueryError> {
        Bounds::default().check(&request.text)?;
        let encoded = encode(request)?;
        let deadline = Instant::now() + self.settings.timeout;
        let waiting = self.ticks.wait();
        let outcome = match self.idle_one() {
            Some(worker) => {
                self.attempt(worker, &encoded, deadline, &waiting, sink)
                    .await
            }
            None => Err(QueryError::Died),
        };
        let outcome = match outcome {
            // None was idle, or it was ended while it was, or by somebody else: once more, if
            // nothing is lost.
            Err(QueryError::Died) if !sink.has_begun() => {
                let own = Arc::clone(self);
                let worker = tokio::task::spawn_blocking(move || own.take_alive())
                    .await
                    .map_err(|_| QueryError::Died)??;
                self.attempt(worker, &encoded, deadline, &waiting, sink)
                    .await
            }
            outcome => outcome,
        };
        outcome.map_err(|error| match error {
            QueryError::Timeout(_) => QueryError::Timeout(self.settings.timeout),
            error => error,
        })
    }

    async fn attempt(
        self: &Arc<Self>,
        mut worker: Worker,
        request: &[u8],
        deadline: Instant,
        waiting: &Waiting<'_>,
        sink: &mut Gathering,
    ) -> Result<Answer, QueryError> {
        let started = Instant::now();
        let mut place = None;
        let mut glance = |pid| {
            if place.is_none() && started.elapsed() > BRISK {
                place = Some(LongPlace::take(self)?);
                step_back(pid);
            }
            Ok(())
        };
        let (outcome, usable) = worker
            .ask(request, deadline, waiting, sink, &mut glance)
            .await;
        if usable && place.is_none() {
            self.put_back(worker);
        } else {
            // Killed, dead, or no longer brisk: another takes its place before it is missed.
            self.metrics.workers_ended.add(1);
            // Its end may take a while, and others wait for this thread. Its memory is free before
            // its place is.
            let _ = tokio::task::spawn_blocking(move || drop(worker)).await;
            if self.idle().is_empty() {
                self.start_spare(Duration::ZERO);
            }
        }
        outcome
    }
}

/// One of the places for long queries, given back when dropped.
struct LongPlace<'a>(&'a Workers);

impl<'a> LongPlace<'a> {
    fn take(workers: &'a Workers) -> Result<Self, QueryError> {
        let places = workers.long_places();
        workers
            .long
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |taken| {
                (taken < places).then_some(taken + 1)
            })
            .map(|_| Self(workers))
            .map_err(|_| QueryError::Busy)
    }
}

impl Drop for LongPlace<'_> {
    fn drop(&mut self) {
        self.0.long.fetch_sub(1, Ordering::AcqRel);
    }
}

fn step_back(pid: u32) {
    let pid = i32::try_from(pid)
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    // Where the system does not let us, the query only competes a little longer.
    let _ = rustix::process::setpriority_process(pid, STEP_BACK);
}
