//! Passkeys, and what authenticators were asked to sign. Whoever changes a passkey holds the person
//! (`super::users::hold`).

use super::{Sql, StoreError, Tx};
use crate::domain::{ids::UserId, time::Timestamp};
use sqlx::FromRow;

const OF: Sql = Sql::same(
    "SELECT f.id, f.name, f.created_at, f.last_used_at, k.credential_id, k.credential, k.backed_up
     FROM passkeys k JOIN factors f ON f.id = k.factor_id WHERE k.user_id = $1 ORDER BY f.id",
);
const BY_CREDENTIAL: Sql = Sql::same(
    "SELECT f.id, f.name, f.created_at, f.last_used_at, k.credential_id, k.credential, k.backed_up
     FROM passkeys k JOIN factors f ON f.id = k.factor_id WHERE k.credential_id = $1 AND k.user_id = $2",
);
const OWNER: Sql = Sql::same("SELECT user_id FROM passkeys WHERE credential_id = $1");
const ADD_FACTOR: Sql = Sql::same(
    "INSERT INTO factors (user_id, kind, name, last_step, failures, confirmed_at, created_at)
     VALUES ($1, 'passkey', $2, 0, 0, $3, $3) RETURNING id",
);
const ADD: Sql = Sql::same(
    "INSERT INTO passkeys (factor_id, user_id, credential_id, credential, backed_up) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (credential_id) DO NOTHING RETURNING factor_id",
);
const USED: Sql = Sql::same("UPDATE factors SET last_used_at = $2 WHERE id = $1");
const SET_CREDENTIAL: Sql =
    Sql::same("UPDATE passkeys SET credential = $2, backed_up = $3 WHERE factor_id = $1");
const RENAME: Sql = Sql::same(
    "UPDATE factors SET name = $3 WHERE id = $1 AND user_id = $2 AND kind = 'passkey' RETURNING id",
);
const REMOVE: Sql =
    Sql::same("DELETE FROM factors WHERE id = $1 AND user_id = $2 AND kind = 'passkey' RETURNING name");
const HANDLE: Sql = Sql::same("SELECT handle FROM passkey_handles WHERE user_id = $1");
const ADD_HANDLE: Sql = Sql::same("INSERT INTO passkey_handles (user_id, handle) VALUES ($1, $2)");
const KEEP_CHALLENGE: Sql = Sql::same(
    "INSERT INTO passkey_challenges (key_hash, user_id, state, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key_hash) DO UPDATE
     SET user_id = excluded.user_id, state = excluded.state, created_at = excluded.created_at",
);
// Whoever comes second with the same answer finds nothing, at whichever node.
const SPEND_CHALLENGE: Sql =
    Sql::same("DELETE FROM passkey_challenges WHERE key_hash = $1 RETURNING user_id, state, created_at");
const IS_ASKED: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM passkey_challenges WHERE key_hash = $1 AND user_id IS NULL AND created_at > $2)",
);
const FORGET_CHALLENGES: Sql = Sql::same("DELETE FROM passkey_challenges WHERE created_at <= $1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("of", OF),
    ("by_credential", BY_CREDENTIAL),
    ("owner", OWNER),
    ("add_factor", ADD_FACTOR),
    ("add", ADD),
    ("used", USED),
    ("set_credential", SET_CREDENTIAL),
    ("rename", RENAME),
    ("remove", REMOVE),
    ("handle", HANDLE),
    ("add_handle", ADD_HANDLE),
    ("keep_challenge", KEEP_CHALLENGE),
    ("spend_challenge", SPEND_CHALLENGE),
    ("is_asked", IS_ASKED),
    ("forget_challenges", FORGET_CHALLENGES),
];

/// A passkey of somebody.
#[derive(Debug, Clone, FromRow)]
pub struct PasskeyRow {
    /// The number of its factor.
    pub id: i64,
    /// What the person calls it.
    pub name: String,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// When somebody last got in with it.
    pub last_used_at: Option<Timestamp>,
    /// What the authenticator calls it.
    pub credential_id: Vec<u8>,
    /// Public key, signature counter and flags, as the library keeps them.
    pub credential: String,
    /// Whether it was said to be kept elsewhere too.
    pub backed_up: bool,
}

/// What is about to be kept of a passkey.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey<'a> {
    /// What the person calls it.
    pub name: &'a str,
    /// What the authenticator calls it.
    pub credential_id: &'a [u8],
    /// Public key, signature counter and flags, as the library keeps them.
    pub credential: &'a str,
    /// Whether it is said to be kept elsewhere too.
    pub backed_up: bool,
}

/// What an authenticator was asked to sign.
#[derive(FromRow)]
struct ChallengeRow {
    user_id: Option<UserId>,
    state: String,
    created_at: Timestamp,
}

/// The passkeys of a person, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, user: UserId) -> Result<Vec<PasskeyRow>, StoreError> {
    let sql = tx.pick(&OF);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).fetch_all(c).await)?)
}

/// A passkey of a person by what the authenticator calls it.
///
/// # Errors
/// When the database fails.
pub async fn by_credential(
    tx: &mut Tx,
    user: UserId,
    credential_id: &[u8],
) -> Result<Option<PasskeyRow>, StoreError> {
    let sql = tx.pick(&BY_CREDENTIAL);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(credential_id).bind(user).fetch_optional(c).await)?)
}

/// Whose passkey an authenticator calls so.
///
/// # Errors
/// When the database fails.
pub async fn owner(tx: &mut Tx, credential_id: &[u8]) -> Result<Option<UserId>, StoreError> {
    let sql = tx.pick(&OWNER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(credential_id).fetch_optional(c).await)?)
}

/// Gives a person one more passkey, which is asked for from now on. False when there is one whose authenticator calls it the
/// same: then nothing is added.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    user: UserId,
    new: &NewPasskey<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (factor, add) = (tx.pick(&ADD_FACTOR), tx.pick(&ADD));
    let id: i64 =
        on_db!(tx, c => sqlx::query_scalar(factor).bind(user).bind(new.name).bind(now).fetch_one(c).await)?;
    let added: Option<i64> = on_db!(tx, c => sqlx::query_scalar(add)
        .bind(id).bind(user).bind(new.credential_id).bind(new.credential).bind(new.backed_up)
        .fetch_optional(c).await)?;
    if added.is_none() {
        // What else the transaction does may be kept; half a passkey is none.
        remove(tx, user, id).await?;
    }
    Ok(added.is_some())
}

/// Notes that somebody got in with a passkey, and what is to be kept of it from now on.
///
/// # Errors
/// When the database fails.
pub async fn used(
    tx: &mut Tx,
    id: i64,
    credential: &str,
    backed_up: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (used, set) = (tx.pick(&USED), tx.pick(&SET_CREDENTIAL));
    on_db!(tx, c => sqlx::query(used).bind(id).bind(now).execute(c).await.map(|_| ()))?;
    on_db!(tx, c => sqlx::query(set).bind(id).bind(credential).bind(backed_up).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives a passkey of a person another name; false when they have none of this number.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, user: UserId, id: i64, name: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&RENAME);
    let row: Option<i64> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(user).bind(name).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Takes a passkey from a person, and gives back its name; none when they have none of this number.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, user: UserId, id: i64) -> Result<Option<String>, StoreError> {
    let sql = tx.pick(&REMOVE);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(user).fetch_optional(c).await)?)
}

/// What authenticators know a person by, should there be anything.
///
/// # Errors
/// When the database fails.
pub async fn handle(tx: &mut Tx, user: UserId) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = tx.pick(&HANDLE);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).fetch_optional(c).await)?)
}

/// Lets authenticators know a person by these octets, for good.
///
/// # Errors
/// When the database fails, or there are others already.
pub async fn add_handle(tx: &mut Tx, user: UserId, handle: &[u8; 16]) -> Result<(), StoreError> {
    let sql = tx.pick(&ADD_HANDLE);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(handle.as_slice()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Keeps what an authenticator is asked to sign, in place of what was asked there before.
///
/// # Errors
/// When the database fails.
pub async fn keep_challenge(
    tx: &mut Tx,
    key: &[u8; 32],
    user: Option<UserId>,
    state: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&KEEP_CHALLENGE);
    on_db!(tx, c => sqlx::query(sql)
        .bind(key.as_slice()).bind(user).bind(state).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Takes away what an authenticator was asked to sign since a moment, to judge the answer; none when there is nothing, it is
/// older, or somebody else was asked.
///
/// # Errors
/// When the database fails.
pub async fn spend_challenge(
    tx: &mut Tx,
    key: &[u8; 32],
    user: Option<UserId>,
    since: Timestamp,
) -> Result<Option<String>, StoreError> {
    let sql = tx.pick(&SPEND_CHALLENGE);
    let row: Option<ChallengeRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(key.as_slice()).fetch_optional(c).await)?;
    Ok(row.filter(|row| row.user_id == user && row.created_at > since).map(|row| row.state))
}

/// Whether an authenticator of nobody in particular was asked there since a moment, and has not answered.
///
/// # Errors
/// When the database fails.
pub async fn is_asked(tx: &mut Tx, key: &[u8; 32], since: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&IS_ASKED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(key.as_slice()).bind(since).fetch_one(c).await)?)
}

/// Forgets what was asked up to a moment and never answered.
///
/// # Errors
/// When the database fails.
pub async fn forget_challenges(tx: &mut Tx, until: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_CHALLENGES);
    on_db!(tx, c => sqlx::query(sql).bind(until).execute(c).await.map(|_| ()))?;
    Ok(())
}
