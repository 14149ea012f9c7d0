//! Invitations whose link has ended are counted as expired. What a row says follows from the time alone; this only keeps the
//! numbers beside the filters true.

use crate::{
    app::App,
    store::{StoreError, accounts, invitations, member_places},
};

/// How many are taken at once.
const AT_ONCE: i64 = 200;

/// Counts every open invitation that has ended as expired, and says how many there were.
///
/// # Errors
/// When the database fails; what was counted before stays counted.
pub async fn lapse_due(app: &App) -> Result<usize, StoreError> {
    let mut lapsed = 0;
    loop {
        let now = app.clock.now();
        let due = {
            let mut tx = app.db.read().await?;
            invitations::to_lapse(&mut tx, now, AT_ONCE).await?
        };
        let Some((_, account, _)) = due.first() else { return Ok(lapsed) };
        // One account at a time: it is held while its people are counted.
        let mut tx = app.db.write().await?;
        accounts::lock(&mut tx, *account).await?;
        for (invitation, _, membership) in due.iter().filter(|(_, other, _)| other == account) {
            if invitations::lapse(&mut tx, *invitation, now).await? {
                member_places::refresh(&mut tx, *membership).await?;
                lapsed += 1;
            }
        }
        tx.commit_without_audit("a link that ended by itself").await?;
    }
}
