//! The link in the mail. Looking at it changes nothing; only a posted form accepts.

use super::{
    adapter::{Posted, post as post_form, see_other},
    respond::{Page, html},
    users::{action_failed, failed},
    views,
};
use crate::{
    domain::{invitation::LinkState, secret::Token},
    panel::{
        actions::invitations::{AcceptInvitation, JoinAccount},
        call::Call,
        forms::FormState,
        outcome::ErrorKind,
        pages::{AcceptAs, AcceptPage, AcceptView, LinkStatePage, LinkStateView},
        shell::PersonData,
    },
    service::{self, Error, acceptance::Offered},
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /invitations/{key}`: of a whole token, keeps it in a cookie and goes on to the clean address, whose last part is
/// the handle that tells two links of one browser apart. There, the page.
pub async fn open(call: Call, Path(key): Path<String>) -> Response {
    if let Some(token) = Token::parse(&key) {
        call.keep_link(&token);
        return see_other(&format!("/invitations/{}", token.hash().handle()));
    }
    page(&call, &key, StatusCode::OK, FormState::default()).await
}

/// `POST /invitations/{handle}`: accepts, as a new person or as the one signed in.
pub async fn post(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    let handle_field = [("handle", handle.as_str())];
    let posted = if call.ctx.principal.is_some() {
        post_form::<JoinAccount>(&call, &handle_field, &body).await
    } else {
        post_form::<AcceptInvitation>(&call, &handle_field, &body).await
    };
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => page(&call, &handle, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        // The page says best why: used, expired, withdrawn, or meant for somebody else.
        Posted::Failed(error)
            if matches!(
                error.kind,
                ErrorKind::Gone | ErrorKind::NotFound | ErrorKind::Conflict | ErrorKind::Forbidden
            ) =>
        {
            page(&call, &handle, StatusCode::CONFLICT, FormState::default()).await
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// The page of a link, whatever it is worth. `status` is that of a link that opens.
async fn page(call: &Call, handle: &str, status: StatusCode, form: FormState) -> Response {
    let Some(link) = call.link_of(handle) else { return closed(call, LinkStatePage::Unknown).await };
    let offered = match service::acceptance::look(&call.app, &call.ctx, link.hash()).await {
        Ok(offered) => offered,
        Err(Error::NotFound) => return closed(call, LinkStatePage::Unknown).await,
        Err(error) => return failed(call, error).await,
    };
    let inviter = PersonData { name: offered.inviter_name.clone(), email: offered.inviter_email.clone() };
    match offered.state {
        LinkState::Open => open_page(call, handle, status, form, offered, inviter).await,
        LinkState::Expired => closed(call, LinkStatePage::Expired { inviter: Some(inviter) }).await,
        LinkState::Replaced => closed(call, LinkStatePage::Replaced).await,
        LinkState::Revoked => closed(call, LinkStatePage::Revoked { inviter: Some(inviter) }).await,
        LinkState::Used => closed(call, LinkStatePage::Used).await,
    }
}

async fn open_page(
    call: &Call,
    handle: &str,
    status: StatusCode,
    form: FormState,
    offered: Offered,
    inviter: PersonData,
) -> Response {
    let language = call.ctx.language;
    let as_whom = match &call.ctx.principal {
        Some(principal) if principal.user_id == offered.user_id => AcceptAs::Invited { form },
        Some(principal) => AcceptAs::SomebodyElse { email: principal.email.clone() },
        None if offered.has_password => AcceptAs::SignedOut,
        None => {
            let mut form = form;
            form.values.entry("name".into()).or_insert(offered.name);
            AcceptAs::NewPerson { form, password_min: views::password_min() }
        }
    };
    let page = AcceptPage {
        account: offered.account,
        inviter: Some(inviter),
        access: views::access_in_words(offered.role, offered.access),
        expires_at: offered.expires_at,
        now: call.ctx.now,
        email: offered.email,
        handle: handle.to_owned(),
        as_whom,
    };
    let title = page.title(language);
    let view = move || view! { <AcceptView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: true, view }).await
}

async fn closed(call: &Call, page: LinkStatePage) -> Response {
    let language = call.ctx.language;
    let status = if page == LinkStatePage::Unknown { StatusCode::NOT_FOUND } else { StatusCode::GONE };
    let title = page.title(language);
    let view = move || view! { <LinkStateView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}
