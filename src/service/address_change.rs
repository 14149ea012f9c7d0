//! Another address of one's own: asked for with the password, confirmed through a link mailed there.
//!
//! Nobody learns whether an address is somebody else's: asking answers, writes and shows the same either way. Only the mail
//! differs, and its owner alone reads that.

use super::{Ctx, Error, notices, own_account::prove, sessions::renew};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::{EmailAddress, masked},
        field::{Fault, Field, FieldErrors},
        ids::UserId,
        policy::{self, Relation},
        secret::TokenHash,
        time::Span,
    },
    store::{
        Tx, WriteTx, address_changes,
        address_changes::AddressChangeRow,
        directory, invitations, links, member_places, members, sessions,
        users::{self, NewUser, UserRow},
    },
};

/// How long a link to a new address opens.
pub const LINK_LIFE: Span = Span::minutes(30);
/// How many changes a person may ask for in an hour.
pub const PER_HOUR: i64 = 10;

/// What a link would change.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The address in force.
    pub old: String,
    /// The address to come.
    pub new: String,
    /// Whether somebody else has got the new address meanwhile.
    pub taken: bool,
}

/// What was confirmed.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// The address in force from now on.
    pub new: String,
    /// Whether whoever confirmed is signed in as that very person; that session stays.
    pub is_own: bool,
}

/// Mails a link to the new address and tells the address in force; gives back the new address. An earlier change that
/// waits is void. The session has the id that `new_id_hash` is the hash of from then on.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once, also when no mail can be sent; [`Error::TooMany`] beyond [`PER_HOUR`] and
/// after wrong passwords; [`Error::Busy`] when too many passwords are checked, or tries cannot be counted;
/// [`Error::SignedOut`].
pub async fn ask(
    app: &App,
    ctx: &Ctx,
    new: &str,
    password: &str,
    new_id_hash: &[u8; 32],
) -> Result<String, Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    if !app.sends_mail() {
        return Err(Error::field(Field::Form, Fault::NoMail));
    }
    let mut errors = FieldErrors::default();
    let new = errors.keep(Field::NewEmail, another(new, &principal.email));
    let proven = errors.keep(Field::Password, prove(app, ctx, principal.user_id, password).await?);
    let (Some(new), Some(proven)) = (new, proven) else { return Err(Error::Invalid(errors)) };

    // Whether or not the address is free, a token is drawn and a row written; of one that is taken nobody gets the link.
    let token = app.new_token();
    let ends_at = ctx.now + LINK_LIFE;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if person.blocked_at.is_some() || person.password_hash.as_ref() != Some(&proven) {
        // Replaced since it was checked: what was typed is no longer the password in force.
        return Err(Error::field(Field::Password, Fault::WrongPassword));
    }
    check_limit(&mut tx, ctx, person.id).await?;
    let owner = users::find_by_email(&mut tx, &new).await?;
    address_changes::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    address_changes::insert(&mut tx, person.id, &new, token.hash(), ends_at, ctx.now).await?;
    renew(&mut tx, (principal.session()?, person.id), new_id_hash, None, ctx.now).await?;
    match &owner {
        None => {
            notices::queue_address_change(app, &mut tx, &person, &new, &token, ends_at, ctx.now).await?;
        }
        Some(owner) => notices::queue_address_in_use(app, &mut tx, owner, ctx.now).await?,
    }
    notices::queue_address_change_asked(app, &mut tx, &person, &new, ctx.now).await?;
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(person.id),
        action: Action::AddressChangeAsked,
        subject: format!("user:{}", person.id),
        detail: serde_json::json!({ "from": masked(&person.email), "to": masked(new.as_str()) }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(new.as_str().to_owned())
}

/// An address that is not the person's own already.
fn another(text: &str, own: &str) -> Result<EmailAddress, Fault> {
    let new = EmailAddress::parse(text)?;
    if EmailAddress::parse(own).is_ok_and(|own| own.key() == new.key()) {
        return Err(Fault::SameAddress);
    }
    Ok(new)
}

/// Counted while the person is held, so that two at once cannot both be the last allowed.
async fn check_limit(tx: &mut Tx, ctx: &Ctx, person: UserId) -> Result<(), Error> {
    let hour = Span::hours(1);
    match address_changes::nth_newest_of(tx, person, ctx.now - hour, PER_HOUR).await? {
        Some(at) => Err(Error::TooMany(at + hour - ctx.now)),
        None => Ok(()),
    }
}

/// Takes back the change that waits.
///
/// # Errors
/// [`Error::Conflict`] when none does any more; [`Error::SignedOut`].
pub async fn cancel(app: &App, ctx: &Ctx) -> Result<(), Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut tx = app.db.write().await?;
    if !address_changes::revoke_of_user(&mut tx, principal.user_id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let entry = principal.entry(
        Action::AddressChangeCancelled,
        format!("user:{}", principal.user_id),
        serde_json::json!({}),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}

/// What a link would change. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when it does not open.
pub async fn look(app: &App, ctx: &Ctx, link: TokenHash) -> Result<Offered, Error> {
    let mut tx = app.db.read().await?;
    let change = address_changes::find_open(&mut tx, link, ctx.now).await?.ok_or(Error::NotFound)?;
    let person = users::find(&mut tx, change.user_id).await?.ok_or(Error::NotFound)?;
    if person.blocked_at.is_some() {
        return Err(Error::NotFound);
    }
    let taken = is_taken(&mut tx, &change).await?;
    Ok(Offered { old: person.email, new: change.email, taken })
}

async fn is_taken(tx: &mut Tx, change: &AddressChangeRow) -> Result<bool, Error> {
    let Ok(email) = EmailAddress::parse(&change.email) else { return Ok(false) };
    Ok(users::find_by_email(tx, &email).await?.is_some_and(|owner| owner.id != change.user_id))
}

/// What was offered to the old address stays with the old address, and who knew the person by it, but not as a member any
/// more, does not learn the new one: open invitations and ended memberships go to a person without a password who has the
/// old address from now on. The accounts are held.
async fn leave_behind(app: &App, ctx: &Ctx, tx: &mut Tx, person: &UserRow) -> Result<(), Error> {
    let old = EmailAddress::parse(&person.email).map_err(|_| Error::internal("an address kept is none"))?;
    let new = NewUser {
        uuid: app.new_uuid(ctx.now),
        email: &old,
        name: "",
        language: person.language(),
        password_hash: None,
        is_operator: false,
        activated_at: None,
    };
    // Only when there is something to leave: otherwise the old address is free for anybody.
    if !members::has_unjoined(tx, person.id).await? {
        return Ok(());
    }
    let heir = users::insert(tx, &new, ctx.now).await?.ok_or(Error::Conflict)?;
    for (membership, invitation) in members::leave_behind(tx, person.id, heir).await? {
        if let Some(invitation) = invitation {
            invitations::set_person(tx, invitation, heir).await?;
        }
        member_places::refresh(tx, membership).await?;
    }
    Ok(())
}

/// How often everything is let go again because another account has invited the person meanwhile.
const HOLD_TRIES: usize = 5;

/// Holds every account that knows the person, and then the person. An account that invited them while we waited for the
/// person is not held, and accounts come before people: then all is let go, and held anew with it.
pub(super) async fn hold_all(app: &App, user: UserId) -> Result<(WriteTx, UserRow), Error> {
    for _ in 0..HOLD_TRIES {
        let mut tx = app.db.write().await?;
        let held = members::hold_all_of_user(&mut tx, user).await?;
        let person = users::hold_to_move(&mut tx, user).await?.ok_or(Error::NotFound)?;
        if members::of_user(&mut tx, user).await?.iter().all(|(account, _)| held.contains(account)) {
            return Ok((tx, person));
        }
    }
    Err(Error::Conflict)
}

/// Puts the new address in force: the link is the proof, nobody need be signed in. Every other session of the person
/// ends, every open link of theirs is void, and both addresses are told.
///
/// # Errors
/// [`Error::NotFound`] when the link does not open; [`Error::Conflict`] when somebody else has got the address meanwhile.
pub async fn confirm(app: &App, ctx: &Ctx, link: TokenHash) -> Result<Confirmed, Error> {
    // Whom it is about is read first: accounts and person are held before the link, as everywhere.
    let user_id = {
        let mut tx = app.db.read().await?;
        address_changes::find_open(&mut tx, link, ctx.now).await?.ok_or(Error::NotFound)?.user_id
    };
    let (mut tx, person) = hold_all(app, user_id).await?;
    if person.blocked_at.is_some() {
        return Err(Error::NotFound);
    }
    let change = address_changes::spend(&mut tx, link, ctx.now).await?.ok_or(Error::NotFound)?;
    if !users::set_email(&mut tx, person.id, &change.email, &change.email_key).await? {
        return Err(Error::Conflict);
    }
    leave_behind(app, ctx, &mut tx, &person).await?;
    users::set_email_verified(&mut tx, person.id, ctx.now).await?;
    links::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    address_changes::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    member_places::refresh_user(&mut tx, person.id).await?;
    directory::note_change_of_user(&mut tx, person.id, ctx.now).await?;
    let own = ctx.principal.as_ref().filter(|principal| principal.user_id == person.id);
    match own {
        Some(principal) => {
            sessions::revoke_others(&mut tx, person.id, principal.session()?, ctx.now).await?;
        }
        None => sessions::revoke_of_user(&mut tx, person.id, ctx.now).await?,
    }
    if app.sends_mail() {
        notices::queue_address_changed(app, &mut tx, &person, &change.email, ctx.now).await?;
    }
    let entry = Entry {
        account_id: own.map(|principal| principal.account_id),
        actor_id: Some(person.id),
        action: Action::AddressChanged,
        subject: format!("user:{}", person.id),
        detail: serde_json::json!({ "from": masked(&person.email), "to": masked(&change.email) }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(Confirmed { new: change.email, is_own: own.is_some() })
}
