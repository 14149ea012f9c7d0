//! The command line: what can be said on it, and nothing of what then happens.

mod account;
mod audit;
mod commands;
mod doctor;
mod seed;
mod token;
mod user;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use account::{Account, AccountCommand, CreateAccount};
pub use audit::{Audit, Verify};
pub use commands::{Failed, router, run};
pub use seed::Seed;
pub use token::Token;
pub use user::{ResetTwoFactor, User};

/// What was said on the command line.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "vestibule",
    version,
    about = "Invite, admit and manage the people of an account",
    long_about = "Invite, admit and manage the people of an account.\n\nWithout a command the panel is served. \
                  Settings are read from the environment and from a file named .env in the working directory; the \
                  environment wins.",
    after_long_help = SETTINGS,
    subcommand_required = false
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

/// What Vestibule can be told to do.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Serve the panel (done when no command is given)
    #[command(
        long_about = "Serve the panel: bring the database up to date, start the worker that sends the mail, and \
                      listen.\n\nSIGTERM or SIGINT finishes what is under way and stops within 20 seconds; a second \
                      signal stops at once."
    )]
    Serve(Serve),
    /// Create the first administrator, with an account and its default project
    #[command(
        long_about = "Create the first administrator, with an account and its default project. The administrator is \
                      also the operator of this installation.\n\nRefused once any user exists. The password is read \
                      from the first line of standard input, so that it stands in no shell history and no list of \
                      processes:\n\n    vestibule setup --email ada@example.org --name 'Ada Lovelace' --account \
                      Example --password-stdin < password.txt"
    )]
    Setup(Setup),
    /// Bring the database up to date, then exit
    #[command(
        long_about = "Bring the database up to date, then exit. For installations of several nodes, where one step of \
                      the roll-out migrates and the nodes run `serve --no-migrate`."
    )]
    Migrate(Migrate),
    /// Print the OpenAPI document of a JSON API
    #[command(
        name = "openapi",
        long_about = "Print the OpenAPI document of a JSON API on standard output. It needs neither settings nor a database."
    )]
    OpenApi(OpenApi),
    /// Look whether everything is in order
    #[command(
        long_about = "Look whether everything is in order: the base address, the database, the clock, the key file, and a \
                      conversation with the mail server up to the sender. No mail is sent, nothing is changed.\n\nEach \
                      line begins with ok, warn or fail, and says what to do about it. Ends with 1 when a line failed."
    )]
    Doctor,
    /// Look after accounts
    Account(Account),
    /// Look after people
    #[command(subcommand)]
    User(User),
    /// Make tokens for the JSON APIs
    #[command(subcommand)]
    Token(Token),
    /// Check the audit log
    #[command(subcommand)]
    Audit(Audit),
    /// Fill the database with people who do not exist, for trying out and measuring
    #[command(
        long_about = "Fill the database with people who do not exist, for trying out and measuring: accounts with \
                      projects and people of every kind, the same for the same seed. Their addresses are at domains \
                      that nobody can own, they have no password, and no invitation link opens.\n\nThe operator who \
                      has been there longest becomes an administrator of every account made. Refused before the \
                      installation is set up. Not meant for an installation in use: while an account is made, nobody \
                      else can write."
    )]
    Seed(Seed),
}

/// How to serve.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Serve {
    /// Leave the database as it is; refuse to start when it is not up to date
    #[arg(long)]
    pub no_migrate: bool,
    /// Do not send mail or clean up on this node
    #[arg(long)]
    pub no_worker: bool,
}

/// Who the first administrator is.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Setup {
    /// E-mail address to sign in with
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Full name
    #[arg(long)]
    pub name: String,
    /// Name of the first account, usually the organisation's
    #[arg(long, value_name = "NAME")]
    pub account: String,
    /// Read the password from the first line of standard input (the only way to give it)
    #[arg(long, required = true)]
    pub password_stdin: bool,
}

/// How to migrate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Migrate {
    /// Change nothing; exit with 1 when the database is not up to date
    #[arg(long)]
    pub check: bool,
}

/// The document to print.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct OpenApi {
    /// Which API
    #[arg(value_enum)]
    pub api: WhichApi,
}

/// A JSON API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhichApi {
    /// What stands below /iam and /cloud
    Gcore,
    /// What stands below /v3
    Konnect,
}

impl Cli {
    /// What to do; serving when nothing else was said.
    pub fn into_command(self) -> Command {
        self.command.unwrap_or_else(|| Command::Serve(Serve::default()))
    }
}

const SETTINGS: &str = "Settings:
  DATABASE_URL                 sqlite://FILE or postgres://…  [sqlite://data/vestibule.db]
  VESTIBULE_LISTEN             address and port to listen on  [127.0.0.1:3000]
  VESTIBULE_PUBLIC_URL         what browsers open, such as https://people.example.org
                               [the listen address, on loopback only; otherwise required]
  VESTIBULE_SMTP_URL           smtp://… or smtps://…  [none: links are handed over by copying]
  VESTIBULE_MAIL_DIR           write each mail to a file in this folder instead of sending it
  VESTIBULE_MAIL_FROM          sender of every mail  [Vestibule <no-reply@HOST>]
  VESTIBULE_SECRET_KEY_FILE    key that seals waiting links; made when absent  [data/secret.key]
  VESTIBULE_TRUSTED_PROXIES    networks whose X-Forwarded-For is believed, such as 10.0.0.0/8, ::1  [none]
  VESTIBULE_INVITE_TTL         life of an invitation link: 30m, 24h, 7d  [24h]
  VESTIBULE_INVITES_PER_HOUR   per inviter, 0 = off  [60]
  VESTIBULE_INVITES_PER_DAY    per account, 0 = off  [500]
  VESTIBULE_INVITES_OPEN       open at once per account, 0 = off  [1000]
  VESTIBULE_INVITES_PER_ADDRESS   mailed to an address in a day, 0 = off  [3]
  VESTIBULE_RESENDS_PER_ADDRESS   further links mailed to an address in a day, 0 = off  [3]
  VESTIBULE_RESEND_PAUSE_SECONDS  from one link mailed to an address to the next, 0 = off  [60]
  VESTIBULE_UNDO_SECONDS       how long a fresh invitation can be taken back before its mail goes  [10]
  VESTIBULE_SIGN_INS_PER_MINUTE   tried from one network (/64 for IPv6), at once and then in a minute, 0 = off  [10]
  VESTIBULE_SIGN_IN_FAILURES   wrong passwords in a row for one address, with waits of 1 to 10 s, 0 = off  [100]
  VESTIBULE_FORGOT_PER_HOUR    new passwords asked for from one network, 0 = off  [10]
  VESTIBULE_FORGOT_PER_ADDRESS    links to a new password mailed to one address in an hour, 0 = off  [3]
  VESTIBULE_STEP_UP_SECONDS    how long nobody is asked again who they are before something weighty  [600]
  VESTIBULE_TOKEN_READS_PER_MINUTE    calls of one token that read, at once and then in a minute, 0 = off  [600]
  VESTIBULE_TOKEN_WRITES_PER_MINUTE   calls of one token that may change something, likewise, 0 = off  [120]
  VESTIBULE_LOG                what is logged: error, warn, info, debug, trace, or a filter  [info]
  VESTIBULE_LOG_FORMAT         text or json  [text]";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Cli::try_parse_from(line.split_whitespace()).map(Cli::into_command)
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serving_is_what_is_done_when_nothing_is_said() {
        assert_eq!(parse("vestibule").unwrap(), Command::Serve(Serve::default()));
        assert_eq!(parse("vestibule serve").unwrap(), Command::Serve(Serve::default()));
        assert_eq!(
            parse("vestibule serve --no-migrate --no-worker").unwrap(),
            Command::Serve(Serve { no_migrate: true, no_worker: true })
        );
        assert_eq!(parse("vestibule migrate --check").unwrap(), Command::Migrate(Migrate { check: true }));
    }

    #[test]
    fn the_audit_log_is_verified_from_a_file_or_the_database() {
        let verify = |file: Option<&str>, complete| {
            Command::Audit(Audit::Verify(Verify { file: file.map(Into::into), complete }))
        };
        assert_eq!(parse("vestibule audit verify").unwrap(), verify(None, false));
        assert_eq!(parse("vestibule audit verify -").unwrap(), verify(Some("-"), false));
        assert_eq!(
            parse("vestibule audit verify a.jsonl --complete").unwrap(),
            verify(Some("a.jsonl"), true)
        );
        assert!(parse("vestibule audit").is_err());
        assert!(parse("vestibule audit verify --complete").is_err());
    }

    #[test]
    fn a_password_can_be_given_in_no_other_way_than_standard_input() {
        let who = "vestibule setup --email ada@example.org --name Ada --account Example";
        assert!(parse(who).is_err());
        assert!(parse(&format!("{who} --password secret")).is_err());
        assert!(matches!(parse(&format!("{who} --password-stdin")), Ok(Command::Setup(Setup { .. }))));
    }

    #[test]
    fn a_document_is_printed_of_an_api_there_is() {
        assert_eq!(
            parse("vestibule openapi gcore").unwrap(),
            Command::OpenApi(OpenApi { api: WhichApi::Gcore })
        );
        assert!(parse("vestibule openapi").is_err() && parse("vestibule openapi other").is_err());
    }

    #[test]
    fn the_help_names_every_setting() {
        let help = Cli::command().render_long_help().to_string();
        for name in crate::config::NAMES {
            assert!(help.contains(name), "{name}");
        }
    }
}
