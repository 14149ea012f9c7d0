//! The second factor: at sign-in, and one's own.

use super::{
    adapter::{
        Posted, TWO_FACTOR, local, over_limit, post, query_value, second_step_address, see_other, to_sign_in,
    },
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::policy::Action,
    http::{assets, compression::ShowsSecret},
    panel::{
        actions::two_factor::{
            BeginTwoFactor, ConfirmTwoFactor, NewRecoveryCodes, ProveSecondStep, RecoveryCodesKept,
            TurnOffTwoFactor,
        },
        call::Call,
        forms::FormState,
        outcome::{ActionError, ErrorKind, Notice, Tone},
        pages::{
            RequiredBy, SecondStepPage, SecondStepView, SecondStepWay, TwoFactorPage, TwoFactorState,
            TwoFactorView,
        },
        shell::Section,
    },
    service::{
        requirement,
        second_step::{self, Ways},
        two_factor,
    },
    store::requirements::RequiringRow,
};
use axum::{body::Bytes, extract::RawQuery, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /sign-in/second-step`.
pub async fn ask(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let next = query_value(&query, "next").map(|next| local(&next).to_owned());
    let recovery = query_value(&query, "way").is_some_and(|way| way == "recovery");
    ask_page(&call, StatusCode::OK, FormState::default(), recovery, next).await
}

/// `POST /sign-in/second-step`.
pub async fn post_ask(call: Call, body: Bytes) -> Response {
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(&body);
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let recovery = value("way") == "recovery";
    let next = Some(value("next")).filter(|next| !next.is_empty()).map(|next| local(&next).to_owned());
    match post::<ProveSecondStep>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => {
            ask_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form, recovery, next).await
        }
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let (status, form) = (StatusCode::TOO_MANY_REQUESTS, over_limit(&body, &error));
            let mut response = ask_page(&call, status, form, recovery, next).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        // The half session has ended: the password is asked for again.
        Posted::Failed(error) if error.kind == ErrorKind::SignedOut => {
            see_other(&sign_in_address(next.as_deref()))
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn ask_page(
    call: &Call,
    status: StatusCode,
    form: FormState,
    recovery: bool,
    next: Option<String>,
) -> Response {
    let Some(half) = &call.half else {
        // Nothing is owed: whoever is signed in goes on, everybody else begins at the beginning.
        let signed_in = call.ctx.principal.is_some();
        return see_other(next.as_deref().filter(|_| signed_in).unwrap_or(&sign_in_address(next.as_deref())));
    };
    let ways = match second_step::ways(&call.app, half.user_id).await {
        Ok(ways) => ways,
        Err(error) => return failed(call, error).await,
    };
    let way = match ways {
        _ if recovery => SecondStepWay::Recovery,
        Ways { app: true, .. } => SecondStepWay::Code,
        Ways { passkey: true, .. } => SecondStepWay::Passkey,
        Ways { .. } => SecondStepWay::Recovery,
    };
    let language = call.ctx.language;
    let other = second_step_address(next.as_deref().unwrap_or_default(), way != SecondStepWay::Recovery);
    let (email, Ways { app, passkey }) = (half.email.clone(), ways);
    let page = SecondStepPage { form, way, email, next, other, app, passkey, script: assets::PASSKEYS };
    let title = SecondStepPage::title(language);
    let view = move || view! { <SecondStepView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}

fn sign_in_address(next: Option<&str>) -> String {
    match next {
        Some(next) => {
            let query: String =
                form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("/sign-in?{query}")
        }
        None => "/sign-in".to_owned(),
    }
}

/// `GET /account/two-factor`. Recovery codes that were just made are seen to first. `?next` is where somebody comes from who
/// needs a second factor there.
pub async fn overview(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    if call.codes().is_some() {
        return see_other("/account/two-factor/codes");
    }
    if let Some(next) = query_value(&query, "next") {
        let next = local(&next);
        // Somebody who has one has nothing to do here.
        if matches!(two_factor::look(&call.app, &call.ctx).await, Ok(state) if state != two_factor::State::Off)
        {
            return see_other(next);
        }
        if let Ok(who) = call.ctx.oneself(Action::ChangeOwnAccount) {
            call.keep_onward(who.user_id, next);
        }
    }
    overview_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /account/two-factor`: begins to set up an app.
pub async fn post_begin(call: Call, body: Bytes) -> Response {
    match post::<BeginTwoFactor>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => overview_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(&body, &error);
            let mut response = overview_page(&call, StatusCode::TOO_MANY_REQUESTS, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => not_done(&call, error).await,
    }
}

async fn overview_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let required = match requirement::of_oneself(&call.app, &call.ctx).await {
        Ok(rows) => {
            let by = |row: RequiringRow| RequiredBy { account: row.name, from: row.two_factor_from };
            rows.into_iter().map(by).collect()
        }
        Err(error) => return failed(call, error).await,
    };
    let state = match two_factor::look(&call.app, &call.ctx).await {
        Ok(two_factor::State::Off) => TwoFactorState::Off,
        // Whoever belongs to no account yet goes on with what they came for.
        Ok(_) if call.ctx.waiting.is_some() => return see_other("/invitations"),
        Ok(two_factor::State::On { since, last_used_at, codes_left, passkeys }) => {
            TwoFactorState::On { since, last_used_at, codes_left, passkeys }
        }
        Ok(two_factor::State::Passkeys { codes_left }) => TwoFactorState::Passkeys { codes_left },
        Err(error) => return failed(call, error).await,
    };
    own_page(call, status, TwoFactorPage::Overview { state, required, form, now: call.ctx.now }).await
}

/// `GET /account/two-factor/set-up`.
pub async fn set_up(call: Call) -> Response {
    set_up_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /account/two-factor/set-up`: turns it on.
pub async fn post_set_up(call: Call, body: Bytes) -> Response {
    match post::<ConfirmTwoFactor>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => set_up_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        // Pressed twice: it is on, and the overview leads to the codes.
        Posted::Failed(error) if error.kind == ErrorKind::Conflict && is_on(&call).await => {
            see_other(TWO_FACTOR)
        }
        Posted::Failed(error) => not_done(&call, error).await,
    }
}

async fn is_on(call: &Call) -> bool {
    matches!(two_factor::look(&call.app, &call.ctx).await, Ok(two_factor::State::On { .. }))
}

async fn set_up_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    match two_factor::begun(&call.app, &call.ctx).await {
        Ok(Some(set_up)) => {
            let page = TwoFactorPage::SetUp { key: set_up.key, address: set_up.address, form };
            own_page(call, status, page).await
        }
        Ok(None) => see_other(TWO_FACTOR),
        Err(error) => failed(call, error).await,
    }
}

/// `GET /account/two-factor/codes`: those just made, until they are kept; otherwise the form to make new ones.
pub async fn codes(call: Call) -> Response {
    if (call.ctx.principal.is_some() || call.ctx.waiting.is_some())
        && let Some(codes) = call.codes()
    {
        return own_page(&call, StatusCode::OK, TwoFactorPage::Codes(codes)).await;
    }
    form_page(&call, StatusCode::OK, TwoFactorPage::NewCodes(FormState::default())).await
}

/// `POST /account/two-factor/codes`.
pub async fn post_codes(call: Call, body: Bytes) -> Response {
    let posted = post::<NewRecoveryCodes>(&call, &[], &body).await;
    answered(&call, &body, posted, TwoFactorPage::NewCodes).await
}

/// `POST /account/two-factor/codes/kept`.
pub async fn post_kept(call: Call, body: Bytes) -> Response {
    match post::<RecoveryCodesKept>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(_) => see_other(TWO_FACTOR),
        Posted::Failed(error) => not_done(&call, error).await,
    }
}

/// `GET /account/two-factor/off`.
pub async fn off(call: Call) -> Response {
    form_page(&call, StatusCode::OK, TwoFactorPage::TurnOff(FormState::default())).await
}

/// `POST /account/two-factor/off`.
pub async fn post_off(call: Call, body: Bytes) -> Response {
    let posted = post::<TurnOffTwoFactor>(&call, &[], &body).await;
    answered(&call, &body, posted, TwoFactorPage::TurnOff).await
}

async fn answered(
    call: &Call,
    body: &Bytes,
    posted: Posted,
    page: fn(FormState) -> TwoFactorPage,
) -> Response {
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => form_page(call, StatusCode::UNPROCESSABLE_ENTITY, page(form)).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(body, &error);
            let mut response = form_page(call, StatusCode::TOO_MANY_REQUESTS, page(form)).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => not_done(call, error).await,
    }
}

/// A form that makes sense only while the second factor is on.
async fn form_page(call: &Call, status: StatusCode, page: TwoFactorPage) -> Response {
    // Who has come to answer an invitation makes and takes away nothing of what they have.
    if let Err(error) = call.ctx.signed_in() {
        return failed(call, error).await;
    }
    match (two_factor::look(&call.app, &call.ctx).await, page) {
        (Ok(two_factor::State::On { passkeys: true, .. }), TwoFactorPage::TurnOff(form)) => {
            own_page(call, status, TwoFactorPage::RemoveApp(form)).await
        }
        (Ok(two_factor::State::On { .. }), page) => own_page(call, status, page).await,
        (Ok(two_factor::State::Passkeys { .. }), TwoFactorPage::NewCodes(form)) => {
            own_page(call, status, TwoFactorPage::NewCodesByPasskey(form)).await
        }
        (Ok(two_factor::State::Off | two_factor::State::Passkeys { .. }), _) => see_other(TWO_FACTOR),
        (Err(error), _) => failed(call, error).await,
    }
}

async fn own_page(call: &Call, status: StatusCode, page: TwoFactorPage) -> Response {
    let who = match call.ctx.oneself(Action::ChangeOwnAccount) {
        Ok(who) => who,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let (email, alone) = (who.email, call.ctx.principal.is_none());
    let title = TwoFactorPage::title(language);
    let shows_secret = page.shows_secret();
    // Passwords have a button that shows them.
    let islands = !shows_secret;
    let view = move || view! { <TwoFactorView language page=page.clone() email=email.clone() alone/> };
    let page = Page { status, title, current: Some(Section::Account), islands, view };
    let mut response = html(call, page).await;
    if shows_secret {
        response.extensions_mut().insert(ShowsSecret);
    }
    response
}

/// What could not be done any more is said on the page of how it stands.
async fn not_done(call: &Call, error: ActionError) -> Response {
    match error.kind {
        ErrorKind::Conflict => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other(TWO_FACTOR)
        }
        ErrorKind::SignedOut => to_sign_in(call),
        _ => action_failed(call, &error).await,
    }
}
