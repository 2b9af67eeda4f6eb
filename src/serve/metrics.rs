//! Numbers for operators, in Prometheus' text format.

use super::cache::Cache;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A number that is counted.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn subtract(&self, count: u64) {
        self.0.fetch_sub(count, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Upper bounds of the histogram of durations, in microseconds.
const BUCKETS: [u64; 9] = [
    100, 500, 1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000,
];

/// All that is counted.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Answers by first digit of the status, 1 to 5.
    responses: [Counter; 5],
    durations: [Counter; BUCKETS.len() + 1],
    duration_sum: Counter,
    pub(super) cache_hits: Counter,
    pub(super) cache_misses: Counter,
    pub(super) queries_waiting: Counter,
    pub(super) queries_running: Counter,
    pub(super) queries_refused: Counter,
    pub(super) queries_timed_out: Counter,
    pub(super) queries_out_of_memory: Counter,
    pub(super) connections: Counter,
    pub(super) workers_started: Counter,
    pub(super) workers_ended: Counter,
    pub(super) workers_failed: Counter,
}

impl Metrics {
    /// One answered request.
    pub(super) fn request(&self, status: u16, took: Duration) {
        if let Some(counter) = self
            .responses
            .get(usize::from(status / 100).wrapping_sub(1))
        {
            counter.add(1);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|bound| micros <= *bound);
        if let Some(counter) = self.durations.get(bucket.unwrap_or(BUCKETS.len())) {
            counter.add(1);
        }
        self.duration_sum.add(micros);
    }

    /// The text that a collector reads.
    pub(super) fn render(&self, cache: &Cache, quads: usize) -> String {
        let mut out = String::new();
        // Writing into a String does not fail.
        let _ = self.write(&mut out, cache, quads);
        out
    }

    fn write(&self, out: &mut String, cache: &Cache, quads: usize) -> std::fmt::Result {
        writeln!(
            out,
            "# HELP kadergraaf_http_responses_total Answers by class of status."
        )?;
        writeln!(out, "# TYPE kadergraaf_http_responses_total counter")?;
        for (class, counter) in (1..).zip(&self.responses) {
            writeln!(
                out,
                "kadergraaf_http_responses_total{{class=\"{class}xx\"}} {}",
                counter.get()
            )?;
        }
        writeln!(
            out,
            "# HELP kadergraaf_http_request_seconds Time until an answer began."
        )?;
        writeln!(out, "# TYPE kadergraaf_http_request_seconds histogram")?;
        let mut total = 0;
        for (index, counter) in self.durations.iter().enumerate() {
            total += counter.get();
            match BUCKETS.get(index) {
                Some(micros) => writeln!(
                    out,
                    "kadergraaf_http_request_seconds_bucket{{le=\"{}\"}} {total}",
                    Seconds(*micros)
                )?,
                None => writeln!(
                    out,
                    "kadergraaf_http_request_seconds_bucket{{le=\"+Inf\"}} {total}"
                )?,
            }
        }
        writeln!(
            out,
            "kadergraaf_http_request_seconds_sum {}",
            Seconds(self.duration_sum.get())
        )?;
        writeln!(out, "kadergraaf_http_request_seconds_count {total}")?;
        let (cache_bytes, cache_entries) = cache.size();
        let numbers: [(&str, &str, &str, u64); 14] = [
            (
                "query_cache_hits_total",
                "counter",
                "Answers from the cache.",
                self.cache_hits.get(),
            ),
            (
                "query_cache_misses_total",
                "counter",
                "Answers that were worked out.",
                self.cache_misses.get(),
            ),
            (
                "query_cache_bytes",
                "gauge",
                "Bytes that the cache holds.",
                cache_bytes as u64,
            ),
            (
                "query_cache_entries",
                "gauge",
                "Answers that the cache holds.",
                cache_entries as u64,
            ),
            (
                "queries_waiting",
                "gauge",
                "Queries that wait for a worker.",
                self.queries_waiting.get(),
            ),
            (
                "queries_running",
                "gauge",
                "Queries that run.",
                self.queries_running.get(),
            ),
            (
                "queries_refused_total",
                "counter",
                "Queries answered with 503.",
                self.queries_refused.get(),
            ),
            (
                "queries_timed_out_total",
                "counter",
                "Queries stopped at their time limit.",
                self.queries_timed_out.get(),
            ),
            (
                "queries_out_of_memory_total",
                "counter",
                "Queries stopped at their memory limit.",
                self.queries_out_of_memory.get(),
            ),
            (
                "workers_started_total",
                "counter",
                "Worker processes started.",
                self.workers_started.get(),
            ),
            (
                "workers_ended_total",
                "counter",
                "Worker processes ended or killed.",
                self.workers_ended.get(),
            ),
            (
                "workers_failed_total",
                "counter",
                "Worker processes that could not be started.",
                self.workers_failed.get(),
            ),
            (
                "http_connections",
                "gauge",
                "Open connections.",
                self.connections.get(),
            ),
            (
                "dataset_quads",
                "gauge",
                "Quads of the dataset.",
                quads as u64,
            ),
        ];
        for (name, kind, help, value) in numbers {
            writeln!(out, "# HELP kadergraaf_{name} {help}")?;
            writeln!(out, "# TYPE kadergraaf_{name} {kind}")?;
            writeln!(out, "kadergraaf_{name} {value}")?;
        }
        Ok(())
    }
}

/// Microseconds, written as seconds.
struct Seconds(u64);

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}
