//! One's own second factor: how it stands, setting it up, recovery codes, turning it off.

use super::account_nav::{AccountHead, AccountPart};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{
            AppKey, ErrorSummary, Field, Moment, OwnPassword, PasswordField, PasswordOwner, TextField,
        },
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// How it stands with the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoFactorState {
    /// A password is all that is asked for.
    Off,
    /// An app is asked for as well.
    On {
        /// Since when.
        since: Timestamp,
        /// When a code was last taken.
        last_used_at: Option<Timestamp>,
        /// How many recovery codes still open.
        codes_left: i64,
        /// Whether a passkey will do as well.
        passkeys: bool,
    },
    /// A passkey is asked for as well, and there is no app.
    Passkeys {
        /// How many recovery codes still open.
        codes_left: i64,
    },
}

/// An account that requires a second factor of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredBy {
    /// The account's name.
    pub account: String,
    /// From when on.
    pub from: Timestamp,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub enum TwoFactorPage {
    /// How it stands. While there is no app, posts `password` to `/account/two-factor`.
    Overview {
        /// How.
        state: TwoFactorState,
        /// By which accounts it is required.
        required: Vec<RequiredBy>,
        /// What is wrong with what was typed.
        form: FormState,
        /// The moment spans are counted from.
        now: Timestamp,
    },
    /// An app is set up. Posts `code` to `/account/two-factor/set-up`.
    SetUp {
        /// The key as it is typed.
        key: String,
        /// The address as it is scanned.
        address: String,
        /// What is wrong with what was typed.
        form: FormState,
    },
    /// The recovery codes, this once. Posts to `/account/two-factor/codes/kept`.
    Codes(Vec<String>),
    /// New recovery codes are asked for. Posts `password`, `code` to `/account/two-factor/codes`.
    NewCodes(FormState),
    /// The same of somebody who has passkeys and no app. Posts to `/account/two-factor/codes`.
    NewCodesByPasskey(FormState),
    /// It is about to be turned off. Posts `password`, `code` to `/account/two-factor/off`.
    TurnOff(FormState),
    /// The same of somebody who has passkeys as well: the app alone goes.
    RemoveApp(FormState),
}

impl TwoFactorPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "two-factor-heading")
    }

    /// Whether it shows something that nobody else may know.
    pub const fn shows_secret(&self) -> bool {
        matches!(self, Self::SetUp { .. } | Self::Codes(_))
    }
}

/// The page.
#[component]
pub fn TwoFactorView(
    language: Language,
    page: TwoFactorPage,
    /// Whose second factor it is; for password managers.
    email: String,
    /// Whether, of the pages of one's own account, only those open that set up a second factor.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let required = match &page {
        TwoFactorPage::Overview { state, required, now, .. } => {
            required_words(language, *state, required, *now)
        }
        _ => None,
    };
    let (heading, body) = match page {
        TwoFactorPage::Overview { state: TwoFactorState::Off, form, .. } => {
            let lead = view! { <p>{t!(language, "two-factor-is-off")}</p> };
            let about = view! { <p class="hint">{t!(language, "two-factor-about")}</p> };
            let lead = view! { {lead} {about} }.into_any();
            let begin = t!(language, "two-factor-begin");
            (TwoFactorPage::title(language), begin_form(language, lead, begin, form, Some(email)))
        }
        TwoFactorPage::Overview { state: TwoFactorState::Passkeys { codes_left }, form, .. } => {
            let lead = by_passkeys(language, codes_left);
            let begin = t!(language, "two-factor-add-app");
            (TwoFactorPage::title(language), begin_form(language, lead, begin, form, None))
        }
        TwoFactorPage::Overview {
            state: TwoFactorState::On { since, last_used_at, codes_left, passkeys },
            required,
            now,
            ..
        } => {
            let may_go = if passkeys {
                MayGo::App
            } else if required.iter().any(|each| each.from <= now) {
                MayGo::Nothing
            } else {
                MayGo::All
            };
            (TwoFactorPage::title(language), on(language, (since, last_used_at, codes_left), may_go, now))
        }
        TwoFactorPage::SetUp { key, address, form } => {
            (t!(language, "two-factor-set-up"), set_up(language, key, address, form))
        }
        TwoFactorPage::Codes(codes) => (t!(language, "two-factor-codes"), codes_list(language, codes)),
        TwoFactorPage::NewCodes(form) => {
            (t!(language, "two-factor-new-codes"), new_codes(language, form, Some(email)))
        }
        TwoFactorPage::NewCodesByPasskey(form) => {
            (t!(language, "two-factor-new-codes"), new_codes(language, form, None))
        }
        TwoFactorPage::TurnOff(form) => {
            let words =
                [t!(language, "two-factor-turn-off-effect"), t!(language, "two-factor-turn-off-submit")];
            (t!(language, "two-factor-turn-off"), turn_off(language, words, form, email))
        }
        TwoFactorPage::RemoveApp(form) => {
            let words =
                [t!(language, "two-factor-remove-app-effect"), t!(language, "two-factor-remove-app-submit")];
            (t!(language, "two-factor-remove-app"), turn_off(language, words, form, email))
        }
    };
    view! {
        <div class="settings">
            <AccountHead language current=AccountPart::TwoFactor alone/>
            {required}
            <section class="card card-wide" aria-labelledby="two-factor">
                <h2 id="two-factor">{heading}</h2>
                {body}
            </section>
        </div>
    }
}

/// That accounts require it, where that says something.
fn required_words(
    language: Language,
    state: TwoFactorState,
    required: &[RequiredBy],
    now: Timestamp,
) -> Option<AnyView> {
    if state == TwoFactorState::Off && required.len() > 1 {
        return Some(several(language, required, now));
    }
    let required = required.iter().find(|each| each.from <= now).or(required.first())?;
    let (account, is_due) = (required.account.as_str(), required.from <= now);
    let day = format::date(language, required.from);
    match state {
        TwoFactorState::Off => {
            let words = if is_due {
                t!(language, "required-since", account = account, day = day)
            } else {
                t!(language, "required-from", account = account, day = day)
            };
            Some(view! { <p class="notice notice-warning">{words}</p> }.into_any())
        }
        TwoFactorState::On { .. } | TwoFactorState::Passkeys { .. } if is_due => {
            let words = t!(language, "required-stays", account = account);
            Some(view! { <p class="hint">{words}</p> }.into_any())
        }
        TwoFactorState::On { .. } | TwoFactorState::Passkeys { .. } => None,
    }
}

/// Each account that requires it, and from which day on.
fn several(language: Language, required: &[RequiredBy], now: Timestamp) -> AnyView {
    let lines = required.iter().map(|each| {
        let (account, day) = (each.account.as_str(), format::date(language, each.from));
        let words = if each.from <= now {
            t!(language, "required-line-since", account = account, day = day)
        } else {
            t!(language, "required-line-from", account = account, day = day)
        };
        view! { <li>{words}</li> }
    });
    view! {
        <p class="notice notice-warning" id="required-by">{t!(language, "required-several")}</p>
        <ul class="lines" role="list" aria-labelledby="required-by">{lines.collect_view()}</ul>
    }
    .into_any()
}

/// Of who has passkeys and no app.
fn by_passkeys(language: Language, codes_left: i64) -> AnyView {
    view! {
        <p>{t!(language, "two-factor-by-passkeys")}</p>
        <dl class="facts">
            <dt>{t!(language, "two-factor-codes")}</dt>
            <dd>{t!(language, "two-factor-codes-left", count = codes_left)}</dd>
        </dl>
        <div class="form-end">
            <a class="button" href="/account/two-factor/codes">{t!(language, "two-factor-new-codes")}</a>
            <a class="button" href="/account/passkeys">{t!(language, "account-passkeys")}</a>
        </div>
    }
    .into_any()
}

fn few_codes(language: Language, codes_left: i64) -> impl IntoView {
    (codes_left < 3).then(|| {
        view! { <p class="notice notice-warning">{t!(language, "two-factor-few-codes", count = codes_left)}</p> }
    })
}

/// The form that begins to set an app up, behind what there is to say. `email`: whose password is asked for; none where a
/// second factor is, on a page of its own.
fn begin_form(
    language: Language,
    lead: AnyView,
    begin: String,
    form: FormState,
    email: Option<String>,
) -> AnyView {
    let password = email.map(|email| view! { <OwnPassword language form=form.clone() email/> });
    view! {
        {lead}
        <form method="post" action="/account/two-factor" novalidate>
            <ErrorSummary language form/>
            {password}
            <div class="form-end">
                <button class="button button-primary">{begin}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What somebody who has an app may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MayGo {
    /// The app, and with it the second factor.
    All,
    /// The app: there are passkeys.
    App,
    /// Neither.
    Nothing,
}

fn on(
    language: Language,
    (since, last_used_at, codes_left): (Timestamp, Option<Timestamp>, i64),
    may_go: MayGo,
    now: Timestamp,
) -> AnyView {
    let moment = |at| {
        let text = format::relative(language, at, now);
        view! { <Moment language at text/> }
    };
    let used = last_used_at.map(|at| {
        view! { <dt>{t!(language, "two-factor-last-used")}</dt> <dd>{moment(at)}</dd> }
    });
    let turn_off = match may_go {
        MayGo::All => Some(t!(language, "two-factor-turn-off")),
        MayGo::App => Some(t!(language, "two-factor-remove-app")),
        MayGo::Nothing => None,
    };
    let turn_off =
        turn_off.map(|words| view! { <a class="button" href="/account/two-factor/off">{words}</a> });
    let is_on = match may_go {
        MayGo::App => t!(language, "two-factor-is-on-both"),
        MayGo::All | MayGo::Nothing => t!(language, "two-factor-is-on"),
    };
    view! {
        <p>{is_on}</p>
        <dl class="facts">
            <dt>{t!(language, "two-factor-since")}</dt>
            <dd>{moment(since)}</dd>
            {used}
            <dt>{t!(language, "two-factor-codes")}</dt>
            <dd>{t!(language, "two-factor-codes-left", count = codes_left)}</dd>
        </dl>
        {few_codes(language, codes_left)}
        <div class="form-end">
            <a class="button" href="/account/two-factor/codes">{t!(language, "two-factor-new-codes")}</a>
            {turn_off}
        </div>
    }
    .into_any()
}

fn set_up(language: Language, key: String, address: String, form: FormState) -> AnyView {
    let code =
        Field::new("code", t!(language, "field-code"), &form).hint(t!(language, "two-factor-code-hint"));
    let fresh = form.errors.is_empty();
    view! {
        <AppKey language key address/>
        <form method="post" action="/account/two-factor/set-up" novalidate>
            <ErrorSummary language form/>
            <TextField field=code autocomplete="one-time-code" inputmode="numeric" required=true autofocus=fresh/>
            <p class="hint">{t!(language, "two-factor-effect")}</p>
            <div class="form-end">
                <button class="button button-primary">{t!(language, "two-factor-confirm")}</button>
                <a class="button" href="/account/two-factor">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn codes_list(language: Language, codes: Vec<String>) -> AnyView {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <p class="notice notice-warning">{t!(language, "two-factor-codes-once")}</p>
        <p>{t!(language, "two-factor-codes-about")}</p>
        <ul class="recovery-codes" role="list" aria-label=t!(language, "two-factor-codes")>{codes}</ul>
        <form method="post" action="/account/two-factor/codes/kept">
            <div class="form-end">
                <button class="button button-primary">{t!(language, "two-factor-codes-kept")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// `email`: whose password and code are asked for; none where a second factor is, on a page of its own.
fn new_codes(language: Language, form: FormState, email: Option<String>) -> AnyView {
    let proof = email.map(|email| {
        let code = Field::new("code", t!(language, "field-code"), &form);
        view! {
            <PasswordOwner email/>
            <PasswordField language field=password(language, &form) autocomplete="current-password"/>
            <TextField field=code autocomplete="one-time-code" inputmode="numeric" required=true/>
        }
    });
    view! {
        <p class="hint">{t!(language, "two-factor-new-codes-effect")}</p>
        <form method="post" action="/account/two-factor/codes" novalidate>
            <ErrorSummary language form=form/>
            {proof}
            <div class="form-end">
                <button class="button button-primary">{t!(language, "two-factor-new-codes-submit")}</button>
                <a class="button" href="/account/two-factor">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn turn_off(language: Language, [effect, submit]: [String; 2], form: FormState, email: String) -> AnyView {
    let code =
        Field::new("code", t!(language, "field-code"), &form).hint(t!(language, "two-factor-either-hint"));
    view! {
        <p class="hint">{effect}</p>
        <form method="post" action="/account/two-factor/off" novalidate>
            <ErrorSummary language form=form.clone()/>
            <PasswordOwner email/>
            <PasswordField language field=password(language, &form) autocomplete="current-password"/>
            <TextField field=code autocomplete="one-time-code" required=true/>
            <div class="form-end">
                <button class="button button-danger-fill">{submit}</button>
                <a class="button" href="/account/two-factor">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn password(language: Language, form: &FormState) -> Field {
    Field::new("password", t!(language, "field-password"), form)
}
