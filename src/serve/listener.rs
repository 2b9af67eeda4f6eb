//! The port: connections counted, headers timed, an orderly end.

use super::front::Front;
use super::service::Service;
use super::threads::{Attendance, Connection, Threads};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::net::SocketAddr;
use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Limits on connections.
#[derive(Clone, Copy, Debug)]
pub struct ListenerSettings {
    /// How many there may be at once; more wait in the system's own queue.
    pub connections: usize,
    /// How long the head of a request may take, and how long a connection may be idle.
    pub head: Duration,
    /// How long a client may not read what it asked for.
    pub stall: Duration,
    /// How long requests may go on when the service ends.
    pub farewell: Duration,
}

impl Default for ListenerSettings {
    fn default() -> Self {
        Self {
            connections: 512,
            head: Duration::from_secs(10),
            stall: Duration::from_secs(20),
            farewell: Duration::from_secs(15),
        }
    }
}

/// Threads that serve connections, at most.
const MOST_THREADS: usize = 8;

/// Bytes of a request's head: its first line and its headers.
const LONGEST_HEAD: usize = 64 * 1024;

/// A bound port.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    /// Where it listens; the port that was found, where 0 was asked for.
    pub address: SocketAddr,
}

/// Binds an address.
///
/// # Errors
/// What the system says.
pub async fn listen(address: SocketAddr) -> std::io::Result<Listening> {
    let listener = TcpListener::bind(address).await?;
    Ok(Listening {
        address: listener.local_addr()?,
        listener,
    })
}

impl Listening {
    /// Serves until `end` is ready; then lets requests that are under way finish.
    ///
    /// The calling thread serves connections too, best on a runtime that has no other thread.
    pub async fn serve(
        self,
        app: Router,
        service: Arc<Service>,
        settings: ListenerSettings,
        end: impl Future<Output = ()>,
    ) {
        let places = Arc::new(Semaphore::new(settings.connections));
        let graceful = GracefulShutdown::new();
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(settings.head)
            .max_buf_size(LONGEST_HEAD)
            .max_headers(64);
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = Threads::start(
            Attendance {
                http,
                metrics: Arc::clone(&service.metrics),
                front: Front::new(service, app),
                stall: settings.stall,
            },
            cores.min(MOST_THREADS) - 1,
        );
        tokio::pin!(end);
        loop {
            let accepted = tokio::select! {
                () = &mut end => break,
                accepted = self.next(&places) => accepted,
            };
            let Some((stream, place)) = accepted else {
                continue;
            };
            // Answers are written whole; waiting for more to send only delays them.
            let _ = stream.set_nodelay(true);
            threads.give(Connection {
                stream,
                place,
                watcher: graceful.watcher(),
            });
        }
        drop(self.listener);
        let _ = tokio::time::timeout(settings.farewell, graceful.shutdown()).await;
    }

    /// The next connection, when there is a place for it.
    async fn next(
        &self,
        places: &Arc<Semaphore>,
    ) -> Option<(tokio::net::TcpStream, tokio::sync::OwnedSemaphorePermit)> {
        let place = Arc::clone(places).acquire_owned().await.ok()?;
        if let Ok((stream, _)) = self.listener.accept().await {
            return Some((stream, place));
        }
        // Out of file descriptors, or a client that left: a short pause, and on.
        tokio::time::sleep(Duration::from_millis(20)).await;
        None
    }
}
