//! What is done by a token is written down as done by it.

use super::{Client, account_of, ada, group, joined, token, user_of};
use crate::support::{database, on_both_databases};
use serde_json::json;
use vestibule::domain::role::AccountRole;

const BY_TOKEN: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM audit_events WHERE detail LIKE '%\"by_token\":%'";
const NEWEST_BY_TOKEN: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_events WHERE id = (SELECT max(id) FROM audit_events) AND detail LIKE '%\"by_token\":%'";
const ALL: &str = "SELECT CAST(count(*) AS BIGINT) FROM audit_events";

on_both_databases! {
    async fn every_change_by_a_token_names_it(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let own = token(&t, account, "ada@example.org", AccountRole::Administrators).await;
        let id = own.split_once('_').unwrap().0.to_owned();
        let client_of_own = Client::of(&t, &own);
        drop(client);
        assert_eq!(database::number(&t, BY_TOKEN).await, 0);
        let invite = json!({"client_id": account, "email": "new@example.org", "user_role": {"id": 2}});
        let spare = token(&t, account, "ada@example.org", AccountRole::Users).await;
        let changes = [
            (
                "POST",
                format!("/iam/v2/clients/{account}/tokens"),
                Some(json!({"name": "ci", "exp_date": null, "client_user": {}})),
            ),
            ("DELETE", format!("/iam/clients/{account}/tokens/{}", spare.split_once('_').unwrap().0), None),
            ("POST", "/iam/clients/invite_user".to_owned(), Some(invite)),
            ("POST", "/iam/auth/renew_invitation".into(), Some(json!({"email": "new@example.org"}))),
            ("PATCH", format!("/iam/users/{mara}"), Some(json!({"name": "Mara Voss"}))),
            ("PATCH", format!("/iam/users/{}", user_of(&ada)), Some(json!({"phone": "+1"}))),
            (
                "PUT",
                format!("/iam/clients/{account}/client-users/{mara}"),
                Some(json!({"user_role": group(AccountRole::Engineers)})),
            ),
            (
                "POST",
                "/iam/users".into(),
                Some(json!({"email": "a@example.net", "password": "nine copper kettles hum", "company": "Southwind"})),
            ),
            ("POST", "/iam/clients/create".into(), Some(json!({"company": "Eastwind"}))),
            (
                "POST",
                "/cloud/v1/users/assignments".into(),
                Some(json!({"role": "User", "user_id": mara.0, "client_id": account, "project_id": 1})),
            ),
            (
                "PATCH",
                "/cloud/v1/users/assignments/NEWEST".into(),
                Some(json!({"role": "Observer", "user_id": mara.0})),
            ),
            ("DELETE", "/cloud/v1/users/assignments/NEWEST".into(), None),
            ("DELETE", format!("/iam/clients/{account}/client-users/{mara}"), None),
        ];
        for (count, (method, path, body)) in (1..).zip(changes) {
            let before = database::number(&t, ALL).await;
            let newest = database::number(&t, "SELECT max(id) FROM assignments").await;
            let path = path.replace("NEWEST", &newest.to_string());
            let said = client_of_own.send(method, &path, body.map(|body| body.to_string())).await;
            assert!(said.status < 300, "{method} {path}: {said:?}");
            assert_eq!(database::number(&t, ALL).await, before + 1, "{method} {path}");
            assert_eq!(database::number(&t, NEWEST_BY_TOKEN).await, 1, "{method} {path}");
            assert_eq!(database::number(&t, BY_TOKEN).await, count, "{method} {path}");
        }
        // The chain holds, and the page tells it like every other detail.
        vestibule::service::audit_check::every_chain(&t.app.db, |_| {}).await.unwrap();
        let mut browser = crate::support::browser::Browser::new(&t);
        browser.sign_in("ada@example.org", crate::support::PASSWORD).await;
        let page = browser.get("/audit").await;
        assert!(page.holds("by token") && page.holds(&format!("<dd>{id}</dd>")), "{}", page.body);
    }
}
