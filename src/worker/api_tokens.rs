//! Tokens of the JSON APIs that end: none opens anything from its very end on, whatever this does; it marks them deleted, and
//! tells who issued them and the administrators in good time (`docs/adr/0024-api-tokens.md`).

use crate::{
    app::App,
    domain::{
        api_token::next_told_at,
        audit::{Action, Entry, Origin},
        facet::Facet,
        ids::{AccountId, ApiTokenId},
        member::Standing,
        role::AccountRole,
    },
    service::{Error, notices},
    store::{StoreError, accounts, api_tokens},
};

/// How many are taken at once.
const AT_ONCE: i64 = 100;

/// Marks every token deleted that has ended, and says how many there were.
///
/// # Errors
/// When the database fails; what was marked before stays marked.
pub async fn expire_due(app: &App) -> Result<usize, StoreError> {
    let mut marked = 0;
    loop {
        let now = app.clock.now();
        let due = {
            let mut tx = app.db.read().await?;
            api_tokens::ended(&mut tx, now, AT_ONCE).await?
        };
        if due.is_empty() {
            return Ok(marked);
        }
        for (id, account) in due {
            marked += usize::from(expire(app, id, account).await?);
        }
    }
}

async fn expire(app: &App, id: ApiTokenId, account: AccountId) -> Result<bool, StoreError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    accounts::lock(&mut tx, account).await?;
    let Some((name, issuer)) = api_tokens::mark_ended(&mut tx, id, now).await? else { return Ok(false) };
    let entry = Entry {
        account_id: Some(account),
        // The system: nobody did it.
        actor_id: None,
        action: Action::TokenExpired,
        subject: format!("token:{id}"),
        detail: serde_json::json!({ "name": name, "issuer": issuer.0 }),
    };
    let origin = Origin { at: now, request_id: "token-end", ip: "" };
    tx.commit(&entry, &origin).await?;
    Ok(true)
}

/// Queues the mails about every token that ends within seven days, and again within one, and says about how many tokens.
/// Without mail nobody is told; once there is mail, of what has not ended by then.
///
/// # Errors
/// When the database fails; whoever was told before stays told.
pub async fn tell_of_ends(app: &App) -> Result<usize, Error> {
    if !app.sends_mail() {
        return Ok(0);
    }
    let mut told = 0;
    loop {
        let due = {
            let mut tx = app.db.read().await?;
            api_tokens::to_tell(&mut tx, app.clock.now(), AT_ONCE).await?
        };
        if due.is_empty() {
            return Ok(told);
        }
        let before = told;
        for (id, account) in due {
            told += usize::from(tell(app, id, account).await?);
        }
        app.mail_queued.notify_one();
        // Another worker is at them, and the next round will see.
        if told == before {
            return Ok(told);
        }
    }
}

async fn tell(app: &App, id: ApiTokenId, account: AccountId) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let account = accounts::lock(&mut tx, account).await?.ok_or(Error::NotFound)?;
    let Some(token) = api_tokens::ending(&mut tx, id, now).await? else { return Ok(false) };
    // One mail, however late it is: what is left of the moments before now is passed over.
    let next = next_told_at(Some(token.expires_at), now);
    if !api_tokens::tell(&mut tx, id, token.tell_at, next).await? {
        return Ok(false);
    }
    crate::kill_point!("tell.noted");
    let administrators = Facet::range(Standing::Active, AccountRole::Administrators);
    let people = api_tokens::told(&mut tx, account.id, token.user_id, administrators, now).await?;
    let about = (account.id, account.name.as_str());
    notices::queue_token_ends(app, &mut tx, &people, about, (id, &token), now).await?;
    crate::kill_point!("tell.queued");
    tx.commit_without_audit("mails about the end of a token").await?;
    crate::kill_point!("tell.committed");
    Ok(true)
}
