//! What is kept about the installation itself: with which settings mail is sent, whether that is proven to work, and what
//! the last look at everything found.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    check::{Check, Finding, Line},
    time::Timestamp,
};
use sqlx::FromRow;

const NOTE_MAIL: Sql = Sql::same(
    "INSERT INTO mail_settings (id, fingerprint, since) VALUES (1, $1, $2)
     ON CONFLICT (id) DO UPDATE SET fingerprint = $1, since = $2, proven_at = NULL, proven_by = NULL
     WHERE mail_settings.fingerprint <> $1",
);
const PROOF: Sql = Sql::same(
    "SELECT proven_at, proven_by FROM mail_settings WHERE id = 1 AND fingerprint = $1 AND proven_at IS NOT NULL",
);
const PROVE: Sql = Sql::same(
    "UPDATE mail_settings SET proven_at = $2, proven_by = 'test_mail' WHERE id = 1 AND fingerprint = $1 RETURNING id",
);
// Only the first one writes: whoever joins later need not wait for others who do.
const PROVE_BY_INVITATION: Sql = Sql::same(
    "UPDATE mail_settings SET proven_at = $2, proven_by = 'invitation'
     WHERE id = 1 AND fingerprint = $1 AND proven_at IS NULL AND since <= $3",
);
const FORGET_CHECKS: Sql = Sql::same("DELETE FROM installation_checks");
const KEEP_CHECK: Sql = Sql::same(
    "INSERT INTO installation_checks (name, place, finding, fingerprint, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO UPDATE SET place = $2, finding = $3, fingerprint = $4, at = $5",
);
const CHECKS: Sql =
    Sql::same("SELECT name, finding, fingerprint, at FROM installation_checks ORDER BY place, name");
const KIND: Sql = Sql::pair(
    "SELECT 'SQLite ' || sqlite_version()",
    "SELECT 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1)",
);
// SQLite has no clock of its own.
const CLOCK: Sql = Sql::pair("SELECT CAST(NULL AS INTEGER)", "SELECT clock_timestamp()");
const LAST_ENTRY: Sql =
    Sql::same("SELECT at FROM audit_events WHERE id = (SELECT max(id) FROM audit_events)");
const TOUCH: Sql = Sql::same("UPDATE mail_settings SET since = since WHERE id = 1");
const WAITING: Sql = Sql::same(
    "SELECT sealed_token FROM outbox
     WHERE state IN ('queued', 'retrying') AND next_at >= $1 AND sealed_token IS NOT NULL ORDER BY next_at, id LIMIT 1",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("note_mail", NOTE_MAIL),
    ("proof", PROOF),
    ("prove", PROVE),
    ("prove_by_invitation", PROVE_BY_INVITATION),
    ("forget_checks", FORGET_CHECKS),
    ("keep_check", KEEP_CHECK),
    ("checks", CHECKS),
    ("kind", KIND),
    ("clock", CLOCK),
    ("last_entry", LAST_ENTRY),
    ("touch", TOUCH),
    ("waiting", WAITING),
];

/// By what it was proven that mail arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvenBy {
    /// The link of a test mail was pressed.
    TestMail,
    /// Somebody joined by a mailed link.
    Invitation,
}

/// Notes with which settings mail is sent from now on. Other settings than before are unproven.
///
/// # Errors
/// When the database fails.
pub async fn note_mail(tx: &mut Tx, fingerprint: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&NOTE_MAIL);
    on_db!(tx, c => sqlx::query(sql).bind(fingerprint.as_slice()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// When and by what it was proven that mail sent with these settings arrives.
///
/// # Errors
/// When the database fails.
pub async fn proof(tx: &mut Tx, fingerprint: &[u8; 32]) -> Result<Option<(Timestamp, ProvenBy)>, StoreError> {
    let sql = tx.pick(&PROOF);
    let row: Option<(Timestamp, String)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(fingerprint.as_slice()).fetch_optional(c).await)?;
    row.map(|(at, by)| {
        let by = match by.as_str() {
            "test_mail" => Some(ProvenBy::TestMail),
            "invitation" => Some(ProvenBy::Invitation),
            _ => None,
        };
        Ok((at, known("proven_by", by)?))
    })
    .transpose()
}

/// Keeps that the link of a test mail sent with these settings was pressed; false when others are in force by now.
///
/// # Errors
/// When the database fails.
pub async fn prove(tx: &mut Tx, fingerprint: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&PROVE);
    let row: Option<i64> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(fingerprint.as_slice()).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Keeps that somebody joined by a link that was mailed at `issued_at` or later, if these settings were in force then.
///
/// # Errors
/// When the database fails.
pub async fn prove_by_invitation(
    tx: &mut Tx,
    fingerprint: &[u8; 32],
    issued_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&PROVE_BY_INVITATION);
    on_db!(tx, c => sqlx::query(sql)
        .bind(fingerprint.as_slice()).bind(now).bind(issued_at).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A check as it was kept.
#[derive(Debug, Clone)]
pub struct KeptCheck {
    /// What was found.
    pub line: Line,
    /// With which settings for mail.
    pub fingerprint: Vec<u8>,
    /// When.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct CheckRow {
    name: String,
    finding: String,
    fingerprint: Vec<u8>,
    at: Timestamp,
}

/// Keeps what was found, in place of what was found before.
///
/// # Errors
/// When the database fails.
pub async fn keep_checks(
    tx: &mut Tx,
    lines: &[Line],
    fingerprint: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_CHECKS);
    on_db!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    let sql = tx.pick(&KEEP_CHECK);
    for (place, line) in (0_i64..).zip(lines) {
        let finding = serde_json::to_string(&line.finding)
            .map_err(|error| StoreError::Inconsistent(format!("a finding: {error}")))?;
        on_db!(tx, c => sqlx::query(sql)
            .bind(line.check.as_str()).bind(place).bind(&finding).bind(fingerprint.as_slice()).bind(now)
            .execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// What the last look found. What another version has kept and this one does not understand is left out.
///
/// # Errors
/// When the database fails.
pub async fn checks(tx: &mut Tx) -> Result<Vec<KeptCheck>, StoreError> {
    let sql = tx.pick(&CHECKS);
    let rows: Vec<CheckRow> = on_db!(tx, c => sqlx::query_as(sql).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let finding: Finding = serde_json::from_str(&row.finding).ok()?;
            let line = Line::new(Check::from_name(&row.name)?, finding);
            Some(KeptCheck { line, fingerprint: row.fingerprint, at: row.at })
        })
        .collect())
}

/// The name and version of the database.
///
/// # Errors
/// When the database fails.
pub async fn kind(tx: &mut Tx) -> Result<String, StoreError> {
    let sql = tx.pick(&KIND);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}

/// What time the database has; none when it goes by this machine's clock.
///
/// # Errors
/// When the database fails.
pub async fn clock(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&CLOCK);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}

/// When the last entry of the audit log was written.
///
/// # Errors
/// When the database fails.
pub async fn last_entry(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&LAST_ENTRY);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).fetch_optional(c).await)?)
}

/// Writes something that changes nothing, to see whether the database takes changes.
///
/// # Errors
/// When it does not.
pub async fn touch(tx: &mut Tx) -> Result<(), StoreError> {
    let sql = tx.pick(&TOUCH);
    on_db!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The sealed link of a mail that waits and was due at `since` or later.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, since: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = tx.pick(&WAITING);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(since).fetch_optional(c).await)?)
}
