//! Every page in every state with made-up values: what the tests look at, and, with `PAGE_SAMPLES=<folder>`, what people do.

use super::*;
use crate::{
    domain::{
        audit::Action,
        ids::ProjectId,
        invitation::Renewal,
        language::Language,
        mail::Progress,
        member::Status,
        role::{AccountRole, ProjectRole},
        time::{Span, Timestamp},
    },
    panel::{
        components::ScriptPaths,
        forms::FormState,
        outcome::{FieldMessage, Notice, NoticeAction, Tone},
        shell::{AccountsLink, PersonData, Section, Shell, ShellData, Theme},
    },
    t,
};
use leptos::prelude::*;

/// A value that breaks out of everything that does not escape.
pub const HOSTILE: &str = "\"><script>alert(1)</script>&amp;'";

/// The moment of all samples.
pub const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

/// The language of all samples.
pub const LANGUAGE: Language = Language::En;

/// The whole document around a page.
pub fn document(
    title: String,
    person: bool,
    notice: Option<Notice>,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> String {
    document_in(LANGUAGE, title, person, notice, body)
}

fn document_in(
    language: Language,
    title: String,
    person: bool,
    notice: Option<Notice>,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let data = ShellData {
            language,
            title,
            account_name: person.then(|| "Harbour Works".to_owned()),
            accounts: AccountsLink::Switch,
            person: person.then(|| person_data("Ada Lindqvist")),
            sections: if person {
                vec![Section::Users, Section::Projects, Section::Audit, Section::Settings]
            } else {
                Vec::new()
            },
            current: person.then_some(Section::Users),
            theme: Theme::System,
            notice,
            scripts: Some(ScriptPaths { loader: "/l.js".into(), js: "/i.js".into(), wasm: "/i.wasm".into() }),
            css: Some("main.css"),
            again: None,
            path: "/users?search=a&size=10".into(),
        };
        view! { <Shell data>{body()}</Shell> }.to_html()
    })
}

fn person_data(name: &str) -> PersonData {
    PersonData { name: name.to_owned(), email: "ada@harbour.example".to_owned() }
}

/// A form that was refused because of these fields.
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
        progress: None,
        two_factor: TwoFactor::Off,
        last_seen: Some(NOW - Span::minutes(3)),
        actions: RowActions {
            resend: Some("Already accepted".to_owned()),
            copy_link: Some("Already accepted".to_owned()),
            revoke: Some("Already accepted".to_owned()),
            ..RowActions::default()
        },
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
        actions: RowActions {
            sign_out: Some("Not accepted yet".to_owned()),
            suspend: Some("Not accepted yet".to_owned()),
            ..RowActions::default()
        },
        ..row(id, name, email)
    };
    let reason =
        "550 5.1.1 <bo@elsewhere.example>: Recipient address rejected: User unknown in virtual mailbox table";
    vec![
        row(1, "Ada Lindqvist", "ada@harbour.example"),
        UserRow {
            actions: RowActions { resend: Some("Again in 40 s.".to_owned()), ..RowActions::default() },
            progress: Some(Progress::Opened),
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
        pending(9, "Noor Haddad", "noor@example.org", Status::AsksForLink { since: NOW - Span::hours(3) }),
        pending(10, "Ilse Brandt", "ilse@example.org", Status::NeedsApproval { since: NOW - Span::hours(1) }),
        pending(6, "Čeněk Dvořák", "cenek@example.org", Status::Expired { since: NOW - Span::hours(50) }),
        UserRow {
            access: Access::AccountOnly,
            role: AccountRole::PurgeApiWeb,
            status: Status::Suspended { since: NOW - Span::hours(30) },
            two_factor: TwoFactor::On { app: true, passkey: true },
            ..row(7, "张伟", "zhang.wei@example.org")
        },
        pending(8, "Rahim Əliyev", "rahim@example.org", Status::Removed),
        pending(11, "", "dee@example.org", Status::Declined { since: NOW - Span::hours(5) }),
        pending(12, "", "lou@example.org", Status::Undone { since: NOW - Span::minutes(5) }),
    ]
}

fn list(rows: Vec<UserRow>, search: &str) -> UsersList {
    let total = i64::try_from(rows.len()).unwrap();
    UsersList {
        mail_ready: true,
        pause: None,
        sees_mail: true,
        search: search.to_owned(),
        size: 50,
        total,
        matching: search.is_empty().then_some(total),
        more: false,
        filters: filters(search.is_empty()),
        columns: if search.is_empty() { columns() } else { ColumnHead::fixed() },
        rows,
        now: NOW,
        invite: "/users/invite?back=%2Fusers%3Fstatus%3Dactive".into(),
        previous: None,
        next: None,
    }
}

/// A list of three people, for tests of what is said of it.
pub fn three_users() -> UsersList {
    list(rows().into_iter().take(3).collect(), "")
}

fn columns() -> Vec<ColumnHead> {
    let head = |column: Column| ColumnHead {
        column,
        descending: (column == Column::LastSeen).then_some(true),
        href: Some(format!("/users?sort={}", column.key())),
    };
    Column::ALL.map(head).to_vec()
}

fn filters(counted: bool) -> Filters {
    let choices = |all: &[(&str, &str, i64)]| {
        let choice = |(value, label, count): &(&str, &str, i64)| FilterChoice {
            value: (*value).to_owned(),
            label: (*label).to_owned(),
            count: counted.then_some(*count),
            chosen: false,
        };
        all.iter().map(choice).collect()
    };
    let group = |name, label: &str, all: &[(&str, &str, i64)]| FilterGroup {
        name,
        label: label.to_owned(),
        choices: choices(all),
    };
    let status = t!(LANGUAGE, "users-column-status");
    Filters {
        groups: vec![
            group(
                "status",
                &status,
                &[
                    ("active", "Active", 1_203),
                    ("invited", "Invited", 12),
                    ("not_delivered", "Not delivered", 1),
                    ("expired", "Expired", 0),
                ],
            ),
            group("role", "Role", &[("1", "Administrators", 3), ("5", HOSTILE, 41)]),
            group("two_factor", "Two-factor", &[("on", "On", 800), ("due", "Due", 403)]),
            group("language", "Language", &[("en", "English", 900), ("de", "Deutsch", 300)]),
        ],
        projects: choices(&[("1", "Default", 12), ("2", HOSTILE, 3)]),
        chips: Vec::new(),
        order: "-last_seen".into(),
        cleared: "/users?search=a".into(),
        unsearched: "/users?status=active".into(),
        export: "/users/export.csv".into(),
    }
}

/// The same with two filters on.
fn filtered(list: UsersList) -> UsersList {
    let mut filters = list.filters;
    for group in &mut filters.groups {
        if let Some(first) = group.choices.first_mut() {
            first.chosen = true;
            let label = format!("{}: {}", group.label, first.label);
            filters.chips.push(Chip { label, href: format!("/users?{}=", group.name) });
        }
    }
    let next = Some("/users?after=b&size=10".into());
    UsersList { filters, matching: list.matching.map(|_| 12), next, ..list }
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
    accept_by(as_whom, false)
}

fn door(form: FormState) -> String {
    let page = DoorPage {
        account: format!("Harbour Works {HOSTILE}"),
        key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(),
        address: "otpauth://totp/Vestibule:ada%40harbour.example?secret=GEZDGNBVGY3TQOJQ".into(),
        minutes: 15,
        path: "/invitations/0123456789abcdef".into(),
        form,
    };
    document(page.title(LANGUAGE), false, None, move || {
        view! { <DoorView language=LANGUAGE page/> }.into_any()
    })
}

fn accept_by(as_whom: AcceptAs, needs_factor: bool) -> String {
    let page = AcceptPage {
        account: "Harbour Works".into(),
        inviter: Some(person_data("Ada Lindqvist")),
        access: access(),
        archived: vec!["old harbour".into(), HOSTILE.into()],
        note: format!("Hello {HOSTILE}\nsee you"),
        access_ends_at: Some(NOW + Span::hours(24 * 30)),
        expires_at: NOW + Span::hours(18),
        now: NOW,
        email: "mara@example.org".into(),
        needs_factor,
        handle: "0123456789abcdef".into(),
        as_whom,
    };
    document(page.title(LANGUAGE), false, None, move || {
        view! { <AcceptView language=LANGUAGE page/> }.into_any()
    })
}

fn invite(form: FormState, mail_ready: bool, own_role: AccountRole) -> String {
    let projects = [(1, "Default"), (2, "web"), (3, HOSTILE)]
        .into_iter()
        .chain((4..20).map(|id| (id, "another")))
        .map(|(id, name)| ProjectChoice { id: ProjectId(id), name: name.to_owned() })
        .collect();
    let preview = (!form.values.is_empty()).then(preview);
    let mail_hint = Some(if mail_ready { MailHint::Unproven { has_way: true } } else { MailHint::None });
    let mail = (!form.values.is_empty()).then(mail_preview);
    let page = InvitePage {
        form,
        own_role,
        projects,
        mail_ready,
        mail_hint,
        preview,
        mail,
        lifetime: Span::hours(24),
        two_factor_since: (!mail_ready).then_some(NOW),
        room: Some("You can send 57 more invitations within this hour.".into()),
        lists: vec![OpenList {
            address: "/users/invite/batches/7".into(),
            text: "Review 1,940 people".into(),
            made: "2 hours ago".into(),
        }],
    };
    document(InvitePage::title(LANGUAGE), true, None, move || {
        view! { <InviteView language=LANGUAGE page/> }.into_any()
    })
}

fn mail_preview() -> InviteMailPage {
    InviteMailPage::Mail(Box::new(InviteMail {
        from: HOSTILE.into(),
        to: HOSTILE.into(),
        language: Language::De,
        subject: HOSTILE.into(),
        text: format!("{HOSTILE}\n\nhttps://panel.harbour.example/invitations/preview"),
        parts: vec![
            MailPart::Heading(HOSTILE.into()),
            MailPart::Paragraph(HOSTILE.into()),
            MailPart::Quote(HOSTILE.into(), vec![HOSTILE.into(), String::new()]),
            MailPart::Facts("Role".into(), vec![HOSTILE.into()]),
            MailPart::Button("Accept".into(), "Or open:".into(), HOSTILE.into()),
            MailPart::Note(HOSTILE.into()),
        ],
    }))
}

fn batch(state: BatchPageState) -> String {
    let line = |place, email: &str, word: BatchWord| BatchLine {
        place,
        email: email.to_owned(),
        name: HOSTILE.into(),
        language: Some("Deutsch"),
        word,
        text: HOSTILE.into(),
        state: (place == 3).then(|| (Status::Held { since: NOW, reason: HOSTILE.into() }, None)),
        member: Some(place),
    };
    let page = BatchPage {
        id: 3,
        state,
        by: HOSTILE.into(),
        created_at: NOW,
        now: NOW,
        counts: vec![(BatchWord::Good, "12 new".into()), (BatchWord::Stop, "3 wrong".into())],
        access: access(),
        facts: vec![("Link valid for".into(), HOSTILE.into())],
        note: HOSTILE.into(),
        to_send: 12,
        all: 15,
        settled: 7,
        invited: 6,
        handed_over: 5,
        is_moving: false,
        sees_mail: true,
        lines: vec![
            line(1, HOSTILE, BatchWord::Good),
            line(2, "mara@example.org", BatchWord::Stop),
            line(3, "bo@example.org", BatchWord::Moving),
        ],
        from: 1,
        previous: Some(1),
        next: Some(2),
        paused: false,
    };
    document(page.title(LANGUAGE), true, None, move || {
        view! { <BatchView language=LANGUAGE page/> }.into_any()
    })
}

fn preview() -> InvitePreview {
    let access = |project: &str, role: Option<&str>, reason: &str| InviteProjectAccess {
        project: project.to_owned(),
        role: role.map(str::to_owned),
        reasons: vec![reason.to_owned()],
    };
    InvitePreview {
        addresses: vec![
            InviteAddressSeen {
                email: HOSTILE.into(),
                line: Some(InviteAddressLine::Invited { id: 7, by: HOSTILE.into(), at: NOW }),
            },
            InviteAddressSeen { email: HOSTILE.into(), line: None },
        ],
        several: Some(12),
        projects: vec![
            access("Default", Some("Administrator"), "Through the client role; Viewer has no effect"),
            access(HOSTILE, None, HOSTILE),
        ],
        role: "Role: Users".into(),
        everywhere: Some("Work on every resource".into()),
    }
}

fn users(list: UsersList, mail_ready: bool, notice: Option<Notice>) -> String {
    users_in(LANGUAGE, list, mail_ready, notice)
}

fn users_in(language: Language, list: UsersList, mail_ready: bool, notice: Option<Notice>) -> String {
    let page = UsersPage { list: UsersList { mail_ready, ..list } };
    document_in(language, UsersPage::title(language), true, notice, move || {
        view! { <UsersView language page/> }.into_any()
    })
}

/// Every page by name.
pub fn all() -> Vec<(String, String)> {
    let mut pages = before_sign_in();
    pages.extend(of_administrators());
    pages.extend(of_auditors());
    pages.extend(of_links());
    pages.extend(samples_projects::all());
    pages.extend(samples_api_reference::all());
    pages.extend(samples_api_tokens::all());
    pages.extend(samples_settings::all());
    pages.extend(samples_two_factor::all());
    pages.extend(samples_passkeys::all());
    pages.extend(samples_mail::all());
    pages.extend(of_account());
    pages.extend(samples_person::all());
    pages.extend(samples_sessions::all());
    for trouble in [
        Trouble::Malformed,
        Trouble::TooLarge,
        Trouble::FileTooLarge,
        Trouble::Forbidden,
        Trouble::NotFound,
        Trouble::MethodNotAllowed,
        Trouble::Conflict,
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
        let page = SignInPage { form, next: Some(HOSTILE.into()), passkeys: true, script: None };
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
        action: None,
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
    let queued = Notice {
        tone: Tone::Success,
        text: "Invitation to mara@example.org queued.".into(),
        link: None,
        action: Some(NoticeAction::Undo(7)),
    };
    let link = Notice {
        tone: Tone::Warning,
        text: "Invitation for mara@example.org made; it works until 1 Dec.".into(),
        link: Some(format!("https://panel.harbour.example/invitations/{}", "A".repeat(43))),
        action: None,
    };
    let paged = UsersList {
        pause: Some(samples_mail::pause()),
        previous: Some("/users?before=a".into()),
        next: Some("/users?after=b&size=10".into()),
        total: 12_345,
        matching: Some(12_345),
        ..list(rows(), "")
    };
    let alone = UsersList {
        filters: Filters::default(),
        ..list(vec![row(1, "Ada Lindqvist", "ada@harbour.example")], "")
    };
    let hostile = UserRow {
        status: Status::NotDelivered { reason: HOSTILE.into() },
        actions: RowActions { delete: Some(HOSTILE.into()), ..RowActions::default() },
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
        ("users-alone".into(), users(alone, false, None)),
        ("users-de".into(), users_in(Language::De, filtered(list(rows(), "")), false, None)),
        ("users-ru".into(), users_in(Language::Ru, filtered(list(rows(), "")), false, None)),
        ("users-filtered".into(), users(filtered(list(rows(), "")), true, None)),
        ("users-searched".into(), users(filtered(list(rows(), "a")), true, None)),
        ("users-filtered-nothing".into(), users(filtered(list(Vec::new(), "")), true, None)),
        ("users-searched-nothing".into(), users(filtered(list(Vec::new(), HOSTILE)), true, None)),
        ("users-nothing".into(), users(list(Vec::new(), HOSTILE), true, None)),
        ("users-hostile".into(), users(list(vec![hostile, row(1, "", HOSTILE)], ""), true, None)),
        ("users-link".into(), users(list(rows(), ""), false, Some(link))),
        ("invite".into(), invite(FormState::default(), true, AccountRole::Administrators)),
        ("invite-engineer".into(), invite(FormState::default(), false, AccountRole::Engineers)),
        ("batch-review".into(), batch(BatchPageState::Review)),
        ("batch-sending".into(), batch(BatchPageState::Sending { begins_at: Some(NOW + Span::seconds(9)) })),
        ("batch-done".into(), batch(BatchPageState::Done)),
        ("batch-cancelled".into(), batch(BatchPageState::Cancelled)),
        ("invite-refused".into(), invite(wrong, true, AccountRole::Administrators)),
        (
            "welcome".into(),
            document(welcome.title(LANGUAGE), true, None, move || {
                view! { <WelcomeView language=LANGUAGE page=welcome/> }.into_any()
            }),
        ),
    ]
}

fn audit_row(action: Option<Action>, who: &str, details: &[(&str, &str)]) -> AuditRow {
    let person = |href: &str| AuditPerson { name: who.into(), email: who.into(), href: Some(href.into()) };
    AuditRow {
        at: NOW,
        actor: (!who.is_empty()).then(|| person("/audit?actor=1")),
        action,
        action_name: "some.thing_else".into(),
        on: if who.is_empty() {
            AuditSubject::Thing { name: HOSTILE.into(), href: Some("/projects".into()) }
        } else {
            AuditSubject::Person(person("/users/12"))
        },
        ip: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff".into(),
        details: details.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
    }
}

fn audit(rows: Vec<AuditRow>, form: FormState) -> String {
    let page = AuditPage {
        filtered: !form.values.is_empty(),
        subject: form.values.contains_key("person").then(|| ("membership:12".into(), HOSTILE.into())),
        form,
        actions: vec![Action::SignedIn, Action::InvitationCreated],
        size: 50,
        rows,
        newer: None,
        older: Some("/audit?after=12".into()),
        csv: Some("/audit/export.csv".into()),
        json_lines: Some("/audit/export.jsonl".into()),
    };
    document(AuditPage::title(LANGUAGE), true, None, move || {
        view! { <AuditView language=LANGUAGE page/> }.into_any()
    })
}

fn of_auditors() -> Vec<(String, String)> {
    let agent =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
    let rows = vec![
        audit_row(Some(Action::SignedIn), "Ada Lindqvist", &[("user agent", agent)]),
        audit_row(
            Some(Action::InvitationCreated),
            "Wolfeschlegelsteinhausenbergerdorff",
            &[("to", "m…@example.org")],
        ),
        audit_row(None, "", &[]),
    ];
    let hostile = audit_row(None, HOSTILE, &[(HOSTILE, HOSTILE)]);
    let hostile = AuditRow { action_name: HOSTILE.into(), ip: HOSTILE.into(), ..hostile };
    let wrong = refused(
        &["form", "person", "from", "to"],
        &[("person", HOSTILE), ("from", HOSTILE), ("to", HOSTILE)],
    );
    vec![
        ("audit".into(), audit(rows, FormState::default())),
        ("audit-hostile".into(), audit(vec![hostile.clone(), hostile], FormState::default())),
        ("audit-empty".into(), audit(Vec::new(), FormState::default())),
        ("audit-refused".into(), audit(Vec::new(), wrong)),
    ]
}

fn of_links() -> Vec<(String, String)> {
    let wrong = refused(&["name", "password"], &[("name", HOSTILE)]);
    let mut pages = vec![
        ("accept".into(), accept(AcceptAs::NewPerson { form: FormState::default(), password_min: 15 })),
        ("accept-refused".into(), accept(AcceptAs::NewPerson { form: wrong, password_min: 15 })),
        ("accept-signed-out".into(), accept(AcceptAs::SignedOut)),
        (
            "accept-owing".into(),
            accept(AcceptAs::Owing { account: HOSTILE.into(), since: NOW - Span::hours(40) }),
        ),
        (
            "accept-signed-in".into(),
            accept(AcceptAs::Invited { form: FormState::default(), lacks_factor: false }),
        ),
        (
            "accept-factor-first".into(),
            accept_by(AcceptAs::Invited { form: refused(&["form"], &[]), lacks_factor: true }, true),
        ),
        (
            "accept-continue".into(),
            accept_by(AcceptAs::NewPerson { form: FormState::default(), password_min: 15 }, true),
        ),
        ("door".into(), door(FormState::default())),
        ("door-refused".into(), door(refused(&["code"], &[]))),
        ("accept-somebody-else".into(), accept(AcceptAs::SomebodyElse { email: HOSTILE.into() })),
    ];
    let states = [
        (
            "expired",
            LinkStatePage::Expired {
                account: "Harbour Works".into(),
                inviter: person_data(HOSTILE),
                handle: "0123456789abcdef".into(),
                renewal: Renewal::Ask,
            },
        ),
        ("asked", LinkStatePage::Asked { account: HOSTILE.into(), renewal: Renewal::Mail }),
        ("needs-approval", LinkStatePage::NeedsApproval { account: HOSTILE.into() }),
        ("declined", LinkStatePage::Declined { account: HOSTILE.into(), inviter: person_data("Ada") }),
        ("tries", LinkStatePage::TooManyTries { wait: Span::seconds(40) }),
        ("used", LinkStatePage::Used),
        ("replaced", LinkStatePage::Replaced),
        ("revoked", LinkStatePage::Revoked { inviter: None }),
        ("unknown", LinkStatePage::Unknown),
        ("reset-over", LinkStatePage::ResetOver),
        ("address-over", LinkStatePage::AddressOver),
        ("address-taken", LinkStatePage::AddressTaken),
        ("test-over", LinkStatePage::TestOver),
        ("test-outdated", LinkStatePage::TestOutdated),
        ("test-arrived", LinkStatePage::TestArrived),
    ];
    let decline = DeclinePage {
        account: HOSTILE.into(),
        inviter: person_data(HOSTILE),
        email: "mara@example.org".into(),
        path: "/invitations/0123456789abcdef".into(),
        back: "/invitations/0123456789abcdef".into(),
    };
    let title = decline.title(LANGUAGE);
    let html = document(title, false, None, move || {
        view! { <DeclineView language=LANGUAGE page=decline/> }.into_any()
    });
    pages.push(("decline".into(), html));
    for (name, count) in [("offers", 2), ("offers-none", 0)] {
        let offer = |id| OfferLine {
            id,
            account: format!("Quay Labs {HOSTILE}"),
            inviter: person_data("Bo Andersen"),
            access: access(),
            archived: if id == 1 { vec!["old harbour".into()] } else { Vec::new() },
            expires_at: NOW + Span::hours(18),
            needs_approval: id == 2,
            needs_factor: id != 2,
            lacks_factor: id == 1,
        };
        let offers = (1..=count).map(offer).collect();
        let form = if count > 1 { refused(&["form"], &[]) } else { FormState::default() };
        let page = OffersPage { offers, email: "mara@example.org".into(), is_member: true, form, now: NOW };
        let html = document(OffersPage::title(LANGUAGE), true, None, move || {
            view! { <OffersView language=LANGUAGE page/> }.into_any()
        });
        pages.push((name.into(), html));
    }
    for (name, page) in states {
        let html = document(page.title(LANGUAGE), false, None, move || {
            view! { <LinkStateView language=LANGUAGE page/> }.into_any()
        });
        pages.push((format!("link-{name}"), html));
    }
    pages
}

fn of_account() -> Vec<(String, String)> {
    let account = |profile, address, pending: Option<&str>, mail_ready| {
        let page = AccountPage {
            profile,
            address,
            name: "Ada Lindqvist".into(),
            phone: HOSTILE.into(),
            language: Language::De,
            email: "ada@harbour.example".into(),
            pending: pending
                .map(|email| PendingEmail { email: email.into(), expires_at: NOW + Span::minutes(29) }),
            mail_ready,
            now: NOW,
        };
        document(AccountPage::title(LANGUAGE), true, None, move || {
            view! { <AccountView language=LANGUAGE page/> }.into_any()
        })
    };
    let password = |form| {
        let page = OwnPasswordPage { form, email: HOSTILE.into(), password_min: 15 };
        document(OwnPasswordPage::title(LANGUAGE), true, None, move || {
            view! { <OwnPasswordView language=LANGUAGE page/> }.into_any()
        })
    };
    let confirm =
        ConfirmEmailPage { handle: "0123".into(), old: "ada@harbour.example".into(), new: HOSTILE.into() };
    let wrong_profile = refused(&["name", "phone", "language"], &[("name", HOSTILE), ("phone", HOSTILE)]);
    let wrong_address =
        refused(&["form", "new_email", "password"], &[("new_email", HOSTILE), ("password", "never shown")]);
    let fresh = FormState::default;
    vec![
        ("account".into(), account(fresh(), fresh(), None, true)),
        ("account-pending".into(), account(fresh(), fresh(), Some("ada.lindqvist@elsewhere.example"), true)),
        ("account-hostile".into(), account(fresh(), fresh(), Some(HOSTILE), true)),
        ("account-no-mail".into(), account(fresh(), fresh(), None, false)),
        ("account-refused".into(), account(wrong_profile, fresh(), None, true)),
        ("account-email-refused".into(), account(fresh(), wrong_address, Some("x@y.example"), true)),
        ("account-password".into(), password(fresh())),
        ("account-password-refused".into(), password(refused(&["current_password", "new_password"], &[]))),
        (
            "confirm-email".into(),
            document(ConfirmEmailPage::title(LANGUAGE), false, None, move || {
                view! { <ConfirmEmailView language=LANGUAGE page=confirm/> }.into_any()
            }),
        ),
    ]
}
