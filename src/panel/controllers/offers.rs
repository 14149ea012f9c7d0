//! Invitations offered to whoever has signed in, by their address.

use super::{
    adapter::{Posted, is_signed_out, post, see_other, to_sign_in},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
    views,
};
use crate::{
    domain::invitation::LinkState,
    panel::{
        actions::invitations::{AcceptOffer, DeclineOffer},
        call::Call,
        forms::FormState,
        outcome::{ErrorKind, Notice, Tone},
        pages::{DeclinePage, DeclineView, OfferLine, OffersPage, OffersView},
        shell::PersonData,
    },
    service::{self, acceptance::Offered},
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /invitations`.
pub async fn list(call: Call) -> Response {
    list_page(&call, StatusCode::OK, FormState::default()).await
}

async fn list_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let Some(who) = call.proven() else { return to_sign_in(call) };
    let offers = match service::offers::list(&call.app, &call.ctx, who.user_id).await {
        Ok(offers) => offers,
        Err(error) => return failed(call, error).await,
    };
    // Whoever came by a link, and has not shown that the address is theirs, has nothing but the link.
    if let Some(link) = call.link().filter(|_| offers.is_empty() && !who.is_member) {
        return see_other(&format!("/invitations/{}", link.hash().handle()));
    }
    let language = call.ctx.language;
    let offers = offers.into_iter().map(line).collect();
    let page = OffersPage { offers, email: who.email, is_member: who.is_member, form, now: call.ctx.now };
    let title = OffersPage::title(language);
    let view = move || view! { <OffersView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}

/// `POST /invitations/offers/{id}/accept`. What is missing for it is said on the list.
pub async fn post_accept(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    let posted = post::<AcceptOffer>(&call, &[("id", &id)], &body).await;
    match posted {
        Posted::Refused(form) if id.parse::<i64>().is_ok() => {
            list_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        posted => answered(&call, posted).await,
    }
}

/// `GET /invitations/offers/{id}/decline`: the question. Changes nothing.
pub async fn ask_to_decline(call: Call, Path(id): Path<String>) -> Response {
    let Some(who) = call.proven() else { return to_sign_in(&call) };
    let offers = match service::offers::list(&call.app, &call.ctx, who.user_id).await {
        Ok(offers) => offers,
        Err(error) => return failed(&call, error).await,
    };
    // What is no longer offered is not on the list, which shows what still is.
    let Some(offered) = offers.into_iter().find(|offered| offered.id.0.to_string() == id) else {
        return see_other("/invitations");
    };
    let page = DeclinePage {
        inviter: PersonData { name: offered.inviter_name, email: offered.inviter_email },
        account: offered.account,
        email: offered.email,
        path: format!("/invitations/offers/{id}"),
        back: "/invitations".into(),
    };
    question(&call, page).await
}

/// The page that asks before an invitation is declined.
pub(super) async fn question(call: &Call, page: DeclinePage) -> Response {
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <DeclineView language page=page.clone()/> };
    html(call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `POST /invitations/offers/{id}/decline`.
pub async fn post_decline(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    answered(&call, post::<DeclineOffer>(&call, &[("id", &id)], &body).await).await
}

/// What is no longer offered is said on the list, which shows what still is.
async fn answered(call: &Call, posted: Posted) -> Response {
    use ErrorKind::{Conflict, Forbidden, Gone, NotFound};
    match posted {
        Posted::Done(response) => response,
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Finvitations"),
        Posted::Failed(error) if matches!(error.kind, Gone | NotFound | Conflict | Forbidden) => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other("/invitations")
        }
        Posted::Failed(error) => action_failed(call, &error).await,
        // The number in the address is no number.
        Posted::Refused(_) => trouble::page(call, StatusCode::NOT_FOUND).await,
    }
}

fn line(offered: Offered) -> OfferLine {
    OfferLine {
        id: offered.id.0,
        account: offered.account,
        inviter: PersonData { name: offered.inviter_name, email: offered.inviter_email },
        access: views::access_in_words(offered.role, offered.access),
        archived: offered.archived,
        expires_at: offered.expires_at,
        needs_approval: offered.state != LinkState::Open,
        needs_factor: offered.needs_factor,
        lacks_factor: offered.needs_factor && offered.lacks_factor,
    }
}
