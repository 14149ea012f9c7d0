//! Many people at once, for trying out and measuring. Rows go in by the thousand, with their numbers, places and words
//! worked out beforehand; what they hold is what `super::member_places` would have written.

use super::{Db, Sql, StoreError, Tx, member_places};
use crate::domain::{
    facet::Facet,
    ids::{AccountId, InvitationId, MembershipId, ProjectId, UserId},
    language::Language,
    member::MembershipState,
    role::{AccountRole, ProjectRole},
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::{AssertSqlSafe, Executor as _, FromRow, QueryBuilder};
use uuid::Uuid;

const OPERATOR: Sql = Sql::same("SELECT id, name, language FROM users WHERE is_operator ORDER BY id LIMIT 1");
// On PostgreSQL everybody else who adds such rows waits: the numbers taken must follow each other.
const HOLD: Sql = Sql::pair("SELECT 1", "LOCK TABLE invitations, users, memberships IN EXCLUSIVE MODE");
const FIRST_NUMBER: Sql = Sql::pair(
    "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = $1 AND $2 > 0",
    "SELECT setval(pg_get_serial_sequence($1, 'id'), nextval(pg_get_serial_sequence($1, 'id')) + $2 - 1) - $2 + 1",
);

/// The statements here, those of many rows aside.
pub const ALL: &[(&str, Sql)] = &[("operator", OPERATOR), ("hold", HOLD), ("first_number", FIRST_NUMBER)];

/// KiB of memory for the pages of SQLite while many rows are added: most of a million people fit.
const CACHE: u32 = 1_000_000;
/// The same at all other times: what SQLite takes by itself.
const USUAL_CACHE: u32 = 2_000;
/// The most values in one statement of SQLite, and of PostgreSQL.
const MOST_VALUES: (usize, usize) = (32_766, 65_535);

/// A person with the membership in one account, and everything that follows from both.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The person's number.
    pub user_id: UserId,
    /// For the second JSON API.
    pub uuid: Uuid,
    /// The address as typed.
    pub email: String,
    /// The form by which two addresses are the same.
    pub email_key: String,
    /// The person's own name; empty until accepted.
    pub own_name: String,
    /// When the person joined first.
    pub activated_at: Option<Timestamp>,
    /// The membership's number.
    pub membership_id: MembershipId,
    /// What the account calls the person.
    pub name: String,
    /// The language of both.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// How far the membership has come.
    pub state: MembershipState,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// Since when the person is shut out.
    pub suspended_at: Option<Timestamp>,
    /// When the person was taken out.
    pub removed_at: Option<Timestamp>,
    /// When the person was last here; 1970 for never.
    pub last_seen_at: Timestamp,
    /// When both were made.
    pub created_at: Timestamp,
    /// Where the member stands.
    pub facet: Facet,
    /// By what the member stands in order.
    pub sort_key: String,
    /// The words, as `member_places::joined` writes them.
    pub words: String,
    /// The open invitation.
    pub invitation: Option<NewOffer>,
    /// Roles in projects.
    pub projects: Vec<(ProjectId, ProjectRole)>,
}

/// An open invitation with its one link.
#[derive(Debug, Clone)]
pub struct NewOffer {
    /// The number.
    pub id: InvitationId,
    /// Of the link.
    pub token_hash: TokenHash,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// When it was found to have ended.
    pub lapsed_at: Option<Timestamp>,
    /// What became of the mail, as kept.
    pub mail_state: &'static str,
    /// Whether the link was handed over by copying.
    pub by_hand: bool,
    /// What the mail server said.
    pub mail_reason: &'static str,
    /// When the link was made.
    pub issued_at: Timestamp,
}

/// The person who owns the installation.
#[derive(Debug, Clone, FromRow)]
pub struct Operator {
    /// The number.
    pub id: UserId,
    /// The name.
    pub name: String,
    language: String,
}

impl Operator {
    /// The language of pages and mails.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

/// The tables that many rows go into.
#[derive(Debug, Clone, Copy)]
pub enum Numbered {
    /// People.
    Users,
    /// Memberships.
    Memberships,
    /// Invitations.
    Invitations,
}

impl Numbered {
    const fn table(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Memberships => "memberships",
            Self::Invitations => "invitations",
        }
    }
}

/// The operator who has been there longest.
///
/// # Errors
/// When the database fails.
pub async fn operator(tx: &mut Tx) -> Result<Option<Operator>, StoreError> {
    let sql = tx.pick(&OPERATOR);
    Ok(on_db!(tx, c => sqlx::query_as(sql).fetch_optional(c).await)?)
}

/// Gets ready for many rows, before the transaction: on SQLite more memory, and references are not looked up row by row,
/// since every row is made together with those it refers to.
///
/// # Errors
/// When the database fails.
pub async fn prepare(db: &Db) -> Result<(), StoreError> {
    if let Db::Sqlite { writer, .. } = db {
        let pragmas = format!("PRAGMA cache_size = -{CACHE}; PRAGMA foreign_keys = OFF");
        writer.acquire().await?.execute(AssertSqlSafe(pragmas)).await?;
    }
    Ok(())
}

/// Begins with many rows: no limits of time on PostgreSQL, and nobody else who adds people.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Postgres(transaction) = &mut *tx {
        transaction
            .execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
            .await?;
    }
    let sql = tx.pick(&HOLD);
    on_db!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An index that was dropped, to be made again as it was.
#[derive(Debug, FromRow)]
pub struct Dropped {
    name: String,
    sql: String,
}

/// Drops the indexes of SQLite over which nothing is unique, when more people are added than there are: to make them anew
/// from all rows at once is several times faster than to put each row into its place. The transaction does not end before
/// [`make_indexes`].
///
/// # Errors
/// When the database fails.
pub async fn drop_indexes(tx: &mut Tx) -> Result<Vec<Dropped>, StoreError> {
    let Tx::Sqlite(transaction) = tx else { return Ok(Vec::new()) };
    let dropped: Vec<Dropped> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' AND tbl_name IN ('memberships', 'project_roles', 'assignments')
         ORDER BY rowid",
    )
    .fetch_all(&mut **transaction)
    .await?;
    for index in &dropped {
        transaction.execute(AssertSqlSafe(format!("DROP INDEX {}", index.name))).await?;
    }
    Ok(dropped)
}

/// Makes the dropped indexes again, by the very texts of the migrations.
///
/// # Errors
/// When the database fails.
pub async fn make_indexes(tx: &mut Tx, dropped: Vec<Dropped>) -> Result<(), StoreError> {
    let Tx::Sqlite(transaction) = tx else { return Ok(()) };
    for index in dropped {
        transaction.execute(AssertSqlSafe(index.sql)).await?;
    }
    Ok(())
}

/// Goes back to how it was before [`prepare`], after the transaction. PostgreSQL counts its rows anew, so that it knows how
/// many there are now; SQLite is left without such counts (see [`Db::open_sqlite`]).
///
/// # Errors
/// When the database fails.
pub async fn end(db: &Db) -> Result<(), StoreError> {
    match db {
        Db::Sqlite { writer, .. } => {
            let mut connection = writer.acquire().await?;
            let pragmas = format!("PRAGMA cache_size = -{USUAL_CACHE}; PRAGMA foreign_keys = ON");
            connection.execute(AssertSqlSafe(pragmas)).await?;
            // The log of a transaction this large would stay on the disk.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Db::Postgres(pool) => {
            // Not given back, so that nobody else is without limits of time.
            let mut connection = pool.acquire().await?.detach();
            connection.execute("SET statement_timeout = 0").await?;
            // As the server does by itself, some time after so many rows were added: without it, every row found in an
            // index is looked up in its table too.
            connection
                .execute(
                    "VACUUM (ANALYZE) accounts, projects, users, memberships, project_roles, assignments, member_words,
                        member_counts, invitations, invitation_links",
                )
                .await?;
            sqlx::Connection::close(connection).await?;
        }
    }
    Ok(())
}

/// Takes so many numbers of a table, which follow each other, and says the first.
///
/// # Errors
/// When the database fails.
pub async fn first_number(tx: &mut Tx, of: Numbered, how_many: i64) -> Result<i64, StoreError> {
    let sql = tx.pick(&FIRST_NUMBER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(of.table()).bind(how_many).fetch_one(c).await)?)
}

/// How many rows of so many columns go into one statement.
const fn rows_of(tx: &Tx, columns: usize) -> usize {
    match tx {
        Tx::Sqlite(_) => MOST_VALUES.0 / columns,
        Tx::Postgres(_) => MOST_VALUES.1 / columns,
    }
}

/// Adds rows to a table, as few statements as possible.
macro_rules! insert_many {
    ($tx:expr, $into:literal, $columns:literal, $rows:expr, |$b:ident, $row:pat_param| $push:block) => {
        for rows in $rows.chunks(rows_of($tx, $columns)) {
            on_db!($tx, c => {
                let mut sql = QueryBuilder::new(concat!("INSERT INTO ", $into, " "));
                sql.push_values(rows, |mut $b, $row| $push);
                sql.build().execute(c).await.map(|_| ())
            })?;
        }
    };
}

/// Adds people to an account. What `inviter` has offered stands with the invitations. Words and counts are added by
/// [`insert_words`] and [`insert_counts`].
///
/// # Errors
/// When the database fails; also when an address is taken.
pub async fn insert_people(
    tx: &mut Tx,
    account: AccountId,
    inviter: UserId,
    people: &[NewPerson],
) -> Result<(), StoreError> {
    insert_many!(
        tx,
        "users (id, uuid, email, email_key, name, language, activated_at, email_verified_at, created_at, is_operator)",
        9,
        people,
        |b, p| {
            b.push_bind(p.user_id)
                .push_bind(p.uuid)
                .push_bind(p.email.as_str())
                .push_bind(p.email_key.as_str());
            b.push_bind(p.own_name.as_str()).push_bind(p.language.code()).push_bind(p.activated_at);
            b.push_bind(p.activated_at).push_bind(p.created_at).push("FALSE");
        }
    );
    insert_many!(
        tx,
        "memberships (id, account_id, user_id, name, language, role_id, client_administrator, state, accepted_at,
            suspended_at, removed_at, last_seen_at, facet, sort_key, words, invitation_id, created_at)",
        17,
        people,
        |b, p| {
            b.push_bind(p.membership_id).push_bind(account).push_bind(p.user_id).push_bind(p.name.as_str());
            b.push_bind(p.language.code()).push_bind(p.role.id()).push_bind(p.client_administrator);
            b.push_bind(p.state.as_str()).push_bind(p.accepted_at).push_bind(p.suspended_at).push_bind(p.removed_at);
            b.push_bind(p.last_seen_at).push_bind(p.facet.code()).push_bind(p.sort_key.as_str());
            b.push_bind(p.words.as_str()).push_bind(p.invitation.as_ref().map(|offer| offer.id));
            b.push_bind(p.created_at);
        }
    );
    let offers: Vec<_> =
        people.iter().filter_map(|person| Some((person, person.invitation.as_ref()?))).collect();
    insert_many!(
        tx,
        "invitations (id, account_id, membership_id, user_id, inviter_id, token_hash, expires_at, mail_state, mail_reason,
            issued_at, created_at, lapsed_at, generation)",
        12,
        offers,
        |b, (p, offer)| {
            b.push_bind(offer.id).push_bind(account).push_bind(p.membership_id).push_bind(p.user_id);
            b.push_bind(inviter).push_bind(offer.token_hash.0.as_slice()).push_bind(offer.expires_at);
            b.push_bind(offer.mail_state).push_bind(offer.mail_reason).push_bind(offer.issued_at);
            b.push_bind(p.created_at).push_bind(offer.lapsed_at).push("1");
        }
    );
    insert_many!(
        tx,
        "invitation_links (token_hash, invitation_id, account_id, issuer_id, issued_at, by_hand)",
        6,
        offers,
        |b, (_, offer)| {
            b.push_bind(offer.token_hash.0.as_slice())
                .push_bind(offer.id)
                .push_bind(account)
                .push_bind(inviter);
            b.push_bind(offer.issued_at).push_bind(offer.by_hand);
        }
    );
    let roles: Vec<_> =
        people.iter().flat_map(|person| person.projects.iter().map(move |role| (person, role))).collect();
    insert_many!(
        tx,
        "project_roles (membership_id, project_id, role, facet, sort_key, last_seen_at)",
        6,
        roles,
        |b, (p, (project, role))| {
            b.push_bind(p.membership_id).push_bind(*project).push_bind(role.name()).push_bind(p.facet.code());
            b.push_bind(p.sort_key.as_str()).push_bind(p.last_seen_at);
        }
    );
    let rights: Vec<_> = people
        .iter()
        .flat_map(|person| {
            let whole = person.client_administrator.then_some((person, None));
            whole.into_iter().chain(person.projects.iter().map(move |(project, _)| (person, Some(*project))))
        })
        .collect();
    insert_many!(tx, "assignments (account_id, membership_id, project_id, created_at)", 4, rights, |b,
                                                                                                    (
        p,
        project,
    )| {
        b.push_bind(account).push_bind(p.membership_id).push_bind(*project).push_bind(p.created_at);
    });
    Ok(())
}

/// Adds words with those whose they are, and the bits of all their words. Both in order, as the table keeps them: that is many times faster.
///
/// # Errors
/// When the database fails.
pub async fn insert_words(
    tx: &mut Tx,
    account: AccountId,
    words: &[(String, Vec<(MembershipId, i64)>)],
) -> Result<(), StoreError> {
    // The account's number stands in the text: one value less for each of millions of rows.
    let most = rows_of(tx, 3);
    let mut rows = Vec::with_capacity(most);
    let mut all = words.iter().flat_map(|(word, ids)| ids.iter().map(move |id| (word.as_str(), *id)));
    loop {
        rows.clear();
        rows.extend(all.by_ref().take(most));
        if rows.is_empty() {
            return Ok(());
        }
        insert_many!(tx, "member_words (account_id, word, membership_id, bits)", 3, rows, |b,
                                                                                           (
            word,
            (id, bits),
        )| {
            b.push(account.0).push_bind(*word).push_bind(*id).push_bind(*bits);
        });
    }
}

/// Counts members who were added: for the account as a whole ([`member_places::WHOLE_ACCOUNT`]) and for its projects.
///
/// # Errors
/// When the database fails.
pub async fn insert_counts(
    tx: &mut Tx,
    account: AccountId,
    counts: &[(ProjectId, Facet, i64)],
) -> Result<(), StoreError> {
    for (project, facet, members) in counts {
        member_places::count(tx, account, *project, facet.code(), *members).await?;
    }
    Ok(())
}
