//! How often a token, and a network with tokens that do not work, may call.

use super::{Client, account_of, ada, token};
use crate::support::on_both_databases;
use serde_json::json;
use std::sync::Arc;
use vestibule::{
    app::App,
    domain::{role::AccountRole, time::Span},
};

on_both_databases! {
    async fn a_token_calls_so_often_a_minute_and_no_more_on_all_nodes_together(t) {
        let limits = [("VESTIBULE_TOKEN_READS_PER_MINUTE", "4"), ("VESTIBULE_TOKEN_WRITES_PER_MINUTE", "2")];
        let t = t.with_settings(&limits);
        let (ada, client) = ada(&t).await;
        let other_node = App { token_room: Arc::default(), ..t.second_node().await };
        let text = token(&t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
        let there = Client::of(&t, &text).at(&other_node);
        let here = Client::of(&t, &text);
        for node in [&here, &there, &here, &there] {
            node.get("/iam/clients/me").await.is(200);
        }
        for node in [&here, &there] {
            let said = node.get("/iam/clients/me").await.is(429);
            assert_eq!((said.header("retry-after"), said.header("x-should-retry")), (Some("15"), None));
            assert!(said.message().starts_with("Request was throttled."), "{}", said.message());
        }
        // What is counted is the token, and what changes something apart from what reads.
        client.get("/iam/clients/me").await.is(200);
        for _ in 0..2 {
            here.post("/iam/auth/renew_invitation", json!({})).await.is(400);
        }
        here.post("/iam/auth/renew_invitation", json!({})).await.is(429);
        t.advance(Span::seconds(15));
        here.get("/iam/clients/me").await.is(200);
        here.get("/iam/clients/me").await.is(429);
    }

    async fn most_calls_write_nothing(t) {
        let (_, client) = ada(&t).await;
        client.get("/iam/clients/me").await.is(200);
        let before = crate::support::database::number(&t, COUNTED).await;
        assert_eq!(before, 1);
        for _ in 0..19 {
            client.get("/iam/clients/me").await.is(200);
        }
        assert_eq!(crate::support::database::number(&t, COUNTED).await, 1);
        client.get("/iam/clients/me").await.is(200);
        assert_eq!(crate::support::database::number(&t, COUNTED).await, 2);
    }

    async fn failures_of_a_network_shut_out_failures_alone(t) {
        let t = t.with_settings(&[("VESTIBULE_SIGN_INS_PER_MINUTE", "3")]);
        let (ada, _) = ada(&t).await;
        let text = token(&t, account_of(&ada), "ada@example.org", AccountRole::Users).await;
        let wrong = Client::of(&t, &format!("1_{}", "A".repeat(43))).from("198.51.100.7");
        for _ in 0..3 {
            wrong.get("/iam/clients/me").await.is(401);
        }
        let said = wrong.get("/iam/clients/me").await.is(429);
        assert_eq!(said.header("retry-after"), Some("20"));
        Client::of(&t, &text).from("198.51.100.7").get("/iam/clients/me").await.is(200);
        let elsewhere = Client::of(&t, &format!("1_{}", "A".repeat(43))).from("198.51.100.8");
        elsewhere.get("/iam/clients/me").await.is(401);
    }
}

const COUNTED: &str = "SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM limit_counts";
