//! Invitations that require a second factor: it is set up at the door, and nobody joins without it
//! (`docs/adr/0023-second-factor-at-the-door.md`).

mod known;
mod newcomers;
mod terms;

use crate::{
    support::{PASSWORD, TestApp, browser::Browser, database::number, invite_form, token_in},
    two_factor::Phone,
};
use vestibule::{
    domain::{ids::MembershipId, secret::Token},
    entropy::octets,
    service::{
        Ctx, Error,
        door::{self, Entered, Joined},
        invitations::{Invite, invite},
    },
};

const MARA: &str = "mara@example.org";

/// An invitation that nobody joins by without a second factor.
fn guarded(email: &str) -> Invite {
    Invite { two_factor: "1".into(), ..invite_form(email) }
}

/// Invites Mara so, and gives back the membership and the link mailed to her.
async fn invited(t: &TestApp, ada: &Ctx) -> (MembershipId, Token) {
    let issued = invite(&t.app, &t.later(ada), &guarded(MARA)).await.unwrap();
    (issued.membership_id, last_link(t).await)
}

/// The link in the mail that went out to Mara last.
async fn last_link(t: &TestApp) -> Token {
    let mails = t.deliver().await;
    token_in(mails.iter().rev().find(|mail| mail.to == MARA).unwrap(), "/invitations/")
}

/// The clean address of a link.
fn page_of(link: &Token) -> String {
    format!("/invitations/{}", link.hash().handle())
}

/// The address of the second step.
fn step_of(link: &Token) -> String {
    format!("{}/two-factor", page_of(link))
}

/// A browser that has followed a link.
async fn following(t: &TestApp, link: &Token) -> Browser {
    let mut browser = Browser::new(t);
    browser.get(&format!("/invitations/{}", link.reveal())).await;
    browser
}

/// Gives name and password, and arrives at the second step with an app.
async fn first_step(browser: &mut Browser, link: &Token) -> Phone {
    let answer = browser.post(&page_of(link), &[("name", "Mara Lind"), ("password", PASSWORD)]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, step_of(link).as_str()));
    let page = browser.get(&step_of(link)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    Phone::on(&page.body)
}

/// Gives name and password without a browser: what the browser would keep, and an app.
async fn begun(t: &TestApp, link: &Token) -> (Token, Phone) {
    let entered = door::enter(&t.app, &t.anonymous(), link.hash(), "Mara Lind", PASSWORD).await.unwrap();
    let Entered::SetUp(key) = entered else { panic!("{entered:?}") };
    let at_door = door::look(&t.app, &t.anonymous(), link.hash(), Some(key.hash())).await.unwrap().unwrap();
    (key, Phone::of(&at_door.set_up.key))
}

async fn join(t: &TestApp, link: &Token, key: &Token, code: &str) -> Result<Joined, Error> {
    let id: [u8; 32] = octets(&*t.app.entropy);
    door::join(&t.app, &t.anonymous(), link.hash(), key.hash(), code, id).await
}

/// Whether Mara is nobody yet, with nothing but an invitation.
async fn nothing_is_changed(t: &TestApp) {
    for (what, sql) in [
        (
            "a password",
            "SELECT count(*) FROM users WHERE email = 'mara@example.org' AND password_hash IS NOT NULL",
        ),
        (
            "a factor",
            "SELECT count(*) FROM factors WHERE user_id = (SELECT id FROM users WHERE email = 'mara@example.org')",
        ),
        (
            "a recovery code",
            "SELECT count(*) FROM recovery_codes WHERE user_id = (SELECT id FROM users WHERE email = 'mara@example.org')",
        ),
        (
            "a session",
            "SELECT count(*) FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = 'mara@example.org')",
        ),
        (
            "a membership",
            "SELECT count(*) FROM memberships WHERE state = 'active' AND user_id = (SELECT id FROM users WHERE email = 'mara@example.org')",
        ),
        ("an answer", "SELECT count(*) FROM invitations WHERE accepted_at IS NOT NULL"),
    ] {
        assert_eq!(number(t, sql).await, 0, "{what}");
    }
    t.counts_are_true().await;
}

async fn at_the_door(t: &TestApp) -> i64 {
    number(t, "SELECT count(*) FROM doors").await
}
