//! Reminding those who have none.

use super::{ADA, MARA, TOMORROW, browser_of, require_from_tomorrow, tomorrow_comes};
use crate::{
    support::{database::audited, on_both_databases},
    two_factor::{enrol, faults, joined},
};
use futures::future::join_all;
use vestibule::{
    domain::{
        field::{Fault, Field},
        language::Language,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    i18n::format::in_full,
    service::{
        Error,
        own_account::{self, OwnChange},
        requirement::{self, look, remind},
    },
};

on_both_databases! {
    async fn each_of_them_is_mailed_once_a_day_in_their_own_language(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Users).await;
        own_account::save_profile(&t.app, &mara, OwnChange::profile("Mara Lind", "", "de")).await.unwrap();
        joined(&t, &ada, "bo@example.org", AccountRole::Engineers).await;
        assert!(matches!(remind(&t.app, &ada, 3).await, Err(Error::Conflict)));
        require_from_tomorrow(&t, &ada).await;
        enrol(&t, &ada).await;
        t.deliver().await;
        let ada = t.later(&ada);
        // By the count: whoever saw another number looks again.
        assert_eq!(faults(remind(&t.app, &ada, 3).await), [(Field::Form, Fault::OtherCount { count: 2 })]);
        assert!(t.deliver().await.is_empty());
        assert_eq!(remind(&t.app, &ada, 2).await.unwrap(), 2);
        assert_eq!(audited(&t, 1).await, ["account.two_factor_reminded"]);
        let mut mails = t.deliver().await;
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        let to: Vec<(&str, Language)> = mails.iter().map(|mail| (mail.to.as_str(), mail.language)).collect();
        assert_eq!(to, [("bo@example.org", Language::En), (MARA, Language::De)]);
        let from = Timestamp::from_day(TOMORROW).unwrap();
        let [english, german] = &mails[..] else { unreachable!() };
        assert_eq!(english.rendered.subject, "Northwind requires two-factor authentication");
        assert!(english.rendered.text.contains(&format!("from: {}", in_full(Language::En, from))), "{}", english.rendered.text);
        assert!(english.rendered.text.contains("https://panel.example.org/account/two-factor"));
        assert!(german.rendered.text.contains(&format!("ab: {}", in_full(Language::De, from))), "{}", german.rendered.text);
        assert!(german.rendered.text.contains("Mara Lind"));
        // Told truthfully when, and who asked.
        let looked = look(&t.app, &ada).await.unwrap();
        assert_eq!(looked.reminded, Some((ada.now, "Ada Kern".into())));
        assert_eq!(looked.next_reminder, Some(ada.now + Span::hours(24)));
        t.advance(Span::seconds(86_399));
        assert!(matches!(remind(&t.app, &t.later(&ada), 2).await, Err(Error::TooMany(wait)) if wait == Span::seconds(1)));
        t.advance(Span::seconds(1));
        assert_eq!(remind(&t.app, &t.later(&ada), 2).await.unwrap(), 2);
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().any(|mail| mail.rendered.text.contains("since: ")));
    }

    async fn who_has_one_by_then_gets_no_mail(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Users).await;
        joined(&t, &ada, "bo@example.org", AccountRole::Users).await;
        require_from_tomorrow(&t, &ada).await;
        remind(&t.app, &ada, 3).await.unwrap();
        enrol(&t, &mara).await;
        let reminded: Vec<String> = t
            .deliver()
            .await
            .into_iter()
            .filter(|mail| mail.rendered.subject == "Northwind requires two-factor authentication")
            .map(|mail| mail.to)
            .collect();
        assert_eq!(reminded.len(), 2);
        assert!(reminded.iter().all(|to| to != MARA), "{reminded:?}");
        // Nor does anybody once nothing is required, or from another day on.
        t.advance(Span::hours(24));
        let ada = t.later(&ada);
        assert_eq!(remind(&t.app, &ada, 2).await.unwrap(), 2);
        requirement::set(&t.app, &ada, "2026-12-01", TOMORROW).await.unwrap();
        assert!(t.deliver().await.is_empty());
    }

    async fn of_several_who_remind_at_once_one_does(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        require_from_tomorrow(&t, &ada).await;
        t.deliver().await;
        let second = t.second_node().await;
        let tries = (0..20).map(|n| remind(if n % 2 == 0 { &t.app } else { &second }, &ada, 2));
        let done = join_all(tries).await.into_iter().flatten().count();
        assert_eq!((done, t.deliver().await.len()), (1, 2));
    }

    async fn the_button_says_how_many_and_then_when(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        require_from_tomorrow(&t, &ada).await;
        let mut browser = browser_of(&t, ADA).await;
        assert!(browser.get("/settings").await.holds("Send a reminder to 2 people"));
        let answer = browser.post("/settings/two-factor/remind", &[("count", "1")]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("By now it is 2 people."), "{}", answer.body);
        let answer = browser.post("/settings/two-factor/remind", &[("count", "2")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/settings"));
        let page = browser.get("/settings").await;
        assert!(page.holds("Reminders to 2 people are on their way."), "{}", page.body);
        assert!(page.holds("Ada Kern sent the last reminder") && !page.holds("Send a reminder to"), "{}", page.body);
        let answer = browser.post("/settings/two-factor/remind", &[("count", "2")]).await;
        assert_eq!(answer.status, 422);
        tomorrow_comes(&t);
    }

    async fn without_mail_nobody_is_reminded(t) {
        let ada = t.administrator().await;
        require_from_tomorrow(&t, &ada).await;
        let refused = remind(&t.without_mail(), &ada, 1).await;
        assert_eq!(faults(refused), [(Field::Form, Fault::NoMailServer)]);
    }
}
