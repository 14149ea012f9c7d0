use super::*;
use axum::routing::get;
use std::{net::Ipv4Addr, time::Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::Notify,
    task::JoinHandle,
    time::timeout,
};

const SOON: Duration = Duration::from_secs(10);

struct Server {
    address: SocketAddr,
    shutdown: CancellationToken,
    done: JoinHandle<io::Result<()>>,
    /// Told when a request to `/gate` has arrived.
    arrived: Arc<Notify>,
    /// Tells it to go on.
    gate: Arc<Notify>,
}

async fn start(limits: ServerLimits) -> Server {
    let (arrived, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&arrived), Arc::clone(&gate));
    let router = Router::new()
        .route("/peer", get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.to_string()))
        .route(
            "/gate",
            get(async move || {
                tell.notify_one();
                wait.notified().await;
                "through"
            }),
        );
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let done = tokio::spawn(serve_with(listener, router, shutdown.clone(), limits));
    Server { address, shutdown, done, arrived, gate }
}

impl Server {
    async fn open(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }
}

/// Everything the server says until it hangs up.
async fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // A reset is one way of hanging up.
    let _ = timeout(SOON, stream.read_to_end(&mut said)).await.unwrap();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn requests_know_their_peer() {
    let server = start(ServerLimits::default()).await;
    let stream = server.open("GET /peer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    let own = stream.local_addr().unwrap().to_string();
    assert!(rest(stream).await.ends_with(&own));
}

#[tokio::test]
async fn whoever_does_not_finish_a_head_is_hung_up_on() {
    let limits = ServerLimits { head: Duration::from_millis(200), ..ServerLimits::default() };
    let server = start(limits).await;
    for sent in ["", "GET /peer HTTP/1.1\r\nHost:", "GET /peer HTTP/1.1\r\nHost: x\r\n\r\n"] {
        #[expect(clippy::disallowed_methods, reason = "what is tested is real time")]
        let began = Instant::now();
        let said = rest(server.open(sent).await).await;
        assert!(began.elapsed() >= Duration::from_millis(150), "{sent:?}");
        assert_eq!(said.starts_with("HTTP/1.1 200"), sent.ends_with("\r\n\r\n"), "{sent:?}: {said}");
    }
}

#[tokio::test]
async fn a_request_in_flight_is_answered_after_the_end_was_asked_for() {
    let server = start(ServerLimits::default()).await;
    let stream = server.open("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let mut idle = server.open("GET /peer HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert_eq!(timeout(SOON, idle.read_u8()).await.unwrap().unwrap(), b'H');
    server.arrived.notified().await;
    // Connected and sent, but perhaps not yet accepted.
    let queued = server.open("GET /peer HTTP/1.1\r\nHost: x\r\n\r\n").await;
    server.shutdown.cancel();
    assert!(rest(queued).await.starts_with("HTTP/1.1 200"), "who is in the queue is answered");
    assert!(rest(idle).await.starts_with("TTP/1.1 200"), "an idle connection is closed");
    // The listener is gone, so that nobody new waits in vain.
    timeout(SOON, async {
        while TcpStream::connect(server.address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
    assert!(!server.done.is_finished());
    server.gate.notify_one();
    assert!(rest(stream).await.ends_with("through"));
    timeout(SOON, server.done).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_keep_the_server() {
    let limits = ServerLimits { grace: Duration::from_millis(100), ..ServerLimits::default() };
    let server = start(limits).await;
    let stream = server.open("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n").await;
    server.arrived.notified().await;
    server.shutdown.cancel();
    timeout(SOON, server.done).await.unwrap().unwrap().unwrap();
    assert_eq!(rest(stream).await, "");
}

#[tokio::test]
async fn connections_over_the_ceiling_wait_their_turn() {
    let server = start(ServerLimits { connections: 1, ..ServerLimits::default() }).await;
    let first = server.open("GET /gate HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    server.arrived.notified().await;
    let mut second = server.open("GET /peer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(timeout(Duration::from_millis(100), second.read_u8()).await.is_err());
    server.gate.notify_one();
    assert!(rest(first).await.ends_with("through"));
    assert!(rest(second).await.starts_with("HTTP/1.1 200"));
}
