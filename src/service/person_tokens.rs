//! The API tokens of one person, as the second JSON API knows them: the same tokens as everywhere
//! ([`super::api_tokens`]), by their UUIDs.

use super::{
    Ctx, Error, Principal,
    api_tokens::find_in,
    directory::look_up,
    member_actions::hold_account,
    step_up,
    token_issue::{Expires, TokenForm, Within, issue_within},
};
use crate::{
    app::App,
    domain::{
        api_token::{LONGEST_NAME, MOST_OF_PERSON, TokenStatus},
        audit,
        field::Field,
        name::Name,
        policy::{Action, Relation},
        time::Timestamp,
    },
    store::{
        Tx, api_tokens,
        directory::PersonRow,
        person_tokens::{self, PersonTokenRow},
    },
};
use serde_json::json;
use uuid::Uuid;

/// A token.
#[derive(Debug, Clone)]
pub struct PersonToken {
    /// Its UUID.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// Its name.
    pub name: String,
    /// How far it has come.
    pub status: TokenStatus,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When something about it was last changed by somebody.
    pub updated_at: Timestamp,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was deleted before its end.
    pub revoked_at: Option<Timestamp>,
    /// By whom, where that is known.
    pub revoked_by: Option<Uuid>,
}

/// The tokens of a person, the newest first: so many, behind so many; and how many there are in all.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn list(
    app: &App,
    ctx: &Ctx,
    person: Uuid,
    page: (i64, i64),
) -> Result<(Vec<PersonToken>, i64), Error> {
    let (principal, owner) = look_up(app, ctx, person, (Action::SeeTokens, Action::SeeTokens)).await?;
    let mut tx = app.db.read().await?;
    let count = person_tokens::count(&mut tx, principal.account_id, owner.user_id).await?;
    let rows = person_tokens::list(&mut tx, principal.account_id, owner.user_id, page).await?;
    Ok((rows.into_iter().map(|row| token(row, owner.uuid, ctx.now)).collect(), count))
}

/// A token of a person.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person or token; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn find(app: &App, ctx: &Ctx, person: Uuid, id: Uuid) -> Result<PersonToken, Error> {
    let (principal, owner) = look_up(app, ctx, person, (Action::SeeTokens, Action::SeeTokens)).await?;
    let mut tx = app.db.read().await?;
    Ok(token(row_of(&mut tx, principal, &owner, id).await?, owner.uuid, ctx.now))
}

/// Makes a token for oneself with the rights of who makes it, and gives it back with the whole of its secret.
///
/// # Errors
/// [`Error::Invalid`], for the form as a whole when the person has [`MOST_OF_PERSON`]; [`Error::NotFound`];
/// [`Error::Forbidden`], also for anybody but oneself; [`Error::SignedOut`].
pub async fn issue(
    app: &App,
    ctx: &Ctx,
    person: Uuid,
    name: &str,
    expires_at: Timestamp,
) -> Result<(PersonToken, String), Error> {
    let (principal, owner) = oneself(app, ctx, person).await?;
    let form = TokenForm {
        name: name.to_owned(),
        role: principal.role.id().to_string(),
        expires: Expires::At(expires_at),
        ..TokenForm::default()
    };
    let within = Within { longest_name: LONGEST_NAME, most_of_person: Some(MOST_OF_PERSON) };
    let issued = issue_within(app, ctx, &form, within).await?;
    let mut tx = app.db.read().await?;
    let row = row_of(&mut tx, principal, &owner, issued.row.uuid).await?;
    Ok((token(row, owner.uuid, ctx.now), issued.token))
}

/// Gives one's own token another name.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`]; [`Error::Forbidden`], also for anybody but oneself; [`Error::SignedOut`].
pub async fn rename(app: &App, ctx: &Ctx, person: Uuid, id: Uuid, name: &str) -> Result<PersonToken, Error> {
    let (principal, owner) = oneself(app, ctx, person).await?;
    let name = Name::parse_up_to(LONGEST_NAME, name).map_err(|fault| Error::field(Field::Name, fault))?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let before = row_of(&mut tx, principal, &owner, id).await?;
    if !person_tokens::rename(&mut tx, before.id, name.as_str(), ctx.now).await? {
        return Err(Error::NotFound);
    }
    let after = row_of(&mut tx, principal, &owner, id).await?;
    let entry = principal.entry(
        audit::Action::TokenRenamed,
        format!("token:{}", before.id),
        json!({ "from": before.name, "to": name.as_str() }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(token(after, owner.uuid, ctx.now))
}

/// Ends a token, one's own or as an administrator anybody's of the account; it stays in the lists. One that is ended already
/// stays as it is.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] for one that has ended by itself; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn revoke(app: &App, ctx: &Ctx, person: Uuid, id: Uuid) -> Result<PersonToken, Error> {
    let ended = end(app, ctx, person, id, false).await?;
    if ended.status == TokenStatus::Expired { Err(Error::Conflict) } else { Ok(ended) }
}

/// Ends a token, if it has not ended, and hides it from the second API.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn delete(app: &App, ctx: &Ctx, person: Uuid, id: Uuid) -> Result<(), Error> {
    end(app, ctx, person, id, true).await.map(|_| ())
}

async fn end(app: &App, ctx: &Ctx, person: Uuid, id: Uuid, hides: bool) -> Result<PersonToken, Error> {
    let (principal, owner) = look_up(app, ctx, person, (Action::DeleteToken, Action::DeleteToken)).await?;
    step_up::require(app, ctx)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let before = row_of(&mut tx, principal, &owner, id).await?;
    let ends = api_tokens::delete(&mut tx, principal.account_id, before.id, ctx.now).await?;
    if ends {
        person_tokens::set_revoked_by(&mut tx, before.id, principal.user_id).await?;
    }
    let after = row_of(&mut tx, principal, &owner, id).await?;
    if hides && !person_tokens::hide(&mut tx, before.id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    if ends {
        let kept = find_in(&mut tx, principal, before.id, ctx.now).await?;
        let detail = json!({ "name": kept.name, "role": kept.role.name(), "issuer": owner.user_id.0 });
        let entry = principal.entry(audit::Action::TokenDeleted, format!("token:{}", before.id), detail);
        tx.commit(&entry, &ctx.origin()).await?;
    } else if hides {
        tx.commit_without_audit("a token that is over leaves the lists of one API").await?;
    }
    Ok(token(after, owner.uuid, ctx.now))
}

/// The signed-in person, if that is who is meant.
async fn oneself<'a>(app: &App, ctx: &'a Ctx, person: Uuid) -> Result<(&'a Principal, PersonRow), Error> {
    // Whoever may see others' tokens hears that others are others, and everybody else nothing of them.
    let (principal, owner) = look_up(app, ctx, person, (Action::IssueToken, Action::SeeTokens)).await?;
    if principal.relation_to(owner.user_id) == Relation::Oneself {
        Ok((principal, owner))
    } else {
        Err(Error::Forbidden)
    }
}

async fn row_of(
    tx: &mut Tx,
    principal: &Principal,
    owner: &PersonRow,
    id: Uuid,
) -> Result<PersonTokenRow, Error> {
    let found = person_tokens::find(tx, principal.account_id, owner.user_id, id).await?;
    found.ok_or(Error::NotFound)
}

fn token(row: PersonTokenRow, person: Uuid, now: Timestamp) -> PersonToken {
    let status = TokenStatus::of(row.expires_at, row.deleted_at, now);
    let revoked_at = row.deleted_at.filter(|_| status == TokenStatus::Deleted);
    PersonToken {
        id: row.uuid,
        person,
        name: row.name,
        status,
        created_at: row.created_at,
        updated_at: [row.changed_at, revoked_at].into_iter().flatten().fold(row.created_at, Ord::max),
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at,
        revoked_by: row.revoked_by,
    }
}
