//! `vestibule doctor`.

use super::commands::{Failed, open};
use crate::{
    app::Mailer,
    clock::{Clock as _, SystemClock},
    config::{Config, DatabaseUrl, Secret},
    domain::{
        check::{Check, Finding, Line, Verdict},
        language::Language,
        secret::Sealer,
    },
    i18n::checks,
    mail::Transport,
    service::{
        doctor::{self, Parts, Seen},
        installation,
    },
    store::{self, Db},
};

/// Looks at everything and prints a line for each.
///
/// # Errors
/// When a line failed.
pub(super) async fn run(config: &Config) -> Result<(), Failed> {
    let db = find_database(config).await;
    let mail = mailer(config);
    let parts = Parts {
        config,
        db: db.as_ref().map_err(Clone::clone),
        mail: mail.as_ref().map(Option::as_ref).map_err(Clone::clone),
        now: &|| SystemClock.now(),
        sealer: None,
        seen: Seen::Nobody,
    };
    let mut lines = doctor::examine(&parts).await;
    lines.push(arrival(config, db.as_ref().ok(), matches!(mail, Ok(Some(_)))).await);
    print(&lines);
    if let Ok(db) = db {
        db.close().await;
    }
    let failed = lines.iter().filter(|line| line.verdict() == Verdict::Fail).count();
    match failed {
        0 => Ok(()),
        1 => Err(Failed::new("1 check failed.".into())),
        failed => Err(Failed::new(format!("{failed} checks failed."))),
    }
}

/// The database as it is: a file that is not there is not made.
async fn find_database(config: &Config) -> Result<Db, Finding> {
    if let DatabaseUrl::Sqlite(path) = &config.database_url
        && !path.exists()
    {
        return Err(Finding::DatabaseAbsent { path: doctor::shown(path) });
    }
    open(config).await.map_err(|failed| Finding::DatabaseAway { reason: failed.to_string() })
}

fn mailer(config: &Config) -> Result<Option<Mailer>, String> {
    let smtp = config.smtp_url.as_ref().map(Secret::reveal);
    let Some(transport) = Transport::from_config(smtp, config.mail_dir.as_deref())? else { return Ok(None) };
    let from = config.mail_from.parse().map_err(|error| format!("VESTIBULE_MAIL_FROM: {error}"))?;
    Ok(Some(Mailer::new(transport, from)))
}

/// Whether mail is known to arrive: what the database has kept of these very settings.
async fn arrival(config: &Config, db: Option<&Db>, sends_mail: bool) -> Line {
    let proof = async {
        let key = crate::config::read_key(&config.secret_key_file).ok()?;
        let fingerprint = installation::fingerprint_of(config, &Sealer::new(&key));
        let mut tx = db?.read().await.ok()?;
        store::installation::proof(&mut tx, &fingerprint).await.ok().flatten()
    };
    let proof = proof.await;
    match db {
        Some(_) => installation::arrival(sends_mail, proof),
        None => Line::new(Check::Arrival, Finding::NotReached),
    }
}

#[expect(clippy::print_stdout, reason = "what the operator reads, and scripts too")]
fn print(lines: &[Line]) {
    let language = Language::En;
    for line in lines {
        let found = checks::found(language, &line.finding);
        println!("{:<4}  {:<12}  {found}", line.verdict().as_str(), line.check.as_str());
        if let Some(advice) = checks::advice(language, &line.finding) {
            println!("{:20}{advice}", "");
        }
    }
}
