//! The second factor at sign-in and wherever else it is asked for: codes are judged, counted and taken here and nowhere
//! else (`docs/adr/0017-second-factor.md`).

use super::{
    Ctx, Error, notices,
    passkey_proof::{Proof, answered, of_own_people, tell_of_copy},
    sessions as open_sessions,
    webauthn::is_possible,
};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        factor::{Answer, FactorChange, ProvenBy},
        field::{Fault, Field},
        ids::{AccountId, UserId},
        passkey::BoundTo,
        recovery_code::RecoveryCode,
        time::{Span, Timestamp},
        totp::{Code, Secret},
    },
    store::{
        StoreError, Tx, WriteTx, factors, passkeys,
        sessions::{self, HalfSession},
        users::{self, UserRow},
    },
};
use serde_json::json;

/// How long somebody who has proven a password may take to prove the second factor.
pub const HALF_LIFE: Span = Span::minutes(10);
/// How many wrong codes a person may give in [`WITHIN`], at all nodes and wherever a code is asked for.
pub const MOST_TRIES: i64 = 5;
/// In which time.
pub const WITHIN: Span = Span::minutes(5);
/// At how many wrong codes in a row the person is told, and the audit log.
const TOLD_AT: i64 = MOST_TRIES;
/// How many wrong codes in a row there may be before those of the app are looked at no more, until a recovery code was right
/// (NIST SP 800-63B-4 §3.2.2). No patience gets through a million codes.
pub const MOST_IN_A_ROW: i64 = 100;

/// Somebody who has proven a password and still owes the second factor: nobody's principal, and not waiting either.
#[derive(Debug, Clone)]
pub struct Half {
    /// Who.
    pub user_id: UserId,
    /// By which session: SHA-256 of the id in the cookie.
    pub session: [u8; 32],
    /// The account it is to lead into.
    pub account_id: AccountId,
    /// The person's address.
    pub email: String,
}

/// Whom a half session stands for.
///
/// # Errors
/// [`Error::Internal`] when the session id is not of ours.
pub fn half(session: &HalfSession) -> Result<Half, Error> {
    let id_hash = session.id_hash.as_slice().try_into();
    let id_hash = id_hash.map_err(|_| Error::internal("a session id of odd length"))?;
    let (user_id, account_id) = (session.user_id, session.account_id);
    Ok(Half { user_id, session: id_hash, account_id, email: session.email.clone() })
}

/// The half session behind an id, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find_half(
    app: &App,
    id_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<HalfSession>, StoreError> {
    let mut tx = app.db.read().await?;
    sessions::find_half(&mut tx, id_hash, now - HALF_LIFE).await
}

/// Takes a code and opens the whole session under the id whose hash is `id_hash`; the half one ends. All of it in one
/// transaction: of several who come with one code, or out of one half session, one is let in.
///
/// # Errors
/// [`Error::Invalid`] for a wrong code, at the field it was typed into; [`Error::TooMany`] after too many of them;
/// [`Error::SignedOut`] when the half session has ended.
pub async fn pass(
    app: &App,
    ctx: &Ctx,
    who: &Half,
    answer: Typed<'_>,
    id_hash: [u8; 32],
) -> Result<UserId, Error> {
    let given = answer.parse(BoundTo::SecondStep(&who.session))?;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, who.user_id).await?.ok_or(Error::SignedOut)?;
    let since = ctx.now - HALF_LIFE;
    let half = sessions::find_half(&mut tx, &who.session, since).await?.ok_or(Error::SignedOut)?;
    let by = match judge(app, &mut tx, person.id, given, ctx.now).await? {
        Judged::Right(by) => by,
        Judged::Wrong(wrong) => {
            // As at signing in: an account hears of its own people alone.
            let account = of_own_people(&mut tx, ctx, who.account_id, person.id).await?;
            count_wrong(app, ctx, tx, &person, account, wrong).await?;
            return Err(answer.wrong());
        }
    };
    let whom = (person.id, half.account_id);
    let entry = open_sessions::write_proven(app, &mut tx, ctx, id_hash, whom, by).await?;
    sessions::follow(&mut tx, &id_hash, &who.session, ctx.now).await?;
    // Behind the membership, as everywhere: whoever takes access away holds that, and then ends sessions.
    let ended = sessions::end_half(&mut tx, &who.session, person.id, since, ctx.now).await?;
    if ended != Some(half.account_id) {
        return Err(Error::SignedOut);
    }
    if by == ProvenBy::RecoveryCode && app.sends_mail() {
        notices::queue_factor_change(app, &mut tx, &person, FactorChange::CodeUsed, ctx.now).await?;
    }
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    tracing::info!(
        user.id = person.id.0,
        request.id = ctx.request_id,
        by = by.as_str(),
        "second factor accepted"
    );
    Ok(person.id)
}

/// What somebody typed as the second factor, and into which field.
#[derive(Debug, Clone, Copy)]
pub enum Typed<'a> {
    /// A code of the app.
    Code(&'a str),
    /// A recovery code.
    Recovery(&'a str),
    /// Either of them, in the field of the code.
    Either(&'a str),
    /// What an authenticator answered for a passkey; typed by nobody.
    Passkey(&'a str),
}

impl<'a> Typed<'a> {
    /// What it says. Of a passkey only the answer to what was asked for there counts.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is empty or no code at all.
    pub(super) fn parse(self, asked: BoundTo<'a>) -> Result<Given<'a>, Error> {
        let (text, parsed) = match self {
            Self::Code(text) => (text, Code::parse(text).map(Answer::Code)),
            Self::Recovery(text) => (text, RecoveryCode::parse(text).map(Answer::Recovery)),
            Self::Either(text) => (text, Answer::parse(text)),
            Self::Passkey(answer) => return Ok(Given::Passkey { answer, asked }),
        };
        if text.trim().is_empty() {
            return Err(Error::field(self.field(), Fault::Missing));
        }
        parsed.map(Given::Code).ok_or_else(|| self.wrong())
    }

    /// The first code of an app that is being set up.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is empty or no code at all.
    pub(super) fn first_code(text: &str) -> Result<Code, Error> {
        if text.trim().is_empty() {
            return Err(Error::field(Field::Code, Fault::Missing));
        }
        Code::parse(text).ok_or_else(|| Typed::Code(text).wrong())
    }

    /// That it was wrong, whatever was.
    pub(super) fn wrong(self) -> Error {
        let fault = match self {
            Self::Code(_) | Self::Either(_) => Fault::WrongCode,
            Self::Recovery(_) => Fault::WrongRecoveryCode,
            Self::Passkey(_) => Fault::PasskeyRefused,
        };
        Error::field(self.field(), fault)
    }

    const fn field(self) -> Field {
        match self {
            Self::Code(_) | Self::Either(_) => Field::Code,
            Self::Recovery(_) => Field::RecoveryCode,
            Self::Passkey(_) => Field::Form,
        }
    }
}

/// What is to be judged.
pub(super) enum Given<'a> {
    /// A code of either kind.
    Code(Answer),
    /// A passkey.
    Passkey {
        /// What its authenticator answered.
        answer: &'a str,
        /// To what.
        asked: BoundTo<'a>,
    },
}

/// What became of what was given.
pub(super) enum Judged {
    /// It was right, and is spent with this transaction.
    Right(ProvenBy),
    /// It was wrong, and is counted with this transaction, which has to be committed for that ([`count_wrong`]).
    Wrong(Wrong),
}

/// Something wrong that was given as the second factor.
pub(super) struct Wrong {
    /// How many there were in a row, this one included.
    in_a_row: i64,
    /// The name of the passkey of which there may be a copy.
    copied: Option<String>,
}

/// Judges what a person gave as the second factor. The person is held, so that tries are counted one after the other.
///
/// # Errors
/// [`Error::TooMany`] when there were too many before; [`Fault::CodesShut`] for a code of the app when there were far too
/// many in a row; [`Error::Internal`] when what the codes are made from was sealed with another key; [`Error::Conflict`] for a
/// passkey where none are possible.
pub(super) async fn judge(
    app: &App,
    tx: &mut Tx,
    user: UserId,
    given: Given<'_>,
    now: Timestamp,
) -> Result<Judged, Error> {
    if let Some(wait) = wait_in(tx, user, now).await? {
        return Err(Error::TooMany(wait));
    }
    let mut copied = None;
    let by = match given {
        Given::Code(Answer::Code(code)) => take(app, tx, user, code, now).await?.then_some(ProvenBy::App),
        Given::Code(Answer::Recovery(code)) => {
            factors::spend_code(tx, user, &code.hash(), now).await?.then_some(ProvenBy::RecoveryCode)
        }
        Given::Passkey { answer, asked } => match answered(app, tx, user, answer, asked, now).await? {
            Proof::Right => Some(ProvenBy::Passkey),
            Proof::Wrong => None,
            Proof::Copied(name) => {
                copied = Some(name);
                None
            }
        },
    };
    let Some(by) = by else {
        factors::forget_tries(tx, user, now - WITHIN).await?;
        let in_a_row = factors::note_try(tx, user, now).await?;
        return Ok(Judged::Wrong(Wrong { in_a_row, copied }));
    };
    factors::forget_tries(tx, user, now).await?;
    factors::forget_failures(tx, user).await?;
    Ok(Judged::Right(by))
}

/// By what somebody can prove the second factor, besides recovery codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// By a code of an app.
    pub app: bool,
    /// By a passkey.
    pub passkey: bool,
}

/// By what this person can prove the second factor.
///
/// # Errors
/// When the database fails.
pub async fn ways(app: &App, user: UserId) -> Result<Ways, Error> {
    let mut tx = app.db.read().await?;
    let has_app = factors::app(&mut tx, user).await?.is_some();
    let has_passkeys = !passkeys::of(&mut tx, user).await?.is_empty();
    Ok(Ways { app: has_app, passkey: has_passkeys && is_possible(app) })
}

/// Makes what was wrong count. Of several in a row the person hears, and the audit log: whoever gives codes knows
/// the password, or has a browser in which the person is signed in.
///
/// # Errors
/// When the database fails.
pub(super) async fn count_wrong(
    app: &App,
    ctx: &Ctx,
    mut tx: WriteTx,
    person: &UserRow,
    account_id: Option<AccountId>,
    Wrong { in_a_row, copied }: Wrong,
) -> Result<(), Error> {
    tracing::info!(user.id = person.id.0, request.id = ctx.request_id, in_a_row, "second factor refused");
    let mut entries = Vec::new();
    if let Some(passkey) = copied {
        entries.push(tell_of_copy(app, ctx, &mut tx, person, account_id, &passkey).await?);
    }
    if in_a_row == TOLD_AT {
        if app.sends_mail() {
            notices::queue_factor_change(app, &mut tx, person, FactorChange::WrongCodes, ctx.now).await?;
        }
        entries.push(Entry {
            account_id,
            actor_id: Some(person.id),
            action: Action::WrongCodes,
            subject: format!("user:{}", person.id),
            detail: json!({}),
        });
    }
    if entries.is_empty() {
        tx.commit_without_audit("a wrong code, counted").await?;
        return Ok(());
    }
    tx.commit_all(&entries, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

async fn take(app: &App, tx: &mut Tx, user: UserId, code: Code, now: Timestamp) -> Result<bool, Error> {
    let Some(row) = factors::app(tx, user).await? else { return Ok(false) };
    if row.failures >= MOST_IN_A_ROW {
        return Err(Error::field(Field::Code, Fault::CodesShut));
    }
    let secret = open(app, user, row.sealed_secret.as_deref())?;
    match secret.step_of(code, now) {
        Some(step) => Ok(factors::spend_step(tx, row.id, step, now).await?),
        None => Ok(false),
    }
}

/// How long a person has to wait who gave too many wrong codes; none while they may give another.
///
/// # Errors
/// When the database fails.
pub(super) async fn wait_in(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Option<Span>, Error> {
    let first = factors::nth_try(tx, user, now - WITHIN, MOST_TRIES).await?;
    Ok(first.map(|at| at + WITHIN - now))
}

/// What an app's secret is sealed for: of another person's row it opens nothing.
fn purpose(user: UserId) -> String {
    format!("authenticator app of {user}")
}

/// Seals what an app's codes are made from.
pub(super) fn seal(app: &App, user: UserId, secret: &Secret) -> Vec<u8> {
    app.seal(&purpose(user), secret.as_octets())
}

/// Opens what an app's codes are made from.
///
/// # Errors
/// [`Error::Internal`] when it was sealed with another key, or for somebody else.
pub(super) fn open(app: &App, user: UserId, sealed: Option<&[u8]>) -> Result<Secret, Error> {
    let opened = sealed.and_then(|sealed| app.sealer.open(&purpose(user), sealed));
    opened
        .and_then(|octets| Secret::from_octets(&octets))
        .ok_or_else(|| Error::internal("a second factor that was sealed with another key"))
}
