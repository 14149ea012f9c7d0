//! The checks of the installation, and the test mail.

use crate::support::{PASSWORD, TestApp, accept_new, browser::Browser, on_both_databases, token_in};
use std::sync::Arc;
use vestibule::{
    app::App,
    config::{Config, load_or_create_key},
    domain::{
        check::{Check, Finding, Verdict},
        secret::Sealer,
        time::Span,
    },
    entropy::SystemEntropy,
    mail::Failure,
    service::{
        Ctx, Error,
        installation::{
            self, MailStanding, check, confirm_test, look, look_at_test, mail_standing, note_mail, send_test,
        },
    },
    store::Db,
};

/// The same server with these settings; the key file is `key`.
fn with_settings(t: &TestApp, key: &std::path::Path, more: &[(&str, &str)]) -> App {
    let file = key.display().to_string();
    let vars = [("VESTIBULE_PUBLIC_URL", "https://panel.example.org"), ("VESTIBULE_SECRET_KEY_FILE", &file)];
    let vars = vars.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let config = Arc::new(Config::from_vars(vars).unwrap());
    let sealer = Sealer::new(&load_or_create_key(key, &SystemEntropy).unwrap());
    App { config, sealer, ..t.app.clone() }
}

async fn standing(app: &App) -> MailStanding {
    let mut tx = app.db.read().await.unwrap();
    mail_standing(app, &mut tx).await.unwrap()
}

async fn found(app: &App, ctx: &Ctx, check: Check) -> Finding {
    let lines = look(app, ctx).await.unwrap().lines;
    lines.into_iter().find(|line| line.check == check).unwrap().finding
}

on_both_databases! {
    async fn a_test_mail_whose_link_is_pressed_proves_that_mail_arrives(t) {
        let ada = t.administrator().await;
        assert_eq!(standing(&t.app).await, MailStanding::Unproven);
        assert_eq!(standing(&t.without_mail()).await, MailStanding::None);
        assert_eq!(send_test(&t.app, &ada).await.unwrap(), "ada@example.org");
        let mails = t.deliver().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "ada@example.org"));
        let token = token_in(&mails[0], "/mail-check/");
        assert_eq!(look(&t.app, &ada).await.unwrap().test.unwrap().state, "sent");
        assert_eq!(standing(&t.app).await, MailStanding::Unproven, "that it was sent proves nothing");
        // Looking, as mail scanners do, changes nothing.
        for _ in 0..3 {
            assert_eq!(look_at_test(&t.app, &t.anonymous(), token.hash()).await.unwrap(), "ada@example.org");
        }
        confirm_test(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        assert_eq!(standing(&t.app).await, MailStanding::Proven);
        assert!(matches!(confirm_test(&t.app, &t.anonymous(), token.hash()).await, Err(Error::NotFound)));
    }

    async fn the_link_ends_with_its_hour_and_with_a_newer_one(t) {
        let ada = t.administrator().await;
        send_test(&t.app, &ada).await.unwrap();
        let first = token_in(&t.deliver().await[0], "/mail-check/");
        assert!(matches!(send_test(&t.app, &ada).await, Err(Error::TooMany(_))), "too soon");
        t.advance(Span::minutes(1));
        send_test(&t.app, &t.later(&ada)).await.unwrap();
        let second = token_in(&t.deliver().await[0], "/mail-check/");
        assert!(matches!(confirm_test(&t.app, &t.anonymous(), first.hash()).await, Err(Error::NotFound)));
        t.advance(Span::hours(1));
        assert!(matches!(confirm_test(&t.app, &t.anonymous(), second.hash()).await, Err(Error::NotFound)));
        assert_eq!(standing(&t.app).await, MailStanding::Unproven);
        // One that was replaced before it went out is not mailed at all.
        send_test(&t.app, &t.later(&ada)).await.unwrap();
        t.advance(Span::minutes(1));
        send_test(&t.app, &t.later(&ada)).await.unwrap();
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn other_settings_are_unproven_again(t) {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key");
        let ada = t.administrator().await;
        let one = with_settings(&t, &key, &[("VESTIBULE_SMTP_URL", "smtp://u:first@mail.example.org")]);
        send_test(&one, &ada).await.unwrap();
        vestibule::worker::outbox::deliver_due(&one, &tokio_util::sync::CancellationToken::new()).await.unwrap();
        let token = token_in(t.mail.sent().last().unwrap(), "/mail-check/");
        // The password alone is another: what was sent with the old one proves nothing about it.
        let other = with_settings(&t, &key, &[("VESTIBULE_SMTP_URL", "smtp://u:second@mail.example.org")]);
        note_mail(&other, t.clock_now()).await.unwrap();
        assert!(matches!(confirm_test(&other, &t.anonymous(), token.hash()).await, Err(Error::LinkClosed(_))));
        assert_eq!(standing(&other).await, MailStanding::Unproven);
        note_mail(&one, t.clock_now()).await.unwrap();
        confirm_test(&one, &t.anonymous(), token.hash()).await.unwrap();
        assert_eq!((standing(&one).await, standing(&other).await), (MailStanding::Proven, MailStanding::Unproven));
        note_mail(&one, t.clock_now()).await.unwrap();
        assert_eq!(standing(&one).await, MailStanding::Proven, "a start with the same settings changes nothing");
        note_mail(&other, t.clock_now()).await.unwrap();
        note_mail(&one, t.clock_now()).await.unwrap();
        assert_eq!(standing(&one).await, MailStanding::Unproven);
    }

    async fn somebody_who_joins_by_a_mailed_link_proves_it_too(t) {
        let ada = t.administrator().await;
        let by_hand = vestibule::service::invitations::invite(&t.without_mail(), &ada, &crate::support::invite_form("bo@example.org")).await.unwrap();
        note_mail(&t.app, t.clock_now()).await.unwrap();
        let link = by_hand.link.unwrap();
        let token = vestibule::domain::secret::Token::parse(link.rsplit('/').next().unwrap()).unwrap();
        accept_new(&t.app, &t.anonymous(), token.hash(), "Bo", PASSWORD).await.unwrap();
        assert_eq!(standing(&t.app).await, MailStanding::Unproven, "a link handed over proves nothing");
        t.deliver().await;
        t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
        assert_eq!(standing(&t.app).await, MailStanding::Proven);
        assert!(matches!(installation::arrival(true, look(&t.app, &ada).await.unwrap().proof).finding, Finding::ArrivedInvitation { .. }));
    }

    async fn an_invitation_mailed_with_earlier_settings_proves_nothing(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        t.advance(Span::minutes(1));
        note_mail(&t.app, t.clock_now()).await.unwrap();
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
        assert_eq!(standing(&t.app).await, MailStanding::Unproven);
    }

    async fn a_look_says_what_is_wrong_and_is_kept(t) {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key");
        let ada = t.administrator().await;
        let app = with_settings(&t, &key, &[]);
        assert!(look(&app, &ada).await.unwrap().lines.is_empty());
        let failed = check(&app, &ada, Some("https://panel.example.org")).await.unwrap();
        let on_sqlite = matches!(t.app.db, Db::Sqlite { .. });
        // The clock of the tests stands still, that of PostgreSQL does not.
        assert_eq!(failed, usize::from(!on_sqlite));
        let clock = found(&app, &ada, Check::Clock).await;
        assert_eq!(clock.verdict(), if on_sqlite { Verdict::Ok } else { Verdict::Fail }, "{clock:?}");
        let database = found(&app, &ada, Check::Database).await;
        let name = if on_sqlite { "SQLite 3." } else { "PostgreSQL " };
        assert!(matches!(&database, Finding::DatabaseReady { kind } if kind.starts_with(name)), "{database:?}");
        assert!(matches!(found(&app, &ada, Check::BaseAddress).await, Finding::AddressSame { .. }));
        assert!(matches!(found(&app, &ada, Check::Key).await, Finding::KeyGood { .. }));
        assert_eq!(found(&app, &ada, Check::Arrival).await, Finding::ArrivalUnproven);
        assert!(!look(&app, &ada).await.unwrap().is_stale);
        check(&app, &ada, Some("http://10.0.0.7:3000")).await.unwrap();
        assert!(matches!(found(&app, &ada, Check::BaseAddress).await, Finding::AddressOther { seen, .. } if seen == "http://10.0.0.7:3000"));
        check(&app, &ada, None).await.unwrap();
        assert!(matches!(found(&app, &ada, Check::BaseAddress).await, Finding::AddressUnsaid { .. }));
        let other = with_settings(&t, &key, &[("VESTIBULE_MAIL_FROM", "People <people@example.org>")]);
        assert!(look(&other, &ada).await.unwrap().is_stale);
    }

    async fn a_key_that_is_gone_wrong_or_open_to_others_is_named(t) {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key");
        let ada = t.administrator().await;
        let app = with_settings(&t, &key, &[]);
        std::fs::remove_file(&key).unwrap();
        check(&app, &ada, None).await.unwrap();
        assert!(matches!(found(&app, &ada, Check::Key).await, Finding::KeyGone { .. }));
        load_or_create_key(&key, &SystemEntropy).unwrap();
        check(&app, &ada, None).await.unwrap();
        assert!(matches!(found(&app, &ada, Check::Key).await, Finding::KeyOther { .. }), "not the one in use");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
            check(&app, &ada, None).await.unwrap();
            assert!(matches!(found(&app, &ada, Check::Key).await, Finding::KeyBad { reason } if reason.contains("0644")));
            std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        // The server was started anew with the new key, while a mail waits that was sealed with the old one.
        t.invite(&ada, "mara@example.org").await;
        let restarted = with_settings(&t, &key, &[]);
        check(&restarted, &ada, None).await.unwrap();
        assert!(matches!(found(&restarted, &ada, Check::Key).await, Finding::KeyOther { .. }));
    }

    async fn a_clock_behind_what_was_written_down_is_found(t) {
        let ada = t.administrator().await;
        t.advance(Span::hours(-1));
        check(&t.app, &ada, None).await.unwrap();
        assert!(matches!(found(&t.app, &ada, Check::Clock).await, Finding::ClockBehind { seconds: 3600 }));
    }

    async fn the_page_leads_from_the_check_to_the_confirmed_test_mail(t) {
        t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        assert!(browser.get("/users/invite").await.holds("Nothing has proven yet that mail from here arrives"));
        assert!(browser.get("/settings/installation").await.holds("Nothing has been checked yet."));
        let answer = browser.post("/settings/installation/check", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/settings/installation"));
        let page = browser.get("/settings/installation").await;
        assert!(page.holds("You are looking at https://panel.example.org"), "{}", page.body);
        t.mail.answer_next(Err(Failure::Deferred("451 4.7.1 come back later".into())));
        assert_eq!(browser.post("/settings/installation/test-mail", &[]).await.status, 303);
        t.deliver().await;
        let page = browser.get("/settings/installation").await;
        assert!(page.holds("451 4.7.1 come back later") && page.holds("put the test mail off"));
        let too_soon = browser.post("/settings/installation/test-mail", &[]).await;
        assert_eq!(too_soon.status, 422);
        t.advance(Span::seconds(15));
        let token = token_in(&t.deliver().await[0], "/mail-check/");
        assert!(browser.get("/settings/installation").await.holds("The mail server took the test mail"));
        // On the telephone, where nobody is signed in.
        let mut phone = Browser::new(&t);
        let answer = phone.get(&format!("/mail-check/{}", token.reveal())).await;
        assert_eq!(answer.location(), "/mail-check");
        let page = phone.get("/mail-check").await;
        assert!(page.holds("It was sent to ada@example.org"));
        assert_eq!(phone.post("/mail-check", &[("handle", "0000000000000000")]).await.status, 410);
        let handle = token.hash().handle();
        let done = phone.post("/mail-check", &[("handle", &handle)]).await;
        assert!(done.status == 200 && done.holds("Mail works: the test mail has arrived."), "{}", done.body);
        assert_eq!(phone.get("/mail-check").await.status, 410);
        assert!(browser.get("/settings/installation").await.holds("Mail works with the present settings."));
        assert!(!browser.get("/users/invite").await.holds("Nothing has proven yet"));
    }
}
