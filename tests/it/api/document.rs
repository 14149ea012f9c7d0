//! The documents: what is served is what is printed and kept, and every call is in it.

use super::{Client, gcore, konnect};
use crate::support::{browser::Browser, on_both_databases};
use vestibule::api;

/// Made anew by `vestibule openapi gcore > docs/openapi/gcore.json`, and in the same way the other one.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi");

#[test]
fn the_kept_documents_are_those_made_from_the_code() {
    for (name, made) in [("gcore", api::gcore_text()), ("konnect", api::konnect_text())] {
        let kept = std::fs::read_to_string(format!("{KEPT}/{name}.json")).unwrap();
        let first = made.lines().zip(kept.lines()).position(|(made, kept)| made != kept);
        assert!(
            made == kept,
            "docs/openapi/{name}.json differs from line {first:?} on: vestibule openapi {name}"
        );
    }
}

#[test]
fn every_call_has_an_id_of_its_own_and_says_how_it_refuses() {
    let mut ids = std::collections::BTreeSet::new();
    let paths = [gcore(), konnect()].map(|document| {
        assert_eq!(document["openapi"], "3.1.0");
        document["paths"].as_object().unwrap()
    });
    for (path, calls) in paths.into_iter().flatten() {
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
        for (address, document) in [(api::GCORE_DOCUMENT, gcore()), (api::KONNECT_DOCUMENT, konnect())] {
            let answer = Browser::new(&t).send("GET", address, None, "application/json", None).await;
            assert_eq!(answer.status, 200);
            assert_eq!(&serde_json::from_str::<serde_json::Value>(&answer.body).unwrap(), document);
        }
        Client::nobody(&t).get("/iam/openapi.json").await.is(404);
    }
}
