//! The browsers one is signed in with.

use super::{
    adapter::{Posted, is_signed_out, post, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    panel::{
        actions::sessions::{EndOtherSessions, EndSession},
        call::Call,
        outcome::{ErrorKind, Notice, Tone},
        pages::{OwnSessionLine, SessionsPage, SessionsView},
        shell::Section,
    },
    service::own_sessions,
    t,
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Where the buttons lead back to.
const SESSIONS: &str = "/account/sessions";
/// The way there for whoever is signed out.
const SIGN_IN: &str = "/sign-in?next=%2Faccount%2Fsessions";

/// `GET /account/sessions`.
pub async fn list(call: Call) -> Response {
    let sessions = match own_sessions::list(&call.app, &call.ctx).await {
        Ok(sessions) => sessions,
        Err(error) => return failed(&call, error).await,
    };
    let line = |session: own_sessions::Session| OwnSessionLine {
        handle: session.handle,
        is_current: session.is_current,
        account: session.account,
        ip: session.ip,
        user_agent: session.user_agent,
        created_at: session.created_at,
        seen_at: session.seen_at,
    };
    let page = SessionsPage { sessions: sessions.into_iter().map(line).collect(), now: call.ctx.now };
    let language = call.ctx.language;
    let title = SessionsPage::title(language);
    let view = move || view! { <SessionsView language page=page.clone()/> };
    let current = Some(Section::Account);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// `GET` of an address that only takes forms.
pub async fn back_to_list() -> Response {
    see_other(SESSIONS)
}

/// `POST /account/sessions/{handle}`: signs one browser out. One that is not there, for whatever reason, is told as ended.
pub async fn post_end(call: Call, Path(handle): Path<String>, body: Bytes) -> Response {
    match post::<EndSession>(&call, &[("handle", &handle)], &body).await {
        Posted::Failed(error) if error.kind == ErrorKind::NotFound => {
            let text = t!(call.ctx.language, "notice-session-gone");
            call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
            see_other(SESSIONS)
        }
        posted => answer(&call, posted).await,
    }
}

/// `POST /account/sessions`: signs every other browser out.
pub async fn post_end_others(call: Call, body: Bytes) -> Response {
    answer(&call, post::<EndOtherSessions>(&call, &[], &body).await).await
}

async fn answer(call: &Call, posted: Posted) -> Response {
    match posted {
        Posted::Done(response) => response,
        Posted::Failed(error) if is_signed_out(&error) => see_other(SIGN_IN),
        Posted::Failed(error) => action_failed(call, &error).await,
        Posted::Refused(_) => trouble::page(call, StatusCode::BAD_REQUEST).await,
    }
}
