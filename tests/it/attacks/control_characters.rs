//! Line breaks and their like in whatever people can type: in a header, a mail, a log line or a list they would begin
//! something of their own.

use super::{ADA, FORM, administrator};
use crate::support::{
    PASSWORD, TestApp,
    browser::{Answer, Browser},
    on_both_databases,
};
use vestibule::domain::time::Span;

/// What is put behind something harmless.
const BREAKS: &[&str] = &[
    "\r\nBcc: victim@evil.example",
    "\nBcc: victim@evil.example",
    "\rBcc: victim@evil.example",
    "\r\n\r\n<script>evil()</script>",
    "\r\n.\r\nMAIL FROM:<evil@evil.example>",
    "\r\nSet-Cookie: __Host-sid=evil",
    "\u{0}Bcc: evil@evil.example",
    "\u{b}Bcc: evil@evil.example",
    "\u{85}Bcc: evil@evil.example",
    "\u{2028}Bcc: evil@evil.example",
    "\u{2029}Bcc: evil@evil.example",
    "%0d%0aSet-Cookie:%20evil=1",
    "=?utf-8?q?=0d=0aBcc:_evil@evil.example?=",
    "\u{1b}]0;evil\u{7}",
    "\u{202e}gro.elpmaxe@live",
    "\" <evil@evil.example>, \"x",
];

/// The forms of an administrator, with the field that is attacked as `FIELD`.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    (
        "/users/invite",
        &[
            ("email", "mN@example.org"),
            ("name", "FIELD"),
            ("role", "2"),
            ("scope", "client"),
            ("client_role", "none"),
        ],
    ),
    (
        "/users/invite",
        &[
            ("email", "nN@example.org"),
            ("note", "FIELD"),
            ("role", "2"),
            ("scope", "client"),
            ("client_role", "none"),
        ],
    ),
    (
        "/users/invite",
        &[("email", "oN@example.orgFIELD"), ("role", "2"), ("scope", "client"), ("client_role", "none")],
    ),
    (
        "/users/invite",
        &[
            ("email", "pN@example.org"),
            ("language", "deFIELD"),
            ("role", "2"),
            ("scope", "client"),
            ("client_role", "none"),
        ],
    ),
    ("/account", &[("name", "Ada FIELD"), ("phone", ""), ("language", "en")]),
    ("/account", &[("name", "Ada"), ("phone", "+49 30 1FIELD"), ("language", "en")]),
    ("/account", &[("name", "Ada"), ("phone", ""), ("language", "enFIELD")]),
    ("/account/email/change", &[("new_email", "ada@example.netFIELD"), ("password", PASSWORD)]),
    ("/projects", &[("name", "Harbour FIELD")]),
    ("/api-tokens/create", &[("name", "ci FIELD"), ("role", "2")]),
    ("/api-tokens/create", &[("name", "ci"), ("role", "2"), ("description", "FIELD")]),
    ("/api-tokens/create", &[("name", "ci"), ("role", "2FIELD"), ("expires", "2099-01-01FIELD")]),
    ("/settings/name", &[("name", "NorthwindFIELD"), ("seen", "Northwind")]),
    ("/forgot-password", &[("email", "ada@example.orgFIELD")]),
    ("/sign-in", &[("email", "ada@example.orgFIELD"), ("password", PASSWORD)]),
    ("/preferences", &[("language", "deFIELD"), ("theme", "darkFIELD"), ("back", "/usersFIELD")]),
];

fn is_whole(what: &str, answer: &Answer) {
    assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
    for (name, value) in &answer.headers {
        assert!(!["bcc", "evil", "mail"].iter().any(|part| name.as_str().contains(part)), "{what}: {name}");
        let value = value.to_str().unwrap_or_else(|_| panic!("{what}: {name}"));
        assert!(!value.chars().any(char::is_control), "{what}: {name}: {value:?}");
        assert!(name != "set-cookie" || !value.contains("evil"), "{what}: {value}");
    }
    let is_page =
        answer.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    assert!(!is_page || !answer.holds("<script>evil"), "{what}");
}

async fn mails_are_whole(t: &TestApp, what: &str) {
    for mail in t.deliver().await {
        let subject = &mail.rendered.subject;
        assert!(
            !subject.chars().any(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c)),
            "{what}: {subject:?}"
        );
        assert!(!mail.to.contains("evil"), "{what}: {}", mail.to);
        assert!(!mail.rendered.html.contains("<script>"), "{what}: {}", mail.rendered.html);
        for part in [&mail.rendered.text, &mail.rendered.html] {
            assert!(!part.contains(['\0', '\u{1b}']), "{what}: {part}");
            assert!(!part.lines().any(|line| line.trim_start().starts_with("Bcc:")), "{what}: {part}");
        }
    }
}

on_both_databases! {
    async fn nothing_typed_begins_a_header_a_mail_or_a_line_of_its_own(t) {
        let t = t.without_limits();
        let mut ada = administrator(&t).await;
        let mut tried = 0;
        for (path, form) in FORMS {
            for broken in BREAKS {
                tried += 1;
                t.advance(Span::seconds(1));
                let filled: Vec<(&str, String)> =
                    form.iter().map(|(name, value)| (*name, value.replace("FIELD", broken).replace('N', &tried.to_string()))).collect();
                let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let what = format!("{path} {broken:?}");
                let signs_in = *path == "/sign-in";
                let answer = if signs_in { Browser::new(&t).post(path, &filled).await } else { ada.post(path, &filled).await };
                is_whole(&what, &answer);
                // What it said is said on the next page.
                is_whole(&what, &ada.get("/users").await);
                mails_are_whole(&t, &what).await;
                if ada.get("/account").await.status != 200 {
                    assert_eq!(ada.sign_in(ADA, PASSWORD).await.status, 303, "{what}");
                }
            }
        }
        // Lists for spreadsheets: a row is a row.
        for path in ["/users/export.csv", "/audit/export.csv"] {
            let answer = ada.get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            is_whole(path, &answer);
            for line in answer.body.split("\r\n") {
                assert!(!line.starts_with("Bcc:") && !line.starts_with("MAIL FROM"), "{path}: {line}");
            }
        }
        assert!(ada.get("/audit/export.jsonl").await.body.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }

    async fn nothing_in_an_address_or_a_cookie_does_either(t) {
        let mut ada = administrator(&t).await;
        for broken in BREAKS {
            let query: String = form_urlencoded::byte_serialize(broken.as_bytes()).collect();
            for path in ["/users?query=", "/audit?actor=", "/users/export.csv?query=", "/sign-in?next=/users", "/mail?state=", "/users/invite?email="] {
                is_whole(path, &ada.get(&format!("{path}{query}")).await);
            }
            for name in ["lang", "theme", "__Host-flash", "__Host-link", "__Host-device", "__Host-codes"] {
                let mut browser = Browser::new(&t);
                browser.set_cookie(name, &query);
                is_whole(name, &browser.get("/sign-in").await);
                is_whole(name, &browser.sign_in(ADA, PASSWORD).await);
            }
            let body = Some((FORM, format!("theme=dark{query}&back=%2Fusers{query}")));
            is_whole("preferences", &ada.send("POST", "/preferences", body, "text/html", Some("https://panel.example.org")).await);
        }
    }
}
