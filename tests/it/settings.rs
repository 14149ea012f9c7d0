//! What an account decides, and that it is followed.

use crate::support::{TestApp, browser::Browser, invite_form, on_both_databases};
use vestibule::{
    domain::{
        account_settings::Renewal,
        field::{Fault, Field, FieldErrors},
        time::Span,
    },
    service::{
        Ctx, Error,
        audit::{self, Place, Wanted},
        edit_form::Edit,
        invitations::invite,
        member_edit,
        settings::{self, Form, look},
    },
};

async fn filled(t: &TestApp, ada: &Ctx) -> Form {
    let settings = look(&t.app, ada).await.unwrap().settings;
    Form {
        renewal: "mail".into(),
        reminders: String::new(),
        invite_lifetime: "72".into(),
        allowed_domains: "Example.org, @quay.example".into(),
        seen: settings.stamp(),
    }
}

fn faults(result: Result<impl Sized, Error>) -> Vec<(Field, Fault)> {
    match result {
        Err(Error::Invalid(FieldErrors(faults))) => faults,
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

on_both_databases! {
    async fn settings_are_kept_and_written_down(t) {
        let ada = t.administrator().await;
        let before = look(&t.app, &ada).await.unwrap();
        assert_eq!((before.settings.renewal, before.settings.reminders), (Renewal::Ask, true));
        assert_eq!((before.settings.invite_lifetime, before.installation_lifetime), (None, Span::hours(24)));
        settings::save(&t.app, &ada, &filled(&t, &ada).await).await.unwrap();
        let now = look(&t.app, &ada).await.unwrap().settings;
        assert_eq!((now.renewal, now.reminders), (Renewal::Mail, false));
        assert_eq!(now.invite_lifetime, Some(Span::hours(72)));
        assert_eq!(now.allowed_domains.as_text(), "example.org, quay.example");
        let page = audit::list(&t.app, &ada, &Wanted::default(), &Place::default()).await.unwrap();
        let entry = &page.events[0];
        assert_eq!(entry.action_name, "account.settings_changed");
        assert_eq!(entry.detail["before"]["renewal"], "ask");
        assert_eq!(entry.detail["after"]["invite_lifetime_hours"], 72);
    }

    async fn every_fault_is_told_at_once_and_nothing_is_kept(t) {
        let ada = t.administrator().await;
        let form = Form { renewal: "x".into(), invite_lifetime: "5".into(), allowed_domains: "org".into(), ..filled(&t, &ada).await };
        let wrong = faults(settings::save(&t.app, &ada, &form).await);
        assert_eq!(wrong, [
            (Field::Renewal, Fault::NotAChoice),
            (Field::InviteLifetime, Fault::NotAChoice),
            (Field::AllowedDomains, Fault::NotADomain { domain: "org".into() }),
        ]);
        assert_eq!(look(&t.app, &ada).await.unwrap().settings.renewal, Renewal::Ask);
    }

    async fn of_two_who_change_the_same_the_second_is_told(t) {
        let ada = t.administrator().await;
        let (first, second) = (filled(&t, &ada).await, filled(&t, &ada).await);
        settings::save(&t.app, &ada, &first).await.unwrap();
        let second = Form { allowed_domains: String::new(), ..second };
        assert_eq!(faults(settings::save(&t.app, &ada, &second).await), [(Field::Form, Fault::ChangedMeanwhile)]);
        assert_eq!(look(&t.app, &ada).await.unwrap().settings.allowed_domains.as_text(), "example.org, quay.example");
        settings::rename(&t.app, &ada, "Northwind Ltd", "Northwind").await.unwrap();
        let late = settings::rename(&t.app, &ada, "Nordwind", "Northwind").await;
        assert_eq!(faults(late), [(Field::Form, Fault::ChangedMeanwhile)]);
        assert_eq!(look(&t.app, &ada).await.unwrap().name, "Northwind Ltd");
    }

    async fn only_addresses_of_allowed_domains_are_invited(t) {
        let ada = t.administrator().await;
        settings::save(&t.app, &ada, &filled(&t, &ada).await).await.unwrap();
        let domains = "example.org, quay.example".to_owned();
        let refused = invite(&t.app, &ada, &invite_form("mara@sub.example.org")).await;
        assert_eq!(faults(refused), [(Field::Email, Fault::DomainNotAllowed { domains: domains.clone() })]);
        let invited = t.invite(&ada, "Mara@EXAMPLE.org").await;
        // Nor is an open invitation turned to such an address.
        let edit = Edit {
            email: "mara@elsewhere.example".into(),
            language: "en".into(),
            role: "2".into(),
            scope: "client".into(),
            client_role: "none".into(),
            ..Edit::default()
        };
        t.advance(Span::minutes(5));
        let turned = member_edit::edit(&t.app, &t.later(&ada), invited.membership_id, &edit).await;
        assert_eq!(faults(turned), [(Field::Email, Fault::DomainNotAllowed { domains })]);
    }

    async fn the_life_of_links_in_the_installation_is_said_to_the_minute(t) {
        let mut t = t;
        t.administrator().await;
        for (minutes, words) in [("90m", "90 minutes"), ("30h", "1 day 6 hours"), ("24h", "24 hours")] {
            t = t.with_settings(&[("VESTIBULE_INVITE_TTL", minutes)]);
            let mut browser = Browser::new(&t);
            browser.sign_in("ada@example.org", crate::support::PASSWORD).await;
            let page = browser.get("/settings").await;
            assert!(page.holds(&format!("{words} (default)")), "{words}: {}", page.body);
            let form = browser.get("/users/invite").await;
            assert!(form.holds(&format!("{words} (as usual)")), "{words}: {}", form.body);
        }
    }

    async fn the_page_keeps_what_was_typed_and_says_what_is_wrong(t) {
        t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", crate::support::PASSWORD).await;
        let page = browser.get("/settings").await;
        assert!(page.holds("Allowed domains") && page.holds("href=\"/settings/installation\""));
        let answer = browser.post("/settings", &[
            ("renewal", "mail"), ("invite_lifetime", ""), ("allowed_domains", "no domain"), ("seen", "ask 1 0 "),
        ]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("no is not the name of a domain") && answer.holds("value=\"no domain\""));
        let seen = "ask 1 0 ";
        let form = [("renewal", "mail"), ("invite_lifetime", "24"), ("allowed_domains", "quay.example"), ("seen", seen)];
        assert_eq!(browser.post("/settings", &form).await.status, 303);
        let answer = browser.post("/settings", &form).await;
        assert!(answer.status == 422 && answer.holds("Somebody else has changed this"));
        let answer = browser.post("/settings/name", &[("name", "Quay"), ("seen", "Northwind")]).await;
        assert_eq!(answer.status, 303);
        assert!(browser.get("/settings").await.holds("The account is now called Quay."));
        let refused = browser.post("/users/invite", &[
            ("email", "mara@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none"), ("language", "en"),
        ]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.holds("Only addresses at these domains can be invited here: quay.example."));
    }
}
