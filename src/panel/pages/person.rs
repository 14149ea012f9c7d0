//! The page of one person: everything about one membership of the account.

use super::{
    person_lists::{SessionLine, SessionList, TokenLine, TokenList},
    row_action::RowAction,
    timeline::{Timeline, TimelineLine},
    users_row::TwoFactor,
    users_status::StatusCell,
    words::project_access_line,
};
use crate::{
    domain::{
        access::ProjectAccess,
        invitation::MailState,
        invite_terms::last_day,
        language::Language,
        member::{Standing, Status},
        role::AccountRole,
        time::Timestamp,
    },
    i18n::format,
    panel::{components::Moment, shell::PersonData},
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// The number of the membership, which the actions name.
    pub id: i64,
    /// The number of the person.
    pub person_id: i64,
    /// Name and address.
    pub who: PersonData,
    /// Whether it is the one who looks.
    pub is_you: bool,
    /// The account role.
    pub role: AccountRole,
    /// The language the account has for the person.
    pub language: Language,
    /// How far the membership has come.
    pub status: Status,
    /// Whether the one who looks may see the page of the mails.
    pub sees_mail: bool,
    /// The second factor.
    pub two_factor: TwoFactor,
    /// When the person was last here.
    pub last_seen: Option<Timestamp>,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// When the person joined.
    pub joined_at: Option<Timestamp>,
    /// When the person was removed.
    pub removed_at: Option<Timestamp>,
    /// Whether projects yet to be made are open as well.
    pub reaches_every_project: bool,
    /// What the person can do in each project, by name.
    pub access: Vec<(String, ProjectAccess)>,
    /// The invitation.
    pub invitation: Option<InvitationLines>,
    /// What happened to the invitations, oldest first.
    pub timeline: Vec<TimelineLine>,
    /// The tokens that work.
    pub tokens: Vec<TokenLine>,
    /// The browsers signed in to the account.
    pub sessions: Vec<SessionLine>,
    /// What can be done, and why what cannot be done cannot.
    pub actions: Vec<(RowAction, Option<String>)>,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// An invitation and its mail.
#[derive(Debug, Clone)]
pub struct InvitationLines {
    /// Who invited, by name or address.
    pub invited_by: String,
    /// When the newest link was made.
    pub issued_at: Timestamp,
    /// When the newest link ends.
    pub expires_at: Timestamp,
    /// What became of the mail.
    pub mail: MailState,
    /// What the mail server said last.
    pub mail_reason: String,
    /// When the mail is tried next.
    pub mail_next_at: Option<Timestamp>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When the person said no.
    pub declined_at: Option<Timestamp>,
    /// What the inviter said; may be empty.
    pub note: String,
    /// Whether nobody joins by it without a second factor.
    pub two_factor: bool,
}

impl PersonPage {
    /// The page's title.
    pub fn title(&self) -> String {
        self.who.name_or_email().to_owned()
    }
}

/// The page.
#[component]
pub fn PersonView(language: Language, page: PersonPage) -> impl IntoView {
    let you = page.is_you.then(|| view! { " " <span class="badge">{t!(language, "users-you")}</span> });
    let id = t!(language, "person-id", id = page.person_id.to_string());
    view! {
        <nav class="back" aria-label=t!(language, "person-back-label")>
            <a href="/users">{t!(language, "person-back")}</a>
        </nav>
        <div class="person-head">
            <h1>{page.title()}{you}</h1>
            <p class="muted"><span class="person-id">{id}</span></p>
        </div>
        <div class="person-page">
            {facts(language, &page)}
            {actions(language, &page)}
            {access(language, &page)}
            {page.invitation.clone().map(|lines| invitation(language, page.id, &page.status, lines, page.now))}
            {timeline(language, &page)}
            {tokens(language, &page)}
            {sessions(language, &page)}
            <section class="panel" aria-labelledby="activity">
                <h2 id="activity">{t!(language, "person-activity")}</h2>
                <p><a href=format!("/audit?subject=membership:{}", page.id)>{t!(language, "person-activity-link")}</a></p>
            </section>
        </div>
    }
}

fn facts(language: Language, page: &PersonPage) -> AnyView {
    let now = page.now;
    let seen = match page.last_seen {
        Some(at) => view! { <Moment language at text=format::relative(language, at, now)/> }.into_any(),
        None => view! { <span class="muted">{t!(language, "last-seen-never")}</span> }.into_any(),
    };
    let two_factor = page.two_factor.in_words(language);
    let day = |label: String, at: Option<Timestamp>| {
        at.map(|at| view! { <dt>{label}</dt> <dd><Moment language at text=format::date(language, at)/></dd> })
    };
    // Who never came was not removed.
    let removed_at = page.removed_at.filter(|_| page.status == Status::Removed);
    view! {
        <section class="panel" aria-labelledby="facts">
            <h2 id="facts">{t!(language, "person-facts")}</h2>
            <dl class="facts facts-plain">
                <dt>{t!(language, "field-email")}</dt>
                <dd class="anywhere">{page.who.email.clone()}</dd>
                <dt>{t!(language, "users-column-status")}</dt>
                <dd><StatusCell language status=page.status.clone() now sees_mail=page.sees_mail/></dd>
                <dt>{t!(language, "access-role")}</dt>
                <dd>{page.role.name()}</dd>
                <dt>{t!(language, "field-language")}</dt>
                <dd>{page.language.own_name()}</dd>
                <dt>{t!(language, "users-column-two-factor")}</dt>
                <dd>{two_factor}</dd>
                <dt>{t!(language, "users-column-last-seen")}</dt>
                <dd>{seen}</dd>
                {day(t!(language, "person-access-ends"), page.access_ends_at.map(last_day))}
                {day(t!(language, "person-joined"), page.joined_at)}
                {day(t!(language, "person-removed"), removed_at)}
            </dl>
        </section>
    }
    .into_any()
}

fn access(language: Language, page: &PersonPage) -> AnyView {
    let lines = page
        .access
        .iter()
        .map(|(project, access)| view! { <li>{project_access_line(language, project, access)}</li> })
        .collect_view();
    let every = page
        .reaches_every_project
        .then(|| view! { <p class="hint">{t!(language, "person-access-every")}</p> });
    let body = if page.access.is_empty() {
        view! { <p class="muted">{t!(language, "person-access-nothing")}</p> }.into_any()
    } else {
        view! {
            <p>{t!(language, "person-access-lead")}</p>
            <ul class="lines">{lines}</ul>
        }
        .into_any()
    };
    view! {
        <section class="panel" id="access" aria-labelledby="access-heading">
            <h2 id="access-heading">{t!(language, "users-column-access")}</h2>
            {body}
            {every}
        </section>
    }
    .into_any()
}

fn invitation(
    language: Language,
    id: i64,
    status: &Status,
    lines: InvitationLines,
    now: Timestamp,
) -> AnyView {
    let when = |at| format::relative(language, at, now);
    let open = lines.accepted_at.is_none() && lines.revoked_at.is_none();
    let held = matches!(status, Status::Held { .. });
    let mail = match lines.mail {
        MailState::Queued if !open => t!(language, "person-mail-never-sent"),
        MailState::Retrying if !open => t!(language, "person-mail-given-up"),
        MailState::Queued | MailState::Retrying if held => t!(language, "mail-no-retry-paused"),
        MailState::ByHand => t!(language, "person-mail-by-hand", by = lines.invited_by.as_str()),
        MailState::Queued => t!(language, "person-mail-queued"),
        MailState::Retrying => t!(language, "person-mail-retrying"),
        MailState::Refused => t!(language, "person-mail-refused"),
        MailState::Sent => t!(language, "person-mail-sent"),
    };
    let next = lines.mail_next_at.filter(|_| lines.mail == MailState::Retrying && open && !held).map(|at| {
        let text = t!(language, "status-retrying-next", when = when(at));
        view! { <span class="detail"><Moment language at text/></span> }
    });
    let reason = Some(lines.mail_reason)
        .filter(|reason| !reason.is_empty() && matches!(lines.mail, MailState::Retrying | MailState::Refused))
        .map(|reason| view! { <span class="detail anywhere">{reason}</span> });
    // What cannot be mailed can be handed over, with one press.
    let by_hand = (open && lines.mail == MailState::Refused).then(|| {
        view! {
            <form method="post" action=RowAction::CopyLink.address(id)>
                <button class="button button-primary">{t!(language, "invite-copy-instead")}</button>
            </form>
        }
    });
    let note = (!lines.note.is_empty()).then(|| {
        view! {
            <dt>{t!(language, "invite-note")}</dt>
            <dd class="anywhere note-lines">{lines.note}</dd>
        }
    });
    let two_factor = lines.two_factor.then(|| {
        view! {
            <dt>{t!(language, "door-term")}</dt>
            <dd>{t!(language, "door-term-required")}</dd>
        }
    });
    let (label, at) = match (lines.accepted_at, lines.declined_at, lines.revoked_at) {
        (Some(at), ..) => (t!(language, "person-accepted"), at),
        (None, Some(at), _) => (t!(language, "person-declined"), at),
        (None, None, Some(at)) if matches!(status, Status::Undone { .. }) => {
            (t!(language, "status-undone"), at)
        }
        (None, None, Some(at)) => (t!(language, "person-revoked"), at),
        (None, None, None) if lines.expires_at <= now => {
            (t!(language, "person-link-ended"), lines.expires_at)
        }
        (None, None, None) => (t!(language, "person-link-ends"), lines.expires_at),
    };
    view! {
        <section class="panel" aria-labelledby="invitation">
            <h2 id="invitation">{t!(language, "person-invitation")}</h2>
            <dl class="facts facts-plain">
                <dt>{t!(language, "person-invited-by")}</dt>
                <dd class="anywhere">{lines.invited_by}</dd>
                <dt>{t!(language, "person-link-made")}</dt>
                <dd><Moment language at=lines.issued_at text=when(lines.issued_at)/></dd>
                <dt>{t!(language, "person-mail")}</dt>
                <dd>{mail}{reason}{next}</dd>
                <dt>{label}</dt>
                <dd><Moment language at text=when(at)/></dd>
                {two_factor}
                {note}
            </dl>
            {by_hand}
        </section>
    }
    .into_any()
}

fn timeline(language: Language, page: &PersonPage) -> AnyView {
    if page.timeline.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="panel" aria-labelledby="timeline">
            <h2 id="timeline">{t!(language, "timeline-heading")}</h2>
            <Timeline language lines=page.timeline.clone()/>
        </section>
    }
    .into_any()
}

fn tokens(language: Language, page: &PersonPage) -> AnyView {
    let list = if page.tokens.is_empty() {
        view! { <p class="muted">{t!(language, "person-tokens-none")}</p> }.into_any()
    } else {
        view! { <TokenList language tokens=page.tokens.clone() now=page.now/> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="tokens">
            <h2 id="tokens">{t!(language, "person-tokens")}</h2>
            {list}
            <p>
                <a href=format!("/api-tokens?issuer={}&status=all", page.person_id)>
                    {t!(language, "person-tokens-all")}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn sessions(language: Language, page: &PersonPage) -> AnyView {
    let possible = page.actions.iter().any(|(action, why)| *action == RowAction::SignOut && why.is_none());
    let list = if page.sessions.is_empty() {
        view! { <p class="muted">{t!(language, "person-sessions-none")}</p> }.into_any()
    } else {
        let end = possible.then(|| {
            view! {
                <p>
                    <a class="button button-small" href=RowAction::SignOut.address(page.id)>
                        {RowAction::SignOut.label(language)}
                    </a>
                </p>
            }
        });
        view! { <SessionList language sessions=page.sessions.clone() now=page.now/> {end} }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="sessions">
            <h2 id="sessions">{t!(language, "person-sessions")}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn actions(language: Language, page: &PersonPage) -> AnyView {
    let id = page.id;
    let entries = page
        .actions
        .iter()
        .map(|(action, impossible)| view! { <li>{entry(language, id, *action, impossible.clone())}</li> })
        .collect_view();
    let again = (page.status.standing() == Standing::Removed).then(|| {
        let address = format!("/users/invite?again={id}");
        view! { <li><a class="action" href=address>{t!(language, "person-invite-again")}</a></li> }
    });
    view! {
        <section class="panel person-actions" aria-labelledby="actions">
            <h2 id="actions">{t!(language, "users-column-actions")}</h2>
            <ul>{again} {entries}</ul>
        </section>
    }
    .into_any()
}

/// A link to the page that asks, a button that posts where nothing needs asking, or an entry that says why not.
fn entry(language: Language, id: i64, action: RowAction, impossible: Option<String>) -> AnyView {
    let label = action.label(language);
    if let Some(reason) = impossible {
        let why = format!("why-{}", action.name());
        let id_of_why = why.clone();
        return view! {
            <button type="button" class="action" aria-disabled="true" aria-describedby=why>
                {label}
                <span class="action-why" id=id_of_why aria-hidden="true">{reason}</span>
            </button>
        }
        .into_any();
    }
    let address = action.address(id);
    if matches!(action, RowAction::Approve | RowAction::Resend | RowAction::CopyLink | RowAction::Restore) {
        return view! {
            <form method="post" action=address><button class="action">{label}</button></form>
        }
        .into_any();
    }
    view! { <a class="action" class:action-danger=action.is_danger() href=address>{label}</a> }.into_any()
}
