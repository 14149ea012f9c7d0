//! Against a mail server on a real socket that answers by script.

use super::*;
use crate::{
    domain::{language::Language, time::Timestamp},
    mail::{
        Memory, Outgoing, Rendered, Transport,
        fake_server::{ACCEPTS, GO_AHEAD, SILENCE, Script, Server},
    },
};
use tokio::net::TcpListener;

fn client(server: &Server, before: &str, after: &str) -> Smtp {
    let (scheme, after) = if after == "wrapped" { ("smtps", "") } else { ("smtp", after) };
    Smtp::from_url(&format!("{scheme}://{before}127.0.0.1:{}/{after}", server.port)).expect("a good URL")
}

fn mail_to(to: &str) -> Outgoing {
    Outgoing {
        from: "Vestibule <no-reply@example.org>".parse().expect("a mailbox"),
        to: to.into(),
        message_id: "invitation-1-1@example.org".into(),
        date: Timestamp::from_micros(1_795_269_906_000_000),
        language: Language::En,
        rendered: Rendered {
            subject: "Hello".into(),
            text: ".\n..\nHello\n".into(),
            html: "<p>Hello</p>".into(),
        },
    }
}

async fn send(smtp: &Smtp, to: &str) -> Result<String, Failure> {
    smtp.send(&mail_to(to).message().expect("a good mail")).await
}

async fn outcome_of(script: Script) -> Result<String, Failure> {
    let server = Server::start(&[script]).await;
    send(&client(&server, "", ""), "mara@example.org").await
}

fn refused(reason: &str) -> Result<String, Failure> {
    Err(Failure::Refused(reason.into()))
}

fn deferred(reason: &str) -> Result<String, Failure> {
    Err(Failure::Deferred(reason.into()))
}

fn paused(reason: &str) -> Result<String, Failure> {
    Err(Failure::Paused(reason.into()))
}

#[tokio::test]
async fn the_reply_of_the_server_comes_back_and_the_connection_serves_again() {
    let server = Server::start(&[ACCEPTS]).await;
    let smtp = client(&server, "", "");
    for _ in 0..3 {
        assert_eq!(send(&smtp, "mara@example.org").await, Ok("250 2.0.0 Ok: queued as 4F2A1".into()));
    }
    let heard = server.heard();
    assert_eq!(heard.len(), 1, "one connection for three mails");
    assert_eq!(heard[0].iter().filter(|line| *line == "MAIL FROM:<no-reply@example.org>").count(), 3);
    assert!(heard[0].contains(&"RCPT TO:<mara@example.org>".to_owned()));
    assert!(heard[0].contains(&"Message-ID: <invitation-1-1@example.org>".to_owned()));
}

#[tokio::test]
async fn a_kept_connection_that_was_closed_meanwhile_is_no_failure() {
    // Takes a mail, then closes at the next command.
    let server = Server::start(&[Script { offers: &[], ..ACCEPTS }, ACCEPTS]).await;
    let smtp = client(&server, "", "");
    assert!(send(&smtp, "mara@example.org").await.is_ok());
    let (mut kept, since) = smtp.idle.lock().expect("not poisoned").pop().expect("one is kept");
    kept.command("QUIT\r\n").await.expect("answered");
    kept.abort().await;
    smtp.idle.lock().expect("not poisoned").push((kept, since));
    assert!(send(&smtp, "mara@example.org").await.is_ok());
    assert_eq!(server.heard().len(), 2);
}

#[tokio::test]
async fn what_the_recipient_or_the_message_is_refused_for_is_final() {
    let reason = "550 5.1.1 No such user here";
    assert_eq!(outcome_of(Script { recipient: reason, ..ACCEPTS }).await, refused(reason));
    let reason = "554 5.7.1 Looks like spam";
    assert_eq!(outcome_of(Script { end: reason, ..ACCEPTS }).await, refused(reason));
    assert_eq!(outcome_of(Script { data: reason, ..ACCEPTS }).await, refused(reason));
}

#[tokio::test]
async fn what_the_server_puts_off_is_tried_again() {
    let reason = "450 4.2.0 Greylisted, come back in 5 minutes";
    for script in [
        Script { greeting: "421 4.3.2 Going down", ..ACCEPTS },
        Script { sender: "450 4.2.0 Busy", ..ACCEPTS },
        Script { end: "452 4.3.1 Disk full", ..ACCEPTS },
    ] {
        assert!(matches!(outcome_of(script).await, Err(Failure::Deferred(_))));
    }
    assert_eq!(outcome_of(Script { recipient: reason, ..ACCEPTS }).await, deferred(reason));
}

#[tokio::test]
async fn only_a_250_behind_the_message_means_sent() {
    let out_of_step = "354 Still listening";
    assert_eq!(outcome_of(Script { end: out_of_step, ..ACCEPTS }).await, deferred(out_of_step));
    assert_eq!(outcome_of(Script { data: "250 Ok", ..ACCEPTS }).await, deferred("250 Ok"));
}

#[tokio::test]
async fn a_lost_connection_is_tried_again() {
    for script in [
        Script { greeting: "", ..ACCEPTS },
        Script { recipient: "", ..ACCEPTS },
        // In the middle of the message.
        Script { end: "", ..ACCEPTS },
    ] {
        // In words of our own: "incomplete response" tells nobody anything.
        assert_eq!(outcome_of(script).await, deferred(LOST));
    }
    let free =
        TcpListener::bind("127.0.0.1:0").await.and_then(|listener| listener.local_addr()).expect("a port");
    let nobody = Smtp::from_url(&format!("smtp://{free}")).expect("a good URL");
    assert!(matches!(send(&nobody, "mara@example.org").await, Err(Failure::Deferred(_))));
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_answer_to_the_next_mail() {
    let in_time = "the mail server did not answer in time";
    let too_long = "the mail server took too long to answer";
    for (slow, reason) in [
        (Script { greeting: SILENCE, ..ACCEPTS }, in_time),
        (Script { recipient: SILENCE, ..ACCEPTS }, in_time),
        (Script { data: SILENCE, ..ACCEPTS }, in_time),
        (Script { end: SILENCE, ..ACCEPTS }, too_long),
    ] {
        let server = Server::start(&[slow, Script { recipient: "550 5.1.1 No such user", ..ACCEPTS }]).await;
        let mut smtp = client(&server, "", "");
        let short = Duration::from_millis(200);
        (smtp.patience, smtp.longest) =
            if reason == in_time { (short, LONGEST_SEND) } else { (PATIENCE, short) };
        assert_eq!(send(&smtp, "mara@example.org").await, deferred(reason));
        (smtp.patience, smtp.longest) = (PATIENCE, LONGEST_SEND);
        assert_eq!(send(&smtp, "nobody@example.org").await, refused("550 5.1.1 No such user"));
        assert_eq!(server.heard().len(), 2, "the slow connection is not used again");
    }
}

#[test]
fn a_worker_may_send_from_any_thread() {
    fn crosses_threads<T: Send>(_: T) {}
    let transport = Transport::Memory(Memory::default());
    let mail = mail_to("mara@example.org");
    crosses_threads(transport.send(&mail));
}

#[tokio::test]
async fn a_refused_sign_in_makes_the_queue_wait() {
    let reason = "535 5.7.8 Authentication credentials invalid";
    let server = Server::start(&[Script { auth: reason, ..ACCEPTS }]).await;
    assert_eq!(send(&client(&server, "bo:wrong@", ""), "mara@example.org").await, paused(reason));
    assert!(!server.was_told("MAIL"));

    let server = Server::start(&[Script { auth: "454 4.7.0 Try later", ..ACCEPTS }]).await;
    let outcome = send(&client(&server, "bo:right@", ""), "mara@example.org").await;
    assert_eq!(outcome, deferred("454 4.7.0 Try later"));

    let server = Server::start(&[Script { offers: &["AUTH GSSAPI"], ..ACCEPTS }]).await;
    let outcome = send(&client(&server, "bo:right@", ""), "mara@example.org").await;
    assert!(matches!(outcome, Err(Failure::Paused(_))), "{outcome:?}");

    let reason = "530 5.7.0 Authentication required";
    assert_eq!(outcome_of(Script { sender: reason, ..ACCEPTS }).await, paused(reason));
    assert_eq!(outcome_of(Script { recipient: reason, ..ACCEPTS }).await, paused(reason));
}

#[tokio::test]
async fn a_server_or_a_sender_that_is_not_wanted_makes_the_queue_wait() {
    for script in [
        Script { greeting: "554 5.7.1 Your network is listed", ..ACCEPTS },
        Script { sender: "553 5.7.1 Sender address not owned by user", ..ACCEPTS },
    ] {
        assert!(matches!(outcome_of(script).await, Err(Failure::Paused(_))));
    }
}

#[tokio::test]
async fn nothing_goes_in_clear_text_where_encryption_is_asked_for() {
    let with_starttls = Script { offers: &["STARTTLS", "AUTH PLAIN"], ..ACCEPTS };
    // No STARTTLS offered; the handshake is garbage; garbage from the first octet.
    let not_offered = (ACCEPTS, "", "?tls=required");
    let garbage =
        (Script { starttls: "220 Go ahead\r\nthis is no TLS", ..with_starttls }, "", "?tls=required");
    let wrapped = (ACCEPTS, "", "wrapped");
    // A password is not shown to who hides STARTTLS.
    let hidden = (ACCEPTS, "bo:secret@", "?tls=opportunistic");
    let broken =
        (Script { starttls: "220 Go ahead\r\nthis is no TLS", ..with_starttls }, "", "?tls=opportunistic");
    for (number, (script, before, after)) in
        [not_offered, garbage, wrapped, hidden, broken].into_iter().enumerate()
    {
        let server = Server::start(&[script]).await;
        let outcome = send(&client(&server, before, after), "mara@example.org").await;
        assert!(matches!(outcome, Err(Failure::Paused(_))), "{number}: {outcome:?}");
        assert!(!server.was_told("MAIL") && !server.was_told("AUTH"), "{number}");
    }
    let server = Server::start(&[with_starttls]).await;
    let outcome = send(&client(&server, "", "?tls=opportunistic"), "mara@example.org").await;
    assert_eq!(outcome, deferred("454 4.7.0 TLS not available"));
    assert!(!server.was_told("MAIL"));
    // Asked to use what is offered, and nothing is: as configured.
    let server = Server::start(&[ACCEPTS]).await;
    assert!(send(&client(&server, "", "?tls=opportunistic"), "mara@example.org").await.is_ok());
}

#[tokio::test]
async fn an_encrypted_connection_is_made_with_a_server_that_is_vouched_for_and_no_other() {
    let offers = &["STARTTLS", "AUTH PLAIN", "8BITMIME"];
    let script = Script { offers, starttls: GO_AHEAD, ..ACCEPTS };
    let server = Server::start(&[script]).await;
    let strict = client(&server, "bo:secret@", "?tls=required");
    let outcome = send(&strict, "mara@example.org").await;
    assert!(
        matches!(&outcome, Err(Failure::Paused(reason)) if reason.contains("certificate")),
        "{outcome:?}"
    );
    assert!(!server.was_told("AUTH"));

    // Only the check of the certificate is left out here; no setting does that.
    let trusting = TlsParameters::builder("127.0.0.1".into()).dangerous_accept_invalid_certs(true);
    let encryption = Encryption::Required(trusting.build().expect("good parameters"));
    let trusting = Smtp { encryption, ..client(&server, "bo:secret@", "?tls=required") };
    for _ in 0..2 {
        assert!(send(&trusting, "mara@example.org").await.is_ok());
    }
    let heard = server.heard();
    let commands: Vec<_> = heard[1].iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(commands[..5], ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL"]);
    assert_eq!(heard.len(), 2, "the encrypted connection serves again");
}

#[tokio::test]
async fn addresses_of_the_whole_world_go_as_far_as_the_server_goes() {
    let server = Server::start(&[ACCEPTS]).await;
    assert!(send(&client(&server, "", ""), "mara@bücher.example").await.is_ok());
    assert!(server.was_told("RCPT TO:<mara@xn--bcher-kva.example>"));

    let outcome = send(&client(&server, "", ""), "мара@пример.рф").await;
    assert_eq!(outcome, refused("the mail server takes no address with letters beyond ASCII (no SMTPUTF8)"));

    let server = Server::start(&[Script { offers: &["8BITMIME", "SMTPUTF8"], ..ACCEPTS }]).await;
    assert!(send(&client(&server, "", ""), "мара@пример.рф").await.is_ok());
    assert!(server.was_told("MAIL FROM:<no-reply@example.org> SMTPUTF8 BODY=8BITMIME"));
    assert!(server.was_told("RCPT TO:<мара@xn--e1afmkfd.xn--p1ai>"));
}

#[tokio::test]
async fn the_words_of_a_server_are_one_short_line() {
    let long = "550-5.7.1 first\r\n550-5.7.1 \u{7}second\r\n550 5.7.1 third";
    assert_eq!(
        outcome_of(Script { recipient: long, ..ACCEPTS }).await,
        refused("550 5.7.1 first second third")
    );
    let endless: &'static str = Box::leak(format!("550 5.7.1 {}", "x".repeat(900)).into_boxed_str());
    let Err(Failure::Refused(reason)) = outcome_of(Script { recipient: endless, ..ACCEPTS }).await else {
        panic!("not refused");
    };
    assert_eq!(reason.chars().count(), 300);
}

#[test]
fn a_url_is_read_whole_or_refused_without_repeating_the_password() {
    for good in
        ["smtp://localhost", "smtps://u:p%40ss@mail.example.org", "smtp://[::1]:2525/name?tls=required"]
    {
        assert!(Smtp::from_url(good).is_ok(), "{good}");
        assert!(lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "mail.example.org",
        "http://mail.example.org",
        "smtp://user:hunter2@",
        "smtp://user@mail.example.org",
        "smtp://user:hunter2@mail.example.org?tls=maybe",
        "smtp://user:hunter2@mail.example.org?tsl=required",
        "smtps://user:hunter2@mail.example.org?tls=opportunistic",
        "smtp://user:hunter2%ff@mail.example.org",
    ] {
        let reason = Transport::from_config(Some(bad), None).expect_err(bad);
        assert!(!reason.contains("hunter2") && !reason.contains('\n'), "{reason}");
    }
    let smtp = Smtp::from_url("smtp://user:hunter2@mail.example.org").expect("good");
    assert_eq!(format!("{smtp:?}"), "Smtp(mail.example.org:25)");
    assert_eq!(percent_decode("p%40ss%20%C3%A9").as_deref(), Some("p@ss é"));
}
