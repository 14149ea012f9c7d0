//! The settings of the account, and the page of the installation.

use super::{
    access::follow,
    adapter::{Posted, is_signed_out, post, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::policy::Action,
    panel::{
        actions::settings::{
            CheckInstallation, ConfirmTestMail, RemindOfTwoFactor, RenameAccount, RequireTwoFactor,
            SaveSettings, SendTestMail,
        },
        call::Call,
        forms::FormState,
        outcome::ErrorKind,
        pages::{
            InstallationPage, InstallationView, LackingLine, LinkStatePage, LinkStateView, MailCheckPage,
            MailCheckView, SettingsPage, SettingsView, TestMail, TwoFactorSettings,
        },
        shell::Section,
    },
    service::{self, Error, installation::Looked},
    store::test_mails::TestMailRow,
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Where the forms without a page of their own lead back to.
const INSTALLATION: &str = "/settings/installation";
/// The way there for whoever is signed out.
const SIGN_IN: &str = "/sign-in?next=%2Fsettings%2Finstallation";

/// The forms of the account's page, of which one may have been refused.
#[derive(Default)]
struct Forms {
    name: FormState,
    decided: FormState,
    two_factor: FormState,
    reminder: FormState,
}

/// `GET /settings`.
pub async fn account(call: Call) -> Response {
    account_page(&call, StatusCode::OK, Forms::default()).await
}

/// `POST /settings`: what was decided about invitations.
pub async fn post_settings(call: Call, body: Bytes) -> Response {
    match post::<SaveSettings>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => refused(&call, Forms { decided: form, ..Forms::default() }).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /settings/name`.
pub async fn post_name(call: Call, body: Bytes) -> Response {
    match post::<RenameAccount>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => refused(&call, Forms { name: form, ..Forms::default() }).await,
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Fsettings"),
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /settings/two-factor`.
pub async fn post_two_factor(call: Call, body: Bytes) -> Response {
    match post::<RequireTwoFactor>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => refused(&call, Forms { two_factor: form, ..Forms::default() }).await,
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Fsettings"),
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /settings/two-factor/remind`.
pub async fn post_reminder(call: Call, body: Bytes) -> Response {
    match post::<RemindOfTwoFactor>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => refused(&call, Forms { reminder: form, ..Forms::default() }).await,
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Fsettings"),
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn refused(call: &Call, forms: Forms) -> Response {
    account_page(call, StatusCode::UNPROCESSABLE_ENTITY, forms).await
}

/// `GET` of an address that only takes a form: where the choice of a language leads after a refused one.
pub async fn back_to_account() -> Response {
    see_other("/settings")
}

/// `GET` of an address that only takes a form.
pub async fn back_to_installation() -> Response {
    see_other(INSTALLATION)
}

async fn account_page(call: &Call, status: StatusCode, forms: Forms) -> Response {
    let looked = match service::settings::look(&call.app, &call.ctx).await {
        Ok(looked) => looked,
        Err(error) => return failed(call, error).await,
    };
    let required = match service::requirement::look(&call.app, &call.ctx).await {
        Ok(required) => required,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let page = SettingsPage {
        name_form: forms.name,
        form: forms.decided,
        name: looked.name,
        settings: looked.settings,
        installation_lifetime: looked.installation_lifetime,
        two_factor: two_factor(call, required, forms.two_factor, forms.reminder),
        has_installation: operates(call),
    };
    let title = SettingsPage::title(language);
    let view = move || view! { <SettingsView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Settings), islands: false, view }).await
}

fn two_factor(
    call: &Call,
    looked: service::requirement::Looked,
    form: FormState,
    remind_form: FormState,
) -> TwoFactorSettings {
    let line = |member: service::members::Member| LackingLine {
        id: member.id.0,
        name: member.name,
        email: member.email,
    };
    TwoFactorSettings {
        form,
        remind_form,
        from: looked.from,
        lacking: looked.lacking,
        suspended: looked.suspended,
        first: looked.first.into_iter().map(line).collect(),
        all: format!("/users?{}", looked.query),
        reminded: looked.reminded,
        next_reminder: looked.next_reminder,
        mail_ready: call.app.sends_mail(),
        now: call.ctx.now,
    }
}

/// `GET /settings/installation`.
pub async fn installation(call: Call) -> Response {
    installation_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /settings/installation/check`.
pub async fn post_check(call: Call, body: Bytes) -> Response {
    by_operator(&call, post::<CheckInstallation>(&call, &[], &body).await).await
}

/// `POST /settings/installation/test-mail`.
pub async fn post_test_mail(call: Call, body: Bytes) -> Response {
    by_operator(&call, post::<SendTestMail>(&call, &[], &body).await).await
}

async fn by_operator(call: &Call, posted: Posted) -> Response {
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => installation_page(call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if is_signed_out(&error) => see_other(SIGN_IN),
        Posted::Failed(error) => action_failed(call, &error).await,
    }
}

async fn installation_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let Looked { lines, at, is_stale, proof, test, email } =
        match service::installation::look(&call.app, &call.ctx).await {
            Ok(looked) => looked,
            Err(error) => return failed(call, error).await,
        };
    let language = call.ctx.language;
    let arrival = service::installation::arrival(call.app.sends_mail(), proof).finding;
    let page = InstallationPage {
        form,
        lines,
        checked_at: at,
        is_stale,
        arrival,
        test: test.map(|row| test_mail(row, call)),
        mail_ready: call.app.sends_mail(),
        email,
        has_account: may(call, Action::ManageSettings),
        now: call.ctx.now,
    };
    let title = InstallationPage::title(language);
    let view = move || view! { <InstallationView language page=page.clone()/> };
    let current = Some(section(call));
    html(call, Page { status, title, current, islands: false, view }).await
}

/// How the last test mail stands.
fn test_mail(row: TestMailRow, call: &Call) -> TestMail {
    let now = call.ctx.now;
    match row.state.as_str() {
        _ if row.used_at.is_some() => TestMail::Pressed,
        "refused" => TestMail::Refused { reason: row.reply },
        "dropped" => TestMail::Dropped,
        _ if row.expires_at <= now => TestMail::Ended,
        "retrying" => TestMail::Retrying { reason: row.reply, next_at: row.next_at },
        "sent" => TestMail::Sent { at: row.finished_at.unwrap_or(row.created_at) },
        _ => TestMail::Queued,
    }
}

/// `GET /mail-check/{token}`: keeps the token in a cookie and goes on to a clean address. Changes nothing.
pub async fn follow_test_link(call: Call, Path(token): Path<String>) -> Response {
    follow(&call, &token, "/mail-check").await
}

/// `GET /mail-check`: says what the link is for, and has the button. Nobody need be signed in.
pub async fn mail_check(call: Call) -> Response {
    let Some(link) = call.link() else {
        return closed(&call, StatusCode::GONE, LinkStatePage::TestOver).await;
    };
    let email = match service::installation::look_at_test(&call.app, &call.ctx, link.hash()).await {
        Ok(email) => email,
        Err(Error::NotFound) => return closed(&call, StatusCode::GONE, LinkStatePage::TestOver).await,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = MailCheckPage { handle: link.hash().handle(), email };
    let title = MailCheckPage::title(language);
    let view = move || view! { <MailCheckView language page=page.clone()/> };
    html(&call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `POST /mail-check`.
pub async fn post_mail_check(call: Call, body: Bytes) -> Response {
    match post::<ConfirmTestMail>(&call, &[], &body).await {
        // The page that says so is for operators; whoever reads the mail elsewhere is told all the same.
        Posted::Done(response) if operates(&call) => response,
        Posted::Done(_) => closed(&call, StatusCode::OK, LinkStatePage::TestArrived).await,
        Posted::Failed(error) if error.kind == ErrorKind::NotFound => {
            closed(&call, StatusCode::GONE, LinkStatePage::TestOver).await
        }
        Posted::Failed(error) if error.kind == ErrorKind::Gone => {
            closed(&call, StatusCode::CONFLICT, LinkStatePage::TestOutdated).await
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
        Posted::Refused(_) => trouble::page(&call, StatusCode::BAD_REQUEST).await,
    }
}

async fn closed(call: &Call, status: StatusCode, page: LinkStatePage) -> Response {
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <LinkStateView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}

fn may(call: &Call, action: Action) -> bool {
    call.ctx.principal.as_ref().is_some_and(|you| you.may(action))
}

fn operates(call: &Call) -> bool {
    may(call, Action::CheckInstallation)
}

/// An operator without a say in the account has a way to this page alone.
fn section(call: &Call) -> Section {
    if may(call, Action::ManageSettings) { Section::Settings } else { Section::Installation }
}
