//! The page of one person, editing, and the questions before the actions of a row: plain forms and server functions through
//! the real router.

use crate::support::{
    PASSWORD, TestApp, accept_new,
    browser::{Answer, Browser},
    invite_form, on_both_databases, token_in,
};
use axum::http::StatusCode;
use serde_json::json;
use vestibule::{
    domain::{member::MembershipState, role::AccountRole, time::Span},
    service::{
        Ctx,
        api_tokens::{self, NewToken},
        invitations::{Invite, invite},
    },
    store::Db,
};

const ACTIONS: [&str; 7] = ["resend", "copy-link", "sign-out", "suspend", "restore", "revoke", "delete"];
pub const TOKENS: &str = "You can't remove the user as they have active tokens.";
pub const ONESELF: &str = "You cannot do this to yourself. Ask another administrator.";

pub async fn signed_in(t: &TestApp) -> (Ctx, Browser) {
    let ada = t.administrator().await;
    let mut browser = Browser::new(t);
    browser.sign_in("ada@example.org", PASSWORD).await;
    (ada, browser)
}

/// Somebody who has been invited and nothing more; the number of the membership.
pub async fn invited(t: &TestApp, ada: &Ctx, email: &str) -> i64 {
    t.invite(&t.later(ada), email).await.membership_id.0
}

/// Somebody who has joined.
pub async fn joined(t: &TestApp, ada: &Ctx, email: &str, name: &str, role: AccountRole) -> i64 {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    let issued = invite(&t.app, &t.later(ada), &form).await.unwrap();
    let mails = t.deliver().await;
    let token = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/");
    accept_new(&t.app, &t.anonymous(), token.hash(), name, PASSWORD).await.unwrap();
    t.deliver().await;
    issued.membership_id.0
}

pub async fn mara(t: &TestApp, ada: &Ctx) -> i64 {
    joined(t, ada, "mara@example.org", "Mara Lind", AccountRole::Engineers).await
}

pub async fn give_token(t: &TestApp, email: &str) {
    let form = NewToken {
        email: email.into(),
        account: 1,
        role: AccountRole::Users.name().into(),
        name: "nightly run".into(),
    };
    api_tokens::create(&t.app, &t.anonymous(), &form).await.unwrap();
}

async fn execute(t: &TestApp, sql: String) {
    let sql = sqlx::AssertSqlSafe(sql);
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ()).unwrap(),
        Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap(),
    }
}

/// A page without what is its own by nature: the address asked for and the nonces.
fn without_own(body: &str, id: i64) -> String {
    let mut parts = body.split("nonce=\"");
    let mut rest = parts.next().unwrap().replace(&format!("/users/{id}"), "/users/N");
    for part in parts {
        rest.push_str(part.split_once('"').unwrap().1);
    }
    rest
}

/// Posts, and says what the Users page says of it.
pub async fn done(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> String {
    let answer = browser.post(path, form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/users"), "{path}");
    let page = browser.get("/users").await;
    let notices = page.body.split_once("id=\"notices\"").unwrap().1;
    notices.split_once("<p>").unwrap().1.split_once("</p>").unwrap().0.to_owned()
}

const EDIT: [(&str, &str); 5] =
    [("name", "Mara Voss"), ("language", "de"), ("role", "5"), ("scope", "client"), ("client_role", "none")];

pub fn with<'a>(form: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more).copied().collect()
}

on_both_databases! {
    async fn the_page_shows_everything_about_one_person(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        give_token(&t, "mara@example.org").await;
        Browser::new(&t).sign_in("mara@example.org", PASSWORD).await;
        let page = browser.get(&format!("/users/{id}")).await;
        assert_eq!(page.status, StatusCode::OK);
        for shown in [
            "Mara Lind", "mara@example.org", "ID 2", "Engineers", "English", "Active", "Default: no access", "Ada Kern",
            "Accepted by the mail server", "nightly run", "not used yet", "Unknown browser", "Already accepted",
            "href=\"/users/2/suspend\"", "href=\"/users/2/edit\"", "href=\"/users/2/delete\"", "href=\"/users/2/sign-out\"",
            "id=\"access\"",
        ] {
            assert!(page.holds(shown), "{shown}");
        }
        for absent in ["href=\"/users/2/revoke\"", "action=\"/users/2/resend\"", ">You<"] {
            assert!(!page.holds(absent), "{absent}");
        }
        let own = browser.get("/users/1").await;
        for shown in [">You<", "Project administrator through the account role", "Not for yourself: another administrator can"] {
            assert!(own.holds(shown), "{shown}");
        }
    }

    async fn the_page_of_somebody_invited_follows_the_mail(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = invited(&t, &ada, "mara@example.org").await;
        let path = format!("/users/{id}");
        let page = browser.get(&path).await;
        assert!(page.holds("Waits to be sent") && page.holds("Link ends") && page.holds("Not accepted yet"));
        t.deliver().await;
        assert!(browser.get(&path).await.holds("Accepted by the mail server"));
        t.advance(Span::hours(25));
        browser.sign_in("ada@example.org", PASSWORD).await;
        assert!(browser.get(&path).await.holds("Link ended"));
        done(&mut browser, &format!("{path}/revoke"), &[]).await;
        let page = browser.get(&path).await;
        assert!(page.holds("Withdrawn") && page.holds("No longer in this account"));
    }

    async fn an_invitation_is_resent_copied_and_revoked(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = invited(&t, &ada, "mara@example.org").await;
        t.deliver().await;
        t.advance(Span::seconds(61));
        for (action, heading) in [
            ("resend", "Resend the invitation to mara@example.org?"),
            ("copy-link", "Make a new link for mara@example.org?"),
            ("revoke", "Revoke the invitation of mara@example.org?"),
        ] {
            let page = browser.get(&format!("/users/{id}/{action}")).await;
            assert_eq!(page.status, StatusCode::OK, "{action}");
            assert!(page.holds(heading) && page.holds(">Cancel</a>"), "{action}");
        }
        assert!(t.deliver().await.is_empty(), "a question sends nothing");
        let said = done(&mut browser, &format!("/users/{id}/resend"), &[]).await;
        assert_eq!(said, "Invitation to mara@example.org queued");
        assert_eq!(t.deliver().await.len(), 1);
        let said = done(&mut browser, &format!("/users/{id}/copy-link"), &[]).await;
        assert!(said.starts_with("The link for mara@example.org is ready."));
        let said = done(&mut browser, &format!("/users/{id}/revoke"), &[]).await;
        assert_eq!(said, "The invitation of mara@example.org is withdrawn.");
        let again = browser.get(&format!("/users/{id}/revoke")).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.holds("No longer in this account") && !again.holds("button-danger-fill"));
    }

    async fn somebody_is_signed_out_suspended_restored_and_removed(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let mut theirs = Browser::new(&t);
        theirs.sign_in("mara@example.org", PASSWORD).await;
        assert_eq!(theirs.get("/").await.status, StatusCode::OK);

        assert!(browser.get(&format!("/users/{id}/sign-out")).await.holds("Sign Mara Lind out everywhere?"));
        assert_eq!(theirs.get("/").await.status, StatusCode::OK, "a question ends nothing");
        let said = done(&mut browser, &format!("/users/{id}/sign-out"), &[]).await;
        assert_eq!(said, "Mara Lind is signed out: 1 session ended.");
        assert_eq!(theirs.get("/").await.status, StatusCode::SEE_OTHER);
        let said = done(&mut browser, &format!("/users/{id}/sign-out"), &[]).await;
        assert_eq!(said, "Mara Lind was not signed in anywhere.");

        theirs.sign_in("mara@example.org", PASSWORD).await;
        assert!(browser.get(&format!("/users/{id}/suspend")).await.holds("Suspend Mara Lind?"));
        assert_eq!(done(&mut browser, &format!("/users/{id}/suspend"), &[]).await, "Mara Lind is suspended.");
        assert_eq!(theirs.get("/").await.status, StatusCode::SEE_OTHER);
        let page = browser.get(&format!("/users/{id}")).await;
        assert!(page.holds("Suspended") && page.holds("action=\"/users/2/restore\"") && !page.holds("/users/2/suspend"));
        assert!(browser.get(&format!("/users/{id}/restore")).await.holds("Restore Mara Lind?"));
        assert_eq!(done(&mut browser, &format!("/users/{id}/restore"), &[]).await, "Mara Lind is restored.");

        theirs.sign_in("mara@example.org", PASSWORD).await;
        let plan = browser.get(&format!("/users/{id}/delete")).await;
        for shown in ["Remove Mara Lind?", ">Remove Mara Lind</button>", ">Cancel</a>", "Sessions that end (1)"] {
            assert!(plan.holds(shown), "{shown}");
        }
        assert_eq!(theirs.get("/").await.status, StatusCode::OK, "a plan removes nobody");
        assert_eq!(done(&mut browser, &format!("/users/{id}/delete"), &[]).await, "Mara Lind is removed.");
        assert_eq!(theirs.get("/").await.status, StatusCode::SEE_OTHER);
        let membership = t.membership(&ada, vestibule::domain::ids::MembershipId(id)).await;
        assert_eq!(membership.state, MembershipState::Removed);
    }

    async fn whoever_signs_out_everywhere_signs_in_again(t) {
        let (_, mut browser) = signed_in(&t).await;
        assert!(browser.get("/users/1/sign-out").await.holds("Sign Ada Kern out everywhere?"));
        let answer = browser.post("/users/1/sign-out", &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/users"));
        assert!(browser.get("/users").await.location().starts_with("/sign-in"));
        browser.sign_in("ada@example.org", PASSWORD).await;
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
    }

    async fn tokens_stand_in_the_way_of_a_removal(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let path = format!("/users/{id}/delete");
        assert!(!browser.get(&path).await.holds(TOKENS));
        // The plan was looked at before there was a token.
        give_token(&t, "mara@example.org").await;
        let refused = browser.post(&path, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.body.matches(TOKENS).count(), 1);
        let plan = browser.get(&path).await;
        for shown in [TOKENS, "nightly run", "not used yet", "Delete these tokens and remove Mara Lind", "name=\"with_tokens\""] {
            assert!(plan.holds(shown), "{shown}");
            assert!(refused.holds(shown), "{shown}");
        }
        assert_eq!(done(&mut browser, &path, &[("with_tokens", "1")]).await, "Mara Lind is removed.");
        assert!(browser.get(&format!("/users/{id}")).await.holds("No active tokens."));
    }

    async fn a_removal_says_what_becomes_ownerless(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let form = with(&EDIT, &[("scope", "project"), ("projects[1]", "ProjectAdministrator")]);
        done(&mut browser, &format!("/users/{id}/edit"), &form).await;
        let plan = browser.get(&format!("/users/{id}/delete")).await;
        assert!(plan.holds("Projects with no other project administrator") && plan.holds("<li>Default</li>"));
        let bulk = browser.post("/users/bulk", &[("ids[]", "2"), ("action", "delete")]).await;
        assert!(bulk.holds("The only project administrator of Default"));
    }

    async fn what_cannot_be_done_is_said(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let pending = invited(&t, &ada, "bo@example.org").await;
        let active = mara(&t, &ada).await;
        for (id, action, reason) in [
            (pending, "suspend", "Not accepted yet"),
            (pending, "restore", "Not accepted yet"),
            (pending, "sign-out", "Not accepted yet"),
            (active, "resend", "Already accepted"),
            (active, "copy-link", "Already accepted"),
            (active, "revoke", "Already accepted"),
            (active, "restore", "Not suspended"),
        ] {
            let path = format!("/users/{id}/{action}");
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
            assert!(page.holds(reason) && page.holds("Back to Users"), "{path}");
            let said = done(&mut browser, &path, &[]).await;
            assert!(said.starts_with("This can no longer be done"), "{path}: {said}");
        }
        for action in ["suspend", "delete"] {
            let path = format!("/users/1/{action}");
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
            assert!(page.holds("Not for yourself: another administrator can"));
            let refused = browser.post(&path, &[]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(refused.holds(ONESELF) && refused.holds("role=\"alert\""));
        }
        for path in ["/users/1/promote", "/users/abc", "/users/abc/edit", "/users/abc/delete", "/users/99999999999999999999"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/users/1/promote", "/users/abc/edit", "/users/abc/delete", "/users/abc/suspend"] {
            assert_eq!(browser.post(path, &EDIT).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn a_person_is_edited(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let path = format!("/users/{id}/edit");
        let page = browser.get(&path).await;
        for shown in ["Edit Mara Lind", ">Save changes</button>", "value=\"Mara Lind\"", "Role in Default"] {
            assert!(page.holds(shown), "{shown}");
        }
        assert!(!page.holds("name=\"email\"") && !page.holds("id=\"locked-why\""));

        let wrong = with(&EDIT, &[("language", "xx"), ("scope", "project"), ("role", "999"), ("name", "<b>")]);
        let refused = browser.post(&path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for shown in ["value=\"&lt;b&gt;\"", "Choose a role in at least one project.", "role=\"alert\"", "Edit Mara Lind"] {
            assert!(refused.holds(shown), "{shown}");
        }
        let membership = vestibule::domain::ids::MembershipId(id);
        assert_eq!(t.membership(&ada, membership).await.name, "Mara Lind", "nothing is half done");

        assert_eq!(done(&mut browser, &path, &with(&EDIT, &[("role", "2")])).await, "The changes to Mara Voss are saved.");
        let row = t.membership(&ada, membership).await;
        assert_eq!((row.name.as_str(), row.role, row.language.code()), ("Mara Voss", AccountRole::Users, "de"));

        let form = with(&EDIT, &[("scope", "project"), ("projects[1]", "Observer")]);
        done(&mut browser, &path, &form).await;
        let page = browser.get(&path).await;
        assert!(page.body.contains("<option value=\"Observer\" selected"), "the role in the project is chosen");
        assert!(browser.get(&format!("/users/{id}")).await.holds("Default: Observer through a role in the project"));
    }

    async fn an_edit_over_another_s_gives_nothing_back(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = invited(&t, &ada, "mara@exmaple.org").await;
        let membership = vestibule::domain::ids::MembershipId(id);
        let path = format!("/users/{id}/edit");
        let seen = |page: &Answer| page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let old = seen(&browser.get(&path).await);
        // Meanwhile another administrator takes the role away and turns the invitation to the right address.
        let other = with(&EDIT, &[("email", "mara@example.org"), ("role", "5"), ("name", "Mara"), ("seen", &old)]);
        done(&mut browser, &path, &other).await;

        let stale = with(&EDIT, &[("email", "mara@exmaple.org"), ("role", "1"), ("name", "Mara Voss"), ("seen", &old)]);
        // As the old form would have sent it: only the name was touched.
        let role = old.split('&').find_map(|pair| pair.strip_prefix("role=")).unwrap().to_owned();
        let stale = with(&stale, &[("role", &role)]);
        let refused = browser.post(&path, &stale).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("Somebody else has changed this person since you opened the page."));
        let row = t.membership(&ada, membership).await;
        assert_eq!((row.name.as_str(), row.role), ("Mara", AccountRole::from_id(5).unwrap()), "nothing is done");
        // The form has the own change, and everything else as it is now.
        for shown in ["value=\"Mara Voss\"", "value=\"mara@example.org\""] {
            assert!(refused.holds(shown), "{shown}");
        }
        let now = seen(&refused);
        assert_ne!(now, old);
        assert!(refused.body.split("name=\"role\" value=\"5\"").nth(1).unwrap().split('>').next().unwrap().contains("checked"));
        let again = with(&EDIT, &[("email", "mara@example.org"), ("role", "5"), ("name", "Mara Voss"), ("seen", &now)]);
        assert_eq!(done(&mut browser, &path, &again).await, "The changes to Mara Voss are saved.");
        let row = t.membership(&ada, membership).await;
        assert_eq!((row.name.as_str(), row.role), ("Mara Voss", AccountRole::from_id(5).unwrap()));
    }

    async fn one_s_own_role_is_for_others_to_change(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let page = browser.get("/users/1/edit").await;
        let locked = page.body.split("<fieldset").find(|tag| tag.contains("locked")).unwrap();
        assert!(locked.split('>').next().unwrap().contains("disabled") && page.holds("Ask another administrator."));
        // What a browser sends of it, and what it never would.
        let own = &[("name", "Ada K."), ("language", "en")];
        assert_eq!(done(&mut browser, "/users/1/edit", own).await, "The changes to Ada K. are saved.");
        done(&mut browser, "/users/1/edit", &with(&EDIT, &[("role", "2")])).await;
        let row = t.membership(&ada, vestibule::domain::ids::MembershipId(1)).await;
        assert_eq!((row.role, row.client_administrator), (AccountRole::Administrators, true));
        let refused = browser.post("/users/1/edit", &[("name", ""), ("language", "en")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let role = refused.body.split("name=\"role\" value=\"1\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(role.contains("checked"), "the role in force stays shown");
    }

    async fn an_open_invitation_can_be_sent_to_another_address(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = invited(&t, &ada, "mara@exmaple.org").await;
        let old = token_in(&t.deliver().await[0], "/invitations/");
        let path = format!("/users/{id}/edit");
        assert!(browser.get(&path).await.holds("value=\"mara@exmaple.org\""));
        let refused = browser.post(&path, &with(&EDIT, &[("email", "ada@example.org")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("This person is already here."));
        let said = done(&mut browser, &path, &with(&EDIT, &[("email", "mara@example.org")])).await;
        assert!(said.contains("A new invitation to mara@example.org is queued"), "{said}");
        let mails = t.deliver().await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["mara@example.org"]);
        let dead = Browser::new(&t).get(&format!("/invitations/{}", old.reveal())).await;
        assert_eq!(dead.status, StatusCode::SEE_OTHER);

        let mut without = Browser::at(&t.without_mail());
        without.sign_in("ada@example.org", PASSWORD).await;
        without.post(&path, &with(&EDIT, &[("email", "mara.lind@example.org")])).await;
        assert!(without.get("/users").await.holds("/invitations/"), "the link is handed over");
    }

    async fn whoever_was_removed_meanwhile_cannot_be_edited(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        done(&mut browser, &format!("/users/{id}/delete"), &[]).await;
        let path = format!("/users/{id}/edit");
        for answer in [browser.get(&path).await, browser.post(&path, &EDIT).await] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(answer.holds("No longer in this account") && !answer.holds("Save changes"));
        }
    }

    async fn what_belongs_to_another_account_does_not_exist(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let uuid = if matches!(t.app.db, Db::Sqlite { .. }) { "randomblob(16)" } else { "gen_random_uuid()" };
        execute(&t, format!("INSERT INTO accounts (uuid, name, created_at) SELECT {uuid}, 'Southwind', created_at FROM accounts")).await;
        execute(&t, format!("UPDATE memberships SET account_id = 2 WHERE id = {id}")).await;
        let mut paths: Vec<String> = ACTIONS.iter().map(|action| format!("/{action}")).collect();
        paths.extend([String::new(), "/edit".into()]);
        for path in paths {
            let theirs = browser.get(&format!("/users/{id}{path}")).await;
            let missing = browser.get(&format!("/users/4711{path}")).await;
            assert_eq!((theirs.status, missing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{path}");
            assert_eq!(without_own(&theirs.body, id), without_own(&missing.body, 4711), "{path}");
            if path.is_empty() {
                continue;
            }
            let theirs = browser.post(&format!("/users/{id}{path}"), &EDIT).await;
            let missing = browser.post(&format!("/users/4711{path}"), &EDIT).await;
            assert_eq!((theirs.status, missing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{path}");
            assert_eq!(without_own(&theirs.body, id), without_own(&missing.body, 4711), "{path}");
        }
        for action in ACTIONS {
            let theirs = browser.call("users/confirm", &json!({ "id": id, "action": action })).await;
            let missing = browser.call("users/confirm", &json!({ "id": 4711, "action": action })).await;
            assert_eq!((theirs.status, &theirs.body), (StatusCode::NOT_FOUND, &missing.body), "{action}");
        }
        for action in ["resend", "role", "delete"] {
            let form = [("ids[]", id.to_string()), ("action", action.to_owned()), ("role", "2".to_owned())];
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.post("/users/bulk", &form).await;
            assert!(!answer.holds("Mara") && !answer.holds("mara@"), "{action}");
        }
    }

    async fn only_administrators_get_anywhere(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        let mut theirs = Browser::new(&t);
        theirs.sign_in("mara@example.org", PASSWORD).await;
        let mut nobody = Browser::new(&t);
        for path in ACTIONS.iter().chain(&["edit"]) {
            let path = format!("/users/{id}/{path}");
            assert_eq!(theirs.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(theirs.post(&path, &EDIT).await.status, StatusCode::FORBIDDEN, "{path}");
            assert!(nobody.get(&path).await.location().starts_with("/sign-in?next="), "{path}");
            assert!(nobody.post(&path, &EDIT).await.location().starts_with("/sign-in?next="), "{path}");
        }
        assert_eq!(theirs.get(&format!("/users/{id}")).await.status, StatusCode::FORBIDDEN);
        for path in ["/users/bulk/role", "/users/bulk/delete"] {
            let form = [("ids[]", "1"), ("role", "2")];
            assert_eq!(theirs.post(path, &form).await.status, StatusCode::FORBIDDEN, "{path}");
            assert!(nobody.post(path, &form).await.location().starts_with("/sign-in?next="), "{path}");
        }
        for action in ["resend", "role", "delete"] {
            let form = [("ids[]", "1"), ("action", action)];
            assert_eq!(theirs.post("/users/bulk", &form).await.status, StatusCode::FORBIDDEN, "{action}");
        }
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
    }

    async fn islands_reach_the_same_functions(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let id = mara(&t, &ada).await;
        give_token(&t, "mara@example.org").await;
        for action in ACTIONS {
            let answer = browser.call("users/confirm", &json!({ "id": id, "action": action })).await;
            assert_eq!(answer.status, StatusCode::OK, "{action}");
            let html: String = serde_json::from_str(&answer.body).unwrap();
            for shown in [
                "<h2 id=\"confirm-heading\">".to_owned(),
                format!("action=\"/users/{id}/{action}\""),
                format!("data-action=\"{action}\""),
                format!("data-id=\"{id}\""),
                "data-action=\"cancel\"".to_owned(),
            ] {
                assert!(html.contains(&shown), "{action}: {shown}");
            }
            assert!(!html.contains("<h1"), "{action}");
        }
        for action in ["edit", "promote", ""] {
            let answer = browser.call("users/confirm", &json!({ "id": id, "action": action })).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
        let outcome = |answer: Answer| -> serde_json::Value { serde_json::from_str(&answer.body).unwrap() };
        let refused = outcome(browser.call("users/delete", &json!({ "id": id })).await);
        assert_eq!(refused["Invalid"]["errors"][0], json!({ "field": "form", "message": TOKENS }));
        let said = |value: &serde_json::Value| value["Done"]["notice"]["text"].as_str().unwrap_or_default().to_owned();
        for (name, arguments, expected) in [
            ("users/suspend", json!({ "id": id }), "Mara Lind is suspended."),
            ("users/restore", json!({ "id": id }), "Mara Lind is restored."),
            ("users/sign-out", json!({ "id": id }), "Mara Lind was not signed in anywhere."),
            (
                "users/edit",
                json!({ "id": id, "name": "Mara Voss", "language": "de", "role": "5", "scope": "client", "client_role": "none" }),
                "The changes to Mara Voss are saved.",
            ),
            ("users/delete", json!({ "id": id, "with_tokens": "1" }), "Mara Voss is removed."),
        ] {
            assert_eq!(said(&outcome(browser.call(name, &arguments).await)), expected, "{name}");
        }
        assert_eq!(browser.call("users/delete", &json!({ "id": id })).await.status, StatusCode::CONFLICT);
        let report = outcome(browser.call("users/bulk-role", &json!({ "ids": [1, id], "role": "2" })).await);
        assert_eq!(report["lines"].as_array().unwrap().len(), 2);
        assert_eq!(report["lines"][0], json!({ "name": "Ada Kern", "done": false, "text": ONESELF }));
    }
}
