//! Turning a page into a response.

use crate::{
    domain::policy::{Action, Relation, Verdict},
    http::{assets, compression::ShowsSecret},
    panel::{
        call::Call,
        components::ScriptPaths,
        shell::{AccountsLink, PersonData, Section, Shell, ShellData},
    },
    service::Principal,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
    response::Response,
};
use leptos::{nonce::Nonce, prelude::*};

/// A page about to be rendered.
pub struct Page<V> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The page's own title.
    pub title: String,
    /// Where it stands in the navigation.
    pub current: Option<Section>,
    /// Whether it holds islands; without any, no script is sent.
    pub islands: bool,
    /// The page itself. Leptos wants to be able to ask twice.
    pub view: V,
}

/// Renders a page for whoever asks.
pub async fn html<V, IV>(call: &Call, page: Page<V>) -> Response
where
    V: Fn() -> IV + Clone + Send + Sync + 'static,
    IV: IntoView + 'static,
{
    html_again(call, page, None).await
}

/// Renders a page that, without scripts, the browser asks for again after so many seconds.
pub async fn html_again<V, IV>(call: &Call, page: Page<V>, again: Option<u32>) -> Response
where
    V: Fn() -> IV + Clone + Send + Sync + 'static,
    IV: IntoView + 'static,
{
    // An error page must not swallow what was to be said, least of all a link that is shown once.
    let notice = if page.status == StatusCode::OK { call.take_flash() } else { None };
    // The region that shows a link to hand over holds an island of its own.
    let shows_link = notice.as_ref().is_some_and(|notice| notice.link.is_some());
    let islands = page.islands || shows_link;
    let principal = call.ctx.principal.as_ref();
    let owing = call.ctx.owing.as_ref();
    let account_name = principal.map(|principal| &principal.account_name);
    let data = ShellData {
        language: call.ctx.language,
        title: page.title,
        account_name: account_name.or(owing.map(|owing| &owing.account_name)).cloned(),
        accounts: match principal {
            _ if call.has_other_accounts => AccountsLink::Switch,
            Some(principal) if principal.may(Action::CreateAccount) => AccountsLink::Accounts,
            _ => AccountsLink::None,
        },
        person: call
            .proven()
            .or(owing.map(|owing| owing.who.clone()))
            .map(|who| PersonData { name: who.name, email: who.email }),
        sections: principal.map(sections).unwrap_or_default(),
        current: page.current,
        theme: call.theme,
        notice,
        scripts: islands.then(scripts).flatten(),
        css: assets::CSS,
        again,
        path: call.path.clone(),
    };
    let nonce = call.nonce.clone();
    let view = page.view;
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(Nonce::from_value(nonce.clone())),
        move || {
            let view = view.clone();
            view! { <Shell data=data.clone()>{view().into_any()}</Shell> }
        },
    );
    let mut response = render(Request::new(Body::empty())).await;
    *response.status_mut() = page.status;
    if shows_link {
        response.extensions_mut().insert(ShowsSecret);
    }
    response
}

/// Renders a part of a page, for an island to put in place.
pub fn fragment<IV: IntoView>(view: impl FnOnce() -> IV) -> String {
    Owner::new().with(|| view().to_html())
}

/// What a person may open.
fn sections(principal: &Principal) -> Vec<Section> {
    // Everybody has their own.
    let tokens = principal.verdict(Action::SeeTokens, Relation::Oneself) == Verdict::Allowed;
    let mail = if principal.may(Action::SeeMail) { Action::SeeMail } else { Action::SeeInstallationMail };
    [
        (Section::Users, principal.may(Action::SeePeople)),
        (Section::Projects, principal.may(Action::SeeProjects)),
        (Section::Tokens, tokens),
        (Section::Mail, principal.may(mail)),
        (Section::Audit, principal.may(Action::SeeAudit)),
        (Section::Settings, principal.may(Action::ManageSettings)),
        // One way to the settings is enough: from the account's there is a way to the installation's.
        (
            Section::Installation,
            principal.may(Action::CheckInstallation) && !principal.may(Action::ManageSettings),
        ),
    ]
    .into_iter()
    .filter(|(_, is_open)| *is_open)
    .map(|(section, _)| section)
    .collect()
}

fn scripts() -> Option<ScriptPaths> {
    Some(ScriptPaths {
        loader: assets::LOADER?.to_owned(),
        js: assets::JS?.to_owned(),
        wasm: assets::WASM?.to_owned(),
    })
}
