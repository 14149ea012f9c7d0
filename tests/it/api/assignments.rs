//! Roles in projects and over the whole client by their numbers: the very rights that the panel shows.

use super::{Client, account_of, ada, joined, token, user_of};
use crate::support::{
    TestApp,
    database::{audited, number},
    invite_form, on_both_databases,
};
use futures::future::join_all;
use serde_json::{Value, json};
use vestibule::{
    domain::{
        ids::{MembershipId, ProjectId, UserId},
        role::{AccountRole, ProjectRole},
        time::Span,
    },
    service::{
        Ctx,
        edit_form::Edit,
        invitations::{Invite, invite},
        member_actions, member_edit, person, projects,
    },
    store::members,
};

const PATH: &str = "/cloud/v1/users/assignments";
/// Rights without a number, and numbers without a right.
const AMISS: [&str; 4] = [
    "SELECT count(*) FROM project_roles r WHERE NOT EXISTS
        (SELECT 1 FROM assignments a WHERE a.membership_id = r.membership_id AND a.project_id = r.project_id)",
    "SELECT count(*) FROM memberships m WHERE m.client_administrator AND NOT EXISTS
        (SELECT 1 FROM assignments a WHERE a.membership_id = m.id AND a.project_id IS NULL)",
    "SELECT count(*) FROM assignments a JOIN memberships m ON m.id = a.membership_id
     WHERE a.project_id IS NULL AND NOT m.client_administrator OR a.account_id <> m.account_id",
    "SELECT count(*) FROM assignments a WHERE a.project_id IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM project_roles r WHERE a.membership_id = r.membership_id AND a.project_id = r.project_id)",
];

/// Every right has a number, and every number a right.
pub(crate) async fn expect_numbered(t: &TestApp) {
    for sql in AMISS {
        assert_eq!(number(t, sql).await, 0, "{sql}");
    }
}

async fn membership(t: &TestApp, ada: &Ctx, user: UserId) -> MembershipId {
    let mut tx = t.app.db.read().await.unwrap();
    let account = ada.principal.as_ref().unwrap().account_id;
    members::find_by_user(&mut tx, account, user).await.unwrap().unwrap().id
}

/// What the panel says somebody has: the client role, and roles in projects in use.
async fn in_panel(t: &TestApp, ada: &Ctx, user: UserId) -> (bool, Vec<(ProjectId, ProjectRole)>) {
    let person = person::person(&t.app, ada, membership(t, ada, user).await).await.unwrap();
    (person.holder.client_administrator, person.project_roles)
}

async fn ids(client: &Client, query: &str) -> Vec<i64> {
    let said = client.get(&format!("{PATH}{query}")).await.is(200).body;
    let all = said["results"].as_array().unwrap();
    all.iter().map(|own| own["id"].as_i64().unwrap()).collect()
}

fn wanted(ada: &Ctx, user: UserId, role: &str, project: Option<ProjectId>) -> Value {
    json!({"role": role, "user_id": user.0, "client_id": account_of(ada), "project_id": project.map(|id| id.0)})
}

#[track_caller]
fn fault(said: &super::Said, field: &str) -> String {
    assert_eq!(said.body["exception_class"], "ValidationError", "{said:?}");
    said.body["invalid_fields"][field][0].as_str().unwrap_or_else(|| panic!("{field}: {said:?}")).to_owned()
}

on_both_databases! {
    async fn a_role_in_a_project_is_given_changed_and_taken_as_the_panel_has_it(t) {
        let (ada, client) = ada(&t).await;
        let mara = t.invite(&ada, "mara@example.org").await.user_id;
        let (one, two) = (projects::create(&t.app, &ada, "Harbour").await.unwrap(), projects::create(&t.app, &ada, "Quay").await.unwrap());
        let made = client.post(PATH, wanted(&ada, mara, "ProjectAdministrator", Some(one))).await.is(200).body;
        let expected = json!({
            "id": made["id"], "user_id": mara.0, "role": "ProjectAdministrator", "client_id": account_of(&ada),
            "project_id": one.0, "assigned_by": user_of(&ada), "created_at": "2026-11-20T09:15:00.000000Z", "updated_at": null,
        });
        assert_eq!(made, expected);
        assert_eq!(audited(&t, 1).await, ["member.access_changed"]);
        client.post(PATH, wanted(&ada, mara, "Observer", Some(two))).await.is(200);
        let all = [(one, ProjectRole::ProjectAdministrator), (two, ProjectRole::Observer)];
        assert_eq!(in_panel(&t, &ada, mara).await, (false, all.into()));
        let said = client.get(&format!("{PATH}?user_id={}", mara.0)).await.is(200).body;
        assert_eq!((&said["count"], &said["results"][0]), (&json!(2), &expected));

        t.advance(Span::hours(1));
        let path = format!("{PATH}/{}", made["id"]);
        let said = client.patch(&path, wanted(&ada, mara, "User", Some(one))).await.is(200).body;
        assert_eq!(said, json!({"assignment_id": made["id"]}));
        let said = client.get(&format!("{PATH}?project_id={}", one.0)).await.is(200).body;
        assert_eq!(
            (&said["results"][0]["role"], &said["results"][0]["updated_at"], &said["results"][0]["created_at"]),
            (&json!("User"), &json!("2026-11-20T10:15:00.000000Z"), &expected["created_at"])
        );
        // The same once more changes nothing, and is not written down.
        let before = number(&t, "SELECT count(*) FROM audit_events").await;
        client.patch(&path, json!({"role": "User", "user_id": mara.0})).await.is(200);
        client.post(PATH, wanted(&ada, mara, "User", Some(one))).await.is(200);
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events").await, before);

        assert_eq!(client.delete(&path).await.is(200).body, json!({"assignment_id": made["id"]}));
        assert_eq!(in_panel(&t, &ada, mara).await, (false, vec![(two, ProjectRole::Observer)]));
        let said = client.delete(&path).await.is(404);
        assert_eq!(said.body["exception_class"], "NotFoundError");
        client.patch(&path, wanted(&ada, mara, "User", Some(one))).await.is(404);
        // Given again it is another one.
        let again = client.post(PATH, wanted(&ada, mara, "User", Some(one))).await.is(200).body;
        assert_ne!(again["id"], made["id"]);
        expect_numbered(&t).await;
        assert_eq!(number(&t, "SELECT CAST(sum(members_total) AS BIGINT) FROM projects").await, 2);
    }

    async fn the_whole_client_is_a_right_like_the_others_and_takes_none_away(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        let role = client.post(PATH, wanted(&ada, mara, "Observer", Some(project))).await.is(200).body;
        let whole = json!({"role": "ClientAdministrator", "user_id": mara.0});
        let said = client.post(PATH, whole.clone()).await.is(400);
        assert!(fault(&said, "role").contains("roles in projects"));
        let said = client.post(PATH, wanted(&ada, mara, "User", Some(project))).await.is(400);
        assert!(fault(&said, "role").contains("Observer"));
        assert_eq!(in_panel(&t, &ada, mara).await, (false, vec![(project, ProjectRole::Observer)]));
        client.delete(&format!("{PATH}/{}", role["id"])).await.is(200);
        let made = client.post(PATH, whole.clone()).await.is(200).body;
        assert_eq!((&made["role"], &made["project_id"]), (&json!("ClientAdministrator"), &json!(null)));
        assert_eq!(client.post(PATH, whole).await.is(200).body["id"], made["id"]);
        assert_eq!(in_panel(&t, &ada, mara).await, (true, vec![]));
        let said = client.post(PATH, wanted(&ada, mara, "User", Some(project))).await.is(400);
        assert!(fault(&said, "project_id").contains("every project"));
        // It has no other role, and is in no project.
        let path = format!("{PATH}/{}", made["id"]);
        client.patch(&path, json!({"role": "ClientAdministrator", "user_id": mara.0, "project_id": null})).await.is(200);
        let said = client.patch(&path, wanted(&ada, mara, "User", Some(project))).await.is(400);
        assert!(fault(&said, "role") == fault(&said, "project_id"));
        client.delete(&path).await.is(200);
        assert_eq!(in_panel(&t, &ada, mara).await, (false, vec![]));
        expect_numbered(&t).await;
    }

    async fn what_the_panel_gives_has_a_number_too_and_what_it_takes_has_none(t) {
        let (ada, client) = ada(&t).await;
        let own = ids(&client, "").await;
        assert_eq!(own.len(), 1, "the first administrator has the whole client");
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        let other = projects::create(&t.app, &ada, "Quay").await.unwrap();
        let roles = |all: &[(ProjectId, &str)]| all.iter().map(|(id, role)| (id.0.to_string(), (*role).to_owned())).collect();
        let form = Invite {
            scope: "project".into(),
            projects: roles(&[(project, "User"), (other, "Observer")]),
            ..invite_form("mara@example.org")
        };
        let mara = invite(&t.app, &ada, &form).await.unwrap().user_id;
        expect_numbered(&t).await;
        let before = ids(&client, &format!("?user_id={}", mara.0)).await;
        assert_eq!(before.len(), 2);
        let id = membership(&t, &ada, mara).await;
        let edit = async |form: Edit| member_edit::edit(&t.app, &t.proven_now(&ada), id, &form).await.unwrap();
        let form = Edit { name: "Mara".into(), language: "en".into(), role: "2".into(), scope: "project".into(), ..Edit::default() };
        t.advance(Span::hours(1));
        edit(Edit { projects: roles(&[(project, "ProjectAdministrator")]), ..form.clone() }).await;
        let said = client.get(&format!("{PATH}?user_id={}", mara.0)).await.is(200).body;
        assert_eq!((&said["results"][0]["id"], &said["results"][0]["role"]), (&json!(before[0]), &json!("ProjectAdministrator")));
        assert!(said["results"][0]["updated_at"].is_string() && said["count"] == 1);
        edit(Edit { scope: "client".into(), client_role: "administrator".into(), ..form.clone() }).await;
        let whole = ids(&client, &format!("?user_id={}", mara.0)).await;
        assert!(whole.len() == 1 && whole[0] > before[1]);
        expect_numbered(&t).await;
        member_actions::remove(&t.app, &t.proven_now(&ada), id, false).await.unwrap();
        assert_eq!(ids(&client, "").await, own);
        client.delete(&format!("{PATH}/{}", whole[0])).await.is(404);
        let said = client.post(PATH, wanted(&ada, mara, "User", Some(project))).await.is(404);
        assert_eq!(said.body["exception_class"], "NotFoundError");
        // Invited again with the same right, it is given anew.
        let form = Invite { client_role: "administrator".into(), ..invite_form("mara@example.org") };
        invite(&t.app, &t.proven_now(&ada), &form).await.unwrap();
        let anew = ids(&client, &format!("?user_id={}", mara.0)).await;
        assert!(anew.len() == 1 && anew[0] > whole[0]);
        let customer = json!({"email": "a@example.net", "password": "nine copper kettles hum", "company": "Southwind"});
        client.post("/iam/users", customer).await.is(201);
        expect_numbered(&t).await;
    }

    async fn roles_in_archived_projects_stay_for_the_day_they_are_restored(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let old = projects::create(&t.app, &ada, "Old").await.unwrap();
        let new = projects::create(&t.app, &ada, "New").await.unwrap();
        let of_old = client.post(PATH, wanted(&ada, mara, "User", Some(old))).await.is(200).body;
        projects::archive(&t.app, &ada, old).await.unwrap();
        let query = format!("?user_id={}", mara.0);
        assert!(ids(&client, &query).await.is_empty());
        client.delete(&format!("{PATH}/{}", of_old["id"])).await.is(404);
        assert!(!fault(&client.post(PATH, wanted(&ada, mara, "User", Some(old))).await.is(400), "project_id").is_empty());
        let of_new = client.post(PATH, wanted(&ada, mara, "User", Some(new))).await.is(200).body;
        client.delete(&format!("{PATH}/{}", of_new["id"])).await.is(200);
        projects::restore(&t.app, &ada, old).await.unwrap();
        assert_eq!(ids(&client, &query).await, [of_old["id"].as_i64().unwrap()]);
        expect_numbered(&t).await;
    }

    async fn whoever_may_not_change_access_here_may_not_change_it_there(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        let made = client.post(PATH, wanted(&ada, mara, "ProjectAdministrator", Some(project))).await.is(200).body;
        let hers = Client::of(&t, &token(&t, account_of(&ada), "mara@example.org", AccountRole::Engineers).await);
        // Who administers a project does not give roles in it: the panel's rule.
        let other = t.invite(&ada, "other@example.org").await.user_id;
        for said in [
            hers.post(PATH, wanted(&ada, other, "User", Some(project))).await,
            hers.patch(&format!("{PATH}/{}", made["id"]), wanted(&ada, mara, "User", Some(project))).await,
            hers.delete(&format!("{PATH}/{}", made["id"])).await,
            hers.delete(&format!("{PATH}/99999999")).await,
        ] {
            assert_eq!(said.is(403).body["exception_class"], "ForbiddenError");
        }
        assert_eq!(ids(&hers, "").await, [made["id"].as_i64().unwrap()]);
        assert!(ids(&hers, &format!("?user_id={}", user_of(&ada))).await.is_empty());
        // Nobody changes their own.
        let own = ids(&client, &format!("?user_id={}", user_of(&ada))).await[0];
        client.delete(&format!("{PATH}/{own}")).await.is(403);
        client.post(PATH, wanted(&ada, UserId(user_of(&ada)), "User", Some(project))).await.is(403);
        // Another account's is as good as none, whichever number it has.
        let elsewhere = vestibule::service::accounts::create_for(&t.app, &t.anonymous(), "Southwind", Some("mara@example.org")).await.unwrap();
        let there = Client::of(&t, &token(&t, elsewhere.0, "mara@example.org", AccountRole::Administrators).await);
        there.delete(&format!("{PATH}/{}", made["id"])).await.is(404);
        there.patch(&format!("{PATH}/{}", made["id"]), json!({})).await.is(404);
        there.post(PATH, wanted(&ada, mara, "User", Some(project))).await.is(403);
        there.post(PATH, json!({"role": "User", "user_id": other.0, "client_id": elsewhere.0, "project_id": project.0})).await.is(404);
        let body = json!({"client_id": elsewhere.0, "email": "third@example.org", "user_role": {}});
        let third = there.post("/iam/clients/invite_user", body).await.is(200).body["user_id"].clone();
        let said = there.post(PATH, json!({"role": "User", "user_id": third, "client_id": elsewhere.0, "project_id": project.0})).await.is(400);
        assert!(!fault(&said, "project_id").is_empty());
        assert_eq!(in_panel(&t, &ada, mara).await.1, [(project, ProjectRole::ProjectAdministrator)]);
    }

    async fn access_that_ends_is_nobody_s_over_the_whole_client(t) {
        let (ada, client) = ada(&t).await;
        let form = Invite { access_ends: "2026-12-31".into(), ..invite_form("mara@example.org") };
        let mara = invite(&t.app, &ada, &form).await.unwrap().user_id;
        let said = client.post(PATH, json!({"role": "ClientAdministrator", "user_id": mara.0})).await.is(400);
        assert!(!fault(&said, "role").is_empty());
        assert_eq!(in_panel(&t, &ada, mara).await, (false, vec![]));
    }

    async fn everything_wrong_with_an_assignment_is_said_at_once(t) {
        let (ada, client) = ada(&t).await;
        let mara = t.invite(&ada, "mara@example.org").await.user_id;
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        let said = client.post(PATH, json!({})).await.is(400);
        assert_eq!((fault(&said, "role"), fault(&said, "user_id")), ("This field is required.".into(), "This field is required.".into()));
        let account = account_of(&ada);
        for (body, field) in [
            (json!({"role": "Owner", "user_id": mara.0}), "role"),
            (json!({"role": "", "user_id": mara.0}), "role"),
            (json!({"role": 5, "user_id": mara.0}), "role"),
            (json!({"role": "user", "user_id": mara.0}), "role"),
            (json!({"role": "ClientAdministrator", "user_id": "x"}), "user_id"),
            (json!({"role": "ClientAdministrator", "user_id": null}), "user_id"),
            (json!({"role": "ClientAdministrator", "user_id": 1.5}), "user_id"),
            (json!({"role": "ClientAdministrator", "user_id": mara.0, "client_id": "x"}), "client_id"),
            (json!({"role": "ClientAdministrator", "user_id": mara.0, "client_id": account, "project_id": project.0}), "project_id"),
            (json!({"role": "User", "user_id": mara.0}), "project_id"),
            (json!({"role": "User", "user_id": mara.0, "client_id": account, "project_id": null}), "project_id"),
            (json!({"role": "User", "user_id": mara.0, "client_id": account, "project_id": []}), "project_id"),
            (json!({"role": "User", "user_id": mara.0, "project_id": project.0}), "client_id"),
            (json!({"role": "User", "user_id": mara.0, "client_id": account, "project_id": 99_999_999}), "project_id"),
            (json!({"role": "User", "user_id": mara.0, "client_id": account, "project_id": -1}), "project_id"),
        ] {
            assert!(!fault(&client.post(PATH, body.clone()).await.is(400), field).is_empty(), "{body}");
        }
        client.post(PATH, json!({"role": "ClientAdministrator", "user_id": 99_999_999})).await.is(404);
        client.post(PATH, json!({"role": "ClientAdministrator", "user_id": mara.0, "client_id": account + 1})).await.is(403);
        client.send("POST", PATH, Some("{".into())).await.is(400);
        client.send("POST", PATH, Some("[]".into())).await.is(400);
        let made = client.post(PATH, wanted(&ada, mara, "User", Some(project))).await.is(200).body;
        let path = format!("{PATH}/{}", made["id"]);
        for (body, field) in [
            (json!({}), "role"),
            (json!({"role": "User"}), "user_id"),
            (json!({"role": "User", "user_id": mara.0 + 1}), "user_id"),
            (json!({"role": "User", "user_id": mara.0, "project_id": null}), "project_id"),
            (json!({"role": "User", "user_id": mara.0, "project_id": project.0 + 1}), "project_id"),
            (json!({"role": "ClientAdministrator", "user_id": mara.0}), "role"),
            (json!({"role": "User", "user_id": mara.0, "client_id": "x"}), "client_id"),
        ] {
            assert!(!fault(&client.patch(&path, body.clone()).await.is(400), field).is_empty(), "{body}");
        }
        client.patch(&path, json!({"role": "Observer", "user_id": mara.0, "client_id": account + 1})).await.is(403);
        for id in ["0", "-1", "x", "1.5", "99999999999999999999", "%00"] {
            client.delete(&format!("{PATH}/{id}")).await.is(404);
            client.patch(&format!("{PATH}/{id}"), json!({})).await.is(404);
        }
        for (query, field) in [("limit=x", "limit"), ("offset=-1", "offset"), ("project_id=x", "project_id"), ("user_id=1.5", "user_id")] {
            assert!(!fault(&client.get(&format!("{PATH}?{query}")).await.is(400), field).is_empty(), "{query}");
        }
        assert_eq!(in_panel(&t, &ada, mara).await.1, [(project, ProjectRole::User)]);
    }

    async fn pages_lose_nobody(t) {
        let t = t.without_limits();
        let (ada, client) = ada(&t).await;
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        for n in 0..5 {
            let user = t.invite(&ada, &format!("p{n}@example.org")).await.user_id;
            client.post(PATH, wanted(&ada, user, "InternalNetworkOnlyUser", Some(project))).await.is(200);
        }
        let all = ids(&client, "").await;
        assert!(all.len() == 6 && all.is_sorted(), "{all:?}");
        assert_eq!(ids(&client, &format!("?project_id={}", project.0)).await, all[1..]);
        assert!(ids(&client, "?project_id=99999999").await.is_empty() && ids(&client, "?user_id=99999999").await.is_empty());
        let mut found = Vec::new();
        for offset in [0, 4, 8] {
            let said = client.get(&format!("{PATH}?limit=4&offset={offset}")).await.is(200).body;
            assert_eq!(said["count"], 6);
            found.extend(said["results"].as_array().unwrap().iter().map(|own| own["id"].as_i64().unwrap()));
        }
        assert_eq!(found, all);
        client.get(&format!("{PATH}?limit=9223372036854775807&offset=9223372036854775807")).await.is(200);
    }

    async fn of_two_who_give_at_once_one_right_comes(t) {
        let (ada, client) = ada(&t).await;
        let mara = t.invite(&ada, "mara@example.org").await.user_id;
        let project = projects::create(&t.app, &ada, "Harbour").await.unwrap();
        let roles = ["User", "Observer", "User", "Observer"];
        let said = join_all(roles.map(|role| client.post(PATH, wanted(&ada, mara, role, Some(project))))).await;
        let made: std::collections::BTreeSet<i64> = said.iter().filter_map(|said| said.body["id"].as_i64()).collect();
        assert_eq!(made.len(), 1);
        assert_eq!(said.iter().filter(|said| said.status == 200).count(), 2);
        assert_eq!(in_panel(&t, &ada, mara).await.1.len(), 1);
        expect_numbered(&t).await;
    }
}
