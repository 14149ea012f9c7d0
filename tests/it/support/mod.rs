//! The server with its edges in the test's hand: time, randomness, mail.

pub mod browser;
pub mod database;
pub mod process;

use database::TestDatabase;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use vestibule::{
    app::{App, Mailer},
    clock::{Clock as _, ManualClock},
    config::Config,
    domain::{
        audit::Origin,
        field::FieldErrors,
        ids::{MembershipId, UserId},
        member::MembershipState,
        role::AccountRole,
        secret::{Sealer, Token, TokenHash},
        time::{Span, Timestamp},
    },
    entropy::SystemEntropy,
    mail::{Memory, Outgoing, Transport},
    service::{
        self, Client, Ctx, Error, Via,
        door::{self, Entered},
        invitations::{Invite, Issued},
        looks::Looks,
        passwords::Hasher,
        setup::FirstAdministrator,
        sign_in::SignedIn,
    },
    store::{Db, accounts, member_places, members, users},
    worker,
};

/// Runs one test on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($t:ident) $body:block)+) => {$(
        mod $name {
            #[expect(clippy::allow_attributes, reason = "most tests need what their file names, one file does not")]
            #[allow(unused_imports, reason = "as above")]
            use super::*;

            async fn test($t: crate::support::TestApp) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                test(crate::support::TestApp::on_sqlite().await).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(app) = crate::support::TestApp::on_postgres().await {
                    test(app).await;
                }
            }
        }
    )+};
}
pub(crate) use on_both_databases;

/// 2026-11-20 09:15 UTC, when every test begins.
pub const START: Timestamp = Timestamp::from_micros(1_795_166_100_000_000);
/// A password that nothing is wrong with.
pub const PASSWORD: &str = "seven lanterns on a quay";

/// The settings of every test. People sign in often here, all from one address and at one and the same moment; and hours go by
/// in which nobody is asked again who they are.
const USUAL: [(&str, &str); 7] = [
    ("VESTIBULE_PUBLIC_URL", "https://panel.example.org"),
    ("VESTIBULE_UNDO_SECONDS", "0"),
    ("VESTIBULE_SIGN_INS_PER_MINUTE", "0"),
    ("VESTIBULE_SIGN_IN_FAILURES", "0"),
    ("VESTIBULE_FORGOT_PER_HOUR", "0"),
    ("VESTIBULE_FORGOT_PER_ADDRESS", "0"),
    ("VESTIBULE_STEP_UP_SECONDS", "43200"),
];

/// A server on a fresh database, with time, randomness and mail in the test's hand.
pub struct TestApp {
    /// The server.
    pub app: App,
    /// What time it is; it stands still until moved.
    pub clock: Arc<ManualClock>,
    /// The mails that went out.
    pub mail: Memory,
    database: TestDatabase,
}

impl TestApp {
    pub async fn on_sqlite() -> Self {
        Self::on(TestDatabase::sqlite().await)
    }

    /// None when no PostgreSQL is given and nobody insists.
    pub async fn on_postgres() -> Option<Self> {
        Some(Self::on(TestDatabase::postgres().await?))
    }

    fn on(database: TestDatabase) -> Self {
        let clock = Arc::new(ManualClock::new(START));
        let mail = Memory::default();
        let entropy = Arc::new(SystemEntropy);
        let vars = USUAL.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let app = App {
            db: database.db.clone(),
            clock: Arc::<ManualClock>::clone(&clock),
            entropy: Arc::<SystemEntropy>::clone(&entropy),
            hasher: Hasher::new(entropy).unwrap(),
            sealer: Sealer::new(&[7; 32]),
            mail: Some(Arc::new(Mailer::new(
                Transport::Memory(mail.clone()),
                "Vestibule <no-reply@panel.example.org>".parse().unwrap(),
            ))),
            config: Arc::new(Config::from_vars(vars).unwrap()),
            mail_queued: Arc::new(Notify::new()),
            link_tries: Arc::default(),
            token_room: Arc::default(),
            looks: Looks::default(),
        };
        Self { app, clock, mail, database }
    }

    /// Where a program finds the database.
    pub fn database_url(&self) -> String {
        self.database.url()
    }

    /// Another node on the same database, with the same settings, key and clock.
    pub async fn second_node(&self) -> App {
        App { db: self.database.again().await, ..self.app.clone() }
    }

    /// The same server without mail: links are handed over.
    pub fn without_mail(&self) -> App {
        App { mail: None, ..self.app.clone() }
    }

    /// A request of nobody.
    pub fn anonymous(&self) -> Ctx {
        Ctx {
            principal: None,
            owing: None,
            waiting: None,
            now: self.clock.now(),
            request_id: "test".into(),
            language: vestibule::domain::language::Language::En,
            client: Client::default(),
        }
    }

    /// A request of somebody who has signed in.
    pub async fn as_person(&self, who: SignedIn) -> Ctx {
        let id_hash: [u8; 32] = vestibule::entropy::octets(&*self.app.entropy);
        let new = vestibule::store::sessions::NewSession {
            id_hash,
            user_id: who.user_id,
            account_id: who.account_id,
            ip: "192.0.2.1",
            user_agent: "test",
            data: "{}",
        };
        let origin = Origin { at: self.clock.now(), request_id: "test", ip: "192.0.2.1" };
        assert!(
            service::sessions::open(
                &self.app,
                &new,
                &who.proven_hash,
                service::sessions::Browser::Known,
                &origin
            )
            .await
            .unwrap()
            .is_some()
        );
        let session = service::sessions::find(&self.app, &id_hash, self.clock.now()).await.unwrap().unwrap();
        Ctx { principal: Some(service::sessions::principal(&session).unwrap()), ..self.anonymous() }
    }

    /// Sets up the installation and signs its administrator in: Ada of Northwind.
    pub async fn administrator(&self) -> Ctx {
        let form = FirstAdministrator {
            name: "Ada Kern".into(),
            email: "ada@example.org".into(),
            password: PASSWORD.into(),
            company: "Northwind".into(),
        };
        let who = service::setup::create_first_administrator(&self.app, &self.anonymous(), &form, None)
            .await
            .unwrap();
        self.as_person(who).await
    }

    /// The same person one request later: only the time is read again.
    pub fn later(&self, ctx: &Ctx) -> Ctx {
        Ctx { now: self.clock.now(), ..ctx.clone() }
    }

    /// The same person one request later, having proven again who they are.
    pub fn proven_now(&self, ctx: &Ctx) -> Ctx {
        let mut later = self.later(ctx);
        let principal = later.principal.as_mut().unwrap();
        principal.via = Via::Session { id: *principal.session().unwrap(), proven_at: later.now };
        later
    }

    /// Invites an address as one of the Users, client scope.
    pub async fn invite(&self, administrator: &Ctx, email: &str) -> Issued {
        service::invitations::invite(&self.app, administrator, &invite_form(email)).await.unwrap()
    }

    /// Sends everything that is due and gives back what went out since the last time, but for news of new browsers: most
    /// tests sign people in by the way, and say what the server answers to other mails.
    pub async fn deliver(&self) -> Vec<Outgoing> {
        database::execute(self, "DELETE FROM outbox WHERE kind = 'new_browser' AND state = 'queued'").await;
        self.deliver_with_news().await
    }

    /// Sends everything that is due and gives back all that went out since the last time.
    pub async fn deliver_with_news(&self) -> Vec<Outgoing> {
        let before = self.mail.sent().len();
        worker::outbox::deliver_due(&self.app, &CancellationToken::new()).await.unwrap();
        self.mail.sent().split_off(before)
    }

    /// The state of a membership as the database knows it.
    pub async fn membership(&self, ctx: &Ctx, id: MembershipId) -> members::MembershipRow {
        let mut tx = self.app.db.read().await.unwrap();
        let account = ctx.principal.as_ref().unwrap().account_id;
        members::find(&mut tx, account, id).await.unwrap().unwrap()
    }

    /// What time it is.
    pub fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Opens one more session of somebody, and gives back what its cookie would hash to.
    pub async fn open_session(&self, ctx: &Ctx) -> [u8; 32] {
        let principal = ctx.principal.as_ref().unwrap();
        let id_hash: [u8; 32] = vestibule::entropy::octets(&*self.app.entropy);
        let mut tx = self.app.db.read().await.unwrap();
        let user = users::find(&mut tx, principal.user_id).await.unwrap().unwrap();
        drop(tx);
        let new = vestibule::store::sessions::NewSession {
            id_hash,
            user_id: principal.user_id,
            account_id: principal.account_id,
            ip: "192.0.2.1",
            user_agent: "test",
            data: "{}",
        };
        let hash = user.password_hash.unwrap();
        let origin = Origin { at: self.clock.now(), request_id: "test", ip: "192.0.2.1" };
        assert!(
            service::sessions::open(&self.app, &new, &hash, service::sessions::Browser::Known, &origin)
                .await
                .unwrap()
                .is_some()
        );
        id_hash
    }

    /// Whether a session opens anything at the next request.
    pub async fn is_live(&self, id_hash: &[u8; 32]) -> bool {
        self.principal(id_hash).await.is_some()
    }

    /// The same person, signed in anew by the password.
    pub async fn again(&self, ctx: &Ctx) -> Ctx {
        let id = self.open_session(ctx).await;
        Ctx { principal: self.principal(&id).await, ..self.anonymous() }
    }

    /// Whom a session stands for at the next request.
    pub async fn principal(&self, id_hash: &[u8; 32]) -> Option<service::Principal> {
        let session = service::sessions::find(&self.app, id_hash, self.clock.now()).await.unwrap()?;
        Some(service::sessions::principal(&session).unwrap())
    }

    /// Invites, and does not care how it ended.
    pub async fn invite_quietly(&self, ctx: &Ctx, email: String) {
        let _ = service::invitations::invite(&self.app, ctx, &invite_form(&email)).await;
    }

    /// Puts an administrator back who was suspended, removed or given another role.
    pub async fn make_administrator_again(&self, ctx: &Ctx, id: MembershipId) {
        let account = ctx.principal.as_ref().unwrap().account_id;
        let mut tx = self.app.db.write().await.unwrap();
        accounts::lock(&mut tx, account).await.unwrap();
        members::restore(&mut tx, id).await.unwrap();
        let row = members::find(&mut tx, account, id).await.unwrap().unwrap();
        let new = members::NewMembership {
            account_id: account,
            user_id: row.user_id,
            name: &row.name,
            language: row.language,
            role: AccountRole::Administrators,
            client_administrator: true,
            state: MembershipState::Pending,
        };
        if members::revive(&mut tx, id, &new).await.unwrap() {
            members::activate(&mut tx, id, &row.name, row.language, self.clock.now()).await.unwrap();
        }
        members::set_access(&mut tx, id, AccountRole::Administrators, true).await.unwrap();
        member_places::refresh(&mut tx, id).await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
    }

    /// Shuts somebody out of the whole installation.
    pub async fn block(&self, user: UserId) {
        let sql = "UPDATE users SET blocked_at = created_at WHERE id = $1";
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).bind(user.0).execute(writer).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(sql).bind(user.0).execute(pool).await.map(|_| ()),
        }
        .unwrap();
    }

    /// The same server, where passwords cost nothing: for races behind them.
    pub fn with_worthless_hashes(self) -> Self {
        let hasher = Hasher::worthless(Arc::new(SystemEntropy)).unwrap();
        Self { app: App { hasher, ..self.app.clone() }, ..self }
    }

    /// What becomes of people who ask for a new link, in every account.
    pub async fn set_renewal(&self, renewal: &'static str) {
        let sql = "UPDATE accounts SET renewal = $1";
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).bind(renewal).execute(writer).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(sql).bind(renewal).execute(pool).await.map(|_| ()),
        }
        .unwrap();
    }

    /// The same server, where anybody may invite any number of people.
    pub fn without_limits(self) -> Self {
        let limits = [
            "VESTIBULE_INVITES_PER_HOUR",
            "VESTIBULE_INVITES_PER_DAY",
            "VESTIBULE_INVITES_OPEN",
            "VESTIBULE_INVITES_PER_ADDRESS",
            "VESTIBULE_RESENDS_PER_ADDRESS",
            "VESTIBULE_RESEND_PAUSE_SECONDS",
        ];
        self.with_settings(&limits.map(|name| (name, "0")))
    }

    /// The same server with other settings.
    pub fn with_settings(self, settings: &[(&str, &str)]) -> Self {
        let vars =
            USUAL.iter().chain(settings).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config = Arc::new(Config::from_vars(vars).unwrap());
        Self { app: App { config, ..self.app.clone() }, ..self }
    }

    /// The same server with the limits that people meet who are not signed in, as they are when nothing is set.
    pub fn with_limits_at_the_door(self) -> Self {
        let limits = [
            ("VESTIBULE_SIGN_INS_PER_MINUTE", "10"),
            ("VESTIBULE_SIGN_IN_FAILURES", "100"),
            ("VESTIBULE_FORGOT_PER_HOUR", "10"),
            ("VESTIBULE_FORGOT_PER_ADDRESS", "3"),
        ];
        self.with_settings(&limits)
    }

    /// The same server, where people are asked again who they are as when nothing is set.
    pub fn with_step_up(self) -> Self {
        self.with_settings(&[("VESTIBULE_STEP_UP_SECONDS", "600")])
    }

    /// Makes somebody an operator of the installation.
    pub async fn make_operator(&self, email: &str) {
        let sql = "UPDATE users SET is_operator = (1 = 1) WHERE email = $1";
        match &self.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).bind(email).execute(writer).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(sql).bind(email).execute(pool).await.map(|_| ()),
        }
        .unwrap();
    }

    /// Counts everybody and compares with what is kept.
    pub async fn counts_are_true(&self) {
        let kept = "SELECT account_id, project_id, facet, members FROM member_counts WHERE members <> 0 ORDER BY 1, 2, 3";
        let counted = "SELECT account_id, CAST(0 AS BIGINT), facet, count(*) FROM memberships GROUP BY 1, 3
            UNION ALL
            SELECT m.account_id, r.project_id, r.facet, count(*)
            FROM project_roles r JOIN memberships m ON m.id = r.membership_id GROUP BY 1, 2, 3
            ORDER BY 1, 2, 3";
        let [kept, counted]: [Vec<(i64, i64, i64, i64)>; 2] = match &self.app.db {
            Db::Sqlite { writer, .. } => [
                sqlx::query_as(kept).fetch_all(writer).await.unwrap(),
                sqlx::query_as(counted).fetch_all(writer).await.unwrap(),
            ],
            Db::Postgres(pool) => [
                sqlx::query_as(kept).fetch_all(pool).await.unwrap(),
                sqlx::query_as(counted).fetch_all(pool).await.unwrap(),
            ],
        };
        assert_eq!(kept, counted);
        assert!(!kept.is_empty());
    }

    pub fn advance(&self, span: Span) {
        self.clock.advance(span);
    }
}

/// The invite form for an address, as one of the Users, client scope.
pub fn invite_form(email: &str) -> Invite {
    Invite {
        email: email.into(),
        role: "2".into(),
        scope: "client".into(),
        client_role: "none".into(),
        ..Invite::default()
    }
}

/// Accepts as somebody new, where a password is all it takes.
pub async fn accept_new(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    name: &str,
    password: &str,
) -> Result<SignedIn, Error> {
    match door::enter(app, ctx, link, name, password).await? {
        Entered::In(who) => Ok(who),
        Entered::SetUp(_) => panic!("a second factor is asked for"),
    }
}

/// The token of the one link with this path in a mail.
pub fn token_in(mail: &Outgoing, path: &str) -> Token {
    let start = format!("https://panel.example.org{path}");
    let at = mail.rendered.text.find(&start).expect("the mail holds the link") + start.len();
    Token::parse(&mail.rendered.text[at..at + 43]).expect("the link holds a token")
}

/// What was wrong with the values that a use case refused.
#[track_caller]
pub fn refused(result: Result<impl std::fmt::Debug, Error>) -> FieldErrors {
    match result {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

/// The id that somebody's session has, for use cases that give it a new one: it stays, and who acts goes on acting.
pub fn own_id(who: &Ctx) -> &[u8; 32] {
    who.principal.as_ref().map_or(&[0; 32], |principal| principal.session().unwrap())
}
