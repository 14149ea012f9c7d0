//! What the first API shows and takes. Names and shapes are published elsewhere and never change.

use crate::{
    api::{Refusal, body::Reader, words},
    domain::{language::Language, role::AccountRole},
    service::account_users::AccountUser,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The provider of every person: there is one.
const RESELLER: i64 = 1;

/// A language of pages and mails.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::api) enum Lang {
    De,
    En,
    Ru,
    Zh,
    Az,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::De => Self::De,
            Language::En => Self::En,
            Language::Ru => Self::Ru,
            Language::Zh => Self::Zh,
            Language::Az => Self::Az,
        }
    }
}

/// A way of signing in.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) enum AuthType {
    #[serde(rename = "password")]
    Password,
    #[serde(rename = "sso")]
    Sso,
    #[serde(rename = "github")]
    Github,
    #[serde(rename = "google-oauth2")]
    Google,
}

impl AuthType {
    /// The way of a name that the API knows.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "password" => Self::Password,
            "sso" => Self::Sso,
            "github" => Self::Github,
            "google-oauth2" => Self::Google,
            _ => return None,
        })
    }
}

/// What kind of user: here everybody is a common one.
#[expect(dead_code, reason = "the shape is published")]
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::api) enum UserType {
    Common,
    Reseller,
    Seller,
}

/// The name of an account role.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) enum GroupName {
    Administrators,
    Users,
    Engineers,
    #[serde(rename = "Purge and Prefetch only (API+Web)")]
    PurgeApiWeb,
    #[serde(rename = "Purge and Prefetch only (API)")]
    PurgeApi,
}

/// An account role.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) struct Group {
    id: i64,
    name: GroupName,
}

impl From<AccountRole> for Group {
    fn from(role: AccountRole) -> Self {
        let name = match role {
            AccountRole::Administrators => GroupName::Administrators,
            AccountRole::Users => GroupName::Users,
            AccountRole::Engineers => GroupName::Engineers,
            AccountRole::PurgeApiWeb => GroupName::PurgeApiWeb,
            AccountRole::PurgeApi => GroupName::PurgeApi,
        };
        Self { id: role.id(), name }
    }
}

/// An account role by its number, its name, or both where they agree; neither means `Users`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct GroupInput {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// The role that a call names; notes what is wrong with it.
pub(in crate::api) fn role(reader: &mut Reader<'_>, field: &str) -> Option<AccountRole> {
    let value = reader.required(field)?;
    match role_of(value) {
        Ok(role) => Some(role),
        Err(text) => {
            reader.fault(field, text);
            None
        }
    }
}

/// The account role of an object that may name it.
///
/// # Errors
/// What is wrong with it, in the published words.
pub(in crate::api) fn role_of(value: &Value) -> Result<AccountRole, String> {
    let Some(group) = value.as_object() else { return Err(invalid_role(value)) };
    let given = |name: &str| group.get(name).filter(|value| !value.is_null());
    let by_id =
        given("id").map(|id| id.as_i64().and_then(AccountRole::from_id).ok_or_else(|| invalid_role(id)));
    let by_name = given("name").map(|name| {
        let found = AccountRole::ALL.into_iter().find(|role| name.as_str() == Some(role.name()));
        found.ok_or_else(|| invalid_role(name))
    });
    match (by_id.transpose()?, by_name.transpose()?) {
        (None, None) => Ok(AccountRole::Users),
        (Some(role), None) | (None, Some(role)) => Ok(role),
        (Some(one), Some(other)) if one == other => Ok(one),
        (Some(_), Some(other)) => Err(format!("Invalid role: {}", other.name())),
    }
}

fn invalid_role(given: &Value) -> String {
    let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    format!("Invalid role: {}", text.chars().take(100).collect::<String>())
}

/// The language that a call names, if it names one; notes what is wrong with it.
pub(in crate::api) fn language(reader: &mut Reader<'_>) -> Option<String> {
    let code = reader.optional_text("lang");
    if code.is_empty() {
        return None;
    }
    if Language::from_code(code).is_none() {
        reader.fault("lang", words::NO_CHOICE);
    }
    Some(code.to_owned())
}

/// A role of a person in an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct ClientAndRoles {
    client_id: i64,
    client_company_name: String,
    user_id: i64,
    /// Numbers of roles, as text.
    user_roles: Vec<String>,
}

/// A person of the account.
#[expect(clippy::struct_excessive_bools, clippy::struct_field_names, reason = "the shape is published")]
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct User {
    id: i64,
    email: String,
    #[schema(required = true)]
    name: Option<String>,
    lang: Lang,
    /// One's own alone; nobody sees the number of somebody else.
    #[schema(required = true)]
    phone: Option<String>,
    /// The name of the account.
    company: String,
    reseller: i64,
    /// The account.
    client: i64,
    /// Taken out of the account.
    deleted: bool,
    /// The role in this account.
    groups: Vec<Group>,
    /// Has joined this account.
    activated: bool,
    sso_auth: bool,
    /// Has a second factor.
    two_fa: bool,
    auth_types: Vec<AuthType>,
    user_type: UserType,
    /// Neither suspended nor blocked.
    is_active: bool,
    /// The accounts the person belongs to: of oneself all, of others this one.
    client_and_roles: Vec<ClientAndRoles>,
}

impl User {
    /// As somebody who acts in the account of this number sees the person.
    pub fn new(account: i64, person: AccountUser) -> Self {
        let id = person.id.0;
        let roles = person.accounts.into_iter().map(|(account, name, role)| ClientAndRoles {
            client_id: account.0,
            client_company_name: name,
            user_id: id,
            user_roles: vec![role.id().to_string()],
        });
        Self {
            id,
            email: person.email,
            name: Some(person.name).filter(|name| !name.is_empty()),
            lang: person.language.into(),
            phone: Some(person.phone).filter(|phone| !phone.is_empty()),
            company: person.account_name,
            reseller: RESELLER,
            client: account,
            deleted: person.removed,
            groups: vec![person.role.into()],
            activated: person.joined,
            sso_auth: false,
            two_fa: person.two_factor,
            auth_types: vec![AuthType::Password],
            user_type: UserType::Common,
            is_active: person.active,
            client_and_roles: roles.collect(),
        }
    }
}

/// Whether ways of signing in, where a call names them, are the one there is.
///
/// # Errors
/// Notes what is wrong.
pub(in crate::api) fn auth_types(reader: &mut Reader<'_>) {
    let Some(value) = reader.value("auth_types") else { return };
    let Some(all) = value.as_array() else { return reader.fault("auth_types", "Expected a list of items.") };
    for one in all {
        match one.as_str().and_then(AuthType::from_name) {
            Some(AuthType::Password) => {}
            Some(AuthType::Sso | AuthType::Github | AuthType::Google) => {
                return reader.fault("auth_types", "This way of signing in is not available here.");
            }
            None => return reader.fault("auth_types", words::NO_CHOICE),
        }
    }
    if all.is_empty() {
        reader.fault("auth_types", "This list may not be empty.");
    }
}

/// Takes a link out of what was issued where it is handed over, since nothing is mailed; else says nothing of it.
pub(in crate::api) type HandedOver = Option<String>;

/// As the service says it.
pub(in crate::api) type Answer<T> = Result<axum::Json<T>, Refusal>;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_role_is_known_by_number_name_or_both() {
        for (given, role) in [
            (json!({}), AccountRole::Users),
            (json!({"id": null}), AccountRole::Users),
            (json!({"id": 5}), AccountRole::Engineers),
            (json!({"name": "Purge and Prefetch only (API)"}), AccountRole::PurgeApi),
            (json!({"id": 1, "name": "Administrators"}), AccountRole::Administrators),
        ] {
            assert_eq!(role_of(&given), Ok(role), "{given}");
        }
        for (given, said) in [
            (json!({"name": "Owners"}), "Owners"),
            (json!({"id": 7}), "7"),
            (json!({"id": "5"}), "5"),
            (json!({"id": 5, "name": "Users"}), "Users"),
            (json!({"id": 99_999, "name": "Users"}), "99999"),
            (json!("Users"), "Users"),
            (json!([]), "[]"),
        ] {
            assert_eq!(role_of(&given), Err(format!("Invalid role: {said}")), "{given}");
        }
    }
}
