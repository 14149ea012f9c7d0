//! The rules, at the service.

use super::{ADA, MARA, all, form, issue, issue_until, joined, listed, names};
use crate::support::{
    TestApp,
    database::{audited, execute, number},
    on_both_databases, refused,
};
use futures::future::join_all;
use vestibule::{
    domain::{
        api_token::{Shown, TokenStatus},
        field::{Fault, Field, FieldErrors},
        ids::ApiTokenId,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    service::{
        Ctx, Error,
        api_tokens::{
            Expires, ListTokens, MOST, NewToken, TokenForm, create, delete, find, issue as make, list, roles,
        },
        edit_form::Edit,
        member_actions::{remove, suspend},
        member_edit::edit,
    },
    worker::api_tokens::expire_due,
};

use AccountRole::{Administrators, Engineers, PurgeApi, PurgeApiWeb, Users};

/// Of which roles somebody of a role may issue tokens.
const LADDER: [(AccountRole, &[AccountRole]); 5] = [
    (Administrators, &[Administrators, Engineers, PurgeApiWeb, PurgeApi, Users]),
    (Engineers, &[Engineers, PurgeApiWeb, PurgeApi, Users]),
    (PurgeApiWeb, &[PurgeApiWeb, PurgeApi, Users]),
    (PurgeApi, &[PurgeApi, Users]),
    (Users, &[Users]),
];

/// As many tokens of the first person as there may be, and one for each `but`.
async fn fill(t: &TestApp, but: usize) {
    let now = t.clock_now();
    let mut tx = t.app.db.write().await.unwrap();
    for place in but..usize::try_from(MOST).unwrap() {
        let new = vestibule::store::api_tokens::NewApiToken {
            uuid: t.app.new_uuid(now),
            account_id: vestibule::domain::ids::AccountId(1),
            user_id: vestibule::domain::ids::UserId(1),
            name: "one of many",
            description: "",
            role: Users,
            secret_hash: t.app.new_token().hash(),
            expires_at: (place % 2 == 0).then_some(now + Span::hours(1)),
        };
        vestibule::store::api_tokens::insert(&mut tx, &new, now).await.unwrap();
    }
    tx.commit_without_audit("test").await.unwrap();
}

fn edited(role: AccountRole) -> Edit {
    Edit {
        name: "Mara Lind".into(),
        language: "en".into(),
        role: role.id().to_string(),
        scope: "client".into(),
        client_role: "none".into(),
        ..Edit::default()
    }
}

async fn is_hidden(t: &TestApp, who: &Ctx, id: ApiTokenId) -> bool {
    let who = t.proven_now(who);
    matches!(find(&t.app, &who, id).await, Err(Error::NotFound))
        && matches!(delete(&t.app, &who, id).await, Err(Error::NotFound))
}

on_both_databases! {
    async fn nobody_issues_a_token_above_the_ladder(t) {
        let ada = t.administrator().await;
        for (own, may) in LADDER {
            let (who, _) = joined(&t, &ada, &format!("r{}@example.org", own.id()), own, "en").await;
            assert_eq!(roles(&who).unwrap(), may, "{own:?}");
            for role in AccountRole::ALL {
                let made = make(&t.app, &who, &form("ci", role)).await;
                if may.contains(&role) {
                    assert_eq!(made.unwrap().row.role, role, "{own:?} {role:?}");
                } else {
                    assert_eq!(refused(made), FieldErrors::one(Field::Role, Fault::AboveOwnRank), "{own:?} {role:?}");
                }
            }
        }
    }

    async fn a_token_is_kept_by_a_hash_and_says_everything_but_itself(t) {
        let ada = t.administrator().await;
        let wanted = TokenForm {
            name: " ci runner ".into(),
            description: "nightly\r\nbuilds".into(),
            role: "5".into(),
            expires: Expires::LastDay("2026-11-30".into()),
        };
        let made = make(&t.app, &ada, &wanted).await.unwrap();
        let (id, secret) = made.token.split_once('_').unwrap();
        assert_eq!((id, secret.len()), (made.row.id.to_string().as_str(), 43));
        assert!(!format!("{made:?}").contains(secret));
        let token = find(&t.app, &ada, made.row.id).await.unwrap();
        assert_eq!((token.name.as_str(), token.description.as_str(), token.role), ("ci runner", "nightly\nbuilds", Engineers));
        // With the last day, not with its beginning.
        assert_eq!(token.expires_at, Timestamp::from_day("2026-12-01"));
        assert_eq!((token.status, token.is_expired(), token.is_deleted(), token.last_used_at), (TokenStatus::Active, false, false, None));
        assert_eq!((token.issuer.name.as_str(), token.issuer.email.as_str(), token.issuer.is_removed), ("Ada Kern", ADA, false));
        assert_eq!(audited(&t, 1).await, ["token.created"]);
    }

    async fn every_fault_of_the_form_is_said_at_once(t) {
        let ada = t.administrator().await;
        let wrong = TokenForm {
            name: " ".into(),
            description: "a".repeat(501),
            role: "7".into(),
            expires: Expires::LastDay("2026-11-19".into()),
        };
        let found = refused(make(&t.app, &ada, &wrong).await);
        assert_eq!(found.0, [
            (Field::Name, Fault::Missing),
            (Field::Role, Fault::NotAChoice),
            (Field::Expires, Fault::DayOver),
            (Field::Description, Fault::TooLong { max: 500 }),
        ]);
        let not_a_day = TokenForm { expires: Expires::LastDay("soon".into()), ..form("ci", Users) };
        assert_eq!(refused(make(&t.app, &ada, &not_a_day).await), FieldErrors::one(Field::Expires, Fault::NotADay));
        assert!(all(&t, &ada).await.is_empty());
    }

    async fn whoever_says_a_moment_may_say_one_that_is_past(t) {
        let ada = t.administrator().await;
        let past = issue_until(&t, &ada, "past", Expires::At(t.clock_now() - Span::hours(1))).await.row;
        assert!(past.is_expired() && past.is_deleted(), "{past:?}");
        assert_eq!(expire_due(&t.app).await.unwrap(), 1);
        assert_eq!(find(&t.app, &ada, past.id).await.unwrap().status, TokenStatus::Expired);
    }

    async fn administrators_see_and_delete_everybody_s_and_others_their_own(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, Engineers, "en").await;
        let (bo, _) = joined(&t, &ada, "bo@example.org", Users, "en").await;
        let (of_ada, of_mara, of_bo) =
            (issue(&t, &ada, "ada's").await.row, issue(&t, &mara, "mara's").await.row, issue(&t, &bo, "bo's").await.row);
        assert_eq!(names(&all(&t, &ada).await), ["bo's", "mara's", "ada's"]);
        assert_eq!(names(&all(&t, &mara).await), ["mara's"]);
        assert_eq!(names(&all(&t, &bo).await), ["bo's"]);
        for (who, id) in [(&mara, of_ada.id), (&mara, of_bo.id), (&bo, of_mara.id), (&mara, ApiTokenId(999))] {
            assert!(is_hidden(&t, who, id).await, "{id}");
        }
        // Whom a filter names changes nothing about that.
        let of = |user| ListTokens { issued_by: Some(user), ..ListTokens::default() };
        let user = |who: &Ctx| who.principal.as_ref().unwrap().user_id;
        assert!(listed(&t, &mara, of(user(&ada))).await.is_empty());
        assert_eq!(names(&listed(&t, &ada, of(user(&mara))).await), ["mara's"]);
        let but = ListTokens { not_issued_by: Some(user(&mara)), ..ListTokens::default() };
        assert_eq!(names(&listed(&t, &ada, but).await), ["bo's", "ada's"]);

        delete(&t.app, &t.proven_now(&mara), of_mara.id).await.unwrap();
        assert_eq!(audited(&t, 1).await, ["token.deleted"]);
        delete(&t.app, &t.proven_now(&ada), of_bo.id).await.unwrap();
        assert!(matches!(delete(&t.app, &t.proven_now(&ada), of_bo.id).await, Err(Error::Conflict)));
        assert_eq!(names(&listed(&t, &ada, ListTokens::default()).await), ["ada's"]);
        assert_eq!(all(&t, &ada).await.len(), 3, "rows stay");
        // Somebody who is shut out meanwhile does nothing more.
        let again = issue(&t, &mara, "mara's").await.row;
        suspend(&t.app, &t.proven_now(&ada), id).await.unwrap();
        assert!(matches!(make(&t.app, &t.proven_now(&mara), &form("late", Users)).await, Err(Error::Forbidden)));
        assert!(matches!(delete(&t.app, &t.proven_now(&mara), again.id).await, Err(Error::Forbidden)));
    }

    async fn a_token_of_another_account_is_not_there(t) {
        let ada = t.administrator().await;
        let other = crate::audit::another_account(&t).await;
        let mut elsewhere = ada.clone();
        elsewhere.principal.as_mut().unwrap().account_id = other;
        let own = issue(&t, &ada, "ada's").await.row;
        assert!(is_hidden(&t, &elsewhere, own.id).await);
        assert!(all(&t, &elsewhere).await.is_empty());
        assert_eq!(names(&listed(&t, &ada, ListTokens::default()).await), ["ada's"]);
    }

    async fn lists_are_filtered_and_paged_in_the_order_of_their_numbers(t) {
        let ada = t.administrator().await;
        let ends = t.clock_now() + Span::hours(1);
        for name in ["a", "b", "c", "d", "e"] {
            issue(&t, &ada, name).await;
        }
        let high = make(&t.app, &ada, &form("high", Engineers)).await.unwrap().row;
        issue_until(&t, &ada, "short", Expires::At(ends)).await;
        let gone = issue_until(&t, &ada, "gone", Expires::At(ends)).await.row;
        let deleted = issue(&t, &ada, "deleted").await.row;
        for id in [gone.id, deleted.id] {
            delete(&t.app, &ada, id).await.unwrap();
        }
        t.advance(Span::hours(1));
        let shown = |shown| ListTokens { shown, ..ListTokens::default() };
        // Before it is marked and after.
        for marked in [1, 0] {
            let only = |status| shown(Shown::Only(status));
            assert_eq!(names(&listed(&t, &ada, only(TokenStatus::Active)).await), ["high", "e", "d", "c", "b", "a"]);
            assert_eq!(names(&listed(&t, &ada, only(TokenStatus::Expired)).await), ["short"]);
            assert_eq!(names(&listed(&t, &ada, only(TokenStatus::Deleted)).await), ["deleted", "gone"]);
            assert_eq!(names(&listed(&t, &ada, shown(Shown::Over)).await), ["deleted", "gone", "short"]);
            assert_eq!(listed(&t, &ada, shown(Shown::All)).await.len(), 9);
            assert_eq!(expire_due(&t.app).await.unwrap(), marked);
        }
        let of_role = ListTokens { role: Some(Engineers), ..ListTokens::default() };
        assert_eq!(names(&listed(&t, &ada, of_role).await), ["high"]);

        let by_two = ListTokens { size: Some(2), ..ListTokens::default() };
        let ada = t.later(&ada);
        let page = async |wanted| list(&t.app, &ada, &wanted).await;
        let first = page(by_two).await.unwrap();
        assert_eq!((names(&first.tokens), first.previous), (vec!["high", "e"], None));
        let second = page(ListTokens { after: first.next, ..by_two }).await.unwrap();
        assert_eq!(names(&second.tokens), ["d", "c"]);
        let third = page(ListTokens { after: second.next, ..by_two }).await.unwrap();
        assert_eq!((names(&third.tokens), third.next), (vec!["b", "a"], None));
        let back = page(ListTokens { before: third.previous, ..by_two }).await.unwrap();
        assert_eq!(names(&back.tokens), ["d", "c"]);
        let begin = page(ListTokens { before: back.previous, ..by_two }).await.unwrap();
        assert_eq!((names(&begin.tokens), begin.previous, begin.next), (vec!["high", "e"], None, Some(begin.tokens[1].id)));
        assert_eq!(begin.tokens[0].id, high.id);
    }

    async fn an_account_has_at_most_a_hundred_that_work(t) {
        let ada = t.administrator().await;
        fill(&t, 0).await;
        let full = FieldErrors::one(Field::Form, Fault::TooMany { max: 100 });
        assert_eq!(refused(make(&t.app, &ada, &form("one more", Users)).await), full);
        let by_operator = NewToken { email: ADA.into(), account: 1, role: "Users".into(), name: "one more".into() };
        assert_eq!(refused(create(&t.app, &t.anonymous(), &by_operator).await), full);
        // One that is deleted makes room, and so do those that end.
        let one = all(&t, &ada).await[0].id;
        delete(&t.app, &ada, one).await.unwrap();
        issue(&t, &ada, "one more").await;
        assert_eq!(refused(make(&t.app, &ada, &form("one more", Users)).await), full);
        t.advance(Span::hours(1));
        issue(&t, &ada, "one more").await;
    }

    async fn of_two_at_once_for_the_last_place_one_is_refused(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, Users, "en").await;
        for round in 0..10 {
            execute(&t, "DELETE FROM api_tokens").await;
            fill(&t, 2).await;
            let tries = [&ada, &mara, &ada, &mara, &ada, &mara].map(|who| {
                let app = t.app.clone();
                let who = t.proven_now(who);
                tokio::spawn(async move { make(&app, &who, &form("last", Users)).await })
            });
            let made = join_all(tries).await.into_iter().filter(|made| matches!(made, Ok(Ok(_)))).count();
            assert_eq!(made, 2, "round {round}");
            assert_eq!(number(&t, "SELECT count(*) FROM api_tokens").await, MOST, "round {round}");
        }
    }

    async fn an_old_proof_neither_issues_nor_deletes(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let own = issue(&t, &ada, "ci").await.row;
        t.advance(Span::minutes(11));
        let late = t.later(&ada);
        assert!(matches!(make(&t.app, &late, &form("late", Users)).await, Err(Error::StepUp)));
        assert!(matches!(delete(&t.app, &late, own.id).await, Err(Error::StepUp)));
        // What is wrong, and what is not there, is said before.
        assert!(matches!(make(&t.app, &late, &form("", Users)).await, Err(Error::Invalid(_))));
        assert!(matches!(delete(&t.app, &late, ApiTokenId(999)).await, Err(Error::NotFound)));
        assert_eq!(names(&all(&t, &ada).await), ["ci"]);
    }

    async fn whoever_has_issued_a_higher_token_keeps_the_role_and_stays(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, Engineers, "en").await;
        let high = make(&t.app, &mara, &form("deploy", Engineers)).await.unwrap().row;
        let ada = t.proven_now(&ada);
        let above = FieldErrors::one(Field::Role, Fault::TokenAbove);
        assert_eq!(refused(edit(&t.app, &ada, id, &edited(Users)).await), above);
        let active = FieldErrors::one(Field::Form, Fault::ActiveTokens);
        assert_eq!(refused(remove(&t.app, &ada, id, false).await), active);
        delete(&t.app, &ada, high.id).await.unwrap();
        edit(&t.app, &ada, id, &edited(Users)).await.unwrap();
        // The role is judged as it is by now, not as the request began.
        assert!(matches!(make(&t.app, &t.proven_now(&mara), &form("late", Engineers)).await, Err(Error::Forbidden)));
        remove(&t.app, &ada, id, false).await.unwrap();
        let row = find(&t.app, &ada, high.id).await.unwrap();
        assert!(row.issuer.is_removed && row.issuer.email == MARA, "{row:?}");
    }

    async fn the_command_line_issues_by_the_same_rules(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, Users, "en").await;
        let wanted = |role: &str| NewToken { email: MARA.into(), account: 1, role: role.into(), name: "ci".into() };
        let above = FieldErrors::one(Field::Role, Fault::AboveOwnRank);
        assert_eq!(refused(create(&t.app, &t.anonymous(), &wanted("Engineers")).await), above);
        let token = create(&t.app, &t.anonymous(), &wanted("Users")).await.unwrap();
        let row = all(&t, &ada).await.remove(0);
        assert!(token.starts_with(&format!("{}_", row.id)), "{token}");
        assert_eq!((row.issuer.email.as_str(), row.expires_at, row.ends_soon), (MARA, None, false));
    }
}
