//! Inviting somebody: a page of its own, and the same form in a dialog on the Users page.

use super::{
    access_fields::AccessFields,
    invite_mail::{InviteMailPage, InviteMailView},
    invite_more::{More, UploadPeople},
    invite_preview::{InvitePreview, InvitePreviewView, send_label},
    invite_roles::languages,
};
use crate::{
    domain::{
        ids::ProjectId,
        language::Language,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    panel::{
        components::{ErrorSummary, Field, SelectField, TextArea, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the form shows. Posts `email`, `name`, `language`, `role`, `scope`, `client_role`, `projects[ID]`, `lifetime`,
/// `access_ends`, `two_factor`, `note` and `by_hand` to `/users/invite`; with a file, as `people`, to `/users/invite/people`.
#[derive(Debug, Clone)]
pub struct InvitePage {
    /// What was typed; empty for a fresh form.
    pub form: FormState,
    /// The account role of the one who invites.
    pub own_role: AccountRole,
    /// The projects of the account.
    pub projects: Vec<ProjectChoice>,
    /// Whether mails can be sent; otherwise a link is made to hand over.
    pub mail_ready: bool,
    /// What is to be said of mail beforehand.
    pub mail_hint: Option<MailHint>,
    /// What it would come to, when that was asked for.
    pub preview: Option<InvitePreview>,
    /// The mail as it would be sent, when that was asked for.
    pub mail: Option<InviteMailPage>,
    /// How long a link lives unless said otherwise.
    pub lifetime: Span,
    /// Since when the account requires a second factor of everybody, if it does by now.
    pub two_factor_since: Option<Timestamp>,
    /// How many more invitations there is room for, in words; none without limits.
    pub room: Option<String>,
    /// The lists of people that have not ended, the newest first.
    pub lists: Vec<OpenList>,
}

/// A list of people that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenList {
    /// Where its page is.
    pub address: String,
    /// What is to be done or going on there, in words.
    pub text: String,
    /// When it was made, in words.
    pub made: String,
}

/// What is to be said of mail before an invitation is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailHint {
    /// There is none: a link is made to hand over.
    None,
    /// Mails are sent, but none is known to have arrived.
    Unproven {
        /// Whether whoever invites can do something about it.
        has_way: bool,
    },
}

/// A project to choose a role in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectChoice {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
}

impl InvitePage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "invite-heading")
    }
}

/// The page.
#[component]
pub fn InviteView(language: Language, mut page: InvitePage) -> impl IntoView {
    let lists = open_lists(language, std::mem::take(&mut page.lists));
    view! {
        <div class="card card-wide">
            <h1>{InvitePage::title(language)}</h1>
            <InviteForm language page/>
            {lists}
        </div>
    }
}

fn open_lists(language: Language, lists: Vec<OpenList>) -> Option<AnyView> {
    if lists.is_empty() {
        return None;
    }
    let lines = lists
        .into_iter()
        .map(|list| view! { <li><a href=list.address>{list.text}</a> ", " {list.made}</li> })
        .collect_view();
    let view = view! {
        <section aria-labelledby="open-lists">
            <h2 id="open-lists">{t!(language, "lists-heading")}</h2>
            <ul>{lines}</ul>
            <p class="hint">{t!(language, "lists-hint")}</p>
        </section>
    };
    Some(view.into_any())
}

/// The form alone: what the server function `invite_form` answers with.
#[component]
pub fn InviteForm(language: Language, page: InvitePage) -> impl IntoView {
    let form = page.form;
    let send = send_label(language, page.preview.as_ref().and_then(|preview| preview.several));
    let submit = if page.mail_ready {
        // Which of the two is shown follows the choice to copy the link (`style/components/invite.css`).
        view! {
            <span class="when-mailed" id="invite-send">{send}</span>
            <span class="when-copied">{t!(language, "invite-create-link")}</span>
        }
        .into_any()
    } else {
        t!(language, "invite-create-link").into_any()
    };
    let spoken = Field::new("language", t!(language, "field-language"), &form)
        .or_value(&form, language.code())
        .hint(t!(language, "invite-language-hint"));
    let back = form.value("back");
    let kept = (!back.is_empty())
        .then(|| view! { <input type="hidden" name="back" value=back.to_owned()/> }.into_any());
    let cancel = if back.is_empty() { "/users".to_owned() } else { back.to_owned() };
    let fresh = form.errors.is_empty() && page.preview.is_none() && page.mail.is_none();
    // What was asked for stands where the page begins; in the dialog it comes beside the buttons.
    // Each part without its type: all of them together are deeper than the compiler follows.
    let asked = page.preview.map(|preview| view! { <InvitePreviewView language preview/> }.into_any());
    let later = asked.is_none().then(|| {
        view! { <div class="preview" id="invite-preview" role="status" tabindex="0"></div> }.into_any()
    });
    let asked = asked
        .map(|view| view! { <div class="preview" id="invite-preview" role="status">{view}</div> }.into_any());
    let mail = page.mail.map(|mail| view! { <InviteMailView language mail/> }.into_any());
    let upload = page.mail_ready.then(|| view! { <UploadPeople language form=form.clone()/> }.into_any());
    let room = page.room.map(|room| view! { <p class="hint">{room}</p> }.into_any());
    let access = view! {
        <AccessFields language form=form.clone() own_role=page.own_role choices=page.projects/>
    }
    .into_any();
    let (lifetime, two_factor_since) = (page.lifetime, page.two_factor_since);
    let more =
        view! { <More language form=form.clone() lifetime two_factor_since mail_ready=page.mail_ready/> }
            .into_any();
    let summary = view! { <ErrorSummary language form=form.clone()/> }.into_any();
    view! {
        <form class="invite" id="invite-form" method="post" action="/users/invite" novalidate>
            {summary}
            {kept}
            {page.mail_hint.map(|hint| mail_hint(language, hint))}
            {asked}
            <div id="invite-mail">{mail}</div>
            <div class="columns">
                <TextArea
                    field=Field::new("email", t!(language, "field-email"), &form).hint(t!(language, "invite-email-hint"))
                    rows=1
                    addresses=true
                    required=true
                    autofocus=fresh
                />
                <TextField field=Field::new("name", t!(language, "field-name"), &form).hint(t!(language, "invite-name-hint"))/>
                <SelectField field=spoken choices=languages()/>
            </div>
            {upload}
            {access}
            {more}
            {room}
            <div class="form-end">
                {later}
                <button class="button button-primary">{submit}</button>
                <button class="button plain-only" name="check" value="1">{t!(language, "people-preview-check")}</button>
                <button class="button when-mailed" name="preview" value="1" data-action="preview-mail">
                    {t!(language, "invite-preview-mail")}
                </button>
                <a class="button" href=cancel data-action="cancel">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn mail_hint(language: Language, hint: MailHint) -> AnyView {
    let (text, has_way) = match hint {
        MailHint::None => (t!(language, "invite-mail-none"), false),
        MailHint::Unproven { has_way } => (t!(language, "invite-mail-unproven"), has_way),
    };
    let way = has_way.then(|| {
        view! { " " <a href="/settings/installation">{t!(language, "invite-mail-unproven-way")}</a> }
    });
    view! { <div class="notice notice-warning"><p>{text}{way}</p></div> }.into_any()
}
