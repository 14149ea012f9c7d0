//! Every call by every kind of caller. A call that nobody has said a word about here fails the test.

use super::{Client, Said, account_of, ada, token};
use crate::{
    authorisation::{member, stranger, with_user},
    support::{TestApp, database::execute, on_both_databases},
};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use vestibule::{
    api,
    domain::{
        ids::UserId,
        policy::{self, Action, Actor, Relation, Verdict},
        role::AccountRole,
    },
    service::{
        Ctx, api_tokens,
        assignments::{self, Right},
    },
    store::{self, directory, members},
};

/// What a call needs.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    /// Somebody, whoever.
    Somebody,
    /// What the table of permissions says.
    May(Action, Relation),
    /// The same, and to everybody else it is not there.
    See(Action, Relation),
    /// To be the one that it is about, as nobody here is.
    Oneself,
}
use Needs::{May, Oneself, See, Somebody};

/// Method, address, body, and what it takes. In an address stand the account and a person of it, or a token of somebody else's;
/// in a body `ACCOUNT` is the account, `EMAIL` the address of somebody invited, `NEW` one that nobody has. Below `/v3` people and
/// tokens go by their UUIDs, and the token is one of the person.
const CALLS: &[(&str, &str, &str, Needs)] = &[
    ("GET", "/iam/clients/me", "", Somebody),
    (
        "POST",
        "/iam/clients/create",
        r#"{"company":"Further"}"#,
        May(Action::CreateAccount, Relation::Account),
    ),
    (
        "POST",
        "/iam/clients/invite_user",
        r#"{"client_id":ACCOUNT,"email":"NEW","user_role":{}}"#,
        May(Action::Invite, Relation::Account),
    ),
    (
        "POST",
        "/iam/auth/renew_invitation",
        r#"{"email":"EMAIL"}"#,
        May(Action::ManageInvitation, Relation::Other),
    ),
    ("GET", "/iam/users", "", May(Action::SeePeople, Relation::Account)),
    (
        "POST",
        "/iam/users",
        r#"{"email":"NEW","password":"seven lanterns on a quay","company":"New"}"#,
        May(Action::CreateAccount, Relation::Account),
    ),
    ("GET", "/iam/users/me", "", Somebody),
    ("GET", "/iam/users/{userId}", "", May(Action::SeePerson, Relation::Other)),
    ("PATCH", "/iam/users/{userId}", r#"{"name":"Somebody"}"#, May(Action::EditPerson, Relation::Other)),
    ("DELETE", "/iam/users/{userId}", "", May(Action::Remove, Relation::Other)),
    ("GET", "/cloud/v1/users", "", May(Action::SeePeople, Relation::Account)),
    ("GET", "/cloud/v1/projects", "", May(Action::SeeProjects, Relation::Account)),
    ("POST", "/cloud/v1/projects", r#"{"name":"PROJECT"}"#, May(Action::CreateProject, Relation::Account)),
    ("GET", "/iam/clients/{clientId}/client-users/{userId}", "", May(Action::SeePerson, Relation::Other)),
    (
        "PUT",
        "/iam/clients/{clientId}/client-users/{userId}",
        r#"{"user_role":{"id":5}}"#,
        May(Action::ChangeAccess, Relation::Other),
    ),
    ("DELETE", "/iam/clients/{clientId}/client-users/{userId}", "", May(Action::Remove, Relation::Other)),
    ("POST", "/iam/v2/clients/{clientId}/tokens", NEW_TOKEN, May(Action::IssueToken, Relation::Oneself)),
    ("GET", "/iam/v2/clients/{clientId}/tokens", "", May(Action::SeeTokens, Relation::Oneself)),
    ("GET", "/iam/v2/clients/{clientId}/tokens/{tokenId}", "", See(Action::SeeTokens, Relation::Other)),
    ("DELETE", "/iam/v2/clients/{clientId}/tokens/{tokenId}", "", See(Action::DeleteToken, Relation::Other)),
    ("POST", "/iam/clients/{clientId}/tokens", NEW_TOKEN, May(Action::IssueToken, Relation::Oneself)),
    ("GET", "/iam/clients/{clientId}/tokens", "", May(Action::SeeTokens, Relation::Oneself)),
    ("GET", "/iam/clients/{clientId}/tokens/{tokenId}", "", See(Action::SeeTokens, Relation::Other)),
    ("DELETE", "/iam/clients/{clientId}/tokens/{tokenId}", "", See(Action::DeleteToken, Relation::Other)),
    (
        "POST",
        "/cloud/v1/users/assignments",
        r#"{"role":"ClientAdministrator","user_id":USER,"client_id":ACCOUNT}"#,
        May(Action::ChangeAccess, Relation::Other),
    ),
    ("GET", "/cloud/v1/users/assignments", "", Somebody),
    (
        "PATCH",
        "/cloud/v1/users/assignments/{assignmentId}",
        r#"{"role":"ClientAdministrator","user_id":USER}"#,
        May(Action::ChangeAccess, Relation::Other),
    ),
    ("DELETE", "/cloud/v1/users/assignments/{assignmentId}", "", May(Action::ChangeAccess, Relation::Other)),
    ("POST", "/v3/invites", r#"{"email":"NEW"}"#, May(Action::Invite, Relation::Account)),
    ("GET", "/v3/users", "", May(Action::SeePeople, Relation::Account)),
    ("GET", "/v3/users/me", "", Somebody),
    ("GET", "/v3/users/{userId}", "", May(Action::SeePerson, Relation::Other)),
    ("PATCH", "/v3/users/{userId}", r#"{"full_name":"Somebody"}"#, May(Action::EditPerson, Relation::Other)),
    ("DELETE", "/v3/users/{userId}", "", May(Action::Remove, Relation::Other)),
    ("GET", "/v3/organizations/me", "", Somebody),
    ("GET", "/v3/users/{userId}/access-tokens", "", May(Action::SeeTokens, Relation::Other)),
    ("POST", "/v3/users/{userId}/access-tokens", r#"{"name":"t","ttl_seconds":86400}"#, Oneself),
    ("GET", "/v3/users/{userId}/access-tokens/{tokenId}", "", May(Action::SeeTokens, Relation::Other)),
    ("PATCH", "/v3/users/{userId}/access-tokens/{tokenId}", r#"{"name":"t"}"#, Oneself),
    ("DELETE", "/v3/users/{userId}/access-tokens/{tokenId}", "", May(Action::DeleteToken, Relation::Other)),
    (
        "PATCH",
        "/v3/users/{userId}/access-tokens/{tokenId}/revoke",
        "",
        May(Action::DeleteToken, Relation::Other),
    ),
];
const NEW_TOKEN: &str = r#"{"name":"new","exp_date":null,"client_user":{}}"#;
/// There is room for so many tokens at once.
const FORGET_TARGETS: &str =
    "UPDATE api_tokens SET deleted_at = created_at WHERE name IN ('target', 'new') AND deleted_at IS NULL";

struct Caller {
    name: String,
    client: Client,
    /// What the token may at the most, in whose hands; none for who is nobody.
    role: Option<AccountRole>,
    is_operator: bool,
    foreign: bool,
}

impl Caller {
    fn is_kept_from(&self, needs: Needs) -> bool {
        match needs {
            Somebody => false,
            May(action, relation) | See(action, relation) => !self.may(action, relation),
            Oneself => true,
        }
    }

    fn may(&self, action: Action, relation: Relation) -> bool {
        self.role.is_some_and(|role| {
            let actor = Actor { role, is_operator: self.is_operator, project_role: None };
            policy::decide(actor, action, relation) == Verdict::Allowed
        })
    }
}

async fn everybody(t: &TestApp, ada: &Ctx) -> Vec<Caller> {
    let account = account_of(ada);
    let mut all = Vec::new();
    let mut add = |name: &str, client, role, is_operator, foreign| {
        all.push(Caller { name: name.into(), client, role, is_operator, foreign });
    };
    add("nobody", Client::nobody(t), None, false, false);
    for role in AccountRole::ALL {
        let email = format!("r{}@example.org", role.id());
        member(t, ada, &email, role).await;
        add(role.name(), Client::of(t, &token(t, account, &email, role).await), Some(role), false, false);
    }
    let little = token(t, account, "r1@example.org", AccountRole::Users).await;
    add("an administrator's token of Users", Client::of(t, &little), Some(AccountRole::Users), false, false);
    for name in ["suspended", "removed"] {
        let email = format!("{name}@example.org");
        member(t, ada, &email, AccountRole::Administrators).await;
        let client = Client::of(t, &token(t, account, &email, AccountRole::Administrators).await);
        with_user(t, ada, &email, async |tx, id, _| {
            let done = match name {
                "suspended" => members::suspend(tx, id, ada.now).await,
                _ => members::remove(tx, id, ada.now).await,
            };
            assert!(done.unwrap());
        })
        .await;
        add(&format!("{name} administrator"), client, None, false, false);
    }
    member(t, ada, "operator@example.org", AccountRole::Users).await;
    t.make_operator("operator@example.org").await;
    let users = token(t, account, "operator@example.org", AccountRole::Users).await;
    add("operator with the role Users", Client::of(t, &users), Some(AccountRole::Users), false, false);
    let whole = token(t, account, "ada@example.org", AccountRole::Administrators).await;
    add("operator and administrator", Client::of(t, &whole), Some(AccountRole::Administrators), true, false);
    stranger(t, ada).await;
    let other = {
        let mut tx = t.app.db.read().await.unwrap();
        let email = vestibule::domain::email::EmailAddress::parse("stranger@example.org").unwrap();
        let user = store::users::find_by_email(&mut tx, &email).await.unwrap().unwrap();
        members::last_used(&mut tx, user.id, ada.now).await.unwrap().unwrap().account_id.0
    };
    let foreign = token(t, other, "stranger@example.org", AccountRole::Administrators).await;
    add(
        "administrator of another account",
        Client::of(t, &foreign),
        Some(AccountRole::Administrators),
        false,
        true,
    );
    all
}

/// Who a call is about.
#[derive(Clone, Copy)]
struct Target {
    user: i64,
    uuid: Uuid,
}

impl Target {
    const NOBODY: Self = Self { user: 99_999_999, uuid: Uuid::max() };

    async fn invite(t: &TestApp, ada: &Ctx, email: &str) -> Self {
        let user = t.invite(ada, email).await.user_id;
        let account = ada.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.read().await.unwrap();
        let row = directory::find_by_number(&mut tx, account, user).await.unwrap().unwrap();
        Self { user: user.0, uuid: row.uuid }
    }

    /// What stands in an address for a token or a right: nobody has it.
    fn nothing(path: &str) -> String {
        if path.starts_with("/v3") { Uuid::max().to_string() } else { "99999999".into() }
    }
}

/// A call about somebody of Northwind.
async fn call(
    client: &Client,
    (method, path, body): (&str, &str, &str),
    account: i64,
    target: Target,
    count: usize,
    of_user: &str,
) -> Said {
    let is_second = path.starts_with("/v3");
    let user = if is_second { target.uuid.to_string() } else { target.user.to_string() };
    let client = if is_second { &client.bearing() } else { client };
    let path = path.replace("{userId}", &user).replace("{clientId}", &account.to_string());
    let path = path.replace("{tokenId}", of_user).replace("{assignmentId}", of_user);
    let body = body
        .replace("ACCOUNT", &account.to_string())
        .replace("USER", &user)
        .replace("PROJECT", &format!("Project {count}"))
        .replace("EMAIL", &format!("target{count}@example.org"))
        .replace("NEW", &format!("new{count}@example.org"));
    client.send(method, &path, (!body.is_empty()).then_some(body)).await
}

/// The number of a token that somebody else has issued.
async fn target_token(t: &TestApp, ada: &Ctx) -> String {
    let form = api_tokens::NewToken {
        email: "ada@example.org".into(),
        account: account_of(ada),
        role: AccountRole::Users.name().into(),
        name: "target".into(),
    };
    let token = api_tokens::create(&t.app, &t.anonymous(), &form).await.unwrap();
    token.split_once('_').unwrap().0.to_owned()
}

/// The UUID of a token of somebody invited, though nobody could have issued it yet.
async fn second_token(t: &TestApp, ada: &Ctx, user: i64) -> String {
    let uuid = t.app.new_uuid(ada.now);
    let new = store::api_tokens::NewApiToken {
        uuid,
        account_id: ada.principal.as_ref().unwrap().account_id,
        user_id: UserId(user),
        name: "target",
        description: "",
        role: AccountRole::Users,
        secret_hash: t.app.new_token().hash(),
        expires_at: None,
    };
    let mut tx = t.app.db.write().await.unwrap();
    store::api_tokens::insert(&mut tx, &new, ada.now).await.unwrap();
    tx.commit_without_audit("test").await.unwrap();
    uuid.to_string()
}

/// The number of a right that somebody else has.
async fn target_assignment(t: &TestApp, ada: &Ctx, user: i64) -> String {
    let given = assignments::assign(&t.app, ada, UserId(user), Right::Client).await.unwrap();
    given.unwrap().id.to_string()
}

/// An answer without what is another in each of them.
fn bare(said: &Said) -> (u16, Value, Vec<String>) {
    let names = said.headers.iter().filter(|(name, _)| *name != "x-request-id");
    let mut headers: Vec<String> = names.map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    let mut body = said.body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.remove("request_id");
        fields.remove("instance");
    }
    (said.status, body, headers)
}

on_both_databases! {
    async fn every_call_answers_everybody_as_the_table_says(t) {
        let t = t.without_limits();
        let (ada, _) = ada(&t).await;
        let callers = everybody(&t, &ada).await;
        let listed: BTreeSet<(String, String)> =
            api::addresses().into_iter().map(|(method, path)| (method.to_string(), path)).collect();
        let judged: BTreeSet<(String, String)> =
            CALLS.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
        assert_eq!(listed, judged, "each call stands in the table of this test");
        let account = account_of(&ada);
        let mut count = 0;
        for (method, path, body, needs) in CALLS {
            for caller in &callers {
                count += 1;
                let target = Target::invite(&t, &ada, &format!("target{count}@example.org")).await;
                let nothing = &Target::nothing(path);
                let of_target = match path {
                    path if path.starts_with("/v3") && path.contains("{tokenId}") => {
                        second_token(&t, &ada, target.user).await
                    }
                    path if path.contains("{tokenId}") => target_token(&t, &ada).await,
                    path if path.contains("{assignmentId}") => target_assignment(&t, &ada, target.user).await,
                    _ => String::new(),
                };
                let said = call(&caller.client, (method, path, body), account, target, count, &of_target).await;
                execute(&t, FORGET_TARGETS).await;
                let what = format!("{method} {path} by {}: {said:?}", caller.name);
                if caller.role.is_none() {
                    assert_eq!(said.status, 401, "{what}");
                } else if caller.foreign && (path.contains("{clientId}") || body.contains("ACCOUNT")) {
                    // The account of somebody else is as good as none.
                    assert_eq!(said.status, 403, "{what}");
                    let nowhere = call(&caller.client, (method, path, body), 99_999_999, Target::NOBODY, count, nothing).await;
                    assert_eq!(bare(&said), bare(&nowhere), "{what}");
                } else if caller.foreign && (path.contains("{userId}") || path.contains("{assignmentId}") || body.contains("EMAIL")) {
                    assert_eq!(said.status, 404, "{what}");
                    let nowhere = call(&caller.client, (method, path, body), account, Target::NOBODY, 1_000_000, nothing).await;
                    assert_eq!(bare(&said), bare(&nowhere), "{what}");
                } else if let See(action, relation) = needs && !caller.may(*action, *relation) {
                    assert_eq!(said.status, 404, "{what}");
                } else if caller.is_kept_from(*needs) {
                    assert_eq!(said.status, 403, "{what}");
                    let expected = if path.starts_with("/v3") {
                        "You must have the [administrator] role to perform this action"
                    } else {
                        "You do not have permission to perform this action."
                    };
                    assert_eq!(said.sentence(), expected);
                } else {
                    assert!([200, 201, 204].contains(&said.status), "{what}");
                }
            }
        }
        eprintln!("{count} of {} calls and {} kinds of callers", CALLS.len(), callers.len());
        assert!(count > 100, "{count}");
    }
}
