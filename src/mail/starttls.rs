//! A connection that begins in clear text and must not carry anything of it over into the encrypted part.
//!
//! lettre reads through a buffer and keeps the buffer when STARTTLS succeeds. Somebody in between could send answers
//! right behind the `220`, still in clear text, and lettre would take them for answers of the real server ("STARTTLS
//! response injection", RFC 3207 §6): a refused mail would be called sent. So, until the handshake begins, this stream
//! hands out one octet at a time. lettre stops at the end of the line, its buffer stays empty, and whatever was
//! injected meets the handshake, which fails.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpStream, lookup_host},
    time::timeout,
};

/// The first octet of a TLS handshake (RFC 8446 §5.1); no SMTP command begins with it.
const HANDSHAKE: u8 = 22;

/// See the module.
#[derive(Debug)]
pub(super) struct Unbuffered {
    stream: TcpStream,
    in_clear: bool,
}

impl Unbuffered {
    /// Connects to the first address of `host` that answers, giving each of them `per_address`.
    pub(super) async fn connect(host: &str, port: u16, per_address: Duration) -> io::Result<Self> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the mail server's name has no address");
        for address in lookup_host((host, port)).await? {
            match timeout(per_address, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    // lettre writes a message and its end apart. Held back until the server has acknowledged the first
                    // part, as TCP does unasked (RFC 896), the end of every mail would be some 40 ms late.
                    stream.set_nodelay(true)?;
                    return Ok(Self { stream, in_clear: true });
                }
                Ok(Err(error)) => last = error,
                Err(_) => last = io::ErrorKind::TimedOut.into(),
            }
        }
        Err(last)
    }

    /// For a conversation of which nothing is ever encrypted, so that nothing can be carried over: read as it comes.
    pub(super) fn in_clear_to_the_end(self) -> Self {
        Self { in_clear: false, ..self }
    }
}

impl AsyncTokioStream for Unbuffered {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl AsyncRead for Unbuffered {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.in_clear || into.remaining() == 0 {
            return Pin::new(&mut self.stream).poll_read(cx, into);
        }
        let mut octet = [0];
        let mut one = ReadBuf::new(&mut octet);
        ready!(Pin::new(&mut self.stream).poll_read(cx, &mut one))?;
        into.put_slice(one.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Unbuffered {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        if from.first() == Some(&HANDSHAKE) {
            self.in_clear = false;
        }
        Pin::new(&mut self.stream).poll_write(cx, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    #[tokio::test]
    async fn octets_come_one_by_one_until_the_handshake_begins() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let mut client =
            Unbuffered::connect("127.0.0.1", port, Duration::from_secs(5)).await.expect("connected");
        let (mut server, _) = listener.accept().await.expect("accepted");
        server.write_all(b"220 Go ahead\r\n250 injected\r\n").await.expect("sent");
        let mut buffer = [0; 64];
        assert_eq!(client.read(&mut buffer).await.expect("read"), 1);
        client.write_all(b"NOOP\r\n").await.expect("sent");
        assert_eq!(client.read(&mut buffer).await.expect("read"), 1);
        client.write_all(&[HANDSHAKE, 3, 1]).await.expect("sent");
        assert_eq!(client.read(&mut buffer).await.expect("read"), 26);
    }
}
