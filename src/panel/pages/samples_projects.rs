//! Projects and accounts with made-up values; see `samples`.

use super::samples::{HOSTILE, LANGUAGE, NOW, document, refused};
use super::*;
use crate::{
    domain::{
        access::Holder,
        role::{AccountRole, ProjectRole},
        time::Span,
    },
    panel::forms::FormState,
};
use leptos::prelude::*;

fn line(id: i64, name: &str, holder: Holder, own: Option<ProjectRole>) -> ProjectLine {
    let access = holder.in_project(own);
    ProjectLine {
        id,
        name: name.to_owned(),
        is_default: id == 1,
        archived_at: None,
        people: id * 7 - 6,
        may_rename: access.role == Some(ProjectRole::ProjectAdministrator),
        access,
    }
}

fn projects(page: ProjectsPage) -> String {
    document(ProjectsPage::title(LANGUAGE), true, None, move || {
        view! { <ProjectsView language=LANGUAGE page/> }.into_any()
    })
}

fn accounts(form: FormState, may_create: bool) -> String {
    let account = |id: i64, name: &str, role, is_suspended| AccountLine {
        id,
        name: name.to_owned(),
        role,
        is_suspended,
        is_current: id == 1,
    };
    let accounts = vec![
        account(1, "Harbour Works", AccountRole::Administrators, false),
        account(2, HOSTILE, AccountRole::PurgeApiWeb, false),
        account(3, "Wolfeschlegelsteinhausenbergerdorff", AccountRole::Users, true),
    ];
    let page = AccountsPage { form, accounts, offers: 2, may_create };
    document(AccountsPage::title(LANGUAGE), true, None, move || {
        view! { <AccountsView language=LANGUAGE page/> }.into_any()
    })
}

/// Every page by name.
pub fn all() -> Vec<(String, String)> {
    let administrator = Holder { role: AccountRole::Administrators, client_administrator: true };
    let user = Holder { role: AccountRole::Users, client_administrator: false };
    let page = ProjectsPage {
        form: FormState::default(),
        in_use: vec![
            line(1, "Default", administrator, None),
            line(2, HOSTILE, administrator, Some(ProjectRole::Observer)),
            line(3, "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft", administrator, None),
        ],
        archived: vec![ProjectLine {
            archived_at: Some(NOW - Span::hours(50)),
            access: Holder::in_project(user, None),
            ..line(4, HOSTILE, administrator, None)
        }],
        archived_most: Some(500),
        manages: true,
        sees_people: true,
        now: NOW,
    };
    let plain = ProjectsPage { archived: Vec::new(), manages: false, sees_people: false, ..page.clone() };
    let member = ProjectsPage {
        in_use: vec![
            line(2, "web", user, Some(ProjectRole::ProjectAdministrator)),
            line(3, "mail", user, Some(ProjectRole::InternalNetworkOnlyUser)),
        ],
        ..plain.clone()
    };
    let wrong = refused(&["form", "name"], &[("name", HOSTILE)]);
    let rename = RenameProjectPage { form: wrong.clone(), id: 2, name: "web".into() };
    let archive = ArchiveProjectPage { id: 2, name: HOSTILE.into(), people: 3 };
    vec![
        ("projects".into(), projects(page.clone())),
        ("projects-refused".into(), projects(ProjectsPage { form: wrong.clone(), ..page })),
        ("projects-member".into(), projects(member)),
        ("projects-none".into(), projects(ProjectsPage { in_use: Vec::new(), ..plain })),
        (
            "project-rename".into(),
            document(rename.title(LANGUAGE), true, None, move || {
                view! { <RenameProjectView language=LANGUAGE page=rename/> }.into_any()
            }),
        ),
        (
            "project-archive".into(),
            document(archive.title(LANGUAGE), true, None, move || {
                view! { <ArchiveProjectView language=LANGUAGE page=archive/> }.into_any()
            }),
        ),
        ("accounts".into(), accounts(FormState::default(), false)),
        ("accounts-operator".into(), accounts(wrong, true)),
    ]
}
