//! Requests that a page of somebody else makes the browser of an administrator send.

use super::{FORM, administrator};
use crate::support::{database::number, on_both_databases};
use axum::http::StatusCode;
use vestibule::panel::controllers::addresses;

/// The headers of a request from elsewhere. Nothing here may be let through.
const SHAPES: &[&[(&str, &str)]] = &[
    // An old browser, or a page that hides where it is.
    &[],
    &[("referer", "https://panel.example.org/users")],
    &[("origin", "")],
    &[("origin", "null")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "same-origin, same-origin")],
    &[("sec-fetch-site", "SAME-ORIGIN")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")],
    &[("origin", "https://evil.example")],
    &[("origin", "https://evil.example"), ("referer", "https://panel.example.org/users")],
    &[("origin", "https://evil.example"), ("host", "evil.example")],
    &[("origin", "https://evil.example"), ("x-forwarded-host", "evil.example")],
    // Almost ours.
    &[("origin", "http://panel.example.org")],
    &[("origin", "https://panel.example.org:8443")],
    &[("origin", "https://panel.example.org.")],
    &[("origin", "https://panel.example.org.evil.example")],
    &[("origin", "https://evil-panel.example.org")],
    &[("origin", "https://example.org")],
    &[("origin", "https://sub.panel.example.org")],
    &[("origin", "https://panel.example.org@evil.example")],
    &[("origin", "https://panel.example.org/")],
    &[("origin", "https://panel.example.org https://evil.example")],
    &[("origin", "https://panel.example.org"), ("origin", "https://evil.example")],
    &[("origin", "HTTPS://PANEL.EXAMPLE.ORG")],
    // What asks to be taken for something else.
    &[("x-http-method-override", "GET")],
    &[("x-requested-with", "XMLHttpRequest")],
];

/// How such a page can write a body without asking first (Fetch §2.2.2, CORS-safelisted), and as a script with leave would.
const KINDS: &[&str] = &[FORM, "text/plain", "multipart/form-data; boundary=x", "application/json"];

on_both_databases! {
    async fn nothing_is_changed_by_a_page_of_somebody_else(t) {
        let mut ada = administrator(&t).await;
        let entries = number(&t, "SELECT count(*) FROM audit_events").await;
        let forms = addresses().into_iter().filter(|(method, _)| method == "POST");
        let forms = forms.map(|(_, path)| path.replace("{action}", "delete").replace("{*name}", "nothing"));
        let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
        let mut tried = 0;
        for path in forms.chain(functions) {
            let path = ["{id}", "{token}", "{key}"].iter().fold(path, |path, part| path.replace(part, "1"));
            for shape in SHAPES {
                ada.claims(shape);
                // Each shape meets each kind at some address.
                let kind = KINDS[tried / SHAPES.len() % KINDS.len()];
                tried += 1;
                let body = if kind.ends_with("json") { "{}" } else { "ids=1&email=x%40example.org" };
                let answer = ada.send("POST", &path, Some((kind, body.into())), "*/*", None).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {kind} {shape:?}");
            }
        }
        assert!(tried > 2000, "{tried}");
        // Nor by asking in another way.
        for method in ["PUT", "PATCH", "DELETE"] {
            for shape in SHAPES {
                ada.claims(shape);
                let answer = ada.send(method, "/users/1/delete", None, "*/*", None).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {shape:?}");
            }
        }
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events").await, entries);
        // She noticed nothing, and her own page still can.
        ada.claims(&[]);
        assert_eq!(ada.get("/users").await.status, StatusCode::OK);
        assert_eq!(ada.post("/projects", &[("name", "Harbour")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events").await, entries + 1);
    }

    async fn nothing_is_changed_by_reading(t) {
        let mut ada = administrator(&t).await;
        let entries = number(&t, "SELECT count(*) FROM audit_events").await;
        for (path, _) in leptos::server_fn::axum::server_fn_paths() {
            for method in ["GET", "HEAD"] {
                let path = format!("{path}?id=1&ids=1&name=x&email=x%40example.org&action=delete");
                let answer = ada.send(method, &path, None, "*/*", None).await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            }
        }
        for (method, path) in addresses() {
            // Exports are written down: that they were made.
            if method != "GET" || path.contains("export") {
                continue;
            }
            let path = ["{id}", "{token}", "{key}"].iter().fold(path.replace("{action}", "delete"), |path, part| path.replace(part, "1"));
            for method in ["GET", "HEAD"] {
                let path = format!("{path}?ids=1&name=x&email=x%40example.org&_method=POST");
                let answer = ada.send(method, &path, None, "text/html", None).await;
                assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.status);
            }
        }
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events").await, entries);
    }
}
