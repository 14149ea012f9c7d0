//! Projects: who sees and changes which, what archiving means, and who wins when two are at it.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, refused, token_in,
};
use axum::http::StatusCode;
use futures::future::{join, join_all};
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::{MembershipId, ProjectId},
        role::ProjectRole,
        scope::Access,
        time::Span,
    },
    service::{
        Ctx, Error,
        invitations::{Invite, invite, offering},
        members::{ListMembers, list as list_members, own_access},
        projects::{archive, create, list, renamable, rename, restore},
    },
    store::{Db, accounts, accounts::MOST_PROJECTS, member_places, projects},
};

fn taken() -> FieldErrors {
    FieldErrors::one(Field::Name, Fault::NameTaken)
}

/// A member with these roles in projects, who has joined.
async fn member(
    t: &TestApp,
    administrator: &Ctx,
    email: &str,
    roles: &[(ProjectId, &str)],
) -> (MembershipId, Ctx) {
    let form = if roles.is_empty() {
        invite_form(email)
    } else {
        Invite {
            scope: "project".into(),
            projects: roles.iter().map(|(id, role)| (id.to_string(), (*role).to_owned())).collect(),
            ..invite_form(email)
        }
    };
    let issued = invite(&t.app, administrator, &form).await.unwrap();
    let mails = t.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == email).unwrap();
    let link = token_in(mail, "/invitations/").hash();
    let who = accept_new(&t.app, &t.anonymous(), link, "Mara", PASSWORD).await.unwrap();
    t.deliver().await;
    (issued.membership_id, t.as_person(who).await)
}

async fn names(t: &TestApp, ctx: &Ctx) -> Vec<String> {
    list(&t.app, ctx).await.unwrap().in_use.into_iter().map(|project| project.name).collect()
}

async fn audited(t: &TestApp, action: &'static str) -> i64 {
    let sql = "SELECT count(*) FROM audit_events WHERE action = $1";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).bind(action).fetch_one(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).bind(action).fetch_one(pool).await.unwrap(),
    }
}

on_both_databases! {
    async fn everybody_sees_just_what_they_may_enter_and_why(t) {
        let ada = t.administrator().await;
        let web = create(&t.app, &ada, "web").await.unwrap();
        let mail = create(&t.app, &ada, "Mail").await.unwrap();
        assert_eq!(names(&t, &ada).await, ["Default", "Mail", "web"]);
        let (_, observer) = member(&t, &ada, "o@example.org", &[(web, "Observer")]).await;
        assert_eq!(names(&t, &observer).await, ["web"]);
        let (_, nobody) = member(&t, &ada, "n@example.org", &[]).await;
        assert!(names(&t, &nobody).await.is_empty());
        let form = Invite { client_role: "administrator".into(), ..invite_form("c@example.org") };
        invite(&t.app, &ada, &form).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/invitations/").hash();
        let who = accept_new(&t.app, &t.anonymous(), link, "Cem", PASSWORD).await.unwrap();
        let client = t.as_person(who).await;
        assert_eq!(names(&t, &client).await, ["Default", "Mail", "web"]);

        // Who administers a project, by whichever way, renames it; who only enters it does not; for others it does not exist.
        assert!(matches!(rename(&t.app, &observer, web, "x").await, Err(Error::Forbidden)));
        assert!(matches!(rename(&t.app, &observer, mail, "x").await, Err(Error::NotFound)));
        rename(&t.app, &client, mail, "Post").await.unwrap();
        let (_, own) = member(&t, &ada, "p@example.org", &[(web, "ProjectAdministrator")]).await;
        rename(&t.app, &own, web, "site").await.unwrap();
        assert!(matches!(rename(&t.app, &own, mail, "x").await, Err(Error::NotFound)));
        assert_eq!(names(&t, &ada).await, ["Default", "Post", "site"]);
        for ctx in [&observer, &own, &client] {
            assert!(matches!(create(&t.app, ctx, "new").await, Err(Error::Forbidden)));
            assert!(matches!(archive(&t.app, ctx, web).await, Err(Error::Forbidden)));
            assert!(matches!(restore(&t.app, ctx, web).await, Err(Error::Forbidden)));
            assert!(list(&t.app, ctx).await.unwrap().archived.is_empty());
        }
        assert!(matches!(list(&t.app, &t.anonymous()).await, Err(Error::SignedOut)));
        let seen = list(&t.app, &ada).await.unwrap().in_use;
        assert_eq!(seen.iter().map(|project| project.people).collect::<Vec<_>>(), [0, 0, 2]);
    }

    async fn a_name_stands_once_among_projects_in_use(t) {
        let ada = t.administrator().await;
        let zoe = create(&t.app, &ada, " Zoë ").await.unwrap();
        for same in ["Zoë", "zoe", "ZOE\u{308}", "default"] {
            assert_eq!(refused(create(&t.app, &ada, same).await), taken(), "{same}");
        }
        let other = create(&t.app, &ada, "other").await.unwrap();
        assert_eq!(refused(rename(&t.app, &ada, other, "ZOE").await), taken());
        rename(&t.app, &ada, zoe, "ZOE").await.unwrap();
        assert_eq!(refused(create(&t.app, &ada, " ").await), FieldErrors::one(Field::Name, Fault::Missing));
        assert_eq!(refused(rename(&t.app, &ada, zoe, "a\nb").await), FieldErrors::one(Field::Name, Fault::Unprintable));
        // The name of an archived one is free, and then in the way of its return.
        archive(&t.app, &ada, zoe).await.unwrap();
        let second = create(&t.app, &ada, "zoe").await.unwrap();
        assert_eq!(refused(restore(&t.app, &ada, zoe).await), taken());
        rename(&t.app, &ada, second, "zoe 2").await.unwrap();
        assert_eq!(restore(&t.app, &ada, zoe).await.unwrap(), "ZOE");
        assert_eq!(names(&t, &ada).await, ["Default", "other", "ZOE", "zoe 2"]);
        for (action, times) in
            [("project.created", 3), ("project.renamed", 2), ("project.archived", 1), ("project.restored", 1)]
        {
            assert_eq!(audited(&t, action).await, times, "{action}");
        }
    }

    async fn an_archived_project_is_entered_by_nobody_and_keeps_its_roles(t) {
        let ada = t.administrator().await;
        let web = create(&t.app, &ada, "web").await.unwrap();
        let mail = create(&t.app, &ada, "mail").await.unwrap();
        let (id, mara) = member(&t, &ada, "mara@example.org", &[(web, "ProjectAdministrator"), (mail, "User")]).await;
        let both = vec![("mail".to_owned(), ProjectRole::User), ("web".to_owned(), ProjectRole::ProjectAdministrator)];
        assert_eq!(own_access(&t.app, &mara).await.unwrap(), Access::Projects(both.clone()));
        archive(&t.app, &ada, web).await.unwrap();
        assert_eq!(names(&t, &mara).await, ["mail"]);
        assert!(matches!(rename(&t.app, &mara, web, "x").await, Err(Error::NotFound)));
        assert!(matches!(rename(&t.app, &ada, web, "x").await, Err(Error::Conflict)));
        assert!(matches!(archive(&t.app, &ada, web).await, Err(Error::Conflict)));
        assert!(matches!(restore(&t.app, &ada, mail).await, Err(Error::Conflict)));
        let left = vec![("mail".to_owned(), ProjectRole::User)];
        assert_eq!(own_access(&t.app, &mara).await.unwrap(), Access::Projects(left));
        let offered = offering(&t.app, &ada).await.unwrap().projects;
        assert_eq!(offered.iter().map(|project| project.name.as_str()).collect::<Vec<_>>(), ["Default", "mail"]);
        let rows = list_members(&t.app, &ada, &ListMembers::default()).await.unwrap().members;
        assert_eq!(rows.iter().find(|row| row.id == id).unwrap().projects, 1);
        let form = Invite {
            scope: "project".into(),
            projects: [(web.to_string(), "User".to_owned())].into(),
            ..invite_form("late@example.org")
        };
        assert_eq!(refused(invite(&t.app, &ada, &form).await), FieldErrors::one(Field::Projects(None), Fault::NotAChoice));
        let shown = list(&t.app, &ada).await.unwrap();
        assert_eq!(shown.archived.len(), 1);
        assert_eq!((shown.archived[0].people, shown.archived[0].access.role), (1, None));
        restore(&t.app, &ada, web).await.unwrap();
        assert_eq!(own_access(&t.app, &mara).await.unwrap(), Access::Projects(both));
    }

    async fn roles_in_archived_projects_stay_unless_every_role_goes(t) {
        let ada = t.administrator().await;
        let web = create(&t.app, &ada, "web").await.unwrap();
        let mail = create(&t.app, &ada, "mail").await.unwrap();
        let (id, mara) = member(&t, &ada, "mara@example.org", &[(web, "User"), (mail, "User")]).await;
        let account = ada.principal.as_ref().unwrap().account_id;
        let set = async |wanted: &[(ProjectId, ProjectRole)]| {
            let mut tx = t.app.db.write().await.unwrap();
            accounts::lock(&mut tx, account).await.unwrap();
            member_places::set_project_roles(&mut tx, id, wanted, t.clock_now()).await.unwrap();
            tx.commit_without_audit("a test").await.unwrap();
        };
        archive(&t.app, &ada, web).await.unwrap();
        set(&[(mail, ProjectRole::Observer)]).await;
        restore(&t.app, &ada, web).await.unwrap();
        assert_eq!(names(&t, &mara).await, ["mail", "web"]);
        archive(&t.app, &ada, web).await.unwrap();
        set(&[]).await;
        restore(&t.app, &ada, web).await.unwrap();
        assert!(names(&t, &mara).await.is_empty());
        let seen = list(&t.app, &ada).await.unwrap().in_use;
        assert!(seen.iter().all(|project| project.people == 0), "{seen:?}");
    }

    async fn the_default_project_always_stays(t) {
        let ada = t.administrator().await;
        let default = list(&t.app, &ada).await.unwrap().in_use[0].clone();
        assert!(default.is_default);
        assert_eq!(refused(archive(&t.app, &ada, default.id).await), FieldErrors::one(Field::Form, Fault::DefaultProject));
        rename(&t.app, &ada, default.id, "Main").await.unwrap();
        assert_eq!(names(&t, &ada).await, ["Main"]);
    }

    async fn an_account_has_so_many_projects_in_use_and_no_more(t) {
        let ada = t.administrator().await;
        let account = ada.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.write().await.unwrap();
        let mut first = None;
        for n in 1..MOST_PROJECTS {
            let name = format!("p{n:03}");
            let id = projects::insert(&mut tx, t.app.new_uuid(ada.now), account, &name, false, ada.now).await.unwrap();
            first = first.or(id);
        }
        tx.commit_without_audit("a test").await.unwrap();
        assert_eq!(names(&t, &ada).await.len(), 500);
        let full = FieldErrors::one(Field::Form, Fault::TooManyProjects { max: 500 });
        assert_eq!(refused(create(&t.app, &ada, "one more").await), full);
        let first = first.unwrap();
        archive(&t.app, &ada, first).await.unwrap();
        create(&t.app, &ada, "one more").await.unwrap();
        assert_eq!(refused(restore(&t.app, &ada, first).await), full);
    }

    async fn of_many_creating_the_same_name_one_wins(t) {
        let ada = t.administrator().await;
        for round in 0..20 {
            let name = format!("web {round}");
            let tries = join_all((0..6).map(|_| create(&t.app, &ada, &name))).await;
            assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1);
            for result in tries.into_iter().filter(Result::is_err) {
                assert_eq!(refused(result), taken());
            }
        }
        assert_eq!(names(&t, &ada).await.len(), 21);
        assert_eq!(audited(&t, "project.created").await, 20);
    }

    async fn renaming_and_archiving_at_once_leave_one_story(t) {
        let ada = t.administrator().await;
        for round in 0..20 {
            let id = create(&t.app, &ada, &format!("old {round}")).await.unwrap();
            let new = format!("new {round}");
            let (renamed, archived) = join(rename(&t.app, &ada, id, &new), archive(&t.app, &ada, id)).await;
            let name = archived.unwrap();
            match renamed {
                Ok(()) => assert_eq!(name, new, "renamed before it was archived"),
                Err(Error::Conflict) => assert_eq!(name, format!("old {round}")),
                other => panic!("{other:?}"),
            }
            let shown = list(&t.app, &ada).await.unwrap();
            assert!(shown.archived.iter().any(|project| project.id == id && project.name == name));
        }
    }

    async fn inviting_into_a_project_that_is_archived_meanwhile(t) {
        let ada = t.administrator().await;
        for round in 0..20 {
            let id = create(&t.app, &ada, &format!("p{round}")).await.unwrap();
            let email = format!("m{round}@example.org");
            let form = Invite {
                scope: "project".into(),
                projects: [(id.to_string(), "User".to_owned())].into(),
                ..invite_form(&email)
            };
            let (invited, archived) = join(invite(&t.app, &ada, &form), archive(&t.app, &ada, id)).await;
            archived.unwrap();
            let people = list(&t.app, &ada).await.unwrap().archived.iter().find(|seen| seen.id == id).unwrap().people;
            match invited {
                Ok(_) => assert_eq!(people, 1),
                Err(Error::Invalid(_)) => assert_eq!(people, 0),
                other => panic!("{other:?}"),
            }
        }
        t.deliver().await;
    }

    async fn the_pages_of_an_administrator(t) {
        t.administrator().await;
        let mut browser = Browser::new(&t);
        assert_eq!(browser.get("/projects").await.location(), "/sign-in?next=%2Fprojects");
        browser.sign_in("ada@example.org", PASSWORD).await;
        let answer = browser.post("/projects", &[("name", "web")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/projects"));
        let page = browser.get("/projects").await;
        assert!(page.holds("Project web created") && page.holds("Project administrator through the account role"));
        assert!(page.holds("Project administrator through the client role has no effect"));
        assert!(page.holds("The default project cannot be archived."));
        // Nobody has a role in either, and yet they are not closed to everybody.
        assert!(page.holds("Administrators only") && !page.holds("0 people"), "{}", page.body);
        assert!(page.holds("People with the role Administrators or the client role Administrator enter every project."));
        let answer = browser.post("/projects", &[("name", "WEB")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.holds("Another project has this name.") && answer.holds("value=\"WEB\""));
        let id = page.body.split("/projects/").filter_map(|rest| rest.split_once("/archive\"")).last().unwrap().0.to_owned();
        let path = |what: &str| format!("/projects/{id}/{what}");
        assert!(browser.get(&path("rename")).await.holds("value=\"web\""));
        let answer = browser.post(&path("rename"), &[("name", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.holds("Enter a name.") && answer.holds("Rename web"));
        assert_eq!(browser.post(&path("rename"), &[("name", "site")]).await.location(), "/projects");
        let confirm = browser.get(&path("archive")).await;
        assert!(confirm.holds("Archive site?") && confirm.holds("Nobody has a role in it."));
        assert_eq!(browser.post(&path("archive"), &[]).await.location(), "/projects");
        assert!(browser.get("/projects").await.holds("Archived (1)"));
        assert_eq!(browser.get(&path("archive")).await.status, StatusCode::CONFLICT);
        browser.post(&path("archive"), &[]).await;
        assert!(browser.get("/projects").await.holds("This can no longer be done"));
        assert_eq!(browser.post(&path("restore"), &[]).await.location(), "/projects");
        let page = browser.get("/projects").await;
        assert!(page.holds("Project site restored") && !page.holds("Archived ("));
        assert_eq!(browser.get(&path("restore")).await.status, StatusCode::METHOD_NOT_ALLOWED);
        for what in ["rename", "archive", "restore"] {
            for id in ["4711", "x"] {
                let answer = browser.post(&format!("/projects/{id}/{what}"), &[("name", "x")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what} {id}");
            }
        }
        browser.post("/sign-out", &[]).await;
        assert_eq!(browser.post(&path("restore"), &[]).await.location(), "/sign-in?next=%2Fprojects");
    }

    async fn projects_of_another_account_do_not_exist(t) {
        let ada = t.administrator().await;
        let other = vestibule::service::accounts::create_for(&t.app, &t.anonymous(), "Elsewhere", None).await.unwrap();
        let mut tx = t.app.db.write().await.unwrap();
        let id = projects::insert(&mut tx, t.app.new_uuid(ada.now), other, "secret", false, ada.now).await.unwrap().unwrap();
        tx.commit_without_audit("a test").await.unwrap();
        assert!(!names(&t, &ada).await.contains(&"secret".to_owned()));
        assert!(matches!(renamable(&t.app, &ada, id).await, Err(Error::NotFound)));
        assert!(matches!(rename(&t.app, &ada, id, "x").await, Err(Error::NotFound)));
        assert!(matches!(archive(&t.app, &ada, id).await, Err(Error::NotFound)));
        assert!(matches!(restore(&t.app, &ada, id).await, Err(Error::NotFound)));
        // A name of another account is free here.
        create(&t.app, &ada, "secret").await.unwrap();
        t.advance(Span::seconds(1));
    }
}

/// No statement about projects and accounts reads a whole table.
#[tokio::test]
async fn every_statement_finds_its_rows_by_index() {
    let t = TestApp::on_sqlite().await;
    let Db::Sqlite { writer, .. } = &t.app.db else { unreachable!() };
    let all = vestibule::store::all_statements();
    let ours = |name: &str| {
        name.starts_with("projects.")
            || ["accounts.projects", "accounts.of_person", "members.project_roles", "member_places.projects"]
                .contains(&name)
            || ["sessions.find_live", "sessions.switch", "users.oldest_operator"].contains(&name)
    };
    let mut seen = 0;
    for (name, sql) in all.into_iter().filter(|(name, _)| ours(name)) {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite)))
                .fetch_all(writer)
                .await
                .unwrap();
        let steps: Vec<String> = plan.into_iter().map(|step| step.3).collect();
        // The count reads rows that were found by index a line above; operators stand in an index of their own.
        let fine = |step: &String| {
            !step.starts_with("SCAN") || step == "SCAN in_use" || step.contains("USING INDEX users_operators")
        };
        assert!(steps.iter().all(fine), "{name}: {steps:#?}");
        seen += 1;
    }
    assert!(seen >= 16, "{seen}");
}
