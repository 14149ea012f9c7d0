//! One person in several accounts, and new accounts.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, own_id, token_in,
};
use axum::http::StatusCode;
use futures::future::join;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, MembershipId, UserId},
        role::AccountRole,
        time::Span,
    },
    service::{
        self, Ctx, Error, acceptance,
        acceptance::Way,
        accounts::{create, create_for, joined},
        invitations::{Invite, invite},
        members::{ListMembers, list},
        sessions,
        sessions::Proven,
        sign_in::{SignedIn, sign_in},
    },
    store::{Db, accounts, member_places, members, sessions as stored},
};

const MARA: &str = "mara@example.org";

async fn text(t: &TestApp, sql: &'static str) -> Vec<(Option<i64>, String)> {
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

/// Ada's second account, and Ada signed in there.
async fn second_account(t: &TestApp, ada: &Ctx) -> (AccountId, Ctx) {
    let id = create_for(&t.app, &t.anonymous(), "Southwind", Some("ada@example.org")).await.unwrap();
    let ctx = at(t, ada.principal.as_ref().unwrap().user_id, id).await;
    (id, ctx)
}

/// Somebody signed in to a certain account.
async fn at(t: &TestApp, user_id: UserId, account_id: AccountId) -> Ctx {
    let mut tx = t.app.db.read().await.unwrap();
    let person = vestibule::store::users::find(&mut tx, user_id).await.unwrap().unwrap();
    drop(tx);
    t.as_person(SignedIn { user_id, account_id, proven_hash: person.password_hash.unwrap() }).await
}

/// Mara of the address above, in both of Ada's accounts: an administrator here, one of the Users there.
async fn mara_in_both(t: &TestApp, here: &Ctx, there: &Ctx) -> [MembershipId; 2] {
    let form = Invite { role: "1".into(), name: "Mara from here".into(), ..invite_form(MARA) };
    let first = invite(&t.app, here, &form).await.unwrap();
    let link = token_in(&t.deliver().await[0], "/invitations/").hash();
    accept_new(&t.app, &t.anonymous(), link, "Mara Voss", PASSWORD).await.unwrap();
    t.deliver().await;
    let form = Invite { role: "2".into(), name: "Mara from there".into(), ..invite_form(MARA) };
    let second = invite(&t.app, there, &form).await.unwrap();
    let mails = t.deliver().await;
    let link = token_in(&mails[0], "/invitations/").hash();
    let mara = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
    let mara = t.as_person(mara).await;
    let who = Proven::of(mara.principal.as_ref().unwrap()).unwrap();
    acceptance::accept_signed_in(&t.app, &mara, &who, Way::Link(link)).await.unwrap();
    t.deliver().await;
    [first.membership_id, second.membership_id]
}

async fn suspend(t: &TestApp, account: AccountId, id: MembershipId) {
    let mut tx = t.app.db.write().await.unwrap();
    accounts::lock(&mut tx, account).await.unwrap();
    assert!(members::suspend(&mut tx, id, t.app.clock.now()).await.unwrap());
    member_places::refresh(&mut tx, id).await.unwrap();
    tx.commit_without_audit("a test").await.unwrap();
}

fn account_of(ctx: &Ctx) -> AccountId {
    ctx.principal.as_ref().unwrap().account_id
}

on_both_databases! {
    async fn each_account_has_its_own_people_names_and_rights(t) {
        let ada = t.administrator().await;
        let (_, there) = second_account(&t, &ada).await;
        let form = Invite { role: "1".into(), name: "Mara from here".into(), ..invite_form(MARA) };
        invite(&t.app, &ada, &form).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/invitations/").hash();
        invite(&t.app, &there, &invite_form(MARA)).await.unwrap();
        t.deliver().await;
        // What Northwind's administrator typed is never seen in Southwind.
        for ctx in [&there] {
            let rows = list(&t.app, ctx, &ListMembers::default()).await.unwrap().members;
            assert_eq!(rows.len(), 2);
            assert!(rows.iter().all(|row| !row.name.contains("from here")), "{rows:?}");
            for word in ["from", "here"] {
                let wanted = ListMembers { search: word.into(), ..ListMembers::default() };
                assert!(list(&t.app, ctx, &wanted).await.unwrap().members.is_empty(), "{word}");
            }
        }
        accept_new(&t.app, &t.anonymous(), link, "Mara Voss", PASSWORD).await.unwrap();
        // Joining one account tells the other nothing.
        let rows = list(&t.app, &there, &ListMembers::default()).await.unwrap().members;
        assert!(rows.iter().all(|row| !row.name.contains("Mara")), "{rows:?}");
        t.deliver().await;
    }

    async fn a_person_has_in_each_account_the_rights_given_there(t) {
        let ada = t.administrator().await;
        let (southwind, there) = second_account(&t, &ada).await;
        mara_in_both(&t, &ada, &there).await;
        let mut mara = Browser::new(&t);
        mara.sign_in(MARA, PASSWORD).await;
        let northwind = account_of(&ada);
        mara.post(&format!("/accounts/{northwind}/switch"), &[]).await;
        let users = mara.get("/users").await;
        assert!(users.status == StatusCode::OK && users.holds("Northwind – switch account"));
        let page = mara.get("/accounts").await;
        assert!(page.holds("Northwind") && page.holds("Southwind") && page.holds("You are here"));
        assert!(!page.holds("New account"), "Mara is no operator");
        let session = mara.cookie("__Host-sid").unwrap().to_owned();
        let answer = mara.post(&format!("/accounts/{southwind}/switch"), &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(mara.cookie("__Host-sid"), Some(session.as_str()));
        let home = mara.get("/").await;
        assert!(home.holds("You are now in Southwind") && home.holds("Welcome to Southwind"));
        assert_eq!(mara.get("/users").await.status, StatusCode::FORBIDDEN);
        let switched = text(&t, "SELECT account_id, action FROM audit_events WHERE action = 'session.switched'").await;
        assert!(switched.iter().any(|(account, _)| *account == Some(southwind.0)));
        // At the next sign-in the person is where they were last.
        t.advance(Span::minutes(2));
        mara.get("/").await;
        let mut again = Browser::new(&t);
        again.sign_in(MARA, PASSWORD).await;
        assert!(again.get("/").await.holds("Welcome to Southwind"));
    }

    async fn an_account_one_does_not_belong_to_does_not_exist(t) {
        let ada = t.administrator().await;
        let (southwind, there) = second_account(&t, &ada).await;
        let [_, in_southwind] = mara_in_both(&t, &ada, &there).await;
        let foreign = create_for(&t.app, &t.anonymous(), "Elsewhere", None).await.unwrap();
        let mut mara = Browser::new(&t);
        mara.sign_in(MARA, PASSWORD).await;
        mara.post(&format!("/accounts/{}/switch", account_of(&ada)), &[]).await;
        suspend(&t, southwind, in_southwind).await;
        let strip = |body: &str, id: &str| {
            let body = body.replace(&format!("/accounts/{id}/switch"), "");
            body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest)).collect::<String>()
        };
        let unknown = mara.post("/accounts/4711/switch", &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        for id in [foreign.to_string(), southwind.to_string(), "x".to_owned()] {
            let answer = mara.post(&format!("/accounts/{id}/switch"), &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
            assert_eq!(strip(&answer.body, &id), strip(&unknown.body, "4711"), "{id}");
        }
        let page = mara.get("/accounts").await;
        assert!(page.holds("Suspended") && !page.holds("Elsewhere"));
        assert!(!page.holds(&format!("/accounts/{southwind}/switch")));
        assert!(!page.holds("switch account"), "there is no other to go on in");
        assert_eq!(mara.get("/users").await.status, StatusCode::OK, "still where they were");
        mara.post("/sign-out", &[]).await;
        let answer = mara.post(&format!("/accounts/{southwind}/switch"), &[]).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Faccounts");
        assert_eq!(mara.get("/accounts").await.location(), "/sign-in?next=%2Faccounts");
    }

    async fn suspension_in_one_account_leaves_the_other_alone(t) {
        let ada = t.administrator().await;
        let (southwind, there) = second_account(&t, &ada).await;
        let [in_northwind, _] = mara_in_both(&t, &ada, &there).await;
        let mut here = Browser::new(&t);
        here.sign_in(MARA, PASSWORD).await;
        here.post(&format!("/accounts/{}/switch", account_of(&ada)), &[]).await;
        let mut elsewhere = Browser::new(&t);
        elsewhere.sign_in(MARA, PASSWORD).await;
        elsewhere.post(&format!("/accounts/{southwind}/switch"), &[]).await;
        assert_eq!(here.get("/users").await.status, StatusCode::OK);
        suspend(&t, account_of(&ada), in_northwind).await;
        assert_eq!(here.get("/users").await.location(), "/sign-in?next=%2Fusers", "signed out at the next request");
        assert!(elsewhere.get("/").await.holds("Welcome to Southwind"));
        let mut again = Browser::new(&t);
        again.sign_in(MARA, PASSWORD).await;
        assert!(again.get("/").await.holds("Welcome to Southwind"), "the other account still lets them in");
        let counts = list(&t.app, &there, &ListMembers::default()).await.unwrap();
        assert!(counts.members.iter().all(|row| row.status == vestibule::domain::member::Status::Active));
    }

    async fn switching_while_being_removed_ends_outside(t) {
        let ada = t.administrator().await;
        let (southwind, there) = second_account(&t, &ada).await;
        let [_, id] = mara_in_both(&t, &ada, &there).await;
        let mara = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let northwind = account_of(&ada);
        for round in 0..20_u8 {
            // Of the sessions a person may have, the oldest end first.
            t.advance(Span::seconds(1));
            let ctx = at(&t, mara.user_id, northwind).await;
            let id_hash = [100 + round; 32];
            let new = stored::NewSession {
                id_hash,
                user_id: mara.user_id,
                account_id: northwind,
                ip: "",
                user_agent: "",
                data: "{}",
            };
            assert!(sessions::open(&t.app, &new, &mara.proven_hash, sessions::Browser::Known, &ctx.origin()).await.unwrap().is_some());
            let remove = async {
                let mut tx = t.app.db.write().await.unwrap();
                accounts::lock(&mut tx, southwind).await.unwrap();
                assert!(members::suspend(&mut tx, id, ctx.now).await.unwrap());
                stored::revoke_in_account(&mut tx, mara.user_id, southwind, ctx.now).await.unwrap();
                tx.commit_without_audit("a test").await.unwrap();
            };
            let (switched, ()) = join(sessions::switch(&t.app, &ctx, &id_hash, southwind), remove).await;
            // Restored, nobody is in again without signing in.
            let mut tx = t.app.db.write().await.unwrap();
            assert!(members::restore(&mut tx, id).await.unwrap());
            tx.commit_without_audit("a test").await.unwrap();
            let live = sessions::find(&t.app, &id_hash, ctx.now).await.unwrap();
            match switched {
                Ok(_) => assert!(live.is_none(), "ended with the others"),
                Err(Error::NotFound) => assert_eq!(live.unwrap().account_id, northwind),
                other => panic!("{other:?}"),
            }
        }
    }

    async fn a_session_is_switched_by_its_own_person_while_it_lives(t) {
        let ada = t.administrator().await;
        let (southwind, there) = second_account(&t, &ada).await;
        mara_in_both(&t, &ada, &there).await;
        let mara = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let ctx = at(&t, mara.user_id, account_of(&ada)).await;
        let id_hash = [9; 32];
        let new = stored::NewSession {
            id_hash,
            user_id: mara.user_id,
            account_id: account_of(&ada),
            ip: "",
            user_agent: "",
            data: "{}",
        };
        sessions::open(&t.app, &new, &mara.proven_hash, sessions::Browser::Known, &ctx.origin()).await.unwrap();
        let not_hers = sessions::switch(&t.app, &ada, &id_hash, southwind).await;
        assert!(matches!(not_hers, Err(Error::NotFound)), "{not_hers:?}");
        assert!(matches!(sessions::switch(&t.app, &t.anonymous(), &id_hash, southwind).await, Err(Error::SignedOut)));
        sessions::end(&t.app, &id_hash, &ctx.origin()).await.unwrap();
        let ended = sessions::switch(&t.app, &ctx, &id_hash, southwind).await;
        assert!(matches!(ended, Err(Error::NotFound)), "{ended:?}");
    }

    async fn operators_make_accounts_and_nobody_else(t) {
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let page = browser.get("/accounts").await;
        assert!(page.holds("Northwind – accounts") && page.holds("New account"));
        let answer = browser.post("/accounts", &[("name", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.holds("Enter a name."));
        for _ in 0..2 {
            // Names need not be unique.
            let answer = browser.post("/accounts", &[("name", "Southwind")]).await;
            assert_eq!(answer.location(), "/accounts");
        }
        let page = browser.get("/accounts").await;
        assert!(page.holds("Account Southwind created") && page.holds("Northwind – switch account"), "stayed");
        let own = joined(&t.app, &ada).await.unwrap();
        assert_eq!(own.iter().filter(|account| account.name == "Southwind").count(), 2);
        assert!(own.iter().all(|account| account.role == AccountRole::Administrators));
        let made = own.iter().find(|account| !account.is_current).unwrap().id;
        let there = at(&t, ada.principal.as_ref().unwrap().user_id, made).await;
        assert!(there.principal.as_ref().unwrap().client_administrator);
        let projects = service::projects::list(&t.app, &there).await.unwrap().in_use;
        assert!(projects.len() == 1 && projects[0].is_default);
        assert_eq!(list(&t.app, &there, &ListMembers::default()).await.unwrap().counts.total, 1);
        let entries = text(&t, "SELECT account_id, subject FROM audit_events WHERE action = 'account.created'").await;
        assert_eq!(entries.len(), 2);
        assert!(entries.iter().all(|(account, subject)| *subject == format!("account:{}", account.unwrap())));

        let form = Invite { role: "1".into(), ..invite_form(MARA) };
        invite(&t.app, &ada, &form).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/invitations/").hash();
        let mara = accept_new(&t.app, &t.anonymous(), link, "Mara", PASSWORD).await.unwrap();
        let mara = t.as_person(mara).await;
        assert!(matches!(create(&t.app, &mara, "Mine").await, Err(Error::Forbidden)));
        assert!(matches!(create(&t.app, &t.anonymous(), "Mine").await, Err(Error::SignedOut)));
        t.deliver().await;
    }

    async fn the_first_administrator_is_somebody_who_can_sign_in(t) {
        let nobody = create_for(&t.app, &t.anonymous(), "Too early", None).await;
        assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
        let ada = t.administrator().await;
        t.invite(&ada, MARA).await;
        t.deliver().await;
        for (name, email, expected) in [
            ("", Some("nobody"), vec![(Field::Name, Fault::Missing), (Field::Email, Fault::NotAnAddress)]),
            ("Southwind", Some("nobody@example.org"), vec![(Field::Email, Fault::NobodyHere)]),
            ("Southwind", Some(MARA), vec![(Field::Email, Fault::NoPasswordYet)]),
        ] {
            let refused = create_for(&t.app, &t.anonymous(), name, email).await;
            let Err(Error::Invalid(FieldErrors(errors))) = refused else { panic!("{refused:?}") };
            assert_eq!(errors, expected);
        }
        let made = create_for(&t.app, &t.anonymous(), "Southwind", None).await.unwrap();
        let own = joined(&t.app, &ada).await.unwrap();
        assert!(own.iter().any(|account| account.id == made), "the oldest operator");
        assert_eq!(own.len(), 2);
    }
}

/// An account invites an address while its owner moves to another one: the invitation stays with the address. What is
/// held against what shows only where several write at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_stays_with_the_address_while_its_owner_moves() {
    use vestibule::service::address_change;
    let Some(t) = TestApp::on_postgres().await else { return };
    let Db::Postgres(pool) = t.app.db.clone() else { panic!() };
    let ada = t.administrator().await;
    let (_, there) = second_account(&t, &ada).await;
    t.invite(&ada, MARA).await;
    let link = token_in(&t.deliver().await[0], "/invitations/").hash();
    let mara = accept_new(&t.app, &t.anonymous(), link, "Mara Voss", PASSWORD).await.unwrap();
    let mara = t.as_person(mara).await;
    t.deliver().await;
    address_change::ask(&t.app, &mara, "mara@elsewhere.example", PASSWORD, own_id(&mara)).await.unwrap();
    let mails = t.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == "mara@elsewhere.example").unwrap();
    let link = token_in(mail, "/account/email/").hash();
    // The invitation is stopped after its person is found and before it is written.
    let mut stopper = pool.begin().await.unwrap();
    sqlx::query("LOCK TABLE invitations IN SHARE MODE").execute(&mut *stopper).await.unwrap();
    let waiting = async |least: i64| {
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let now: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        now >= least
    };
    let inviting = tokio::spawn({
        let (app, there) = (t.app.clone(), there.clone());
        async move { invite(&app, &there, &invite_form(MARA)).await }
    });
    while !waiting(1).await {}
    let moving = tokio::spawn({
        let (app, nobody) = (t.app.clone(), t.anonymous());
        async move { address_change::confirm(&app, &nobody, link).await }
    });
    while !moving.is_finished() && !waiting(2).await {}
    stopper.rollback().await.unwrap();
    let issued = inviting.await.unwrap().unwrap();
    moving.await.unwrap().unwrap();
    let row = t.membership(&there, issued.membership_id).await;
    let mut tx = t.app.db.read().await.unwrap();
    let person = vestibule::store::users::find(&mut tx, row.user_id).await.unwrap().unwrap();
    assert_eq!(person.email, MARA);
    drop(tx);
    t.counts_are_true().await;
}
