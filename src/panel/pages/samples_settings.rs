//! The pages of settings in their states.

use super::{
    InstallationPage, InstallationView, LackingLine, MailCheckPage, MailCheckView, SettingsPage,
    SettingsView, TestMail, TwoFactorSettings,
    samples::{HOSTILE, LANGUAGE, NOW, document, refused},
};
use crate::{
    domain::{
        account_settings::{AccountSettings, AllowedDomains, Renewal},
        check::{Check, Finding, Line},
        time::Span,
    },
    panel::forms::FormState,
};
use leptos::prelude::*;

fn two_factor() -> TwoFactorSettings {
    TwoFactorSettings {
        form: FormState::default(),
        remind_form: FormState::default(),
        from: None,
        lacking: 0,
        suspended: 0,
        first: Vec::new(),
        all: "/users?two_factor=due".into(),
        reminded: None,
        next_reminder: None,
        mail_ready: true,
        now: NOW,
    }
}

fn required(from: Option<Span>, lacking: i64) -> TwoFactorSettings {
    let line = |id, name: &str| LackingLine { id, name: name.into(), email: HOSTILE.into() };
    let first = if lacking == 0 { Vec::new() } else { vec![line(1, HOSTILE), line(2, "")] };
    TwoFactorSettings { from: from.map(|span| NOW + span), lacking, first, ..two_factor() }
}

fn requirement(two_factor: TwoFactorSettings) -> String {
    of(FormState::default(), FormState::default(), two_factor, true)
}

fn settings(name_form: FormState, form: FormState, has_installation: bool) -> String {
    of(name_form, form, two_factor(), has_installation)
}

fn of(
    name_form: FormState,
    form: FormState,
    two_factor: TwoFactorSettings,
    has_installation: bool,
) -> String {
    let settings = AccountSettings {
        renewal: Renewal::Mail,
        reminders: true,
        invite_lifetime: Some(Span::hours(72)),
        allowed_domains: AllowedDomains::from_kept("example.org harbour.example"),
    };
    let page = SettingsPage {
        name_form,
        form,
        name: "Harbour Works".into(),
        settings,
        installation_lifetime: Span::hours(24),
        two_factor,
        has_installation,
    };
    document(SettingsPage::title(LANGUAGE), true, None, move || {
        view! { <SettingsView language=LANGUAGE page/> }.into_any()
    })
}

fn installation(lines: Vec<Line>, arrival: Finding, test: Option<TestMail>, mail_ready: bool) -> String {
    let page = InstallationPage {
        form: FormState::default(),
        checked_at: (!lines.is_empty()).then_some(NOW - Span::minutes(3)),
        is_stale: matches!(test, Some(TestMail::Ended)),
        lines,
        arrival,
        test,
        mail_ready,
        email: "ada@harbour.example".into(),
        has_account: mail_ready,
        now: NOW,
    };
    document(InstallationPage::title(LANGUAGE), true, None, move || {
        view! { <InstallationView language=LANGUAGE page/> }.into_any()
    })
}

fn lines(mail: [Finding; 4], arrival: Finding) -> Vec<Line> {
    let [server, encryption, sign_in, sender] = mail;
    vec![
        Line::new(Check::BaseAddress, Finding::AddressSame { address: "https://people.example.org".into() }),
        Line::new(Check::Database, Finding::DatabaseReady { kind: "PostgreSQL 17.2".into() }),
        Line::new(Check::Clock, Finding::ClockApart { seconds: 7, far: false }),
        Line::new(Check::Key, Finding::KeyGood { path: "/var/lib/vestibule/secret.key".into() }),
        Line::new(Check::MailServer, server),
        Line::new(Check::Encryption, encryption),
        Line::new(Check::SignIn, sign_in),
        Line::new(Check::Sender, sender),
        Line::new(Check::Arrival, arrival),
    ]
}

/// All of them.
pub fn all() -> Vec<(String, String)> {
    let server =
        Finding::ServerReached { server: "mail.example.org:587".into(), name: "mx1.example.org".into() };
    let good = lines(
        [
            server.clone(),
            Finding::TlsStarted,
            Finding::SignedIn,
            Finding::SenderTaken { sender: "no-reply@people.example.org".into() },
        ],
        Finding::ArrivedTest { at: NOW - Span::hours(2) },
    );
    let bad = lines(
        [
            server,
            Finding::TlsStarted,
            Finding::SignInRefused { reason: format!("535 5.7.8 {HOSTILE}") },
            Finding::NotReached,
        ],
        Finding::ArrivalUnproven,
    );
    let typed = [("renewal", "ask"), ("invite_lifetime", "x"), ("allowed_domains", HOSTILE)];
    let fields = ["form", "renewal", "invite_lifetime", "allowed_domains"];
    let arrived = Finding::ArrivedTest { at: NOW - Span::hours(2) };
    let check = MailCheckPage { handle: "0123".into(), email: HOSTILE.into() };
    vec![
        ("settings".into(), settings(FormState::default(), FormState::default(), true)),
        ("settings-refused".into(), settings(FormState::default(), refused(&fields, &typed), false)),
        (
            "settings-name-refused".into(),
            settings(refused(&["name"], &[("name", HOSTILE)]), FormState::default(), true),
        ),
        ("settings-two-factor".into(), requirement(required(Some(Span::hours(400)), 1))),
        (
            "settings-two-factor-in-force".into(),
            requirement(TwoFactorSettings {
                reminded: Some((NOW - Span::hours(2), HOSTILE.into())),
                next_reminder: Some(NOW + Span::hours(22)),
                ..required(Some(Span::hours(-400)), 42)
            }),
        ),
        (
            "settings-two-factor-refused".into(),
            requirement(TwoFactorSettings {
                form: refused(&["form", "two_factor_from"], &[("two_factor_from", "2026-11-20")]),
                mail_ready: false,
                ..required(Some(Span::hours(400)), 3)
            }),
        ),
        (
            "settings-two-factor-suspended".into(),
            requirement(TwoFactorSettings { suspended: 2, ..two_factor() }),
        ),
        (
            "settings-two-factor-not-reminded".into(),
            requirement(TwoFactorSettings {
                remind_form: refused(&["form"], &[]),
                ..required(Some(Span::hours(400)), 3)
            }),
        ),
        ("installation-fresh".into(), installation(Vec::new(), Finding::ArrivalUnproven, None, true)),
        ("installation-good".into(), installation(good, arrived, Some(TestMail::Pressed), true)),
        (
            "installation-bad".into(),
            installation(
                bad,
                Finding::ArrivalUnproven,
                Some(TestMail::Retrying { reason: HOSTILE.into(), next_at: NOW + Span::minutes(2) }),
                true,
            ),
        ),
        (
            "installation-sent".into(),
            installation(
                Vec::new(),
                Finding::ArrivalUnproven,
                Some(TestMail::Sent { at: NOW - Span::minutes(1) }),
                true,
            ),
        ),
        (
            "installation-no-mail".into(),
            installation(
                vec![Line::new(Check::MailServer, Finding::MailNone)],
                Finding::ArrivalNoMail,
                None,
                false,
            ),
        ),
        (
            "mail-check".into(),
            document(MailCheckPage::title(LANGUAGE), false, None, move || {
                view! { <MailCheckView language=LANGUAGE page=check/> }.into_any()
            }),
        ),
    ]
}
