//! Who calls: tokens, and what a token may at this moment.

use super::{Client, account_of, ada, joined, token, user_of};
use crate::support::{PASSWORD, browser::Browser, database::execute, on_both_databases};
use vestibule::{
    domain::{
        access::Holder,
        field::{Fault, Field, FieldErrors},
        ids::ApiTokenId,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    service::{
        Ctx, Error, Via,
        api_tokens::{self, TokenForm},
        member_actions, member_edit, own_sessions, requirement,
        sessions::Proven,
        step_up,
        token_sign_in::{self, Given},
    },
    store::{self, members},
};

const REMOVE_NEWEST: &str =
    "UPDATE memberships SET state = 'removed' WHERE id = (SELECT max(id) FROM memberships)";
const END_NEWEST: &str =
    "UPDATE memberships SET access_ends_at = created_at WHERE id = (SELECT max(id) FROM memberships)";
const LOWER_NEWEST: &str = "UPDATE memberships SET role_id = 5 WHERE id = (SELECT max(id) FROM memberships)";
const DELETE_NEWEST: &str =
    "UPDATE api_tokens SET deleted_at = created_at WHERE id = (SELECT max(id) FROM api_tokens)";
const EXPIRE_NEWEST: &str =
    "UPDATE api_tokens SET expires_at = created_at WHERE id = (SELECT max(id) FROM api_tokens)";

async fn membership(
    t: &crate::support::TestApp,
    ada: &Ctx,
    user: vestibule::domain::ids::UserId,
) -> members::MembershipRow {
    let mut tx = t.app.db.read().await.unwrap();
    let account = ada.principal.as_ref().unwrap().account_id;
    members::find_by_user(&mut tx, account, user).await.unwrap().unwrap()
}

/// A request by a token, as use cases see it.
async fn by_token(t: &crate::support::TestApp, token: &str) -> Option<Ctx> {
    let caller =
        token_sign_in::sign_in(&t.app, &t.anonymous(), &Given::parse(token).unwrap()).await.unwrap()?;
    Some(Ctx { principal: Some(caller.principal), ..t.anonymous() })
}

on_both_databases! {
    async fn a_token_is_taken_in_both_forms_and_under_any_spelling_of_the_scheme(t) {
        let (ada, _) = ada(&t).await;
        let token = token(&t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
        let (id, secret) = token.split_once('_').unwrap();
        for authorization in [
            format!("APIKey {token}"),
            format!("apikey {token}"),
            format!("APIKEY {id}${secret}"),
        ] {
            let said = Client::with(&t, &authorization).get("/iam/clients/me").await.is(200);
            assert_eq!(said.body["id"], account_of(&ada));
            assert_eq!(said.body["currentUser"], user_of(&ada));
            assert_eq!(said.body["companyName"], "Northwind");
            assert_eq!(said.body["has_active_admin"], true);
            assert_eq!(said.body["users"][0]["email"], "ada@example.org");
        }
    }

    async fn whoever_is_nobody_hears_why_in_the_published_words(t) {
        let (ada, _) = ada(&t).await;
        let token = token(&t, account_of(&ada), "ada@example.org", AccountRole::Users).await;
        let (id, secret) = token.split_once('_').unwrap();
        let other = secret.replace(&secret[..1], if secret.starts_with('A') { "B" } else { "A" });
        let path = "/iam/clients/me";
        let said = Client::nobody(&t).get(path).await.is(401);
        assert_eq!(said.message(), "Authentication credentials were not provided.");
        for (authorization, text) in [
            (format!("Bearer {token}"), "Given token not valid for any token type".to_owned()),
            ("Basic YTpi".into(), "Given token not valid for any token type".into()),
            (format!("APIKey {id}_{other}"), "Token is invalid or expired".into()),
            (format!("APIKey 99999999_{secret}"), "Token is invalid or expired".into()),
            (format!("APIKey {id}_"), "Token is invalid or expired".into()),
            (format!("APIKey {id}"), format!("Bad permanent token: {id}")),
            (format!("APIKey {secret}").replace(['_', '$'], "-"), format!("Bad permanent token: {}", digits(secret))),
        ] {
            let said = Client::with(&t, &authorization).get(path).await.is(401);
            assert_eq!(said.message(), text, "{authorization}");
        }
    }

    async fn what_was_taken_away_is_gone_at_the_next_call(t) {
        let (ada, _) = ada(&t).await;
        let account = account_of(&ada);
        for taken in ["suspended", "removed", "blocked", "deleted", "expired", "access over"] {
            let email = format!("{}@example.org", taken.replace(' ', "-"));
            let user = joined(&t, &ada, &email, AccountRole::Administrators).await;
            let text = token(&t, account, &email, AccountRole::Administrators).await;
            let client = Client::of(&t, &text);
            client.get("/iam/users").await.is(200);
            let id = membership(&t, &ada, user).await.id;
            match taken {
                "suspended" => drop(member_actions::suspend(&t.app, &ada, id).await.unwrap()),
                // The token itself is left, so that it is the membership that counts.
                "removed" => execute(&t, REMOVE_NEWEST).await,
                "blocked" => t.block(user).await,
                "deleted" => execute(&t, DELETE_NEWEST).await,
                "expired" => execute(&t, EXPIRE_NEWEST).await,
                _ => execute(&t, END_NEWEST).await,
            }
            let said = client.get("/iam/clients/me").await.is(401);
            assert_eq!(said.message(), "Token is invalid or expired", "{taken}");
        }
    }

    async fn a_token_does_no_more_than_its_person_and_no_more_than_its_role(t) {
        let (ada, _) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        t.make_operator("mara@example.org").await;
        let account = account_of(&ada);
        let whole = token(&t, account, "mara@example.org", AccountRole::Administrators).await;
        let little = token(&t, account, "mara@example.org", AccountRole::Users).await;
        let principal = by_token(&t, &whole).await.unwrap().principal.unwrap();
        assert_eq!((principal.role, principal.is_operator), (AccountRole::Administrators, true));
        let principal = by_token(&t, &little).await.unwrap().principal.unwrap();
        assert_eq!((principal.role, principal.is_operator), (AccountRole::Users, false));
        assert!(!Holder { role: principal.role, client_administrator: principal.client_administrator }.reaches_every_project());
        Client::of(&t, &little).get("/iam/users").await.is(403);
        Client::of(&t, &whole).get("/iam/users").await.is(200);
        // Lowered as the database has it: no change of role leaves a token above it.
        execute(&t, LOWER_NEWEST).await;
        Client::of(&t, &whole).get("/iam/users").await.is(403);
        let principal = by_token(&t, &whole).await.unwrap().principal.unwrap();
        assert_eq!((principal.role, principal.is_operator), (AccountRole::Engineers, false));
    }

    // What is changed holds the account and looks again what the person is: a token may be less than that, and never more.
    async fn a_token_that_is_less_than_its_person_changes_what_its_own_role_may(t) {
        let (ada, _) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        let id = membership(&t, &ada, mara).await.id;
        let all = [AccountRole::Administrators, AccountRole::Engineers, AccountRole::Users];
        let mut ctxs = Vec::new();
        for role in all {
            let text = token(&t, account_of(&ada), "mara@example.org", role).await;
            ctxs.push(by_token(&t, &text).await.unwrap());
        }
        let issue = async |ctx: &Ctx, role: AccountRole| {
            let form = TokenForm { name: "more".into(), role: role.id().to_string(), ..TokenForm::default() };
            api_tokens::issue(&t.app, ctx, &form).await
        };
        for (ctx, own) in ctxs.iter().zip(all) {
            for role in all {
                let made = issue(ctx, role).await;
                let above = FieldErrors::one(Field::Role, Fault::AboveOwnRank);
                match made {
                    Ok(made) => assert!(own.may_grant(role) && made.row.role == role, "{own:?} {role:?}"),
                    Err(Error::Invalid(errors)) => {
                        assert!(!own.may_grant(role), "{own:?} {role:?}");
                        assert_eq!(errors, above);
                    }
                    Err(other) => panic!("{own:?} {role:?}: {other:?}"),
                }
            }
        }
        // Lowered while the calls are on their way: what is above the person now comes too late.
        execute(&t, LOWER_NEWEST).await;
        assert!(matches!(issue(&ctxs[0], AccountRole::Users).await, Err(Error::Forbidden)));
        assert!(matches!(member_actions::suspend(&t.app, &ctxs[0], id).await, Err(Error::Forbidden)));
        for ctx in &ctxs[1..] {
            issue(ctx, AccountRole::Users).await.unwrap();
        }
        member_actions::suspend(&t.app, &ada, id).await.unwrap();
        for ctx in &ctxs {
            assert!(matches!(issue(ctx, AccountRole::Users).await, Err(Error::Forbidden)));
        }
    }

    async fn whoever_owes_a_second_factor_is_nobody_by_token_either(t) {
        let (ada, client) = ada(&t).await;
        requirement::set(&t.app, &ada, &(ada.now + Span::hours(24)).to_day(), "").await.unwrap();
        client.get("/iam/clients/me").await.is(200);
        t.advance(Span::hours(24));
        client.get("/iam/clients/me").await.is(401);
    }

    async fn use_is_noted_once_a_minute(t) {
        let (ada, _) = ada(&t).await;
        let text = token(&t, account_of(&ada), "ada@example.org", AccountRole::Users).await;
        let client = Client::of(&t, &text);
        let id = ApiTokenId(text.split_once('_').unwrap().0.parse().unwrap());
        let used = async || {
            let mut tx = t.app.db.read().await.unwrap();
            let live = store::token_sign_in::find_live(&mut tx, id, t.clock_now()).await.unwrap().unwrap();
            live.last_used_at.map(Timestamp::as_micros)
        };
        assert_eq!(used().await, None);
        let begin = t.clock_now().as_micros();
        for (later, noted) in [(0, 0), (30, 0), (29, 0), (1, 60), (59, 60)] {
            t.advance(Span::seconds(later));
            client.get("/iam/clients/me").await.is(200);
            assert_eq!(used().await, Some(begin + noted * 1_000_000), "{later}");
        }
        // A token that is not the right one notes nothing.
        t.advance(Span::hours(1));
        Client::of(&t, &format!("{id}_{}", "A".repeat(43))).get("/iam/clients/me").await.is(401);
        assert_eq!(used().await, Some(begin + 60_000_000));
    }

    async fn cookies_open_nothing_here_and_tokens_nothing_there(t) {
        let (ada, client) = ada(&t).await;
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in("ada@example.org", PASSWORD).await.status, 303);
        let cookie = format!("__Host-sid={}", browser.cookie("__Host-sid").unwrap());
        let said = Client::nobody(&t).and("cookie", &cookie).get("/iam/users").await.is(401);
        assert_eq!(said.message(), "Authentication credentials were not provided.");
        client.and("cookie", &cookie).get("/iam/users").await.is(400);
        let text = token(&t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
        let mut stranger = Browser::new(&t);
        stranger.claims(&[("authorization", &format!("APIKey {text}"))]);
        let answer = stranger.get("/users").await;
        assert_eq!(answer.status, 303);
        assert!(answer.location().starts_with("/sign-in"), "{}", answer.location());
    }

    async fn what_takes_a_browser_is_not_done_by_a_token(t) {
        let t = t.with_step_up();
        let (ada, _) = ada(&t).await;
        let user = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let text = token(&t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
        let ctx = by_token(&t, &text).await.unwrap();
        let principal = ctx.principal.as_ref().unwrap();
        assert!(matches!(principal.via, Via::Token(_)));
        assert!(matches!(principal.session(), Err(Error::Forbidden)));
        assert!(matches!(Proven::of(principal), Err(Error::Forbidden)));
        assert!(matches!(own_sessions::list(&t.app, &ctx).await, Err(Error::Forbidden)));
        assert!(matches!(own_sessions::end_others(&t.app, &ctx).await, Err(Error::Forbidden)));
        // Nobody is asked who they are: a token's role speaks for itself.
        t.advance(Span::hours(1));
        let ctx = t.later(&ctx);
        step_up::require(&t.app, &ctx).unwrap();
        assert!(matches!(step_up::require(&t.app, &t.later(&ada)), Err(Error::StepUp)));
        let id = membership(&t, &ada, user).await.id;
        member_edit::change_role(&t.app, &ctx, id, "1").await.unwrap();
    }
}

fn digits(text: &str) -> String {
    text.chars().take_while(char::is_ascii_digit).collect()
}
