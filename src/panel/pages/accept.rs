//! The link in the mail: who invites, to what, and the way in.

use super::words::{AccessInWords, AccessList, ArchivedProjects, FactorTerm};
use crate::{
    domain::{invite_terms::last_day, language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{ErrorSummary, Field, Moment, PasswordField, TextField},
        forms::FormState,
        islands::ids,
        shell::PersonData,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct AcceptPage {
    /// The account's name.
    pub account: String,
    /// Who invites; `None` when they are gone.
    pub inviter: Option<PersonData>,
    /// What the person will be able to do.
    pub access: AccessInWords,
    /// The projects among those offered that have been put away.
    pub archived: Vec<String>,
    /// What the inviter says; may be empty.
    pub note: String,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// The moment the span is counted from.
    pub now: Timestamp,
    /// The address invited.
    pub email: String,
    /// Whether nobody joins by it without a second factor.
    pub needs_factor: bool,
    /// What the cookie of the link is found by; no secret. It is also the last part of the page's address.
    pub handle: String,
    /// Who looks at it.
    pub as_whom: AcceptAs,
}

/// Who looks at the page.
#[derive(Debug, Clone)]
pub enum AcceptAs {
    /// Somebody new, who chooses a password. Posts `handle`, `name`, `password` to `/invitations/{handle}`.
    NewPerson {
        /// What was typed.
        form: FormState,
        /// The fewest characters of a password.
        password_min: u32,
    },
    /// Somebody with a password, signed out. Links to `/sign-in?next=…`.
    SignedOut,
    /// The one invited. Posts `handle` to `/invitations/{handle}`.
    Invited {
        /// What went wrong with the last try.
        form: FormState,
        /// Whether a second factor is needed that they have not: then a link leads to where it is set up.
        lacks_factor: bool,
    },
    /// The one invited, in an account that requires a second factor of them first. Links to `/account/two-factor`.
    Owing {
        /// The account that requires it.
        account: String,
        /// Since when.
        since: Timestamp,
    },
    /// Somebody else. Posts `next` to `/sign-out`.
    SomebodyElse {
        /// The address they are signed in with.
        email: String,
    },
}

impl AcceptPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        let account = self.account.as_str();
        match self.as_whom {
            AcceptAs::NewPerson { .. } | AcceptAs::Invited { .. } | AcceptAs::Owing { .. } => {
                t!(language, "accept-heading", account = account)
            }
            AcceptAs::SignedOut => t!(language, "accept-heading-sign-in", account = account),
            AcceptAs::SomebodyElse { .. } => t!(language, "accept-heading-somebody-else"),
        }
    }

    /// The page's own address.
    fn path(&self) -> String {
        format!("/invitations/{}", self.handle)
    }
}

/// The page.
#[component]
pub fn AcceptView(language: Language, page: AcceptPage) -> impl IntoView {
    let way_in = match &page.as_whom {
        AcceptAs::NewPerson { form, password_min } => new_person(language, &page, form, *password_min),
        AcceptAs::SignedOut => signed_out(language, &page),
        AcceptAs::Invited { form, lacks_factor: false } => invited(language, &page, form),
        AcceptAs::Owing { account, since } => owing(language, &page, account, *since),
        AcceptAs::Invited { form, lacks_factor: true } => factor_first(language, &page, form),
        AcceptAs::SomebodyElse { email } => somebody_else(language, &page, email),
    };
    let until = t!(language, "accept-until", when = format::relative(language, page.expires_at, page.now));
    let invites = match &page.inviter {
        Some(person) if person.name.is_empty() => {
            t!(language, "accept-by-address", email = person.email.as_str(), account = page.account.as_str())
        }
        Some(person) => t!(
            language,
            "accept-by",
            name = person.name.as_str(),
            email = person.email.as_str(),
            account = page.account.as_str()
        ),
        None => t!(language, "accept-by-nobody", account = page.account.as_str()),
    };
    let note = (!page.note.is_empty()).then(|| {
        view! {
            <figure class="note">
                <figcaption class="hint">{t!(language, "invite-note-from")}</figcaption>
                <blockquote class="note-lines">{page.note.clone()}</blockquote>
            </figure>
        }
    });
    let last = page.access_ends_at.map(last_day).map(|day| {
        view! {
            <dt>{t!(language, "person-access-ends")}</dt>
            <dd><Moment language at=day text=format::date(language, day)/></dd>
        }
    });
    view! {
        <div class="card">
            <h1>{page.title(language)}</h1>
            <p class="lead">{invites}</p>
            {note}
            <dl class="facts">
                <AccessList language access=page.access.clone()/>
                <ArchivedProjects language names=page.archived.clone()/>
                {last}
                {page.needs_factor.then(|| view! { <FactorTerm language/> })}
                <dt>{t!(language, "accept-valid")}</dt>
                <dd><Moment language at=page.expires_at text=until/></dd>
            </dl>
            {way_in}
        </div>
    }
}

fn new_person(language: Language, page: &AcceptPage, form: &FormState, min: u32) -> AnyView {
    let password = Field::new("password", t!(language, "field-password"), form).hint(t!(
        language,
        "password-hint",
        min = min
    ));
    let name = Field::new("name", t!(language, "field-name"), form);
    let (about, submit) = if page.needs_factor {
        let about = view! { <p class="hint">{t!(language, "door-accept")}</p> };
        (Some(about), t!(language, "door-continue"))
    } else {
        (None, t!(language, "accept-submit"))
    };
    view! {
        <form method="post" action=page.path() novalidate>
            <ErrorSummary language form=form.clone()/>
            <input type="hidden" name="handle" value=page.handle.clone()/>
            <div class="field">
                <label for=ids::field_id("email")>{t!(language, "field-email")}</label>
                <input type="email" id=ids::field_id("email") value=page.email.clone() autocomplete="username" readonly/>
            </div>
            <TextField field=name autocomplete="name" required=true/>
            <PasswordField language field=password autocomplete="new-password" min=min/>
            {about}
            <button class="button button-primary button-wide">{submit}</button>
        </form>
        <p class="after"><a href=format!("{}/decline", page.path())>{t!(language, "accept-not-me")}</a></p>
    }
    .into_any()
}

fn signed_out(language: Language, page: &AcceptPage) -> AnyView {
    // The handle is made of letters and digits, so nothing needs escaping but the slashes, which may stay.
    let href = format!("/sign-in?next={}", page.path());
    view! {
        <p>{t!(language, "accept-has-account", email = page.email.as_str())}</p>
        <p><a class="button button-primary button-wide" href=href>{t!(language, "accept-sign-in")}</a></p>
    }
    .into_any()
}

fn invited(language: Language, page: &AcceptPage, form: &FormState) -> AnyView {
    view! {
        <form method="post" action=page.path()>
            <ErrorSummary language form=form.clone()/>
            <p>{t!(language, "accept-signed-in", email = page.email.as_str())}</p>
            <input type="hidden" name="handle" value=page.handle.clone()/>
            <button class="button button-primary button-wide">{t!(language, "accept-accept")}</button>
        </form>
        // Leads to the question.
        <form action=format!("{}/decline", page.path())>
            <button class="button button-wide">{t!(language, "accept-decline")}</button>
        </form>
    }
    .into_any()
}

fn owing(language: Language, page: &AcceptPage, account: &str, since: Timestamp) -> AnyView {
    let day = format::date(language, since);
    view! {
        <p>{t!(language, "accept-owing", email = page.email.as_str(), account = account, day = day)}</p>
        <p>
            <a class="button button-primary button-wide" href=set_up_address(&page.path())>
                {t!(language, "two-factor-begin")}
            </a>
        </p>
    }
    .into_any()
}

fn factor_first(language: Language, page: &AcceptPage, form: &FormState) -> AnyView {
    let account = page.account.as_str();
    view! {
        <ErrorSummary language form=form.clone()/>
        <p>{t!(language, "accept-signed-in", email = page.email.as_str())}</p>
        <p class="notice notice-warning"><span>{t!(language, "door-factor-first", account = account)}</span></p>
        <p><a class="button button-primary button-wide" href=set_up_address(&page.path())>{t!(language, "door-set-up")}</a></p>
        <form action=format!("{}/decline", page.path())>
            <button class="button button-wide">{t!(language, "accept-decline")}</button>
        </form>
    }
    .into_any()
}

/// Where a second factor is set up, to come back to a page: its path is made of letters, digits and slashes, so that nothing
/// needs escaping.
pub(super) fn set_up_address(back: &str) -> String {
    format!("/account/two-factor?next={back}")
}

fn somebody_else(language: Language, page: &AcceptPage, email: &str) -> AnyView {
    view! {
        <form method="post" action="/sign-out">
            <p>{t!(language, "accept-somebody-else", own = email, invited = page.email.as_str())}</p>
            <input type="hidden" name="next" value=page.path()/>
            <button class="button button-primary button-wide">
                {t!(language, "accept-switch", email = page.email.as_str())}
            </button>
        </form>
    }
    .into_any()
}
