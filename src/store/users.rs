//! People, known once over the whole installation.

use super::{Sql, StoreError, Tx};
use crate::domain::{email::EmailAddress, ids::UserId, language::Language, time::Timestamp};
use sqlx::FromRow;
use uuid::Uuid;

const INSERT: Sql = Sql::same(
    "INSERT INTO users (uuid, email, email_key, name, language, password_hash, is_operator, activated_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (email_key) DO NOTHING RETURNING id",
);
const FIND: Sql = Sql::same(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE id = $1",
);
const FIND_BY_EMAIL: Sql = Sql::same(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE email_key = $1",
);
// The address stays with its person on PostgreSQL until the transaction ends, and an address that is just changing hands is
// waited for; SQLite has one writer anyway.
const HOLD_ADDRESS: Sql = Sql::pair(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE email_key = $1",
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE email_key = $1
     FOR KEY SHARE",
);
// The other side of it: nobody binds anything to a person whose address is about to be another.
const HOLD_TO_MOVE: Sql = Sql::pair(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE id = $1",
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE id = $1
     FOR UPDATE",
);
// Whoever is about to decide something about a person goes first on PostgreSQL; SQLite has one writer anyway.
const HOLD: Sql = Sql::pair(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE id = $1",
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users WHERE id = $1
     FOR NO KEY UPDATE",
);
const ACTIVATE: Sql = Sql::same(
    "UPDATE users SET password_hash = $2, name = $3, activated_at = $4
     WHERE id = $1 AND activated_at IS NULL AND blocked_at IS NULL RETURNING id",
);
const SET_PASSWORD: Sql = Sql::same(
    "UPDATE users SET password_hash = $2
     WHERE id = $1 AND activated_at IS NOT NULL AND blocked_at IS NULL RETURNING id",
);
// Held on PostgreSQL until the transaction ends; SQLite has one writer anyway.
const HOLD_WHILE_PROVEN: Sql = Sql::pair(
    "SELECT id FROM users WHERE id = $1 AND password_hash = $2 AND blocked_at IS NULL",
    "SELECT id FROM users WHERE id = $1 AND password_hash = $2 AND blocked_at IS NULL FOR SHARE",
);
const SET_VERIFIED: Sql =
    Sql::same("UPDATE users SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL");
const SET_DETAILS: Sql = Sql::same("UPDATE users SET name = $2, language = $3 WHERE id = $1");
const BELONGS_ELSEWHERE: Sql =
    Sql::same("SELECT EXISTS (SELECT 1 FROM memberships WHERE user_id = $1 AND account_id <> $2)");
const OLDEST_OPERATOR: Sql = Sql::same(
    "SELECT id, email, name, language, phone, password_hash, activated_at, blocked_at FROM users
     WHERE is_operator AND activated_at IS NOT NULL AND blocked_at IS NULL ORDER BY id LIMIT 1",
);
const REPLACE_HASH: Sql =
    Sql::same("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2");
const CHANGE_PASSWORD: Sql = Sql::same(
    "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2 AND blocked_at IS NULL RETURNING id",
);
const SET_PROFILE: Sql = Sql::same("UPDATE users SET name = $2, phone = $3, language = $4 WHERE id = $1");
const SET_EMAIL: Sql = Sql::same("UPDATE users SET email = $2, email_key = $3 WHERE id = $1");
const SET_LANGUAGE: Sql = Sql::same("UPDATE users SET language = $2 WHERE id = $1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find", FIND),
    ("find_by_email", FIND_BY_EMAIL),
    ("hold", HOLD),
    ("hold_address", HOLD_ADDRESS),
    ("hold_to_move", HOLD_TO_MOVE),
    ("activate", ACTIVATE),
    ("set_password", SET_PASSWORD),
    ("hold_while_proven", HOLD_WHILE_PROVEN),
    ("set_verified", SET_VERIFIED),
    ("set_details", SET_DETAILS),
    ("belongs_elsewhere", BELONGS_ELSEWHERE),
    ("oldest_operator", OLDEST_OPERATOR),
    ("replace_hash", REPLACE_HASH),
    ("change_password", CHANGE_PASSWORD),
    ("set_profile", SET_PROFILE),
    ("set_email", SET_EMAIL),
    ("set_language", SET_LANGUAGE),
];

/// A person.
#[derive(Debug, Clone, FromRow)]
pub struct UserRow {
    /// The number.
    pub id: UserId,
    /// The address as typed.
    pub email: String,
    /// The name; may be empty until the invitation is accepted.
    pub name: String,
    language: String,
    /// A telephone number for people to read; may be empty.
    pub phone: String,
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    /// When the first password was set.
    pub activated_at: Option<Timestamp>,
    /// When the operator shut the person out.
    pub blocked_at: Option<Timestamp>,
}

impl UserRow {
    /// The language of pages and mails.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }

    /// The name, or the address while there is none.
    pub fn name_or_email(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// A person to be added.
#[derive(Debug)]
pub struct NewUser<'a> {
    /// For the second JSON API.
    pub uuid: Uuid,
    /// The address.
    pub email: &'a EmailAddress,
    /// The name, empty when not known yet.
    pub name: &'a str,
    /// The language of pages and mails.
    pub language: Language,
    /// Argon2id in PHC form; none until the invitation is accepted.
    pub password_hash: Option<&'a str>,
    /// Whether the person owns the installation.
    pub is_operator: bool,
    /// Set together with the password.
    pub activated_at: Option<Timestamp>,
}

/// Adds a person; none when the address is taken.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewUser<'_>, now: Timestamp) -> Result<Option<UserId>, StoreError> {
    let sql = tx.pick(&INSERT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(new.uuid).bind(new.email.as_str()).bind(new.email.key()).bind(new.name).bind(new.language.code())
        .bind(new.password_hash).bind(new.is_operator).bind(new.activated_at).bind(now)
        .fetch_optional(c).await)?)
}

/// The person of a number.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: UserId) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The person of an address.
///
/// # Errors
/// When the database fails.
pub async fn find_by_email(tx: &mut Tx, email: &EmailAddress) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&FIND_BY_EMAIL);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(email.key()).fetch_optional(c).await)?)
}

/// The person with this address, who keeps it until the transaction ends. None also when the address was just moved away
/// by somebody else: then it is free, or already another person's.
///
/// # Errors
/// When the database fails.
pub async fn hold_address(tx: &mut Tx, email: &EmailAddress) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&HOLD_ADDRESS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(email.key()).fetch_optional(c).await)?)
}

/// The person of a number, whose address is about to be another: waits for everybody who binds something to the person
/// ([`hold_address`]), and keeps others from it until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold_to_move(tx: &mut Tx, id: UserId) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&HOLD_TO_MOVE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The person of a number, who stays as they are until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, id: UserId) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&HOLD);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// Sets the first password and the name; false when the person has one already or is shut out.
///
/// # Errors
/// When the database fails.
pub async fn activate(
    tx: &mut Tx,
    id: UserId,
    password_hash: &str,
    name: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&ACTIVATE);
    let row: Option<UserId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(password_hash).bind(name).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Sets another password; false when there was none before or the person is shut out.
///
/// # Errors
/// When the database fails.
pub async fn set_password(tx: &mut Tx, id: UserId, password_hash: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&SET_PASSWORD);
    let row: Option<UserId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(password_hash).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Whether a password hash is still the person's, who is not shut out; if so it stays until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold_while_proven(tx: &mut Tx, id: UserId, password_hash: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&HOLD_WHILE_PROVEN);
    let row: Option<UserId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(password_hash).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Notes that a link mailed to the person's address was used: whoever signs in has read mail sent there.
///
/// # Errors
/// When the database fails.
pub async fn set_email_verified(tx: &mut Tx, id: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_VERIFIED);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Sets name and language of a person.
///
/// # Errors
/// When the database fails.
pub async fn set_details(tx: &mut Tx, id: UserId, name: &str, language: Language) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_DETAILS);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(name).bind(language.code()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether a person has a membership, of whatever state, in any other account.
///
/// # Errors
/// When the database fails.
pub async fn belongs_elsewhere(
    tx: &mut Tx,
    id: UserId,
    account: crate::domain::ids::AccountId,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&BELONGS_ELSEWHERE);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(account).fetch_one(c).await)?)
}

/// The operator who has been here longest, of those with a password who are not shut out.
///
/// # Errors
/// When the database fails.
pub async fn oldest_operator(tx: &mut Tx) -> Result<Option<UserRow>, StoreError> {
    let sql = tx.pick(&OLDEST_OPERATOR);
    Ok(on_db!(tx, c => sqlx::query_as(sql).fetch_optional(c).await)?)
}

/// Replaces a hash by a stronger one of the same password, unless it has changed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn replace_hash(tx: &mut Tx, id: UserId, old: &str, new: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&REPLACE_HASH);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(old).bind(new).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Replaces the password whose hash is `old`; false when it is another by now or the person is shut out.
///
/// # Errors
/// When the database fails.
pub async fn change_password(tx: &mut Tx, id: UserId, old: &str, new: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&CHANGE_PASSWORD);
    let row: Option<UserId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(old).bind(new).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Sets what a person says about themselves.
///
/// # Errors
/// When the database fails.
pub async fn set_profile(
    tx: &mut Tx,
    id: UserId,
    name: &str,
    phone: &str,
    language: Language,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_PROFILE);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id).bind(name).bind(phone).bind(language.code())
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives a person another address; false when somebody else has it. Then the transaction is over: PostgreSQL takes
/// nothing more in it.
///
/// # Errors
/// When the database fails.
pub async fn set_email(tx: &mut Tx, id: UserId, email: &str, key: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&SET_EMAIL);
    let set: Result<(), sqlx::Error> =
        on_db!(tx, c => sqlx::query(sql).bind(id).bind(email).bind(key).execute(c).await.map(|_| ()));
    match set {
        Ok(()) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Sets the language of pages and mails.
///
/// # Errors
/// When the database fails.
pub async fn set_language(tx: &mut Tx, id: UserId, language: Language) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_LANGUAGE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(language.code()).execute(c).await.map(|_| ()))?;
    Ok(())
}
