//! Deciding from when on.

use super::{ADA, MARA, TOMORROW, browser_of, require_from_tomorrow, tomorrow_comes};
use crate::{
    support::{PASSWORD, browser::Browser, database::audited, invite_form, on_both_databases},
    two_factor::{Phone, enrol, faults, joined},
};
use vestibule::{
    domain::{
        field::{Fault, Field},
        role::AccountRole,
        time::Span,
    },
    service::{
        Error,
        invitations::{Invite, invite},
        member_actions::{remove, suspend},
        requirement::{self, look, set},
    },
    store::factors,
};

on_both_databases! {
    async fn a_day_is_kept_changed_and_taken_back_and_written_down(t) {
        let ada = t.administrator().await;
        assert_eq!(look(&t.app, &ada).await.unwrap().from, None);
        let from = set(&t.app, &ada, " 2026-12-01 ", "").await.unwrap();
        assert_eq!(from.unwrap().to_rfc3339(), "2026-12-01T00:00:00.000000Z");
        assert_eq!(look(&t.app, &ada).await.unwrap().from, from);
        set(&t.app, &ada, TOMORROW, "2026-12-01").await.unwrap();
        assert_eq!(set(&t.app, &ada, "", TOMORROW).await.unwrap(), None);
        assert_eq!(look(&t.app, &ada).await.unwrap().from, None);
        let action = "account.two_factor_requirement_changed";
        assert_eq!(audited(&t, 4).await[..3], [action, action, action]);
        // The same once more is no change.
        set(&t.app, &ada, "", "").await.unwrap();
        assert_ne!(audited(&t, 4).await[3], action);
    }

    async fn what_is_no_day_to_come_is_refused(t) {
        let ada = t.administrator().await;
        enrol(&t, &ada).await;
        let ada = t.later(&ada);
        for (day, fault) in [("2026-11-19", Fault::DayOver), ("2026-02-30", Fault::NotADay), ("soon", Fault::NotADay)] {
            assert_eq!(faults(set(&t.app, &ada, day, "").await), [(Field::TwoFactorFrom, fault)], "{day}");
        }
        assert_eq!(faults(set(&t.app, &ada, TOMORROW, "2026-12-01").await), [(Field::Form, Fault::ChangedMeanwhile)]);
        assert_eq!(look(&t.app, &ada).await.unwrap().from, None);
    }

    async fn nobody_locks_themselves_out_unawares(t) {
        let ada = t.administrator().await;
        let today = "2026-11-20";
        assert_eq!(faults(set(&t.app, &ada, today, "").await), [(Field::TwoFactorFrom, Fault::OwnFactorFirst)]);
        set(&t.app, &ada, TOMORROW, "").await.unwrap();
        assert_eq!(faults(set(&t.app, &ada, today, TOMORROW).await), [(Field::TwoFactorFrom, Fault::OwnFactorFirst)]);
        enrol(&t, &ada).await;
        let ada = t.later(&ada);
        set(&t.app, &ada, today, TOMORROW).await.unwrap();
        // And whoever has been let in by it does not turn it off.
        let mut tx = t.app.db.read().await.unwrap();
        assert!(factors::guards(&mut tx, ada.principal.as_ref().unwrap().user_id).await.unwrap());
    }

    async fn administrators_alone_decide(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        assert!(matches!(set(&t.app, &mara, TOMORROW, "").await, Err(Error::Forbidden)));
        assert!(matches!(look(&t.app, &mara).await, Err(Error::Forbidden)));
        assert!(matches!(requirement::remind(&t.app, &mara, 1).await, Err(Error::Forbidden)));
    }

    async fn the_page_names_who_would_be_locked_out(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let mut browser = browser_of(&t, ADA).await;
        let page = browser.get("/settings").await;
        assert!(page.holds("1 person does not have it, and would be locked out today"), "{}", page.body);
        assert!(!page.holds("Send a reminder"));
        let (_, mara) = joined(&t, &ada, MARA, AccountRole::Users).await;
        for n in 0..11 {
            joined(&t, &ada, &format!("n{n}@example.org"), AccountRole::Users).await;
        }
        // Who has only been invited is not counted, nor is who has one.
        invite(&t.app, &ada, &Invite { ..invite_form("invited@example.org") }).await.unwrap();
        enrol(&t, &ada).await;
        let looked = look(&t.app, &t.later(&ada)).await.unwrap();
        assert_eq!((looked.lacking, looked.first.len()), (12, 10));
        let mut browser = browser_of(&t, MARA).await;
        assert_eq!(browser.get("/settings").await.status, 403);
        t.make_administrator_again(&ada, mara).await;
        let answer = browser.post("/settings/two-factor", &[("two_factor_from", "2026-11-20"), ("seen", "")]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("Turn on your own two-factor authentication first"), "{}", answer.body);
        assert!(answer.holds("value=\"2026-11-20\""), "{}", answer.body);
        let answer = browser.post("/settings/two-factor", &[("two_factor_from", TOMORROW), ("seen", "")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/settings"));
        let page = browser.get("/settings").await;
        assert!(page.holds("Two-factor authentication is required from Nov 21, 2026."), "{}", page.body);
        assert!(page.holds("12 people do not have it, and would be locked out today"), "{}", page.body);
        assert!(page.holds("and 2 more") && page.holds("Send a reminder to 12 people"), "{}", page.body);
        // The link leads to as many.
        let all = browser.get("/users?status=active&two_factor=due").await;
        assert!(page.holds("/users?status=active&amp;two_factor=due") && all.holds("12 people"), "{}", all.body);
        tomorrow_comes(&t);
        let looked = look(&t.app, &t.later(&ada)).await.unwrap();
        assert_eq!(looked.lacking, 12);
    }

    async fn suspended_people_are_counted_apart(t) {
        let ada = t.administrator().await;
        let (_, mara) = joined(&t, &ada, MARA, AccountRole::Users).await;
        enrol(&t, &ada).await;
        suspend(&t.app, &t.later(&ada), mara).await.unwrap();
        let looked = look(&t.app, &t.later(&ada)).await.unwrap();
        assert_eq!((looked.lacking, looked.suspended, looked.first.len()), (0, 1, 0));
        joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let mut browser = browser_of(&t, "bo@example.org").await;
        let page = browser.get("/settings").await;
        assert!(page.holds("1 person does not have it, and would be locked out today"), "{}", page.body);
        assert!(page.holds("1 suspended person does not have it."), "{}", page.body);
        browser.post("/account/two-factor", &[("password", PASSWORD)]).await;
        let phone = Phone::on(&browser.get("/account/two-factor/set-up").await.body);
        browser.post("/account/two-factor/set-up", &[("code", &phone.shows(t.clock_now()))]).await;
        let page = browser.get("/settings").await;
        assert!(page.holds("Everybody has it who is not suspended."), "{}", page.body);
        assert!(page.holds("1 suspended person does not have it."), "{}", page.body);
        remove(&t.app, &t.later(&ada), mara, false).await.unwrap();
        let page = browser.get("/settings").await;
        assert!(page.holds("Everybody in this account has it.") && !page.holds("suspended person"), "{}", page.body);
        t.deliver().await;
    }

    async fn nobody_is_said_to_be_mailed_where_mail_is_not_set_up(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, AccountRole::Users).await;
        enrol(&t, &mara).await;
        let path = format!("/users/{id}/reset-two-factor");
        let page = browser_of(&t, ADA).await.get(&path).await;
        assert!(page.holds("They are told by mail."), "{}", page.body);
        let mut browser = Browser::at(&t.without_mail());
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get(&path).await;
        assert!(page.holds("Mail is not set up here") && !page.holds("told by mail"), "{}", page.body);
    }

    async fn one_of_two_who_decide_at_once_is_told(t) {
        let ada = t.administrator().await;
        let (one, other) = (set(&t.app, &ada, TOMORROW, ""), set(&t.app, &ada, "2026-12-01", ""));
        let (one, other) = futures::future::join(one, other).await;
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let from = look(&t.app, &ada).await.unwrap().from;
        assert_eq!(from, one.or(other).unwrap());
    }

    async fn the_words_say_from_when(t) {
        let ada = t.administrator().await;
        require_from_tomorrow(&t, &ada).await;
        let mut browser = browser_of(&t, ADA).await;
        assert!(browser.get("/settings").await.holds("Required from Nov 21, 2026."));
        let own = browser.get("/account/two-factor").await;
        assert!(own.holds("Northwind requires two-factor authentication from Nov 21, 2026."), "{}", own.body);
        enrol(&t, &ada).await;
        t.advance(Span::hours(24));
        let looked = look(&t.app, &t.later(&ada)).await.unwrap();
        assert_eq!((looked.lacking, looked.first.len()), (0, 0));
    }
}
