//! The accept loop: HTTP/1.1 over TCP with timers, a ceiling of connections, and an orderly end.
//!
//! `axum::serve` sets no timers, so that a client which sends nothing keeps its connection for ever. TLS and HTTP/2
//! are a reverse proxy's.

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulConnection,
};
use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

/// How much and how long. The defaults are those of `docs/security.md`, Server.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// How long a request's head may take to arrive. Also how long a kept-alive connection may stay idle: hyper has
    /// one timer for both, which begins when the answer before is sent.
    pub head: Duration,
    /// Connections at once; further ones wait in the system's queue.
    pub connections: usize,
    /// How long requests in flight may take to finish once the end was asked for.
    pub grace: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), connections: 1024, grace: Duration::from_secs(20) }
    }
}

/// Serves until `shutdown` is cancelled; then stops accepting, finishes the requests in flight, and gives up on those
/// that take longer than 20 seconds.
///
/// Every request carries its peer's address as [`ConnectInfo`].
///
/// # Errors
/// When the system refuses to hand the listener over at the end. Trouble with one connection is logged, and trouble
/// with accepting is waited out.
pub async fn serve(listener: TcpListener, router: Router, shutdown: CancellationToken) -> io::Result<()> {
    serve_with(listener, router, shutdown, ServerLimits::default()).await
}

/// [`serve`] with limits of one's own.
///
/// # Errors
/// As [`serve`].
pub async fn serve_with(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
    limits: ServerLimits,
) -> io::Result<()> {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let (tasks, now) = (TaskTracker::new(), CancellationToken::new());
    let begin = |stream: TcpStream, peer: SocketAddr, slot: OwnedSemaphorePermit| {
        let router = router.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .serve_connection(TokioIo::new(stream), service);
        let (shutdown, now) = (shutdown.clone(), now.clone());
        tasks.spawn(async move {
            let ended = now.run_until_cancelled(drive(connection, &shutdown)).await;
            if let Some(Err(error)) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(slot);
        });
    };
    while let Some((stream, peer, slot)) = next_connection(&listener, &slots, &shutdown).await {
        begin(stream, peer, slot);
    }
    // Whoever stands in the system's queue by now has connected in good faith; closing it would cut them off.
    let listener = listener.into_std()?;
    while let Ok(slot) = Arc::clone(&slots).try_acquire_owned() {
        let Ok((stream, peer)) = listener.accept() else { break };
        match stream.set_nonblocking(true).and_then(|()| TcpStream::from_std(stream)) {
            Ok(stream) => begin(stream, peer, slot),
            Err(error) => tracing::debug!(%error, "a connection ended before it began"),
        }
    }
    drop(listener);
    tasks.close();
    if tokio::time::timeout(limits.grace, tasks.wait()).await.is_err() {
        tracing::warn!(connections = tasks.len(), "connections did not end in time and are cut");
        now.cancel();
    }
    tasks.wait().await;
    Ok(())
}

/// How long connections go on as before once the end was asked for. hyper closes a connection on which nothing was
/// read yet, even if a request has long been sent and merely waits to be read; in this time it is.
const LAST_CALL: Duration = Duration::from_millis(200);

/// Runs a connection to its end; once the end of all was asked for, to the end of its request in flight.
async fn drive<C: GracefulConnection>(connection: C, shutdown: &CancellationToken) -> Result<(), C::Error> {
    let mut connection = pin!(connection);
    let last_call = async {
        shutdown.cancelled().await;
        tokio::time::sleep(LAST_CALL).await;
    };
    tokio::select! {
        biased;
        ended = connection.as_mut() => return ended,
        () = last_call => {}
    }
    connection.as_mut().graceful_shutdown();
    connection.await
}

/// The next connection, once there is room for it; `None` when the end was asked for.
async fn next_connection(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
    shutdown: &CancellationToken,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let accept = async {
        // Fails only when the semaphore was closed, which nobody does.
        let slot = Arc::clone(slots).acquire_owned().await.ok()?;
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    // Answers are written whole; waiting to fill a packet would only delay them.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "a connection ended before it began");
                        continue;
                    }
                    return Some((stream, peer, slot));
                }
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    // Most likely out of file descriptors; trying at once again would only burn the processor.
                    tracing::error!(%error, "no connection can be accepted");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    };
    shutdown.run_until_cancelled(accept).await.flatten()
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Cancels `shutdown` at the first SIGTERM or SIGINT (Ctrl-C where there is no other). A second one ends the process
/// at once, with status 1: nothing is lost, since every change is a transaction and the worker's leases run out.
///
/// # Errors
/// When the system lets no signal be waited for.
///
/// # Panics
/// Outside a Tokio runtime.
pub fn stop_on_signal(shutdown: CancellationToken) -> io::Result<()> {
    let mut signals = Signals::new()?;
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping: finishing the requests in flight; a second signal stops at once");
        shutdown.cancel();
        signals.next().await;
        tracing::warn!("stopping at once");
        std::process::exit(1);
    });
    Ok(())
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
