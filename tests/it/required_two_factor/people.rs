//! What the Users page says of it.

use super::{ADA, MARA, browser_of, require_from_tomorrow, tomorrow_comes};
use crate::{
    support::on_both_databases,
    two_factor::{Phone, enrol, joined},
};
use vestibule::{
    domain::{factor::FactorState, role::AccountRole, time::Span},
    service::{
        export::Export as _,
        member_export::{self, Chosen},
        members::{ListMembers, list},
        requirement,
    },
};

on_both_databases! {
    async fn column_filter_counts_and_file_say_who_is_due(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        t.invite(&ada, "invited@example.org").await;
        enrol(&t, &ada).await;
        let query = |state: &str| ListMembers::from_query(&format!("two_factor={state}"));
        let names = async |state: &str| -> Vec<String> {
            let page = list(&t.app, &t.later(&ada), &query(state)).await.unwrap();
            page.members.into_iter().map(|member| member.email).collect()
        };
        let counts = async |status: &str| {
            let wanted = ListMembers::from_query(status);
            list(&t.app, &t.later(&ada), &wanted).await.unwrap().counts.two_factor
        };
        let file = async || {
            let everybody = Chosen::Listed(Box::default());
            let mut export = member_export::begin(&t.app, &t.later(&ada), everybody).await.unwrap();
            let mut text = String::new();
            while let Some(part) = export.next().await.unwrap() {
                text.push_str(&part);
            }
            text
        };
        assert_eq!(names("off").await, [MARA]);
        assert_eq!(names("due").await, Vec::<String>::new());
        assert_eq!(counts("").await, [(FactorState::On, 1), (FactorState::Due, 0), (FactorState::Off, 1)]);
        assert!(file().await.contains("active,no,"), "{}", file().await);

        require_from_tomorrow(&t, &ada).await;
        assert_eq!(names("due").await, [MARA]);
        assert_eq!(names("off").await, Vec::<String>::new());
        assert_eq!(names("on").await, [ADA]);
        assert_eq!(names("on&two_factor=due").await.len(), 2);
        assert_eq!(counts("").await, [(FactorState::On, 1), (FactorState::Due, 1), (FactorState::Off, 0)]);
        assert_eq!(counts("role=1").await, [(FactorState::On, 1), (FactorState::Due, 0), (FactorState::Off, 0)]);
        let text = file().await;
        assert!(text.contains("active,due,") && text.contains("active,app,") && !text.contains(",no,no,"), "{text}");
        t.counts_are_true().await;
    }

    async fn the_words_change_with_the_day(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, AccountRole::Administrators).await;
        let mut browser = browser_of(&t, MARA).await;
        let page = browser.get("/users").await;
        assert!(page.holds("name=\"two_factor\" value=\"off\"") && !page.holds("value=\"due\""), "{}", page.body);
        require_from_tomorrow(&t, &ada).await;
        let page = browser.get("/users").await;
        assert!(page.holds("Off, due Nov 21, 2026"), "{}", page.body);
        assert!(page.holds("name=\"two_factor\" value=\"due\"") && !page.holds("value=\"off\""), "{}", page.body);
        // What was asked for before stays there to be taken back.
        assert!(browser.get("/users?two_factor=off").await.holds("value=\"off\""));
        let person = browser.get(&format!("/users/{id}")).await;
        assert!(person.holds("Off, due Nov 21, 2026"), "{}", person.body);
        tomorrow_comes(&t);
        browser.sign_in(MARA, crate::support::PASSWORD).await;
        browser.post("/account/two-factor", &[("password", crate::support::PASSWORD)]).await;
        let page = browser.get("/account/two-factor/set-up").await;
        let phone = Phone::on(&page.body);
        browser.post("/account/two-factor/set-up", &[("code", &phone.shows(t.clock_now()))]).await;
        let page = browser.get("/users").await;
        assert!(page.holds("Off, locked out since Nov 21, 2026"), "{}", page.body);
        // A day that is taken back makes nobody due.
        requirement::set(&t.app, &t.later(&mara), "", "2026-11-21").await.unwrap();
        let page = browser.get("/users").await;
        assert!(!page.holds("locked out") && !page.holds("Off, due"), "{}", page.body);
        t.advance(Span::minutes(1));
        let code = phone.shows(t.clock_now());
        let form = [("password", crate::support::PASSWORD), ("code", &code)];
        assert_eq!(browser.post("/account/two-factor/off", &form).await.status, 303);
    }
}
