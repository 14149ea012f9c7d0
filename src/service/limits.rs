//! How often something may be tried, counted in the database for all nodes together. Whoever is over a limit is told how long
//! to wait; when nothing can be counted, nothing is let through (ADR 0018).

use super::{Ctx, Error, passwords::Checked, token_limits};
use crate::{
    app::App,
    domain::{
        email::EmailAddress,
        ids::UserId,
        limits::{Kind, Ladder, Rule, network},
        password::Password,
        time::{Span, Timestamp},
    },
    store::{StoreError, Tx, limits, limits::Key, users::UserRow},
};
use std::net::IpAddr;

/// For how long too many wrong passwords shut an address where no mail could bring a new one.
const SHUT_WITHOUT_MAIL: Span = Span::hours(1);
/// How many counts that are over are deleted in one transaction.
const AT_ONCE: i64 = 1000;

/// Counts one try of a kind by a subject, such as a network or an address; the subject is kept as a keyed hash only.
///
/// To limit something more: a variant of [`Kind`] and its [`Rule`] in this file.
///
/// # Errors
/// [`Error::TooMany`] with the time until the next may come; then this one is not counted. [`Error::Busy`] when it cannot be
/// counted.
pub async fn take(app: &App, kind: Kind, subject: &str, now: Timestamp) -> Result<(), Error> {
    take_all(app, &[(kind, subject)], now).await
}

/// Counts one try by several counts; none of them when one has no room.
///
/// # Errors
/// As [`take`].
async fn take_all(app: &App, wanted: &[(Kind, &str)], now: Timestamp) -> Result<(), Error> {
    let counts: Vec<(Key, Rule)> = wanted
        .iter()
        .filter_map(|(kind, subject)| Some((key(app, *kind, subject), rule(app, *kind)?)))
        .collect();
    if counts.is_empty() {
        return Ok(());
    }
    match count(app, &counts, now).await {
        Ok(None) => Ok(()),
        Ok(Some(wait)) => Err(Error::TooMany(wait)),
        Err(error) => Err(closed(error)),
    }
}

/// The time to wait, if one of the counts has no room.
async fn count(app: &App, counts: &[(Key, Rule)], now: Timestamp) -> Result<Option<Span>, StoreError> {
    // Whoever comes far too often is refused by reading alone.
    let mut tx = app.db.read().await?;
    if let Some(wait) = longest_wait(&mut tx, counts, now).await? {
        return Ok(Some(wait));
    }
    drop(tx);
    let mut tx = app.db.write().await?;
    // In the order of the kinds, which is the same everywhere.
    for (key, rule) in counts {
        if !limits::take(&mut tx, key, *rule, now).await? {
            // Somebody was faster. A moment, should there be room again by now.
            return Ok(Some(longest_wait(&mut tx, counts, now).await?.unwrap_or(Span::seconds(1))));
        }
    }
    tx.commit_without_audit("a try that is counted").await?;
    Ok(None)
}

async fn longest_wait(
    tx: &mut Tx,
    counts: &[(Key, Rule)],
    now: Timestamp,
) -> Result<Option<Span>, StoreError> {
    let mut longest = None;
    for (key, rule) in counts {
        let wait = limits::find(tx, key).await?.and_then(|count| rule.wait(&count, now));
        longest = longest.max(wait);
    }
    Ok(longest)
}

/// Whatever is wrong with the counts: 503, since what cannot be counted is not let through.
fn closed(error: StoreError) -> Error {
    Error::Busy(Some(error))
}

/// The rule of a kind; none when it is off.
fn rule(app: &App, kind: Kind) -> Option<Rule> {
    let config = &app.config;
    let window = |most: u32| (most > 0).then_some(Rule::Window { most, span: Span::hours(1) });
    match kind {
        Kind::SignIn | Kind::KnownSignIn | Kind::TokenTry => {
            let most = config.sign_ins_per_minute;
            let every = Span::micros(Span::minutes(1).as_micros() / i64::from(most.max(1)));
            (most > 0).then_some(Rule::Bucket { most, every })
        }
        Kind::Password | Kind::KnownPassword | Kind::OwnPassword => {
            let most = config.sign_in_failures;
            let shut = if app.sends_mail() { Ladder::FORGOTTEN } else { SHUT_WITHOUT_MAIL };
            (most > 0).then_some(Rule::Ladder(Ladder { most, shut }))
        }
        Kind::TokenRead => token_limits::rule(config.token_reads_per_minute),
        Kind::TokenWrite => token_limits::rule(config.token_writes_per_minute),
        Kind::Forgot => window(config.forgot_per_hour),
        Kind::ForgotAddress => window(config.forgot_per_address),
    }
}

fn key(app: &App, kind: Kind, subject: &str) -> Key {
    app.sealer.fingerprint(&format!("limit {} {subject}", kind.name()))
}

/// What a request is counted as: the network it comes from; none for commands, which come from nowhere.
fn network_of(ctx: &Ctx) -> Option<String> {
    ctx.client.ip.parse::<IpAddr>().ok().map(|address| network(address).to_string())
}

/// What an address is counted as. What is no address is counted as it stands: it gets the same answers.
fn subject_of(address: &str) -> String {
    EmailAddress::parse(address)
        .map_or_else(|_| address.trim().to_lowercase(), |address| address.key().to_owned())
}

/// A password about to be checked. It is counted as wrong from the beginning, so that of many at once one is checked and
/// the others wait.
#[derive(Debug)]
#[must_use = "it stays counted as wrong"]
pub struct PasswordTry {
    key: Key,
    at: Timestamp,
}

/// Counts a password about to be checked for an address: by the network it is sent from and by the address, whether or not
/// anybody has it. In a browser that the person with the address is known by, `known_as`, it is counted by the person alone,
/// apart from what everybody else tries: no stranger shuts them out there.
///
/// # Errors
/// [`Error::TooMany`] with the time until the next may come; [`Error::Busy`] when it cannot be counted.
pub async fn password_try(
    app: &App,
    ctx: &Ctx,
    address: &str,
    known_as: Option<UserId>,
) -> Result<PasswordTry, Error> {
    if let Some(person) = known_as {
        let subject = person.to_string();
        let wanted = [(Kind::KnownSignIn, subject.as_str()), (Kind::KnownPassword, subject.as_str())];
        take_all(app, &wanted, ctx.now).await?;
        return Ok(PasswordTry { key: key(app, Kind::KnownPassword, &subject), at: ctx.now });
    }
    let subject = subject_of(address);
    let network = network_of(ctx);
    let by_network = network.as_deref().map(|network| (Kind::SignIn, network));
    let wanted: Vec<_> = by_network.into_iter().chain([(Kind::Password, subject.as_str())]).collect();
    take_all(app, &wanted, ctx.now).await?;
    Ok(PasswordTry { key: key(app, Kind::Password, &subject), at: ctx.now })
}

/// Counts somebody about to sign in without a password, by the network they come from.
///
/// # Errors
/// As [`take`].
pub(super) async fn sign_in_try(app: &App, ctx: &Ctx) -> Result<(), Error> {
    match network_of(ctx) {
        Some(network) => take(app, Kind::SignIn, &network, ctx.now).await,
        None => Ok(()),
    }
}

/// Counts a token that did not work, by the network it came from.
///
/// # Errors
/// As [`take`].
pub(super) async fn token_try(app: &App, ctx: &Ctx) -> Result<(), Error> {
    match network_of(ctx) {
        Some(network) => take(app, Kind::TokenTry, &network, ctx.now).await,
        None => Ok(()),
    }
}

/// Counts a password by which somebody signed in is about to prove again who they are. Counted for itself: whoever got hold
/// of a session gains no more guesses by it than these, and nobody outside can use them up.
///
/// # Errors
/// As [`password_try`].
pub(super) async fn own_password_try(
    app: &App,
    person: UserId,
    now: Timestamp,
) -> Result<PasswordTry, Error> {
    let subject = person.to_string();
    take(app, Kind::OwnPassword, &subject, now).await?;
    Ok(PasswordTry { key: key(app, Kind::OwnPassword, &subject), at: now })
}

impl PasswordTry {
    /// Checks it against what is kept of the password, if anything is.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many passwords are checked, or a success cannot be noted.
    pub(super) async fn check(
        self,
        app: &App,
        password: Password,
        kept: Option<&str>,
    ) -> Result<Checked, Error> {
        match app.hasher.check(password, kept).await {
            Ok(Checked::Wrong) => Ok(Checked::Wrong),
            Ok(right) => {
                self.was_right(app).await?;
                Ok(right)
            }
            Err(error) => {
                self.was_not_checked(app).await;
                Err(error)
            }
        }
    }

    /// Every failure before is forgotten.
    async fn was_right(self, app: &App) -> Result<(), Error> {
        if rule(app, Kind::Password).is_none() {
            return Ok(());
        }
        let forgotten = async {
            let mut tx = app.db.write().await?;
            limits::clear(&mut tx, &self.key).await?;
            tx.commit_without_audit("failures before a success").await
        };
        forgotten.await.map_err(closed)
    }

    /// It was not looked at: it counts neither way. When that cannot be noted it stays counted as wrong.
    pub async fn was_not_checked(self, app: &App) {
        if rule(app, Kind::Password).is_none() {
            return;
        }
        let given_back = async {
            let mut tx = app.db.write().await?;
            limits::give_back(&mut tx, &self.key, self.at).await?;
            tx.commit_without_audit("a password that was not checked").await
        };
        if let Err(error) = given_back.await {
            tracing::warn!(%error, "a password that was not checked stays counted");
        }
    }
}

/// Forgets all wrong passwords tried for a person and their address: whoever may choose a new one has shown who they are.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget_failures(app: &App, tx: &mut Tx, person: &UserRow) -> Result<(), StoreError> {
    let id = person.id.to_string();
    for (kind, subject) in [
        (Kind::Password, subject_of(&person.email)),
        (Kind::KnownPassword, id.clone()),
        (Kind::OwnPassword, id),
    ] {
        limits::clear(tx, &key(app, kind, &subject)).await?;
    }
    Ok(())
}

/// Counts somebody asking for a link to a new password; false when the address has been mailed enough.
///
/// # Errors
/// [`Error::TooMany`] when the network has asked too often; [`Error::Busy`] when it cannot be counted.
pub(super) async fn forgot(app: &App, ctx: &Ctx, address: &EmailAddress) -> Result<bool, Error> {
    if let Some(network) = network_of(ctx) {
        take(app, Kind::Forgot, &network, ctx.now).await?;
    }
    match take(app, Kind::ForgotAddress, address.key(), ctx.now).await {
        Ok(()) => Ok(true),
        Err(Error::TooMany(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Deletes some of the counts that say nothing any more, and tells how many they were; none when there are none left.
///
/// # Errors
/// When the database fails.
pub async fn forget_some(app: &App) -> Result<u64, StoreError> {
    let mut tx = app.db.write().await?;
    let gone = limits::forget(&mut tx, app.clock.now(), AT_ONCE).await?;
    tx.commit_without_audit("counts that are over").await?;
    Ok(gone)
}
