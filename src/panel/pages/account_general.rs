//! One's own account: name, phone, language, and the address.

use super::{
    account_nav::{AccountHead, AccountPart},
    invite_roles::languages,
};
use crate::{
    domain::{language::Language, phone::MAX_PHONE, time::Timestamp},
    i18n::format,
    panel::{
        components::{ErrorSummary, Field, Moment, PasswordField, SelectField, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `name`, `phone`, `language` to `/account`; `new_email`, `password` to
/// `/account/email/change`; nothing to `/account/email/cancel`.
#[derive(Debug, Clone)]
pub struct AccountPage {
    /// What was typed about the person.
    pub profile: FormState,
    /// What was typed about the address.
    pub address: FormState,
    /// The name.
    pub name: String,
    /// A telephone number; may be empty.
    pub phone: String,
    /// The language of pages and mails.
    pub language: Language,
    /// The address in force.
    pub email: String,
    /// The address that waits to be confirmed.
    pub pending: Option<PendingEmail>,
    /// Whether mails can be sent; without them no address can be confirmed.
    pub mail_ready: bool,
    /// The moment spans are counted from.
    pub now: Timestamp,
}

/// An address that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingEmail {
    /// The address.
    pub email: String,
    /// When its link ends.
    pub expires_at: Timestamp,
}

impl AccountPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "account-heading")
    }
}

/// The page.
#[component]
pub fn AccountView(language: Language, page: AccountPage) -> impl IntoView {
    view! {
        <div class="settings">
            <AccountHead language current=AccountPart::General/>
            {profile(language, &page)}
            {address(language, &page)}
        </div>
    }
}

fn profile(language: Language, page: &AccountPage) -> AnyView {
    let form = &page.profile;
    let name = Field::new("name", t!(language, "field-name"), form).or_value(form, &page.name);
    let phone = Field::new("phone", t!(language, "field-phone"), form).or_value(form, &page.phone).hint(t!(
        language,
        "account-phone-hint",
        max = MAX_PHONE
    ));
    let spoken = Field::new("language", t!(language, "field-language"), form)
        .or_value(form, page.language.code())
        .hint(t!(language, "account-language-hint"));
    view! {
        <section class="card card-wide" aria-labelledby="account-profile">
            <h2 id="account-profile">{t!(language, "account-profile")}</h2>
            <form method="post" action="/account" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField field=name autocomplete="name" required=true/>
                <TextField field=phone kind="tel" autocomplete="tel"/>
                <SelectField field=spoken choices=languages()/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "account-save")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn address(language: Language, page: &AccountPage) -> AnyView {
    let form = &page.address;
    let new = Field::new("new_email", t!(language, "field-new-email"), form);
    let password = Field::new("password", t!(language, "field-password"), form)
        .hint(t!(language, "account-email-password-hint"));
    let about = if page.mail_ready {
        view! { <p class="hint">{t!(language, "account-email-hint")}</p> }.into_any()
    } else {
        view! { <p class="notice notice-warning">{t!(language, "account-email-no-mail")}</p> }.into_any()
    };
    let off = !page.mail_ready;
    view! {
        <section class="card card-wide" aria-labelledby="account-email">
            <h2 id="account-email">{t!(language, "field-email")}</h2>
            <dl class="facts">
                <dt>{t!(language, "account-email-current")}</dt>
                <dd>{page.email.clone()}</dd>
            </dl>
            {page.pending.as_ref().map(|pending| waiting(language, pending, page.now))}
            {about}
            <form method="post" action="/account/email/change" novalidate>
                <ErrorSummary language form=form.clone()/>
                <fieldset class="fields" disabled=off>
                    <TextField field=new kind="email" autocomplete="email" required=true/>
                    <PasswordField language field=password autocomplete="current-password"/>
                    <div class="form-end">
                        <button class="button">{t!(language, "account-email-submit")}</button>
                    </div>
                </fieldset>
            </form>
        </section>
    }
    .into_any()
}

fn waiting(language: Language, pending: &PendingEmail, now: Timestamp) -> AnyView {
    let when = format::relative(language, pending.expires_at, now);
    view! {
        <div class="pending">
            <div>
                <p>{t!(language, "account-email-pending", email = pending.email.as_str())}</p>
                <p class="hint">
                    <Moment
                        language
                        at=pending.expires_at
                        text=t!(language, "account-email-pending-until", when = when)
                    />
                </p>
            </div>
            <form method="post" action="/account/email/cancel">
                <button class="button button-small">{t!(language, "account-email-cancel")}</button>
            </form>
        </div>
    }
    .into_any()
}
