//! What the commands do.

use super::{
    Audit, Command, Migrate, OpenApi, Serve, Setup, Verify, WhichApi, account, audit, doctor, seed, token,
    user,
};
use crate::{
    api,
    app::{App, Mailer},
    clock::{DatabaseClock, SystemClock},
    config::{Config, ConfigFaults, DatabaseUrl, Secret, load_or_create_key},
    domain::{field::FieldErrors, language::Language, secret::Sealer},
    entropy::{Entropy, SystemEntropy},
    http::{health, layers, server},
    i18n::faults,
    mail::Transport,
    panel::controllers,
    service::{self, Client, Ctx, Error, looks::Looks, passwords::Hasher, setup::FirstAdministrator},
    store::{Db, StoreError, database_clock, migrations},
    telemetry, worker,
};
use std::{io::BufRead as _, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Why a command did not do what it was told, in words for whoever typed it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub(super) String);

impl Failed {
    /// With these words.
    pub(super) const fn new(words: String) -> Self {
        Self(words)
    }

    /// With these words, and everything that led to it.
    pub(super) fn because(words: &str, cause: &dyn std::error::Error) -> Self {
        Self(with_causes(words, cause))
    }
}

impl From<ConfigFaults> for Failed {
    fn from(faults: ConfigFaults) -> Self {
        Self(faults.to_string())
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(with_causes("The database cannot be used", &error))
    }
}

pub(super) fn with_causes(what: &str, error: &dyn std::error::Error) -> String {
    let mut text = format!("{what}: {error}");
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}

/// Does what the command line says.
///
/// # Errors
/// In words for whoever typed it.
pub async fn run(command: Command) -> Result<(), Failed> {
    // An exported file is verified wherever it was taken to, where there are no settings and no log.
    if let Command::Audit(Audit::Verify(Verify { file: Some(file), complete })) = &command {
        return audit::verify_file(file, *complete);
    }
    if let Command::OpenApi(OpenApi { api }) = command {
        print(&match api {
            WhichApi::Gcore => api::gcore_text(),
            WhichApi::Konnect => api::konnect_text(),
        });
        return Ok(());
    }
    let config = Config::from_environment()?;
    telemetry::init(&config).map_err(|error| Failed(with_causes("The log cannot be set up", &error)))?;
    match command {
        Command::Serve(options) => serve(config, &options).await,
        Command::Setup(options) => setup(config, &options).await,
        Command::Migrate(options) => migrate(&config, &options).await,
        Command::Account(options) => account::run(config, options).await,
        Command::User(command) => user::run(config, &command).await,
        Command::Token(command) => token::run(config, &command).await,
        Command::OpenApi(_) => Ok(()),
        Command::Audit(_) => audit::verify_database(&config).await,
        Command::Doctor => doctor::run(&config).await,
        Command::Seed(options) => seed::run(config, &options).await,
    }
}

#[expect(clippy::print_stdout, reason = "what the operator asked for")]
fn print(text: &str) {
    print!("{text}");
}

pub(super) async fn open(config: &Config) -> Result<Db, Failed> {
    Ok(match &config.database_url {
        DatabaseUrl::Sqlite(path) => Db::open_sqlite(path).await?,
        DatabaseUrl::Postgres(url) => Db::connect_postgres(url).await?,
    })
}

pub(super) fn build(config: Config, db: Db) -> Result<App, Failed> {
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let key = load_or_create_key(&config.secret_key_file, &*entropy)
        .map_err(|error| Failed(format!("The key file {}: {error}", config.secret_key_file.display())))?;
    let smtp = config.smtp_url.as_ref().map(Secret::reveal);
    let transport = Transport::from_config(smtp, config.mail_dir.as_deref())
        .map_err(|error| Failed(format!("The mail settings: {error}")))?;
    let from = config
        .mail_from
        .parse()
        .map_err(|error| Failed(format!("VESTIBULE_MAIL_FROM is no sender: {error}")))?;
    let hasher = Hasher::new(Arc::clone(&entropy)).map_err(|error| Failed(error.to_string()))?;
    Ok(App {
        db,
        clock: Arc::new(SystemClock),
        entropy,
        hasher,
        sealer: Sealer::new(&key),
        mail: transport.map(|transport| Arc::new(Mailer::new(transport, from))),
        config: Arc::new(config),
        mail_queued: Arc::new(Notify::new()),
        link_tries: Arc::default(),
        token_room: Arc::default(),
        looks: Looks::default(),
    })
}

async fn serve(config: Config, options: &Serve) -> Result<(), Failed> {
    let db = open(&config).await?;
    if options.no_migrate {
        require_current(&db).await?;
    } else {
        migrations::run(&db).await?;
    }
    let mut app = build(config, db)?;
    let clock = database_clock(&app.db).await?;
    if let Some(clock) = &clock {
        app.clock = Arc::<DatabaseClock>::clone(clock);
    }
    service::installation::note_mail(&app, app.clock.now())
        .await
        .map_err(|error| Failed(with_causes("The mail settings cannot be noted", &error)))?;
    let listener = TcpListener::bind(app.config.listen)
        .await
        .map_err(|error| Failed(format!("Cannot listen on {}: {error}", app.config.listen)))?;

    let stop = CancellationToken::new();
    server::stop_on_signal(stop.clone()).map_err(|error| Failed(format!("Signals: {error}")))?;
    let tasks = TaskTracker::new();
    if !options.no_worker {
        tasks.spawn(worker::run(app.clone(), stop.clone()));
    }
    if let Some(clock) = clock {
        tasks.spawn(worker::clock::follow(app.db.clone(), clock, stop.clone()));
    }
    tasks.close();
    greet(&app).await?;
    let served = server::serve(listener, router(&app), stop.clone()).await;
    stop.cancel();
    // The worker was told to stop together with the server and had the same time; what it cannot end now is tried again.
    let _ = tokio::time::timeout(Duration::from_secs(2), tasks.wait()).await;
    // A statement that does not end must not keep the process; what was committed is safe without this.
    let _ = tokio::time::timeout(Duration::from_secs(2), app.db.close()).await;
    served.map_err(|error| Failed(format!("The server stopped: {error}")))
}

/// The clock of the database server, where there is one: all nodes go by it.
async fn database_clock(db: &Db) -> Result<Option<Arc<DatabaseClock>>, Failed> {
    let now = database_clock::now(db).await?;
    Ok(now.map(|now| Arc::new(DatabaseClock::new(now))))
}

/// Refuses a database that is not up to date.
pub(super) async fn require_current(db: &Db) -> Result<(), Failed> {
    let pending = migrations::pending(db).await?;
    if pending.is_empty() {
        return Ok(());
    }
    Err(Failed(format!("The database is not up to date; missing: {}", pending.join(", "))))
}

/// Everything that listens, with all layers around it.
pub fn router(app: &App) -> axum::Router {
    let db = app.db.clone();
    let ready: health::ReadyProbe = Arc::new(move || {
        let db = db.clone();
        Box::pin(async move { db.ping().await.is_ok() })
    });
    let router = controllers::router(app).merge(api::router(app)).merge(health::routes(ready));
    let shell =
        layers::Shell::new(&app.config, Arc::clone(&app.entropy), api::error_page(controllers::error_page()));
    layers::layered(router, shell)
}

#[expect(clippy::print_stdout, reason = "what the operator reads, and scripts too")]
async fn greet(app: &App) -> Result<(), Failed> {
    println!("Vestibule is listening on {}", app.config.public_url.origin());
    let link = service::setup::mint_link(app, app.clock.now()).await;
    if let Some(link) = link.map_err(|error| Failed(with_causes("The set-up link cannot be made", &error)))? {
        println!("Create the first administrator: {link}");
    }
    if !app.sends_mail() {
        println!("Mail is not set up: invitation links are handed over by copying (VESTIBULE_SMTP_URL).");
    }
    Ok(())
}

async fn setup(config: Config, options: &Setup) -> Result<(), Failed> {
    let mut password = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut password)
        .map_err(|error| Failed(format!("The password cannot be read: {error}")))?;
    let form = FirstAdministrator {
        name: options.name.clone(),
        email: options.email.clone(),
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
        company: options.account.clone(),
    };
    let db = open(&config).await?;
    migrations::run(&db).await?;
    let app = build(config, db)?;
    let ctx = operator(&app, "setup");
    let made = service::setup::create_first_administrator(&app, &ctx, &form, None).await;
    app.db.close().await;
    match made {
        Ok(_) => Ok(()),
        Err(Error::Invalid(errors)) => Err(Failed(in_words(&errors))),
        Err(Error::NotFound) => Err(Failed("Refused: a first administrator exists already.".into())),
        Err(error) => Err(Failed(with_causes("The administrator was not created", &error))),
    }
}

/// What the operator does at the command line: nobody of the panel does it.
pub(super) fn operator(app: &App, command: &str) -> Ctx {
    Ctx {
        principal: None,
        owing: None,
        waiting: None,
        now: app.clock.now(),
        request_id: command.to_owned(),
        language: Language::En,
        client: Client::default(),
    }
}

pub(super) fn in_words(errors: &FieldErrors) -> String {
    let lines = errors.0.iter().map(|(field, fault)| {
        let option = match field.control().as_str() {
            "company" => "--account".to_owned(),
            "password" => "password".to_owned(),
            other => format!("--{other}"),
        };
        format!("{option}: {}", faults::message(Language::En, field, fault))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[expect(clippy::print_stdout, reason = "what the operator asked for")]
async fn migrate(config: &Config, options: &Migrate) -> Result<(), Failed> {
    let db = open(config).await?;
    let pending = migrations::pending(&db).await?;
    if options.check {
        db.close().await;
        return if pending.is_empty() {
            println!("The database is up to date.");
            Ok(())
        } else {
            Err(Failed(format!("The database is not up to date; missing: {}", pending.join(", "))))
        };
    }
    migrations::run(&db).await?;
    db.close().await;
    for name in pending {
        println!("Applied {name}.");
    }
    println!("The database is up to date.");
    Ok(())
}
