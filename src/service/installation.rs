//! What operators do with the installation: look whether it is in order, and find out by a test mail whether mail arrives.

use super::{
    Ctx, Error,
    doctor::{self, Parts, Seen},
    notices,
};
use crate::{
    app::App,
    config::{Config, Secret},
    domain::{
        audit::{Action, Entry},
        check::{Check, Finding, Line, Verdict},
        field::{Fault, Field},
        invitation::LinkState,
        policy::{self, Relation},
        secret::{Sealer, TokenHash},
        time::{Span, Timestamp},
    },
    store::{
        Tx,
        installation::{self, ProvenBy},
        test_mails::{self, NewTestMail, TestMailRow},
        users,
    },
};
use serde_json::json;

/// How long the link of a test mail opens.
pub const TEST_LIFE: Span = Span::hours(1);
/// How long after a test mail the next one may be sent.
pub const TEST_COOLDOWN: Span = Span::seconds(30);

/// What can be said of mail before an invitation is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailStanding {
    /// There is none: links are handed over by copying.
    None,
    /// Mails are sent, but none is known to have arrived.
    Unproven,
    /// A mail sent with the present settings has arrived.
    Proven,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What the last look found; empty before the first.
    pub lines: Vec<Line>,
    /// When that was.
    pub at: Option<Timestamp>,
    /// Whether the settings for mail have changed since.
    pub is_stale: bool,
    /// When and by what it was proven that mail arrives.
    pub proof: Option<(Timestamp, ProvenBy)>,
    /// The test mail that was asked for last.
    pub test: Option<TestMailRow>,
    /// To whom a test mail goes.
    pub email: String,
}

/// The settings for mail as one text that no two different ones share, hashed under the installation's key: they hold a
/// password.
pub fn fingerprint(app: &App) -> [u8; 32] {
    fingerprint_of(&app.config, &app.sealer)
}

/// The same without a server.
pub fn fingerprint_of(config: &Config, sealer: &Sealer) -> [u8; 32] {
    let smtp = config.smtp_url.as_ref().map(Secret::reveal).unwrap_or_default();
    let dir = config.mail_dir.as_deref().map(doctor::shown).unwrap_or_default();
    let settings = json!([smtp, dir, config.mail_from, config.public_url.origin()]);
    sealer.fingerprint(&settings.to_string())
}

/// Notes with which settings mail is sent from now on: at the start, so that it is known since when they are in force.
///
/// # Errors
/// When the database fails.
pub async fn note_mail(app: &App, now: Timestamp) -> Result<(), Error> {
    if !app.sends_mail() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    installation::note_mail(&mut tx, &fingerprint(app), now).await?;
    tx.commit_without_audit("settings that the operator has changed elsewhere").await?;
    Ok(())
}

/// What can be said of mail now.
///
/// # Errors
/// When the database fails.
pub async fn mail_standing(app: &App, tx: &mut Tx) -> Result<MailStanding, Error> {
    if !app.sends_mail() {
        return Ok(MailStanding::None);
    }
    let proof = installation::proof(tx, &fingerprint(app)).await?;
    Ok(if proof.is_some() { MailStanding::Proven } else { MailStanding::Unproven })
}

/// Keeps that somebody has followed a link that was mailed at `issued_at` or later, which proves that mail arrives.
///
/// # Errors
/// When the database fails.
pub async fn mail_has_arrived(
    app: &App,
    tx: &mut Tx,
    issued_at: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    if app.sends_mail() {
        installation::prove_by_invitation(tx, &fingerprint(app), issued_at, now).await?;
    }
    Ok(())
}

/// What the last look found, and how the last test mail stands.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn look(app: &App, ctx: &Ctx) -> Result<Looked, Error> {
    let principal = ctx.may(policy::Action::CheckInstallation, Relation::Account)?;
    let present = fingerprint(app);
    let mut tx = app.db.read().await?;
    let kept = installation::checks(&mut tx).await?;
    let proof = installation::proof(&mut tx, &present).await?;
    let test = test_mails::newest(&mut tx, principal.user_id).await?;
    let (at, is_stale) =
        kept.first().map_or((None, false), |first| (Some(first.at), first.fingerprint != present));
    let mut lines: Vec<Line> = kept.into_iter().map(|kept| kept.line).collect();
    if !lines.is_empty() {
        // The only line that changes without another look.
        lines.push(arrival(app.sends_mail(), proof));
    }
    Ok(Looked { lines, at, is_stale, proof, test, email: principal.email.clone() })
}

/// The line about whether mail arrives.
pub fn arrival(sends_mail: bool, proof: Option<(Timestamp, ProvenBy)>) -> Line {
    let finding = match proof {
        _ if !sends_mail => Finding::ArrivalNoMail,
        Some((at, ProvenBy::TestMail)) => Finding::ArrivedTest { at },
        Some((at, ProvenBy::Invitation)) => Finding::ArrivedInvitation { at },
        None => Finding::ArrivalUnproven,
    };
    Line::new(Check::Arrival, finding)
}

/// Looks at everything and keeps what was found. `seen` is the address under which the browser says it looks at us. Gives
/// back how many lines have failed.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database does not even take the result.
pub async fn check(app: &App, ctx: &Ctx, seen: Option<&str>) -> Result<usize, Error> {
    let principal = ctx.may(policy::Action::CheckInstallation, Relation::Account)?;
    let clock = &app.clock;
    let parts = Parts {
        config: &app.config,
        db: Ok(&app.db),
        mail: Ok(app.mail.as_deref()),
        now: &|| clock.now(),
        sealer: Some(&app.sealer),
        seen: Seen::Browser(seen),
    };
    let lines = doctor::examine(&parts).await;
    let failed: Vec<&str> =
        lines.iter().filter(|line| line.verdict() == Verdict::Fail).map(|line| line.check.as_str()).collect();
    let mut tx = app.db.write().await?;
    if app.sends_mail() {
        installation::note_mail(&mut tx, &fingerprint(app), ctx.now).await?;
    }
    installation::keep_checks(&mut tx, &lines, &fingerprint(app), ctx.now).await?;
    let entry = Entry {
        account_id: None,
        actor_id: Some(principal.user_id),
        action: Action::InstallationChecked,
        subject: "installation:1".into(),
        detail: json!({ "failed": failed }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(failed.len())
}

/// Mails a link to the operator's own address and ends the links of earlier test mails. Gives back the address.
///
/// # Errors
/// [`Fault::NoMailServer`] for the form as a whole; [`Error::TooMany`]; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn send_test(app: &App, ctx: &Ctx) -> Result<String, Error> {
    let principal = ctx.may(policy::Action::CheckInstallation, Relation::Account)?;
    if !app.sends_mail() {
        return Err(Error::field(Field::Form, Fault::NoMailServer));
    }
    let token = app.new_token();
    let expires_at = ctx.now + TEST_LIFE;
    let fingerprint = fingerprint(app);
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if let Some(last) = test_mails::newest(&mut tx, person.id).await? {
        let left = last.created_at + TEST_COOLDOWN - ctx.now;
        if left.as_micros() > 0 {
            return Err(Error::TooMany(left));
        }
    }
    test_mails::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    installation::note_mail(&mut tx, &fingerprint, ctx.now).await?;
    let outbox_id = notices::queue_test_mail(app, &mut tx, &person, &token, expires_at, ctx.now).await?;
    let new = NewTestMail {
        user_id: person.id,
        outbox_id,
        token_hash: token.hash(),
        fingerprint: &fingerprint,
        expires_at,
    };
    test_mails::insert(&mut tx, &new, ctx.now).await?;
    let entry = Entry {
        account_id: None,
        actor_id: Some(person.id),
        action: Action::TestMailAsked,
        subject: format!("user:{}", person.id),
        detail: json!({}),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(person.email)
}

/// To which address the test mail of a link went. Nobody need be signed in, and nothing changes.
///
/// # Errors
/// [`Error::NotFound`] when the link opens nothing, or nothing any more.
pub async fn look_at_test(app: &App, ctx: &Ctx, link: TokenHash) -> Result<String, Error> {
    let mut tx = app.db.read().await?;
    test_mails::recipient(&mut tx, link, ctx.now).await?.ok_or(Error::NotFound)
}

/// Keeps that a test mail has arrived. The link is the proof; nobody need be signed in.
///
/// # Errors
/// [`Error::NotFound`] when the link opens nothing, or nothing any more; [`Error::LinkClosed`] when other settings for mail
/// are in force than it was sent with.
pub async fn confirm_test(app: &App, ctx: &Ctx, link: TokenHash) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let (user, sent_with) = test_mails::spend(&mut tx, link, ctx.now).await?.ok_or(Error::NotFound)?;
    let present = fingerprint(app);
    if sent_with != present || !installation::prove(&mut tx, &present, ctx.now).await? {
        return Err(Error::LinkClosed(LinkState::Replaced));
    }
    let entry = Entry {
        account_id: None,
        actor_id: Some(user),
        action: Action::TestMailArrived,
        subject: format!("user:{user}"),
        detail: json!({}),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}
