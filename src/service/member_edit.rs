//! Changing how an account knows a person: name, language, role, scope; of an open invitation also the address.

use super::{
    Ctx, Error,
    acceptance::may_invite,
    edit_form::Edit,
    invitations::{Issued, Issuing, renewed_end},
    invite_form::grantable,
    invite_limits::{check, check_mailed},
    invitees::find_or_add_person,
    member_actions::{Changed, Target},
    members::ids_of,
    renewal, step_up,
};
use crate::{
    app::App,
    domain::{
        audit,
        email::{EmailAddress, masked},
        field::{Fault, Field, FieldErrors},
        ids::{MembershipId, ProjectId},
        invitation::MailState,
        invite_terms::{access_end, may_end},
        language::Language,
        member::MembershipState,
        name::{MAX_PREFERRED_NAME, Name},
        policy::{Action, Verdict},
        role::{AccountRole, ProjectRole},
        scope::Scope,
        time::{Span, Timestamp},
    },
    store::{
        Tx, accounts, api_tokens, assignments, batches, directory,
        invitations::{self, OfferEnds},
        invite_terms, member_places,
        members::{self, MembershipRow},
        outbox,
        users::{self, UserRow},
    },
};
use serde_json::json;
use std::collections::BTreeMap;

/// What came of an edit.
#[derive(Debug, Clone)]
pub struct Edited {
    /// Who was changed.
    pub changed: Changed,
    /// A new link was made, because the address is another one.
    pub issued: Option<Issued>,
}

/// The edit form, understood. Role and scope are none where they are not for this person to change.
struct Wanted {
    email: Option<EmailAddress>,
    name: String,
    language: Language,
    access: Option<(AccountRole, Scope, Option<Timestamp>)>,
}

/// Changes a person's membership: every fault comes back at once, and nothing is half done.
///
/// # Errors
/// [`Error::Invalid`], also with [`Fault::EditedMeanwhile`] or [`Fault::LastAdministrator`] for the form as a whole and
/// [`Fault::TokenAbove`] for the role; [`Error::StepUp`] to make an administrator; [`Error::Conflict`] for somebody removed
/// meanwhile; [`Error::TooMany`] when the new link of another address is over a limit; [`Error::SignedOut`];
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn edit(app: &App, ctx: &Ctx, id: MembershipId, form: &Edit) -> Result<Edited, Error> {
    edit_by(app, ctx, id, |_| form.clone(), None).await
}

/// Changes what an account calls a person and the language it has for them, and leaves everything else as it is; none leaves
/// these as well.
///
/// # Errors
/// As [`edit`].
pub async fn edit_details(
    app: &App,
    ctx: &Ctx,
    id: MembershipId,
    name: Option<&str>,
    language: Option<&str>,
) -> Result<Edited, Error> {
    let form = |in_force: Edit| Edit {
        name: name.map_or(in_force.name, str::to_owned),
        language: language.map_or(in_force.language, str::to_owned),
        ..in_force
    };
    edit_by(app, ctx, id, form, None).await
}

/// Changes what an account calls a person and what they like to be called there, and leaves everything else as it is; none
/// leaves these as well.
///
/// # Errors
/// As [`edit`].
pub async fn edit_names(
    app: &App,
    ctx: &Ctx,
    id: MembershipId,
    name: Option<&str>,
    preferred_name: Option<&str>,
) -> Result<Edited, Error> {
    let form = |in_force: Edit| Edit { name: name.map_or(in_force.name, str::to_owned), ..in_force };
    edit_by(app, ctx, id, form, preferred_name).await
}

/// Changes a membership to what `form` makes of how it stands.
async fn edit_by(
    app: &App,
    ctx: &Ctx,
    id: MembershipId,
    form: impl FnOnce(Edit) -> Edit,
    preferred_name: Option<&str>,
) -> Result<Edited, Error> {
    let preferred =
        preferred_name.map(|text| Name::parse_optional_up_to(MAX_PREFERRED_NAME, text)).transpose();
    let preferred = preferred.map_err(|fault| Error::field(Field::PreferredName, fault))?;
    let mut tx = app.db.write().await?;
    let mut target = Target::hold(&mut tx, ctx, Action::EditPerson, id).await?;
    if target.membership.state == MembershipState::Removed {
        return Err(Error::Conflict);
    }
    // Before anything else: faults of values nobody would have typed knowing how it stands now are no help.
    let own = members::project_roles(&mut tx, id).await?;
    let in_force = Edit::in_force(&target.membership, &target.person.email, &own);
    let stamp = in_force.stamp();
    let form = &form(in_force);
    if !form.seen.is_empty() && form.seen != stamp {
        return Err(Error::field(Field::Form, Fault::EditedMeanwhile));
    }
    let known = ids_of(&accounts::projects(&mut tx, target.membership.account_id).await?);
    let wanted = parse(ctx, &target, form, &known)?;
    check_proof(app, ctx, &target.membership, &wanted)?;
    let before = describe(&mut tx, &target.membership, &target.person).await?;
    let mut issued = None;
    if let Some((.., end)) =
        wanted.access.as_ref().filter(|(.., end)| *end != target.membership.access_ends_at)
    {
        invite_terms::set_access_end(&mut tx, id, *end).await?;
        target.membership.access_ends_at = *end;
        if let (Some(end), Some(invitation)) = (end, target.membership.invitation_id) {
            invite_terms::cap(&mut tx, invitation, *end).await?;
        }
    }
    if let Some(email) = &wanted.email {
        // The link goes to whom the account then knows under this name and language.
        members::set_details(&mut tx, id, &wanted.name, wanted.language).await?;
        issued = Some(readdress(app, ctx, &mut tx, &mut target, email, wanted.language).await?);
    } else {
        follow_person(&mut tx, &target, &wanted).await?;
        members::set_details(&mut tx, id, &wanted.name, wanted.language).await?;
    }
    if let Some(preferred) = &preferred {
        let text = preferred.as_ref().map(Name::as_str).unwrap_or_default();
        directory::set_preferred_name(&mut tx, id, text).await?;
    }
    directory::note_change(&mut tx, id, ctx.now).await?;
    let action = match (&issued, &wanted.access) {
        (Some(_), _) => audit::Action::InvitationReaddressed,
        (None, Some((role, scope, _)))
            if change_access(ctx, &mut tx, &target, *role, scope, &known).await? =>
        {
            audit::Action::MemberAccessChanged
        }
        (None, _) => audit::Action::MemberEdited,
    };
    if let (Some(_), Some((role, scope, _))) = (&issued, &wanted.access) {
        change_access(ctx, &mut tx, &target, *role, scope, &known).await?;
    }
    let now_is = members::find(&mut tx, target.membership.account_id, id).await?.ok_or(Error::NotFound)?;
    let after = describe(&mut tx, &now_is, &target.person).await?;
    target.membership = now_is;
    let mut detail = json!({ "before": before, "after": after });
    if let (Some(preferred), Some(detail)) = (&preferred, detail.as_object_mut()) {
        detail.insert("preferred_name".into(), preferred.as_ref().map(Name::as_str).into());
    }
    let changed = target.commit(tx, ctx, action, detail).await?;
    if issued.is_some() {
        app.mail_queued.notify_one();
    }
    Ok(Edited { changed, issued })
}

/// Asks for a proof before somebody becomes an administrator: by another role or scope, or by an administrator's invitation
/// turned to another address.
fn check_proof(app: &App, ctx: &Ctx, before: &MembershipRow, wanted: &Wanted) -> Result<(), Error> {
    let had = (before.role, before.client_administrator);
    let gets =
        wanted.access.as_ref().map_or(had, |(role, scope, _)| (*role, scope.is_client_administrator()));
    let role_is_new = gets.0 != had.0 || wanted.email.is_some();
    let client_role_is_new = !had.1 || wanted.email.is_some();
    let is_grant = gets.0 == AccountRole::Administrators && role_is_new || gets.1 && client_role_is_new;
    if is_grant { step_up::require(app, ctx) } else { Ok(()) }
}

/// Gives a person another role and leaves everything else as it is. Who has it already keeps it.
///
/// # Errors
/// As [`edit`]; [`Fault::NotOneself`] for the form as a whole.
pub async fn change_role(app: &App, ctx: &Ctx, id: MembershipId, role: &str) -> Result<Changed, Error> {
    let mut tx = app.db.write().await?;
    let mut target = Target::hold(&mut tx, ctx, Action::ChangeAccess, id).await?;
    if target.membership.state == MembershipState::Removed {
        return Err(Error::Conflict);
    }
    let role = grantable(role, target.principal).map_err(|fault| Error::field(Field::Role, fault))?;
    if role == target.membership.role {
        return Ok(target.changed());
    }
    may_end(target.membership.access_ends_at, role, target.membership.client_administrator)
        .map_err(|fault| Error::field(Field::Role, fault))?;
    step_up::require_to_grant(app, target.principal, (role, false), ctx.now)?;
    check_role(ctx, &mut tx, &target, role).await?;
    let before = describe(&mut tx, &target.membership, &target.person).await?;
    members::set_access(&mut tx, id, role, target.membership.client_administrator).await?;
    follow_right(ctx, &mut tx, &target, role).await?;
    target.membership.role = role;
    let after = describe(&mut tx, &target.membership, &target.person).await?;
    let detail = json!({ "before": before, "after": after });
    target.commit(tx, ctx, audit::Action::MemberAccessChanged, detail).await
}

fn parse(ctx: &Ctx, target: &Target<'_>, form: &Edit, known: &[ProjectId]) -> Result<Wanted, Error> {
    let mut errors = FieldErrors::default();
    let pending = target.membership.state == MembershipState::Pending;
    let email = if pending && !form.email.is_empty() {
        errors.keep(Field::Email, EmailAddress::parse(&form.email))
    } else {
        None
    };
    // Somebody who was added without a name is not asked for one by every change.
    let name = if pending || (form.name.is_empty() && target.membership.name.is_empty()) {
        errors.keep(Field::Name, Name::parse_optional(&form.name))
    } else {
        errors.keep(Field::Name, Name::parse(&form.name).map(Some))
    };
    let language = Language::from_code(&form.language).ok_or(Fault::NotAChoice);
    let language = errors.keep(Field::Language, language);
    let relation = target.principal.relation_to(target.person.id);
    let may_change = target.principal.verdict(Action::ChangeAccess, relation) == Verdict::Allowed;
    let access = may_change.then(|| {
        let role = errors.keep(Field::Role, grantable(&form.role, target.principal));
        let scope = Scope::parse(&form.scope, &form.client_role, &form.projects, known, &mut errors);
        let administrator = scope.as_ref().is_some_and(Scope::is_client_administrator);
        let end = access_end(&form.access_ends, ctx.now)
            .and_then(|end| role.map_or(Ok(end), |role| may_end(end, role, administrator)));
        let end = errors.keep(Field::AccessEnds, end);
        Some((role?, scope?, end?))
    });
    let same = |email: &EmailAddress| {
        EmailAddress::parse(&target.person.email).is_ok_and(|own| own.key() == email.key())
    };
    match (errors.is_empty(), name, language, access) {
        (true, Some(name), Some(language), access) => Ok(Wanted {
            email: email.filter(|email| !same(email)),
            name: name.map(|name| name.as_str().to_owned()).unwrap_or_default(),
            language,
            access: access.flatten(),
        }),
        _ => Err(Error::Invalid(errors)),
    }
}

/// Somebody who belongs to this account alone is known by one name: theirs changes with it. Of somebody who belongs to
/// others too, only what this account calls them.
async fn follow_person(tx: &mut Tx, target: &Target<'_>, wanted: &Wanted) -> Result<(), Error> {
    let person = &target.person;
    let alone = !users::belongs_elsewhere(tx, person.id, target.membership.account_id).await?;
    if alone && person.activated_at.is_some() {
        users::set_details(tx, person.id, &wanted.name, wanted.language).await?;
    }
    Ok(())
}

/// Gives role and scope; false when nothing changed.
async fn change_access(
    ctx: &Ctx,
    tx: &mut Tx,
    target: &Target<'_>,
    role: AccountRole,
    scope: &Scope,
    known: &[ProjectId],
) -> Result<bool, Error> {
    let membership = &target.membership;
    let before = members::project_roles(tx, membership.id).await?;
    let projects = scope.project_roles();
    let same_projects = before
        .iter()
        .filter(|(id, ..)| known.contains(id))
        .map(|(id, _, role)| (*id, *role))
        .eq(sorted_like(&before, &projects));
    let client_administrator = scope.is_client_administrator();
    if role == membership.role && client_administrator == membership.client_administrator && same_projects {
        return Ok(false);
    }
    if role != membership.role {
        check_role(ctx, tx, target, role).await?;
    }
    members::set_access(tx, membership.id, role, client_administrator).await?;
    follow_right(ctx, tx, target, role).await?;
    member_places::set_project_roles(tx, membership.id, &projects, ctx.now).await?;
    assignments::follow(tx, membership.id, Some(target.principal.user_id), ctx.now).await?;
    Ok(true)
}

/// Somebody else has to stand for the invitations of whoever may no longer invite; who may again, stands for them anew.
async fn follow_right(ctx: &Ctx, tx: &mut Tx, target: &Target<'_>, role: AccountRole) -> Result<(), Error> {
    let (account, user) = (target.membership.account_id, target.person.id);
    match (target.membership.is_in_force(ctx.now), may_invite(role)) {
        (true, true) => renewal::regain(tx, account, user).await,
        (true, false) => renewal::lose(tx, account, user, ctx.now).await,
        (false, _) => Ok(()),
    }
}

/// Refuses a role that would leave the account without an administrator, or that is below a token the person has issued.
async fn check_role(ctx: &Ctx, tx: &mut Tx, target: &Target<'_>, role: AccountRole) -> Result<(), Error> {
    let membership = &target.membership;
    if membership.role == AccountRole::Administrators {
        target.keep_an_administrator(tx).await?;
    }
    let tokens = api_tokens::live_of_issuer(tx, membership.account_id, target.person.id, ctx.now).await?;
    for token in &tokens {
        if !role.may_grant(token.role()?) {
            return Err(Error::field(Field::Role, Fault::TokenAbove));
        }
    }
    Ok(())
}

/// The roles wanted, in the order of those there are: two lists are the same when they then are.
fn sorted_like(
    before: &[(ProjectId, String, ProjectRole)],
    wanted: &[(ProjectId, ProjectRole)],
) -> Vec<(ProjectId, ProjectRole)> {
    let mut wanted = wanted.to_vec();
    let place = |id: ProjectId| before.iter().position(|(other, ..)| *other == id).unwrap_or(usize::MAX);
    wanted.sort_by_key(|(id, _)| (place(*id), *id));
    wanted
}

/// Turns an open invitation to another address: whoever has that address gets a new link, the old one is dead.
async fn readdress(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    target: &mut Target<'_>,
    email: &EmailAddress,
    language: Language,
) -> Result<Issued, Error> {
    let account = target.membership.account_id;
    super::settings::check_domain(tx, account, email).await?;
    check(app, ctx, tx, target.principal).await?;
    let invitation_id = target.membership.invitation_id.ok_or(Error::Conflict)?;
    let invitation = invitations::find(tx, invitation_id).await?.ok_or(Error::Conflict)?;
    // What somebody has answered, a no above all, is theirs and stays with their address.
    if invitations::ends_of(tx, target.membership.id).await?.iter().any(OfferEnds::is_over) {
        return Err(Error::field(Field::Email, Fault::EndedBefore));
    }
    let person = find_or_add_person(app, ctx, tx, email, language).await?;
    if let Some(there) = members::find_by_user(tx, account, person.id).await? {
        let fault = match there.state {
            MembershipState::Pending => Fault::AlreadyInvited,
            MembershipState::Active => Fault::AlreadyHere,
            MembershipState::Removed => Fault::CannotBeAdded,
        };
        return Err(Error::field(Field::Email, fault));
    }
    let by_hand = !app.sends_mail();
    if !by_hand && invitations::declined_at(tx, account, person.id).await?.is_some() {
        return Err(Error::field(Field::Email, Fault::Declined));
    }
    if !by_hand {
        check_mailed(app, ctx, tx, account, &person.email).await?;
    }
    let expires_at = renewed_end(ctx, &target.membership, &invitation)?;
    let mail = if by_hand { MailState::ByHand } else { MailState::Queued };
    let token = app.new_token();
    let issuer = target.principal.user_id;
    let hash = token.hash();
    if !invitations::reissue(tx, &invitation, hash, expires_at, mail, issuer, ctx.now).await? {
        return Err(Error::Conflict);
    }
    outbox::drop_of_invitation(tx, invitation_id, ctx.now).await?;
    members::set_person(tx, target.membership.id, person.id).await?;
    invitations::set_person(tx, invitation_id, person.id).await?;
    batches::readdressed(tx, account, target.membership.id).await?;
    let generation = invitation.generation + 1;
    let issuing = Issuing { id: invitation_id, generation, by_hand, expires_at, wait: Span::seconds(0) };
    let id = target.membership.id;
    let link = issuing.hand_on(app, ctx, tx, target.principal, &target.account, &person, id, &token).await?;
    target.person = person;
    let (user_id, email) = (target.person.id, target.person.email.clone());
    Ok(Issued { membership_id: id, user_id, email, expires_at, link, can_undo: false })
}

/// What the audit log keeps of a membership, before and after.
pub(super) async fn describe(
    tx: &mut Tx,
    membership: &MembershipRow,
    person: &UserRow,
) -> Result<serde_json::Value, Error> {
    let projects: BTreeMap<String, &str> = members::project_roles(tx, membership.id)
        .await?
        .into_iter()
        .map(|(id, _, role)| (id.to_string(), role.name()))
        .collect();
    Ok(json!({
        "email": masked(&person.email),
        "name": membership.name,
        "language": membership.language.code(),
        "role": membership.role.name(),
        "client_administrator": membership.client_administrator,
        "projects": projects,
        "access_ends_at": membership.access_ends_at.map(Timestamp::to_rfc3339),
    }))
}
