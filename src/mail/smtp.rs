//! Talking to a mail server (RFC 5321), and what its answers mean for the queue.
//!
//! lettre does the talking. Its own pool is not used, for two reasons. It puts a connection back even when the sender
//! gave up waiting for a reply, so that the late reply answers the next command and "sent" could be said of a mail that
//! was refused; and it does not tell whether a 5xx was meant for the sign-in, the sender or the recipient, which decides
//! between one mail and the whole queue.

use self::probe::Opening;
use super::{
    starttls::Unbuffered,
    transport::{Failure, LONGEST_SEND, one_line},
};
use lettre::{
    Message,
    transport::smtp::{
        Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use std::{
    error::Error as _,
    future::Future,
    io,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::time::timeout;
use url::Url;

/// How long to wait until a connection is ready, and for the answer to each command.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long to wait for one address of the server, so that one that swallows packets leaves time for the next.
const PER_ADDRESS: Duration = Duration::from_secs(5);
/// How long a connection is kept for the next mail. Servers close theirs after minutes (RFC 5321 §4.5.3.2.7: five).
const IDLE: Duration = Duration::from_secs(30);
/// The most connections kept.
const MAX_IDLE: usize = 4;

/// A mail server and the connections open to it.
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    credentials: Option<Credentials>,
    hello: ClientId,
    /// [`PATIENCE`] and [`LONGEST_SEND`]; shorter in tests of slow servers.
    patience: Duration,
    longest: Duration,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

enum Encryption {
    /// Clear text, because the setting says so.
    None,
    /// STARTTLS where the server offers it.
    Offered(TlsParameters),
    /// STARTTLS or nothing.
    Required(TlsParameters),
    /// From the first octet (RFC 8314 §3).
    Wrapped(TlsParameters),
}

/// What was going on when something failed; decides what a 5xx means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Everything up to and including the sign-in: the same for every mail.
    Opening,
    /// The sender's address: the same for every mail too.
    Sender,
    /// The recipient and the message.
    Message,
}

impl Smtp {
    /// Reads the URL as lettre's `from_url` does, but refuses what that would silently leave out: a user without a
    /// password, and settings it does not know.
    pub(super) fn from_url(url: &str) -> Result<Self, String> {
        // The URL holds a password: no message repeats it.
        let url =
            Url::parse(url).map_err(|error| format!("the mail server's URL cannot be read: {error}"))?;
        let host =
            url.host_str().filter(|host| !host.is_empty()).ok_or("the mail server's URL names no host")?;
        let mut tls = None;
        for (name, value) in url.query_pairs() {
            match name.as_ref() {
                "tls" if tls.is_none() => tls = Some(value.into_owned()),
                other => {
                    return Err(format!(
                        "the mail server's URL has an unknown setting '{}'",
                        one_line(other)
                    ));
                }
            }
        }
        let parameters = || TlsParameters::new(host.to_owned()).map_err(|error| one_line(&error.to_string()));
        let (encryption, port) = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => (Encryption::None, SMTP_PORT),
            ("smtp", Some("opportunistic")) => (Encryption::Offered(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("required")) => (Encryption::Required(parameters()?), SUBMISSION_PORT),
            ("smtps", None | Some("required")) => (Encryption::Wrapped(parameters()?), SUBMISSIONS_PORT),
            ("smtp" | "smtps", Some(_)) => {
                return Err("the mail server's URL: tls must be 'required' or 'opportunistic'".into());
            }
            _ => return Err("the mail server's URL must begin with smtp:// or smtps://".into()),
        };
        let decoded = |text: &str| {
            let text = percent_decode(text);
            text.ok_or("the mail server's URL: user or password is not UTF-8".to_owned())
        };
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) => Some(Credentials::new(decoded(user)?, decoded(password)?)),
            (_, None) => return Err("the mail server's URL has a user but no password".into()),
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            credentials,
            hello,
            patience: PATIENCE,
            longest: LONGEST_SEND,
            idle: Mutex::new(Vec::new()),
        })
    }

    /// The same server, given up sooner: each answer after this time, a whole conversation after twice as long.
    pub(super) fn with_patience(self, patience: Duration) -> Self {
        Self { patience, longest: patience * 2, ..self }
    }

    /// Hands a mail over. The connection is kept only after the server took the mail: after anything else nobody knows
    /// which answers are still to come.
    pub(super) async fn send(&self, message: &Message) -> Result<String, Failure> {
        match timeout(self.longest, self.hand_over(message)).await {
            Ok(result) => result,
            // Dropping the future closed the connection.
            Err(_) => Err(Failure::Deferred("the mail server took too long to answer".into())),
        }
    }

    async fn hand_over(&self, message: &Message) -> Result<String, Failure> {
        let mut connection = match self.reuse().await {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        crate::kill_point!("send.connected");
        let result = self.converse(&mut connection, message).await;
        match &result {
            Ok(_) => self.keep(connection),
            // Says good-bye where the server still listens; nobody waits for the answer for long.
            Err(_) => drop(timeout(Duration::from_secs(1), connection.abort()).await),
        }
        result
    }

    /// An open connection that still answers.
    async fn reuse(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let (mut connection, since) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() < IDLE && timeout(self.patience, connection.test_connected()).await == Ok(true)
            {
                return Some(connection);
            }
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        if idle.len() < MAX_IDLE {
            #[expect(
                clippy::disallowed_methods,
                reason = "how long a connection lies unused; decides nothing else"
            )]
            let now = Instant::now();
            idle.push((connection, now));
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let mut connection = match timeout(self.patience, self.open()).await {
            Ok(opened) => opened.map_err(Opening::into_failure)?,
            Err(_) => return Err(Failure::Deferred("the mail server did not answer in time".into())),
        };
        self.step_until(self.encrypt(&mut connection)).await?;
        self.step_until(self.sign_in(&mut connection)).await?;
        Ok(connection)
    }

    /// Connects and hears the greeting.
    async fn open(&self) -> Result<AsyncSmtpConnection, Opening> {
        let opened = match &self.encryption {
            Encryption::Wrapped(parameters) => {
                let (address, tls) = ((self.host.as_str(), self.port), Some(parameters.clone()));
                AsyncSmtpConnection::connect_tokio1(address, Some(PER_ADDRESS), &self.hello, tls, None).await
            }
            Encryption::None | Encryption::Offered(_) | Encryption::Required(_) => {
                let stream = Unbuffered::connect(&self.host, self.port, PER_ADDRESS).await;
                let mut stream = stream
                    .map_err(|error| Opening::Other(Failure::Deferred(one_line(&error.to_string()))))?;
                if matches!(self.encryption, Encryption::None) {
                    stream = stream.in_clear_to_the_end();
                }
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await
            }
        };
        opened.map_err(|error| Opening::of(&error))
    }

    /// Encrypts what follows, as the settings ask for.
    async fn encrypt(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Failure> {
        match &self.encryption {
            Encryption::Required(parameters) | Encryption::Offered(parameters)
                if connection.can_starttls() =>
            {
                let done = connection.starttls(parameters.clone(), &self.hello).await;
                done.map_err(|error| failure(Stage::Opening, &error))
            }
            Encryption::Required(_) => {
                Err(Failure::Paused("the mail server does not offer STARTTLS, which is required".into()))
            }
            // Somebody in between who hides STARTTLS must not get the password.
            Encryption::Offered(_) if self.credentials.is_some() => {
                let reason =
                    "the mail server does not offer STARTTLS; the password is not sent in clear text";
                Err(Failure::Paused(reason.into()))
            }
            _ => Ok(()),
        }
    }

    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Failure> {
        let Some(credentials) = &self.credentials else { return Ok(()) };
        let done = connection.auth(DEFAULT_MECHANISMS, credentials).await;
        done.map(|_| ()).map_err(|error| failure(Stage::Opening, &error))
    }

    /// One mail over an open connection.
    async fn converse(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &Message,
    ) -> Result<String, Failure> {
        let envelope = message.envelope();
        let octets = message.formatted();
        let mut parameters = Vec::new();
        let addresses = envelope.from().into_iter().chain(envelope.to());
        if addresses.map(AsRef::<str>::as_ref).any(|address| !address.is_ascii()) {
            // RFC 6531 §3.2: such an address may not even be shown to a server that does not know it.
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let reason = "the mail server takes no address with letters beyond ASCII (no SMTPUTF8)";
                return Err(Failure::Refused(reason.into()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !octets.is_ascii() {
            if !connection.server_info().supports_feature(Extension::EightBitMime) {
                return Err(Failure::Refused("the mail server takes ASCII only (no 8BITMIME)".into()));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        // With parameters of its own, a mail may be refused at a command that is otherwise the same for all.
        let stage = if parameters.is_empty() { Stage::Sender } else { Stage::Message };
        let sender = Mail::new(envelope.from().cloned(), parameters);
        self.step(stage, connection.command(sender)).await?;
        for recipient in envelope.to() {
            self.step(Stage::Message, connection.command(Rcpt::new(recipient.clone(), Vec::new()))).await?;
        }
        crate::kill_point!("send.recipient");
        let go_ahead = self.step(Stage::Message, connection.command(Data)).await?;
        expect(&go_ahead, Severity::PositiveIntermediate)?;
        crate::kill_point!("send.data");
        // No patience of its own: a server may look for viruses before it answers (RFC 5321 §4.5.3.2.6), and giving up
        // early means a second copy.
        let reply = connection.message(&octets).await.map_err(|error| failure(Stage::Message, &error))?;
        expect(&reply, Severity::PositiveCompletion)?;
        crate::kill_point!("send.taken");
        Ok(reply_line(&reply))
    }

    /// Waits for a step to end.
    async fn step_until(&self, step: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
        let late = || Failure::Deferred("the mail server did not answer in time".into());
        timeout(self.patience, step).await.unwrap_or_else(|_| Err(late()))
    }

    /// Waits for one answer.
    async fn step<R>(
        &self,
        stage: Stage,
        answer: impl Future<Output = Result<R, Error>>,
    ) -> Result<R, Failure> {
        match timeout(self.patience, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(failure(stage, &error)),
            Err(_) => Err(Failure::Deferred("the mail server did not answer in time".into())),
        }
    }
}

/// Shows where mail goes, never the password.
impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

/// What an error means. lettre keeps the server's words in `source` and the code in `status`.
fn failure(stage: Stage, error: &Error) -> Failure {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let words = if is_lost(error) { LOST.to_owned() } else { words };
    let reason = one_line(&match error.status() {
        Some(code) => format!("{code} {words}"),
        None => words.clone(),
    });
    if error.is_permanent() {
        return match stage {
            Stage::Opening | Stage::Sender => Failure::Paused(reason),
            // Sign-in wanted or no longer good enough (RFC 4954 §6): may come at any command.
            Stage::Message if matches!(error.status().map(u16::from), Some(530 | 534 | 535 | 538)) => {
                Failure::Paused(reason)
            }
            Stage::Message => Failure::Refused(reason),
        };
    }
    // A failed handshake comes as "connection", as lettre maps it, with rustls' complaint inside; "client" is what
    // lettre cannot do with these settings, such as signing in without a mechanism both sides know.
    let handshake = stage == Stage::Opening && is_handshake_failure(error);
    if error.is_tls() || error.is_client() || handshake {
        Failure::Paused(reason)
    } else {
        Failure::Deferred(reason)
    }
}

/// What is said of a server that hangs up.
const LOST: &str = "the mail server closed the connection before it answered";

/// Whether the connection broke: by the system's word for it, or by lettre's, which has no kind for an answer that ends in
/// the middle.
fn is_lost(error: &Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let mut cause = error.source();
    while let Some(inner) = cause {
        let broken = [BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof];
        if inner.downcast_ref::<io::Error>().is_some_and(|io| broken.contains(&io.kind())) {
            return true;
        }
        if error.status().is_none() && inner.to_string() == "incomplete response" {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// tokio-rustls wraps what rustls objects to as "invalid data".
fn is_handshake_failure(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// lettre is content with any 2xx or 3xx. Only a 2xx behind the message means that the server has it.
fn expect(reply: &Response, severity: Severity) -> Result<(), Failure> {
    if reply.code().severity == severity { Ok(()) } else { Err(Failure::Deferred(reply_line(reply))) }
}

fn reply_line(reply: &Response) -> String {
    one_line(&format!("{} {}", reply.code(), reply.message().collect::<Vec<_>>().join(" ")))
}

/// Undoes percent-encoding (RFC 3986 §2.1).
fn percent_decode(text: &str) -> Option<String> {
    let mut octets = Vec::new();
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        if octet != b'%' {
            octets.push(octet);
            continue;
        }
        let pair = [rest.next()?, rest.next()?];
        octets.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
    }
    String::from_utf8(octets).ok()
}

#[path = "smtp_probe.rs"]
mod probe;

#[cfg(test)]
#[path = "smtp_test.rs"]
mod tests;
