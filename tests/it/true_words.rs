//! What pages say of an invitation and its mail is true: in the row, on the person's page, among the mails and in a batch.

use crate::support::{PASSWORD, TestApp, browser::Browser, on_both_databases};
use vestibule::{
    domain::{ids::MembershipId, time::Span},
    mail::Failure,
    service::invitations::reissue,
    worker::expiry::lapse_due,
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

async fn refuse(t: &TestApp) {
    t.mail.answer_next(Err(Failure::Refused(REFUSAL.into())));
    t.deliver().await;
}

on_both_databases! {
    async fn what_was_refused_stays_so_after_its_link_has_ended(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, MARA).await.membership_id;
        t.invite(&ada, "bo@example.org").await;
        refuse(&t).await;
        let refused = t.mail.sent()[0].to != MARA;
        assert!(refused, "the older mail goes first");
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
}
