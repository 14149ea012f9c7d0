//! Looks whether an installation is in order: the same for the page Settings and for `vestibule doctor`. Changes nothing and
//! sends no mail.

use super::notices;
use crate::{
    app::Mailer,
    config::{Config, read_key},
    domain::{
        check::{Check, Finding, Line, clocks_apart},
        secret::Sealer,
        time::{Span, Timestamp},
    },
    store::{Db, StoreError, Tx, accounts, installation, migrations},
};
use std::{error::Error as StdError, io::ErrorKind, path::Path};

/// How far ahead of this machine's clock an entry may be: another node may be a little fast.
const AHEAD: Span = Span::seconds(30);

/// No link lives longer, so no mail with one waits longer.
const LONGEST_WAIT: Span = Span::hours(24 * 30);

/// Tells the time, once before and once after the database is asked for its own.
pub type Now<'a> = dyn Fn() -> Timestamp + Send + Sync + 'a;

/// What is looked at.
pub struct Parts<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The database, or why there is none.
    pub db: Result<&'a Db, Finding>,
    /// The way mail goes, if there is one; or why it cannot be used.
    pub mail: Result<Option<&'a Mailer>, String>,
    /// Tells the time.
    pub now: &'a Now<'a>,
    /// The key that the running server seals with; none when no server runs here.
    pub sealer: Option<&'a Sealer>,
    /// Under which address somebody looks.
    pub seen: Seen<'a>,
}

impl std::fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").field("seen", &self.seen).finish_non_exhaustive()
    }
}

/// Under which address somebody looks at us.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// A browser says so; none when it does not say.
    Browser(Option<&'a str>),
    /// Nobody looks: it is the command line.
    Nobody,
}

/// Looks at everything but whether mail arrives, which only a mail can tell ([`super::installation`]).
pub async fn examine(parts: &Parts<'_>) -> Vec<Line> {
    let mut lines = vec![Line::new(Check::BaseAddress, base_address(parts))];
    let (database, clock, waiting) = match &parts.db {
        Ok(db) => of_database(db, parts.now).await,
        Err(finding) => (finding.clone(), Finding::ClockUnknown, Waiting::default()),
    };
    lines.push(Line::new(Check::Database, database));
    lines.push(Line::new(Check::Clock, clock));
    lines.push(Line::new(Check::Key, key(parts, &waiting).await));
    lines.extend(match &parts.mail {
        Ok(Some(mailer)) => mailer.transport.probe(&mailer.from).await,
        Ok(None) => vec![Line::new(Check::MailServer, Finding::MailNone)],
        Err(reason) => {
            vec![Line::new(Check::MailServer, Finding::MailUnusable { reason: reason.clone() })]
        }
    });
    lines
}

fn base_address(parts: &Parts<'_>) -> Finding {
    let url = &parts.config.public_url;
    let address = url.origin().to_owned();
    match parts.seen {
        Seen::Browser(Some(seen)) if seen != address => {
            Finding::AddressOther { address, seen: seen.to_owned() }
        }
        Seen::Browser(None) => Finding::AddressUnsaid { address },
        _ if url.is_loopback() => Finding::AddressLocal { address },
        Seen::Browser(Some(_)) => Finding::AddressSame { address },
        Seen::Nobody => Finding::AddressSet { address },
    }
}

/// What the database knows of the key.
#[derive(Default)]
struct Waiting {
    is_set_up: bool,
    sealed: Option<Vec<u8>>,
}

async fn of_database(db: &Db, now: &Now<'_>) -> (Finding, Finding, Waiting) {
    match look_into(db, now).await {
        Ok(found) => found,
        Err(error) => {
            (Finding::DatabaseAway { reason: causes(&error) }, Finding::ClockUnknown, Waiting::default())
        }
    }
}

async fn look_into(db: &Db, now: &Now<'_>) -> Result<(Finding, Finding, Waiting), StoreError> {
    let missing = migrations::pending(db).await?;
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Ok((Finding::DatabaseOld { missing }, Finding::ClockUnknown, Waiting::default()));
    }
    let mut tx = db.read().await?;
    let kind = installation::kind(&mut tx).await?;
    let clock = of_clock(&mut tx, now).await?;
    let waiting = Waiting {
        is_set_up: accounts::is_set_up(&mut tx).await?,
        sealed: installation::waiting(&mut tx, now() - LONGEST_WAIT).await?,
    };
    drop(tx);
    // Begins to write and thinks better of it.
    let database = match db.write().await {
        Ok(mut tx) => match installation::touch(&mut tx).await {
            Ok(()) => Finding::DatabaseReady { kind },
            Err(error) => Finding::DatabaseReadOnly { reason: causes(&error) },
        },
        Err(error) => Finding::DatabaseReadOnly { reason: causes(&error) },
    };
    Ok((database, clock, waiting))
}

async fn of_clock(tx: &mut Tx, now: &Now<'_>) -> Result<Finding, StoreError> {
    let before = now();
    let theirs = installation::clock(tx).await?;
    let now = now();
    if let Some(last) = installation::last_entry(tx).await?.filter(|last| *last > now + AHEAD) {
        return Ok(Finding::ClockBehind { seconds: (last - now).as_seconds() });
    }
    Ok(match theirs {
        Some(theirs) => clocks_apart(apart(before, theirs, now)),
        None => Finding::ClockOwn,
    })
}

/// How far a clock that was asked between two moments is outside of them, in milliseconds.
fn apart(before: Timestamp, theirs: Timestamp, after: Timestamp) -> i64 {
    let span = if theirs < before {
        before - theirs
    } else if theirs > after {
        theirs - after
    } else {
        Span::micros(0)
    };
    span.as_micros() / 1000
}

async fn key(parts: &Parts<'_>, waiting: &Waiting) -> Finding {
    let file = parts.config.secret_key_file.clone();
    let path = shown(&file);
    let read = tokio::task::spawn_blocking(move || read_key(&file)).await;
    let key = match read {
        Ok(Ok(key)) => key,
        Ok(Err(error))
            if error.kind() == ErrorKind::NotFound && (waiting.is_set_up || parts.sealer.is_some()) =>
        {
            return Finding::KeyGone { path };
        }
        Ok(Err(error)) if error.kind() == ErrorKind::NotFound => return Finding::KeyAbsent { path },
        Ok(Err(error)) => return Finding::KeyBad { reason: causes(&error) },
        Err(error) => return Finding::KeyBad { reason: error.to_string() },
    };
    let sealer = Sealer::new(&key);
    let is_that_in_use =
        parts.sealer.is_none_or(|in_use| in_use.fingerprint("key") == sealer.fingerprint("key"));
    let opens = waiting.sealed.as_ref().is_none_or(|sealed| notices::opens(&sealer, sealed));
    if is_that_in_use && opens { Finding::KeyGood { path } } else { Finding::KeyOther { path } }
}

/// A path as people read it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// An error with everything that led to it, in one line.
pub fn causes(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_asked_in_between_is_right() {
        let at = Timestamp::from_micros;
        assert_eq!(apart(at(1_000_000), at(1_000_500), at(1_001_000)), 0);
        assert_eq!(apart(at(5_000_000), at(1_000_000), at(5_001_000)), 4_000);
        assert_eq!(apart(at(5_000_000), at(8_001_000), at(5_001_000)), 3_000);
    }
}
