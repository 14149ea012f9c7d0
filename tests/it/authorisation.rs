//! Every address and every server function, asked by every kind of person. An address that nobody has said a word about
//! here fails the test.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
};
use std::collections::BTreeSet;
use vestibule::{
    domain::{
        mail::{OutboxState, Shown},
        member::MembershipState,
        policy::{self, Action, Actor, Relation, Verdict},
        role::AccountRole,
        time::Span,
    },
    mail::Failure,
    panel::controllers::addresses,
    service::{
        api_tokens::{self, ListTokens, TokenForm},
        batches,
        invitations::{Invite, invite},
        requirement,
    },
    store::{
        accounts, member_places, members,
        outbox_list::{self, Filter, From},
        users,
    },
};

/// What an address needs.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    /// Nothing: the way in, links from mails, how pages look.
    Nothing,
    /// Somebody signed in, whoever.
    Somebody,
    /// What the table of permissions says.
    May(Action, Relation),
    /// One of two things that the table of permissions may allow on the account.
    Either(Action, Action),
}
use Needs::{Either, May, Nothing, Somebody};

/// `ID` stands for a person of the account, `PROJECT` for a project of it.
const PAGES: &[(&str, &str, Needs)] = &[
    ("GET", "/", Somebody),
    ("GET", "/setup", Nothing),
    ("POST", "/setup", Nothing),
    ("GET", "/setup/{token}", Nothing),
    ("GET", "/docs/api", Nothing),
    ("GET", "/docs/api/{name}", Nothing),
    ("GET", "/sign-in", Nothing),
    ("POST", "/sign-in", Nothing),
    ("GET", "/sign-in/passkey", Nothing),
    ("POST", "/sign-in/passkey", Nothing),
    ("GET", "/sign-in/second-step", Nothing),
    ("POST", "/sign-in/second-step", Nothing),
    ("POST", "/sign-out", Nothing),
    ("GET", "/forgot-password", Nothing),
    ("POST", "/forgot-password", Nothing),
    ("GET", "/forgot-password/sent", Nothing),
    ("GET", "/reset-password", Nothing),
    ("POST", "/reset-password", Nothing),
    ("GET", "/reset-password/{token}", Nothing),
    ("POST", "/preferences", Nothing),
    ("GET", "/invitations", May(Action::AnswerInvitation, Relation::Oneself)),
    // What was not offered to whoever asks is not there, whoever asks: tests/it/offers.rs.
    ("POST", "/invitations/offers/{id}/accept", Nothing),
    ("GET", "/invitations/offers/{id}/decline", Nothing),
    ("POST", "/invitations/offers/{id}/decline", Nothing),
    ("GET", "/invitations/{key}/decline", Nothing),
    ("POST", "/invitations/{key}/decline", Nothing),
    ("GET", "/invitations/{key}/two-factor", Nothing),
    ("POST", "/invitations/{key}/two-factor", Nothing),
    ("GET", "/invitations/{key}/ask", Nothing),
    ("POST", "/invitations/{key}/ask", Nothing),
    ("GET", "/invitations/{key}/asked", Nothing),
    ("GET", "/invitations/{key}", Nothing),
    ("POST", "/invitations/{key}", Nothing),
    ("POST", "/_fn/{*name}", Nothing),
    ("GET", "/account", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/password", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/password", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/two-factor", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/two-factor", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/two-factor/set-up", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/two-factor/set-up", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/two-factor/codes", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/two-factor/codes", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/two-factor/codes/kept", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/two-factor/off", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/two-factor/off", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/sessions", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/sessions", May(Action::ChangeOwnAccount, Relation::Oneself)),
    // What is nobody's, or somebody else's: tests/it/sessions.rs.
    ("GET", "/account/sessions/{handle}", Nothing),
    ("POST", "/account/sessions/{handle}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/passkeys", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/passkeys", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/passkeys/{id}/rename", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/passkeys/{id}/rename", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/passkeys/{id}/remove", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("POST", "/account/passkeys/{id}/remove", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/email", Nothing),
    ("POST", "/account/email", Nothing),
    ("GET", "/account/email/change", Nothing),
    ("POST", "/account/email/change", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/email/cancel", Nothing),
    ("POST", "/account/email/cancel", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("GET", "/account/email/{token}", Nothing),
    ("GET", "/users", May(Action::SeePeople, Relation::Account)),
    ("GET", "/users/export.csv", May(Action::ExportPeople, Relation::Account)),
    ("GET", "/users/invite", May(Action::Invite, Relation::Account)),
    ("POST", "/users/invite", May(Action::Invite, Relation::Account)),
    ("GET", "/users/invite/people", Nothing),
    ("POST", "/users/invite/people", May(Action::Invite, Relation::Account)),
    ("GET", "/users/invite/batches/{id}", May(Action::Invite, Relation::Account)),
    ("POST", "/users/invite/batches/{id}", May(Action::Invite, Relation::Account)),
    ("GET", "/users/{id}/undo", Nothing),
    ("POST", "/users/{id}/undo", May(Action::ManageInvitation, Relation::Other)),
    ("GET", "/users/bulk", Nothing),
    ("POST", "/users/bulk", May(Action::SeePeople, Relation::Account)),
    ("GET", "/users/bulk/role", Nothing),
    ("POST", "/users/bulk/role", May(Action::ChangeAccess, Relation::Other)),
    ("GET", "/users/bulk/delete", Nothing),
    ("POST", "/users/bulk/delete", May(Action::Remove, Relation::Other)),
    ("GET", "/users/{id}", May(Action::SeePerson, Relation::Other)),
    ("GET", "/users/{id}/edit", May(Action::EditPerson, Relation::Other)),
    ("POST", "/users/{id}/edit", May(Action::EditPerson, Relation::Other)),
    ("GET", "/users/{id}/resend", May(Action::ManageInvitation, Relation::Other)),
    ("POST", "/users/{id}/resend", May(Action::ManageInvitation, Relation::Other)),
    ("GET", "/users/{id}/copy-link", May(Action::ManageInvitation, Relation::Other)),
    ("POST", "/users/{id}/copy-link", May(Action::ManageInvitation, Relation::Other)),
    ("GET", "/users/{id}/{action}", May(Action::Suspend, Relation::Other)),
    ("POST", "/users/{id}/{action}", May(Action::Suspend, Relation::Other)),
    ("GET", "/projects", May(Action::SeeProjects, Relation::Account)),
    ("POST", "/projects", May(Action::CreateProject, Relation::Account)),
    ("GET", "/projects/{id}/rename", May(Action::RenameProject, Relation::Account)),
    ("POST", "/projects/{id}/rename", May(Action::RenameProject, Relation::Account)),
    ("GET", "/projects/{id}/archive", May(Action::ArchiveProject, Relation::Account)),
    ("POST", "/projects/{id}/archive", May(Action::ArchiveProject, Relation::Account)),
    ("POST", "/projects/{id}/restore", May(Action::ArchiveProject, Relation::Account)),
    ("GET", "/api-tokens", May(Action::SeeTokens, Relation::Oneself)),
    ("GET", "/api-tokens/create", May(Action::IssueToken, Relation::Oneself)),
    ("POST", "/api-tokens/create", May(Action::IssueToken, Relation::Oneself)),
    ("GET", "/api-tokens/created", May(Action::IssueToken, Relation::Oneself)),
    // One's own: tests/it/api_tokens/.
    ("GET", "/api-tokens/{id}/delete", May(Action::DeleteToken, Relation::Other)),
    ("POST", "/api-tokens/{id}/delete", May(Action::DeleteToken, Relation::Other)),
    ("GET", "/accounts", May(Action::SwitchAccount, Relation::Oneself)),
    ("POST", "/accounts", May(Action::CreateAccount, Relation::Account)),
    ("POST", "/accounts/{id}/switch", May(Action::SwitchAccount, Relation::Oneself)),
    ("GET", "/settings", May(Action::ManageSettings, Relation::Account)),
    ("POST", "/settings", May(Action::ManageSettings, Relation::Account)),
    ("GET", "/settings/name", Nothing),
    ("POST", "/settings/name", May(Action::ManageSettings, Relation::Account)),
    ("GET", "/settings/two-factor", Nothing),
    ("POST", "/settings/two-factor", May(Action::ManageSettings, Relation::Account)),
    ("GET", "/settings/two-factor/remind", Nothing),
    ("POST", "/settings/two-factor/remind", May(Action::ManageSettings, Relation::Account)),
    ("GET", "/settings/installation", May(Action::CheckInstallation, Relation::Account)),
    ("GET", "/settings/installation/check", Nothing),
    ("POST", "/settings/installation/check", May(Action::CheckInstallation, Relation::Account)),
    ("GET", "/settings/installation/test-mail", Nothing),
    ("POST", "/settings/installation/test-mail", May(Action::CheckInstallation, Relation::Account)),
    ("GET", "/mail-check", Nothing),
    ("POST", "/mail-check", Nothing),
    ("GET", "/mail-check/{token}", Nothing),
    ("GET", "/mail", Either(Action::SeeMail, Action::SeeInstallationMail)),
    ("POST", "/mail/resume", May(Action::ResumeMail, Relation::Account)),
    ("POST", "/mail/{id}/retry", May(Action::RetryMail, Relation::Account)),
    ("GET", "/audit", May(Action::SeeAudit, Relation::Account)),
    ("GET", "/audit/export.csv", May(Action::ExportAudit, Relation::Account)),
    ("GET", "/audit/export.jsonl", May(Action::ExportAudit, Relation::Account)),
];

/// The actions that `/users/{id}/{action}` stands for, beside the one named above.
const QUESTIONS: &[(&str, Action)] = &[
    ("suspend", Action::Suspend),
    ("restore", Action::Suspend),
    ("reset-two-factor", Action::ResetTwoFactor),
    ("sign-out", Action::SignOutPerson),
    ("revoke", Action::ManageInvitation),
    ("approve", Action::ManageInvitation),
    ("delete", Action::Remove),
];

/// Server functions with what they are called with.
const FUNCTIONS: &[(&str, &str, Needs)] = &[
    ("setup", "{}", Nothing),
    ("sign-in", "{}", Nothing),
    ("sign-in/passkey", "{}", Nothing),
    ("sign-in/passkey/options", "{}", Nothing),
    ("sign-in/second-step", "{}", Nothing),
    ("sign-in/second-step/options", "{}", Nothing),
    ("sign-out", "{}", Nothing),
    ("forgot-password", "{}", Nothing),
    ("reset-password", "{}", Nothing),
    ("preferences", "{}", Nothing),
    ("invitations/accept", "{}", Nothing),
    ("invitations/two-factor", "{}", Nothing),
    ("invitations/join", "{}", Nothing),
    ("invitations/decline", "{}", Nothing),
    ("invitations/ask", "{}", Nothing),
    ("invitations/accept-offer", r#"{"id":1}"#, Nothing),
    ("invitations/decline-offer", r#"{"id":1}"#, Nothing),
    ("account/profile", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/password", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/two-factor/begin", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/two-factor/confirm", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/two-factor/codes", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/two-factor/codes/kept", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/two-factor/off", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    // A session that is not there is a 404, to whomever: tests/it/sessions.rs.
    ("account/sessions/end", "{}", Nothing),
    ("account/sessions/end-others", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("step-up/options", "{}", Somebody),
    ("account/passkeys/begin", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/passkeys/add", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/passkeys/rename", r#"{"id":1}"#, May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/passkeys/remove", r#"{"id":1}"#, May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/email/change", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/email/cancel", "{}", May(Action::ChangeOwnAccount, Relation::Oneself)),
    ("account/email/confirm", "{}", Nothing),
    (
        "settings/account",
        r#"{"name":"Northwind","seen":"Northwind"}"#,
        May(Action::ManageSettings, Relation::Account),
    ),
    ("settings/invitations", "{}", May(Action::ManageSettings, Relation::Account)),
    ("settings/two-factor", "{}", May(Action::ManageSettings, Relation::Account)),
    ("settings/two-factor/remind", "{}", May(Action::ManageSettings, Relation::Account)),
    ("settings/check", "{}", May(Action::CheckInstallation, Relation::Account)),
    ("settings/test-mail", "{}", May(Action::CheckInstallation, Relation::Account)),
    ("mail-check", "{}", Nothing),
    ("accounts/create", r#"{"name":"New"}"#, May(Action::CreateAccount, Relation::Account)),
    ("accounts/switch", r#"{"id":ACCOUNT}"#, May(Action::SwitchAccount, Relation::Oneself)),
    ("projects/create", r#"{"name":"Made by a function"}"#, May(Action::CreateProject, Relation::Account)),
    ("projects/rename", r#"{"id":PROJECT,"name":"Renamed"}"#, May(Action::RenameProject, Relation::Account)),
    ("projects/archive", r#"{"id":PROJECT}"#, May(Action::ArchiveProject, Relation::Account)),
    ("projects/restore", r#"{"id":PROJECT}"#, May(Action::ArchiveProject, Relation::Account)),
    ("api-tokens/create", "{}", May(Action::IssueToken, Relation::Oneself)),
    ("api-tokens/delete", r#"{"id":TOKEN}"#, May(Action::DeleteToken, Relation::Other)),
    ("mail/retry", r#"{"id":MAIL}"#, May(Action::RetryMail, Relation::Account)),
    ("mail/resume", "{}", May(Action::ResumeMail, Relation::Account)),
    ("users/list", r#"{"query":""}"#, May(Action::SeePeople, Relation::Account)),
    ("users/invite-form", "{}", May(Action::Invite, Relation::Account)),
    ("users/invite-preview", "{}", May(Action::Invite, Relation::Account)),
    ("users/invite-mail", "{}", May(Action::Invite, Relation::Account)),
    ("users/batch/show", r#"{"id":BATCH}"#, May(Action::Invite, Relation::Account)),
    ("users/batch/send", r#"{"id":BATCH}"#, May(Action::Invite, Relation::Account)),
    ("users/batch/cancel", r#"{"id":BATCH}"#, May(Action::Invite, Relation::Account)),
    ("users/undo", r#"{"id":ID}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/invite", "{}", May(Action::Invite, Relation::Account)),
    ("users/confirm", r#"{"id":ID,"action":"delete"}"#, May(Action::SeePerson, Relation::Other)),
    ("users/resend", r#"{"id":ID}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/approve", r#"{"id":ID}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/copy-link", r#"{"id":ID}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/edit", r#"{"id":ID}"#, May(Action::EditPerson, Relation::Other)),
    ("users/suspend", r#"{"id":ID}"#, May(Action::Suspend, Relation::Other)),
    ("users/restore", r#"{"id":ID}"#, May(Action::Suspend, Relation::Other)),
    ("users/sign-out", r#"{"id":ID}"#, May(Action::SignOutPerson, Relation::Other)),
    ("users/reset-two-factor", r#"{"id":ID}"#, May(Action::ResetTwoFactor, Relation::Other)),
    ("users/revoke", r#"{"id":ID}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/delete", r#"{"id":ID}"#, May(Action::Remove, Relation::Other)),
    ("users/bulk-resend", r#"{"ids":[ID]}"#, May(Action::ManageInvitation, Relation::Other)),
    ("users/bulk-role", r#"{"ids":[ID],"role":"5"}"#, May(Action::ChangeAccess, Relation::Other)),
    ("users/bulk-delete", r#"{"ids":[ID]}"#, May(Action::Remove, Relation::Other)),
];

/// Who asks.
struct Caller {
    name: String,
    browser: Browser,
    /// The role in the account; none for who cannot act at all.
    role: Option<AccountRole>,
    is_operator: bool,
    /// Whether the account of the person asked about is another one.
    foreign: bool,
}

impl Caller {
    fn may(&self, action: Action, relation: Relation) -> bool {
        self.role.is_some_and(|role| {
            // Nobody here has a role in a project; administrators have every one.
            let holder = vestibule::domain::access::Holder { role, client_administrator: false };
            let project_role = holder.in_project(None).role;
            let actor = Actor { role, is_operator: self.is_operator, project_role };
            policy::decide(actor, action, relation) == Verdict::Allowed
        })
    }
}

/// Somebody who has joined Northwind with a role, signed in in a browser.
pub(crate) async fn member(
    t: &TestApp,
    ada: &vestibule::service::Ctx,
    email: &str,
    role: AccountRole,
) -> Browser {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    invite(&t.app, ada, &form).await.unwrap();
    let mails = t.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == email).unwrap();
    let token = token_in(mail, "/invitations/");
    accept_new(&t.app, &t.anonymous(), token.hash(), "Somebody", PASSWORD).await.unwrap();
    t.deliver().await;
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(email, PASSWORD).await.status, 303);
    browser
}

/// Every kind of person there is.
async fn everybody(t: &TestApp, ada: &vestibule::service::Ctx) -> Vec<Caller> {
    let mut all = Vec::new();
    let mut add = |name: &str, browser, role, is_operator, foreign| {
        all.push(Caller { name: name.into(), browser, role, is_operator, foreign });
    };
    add("nobody", Browser::new(t), None, false, false);
    for role in AccountRole::ALL {
        let email = format!("r{}@example.org", role.id());
        add(role.name(), member(t, ada, &email, role).await, Some(role), false, false);
    }
    invite(&t.app, ada, &invite_form("invited@example.org")).await.unwrap();
    let mut invited = Browser::new(t);
    assert_eq!(invited.sign_in("invited@example.org", PASSWORD).await.status, 422);
    add("invited, not accepted", invited, None, false, false);
    let suspended = member(t, ada, "suspended@example.org", AccountRole::Administrators).await;
    with_user(t, ada, "suspended@example.org", async |tx, id, _| {
        assert!(members::suspend(tx, id, ada.now).await.unwrap());
    })
    .await;
    add("suspended administrator", suspended, None, false, false);
    let removed = member(t, ada, "removed@example.org", AccountRole::Administrators).await;
    with_user(t, ada, "removed@example.org", async |tx, id, _| {
        assert!(members::remove(tx, id, ada.now).await.unwrap());
    })
    .await;
    add("removed administrator", removed, None, false, false);
    let operator = member(t, ada, "operator@example.org", AccountRole::Users).await;
    t.make_operator("operator@example.org").await;
    add("operator with the role Users", operator, Some(AccountRole::Users), true, false);
    add(
        "administrator of another account",
        stranger(t, ada).await,
        Some(AccountRole::Administrators),
        false,
        true,
    );
    all
}

/// Does something to a membership of Northwind.
pub(crate) async fn with_user(
    t: &TestApp,
    ada: &vestibule::service::Ctx,
    email: &str,
    act: impl AsyncFnOnce(
        &mut vestibule::store::Tx,
        vestibule::domain::ids::MembershipId,
        vestibule::domain::ids::UserId,
    ),
) {
    let account = ada.principal.as_ref().unwrap().account_id;
    let email = vestibule::domain::email::EmailAddress::parse(email).unwrap();
    let mut tx = t.app.db.write().await.unwrap();
    accounts::lock(&mut tx, account).await.unwrap();
    let user = users::find_by_email(&mut tx, &email).await.unwrap().unwrap();
    let row = members::find_by_user(&mut tx, account, user.id).await.unwrap().unwrap();
    act(&mut tx, row.id, user.id).await;
    member_places::refresh(&mut tx, row.id).await.unwrap();
    tx.commit_without_audit("test").await.unwrap();
}

/// An administrator of another account, who belongs to no other.
pub(crate) async fn stranger(t: &TestApp, ada: &vestibule::service::Ctx) -> Browser {
    member(t, ada, "stranger@example.org", AccountRole::Administrators).await;
    let account = crate::audit::another_account(t).await;
    with_user(t, ada, "stranger@example.org", async |tx, id, user| {
        assert!(members::remove(tx, id, ada.now).await.unwrap());
        let new = members::NewMembership {
            account_id: account,
            user_id: user,
            name: "Stranger",
            language: vestibule::domain::language::Language::En,
            role: AccountRole::Administrators,
            client_administrator: true,
            state: MembershipState::Active,
        };
        let id = members::insert(tx, &new, ada.now).await.unwrap().unwrap();
        member_places::refresh(tx, id).await.unwrap();
    })
    .await;
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in("stranger@example.org", PASSWORD).await.status, 303);
    browser
}

/// A fresh person and a fresh project to act on, and the numbers to put into an address.
struct Targets {
    member: i64,
    project: i64,
    account: i64,
    mail: i64,
    batch: i64,
    token: i64,
}

impl Targets {
    /// For an address or arguments that name one of them.
    async fn new(t: &TestApp, ada: &vestibule::service::Ctx, of: &str, count: usize) -> Self {
        let account = ada.principal.as_ref().unwrap().account_id;
        let (mut member, mut project, mut mail, mut batch, mut token) = (0, 0, 0, 0, 0);
        if of.contains("BATCH") || of.starts_with("/users/invite/batches") {
            // Only so many may be in review.
            for open in batches::open(&t.app, ada).await.unwrap() {
                batches::cancel(&t.app, ada, open.id).await.unwrap();
            }
            let form = invite_form("one@example.net, two@example.net");
            let people = batches::several(&form).unwrap();
            batch = batches::prepare(&t.app, ada, &form, people).await.unwrap().0;
        } else if of.contains("PROJECT") || of.starts_with("/projects/") {
            let mut tx = t.app.db.write().await.unwrap();
            let name = format!("Project {count}");
            let uuid = t.app.new_uuid(ada.now);
            project =
                accounts::insert_project(&mut tx, uuid, account, &name, false, ada.now).await.unwrap().0;
            tx.commit_without_audit("test").await.unwrap();
        } else if of.contains("MAIL") || of.starts_with("/mail/{id}") {
            mail = put_off(t, ada, &format!("mail{count}@example.org")).await;
        } else if of.contains("TOKEN") || of.starts_with("/api-tokens/{id}") {
            token = ada_s_token(t, ada).await;
        } else if of.contains("ID") || of.starts_with("/users/{id}") || of.starts_with("/users/bulk") {
            member = t.invite(ada, &format!("target{count}@example.org")).await.membership_id.0;
        }
        Self { member, project, account: account.0, mail, batch, token }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("ID", "\u{1}")
            .replace("PROJECT", &self.project.to_string())
            .replace("ACCOUNT", &self.account.to_string())
            .replace("MAIL", &self.mail.to_string())
            .replace("BATCH", &self.batch.to_string())
            .replace("TOKEN", &self.token.to_string())
            .replace('\u{1}', &self.member.to_string())
    }

    fn path(&self, pattern: &str, action: &str) -> String {
        let id = if pattern.starts_with("/projects") {
            self.project
        } else if pattern.starts_with("/accounts") {
            self.account
        } else if pattern.starts_with("/mail") {
            self.mail
        } else if pattern.starts_with("/users/invite/batches") {
            self.batch
        } else if pattern.starts_with("/api-tokens") {
            self.token
        } else {
            self.member
        };
        pattern.replace("{id}", &id.to_string()).replace("{action}", action)
    }
}

/// The number of a new token of Ada's; there is always room for it.
async fn ada_s_token(t: &TestApp, ada: &vestibule::service::Ctx) -> i64 {
    let ada = t.proven_now(ada);
    for old in api_tokens::list(&t.app, &ada, &ListTokens::default()).await.unwrap().tokens {
        api_tokens::delete(&t.app, &ada, old.id).await.unwrap();
    }
    let form = TokenForm { name: "Ada's".into(), role: "2".into(), ..TokenForm::default() };
    api_tokens::issue(&t.app, &ada, &form).await.unwrap().row.id.0
}

/// The number of a mail of Northwind that the mail server has put off.
async fn put_off(t: &TestApp, ada: &vestibule::service::Ctx, email: &str) -> i64 {
    t.deliver().await;
    t.invite(ada, email).await;
    t.mail.answer_next(Err(Failure::Deferred("451 later".into())));
    t.deliver().await;
    let filter = Filter {
        account: Some(ada.principal.as_ref().unwrap().account_id),
        shown: Shown::In(OutboxState::Retrying),
        now: t.clock_now(),
    };
    let mut tx = t.app.db.read().await.unwrap();
    outbox_list::list(&mut tx, filter, From::Newest, 1).await.unwrap()[0].id.0
}

on_both_databases! {
    async fn every_address_answers_everybody_as_the_table_says(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let mut callers = everybody(&t, &ada).await;
        let listed: BTreeSet<(String, &str)> =
            addresses().into_iter().map(|(method, path)| (method.to_string(), path)).collect();
        let judged: BTreeSet<(String, &str)> =
            PAGES.iter().map(|(method, path, _)| ((*method).to_owned(), *path)).collect();
        assert_eq!(listed, judged, "each address stands in the table of this test");
        let mut count = 0;
        for (method, pattern, needs) in PAGES {
            let actions: Vec<(&str, Needs)> = if pattern.ends_with("{action}") {
                QUESTIONS.iter().map(|(name, action)| (*name, May(*action, Relation::Other))).collect()
            } else {
                vec![("", *needs)]
            };
            for (name, needs) in actions {
                for caller in &mut callers {
                    if needs == Nothing {
                        continue;
                    }
                    count += 1;
                    let targets = Targets::new(&t, &ada, pattern, count).await;
                    let path = targets.path(pattern, name);
                    let answer = if *method == "GET" {
                        caller.browser.get(&path).await
                    } else {
                        let member = targets.member.to_string();
                        let several = [("ids", member.as_str()), ("action", "resend"), ("role", "5")];
                        let form = if pattern.starts_with("/users/bulk") { &several[..] } else { &[] };
                        caller.browser.post(&path, form).await
                    };
                    let status = answer.status.as_u16();
                    let what = format!("{method} {path} by {}: {status}", caller.name);
                    let to_sign_in = status == 303 && answer.location().starts_with("/sign-in");
                    let foreign = caller.foreign && pattern.contains("{id}");
                    match needs {
                        Nothing => {}
                        _ if caller.role.is_none() => assert!(to_sign_in, "{what}"),
                        _ if foreign => {
                            assert_eq!(status, 404, "{what}");
                            let unknown = targets_nowhere(pattern, name);
                            let other = if *method == "GET" {
                                caller.browser.get(&unknown).await
                            } else {
                                caller.browser.post(&unknown, &[]).await
                            };
                            assert_eq!(other.status, 404, "{what}");
                            let (one, other) = (bare(&answer.body, &path), bare(&other.body, &unknown));
                            assert_eq!(one, other, "{what}: not the same as what is not there");
                        }
                        May(action, relation) if !caller.may(action, relation) => {
                            // A project one may not enter, a mail or a token one may not see, does not exist.
                            let hidden = ["/projects", "/mail/", "/api-tokens/{id}"].iter().any(|own| pattern.starts_with(own));
                            assert!(status == 403 || status == 404 && hidden, "{what}");
                        }
                        Either(one, other)
                            if !caller.may(one, Relation::Account) && !caller.may(other, Relation::Account) =>
                        {
                            assert_eq!(status, 403, "{what}");
                        }
                        // Nobody here has a passkey.
                        _ if pattern.starts_with("/account/passkeys/{id}") => assert_eq!(status, 404, "{what}"),
                        Somebody | May(..) | Either(..) => {
                            assert!(![401, 403, 404, 405, 500, 503].contains(&status) && !to_sign_in, "{what}");
                        }
                    }
                }
            }
        }
        // Whatever the others answer, they answer; the browser looks at the headers.
        for (method, pattern, _) in PAGES.iter().filter(|(_, _, needs)| *needs == Nothing) {
            let path = pattern.replace(['{', '}'], "");
            for caller in callers.iter_mut().take(2) {
                let answer = caller.browser.send(method, &path, None, "text/html", None).await;
                assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.status);
            }
        }
        eprintln!("{count} of {} addresses and {} kinds of people", PAGES.len(), callers.len());
        assert!(count > 300, "{count}");
    }

    async fn every_server_function_answers_everybody_as_the_table_says(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let mut callers = everybody(&t, &ada).await;
        let listed: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
            .map(|(path, method)| {
                assert_eq!(method, "POST", "{path}: a server function that writes is never a GET");
                path.strip_prefix("/_fn/").unwrap().to_owned()
            })
            .collect();
        let judged: BTreeSet<String> = FUNCTIONS.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(listed, judged, "each server function stands in the table of this test");
        let mut count = 0;
        for (name, arguments, needs) in FUNCTIONS {
            for caller in &mut callers {
                let May(action, relation) = needs else { continue };
                count += 1;
                let targets = Targets::new(&t, &ada, arguments, count).await;
                let filled: serde_json::Value = serde_json::from_str(&targets.fill(arguments)).unwrap();
                let answer = caller.browser.call(name, &filled).await;
                let status = answer.status.as_u16();
                let what = format!("{name} by {}: {status} {}", caller.name, answer.body);
                // Of several people each has an outcome of their own.
                let many = name.starts_with("users/bulk");
                let names_one =
                    ["ID", "PROJECT", "ACCOUNT", "MAIL", "BATCH", "TOKEN"].iter().any(|each| arguments.contains(each));
                if caller.role.is_none() {
                    assert_eq!(status, 401, "{what}");
                } else if caller.foreign && names_one && !many {
                    assert_eq!(status, 404, "{what}");
                } else if !caller.may(*action, *relation) {
                    let hidden = ["projects/", "mail/", "api-tokens/"].iter().any(|own| name.starts_with(own));
                    assert!(status == 403 || status == 404 && hidden, "{what}");
                } else if ["account/passkeys/rename", "account/passkeys/remove"].contains(name) {
                    // Nobody here has a passkey, and a name that is none is refused before.
                    assert!(status == 404 || answer.body.contains("Invalid"), "{what}");
                } else {
                    assert!(![401, 403, 404, 405, 500, 503].contains(&status), "{what}");
                }
            }
        }
        eprintln!("{count} of {} functions and {} kinds of people", FUNCTIONS.len(), callers.len());
        assert!(count > 200, "{count}");
    }
}

/// What somebody reaches who owes the account a second factor, beside what is open to everybody: setting one up, and going
/// on in another account.
const OWING: &[(&str, &str)] = &[
    ("GET", "/account/two-factor"),
    ("POST", "/account/two-factor"),
    ("GET", "/account/passkeys"),
    ("POST", "/account/passkeys"),
    ("GET", "/accounts"),
];
const OWING_FUNCTIONS: &[&str] = &[
    "account/two-factor/begin",
    "account/two-factor/confirm",
    "account/two-factor/codes/kept",
    "account/passkeys/begin",
    "account/passkeys/add",
    "accounts/switch",
];

on_both_databases! {
    async fn whoever_owes_the_account_a_second_factor_is_led_to_setting_one_up(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let mut owing = member(&t, &ada, "owing@example.org", AccountRole::Administrators).await;
        t.make_operator("owing@example.org").await;
        assert_eq!(owing.get("/users").await.status, 200);
        requirement::set(&t.app, &ada, &(ada.now + Span::hours(24)).to_day(), "").await.unwrap();
        t.advance(Span::hours(24));
        assert_eq!(owing.sign_in("owing@example.org", PASSWORD).await.status, 303);
        let ada = t.later(&ada);
        let mut led = 0;
        for (count, (method, pattern, needs)) in PAGES.iter().enumerate() {
            if *needs == Nothing && *pattern != "/sign-in" {
                continue;
            }
            let targets = Targets::new(&t, &ada, pattern, 10_000 + count).await;
            let mut path = targets.path(pattern, "suspend");
            let what = format!("{method} {path}");
            let mut answer = match *method {
                "GET" => owing.get(&path).await,
                _ if *pattern == "/sign-in" => continue,
                _ => owing.post(&path, &[("ids", &targets.member.to_string())]).await,
            };
            if OWING.contains(&(method, pattern)) {
                assert!([200, 422].contains(&answer.status.as_u16()), "{what}: {}", answer.status);
                continue;
            }
            // From a refused form the way leads there by the page of signing in.
            for _ in 0..3 {
                assert_eq!(answer.status, 303, "{what}: {path}");
                path = answer.location().to_owned();
                if path == "/account/two-factor" {
                    break;
                }
                answer = owing.get(&path).await;
            }
            assert_eq!(path, "/account/two-factor", "{what}");
            led += 1;
        }
        let page = owing.get("/account/two-factor").await;
        assert!(page.holds("Northwind has required two-factor authentication since Nov 21, 2026."), "{}", page.body);
        let mut refused = 0;
        for (count, (name, arguments, needs)) in FUNCTIONS.iter().enumerate() {
            if *needs == Nothing {
                continue;
            }
            let targets = Targets::new(&t, &ada, arguments, 20_000 + count).await;
            let filled: serde_json::Value = serde_json::from_str(&targets.fill(arguments)).unwrap();
            let answer = owing.call(name, &filled).await;
            if OWING_FUNCTIONS.contains(name) {
                assert_ne!(answer.status, 401, "{name}: {}", answer.body);
                continue;
            }
            assert_eq!(answer.status, 401, "{name}: {}", answer.body);
            assert!(answer.holds("Northwind has required two-factor authentication"), "{name}: {}", answer.body);
            refused += 1;
        }
        eprintln!("{led} addresses and {refused} functions");
        assert!(led > 50 && refused > 40, "{led} {refused}");
    }
}

/// The same address with a number that nobody has.
fn targets_nowhere(pattern: &str, action: &str) -> String {
    pattern.replace("{id}", "99999999").replace("{action}", action)
}

/// A page without what every request has of its own: its address, and the number that scripts must name.
fn bare(page: &str, path: &str) -> String {
    let page = page.replace(path, "PATH");
    let mut parts = page.split("nonce=\"");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    bare
}
