//! People and the organization by the second API.

use super::{Client, ada, client_of, id_of, own_id, text, token};
use crate::{
    api::joined,
    support::{TestApp, database::audited, on_both_databases},
};
use serde_json::{Value, json};
use vestibule::{
    domain::{role::AccountRole, time::Span},
    service::{
        Ctx,
        accounts::{self, NewCustomer},
        member_edit, settings,
    },
    store::{
        directory::{self, Filter},
        member_places::{self, WHOLE_ACCOUNT},
    },
};

fn emails(said: &Value) -> Vec<String> {
    said["data"].as_array().unwrap().iter().map(|user| text(&user["email"])).collect()
}

/// Somebody of another account, and a program of theirs.
async fn southwind(t: &TestApp, ada: &Ctx, email: &str) -> Client {
    let form = NewCustomer {
        email: email.into(),
        password: "nine copper kettles hum".into(),
        company: "Southwind".into(),
        name: "Sue Tern".into(),
        phone: String::new(),
        language: "en".into(),
    };
    let (other, _) = accounts::create_customer(&t.app, ada, &form).await.unwrap();
    Client::of(t, &token(t, other.0, email, AccountRole::Administrators).await).bearing()
}

async fn name(t: &TestApp, ada: &Ctx, user: vestibule::domain::ids::UserId, name: &str) {
    let id = {
        let mut tx = t.app.db.read().await.unwrap();
        let account = ada.principal.as_ref().unwrap().account_id;
        vestibule::store::members::find_by_user(&mut tx, account, user).await.unwrap().unwrap().id
    };
    member_edit::edit_details(&t.app, ada, id, Some(name), None).await.unwrap();
}

on_both_databases! {
    async fn pages_are_counted_and_lose_nobody(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        for n in 0..12 {
            t.invite(&ada, &format!("p{n:02}@example.org")).await;
        }
        let said = client.get("/v3/users").await.is(200).body;
        assert_eq!(said["meta"], json!({"page": {"number": 1, "size": 10, "total": 13}}));
        assert_eq!(said["data"].as_array().unwrap().len(), 10);
        let mut found = Vec::new();
        for number in 1..=6 {
            let said = client.get(&format!("/v3/users?page%5Bsize%5D=3&page%5Bnumber%5D={number}")).await.is(200).body;
            assert_eq!(said["meta"], json!({"page": {"number": number, "size": 3, "total": 13}}));
            found.extend(emails(&said));
        }
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!((found.len(), once.len(), found[0].as_str()), (13, 13, "ada@example.org"));
        let said = client.get("/v3/users?page[size]=1000").await.is(200).body;
        assert_eq!((&said["meta"]["page"]["size"], emails(&said)), (&json!(100), found));
    }

    async fn filters_are_all_met_at_once(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        name(&t, &ada, mara, "M\u{e4}ra Lind").await;
        t.invite(&ada, "zoe_50%@example.org").await;
        let gone = joined(&t, &ada, "gone@example.org", AccountRole::Users).await;
        let id = id_of(&client, "gone@example.org").await;
        client.delete(&format!("/v3/users/{id}")).await.is(204);
        assert!(gone.0 > 0);
        let stranger = southwind(&t, &ada, "stranger@example.org").await;
        let mara = id_of(&client, "mara@example.org").await;
        for (query, expected) in [
            (format!("filter[id]={mara}"), vec!["mara@example.org"]),
            (format!("filter[id][eq]={mara}&filter[active]=false"), vec![]),
            (format!("filter[id]={id}"), vec![]),
            (format!("filter[id]={}", own_id(&stranger).await), vec![]),
            ("filter[email]=MARA@example.org".into(), vec!["mara@example.org"]),
            ("filter[email][eq]=mara".into(), vec![]),
            ("filter[email][contains]=EXAMPLE.ORG".into(), vec!["ada@example.org", "mara@example.org", "zoe_50%@example.org"]),
            ("filter[email][contains]=_50%25".into(), vec!["zoe_50%@example.org"]),
            ("filter[email][contains]=a_a".into(), vec![]),
            ("filter[full_name]=M%C3%A4ra+Lind".into(), vec!["mara@example.org"]),
            ("filter[full_name]=m%C3%A4ra+lind".into(), vec![]),
            ("filter[full_name][contains]=MARA".into(), vec!["mara@example.org"]),
            ("filter[full_name][contains]=zoe".into(), vec![]),
            ("filter[active]=true".into(), vec!["ada@example.org", "mara@example.org"]),
            ("filter[active]=false".into(), vec!["zoe_50%@example.org"]),
            ("filter[active]=".into(), vec!["ada@example.org", "mara@example.org", "zoe_50%@example.org"]),
            ("filter[active]=true&filter[active]=false".into(), vec![]),
            ("filter[email][contains]=m&filter[email][contains]=ara".into(), vec!["mara@example.org"]),
            ("filter[active]=true&filter[full_name][contains]=lind&filter[email][contains]=mara".into(), vec!["mara@example.org"]),
        ] {
            let said = client.get(&format!("/v3/users?{query}")).await.is(200).body;
            assert_eq!(emails(&said), expected, "{query}");
            assert_eq!(said["meta"]["page"]["total"], expected.len(), "{query}");
        }
    }

    async fn few_and_many_are_found_in_the_same_order(t) {
        let t = t.without_limits();
        let (ada, _) = ada(&t).await;
        for n in 0..5 {
            t.invite(&ada, &format!("p{n}@example.org")).await;
        }
        let account = ada.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.read().await.unwrap();
        let counts = member_places::counts(&mut tx, account, WHOLE_ACCOUNT).await.unwrap();
        let facets: Vec<_> = counts.into_iter().map(|(facet, _)| facet).collect();
        for filter in [
            Filter::default(),
            Filter { email_parts: vec!["p".into()], ..Filter::default() },
            Filter { name_parts: vec!["ada".into()], ..Filter::default() },
            Filter { names: vec![("Ada Kern".into(), "ada kern".into())], ..Filter::default() },
        ] {
            let mut found = Vec::new();
            for (is_of_few, gathers) in [(false, false), (false, true), (true, false), (true, true)] {
                let filter = Filter { facets: facets.clone(), is_of_few, gathers, ..filter.clone() };
                let rows = directory::list(&mut tx, account, &filter, (3, 0)).await.unwrap();
                assert!(!rows.is_empty() && rows.is_sorted_by_key(|row| row.user_id), "{filter:?}");
                found.push(rows.into_iter().map(|row| row.user_id).collect::<Vec<_>>());
            }
            assert!(found.iter().all(|each| *each == found[0]), "{filter:?}: {found:?}");
        }
    }

    async fn somebody_is_shown_and_nobody_of_another_account(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let mara = id_of(&client, "mara@example.org").await;
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let me = own.get("/v3/users/me").await.is(200).body;
        assert_eq!((&me["id"], &me["full_name"], &me["active"]), (&json!(mara), &json!("Mara Lind"), &json!(true)));
        assert_eq!(own.get(&format!("/v3/users/{mara}")).await.is(200).body, me);
        assert_eq!(client.get(&format!("/v3/users/{mara}")).await.is(200).body, me);
        own.get(&format!("/v3/users/{}", own_id(&client).await)).await.is(403);
        let stranger = southwind(&t, &ada, "stranger@example.org").await;
        for (method, path) in [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/access-tokens")] {
            let said = stranger.send(method, &format!("/v3/users/{mara}{path}"), None).await.is(404);
            assert_eq!(said.sentence(), "The requested user was not found");
        }
        assert_eq!(emails(&stranger.get("/v3/users").await.body), ["stranger@example.org"]);
    }

    async fn names_are_changed_of_oneself_and_by_administrators(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let path = format!("/v3/users/{}", id_of(&client, "mara@example.org").await);
        let before = client.get(&path).await.body;
        assert_eq!(client.patch(&path, json!({})).await.is(200).body, before);
        t.advance(Span::hours(1));
        let said = client.patch(&path, json!({"full_name": " Mara Voss ", "preferred_name": "M. V."})).await.is(200).body;
        assert_eq!((&said["full_name"], &said["preferred_name"]), (&json!("Mara Voss"), &json!("M. V.")));
        assert_eq!(said["updated_at"], "2026-11-20T10:15:00.000Z");
        assert_eq!(client.get(&path).await.body, said);
        assert!(audited(&t, 1).await[0].contains("member.edited"), "{:?}", audited(&t, 1).await);
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let said = own.patch(&path, json!({"preferred_name": "Mara"})).await.is(200).body;
        assert_eq!((&said["full_name"], &said["preferred_name"]), (&json!("Mara Voss"), &json!("Mara")));
        assert!(audited(&t, 1).await[0].contains("user.profile_changed"));
        let said = own.patch(&path, json!({"full_name": "Mara Lind"})).await.is(200).body;
        assert_eq!((&said["full_name"], &said["preferred_name"]), (&json!("Mara Lind"), &json!("Mara")));
        assert_eq!(own.patch(&path, json!({"preferred_name": ""})).await.is(200).body["preferred_name"], "");
        own.patch(&path, json!({"preferred_name": "x".repeat(250)})).await.is(200);
        for (change, field, rule) in [
            (json!({"full_name": ""}), "full_name", "required"),
            (json!({"full_name": "x".repeat(121)}), "full_name", "max_length"),
            (json!({"preferred_name": "x".repeat(251)}), "preferred_name", "max_length"),
            (json!({"full_name": "a\u{202e}b"}), "full_name", "invalid"),
            (json!({"preferred_name": "a\nb"}), "preferred_name", "invalid"),
            (json!({"email": "x@example.org"}), "email", "unknown_property"),
        ] {
            for client in [&client, &own] {
                let said = client.patch(&path, change.clone()).await.is(400);
                assert_eq!((&said.item(0)["field"], &said.item(0)["rule"]), (&json!(field), &json!(rule)), "{change}");
            }
        }
        own.patch(&format!("/v3/users/{}", own_id(&client).await), json!({"full_name": "X"})).await.is(403);
    }

    async fn somebody_is_taken_out_with_their_tokens(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        let path = format!("/v3/users/{}", id_of(&client, "mara@example.org").await);
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        own.get("/v3/users").await.is(200);
        let said = own.delete(&path).await.is(403);
        assert!(said.sentence().len() > 5, "{said:?}");
        let said = client.delete(&path).await.is(204);
        assert!(said.body.is_null());
        own.get("/v3/users/me").await.is(401);
        for method in ["GET", "DELETE", "PATCH"] {
            client.send(method, &path, None).await.is(404);
        }
        // Nobody is left without an administrator: not even by somebody who owns the installation.
        let said = client.delete(&format!("/v3/users/{}", own_id(&client).await)).await;
        assert!([403, 409].contains(&said.status), "{said:?}");
        // Who is only invited goes too.
        t.invite(&ada, "zoe@example.org").await;
        let zoe = format!("/v3/users/{}", id_of(&client, "zoe@example.org").await);
        client.delete(&zoe).await.is(204);
        client.get(&zoe).await.is(404);
    }

    async fn the_organization_has_an_owner(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let said = own.get("/v3/organizations/me").await.is(200).body;
        let expected = json!({
            "id": said["id"], "name": "Northwind", "owner_id": own_id(&client).await, "login_path": "sign-in",
            "created_at": "2026-11-20T09:15:00.000Z", "updated_at": "2026-11-20T09:15:00.000Z", "state": "active",
            "retention_period_days": 90,
        });
        assert_eq!(said, expected);
        t.advance(Span::minutes(5));
        settings::rename(&t.app, &t.later(&ada), "Northwind Ltd", "Northwind").await.unwrap();
        let said = own.get("/v3/organizations/me").await.is(200).body;
        assert_eq!((&said["name"], &said["updated_at"]), (&json!("Northwind Ltd"), &json!("2026-11-20T09:20:00.000Z")));
        assert_ne!(southwind(&t, &ada, "stranger@example.org").await.get("/v3/organizations/me").await.body["id"], said["id"]);
    }
}
