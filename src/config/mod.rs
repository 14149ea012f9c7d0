//! The settings, read once at the start from the environment and a `.env` file. Nothing else reads the environment.

mod database_url;
mod environment;
mod network;
mod public_url;
mod secret;
mod secret_key;

pub use self::{
    database_url::DatabaseUrl,
    network::Network,
    public_url::PublicUrl,
    secret::Secret,
    secret_key::{load_or_create_key, read_key},
};

use crate::domain::time::Span;
use std::{collections::BTreeMap, fmt, net::SocketAddr, path::PathBuf, str::FromStr};

/// Every name that is read, in the order the documentation lists them.
pub const NAMES: [&str; 25] = [
    "DATABASE_URL",
    "VESTIBULE_LISTEN",
    "VESTIBULE_PUBLIC_URL",
    "VESTIBULE_SMTP_URL",
    "VESTIBULE_MAIL_DIR",
    "VESTIBULE_MAIL_FROM",
    "VESTIBULE_SECRET_KEY_FILE",
    "VESTIBULE_TRUSTED_PROXIES",
    "VESTIBULE_INVITE_TTL",
    "VESTIBULE_INVITES_PER_HOUR",
    "VESTIBULE_INVITES_PER_DAY",
    "VESTIBULE_INVITES_OPEN",
    "VESTIBULE_INVITES_PER_ADDRESS",
    "VESTIBULE_RESENDS_PER_ADDRESS",
    "VESTIBULE_RESEND_PAUSE_SECONDS",
    "VESTIBULE_UNDO_SECONDS",
    "VESTIBULE_SIGN_INS_PER_MINUTE",
    "VESTIBULE_SIGN_IN_FAILURES",
    "VESTIBULE_FORGOT_PER_HOUR",
    "VESTIBULE_FORGOT_PER_ADDRESS",
    "VESTIBULE_STEP_UP_SECONDS",
    "VESTIBULE_TOKEN_READS_PER_MINUTE",
    "VESTIBULE_TOKEN_WRITES_PER_MINUTE",
    "VESTIBULE_LOG",
    "VESTIBULE_LOG_FORMAT",
];

/// The settings. `Debug` shows no password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `DATABASE_URL`: where the data is kept.
    pub database_url: DatabaseUrl,
    /// `VESTIBULE_LISTEN`: where the server listens.
    pub listen: SocketAddr,
    /// `VESTIBULE_PUBLIC_URL`: what browsers open.
    pub public_url: PublicUrl,
    /// `VESTIBULE_SMTP_URL`: the mail server; without one, links are handed over by copying.
    pub smtp_url: Option<Secret>,
    /// `VESTIBULE_MAIL_DIR`: the folder mail is written to instead of being sent. Never set together with `smtp_url`.
    pub mail_dir: Option<PathBuf>,
    /// `VESTIBULE_MAIL_FROM`: the sender, a mailbox as in RFC 5322 §3.4.
    pub mail_from: String,
    /// `VESTIBULE_SECRET_KEY_FILE`: the key that seals what must be read again.
    pub secret_key_file: PathBuf,
    /// `VESTIBULE_TRUSTED_PROXIES`: the networks whose forwarding headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// `VESTIBULE_INVITE_TTL`: life of an invitation link, 1 second to 30 days.
    pub invite_ttl: Span,
    /// `VESTIBULE_INVITES_PER_HOUR`: invitations per inviter; 0 = any number.
    pub invites_per_hour: u32,
    /// `VESTIBULE_INVITES_PER_DAY`: invitations per account; 0 = any number.
    pub invites_per_day: u32,
    /// `VESTIBULE_INVITES_OPEN`: invitations of an account that may be open at once; 0 = any number.
    pub invites_open: u32,
    /// `VESTIBULE_INVITES_PER_ADDRESS`: invitations mailed to an address for one account in a day; 0 = any number.
    pub invites_per_address: u32,
    /// `VESTIBULE_RESENDS_PER_ADDRESS`: further links mailed to an address for one account in a day; 0 = any number.
    pub resends_per_address: u32,
    /// `VESTIBULE_RESEND_PAUSE_SECONDS`: how long after a link was made the next may be mailed; none for 0.
    pub resend_pause: Span,
    /// `VESTIBULE_UNDO_SECONDS`: how long the mail of a fresh invitation waits, so that it can be taken back; none for 0.
    pub undo: Span,
    /// `VESTIBULE_SIGN_INS_PER_MINUTE`: sign-ins tried from one network, at once and then in a minute; 0 = any number.
    pub sign_ins_per_minute: u32,
    /// `VESTIBULE_SIGN_IN_FAILURES`: wrong passwords in a row for one address, with waits in between; 0 = any number, without
    /// waits.
    pub sign_in_failures: u32,
    /// `VESTIBULE_FORGOT_PER_HOUR`: new passwords asked for from one network; 0 = any number.
    pub forgot_per_hour: u32,
    /// `VESTIBULE_FORGOT_PER_ADDRESS`: links to a new password mailed to one address in an hour; 0 = any number.
    pub forgot_per_address: u32,
    /// `VESTIBULE_STEP_UP_SECONDS`: how long a proof of who one is is good for what is weighty, 1 second to 12 hours.
    pub step_up: Span,
    /// `VESTIBULE_TOKEN_READS_PER_MINUTE`: calls of one token that read, at once and then in a minute; 0 = any number.
    pub token_reads_per_minute: u32,
    /// `VESTIBULE_TOKEN_WRITES_PER_MINUTE`: calls of one token that may change something, at once and then in a minute; 0 = any
    /// number.
    pub token_writes_per_minute: u32,
    /// `VESTIBULE_LOG`: the filter, as `tracing_subscriber::EnvFilter` reads it.
    pub log: String,
    /// `VESTIBULE_LOG_FORMAT`: how log lines look.
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("must be text or json".into()),
        }
    }
}

/// Everything that is wrong with the settings, in one message with a line for each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigFaults(pub Vec<String>);

impl fmt::Display for ConfigFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the settings cannot be used:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  - {fault}"))
    }
}

impl Config {
    /// Reads the settings from the environment and, for names that do not stand there, from `.env` in the working
    /// directory.
    ///
    /// # Errors
    /// With every fault found.
    pub fn from_environment() -> Result<Self, ConfigFaults> {
        let (vars, mut faults) = environment::vars();
        match Self::from_vars(vars) {
            Ok(config) if faults.is_empty() => Ok(config),
            Ok(_) => Err(ConfigFaults(faults)),
            Err(found) => {
                faults.extend(found.0);
                Err(ConfigFaults(faults))
            }
        }
    }

    /// Reads the settings from names and values; of a name given twice the last value counts, an empty value counts
    /// as none. Names that begin neither with `VESTIBULE_` nor are `DATABASE_URL` belong to somebody else.
    ///
    /// # Errors
    /// With every fault found: unknown names, values that cannot be read, settings that exclude each other.
    pub fn from_vars(vars: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigFaults> {
        let mut reader = Reader::new(vars);
        let database_url = reader.parsed("DATABASE_URL", "sqlite://data/vestibule.db", DatabaseUrl::parse);
        let listen = reader.parsed("VESTIBULE_LISTEN", "127.0.0.1:3000", |text| {
            text.parse::<SocketAddr>()
                .map_err(|_| "must be an IP address and a port, such as 127.0.0.1:3000".into())
        });
        let public_url = reader.public_url(listen);
        let smtp_url = reader.optional("VESTIBULE_SMTP_URL", smtp_url);
        let mail_dir = reader.optional("VESTIBULE_MAIL_DIR", |text| Ok(PathBuf::from(text)));
        if reader.is_set("VESTIBULE_SMTP_URL") && reader.is_set("VESTIBULE_MAIL_DIR") {
            reader.fault("VESTIBULE_SMTP_URL and VESTIBULE_MAIL_DIR exclude each other; unset one".into());
        }
        let mail_from = reader.mail_from(public_url.as_ref());
        let secret_key_file =
            reader.parsed("VESTIBULE_SECRET_KEY_FILE", "data/secret.key", |text| Ok(PathBuf::from(text)));
        let trusted_proxies = reader.parsed("VESTIBULE_TRUSTED_PROXIES", "", networks);
        let invite_ttl = reader.parsed("VESTIBULE_INVITE_TTL", "24h", invite_ttl);
        let invites_per_hour = reader.parsed("VESTIBULE_INVITES_PER_HOUR", "60", count);
        let invites_per_day = reader.parsed("VESTIBULE_INVITES_PER_DAY", "500", count);
        let invites_open = reader.parsed("VESTIBULE_INVITES_OPEN", "1000", count);
        let invites_per_address = reader.parsed("VESTIBULE_INVITES_PER_ADDRESS", "3", count);
        let resends_per_address = reader.parsed("VESTIBULE_RESENDS_PER_ADDRESS", "3", count);
        let resend_pause = reader.parsed("VESTIBULE_RESEND_PAUSE_SECONDS", "60", seconds);
        let undo = reader.parsed("VESTIBULE_UNDO_SECONDS", "10", undo_seconds);
        let sign_ins_per_minute = reader.parsed("VESTIBULE_SIGN_INS_PER_MINUTE", "10", count);
        let sign_in_failures = reader.parsed("VESTIBULE_SIGN_IN_FAILURES", "100", count);
        let forgot_per_hour = reader.parsed("VESTIBULE_FORGOT_PER_HOUR", "10", count);
        let forgot_per_address = reader.parsed("VESTIBULE_FORGOT_PER_ADDRESS", "3", count);
        let step_up = reader.parsed("VESTIBULE_STEP_UP_SECONDS", "600", step_up_seconds);
        let token_reads_per_minute = reader.parsed("VESTIBULE_TOKEN_READS_PER_MINUTE", "600", count);
        let token_writes_per_minute = reader.parsed("VESTIBULE_TOKEN_WRITES_PER_MINUTE", "120", count);
        let log = reader.parsed("VESTIBULE_LOG", "info", log_filter);
        let log_format = reader.parsed("VESTIBULE_LOG_FORMAT", "text", LogFormat::from_str);
        let read = || {
            Some(Self {
                database_url: database_url?,
                listen: listen?,
                public_url: public_url?,
                smtp_url,
                mail_dir,
                mail_from: mail_from?,
                secret_key_file: secret_key_file?,
                trusted_proxies: trusted_proxies?,
                invite_ttl: invite_ttl?,
                invites_per_hour: invites_per_hour?,
                invites_per_day: invites_per_day?,
                invites_open: invites_open?,
                invites_per_address: invites_per_address?,
                resends_per_address: resends_per_address?,
                resend_pause: resend_pause?,
                undo: undo?,
                sign_ins_per_minute: sign_ins_per_minute?,
                sign_in_failures: sign_in_failures?,
                forgot_per_hour: forgot_per_hour?,
                forgot_per_address: forgot_per_address?,
                step_up: step_up?,
                token_reads_per_minute: token_reads_per_minute?,
                token_writes_per_minute: token_writes_per_minute?,
                log: log?,
                log_format: log_format?,
            })
        };
        // A value is missing only where a fault was noted.
        read().filter(|_| reader.faults.is_empty()).ok_or(ConfigFaults(reader.faults))
    }
}

/// The values, and what was found wrong with them so far.
struct Reader {
    vars: BTreeMap<String, String>,
    faults: Vec<String>,
}

impl Reader {
    fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let vars: BTreeMap<_, _> = vars
            .into_iter()
            .filter(|(name, _)| name == "DATABASE_URL" || name.starts_with("VESTIBULE_"))
            .collect();
        let faults =
            vars.keys().filter(|name| !NAMES.contains(&name.as_str())).map(|name| unknown(name)).collect();
        Self { vars, faults }
    }

    fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn is_set(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of a setting, or of its default; `None` when a fault was noted.
    fn parsed<T>(
        &mut self,
        name: &str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let parsed = parse(self.get(name).unwrap_or(default));
        parsed.map_err(|fault| self.fault(format!("{name} {fault}"))).ok()
    }

    fn optional<T>(&mut self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let parsed = self.get(name).map(parse)?;
        parsed.map_err(|fault| self.fault(format!("{name} {fault}"))).ok()
    }

    fn mail_from(&mut self, public_url: Option<&PublicUrl>) -> Option<String> {
        const NAME: &str = "VESTIBULE_MAIL_FROM";
        let domain = public_url.map_or(Some("localhost"), PublicUrl::mail_domain);
        if domain.is_none() && self.is_set("VESTIBULE_SMTP_URL") && !self.is_set(NAME) {
            self.fault(format!(
                "{NAME} is required, since VESTIBULE_PUBLIC_URL has no host name to send mail from"
            ));
            return None;
        }
        let default = format!("Vestibule <no-reply@{}>", domain.unwrap_or("localhost"));
        self.parsed(NAME, &default, mailbox)
    }

    fn public_url(&mut self, listen: Option<SocketAddr>) -> Option<PublicUrl> {
        const NAME: &str = "VESTIBULE_PUBLIC_URL";
        if self.is_set(NAME) {
            return self.optional(NAME, PublicUrl::parse);
        }
        // A listen address that could not be read has its own line; nothing is known about this one then.
        let url = PublicUrl::of_listener(listen?);
        if url.is_none() {
            self.fault(format!(
                "{NAME} is required, since VESTIBULE_LISTEN is no loopback address with a fixed port; give what \
                 browsers open, such as https://people.example.org"
            ));
        }
        url
    }
}

fn smtp_url(text: &str) -> Result<Secret, String> {
    let url = url::Url::parse(text).map_err(|error| format!("is no address: {error}"))?;
    if !matches!(url.scheme(), "smtp" | "smtps") {
        return Err("must begin with smtp:// or smtps://".into());
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("names no host".into());
    }
    for (name, value) in url.query_pairs() {
        if name != "tls" || !matches!(value.as_ref(), "required" | "opportunistic") {
            return Err("takes no parameter but tls=required or tls=opportunistic".into());
        }
    }
    Ok(Secret::new(text.to_owned()))
}

fn mailbox(text: &str) -> Result<String, String> {
    match text.parse::<lettre::message::Mailbox>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("must be a mail address, such as Vestibule <no-reply@example.org>".into()),
    }
}

fn networks(text: &str) -> Result<Vec<Network>, String> {
    text.split([',', ' ']).filter(|part| !part.is_empty()).map(Network::parse).collect()
}

/// A whole number with a unit: s, m, h or d.
fn invite_ttl(text: &str) -> Result<Span, String> {
    const DAY: i64 = 24 * 60 * 60;
    let seconds = [('s', 1), ('m', 60), ('h', 60 * 60), ('d', DAY)].iter().find_map(|(unit, seconds)| {
        let number = text.strip_suffix(*unit)?;
        let digits = number.chars().all(|c| c.is_ascii_digit());
        digits.then(|| number.parse::<i64>().ok()?.checked_mul(*seconds)).flatten()
    });
    match seconds {
        Some(seconds) if (1..=30 * DAY).contains(&seconds) => Ok(Span::seconds(seconds)),
        _ => Err("must be a whole number with a unit, from 1s to 30d, such as 90s, 30m, 24h or 7d".into()),
    }
}

fn count(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "must be a whole number; 0 = off".into())
}

fn seconds(text: &str) -> Result<Span, String> {
    count(text).map(|seconds| Span::seconds(i64::from(seconds)))
}

/// Longer, and "queued" would say little.
fn undo_seconds(text: &str) -> Result<Span, String> {
    match text.parse::<u32>() {
        Ok(seconds) if seconds <= 300 => Ok(Span::seconds(i64::from(seconds))),
        _ => Err("must be a whole number from 0 (off) to 300".into()),
    }
}

/// Longer than a session lives, and nobody would ever be asked.
fn step_up_seconds(text: &str) -> Result<Span, String> {
    match text.parse::<u32>() {
        Ok(seconds @ 1..=43_200) => Ok(Span::seconds(i64::from(seconds))),
        _ => Err("must be a whole number from 1 to 43200".into()),
    }
}

fn log_filter(text: &str) -> Result<String, String> {
    match tracing_subscriber::EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("is no filter such as info or vestibule=debug,info: {error}")),
    }
}

fn unknown(name: &str) -> String {
    // What all names begin with says nothing about which one was meant.
    let own = |name: &'static str| name.strip_prefix("VESTIBULE_").unwrap_or(name);
    let given = name.strip_prefix("VESTIBULE_").unwrap_or(name);
    match NAMES.iter().map(|known| (distance(given, own(known)), *known)).min() {
        // A third of the name may differ; beyond that the suggestion would only puzzle.
        Some((edits, known)) if edits * 3 <= given.len() => {
            format!("{name} is unknown; did you mean {known}?")
        }
        _ => format!("{name} is unknown; `vestibule --help` lists every setting"),
    }
}

/// How many characters have to be put in, taken out or changed to come from one name to the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (b, above) in other.chars().zip(row.iter_mut().skip(1)) {
            let cost = (diagonal + usize::from(a != b)).min(*above + 1).min(left + 1);
            (diagonal, left) = (*above, cost);
            *above = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
