//! From what the service knows of the invite form to what its page and dialog show.

use super::{batch_view, respond::fragment};
use crate::{
    domain::{language::Language, policy::Action},
    i18n::{faults, format},
    panel::{
        call::Call,
        forms::FormState,
        pages::{
            InviteAddressLine, InviteAddressSeen, InviteForm, InviteMail, InviteMailPage, InviteMailView,
            InvitePage, InvitePreview, InvitePreviewView, InviteProjectAccess, MailHint, MailPart, OpenList,
            ProjectChoice, access_reasons, project_role, role_description,
        },
    },
    service::{
        Error,
        batches::{BatchState, OpenBatch},
        installation::MailStanding,
        invitations::{AddressLine, Former, Limit, Offering, Preview, Room},
        invite_mail::{MailPreview, Shown},
    },
    t,
};
use leptos::prelude::*;

/// The invite page or its form in the dialog.
pub fn invite_page(
    call: &Call,
    offering: Offering,
    form: FormState,
    preview: Option<Preview>,
    mail: Option<InviteMailPage>,
) -> InvitePage {
    let language = call.ctx.language;
    InvitePage {
        form,
        own_role: offering.own_role,
        projects: offering
            .projects
            .into_iter()
            .map(|project| ProjectChoice { id: project.id, name: project.name })
            .collect(),
        mail_ready: call.app.sends_mail(),
        mail_hint: mail_hint(call, offering.mail),
        preview: preview.map(|preview| in_words(language, preview)),
        mail,
        lifetime: offering.lifetime,
        two_factor_since: offering.two_factor_since,
        room: offering.room.map(|room| room_in_words(language, room)),
        lists: Vec::new(),
    }
}

/// The lists of people that have not ended, for the page.
pub fn open_lists(call: &Call, lists: Vec<OpenBatch>) -> Vec<OpenList> {
    let language = call.ctx.language;
    let line = |list: OpenBatch| {
        let text = match list.state() {
            Ok(BatchState::Review) => t!(language, "lists-review", count = list.rows_total),
            _ => t!(language, "lists-sending", count = list.rows_total),
        };
        let made = format::relative(language, list.created_at, call.ctx.now);
        OpenList { address: batch_view::address(list.id.0), text, made }
    };
    lists.into_iter().map(line).collect()
}

/// What is to be said of mail before an invitation is sent.
fn mail_hint(call: &Call, mail: MailStanding) -> Option<MailHint> {
    let operates = call.ctx.principal.as_ref().is_some_and(|you| you.may(Action::CheckInstallation));
    match mail {
        MailStanding::None => Some(MailHint::None),
        MailStanding::Unproven => Some(MailHint::Unproven { has_way: operates }),
        MailStanding::Proven => None,
    }
}

fn room_in_words(language: Language, room: Room) -> String {
    let left = room.left.max(0);
    match room.limit {
        Limit::Hour => t!(language, "invite-room-hour", count = left),
        Limit::Day => t!(language, "invite-room-day", count = left),
        Limit::Open => t!(language, "invite-room-open", count = left),
    }
}

/// The mail as it would be sent, or what is wrong with the form.
///
/// # Errors
/// All but [`Error::Invalid`].
pub fn mail_page(call: &Call, mail: Result<MailPreview, Error>) -> Result<InviteMailPage, Error> {
    match mail {
        Ok(mail) => Ok(InviteMailPage::Mail(Box::new(InviteMail {
            from: mail.from,
            to: mail.to,
            language: mail.language,
            subject: mail.subject,
            text: mail.text,
            parts: mail.shown.into_iter().map(part).collect(),
        }))),
        Err(Error::Invalid(errors)) => {
            let words = errors.0.iter();
            let words = words.map(|(field, fault)| faults::message(call.ctx.language, field, fault));
            Ok(InviteMailPage::Wrong(words.collect()))
        }
        Err(error) => Err(error),
    }
}

fn part(shown: Shown) -> MailPart {
    match shown {
        Shown::Heading(text) => MailPart::Heading(text),
        Shown::Paragraph(text) => MailPart::Paragraph(text),
        Shown::Quote(from, lines) => MailPart::Quote(from, lines),
        Shown::Facts(name, values) => MailPart::Facts(name, values),
        Shown::Button(label, sentence, link) => MailPart::Button(label, sentence, link),
        Shown::Note(text) => MailPart::Note(text),
    }
}

/// The mail as it would be sent, as HTML.
pub fn invite_mail(language: Language, mail: InviteMailPage) -> String {
    fragment(|| view! { <InviteMailView language mail/> })
}

/// The invite form alone, as HTML.
pub fn invite_form(call: &Call, offering: Offering) -> String {
    let language = call.ctx.language;
    let page = invite_page(call, offering, FormState::default(), None, None);
    fragment(|| view! { <InviteForm language page/> })
}

/// What the form would come to, as HTML.
pub fn invite_preview(language: Language, preview: Preview) -> String {
    let preview = in_words(language, preview);
    fragment(|| view! { <InvitePreviewView language preview/> })
}

/// The form as somebody had it who was here before.
pub fn former_form(former: &Former) -> FormState {
    let mut values = vec![
        ("email".to_owned(), former.email.clone()),
        ("name".to_owned(), former.name.clone()),
        ("language".to_owned(), former.language.code().to_owned()),
        ("role".to_owned(), former.role.id().to_string()),
        (
            "client_role".to_owned(),
            if former.client_administrator { "administrator" } else { "none" }.to_owned(),
        ),
        ("scope".to_owned(), if former.projects.is_empty() { "client" } else { "project" }.to_owned()),
    ];
    values
        .extend(former.projects.iter().map(|(id, role)| (format!("projects[{id}]"), role.name().to_owned())));
    FormState::with(values.into_iter().collect())
}

fn address_line(line: AddressLine) -> InviteAddressLine {
    match line {
        AddressLine::New => InviteAddressLine::New,
        AddressLine::HasAccount => InviteAddressLine::HasAccount,
        AddressLine::Here(id) => InviteAddressLine::Here { id: id.0 },
        AddressLine::Invited { id, by, at } => InviteAddressLine::Invited { id: id.0, by, at },
        AddressLine::WasHere(id) => InviteAddressLine::WasHere { id: id.0 },
        AddressLine::CannotBeAdded => InviteAddressLine::CannotBeAdded,
        AddressLine::Declined => InviteAddressLine::Declined,
    }
}

/// Projects that nobody gets into are left out; where every project is open, one line says so.
fn in_words(language: Language, preview: Preview) -> InvitePreview {
    let everywhere = preview.holder.in_project(None);
    let words = access_reasons(language, &everywhere).into_iter().next();
    InvitePreview {
        addresses: preview
            .addresses
            .into_iter()
            .map(|(email, line)| InviteAddressSeen { email, line: line.map(address_line) })
            .collect(),
        several: preview.several,
        role: t!(
            language,
            "people-preview-role",
            role = preview.holder.role.name(),
            text = role_description(language, preview.holder.role)
        ),
        everywhere: words.map(|reason| t!(language, "people-preview-everywhere", reason = reason)),
        projects: preview
            .projects
            .into_iter()
            .filter(|(_, access)| !access.grants.is_empty() && *access != everywhere)
            .map(|(project, access)| InviteProjectAccess {
                project,
                role: access.role.map(|role| project_role(language, role)),
                reasons: access_reasons(language, &access),
            })
            .collect(),
    }
}
