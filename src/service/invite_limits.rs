//! How many invitations may go out (`docs/security.md`, Limits). Counted while the account is held, so that two at once cannot
//! both be the last allowed.

use super::{Ctx, Error, Principal};
use crate::{
    app::App,
    domain::{
        field::{Fault, Field},
        ids::{AccountId, MembershipId},
        time::{Span, Timestamp},
    },
    store::{Tx, invitations, invite_limits},
};

const HOUR: Span = Span::hours(1);
const DAY: Span = Span::hours(24);

/// Which limit is nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Of the inviter in an hour.
    Hour,
    /// Of the account in a day.
    Day,
    /// Of the account at once.
    Open,
}

/// How many more invitations there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// So many.
    pub left: i64,
    /// By this limit.
    pub limit: Limit,
}

/// How many more invitations there is room for just now, by the limit that is nearest; none when there is no limit.
///
/// # Errors
/// When the database fails.
pub(super) async fn room(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    inviter: &Principal,
) -> Result<Option<Room>, Error> {
    let config = &app.config;
    let [hourly, daily, open] =
        [config.invites_per_hour, config.invites_per_day, config.invites_open].map(i64::from);
    let mut rooms = Vec::new();
    if hourly > 0 {
        let made = invite_limits::count_by(tx, inviter.user_id, ctx.now - HOUR, hourly).await?;
        rooms.push(Room { left: hourly - made, limit: Limit::Hour });
    }
    if daily > 0 {
        let made = invite_limits::count_in(tx, inviter.account_id, ctx.now - DAY, daily).await?;
        rooms.push(Room { left: daily - made, limit: Limit::Day });
    }
    if open > 0 {
        let there = invite_limits::count_open(tx, inviter.account_id, ctx.now, open).await?;
        rooms.push(Room { left: open - there, limit: Limit::Open });
    }
    Ok(rooms.into_iter().min_by_key(|room| room.left))
}

/// Whether one more link may be made, by whom it is and for which account.
///
/// # Errors
/// [`Error::TooMany`] with the time until there is room again.
pub(super) async fn check(app: &App, ctx: &Ctx, tx: &mut Tx, inviter: &Principal) -> Result<(), Error> {
    let hourly = i64::from(app.config.invites_per_hour);
    if hourly > 0
        && let Some(at) = invitations::nth_newest_by(tx, inviter.user_id, ctx.now - HOUR, hourly).await?
    {
        return Err(Error::TooMany(at + HOUR - ctx.now));
    }
    let daily = i64::from(app.config.invites_per_day);
    if daily > 0
        && let Some(at) = invitations::nth_newest_in(tx, inviter.account_id, ctx.now - DAY, daily).await?
    {
        return Err(Error::TooMany(at + DAY - ctx.now));
    }
    Ok(())
}

/// Whether one more invitation of the account may be open.
///
/// # Errors
/// [`Fault::TooManyOpen`] for the form as a whole.
pub(super) async fn check_open(app: &App, ctx: &Ctx, tx: &mut Tx, inviter: &Principal) -> Result<(), Error> {
    let most = app.config.invites_open;
    let there = invite_limits::count_open(tx, inviter.account_id, ctx.now, i64::from(most)).await?;
    if most > 0 && there >= i64::from(most) {
        return Err(Error::field(
            Field::Form,
            Fault::TooManyOpen { max: most.try_into().unwrap_or(usize::MAX) },
        ));
    }
    Ok(())
}

/// Whether one more link may be mailed to an address: the `first` of an invitation, or a further one. Counted for each
/// account by itself, so that nobody learns what others send.
///
/// # Errors
/// [`Error::TooMany`] with the time until one may.
pub(super) async fn check_address(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    membership: MembershipId,
    first: bool,
) -> Result<(), Error> {
    let left = |at: Timestamp, span: Span| Error::TooMany(at + span - ctx.now);
    let pause = app.config.resend_pause;
    if pause.as_micros() > 0
        && let Some(at) = invite_limits::newest_to(tx, membership, ctx.now - pause).await?
    {
        return Err(left(at, pause));
    }
    let most = if first { app.config.invites_per_address } else { app.config.resends_per_address };
    if most > 0
        && let Some(at) =
            invite_limits::nth_newest_to(tx, membership, ctx.now - DAY, first, i64::from(most)).await?
    {
        return Err(left(at, DAY));
    }
    Ok(())
}

/// Whether an address that no membership of the account has may be mailed a link. Those it got before count, though the
/// invitations have gone to other addresses since.
///
/// # Errors
/// [`Error::TooMany`] with the time until it may.
pub(super) async fn check_mailed(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    account: AccountId,
    address: &str,
) -> Result<(), Error> {
    let most = i64::from(app.config.invites_per_address);
    if most > 0
        && let Some(at) = invite_limits::nth_newest_mailed(tx, account, address, ctx.now - DAY, most).await?
    {
        return Err(Error::TooMany(at + DAY - ctx.now));
    }
    Ok(())
}
