//! One request as the panel sees it: who asks, when, in which language, with which cookies.

use crate::{
    app::App,
    domain::{
        field::{Fault, Field},
        ids::{AccountId, UserId},
        language::Language,
        passkey::CHALLENGE_LIFE,
        policy::Action,
        recovery_code::RecoveryCode,
        secret::{Token, TokenHash},
    },
    http::{
        client_address::ClientAddress,
        headers::CspNonce,
        log::RequestSpan,
        request_id::RequestId,
        sessions::{self, HALF, LIVE, NO_LONGER_PROVEN, OPENED, OWES, Opened, WAITING, WRITTEN},
    },
    panel::{outcome::Notice, shell::Theme},
    service::{
        self, Client, Ctx, Error, Via,
        second_step::{Half, Typed},
        sessions::Proven,
        sign_in::{Brought, SignedIn},
        step_up::Proof,
    },
    store::sessions::{HalfSession, LiveSession, WaitingSession},
    telemetry::cause,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use std::net::IpAddr;
use tower_cookies::{
    Cookie, Cookies,
    cookie::{SameSite, time::Duration},
};
use tower_sessions::{Session, session::Id};

/// What flashes are sealed for.
const FLASH: &str = "flash";
/// What the list of people who have signed in with a browser is sealed for.
const DEVICE: &str = "device";
/// How long a browser remembers it; browsers keep no cookie longer (RFC 6265bis §5.5).
const DEVICE_LIFE: Duration = Duration::days(400);
/// How many people it remembers.
const MOST_KNOWN: usize = 20;
/// What recovery codes are sealed for between the form and the page that shows them.
const CODES: &str = "codes";
/// How long recovery codes can be looked at, unless they are said to be kept before.
const CODES_LIFE: Duration = Duration::minutes(10);
/// What a new API token is sealed for between the form and the page that shows it.
const TOKEN: &str = "token";
/// How long a new API token waits for that page.
const TOKEN_LIFE: Duration = Duration::minutes(10);
/// What binds a challenge for passkeys to the browser that asked for it is sealed for.
const PASSKEY: &str = "passkey";
/// How long a followed link stays in its cookie.
const LINK_LIFE: Duration = Duration::minutes(30);
/// What is kept by the browser in which somebody sets a second factor up at the door.
const DOOR: &str = "door";
/// What the address is sealed for to which somebody comes back with a second factor.
const ONWARD: &str = "onward";
/// The longest such address, in octets: browsers take 4,096 for a cookie, sealed and with its name (RFC 6265bis §5.7).
const MOST_ONWARD: usize = 2_000;
/// How long it takes to set one up, at the most.
const SET_UP_LIFE: Duration = Duration::seconds(service::two_factor::SET_UP_LIFE.as_seconds());

/// One request of a browser.
#[derive(Debug, Clone)]
pub struct Call {
    /// The server.
    pub app: App,
    /// Who asks, when, in which language.
    pub ctx: Ctx,
    /// Of the policy that every script on the page must name.
    pub nonce: String,
    /// The path asked for.
    pub path: String,
    /// Under which address the browser says it looks at us; it says so with forms.
    pub origin: Option<String>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Whether the person could go on in another account, or is invited to one.
    pub has_other_accounts: bool,
    /// Who has proven a password and still owes the second factor; then nobody is signed in.
    pub half: Option<Half>,
    /// Where the request came from, as limits count it.
    pub network: Option<IpAddr>,
    session: Session,
    /// The id that the session was given in this request ([`Self::proving`]).
    renewed: Option<Id>,
    cookies: Cookies,
}

impl FromRequestParts<App> for Call {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
        // The layers put these there; without them the router is wired wrongly.
        let missing = StatusCode::INTERNAL_SERVER_ERROR;
        let session = parts.extensions.get::<Session>().cloned().ok_or(missing)?;
        let cookies = parts.extensions.get::<Cookies>().cloned().ok_or(missing)?;
        let nonce = parts.extensions.get::<CspNonce>().cloned().ok_or(missing)?.0;
        let request_id = parts.extensions.get::<RequestId>().cloned().ok_or(missing)?.0;
        let address = parts.extensions.get::<ClientAddress>().copied();
        let ip = address.map(|address| address.0.to_string()).unwrap_or_default();
        let live: Option<LiveSession> = session.get(LIVE).await.map_err(|error| {
            tracing::error!(request.id = request_id, error = cause(&error), "session not read");
            StatusCode::SERVICE_UNAVAILABLE
        })?;
        let waiting: Option<WaitingSession> = session.get(WAITING).await.ok().flatten();
        let half: Option<HalfSession> = session.get(HALF).await.ok().flatten();
        let owing =
            live.as_ref().map(service::requirement::owing).transpose().map_err(|_| missing)?.flatten();
        let paid = live.as_ref().filter(|_| owing.is_none());
        let principal = paid.map(service::sessions::principal).transpose().map_err(|_| missing)?;
        let user = live.as_ref().map(|live| live.user_id).or(half.as_ref().map(|half| half.user_id));
        if let (Some(user), Some(span)) = (user, parts.extensions.get::<RequestSpan>()) {
            span.by(user);
        }
        let language = live
            .as_ref()
            .and_then(service::sessions::language)
            .or_else(|| cookies.get("lang").and_then(|cookie| Language::from_code(cookie.value())))
            .or_else(|| waiting.as_ref().and_then(|waiting| Language::from_code(&waiting.language)))
            .or_else(|| half.as_ref().and_then(|half| Language::from_code(&half.language)))
            .or_else(|| {
                text_of(&parts.headers, header::ACCEPT_LANGUAGE).and_then(Language::from_accept_language)
            })
            .unwrap_or_default();
        let theme =
            cookies.get("theme").and_then(|cookie| Theme::from_name(cookie.value())).unwrap_or_default();
        let user_agent = text_of(&parts.headers, header::USER_AGENT).unwrap_or_default();
        let user_agent = user_agent.chars().filter(|c| !c.is_control()).take(200).collect();
        let client = Client { ip, user_agent, known: Vec::new() };
        let waiting = waiting.as_ref().map(service::sessions::waiting).transpose().map_err(|_| missing)?;
        let now = app.clock.now();
        let ctx = Ctx { principal, owing, waiting, now, request_id, language, client };
        let mut call = Self {
            app: app.clone(),
            ctx,
            nonce,
            path: parts.uri.path().to_owned(),
            origin: text_of(&parts.headers, header::ORIGIN).map(str::to_owned),
            theme,
            has_other_accounts: live.is_some_and(|live| live.has_others),
            half: half.as_ref().map(service::second_step::half).transpose().map_err(|_| missing)?,
            network: address.map(ClientAddress::network),
            session,
            renewed: None,
            cookies,
        };
        // Sealed: nobody can make a browser known to somebody.
        call.ctx.client.known = call.sealed(DEVICE).unwrap_or_default();
        Ok(call)
    }
}

fn in_words(codes: &[RecoveryCode]) -> Vec<String> {
    codes.iter().map(RecoveryCode::reveal).collect()
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

impl Call {
    /// Who has proven who they are, whether or not they belong to an account.
    pub fn proven(&self) -> Option<Proven> {
        self.ctx.principal.as_ref().and_then(|own| Proven::of(own).ok()).or_else(|| self.ctx.waiting.clone())
    }

    /// Signs the browser in under a new session id, and says whether the second factor is still owed: then nobody is
    /// signed in yet.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn sign_in(&self, who: SignedIn) -> Result<bool, Error> {
        // Ends whatever session there was; the id of before is worth nothing afterwards.
        self.sign_out().await?;
        let user = who.user_id;
        let opened = Opened::new(who, &self.ctx);
        self.session.insert(OPENED, opened).await.map_err(|error| self.session_error(&error))?;
        self.saved().await?;
        let owes = self.session.get(OWES).await.ok().flatten().unwrap_or(false);
        if !owes {
            self.know(user);
        }
        Ok(owes)
    }

    /// Signs the browser in under a new session id, by the second factor that was still owed.
    ///
    /// # Errors
    /// As [`service::second_step::pass`]; then the browser stays as it was.
    pub async fn pass_second_step(&self, typed: Typed<'_>) -> Result<UserId, Error> {
        let half = self.half.as_ref().ok_or(Error::SignedOut)?;
        let id = Id::default();
        let user = service::second_step::pass(&self.app, &self.ctx, half, typed, sessions::hash(&id)).await?;
        // The row stands; only the cookie has to follow.
        self.session.cycle_id().await.map_err(|error| self.session_error(&error))?;
        self.session.insert(WRITTEN, id.to_string()).await.map_err(|error| self.session_error(&error))?;
        self.saved().await?;
        self.know(user);
        Ok(user)
    }

    /// Random octets that this browser alone brings back, sealed: what is asked at sign-in opens nothing anywhere else.
    pub fn new_passkey_browser(&self) -> [u8; 32] {
        let browser = service::passkey_proof::new_browser(&self.app);
        self.keep_sealed(PASSKEY, &browser, Duration::seconds(CHALLENGE_LIFE.as_seconds()));
        browser
    }

    /// Signs the browser in under a new session id, by a passkey alone.
    ///
    /// # Errors
    /// As [`service::passkey_proof::sign_in`]; then the browser stays as it was.
    pub async fn sign_in_by_passkey(&self, answer: &str) -> Result<UserId, Error> {
        let refused = || Error::field(Field::Form, Fault::PasskeyRefused);
        let browser: [u8; 32] = self.sealed(PASSKEY).ok_or_else(refused)?;
        self.forget(PASSKEY);
        let (id, link) = (Id::default(), self.link().map(|link| link.hash()));
        let id_hash = sessions::hash(&id);
        let user =
            service::passkey_proof::sign_in(&self.app, &self.ctx, &browser, answer, link, id_hash).await?;
        // Ends whatever session there was. The row of the new one stands; only the cookie has to follow.
        self.open_written(id).await?;
        self.know(user);
        Ok(user)
    }

    /// Signs the browser in by the first code of an app that was set up at the door, and keeps the recovery codes for the
    /// page that shows them. What was done before is done: whether there is a session after all is the answer.
    ///
    /// # Errors
    /// As [`service::door::join`]; then the browser stays as it was.
    pub async fn join_at_door(&self, link: TokenHash, code: &str) -> Result<bool, Error> {
        let key = self.door().ok_or(Error::Conflict)?;
        let id = Id::default();
        let id_hash = sessions::hash(&id);
        let joined = service::door::join(&self.app, &self.ctx, link, key, code, id_hash).await?;
        self.forget(DOOR);
        self.forget_link();
        if self.open_written(id).await.is_err() {
            return Ok(false);
        }
        self.know(joined.user_id);
        self.keep_codes(&id_hash, &in_words(&joined.codes));
        self.keep_onward(joined.user_id, "/");
        Ok(true)
    }

    /// Signs the browser in by a session whose row stands; whatever session there was ends.
    async fn open_written(&self, id: Id) -> Result<(), Error> {
        self.sign_out().await?;
        self.session.insert(WRITTEN, id.to_string()).await.map_err(|error| self.session_error(&error))?;
        self.saved().await
    }

    /// Writes what stands in the session.
    async fn saved(&self) -> Result<(), Error> {
        let saved = self.session.save().await.map_err(|error| self.session_error(&error));
        if saved.is_err() {
            // Or the layer would try the same again behind the answer, and put a bare 500 in its place.
            self.session.clear().await;
        }
        saved
    }

    /// What the browser brings that signs somebody in.
    pub fn brought(&self) -> Brought {
        Brought { link: self.link().map(|link| link.hash()), known: self.ctx.client.known.clone() }
    }

    /// Lets this browser be one that a person is known by: signing in with it is nothing to tell them of.
    fn know(&self, user: UserId) {
        let mut people = self.ctx.client.known.clone();
        people.retain(|known| *known != user);
        people.insert(0, user);
        people.truncate(MOST_KNOWN);
        self.keep_sealed(DEVICE, &people, DEVICE_LIFE);
    }

    /// Lets the browser's session go on in another account of the person, and gives back that account's name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account the person may not act in; [`Error::SignedOut`].
    pub async fn switch_account(&self, to: AccountId) -> Result<String, Error> {
        let id = self.session_id().ok_or(Error::SignedOut)?;
        service::sessions::switch(&self.app, &self.ctx, &sessions::hash(&id), to).await
    }

    /// Ends the browser's session, if it has one.
    ///
    /// # Errors
    /// When the session cannot be ended.
    pub async fn sign_out(&self) -> Result<(), Error> {
        let Some(id) = self.session_id() else { return Ok(()) };
        // Before the layer does it, which knows of no request.
        service::sessions::sign_out(&self.app, &sessions::hash(&id), &self.ctx.origin()).await?;
        self.session.flush().await.map_err(|error| self.session_error(&error))
    }

    /// Proves again who is signed in: the session has a new id from then on. Gives back the same request with that proof.
    ///
    /// # Errors
    /// As [`service::step_up::confirm`].
    pub async fn step_up(&self, proof: Proof<'_>) -> Result<Self, Error> {
        let confirm = async |id| service::step_up::confirm(&self.app, &self.ctx, proof, &id).await;
        let (mut call, confirmed) = self.proving(confirm).await?;
        call.ctx.principal = Some(confirmed);
        Ok(call)
    }

    /// Runs a use case that takes a proof of who is signed in, with the hash of the id that the session is to have from then
    /// on; once it is done, the browser gets that id. Gives back the same request under it, and what came of it.
    ///
    /// # Errors
    /// As the use case; then the session keeps the id it has.
    pub async fn proving<T>(
        &self,
        run: impl AsyncFnOnce([u8; 32]) -> Result<T, Error>,
    ) -> Result<(Self, T), Error> {
        let id = Id::default();
        let hash = sessions::hash(&id);
        let done = run(hash).await?;
        // Set by hand: the session layer would end the session under its old id, and would not set the cookie when what
        // follows fails. It has nothing to write in this request, since nothing of what it keeps is changed.
        let life = Duration::seconds(service::sessions::ABSOLUTE.as_seconds());
        self.cookies.add(self.cookie("sid", id.to_string(), Some(life)));
        if let Some(codes) = self.codes() {
            // They are sealed for the session, and nobody has said that they are kept.
            self.keep_codes(&hash, &codes);
        }
        let mut call = Self { renewed: Some(id), ..self.clone() };
        if let Some(Via::Session { id, .. }) = call.ctx.principal.as_mut().map(|own| &mut own.via) {
            *id = hash;
        }
        if let Some(owing) = &mut call.ctx.owing {
            owing.who.session = hash;
        }
        if let Some(waiting) = &mut call.ctx.waiting {
            waiting.session = hash;
        }
        Ok((call, done))
    }

    /// The id that the browser's session has by now.
    fn session_id(&self) -> Option<Id> {
        self.renewed.or_else(|| self.session.id())
    }

    /// A session that could not be written: the password is another by now, or the database is away.
    fn session_error(&self, error: &tower_sessions::session::Error) -> Error {
        use tower_sessions::{session::Error::Store, session_store::Error::Backend};
        if matches!(error, Store(Backend(text)) if text == NO_LONGER_PROVEN) {
            return Error::field(Field::Form, Fault::WrongCredentials);
        }
        tracing::warn!(request.id = self.ctx.request_id, error = cause(error), "session not written");
        Error::Busy(None)
    }

    /// Keeps something to say for the next page. Sealed: nobody can make us say another thing, or read a link in it.
    pub fn set_flash(&self, notice: &Notice) {
        self.keep_sealed(FLASH, notice, Duration::minutes(1));
    }

    /// What the page before wanted said; said once.
    pub fn take_flash(&self) -> Option<Notice> {
        self.cookies.get(&self.cookie_name(FLASH))?;
        let notice = self.sealed(FLASH);
        self.forget(FLASH);
        notice
    }

    /// What recovery codes are sealed for: in no other session the cookie opens anything.
    fn codes_purpose(session: &[u8; 32]) -> String {
        format!("{CODES} of {}", URL_SAFE_NO_PAD.encode(session))
    }

    /// Keeps recovery codes for the page that shows them, sealed: as long as it takes to write them down, and until they are
    /// said to be kept ([`Self::forget_codes`]). An answer that the browser gave up, as of a button pressed twice, loses none.
    pub fn set_codes(&self, codes: &[RecoveryCode]) {
        if let Ok(who) = self.ctx.oneself(Action::ChangeOwnAccount) {
            self.keep_codes(&who.session, &in_words(codes));
        }
    }

    fn keep_codes(&self, session: &[u8; 32], codes: &[String]) {
        let purpose = Self::codes_purpose(session);
        let value = URL_SAFE_NO_PAD.encode(self.app.seal(&purpose, codes.join(" ").as_bytes()));
        self.cookies.add(self.cookie(CODES, value, Some(CODES_LIFE)));
    }

    /// The recovery codes that were just made, and not said to be kept yet.
    pub fn codes(&self) -> Option<Vec<String>> {
        let sealed = URL_SAFE_NO_PAD.decode(self.cookies.get(&self.cookie_name(CODES))?.value()).ok()?;
        let who = self.ctx.oneself(Action::ChangeOwnAccount).ok()?;
        let opened = self.app.sealer.open(&Self::codes_purpose(&who.session), &sealed)?;
        let opened = String::from_utf8(opened).ok()?;
        Some(opened.split(' ').map(str::to_owned).collect())
    }

    /// Forgets the recovery codes: they are kept elsewhere now.
    pub fn forget_codes(&self) {
        if self.cookies.get(&self.cookie_name(CODES)).is_some() {
            self.forget(CODES);
        }
    }

    /// The session of who is signed in.
    fn session(&self) -> Option<&[u8; 32]> {
        self.ctx.principal.as_ref()?.session().ok()
    }

    /// What a new API token is sealed for: in no other session the cookie opens anything.
    fn token_purpose(session: &[u8; 32]) -> String {
        format!("{TOKEN} of {}", URL_SAFE_NO_PAD.encode(session))
    }

    /// Keeps a new API token and its name for the page that shows it, sealed; no server has it afterwards.
    pub fn keep_api_token(&self, name: &str, token: &str) {
        let Some(session) = self.session() else { return };
        let json = serde_json::to_vec(&(name, token)).unwrap_or_default();
        let value = URL_SAFE_NO_PAD.encode(self.app.seal(&Self::token_purpose(session), &json));
        self.cookies.add(self.cookie(TOKEN, value, Some(TOKEN_LIFE)));
    }

    /// The name of the API token that was just made, and the whole of it; said once.
    pub fn take_api_token(&self) -> Option<(String, String)> {
        let sealed = self.cookies.get(&self.cookie_name(TOKEN))?.value().to_owned();
        self.forget(TOKEN);
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let opened = self.app.sealer.open(&Self::token_purpose(self.session()?), &sealed)?;
        serde_json::from_slice(&opened).ok()
    }

    /// Keeps the token of a followed link, so that it stands in no address, history or log.
    pub fn keep_link(&self, token: &Token) {
        self.cookies.add(self.cookie("link", token.reveal(), Some(LINK_LIFE)));
    }

    /// The token of the link followed last.
    pub fn link(&self) -> Option<Token> {
        Token::parse(self.cookies.get(&self.cookie_name("link"))?.value())
    }

    /// The token of the link followed last, if it is the one a page was made for: with two invitations open in two tabs,
    /// neither page may spend the other's link.
    pub fn link_of(&self, handle: &str) -> Option<Token> {
        self.link().filter(|token| token.hash().handle() == handle)
    }

    /// Forgets the followed link.
    pub fn forget_link(&self) {
        self.forget("link");
    }

    /// Keeps what this browser goes on with that has begun to set a second factor up at the door.
    pub fn keep_door(&self, key: &Token) {
        self.cookies.add(self.cookie(DOOR, key.reveal(), Some(SET_UP_LIFE)));
    }

    /// What the browser goes on with at the door.
    pub fn door(&self) -> Option<TokenHash> {
        let key = Token::parse(self.cookies.get(&self.cookie_name(DOOR))?.value())?;
        Some(key.hash())
    }

    /// Keeps the local address for somebody to come back to once they have set a second factor up; none that would not fit
    /// into a cookie.
    pub fn keep_onward(&self, user: UserId, to: &str) {
        if to.len() <= MOST_ONWARD {
            self.keep_sealed(ONWARD, &(user, to), SET_UP_LIFE);
        }
    }

    /// Where whoever is there goes on to, now that there is one; said once.
    pub fn take_onward(&self) -> Option<String> {
        self.cookies.get(&self.cookie_name(ONWARD))?;
        let kept: Option<(UserId, String)> = self.sealed(ONWARD);
        self.forget(ONWARD);
        let who = self.ctx.oneself(Action::ChangeOwnAccount).ok()?;
        kept.filter(|(user, _)| *user == who.user_id).map(|(_, to)| to)
    }

    /// Keeps a choice that is no secret, for a year.
    pub fn keep_choice(&self, name: &'static str, value: &str) {
        let mut cookie = self.cookie(name, value.to_owned(), Some(Duration::days(365)));
        cookie.set_name(name);
        self.cookies.add(cookie);
    }

    /// Keeps something in a cookie that the browser can neither read nor make up.
    fn keep_sealed(&self, name: &'static str, what: &impl Serialize, life: Duration) {
        let json = serde_json::to_vec(what).unwrap_or_default();
        let value = URL_SAFE_NO_PAD.encode(self.app.seal(name, &json));
        self.cookies.add(self.cookie(name, value, Some(life)));
    }

    /// What a sealed cookie holds; none without it, or when it is not ours.
    fn sealed<T: DeserializeOwned>(&self, name: &'static str) -> Option<T> {
        let sealed = URL_SAFE_NO_PAD.decode(self.cookies.get(&self.cookie_name(name))?.value()).ok()?;
        serde_json::from_slice(&self.app.sealer.open(name, &sealed)?).ok()
    }

    fn forget(&self, name: &'static str) {
        let mut cookie = self.cookie(name, String::new(), None);
        cookie.make_removal();
        self.cookies.add(cookie);
    }

    fn cookie_name(&self, name: &str) -> String {
        if self.app.config.public_url.is_https() { format!("__Host-{name}") } else { name.to_owned() }
    }

    fn cookie(&self, name: &str, value: String, life: Option<Duration>) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.cookie_name(name), value);
        cookie.set_http_only(true);
        cookie.set_secure(self.app.config.public_url.is_https());
        cookie.set_same_site(SameSite::Lax);
        cookie.set_path("/");
        cookie.set_max_age(life);
        cookie
    }
}
