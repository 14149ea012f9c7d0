//! The panel through its real router: forms and server functions, cookies, statuses, sessions.

use crate::support::{PASSWORD, TestApp, browser::Browser, database::execute, on_both_databases, token_in};
use axum::http::{StatusCode, header};
use serde_json::json;
use vestibule::{
    domain::{factor::AuthLevel, time::Span},
    store::{Db, sessions},
};

async fn signed_in(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut browser = Browser::new(t);
    let answer = browser.sign_in("ada@example.org", PASSWORD).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    browser
}

/// A page without what is its own by nature: the address asked for and the nonces.
fn without_own(body: &str, address: &str) -> String {
    let mut parts = body.split("nonce=\"");
    let mut rest = parts.next().unwrap().replace(address, "/users/N/");
    for part in parts {
        rest.push_str(part.split_once('"').unwrap().1);
    }
    rest
}

const INVITE: [(&str, &str); 4] =
    [("email", "mara@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")];

on_both_databases! {
    async fn a_refused_form_is_the_page_again_with_values_and_nonce(t) {
        let mut browser = signed_in(&t).await;
        let session = browser.cookie("__Host-sid").unwrap().to_owned();
        let form = [("email", "no <address>"), ("name", "Mara"), ("role", "2"), ("scope", "project"), ("language", "de")];
        let answer = browser.post("/users/invite", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.cookie("__Host-sid"), Some(session.as_str()), "the session stays");
        for kept in ["no &lt;address&gt;</textarea>", "value=\"Mara\"", "role=\"alert\""] {
            assert!(answer.holds(kept), "{kept}");
        }
        assert!(answer.holds("Enter an email address like name@example.org."));
        assert!(answer.holds("Choose a role in at least one project."));
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        for script in answer.body.split("<script").skip(1) {
            assert!(script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")), "{script:.80}");
        }
        assert!(t.deliver().await.is_empty());
    }

    async fn a_form_and_an_island_reach_the_same_function(t) {
        let mut browser = signed_in(&t).await;
        let answer = browser.post("/users/invite", &INVITE).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/users"));
        let page = browser.get("/users").await;
        assert!(page.holds("Invitation to mara@example.org queued"));
        assert!(!browser.get("/users").await.holds("Invitation to mara@example.org queued"), "said once");
        let call = json!({ "email": "bo@example.org", "role": "2", "scope": "client", "client_role": "none" });
        let answer = browser.call("users/invite", &call).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let outcome: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(outcome["Done"]["notice"]["text"], "Invitation to bo@example.org queued");
        let again: serde_json::Value = serde_json::from_str(&browser.call("users/invite", &call).await.body).unwrap();
        assert_eq!(again["Invalid"]["errors"][0]["field"], "email");
        assert_eq!(t.deliver().await.len(), 2);
    }

    async fn errors_of_server_functions_have_their_own_status(t) {
        let mut stranger = Browser::new(&t);
        let answer = stranger.call("users/list", &json!({})).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let mut browser = signed_in(&t).await;
        assert_eq!(browser.call("users/resend", &json!({ "id": 4711 })).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.call("users/resend", &json!({ "id": "x" })).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(browser.call("users/no-such", &json!({})).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.call("users/list", &json!({})).await.status, StatusCode::OK);
        let path = "/_fn/users/list";
        let get = browser.send("GET", path, None, "application/json", None).await;
        assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED, "no server function answers to GET");
    }

    async fn the_whole_way_of_an_invited_person(t) {
        let mut ada = signed_in(&t).await;
        ada.post("/users/invite", &INVITE).await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let mut mara = Browser::new(&t);
        let followed = mara.get(&format!("/invitations/{}", token.reveal())).await;
        let clean = followed.location().to_owned();
        assert_eq!(clean, format!("/invitations/{}", token.hash().handle()));
        assert_eq!(followed.headers[header::REFERRER_POLICY], "no-referrer");
        assert!(mara.get(&clean).await.holds("Join Northwind"));
        let refused = mara.post(&clean, &[("name", "Mara"), ("password", "short")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.holds("short\""), "a password is never echoed");
        let joined = mara.post(&clean, &[("name", "Mara"), ("password", PASSWORD)]).await;
        assert_eq!((joined.status, joined.location()), (StatusCode::SEE_OTHER, "/"));
        assert!(mara.get("/").await.holds("Welcome to Northwind"));
        assert_eq!(mara.get("/users").await.status, StatusCode::FORBIDDEN);
        let mut second = Browser::new(&t);
        second.get(&format!("/invitations/{}", token.reveal())).await;
        let used = second.get(&clean).await;
        assert_eq!(used.status, StatusCode::GONE);
        assert!(used.holds("This invitation has already been used"));
    }

    async fn the_link_of_another_tab_is_not_spent(t) {
        let mut ada = signed_in(&t).await;
        ada.post("/users/invite", &INVITE).await;
        ada.post("/users/invite", &[("email", "bo@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")]).await;
        let mails = t.deliver().await;
        let (first, second) = (token_in(&mails[0], "/invitations/"), token_in(&mails[1], "/invitations/"));
        let mut browser = Browser::new(&t);
        browser.get(&format!("/invitations/{}", first.reveal())).await;
        browser.get(&format!("/invitations/{}", second.reveal())).await;
        let stale = format!("/invitations/{}", first.hash().handle());
        let answer = browser.post(&stale, &[("name", "Mara"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let fresh = format!("/invitations/{}", second.hash().handle());
        let answer = browser.post(&fresh, &[("name", "Bo"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }

    async fn somebody_with_a_password_accepts_signed_in(t) {
        let mut ada = signed_in(&t).await;
        ada.post("/users/invite", &INVITE).await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        // Mara is known from elsewhere: activated, without a membership that is active.
        execute(&t, "UPDATE users SET activated_at = created_at, password_hash = 'x' WHERE email_key = 'mara@example.org'").await;
        let mut mara = Browser::new(&t);
        mara.get(&format!("/invitations/{}", token.reveal())).await;
        let clean = format!("/invitations/{}", token.hash().handle());
        assert!(mara.get(&clean).await.holds("Sign in to accept"));
        let taken_over = mara.post(&clean, &[("name", "Eve"), ("password", PASSWORD)]).await;
        assert_eq!(taken_over.status, StatusCode::CONFLICT, "nobody sets the password of somebody who has one");
        // Ada follows the link that is Mara's.
        ada.get(&format!("/invitations/{}", token.reveal())).await;
        let page = ada.get(&clean).await;
        assert!(page.holds("Sign out and continue as") && page.holds("ada@example.org"));
        let answer = ada.post(&clean, &[]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
    }

    async fn a_session_ends_by_signing_out_idling_and_age(t) {
        let mut browser = signed_in(&t).await;
        let session = browser.cookie("__Host-sid").unwrap().to_owned();
        browser.post("/sign-out", &[]).await;
        assert_eq!(browser.cookie("__Host-sid"), None);
        browser.set_cookie("__Host-sid", &session);
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "an ended session stays ended");
        browser.sign_in("ada@example.org", PASSWORD).await;
        assert_ne!(browser.cookie("__Host-sid"), Some(session.as_str()));
        for _ in 0..3 {
            t.advance(Span::minutes(29));
            assert_eq!(browser.get("/users").await.status, StatusCode::OK);
        }
        t.advance(Span::minutes(30));
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "idle");
        browser.sign_in("ada@example.org", PASSWORD).await;
        for _ in 0..24 {
            t.advance(Span::minutes(29));
            browser.get("/users").await;
        }
        t.advance(Span::minutes(29));
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "twelve hours are over");
    }

    async fn what_was_taken_away_is_gone_at_the_next_request(t) {
        let mut browser = signed_in(&t).await;
        for (take, give, expected) in [
            ("UPDATE memberships SET role_id = 2", "UPDATE memberships SET role_id = 1", StatusCode::FORBIDDEN),
            (
                "UPDATE memberships SET state = 'removed'",
                "UPDATE memberships SET state = 'active'",
                StatusCode::SEE_OTHER,
            ),
            (
                "UPDATE users SET blocked_at = created_at",
                "UPDATE users SET blocked_at = NULL",
                StatusCode::SEE_OTHER,
            ),
        ] {
            assert_eq!(browser.get("/users").await.status, StatusCode::OK);
            execute(&t, take).await;
            assert_eq!(browser.get("/users").await.status, expected, "{take}");
            execute(&t, give).await;
            browser = Browser::new(&t);
            browser.sign_in("ada@example.org", PASSWORD).await;
        }
    }

    async fn a_new_password_ends_every_session(t) {
        let mut browser = signed_in(&t).await;
        let mut other = Browser::new(&t);
        other.post("/forgot-password", &[("email", "ada@example.org")]).await;
        let token = token_in(&t.deliver().await[0], "/reset-password/");
        other.get(&format!("/reset-password/{}", token.reveal())).await;
        let handle = token.hash().handle();
        let answer = other.post("/reset-password", &[("handle", &handle), ("password", "four herons by the weir")]).await;
        assert_eq!(answer.location(), "/sign-in");
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER);
        t.deliver().await;
    }

    async fn the_eleventh_session_ends_the_first(t) {
        // The administrator of the test has the oldest session, so this one is the second.
        t.administrator().await;
        t.advance(Span::seconds(1));
        let mut first = Browser::new(&t);
        first.sign_in("ada@example.org", PASSWORD).await;
        for n in 0..10 {
            t.advance(Span::seconds(1));
            assert_eq!(first.get("/users").await.status, StatusCode::OK, "{n}");
            Browser::new(&t).sign_in("ada@example.org", PASSWORD).await;
        }
        assert_eq!(first.get("/users").await.status, StatusCode::SEE_OTHER);
    }

    async fn signing_in_while_signed_in_makes_a_new_session(t) {
        let mut browser = signed_in(&t).await;
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let again = browser.sign_in("ada@example.org", PASSWORD).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_ne!(browser.cookie("__Host-sid"), Some(before.as_str()));
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
        browser.set_cookie("__Host-sid", &before);
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER);
    }

    async fn no_old_password_outlives_a_reset(t) {
        t.administrator().await;
        for round in 0..4 {
            let old = if round == 0 { PASSWORD.to_owned() } else { format!("{round} herons by the old weir") };
            let new = format!("{} herons by the old weir", round + 1);
            let mut other = Browser::new(&t);
            other.post("/forgot-password", &[("email", "ada@example.org")]).await;
            let mails = t.deliver().await;
            let mail = mails.iter().find(|mail| mail.rendered.text.contains("/reset-password/")).unwrap();
            let token = token_in(mail, "/reset-password/");
            other.get(&format!("/reset-password/{}", token.reveal())).await;
            let handle = token.hash().handle();
            let form = [("handle", handle.as_str()), ("password", new.as_str())];
            let mut browsers: Vec<Browser> = (0..8).map(|_| Browser::new(&t)).collect();
            let tries = futures::future::join_all(browsers.iter_mut().map(|browser| browser.sign_in("ada@example.org", &old)));
            let (reset, _) = futures::future::join(other.post("/reset-password", &form), tries).await;
            assert_eq!(reset.status, StatusCode::SEE_OTHER);
            for browser in &mut browsers {
                assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "round {round}");
            }
            t.deliver().await;
        }
    }

    async fn an_invitation_over_the_limit_keeps_the_form(t) {
        let mut browser = signed_in(&t).await;
        for n in 0..60 {
            let email = format!("m{n}@example.org");
            browser.post("/users/invite", &[("email", email.as_str()), INVITE[1], INVITE[2], INVITE[3]]).await;
        }
        let answer = browser.post("/users/invite", &INVITE).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.holds("The limit is reached.") && answer.holds("mara@example.org"));
        t.deliver().await;
    }

    async fn a_slow_request_cannot_revive_an_ended_session(t) {
        let ada = t.administrator().await;
        let user = ada.principal.as_ref().unwrap().user_id;
        let id_hash = [3; 32];
        let new = sessions::NewSession {
            id_hash,
            user_id: user,
            account_id: ada.principal.as_ref().unwrap().account_id,
            ip: "",
            user_agent: "",
            data: "{}",
        };
        let mut tx = t.app.db.write().await.unwrap();
        sessions::insert(&mut tx, &new, AuthLevel::Password, ada.now).await.unwrap();
        sessions::revoke(&mut tx, &id_hash, ada.now).await.unwrap();
        assert!(!sessions::save(&mut tx, &id_hash, "{}").await.unwrap());
        tx.commit_without_audit("test").await.unwrap();
    }

    async fn another_account_s_rows_do_not_exist(t) {
        let mut browser = signed_in(&t).await;
        browser.post("/users/invite", &INVITE).await;
        browser.get("/users").await;
        t.deliver().await;
        let missing = browser.post("/users/4711/resend", &[]).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        // Mara's membership moves to an account of its own: for Ada it is as if it had never been.
        let uuid = if matches!(t.app.db, Db::Sqlite { .. }) { "randomblob(16)" } else { "gen_random_uuid()" };
        let sql = format!("INSERT INTO accounts (uuid, name, created_at) SELECT {uuid}, 'Southwind', created_at FROM accounts");
        execute(&t, Box::leak(sql.into_boxed_str())).await;
        execute(&t, "UPDATE memberships SET account_id = 2 WHERE id = 2").await;
        let theirs = browser.post("/users/2/resend", &[]).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        assert_eq!(without_own(&theirs.body, "/users/2/"), without_own(&missing.body, "/users/4711/"), "byte for byte");
        assert!(!browser.get("/users").await.holds("mara@example.org"));
        let no_number = browser.post("/users/abc/resend", &[]).await;
        assert_eq!(no_number.status, StatusCode::NOT_FOUND);
    }

    async fn a_hundred_ways_to_post_nonsense_are_no_fault_of_ours(t) {
        let mut browser = signed_in(&t).await;
        let long = "x".repeat(60_000);
        for path in ["/users/invite", "/sign-in", "/forgot-password", "/preferences", "/users/1/resend", "/invitations/0123456789abcdef"] {
            for body in [
                "", "=", "&&&", "email", "email=%", "email=%ff%fe", "email=a&email=b", "email[]=a", "projects=1", "projects[1][2]=3",
                "role=1&scope=project&projects[%00]=User", "\u{0}", "id=1&id=2", "back=//evil.example&theme=dark", &long,
            ] {
                let form = Some(("application/x-www-form-urlencoded", body.to_owned()));
                let answer = browser.send("POST", path, form, "text/html", Some("https://panel.example.org")).await;
                assert!(answer.status.as_u16() < 500, "{path} {body:.40}: {}", answer.status);
            }
            for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
                let form = Some((kind, "{\"email\":1}".to_owned()));
                let answer = browser.send("POST", path, form, "text/html", Some("https://panel.example.org")).await;
                assert!(answer.status.as_u16() < 500, "{path} {kind}: {}", answer.status);
            }
        }
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
    }

    async fn a_foreign_page_cannot_post(t) {
        let mut browser = signed_in(&t).await;
        for origin in [None, Some("https://evil.example"), Some("null"), Some("http://panel.example.org")] {
            let form = Some(("application/x-www-form-urlencoded", "email=m%40example.org&role=2&scope=client&client_role=none".to_owned()));
            let answer = browser.send("POST", "/users/invite", form, "text/html", origin).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin:?}");
        }
        assert!(t.deliver().await.is_empty());
    }
}
