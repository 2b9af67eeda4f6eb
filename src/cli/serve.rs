//! `kadergraaf serve`: the graph over HTTP.

use super::config::Common;
use super::data::DataArguments;
use super::edition;
use crate::serve::workers::{FirstWorker, WorkerSettings};
use crate::serve::{ListenerSettings, Metrics, Publication, Service, ServiceSettings, app, listen};
use crate::store::{DataFile, Limits, StoreBuilder};
use anyhow::{Context, anyhow, bail};
use clap::Args;
use oxigraph::model::NamedNode;
use std::net::{SocketAddr, ToSocketAddrs};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

const EXAMPLES: &str = "\
Examples:
  kadergraaf serve
  kadergraaf serve --source Algoritmekader --bind 0.0.0.0:80 --base-url https://data.example.nl/kader
  kadergraaf serve --query-timeout 30s --query-memory 256M

Every option may be given in the environment, as KADERGRAAF_BIND, KADERGRAAF_QUERY_TIMEOUT and so
on. The address is printed once it answers; SIGTERM ends the service when all that is under way is
answered.";

/// Serves the graph over HTTP
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    data: DataArguments,
    /// Where to listen
    #[arg(
        long,
        env = "KADERGRAAF_BIND",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:7878"
    )]
    bind: String,
    /// The address under which the service is known [default: where it listens]
    #[arg(long, env = "KADERGRAAF_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// How long a query may take
    #[arg(long, env = "KADERGRAAF_QUERY_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = duration)]
    query_timeout: Duration,
    /// How much memory a query may take, beyond the dataset
    #[arg(long, env = "KADERGRAAF_QUERY_MEMORY", value_name = "BYTES", default_value = "64M", value_parser = bytes)]
    query_memory: u64,
    /// How many queries may run at once
    #[arg(long, env = "KADERGRAAF_QUERIES", value_name = "NUMBER", default_value = "4", value_parser = clap::value_parser!(u16).range(1..=256))]
    queries: u16,
    /// How many queries may wait; more get 503
    #[arg(
        long,
        env = "KADERGRAAF_QUERY_QUEUE",
        value_name = "NUMBER",
        default_value = "256"
    )]
    query_queue: u16,
    /// How many rows an answer may have
    #[arg(
        long,
        env = "KADERGRAAF_MAX_ROWS",
        value_name = "NUMBER",
        default_value = "1000000"
    )]
    max_rows: u64,
    /// How many bytes an answer may have
    #[arg(long, env = "KADERGRAAF_MAX_BYTES", value_name = "BYTES", default_value = "256M", value_parser = bytes)]
    max_bytes: u64,
    /// How much memory the cache of answers may take
    #[arg(long, env = "KADERGRAAF_CACHE", value_name = "BYTES", default_value = "32M", value_parser = bytes)]
    cache: u64,
    /// How many connections there may be at once
    #[arg(long, env = "KADERGRAAF_CONNECTIONS", value_name = "NUMBER", default_value = "512", value_parser = clap::value_parser!(u16).range(1..))]
    connections: u16,
    /// Log every request to standard error, one JSON object a line
    #[arg(long, env = "KADERGRAAF_LOG")]
    log: bool,
    /// Who publishes, as an IRI
    #[arg(long, env = "KADERGRAAF_PUBLISHER", value_name = "IRI")]
    publisher: Option<String>,
    /// What the publisher is called
    #[arg(
        long,
        env = "KADERGRAAF_PUBLISHER_NAME",
        value_name = "NAME",
        requires = "publisher"
    )]
    publisher_name: Option<String>,
    /// Where questions go: a page, or mailto:…
    #[arg(long, env = "KADERGRAAF_CONTACT", value_name = "IRI")]
    contact: Option<String>,
    /// What the contact is called
    #[arg(
        long,
        env = "KADERGRAAF_CONTACT_NAME",
        value_name = "NAME",
        requires = "contact"
    )]
    contact_name: Option<String>,
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    bind: SocketAddr,
    base_url: Option<String>,
    publication: Publication,
    data: Vec<DataFile>,
    typed: Arguments,
}

impl Arguments {
    pub(super) fn decide(self, common: &Common) -> anyhow::Result<Plan> {
        let bind = self
            .bind
            .to_socket_addrs()
            .ok()
            .and_then(|mut addresses| addresses.next())
            .ok_or_else(|| anyhow!("--bind {}: not an address and a port", self.bind))?;
        let base_url = self.base_url.as_deref().map(web_address).transpose()?;
        let mut publication = Publication::default();
        if let Some(publisher) = &self.publisher {
            publication.publisher = iri("--publisher", publisher)?;
            publication.publisher_name = self.publisher_name.clone().unwrap_or(publisher.clone());
        }
        if let Some(contact) = &self.contact {
            publication.contact = iri("--contact", contact)?;
            publication.contact_name = self.contact_name.clone().unwrap_or(contact.clone());
        }
        Ok(Plan {
            bind,
            base_url,
            publication,
            data: self.data.decide(common, None)?,
            typed: self,
        })
    }
}

fn iri(option: &str, value: &str) -> anyhow::Result<String> {
    NamedNode::new(value)
        .map(NamedNode::into_string)
        .map_err(|_| anyhow!("{option} {value}: not an absolute IRI"))
}

/// `https://host/path`, without a `/` at its end.
fn web_address(value: &str) -> anyhow::Result<String> {
    let address = iri("--base-url", value)?;
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    // Braces would be read as parameters of a route.
    if !is_web || address.contains(['?', '#']) {
        bail!("--base-url {value}: not a web address without ? and #");
    }
    Ok(address.trim_end_matches('/').to_owned())
}

/// `10s`, `500ms`, `2m`.
fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = split_unit(text)?;
    let millis = match unit {
        "ms" => 1,
        "s" | "" => 1_000,
        "m" => 60_000,
        _ => return Err("a time is a number with ms, s or m".into()),
    };
    match number.checked_mul(millis) {
        Some(millis) if (1..=86_400_000).contains(&millis) => Ok(Duration::from_millis(millis)),
        _ => Err("a time lies between 1ms and one day".into()),
    }
}

/// `64M`, `1G`, `4096`.
fn bytes(text: &str) -> Result<u64, String> {
    let (number, unit) = split_unit(text)?;
    let factor: u64 = match unit.trim_end_matches("iB").trim_end_matches('B') {
        "" => 1,
        "k" | "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err("a size is a number with K, M or G".into()),
    };
    number.checked_mul(factor).ok_or_else(|| "too large".into())
}

fn split_unit(text: &str) -> Result<(u64, &str), String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.parse().map_err(|_| "it must begin with a number")?;
    Ok((number, unit.trim()))
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        // Known before the dataset is read: a port in use ends the command at once.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(usize::from(self.typed.queries) + 8)
            .thread_stack_size(1024 * 1024)
            .enable_all()
            .build()?;
        runtime.block_on(self.serve(common))?;
        // Queries of clients that left may still run; their workers end with this process.
        runtime.shutdown_background();
        Ok(ExitCode::SUCCESS)
    }

    async fn serve(&self, common: &Common) -> anyhow::Result<()> {
        let listening = listen(self.bind)
            .await
            .with_context(|| format!("{}: cannot listen", self.bind))?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let end = async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        let address = self
            .base_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", listening.address));
        let service = self.service(common, &address)?;
        common
            .messages
            .say(format_args!("Serving on http://{}/", listening.address));
        common.took_in_all("until requests are answered");
        if self.base_url.is_some() {
            common.messages.say(format_args!("Known as {address}/"));
        }
        let settings = ListenerSettings {
            connections: self.typed.connections.into(),
            ..ListenerSettings::default()
        };
        listening.serve(app(&service), service, settings, end).await;
        common.messages.detail("Stopped.");
        Ok(())
    }

    fn service(&self, common: &Common, address: &str) -> anyhow::Result<Arc<Service>> {
        let workers = WorkerSettings {
            binary: std::env::current_exe().context("the program's own file is not known")?,
            count: self.typed.queries.into(),
            timeout: self.typed.query_timeout,
            memory: self.typed.query_memory,
        };
        let mut watch = common.messages.stopwatch();
        let first = FirstWorker::start(workers).context("no worker could be started")?;
        watch.lap("starting the first worker");
        let builder = self.load(common)?;
        let metrics = Arc::new(Metrics::default());
        let not_loaded = "the first worker did not load";
        let mut watch = common.messages.stopwatch();
        let image = Arc::new(builder.image());
        // What the worker needs goes to it before anything else is done here.
        let (workers, store) = std::thread::scope(|scope| {
            let sorting = scope.spawn(|| builder.finish());
            let workers = first.load(Arc::clone(&image), Arc::clone(&metrics));
            (workers, sorting.join())
        });
        let workers = workers.context(not_loaded)?;
        let store = store.map_err(|_| anyhow!("the graph could not be sorted"))?;
        watch.lap("sorting the graph, and passing it on to the first worker");
        let settings = ServiceSettings {
            address: address.to_owned(),
            base: common.id_base.clone(),
            running: self.typed.queries.into(),
            waiting: self.typed.query_queue.into(),
            patience: Duration::from_secs(5),
            limits: Limits {
                rows: Some(self.typed.max_rows),
                bytes: Some(self.typed.max_bytes),
            },
            cache: usize::try_from(self.typed.cache)?,
            log: self.typed.log,
            publication: self.publication.clone(),
        };
        let started = Arc::clone(&workers);
        let service = Service::new(Arc::new(store), workers, &image, settings, metrics);
        watch.lap("preparing pages");
        started.wait_ready().context(not_loaded)?;
        service.prepare_pages();
        watch.lap("waiting for the first worker, which sorts it too");
        Ok(service)
    }

    /// Loads the source, or the files.
    fn load(&self, common: &Common) -> anyhow::Result<StoreBuilder> {
        let mut builder = StoreBuilder::remembering();
        if self.data.is_empty() {
            let reading = edition::tell(common, "loading", &mut builder)?;
            common.messages.say(reading.closing_line());
            return Ok(builder);
        }
        let mut watch = common.messages.stopwatch();
        for file in &self.data {
            file.load(&mut builder)?;
        }
        watch.lap(format_args!("loading {} quads", builder.len()));
        Ok(builder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("2m"), Ok(Duration::from_mins(2)));
        assert!(duration("0s").is_err() && duration("s").is_err() && duration("3h").is_err());
        assert_eq!(bytes("64M"), Ok(64 << 20));
        assert_eq!(bytes("1GiB"), Ok(1 << 30));
        assert!(bytes("1T").is_err() && bytes("99999999999G").is_err());
    }

    #[test]
    fn a_web_address_has_no_slash_at_its_end() {
        assert_eq!(
            web_address("https://h.nl/kader/").ok().as_deref(),
            Some("https://h.nl/kader")
        );
        assert!(web_address("ftp://h.nl").is_err() && web_address("https://h.nl/?x").is_err());
    }
}
