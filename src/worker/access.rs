//! Access that ends on a day ends by itself. Nobody gets in any more from that very moment on, whatever this does; it ends
//! the sessions, takes the person out of the lists, and writes down that it was so.

use crate::{
    app::App,
    domain::{
        audit::{Action, Entry, Origin},
        ids::{AccountId, MembershipId, UserId},
        time::Timestamp,
    },
    store::{StoreError, accounts, api_tokens, invite_terms, member_places, sessions},
};

/// How many are taken at once.
const AT_ONCE: i64 = 100;

/// Ends every access whose day is over, and says how many there were.
///
/// # Errors
/// When the database fails; what was ended before stays ended.
pub async fn end_due(app: &App) -> Result<usize, StoreError> {
    let mut ended = 0;
    loop {
        let now = app.clock.now();
        let due = {
            let mut tx = app.db.read().await?;
            invite_terms::to_end(&mut tx, now, AT_ONCE).await?
        };
        if due.is_empty() {
            return Ok(ended);
        }
        for (account, membership, user) in due {
            ended += usize::from(end(app, account, membership, user, now).await?);
        }
    }
}

async fn end(
    app: &App,
    account: AccountId,
    membership: MembershipId,
    user: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    accounts::lock(&mut tx, account).await?;
    if !invite_terms::end(&mut tx, membership, now).await? {
        return Ok(false);
    }
    let sessions = sessions::revoke_in_account(&mut tx, user, account, now).await?;
    let tokens = api_tokens::delete_of_issuer(&mut tx, account, user, now).await?;
    member_places::refresh(&mut tx, membership).await?;
    let tokens: Vec<i64> = tokens.into_iter().map(|token| token.0).collect();
    let entry = Entry {
        account_id: Some(account),
        // The system: nobody did it.
        actor_id: None,
        action: Action::AccessEnded,
        subject: format!("membership:{membership}"),
        detail: serde_json::json!({ "sessions": sessions, "tokens": tokens }),
    };
    let origin = Origin { at: now, request_id: "access-end", ip: "" };
    tx.commit(&entry, &origin).await?;
    Ok(true)
}
