//! Ways around the second step: there is none.

use super::{
    ADA, MARA, Phone, SECOND_STEP, bare, enrol, execute, half, is_live, joined, open, pass, passed, row,
    user_of,
};
use crate::{
    api::Client,
    support::{PASSWORD, TestApp, browser::Browser, on_both_databases, own_id, token_in},
};
use axum::http::StatusCode;
use futures::future::join;
use vestibule::{
    domain::{factor::AuthLevel, role::AccountRole, time::Span},
    panel::controllers::addresses,
    service::{
        self, Error,
        accounts::create_for,
        person, resets,
        second_step::{self, Typed},
        sign_in::{SignedIn, sign_in},
        two_factor,
    },
    store::{Db, factors},
};

on_both_databases! {
    async fn a_half_session_reaches_nothing(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let (mut half, mut nobody) = (Browser::new(&t), Browser::new(&t));
        half.sign_in(ADA, PASSWORD).await;
        let mut asked = 0;
        for (method, path) in addresses() {
            if method != "GET" || path == "/sign-in" || path == SECOND_STEP {
                continue;
            }
            asked += 1;
            let path = path.replace("{id}", "1").replace("{action}", "suspend").replace("{token}", "x").replace("{key}", "x");
            let (own, other) = (half.get(&path).await, nobody.get(&path).await);
            assert_eq!(own.status, other.status, "{path}");
            if own.status == StatusCode::SEE_OTHER {
                let to = own.location();
                assert!(to == other.location() || to.starts_with(SECOND_STEP), "{path}: {to}");
                assert!(to.starts_with("/sign-in") || to == other.location(), "{path}: {to}");
            } else {
                assert_eq!(bare(&own.body), bare(&other.body), "{path}");
            }
        }
        assert!(asked > 40, "{asked}");
        // Nor by a function.
        // What authenticators are asked at sign-in is everybody's to hear, and new each time.
        let spared = [
            "sign-in",
            "sign-in/second-step",
            "sign-in/second-step/options",
            "sign-in/passkey/options",
            "sign-out",
            "preferences",
        ];
        let mut called = 0;
        for (path, _) in leptos::server_fn::axum::server_fn_paths() {
            let name = path.strip_prefix("/_fn/").unwrap();
            if spared.contains(&name) {
                continue;
            }
            called += 1;
            let arguments = serde_json::json!({ "id": 1, "query": "", "action": "suspend", "name": "x", "ids": [1] });
            let (own, other) = (half.call(name, &arguments).await, nobody.call(name, &arguments).await);
            assert_eq!((own.status, own.body), (other.status, other.body), "{name}");
        }
        assert!(called > 40, "{called}");
        assert_eq!(half.get("/sign-in").await.location(), SECOND_STEP);
        assert_eq!(half.get("/sign-in?next=%2Faudit").await.location(), "/sign-in/second-step?next=%2Faudit");
        assert_eq!(half.get("/audit").await.location(), "/sign-in/second-step?next=%2Faudit");
        assert_eq!(half.get(SECOND_STEP).await.status, StatusCode::OK, "it was not spent on the way");
        // It can be given up.
        let id = half.cookie("__Host-sid").unwrap().to_owned();
        assert_eq!(half.post("/sign-out", &[("next", "/sign-in")]).await.location(), "/sign-in");
        half.set_cookie("__Host-sid", &id);
        assert_eq!(half.get(SECOND_STEP).await.location(), "/sign-in");
        // And it ends by itself.
        half.sign_in(ADA, PASSWORD).await;
        t.advance(second_step::HALF_LIFE);
        let code = phone.shows(t.clock_now());
        assert_eq!(half.post(SECOND_STEP, &[("code", &code)]).await.location(), "/sign-in");
    }

    async fn every_way_in_meets_the_second_step(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Administrators).await;
        // Two accounts she may switch between, and one that offers itself.
        let second = create_for(&t.app, &t.anonymous(), "Southwind", Some(MARA)).await.unwrap();
        let third = create_for(&t.app, &t.anonymous(), "Eastwind", Some(ADA)).await.unwrap();
        let own = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        let ada_there = t.as_person(SignedIn { account_id: third, ..own }).await;
        enrol(&t, &mara).await;
        t.deliver().await;
        t.invite(&ada_there, MARA).await;
        let offered = token_in(&t.deliver().await[0], "/invitations/");
        let whole = t.whole_sessions(user_of(&mara)).await;

        let mut ways = 0;
        for way in ["form", "function", "accept", "offer", "switch", "api", "address", "reset", "another cookie"] {
            let mut browser = Browser::new(&t);
            let half = [("email", MARA), ("password", PASSWORD), ("next", "/users")];
            match way {
                "form" => assert_eq!(browser.post("/sign-in", &half).await.status, 303),
                "function" => {
                    let arguments = serde_json::json!({ "email": MARA, "password": PASSWORD, "next": "/users" });
                    let answer = browser.call("sign-in", &arguments).await;
                    assert!(answer.status == 200 && answer.holds("/sign-in/second-step"), "{}", answer.body);
                }
                "accept" => {
                    let page = format!("/invitations/{}", offered.hash().handle());
                    browser.get(&format!("/invitations/{}", offered.reveal())).await;
                    browser.post("/sign-in", &half).await;
                    let handle = offered.hash().handle();
                    for form in [vec![("handle", handle.as_str())], vec![("handle", handle.as_str()), ("name", "M"), ("password", PASSWORD)]] {
                        let answer = browser.post(&page, &form).await;
                        assert!(answer.status != 303 || answer.location().starts_with("/sign-in"), "{}", answer.status);
                    }
                }
                "offer" => {
                    browser.post("/sign-in", &half).await;
                    for id in 1..20 {
                        let answer = browser.call("invitations/accept-offer", &serde_json::json!({ "id": id })).await;
                        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
                    }
                }
                "switch" => {
                    browser.post("/sign-in", &half).await;
                    for id in [second, third] {
                        let answer = browser.call("accounts/switch", &serde_json::json!({ "id": id.0 })).await;
                        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
                    }
                }
                "api" => {
                    // A half session is no credential of a program, however it is shown.
                    browser.post("/sign-in", &half).await;
                    assert_eq!(browser.get(SECOND_STEP).await.status, StatusCode::OK);
                    let id = browser.cookie("__Host-sid").unwrap();
                    let shown = [
                        ("cookie", format!("__Host-sid={id}")),
                        ("authorization", format!("Bearer {id}")),
                        ("authorization", format!("APIKey {id}")),
                        ("authorization", format!("APIKey 1_{id}")),
                    ];
                    for (method, path) in vestibule::api::addresses() {
                        let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
                        let path = parts.collect::<Vec<_>>().join("/");
                        for (name, value) in &shown {
                            let client = Client::nobody(&t).and(name, value);
                            let said = client.send(method.as_str(), &path, Some("{}".into())).await;
                            assert_eq!(said.status, StatusCode::UNAUTHORIZED, "{method} {path} {name}: {}", said.body);
                        }
                    }
                }
                "address" => {
                    // Asked for while she was signed in; the link is followed by somebody who is not.
                    service::address_change::ask(&t.app, &t.later(&mara), "mara@elsewhere.example", PASSWORD, own_id(&mara)).await.unwrap();
                    let mails = t.deliver().await;
                    let link = token_in(mails.iter().find(|mail| mail.to == "mara@elsewhere.example").unwrap(), "/account/email/");
                    browser.get(&format!("/account/email/{}", link.reveal())).await;
                    let answer = browser.post("/account/email", &[("handle", &link.hash().handle())]).await;
                    assert_eq!(answer.status, 303, "{}", answer.body);
                }
                "reset" => {
                    let email = "mara@elsewhere.example";
                    t.deliver().await;
                    resets::ask(&t.app, &t.anonymous(), email).await.unwrap();
                    let mails = t.deliver().await;
                    let link = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/reset-password/");
                    browser.get(&format!("/reset-password/{}", link.reveal())).await;
                    let form = [("handle", link.hash().handle()), ("password", "nine harbours in the fog".into())];
                    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    assert_eq!(browser.post("/reset-password", &form).await.status, 303);
                    let answer = browser.sign_in(email, "nine harbours in the fog").await;
                    assert_eq!(answer.location(), SECOND_STEP);
                }
                _ => {
                    // A cookie of one's own making.
                    browser.set_cookie("__Host-sid", "AAAAAAAAAAAAAAAAAAAAAA");
                    browser.post(SECOND_STEP, &[("code", "000000")]).await;
                }
            }
            ways += 1;
            let to = browser.get("/users").await;
            assert!(to.status == 303 && to.location().starts_with("/sign-in"), "{way}: {}", to.status);
            let live = t.whole_sessions(user_of(&mara)).await;
            assert!(live <= whole, "{way}: {live} of {whole}");
        }
        assert_eq!(ways, 9);
        let mut tx = t.app.db.read().await.unwrap();
        assert!(factors::guards(&mut tx, user_of(&mara)).await.unwrap(), "no way took it away");
    }

    async fn a_session_is_worth_what_it_was_proven_by(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let own = passed(&t, ADA, &phone).await;
        assert!(is_live(&t, &own).await && is_live(&t, &ada).await);
        // Whatever might leave one behind: a password alone opens nothing of who has more.
        execute(&t, "UPDATE sessions SET auth_level = 'password'").await;
        assert!(!is_live(&t, &own).await && !is_live(&t, &ada).await);
    }

    async fn half_sessions_push_no_whole_one_out(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let whole = passed(&t, ADA, &phone).await;
        let mut first = None;
        for _ in 0..11 {
            let half = half(&t, ADA).await;
            first.get_or_insert(half);
            t.advance(Span::seconds(1));
        }
        assert!(is_live(&t, &whole).await);
        let first = first.unwrap();
        let code = phone.shows(t.clock_now());
        assert!(matches!(pass(&t, &first, Typed::Code(&code)).await, Err(Error::SignedOut)), "the eleventh ends the first");
        // Whoever looks at the person sees no half one.
        let seen = person::person(&t.app, &t.later(&whole), whole.principal.as_ref().unwrap().membership_id).await.unwrap();
        assert_eq!(seen.sessions.len(), 2, "Ada's first one, in which it was turned on, and this");
    }

    async fn a_new_password_gets_nobody_around_it(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        t.deliver().await;
        // By the mailed link: the half sessions of before end, and the new password is half of it.
        let before = half(&t, ADA).await;
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/reset-password/");
        let mut browser = Browser::new(&t);
        browser.get(&format!("/reset-password/{}", link.reveal())).await;
        let new = "nine harbours in the fog";
        let answer = browser.post("/reset-password", &[("handle", &link.hash().handle()), ("password", new)]).await;
        assert_eq!(answer.location(), "/sign-in");
        assert_eq!(browser.get("/users").await.location(), "/sign-in?next=%2Fusers");
        let code = phone.shows(t.clock_now());
        assert!(matches!(pass(&t, &before, Typed::Code(&code)).await, Err(Error::SignedOut)));
        let answer = browser.sign_in(ADA, new).await;
        assert_eq!(answer.location(), SECOND_STEP);
        assert_eq!(browser.post(SECOND_STEP, &[("code", &code)]).await.status, 303);
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
        // By changing it: likewise.
        let who = sign_in(&t.app, &t.anonymous(), ADA, new).await.unwrap();
        let (level, id) = open(&t.app, t.clock_now(), &who).await;
        assert_eq!(level, Some(AuthLevel::Half));
        let answer = browser
            .post("/account/password", &[("current_password", new), ("new_password", PASSWORD)])
            .await;
        assert_eq!(answer.location(), "/account/password");
        assert!(second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().is_none());
        assert_eq!(open(&t.app, t.clock_now(), &who).await.0, None, "nor by a proof of before");
    }

    async fn an_invitation_gets_nobody_around_it_and_survives_it(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let (phone, _) = enrol(&t, &mara).await;
        let there = create_for(&t.app, &t.anonymous(), "Southwind", Some(ADA)).await.unwrap();
        let own = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        let ada_there = t.as_person(SignedIn { account_id: there, ..own }).await;
        t.deliver().await;
        t.invite(&ada_there, MARA).await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        let mut browser = Browser::new(&t);
        let page = format!("/invitations/{}", link.hash().handle());
        assert_eq!(browser.get(&format!("/invitations/{}", link.reveal())).await.location(), page);
        assert_eq!(
            browser.post("/sign-in", &[("email", MARA), ("password", PASSWORD), ("next", &page)]).await.location(),
            format!("/sign-in/second-step?next={}", page.replace('/', "%2F"))
        );
        // Who merely invited her learns nothing of it.
        assert!(!row(&t, &ada_there, MARA).await.two_factor);
        // Neither as a new person nor as the one signed in.
        let form = [("handle", link.hash().handle()), ("name", "Mara".into()), ("password", PASSWORD.into())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = browser.post(&page, &form).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.holds("Sign in"));
        assert_eq!(browser.get("/invitations").await.location(), "/sign-in/second-step?next=%2Finvitations");
        assert!(browser.get(&page).await.holds("Sign in"));
        let code = phone.shows(t.clock_now());
        assert_eq!(browser.post(SECOND_STEP, &[("code", &code), ("next", &page)]).await.location(), page);
        let joined = browser.post(&page, &[("handle", &link.hash().handle())]).await;
        assert_eq!((joined.status, joined.location()), (StatusCode::SEE_OTHER, "/"));
        // The account she has just joined knows of her second factor.
        assert!(row(&t, &ada_there, MARA).await.two_factor);
        t.counts_are_true().await;
    }

    async fn who_belongs_to_no_account_waits_only_behind_it(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let (phone, _) = enrol(&t, &mara).await;
        service::member_actions::remove(&t.app, &t.later(&ada), id, false).await.unwrap();
        t.advance(Span::minutes(1));
        t.invite(&t.later(&ada), MARA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(MARA, PASSWORD).await;
        assert_eq!(browser.get("/invitations").await.location(), "/sign-in/second-step?next=%2Finvitations");
        let code = phone.shows(t.clock_now());
        assert_eq!(browser.post(SECOND_STEP, &[("code", &code)]).await.location(), "/invitations");
        assert!(browser.get("/invitations").await.holds("Northwind"));
        assert_eq!(browser.get("/projects").await.location(), "/sign-in?next=%2Fprojects");
    }

    async fn no_sign_in_under_way_escapes_turning_it_on(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        let who = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        for round in 0..40 {
            let own = t.later(&ada);
            two_factor::begin(&t.app, &own, PASSWORD, own_id(&own)).await.unwrap();
            let phone = Phone::of(&two_factor::begun(&t.app, &own).await.unwrap().unwrap().key);
            let code = phone.shows(own.now);
            let turning_on = async {
                loop {
                    match two_factor::confirm(&t.app, &own, &code, own_id(&own)).await {
                        Err(Error::Busy(_)) => {}
                        result => break result,
                    }
                }
            };
            let (codes, (level, id)) = join(turning_on, open(&t.app, t.clock_now(), &who)).await;
            let codes = codes.unwrap();
            assert!(level.is_some() && !t.is_live(&id).await, "round {round}: {level:?}");
            assert!(is_live(&t, &own).await);
            two_factor::turn_off(&t.app, &own, PASSWORD, &codes[0].reveal(), own_id(&own)).await.unwrap();
        }
    }
}

/// Whoever takes somebody's access away holds the membership and then ends the sessions; letting somebody in goes the same
/// way, so that neither waits for the other. What waits for what shows only where several write at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_step_waits_for_no_membership_with_its_session_held() {
    let Some(t) = TestApp::on_postgres().await else { return };
    let Db::Postgres(pool) = t.app.db.clone() else { panic!() };
    let ada = t.administrator().await;
    let (phone, _) = enrol(&t, &ada).await;
    let half = half(&t, ADA).await;
    let mut other = pool.begin().await.unwrap();
    sqlx::query("UPDATE memberships SET last_seen_at = last_seen_at").execute(&mut *other).await.unwrap();
    let passing = tokio::spawn({
        let (app, nobody, code) = (t.app.clone(), t.anonymous(), phone.shows(t.clock_now()));
        async move { second_step::pass(&app, &nobody, &half, Typed::Code(&code), [7; 32]).await }
    });
    let waits = async || {
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let now: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        now > 0
    };
    while !waits().await {}
    sqlx::query("UPDATE sessions SET revoked_at = seen_at").execute(&mut *other).await.unwrap();
    other.commit().await.unwrap();
    let passed = passing.await.unwrap();
    assert!(matches!(passed, Err(Error::SignedOut)), "{passed:?}");
    assert!(!t.is_live(&[7; 32]).await);
    // Nothing was taken: the same code lets in out of another half session.
    let again = super::half(&t, ADA).await;
    pass(&t, &again, Typed::Code(&phone.shows(t.clock_now()))).await.unwrap();
}
