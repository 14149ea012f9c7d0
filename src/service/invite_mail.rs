//! The mail of an invitation as it would be sent, to look at before it is.

use super::{
    Ctx, Error,
    invitations::{Invite, known_projects, language_for},
    invite_form::{Wanted, lifetime_in},
    notices::InvitationDetail,
};
use crate::{
    app::App,
    domain::{
        language::Language,
        member::MembershipState,
        people_list,
        policy::{Action, Relation},
        scope::{Access, Scope},
    },
    mail,
    store::{accounts, members, requirements, users},
};

pub use crate::mail::Shown;

/// The last part of the link in a mail that is only looked at: no token is so short.
pub const NO_LINK: &str = "/invitations/preview";

/// A mail as it would be sent.
#[derive(Debug, Clone)]
pub struct MailPreview {
    /// Who it comes from.
    pub from: String,
    /// Where it goes to.
    pub to: String,
    /// In which language it is written.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text part, as it is.
    pub text: String,
    /// What the HTML part shows, in order.
    pub shown: Vec<Shown>,
}

/// The mail that the form as it is filled in would send, with a link that leads nowhere. Of several addresses, the first.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn preview(app: &App, ctx: &Ctx, form: &Invite) -> Result<MailPreview, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let known = known_projects(app, principal).await?;
    let mut form = form.clone();
    if let Some(first) = people_list::several(&form.email).and_then(|all| all.into_iter().next()) {
        (form.email, form.name) = (first.email, first.name);
    }
    let wanted = Wanted::parse(&form, ctx, principal, &known)?;
    let offer = wanted.offer;
    let mut tx = app.db.read().await?;
    let lifetime = match offer.lifetime {
        Some(lifetime) => lifetime,
        None => lifetime_in(app, &mut tx, principal.account_id).await?,
    };
    let ends = ctx.now + lifetime;
    let person = users::find_by_email(&mut tx, &wanted.email).await?;
    // Whoever is a member here is known here; whether others are known elsewhere, the preview tells nobody.
    let language = match person {
        Some(person) => {
            let here = members::find_by_user(&mut tx, principal.account_id, person.id).await?;
            let is_known = here.is_some_and(|here| here.state == MembershipState::Active);
            if is_known { language_for(&person, offer.language) } else { offer.language }
        }
        None => offer.language,
    };
    let projects = accounts::projects(&mut tx, principal.account_id).await?;
    let access = match &offer.scope {
        Scope::Client { administrator } => Access::of(*administrator, Vec::new()),
        Scope::Projects(roles) => {
            let named = projects.into_iter().filter_map(|project| {
                let role = roles.get(&project.id)?;
                Some((project.name, *role))
            });
            Access::of(false, named.collect())
        }
    };
    let from = requirements::from(&mut tx, principal.account_id).await?;
    let is_required = from.is_some_and(|from| from <= ctx.now);
    let detail = InvitationDetail {
        account: principal.account_name.clone(),
        inviter_name: principal.name.clone(),
        inviter_email: principal.email.clone(),
        role: offer.role,
        access,
        expires_at: offer.access_ends_at.map_or(ends, |access| ends.min(access)),
        person_name: wanted.name,
        // Whether somebody has a password already is told to them and not to who invites.
        has_account: false,
        access_ends_at: offer.access_ends_at,
        note: offer.note,
        two_factor: offer.two_factor || is_required,
    };
    let message = detail.message(app.config.public_url.link(NO_LINK));
    let to = wanted.email.as_str();
    let written = mail::render(&message, language, to);
    Ok(MailPreview {
        from: app.config.mail_from.clone(),
        to: to.to_owned(),
        language,
        subject: written.subject,
        text: written.text,
        shown: mail::message::shown(&message, language, to),
    })
}
