//! What a browser is told when the database has no time: come again, and nothing was done. Never a guess, and never that we
//! made a mistake.

use crate::support::{
    PASSWORD, TestApp,
    browser::{Answer, Browser},
    on_both_databases,
};
use axum::http::header;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use vestibule::store::Db;

const INVITE: [(&str, &str); 4] =
    [("email", "mara@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")];
const SIGN_IN: [(&str, &str); 2] = [("email", "ada@example.org"), ("password", PASSWORD)];

/// The answer asks to come again, in words, and says when.
fn says_later(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 503, "{what}: {}", answer.body);
    let after = answer.headers.get(header::RETRY_AFTER).unwrap_or_else(|| panic!("{what}: no Retry-After"));
    assert!(after.to_str().unwrap().parse::<u32>().unwrap() > 0, "{what}");
    let words = match serde_json::from_str::<Value>(&answer.body) {
        Ok(json) => {
            assert_eq!(json["kind"], "Busy", "{what}");
            json["message"].as_str().unwrap().to_owned()
        }
        Err(_) => answer.body.clone(),
    };
    assert!(words.to_lowercase().contains("please try again in a moment"), "{what}: {words}");
}

fn invite() -> Value {
    json!(INVITE.into_iter().collect::<std::collections::BTreeMap<_, _>>())
}

async fn administrator(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut ada = Browser::new(t);
    assert_eq!(ada.sign_in("ada@example.org", PASSWORD).await.status, 303);
    ada
}

on_both_databases! {
    async fn while_the_database_is_away_everybody_is_asked_to_come_again_and_stays_signed_in(t) {
        let mut ada = administrator(&t).await;
        let session = ada.cookie("__Host-sid").unwrap().to_owned();
        t.app.db.close().await;
        for path in ["/users", "/users/invite", "/projects", "/audit"] {
            says_later(&ada.get(path).await, path);
        }
        says_later(&ada.post("/users/invite", &INVITE).await, "a form");
        says_later(&ada.call("users/invite", &invite()).await, "an island");
        says_later(&ada.call("users/list", &json!({ "query": "" })).await, "an island that looks");
        let answer = json!({ "handle": "none" });
        says_later(&ada.call("invitations/accept", &answer).await, "an island at a link");
        says_later(&Browser::new(&t).post("/sign-in", &SIGN_IN).await, "sign-in");
        assert_eq!(ada.cookie("__Host-sid"), Some(session.as_str()));
    }
}

/// Lets every transaction that writes to a table lose its race, while it runs or as it is committed.
async fn lose(t: &TestApp, code: &str, trigger: &str) {
    let function = format!(
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '{code}'; END $$"
    );
    run(t, function).await;
    run(t, format!("CREATE {trigger} FOR EACH ROW EXECUTE FUNCTION lose()")).await;
}

async fn run(t: &TestApp, sql: String) {
    let Db::Postgres(pool) = &t.app.db else { panic!("PostgreSQL alone has races to lose") };
    sqlx::query(AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_lost_a_race_is_asked_to_come_again_and_nothing_was_done() {
    let Some(t) = TestApp::on_postgres().await else { return };
    let mut ada = administrator(&t).await;
    let while_it_runs = "TRIGGER lose BEFORE INSERT ON audit_events";
    let at_its_end = "CONSTRAINT TRIGGER lose AFTER INSERT ON audit_events DEFERRABLE INITIALLY DEFERRED";
    for (code, trigger) in
        [("40001", while_it_runs), ("40P01", while_it_runs), ("40001", at_its_end), ("40P01", at_its_end)]
    {
        lose(&t, code, trigger).await;
        let what = |who: &str| format!("{code} {trigger} {who}");
        says_later(&ada.post("/users/invite", &INVITE).await, &what("form"));
        says_later(&ada.call("users/invite", &invite()).await, &what("island"));
        says_later(&Browser::new(&t).post("/sign-in", &SIGN_IN).await, &what("sign-in"));
        assert_eq!(ada.get("/users").await.status, 200, "who is in stays in");
        run(&t, "DROP FUNCTION lose() CASCADE".into()).await;
    }
    // The same once more, and it is done: nothing of it was there before.
    assert_eq!(ada.post("/users/invite", &INVITE).await.status, 303);
    t.counts_are_true().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_just_signed_in_is_in_whatever_becomes_of_the_session_s_own_keeping() {
    let Some(t) = TestApp::on_postgres().await else { return };
    t.administrator().await;
    lose(&t, "40P01", "TRIGGER lose BEFORE UPDATE ON sessions").await;
    let mut ada = Browser::new(&t);
    assert_eq!(ada.sign_in("ada@example.org", PASSWORD).await.status, 303);
    run(&t, "DROP FUNCTION lose() CASCADE".into()).await;
    assert_eq!(ada.get("/users").await.status, 200);
}
