//! A mail server on a real socket that answers by script.

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

/// How one connection goes. An answer of `""` closes it instead, [`SILENCE`] never comes.
#[derive(Clone, Copy)]
pub(super) struct Script {
    pub(super) greeting: &'static str,
    pub(super) offers: &'static [&'static str],
    pub(super) starttls: &'static str,
    pub(super) auth: &'static str,
    pub(super) sender: &'static str,
    pub(super) recipient: &'static str,
    pub(super) data: &'static str,
    pub(super) end: &'static str,
}

pub(super) const SILENCE: &str = "silence";
/// The answer behind which the server really speaks TLS.
pub(super) const GO_AHEAD: &str = "220 2.0.0 Ready to start TLS";

pub(super) const ACCEPTS: Script = Script {
    greeting: "220 mail.example.org ESMTP",
    offers: &["8BITMIME", "AUTH PLAIN"],
    starttls: "454 4.7.0 TLS not available",
    auth: "235 2.7.0 Authentication successful",
    sender: "250 2.1.0 Ok",
    recipient: "250 2.1.5 Ok",
    data: "354 End data with <CR><LF>.<CR><LF>",
    end: "250 2.0.0 Ok: queued as 4F2A1",
};

/// Everything the server was told, per connection.
type Heard = Arc<Mutex<Vec<Vec<String>>>>;

pub(super) struct Server {
    pub(super) port: u16,
    heard: Heard,
}

impl Server {
    /// Plays the scripts in turn, one per connection, the last one over and over.
    pub(super) async fn start(scripts: &[Script]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let heard = Heard::default();
        let (all, scripts) = (Arc::clone(&heard), scripts.to_vec());
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                let script = scripts.get(number).or(scripts.last()).copied().expect("a script");
                all.lock().expect("not poisoned").push(Vec::new());
                tokio::spawn(play(stream, script, Arc::clone(&all), number));
            }
        });
        Self { port, heard }
    }

    pub(super) fn heard(&self) -> Vec<Vec<String>> {
        self.heard.lock().expect("not poisoned").clone()
    }

    pub(super) fn was_told(&self, command: &str) -> bool {
        self.heard().iter().flatten().any(|line| line.starts_with(command))
    }
}

async fn play(stream: TcpStream, script: Script, heard: Heard, number: usize) {
    let mut stream = BufReader::new(stream);
    if say(&mut stream, script.greeting).await && converse(&mut stream, script, &heard, number).await {
        // What a real server does: forget everything said in clear text (RFC 3207 §4.2).
        let Ok(stream) = tls().accept(stream.into_inner()).await else { return };
        converse(
            &mut BufReader::new(stream),
            Script { starttls: "502 5.5.1 Already", ..script },
            &heard,
            number,
        )
        .await;
    }
}

/// Listens and answers; `true` when encryption is to begin.
async fn converse(
    stream: &mut BufReader<impl AsyncRead + AsyncWrite + Unpin>,
    script: Script,
    heard: &Heard,
    number: usize,
) -> bool {
    let mut in_data = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return false;
        }
        let line = line.trim_end().to_owned();
        if let Some(lines) = heard.lock().expect("not poisoned").get_mut(number) {
            lines.push(line.clone());
        }
        let command = line.split([' ', ':']).next().unwrap_or("").to_owned();
        let answer = match command.as_str() {
            "." if in_data => {
                in_data = false;
                script.end.to_owned()
            }
            // Closes in the middle of the message.
            _ if in_data && script.end.is_empty() => return false,
            _ if in_data => continue,
            "EHLO" => {
                let offers: String = script.offers.iter().map(|offer| format!("250-{offer}\r\n")).collect();
                format!("250-mail.example.org\r\n{offers}250 HELP")
            }
            "STARTTLS" => script.starttls.to_owned(),
            "AUTH" => script.auth.to_owned(),
            "MAIL" => script.sender.to_owned(),
            "RCPT" => script.recipient.to_owned(),
            "DATA" => {
                in_data = script.data.starts_with('3');
                script.data.to_owned()
            }
            "QUIT" => "221 2.0.0 Bye".to_owned(),
            _ => "250 2.0.0 Ok".to_owned(),
        };
        if !say(stream, &answer).await {
            return false;
        }
        if command == "STARTTLS" && answer == GO_AHEAD {
            return true;
        }
    }
}

async fn say(stream: &mut BufReader<impl AsyncRead + AsyncWrite + Unpin>, answer: &str) -> bool {
    match answer {
        "" => false,
        SILENCE => std::future::pending().await,
        answer => stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_ok(),
    }
}

/// A server's side of TLS with a certificate nobody vouches for.
fn tls() -> TlsAcceptor {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("known versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("they belong together");
    Arc::new(config).into()
}
