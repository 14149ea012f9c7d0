//! Every page in every state with made-up values: what the tests look at, and, with `PAGE_SAMPLES=<folder>`, what people do.

use super::*;
use crate::{
    domain::{
        ids::ProjectId,
        language::Language,
        member::Status,
        role::{AccountRole, ProjectRole},
        time::{Span, Timestamp},
    },
    panel::{
        components::ScriptPaths,
        forms::FormState,
        outcome::{FieldMessage, Notice, Tone},
        shell::{AccountsLink, PersonData, Section, Shell, ShellData, Theme},
    },
};
use leptos::prelude::*;

/// A value that breaks out of everything that does not escape.
pub const HOSTILE: &str = "\"><script>alert(1)</script>&amp;'";

/// The moment of all samples.
pub const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

/// The language of all samples.
pub const LANGUAGE: Language = Language::En;

/// A whole document around a page.
pub fn document(
    title: String,
    person: bool,
    notice: Option<Notice>,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let data = ShellData {
            language: LANGUAGE,
            title,
            account_name: person.then(|| "Harbour Works".to_owned()),
            accounts: AccountsLink::Switch,
            person: person.then(|| person_data("Ada Lindqvist")),
            sections: if person { vec![Section::Users, Section::Projects] } else { Vec::new() },
            current: person.then_some(Section::Users),
            theme: Theme::System,
            notice,
            scripts: Some(ScriptPaths { loader: "/l.js".into(), js: "/i.js".into(), wasm: "/i.wasm".into() }),
            css: Some("main.css"),
            path: "/users?search=a&size=10".into(),
        };
        view! { <Shell data>{body()}</Shell> }.to_html()
    })
}

fn person_data(name: &str) -> PersonData {
    PersonData { name: name.to_owned(), email: "ada@harbour.example".to_owned() }
}

/// A form with these fields refused.
pub fn refused(fields: &[&str], values: &[(&str, &str)]) -> FormState {
    let errors = fields.iter().map(|field| FieldMessage {
        field: (*field).to_owned(),
        message: format!("Enter something better here ({field})."),
    });
    FormState {
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        errors: errors.collect(),
    }
}

/// A row of an active person, to be changed.
pub fn row(id: i64, name: &str, email: &str) -> UserRow {
    UserRow {
        id,
        person_id: id + 100,
        name: name.to_owned(),
        email: email.to_owned(),
        is_you: id == 1,
        role: AccountRole::Administrators,
        access: Access::AllProjects,
        language: Language::En,
        status: Status::Active,
        two_factor: TwoFactor::Off,
        last_seen: Some(NOW - Span::minutes(3)),
        resend: Some("Has accepted already.".to_owned()),
        copy_link: Some("Has accepted already.".to_owned()),
    }
}

fn rows() -> Vec<UserRow> {
    let pending = |id, name, email, status| UserRow {
        role: AccountRole::Users,
        access: Access::Projects(3),
        language: Language::De,
        status,
        two_factor: TwoFactor::NotYet,
        last_seen: None,
        resend: None,
        copy_link: None,
        ..row(id, name, email)
    };
    let reason =
        "550 5.1.1 <bo@elsewhere.example>: Recipient address rejected: User unknown in virtual mailbox table";
    vec![
        row(1, "Ada Lindqvist", "ada@harbour.example"),
        UserRow {
            resend: Some("Again in 40 s.".to_owned()),
            ..pending(
                2,
                "Mara Voss",
                "mara@example.org",
                Status::Invited { expires_at: NOW + Span::hours(18) },
            )
        },
        pending(3, "", "tomas.novak@example.org", Status::Queued),
        pending(
            4,
            "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft",
            "a.very.long.address.indeed@sub.sub.sub.sub.sub.sub.example.org",
            Status::Retrying {
                reason: "451 4.7.1 Greylisting in action, please come back later".into(),
                next_at: Some(NOW + Span::minutes(2)),
            },
        ),
        pending(5, "Bo Andersen", "bo@elsewhere.example", Status::NotDelivered { reason: reason.into() }),
        pending(6, "Čeněk Dvořák", "cenek@example.org", Status::Expired { since: NOW - Span::hours(50) }),
        UserRow {
            access: Access::AccountOnly,
            role: AccountRole::PurgeApiWeb,
            ..row(7, "张伟", "zhang.wei@example.org")
        },
        UserRow {
            status: Status::Removed,
            ..pending(8, "Rahim Əliyev", "rahim@example.org", Status::Removed)
        },
    ]
}

fn list(rows: Vec<UserRow>, search: &str) -> UsersList {
    UsersList {
        search: search.to_owned(),
        size: 50,
        total: i64::try_from(rows.len()).unwrap(),
        rows,
        now: NOW,
        previous: None,
        next: None,
    }
}

fn access() -> AccessInWords {
    AccessInWords {
        role: AccountRole::Engineers,
        client_administrator: false,
        projects: vec![
            ("web".into(), ProjectRole::ProjectAdministrator),
            (HOSTILE.into(), ProjectRole::Observer),
        ],
    }
}

fn accept(as_whom: AcceptAs) -> String {
    let page = AcceptPage {
        account: "Harbour Works".into(),
        inviter: Some(person_data("Ada Lindqvist")),
        access: access(),
        expires_at: NOW + Span::hours(18),
        now: NOW,
        email: "mara@example.org".into(),
        handle: "0123456789abcdef".into(),
        as_whom,
    };
    document(page.title(LANGUAGE), false, None, move || {
        view! { <AcceptView language=LANGUAGE page/> }.into_any()
    })
}

fn invite(form: FormState, mail_ready: bool, own_role: AccountRole) -> String {
    let projects = [(1, "Default"), (2, "web"), (3, HOSTILE)]
        .map(|(id, name)| ProjectChoice { id: ProjectId(id), name: name.to_owned() })
        .to_vec();
    let page = InvitePage { form, own_role, projects, mail_ready };
    document(InvitePage::title(LANGUAGE), true, None, move || {
        view! { <InviteView language=LANGUAGE page/> }.into_any()
    })
}

fn users(list: UsersList, mail_ready: bool, notice: Option<Notice>) -> String {
    let page = UsersPage { mail_ready, list };
    document(UsersPage::title(LANGUAGE), true, notice, move || {
        view! { <UsersView language=LANGUAGE page/> }.into_any()
    })
}

/// Every page by name.
pub fn all() -> Vec<(String, String)> {
    let mut pages = before_sign_in();
    pages.extend(of_administrators());
    pages.extend(of_links());
    pages.extend(samples_projects::all());
    for trouble in [
        Trouble::Malformed,
        Trouble::Forbidden,
        Trouble::NotFound,
        Trouble::MethodNotAllowed,
        Trouble::Busy,
        Trouble::Internal,
    ] {
        let page = ErrorPage { trouble, request_id: Some("01J8Z6Q2".into()) };
        let html = document(page.title(LANGUAGE), false, None, move || {
            view! { <ErrorView language=LANGUAGE page/> }.into_any()
        });
        pages.push((format!("error-{trouble:?}"), html));
    }
    pages
}

fn before_sign_in() -> Vec<(String, String)> {
    let setup = |form| {
        let page = SetupPage { form, password_min: 15 };
        document(SetupPage::title(LANGUAGE), false, None, move || {
            view! { <SetupView language=LANGUAGE page/> }.into_any()
        })
    };
    let sign_in = |form, notice| {
        let page = SignInPage { form, next: Some(HOSTILE.into()) };
        document(SignInPage::title(LANGUAGE), false, notice, move || {
            view! { <SignInView language=LANGUAGE page/> }.into_any()
        })
    };
    let forgot = |form| {
        let page = ForgotPasswordPage { form };
        document(ForgotPasswordPage::title(LANGUAGE), false, None, move || {
            view! { <ForgotPasswordView language=LANGUAGE page/> }.into_any()
        })
    };
    let reset = |form| {
        let page = ResetPasswordPage { form, handle: "0123".into(), email: HOSTILE.into(), password_min: 15 };
        document(ResetPasswordPage::title(LANGUAGE), false, None, move || {
            view! { <ResetPasswordView language=LANGUAGE page/> }.into_any()
        })
    };
    let changed = Notice {
        tone: Tone::Success,
        text: "Your password has been changed. Sign in with the new one.".into(),
        link: None,
    };
    let check = CheckMailPage { mail_ready: true };
    vec![
        ("setup".into(), setup(FormState::default())),
        (
            "setup-refused".into(),
            setup(refused(
                &["name", "email", "password", "company"],
                &[("name", HOSTILE), ("password", "never shown")],
            )),
        ),
        (
            "setup-closed".into(),
            document(SetupClosedPage::title(LANGUAGE), false, None, || {
                view! { <SetupClosedView language=LANGUAGE/> }.into_any()
            }),
        ),
        ("sign-in".into(), sign_in(FormState::default(), Some(changed))),
        ("sign-in-refused".into(), sign_in(refused(&["form", "email"], &[("email", HOSTILE)]), None)),
        ("forgot".into(), forgot(FormState::default())),
        ("forgot-refused".into(), forgot(refused(&["email"], &[("email", HOSTILE)]))),
        (
            "check-mail".into(),
            document(CheckMailPage::title(LANGUAGE), false, None, move || {
                view! { <CheckMailView language=LANGUAGE page=check/> }.into_any()
            }),
        ),
        ("reset".into(), reset(FormState::default())),
        ("reset-refused".into(), reset(refused(&["password"], &[]))),
    ]
}

fn of_administrators() -> Vec<(String, String)> {
    let queued =
        Notice { tone: Tone::Success, text: "Invitation to mara@example.org queued.".into(), link: None };
    let link = Notice {
        tone: Tone::Warning,
        text: "Invitation for mara@example.org made; it works until 1 Dec.".into(),
        link: Some(format!("https://panel.harbour.example/invitations/{}", "A".repeat(43))),
    };
    let paged = UsersList {
        previous: Some("/users?before=a".into()),
        next: Some("/users?after=b&size=10".into()),
        total: 12_345,
        ..list(rows(), "")
    };
    let hostile = UserRow {
        status: Status::NotDelivered { reason: HOSTILE.into() },
        resend: Some(HOSTILE.into()),
        ..row(9, HOSTILE, HOSTILE)
    };
    let welcome = WelcomePage { account: "Harbour Works".into(), access: access() };
    let wrong = refused(
        &["email", "role", "scope", "projects", "projects[3]", "client_role"],
        &[
            ("email", HOSTILE),
            ("name", HOSTILE),
            ("scope", "project"),
            ("role", "5"),
            ("projects[2]", "Observer"),
        ],
    );
    vec![
        ("users".into(), users(paged, true, Some(queued))),
        (
            "users-alone".into(),
            users(list(vec![row(1, "Ada Lindqvist", "ada@harbour.example")], ""), false, None),
        ),
        ("users-nothing".into(), users(list(Vec::new(), HOSTILE), true, None)),
        ("users-hostile".into(), users(list(vec![hostile, row(1, "", HOSTILE)], ""), true, None)),
        ("users-link".into(), users(list(rows(), ""), false, Some(link))),
        ("invite".into(), invite(FormState::default(), true, AccountRole::Administrators)),
        ("invite-engineer".into(), invite(FormState::default(), false, AccountRole::Engineers)),
        ("invite-refused".into(), invite(wrong, true, AccountRole::Administrators)),
        (
            "welcome".into(),
            document(welcome.title(LANGUAGE), true, None, move || {
                view! { <WelcomeView language=LANGUAGE page=welcome/> }.into_any()
            }),
        ),
    ]
}

fn of_links() -> Vec<(String, String)> {
    let wrong = refused(&["name", "password"], &[("name", HOSTILE)]);
    let mut pages = vec![
        ("accept".into(), accept(AcceptAs::NewPerson { form: FormState::default(), password_min: 15 })),
        ("accept-refused".into(), accept(AcceptAs::NewPerson { form: wrong, password_min: 15 })),
        ("accept-signed-out".into(), accept(AcceptAs::SignedOut)),
        ("accept-signed-in".into(), accept(AcceptAs::Invited { form: FormState::default() })),
        ("accept-somebody-else".into(), accept(AcceptAs::SomebodyElse { email: HOSTILE.into() })),
    ];
    let states = [
        ("expired", LinkStatePage::Expired { inviter: Some(person_data(HOSTILE)) }),
        ("used", LinkStatePage::Used),
        ("replaced", LinkStatePage::Replaced),
        ("revoked", LinkStatePage::Revoked { inviter: None }),
        ("unknown", LinkStatePage::Unknown),
        ("reset-over", LinkStatePage::ResetOver),
    ];
    for (name, page) in states {
        let html = document(page.title(LANGUAGE), false, None, move || {
            view! { <LinkStateView language=LANGUAGE page/> }.into_any()
        });
        pages.push((format!("link-{name}"), html));
    }
    pages
}
