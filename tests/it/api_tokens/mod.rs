//! API tokens: who issues, sees and deletes which, how one is shown this once, and how they end.

mod ends;
mod pages;
mod rules;

use crate::support::{PASSWORD, TestApp, accept_new, invite_form, token_in};
use vestibule::{
    domain::{api_token::Shown, ids::MembershipId, role::AccountRole},
    service::{
        Ctx,
        api_tokens::{self, Expires, Issued, ListTokens, Token, TokenForm},
        invitations::{Invite, invite},
    },
};

const ADA: &str = "ada@example.org";
const MARA: &str = "mara@example.org";

/// Somebody who has joined Northwind with a role, and writes in a language.
async fn joined(
    t: &TestApp,
    ada: &Ctx,
    email: &str,
    role: AccountRole,
    language: &str,
) -> (Ctx, MembershipId) {
    let form = Invite { role: role.id().to_string(), language: language.into(), ..invite_form(email) };
    let issued = invite(&t.app, &t.proven_now(ada), &form).await.unwrap();
    let mails = t.deliver().await;
    let link = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/").hash();
    let who = accept_new(&t.app, &t.anonymous(), link, "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, issued.membership_id)
}

fn form(name: &str, role: AccountRole) -> TokenForm {
    TokenForm { name: name.into(), role: role.id().to_string(), ..TokenForm::default() }
}

/// A token of the least role.
async fn issue(t: &TestApp, who: &Ctx, name: &str) -> Issued {
    api_tokens::issue(&t.app, &t.proven_now(who), &form(name, AccountRole::Users)).await.unwrap()
}

async fn issue_until(t: &TestApp, who: &Ctx, name: &str, expires: Expires) -> Issued {
    let form = TokenForm { expires, ..form(name, AccountRole::Users) };
    api_tokens::issue(&t.app, &t.proven_now(who), &form).await.unwrap()
}

/// Every token that somebody sees.
async fn all(t: &TestApp, who: &Ctx) -> Vec<Token> {
    listed(t, who, ListTokens { shown: Shown::All, ..ListTokens::default() }).await
}

async fn listed(t: &TestApp, who: &Ctx, wanted: ListTokens) -> Vec<Token> {
    api_tokens::list(&t.app, &t.later(who), &wanted).await.unwrap().tokens
}

fn names(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|token| token.name.as_str()).collect()
}
