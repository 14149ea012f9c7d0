//! The link in the mail. Looking at it changes nothing; only a posted form accepts, declines, or asks for a new one.

use super::{
    adapter::{Posted, over_limit, post as post_form, post_at_the_door, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
    views,
};
use crate::{
    domain::{invitation::LinkState, mail::Look, secret::Token},
    http::compression::ShowsSecret,
    panel::{
        actions::invitations::{AcceptInvitation, AskForLink, DeclineInvitation, JoinAccount, JoinWithCode},
        call::Call,
        forms::FormState,
        outcome::{ActionError, ErrorKind, Notice, Tone},
        pages::{
            AcceptAs, AcceptPage, AcceptView, DeclinePage, DoorPage, DoorView, LinkStatePage, LinkStateView,
        },
        shell::PersonData,
    },
    service::{self, Error, acceptance::Offered, two_factor::SetUp},
    t,
};
use axum::{
    body::Bytes,
    extract::Path,
    http::{Method, StatusCode},
    response::Response,
};
use leptos::prelude::*;

/// `GET /invitations/{key}`: of a whole token, keeps it in a cookie and goes on to the clean address, whose last part is
/// the handle that tells two links of one browser apart. There, the page.
pub async fn open(call: Call, method: Method, Path(key): Path<String>) -> Response {
    let look = |look, token: &Token| {
        // Whoever asks for the headers alone is a program, wherever it asks.
        let look = if method == Method::HEAD { Look::Head } else { look };
        service::looks::note(&call.app, &call.ctx, token.hash(), look);
    };
    if let Some(token) = Token::parse(&key) {
        look(Look::Link, &token);
        call.keep_link(&token);
        return see_other(&page_of(&token.hash().handle()));
    }
    if let Some(token) = call.link_of(&key) {
        look(Look::Page, &token);
    }
    page(&call, &key, StatusCode::OK, FormState::default()).await
}

/// `POST /invitations/{handle}`: accepts, as a new person or as the one signed in.
pub async fn post(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    let handle_field = [("handle", handle.as_str())];
    let posted = if call.proven().is_some() {
        post_form::<JoinAccount>(&call, &handle_field, &body).await
    } else {
        post_form::<AcceptInvitation>(&call, &handle_field, &body).await
    };
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => page(&call, &handle, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => refused(&call, &handle, &error).await,
    }
}

/// `GET /invitations/{handle}/two-factor`: the second step of joining, where it takes a second factor.
pub async fn set_up(call: Call, Path(handle): Path<String>) -> Response {
    set_up_page(&call, &handle, StatusCode::OK, FormState::default()).await
}

/// `POST /invitations/{handle}/two-factor`: joins.
pub async fn post_set_up(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    match post_at_the_door::<JoinWithCode>(&call, &[("handle", &handle)], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => set_up_page(&call, &handle, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let (status, form) = (StatusCode::TOO_MANY_REQUESTS, over_limit(&body, &error));
            let mut response = set_up_page(&call, &handle, status, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        // Nothing was begun in this browser, or too long ago; or the link is spent by now.
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => {
            set_up_page(&call, &handle, StatusCode::CONFLICT, FormState::default()).await
        }
        Posted::Failed(error) => refused(&call, &handle, &error).await,
    }
}

async fn set_up_page(call: &Call, handle: &str, status: StatusCode, form: FormState) -> Response {
    let Some(link) = call.link_of(handle) else { return closed(call, LinkStatePage::Unknown).await };
    let door = match service::door::look(&call.app, &call.ctx, link.hash(), call.door()).await {
        Ok(Some(door)) => door,
        Ok(None) => return begin_again(call, handle),
        // The link's own page says how it stands.
        Err(Error::LinkClosed(_) | Error::Conflict | Error::NotFound) => {
            return page(call, handle, StatusCode::OK, FormState::default()).await;
        }
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let SetUp { key, address } = door.set_up;
    let minutes = ((door.ends_at - call.ctx.now).as_seconds() / 60).max(1);
    let page = DoorPage { account: door.account, key, address, minutes, path: page_of(handle), form };
    let title = page.title(language);
    let view = move || view! { <DoorView language page=page.clone()/> };
    let mut response = html(call, Page { status, title, current: None, islands: false, view }).await;
    response.extensions_mut().insert(ShowsSecret);
    response
}

fn begin_again(call: &Call, handle: &str) -> Response {
    let text = t!(call.ctx.language, "door-again");
    call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
    see_other(&page_of(handle))
}

/// `GET /invitations/{handle}/decline`: the question. Changes nothing.
pub async fn ask_to_decline(call: Call, Path(handle): Path<String>) -> Response {
    match look(&call, &handle).await {
        Ok(offered) if may_decline(&call, &offered) => {
            let (inviter, back) = (inviter(&offered), page_of(&handle));
            let path = back.clone();
            let page = DeclinePage { account: offered.account, inviter, email: offered.email, path, back };
            super::offers::question(&call, page).await
        }
        // The link's own page says how it stands.
        Ok(_) => see_other(&page_of(&handle)),
        Err(response) => response,
    }
}

/// `POST /invitations/{handle}/decline`.
pub async fn post_decline(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    match post_form::<DeclineInvitation>(&call, &[("handle", &handle)], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(_) => see_other(&page_of(&handle)),
        Posted::Failed(error) => refused(&call, &handle, &error).await,
    }
}

/// `GET /invitations/{handle}/ask`, where only a form leads: back to the page with the button.
pub async fn back(Path(handle): Path<String>) -> Response {
    see_other(&page_of(&handle))
}

/// `POST /invitations/{handle}/ask`.
pub async fn post_ask(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    match post_form::<AskForLink>(&call, &[("handle", &handle)], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(_) => see_other(&page_of(&handle)),
        Posted::Failed(error) => refused(&call, &handle, &error).await,
    }
}

/// `GET /invitations/{handle}/asked`: what happens next. The same whatever came of it.
pub async fn asked(call: Call, Path(handle): Path<String>) -> Response {
    match look(&call, &handle).await {
        Ok(Offered { account, renewal, .. }) => {
            closed_as(&call, LinkStatePage::Asked { account, renewal }, StatusCode::OK).await
        }
        Err(response) => response,
    }
}

/// What the link of a page offers, or the page that says why nothing.
async fn look(call: &Call, handle: &str) -> Result<Offered, Response> {
    let Some(link) = call.link_of(handle) else { return Err(closed(call, LinkStatePage::Unknown).await) };
    match service::acceptance::look(&call.app, &call.ctx, link.hash()).await {
        Ok(offered) => Ok(offered),
        Err(Error::NotFound) => Err(closed(call, LinkStatePage::Unknown).await),
        Err(error) => Err(failed(call, error).await),
    }
}

/// The answer when something could not be done. The page says best why: used, expired, withdrawn, meant for somebody else,
/// or only for who signs in.
async fn refused(call: &Call, handle: &str, error: &ActionError) -> Response {
    use ErrorKind::{Conflict, Forbidden, Gone, NotFound, SignedOut};
    if matches!(error.kind, Gone | NotFound | Conflict | Forbidden | SignedOut) {
        page(call, handle, StatusCode::CONFLICT, FormState::default()).await
    } else {
        action_failed(call, error).await
    }
}

/// The page of a link, whatever it is worth. `status` is that of a link that opens.
async fn page(call: &Call, handle: &str, status: StatusCode, form: FormState) -> Response {
    let offered = match look(call, handle).await {
        Ok(offered) => offered,
        Err(response) => return response,
    };
    let inviter = inviter(&offered);
    let handle = handle.to_owned();
    let Offered { account, renewal, .. } = offered.clone();
    match offered.state {
        LinkState::Open => open_page(call, handle, status, form, offered, inviter).await,
        LinkState::NeedsApproval => closed(call, LinkStatePage::NeedsApproval { account }).await,
        LinkState::Expired if offered.asked_at.is_some() => {
            closed(call, LinkStatePage::Asked { account, renewal }).await
        }
        LinkState::Expired => {
            closed(call, LinkStatePage::Expired { account, inviter, handle, renewal }).await
        }
        LinkState::Replaced => closed(call, LinkStatePage::Replaced).await,
        LinkState::Revoked => closed(call, LinkStatePage::Revoked { inviter: Some(inviter) }).await,
        LinkState::Declined => closed(call, LinkStatePage::Declined { account, inviter }).await,
        LinkState::Used => closed(call, LinkStatePage::Used).await,
    }
}

async fn open_page(
    call: &Call,
    handle: String,
    status: StatusCode,
    form: FormState,
    offered: Offered,
    inviter: PersonData,
) -> Response {
    let language = call.ctx.language;
    let as_whom = match (call.proven(), call.ctx.owing.clone()) {
        (Some(who), _) if who.user_id == offered.user_id => {
            AcceptAs::Invited { form, lacks_factor: offered.needs_factor && offered.lacks_factor }
        }
        (Some(who), _) => AcceptAs::SomebodyElse { email: who.email },
        (None, Some(owing)) if owing.who.user_id == offered.user_id => {
            AcceptAs::Owing { account: owing.account_name, since: owing.since }
        }
        (None, Some(owing)) => AcceptAs::SomebodyElse { email: owing.who.email },
        (None, None) if offered.has_password => AcceptAs::SignedOut,
        (None, None) => {
            let mut form = form;
            form.values.entry("name".into()).or_insert(offered.name);
            AcceptAs::NewPerson { form, password_min: views::password_min() }
        }
    };
    // Whoever is signed in as somebody else may not accept, and the page says how they could.
    let somebody_else = matches!(as_whom, AcceptAs::SomebodyElse { .. });
    let status = if somebody_else && status == StatusCode::OK { StatusCode::FORBIDDEN } else { status };
    let page = AcceptPage {
        account: offered.account,
        inviter: Some(inviter),
        access: views::access_in_words(offered.role, offered.access),
        archived: offered.archived,
        note: offered.note,
        access_ends_at: offered.access_ends_at,
        expires_at: offered.expires_at,
        now: call.ctx.now,
        email: offered.email,
        needs_factor: offered.needs_factor,
        handle,
        as_whom,
    };
    let title = page.title(language);
    // Only a new person types something that scripts help with.
    let islands = matches!(page.as_whom, AcceptAs::NewPerson { .. });
    let view = move || view! { <AcceptView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands, view }).await
}

/// Whether the one who looks may say no: as the person invited, or by the link alone while that person has no password.
fn may_decline(call: &Call, offered: &Offered) -> bool {
    let is_theirs = match call.proven() {
        Some(who) => who.user_id == offered.user_id,
        None => !offered.has_password,
    };
    is_theirs && matches!(offered.state, LinkState::Open | LinkState::NeedsApproval)
}

fn inviter(offered: &Offered) -> PersonData {
    PersonData { name: offered.inviter_name.clone(), email: offered.inviter_email.clone() }
}

fn page_of(handle: &str) -> String {
    format!("/invitations/{handle}")
}

/// The page of a link that opens nothing, with its status.
pub(super) async fn closed(call: &Call, page: LinkStatePage) -> Response {
    let status = match page {
        LinkStatePage::Unknown => StatusCode::NOT_FOUND,
        LinkStatePage::NeedsApproval { .. } => StatusCode::CONFLICT,
        LinkStatePage::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::GONE,
    };
    closed_as(call, page, status).await
}

async fn closed_as(call: &Call, page: LinkStatePage, status: StatusCode) -> Response {
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <LinkStateView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}
