//! The outbox.

use super::{
    adapter::{Posted, is_signed_out, post, query_value, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::{ids::MailId, language::Language, mail::OutboxState, policy::Action, time::Timestamp},
    i18n::format,
    panel::{
        actions::mail::{ResumeMail, RetryMail},
        call::Call,
        outcome::{ErrorKind, Notice, Tone},
        pages::{MailLine, MailPage, MailView, PauseLines},
        shell::Section,
    },
    service::mail::{self, DEFAULT_SIZE, Mail, MailKind, MailList, NoRetry, Pause, Wanted, Whose},
    t,
};
use axum::{
    body::Bytes,
    extract::{Path, RawQuery},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;

/// `GET /mail`.
pub async fn list(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let value = |name: &str| query_value(&query, name).unwrap_or_default();
    let wanted = Wanted {
        whose: value("of"),
        state: value("state"),
        after: value("after"),
        before: value("before"),
        size: value("size"),
    };
    let list = match mail::list(&call.app, &call.ctx, &wanted).await {
        Ok(list) => list,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = page(&call, list);
    let title = MailPage::title(language);
    let view = move || view! { <MailView language page=page.clone()/> };
    let current = Some(Section::Mail);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// `POST /mail/{id}/retry`.
pub async fn post_retry(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    back(&call, post::<RetryMail>(&call, &[("id", &id)], &body).await).await
}

/// `POST /mail/resume`.
pub async fn post_resume(call: Call, body: Bytes) -> Response {
    back(&call, post::<ResumeMail>(&call, &[], &body).await).await
}

/// What became of it is said on the page of the mails.
async fn back(call: &Call, posted: Posted) -> Response {
    let text = match posted {
        Posted::Done(response) => return response,
        // Nothing here answers to GET.
        Posted::Failed(error) if is_signed_out(&error) => return see_other("/sign-in?next=%2Fmail"),
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => {
            t!(call.ctx.language, "notice-mail-not-retried")
        }
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => error.message,
        Posted::Failed(error) => return action_failed(call, &error).await,
        Posted::Refused(_) => return trouble::page(call, StatusCode::NOT_FOUND).await,
    };
    call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
    see_other("/mail")
}

fn page(call: &Call, list: MailList) -> MailPage {
    let language = call.ctx.language;
    let step = |name: &str, place: Option<MailId>| place.map(|place| address(&list, name, place));
    let (newer, older) = (step("before", list.previous), step("after", list.next));
    MailPage {
        of_installation: list.whose == Whose::Installation,
        chooses: list.sees_account && list.sees_installation,
        shown: list.shown,
        pause: list.pause.map(|pause| pause_lines(call, pause)),
        sends_mail: list.sends_mail,
        size: u32::try_from(list.size).unwrap_or(0),
        newer,
        older,
        rows: list.mails.into_iter().map(|mail| line(language, mail, call.ctx.now)).collect(),
        now: call.ctx.now,
    }
}

/// Why and until when no mail goes out.
pub fn pause_lines(call: &Call, pause: Pause) -> PauseLines {
    let may_resume = call.ctx.principal.as_ref().is_some_and(|you| you.may(Action::ResumeMail));
    PauseLines { since: pause.since, until: pause.until, reason: pause.reason, may_resume }
}

/// Whether the one who looks may see the page of the mails.
pub fn sees_mail(call: &Call) -> bool {
    call.ctx.principal.as_ref().is_some_and(|you| you.may(Action::SeeMail))
}

/// A local address that keeps what was chosen.
fn address(list: &MailList, name: &str, place: MailId) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(name) = list.shown.name() {
        query.append_pair("state", name);
    }
    if list.whose == Whose::Installation && list.sees_account {
        query.append_pair("of", "installation");
    }
    if list.size != DEFAULT_SIZE {
        query.append_pair("size", &list.size.to_string());
    }
    query.append_pair(name, &place.to_string());
    format!("/mail?{}", query.finish())
}

fn line(language: Language, mail: Mail, now: Timestamp) -> MailLine {
    let why_not = match mail.no_retry {
        None | Some(NoRetry::Sent) => None,
        Some(NoRetry::Due) => Some(t!(language, "mail-no-retry-due")),
        Some(NoRetry::Paused) => Some(t!(language, "mail-no-retry-paused")),
        Some(NoRetry::Later) => mail
            .next_at
            .map(|at| t!(language, "mail-no-retry-later", when = format::relative(language, at, now))),
        Some(NoRetry::UnderWay) => Some(t!(language, "mail-no-retry-under-way")),
        // Only of an invitation somebody else makes the next link.
        Some(NoRetry::NoLink) if mail.membership_id.is_none() => {
            Some(t!(language, "mail-no-retry-no-link-own"))
        }
        Some(NoRetry::NoLink) => Some(t!(language, "mail-no-retry-no-link")),
        Some(NoRetry::Over) if mail.taken_back => Some(t!(language, "mail-no-retry-taken-back")),
        Some(NoRetry::Over) if mail.state == OutboxState::Dropped => {
            Some(t!(language, "mail-no-retry-dropped"))
        }
        Some(NoRetry::Over) => Some(t!(language, "mail-no-retry-over")),
    };
    MailLine {
        id: mail.id.0,
        kind: mail
            .kind
            .map_or_else(|| t!(language, "mail-kind-unknown"), |kind| kind_in_words(language, kind)),
        recipient: mail.recipient,
        person: mail.membership_id.map(|id| id.0),
        state: mail.state,
        taken_back: mail.taken_back,
        attempts: mail.attempts,
        next_at: mail.next_at,
        reply: mail.reply,
        created_at: mail.created_at,
        finished_at: mail.finished_at,
        retry: mail.no_retry.is_none(),
        why_not,
    }
}

/// What a mail is about. A new kind does not compile without its words.
pub fn kind_in_words(language: Language, kind: MailKind) -> String {
    match kind {
        MailKind::Invitation => t!(language, "mail-kind-invitation"),
        MailKind::PasswordReset => t!(language, "mail-kind-password-reset"),
        MailKind::InvitationAccepted => t!(language, "mail-kind-invitation-accepted"),
        MailKind::InvitationDeclined => t!(language, "mail-kind-invitation-declined"),
        MailKind::InvitationReminder => t!(language, "mail-kind-invitation-reminder"),
        MailKind::AccessEnds => t!(language, "mail-kind-access-ends"),
        MailKind::TestMail => t!(language, "mail-kind-test-mail"),
        MailKind::PasswordChanged => t!(language, "mail-kind-password-changed"),
        MailKind::AddressChange => t!(language, "mail-kind-address-change"),
        MailKind::AddressChangeAsked => t!(language, "mail-kind-address-change-asked"),
        MailKind::AddressInUse => t!(language, "mail-kind-address-in-use"),
        MailKind::AddressChanged => t!(language, "mail-kind-address-changed"),
        MailKind::TwoFactorDue => t!(language, "mail-kind-two-factor-due"),
        MailKind::TwoFactorChanged => t!(language, "mail-kind-two-factor-changed"),
        MailKind::NewBrowser => t!(language, "mail-kind-new-browser"),
        MailKind::TokenEnds => t!(language, "mail-kind-token-ends"),
    }
}
