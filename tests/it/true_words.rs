//! What pages say of an invitation and its mail is true: in the row, on the person's page, among the mails and in a batch.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
};
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{ids::MembershipId, secret::Token, time::Span},
    mail::Failure,
    service::{
        Ctx,
        acceptance::{Way, decline},
        batches,
        edit_form::Edit,
        invitations::{reissue, undo},
        member_actions, member_edit, members,
        renewal::{approve, ask},
    },
    worker::{batches::send_due, expiry::lapse_due},
};

const MARA: &str = "mara@example.org";
const REFUSAL: &str = "550 5.1.1 no such user";

/// A browser in which Ada has just signed in.
async fn ada_s_browser(t: &TestApp) -> Browser {
    let mut browser = Browser::new(t);
    browser.sign_in("ada@example.org", PASSWORD).await;
    browser
}

/// The page at a path, as Ada sees it now.
async fn seen(t: &TestApp, path: &str) -> String {
    t.app.looks.settled().await;
    let page = ada_s_browser(t).await.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    page.body
}

/// Where the page says all of these, and none of those.
#[track_caller]
fn says(page: &str, these: &[&str], none_of: &[&str]) {
    let main = &page[page.find("<main").unwrap_or_default()..];
    for text in these {
        assert!(main.contains(text), "not said: {text}\n{main}");
    }
    for text in none_of {
        assert!(!main.contains(text), "said: {text}\n{main}");
    }
}

/// The row of the Users page, or the line of a batch, that an address stands in.
fn line<'a>(page: &'a str, element: &str, address: &str) -> &'a str {
    let whole = page.split(&format!("<{element} ")).find(|part| part.contains(address));
    whole
        .unwrap_or_else(|| panic!("{address} is in no {element}\n{page}"))
        .split(&format!("</{element}>"))
        .next()
        .unwrap()
}

async fn person(t: &TestApp, id: MembershipId) -> String {
    seen(t, &format!("/users/{id}")).await
}

async fn link(t: &TestApp) -> Token {
    token_in(t.deliver().await.iter().rev().find(|mail| mail.to == MARA).unwrap(), "/invitations/")
}

async fn refuse(t: &TestApp) {
    t.mail.answer_next(Err(Failure::Refused(REFUSAL.into())));
    t.deliver().await;
}

/// Mara was invited, and her link has ended.
async fn expired(t: &TestApp, ada: &Ctx) -> (MembershipId, Token) {
    let id = t.invite(ada, MARA).await.membership_id;
    let link = link(t).await;
    t.advance(Span::hours(24));
    lapse_due(&t.app).await.unwrap();
    (id, link)
}

on_both_databases! {
    async fn every_row_of_a_batch_says_what_became_of_its_mail(t) {
        let ada = t.administrator().await;
        let form = invite_form("ann@example.org bo@example.org cy@example.org");
        let id = batches::prepare(&t.app, &ada, &form, batches::several(&form).unwrap()).await.unwrap();
        batches::send(&t.app, &ada, id).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let path = format!("/users/invite/batches/{id}");
        let page = seen(&t, &path).await;
        says(&page, &["0 of 3 invitations handed over", "Queued: 3", "mail goes out in a moment"], &["Invited"]);

        t.mail.answer_next(Err(Failure::Refused(REFUSAL.into())));
        t.mail.answer_next(Err(Failure::Deferred("451 4.7.1 later".into())));
        let mails = t.deliver().await;
        let page = seen(&t, &path).await;
        let counts = ["Not delivered: 1", "Retrying: 1", "Invited: 1"];
        says(&page, &["1 of 3 invitations handed over", REFUSAL, "451 4.7.1 later"], &["Invited."]);
        says(&page, &counts, &[]);
        says(line(&page, "li", &mails[0].to), &["Invited", "expires", "Handed over"], &["Not delivered"]);

        // The one put off goes out later; its person declines. Another one joins.
        t.advance(Span::seconds(40));
        let later = t.deliver().await;
        let token = token_in(&later[0], "/invitations/");
        decline(&t.app, &t.anonymous(), None, Way::Link(token.hash())).await.unwrap();
        let token = token_in(&mails[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Ann", PASSWORD).await.unwrap();
        let page = seen(&t, &path).await;
        let counts = ["2 of 3 invitations handed over", "Active: 1", "Declined: 1", "Not delivered: 1"];
        says(&page, &counts, &["Retrying", "Invited:"]);
        says(line(&page, "li", &later[0].to), &["Declined"], &["Removed"]);
    }

    async fn what_became_of_another_address_is_nothing_of_the_row_s(t) {
        let ada = t.administrator().await;
        let form = invite_form("ann@example.org bo@example.org");
        let batch = batches::prepare(&t.app, &ada, &form, batches::several(&form).unwrap()).await.unwrap();
        batches::send(&t.app, &ada, batch).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        t.mail.answer_next(Err(Failure::Refused(REFUSAL.into())));
        let mails = t.deliver().await;
        let refused = if mails[0].to == "ann@example.org" { "bo@example.org" } else { "ann@example.org" };
        let people = members::list(&t.app, &ada, &members::ListMembers::from_query("")).await.unwrap().members;
        let id = people.iter().find(|member| member.email == refused).unwrap().id;
        let edit = Edit {
            email: "zoe@example.org".into(), language: "en".into(), role: "2".into(), scope: "client".into(),
            client_role: "none".into(), ..Edit::default()
        };
        t.advance(Span::minutes(2));
        member_edit::edit(&t.app, &t.later(&ada), id, &edit).await.unwrap();
        t.deliver().await;
        let page = seen(&t, &format!("/users/invite/batches/{batch}")).await;
        says(&page, &["1 of 1 invitation handed over", "Other address: 1"], &["zoe@example.org"]);
        says(line(&page, "li", refused), &["turned to another address later"], &["Handed over", "Queued"]);
        let page = person(&t, id).await;
        says(&page, &["Turned to another address by Ada", &refused[..1]], &[]);
    }

    async fn what_was_refused_stays_so_after_its_link_has_ended(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, MARA).await.membership_id;
        refuse(&t).await;
        t.invite(&ada, "bo@example.org").await;
        t.deliver().await;
        t.advance(Span::hours(25));
        lapse_due(&t.app).await.unwrap();
        t.counts_are_true().await;
        let page = seen(&t, "/users").await;
        says(line(&page, "tr", MARA), &["Not delivered", REFUSAL, "Copy link instead"], &["Expired"]);
        says(line(&page, "tr", "bo@example.org"), &["Expired"], &["Not delivered"]);
        says(&seen(&t, "/users?status=not_delivered").await, &[MARA], &["bo@example.org"]);
        says(&seen(&t, "/users?status=expired").await, &["bo@example.org"], &[MARA]);
        says(&person(&t, id).await, &["Not delivered"], &["Expired"]);
        let file = ada_s_browser(&t).await.get("/users/export.csv?status=not_delivered").await;
        assert!(file.body.contains(MARA) && file.body.contains("not_delivered"), "{}", file.body);

        // Until a new link is mailed; that one may expire.
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        t.deliver().await;
        says(line(&seen(&t, "/users").await, "tr", MARA), &["Invited"], &["Not delivered"]);
        t.advance(Span::hours(25));
        lapse_due(&t.app).await.unwrap();
        says(line(&seen(&t, "/users").await, "tr", MARA), &["Expired"], &["Not delivered"]);
        t.counts_are_true().await;
    }

    async fn while_no_mail_is_sent_every_page_says_so(t) {
        let ada = t.administrator().await;
        for n in 0..4 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        let reason = "535 5.7.8 authentication failed";
        for _ in 0..4 {
            t.mail.answer_next(Err(Failure::Paused(reason.into())));
        }
        assert!(t.deliver().await.is_empty());
        let id = t.invite(&ada, MARA).await.membership_id;
        let moment = "goes out in a moment";
        let page = seen(&t, "/users").await;
        says(&page, &["No mail is sent at the moment", reason, "since Nov 20, 2026", "href=\"/mail\""], &[moment]);
        for to in [MARA, "m0@example.org"] {
            let row = line(&page, "tr", to);
            says(row, &["waits: sending is paused", "href=\"/mail\""], &[moment, "next try"]);
        }
        says(&person(&t, id).await, &["waits: sending is paused", "href=\"/mail\""], &[moment, "Waits to be sent"]);
        let page = seen(&t, "/mail").await;
        let row = line(&page, "tr", MARA);
        says(row, &["Waits: no mail is sent at the moment"], &["Goes out as soon as it can"]);
        says(line(&page, "tr", "m0@example.org"), &["Waits: no mail is sent at the moment"], &["next try"]);

        // The server takes mails again.
        t.advance(Span::seconds(60));
        t.deliver().await;
        t.advance(Span::seconds(60));
        t.deliver().await;
        says(&seen(&t, "/users").await, &["Handed over"], &["No mail is sent", "sending is paused"]);
    }

    async fn a_new_link_made_because_somebody_asked_is_in_nobody_s_name(t) {
        let ada = t.administrator().await;
        t.set_renewal("mail").await;
        let (id, old) = expired(&t, &ada).await;
        ask(&t.app, &t.anonymous(), old.hash()).await.unwrap();
        let page = person(&t, id).await;
        let told = ["The invited person asked for a new link", "by itself, because the person asked"];
        says(&page, &told, &["New link saved and mail queued by Ada Kern"]);
        assert!(page.find(told[0]) < page.find(told[1]));
    }

    async fn whoever_approves_is_named(t) {
        let ada = t.administrator().await;
        let (id, old) = expired(&t, &ada).await;
        ask(&t.app, &t.anonymous(), old.hash()).await.unwrap();
        let page = seen(&t, "/users").await;
        let button = "<button class=\"button button-small\">Approve</button>";
        says(line(&page, "tr", MARA), &["Asks for a new link", button], &[]);
        t.advance(Span::minutes(5));
        approve(&t.app, &t.later(&ada), id).await.unwrap();
        let page = person(&t, id).await;
        let told = [
            "The invited person asked for a new link",
            "Approved by Ada Kern",
            "New link saved and mail queued by Ada Kern",
        ];
        says(&page, &told, &["by itself"]);
        assert!(told.map(|words| page.find(words)).is_sorted());
    }

    async fn opening_a_link_that_no_longer_works_is_told_as_that(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, MARA).await.membership_id;
        let old = link(&t).await;
        t.advance(Span::minutes(2));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        let new = link(&t).await;
        let open = async |token: &Token| {
            t.advance(Span::minutes(2));
            let mut browser = Browser::new(&t);
            let clean = browser.get(&format!("/invitations/{}", token.reveal())).await.location().to_owned();
            browser.get(&clean).await;
        };
        let dead = "A link that no longer works was opened";
        open(&old).await;
        says(&person(&t, id).await, &[dead], &["Link opened"]);
        open(&new).await;
        says(&person(&t, id).await, &[dead, "Link opened"], &[]);
        t.advance(Span::hours(24));
        open(&new).await;
        let page = person(&t, id).await;
        assert_eq!((page.matches(dead).count(), page.matches("Link opened").count()), (2, 1), "{page}");
    }

    async fn a_link_that_had_ended_stays_so_when_there_is_a_newer_one(t) {
        let ada = t.administrator().await;
        let (id, old) = expired(&t, &ada).await;
        t.advance(Span::minutes(1));
        let mut mara = Browser::new(&t);
        mara.get(&format!("/invitations/{}", old.reveal())).await;
        let told = ["Link ended unused", "A link that no longer works was opened"];
        says(&person(&t, id).await, &told, &["Link opened"]);
        t.advance(Span::minutes(1));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        t.deliver().await;
        says(&person(&t, id).await, &told, &["Link opened"]);
    }

    async fn who_declined_or_was_taken_back_was_not_removed(t) {
        let t = t.with_settings(&[("VESTIBULE_UNDO_SECONDS", "10")]);
        let ada = t.administrator().await;
        let declined = t.invite(&ada, MARA).await.membership_id;
        t.advance(Span::seconds(10));
        let token = link(&t).await;
        decline(&t.app, &t.anonymous(), None, Way::Link(token.hash())).await.unwrap();
        let undone = t.invite(&t.later(&ada), "bo@example.org").await.membership_id;
        undo(&t.app, &t.later(&ada), undone).await.unwrap();
        let withdrawn = t.invite(&t.later(&ada), "cy@example.org").await.membership_id;
        t.advance(Span::seconds(10));
        t.deliver().await;
        member_actions::revoke(&t.app, &t.later(&ada), withdrawn).await.unwrap();
        let gone = t.invite(&t.later(&ada), "dee@example.org").await.membership_id;
        t.advance(Span::seconds(10));
        let token = token_in(t.deliver().await.last().unwrap(), "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Dee", PASSWORD).await.unwrap();
        member_actions::remove(&t.app, &t.later(&ada), gone, false).await.unwrap();

        let list = seen(&t, "/users?status=removed").await;
        for (id, to, word) in [
            (declined, MARA, "Declined"),
            (undone, "bo@example.org", "Taken back"),
            (withdrawn, "cy@example.org", "Withdrawn"),
        ] {
            says(line(&list, "tr", to), &[word, "Invite again"], &["Removed"]);
            says(&person(&t, id).await, &[word, "Invite again"], &["Removed"]);
        }
        says(line(&list, "tr", "dee@example.org"), &["Removed"], &["Withdrawn", "Taken back"]);
        t.counts_are_true().await;

        let told = ["Invitation saved and mail queued by Ada Kern", "Taken back before its mail was sent"];
        says(&person(&t, undone).await, &told, &["Mail dropped", "Waits to be sent"]);
        let mails = seen(&t, "/mail").await;
        let row = line(&mails, "tr", "bo@example.org");
        says(row, &["Taken back", "Never sent"], &["Its link had ended", "Dropped"]);
    }
}
