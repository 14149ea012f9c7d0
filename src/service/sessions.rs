//! Signed-in browsers: opened at sign-in, looked up with the rights of the moment, ended for good.

use super::{Ctx, Error, Principal, Via, notices, second_step::HALF_LIFE};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry, Origin},
        factor::{AuthLevel, ProvenBy},
        ids::{AccountId, UserId},
        language::Language,
        policy,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    store::{
        StoreError, Tx, accounts, factors, member_places, members,
        sessions::{self, LiveSession, NewSession, WaitingSession},
        users::{self, UserRow},
    },
};
use serde::{Deserialize, Serialize};

/// How long a session may lie unused.
pub const IDLE: Span = Span::minutes(30);
/// How long a session lives at the most.
pub const ABSOLUTE: Span = Span::hours(12);
/// How long sessions are kept, live or ended, from when they were made.
pub const KEPT: Span = Span::hours(30 * 24);
/// How many sessions a person may have; the oldest end first.
const MOST: i64 = 10;
/// How long the answer that brings a session's new id may be under way; requests are given up sooner.
const UNDER_WAY: Span = Span::minutes(1);
/// Use is noted once in so long.
const NOTE_EVERY: Span = Span::minutes(1);

/// Somebody who has proven who they are, and the session that says so: a member of an account, or somebody who belongs to
/// none yet and has come to answer an invitation. Whoever has a second factor
/// gets neither session without it ([`super::second_step`]).
#[derive(Debug, Clone)]
pub struct Proven {
    /// Who.
    pub user_id: UserId,
    /// By which session: SHA-256 of the id in the cookie.
    pub session: [u8; 32],
    /// The account the session stands in.
    pub account_id: AccountId,
    /// Whether the person belongs to that account.
    pub is_member: bool,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
}

impl Proven {
    /// Whoever is signed in with a browser.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever acts by anything else.
    pub fn of(principal: &Principal) -> Result<Self, Error> {
        Ok(Self {
            user_id: principal.user_id,
            session: *principal.session()?,
            account_id: principal.account_id,
            is_member: true,
            name: principal.name.clone(),
            email: principal.email.clone(),
        })
    }
}

/// Whether the browser that signs in is one the person is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Browser {
    /// It is.
    Known,
    /// It is not: the person is told, but for the very first time.
    New,
}

/// Opens a session and ends the person's oldest beyond the tenth; none, and nothing opened, when `proven_hash` is no
/// longer the person's, or the person is shut out. Whoever has a second factor gets a half session, whatever way they came.
///
/// # Errors
/// When the database fails.
pub async fn open(
    app: &App,
    new: &NewSession<'_>,
    proven_hash: &str,
    browser: Browser,
    origin: &Origin<'_>,
) -> Result<Option<AuthLevel>, Error> {
    let mut tx = app.db.write().await?;
    // The row is held until the session is written: a new password either comes before and is seen here, or after and
    // ends this session with the others.
    if !users::hold_while_proven(&mut tx, new.user_id, proven_hash).await? {
        return Ok(None);
    }
    let owes = factors::guards(&mut tx, new.user_id).await?;
    let level = if owes { AuthLevel::Half } else { AuthLevel::Password };
    let entry = write(app, &mut tx, new, (level, None), browser, origin.at).await?;
    tx.commit(&entry, origin).await?;
    app.mail_queued.notify_one();
    Ok(Some(level))
}

/// Writes a session, ends the person's oldest beyond the tenth, and gives back the entry to commit it with. A person who is
/// wholly signed in with a new browser is mailed. The person is held.
///
/// # Errors
/// When the database fails.
async fn write(
    app: &App,
    tx: &mut Tx,
    new: &NewSession<'_>,
    (level, by): (AuthLevel, Option<ProvenBy>),
    browser: Browser,
    now: Timestamp,
) -> Result<Entry, Error> {
    // Somebody who has only been invited is none of the account's people yet, and what they do none of its business.
    let membership = members::find_by_user(tx, new.account_id, new.user_id).await?;
    let is_member = membership.is_some_and(|membership| membership.is_in_force(now));
    if is_member && level != AuthLevel::Half {
        members::touch(tx, new.account_id, new.user_id, now).await?;
    }
    if level != AuthLevel::Half && browser == Browser::New && app.sends_mail() {
        let person = users::find(tx, new.user_id).await?.ok_or(Error::SignedOut)?;
        if !never_signed_in(tx, &person, now).await? {
            notices::queue_new_browser(app, tx, &person, (new.ip, new.user_agent), now).await?;
        }
    }
    sessions::insert(tx, new, level, now).await?;
    sessions::revoke_oldest(tx, new.user_id, level, MOST, now).await?;
    let mut detail = serde_json::json!({ "user_agent": new.user_agent });
    if let (Some(by), Some(detail)) = (by, detail.as_object_mut()) {
        detail.insert("second_factor".into(), by.as_str().into());
    }
    Ok(Entry {
        account_id: is_member.then_some(new.account_id),
        actor_id: Some(new.user_id),
        action: if level == AuthLevel::Half { Action::PasswordAccepted } else { Action::SignedIn },
        subject: format!("user:{}", new.user_id),
        detail,
    })
}

/// Writes the session of somebody who has proven a second factor in the request's browser, under the id whose hash is
/// `id_hash` ([`write`]).
///
/// # Errors
/// When the database fails.
pub(super) async fn write_proven(
    app: &App,
    tx: &mut Tx,
    ctx: &Ctx,
    id_hash: [u8; 32],
    (user_id, account_id): (UserId, AccountId),
    by: ProvenBy,
) -> Result<Entry, Error> {
    let (ip, user_agent) = (&*ctx.client.ip, &*ctx.client.user_agent);
    let new = NewSession { id_hash, user_id, account_id, ip, user_agent, data: "{}" };
    let browser = ctx.client.is_known_to(user_id);
    write(app, tx, &new, (AuthLevel::TwoFactor, Some(by)), browser, ctx.now).await
}

/// Whether this is the very first time: with whatever browser, it is no news to who has just joined. Sessions are kept for
/// [`KEPT`], so of somebody who joined longer ago nothing is known.
async fn never_signed_in(tx: &mut Tx, person: &UserRow, now: Timestamp) -> Result<bool, Error> {
    let is_young = person.activated_at.is_some_and(|at| at > now - KEPT);
    Ok(is_young && !sessions::any(tx, person.id).await?)
}

/// The live session behind an id, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find(app: &App, id_hash: &[u8; 32], now: Timestamp) -> Result<Option<LiveSession>, StoreError> {
    let mut tx = app.db.read().await?;
    sessions::find_live(&mut tx, id_hash, now - IDLE, now - ABSOLUTE, now).await
}

/// The session behind an id of somebody who has come to answer an invitation, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find_waiting(
    app: &App,
    id_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<WaitingSession>, StoreError> {
    let mut tx = app.db.read().await?;
    sessions::find_waiting(&mut tx, id_hash, now - IDLE, now - ABSOLUTE).await
}

/// Notes that a waiting session is in use, at most once a minute.
///
/// # Errors
/// When the database fails.
pub async fn note_waiting(
    app: &App,
    id_hash: &[u8; 32],
    session: &WaitingSession,
    now: Timestamp,
) -> Result<(), StoreError> {
    if now - session.seen_at < NOTE_EVERY {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    sessions::touch(&mut tx, id_hash, now).await?;
    tx.commit_without_audit("a session in use").await
}

/// Whom a waiting session stands for.
///
/// # Errors
/// [`Error::Internal`] when the session id is not of ours.
pub fn waiting(session: &WaitingSession) -> Result<Proven, Error> {
    let id_hash = session.id_hash.as_slice().try_into();
    let id_hash = id_hash.map_err(|_| Error::internal("a session id of odd length"))?;
    Ok(Proven {
        user_id: session.user_id,
        session: id_hash,
        account_id: session.account_id,
        is_member: false,
        name: session.name.clone(),
        email: session.email.clone(),
    })
}

/// Notes that a session is in use, at most once a minute.
///
/// # Errors
/// When the database fails.
pub async fn note_use(
    app: &App,
    id_hash: &[u8; 32],
    session: &LiveSession,
    now: Timestamp,
) -> Result<(), StoreError> {
    if now - session.seen_at < NOTE_EVERY {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    members::touch(&mut tx, session.account_id, session.user_id, now).await?;
    sessions::touch(&mut tx, id_hash, now).await?;
    tx.commit_without_audit("a session in use").await
}

/// Keeps what the session layer wants kept; false when the session has ended.
///
/// # Errors
/// When the database fails.
pub async fn save(app: &App, id_hash: &[u8; 32], data: &str) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let live = sessions::save(&mut tx, id_hash, data).await?;
    tx.commit_without_audit("data of the session layer").await?;
    Ok(live)
}

/// Lets the signed-in person's session go on in another account, with the rights of the membership there from the next
/// request on. Gives back the account's name.
///
/// # Errors
/// [`Error::NotFound`] for an account the person may not act in, whatever the reason; [`Error::SignedOut`].
pub async fn switch(app: &App, ctx: &Ctx, id_hash: &[u8; 32], to: AccountId) -> Result<String, Error> {
    let who = ctx.oneself(policy::Action::SwitchAccount)?;
    let mut tx = app.db.write().await?;
    // Nobody makes an account wait that is not theirs.
    let membership = members::find_by_user(&mut tx, to, who.user_id).await?;
    membership.filter(|own| own.is_in_force(ctx.now)).ok_or(Error::NotFound)?;
    let account = accounts::lock(&mut tx, to).await?.ok_or(Error::NotFound)?;
    if to == who.account_id {
        return Ok(account.name);
    }
    members::touch(&mut tx, to, who.user_id, ctx.now).await?;
    let (seen_since, created_since) = (ctx.now - IDLE, ctx.now - ABSOLUTE);
    if !sessions::switch(&mut tx, id_hash, who.user_id, to, seen_since, created_since, ctx.now).await? {
        return Err(Error::NotFound);
    }
    let entry = Entry {
        account_id: Some(to),
        actor_id: Some(who.user_id),
        action: Action::SessionSwitched,
        subject: format!("user:{}", who.user_id),
        detail: serde_json::json!({ "ip": ctx.client.ip, "user_agent": ctx.client.user_agent }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(account.name)
}

/// Gives a person's session the id that `new_id_hash` is the hash of: whoever knew the one before has nothing from then on.
/// Whatever takes a password or a code of somebody signed in ends here, in the transaction that takes it and with the person
/// held. `proven_at` is the moment where that is proof enough for what is weighty ([`super::step_up`]).
///
/// # Errors
/// [`Error::SignedOut`] when the session has ended or got another id meanwhile.
pub(super) async fn renew(
    tx: &mut Tx,
    (session, user): (&[u8; 32], UserId),
    new_id_hash: &[u8; 32],
    proven_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Error> {
    let (seen_since, created_since) = (now - IDLE, now - ABSOLUTE);
    let session = (session, user);
    if sessions::renew(tx, session, new_id_hash, seen_since, created_since, proven_at, now).await? {
        Ok(())
    } else {
        Err(Error::SignedOut)
    }
}

/// Ends a session for whoever signs out, also by the id it had before while the answer that brings the new one may still be
/// under way: or that answer, coming last, would sign the browser in again.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(app: &App, id_hash: &[u8; 32], origin: &Origin<'_>) -> Result<(), StoreError> {
    end_known_by(app, id_hash, true, origin).await
}

/// Ends the session of this id and no other.
///
/// # Errors
/// When the database fails.
pub async fn end(app: &App, id_hash: &[u8; 32], origin: &Origin<'_>) -> Result<(), StoreError> {
    end_known_by(app, id_hash, false, origin).await
}

async fn end_known_by(
    app: &App,
    id_hash: &[u8; 32],
    follows: bool,
    origin: &Origin<'_>,
) -> Result<(), StoreError> {
    let now = origin.at;
    let mut tx = app.db.write().await?;
    let mut ends = *id_hash;
    let mut whose = whose(&mut tx, &ends, now).await?;
    if follows && whose.is_none() && renewed(&mut tx, &mut ends, now).await? {
        whose = self::whose(&mut tx, &ends, now).await?;
    }
    let Some((account_id, user_id)) = whose else { return Ok(()) };
    // The entry names the person: held before the session, as everywhere.
    users::hold(&mut tx, user_id).await?;
    if follows {
        // A proof may have come first.
        renewed(&mut tx, &mut ends, now).await?;
    }
    sessions::revoke(&mut tx, &ends, now).await?;
    let entry = Entry {
        account_id,
        actor_id: Some(user_id),
        action: Action::SignedOut,
        subject: format!("user:{user_id}"),
        detail: serde_json::json!({}),
    };
    tx.commit(&entry, origin).await
}

/// The person of a session that has not ended, and the account that hears of it.
async fn whose(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(Option<AccountId>, UserId)>, StoreError> {
    let (seen_since, created_since) = (now - IDLE, now - ABSOLUTE);
    if let Some(live) = sessions::find_live(tx, id_hash, seen_since, created_since, now).await? {
        return Ok(Some((Some(live.account_id), live.user_id)));
    }
    if let Some(waiting) = sessions::find_waiting(tx, id_hash, seen_since, created_since).await? {
        return Ok(Some((None, waiting.user_id)));
    }
    let half = sessions::find_half(tx, id_hash, now - HALF_LIFE).await?;
    Ok(half.map(|half| (None, half.user_id)))
}

/// Puts the id that a session has got lately in the place of the one it had, if it did.
async fn renewed(tx: &mut Tx, id_hash: &mut [u8; 32], now: Timestamp) -> Result<bool, StoreError> {
    let renewed = sessions::renewed(tx, id_hash, now - UNDER_WAY).await?;
    let Some(renewed) = renewed.and_then(|renewed| renewed.try_into().ok()) else { return Ok(false) };
    *id_hash = renewed;
    Ok(true)
}

/// Whom and what a session stands for. Nobody has a principal in an account to which they owe a second factor
/// ([`super::requirement::owing`]).
///
/// # Errors
/// [`Error::SignedOut`] for who owes one; [`Error::Internal`] when role or session id are not of ours.
pub fn principal(session: &LiveSession) -> Result<Principal, Error> {
    if session.owes_since.is_some() {
        return Err(Error::SignedOut);
    }
    let role =
        AccountRole::from_id(session.role_id).ok_or_else(|| Error::internal("a role of unknown number"))?;
    let id_hash = session.id_hash.as_slice().try_into();
    let id_hash = id_hash.map_err(|_| Error::internal("a session id of odd length"))?;
    Ok(Principal {
        user_id: session.user_id,
        via: Via::Session { id: id_hash, proven_at: session.proven_at },
        account_id: session.account_id,
        membership_id: session.membership_id,
        account_name: session.account_name.clone(),
        name: session.name.clone(),
        email: session.email.clone(),
        role,
        client_administrator: session.client_administrator,
        is_operator: session.is_operator,
    })
}

/// The language a signed-in person chose.
pub fn language(session: &LiveSession) -> Option<Language> {
    Language::from_code(&session.language)
}

/// Keeps the language a signed-in person chose.
///
/// # Errors
/// When the database fails.
pub async fn set_language(app: &App, ctx: &Ctx, language: Language) -> Result<(), Error> {
    let who = ctx.oneself(policy::Action::ChangeOwnAccount)?;
    let mut tx = app.db.write().await?;
    members::hold_all_of_user(&mut tx, who.user_id).await?;
    let person = users::hold(&mut tx, who.user_id).await?.ok_or(Error::SignedOut)?;
    users::set_language(&mut tx, person.id, language).await?;
    members::set_own_details(&mut tx, person.id, None, Some(language)).await?;
    member_places::refresh_user(&mut tx, who.user_id).await?;
    let entry = Entry {
        account_id: None,
        actor_id: Some(who.user_id),
        action: Action::LanguageChosen,
        subject: format!("user:{}", who.user_id),
        detail: serde_json::json!({ "language": language.code() }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}
