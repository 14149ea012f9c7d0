//! What a signed-in person does with their own account: name, phone, language, password, address.

use crate::support::{PASSWORD, TestApp, accept_new, browser::Browser, on_both_databases, own_id, token_in};
use axum::http::{StatusCode, header};
use futures::future::join_all;
use serde_json::{Value, json};
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        language::Language,
        secret::Token,
        time::Span,
    },
    mail::Outgoing,
    service::{
        Ctx, Error,
        acceptance::look,
        address_change,
        invitations::reissue,
        member_actions::remove,
        member_edit::edit_details,
        members::{ListMembers, list},
        own_account::{self, OwnChange},
        resets,
        sign_in::sign_in,
    },
    store::{Db, members},
};

const NEW_PASSWORD: &str = "four herons by the weir";
const ADA: &str = "ada@example.org";
const NEW: &str = "ada@elsewhere.example";
const LINK: &str = "/account/email/";

/// Mara, who has joined and is signed in.
async fn mara(t: &TestApp, ada: &Ctx) -> Ctx {
    t.invite(ada, "mara@example.org").await;
    let mails = t.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == "mara@example.org").unwrap();
    let link = token_in(mail, "/invitations/").hash();
    let who = accept_new(&t.app, &t.anonymous(), link, "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
    t.as_person(who).await
}

async fn signed_in(t: &TestApp) -> Browser {
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(Field, Fault)> {
    match result {
        Err(Error::Invalid(FieldErrors(errors))) => errors,
        other => panic!("{other:?}"),
    }
}

/// The one mail to an address.
fn to<'a>(mails: &'a [Outgoing], address: &str) -> &'a Outgoing {
    let found: Vec<_> = mails.iter().filter(|mail| mail.to == address).collect();
    assert_eq!(found.len(), 1, "mails to {address}");
    found[0]
}

/// Asks for an address and gives back the token that was mailed there.
async fn asked(t: &TestApp, who: &Ctx, new: &str) -> Token {
    address_change::ask(&t.app, who, new, PASSWORD, own_id(who)).await.unwrap();
    token_in(to(&t.deliver().await, new), LINK)
}

async fn works(t: &TestApp, email: &str, password: &str) -> bool {
    sign_in(&t.app, &t.anonymous(), email, password).await.is_ok()
}

async fn is_live(t: &TestApp, who: &Ctx) -> bool {
    let id = *who.principal.as_ref().unwrap().session().unwrap();
    vestibule::service::sessions::find(&t.app, &id, t.later(who).now).await.unwrap().is_some()
}

/// Action, account, actor and detail of the newest audit entries, the newest first.
async fn audited(t: &TestApp, most: i64) -> Vec<(String, Option<i64>, Option<i64>, Value)> {
    let sql = "SELECT action, account_id, actor_id, detail FROM audit_events ORDER BY id DESC LIMIT $1";
    let rows: Vec<(String, Option<i64>, Option<i64>, String)> = match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_as(sql).bind(most).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).bind(most).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter()
        .map(|(action, account, actor, detail)| {
            (action, account, actor, serde_json::from_str(&detail).unwrap())
        })
        .collect()
}

/// A page without what differs by nature: nonces and the address typed.
fn without_own(body: &str, address: &str) -> String {
    let mut parts = body.split("nonce=\"");
    let mut rest = parts.next().unwrap().to_owned();
    for part in parts {
        rest.push_str(part.split_once('"').unwrap().1);
    }
    rest.replace(address, "ADDRESS")
}

on_both_databases! {
    async fn name_phone_and_language_are_kept_and_the_rest_is_refused(t) {
        let ada = t.administrator().await;
        own_account::save_profile(&t.app, &ada, OwnChange::profile("  Ada Kern-Lind ", " +994 12 555 01 23 ", "de")).await.unwrap();
        let own = own_account::look(&t.app, &ada).await.unwrap();
        assert_eq!((own.name.as_str(), own.phone.as_str(), own.language), ("Ada Kern-Lind", "+994 12 555 01 23", Language::De));
        let (user, account) = (ada.principal.as_ref().unwrap().user_id.0, ada.principal.as_ref().unwrap().account_id.0);
        let expected = ("user.profile_changed".to_owned(), Some(account), Some(user), json!({ "changed": ["name", "phone", "language"] }));
        assert_eq!(audited(&t, 1).await, [expected]);
        let long = "1".repeat(65);
        let refused = own_account::save_profile(&t.app, &ada, OwnChange::profile(" ", &long, "fr")).await;
        assert_eq!(
            faults(refused),
            [(Field::Name, Fault::Missing), (Field::Phone, Fault::TooLong { max: 64 }), (Field::Language, Fault::NotAChoice)]
        );
        let refused = own_account::save_profile(&t.app, &ada, OwnChange::profile("Ada", "1\u{202E}2", "de")).await;
        assert_eq!(faults(refused), [(Field::Phone, Fault::Unprintable)]);
        assert_eq!(own_account::look(&t.app, &ada).await.unwrap().phone, "+994 12 555 01 23");
        own_account::save_profile(&t.app, &ada, OwnChange::profile("Ada", "", "de")).await.unwrap();
        assert_eq!(own_account::look(&t.app, &ada).await.unwrap().phone, "");
    }

    async fn what_is_not_changed_stays_as_every_account_has_it(t) {
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let id = mara.principal.as_ref().unwrap().membership_id;
        edit_details(&t.app, &t.proven_now(&ada), id, Some("Mara (operations)"), Some("ru")).await.unwrap();
        let here = async || {
            let mut tx = t.app.db.read().await.unwrap();
            let row = members::find(&mut tx, mara.principal.as_ref().unwrap().account_id, id).await.unwrap().unwrap();
            (row.name, row.language)
        };
        let phone = OwnChange { phone: Some("+49 30 1"), ..OwnChange::default() };
        own_account::save_profile(&t.app, &mara, phone).await.unwrap();
        assert_eq!(here().await, ("Mara (operations)".to_owned(), Language::Ru));
        let language = OwnChange { language: Some("de"), ..OwnChange::default() };
        own_account::save_profile(&t.app, &mara, language).await.unwrap();
        assert_eq!(here().await, ("Mara (operations)".to_owned(), Language::De));
        // Of two changes at once, none undoes the other.
        for round in 0..20 {
            let (name, phone) = (format!("Mara {round}"), format!("+49 {round}"));
            let changes = [
                OwnChange { name: Some(&name), ..OwnChange::default() },
                OwnChange { phone: Some(&phone), ..OwnChange::default() },
            ];
            for done in join_all(changes.map(|change| own_account::save_profile(&t.app, &mara, change))).await {
                done.unwrap();
            }
            let own = own_account::look(&t.app, &mara).await.unwrap();
            assert_eq!((own.name, own.phone, own.language), (name, phone, Language::De), "round {round}");
        }
    }

    async fn the_users_page_follows_name_language_and_address(t) {
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let search = async |words: &str| {
            let wanted = ListMembers { search: words.into(), ..ListMembers::default() };
            let found = list(&t.app, &t.later(&ada), &wanted).await.unwrap().members;
            found.into_iter().map(|member| (member.name, member.email, member.language)).collect::<Vec<_>>()
        };
        own_account::save_profile(&t.app, &mara, OwnChange::profile("Zora Novak", "", "az")).await.unwrap();
        let row = ("Zora Novak".to_owned(), "mara@example.org".to_owned(), Language::Az);
        assert_eq!(search("zora").await, std::slice::from_ref(&row));
        assert_eq!(search("lind").await, []);
        assert_eq!(search("").await.last(), Some(&row), "in order");
        let token = asked(&t, &mara, "aardvark@elsewhere.example").await;
        address_change::confirm(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        let row = ("Zora Novak".to_owned(), "aardvark@elsewhere.example".to_owned(), Language::Az);
        assert_eq!(search("aardvark").await, [row]);
        assert_eq!(search("mara@example.org").await, []);
        let sql = "SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL AND email_key LIKE 'aardvark%'";
        let verified: i64 = match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        };
        assert_eq!(verified, 1);
    }

    async fn nobody_signed_out_gets_anywhere(t) {
        t.administrator().await;
        let nobody = t.anonymous();
        assert!(matches!(own_account::look(&t.app, &nobody).await, Err(Error::SignedOut)));
        assert!(matches!(own_account::save_profile(&t.app, &nobody, OwnChange::profile("x", "", "en")).await, Err(Error::SignedOut)));
        assert!(matches!(own_account::change_password(&t.app, &nobody, PASSWORD, NEW_PASSWORD, own_id(&nobody)).await, Err(Error::SignedOut)));
        assert!(matches!(address_change::ask(&t.app, &nobody, NEW, PASSWORD, own_id(&nobody)).await, Err(Error::SignedOut)));
        assert!(matches!(address_change::cancel(&t.app, &nobody).await, Err(Error::SignedOut)));
        let mut browser = Browser::new(&t);
        for path in ["/account", "/account/password"] {
            for answer in [browser.get(path).await, browser.post(path, &[]).await] {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
                assert_eq!(answer.location(), format!("/sign-in?next={}", path.replace('/', "%2F")));
            }
        }
        for path in ["/account/email/change", "/account/email/cancel"] {
            assert_eq!(browser.post(path, &[]).await.location(), "/sign-in?next=%2Faccount");
            assert_eq!(browser.get(path).await.location(), "/account");
        }
        for name in ["account/profile", "account/password", "account/email/change", "account/email/cancel"] {
            assert_eq!(browser.call(name, &json!({})).await.status, StatusCode::UNAUTHORIZED, "{name}");
        }
    }

    async fn the_page_keeps_what_was_typed_and_says_what_is_wrong_beside_it(t) {
        t.administrator().await;
        let mut browser = signed_in(&t).await;
        let page = browser.get("/account").await;
        assert!(page.holds("<h1>Account</h1>") && page.holds("value=\"Ada Kern\"") && page.holds(ADA));
        assert!(page.holds("<a href=\"/account\" title=\"ada@example.org\""), "the name in the header leads here");
        let form = [("name", ""), ("phone", "12\u{7}3"), ("language", "de")];
        let refused = browser.post("/account", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for shown in ["Enter a name.", "Remove line breaks and invisible characters.", "value=\"de\" selected"] {
            assert!(refused.holds(shown), "{shown}");
        }
        let saved = browser.post("/account", &[("name", "Ada Lind"), ("phone", "123"), ("language", "de")]).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/account"));
        let page = browser.get("/account").await;
        assert!(page.holds("Ihre Änderungen sind gespeichert.") && page.holds("value=\"123\"") && page.holds("Ada Lind"));
        let refused = browser.post("/account/email/change", &[("new_email", "no <address>"), ("password", "hunter2 hunter2")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("value=\"no &lt;address&gt;\"") && refused.holds("Das ist nicht Ihr aktuelles Passwort."));
        assert!(refused.holds("value=\"Ada Lind\""), "the other form is as it was");
        assert!(!refused.holds("hunter2"), "a password is never echoed");
        let refused = browser.post("/account/password", &[("current_password", "hunter2"), ("new_password", "hunter3")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("Das ist nicht Ihr aktuelles Passwort.") && !refused.holds("hunter"));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_new_password_ends_all_other_sessions_and_every_open_link(t) {
        let ada = t.administrator().await;
        let bystander = mara(&t, &ada).await;
        let (mut here, mut there) = (signed_in(&t).await, signed_in(&t).await);
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let reset = token_in(to(&t.deliver().await, ADA), "/reset-password/");
        let change = asked(&t, &ada, NEW).await;
        let id = here.cookie("__Host-sid").unwrap().to_owned();
        let done = here.post("/account/password", &[("current_password", PASSWORD), ("new_password", NEW_PASSWORD)]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/account/password"));
        assert!(here.get("/account/password").await.holds("Your password has been changed."));
        assert_ne!(here.cookie("__Host-sid"), Some(id.as_str()), "this session goes on under another id");
        assert_eq!(here.get("/users").await.status, StatusCode::OK);
        assert_eq!(there.get("/users").await.status, StatusCode::SEE_OTHER, "the other ends");
        assert!(!is_live(&t, &ada).await && is_live(&t, &bystander).await, "and nobody else's");
        assert_eq!(resets::look(&t.app, &t.anonymous(), reset.hash()).await.unwrap(), None);
        assert!(matches!(address_change::look(&t.app, &t.anonymous(), change.hash()).await, Err(Error::NotFound)));
        assert!(!works(&t, ADA, PASSWORD).await && works(&t, ADA, NEW_PASSWORD).await);
        let mails = t.deliver().await;
        assert_eq!(to(&mails, ADA).rendered.subject, "Your password was changed");
        assert_eq!(audited(&t, 1).await[0].0, "user.password_changed");
    }

    async fn the_password_in_force_is_needed_and_no_bad_one_replaces_it(t) {
        let ada = t.administrator().await;
        let change = async |current: &str, new: &str| {
            faults(own_account::change_password(&t.app, &ada, current, new, own_id(&ada)).await)
        };
        let wrong = (Field::CurrentPassword, Fault::WrongPassword);
        for text in ["not the right password", "x", &"x".repeat(2000)] {
            assert_eq!(change(text, NEW_PASSWORD).await, std::slice::from_ref(&wrong), "{text:.30}");
        }
        assert_eq!(
            change("", "short").await,
            [(Field::CurrentPassword, Fault::Missing), (Field::NewPassword, Fault::TooShort { min: 15 })]
        );
        assert_eq!(change(PASSWORD, PASSWORD).await, [(Field::NewPassword, Fault::SamePassword)]);
        assert_eq!(change(PASSWORD, "ada kern northwind").await, [(Field::NewPassword, Fault::OwnWords)]);
        assert_eq!(change(PASSWORD, "").await, [(Field::NewPassword, Fault::Missing)]);
        assert!(works(&t, ADA, PASSWORD).await && is_live(&t, &ada).await);
        assert!(t.deliver().await.is_empty());
    }

    async fn of_two_new_passwords_at_once_one_wins(t) {
        let ada = t.administrator().await;
        for round in 0..3 {
            let old = if round == 0 { PASSWORD.to_owned() } else { format!("{round} herons by the old weir") };
            let new = format!("{} herons by the old weir", round + 1);
            let tries = join_all((0..2).map(|_| own_account::change_password(&t.app, &ada, &old, &new, own_id(&ada)))).await;
            assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "{tries:?}");
            let lost = tries.into_iter().find(Result::is_err).unwrap();
            assert_eq!(faults(lost), [(Field::CurrentPassword, Fault::WrongPassword)]);
            assert!(works(&t, ADA, &new).await);
        }
    }

    async fn no_old_password_outlives_a_new_one(t) {
        t.administrator().await;
        for round in 0..3 {
            let old = if round == 0 { PASSWORD.to_owned() } else { format!("{round} herons by the old weir") };
            let new = format!("{} herons by the old weir", round + 1);
            let mut here = Browser::new(&t);
            here.sign_in(ADA, &old).await;
            let mut browsers: Vec<Browser> = (0..3).map(|_| Browser::new(&t)).collect();
            let tries = join_all(browsers.iter_mut().map(|browser| browser.sign_in(ADA, &old)));
            let form = [("current_password", old.as_str()), ("new_password", new.as_str())];
            // Few enough that the queue of the hasher, which answers 503 beyond two seconds, is not what is raced here.
            let (done, _) = futures::future::join(here.post("/account/password", &form), tries).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
            assert_eq!(here.get("/users").await.status, StatusCode::OK);
            for browser in &mut browsers {
                assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "round {round}");
            }
        }
    }

    async fn no_reset_link_outlives_the_address_it_was_mailed_to(t) {
        let ada = t.administrator().await;
        let mut email = ADA.to_owned();
        for round in 0..6 {
            let who = sign_in(&t.app, &t.anonymous(), &email, PASSWORD).await.unwrap();
            let session = t.as_person(who).await;
            let new = format!("ada{round}@elsewhere.example");
            let token = asked(&t, &session, &new).await;
            let nobody = t.anonymous();
            let asking = join_all((0..3).map(|_| resets::ask(&t.app, &nobody, &email)));
            let confirming = address_change::confirm(&t.app, &nobody, token.hash());
            let (asked, confirmed) = futures::future::join(asking, confirming).await;
            confirmed.unwrap();
            assert!(asked.iter().all(Result::is_ok), "{asked:?}");
            for mail in t.deliver().await {
                assert!(!mail.rendered.text.contains("/reset-password/"), "to {}", mail.to);
            }
            email = new;
        }
        assert_eq!(own_account::look(&t.app, &ada).await.unwrap().email, email);
    }

    async fn an_open_invitation_stays_with_the_address_it_was_sent_to(t) {
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let id = mara.principal.as_ref().unwrap().membership_id;
        let token = asked(&t, &mara, NEW).await;
        remove(&t.app, &ada, id, false).await.unwrap();
        t.advance(Span::minutes(1));
        t.invite(&t.later(&ada), "mara@example.org").await;
        t.deliver().await;
        address_change::confirm(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        t.deliver().await;
        let emails = async |search: &str| {
            let wanted = ListMembers { search: search.into(), ..ListMembers::default() };
            let page = list(&t.app, &t.later(&ada), &wanted).await.unwrap();
            page.members.into_iter().map(|member| member.email).collect::<Vec<_>>()
        };
        assert_eq!(emails("mara").await, ["mara@example.org"]);
        assert_eq!(emails("elsewhere").await, Vec::<String>::new());
        t.advance(Span::minutes(2));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        let mails = t.deliver().await;
        let link = token_in(to(&mails, "mara@example.org"), "/invitations/").hash();
        let offered = look(&t.app, &t.later(&t.anonymous()), link).await.unwrap();
        assert_eq!((offered.email.as_str(), offered.has_password), ("mara@example.org", false));
        // Whoever reads that mailbox joins as somebody of their own.
        let who = accept_new(&t.app, &t.anonymous(), link, "Somebody Else", PASSWORD).await.unwrap();
        assert_ne!(who.user_id, mara.principal.as_ref().unwrap().user_id);
        t.counts_are_true().await;
    }

    async fn a_new_address_is_confirmed_from_its_mailbox(t) {
        let ada = t.administrator().await;
        let elsewhere = signed_in(&t).await;
        let mut here = signed_in(&t).await;
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let reset = token_in(to(&t.deliver().await, ADA), "/reset-password/");
        let done = here.post("/account/email/change", &[("new_email", NEW), ("password", PASSWORD)]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/account"));
        let page = here.get("/account").await;
        assert!(page.holds("A mail is on its way to ada@elsewhere.example.") && page.holds("Cancel change"));
        assert!(page.holds(">ada@example.org<"), "nothing has changed yet");
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 2);
        let notice = &to(&mails, ADA).rendered;
        assert!(notice.text.contains(NEW) && notice.text.contains("Forgot password?"), "{}", notice.text);
        assert!(!notice.text.contains("https://") && !notice.html.contains("href"), "no link in the notice");
        let token = token_in(to(&mails, NEW), LINK);

        // Whoever looks, however often, spends nothing.
        let mut stranger = Browser::new(&t);
        let link = format!("{LINK}{}", token.reveal());
        for method in ["HEAD", "GET", "HEAD", "GET"] {
            let followed = stranger.send(method, &link, None, "text/html", None).await;
            assert_eq!((followed.status, followed.location()), (StatusCode::SEE_OTHER, "/account/email"));
            assert_eq!(followed.headers[header::REFERRER_POLICY], "no-referrer");
            let page = stranger.send(method, "/account/email", None, "text/html", None).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(method == "HEAD" || page.holds(ADA) && page.holds(NEW) && page.holds("Confirm new email"));
            assert!(!page.holds(&token.reveal()));
        }
        assert!(works(&t, ADA, PASSWORD).await && !works(&t, NEW, PASSWORD).await);

        here.get(&link).await;
        let handle = token.hash().handle();
        let id = here.cookie("__Host-sid").unwrap().to_owned();
        let done = here.post("/account/email", &[("handle", &handle)]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/account"));
        let page = here.get("/account").await;
        assert!(page.holds("Your email is now ada@elsewhere.example.") && !page.holds("Cancel change"));
        assert_eq!(here.cookie("__Host-sid"), Some(id.as_str()), "this session stays");
        let mut elsewhere = elsewhere;
        assert_eq!(elsewhere.get("/account").await.status, StatusCode::SEE_OTHER, "the others end");
        assert!(!works(&t, ADA, PASSWORD).await && works(&t, NEW, PASSWORD).await);
        assert_eq!(resets::look(&t.app, &t.anonymous(), reset.hash()).await.unwrap(), None);
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 2);
        for address in [ADA, NEW] {
            let text = &to(&mails, address).rendered.text;
            assert!(text.contains(ADA) && text.contains(NEW), "{text}");
        }

        // The link has done its work.
        let again = stranger.post("/account/email", &[("handle", &handle)]).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert_eq!(stranger.get("/account/email").await.status, StatusCode::GONE);
        let principal = ada.principal.as_ref().unwrap();
        let detail = json!({ "from": "a…@example.org", "to": "a…@elsewhere.example" });
        let entries = audited(&t, 20).await;
        for action in ["user.address_change_asked", "user.address_changed"] {
            let entry = entries.iter().find(|entry| entry.0 == action).unwrap();
            assert_eq!((entry.1, entry.2, &entry.3), (Some(principal.account_id.0), Some(principal.user_id.0), &detail));
        }
    }

    async fn a_stranger_s_browser_is_signed_out_and_the_link_is_proof_enough(t) {
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let mut hers = Browser::new(&t);
        hers.sign_in("mara@example.org", PASSWORD).await;
        for (mut browser, new) in [(Browser::new(&t), "one@elsewhere.example"), (hers, "two@elsewhere.example")] {
            let who = sign_in(&t.app, &t.anonymous(), &own_account::look(&t.app, &ada).await.unwrap().email, PASSWORD).await.unwrap();
            let session = t.as_person(who).await;
            let token = asked(&t, &session, new).await;
            browser.get(&format!("{LINK}{}", token.reveal())).await;
            let done = browser.post("/account/email", &[("handle", &token.hash().handle())]).await;
            assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/sign-in"));
            assert!(browser.get("/sign-in").await.holds(&format!("The email is now {new}.")));
            assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
            assert!(!is_live(&t, &session).await && is_live(&t, &mara).await);
            let entries = audited(&t, 3).await;
            let entry = entries.iter().find(|entry| entry.0 == "user.address_changed").unwrap();
            assert_eq!((entry.1, entry.2), (None, Some(ada.principal.as_ref().unwrap().user_id.0)));
            t.deliver().await;
        }
    }

    async fn nobody_learns_whose_an_address_is(t) {
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        t.invite(&ada, "invited@example.org").await;
        t.deliver().await;
        let mut browser = signed_in(&t).await;
        let mut seen = Vec::new();
        for address in ["nobody@example.org", "mara@example.org", "invited@example.org", "MARA@Example.ORG"] {
            let done = browser.post("/account/email/change", &[("new_email", address), ("password", PASSWORD)]).await;
            let told = browser.get("/account").await;
            let page = browser.get("/account").await;
            let mails = t.deliver().await;
            assert_eq!(mails.len(), 2, "{address}");
            let own = &to(&mails, ADA).rendered;
            let audit = audited(&t, 1).await.remove(0);
            assert_eq!(audit.3, json!({ "from": "a…@example.org", "to": format!("{}…{}", &address[..1], &address[address.find('@').unwrap()..]) }));
            seen.push((
                (done.status, done.location().to_owned(), audit.0),
                without_own(&told.body, address),
                without_own(&page.body, address),
                (own.subject.clone(), own.text.replace(address, "ADDRESS")),
            ));
            let theirs = &mails.iter().find(|mail| mail.to != ADA).unwrap().rendered;
            if address == "nobody@example.org" {
                assert!(theirs.text.contains(LINK));
            } else {
                assert_eq!(theirs.subject, "Somebody tried to use your address");
                assert!(!theirs.text.contains("https://") && !theirs.text.contains(ADA), "{}", theirs.text);
            }
        }
        for other in &seen[1..] {
            assert_eq!(seen[0], *other, "byte for byte");
        }
        assert!(works(&t, "mara@example.org", PASSWORD).await);
    }

    async fn an_address_must_be_another_and_the_password_the_right_one(t) {
        let ada = t.administrator().await;
        let ask = async |new: &str, password: &str| faults(address_change::ask(&t.app, &ada, new, password, own_id(&ada)).await);
        assert_eq!(ask("ADA@example.org", PASSWORD).await, [(Field::NewEmail, Fault::SameAddress)]);
        assert_eq!(ask("ada@", "").await, [(Field::NewEmail, Fault::NotAnAddress), (Field::Password, Fault::Missing)]);
        assert_eq!(ask("", PASSWORD).await, [(Field::NewEmail, Fault::Missing)]);
        assert_eq!(ask(NEW, "not the right password").await, [(Field::Password, Fault::WrongPassword)]);
        let without = t.without_mail();
        let refused = address_change::ask(&without, &ada, NEW, PASSWORD, own_id(&ada)).await;
        assert_eq!(faults(refused), [(Field::Form, Fault::NoMail)]);
        assert_eq!(own_account::look(&t.app, &ada).await.unwrap().pending, None);
        let mut browser = Browser::at(&without);
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get("/account").await;
        assert!(page.holds("Mail is not set up here") && page.holds("<fieldset disabled"));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_link_ends_by_time_by_cancelling_by_a_newer_one_and_by_a_reset(t) {
        let ada = t.administrator().await;
        let is_open = async |token: &Token, ctx: &Ctx| match address_change::look(&t.app, ctx, token.hash()).await {
            Ok(_) => true,
            Err(Error::NotFound) => {
                let spent = address_change::confirm(&t.app, ctx, token.hash()).await;
                assert!(matches!(spent, Err(Error::NotFound)), "{spent:?}");
                false
            }
            Err(error) => panic!("{error:?}"),
        };
        let token = asked(&t, &ada, NEW).await;
        t.advance(Span::minutes(29));
        assert!(is_open(&token, &t.later(&ada)).await);
        t.advance(Span::minutes(1));
        assert!(!is_open(&token, &t.later(&ada)).await, "expired");
        assert_eq!(own_account::look(&t.app, &t.later(&ada)).await.unwrap().pending, None);

        let ada = t.again(&ada).await;
        let first = asked(&t, &ada, NEW).await;
        let second = asked(&t, &ada, "ada@third.example").await;
        assert!(!is_open(&first, &ada).await && is_open(&second, &ada).await, "replaced");
        address_change::cancel(&t.app, &ada).await.unwrap();
        assert!(!is_open(&second, &ada).await, "cancelled");
        assert_eq!(audited(&t, 1).await[0].0, "user.address_change_cancelled");
        assert!(matches!(address_change::cancel(&t.app, &ada).await, Err(Error::Conflict)));

        // What the notice to the old address advises.
        let third = asked(&t, &ada, NEW).await;
        resets::ask(&t.app, &ada, ADA).await.unwrap();
        let reset = token_in(to(&t.deliver().await, ADA), "/reset-password/");
        resets::set(&t.app, &ada, reset.hash(), NEW_PASSWORD).await.unwrap();
        assert!(!is_open(&third, &ada).await, "void by a new password");
        assert!(!is_open(&Token::from_random([9; 32]), &ada).await, "forged");
        assert!(works(&t, ADA, NEW_PASSWORD).await);
    }

    async fn a_link_of_another_kind_confirms_nothing_and_a_wrong_handle_neither(t) {
        let ada = t.administrator().await;
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let reset = token_in(to(&t.deliver().await, ADA), "/reset-password/");
        assert!(matches!(address_change::confirm(&t.app, &ada, reset.hash()).await, Err(Error::NotFound)));
        let token = asked(&t, &ada, NEW).await;
        assert_eq!(resets::look(&t.app, &t.anonymous(), token.hash()).await.unwrap(), None);
        let mut browser = Browser::new(&t);
        let unknown = browser.get("/account/email").await;
        assert_eq!(unknown.status, StatusCode::GONE, "without a link");
        assert_eq!(browser.get(&format!("{LINK}damaged")).await.status, StatusCode::NOT_FOUND);
        browser.get(&format!("{LINK}{}", token.reveal())).await;
        for handle in ["", "0123456789abcdef", &reset.hash().handle()] {
            assert_eq!(browser.post("/account/email", &[("handle", handle)]).await.status, StatusCode::GONE, "{handle}");
        }
        let foreign = Some(("application/x-www-form-urlencoded", format!("handle={}", token.hash().handle())));
        let answer = browser.send("POST", "/account/email", foreign, "text/html", Some("https://evil.example")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(works(&t, ADA, PASSWORD).await);
    }

    async fn ten_changes_an_hour_and_no_more(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "taken@example.org").await;
        for n in 0..10 {
            // Whether an address is free or not, it counts.
            let new = if n % 2 == 0 { format!("a{n}@elsewhere.example") } else { "taken@example.org".into() };
            address_change::ask(&t.app, &t.later(&ada), &new, PASSWORD, own_id(&ada)).await.unwrap();
            t.advance(Span::minutes(1));
        }
        let refused = address_change::ask(&t.app, &t.later(&ada), NEW, PASSWORD, own_id(&ada)).await;
        assert!(matches!(refused, Err(Error::TooMany(wait)) if wait == Span::minutes(50)), "{refused:?}");
        let mut browser = signed_in(&t).await;
        let answer = browser.post("/account/email/change", &[("new_email", NEW), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers[header::RETRY_AFTER], "3000");
        assert!(answer.holds("Please wait 50 minutes, then try again.") && answer.holds(&format!("value=\"{NEW}\"")));
        t.advance(Span::minutes(50));
        let ada = t.again(&ada).await;
        address_change::ask(&t.app, &ada, NEW, PASSWORD, own_id(&ada)).await.unwrap();
    }

    async fn the_limit_holds_for_many_at_once(t) {
        let ada = t.administrator().await;
        for n in 0..8 {
            address_change::ask(&t.app, &ada, &format!("a{n}@elsewhere.example"), PASSWORD, own_id(&ada)).await.unwrap();
        }
        let addresses: Vec<String> = (0..8).map(|n| format!("b{n}@elsewhere.example")).collect();
        let tries = join_all(addresses.iter().map(|new| address_change::ask(&t.app, &ada, new, PASSWORD, own_id(&ada)))).await;
        assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 2, "{tries:?}");
        // Of all the mails that wait, only the newest still has a point.
        let mails = t.deliver().await;
        assert_eq!(mails.iter().filter(|mail| mail.rendered.text.contains(LINK)).count(), 1);
    }

    async fn of_many_confirmations_of_one_link_one_wins(t) {
        let ada = t.administrator().await;
        for round in 0..5 {
            let who = sign_in(&t.app, &t.anonymous(), &own_account::look(&t.app, &ada).await.unwrap().email, PASSWORD).await.unwrap();
            let session = t.as_person(who).await;
            let token = asked(&t, &session, &format!("ada{round}@elsewhere.example")).await;
            let nobody = t.anonymous();
            let tries = join_all((0..10).map(|_| address_change::confirm(&t.app, &nobody, token.hash()))).await;
            assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "{tries:?}");
            assert!(tries.iter().filter_map(|result| result.as_ref().err()).all(|error| matches!(error, Error::NotFound)), "{tries:?}");
            assert_eq!(t.deliver().await.len(), 2, "told once, at both addresses");
        }
    }

    async fn of_two_who_want_one_address_one_gets_it(t) {
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let tokens = [asked(&t, &ada, NEW).await, asked(&t, &mara, "Ada@Elsewhere.example").await];
        let nobody = t.anonymous();
        let tries = join_all(tokens.iter().map(|token| address_change::confirm(&t.app, &nobody, token.hash()))).await;
        assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "{tries:?}");
        let lost = tries.iter().position(Result::is_err).unwrap();
        assert!(matches!(tries[lost], Err(Error::Conflict)), "{tries:?}");
        let (loser, address) = [(&ada, ADA), (&mara, "mara@example.org")][lost];
        assert!(works(&t, address, PASSWORD).await && works(&t, NEW, PASSWORD).await);
        assert!(is_live(&t, loser).await, "nothing of the lost one happened");
        assert_eq!(t.deliver().await.len(), 2);
        let mut browser = Browser::new(&t);
        browser.get(&format!("{LINK}{}", tokens[lost].reveal())).await;
        let handle = tokens[lost].hash().handle();
        for answer in [browser.get("/account/email").await, browser.post("/account/email", &[("handle", &handle)]).await] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(answer.holds("This address is taken"));
        }
    }

    async fn a_blocked_person_s_link_opens_nothing(t) {
        let ada = t.administrator().await;
        let token = asked(&t, &ada, NEW).await;
        let sql = "UPDATE users SET blocked_at = created_at";
        match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ()).unwrap(),
            Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap(),
        }
        assert!(matches!(address_change::look(&t.app, &t.anonymous(), token.hash()).await, Err(Error::NotFound)));
        assert!(matches!(address_change::confirm(&t.app, &t.anonymous(), token.hash()).await, Err(Error::NotFound)));
    }

    async fn the_page_cancels_a_change_and_says_so_when_there_is_none(t) {
        let ada = t.administrator().await;
        asked(&t, &ada, NEW).await;
        let mut browser = signed_in(&t).await;
        assert!(browser.get("/account").await.holds("Waiting for ada@elsewhere.example to be confirmed."));
        assert_eq!(browser.post("/account/email/cancel", &[]).await.location(), "/account");
        let page = browser.get("/account").await;
        assert!(page.holds("The change of address is cancelled.") && !page.holds("Waiting for"));
        assert_eq!(browser.post("/account/email/cancel", &[]).await.location(), "/account");
        assert!(browser.get("/account").await.holds("notice-warning"));
    }
}

/// The table of mails is made anew by a migration; what waits in it must come through whole.
#[tokio::test]
async fn mails_that_waited_before_the_migration_wait_after_it() {
    use sqlx::{AssertSqlSafe, Executor as _, Row as _};
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_sqlite(&folder.path().join("vestibule.db")).await.unwrap();
    let Db::Sqlite { writer, .. } = &db else { unreachable!() };
    let text = |name: &str| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        std::fs::read_to_string(root.join(name)).unwrap()
    };
    writer.execute(AssertSqlSafe(text("0001_people_and_invitations.sql"))).await.unwrap();
    let old = "INSERT INTO outbox (id, kind, recipient, language, detail, sealed_token, message_id, state, attempts,
            next_at, leased_until, fence, ends_at, reply, created_at, finished_at)
        VALUES (7, 'password_reset', 'a@example.org', 'de', '{\"x\":1}', x'0102', 'm@x', 'retrying', 3, 10, 20, 4, 30,
            '451 later', 5, NULL)";
    writer.execute(old).await.unwrap();
    let row = "SELECT json_array(id, kind, invitation_id, generation, recipient, language, detail, hex(sealed_token),
            message_id, state, attempts, next_at, leased_until, fence, ends_at, reply, created_at, finished_at) FROM outbox";
    let before: String = writer.fetch_one(row).await.unwrap().get(0);
    writer.execute(AssertSqlSafe(text("0004_own_account.sql"))).await.unwrap();
    let after: String = writer.fetch_one(row).await.unwrap().get(0);
    assert_eq!(before, after);
    let indexes =
        "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'outbox' AND sql IS NOT NULL";
    assert_eq!(writer.fetch_one(indexes).await.unwrap().get::<i64, _>(0), 2);
    writer.execute("UPDATE outbox SET kind = 'a kind of tomorrow'").await.unwrap();
    let next = old.replace("(7,", "(NULL,").replace("'password_reset'", "'address_change'");
    let id: i64 = writer.fetch_one(AssertSqlSafe(format!("{next} RETURNING id"))).await.unwrap().get(0);
    assert_eq!(id, 8, "numbers are never used again");
}
