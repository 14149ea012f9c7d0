//! The people of the account: listed, one by one, changed and taken out.

use super::{Client, account_of, ada, group, joined, token, user_of};
use crate::support::{TestApp, database::execute, on_both_databases};
use serde_json::{Value, json};
use vestibule::{
    domain::role::AccountRole,
    service::{Ctx, member_actions},
};

fn ids(said: &Value) -> Vec<i64> {
    let all = said.as_array().or_else(|| said["results"].as_array()).unwrap();
    all.iter().map(|user| user["id"].as_i64().unwrap()).collect()
}

async fn id_of(t: &TestApp, ada: &Ctx, user: i64) -> vestibule::domain::ids::MembershipId {
    let mut tx = t.app.db.read().await.unwrap();
    let account = ada.principal.as_ref().unwrap().account_id;
    let user = vestibule::domain::ids::UserId(user);
    vestibule::store::members::find_by_user(&mut tx, account, user).await.unwrap().unwrap().id
}

on_both_databases! {
    async fn a_person_is_shown_as_published(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await.0;
        let said = client.get(&format!("/iam/users/{mara}")).await.is(200);
        let account = account_of(&ada);
        let expected = json!({
            "id": mara, "email": "mara@example.org", "name": "Mara Lind", "lang": "en", "phone": null,
            "company": "Northwind", "reseller": 1, "client": account, "deleted": false,
            "groups": [{"id": 5, "name": "Engineers"}], "activated": true, "sso_auth": false, "two_fa": false,
            "auth_types": ["password"], "user_type": "common", "is_active": true,
            "client_and_roles": [{
                "client_id": account, "client_company_name": "Northwind", "user_id": mara, "user_roles": ["5"],
            }],
        });
        assert_eq!(said.body, expected);
        let own = client.get("/iam/users/me").await.is(200);
        assert_eq!(own.body["id"], user_of(&ada));
        assert_eq!(own.body, client.get(&format!("/iam/users/{}", user_of(&ada))).await.body);
    }

    async fn lists_come_whole_or_in_pages_that_lose_nobody(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        for n in 0..7 {
            t.invite(&ada, &format!("p{n}@example.org")).await;
        }
        let whole = client.get("/iam/users").await.is(200);
        let all = ids(&whole.body);
        assert!(whole.body.is_array() && all.len() == 8 && all.is_sorted(), "{all:?}");
        assert_eq!(client.get("/iam/users?limit=0").await.body, whole.body);
        let mut found = Vec::new();
        let mut path = "/iam/users?limit=3".to_owned();
        loop {
            let said = client.get(&path).await.is(200);
            assert_eq!(said.body["count"], 8);
            found.extend(ids(&said.body));
            match said.body["next"].as_str() {
                Some(next) => path = format!("/iam{next}"),
                None => break,
            }
        }
        assert_eq!(found, all);
        let last = client.get("/iam/users?limit=3&offset=6").await.is(200);
        assert_eq!(last.body["previous"], "/users?offset=3&limit=3");
        let beyond = client.get("/iam/users?limit=3&offset=99").await.is(200);
        assert_eq!((ids(&beyond.body).len(), &beyond.body["count"]), (0, &json!(8)));
        // SQLite takes no pattern of 50,000 octets.
        let long = "x".repeat(50_001);
        let (email, name) = (format!("limit=1&email={long}"), format!("limit=1&name={long}"));
        for (query, field) in [
            ("limit=x", "limit"),
            ("limit=-1", "limit"),
            ("limit=1&offset=1.5", "offset"),
            (&email, "email"),
            (&name, "name"),
        ] {
            let said = client.get(&format!("/iam/users?{query}")).await.is(400);
            assert!(!said.fault(field).is_empty(), "{query}");
        }
        client.get("/iam/users?limit=9223372036854775807&offset=9223372036854775807").await.is(200);
    }

    async fn filters_and_orders_are_those_of_the_portal(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await.0;
        let zoe = t.invite(&ada, "zoe_50%@example.org").await.user_id.0;
        let gone = joined(&t, &ada, "gone@example.org", AccountRole::Users).await.0;
        member_actions::remove(&t.app, &ada, id_of(&t, &ada, gone).await, false).await.unwrap();
        let own = user_of(&ada);
        let member = id_of(&t, &ada, mara).await;
        vestibule::service::member_edit::edit_details(&t.app, &ada, member, Some("Mära Lind"), Some("de")).await.unwrap();
        for (query, expected) in [
            ("", vec![own, mara, zoe]),
            ("deleted=false", vec![own, mara, zoe]),
            ("deleted=true", vec![gone]),
            ("deleted=all", vec![own, mara, zoe, gone]),
            ("activated=true", vec![own, mara]),
            ("activated=False", vec![zoe]),
            ("activated=true&deleted=all", vec![own, mara, gone]),
            ("two_fa=true", vec![]),
            ("two_fa=false&groups=5", vec![mara]),
            ("groups=5,2", vec![mara, zoe]),
            ("groups=1", vec![own]),
            ("lang=de", vec![mara]),
            ("lang=de,en", vec![own, mara, zoe]),
            ("name=MARA", vec![mara]),
            ("name=%C3%A4ra", vec![mara]),
            ("name=zoe", vec![]),
            ("email=EXAMPLE", vec![own, mara, zoe]),
            ("email=_50%25", vec![zoe]),
            ("email=%25", vec![zoe]),
            ("email=a_a", vec![]),
            ("ordering=-id", vec![zoe, mara, own]),
            ("ordering=-email", vec![zoe, mara, own]),
            ("ordering=lang,-id", vec![mara, zoe, own]),
            ("name=lind&lang=de&groups=5&activated=true&email=mara&two_fa=false", vec![mara]),
        ] {
            let said = client.get(&format!("/iam/users?limit=10&{query}")).await.is(200);
            assert_eq!(ids(&said.body), expected, "{query}");
            assert_eq!(said.body["count"], expected.len(), "{query}");
        }
        assert_eq!(ids(&client.get(&format!("/iam/users?id={zoe}")).await.body), [zoe]);
        for (query, field) in [
            ("id=x", "id"),
            ("groups=7", "groups"),
            ("lang=fr", "lang"),
            ("activated=maybe", "activated"),
            ("ordering=password", "ordering"),
        ] {
            assert!(!client.get(&format!("/iam/users?{query}")).await.is(400).fault(field).is_empty());
        }
        let said = client.get(&format!("/iam/users/{gone}")).await.is(200);
        assert_eq!((&said.body["deleted"], &said.body["activated"]), (&json!(true), &json!(true)));
        let page = client.get("/iam/users?limit=1&lang=de,en&ordering=-id").await.body;
        assert_eq!(page["next"], "/users?offset=1&limit=1&lang=de%2Cen&ordering=-id");
    }

    async fn nobody_learns_where_else_somebody_belongs(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let other = vestibule::service::accounts::create_for(&t.app, &t.anonymous(), "Southwind", Some("mara@example.org"))
            .await
            .unwrap();
        let said = client.get(&format!("/iam/users/{mara}")).await.is(200);
        assert_eq!(said.body["client_and_roles"].as_array().unwrap().len(), 1);
        let text = token(&t, other.0, "mara@example.org", AccountRole::Administrators).await;
        let own = Client::of(&t, &text).get("/iam/users/me").await.is(200);
        let roles = own.body["client_and_roles"].as_array().unwrap();
        assert_eq!(roles.len(), 2);
        assert_eq!((&own.body["client"], &own.body["company"]), (&json!(other.0), &json!("Southwind")));
        // Of whoever is merely invited here nothing is told: else any address could be asked about.
        let customer = json!({"email": "bo@example.org", "password": "five foxes under a bridge", "company": "Eastwind"});
        client.post("/iam/users", customer).await.is(201);
        let bo = t.invite(&ada, "bo@example.org").await.user_id;
        client.delete(&format!("/iam/users/{bo}")).await.is(200);
        // Taken out by her one number she would be here, and is not: she belongs to another account too.
        let said = client.delete(&format!("/iam/users/{mara}")).await.is(403);
        assert!(said.message().starts_with("Cannot delete user with multiple accounts.\nUse "), "{}", said.message());
        client.delete(&format!("/iam/clients/{}/client-users/{mara}", account_of(&ada))).await.is(200);
    }

    async fn oneself_changes_name_phone_and_language_and_others_by_an_administrator_but_the_phone(t) {
        let (ada, client) = ada(&t).await;
        let own = format!("/iam/users/{}", user_of(&ada));
        let said = client.patch(&own, json!({})).await.is(200);
        assert_eq!(said.body["name"], "Ada Kern");
        let change = json!({"name": "Ada K.", "phone": "+49 30 1", "lang": "de", "email": "ADA@example.org", "id": 9});
        let said = client.patch(&own, change).await.is(200);
        assert_eq!((&said.body["name"], &said.body["phone"], &said.body["lang"]), (&json!("Ada K."), &json!("+49 30 1"), &json!("de")));
        assert_eq!(client.patch(&own, json!({"phone": null})).await.is(200).body["phone"], json!(null));
        // Published as possible; whoever has joined keeps a name.
        assert_eq!(client.patch(&own, json!({"name": null})).await.is(200).body["name"], "Ada K.");
        let said = client.patch(&own, json!({"email": "other@example.org"})).await.is(403);
        assert_eq!(said.message(), "You do not have permission to perform this action.");
        for (change, field) in [
            (json!({"name": ""}), "name"),
            (json!({"lang": "fr"}), "lang"),
            (json!({"phone": "1".repeat(65)}), "phone"),
            (json!({"auth_types": ["sso"]}), "auth_types"),
            (json!({"auth_types": ["telepathy"]}), "auth_types"),
            (json!({"email": "x"}), "email"),
        ] {
            assert!(!client.patch(&own, change.clone()).await.is(400).fault(field).is_empty(), "{change}");
        }
        client.patch(&own, json!({"auth_types": ["password"]})).await.is(200);

        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let path = format!("/iam/users/{mara}");
        let said = client.patch(&path, json!({"name": "Mara Voss", "lang": "ru"})).await.is(200);
        assert_eq!((&said.body["name"], &said.body["lang"], &said.body["groups"][0]["id"]), (&json!("Mara Voss"), &json!("ru"), &json!(5)));
        client.patch(&path, json!({"phone": "+1"})).await.is(403);
        let text = token(&t, account_of(&ada), "mara@example.org", AccountRole::Engineers).await;
        let own = Client::of(&t, &text);
        own.patch(&path, json!({"phone": "+2"})).await.is(200);
        assert_eq!(client.get(&path).await.body["phone"], json!(null), "one's own alone");
        own.patch(&format!("/iam/users/{}", user_of(&ada)), json!({"name": "X"})).await.is(403);
        own.get("/iam/users").await.is(403);
        own.get(&format!("/iam/users/{}", user_of(&ada))).await.is(403);
    }

    async fn a_role_is_read_and_given(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let path = format!("/iam/clients/{account}/client-users/{mara}");
        assert_eq!(client.get(&path).await.is(200).body, json!({"user_role": group(AccountRole::Users)}));
        for role in AccountRole::ALL {
            client.put(&path, json!({"user_role": {"name": role.name()}})).await.is(204);
            assert_eq!(client.get(&path).await.body["user_role"]["id"], role.id());
        }
        client.put(&path, json!({"user_role": {"id": 1}})).await.is(204);
        client.put(&path, json!({"user_role": {}})).await.is(204);
        assert_eq!(client.get(&path).await.body["user_role"]["name"], "Users");
        let said = client.put(&path, json!({"user_role": {"name": "Owners"}})).await.is(400);
        assert_eq!(said.body, json!({"errors": {"user_role": ["Invalid role: Owners"]}}));
        assert_eq!(client.put(&path, json!({})).await.is(400).fault("user_role"), "This field is required.");
        // Nobody changes their own; and no role below a token the person has issued.
        let own = format!("/iam/clients/{account}/client-users/{}", user_of(&ada));
        client.put(&own, json!({"user_role": {"id": 2}})).await.is(403);
        client.put(&path, json!({"user_role": {"id": 5}})).await.is(204);
        token(&t, account, "mara@example.org", AccountRole::Engineers).await;
        let said = client.put(&path, json!({"user_role": {"id": 2}})).await.is(403);
        assert_eq!(
            said.message(),
            "The specified user has issued a token with a higher role. Try using another role."
        );
        client.put(&format!("/iam/clients/{}/client-users/{mara}", account + 1), json!({"user_role": {}})).await.is(403);
    }

    async fn somebody_is_taken_out_unless_they_have_tokens(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let text = token(&t, account, "mara@example.org", AccountRole::Users).await;
        for path in [format!("/iam/users/{mara}"), format!("/iam/clients/{account}/client-users/{mara}")] {
            let said = client.delete(&path).await.is(403);
            assert_eq!(said.message(), "You can't remove the user as they have active tokens");
        }
        Client::of(&t, &text).get("/iam/clients/me").await.is(200);
        execute(&t, "UPDATE api_tokens SET deleted_at = created_at WHERE id = (SELECT max(id) FROM api_tokens)").await;
        let said = client.delete(&format!("/iam/clients/{account}/client-users/{mara}")).await.is(200);
        assert!(said.body.is_null());
        let again = client.delete(&format!("/iam/clients/{account}/client-users/{mara}")).await.is(404);
        assert_eq!(again.message(), "Not found.");
        client.patch(&format!("/iam/users/{mara}"), json!({"name": "X"})).await.is(404);
        assert_eq!(client.get(&format!("/iam/users/{mara}")).await.is(200).body["deleted"], true);
        let other = joined(&t, &ada, "other@example.org", AccountRole::Users).await;
        client.delete(&format!("/iam/users/{other}")).await.is(200);
        let own = format!("/iam/clients/{account}/client-users/{}", user_of(&ada));
        client.delete(&own).await.is(403);
    }

    async fn an_operator_makes_further_accounts_of_their_own(t) {
        let (ada, client) = ada(&t).await;
        let made = client.post("/iam/clients/create", json!({"company": " Southwind ", "more": 1})).await.is(201).body;
        assert_eq!(made["company"], "Southwind");
        let account = made["id"].as_i64().unwrap();
        assert_ne!(account, account_of(&ada));
        let there = Client::of(&t, &token(&t, account, "ada@example.org", AccountRole::Administrators).await);
        assert_eq!(there.get("/iam/clients/me").await.is(200).body["companyName"], "Southwind");
        for wrong in [json!({}), json!({"company": ""}), json!({"company": null}), json!({"company": 7}), json!({"company": "x".repeat(121)}), json!({"company": "a\u{0}"}), json!({"company": "a\u{202e}"})] {
            assert!(!client.post("/iam/clients/create", wrong.clone()).await.is(400).fault("company").is_empty(), "{wrong}");
        }
    }

    async fn an_operator_makes_an_account_with_somebody_who_signs_in_at_once(t) {
        let (ada, client) = ada(&t).await;
        let whole = json!({
            "email": "first@example.net", "password": "nine copper kettles hum", "company": "Southwind", "name": "Fir St",
            "phone": "+1 2", "lang": "de", "user_type": "common", "seller": 1, "services": [], "is_test": false,
        });
        let said = client.post("/iam/users", whole.clone()).await.is(201).body;
        let account = said["client"].as_i64().unwrap();
        assert_ne!(account, account_of(&ada));
        assert_eq!((&said["activated"], &said["company"], &said["phone"]), (&json!(true), &json!("Southwind"), &json!("+1 2")));
        assert_eq!((&said["groups"][0]["id"], &said["lang"]), (&json!(1), &json!("de")));
        let mut browser = crate::support::browser::Browser::new(&t);
        assert_eq!(browser.sign_in("first@example.net", "nine copper kettles hum").await.status, 303);
        let said = client.post("/iam/users", whole).await.is(400);
        assert_eq!(said.body, json!({"errors": {"email": ["User with this email already exists."]}}));
        // Without a name the rest is kept, and can be changed.
        let nameless = json!({"email": "second@example.net", "password": "nine copper kettles hum", "company": "Westwind", "phone": "+1 3"});
        let said = client.post("/iam/users", nameless).await.is(201).body;
        assert_eq!((&said["phone"], &said["name"]), (&json!("+1 3"), &json!(null)));
        let text = token(&t, said["client"].as_i64().unwrap(), "second@example.net", AccountRole::Administrators).await;
        let own = Client::of(&t, &text);
        let path = format!("/iam/users/{}", said["id"]);
        let said = own.patch(&path, json!({"lang": "ru", "name": null})).await.is(200).body;
        assert_eq!((&said["lang"], &said["phone"]), (&json!("ru"), &json!("+1 3")));
        let said = client.post("/iam/users", json!({"password": "short", "email": "x", "user_type": "seller"})).await.is(400);
        assert_eq!((said.fault("company"), said.fault("user_type")), ("This field is required.", "Not a valid choice."));
        let weak = json!({"email": "y@example.net", "password": "short", "company": "Eastwind"});
        assert!(!client.post("/iam/users", weak).await.is(400).fault("password").is_empty());
        // It is somebody else's account: whoever made it acts in their own.
        client.get(&format!("/iam/users/{}", said.body["id"])).await.is(404);
    }
}
