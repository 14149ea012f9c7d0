//! Signed-in browsers. A session is looked up together with the person and the membership it stands for, so that what was
//! taken away is gone at the next request (`docs/architecture.md`).

use super::{Sql, StoreError, Tx};
use crate::domain::{
    factor::AuthLevel,
    ids::{AccountId, MembershipId, UserId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO sessions (id_hash, user_id, account_id, auth_level, ip, user_agent, data, created_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
);
// In an account where the person is invited and has not answered: good for answering, and for nothing else. Here as in
// FIND_LIVE a session is found only if it was proven by whatever its person has, however it came to be there.
const FIND_WAITING: Sql = Sql::same(
    "SELECT s.id_hash, s.user_id, s.account_id, s.data, s.created_at, s.seen_at, u.name, u.email, u.language
     FROM sessions s
     JOIN users u ON u.id = s.user_id AND u.blocked_at IS NULL
     JOIN memberships m ON m.account_id = s.account_id AND m.user_id = s.user_id AND m.state = 'pending'
     WHERE s.id_hash = $1 AND s.revoked_at IS NULL AND s.seen_at > $2 AND s.created_at > $3
        AND (s.auth_level = 'two_factor' OR s.auth_level = 'password' AND NOT EXISTS (
            SELECT 1 FROM factors f WHERE f.user_id = s.user_id AND f.confirmed_at IS NOT NULL))",
);
// Of somebody who still owes the second factor: good for that, and for nothing else.
const FIND_HALF: Sql = Sql::same(
    "SELECT s.id_hash, s.user_id, s.account_id, s.data, s.created_at, u.email, u.language
     FROM sessions s JOIN users u ON u.id = s.user_id AND u.blocked_at IS NULL
     WHERE s.id_hash = $1 AND s.auth_level = 'half' AND s.revoked_at IS NULL AND s.created_at > $2",
);
const END_HALF: Sql = Sql::same(
    "UPDATE sessions SET revoked_at = $3
     WHERE id_hash = $1 AND user_id = $2 AND auth_level = 'half' AND revoked_at IS NULL AND created_at > $4
     RETURNING account_id",
);
const SET_LEVEL: Sql = Sql::same(
    "UPDATE sessions SET auth_level = $3 WHERE id_hash = $1 AND user_id = $2 AND auth_level <> 'half' AND revoked_at IS NULL",
);
const WAIT_IN: Sql = Sql::same(
    "UPDATE sessions SET account_id = $3 WHERE id_hash = $1 AND user_id = $2 AND revoked_at IS NULL",
);
const FIND_LIVE: Sql = Sql::same(
    "SELECT s.id_hash, s.user_id, s.account_id, s.data, s.created_at, s.seen_at,
        COALESCE(s.step_up_at, s.created_at) AS proven_at, u.name, u.email, u.language, u.is_operator, m.id AS membership_id,
        m.role_id, m.client_administrator, a.name AS account_name,
        EXISTS (SELECT 1 FROM memberships o WHERE o.user_id = s.user_id AND o.account_id <> s.account_id
            AND o.state = 'active' AND o.suspended_at IS NULL
            AND (o.access_ends_at IS NULL OR o.access_ends_at > $4))
        OR u.email_verified_at IS NOT NULL AND EXISTS (SELECT 1 FROM invitations i WHERE i.user_id = s.user_id
            AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.lapsed_at IS NULL) AS has_others,
        CASE WHEN a.two_factor_from <= $4 AND NOT EXISTS (
            SELECT 1 FROM factors f WHERE f.user_id = s.user_id AND f.confirmed_at IS NOT NULL)
        THEN a.two_factor_from END AS owes_since
     FROM sessions s
     JOIN users u ON u.id = s.user_id AND u.blocked_at IS NULL
     JOIN accounts a ON a.id = s.account_id
     JOIN memberships m ON m.account_id = s.account_id AND m.user_id = s.user_id
        AND m.state = 'active' AND m.suspended_at IS NULL AND (m.access_ends_at IS NULL OR m.access_ends_at > $4)
     WHERE s.id_hash = $1 AND s.revoked_at IS NULL AND s.seen_at > $2 AND s.created_at > $3
        AND (s.auth_level = 'two_factor' OR s.auth_level = 'password' AND NOT EXISTS (
            SELECT 1 FROM factors f WHERE f.user_id = s.user_id AND f.confirmed_at IS NOT NULL))",
);
// An UPDATE of a live row and never an upsert: a slow request must not revive a session that was ended.
const SAVE: Sql =
    Sql::same("UPDATE sessions SET data = $2 WHERE id_hash = $1 AND revoked_at IS NULL RETURNING user_id");
// All conditions in one statement: the session is that person's and alive, and the membership there is in force.
const SWITCH: Sql = Sql::same(
    "UPDATE sessions SET account_id = $3
     WHERE id_hash = $1 AND user_id = $2 AND auth_level <> 'half' AND revoked_at IS NULL
        AND seen_at > $4 AND created_at > $5
        AND EXISTS (SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
            WHERE m.account_id = $3 AND m.user_id = $2 AND m.state = 'active' AND m.suspended_at IS NULL
                AND (m.access_ends_at IS NULL OR m.access_ends_at > $6) AND u.blocked_at IS NULL)
     RETURNING account_id",
);
// Under another id from now on: whoever knew the one before has nothing.
const RENEW: Sql = Sql::same(
    "UPDATE sessions SET id_hash = $3, step_up_at = COALESCE($4, step_up_at), former_hash = $1, renewed_at = $7,
        first_hash = COALESCE(first_hash, $1)
     WHERE id_hash = $1 AND user_id = $2 AND auth_level <> 'half' AND revoked_at IS NULL
        AND seen_at > $5 AND created_at > $6
     RETURNING user_id",
);
const FOLLOW: Sql = Sql::same("UPDATE sessions SET former_hash = $2, renewed_at = $3 WHERE id_hash = $1");
const RENEWED: Sql = Sql::same(
    "SELECT id_hash FROM sessions WHERE former_hash = $1 AND renewed_at > $2 AND revoked_at IS NULL LIMIT 1",
);
// Whoever has proven only half of it is signed in nowhere.
const LIVE_OF_USER: Sql = Sql::same(
    "SELECT s.id_hash, COALESCE(s.first_hash, s.id_hash) AS first_hash, s.account_id, s.ip, s.user_agent, s.created_at,
        s.seen_at, a.name AS account_name, m.state = 'active' AS is_member
     FROM sessions s
     JOIN accounts a ON a.id = s.account_id
     JOIN memberships m ON m.account_id = s.account_id AND m.user_id = s.user_id
        AND (m.state = 'pending' OR m.state = 'active' AND m.suspended_at IS NULL
            AND (m.access_ends_at IS NULL OR m.access_ends_at > $4))
     WHERE s.user_id = $1 AND s.revoked_at IS NULL AND s.seen_at > $2 AND s.created_at > $3 AND s.auth_level <> 'half'
     ORDER BY s.seen_at DESC, s.created_at DESC LIMIT 100",
);
const ANY: Sql = Sql::same("SELECT EXISTS (SELECT 1 FROM sessions WHERE user_id = $1)");
const TOUCH: Sql =
    Sql::same("UPDATE sessions SET seen_at = $2 WHERE id_hash = $1 AND revoked_at IS NULL AND seen_at < $2");
const REVOKE: Sql =
    Sql::same("UPDATE sessions SET revoked_at = $2 WHERE id_hash = $1 AND revoked_at IS NULL");
const REVOKE_OF_USER: Sql =
    Sql::same("UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL");
const REVOKE_OTHERS: Sql = Sql::same(
    "UPDATE sessions SET revoked_at = $3 WHERE user_id = $1 AND id_hash <> $2 AND revoked_at IS NULL",
);
const REVOKE_IN_ACCOUNT: Sql = Sql::same(
    "UPDATE sessions SET revoked_at = $3 WHERE user_id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING user_id",
);
const LIVE_IN_ACCOUNT: Sql = Sql::same(
    "SELECT ip, user_agent, created_at, seen_at FROM sessions
     WHERE user_id = $1 AND account_id = $2 AND auth_level <> 'half' AND revoked_at IS NULL
        AND seen_at > $3 AND created_at > $4
     ORDER BY seen_at DESC LIMIT 100",
);
// Whoever knows no more than a password pushes nobody out who has proven more.
const REVOKE_OLDEST: Sql = Sql::same(
    "UPDATE sessions SET revoked_at = $2
     WHERE revoked_at IS NULL AND id_hash IN (
        SELECT id_hash FROM sessions
        WHERE user_id = $1 AND revoked_at IS NULL AND (auth_level = 'half') = $4 ORDER BY created_at DESC LIMIT 1000 OFFSET $3)",
);
const FORGET_ENDED: Sql = Sql::same("DELETE FROM sessions WHERE created_at < $1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find_live", FIND_LIVE),
    ("find_waiting", FIND_WAITING),
    ("find_half", FIND_HALF),
    ("end_half", END_HALF),
    ("set_level", SET_LEVEL),
    ("wait_in", WAIT_IN),
    ("save", SAVE),
    ("switch", SWITCH),
    ("renew", RENEW),
    ("follow", FOLLOW),
    ("renewed", RENEWED),
    ("live_of_user", LIVE_OF_USER),
    ("any", ANY),
    ("touch", TOUCH),
    ("revoke", REVOKE),
    ("revoke_of_user", REVOKE_OF_USER),
    ("revoke_others", REVOKE_OTHERS),
    ("revoke_in_account", REVOKE_IN_ACCOUNT),
    ("live_in_account", LIVE_IN_ACCOUNT),
    ("revoke_oldest", REVOKE_OLDEST),
    ("forget_ended", FORGET_ENDED),
];

/// A live session with whom and what it stands for.
#[derive(Debug, Clone, FromRow, Serialize, Deserialize)]
pub struct LiveSession {
    /// SHA-256 of the id in the cookie.
    pub id_hash: Vec<u8>,
    /// Who.
    pub user_id: UserId,
    /// In which account.
    pub account_id: AccountId,
    /// What the session layer keeps, as JSON.
    pub data: String,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When the person last proved who they are: at signing in, or since.
    pub proven_at: Timestamp,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's language.
    pub language: String,
    /// Whether the person owns the installation.
    pub is_operator: bool,
    /// The membership in the account.
    pub membership_id: MembershipId,
    /// The account role as it is now.
    pub role_id: i64,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// The account's name.
    pub account_name: String,
    /// Whether the person could go on in another account, or is invited to one.
    pub has_others: bool,
    /// Since when the account requires a second factor, if the person has none: then the session is good for setting one
    /// up, and for nothing else there.
    pub owes_since: Option<Timestamp>,
}

/// A session of somebody who has not joined the account it stands in, but is invited to it.
#[derive(Debug, Clone, FromRow, Serialize, Deserialize)]
pub struct WaitingSession {
    /// SHA-256 of the id in the cookie.
    pub id_hash: Vec<u8>,
    /// Who.
    pub user_id: UserId,
    /// In which account.
    pub account_id: AccountId,
    /// What the session layer keeps, as JSON.
    pub data: String,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's language.
    pub language: String,
}

/// A session of somebody who has proven a password and still owes the second factor.
#[derive(Debug, Clone, FromRow, Serialize, Deserialize)]
pub struct HalfSession {
    /// SHA-256 of the id in the cookie.
    pub id_hash: Vec<u8>,
    /// Who.
    pub user_id: UserId,
    /// The account it is to lead into.
    pub account_id: AccountId,
    /// What the session layer keeps, as JSON.
    pub data: String,
    /// When the password was proven.
    pub created_at: Timestamp,
    /// The person's address.
    pub email: String,
    /// The person's language.
    pub language: String,
}

/// A session to be added.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// SHA-256 of the id in the cookie.
    pub id_hash: [u8; 32],
    /// Who.
    pub user_id: UserId,
    /// In which account.
    pub account_id: AccountId,
    /// From where.
    pub ip: &'a str,
    /// With what.
    pub user_agent: &'a str,
    /// What the session layer keeps, as JSON.
    pub data: &'a str,
}

/// Adds a session that was proven by so much.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    new: &NewSession<'_>,
    level: AuthLevel,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(new.id_hash.as_slice()).bind(new.user_id).bind(new.account_id).bind(level.as_str()).bind(new.ip).bind(new.user_agent)
        .bind(new.data).bind(now)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The session, if it was used since `seen_since`, made since `created_since`, not ended, and person and membership are
/// in good standing.
///
/// # Errors
/// When the database fails.
pub async fn find_live(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    seen_since: Timestamp,
    created_since: Timestamp,
    now: Timestamp,
) -> Result<Option<LiveSession>, StoreError> {
    let sql = tx.pick(&FIND_LIVE);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(id_hash.as_slice()).bind(seen_since).bind(created_since).bind(now).fetch_optional(c).await)?)
}

/// The session, if it would be live ([`find_live`]) once the person has joined the account it stands in.
///
/// # Errors
/// When the database fails.
pub async fn find_waiting(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    seen_since: Timestamp,
    created_since: Timestamp,
) -> Result<Option<WaitingSession>, StoreError> {
    let sql = tx.pick(&FIND_WAITING);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(id_hash.as_slice()).bind(seen_since).bind(created_since).fetch_optional(c).await)?)
}

/// The session of somebody who still owes the second factor, if it was made since `created_since` and not ended.
///
/// # Errors
/// When the database fails.
pub async fn find_half(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    created_since: Timestamp,
) -> Result<Option<HalfSession>, StoreError> {
    let sql = tx.pick(&FIND_HALF);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(id_hash.as_slice()).bind(created_since).fetch_optional(c).await)?)
}

/// Ends such a session of a person because nothing is owed any more, and says into which account it was to lead; none when
/// it has ended. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn end_half(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    user: UserId,
    created_since: Timestamp,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let sql = tx.pick(&END_HALF);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id_hash.as_slice()).bind(user).bind(now).bind(created_since).fetch_optional(c).await)?)
}

/// Notes by how much a person's whole session is proven, once a second factor was turned on or off in it.
///
/// # Errors
/// When the database fails.
pub async fn set_level(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    user: UserId,
    level: AuthLevel,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_LEVEL);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id_hash.as_slice()).bind(user).bind(level.as_str()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Lets a waiting session of a person wait in another account.
///
/// # Errors
/// When the database fails.
pub async fn wait_in(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    user: UserId,
    account: AccountId,
) -> Result<(), StoreError> {
    let sql = tx.pick(&WAIT_IN);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id_hash.as_slice()).bind(user).bind(account).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Keeps what the session layer wants kept; false when the session was ended meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, id_hash: &[u8; 32], data: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&SAVE);
    let row: Option<UserId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id_hash.as_slice()).bind(data).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Lets a live session of a person go on in another account; false when the session has ended, or the person may not act
/// there. The account is held (`super::accounts::lock`): whoever takes the person out of it comes before, and is seen, or
/// after, and ends this session with the others.
///
/// # Errors
/// When the database fails.
pub async fn switch(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    user: UserId,
    to: AccountId,
    seen_since: Timestamp,
    created_since: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&SWITCH);
    let row: Option<AccountId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id_hash.as_slice()).bind(user).bind(to).bind(seen_since).bind(created_since).bind(now)
        .fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Gives a live session of a person another id, and notes when they last proved who they are if that is given; false when
/// it has ended. The person is held (`super::users::hold_while_proven`).
///
/// # Errors
/// When the database fails.
pub async fn renew(
    tx: &mut Tx,
    (id_hash, user): (&[u8; 32], UserId),
    new_id_hash: &[u8; 32],
    seen_since: Timestamp,
    created_since: Timestamp,
    proven_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&RENEW);
    let row: Option<UserId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id_hash.as_slice()).bind(user).bind(new_id_hash.as_slice()).bind(proven_at).bind(seen_since).bind(created_since)
        .bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Notes which session a new one comes in place of, in the same browser.
///
/// # Errors
/// When the database fails.
pub async fn follow(
    tx: &mut Tx,
    id_hash: &[u8; 32],
    former: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&FOLLOW);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id_hash.as_slice()).bind(former.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// What a session has been known by since it was given another id in place of this one, if that was after a moment and it
/// has not ended.
///
/// # Errors
/// When the database fails.
pub async fn renewed(
    tx: &mut Tx,
    former: &[u8; 32],
    since: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = tx.pick(&RENEWED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(former.as_slice()).bind(since).fetch_optional(c).await)?)
}

/// A session of one's own.
#[derive(Debug, Clone, FromRow)]
pub struct OwnSession {
    /// SHA-256 of the id in the cookie.
    pub id_hash: Vec<u8>,
    /// SHA-256 of the id that it had first.
    pub first_hash: Vec<u8>,
    /// In which account.
    pub account_id: AccountId,
    /// That account's name.
    pub account_name: String,
    /// Whether the person has joined it.
    pub is_member: bool,
    /// From where.
    pub ip: String,
    /// With what.
    pub user_agent: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

/// The live sessions of a person in every account, the one used last first; limits as in [`find_live`].
///
/// # Errors
/// When the database fails.
pub async fn live_of_user(
    tx: &mut Tx,
    user: UserId,
    seen_since: Timestamp,
    created_since: Timestamp,
    now: Timestamp,
) -> Result<Vec<OwnSession>, StoreError> {
    let sql = tx.pick(&LIVE_OF_USER);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(user).bind(seen_since).bind(created_since).bind(now).fetch_all(c).await)?)
}

/// Whether a session of a person is kept, live or ended.
///
/// # Errors
/// When the database fails.
pub async fn any(tx: &mut Tx, user: UserId) -> Result<bool, StoreError> {
    let sql = tx.pick(&ANY);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).fetch_one(c).await)?)
}

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, id_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&TOUCH);
    on_db!(tx, c => sqlx::query(sql).bind(id_hash.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &mut Tx, id_hash: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE);
    on_db!(tx, c => sqlx::query(sql).bind(id_hash.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends every session of a person.
///
/// # Errors
/// When the database fails.
pub async fn revoke_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_OF_USER);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends every session of a person but one.
///
/// # Errors
/// When the database fails.
pub async fn revoke_others(
    tx: &mut Tx,
    user: UserId,
    kept: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_OTHERS);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(kept.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends every session a person has in an account, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn revoke_in_account(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let sql = tx.pick(&REVOKE_IN_ACCOUNT);
    let ended: Vec<UserId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(account).bind(now).fetch_all(c).await)?;
    Ok(ended.len())
}

/// A browser that is signed in.
#[derive(Debug, Clone, FromRow)]
pub struct OpenSession {
    /// From where.
    pub ip: String,
    /// With what.
    pub user_agent: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

/// The live sessions of a person in an account, the one used last first; limits as in [`find_live`].
///
/// # Errors
/// When the database fails.
pub async fn live_in_account(
    tx: &mut Tx,
    user: UserId,
    account: AccountId,
    seen_since: Timestamp,
    created_since: Timestamp,
) -> Result<Vec<OpenSession>, StoreError> {
    let sql = tx.pick(&LIVE_IN_ACCOUNT);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(user).bind(account).bind(seen_since).bind(created_since).fetch_all(c).await)?)
}

/// Ends all but the newest `keep` sessions of a person: of those that still owe a second factor, or of the others.
///
/// # Errors
/// When the database fails.
pub async fn revoke_oldest(
    tx: &mut Tx,
    user: UserId,
    level: AuthLevel,
    keep: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_OLDEST);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(now).bind(keep).bind(level == AuthLevel::Half)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Deletes sessions made before, live or ended.
///
/// # Errors
/// When the database fails.
pub async fn forget_before(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_ENDED);
    on_db!(tx, c => sqlx::query(sql).bind(before).execute(c).await.map(|_| ()))?;
    Ok(())
}
