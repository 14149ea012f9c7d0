//! The browsers a person is signed in with, and signing them out.

use super::{
    Ctx, Error,
    sessions::{ABSOLUTE, IDLE},
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        ids::UserId,
        policy::{Action, Relation},
        time::Timestamp,
    },
    store::{
        Tx,
        sessions::{self, OwnSession},
        users,
    },
};
use sha2::{Digest, Sha256};

/// A browser that is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// What it is called in forms: no secret, and no help in guessing one. It stays when a proof gives the session another id.
    pub handle: String,
    /// Whether it is the one that asks.
    pub is_current: bool,
    /// In which account.
    pub account: String,
    /// From where.
    pub ip: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

/// The person's live sessions in every account, the one used last first.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Session>, Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    let own = principal.session()?;
    let mut tx = app.db.read().await?;
    let rows = live(&mut tx, ctx, principal.user_id).await?;
    Ok(rows
        .into_iter()
        .map(|row| Session {
            handle: handle(&row),
            is_current: row.id_hash == own,
            account: row.account_name,
            ip: row.ip,
            user_agent: row.user_agent,
            created_at: row.created_at,
            seen_at: row.seen_at,
        })
        .collect())
}

/// Signs another browser of the person out.
///
/// # Errors
/// [`Error::NotFound`] for a session that has ended, is somebody else's or the very one that asks; [`Error::StepUp`];
/// [`Error::SignedOut`].
pub async fn end(app: &App, ctx: &Ctx, wanted: &str) -> Result<(), Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    let own = principal.session()?;
    let mut tx = app.db.write().await?;
    // The person before the session, as everywhere.
    users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    let rows = live(&mut tx, ctx, principal.user_id).await?;
    let row = rows.into_iter().find(|row| row.id_hash != own && handle(row) == wanted);
    let row = row.ok_or(Error::NotFound)?;
    step_up::require(app, ctx)?;
    let id_hash = row.id_hash.as_slice().try_into();
    let id_hash = id_hash.map_err(|_| Error::internal("a session id of odd length"))?;
    sessions::revoke(&mut tx, &id_hash, ctx.now).await?;
    let entry = Entry {
        // What somebody does who has only been invited is none of the account's business.
        account_id: row.is_member.then_some(row.account_id),
        actor_id: Some(principal.user_id),
        action: audit::Action::OwnSessionEnded,
        subject: format!("user:{}", principal.user_id),
        detail: serde_json::json!({ "ip": row.ip, "user_agent": row.user_agent }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}

/// Signs every other browser of the person out, and says how many there were.
///
/// # Errors
/// [`Error::StepUp`]; [`Error::SignedOut`], or when the database fails.
pub async fn end_others(app: &App, ctx: &Ctx) -> Result<usize, Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    let own = principal.session()?;
    step_up::require(app, ctx)?;
    let mut tx = app.db.write().await?;
    users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    let rows = live(&mut tx, ctx, principal.user_id).await?;
    let ended = rows.iter().filter(|row| row.id_hash != own).count();
    // Also what is not listed, such as a sign-in under way.
    sessions::revoke_others(&mut tx, principal.user_id, own, ctx.now).await?;
    let entry = principal.entry(
        audit::Action::OtherSessionsEnded,
        format!("user:{}", principal.user_id),
        serde_json::json!({ "sessions": ended }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(ended)
}

async fn live(tx: &mut Tx, ctx: &Ctx, user: UserId) -> Result<Vec<OwnSession>, Error> {
    Ok(sessions::live_of_user(tx, user, ctx.now - IDLE, ctx.now - ABSOLUTE, ctx.now).await?)
}

/// The first 8 octets of a hash of what is kept of the first id, in hexadecimal.
fn handle(row: &OwnSession) -> String {
    let digest: [u8; 32] = Sha256::digest(&row.first_hash).into();
    let first = digest.first_chunk::<8>().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}
