//! Against a mail server on a real socket that refuses one thing after the other.

use super::*;
use crate::{
    domain::check::Verdict,
    mail::fake_server::{ACCEPTS, GO_AHEAD, SILENCE, Script, Server},
};
use tokio::net::TcpListener;

/// What was found at each step. `url` is the mail server's, with `HERE` for host and port.
async fn probed(script: Script, url: &str) -> (Vec<Finding>, Server) {
    let server = Server::start(&[script]).await;
    (found(url, server.port).await, server)
}

async fn found(url: &str, port: u16) -> Vec<Finding> {
    let mut smtp = Smtp::from_url(&url.replace("HERE", &format!("127.0.0.1:{port}"))).expect("a good URL");
    smtp.patience = Duration::from_millis(500);
    let sender = "no-reply@example.org".parse().expect("an address");
    let lines = smtp.probe(&sender).await;
    let checks: Vec<Check> = lines.iter().map(|line| line.check).collect();
    assert_eq!(checks, [Check::MailServer, Check::Encryption, Check::SignIn, Check::Sender]);
    lines.into_iter().map(|line| line.finding).collect()
}

fn verdicts(findings: &[Finding]) -> Vec<Verdict> {
    findings.iter().map(Finding::verdict).collect()
}

const OPEN: &str = "smtp://HERE";
const WITH_PASSWORD: &str = "smtp://ada:secret@HERE";
use Verdict::{Fail, Ok as Good, Warn};

#[tokio::test]
async fn a_good_server_is_asked_everything_and_gets_no_mail() {
    let (findings, server) = probed(ACCEPTS, WITH_PASSWORD).await;
    assert!(
        matches!(&findings[0], Finding::ServerReached { name, .. } if name == "mail.example.org"),
        "{findings:?}"
    );
    assert_eq!(findings[1], Finding::ClearHere);
    assert_eq!(findings[2], Finding::SignedIn);
    assert_eq!(findings[3], Finding::SenderTaken { sender: "no-reply@example.org".into() });
    assert!(server.was_told("MAIL FROM:<no-reply@example.org>") && server.was_told("RSET"));
    assert!(!server.was_told("RCPT") && !server.was_told("DATA"));
    let (findings, _) = probed(ACCEPTS, OPEN).await;
    assert_eq!(findings[2], Finding::SignInNone);
}

#[tokio::test]
async fn a_refused_sign_in_is_named_in_the_words_of_the_server() {
    let script = Script { auth: "535 5.7.8 authentication failed", ..ACCEPTS };
    let (findings, server) = probed(script, WITH_PASSWORD).await;
    assert_eq!(verdicts(&findings), [Good, Good, Fail, Warn]);
    let reason = "535 5.7.8 authentication failed".to_owned();
    assert_eq!(findings[2], Finding::SignInRefused { reason });
    assert_eq!(findings[3], Finding::NotReached);
    assert!(!server.was_told("MAIL"));
}

#[tokio::test]
async fn a_refused_sender_is_named_and_one_put_off_is_no_failure() {
    let script = Script { sender: "553 5.7.1 not your address", ..ACCEPTS };
    let (findings, _) = probed(script, OPEN).await;
    assert_eq!(verdicts(&findings), [Good, Good, Good, Fail]);
    assert!(
        matches!(&findings[3], Finding::SenderRefused { reason, .. } if reason == "553 5.7.1 not your address")
    );
    let (findings, _) = probed(Script { sender: "451 4.7.1 later", ..ACCEPTS }, OPEN).await;
    assert_eq!(verdicts(&findings), [Good, Good, Good, Warn]);
    assert!(matches!(&findings[3], Finding::SenderLater { reason, .. } if reason == "451 4.7.1 later"));
}

#[tokio::test]
async fn missing_encryption_is_a_failure_where_it_is_asked_for() {
    for url in ["smtp://HERE?tls=required", "smtp://ada:secret@HERE?tls=opportunistic"] {
        let (findings, server) = probed(ACCEPTS, url).await;
        assert_eq!(verdicts(&findings), [Good, Fail, Warn, Warn], "{url}");
        assert!(
            matches!(&findings[1], Finding::TlsRefused { reason } if reason.contains("does not offer STARTTLS"))
        );
        assert!(!server.was_told("AUTH"), "the password stays here");
    }
    let (findings, _) = probed(ACCEPTS, "smtp://HERE?tls=opportunistic").await;
    assert_eq!(findings[1], Finding::ClearHere);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_a_failure_of_encryption() {
    let script = Script { offers: &["STARTTLS"], starttls: GO_AHEAD, ..ACCEPTS };
    let (findings, _) = probed(script, "smtp://HERE?tls=required").await;
    assert_eq!(verdicts(&findings), [Good, Fail, Warn, Warn]);
    assert!(
        matches!(&findings[1], Finding::TlsRefused { reason } if reason.contains("certificate")),
        "{findings:?}"
    );
    // Speaks clear text where TLS is expected from the first octet.
    let (findings, _) = probed(ACCEPTS, "smtps://HERE").await;
    assert_eq!(verdicts(&findings), [Good, Fail, Warn, Warn], "{findings:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_or_says_nothing_is_away() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = closed.local_addr().expect("bound").port();
    drop(closed);
    let findings = found(OPEN, port).await;
    assert_eq!(verdicts(&findings), [Fail, Warn, Warn, Warn]);
    assert!(
        matches!(&findings[0], Finding::ServerAway { server, .. } if *server == format!("127.0.0.1:{port}"))
    );
    for greeting in [SILENCE, "", "554 5.7.1 go away"] {
        let (findings, _) = probed(Script { greeting, ..ACCEPTS }, OPEN).await;
        assert_eq!(verdicts(&findings), [Fail, Warn, Warn, Warn], "{greeting}");
        assert!(matches!(&findings[0], Finding::ServerAway { .. }));
    }
    // Vanishes after the greeting, when it hears who comes.
    let (findings, _) = probed(Script { sender: "", ..ACCEPTS }, OPEN).await;
    assert_eq!(verdicts(&findings), [Good, Good, Good, Warn]);
}

#[test]
fn only_a_server_on_this_machine_may_be_spoken_to_in_clear_text_without_a_word() {
    let here = |url: &str| Smtp::from_url(url).expect("a good URL").is_here();
    for url in ["smtp://localhost", "smtp://127.0.0.2:2525", "smtp://[::1]:25"] {
        assert!(here(url), "{url}");
    }
    for url in ["smtp://mail.example.org", "smtp://10.0.0.7", "smtp://localhost.example.org"] {
        assert!(!here(url), "{url}");
    }
}
