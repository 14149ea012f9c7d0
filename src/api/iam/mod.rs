//! The first API below `/iam` (`docs/adr/0025-json-apis.md`).

pub(super) mod clients;
pub(super) mod invitations;
pub(super) mod members;
pub(super) mod tokens;
pub(super) mod tokens_v1;
mod types;
pub(super) mod users;

use super::Refusal;
use crate::{
    domain::ids::AccountId,
    service::{Ctx, Error},
};

/// Whether an account named in a call is the one the caller acts in: every other one is as good as none.
///
/// # Errors
/// [`Error::Forbidden`], as where the account is there and the caller may do nothing in it.
pub(super) fn own_account(ctx: &Ctx, account: i64) -> Result<(), Refusal> {
    if ctx.signed_in()?.account_id == AccountId(account) { Ok(()) } else { Err(Error::Forbidden.into()) }
}
