//! The same thing with several people, one after the other: who cannot be helped keeps nobody else from it.

use super::reply::{error_of, messages};
use crate::{
    domain::{
        field::{Fault, Field},
        ids::MembershipId,
        role::AccountRole,
    },
    i18n::faults,
    panel::{
        call::Call,
        controllers::list_view::in_words,
        outcome::{ActionError, BulkLine, BulkReport, ErrorKind},
    },
    service::{
        self, Error, invitations,
        member_actions::{self, Impossible},
        member_edit,
        members::Member,
    },
    t,
};

/// How many people at once.
pub const MOST: usize = 100;

/// What is done with each.
#[derive(Clone, Copy)]
pub(super) enum Bulk<'a> {
    /// A new link is mailed.
    Resend,
    /// The role of this number is given.
    Role(&'a str),
    /// They are taken out of the account.
    Delete,
}

/// Does it with everybody, and says what came of it with each.
///
/// # Errors
/// For nobody or too many; when nobody is signed in, or that person may do nothing of the kind.
pub(super) async fn run(call: &Call, action: Bulk<'_>, ids: &[i64]) -> Result<BulkReport, ActionError> {
    let mut once: Vec<MembershipId> = Vec::new();
    for id in ids.iter().take(MOST + 1).map(|id| MembershipId(*id)) {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    let ids = once;
    if ids.is_empty() || ids.len() > MOST {
        let message = faults::message(call.ctx.language, &Field::Form, &Fault::Malformed);
        return Err(ActionError::new(ErrorKind::Malformed, message));
    }
    let people = service::person::several(&call.app, &call.ctx, &ids).await;
    let people = people.map_err(|error| error_of(call, error))?;
    // Asked of everybody at once, before anything is done with anybody.
    let makes_administrators =
        matches!(action, Bulk::Role(role) if AccountRole::parse(role) == Ok(AccountRole::Administrators));
    if matches!(action, Bulk::Delete) || makes_administrators {
        service::step_up::require(&call.app, &call.ctx).map_err(|error| error_of(call, error))?;
    }
    let mut lines = Vec::new();
    // In the order given, those who are not here last.
    for member in &people {
        // Also without mail: a link would be made that nobody sees, and the one handed over before would be dead.
        if let Some(why) = impossible(call, action, member) {
            let text = in_words(call.ctx.language, why);
            lines.push(BulkLine { name: member.name_or_email().to_owned(), done: false, text });
            continue;
        }
        let result = one(call, action, member).await;
        lines.push(line(call, member.name_or_email().to_owned(), result)?);
    }
    for id in ids.iter().filter(|id| !people.iter().any(|member| member.id == **id)) {
        let name = t!(call.ctx.language, "bulk-number", id = id.to_string());
        lines.push(line(call, name, Err(Error::NotFound))?);
    }
    Ok(BulkReport { lines })
}

/// Why it cannot be done with one of them, as their own menu says it.
fn impossible(call: &Call, action: Bulk<'_>, member: &Member) -> Option<Impossible> {
    let possible = member_actions::possible(call.ctx.principal.as_ref()?, member, call.app.sends_mail());
    match action {
        Bulk::Resend => possible.resend,
        // What role and removal run into is said by the services.
        Bulk::Role(_) | Bulk::Delete => None,
    }
}

async fn one(call: &Call, action: Bulk<'_>, member: &Member) -> Result<String, Error> {
    let (app, ctx, language) = (&call.app, &call.ctx, call.ctx.language);
    match action {
        Bulk::Resend => {
            let issued = invitations::reissue(app, ctx, member.id, false).await?;
            Ok(t!(language, "notice-invitation-queued", email = issued.email))
        }
        Bulk::Role(role) => {
            member_edit::change_role(app, ctx, member.id, role).await?;
            Ok(t!(language, "bulk-role-done"))
        }
        Bulk::Delete => {
            member_actions::remove(app, ctx, member.id, false).await?;
            Ok(t!(language, "bulk-delete-done"))
        }
    }
}

fn line(call: &Call, name: String, result: Result<String, Error>) -> Result<BulkLine, ActionError> {
    let (done, text) = match result {
        Ok(text) => (true, text),
        Err(Error::Invalid(errors)) => {
            let all = messages(call.ctx.language, &errors).into_iter().map(|error| error.message);
            (false, all.collect::<Vec<_>>().join(" "))
        }
        Err(error) => {
            let error = error_of(call, error);
            if matches!(error.kind, ErrorKind::SignedOut | ErrorKind::Forbidden | ErrorKind::StepUp) {
                return Err(error);
            }
            (false, error.message)
        }
    };
    Ok(BulkLine { name, done, text })
}
