//! The documents: what is served is what is printed and kept, and every call is in it.

use super::{Client, gcore};
use crate::support::{browser::Browser, on_both_databases};
use vestibule::api;

/// Made anew by `vestibule openapi gcore > docs/openapi/gcore.json`.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi/gcore.json");

#[test]
fn the_kept_document_is_the_one_made_from_the_code() {
    let (made, kept) = (api::gcore_text(), std::fs::read_to_string(KEPT).unwrap());
    let first = made.lines().zip(kept.lines()).position(|(made, kept)| made != kept);
    assert!(made == kept, "docs/openapi/gcore.json differs from line {first:?} on: vestibule openapi gcore");
}

#[test]
fn every_call_has_an_id_of_its_own_and_says_how_it_refuses() {
    let document = gcore();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = std::collections::BTreeSet::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let id = call["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path}"));
            assert!(ids.insert(id), "{id} twice");
            assert!(!call["summary"].as_str().unwrap_or_default().is_empty(), "{id}");
            for status in ["400", "401", "403", "404", "429", "500", "503"] {
                assert!(!call["responses"][status].is_null(), "{id}: {status}");
            }
        }
    }
    assert_eq!(ids.len(), api::addresses().len());
}

on_both_databases! {
    async fn the_document_is_for_everybody_to_read(t) {
        let answer = Browser::new(&t).send("GET", api::GCORE_DOCUMENT, None, "application/json", None).await;
        assert_eq!(answer.status, 200);
        assert_eq!(&serde_json::from_str::<serde_json::Value>(&answer.body).unwrap(), gcore());
        Client::nobody(&t).get("/iam/openapi.json").await.is(404);
    }
}
