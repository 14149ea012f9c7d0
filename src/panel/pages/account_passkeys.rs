//! One's own passkeys: which there are, one more, another name, one less.

use super::account_nav::{AccountHead, AccountPart};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{
            ErrorSummary, Field, Moment, OwnPassword, PasskeyForm, PasskeyUse, PasskeyWay, TextField,
        },
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// A passkey on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// The number.
    pub id: i64,
    /// What the person calls it.
    pub name: String,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// When somebody last got in with it.
    pub last_used_at: Option<Timestamp>,
    /// Whether it is kept elsewhere too.
    pub backed_up: bool,
}

/// What adding a passkey takes, besides its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddBy {
    /// Browsers take no passkeys at the public URL.
    Impossible,
    /// It is not for those who have one already and belong to no account yet.
    NotNow,
    /// The password: there is no second factor yet.
    Password,
    /// The second factor, which is asked for first.
    ProofFirst,
    /// Nothing more: the second factor was proven lately.
    Name,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub enum PasskeysPage {
    /// Which there are. Posts `name`, `credential` to `/account/passkeys`; nothing of both where a proof comes first.
    List {
        /// These, the oldest first.
        passkeys: Vec<PasskeyLine>,
        /// What is wrong with what was typed.
        form: FormState,
        /// What adding one takes.
        proof: AddBy,
        /// The module; none when built without a site.
        script: Option<&'static str>,
        /// The moment spans are counted from.
        now: Timestamp,
    },
    /// One gets another name. Posts `name` to `/account/passkeys/{id}/rename`.
    Rename {
        /// Which.
        passkey: PasskeyLine,
        /// What is wrong with what was typed.
        form: FormState,
    },
    /// One is about to be removed. Posts to `/account/passkeys/{id}/remove`.
    Remove {
        /// Which.
        passkey: PasskeyLine,
        /// What is wrong with what was typed.
        form: FormState,
    },
}

impl PasskeysPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "account-passkeys")
    }
}

/// The page.
#[component]
pub fn PasskeysView(
    language: Language,
    page: PasskeysPage,
    /// Whose they are; for password managers.
    email: String,
    /// Whether, of the pages of one's own account, only those open that set up a second factor.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let (heading, body) = match page {
        PasskeysPage::List { passkeys, form, proof, script, now } => {
            let body = view! {
                <p class="hint">{t!(language, "passkeys-about")}</p>
                {list(language, passkeys, alone, now)}
                {match proof {
                    AddBy::Impossible => {
                        view! { <p class="notice notice-warning">{t!(language, "passkeys-no-domain")}</p> }.into_any()
                    }
                    AddBy::NotNow => ().into_any(),
                    AddBy::ProofFirst => prove_first(language, form),
                    AddBy::Password => add(language, form, Some(email), script),
                    AddBy::Name => add(language, form, None, script),
                }}
            };
            (PasskeysPage::title(language), body.into_any())
        }
        PasskeysPage::Rename { passkey, form } => {
            let heading = t!(language, "passkeys-rename-of", passkey = passkey.name.as_str());
            (heading, rename(language, passkey, form))
        }
        PasskeysPage::Remove { passkey, form } => {
            let heading = t!(language, "passkeys-remove-of", passkey = passkey.name.as_str());
            (heading, remove(language, passkey.id, form))
        }
    };
    view! {
        <div class="settings">
            <AccountHead language current=AccountPart::Passkeys alone/>
            <section class="card card-wide" aria-labelledby="passkeys">
                <h2 id="passkeys">{heading}</h2>
                {body}
            </section>
        </div>
    }
}

fn list(language: Language, passkeys: Vec<PasskeyLine>, alone: bool, now: Timestamp) -> AnyView {
    if passkeys.is_empty() {
        return view! { <p>{t!(language, "passkeys-none")}</p> }.into_any();
    }
    let lines = passkeys.into_iter().map(|passkey| line(language, passkey, alone, now)).collect_view();
    view! { <ul class="passkeys" role="list" aria-label=t!(language, "account-passkeys")>{lines}</ul> }
        .into_any()
}

fn line(language: Language, passkey: PasskeyLine, alone: bool, now: Timestamp) -> AnyView {
    let moment = |at| {
        let text = format::relative(language, at, now);
        view! { <Moment language at text/> }
    };
    let used = match passkey.last_used_at {
        Some(at) => moment(at).into_any(),
        None => t!(language, "passkeys-never-used").into_any(),
    };
    let kept = if passkey.backed_up {
        t!(language, "passkeys-backed-up")
    } else {
        t!(language, "passkeys-on-device")
    };
    let name = passkey.name.as_str();
    let (rename, remove) = (
        t!(language, "passkeys-rename-of", passkey = name),
        t!(language, "passkeys-remove-of", passkey = name),
    );
    let address = |what: &str| format!("/account/passkeys/{}/{what}", passkey.id);
    let actions = (!alone).then(|| {
        view! {
            <div class="passkey-actions">
                <a class="button button-small" href=address("rename") aria-label=rename>{t!(language, "passkeys-rename")}</a>
                <a class="button button-small" href=address("remove") aria-label=remove>{t!(language, "passkeys-remove")}</a>
            </div>
        }
    });
    view! {
        <li>
            <div class="passkey">
                <strong>{passkey.name.clone()}</strong>
                <span class="hint">{kept}</span>
                <dl class="facts">
                    <dt>{t!(language, "passkeys-created")}</dt>
                    <dd>{moment(passkey.created_at)}</dd>
                    <dt>{t!(language, "two-factor-last-used")}</dt>
                    <dd>{used}</dd>
                </dl>
            </div>
            {actions}
        </li>
    }
    .into_any()
}

/// Leads to the question who is there, and back.
fn prove_first(language: Language, form: FormState) -> AnyView {
    view! {
        <form method="post" action="/account/passkeys" novalidate>
            <ErrorSummary language form/>
            <div class="form-end">
                <button class="button button-primary">{t!(language, "passkeys-add")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// `email`: whose password is asked for; none where none is.
fn add(language: Language, form: FormState, email: Option<String>, script: Option<&'static str>) -> AnyView {
    let name = Field::new("name", t!(language, "field-passkey-name"), &form)
        .hint(t!(language, "passkeys-name-hint"));
    let password = email.map(|email| view! { <OwnPassword language form=form.clone() email/> });
    let way = PasskeyWay {
        does: PasskeyUse::Create,
        control: "credential",
        options: "/_fn/account/passkeys/begin",
        script,
    };
    view! {
        <h3>{t!(language, "passkeys-add")}</h3>
        <ErrorSummary language form/>
        <PasskeyForm language way action="/account/passkeys">
            <TextField field=name maxlength=120 required=true/>
            {password}
            <p class="hint">{t!(language, "two-factor-effect")}</p>
            <div class="form-end">
                <button class="button button-primary">{t!(language, "passkeys-add")}</button>
            </div>
        </PasskeyForm>
    }
    .into_any()
}

fn rename(language: Language, passkey: PasskeyLine, form: FormState) -> AnyView {
    let field = Field::new("name", t!(language, "field-passkey-name"), &form).or_value(&form, &passkey.name);
    let fresh = form.errors.is_empty();
    view! {
        <form method="post" action=format!("/account/passkeys/{}/rename", passkey.id) novalidate>
            <ErrorSummary language form/>
            <TextField field maxlength=120 required=true autofocus=fresh/>
            <div class="form-end">
                <button class="button button-primary">{t!(language, "passkeys-save")}</button>
                <a class="button" href="/account/passkeys">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn remove(language: Language, id: i64, form: FormState) -> AnyView {
    view! {
        <p>{t!(language, "passkeys-remove-effect")}</p>
        <form method="post" action=format!("/account/passkeys/{id}/remove") novalidate>
            <ErrorSummary language form/>
            <div class="form-end">
                <button class="button button-danger-fill">{t!(language, "passkeys-remove-submit")}</button>
                <a class="button" href="/account/passkeys">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
