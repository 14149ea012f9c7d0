//! Floods at the forms of people who are not signed in, and how long their answers take.

use crate::{
    limits::{ADA, UNPROCESSABLE, WRONG, elsewhere, sign_in_from},
    support::{PASSWORD, browser::Browser, on_both_databases},
};
use axum::http::StatusCode;
use futures::future::join_all;
use std::time::{Duration, Instant};
use vestibule::{domain::time::Span, http::limits::RequestLimits};
#[cfg(target_os = "linux")]
use {
    crate::support::process::Process,
    std::{net::SocketAddr, process::Stdio},
    tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpStream,
    },
};

on_both_databases! {
    async fn five_hundred_sign_ins_at_once_leave_the_other_pages_alone(t) {
        let t = t.with_limits_at_the_door();
        t.administrator().await;
        let mut inside = Browser::from(&t.app, elsewhere(100_000));
        assert_eq!(inside.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
        let flood: Vec<_> = (0..500).map(|n| {
            let app = t.app.clone();
            tokio::spawn(async move { sign_in_from(&app, n, &format!("m{n}@example.org"), WRONG).await.status.as_u16() })
        }).collect();
        let mut outside = Browser::new(&t);
        for _ in 0..10 {
            for (browser, path) in [(&mut outside, "/sign-in"), (&mut inside, "/users")] {
                assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
            }
        }
        let answers: Vec<u16> = join_all(flood).await.into_iter().map(Result::unwrap).collect();
        let of = |status: u16| answers.iter().filter(|answer| **answer == status).count();
        assert_eq!(of(UNPROCESSABLE) + of(503), 500, "{answers:?}");
        assert!(of(UNPROCESSABLE) >= 2, "some are checked");
        // The queue has 32 places; nobody's password waits for long.
        assert!(of(503) > 0, "some are turned away");
    }

    async fn a_flood_of_long_passwords_is_refused_before_anything_is_hashed(t) {
        let t = t.with_limits_at_the_door();
        t.administrator().await;
        let long = "x".repeat(1025);
        let longest = "x".repeat(9000);
        // Were they hashed, the queue would be full; were they counted, Ada would have to wait.
        let flood = (0..500).map(|n| {
            let (app, password) = (t.app.clone(), if n % 10 == 0 { longest.clone() } else { long.clone() });
            tokio::spawn(async move { sign_in_from(&app, n % 3, ADA, &password).await.status.as_u16() })
        });
        let answers: Vec<u16> = join_all(flood).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers.iter().filter(|status| **status == UNPROCESSABLE).count(), 450, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 413).count(), 50, "{answers:?}");
        assert_eq!(sign_in_from(&t.app, 0, ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    /// `cargo test --release --test it -- floods::takes_as_long --ignored --nocapture`, best alone on the machine; known and
    /// unknown take turns, so that whatever else goes on falls on both.
    #[ignore = "measures for minutes"]
    async fn takes_as_long_for_an_unknown_address_as_for_a_known_one(t) {
        let t = t.with_settings(&[("VESTIBULE_SIGN_IN_FAILURES", "1000000"), ("VESTIBULE_FORGOT_PER_ADDRESS", "3")]);
        t.administrator().await;
        for what in ["sign-in", "forgot-password"] {
            let mut took = [Vec::new(), Vec::new()];
            for n in 0..500_usize {
                t.advance(Span::minutes(30));
                // Who comes first changes too.
                let known = (n + n / 2) % 2;
                let email = [ADA, "ava@example.org"][known];
                let form = [("email", email), ("password", WRONG)];
                let mut browser = Browser::new(&t);
                let began = Instant::now();
                let status = browser.post(&format!("/{what}"), &form).await.status.as_u16();
                took[known].push(began.elapsed());
                assert!([UNPROCESSABLE, 303].contains(&status), "{status}");
            }
            let [known, unknown] = took.map(|mut all| {
                all.sort();
                all[all.len() / 2]
            });
            let allowed = Duration::from_millis(5).max(known.max(unknown) / 20);
            eprintln!("{what}: known {known:?}, unknown {unknown:?}, allowed {allowed:?}");
            assert!(known.abs_diff(unknown) <= allowed, "{what}: known {known:?}, unknown {unknown:?}");
        }
    }
}

/// The status of an answer; none when the connection was refused or cut.
#[cfg(target_os = "linux")]
async fn ask(server: SocketAddr, line: &str, body: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(server).await.ok()?;
    let head = format!(
        "{line}\r\nHost: {server}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()
}

/// The most memory a process ever held, in KiB.
#[cfg(target_os = "linux")]
fn most_memory(process: &Process) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Were every password hashed at once, these would take 19 MiB each, 38 GiB in all.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_sign_ins_at_once_take_little_memory() {
    // Of its own, on a fresh embedded database: what it takes in memory is nobody else's.
    let settings = [("VESTIBULE_LOG", "error"), ("VESTIBULE_SIGN_INS_PER_MINUTE", "0")];
    let server = Process::serve(&[], &settings, Stdio::inherit());
    let address = server.address;
    let body = |n: u32| format!("email=m{n}%40example.org&password={}", "x".repeat(200));
    // Once, so that whatever is made at the first time is there.
    assert_eq!(ask(address, "POST /sign-in HTTP/1.1", &body(0)).await, Some(UNPROCESSABLE));
    let before = most_memory(&server);
    let flood = (1..=2000).map(|n| {
        let body = body(n);
        tokio::spawn(async move { ask(address, "POST /sign-in HTTP/1.1", &body).await })
    });
    let answers: Vec<Option<u16>> = join_all(flood).await.into_iter().map(Result::unwrap).collect();
    let of = |status: u16| answers.iter().filter(|answer| **answer == Some(status)).count();
    assert!(of(UNPROCESSABLE) >= 2 && of(503) > 0, "{answers:?}");
    assert_eq!(ask(address, "GET /sign-in HTTP/1.1", "").await, Some(200), "it is well");
    let cores = u64::try_from(std::thread::available_parallelism().unwrap().get()).unwrap();
    let after = most_memory(&server);
    // One hash for each core, and what two thousand connections and their pages take.
    let allowed = (cores * 19 + 100) * 1024;
    eprintln!(
        "memory: {before} KiB before, at most {after} KiB; {} checked, {} asked to come again",
        of(UNPROCESSABLE),
        of(503)
    );
    assert!(after - before < allowed, "{before} KiB, then {after} KiB");
}

/// Every server function that takes a password, and the form of the same name, takes a small body only.
#[test]
fn whatever_takes_a_password_takes_a_small_body() {
    let limits = RequestLimits::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/panel/actions");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for function in source.split("endpoint = \"").skip(1) {
            let (endpoint, rest) = function.split_once('"').unwrap();
            let arguments = rest.split_once("-> Result").unwrap().0;
            if arguments.contains("password: String") {
                found.push(endpoint.to_owned());
            }
        }
    }
    found.sort();
    for known in [
        "account/email/change",
        "account/password",
        "invitations/accept",
        "reset-password",
        "setup",
        "sign-in",
    ] {
        assert!(found.iter().any(|endpoint| endpoint == known), "{known}: {found:?}");
    }
    for endpoint in found {
        for path in [format!("/{endpoint}"), format!("/_fn/{endpoint}")] {
            assert_eq!(limits.octets_for(&path), 8 * 1024, "{path}");
        }
    }
    assert_eq!(limits.octets_for("/invitations/0123456789abcdef"), 8 * 1024);
    assert_eq!(limits.octets_for("/users/invite"), 64 * 1024);
    assert_eq!(limits.octets_for("/users/invite/people"), (2 * 1024 + 64) * 1024);
}
