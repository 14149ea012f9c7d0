//! Who stands at the door: somebody new who has given name and password and sets a second factor up before they join
//! (`docs/adr/0023-second-factor-at-the-door.md`). And what of an invitation says that they have to.

use super::{Sql, StoreError, Tx};
use crate::domain::{ids::InvitationId, secret::TokenHash, time::Timestamp};
use sqlx::FromRow;

const REQUIRE: Sql = Sql::same("UPDATE invitations SET requires_two_factor = $2 WHERE id = $1");
const REQUIRED: Sql = Sql::same("SELECT requires_two_factor FROM invitations WHERE id = $1");
// By this invitation, or by the account of everybody by now.
const NEEDED: Sql = Sql::same(
    "SELECT i.requires_two_factor OR (a.two_factor_from IS NOT NULL AND a.two_factor_from <= $2)
     FROM invitations i JOIN accounts a ON a.id = i.account_id WHERE i.id = $1",
);
const KEEP: Sql = Sql::same(
    "INSERT INTO doors (invitation_id, key_hash, link_hash, name, password_hash, sealed_secret, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (invitation_id) DO UPDATE SET key_hash = excluded.key_hash, link_hash = excluded.link_hash,
        name = excluded.name, password_hash = excluded.password_hash, sealed_secret = excluded.sealed_secret,
        made_at = excluded.made_at",
);
const FIND: Sql = Sql::same(
    "SELECT name, password_hash, sealed_secret, made_at FROM doors
     WHERE invitation_id = $1 AND key_hash = $2 AND link_hash = $3 AND made_at > $4",
);
const CLOSE: Sql = Sql::same("DELETE FROM doors WHERE invitation_id = $1");
// Asked twice: one that is begun again meanwhile is young.
const FORGET: Sql = Sql::same(
    "DELETE FROM doors WHERE invitation_id IN (
        SELECT d.invitation_id FROM doors d WHERE d.made_at <= $1 ORDER BY d.made_at LIMIT $2) AND made_at <= $1",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("require", REQUIRE),
    ("required", REQUIRED),
    ("needed", NEEDED),
    ("keep", KEEP),
    ("find", FIND),
    ("close", CLOSE),
    ("forget", FORGET),
];

/// Lets nobody join by an invitation without a second factor, or again whoever the account lets.
///
/// # Errors
/// When the database fails.
pub async fn require(tx: &mut Tx, id: InvitationId, required: bool) -> Result<(), StoreError> {
    let sql = tx.pick(&REQUIRE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(required).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether the invitation itself says so, whatever the account requires.
///
/// # Errors
/// When the database fails.
pub async fn required(tx: &mut Tx, id: InvitationId) -> Result<bool, StoreError> {
    let sql = tx.pick(&REQUIRED);
    let row: Option<bool> = on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?;
    Ok(row.unwrap_or(false))
}

/// Whether nobody joins by an invitation now without a second factor: because it says so, or because the account requires
/// one of everybody by now.
///
/// # Errors
/// When the database fails, or there is no such invitation.
pub async fn needed(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&NEEDED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_one(c).await)?)
}

/// Somebody about to stand at the door.
#[derive(Clone, Copy)]
pub struct NewDoor<'a> {
    /// By which invitation.
    pub invitation_id: InvitationId,
    /// Of what the browser keeps.
    pub key: TokenHash,
    /// Of the link they followed.
    pub link: TokenHash,
    /// The name they gave.
    pub name: &'a str,
    /// Of the password they chose.
    pub password_hash: &'a str,
    /// What the app's codes are made from, sealed.
    pub sealed_secret: &'a [u8],
}

impl std::fmt::Debug for NewDoor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewDoor").field("invitation_id", &self.invitation_id).finish_non_exhaustive()
    }
}

/// Keeps who stands at the door, in place of whoever stood there by the same invitation.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, new: &NewDoor<'_>, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&KEEP);
    on_db!(tx, c => sqlx::query(sql)
        .bind(new.invitation_id).bind(new.key.0.as_slice()).bind(new.link.0.as_slice()).bind(new.name)
        .bind(new.password_hash).bind(new.sealed_secret).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Somebody who stands at the door.
#[derive(Clone, FromRow)]
pub struct DoorRow {
    /// The name they gave.
    pub name: String,
    /// Of the password they chose.
    pub password_hash: String,
    /// What the app's codes are made from, sealed.
    pub sealed_secret: Vec<u8>,
    /// When that was.
    pub made_at: Timestamp,
}

impl std::fmt::Debug for DoorRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DoorRow(…)")
    }
}

/// Who stands at the door since, by that very link and in that very browser.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    id: InvitationId,
    key: TokenHash,
    link: TokenHash,
    since: Timestamp,
) -> Result<Option<DoorRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(id).bind(key.0.as_slice()).bind(link.0.as_slice()).bind(since).fetch_optional(c).await)?)
}

/// Forgets who stands at the door by an invitation.
///
/// # Errors
/// When the database fails.
pub async fn close(tx: &mut Tx, id: InvitationId) -> Result<(), StoreError> {
    let sql = tx.pick(&CLOSE);
    on_db!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets up to `most` of those who came by then, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, by: Timestamp, most: i64) -> Result<u64, StoreError> {
    let sql = tx.pick(&FORGET);
    Ok(
        on_db!(tx, c => sqlx::query(sql).bind(by).bind(most).execute(c).await.map(|done| done.rows_affected()))?,
    )
}
