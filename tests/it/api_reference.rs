//! The documents of the JSON APIs as pages.

use crate::support::{browser::Browser, on_both_databases};
use axum::http::StatusCode;

on_both_databases! {
    async fn the_documents_can_be_read_by_everybody(t) {
        t.administrator().await;
        let mut browser = Browser::new(&t);
        let all = browser.get("/docs/api").await;
        assert_eq!(all.status, StatusCode::OK);
        assert!(all.holds("https://panel.example.org/iam/clients/me"), "{}", all.body);
        let mut pages = String::new();
        for api in vestibule::api_reference::references() {
            let path = format!("/docs/api/{}", api.name);
            assert!(all.holds(&format!("href=\"{path}\"")) && all.holds(&format!("href=\"{}\"", api.document)));
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.holds(" src="), "{path}: files of a viewer");
            pages.push_str(&page.body);
        }
        for (method, path) in vestibule::api::addresses() {
            assert!(pages.contains(&format!("<code>{method} {path}</code>")), "{method} {path}");
        }
        assert_eq!(browser.get("/docs/api/elsewhere").await.status, StatusCode::NOT_FOUND);
    }
}
