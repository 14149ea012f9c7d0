//! What accounts have decided, as their rows keep it.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    account_settings::{AccountSettings, AllowedDomains, Renewal},
    ids::AccountId,
    name::Name,
    time::{Span, Timestamp},
};
use sqlx::FromRow;

const FIND: Sql =
    Sql::same("SELECT renewal, reminders, invite_lifetime, allowed_domains FROM accounts WHERE id = $1");
const SAVE: Sql = Sql::same(
    "UPDATE accounts SET renewal = $2, reminders = $3, invite_lifetime = $4, allowed_domains = $5 WHERE id = $1",
);
const RENAME: Sql = Sql::same("UPDATE accounts SET name = $2, changed_at = $3 WHERE id = $1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("find", FIND), ("save", SAVE), ("rename", RENAME)];

#[derive(FromRow)]
struct SettingsRow {
    renewal: String,
    reminders: bool,
    invite_lifetime: Option<i64>,
    allowed_domains: String,
}

/// What an account has decided; none when there is no such account.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId) -> Result<Option<AccountSettings>, StoreError> {
    let sql = tx.pick(&FIND);
    let row: Option<SettingsRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(account).fetch_optional(c).await)?;
    row.map(|row| {
        Ok(AccountSettings {
            renewal: known("renewal", Renewal::from_name(&row.renewal))?,
            reminders: row.reminders,
            invite_lifetime: row.invite_lifetime.map(Span::micros),
            allowed_domains: AllowedDomains::from_kept(&row.allowed_domains),
        })
    })
    .transpose()
}

/// Keeps what an account has decided. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, account: AccountId, settings: &AccountSettings) -> Result<(), StoreError> {
    let sql = tx.pick(&SAVE);
    on_db!(tx, c => sqlx::query(sql)
        .bind(account).bind(settings.renewal.as_str()).bind(settings.reminders)
        .bind(settings.invite_lifetime.map(Span::as_micros)).bind(settings.allowed_domains.as_kept())
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives an account another name. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, account: AccountId, name: &Name, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&RENAME);
    on_db!(tx, c => sqlx::query(sql).bind(account).bind(name.as_str()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}
