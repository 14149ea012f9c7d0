//! The pages, through the router and without scripts.

use super::{ADA, MARA, all, issue, issue_until, joined};
use crate::{
    step_up::confirm_by,
    support::{
        PASSWORD, TestApp,
        browser::{Answer, Browser},
        database::{execute, number},
        on_both_databases,
    },
};
use axum::http::{StatusCode, header};
use serde_json::json;
use vestibule::{
    domain::{role::AccountRole, time::Span},
    service::{
        api_tokens::{Expires, delete},
        member_actions::remove,
    },
    worker::api_tokens::expire_due,
};

async fn signed_in(t: &TestApp, email: &str) -> Browser {
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(email, PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

/// What stands in the field of the new token.
fn token_on(page: &Answer) -> Option<&str> {
    let field = page.body.split("id=\"new-token\"").nth(1)?;
    field.split_once("value=\"")?.1.split('"').next()
}

/// The row of a token.
fn row<'a>(page: &'a Answer, name: &str) -> &'a str {
    page.body
        .split("<tr ")
        .find(|row| row.contains(&format!(">{name}</span>")))
        .unwrap_or_else(|| panic!("{name}: {}", page.body))
}

const CREATE: [(&str, &str); 4] =
    [("name", "ci runner"), ("role", "5"), ("expires", ""), ("description", "nightly")];

on_both_databases! {
    async fn a_new_token_is_shown_this_once(t) {
        let ada = t.administrator().await;
        let mut browser = signed_in(&t, ADA).await;
        assert!(browser.get("/api-tokens").await.holds("No active API tokens"));
        let page = browser.get("/api-tokens/create").await;
        for name in ["Name", "Role", "Expires", "Description"] {
            assert!(page.holds(&format!(">{name}</")), "{name}: {}", page.body);
        }
        let answer = browser.post("/api-tokens/create", &CREATE).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/api-tokens/created"));
        let kept = browser.cookie("__Host-token").unwrap().to_owned();
        // In another session, also of the same person, the cookie opens nothing.
        let mut other = signed_in(&t, ADA).await;
        other.set_cookie("__Host-token", &kept);
        assert_eq!(other.get("/api-tokens/created").await.location(), "/api-tokens");
        assert!(other.cookie("__Host-token").is_none());

        let shown = browser.get("/api-tokens/created").await;
        let token = token_on(&shown).unwrap_or_else(|| panic!("{}", shown.body)).to_owned();
        let id = all(&t, &ada).await[0].id;
        assert!(token.starts_with(&format!("{id}_")) && token.len() > 43, "{token}");
        let command = format!("curl -H 'Authorization: APIKey {token}' https://panel.example.org/iam/clients/me");
        assert!(shown.holds(&command), "{}", shown.body);
        // It travels uncompressed, for nobody's cache, and nothing else holds it.
        assert!(shown.headers.get(header::CONTENT_ENCODING).is_none());
        let again = browser.get("/api-tokens/created").await;
        assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/api-tokens"));
        for path in ["/api-tokens", "/api-tokens?status=all", "/audit", "/users/1"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.holds(&token) && !page.holds(token.split_once('_').unwrap().1), "{path}");
        }
        let list = browser.get("/api-tokens").await;
        let row = row(&list, "ci runner");
        for text in ["Ada Kern", ADA, "Engineers", "Active", "Never", "nightly", "Not used yet", "Actions for ci runner"] {
            assert!(row.contains(text), "{text}: {row}");
        }
    }

    async fn a_token_is_shown_behind_the_question_who_is_there_too(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let mut browser = signed_in(&t, ADA).await;
        t.advance(Span::minutes(11));
        let asked = browser.post("/api-tokens/create", &CREATE).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.holds("Confirm it is you"), "{}", asked.body);
        assert_eq!(number(&t, "SELECT count(*) FROM api_tokens").await, 0);
        let wrong = confirm_by(&mut browser, &asked, "step_up_password", "not the password").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = confirm_by(&mut browser, &wrong, "step_up_password", PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/api-tokens/created"), "{}", answer.body);
        assert!(token_on(&browser.get("/api-tokens/created").await).is_some());
        let made = all(&t, &ada).await.remove(0);
        assert_eq!((made.name.as_str(), made.description.as_str()), ("ci runner", "nightly"), "nothing typed is lost");
        // And so it is deleted.
        t.advance(Span::minutes(11));
        let path = format!("/api-tokens/{}/delete", made.id);
        let asked = browser.post(&path, &[]).await;
        assert!(asked.holds("Confirm it is you"), "{}", asked.body);
        let answer = confirm_by(&mut browser, &asked, "step_up_password", PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/api-tokens"));
        assert!(browser.get("/api-tokens").await.holds("API token ci runner deleted"));
    }

    async fn what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(t) {
        t.administrator().await;
        let mut browser = signed_in(&t, ADA).await;
        let form = [("name", ""), ("role", ""), ("expires", "2026-11-19"), ("description", "nightly")];
        let page = browser.post("/api-tokens/create", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in ["Enter a name.", "Choose a role.", "This day is over.", "nightly", "value=\"2026-11-19\"", "error-summary"] {
            assert!(page.holds(text), "{text}: {}", page.body);
        }
        let answer = browser.call("api-tokens/create", &json!({ "name": "ci", "role": "2", "expires": "2026-11-19" })).await;
        assert!(answer.holds("Invalid") && answer.holds("\"expires\""), "{}", answer.body);
        assert_eq!(number(&t, "SELECT count(*) FROM api_tokens").await, 0);
    }

    async fn somebody_of_a_lower_role_is_offered_what_they_may_give(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::PurgeApi, "en").await;
        issue(&t, &ada, "ada's").await;
        let mut mara = signed_in(&t, MARA).await;
        let page = mara.get("/api-tokens/create").await;
        for (role, offered) in [("1", false), ("5", false), ("3009", false), ("3022", true), ("2", true)] {
            assert_eq!(page.holds(&format!("name=\"role\" value=\"{role}\"")), offered, "{role}: {}", page.body);
        }
        let above = mara.post("/api-tokens/create", &CREATE).await;
        assert!(above.holds("You cannot give a role above your own."), "{}", above.body);
        let list = mara.get("/api-tokens?status=all&issuer=1").await;
        assert!(!list.holds("ada&#x27;s") && !list.holds("ada's") && !list.holds("id=\"issuer\""), "{}", list.body);
        assert!(list.holds("href=\"/api-tokens\""), "the way there stands in the navigation");
    }

    async fn the_list_filters_warns_and_names_who_is_gone(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, AccountRole::Engineers, "en").await;
        let gone = issue(&t, &mara, "maras").await.row;
        issue_until(&t, &ada, "soon", Expires::At(t.clock_now() + Span::hours(24 * 8))).await;
        issue_until(&t, &ada, "short", Expires::At(t.clock_now() + Span::hours(1))).await;
        delete(&t.app, &t.proven_now(&ada), gone.id).await.unwrap();
        remove(&t.app, &t.proven_now(&ada), id, false).await.unwrap();
        let mut browser = signed_in(&t, ADA).await;
        assert!(!row(&browser.get("/api-tokens").await, "soon").contains("token-soon"), "more than seven days are left");
        t.advance(Span::hours(24));
        expire_due(&t.app).await.unwrap();
        let mut browser = signed_in(&t, ADA).await;
        let active = browser.get("/api-tokens").await;
        assert!(row(&active, "soon").contains("Expires soon"), "{}", row(&active, "soon"));
        assert!(!active.holds(">short<") && !active.holds(">maras<"));
        let expired = browser.get("/api-tokens?status=expired").await;
        assert!(row(&expired, "short").contains("It has expired.") && !expired.holds(">maras<") && !expired.holds(">soon<"));
        let deleted = browser.get("/api-tokens?status=deleted").await;
        let line = row(&deleted, "maras");
        assert!(line.contains("<s>Mara Lind</s>") && line.contains("title=\"The user has been deleted\""), "{line}");
        assert!(line.contains("visually-hidden\">The user has been deleted<"), "{line}");
        let user = mara.principal.as_ref().unwrap().user_id;
        let hers = browser.get(&format!("/api-tokens?status=all&issuer={user}")).await;
        assert!(hers.holds(">maras<") && !hers.holds(">soon<") && hers.holds("Clear filters"));
        for odd in ["status=all&issuer=1&after=2", "status=x&issuer=y&after=z&size=7", "issuer=9999999"] {
            assert_eq!(browser.get(&format!("/api-tokens?{odd}")).await.status, StatusCode::OK, "{odd}");
        }
        // The person's page leads here.
        assert!(browser.get(&format!("/users/{id}")).await.holds(&format!("href=\"/api-tokens?issuer={user}&amp;status=all\"")));
        // What happened stands in the audit log, in words.
        let log = browser.get("/audit").await;
        assert!(log.holds("An API token expired") && log.holds("Deleted an API token") && log.holds("API token short"), "{}", log.body);
    }

    async fn deleting_asks_first_and_says_when_it_was_over(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users, "en").await;
        let ci = issue(&t, &ada, "ci").await.row;
        let path = format!("/api-tokens/{}/delete", ci.id);
        let mut browser = signed_in(&t, ADA).await;
        let page = browser.get(&path).await;
        assert!(page.holds("Delete ci?") && page.holds(">Cancel</a>") && page.holds("Not used yet"), "{}", page.body);
        assert_eq!(number(&t, "SELECT count(*) FROM api_tokens WHERE deleted_at IS NULL").await, 1, "a question deletes nothing");
        let mut mara = signed_in(&t, MARA).await;
        assert_eq!(mara.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(mara.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&path, &[]).await.location(), "/api-tokens");
        assert!(browser.get("/api-tokens").await.holds("API token ci deleted"));
        // Pressed twice, or gone back to.
        for posts in [true, false] {
            let answer = if posts { browser.post(&path, &[]).await } else { browser.get(&path).await };
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/api-tokens"));
            assert!(browser.get("/api-tokens").await.holds("This API token is expired or deleted already."));
        }
        for odd in ["/api-tokens/0/delete", "/api-tokens/x/delete", "/api-tokens/99999999999999999999/delete"] {
            assert_eq!(browser.get(odd).await.status, StatusCode::NOT_FOUND, "{odd}");
            assert_eq!(browser.post(odd, &[]).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
    }

    async fn a_full_account_says_what_to_do(t) {
        t.administrator().await;
        let mut browser = signed_in(&t, ADA).await;
        for _ in 0..100 {
            browser.post("/api-tokens/create", &CREATE).await;
        }
        let page = browser.post("/api-tokens/create", &CREATE).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.holds("An account can have 100 working API tokens. Delete one first."), "{}", page.body);
        // The list has pages.
        let list = browser.get("/api-tokens").await;
        assert_eq!(list.body.matches("popovertarget=").count(), 50);
        assert!(list.holds("rel=\"next\""), "{}", list.body);
        execute(&t, "UPDATE api_tokens SET deleted_at = created_at WHERE id <= 60").await;
        assert!(!browser.get("/api-tokens").await.holds("rel=\"next\""));
    }
}
