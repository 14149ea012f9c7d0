//! The second factor: turning it on and off, signing in with it, every way around it, and taking it away.

mod codes;
mod own;
mod reset;
mod ways;

use crate::support::{
    PASSWORD, TestApp, accept_new,
    browser::{Answer, Browser},
    database::{audited, execute},
    invite_form, own_id, token_in,
};
use axum::http::StatusCode;
use data_encoding::BASE32_NOPAD;
use vestibule::{
    app::App,
    domain::{
        audit::Origin,
        factor::AuthLevel,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, MembershipId, UserId},
        recovery_code::RecoveryCode,
        role::AccountRole,
        time::{Span, Timestamp},
        totp::{Secret, Step},
    },
    entropy::octets,
    service::{
        self, Ctx, Error,
        invitations::{Invite, invite},
        members::{ListMembers, list},
        second_step::{self, Half, Typed},
        sessions,
        sign_in::{SignedIn, sign_in},
        two_factor,
    },
    store::{Db, sessions::NewSession},
};

const ADA: &str = "ada@example.org";
const MARA: &str = "mara@example.org";
const SECOND_STEP: &str = "/sign-in/second-step";

/// Past a code's 30 seconds, so that the next one counts.
pub(crate) const NEXT: Span = Span::seconds(30);

fn user_of(ctx: &Ctx) -> UserId {
    ctx.principal.as_ref().unwrap().user_id
}

fn account_of(ctx: &Ctx) -> AccountId {
    ctx.principal.as_ref().unwrap().account_id
}

pub(crate) fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(Field, Fault)> {
    match result {
        Err(Error::Invalid(FieldErrors(errors))) => errors,
        other => panic!("{other:?}"),
    }
}

/// An authenticator app.
pub(crate) struct Phone(Secret);

impl Phone {
    /// With the key on the page that sets it up.
    pub(crate) fn on(page: &str) -> Self {
        Self::of(between(page, "<code class=\"secret\">", "<"))
    }

    /// With the key typed in.
    pub(crate) fn of(key: &str) -> Self {
        let key: String = key.split_whitespace().collect();
        Self(Secret::from_octets(&BASE32_NOPAD.decode(key.as_bytes()).unwrap()).unwrap())
    }

    pub(crate) fn shows(&self, now: Timestamp) -> String {
        self.0.code(Step::at(now)).to_string()
    }
}

/// Turns it on, and gives back the app and the recovery codes.
pub(crate) async fn enrol(t: &TestApp, who: &Ctx) -> (Phone, Vec<String>) {
    let who = t.later(who);
    two_factor::begin(&t.app, &who, PASSWORD, own_id(&who)).await.unwrap();
    let phone = Phone::of(&two_factor::begun(&t.app, &who).await.unwrap().unwrap().key);
    let codes = two_factor::confirm(&t.app, &who, &phone.shows(who.now), own_id(&who)).await.unwrap();
    t.advance(NEXT);
    (phone, codes.iter().map(RecoveryCode::reveal).collect())
}

/// Says that recovery codes are kept, and follows to the overview unless it leads elsewhere.
pub(crate) async fn codes_kept(browser: &mut Browser) -> Answer {
    let said = browser.post("/account/two-factor/codes/kept", &[]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    if said.location() == "/account/two-factor" { browser.get("/account/two-factor").await } else { said }
}

/// Somebody who has joined, with a role.
pub(crate) async fn joined(t: &TestApp, ada: &Ctx, email: &str, role: AccountRole) -> (Ctx, MembershipId) {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    let issued = invite(&t.app, &t.later(ada), &form).await.unwrap();
    let mails = t.deliver().await;
    let token = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/");
    let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, issued.membership_id)
}

/// Opens a session for who has proven a password.
async fn open(app: &App, now: Timestamp, who: &SignedIn) -> (Option<AuthLevel>, [u8; 32]) {
    let id_hash: [u8; 32] = octets(&*app.entropy);
    let new = NewSession {
        id_hash,
        user_id: who.user_id,
        account_id: who.account_id,
        ip: "192.0.2.1",
        user_agent: "test",
        data: "{}",
    };
    let origin = Origin { at: now, request_id: "test", ip: "192.0.2.1" };
    (sessions::open(app, &new, &who.proven_hash, sessions::Browser::Known, &origin).await.unwrap(), id_hash)
}

/// Proves the password of somebody who has a second factor.
async fn half(t: &TestApp, email: &str) -> Half {
    let who = sign_in(&t.app, &t.anonymous(), email, PASSWORD).await.unwrap();
    let (level, id) = open(&t.app, t.clock_now(), &who).await;
    assert_eq!(level, Some(AuthLevel::Half));
    let session = second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().unwrap();
    second_step::half(&session).unwrap()
}

/// Signs in with password and a fresh code.
pub(crate) async fn passed(t: &TestApp, email: &str, phone: &Phone) -> Ctx {
    let half = half(t, email).await;
    let id: [u8; 32] = octets(&*t.app.entropy);
    let code = phone.shows(t.clock_now());
    second_step::pass(&t.app, &t.anonymous(), &half, Typed::Code(&code), id).await.unwrap();
    t.advance(NEXT);
    Ctx { principal: t.principal(&id).await, ..t.anonymous() }
}

async fn pass(t: &TestApp, half: &Half, typed: Typed<'_>) -> Result<UserId, Error> {
    second_step::pass(&t.app, &t.anonymous(), half, typed, octets(&*t.app.entropy)).await
}

async fn is_live(t: &TestApp, who: &Ctx) -> bool {
    t.is_live(who.principal.as_ref().unwrap().session().unwrap()).await
}

pub(crate) async fn row(t: &TestApp, ada: &Ctx, email: &str) -> service::members::Member {
    let members = list(&t.app, &t.later(ada), &ListMembers::default()).await.unwrap().members;
    members.into_iter().find(|member| member.email == email).unwrap()
}

impl TestApp {
    /// How many sessions of a person are kept that are more than half ones and have not ended.
    async fn whole_sessions(&self, user: UserId) -> i64 {
        let sql = "SELECT count(*) FROM sessions WHERE user_id = $1 AND auth_level <> 'half' AND revoked_at IS NULL";
        match &self.app.db {
            Db::Sqlite { writer, .. } => {
                sqlx::query_scalar(sql).bind(user.0).fetch_one(writer).await.unwrap()
            }
            Db::Postgres(pool) => sqlx::query_scalar(sql).bind(user.0).fetch_one(pool).await.unwrap(),
        }
    }
}

/// The subjects of what was mailed to an address since the last time.
pub(crate) async fn mailed(t: &TestApp, address: &str) -> Vec<String> {
    let mails = t.deliver().await;
    mails.into_iter().filter(|mail| mail.to == address).map(|mail| mail.rendered.subject).collect()
}

/// What stands between the first of these and the next of those.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).unwrap().0
}

/// The recovery codes on a page.
pub(crate) fn codes_on(page: &str) -> Vec<String> {
    let list = between(page, "aria-label=\"Recovery codes\"", "</ul>");
    list.split("<code>").skip(1).map(|code| code.split('<').next().unwrap().to_owned()).collect()
}

/// A page without the numbers that every request has of its own, and its address.
pub(crate) fn bare(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    bare
}
