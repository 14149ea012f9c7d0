//! The term of the invitation: chosen in the form, told wherever terms are told, kept whatever becomes of the link.

use super::{MARA, following, guarded, invited, page_of};
use crate::{
    support::{
        PASSWORD,
        browser::Browser,
        database::{execute, number},
        invite_form, on_both_databases, token_in,
    },
    two_factor::{enrol, joined},
};
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{role::AccountRole, time::Span},
    service::{
        acceptance, batches,
        edit_form::Edit,
        invitations::{invite, reissue},
        invite_mail, member_edit,
        person::person,
        renewal, requirement,
    },
    worker::batches::send_due,
};

const SENTENCE: &str = "You will set up two-factor authentication when you join.";

on_both_databases! {
    async fn it_is_a_box_in_the_form_and_told_everywhere(t) {
        t.administrator().await;
        let mut ada = Browser::new(&t);
        ada.sign_in("ada@example.org", PASSWORD).await;
        let form = ada.get("/users/invite").await;
        assert!(form.holds("name=\"two_factor\"") && form.holds("Requires two-factor authentication"), "{}", form.body);
        let mut fields = vec![
            ("email", MARA), ("role", "2"), ("scope", "client"), ("client_role", "none"), ("two_factor", "1"),
        ];
        // Kept and unfolded where something else is wrong, and told in the mail that is only looked at.
        let wrong = ada.post("/users/invite", &[&fields[1..], &[("email", "no address")]].concat()).await;
        assert!(wrong.status == 422 && wrong.holds("<details open class=\"more\""), "{}", wrong.body);
        let checked = wrong.body.split("name=\"two_factor\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(checked.contains("checked"), "{checked}");
        fields.push(("by_hand", ""));
        let done = ada.post("/users/invite", &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let mails = t.deliver().await;
        assert!(mails[0].rendered.text.contains(SENTENCE) && mails[0].rendered.html.contains(SENTENCE));
        let id = number(&t, "SELECT max(id) FROM memberships").await;
        assert!(ada.get(&format!("/users/{id}")).await.holds("Required to join"));
        let log = ada.get("/audit").await;
        assert!(log.holds("requires two factor"), "{}", log.body);
        let link = token_in(&mails[0], "/invitations/");
        let page = following(&t, &link).await.get(&page_of(&link)).await;
        assert!(page.holds("Required to join"), "{}", page.body);
        // And by the function of the dialog, but for its box: nothing of it.
        let arguments = serde_json::json!({ "email": "bo@example.org", "role": "2", "scope": "client", "client_role": "none" });
        ada.call("users/invite", &arguments).await;
        let mails = t.deliver().await;
        assert!(!mails[0].rendered.text.contains("two-factor"), "{}", mails[0].rendered.text);
        let id = number(&t, "SELECT max(id) FROM memberships").await;
        assert!(!ada.get(&format!("/users/{id}")).await.holds("Required to join"));
    }

    async fn it_stays_with_the_invitation(t) {
        let ada = t.administrator().await;
        let (id, _) = invited(&t, &ada).await;
        let told = async || {
            let mails = t.deliver().await;
            let mail = mails.iter().rev().find(|mail| mail.rendered.text.contains("/invitations/")).unwrap();
            assert!(mail.rendered.text.contains(SENTENCE), "{}", mail.rendered.text);
            let link = token_in(mail, "/invitations/");
            assert!(acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap().needs_factor);
            link
        };
        t.advance(Span::minutes(2));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        told().await;
        // Edited, and turned to another address.
        let before = person(&t.app, &t.later(&ada), id).await.unwrap();
        assert!(before.invitation.unwrap().two_factor);
        let edit = Edit { name: "Mara Lind".into(), ..before.form };
        member_edit::edit(&t.app, &t.later(&ada), id, &edit).await.unwrap();
        assert!(person(&t.app, &t.later(&ada), id).await.unwrap().invitation.unwrap().two_factor);
        t.advance(Span::minutes(2));
        let form = person(&t.app, &t.later(&ada), id).await.unwrap().form;
        let edit = Edit { email: "mara@example.net".into(), ..form };
        member_edit::edit(&t.app, &t.later(&ada), id, &edit).await.unwrap();
        let link = told().await;
        // Ended, and asked for anew by the person.
        t.set_renewal("mail").await;
        t.advance(Span::hours(25));
        renewal::ask(&t.app, &t.anonymous(), link.hash()).await.unwrap();
        told().await;
        // A copied link.
        t.advance(Span::minutes(2));
        let issued = reissue(&t.app, &t.later(&ada), id, true).await.unwrap();
        let link = issued.link.unwrap();
        let link = vestibule::domain::secret::Token::parse(link.rsplit('/').next().unwrap()).unwrap();
        assert!(acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap().needs_factor);
    }

    async fn everybody_on_a_list_has_it(t) {
        let ada = t.administrator().await;
        let form = guarded("mara@example.org bo@example.org");
        let people = batches::several(&form).unwrap();
        let id = batches::prepare(&t.app, &ada, &form, people).await.unwrap();
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let review = browser.get(&format!("/users/invite/batches/{}", id.0)).await;
        assert!(review.holds("Required to join"), "{}", review.body);
        batches::send(&t.app, &ada, id).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|mail| mail.rendered.text.contains(SENTENCE)));
        assert_eq!(number(&t, "SELECT count(*) FROM invitations WHERE requires_two_factor = (1 = 1)").await, 2);
        // A list that was kept before this was known says nothing of it.
        let form = invite_form("zoe@example.org kim@example.org");
        let people = batches::several(&form).unwrap();
        let id = batches::prepare(&t.app, &ada, &form, people).await.unwrap();
        execute(&t, "UPDATE batches SET wanted = REPLACE(CAST(wanted AS TEXT), '\"two_factor\":false,', '') WHERE state = 'review'").await;
        execute(&t, "UPDATE batches SET wanted = REPLACE(CAST(wanted AS TEXT), ',\"two_factor\":false', '') WHERE state = 'review'").await;
        assert_eq!(number(&t, "SELECT count(*) FROM batches WHERE state = 'review' AND CAST(wanted AS TEXT) LIKE '%two_factor%'").await, 0);
        assert!(!browser.get(&format!("/users/invite/batches/{}", id.0)).await.holds("Required to join"));
        batches::send(&t.app, &ada, id).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!(t.deliver().await.len(), 2);
    }

    async fn where_the_account_requires_it_there_is_nothing_to_choose(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        requirement::set(&t.app, &t.later(&ada), &t.clock_now().to_day(), "").await.unwrap();
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        browser.post("/sign-in/second-step", &[("code", &phone.shows(t.clock_now()))]).await;
        let form = browser.get("/users/invite").await;
        assert!(form.holds("This account has required two-factor authentication since Nov 20, 2026"), "{}", form.body);
        assert!(!form.holds("name=\"two_factor\""), "{}", form.body);
        let mail = invite_mail::preview(&t.app, &t.later(&ada), &invite_form(MARA)).await.unwrap();
        assert!(mail.text.contains(SENTENCE), "{}", mail.text);
        let form = invite_form("mara@example.org bo@example.org");
        let id = batches::prepare(&t.app, &t.later(&ada), &form, batches::several(&form).unwrap()).await.unwrap();
        let review = browser.get(&format!("/users/invite/batches/{}", id.0)).await;
        assert!(review.holds("Required to join"), "{}", review.body);
    }

    async fn an_invitation_without_it_is_as_ever(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        assert_eq!(number(&t, "SELECT count(*) FROM invitations WHERE requires_two_factor = (1 = 1)").await, 0);
        invite(&t.app, &t.later(&ada), &invite_form("bo@example.org")).await.unwrap();
        let mail = t.deliver().await;
        assert!(!mail[0].rendered.text.contains("two-factor"), "{}", mail[0].rendered.text);
    }
}
