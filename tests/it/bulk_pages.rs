//! Several people at once: what is asked, what is done, and what is said of each.

use crate::{
    person_pages::{ONESELF, TOKENS, done, give_token, invited, joined, mara, signed_in, with},
    support::{PASSWORD, browser::Browser, on_both_databases},
};
use axum::http::StatusCode;
use serde_json::json;
use vestibule::domain::{ids::MembershipId, role::AccountRole, time::Span};

on_both_databases! {
    async fn several_people_are_removed_one_after_the_other(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let active = mara(&t, &ada).await.to_string();
        let with_token = joined(&t, &ada, "bo@example.org", "Bo Berg", AccountRole::Users).await.to_string();
        give_token(&t, "bo@example.org").await;
        let pending = invited(&t, &ada, "cy@example.org").await.to_string();
        let form = [
            ("ids[]", active.as_str()), ("ids[]", "1"), ("ids[]", &with_token), ("ids[]", &pending), ("ids[]", "4711"),
            ("action", "delete"),
        ];
        let plan = browser.post("/users/bulk", &form).await;
        assert_eq!(plan.status, StatusCode::OK);
        for shown in ["Remove 2 people?", ">Remove 2 people</button>", TOKENS, "Not for yourself: another administrator can", "cy@example.org"] {
            assert!(plan.holds(shown), "{shown}");
        }
        let result = browser.post("/users/bulk/delete", &form).await;
        assert_eq!(result.status, StatusCode::OK);
        for shown in ["2 of 5 done", TOKENS, ONESELF, "No. 4711", "This is not here, or no longer."] {
            assert!(result.holds(shown), "{shown}");
        }
        let users = browser.get("/users").await;
        assert!(users.holds("Bo Berg") && users.holds("Ada Kern"));
        assert!(!users.holds("Mara Lind") && !users.holds("cy@example.org"));
    }

    async fn several_people_get_another_role(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let one = mara(&t, &ada).await;
        let two = invited(&t, &ada, "bo@example.org").await;
        let (one_id, two_id) = (one.to_string(), two.to_string());
        let ids = [("ids", one_id.as_str()), ("ids", &two_id), ("ids", "1")];
        let page = browser.post("/users/bulk", &with(&[("action", "role")], &ids)).await;
        for shown in ["Change the role of 3 people", "Mara Lind", "bo@example.org", "Not for yourself: another administrator can"] {
            assert!(page.holds(shown), "{shown}");
        }
        let refused = browser.post("/users/bulk/role", &ids).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("role=\"alert\"") && refused.holds("Change the role of 3 people"));
        let result = browser.post("/users/bulk/role", &with(&[("role", "3009")], &ids)).await;
        assert!(result.holds("2 of 3 done") && result.holds(ONESELF));
        for id in [one, two] {
            let row = t.membership(&ada, MembershipId(id)).await;
            assert_eq!(row.role, AccountRole::PurgeApiWeb);
        }
        let own = t.membership(&ada, MembershipId(1)).await;
        assert_eq!(own.role, AccountRole::Administrators);
        t.counts_are_true().await;
    }

    async fn several_invitations_are_mailed_again(t) {
        let (ada, mut browser) = signed_in(&t).await;
        let first = invited(&t, &ada, "bo@example.org").await.to_string();
        t.deliver().await;
        t.advance(Span::seconds(61));
        let fresh = invited(&t, &ada, "cy@example.org").await.to_string();
        let active = mara(&t, &ada).await.to_string();
        let form = [("ids[]", first.as_str()), ("ids[]", &fresh), ("ids[]", &active), ("action", "resend")];
        let mut without = Browser::at(&t.without_mail());
        without.sign_in("ada@example.org", PASSWORD).await;
        let result = without.post("/users/bulk", &form).await;
        assert!(result.holds("0 of 3 done") && result.holds("Mail is not set up"));
        let result = browser.post("/users/bulk", &form).await;
        assert_eq!(result.status, StatusCode::OK);
        for shown in ["1 of 3 done", "Invitation to bo@example.org queued", "Again in 60 s", "Already accepted"] {
            assert!(result.holds(shown), "{shown}");
        }
        let mails = t.deliver().await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["bo@example.org"]);
    }

    async fn nobody_too_many_and_nonsense_are_answered(t) {
        let (_, mut browser) = signed_in(&t).await;
        let exported = browser.post("/users/bulk", &[("ids[]", "1"), ("ids[]", "2"), ("ids[]", "1"), ("action", "export")]).await;
        assert_eq!(exported.location(), "/users/export.csv?id=1&id=2");
        assert_eq!(done(&mut browser, "/users/bulk", &[("action", "delete")]).await, "Nobody is selected.");
        assert_eq!(done(&mut browser, "/users/bulk/delete", &[("ids[]", "x")]).await, "Nobody is selected.");
        let numbers: Vec<String> = (1..=101).map(|number: i64| number.to_string()).collect();
        let many: Vec<(&str, &str)> = numbers.iter().map(|number| ("ids[]", number.as_str())).collect();
        let said = done(&mut browser, "/users/bulk/delete", &many).await;
        assert_eq!(said, "Select at most 100 people at a time.");
        assert_eq!(browser.post("/users/bulk", &[("ids[]", "1"), ("action", "x")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(browser.post("/users/bulk", &[("ids[]", "7"), ("action", "role")]).await.status, StatusCode::NOT_FOUND);
        for path in ["/users/bulk", "/users/bulk/role", "/users/bulk/delete"] {
            assert!(Browser::new(&t).post(path, &[]).await.location().starts_with("/sign-in?next="), "{path}");
            assert_eq!(browser.get(path).await.location(), "/users", "{path}");
        }
        let answer = browser.call("users/bulk-delete", &json!({ "ids": (1..=101).collect::<Vec<_>>() })).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(browser.get("/users").await.status, StatusCode::OK, "nobody is gone");
    }
}
