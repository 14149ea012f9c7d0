//! Accounts that require a second factor from a day on.

mod enforced;
mod people;
mod reminders;
mod settings;

use crate::support::{PASSWORD, TestApp, browser::Browser};
use vestibule::{
    domain::time::Span,
    service::{Ctx, requirement},
};

const ADA: &str = "ada@example.org";
const MARA: &str = "mara@example.org";
/// Where whoever owes a second factor is led.
const SET_UP: &str = "/account/two-factor";
/// The day after the one on which every test begins.
const TOMORROW: &str = "2026-11-21";

/// Lets the account require it from tomorrow on.
pub(crate) async fn require_from_tomorrow(t: &TestApp, ada: &Ctx) {
    requirement::set(&t.app, &t.later(ada), TOMORROW, "").await.unwrap();
}

/// The first moment of tomorrow.
pub(crate) fn tomorrow_comes(t: &TestApp) {
    let day = vestibule::domain::time::Timestamp::from_day(TOMORROW).unwrap();
    t.advance(day - t.clock_now());
}

async fn browser_of(t: &TestApp, email: &str) -> Browser {
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(email, PASSWORD).await.status, 303);
    browser
}

/// In use until so long before tomorrow that the session still lives then.
async fn stay_until_tomorrow(t: &TestApp, browser: &mut Browser) {
    tomorrow_comes_but(t, Span::minutes(1));
    assert_eq!(browser.sign_in(MARA, PASSWORD).await.status, 303);
    assert_eq!(browser.get("/projects").await.status, 200);
}

fn tomorrow_comes_but(t: &TestApp, span: Span) {
    tomorrow_comes(t);
    t.advance(Span::micros(-span.as_micros()));
}
