//! A conversation with the mail server that sends nothing: each step with what it came to (`vestibule doctor`).

use super::{Encryption, Smtp, Stage, expect, failure, is_handshake_failure, one_line};
use crate::{
    domain::check::{Check, Finding, Line},
    mail::Failure,
};
use lettre::{
    Address,
    transport::smtp::{
        Error,
        client::AsyncSmtpConnection,
        commands::{Mail, Rset},
        response::Severity,
    },
};
use std::{future::Future, net::IpAddr, time::Duration};
use tokio::time::timeout;

/// How long to wait for each step. Somebody is looking at the page meanwhile, and there are five of them.
const MOST_PATIENCE: Duration = Duration::from_secs(5);

impl Smtp {
    /// Greets the server, encrypts, signs in and names the sender, as [`Smtp::send`] would, and then takes it back.
    pub(in crate::mail) async fn probe(&self, sender: &Address) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(mut connection) = self.probe_way(&mut lines).await {
            lines.push(Line::new(Check::Sender, self.probe_sender(&mut connection, sender).await));
            drop(timeout(Duration::from_secs(1), connection.abort()).await);
        }
        let reached = lines.len();
        let steps = [Check::MailServer, Check::Encryption, Check::SignIn, Check::Sender];
        lines.extend(steps.into_iter().skip(reached).map(|check| Line::new(check, Finding::NotReached)));
        lines
    }

    /// Everything before the sender, as far as it goes.
    async fn probe_way(&self, lines: &mut Vec<Line>) -> Option<AsyncSmtpConnection> {
        let mut push = |check, finding| lines.push(Line::new(check, finding));
        let patience = self.probe_patience();
        let server = format!("{}:{}", self.host, self.port);
        let mut connection = match timeout(patience, self.open()).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(Opening::Handshake(reason))) => {
                push(Check::MailServer, Finding::ServerReached { name: server.clone(), server });
                push(Check::Encryption, Finding::TlsRefused { reason });
                return None;
            }
            Ok(Err(Opening::Other(failure))) => {
                push(Check::MailServer, Finding::ServerAway { server, reason: failure.to_string() });
                return None;
            }
            Err(_) => {
                push(Check::MailServer, Finding::ServerAway { server, reason: SILENT.into() });
                return None;
            }
        };
        let name = one_line(connection.server_info().name());
        push(Check::MailServer, Finding::ServerReached { server, name });
        let encrypted = timeout(patience, self.encrypt(&mut connection)).await;
        if let Err(reason) = flat(encrypted) {
            push(Check::Encryption, Finding::TlsRefused { reason });
            return None;
        }
        push(Check::Encryption, self.encryption_of(&connection));
        if self.credentials.is_some() {
            if let Err(reason) = flat(timeout(patience, self.sign_in(&mut connection)).await) {
                push(Check::SignIn, Finding::SignInRefused { reason });
                return None;
            }
            push(Check::SignIn, Finding::SignedIn);
        } else {
            push(Check::SignIn, Finding::SignInNone);
        }
        Some(connection)
    }

    fn probe_patience(&self) -> Duration {
        self.patience.min(MOST_PATIENCE)
    }

    fn encryption_of(&self, connection: &AsyncSmtpConnection) -> Finding {
        match self.encryption {
            Encryption::Wrapped(_) => Finding::TlsWrapped,
            _ if connection.is_encrypted() => Finding::TlsStarted,
            _ if self.is_here() => Finding::ClearHere,
            _ => Finding::ClearAcross,
        }
    }

    /// Whether the server is on this machine, so that nobody in between can listen.
    fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
    }

    async fn probe_sender(&self, connection: &mut AsyncSmtpConnection, sender: &Address) -> Finding {
        let name = sender.to_string();
        let patience = self.probe_patience();
        let told = answer(patience, connection.command(Mail::new(Some(sender.clone()), Vec::new()))).await;
        let finding = match told {
            Ok(()) => Finding::SenderTaken { sender: name },
            Err(Failure::Deferred(reason)) => Finding::SenderLater { sender: name, reason },
            Err(Failure::Refused(reason) | Failure::Paused(reason)) => {
                Finding::SenderRefused { sender: name, reason }
            }
        };
        // The server is to forget the sender; whatever it answers, the connection is given up.
        let _forgotten = answer(patience, connection.command(Rset)).await;
        finding
    }
}

/// What is said of a server that does not answer.
const SILENT: &str = "the mail server did not answer in time";

/// Why no conversation began.
pub(super) enum Opening {
    /// It answers, but not encrypted as asked for.
    Handshake(String),
    /// Anything else.
    Other(Failure),
}

impl Opening {
    /// As it is for the queue.
    pub(super) fn into_failure(self) -> Failure {
        match self {
            Self::Handshake(reason) => Failure::Paused(reason),
            Self::Other(failure) => failure,
        }
    }

    pub(super) fn of(error: &Error) -> Self {
        match failure(Stage::Opening, error) {
            Failure::Paused(reason) if error.is_tls() || is_handshake_failure(error) => {
                Self::Handshake(reason)
            }
            other => Self::Other(other),
        }
    }
}

fn flat<T>(result: Result<Result<T, Failure>, tokio::time::error::Elapsed>) -> Result<T, String> {
    match result {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(failure)) => Err(failure.to_string()),
        Err(_) => Err(SILENT.into()),
    }
}

/// The answer to a command, if it is a good one.
async fn answer(
    patience: Duration,
    command: impl Future<Output = Result<lettre::transport::smtp::response::Response, Error>>,
) -> Result<(), Failure> {
    match timeout(patience, command).await {
        Ok(Ok(reply)) => expect(&reply, Severity::PositiveCompletion),
        Ok(Err(error)) => Err(failure(Stage::Sender, &error)),
        Err(_) => Err(Failure::Deferred(SILENT.into())),
    }
}

#[cfg(test)]
#[path = "smtp_probe_test.rs"]
mod tests;
