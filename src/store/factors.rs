//! What people prove besides a password, and how often they tried. Whoever asks or changes anything here holds the person
//! (`super::users::hold`), but for [`guards`] and the other looks that decide nothing.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, UserId},
    time::Timestamp,
    totp::Step,
};
use sqlx::FromRow;

const GUARDS: Sql =
    Sql::same("SELECT EXISTS (SELECT 1 FROM factors WHERE user_id = $1 AND confirmed_at IS NOT NULL)");
// What the person's second factor guards beside one account: another one, whatever they are in it, or the installation.
const GUARDS_MORE: Sql = Sql::same(
    "SELECT u.is_operator OR EXISTS (SELECT 1 FROM memberships o
        WHERE o.user_id = u.id AND o.account_id <> $2 AND o.state = 'active')
     FROM users u WHERE u.id = $1",
);
const BEGIN: Sql = Sql::same(
    "INSERT INTO factors (user_id, kind, name, sealed_secret, last_step, failures, begun_in, created_at)
     VALUES ($1, 'app', '', $2, 0, 0, $3, $4)",
);
const ADD: Sql = Sql::same(
    "INSERT INTO factors (user_id, kind, name, sealed_secret, last_step, failures, confirmed_at, last_used_at, created_at)
     VALUES ($1, 'app', '', $2, $3, 0, $4, $4, $4)",
);
const FORGET_BEGUN: Sql =
    Sql::same("DELETE FROM factors WHERE user_id = $1 AND kind = 'app' AND confirmed_at IS NULL");
// With the session, so with every new password, ends what was begun in it.
const BEGUN: Sql = Sql::same(
    "SELECT id, sealed_secret, confirmed_at, last_used_at, failures FROM factors
     WHERE user_id = $1 AND kind = 'app' AND confirmed_at IS NULL AND begun_in = $2 AND created_at > $3
        AND EXISTS (SELECT 1 FROM sessions s WHERE s.id_hash = begun_in AND s.revoked_at IS NULL)",
);
const CONFIRM: Sql = Sql::same(
    "UPDATE factors SET confirmed_at = $3, last_used_at = $3, last_step = $2, begun_in = NULL
     WHERE id = $1 AND confirmed_at IS NULL RETURNING id",
);
const APP: Sql = Sql::same(
    "SELECT id, sealed_secret, confirmed_at, last_used_at, failures FROM factors
     WHERE user_id = $1 AND kind = 'app' AND confirmed_at IS NOT NULL",
);
// A code counts once, whoever else comes with it at the same moment.
const SPEND_STEP: Sql = Sql::same(
    "UPDATE factors SET last_step = $2, last_used_at = $3
     WHERE id = $1 AND confirmed_at IS NOT NULL AND last_step < $2 RETURNING id",
);
const FORGET_APP: Sql = Sql::same("DELETE FROM factors WHERE user_id = $1 AND kind = 'app'");
const FORGET: Sql = Sql::same("DELETE FROM factors WHERE user_id = $1");
const ADD_CODE: Sql =
    Sql::same("INSERT INTO recovery_codes (user_id, code_hash, created_at) VALUES ($1, $2, $3)");
const FORGET_CODES: Sql = Sql::same("DELETE FROM recovery_codes WHERE user_id = $1");
const SPEND_CODE: Sql = Sql::same(
    "UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING user_id",
);
const CODES_LEFT: Sql =
    Sql::same("SELECT count(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL");
const NTH_TRY: Sql = Sql::same(
    "SELECT at FROM factor_tries WHERE user_id = $1 AND at > $2 ORDER BY at DESC LIMIT 1 OFFSET $3",
);
const NOTE_TRY: Sql = Sql::same("INSERT INTO factor_tries (user_id, at) VALUES ($1, $2)");
const FAILED: Sql = Sql::same(
    "UPDATE factors SET failures = failures + 1 WHERE user_id = $1 AND confirmed_at IS NOT NULL RETURNING failures",
);
const FORGET_FAILURES: Sql = Sql::same("UPDATE factors SET failures = 0 WHERE user_id = $1 AND failures > 0");
const FORGET_TRIES: Sql = Sql::same("DELETE FROM factor_tries WHERE user_id = $1 AND at <= $2");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("guards", GUARDS),
    ("guards_more", GUARDS_MORE),
    ("begin", BEGIN),
    ("add", ADD),
    ("forget_begun", FORGET_BEGUN),
    ("begun", BEGUN),
    ("confirm", CONFIRM),
    ("app", APP),
    ("spend_step", SPEND_STEP),
    ("forget_app", FORGET_APP),
    ("forget", FORGET),
    ("add_code", ADD_CODE),
    ("forget_codes", FORGET_CODES),
    ("spend_code", SPEND_CODE),
    ("codes_left", CODES_LEFT),
    ("nth_try", NTH_TRY),
    ("note_try", NOTE_TRY),
    ("failed", FAILED),
    ("forget_failures", FORGET_FAILURES),
    ("forget_tries", FORGET_TRIES),
];

/// An authenticator app.
#[derive(Clone, FromRow)]
pub struct AppRow {
    /// The number.
    pub id: i64,
    /// What its codes are made from, sealed.
    pub sealed_secret: Option<Vec<u8>>,
    /// Since when it is asked for; none while it is being set up.
    pub confirmed_at: Option<Timestamp>,
    /// When a code of it was last taken.
    pub last_used_at: Option<Timestamp>,
    /// How many wrong codes in a row there were.
    pub failures: i64,
}

impl std::fmt::Debug for AppRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppRow").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Whether a second factor of the person is asked for at sign-in.
///
/// # Errors
/// When the database fails.
pub async fn guards(tx: &mut Tx, user: UserId) -> Result<bool, StoreError> {
    let sql = tx.pick(&GUARDS);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).fetch_one(c).await)?)
}

/// Whether a second factor of the person guards more than one account: another one too, or the installation.
///
/// # Errors
/// When the database fails.
pub async fn guards_more(tx: &mut Tx, user: UserId, account: AccountId) -> Result<bool, StoreError> {
    let sql = tx.pick(&GUARDS_MORE);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(account).fetch_one(c).await)?)
}

/// Begins to set up an app in a session, in place of one that was begun before. Nothing is asked for yet.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    tx: &mut Tx,
    user: UserId,
    sealed_secret: &[u8],
    session: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (forget, begin) = (tx.pick(&FORGET_BEGUN), tx.pick(&BEGIN));
    on_db!(tx, c => sqlx::query(forget).bind(user).execute(c).await.map(|_| ()))?;
    on_db!(tx, c => sqlx::query(begin)
        .bind(user).bind(sealed_secret).bind(session.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Adds an app that is asked for from now on, of somebody who joins with it; the code it was confirmed with counts no more.
///
/// # Errors
/// When the database fails, or there is one already.
pub async fn add(
    tx: &mut Tx,
    user: UserId,
    sealed_secret: &[u8],
    step: Step,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&ADD);
    on_db!(tx, c => sqlx::query(sql)
        .bind(user).bind(sealed_secret).bind(step.0).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The app that was begun to be set up in a session since; none when the session has ended.
///
/// # Errors
/// When the database fails.
pub async fn begun(
    tx: &mut Tx,
    user: UserId,
    session: &[u8; 32],
    since: Timestamp,
) -> Result<Option<AppRow>, StoreError> {
    let sql = tx.pick(&BEGUN);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(user).bind(session.as_slice()).bind(since).fetch_optional(c).await)?)
}

/// Lets an app be asked for from now on; the code it was confirmed with counts no more. False when it is already, or gone.
///
/// # Errors
/// When the database fails.
pub async fn confirm(tx: &mut Tx, id: i64, step: Step, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&CONFIRM);
    let row: Option<i64> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(step.0).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// The app that is asked for.
///
/// # Errors
/// When the database fails.
pub async fn app(tx: &mut Tx, user: UserId) -> Result<Option<AppRow>, StoreError> {
    let sql = tx.pick(&APP);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).fetch_optional(c).await)?)
}

/// Takes the code of a step; false when it, or a later one, was taken before. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn spend_step(tx: &mut Tx, id: i64, step: Step, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&SPEND_STEP);
    let row: Option<i64> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(step.0).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Takes a recovery code; false when it is none of the person's, or was taken before. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn spend_code(
    tx: &mut Tx,
    user: UserId,
    code_hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&SPEND_CODE);
    let row: Option<UserId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(user).bind(code_hash.as_slice()).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Gives a person these recovery codes and no others.
///
/// # Errors
/// When the database fails.
pub async fn set_codes(
    tx: &mut Tx,
    user: UserId,
    code_hashes: &[[u8; 32]],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (forget, add) = (tx.pick(&FORGET_CODES), tx.pick(&ADD_CODE));
    on_db!(tx, c => sqlx::query(forget).bind(user).execute(c).await.map(|_| ()))?;
    for hash in code_hashes {
        on_db!(tx, c => sqlx::query(add)
            .bind(user).bind(hash.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// How many recovery codes of a person still open.
///
/// # Errors
/// When the database fails.
pub async fn codes_left(tx: &mut Tx, user: UserId) -> Result<i64, StoreError> {
    let sql = tx.pick(&CODES_LEFT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).fetch_one(c).await)?)
}

/// Takes the app from a person, begun ones as well.
///
/// # Errors
/// When the database fails.
pub async fn forget_app(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_APP);
    on_db!(tx, c => sqlx::query(sql).bind(user).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Takes every factor, begun ones and passkeys as well, and every recovery code from a person.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    let (factors, codes) = (tx.pick(&FORGET), tx.pick(&FORGET_CODES));
    on_db!(tx, c => sqlx::query(factors).bind(user).execute(c).await.map(|_| ()))?;
    on_db!(tx, c => sqlx::query(codes).bind(user).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// When the `n`th newest wrong code since was given, the newest being the first.
///
/// # Errors
/// When the database fails.
pub async fn nth_try(
    tx: &mut Tx,
    user: UserId,
    since: Timestamp,
    n: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_TRY);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(since).bind(n - 1).fetch_optional(c).await)?)
}

/// Counts a wrong code, and says how many there were in a row.
///
/// # Errors
/// When the database fails.
pub async fn note_try(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<i64, StoreError> {
    let (note, failed) = (tx.pick(&NOTE_TRY), tx.pick(&FAILED));
    on_db!(tx, c => sqlx::query(note).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    // Every factor counts on, one that was added later from nought.
    let failures: Vec<i64> = on_db!(tx, c => sqlx::query_scalar(failed).bind(user).fetch_all(c).await)?;
    Ok(failures.into_iter().max().unwrap_or_default())
}

/// Ends the row of wrong codes.
///
/// # Errors
/// When the database fails.
pub async fn forget_failures(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_FAILURES);
    on_db!(tx, c => sqlx::query(sql).bind(user).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets the wrong codes up to a moment.
///
/// # Errors
/// When the database fails.
pub async fn forget_tries(tx: &mut Tx, user: UserId, until: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_TRIES);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(until).execute(c).await.map(|_| ()))?;
    Ok(())
}
