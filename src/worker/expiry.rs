//! Invitations whose link has ended are counted as expired. What a row says follows from the time alone; this only keeps the
//! numbers beside the filters true.

use crate::{
    app::App,
    domain::{ids::AccountId, time::Timestamp},
    store::{
        StoreError, accounts,
        invitations::{self, Ended},
        member_places,
    },
    telemetry::cause,
};

/// How many are taken at once.
const AT_ONCE: i64 = 200;

/// Counts every open invitation that has ended as expired, and says how many there were. One that cannot be counted is
/// passed over until the next time, and stops no other.
///
/// # Errors
/// When the database is away; what was counted before stays counted.
pub async fn lapse_due(app: &App) -> Result<usize, StoreError> {
    let (mut lapsed, mut after) = (0, None);
    let now = app.clock.now();
    loop {
        let due = {
            let mut tx = app.db.read().await?;
            invitations::to_lapse(&mut tx, now, after, AT_ONCE).await?
        };
        if due.is_empty() {
            return Ok(lapsed);
        }
        after = due.last().copied();
        let mut of_accounts: Vec<AccountId> = due.iter().map(|ended| ended.account_id).collect();
        of_accounts.sort_unstable();
        of_accounts.dedup();
        // One account at a time: it is held while its people are counted.
        for account in of_accounts {
            let ended: Vec<Ended> = due.iter().filter(|ended| ended.account_id == account).copied().collect();
            lapsed += lapse_of(app, account, &ended, now).await?;
        }
    }
}

/// Together; and when that fails for another reason than that the database is away, one by one.
async fn lapse_of(
    app: &App,
    account: AccountId,
    ended: &[Ended],
    now: Timestamp,
) -> Result<usize, StoreError> {
    match lapse(app, account, ended, now).await {
        Err(error @ (StoreError::Unavailable(_) | StoreError::Conflict(_))) => Err(error),
        Err(error) if ended.len() <= 1 => {
            let id = ended.first().map(|ended| ended.id.0);
            tracing::error!(invitation.id = id, error = cause(&error), "an ended link not counted");
            Ok(0)
        }
        Err(_) => {
            let mut lapsed = 0;
            for one in ended {
                lapsed += Box::pin(lapse_of(app, account, std::slice::from_ref(one), now)).await?;
            }
            Ok(lapsed)
        }
        done => done,
    }
}

async fn lapse(app: &App, account: AccountId, ended: &[Ended], now: Timestamp) -> Result<usize, StoreError> {
    let mut lapsed = 0;
    let mut tx = app.db.write().await?;
    accounts::lock(&mut tx, account).await?;
    for one in ended {
        if invitations::lapse(&mut tx, one.id, now).await? {
            member_places::refresh(&mut tx, one.membership_id).await?;
            lapsed += 1;
        }
    }
    tx.commit_without_audit("a link that ended by itself").await?;
    Ok(lapsed)
}
