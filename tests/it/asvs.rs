//! Lines of OWASP ASVS (`docs/asvs.toml`) that nothing else here proves: mostly that something is not there.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, database, on_both_databases, process::Process, token_in,
};
use axum::http::{HeaderMap, StatusCode, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write},
    net::{IpAddr, TcpStream},
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex},
};
use vestibule::{domain::time::Span, panel::controllers::addresses};

const ADA: &str = "ada@example.org";

/// Every page without a place for a number or a secret in its address.
fn plain_pages() -> Vec<&'static str> {
    let plain = |(method, path): &(axum::http::Method, &'static str)| method == "GET" && !path.contains('{');
    let pages: Vec<_> = addresses().into_iter().filter(plain).map(|(_, path)| path).collect();
    assert!(pages.len() > 20, "{pages:?}");
    pages
}

async fn ada(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut ada = Browser::new(t);
    assert_eq!(ada.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    ada
}

fn is_page(headers: &HeaderMap) -> bool {
    headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html")
}

on_both_databases! {
    async fn nobody_is_there_before_the_set_up(t) {
        assert_eq!(database::number(&t, "SELECT count(*) FROM users").await, 0);
        let mut browser = Browser::new(&t);
        for name in ["admin", "root", "admin@example.org", "root@localhost", "vestibule"] {
            for password in ["admin", "root", "password", "vestibule", "changeme"] {
                assert_eq!(browser.sign_in(name, password).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
        }
        assert_eq!(database::number(&t, "SELECT count(*) FROM sessions").await, 0);
    }

    async fn a_password_does_not_end_with_time(t) {
        t.administrator().await;
        t.advance(Span::hours(24 * 365 * 10));
        assert_eq!(Browser::new(&t).sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_is_random_and_known_to_the_server_by_its_hash_alone(t) {
        t.administrator().await;
        let mut seen = BTreeSet::new();
        let mut bits = [0_u32; 128];
        for _ in 0..64 {
            t.advance(Span::seconds(1));
            let mut browser = Browser::new(&t);
            browser.sign_in(ADA, PASSWORD).await;
            let id = URL_SAFE_NO_PAD.decode(browser.cookie("__Host-sid").unwrap()).unwrap();
            assert_eq!(id.len(), 16, "128 bits");
            let hash: [u8; 32] = Sha256::digest(&id).into();
            assert!(t.is_live(&hash).await, "found by the hash of the whole id");
            assert!(!t.is_live(&<[u8; 32]>::try_from([&id[..], &id[..]].concat()).unwrap()).await);
            for (bit, count) in bits.iter_mut().enumerate() {
                *count += u32::from(id[bit / 8] >> (bit % 8) & 1);
            }
            assert!(seen.insert(id), "each is another");
        }
        // One of 64 throws of 128 fair coins shows one side 58 times or more about once in 10⁹ runs.
        assert!(bits.iter().all(|count| (6..=58).contains(count)), "every bit is thrown: {bits:?}");
    }

    async fn password_fields_are_masked_and_open_to_password_managers(t) {
        let mut ada = ada(&t).await;
        let mut fields = 0;
        for path in plain_pages() {
            for browser in [&mut Browser::new(&t), &mut ada] {
                let page = browser.get(path).await;
                assert!(!page.holds("onpaste") && !page.holds("oncopy"), "{path}");
                for input in page.body.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
                    let name = input.split(" name=\"").nth(1).and_then(|rest| rest.split('"').next());
                    if name.is_some_and(|name| name.contains("password")) {
                        let kinds = ["autocomplete=\"current-password\"", "autocomplete=\"new-password\""];
                        assert!(input.contains("type=\"password\""), "{path}: {input}");
                        assert!(kinds.iter().any(|kind| input.contains(kind)), "{path}: {input}");
                        fields += 1;
                    }
                }
            }
        }
        assert!(fields >= 5, "{fields}");
        // Nor does a script look at what is pasted.
        assert_eq!(files_with("src/panel", &["paste"]), BTreeSet::new());
    }

    async fn every_page_of_somebody_signed_in_can_be_left_by_signing_out(t) {
        let mut ada = ada(&t).await;
        let mut pages = 0;
        for path in plain_pages() {
            let own = ada.get(path).await;
            let needs_somebody = Browser::new(&t).get(path).await.status == StatusCode::SEE_OTHER;
            if own.status == StatusCode::OK && needs_somebody && is_page(&own.headers) {
                assert!(own.holds("<form method=\"post\" action=\"/sign-out\""), "{path}");
                pages += 1;
            }
        }
        assert!(pages >= 10, "{pages}");
    }

    async fn the_id_of_a_session_stands_in_its_cookie_alone(t) {
        let mut ada = ada(&t).await;
        let id = ada.cookie("__Host-sid").unwrap().to_owned();
        for path in plain_pages() {
            let mut answer = ada.get(path).await;
            answer.headers.remove(header::SET_COOKIE);
            assert!(!answer.holds(&id) && !format!("{:?}", answer.headers).contains(&id), "{path}");
        }
        assert_eq!(ada.cookie("__Host-sid"), Some(id.as_str()), "the session that was asked with");
    }

    async fn no_other_origin_is_let_read_an_answer(t) {
        let mut ada = ada(&t).await;
        for origin in ["https://evil.example", "null", "https://panel.example.org"] {
            ada.claims(&[("origin", origin), ("access-control-request-method", "POST")]);
            for (method, path) in [
                ("GET", "/users"), ("GET", "/sign-in"), ("GET", "/users/export.csv"), ("GET", "/no-such-page"),
                ("GET", "/healthz"), ("OPTIONS", "/users"), ("OPTIONS", "/_fn/users/list"),
            ] {
                let answer = ada.send(method, path, None, "*/*", None).await;
                let shared = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
                assert_eq!(shared, None, "{method} {path} from {origin}");
            }
        }
    }

    async fn what_no_browser_needs_is_refused(t) {
        let mut ada = ada(&t).await;
        for path in ["/", "/sign-in", "/users", "/robots.txt", "/healthz"] {
            for method in ["TRACE", "PROPFIND"] {
                let answer = ada.send(method, path, None, "*/*", Some("https://panel.example.org")).await;
                assert!(matches!(answer.status.as_u16(), 403 | 405), "{method} {path}: {}", answer.status);
                assert!(!answer.holds("__Host-sid"), "nothing of the request comes back");
            }
        }
        for path in [
            "/.git/config", "/.git/HEAD", "/.svn/entries", "/.env", "/Cargo.toml", "/Cargo.lock", "/data/secret.key",
            "/data/vestibule.db", "/assets", "/assets/", "/assets/../Cargo.toml", "/assets/%2e%2e/Cargo.toml",
            "/docs/security.md", "/metrics", "/debug", "/openapi.json",
        ] {
            let answer = ada.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/", "/users", "/no-such-page", "/healthz", "/readyz"] {
            let answer = ada.get(path).await;
            for telling in ["server", "x-powered-by", "via"] {
                assert!(!answer.headers.contains_key(telling), "{path}: {telling}");
            }
            assert!(!answer.holds(env!("CARGO_PKG_VERSION")), "{path} tells no version");
        }
        assert_eq!((ada.get("/healthz").await.body, ada.get("/readyz").await.body), ("ok\n".into(), "ok\n".into()));
    }
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// On one thread, so that everything logged meanwhile is logged here.
#[tokio::test]
async fn what_nobody_expected_is_logged_once_and_shown_to_nobody() {
    let t = TestApp::on_sqlite().await;
    let mut ada = ada(&t).await;
    database::execute(&t, "ALTER TABLE batches RENAME TO batches_of_old").await;
    let written = Written::default();
    let writer = written.clone();
    let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone());
    let subscriber = tracing::subscriber::set_default(lines.finish());
    let answer = ada.get("/users/invite/batches/1").await;
    drop(subscriber);
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let id = answer.headers["x-request-id"].to_str().unwrap();
    assert!(answer.holds(id), "the person can name it");
    for inside in ["batches_of_old", "no such table", "SELECT", "sqlite", "src/"] {
        assert!(!answer.holds(inside), "{inside}");
    }
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    let [error] = errors.as_slice() else { panic!("{log}") };
    assert!(error.contains(id) && error.contains("no such table"), "{error}");
}

/// Who was refused, from where, and why.
#[tokio::test]
async fn a_refusal_says_who_from_where_and_why() {
    let t = TestApp::on_sqlite().await.with_limits_at_the_door();
    let context = t.administrator().await;
    t.invite(&context, "mara@example.org").await;
    let link = token_in(&t.deliver().await[0], "/invitations/");
    accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
    let mut mara = Browser::from(&t.app, IpAddr::from([192, 0, 2, 7]));
    assert_eq!(mara.sign_in("mara@example.org", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let written = Written::default();
    let writer = written.clone();
    let lines = tracing_subscriber::fmt().json().with_writer(move || writer.clone());
    let subscriber = tracing::subscriber::set_default(lines.finish());
    let mut stranger = Browser::from(&t.app, IpAddr::from([198, 51, 100, 9]));
    assert_eq!(
        stranger.sign_in(ADA, "no lanterns on this quay").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(stranger.sign_in(ADA, "no lanterns on this quay").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(mara.get("/audit").await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        mara.send("POST", "/account", None, "text/html", Some("https://evil.example")).await.status,
        StatusCode::FORBIDDEN
    );
    drop(subscriber);
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    let line = |message: &str| -> serde_json::Value {
        let mut lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.find(|line| line["fields"]["message"] == message).unwrap_or_else(|| panic!("{message}: {log}"))
    };
    let refused = line("password refused");
    assert_eq!(
        (&refused["fields"]["email"], &refused["spans"][0]["client.ip"]),
        (&"a…@example.org".into(), &"198.51.100.9".into())
    );
    assert_eq!(line("over a limit")["spans"][0]["client.ip"], "198.51.100.9");
    for message in ["not allowed", "GET /audit 403"] {
        let line = line(message);
        assert_eq!(
            (&line["spans"][0]["user.id"], &line["spans"][0]["client.ip"]),
            (&2.into(), &"192.0.2.7".into()),
            "{line}"
        );
    }
    assert_eq!(line("the request was refused by the origin check")["spans"][0]["client.ip"], "192.0.2.7");
    assert!(
        !log.contains("ada@example.org") && !log.contains("mara@example.org") && !log.contains("lanterns"),
        "{log}"
    );
}

#[tokio::test]
async fn a_line_of_the_log_is_one_object_with_its_time_in_utc() {
    let t = TestApp::on_sqlite().await;
    let database = t.database_url();
    let settings =
        [("TZ", "Asia/Baku"), ("DATABASE_URL", database.as_str()), ("VESTIBULE_LOG_FORMAT", "json")];
    let mut server = Process::serve(&["--no-worker"], &settings, Stdio::piped());
    // What a client writes into an address begins no line of its own, and colours none.
    let mut client = TcpStream::connect(server.address).unwrap();
    let request = "GET /no-such/page%0Aline%1B[31m HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    client.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer:.40}");
    let mut log = BufReader::new(server.child.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&line["http.method"], &line["http.status"]), (&"GET".into(), &404.into()), "{line}");
    assert_eq!(line["http.route"], "/no-such/page%0Aline%1B[31m");
    let time = line["timestamp"].as_str().unwrap();
    assert!(time.ends_with('Z') && time.contains('T'), "{time}");
    let zone = time::OffsetDateTime::parse(time, &time::format_description::well_known::Rfc3339).unwrap();
    let apart = (zone.unix_timestamp() - time::OffsetDateTime::now_utc().unix_timestamp()).abs();
    assert!(apart < 3600, "now, in UTC: {time}");
}

/// Files of the crate that are part of the product and hold one of these words.
fn files_with(folder: &str, words: &[&str]) -> BTreeSet<String> {
    fn walk(folder: &Path, words: &[&str], found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_test =
                name.ends_with("test.rs") || name.ends_with("tests.rs") || name.starts_with("fake_");
            if path.is_dir() {
                walk(&path, words, found);
            } else if !is_test {
                let text = fs::read_to_string(&path).unwrap();
                let own = text.split("#[cfg(test)]").next().unwrap();
                if words.iter().any(|word| own.contains(word)) {
                    found
                        .insert(path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string());
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), words, &mut found);
    found
}

/// The mail server and the database of the settings, and nothing else: no address that somebody typed is ever connected to.
#[test]
fn connections_are_made_to_the_mail_server_and_the_database_alone() {
    let ways = [
        "TcpStream::connect",
        "UnixStream::connect",
        "UdpSocket",
        "lookup_host",
        "to_socket_addrs",
        "::connect_tokio1",
        "::connect_with_transport",
        "PoolOptions",
        "ConnectOptions",
        "hyper_util::client",
        "hyper::client",
        "reqwest",
    ];
    let found: Vec<String> = files_with("src", &ways).into_iter().collect();
    assert_eq!(found, ["src/mail/smtp.rs", "src/mail/starttls.rs", "src/store/db.rs"]);
}

#[test]
fn browsers_keep_nothing_and_scripts_listen_to_no_other_window() {
    let kept = ["local_storage", "localStorage"];
    let found: Vec<String> = files_with("src/panel", &kept).into_iter().collect();
    assert_eq!(
        found,
        ["src/panel/islands/users_live/shortcuts.rs"],
        "whether shortcuts are on, and nothing else"
    );
    let never = [
        "session_storage",
        "sessionStorage",
        "indexed_db",
        "indexedDB",
        "HtmlDocument",
        "document.cookie",
        "CacheStorage",
        "post_message",
        "postMessage",
        "MessageEvent",
        "inline_js",
    ];
    assert_eq!(files_with("src/panel/islands", &never), BTreeSet::new());
    assert_eq!(files_with("src/panel/components", &never), BTreeSet::new());
    // Nor could they without these parts of the browser's interface.
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let features = manifest.lines().find(|line| line.starts_with("web-sys =")).unwrap();
    for part in
        ["HtmlDocument", "MessageEvent", "MessagePort", "Cache", "Idb", "BroadcastChannel", "ServiceWorker"]
    {
        assert!(!features.contains(&format!("\"{part}")), "{part}");
    }
}
