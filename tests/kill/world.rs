//! One installation that is killed and started again: program, database, mail server, and somebody at a browser.

use crate::smtp::{SmtpServer, Taken};
use data_encoding::BASE32_NOPAD;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};
use vestibule::{
    domain::{
        secret::Token,
        time::{Span, Timestamp},
        totp::{Secret, Step},
    },
    store::Db,
};

pub const MARA: &str = "mara@example.org";
const ADA: &str = "ada@example.org";
const PASSWORD: &str = "seven lanterns on a quay";
/// The longest anything takes here.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often another process is looked at.
const TICK: Duration = Duration::from_millis(10);

/// On which database.
#[derive(Debug, Clone)]
pub enum Engine {
    Sqlite,
    Postgres(String),
}

/// An installation at rest, of which each test takes a copy.
#[derive(Debug)]
pub struct Template {
    engine: Engine,
    folder: TempDir,
    /// The database of PostgreSQL.
    name: String,
    /// The administrator's session.
    session: String,
    /// The links mailed already, oldest first.
    links: Vec<String>,
    /// How many seconds a fresh invitation waits.
    undo: &'static str,
}

fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("kill_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

async fn admin(url: &str, sql: String) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
}

fn database_url(engine: &Engine, folder: &Path, name: &str) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite://{}", folder.join("vestibule.db").display()),
        Engine::Postgres(server) => format!("{}/{name}", server.rsplit_once('/').unwrap().0),
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Template {
    /// Nothing but an administrator, who is signed in.
    pub async fn set_up(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = fresh_name();
        if let Engine::Postgres(server) = &engine {
            admin(server, format!("CREATE DATABASE {name}")).await;
        }
        let mut template =
            Self { engine, folder, name, session: String::new(), links: Vec::new(), undo: "0" };
        let mut world =
            World::at(&template, PathBuf::from(template.folder.path()), template.name.clone()).await;
        let mut setup = world.command(&["setup", "--email", ADA, "--name", "Ada", "--account", "Northwind"]);
        let mut child = setup.arg("--password-stdin").stdin(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(child.wait().unwrap().success());
        world.start(None).await;
        let form = format!("email={}&password={}", encoded(ADA), encoded(PASSWORD));
        assert_eq!(world.post("/sign-in", &form).await, Some(303));
        template.session = world.cookies["sid"].clone();
        world.stop().await;
        template
    }

    /// The same, with an invitation to Mara whose mail has arrived.
    pub async fn with_an_invitation(&self) -> Self {
        let mut world = World::from(self, "template").await;
        world.start(None).await;
        assert!(act(&mut world, "invite").await);
        world.all_is_handled().await;
        let links = world.links();
        assert_eq!(links.len(), 1);
        // The next link may be made a minute after this one.
        world.run("UPDATE invitations SET issued_at = created_at - $span").await;
        world.run("UPDATE invitation_links SET issued_at = (SELECT issued_at FROM invitations)").await;
        self.made_of(world, links).await
    }

    /// The same, with an invitation to Mara whose mail waits for an hour.
    pub async fn with_a_fresh_invitation(&self) -> Self {
        let mut world = World::from(self, "template").await;
        // Any number but none lets it wait; for how long is said below.
        world.undo = "300";
        world.start(None).await;
        assert!(act(&mut world, "invite").await);
        world.run("UPDATE outbox SET next_at = next_at + 30 * $span").await;
        self.made_of(world, Vec::new()).await
    }

    /// The same, with a list of so many people that nobody has sent off.
    pub async fn with_a_list(&self, people: usize) -> Self {
        let mut world = World::from(self, "template").await;
        world.start(None).await;
        let emails: String = (0..people).map(|n| format!("m{n}@example.org ")).collect();
        let form = format!("email={}&role=2&scope=client&client_role=none", encoded(&emails));
        assert_eq!(world.post("/users/invite", &form).await, Some(303));
        self.made_of(world, Vec::new()).await
    }

    /// The same, with a token of Ada's whose end is to be told of by now.
    pub async fn with_an_ending_token(&self) -> Self {
        let mut world = World::from(self, "template").await;
        world.start(None).await;
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_micros();
        let day = (Timestamp::from_micros(now.try_into().unwrap()) + Span::hours(72)).to_day();
        assert_eq!(
            world.post("/api-tokens/create", &format!("name=ci&role=1&expires={day}")).await,
            Some(303)
        );
        world.run("UPDATE api_tokens SET tell_at = created_at").await;
        self.made_of(world, Vec::new()).await
    }

    async fn made_of(&self, mut world: World, links: Vec<String>) -> Self {
        world.stop().await;
        Self {
            engine: self.engine.clone(),
            name: world.name.clone(),
            session: self.session.clone(),
            links,
            undo: world.undo,
            folder: world.folder.take().unwrap(),
        }
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        drop_database(&self.engine, &self.name);
    }
}

fn drop_database(engine: &Engine, name: &str) {
    let Engine::Postgres(server) = engine.clone() else { return };
    let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    // A runtime cannot be waited for from within itself.
    let dropped = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(admin(&server, sql));
    });
    let _joined = dropped.join();
}

/// An installation that runs, dies and runs again.
#[derive(Debug)]
pub struct World {
    pub smtp: SmtpServer,
    engine: Engine,
    folder: Option<TempDir>,
    place: PathBuf,
    name: String,
    db: Option<Db>,
    port: u16,
    child: Option<Child>,
    cookies: BTreeMap<String, String>,
    /// Links that were mailed before the copy was taken.
    older: Vec<String>,
    undo: &'static str,
}

/// What the database knows of Mara.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The state of the membership.
    membership: Option<String>,
    /// The generation of the invitation.
    generation: Option<i64>,
    notices: i64,
    links: i64,
    /// How many mails with an invitation's link wait.
    waiting: i64,
}

impl Facts {
    /// Whether something is done.
    pub fn is_done(&self, step: &str) -> bool {
        match step {
            "invite" => self.membership.is_some(),
            "resend" => self.generation == Some(2),
            "accept" | "door" => self.membership.as_deref() == Some("active"),
            "undo" => self.membership.as_deref() == Some("removed") && self.links == 0 && self.waiting == 0,
            other => panic!("{other}"),
        }
    }
}

impl World {
    /// A copy of an installation.
    pub async fn from(template: &Template, what: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_owned();
        for file in std::fs::read_dir(template.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), place.join(file.file_name())).unwrap();
        }
        let name = fresh_name();
        if let Engine::Postgres(server) = &template.engine {
            admin(server, format!("CREATE DATABASE {name} TEMPLATE {}", template.name)).await;
        }
        let mut world = Self::at(template, place, name).await;
        world.folder = Some(folder);
        world.cookies.insert("sid".into(), template.session.clone());
        world.older.clone_from(&template.links);
        eprintln!("{what}");
        world
    }

    async fn at(template: &Template, place: PathBuf, name: String) -> Self {
        Self {
            smtp: SmtpServer::start().await,
            engine: template.engine.clone(),
            folder: None,
            place,
            name,
            db: None,
            port: free_port(),
            child: None,
            cookies: BTreeMap::new(),
            older: Vec::new(),
            undo: template.undo,
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
        command
            .args(words)
            .current_dir(&self.place)
            .env_clear()
            .env("DATABASE_URL", database_url(&self.engine, &self.place, &self.name))
            .env("VESTIBULE_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("VESTIBULE_SECRET_KEY_FILE", self.place.join("secret.key"))
            .env("VESTIBULE_SMTP_URL", self.smtp.url())
            .env("VESTIBULE_MAIL_FROM", "Vestibule <no-reply@example.org>")
            .env("VESTIBULE_UNDO_SECONDS", self.undo)
            .env("VESTIBULE_LOG", "error")
            .stdout(Stdio::piped());
        command
    }

    /// Starts the program, to die at a place if one is named, and waits until it listens.
    pub async fn start(&mut self, kill_at: Option<&str>) {
        let mut command = self.command(&["serve"]);
        if let Some(point) = kill_at {
            command.env(vestibule::kill::VARIABLE, point);
        }
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let listens = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            // What else is printed goes nowhere, but must not fill the pipe.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            line
        });
        let line = timeout(PATIENCE, listens).await.unwrap().unwrap();
        assert!(line.starts_with("Vestibule is listening"), "{line}");
        self.child = Some(child);
    }

    /// Starts the program, to die at a place that it meets by itself, and waits until it has.
    pub async fn start_to_die(&mut self, point: &str) {
        let mut command = self.command(&["serve"]);
        let child = command.env(vestibule::kill::VARIABLE, point).stdout(Stdio::null()).spawn().unwrap();
        self.child = Some(child);
        self.died().await;
    }

    /// Waits until a statement gives a number.
    pub async fn becomes(&mut self, sql: &'static str, number: i64) {
        let until = async {
            while self.number(sql).await != Some(number) {
                sleep(TICK).await;
            }
        };
        timeout(PATIENCE, until).await.unwrap_or_else(|_| panic!("never {number}: {sql}"));
    }

    async fn exit(&mut self) -> std::process::ExitStatus {
        let mut child = self.child.take().unwrap();
        let waited = tokio::task::spawn_blocking(move || child.wait().unwrap());
        timeout(PATIENCE, waited).await.expect("the program did not end").unwrap()
    }

    /// The program has killed itself.
    pub async fn died(&mut self) {
        let status = self.exit().await;
        assert_eq!(status.signal(), Some(9), "{status}");
    }

    /// Kills it from outside.
    pub async fn kill(&mut self) {
        self.child.as_mut().unwrap().kill().unwrap();
        self.died().await;
    }

    /// Stops it as an operator does, and leaves nothing open.
    async fn stop(&mut self) {
        let id = self.child.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.exit().await.success());
        if let Some(db) = self.db.take() {
            db.close().await;
        }
    }

    /// Ends it all.
    pub async fn end(mut self) {
        self.kill().await;
        if let Some(db) = self.db.take() {
            db.close().await;
        }
        drop_database(&self.engine, &self.name);
    }

    async fn db(&mut self) -> Db {
        if self.db.is_none() {
            self.db = Some(match &self.engine {
                Engine::Sqlite => Db::open_sqlite(&self.place.join("vestibule.db")).await.unwrap(),
                Engine::Postgres(_) => {
                    let url = database_url(&self.engine, &self.place, &self.name);
                    Db::connect_postgres(&url).await.unwrap()
                }
            });
        }
        self.db.clone().unwrap()
    }

    /// A statement of the test's own; `$span` stands for two minutes.
    async fn run(&mut self, sql: &str) {
        match self.db().await {
            Db::Sqlite { writer, .. } => {
                let sql = AssertSqlSafe(sql.replace("$span", "120000000"));
                sqlx::query(sql).execute(&writer).await.unwrap();
            }
            Db::Postgres(pool) => {
                let sql = AssertSqlSafe(sql.replace("$span", "interval '2 minutes'"));
                sqlx::query(sql).execute(&pool).await.unwrap();
            }
        }
    }

    /// The one number a statement gives.
    pub async fn number(&mut self, sql: &'static str) -> Option<i64> {
        match self.db().await {
            Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_optional(&readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_optional(&pool).await.unwrap(),
        }
    }

    pub async fn text(&mut self, sql: &'static str) -> Option<String> {
        match self.db().await {
            Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_optional(&readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_optional(&pool).await.unwrap(),
        }
    }

    pub async fn facts(&mut self) -> Facts {
        Facts {
            membership: self
                .text(
                    "SELECT m.state FROM memberships m JOIN users u ON u.id = m.user_id
                     WHERE u.email = 'mara@example.org'",
                )
                .await,
            generation: self.number("SELECT generation FROM invitations").await,
            notices: self
                .number("SELECT count(*) FROM outbox WHERE kind = 'invitation_accepted'")
                .await
                .unwrap(),
            links: self.number("SELECT count(*) FROM invitation_links").await.unwrap(),
            waiting: self
                .number("SELECT count(*) FROM outbox WHERE kind = 'invitation' AND state IN ('queued', 'retrying')")
                .await
                .unwrap(),
        }
    }

    /// A minute passes: what a dead worker held is free, and what was put off is due.
    pub async fn end_leases(&mut self) {
        // The reminder of tomorrow stays tomorrow's.
        self.run("UPDATE outbox SET leased_until = NULL").await;
        self.run("UPDATE batches SET leased_until = NULL").await;
        self.run("UPDATE outbox SET next_at = created_at WHERE kind <> 'invitation_reminder'").await;
    }

    /// Waits until a worker holds a mail.
    pub async fn is_held(&mut self) {
        let held = "SELECT count(*) FROM outbox WHERE leased_until IS NOT NULL";
        let until = async {
            while self.number(held).await != Some(1) {
                sleep(TICK).await;
            }
        };
        timeout(PATIENCE, until).await.expect("no worker took the mail");
        // It is with the server once that has heard all of it.
        sleep(Duration::from_millis(300)).await;
    }

    /// Waits until nothing is being sent and no mail waits any more.
    pub async fn all_is_handled(&mut self) {
        let waiting =
            "SELECT (SELECT count(*) FROM batches WHERE state = 'sending') + (SELECT count(*) FROM outbox
            WHERE state IN ('queued', 'retrying') AND kind <> 'invitation_reminder')";
        let until = async {
            while self.number(waiting).await != Some(0) {
                sleep(TICK).await;
            }
        };
        timeout(PATIENCE, until).await.expect("a mail waits for ever");
    }

    /// The links mailed, each once, in the order of their first mail.
    pub fn links(&self) -> Vec<String> {
        let mut all = self.older.clone();
        for link in self.smtp.taken().iter().flat_map(Taken::links) {
            if link.contains("/invitations/") && !all.contains(&link) {
                all.push(link);
            }
        }
        all
    }

    /// What must hold in the end.
    pub async fn check(&mut self, point: &str, step: &str) {
        let facts = self.facts().await;
        assert!(facts.is_done(step), "{point}: {facts:?}");
        assert_eq!(self.number("SELECT count(*) FROM invitations").await, Some(1), "{point}");
        let links = self.links();
        let expected = if step == "resend" { 2 } else { 1 };
        assert_eq!(
            (links.len(), facts.links),
            (expected, expected.try_into().unwrap()),
            "{point}: {links:?}"
        );
        for link in &links {
            let token = Token::parse(link.rsplit('/').next().unwrap()).unwrap();
            assert!(self.knows(&token).await, "{point}: a link that the database does not know");
        }
        let mut copies: BTreeMap<(String, String), Vec<Vec<String>>> = BTreeMap::new();
        for mail in self.smtp.taken() {
            let links = mail.links();
            copies.entry((mail.to, mail.message_id)).or_default().push(links);
        }
        for (mail, copies) in &copies {
            assert!(copies.len() <= 2, "{point}: {mail:?} came {} times", copies.len());
            assert!(copies.iter().all(|links| *links == copies[0]), "{point}: one mail, two links");
        }
        let to = |address: &str| copies.keys().filter(|(to, _)| to == address).count();
        let fresh = links.len() - self.older.len();
        let accepts = step == "accept" || step == "door";
        let notices = usize::from(accepts);
        // Whoever has set a second factor up hears of it.
        let own = fresh + usize::from(step == "door");
        assert_eq!((to(MARA), to(ADA)), (own, notices), "{point}: {copies:?}");
        let unsent = "SELECT count(*) FROM outbox WHERE state <> 'sent' AND kind <> 'invitation_reminder'";
        assert_eq!(self.number(unsent).await, Some(0), "{point}");
        // One reminder waits with its link as long as the newest link opens; nothing else keeps one.
        let reminders = "SELECT count(*) FROM outbox WHERE state = 'queued' AND kind = 'invitation_reminder'";
        let sealed = "SELECT count(*) FROM outbox WHERE sealed_token IS NOT NULL";
        let waiting = i64::from(!accepts);
        assert_eq!(self.number(reminders).await, Some(waiting), "{point}");
        assert_eq!(self.number(sealed).await, Some(waiting), "{point}");
        if step == "door" {
            // One factor with its codes, and nobody at the door any more.
            for (table, rows) in [("factors", 1), ("recovery_codes", 10), ("doors", 0)] {
                let count = match table {
                    "factors" => "SELECT count(*) FROM factors WHERE confirmed_at IS NOT NULL",
                    "doors" => "SELECT count(*) FROM doors",
                    _ => "SELECT count(*) FROM recovery_codes",
                };
                assert_eq!(self.number(count).await, Some(rows), "{point}: {table}");
            }
        }
        if accepts {
            // Once and never again.
            let link = links[0].clone();
            assert_eq!(follow(self, &link).await, Some(410), "{point}");
            assert_eq!(facts.notices, 1, "{point}");
        }
    }

    /// Whether the database knows a link by its token.
    pub async fn knows(&mut self, token: &Token) -> bool {
        let sql = "SELECT count(*) FROM invitation_links WHERE token_hash = $1";
        let hash = token.hash().0.to_vec();
        let count: i64 = match self.db().await {
            Db::Sqlite { readers, .. } => {
                sqlx::query_scalar(sql).bind(hash).fetch_one(&readers).await.unwrap()
            }
            Db::Postgres(pool) => sqlx::query_scalar(sql).bind(hash).fetch_one(&pool).await.unwrap(),
        };
        count == 1
    }

    async fn post(&mut self, path: &str, form: &str) -> Option<u16> {
        let origin = format!("http://127.0.0.1:{}", self.port);
        let length = form.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n"
        );
        self.ask(&head, form).await.map(|(status, _)| status)
    }

    /// What an app would show that has the key on a page.
    async fn code_at(&mut self, page: &str) -> Option<String> {
        let (_, _, body) = self.ask_whole(&format!("GET {page} HTTP/1.1\r\n"), "").await?;
        let key = body.split_once("<code class=\"secret\">")?.1.split('<').next()?.replace(' ', "");
        let secret = Secret::from_octets(&BASE32_NOPAD.decode(key.as_bytes()).ok()?)?;
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        Some(secret.code(Step(i64::try_from(now / 30).ok()?)).to_string())
    }

    /// Asks and waits for the answer; none when the program died before it.
    async fn ask(&mut self, head: &str, body: &str) -> Option<(u16, String)> {
        let (status, location, _) = self.ask_whole(head, body).await?;
        Some((status, location))
    }

    /// The same with the page.
    async fn ask_whole(&mut self, head: &str, body: &str) -> Option<(u16, String, String)> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{head}Host: 127.0.0.1:{}\r\nConnection: close\r\nCookie: {}\r\n\r\n{body}",
            self.port,
            cookies.join("; ")
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.ok()?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("no answer").ok()?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, page) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let mut location = String::new();
        for line in head.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = value.split(';').next()?.split_once('=')?;
                self.cookies.insert(name.to_owned(), value.to_owned());
            } else if name.eq_ignore_ascii_case("location") {
                value.clone_into(&mut location);
            }
        }
        Some((status, location, page.to_owned()))
    }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Opens a link in a fresh browser, and gives back the status of the page behind it.
async fn follow(world: &mut World, link: &str) -> Option<u16> {
    world.cookies.clear();
    let path = link.split_once("/invitations/").unwrap().1;
    let (_, clean) = world.ask(&format!("GET /invitations/{path} HTTP/1.1\r\n"), "").await?;
    let (status, _) = world.ask(&format!("GET {clean} HTTP/1.1\r\n"), "").await?;
    world.cookies.insert("clean".into(), clean);
    Some(status)
}

/// Does something at a browser; whether the program said that it is done.
pub async fn act(world: &mut World, step: &str) -> bool {
    let status = match step {
        "invite" => {
            let form = format!("email={}&role=2&scope=client&client_role=none", encoded(MARA));
            world.post("/users/invite", &form).await
        }
        "resend" => {
            let id = world.number("SELECT membership_id FROM invitations").await.expect("an invitation");
            world.post(&format!("/users/{id}/resend"), "").await
        }
        "undo" => {
            let id = world.number("SELECT membership_id FROM invitations").await.expect("an invitation");
            world.post(&format!("/users/{id}/undo"), "").await
        }
        "batch" => {
            let id = world.number("SELECT id FROM batches").await.expect("a list");
            world.post(&format!("/users/invite/batches/{id}"), "").await
        }
        "accept" => {
            let link = world.links()[0].clone();
            if follow(world, &link).await != Some(200) {
                return false;
            }
            let clean = world.cookies["clean"].clone();
            world.post(&clean, &format!("name=Mara&password={}", encoded(PASSWORD))).await
        }
        "door" => {
            world.run("UPDATE invitations SET requires_two_factor = (1 = 1)").await;
            let link = world.links()[0].clone();
            if follow(world, &link).await != Some(200) {
                return false;
            }
            let step = format!("{}/two-factor", world.cookies["clean"]);
            let clean = world.cookies["clean"].clone();
            world.post(&clean, &format!("name=Mara&password={}", encoded(PASSWORD))).await;
            let Some(code) = world.code_at(&step).await else { return false };
            world.post(&step, &format!("code={code}")).await
        }
        other => panic!("{other}"),
    };
    status == Some(303)
}
