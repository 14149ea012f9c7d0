//! The question before an invitation is declined, by its link or as it is offered after signing in.

use crate::{domain::language::Language, panel::shell::PersonData, t};
use leptos::prelude::*;

/// What the page shows. Posts to `{path}/decline`.
#[derive(Debug, Clone)]
pub struct DeclinePage {
    /// The account's name.
    pub account: String,
    /// Who invites, and is told.
    pub inviter: PersonData,
    /// The address invited.
    pub email: String,
    /// The local address of the invitation: `/invitations/{handle}` or `/invitations/offers/{id}`.
    pub path: String,
    /// The local address to go back to.
    pub back: String,
}

impl DeclinePage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "decline-heading", account = self.account.as_str())
    }
}

/// The page.
#[component]
pub fn DeclineView(language: Language, page: DeclinePage) -> impl IntoView {
    let text = t!(
        language,
        "decline-text",
        email = page.email.as_str(),
        inviter = page.inviter.name_or_email(),
        account = page.account.as_str()
    );
    let action = format!("{}/decline", page.path);
    view! {
        <div class="card card-confirm">
            <form class="confirm" method="post" action=action>
                <h1>{page.title(language)}</h1>
                <p>{text}</p>
                <div class="form-end">
                    <a class="button" href=page.back.clone() autofocus=true>{t!(language, "cancel")}</a>
                    <button class="button button-primary">{t!(language, "decline-submit")}</button>
                </div>
            </form>
        </div>
    }
}
