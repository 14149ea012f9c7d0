//! Our table of sessions behind the trait of tower-sessions.
//!
//! The layer brings the cookie and the moment of saving; what a session is worth is decided by the database at every
//! request. `create` inserts, `save` updates a live row and never inserts: a slow request cannot revive a session that
//! was ended meanwhile.

use crate::{
    app::App,
    domain::{
        audit::Origin,
        factor::AuthLevel,
        ids::{AccountId, UserId},
        time::Timestamp,
    },
    service::{
        Ctx, second_step,
        sessions::{self, Browser},
        sign_in::SignedIn,
    },
    store::{StoreError, sessions::NewSession},
    telemetry::cause,
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Under this key a session being opened says whom it is for.
pub const OPENED: &str = "opened";
/// Under this key a session read back holds what the database knows of it now ([`crate::store::sessions::LiveSession`]).
pub const LIVE: &str = "live";

/// Under this key a session read back holds what the database knows of somebody who has come to answer an invitation
/// ([`crate::store::sessions::WaitingSession`]).
pub const WAITING: &str = "waiting";

/// Under this key a session read back holds what the database knows of somebody who still owes the second factor
/// ([`crate::store::sessions::HalfSession`]).
pub const HALF: &str = "half";
/// Under this key a session just opened says whether the second factor is still owed.
pub const OWES: &str = "owes";
/// Under this key a session being opened says that its row stands already, and under which id: as text, since JSON has no
/// numbers as long.
pub const WRITTEN: &str = "written";

/// Whom a session is opened for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Who.
    pub user_id: UserId,
    /// Into which account.
    pub account_id: AccountId,
    /// From which address.
    pub ip: String,
    /// With what.
    pub user_agent: String,
    /// By which request.
    pub request_id: String,
    /// Whether the person is known by it.
    browser: Browser,
    /// The hash of the password that was just proven; it must still be the person's when the session is written.
    proven_hash: String,
}

impl Opened {
    /// For a person who has just proven a password in this request.
    pub fn new(who: SignedIn, ctx: &Ctx) -> Self {
        Self {
            browser: ctx.client.is_known_to(who.user_id),
            user_id: who.user_id,
            account_id: who.account_id,
            ip: ctx.client.ip.clone(),
            user_agent: ctx.client.user_agent.clone(),
            request_id: ctx.request_id.clone(),
            proven_hash: who.proven_hash,
        }
    }
}

/// What stands in a session for the time of a request, and is never kept.
const OWN: [&str; 6] = [OPENED, LIVE, WAITING, HALF, OWES, WRITTEN];

/// What the store says when the password was changed, or the person shut out, between the proof and the session.
pub const NO_LONGER_PROVEN: &str = "no longer proven";

/// The name of the session cookie: with the `__Host-` prefix wherever browsers allow it (RFC 6265bis §4.1.3.2).
pub const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-sid" } else { "sid" }
}

/// The session layer over our table.
pub fn layer(app: &App) -> SessionManagerLayer<Store> {
    let https = app.config.public_url.is_https();
    let life = time::Duration::seconds(sessions::ABSOLUTE.as_seconds());
    SessionManagerLayer::new(Store { app: app.clone() })
        .with_name(cookie_name(https))
        .with_secure(https)
        .with_http_only(true)
        // Strict would make the click from a webmail look signed out.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(life))
}

/// Our table.
#[derive(Debug, Clone)]
pub struct Store {
    app: App,
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // After a sign-out the layer still holds the id of before, which must never come back.
        record.id = Id::default();
        if let Some(written) = record.data.get(WRITTEN) {
            // Opened together with what let it be opened: a second factor is spent in the same transaction.
            let id = written.as_str().and_then(|id| id.parse().ok());
            record.id = id.ok_or_else(|| Error::Decode("no session id".into()))?;
            return Ok(());
        }
        let opened =
            record.data.get(OPENED).cloned().ok_or_else(|| Error::Backend("nobody signed in".into()))?;
        let opened: Opened =
            serde_json::from_value(opened).map_err(|error| Error::Decode(error.to_string()))?;
        let new = NewSession {
            id_hash: hash(&record.id),
            user_id: opened.user_id,
            account_id: opened.account_id,
            ip: &opened.ip,
            user_agent: &opened.user_agent,
            data: "{}",
        };
        let origin = Origin { at: self.app.clock.now(), request_id: &opened.request_id, ip: &opened.ip };
        let open = sessions::open(&self.app, &new, &opened.proven_hash, opened.browser, &origin).await;
        let level = open.map_err(backend)?.ok_or_else(|| Error::Backend(NO_LONGER_PROVEN.into()))?;
        record.data.insert(OWES.into(), (level == AuthLevel::Half).into());
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // The layer saves once more what this very request has opened. All of it was written then, and there must be no
        // second chance to fail: the person is in, or has signed out meanwhile.
        if record.data.contains_key(OPENED) || record.data.contains_key(WRITTEN) {
            return Ok(());
        }
        let kept: HashMap<_, _> =
            record.data.iter().filter(|(key, _)| !OWN.contains(&key.as_str())).collect();
        let data = serde_json::to_string(&kept).map_err(|error| Error::Encode(error.to_string()))?;
        let live = sessions::save(&self.app, &hash(&record.id), &data).await.map_err(backend)?;
        if live { Ok(()) } else { Err(Error::Backend("the session has ended".into())) }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.app.clock.now();
        let id_hash = hash(id);
        if let Some(session) = sessions::find(&self.app, &id_hash, now).await.map_err(backend)? {
            noted(sessions::note_use(&self.app, &id_hash, &session, now).await);
            return record(*id, (LIVE, &session), &session.data, session.created_at).map(Some);
        }
        if let Some(session) = sessions::find_waiting(&self.app, &id_hash, now).await.map_err(backend)? {
            noted(sessions::note_waiting(&self.app, &id_hash, &session, now).await);
            return record(*id, (WAITING, &session), &session.data, session.created_at).map(Some);
        }
        let half = second_step::find_half(&self.app, &id_hash, now).await.map_err(backend)?;
        if let Some(session) = half {
            return record(*id, (HALF, &session), &session.data, session.created_at).map(Some);
        }
        // Nobody's: an empty record, and not none, upon which the layer would take the cookie away. A request under way while
        // its session was given a new id would take the new one.
        record_of_nobody(*id, now).map(Some)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        // Whoever signs out has ended the session before, and said by which request; this is for the layer's own doing.
        let origin = Origin { at: self.app.clock.now(), request_id: "", ip: "" };
        sessions::end(&self.app, &hash(id), &origin).await.map_err(backend)
    }
}

fn noted(result: std::result::Result<(), StoreError>) {
    if let Err(error) = result {
        // Worth a line, not worth an error page: the next request notes it.
        tracing::warn!(error = cause(&error), "use of a session not noted");
    }
}

/// What the layer keeps of a session, and under its key what the database knows of it.
fn record(
    id: Id,
    (key, session): (&str, &impl Serialize),
    data: &str,
    created_at: Timestamp,
) -> Result<Record> {
    let mut data: HashMap<String, serde_json::Value> =
        serde_json::from_str(data).map_err(|error| Error::Decode(error.to_string()))?;
    let known = serde_json::to_value(session).map_err(|error| Error::Encode(error.to_string()))?;
    data.insert(key.into(), known);
    let ends_at = created_at + sessions::ABSOLUTE;
    let expiry_date = time::OffsetDateTime::from_unix_timestamp(ends_at.as_seconds())
        .map_err(|error| Error::Decode(error.to_string()))?;
    Ok(Record { id, data, expiry_date })
}

fn record_of_nobody(id: Id, now: Timestamp) -> Result<Record> {
    let expiry_date = time::OffsetDateTime::from_unix_timestamp(now.as_seconds())
        .map_err(|error| Error::Decode(error.to_string()))?;
    Ok(Record { id, data: HashMap::new(), expiry_date })
}

/// What an id of the cookie is kept as.
pub fn hash(id: &Id) -> [u8; 32] {
    Sha256::digest(id.0.to_le_bytes()).into()
}

fn backend(error: impl std::error::Error) -> Error {
    Error::Backend(format!("{error}: {}", error.source().map(ToString::to_string).unwrap_or_default()))
}
