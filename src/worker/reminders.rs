//! Tells people that their access ends in seven days. Reminders of invitations need nothing here: they stand in the outbox
//! since their first mail was handed over, and go out when they are due.

use crate::{
    app::App,
    domain::{
        account_settings::TELL_END_BEFORE,
        ids::{AccountId, MembershipId, UserId},
    },
    service::{Error, notices},
    store::{accounts, members, reminders, users},
};

/// How many are taken at once.
const AT_ONCE: i64 = 200;

/// Queues a mail for everybody whose access ends within seven days and who has not been told, and says how many there
/// were. Without mail nobody is told, and everybody is once there is mail.
///
/// # Errors
/// When the database fails; whoever was told before stays told.
pub async fn tell_of_ends(app: &App) -> Result<usize, Error> {
    if !app.sends_mail() {
        return Ok(0);
    }
    let mut told = 0;
    loop {
        let now = app.clock.now();
        let due = {
            let mut tx = app.db.read().await?;
            reminders::ending(&mut tx, now, now + TELL_END_BEFORE, AT_ONCE).await?
        };
        if due.is_empty() {
            return Ok(told);
        }
        let before = told;
        for one in due {
            told += usize::from(tell(app, one).await?);
        }
        app.mail_queued.notify_one();
        // Nobody could be told: another worker is at them, and the next round will see.
        if told == before {
            return Ok(told);
        }
    }
}

async fn tell(
    app: &App,
    (membership, account, user): (MembershipId, AccountId, UserId),
) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    // Held, so that the end is not moved while the mail that names it is written.
    let account = accounts::lock(&mut tx, account).await?.ok_or(Error::NotFound)?;
    let Some(ends_at) = reminders::tell_end(&mut tx, membership, now, now + TELL_END_BEFORE).await? else {
        return Ok(false);
    };
    let row = members::find(&mut tx, account.id, membership).await?.ok_or(Error::NotFound)?;
    let person = users::find(&mut tx, user).await?.ok_or(Error::NotFound)?;
    let about = (account.id, account.name.as_str());
    notices::queue_access_ends(app, &mut tx, &person, about, (row.id, &row.name, ends_at), now).await?;
    tx.commit_without_audit("a mail about the end of an access").await?;
    Ok(true)
}
