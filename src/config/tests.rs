use super::*;

fn read(vars: &[(&str, &str)]) -> Result<Config, ConfigFaults> {
    Config::from_vars(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn faults(vars: &[(&str, &str)]) -> String {
    read(vars).unwrap_err().to_string()
}

#[test]
fn nothing_set_gives_the_documented_defaults() {
    let config = read(&[]).unwrap();
    let expected = Config {
        database_url: DatabaseUrl::Sqlite("data/vestibule.db".into()),
        listen: "127.0.0.1:3000".parse().unwrap(),
        public_url: PublicUrl::parse("http://127.0.0.1:3000").unwrap(),
        smtp_url: None,
        mail_dir: None,
        mail_from: "Vestibule <no-reply@localhost>".into(),
        secret_key_file: "data/secret.key".into(),
        trusted_proxies: Vec::new(),
        invite_ttl: Span::hours(24),
        invites_per_hour: 60,
        invites_per_day: 500,
        invites_open: 1000,
        invites_per_address: 3,
        resends_per_address: 3,
        resend_pause: Span::seconds(60),
        undo: Span::seconds(10),
        sign_ins_per_minute: 10,
        sign_in_failures: 100,
        forgot_per_hour: 10,
        forgot_per_address: 3,
        step_up: Span::minutes(10),
        token_reads_per_minute: 600,
        token_writes_per_minute: 120,
        log: "info".into(),
        log_format: LogFormat::Text,
    };
    assert_eq!(config, expected);
}

#[test]
fn empty_values_and_names_of_others_count_as_unset() {
    let empty: Vec<_> = NAMES.iter().map(|name| (*name, " ")).chain([("PATH", "/bin")]).collect();
    assert_eq!(read(&empty), read(&[]));
}

#[test]
fn every_setting_is_read() {
    let config = read(&[
        ("DATABASE_URL", "postgres://v:pw@db/v"),
        ("VESTIBULE_LISTEN", "0.0.0.0:8080"),
        ("VESTIBULE_PUBLIC_URL", "https://people.example.org/"),
        ("VESTIBULE_SMTP_URL", "smtp://v:pw@mail.example.org:587?tls=required"),
        ("VESTIBULE_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("VESTIBULE_INVITE_TTL", "7d"),
        ("VESTIBULE_INVITES_PER_HOUR", "0"),
        ("VESTIBULE_INVITES_PER_DAY", "7"),
        ("VESTIBULE_INVITES_OPEN", "8"),
        ("VESTIBULE_INVITES_PER_ADDRESS", "9"),
        ("VESTIBULE_RESENDS_PER_ADDRESS", "10"),
        ("VESTIBULE_RESEND_PAUSE_SECONDS", "0"),
        ("VESTIBULE_UNDO_SECONDS", "30"),
        ("VESTIBULE_SIGN_INS_PER_MINUTE", "11"),
        ("VESTIBULE_SIGN_IN_FAILURES", "12"),
        ("VESTIBULE_FORGOT_PER_HOUR", "13"),
        ("VESTIBULE_FORGOT_PER_ADDRESS", "14"),
        ("VESTIBULE_STEP_UP_SECONDS", "120"),
        ("VESTIBULE_TOKEN_READS_PER_MINUTE", "15"),
        ("VESTIBULE_TOKEN_WRITES_PER_MINUTE", "16"),
        ("VESTIBULE_SECRET_KEY_FILE", "/run/secrets/key"),
        ("VESTIBULE_LOG", "vestibule=debug,info"),
        ("VESTIBULE_LOG_FORMAT", "json"),
    ])
    .unwrap();
    assert_eq!(config.public_url.origin(), "https://people.example.org");
    assert_eq!(config.mail_from, "Vestibule <no-reply@people.example.org>");
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(config.invite_ttl, Span::hours(7 * 24));
    let numbers = (config.invites_open, config.invites_per_address, config.resends_per_address);
    assert_eq!(numbers, (8, 9, 10));
    assert_eq!((config.resend_pause, config.undo), (Span::seconds(0), Span::seconds(30)));
    assert_eq!(config.step_up, Span::minutes(2));
    assert_eq!((config.token_reads_per_minute, config.token_writes_per_minute), (15, 16));
    assert_eq!((config.invites_per_hour, config.invites_per_day), (0, 7));
    assert_eq!(config.secret_key_file, PathBuf::from("/run/secrets/key"));
    assert_eq!((config.log.as_str(), config.log_format), ("vestibule=debug,info", LogFormat::Json));
    assert_eq!(config.smtp_url.as_ref().unwrap().reveal(), "smtp://v:pw@mail.example.org:587?tls=required");
    assert!(!format!("{config:?}").contains("pw"), "{config:?}");
}

#[test]
fn every_fault_is_told_at_once() {
    let message = faults(&[
        ("DATABASE_URL", "mysql://v:s3cret@db/v"),
        ("VESTIBULE_LISTEN", "localhost"),
        ("VESTIBULE_PUBLIC_URL", "http://people.example.org"),
        ("VESTIBULE_SMTP_URL", "imap://v:s3cret@mail"),
        ("VESTIBULE_MAIL_DIR", "mail"),
        ("VESTIBULE_MAIL_FROM", "nobody"),
        ("VESTIBULE_TRUSTED_PROXIES", "proxy"),
        ("VESTIBULE_INVITE_TTL", "a day"),
        ("VESTIBULE_INVITES_PER_HOUR", "-1"),
        ("VESTIBULE_INVITES_PER_DAY", "many"),
        ("VESTIBULE_INVITES_OPEN", "all"),
        ("VESTIBULE_INVITES_PER_ADDRESS", "3.5"),
        ("VESTIBULE_RESENDS_PER_ADDRESS", "-3"),
        ("VESTIBULE_RESEND_PAUSE_SECONDS", "60s"),
        ("VESTIBULE_UNDO_SECONDS", "301"),
        ("VESTIBULE_SIGN_INS_PER_MINUTE", "ten"),
        ("VESTIBULE_SIGN_IN_FAILURES", "-1"),
        ("VESTIBULE_FORGOT_PER_HOUR", "1/h"),
        ("VESTIBULE_FORGOT_PER_ADDRESS", "0x3"),
        ("VESTIBULE_STEP_UP_SECONDS", "0"),
        ("VESTIBULE_TOKEN_READS_PER_MINUTE", "lots"),
        ("VESTIBULE_TOKEN_WRITES_PER_MINUTE", "1e3"),
        ("VESTIBULE_LOG", "=,=="),
        ("VESTIBULE_LOG_FORMAT", "xml"),
        ("VESTIBULE_SMPT_URL", "smtp://mail"),
        ("VESTIBULE_COLOUR", "blue"),
    ]);
    assert_eq!(message.matches("\n  - ").count(), 26, "{message}");
    // Any text is a path; these two cannot be wrong.
    let paths = ["VESTIBULE_MAIL_DIR", "VESTIBULE_SECRET_KEY_FILE"];
    for name in NAMES.iter().filter(|name| !paths.contains(name)) {
        assert!(message.contains(&format!("\n  - {name} ")), "{name} in {message}");
    }
    assert!(message.contains("exclude each other"), "{message}");
    assert!(message.contains("VESTIBULE_SMPT_URL is unknown; did you mean VESTIBULE_SMTP_URL?"), "{message}");
    assert!(message.contains("VESTIBULE_COLOUR is unknown; `vestibule --help`"), "{message}");
    assert!(!message.contains("s3cret"), "{message}");
}

#[test]
fn a_panel_that_is_not_on_loopback_must_be_told_its_name() {
    for listen in ["0.0.0.0:3000", "192.0.2.1:3000", "127.0.0.1:0"] {
        let message = faults(&[("VESTIBULE_LISTEN", listen)]);
        assert!(message.contains("VESTIBULE_PUBLIC_URL is required"), "{message}");
        assert_eq!(message.lines().count(), 2, "{message}");
        read(&[("VESTIBULE_LISTEN", listen), ("VESTIBULE_PUBLIC_URL", "https://p.example")]).unwrap();
    }
    // What cannot be read is told once, not twice.
    assert_eq!(faults(&[("VESTIBULE_LISTEN", "nowhere")]).lines().count(), 2);
}

#[test]
fn a_link_lives_from_a_second_to_thirty_days() {
    for (text, seconds) in
        [("1s", 1), ("90m", 5_400), ("24h", 86_400), ("30d", 2_592_000), ("2592000s", 2_592_000)]
    {
        assert_eq!(invite_ttl(text), Ok(Span::seconds(seconds)), "{text}");
    }
    for bad in ["", "24", "h", "0s", "31d", "-1h", "+1h", "1.5h", "24 h", "1w", "99999999999999999999s"] {
        assert!(invite_ttl(bad).is_err(), "{bad}");
    }
}

#[test]
fn mail_servers_are_told_apart_from_other_addresses() {
    for good in
        ["smtp://mail.example.org", "smtps://v:p%40w@mail.example.org", "smtp://[::1]:25?tls=opportunistic"]
    {
        assert!(smtp_url(good).is_ok(), "{good}");
    }
    for bad in ["mail.example.org", "http://mail", "smtp://", "smtp://mail?tls=none", "smtp://mail?timeout=3"]
    {
        assert!(smtp_url(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_panel_without_a_host_name_must_be_told_its_sender() {
    let url = ("VESTIBULE_PUBLIC_URL", "https://192.0.2.1");
    let smtp = ("VESTIBULE_SMTP_URL", "smtp://mail");
    assert!(faults(&[url, smtp]).contains("VESTIBULE_MAIL_FROM is required"));
    assert_eq!(read(&[url, smtp, ("VESTIBULE_MAIL_FROM", "a@b.example")]).unwrap().mail_from, "a@b.example");
    assert_eq!(read(&[url]).unwrap().mail_from, "Vestibule <no-reply@localhost>");
    let url = ("VESTIBULE_PUBLIC_URL", "https://panel");
    assert_eq!(read(&[url, smtp]).unwrap().mail_from, "Vestibule <no-reply@panel>");
}

#[test]
fn a_misspelled_name_is_answered_with_the_nearest() {
    for (given, meant) in [
        ("VESTIBULE_SMPT_URL", Some("VESTIBULE_SMTP_URL")),
        ("VESTIBULE_PUBLIC_URI", Some("VESTIBULE_PUBLIC_URL")),
        ("VESTIBULE_DATABASE_URL", Some("DATABASE_URL")),
        ("VESTIBULE_INVITES_PER_HOURS", Some("VESTIBULE_INVITES_PER_HOUR")),
        ("VESTIBULE_COLOUR", None),
        ("VESTIBULE_", None),
    ] {
        let fault = unknown(given);
        match meant {
            Some(name) => assert!(fault.ends_with(&format!("did you mean {name}?")), "{fault}"),
            None => assert!(!fault.contains("did you mean"), "{fault}"),
        }
    }
}

#[test]
fn names_are_as_far_apart_as_the_letters_that_differ() {
    for (one, other, edits) in [("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3), ("abc", "", 3)] {
        assert_eq!(distance(one, other), edits, "{one} {other}");
    }
}
