//! Mails queued in the transaction of what they tell about. A row holds what the words need; a link's token stands in it
//! sealed, until the mail is delivered.

use super::Error;
use crate::{
    app::App,
    domain::{
        account_settings::{REMIND_LEFT, reminder_due},
        email::EmailAddress,
        factor::FactorChange,
        ids::{AccountId, ApiTokenId, InvitationId, MailId, MembershipId},
        language::Language,
        role::AccountRole,
        scope::Access,
        secret::{Sealer, Token},
        time::{Span, Timestamp},
    },
    entropy::octets,
    mail::{self, address::AddressMessage, factor::FactorMessage, message::Message, notice::NoticeMessage},
    store::{
        StoreError, Tx,
        api_tokens::{EndingToken, ToldRow},
        outbox::{self, ClaimedMail, Letter, MailKind, NewMail},
        reminders,
        requirements::LackingRow,
        users::UserRow,
    },
};
use serde::{Deserialize, Serialize};

/// What tokens in waiting mails are sealed for.
const PURPOSE: &str = "outbox token";
/// How long a mail without a link is tried.
const NEWS_LIFE: Span = Span::hours(72);

/// What the words of an invitation need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationDetail {
    /// To which account.
    pub account: String,
    /// Who invites.
    pub inviter_name: String,
    /// The inviter's address.
    pub inviter_email: String,
    /// The account role.
    pub role: AccountRole,
    /// What comes with it.
    pub access: Access,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// The invited person's name; may be empty.
    pub person_name: String,
    /// Whether the person has a password already, and signs in to accept.
    #[serde(default)]
    pub has_account: bool,
    /// When the access ends by itself.
    #[serde(default)]
    pub access_ends_at: Option<Timestamp>,
    /// What the inviter says to the person; may be empty.
    #[serde(default)]
    pub note: String,
    /// Whether nobody joins without a second factor.
    #[serde(default)]
    pub two_factor: bool,
}

impl InvitationDetail {
    /// The mail with a link.
    pub fn message(self, link: String) -> Message {
        Message::Invitation {
            account: self.account,
            inviter_name: self.inviter_name,
            inviter_email: self.inviter_email,
            role: self.role,
            access: self.access,
            link,
            expires_at: self.expires_at,
            person_name: some(self.person_name),
            has_account: self.has_account,
            access_ends_at: self.access_ends_at,
            note: some(self.note),
            two_factor: self.two_factor,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct ResetDetail {
    expires_at: Timestamp,
    person_name: String,
}

#[derive(Serialize, Deserialize)]
struct AcceptedDetail {
    account: String,
    person_name: String,
    person_email: String,
    accepted_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct DeclinedDetail {
    account: String,
    person_name: String,
    person_email: String,
    declined_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct AccessEndsDetail {
    // None in what was queued before it was kept.
    #[serde(default)]
    membership: Option<i64>,
    account: String,
    ends_at: Timestamp,
    person_name: String,
}

#[derive(Serialize, Deserialize)]
struct ChangedDetail {
    person_name: String,
    at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct AddressChangeDetail {
    old: String,
    expires_at: Timestamp,
    person_name: String,
}

#[derive(Serialize, Deserialize)]
struct AddressChangeAskedDetail {
    new: String,
    person_name: String,
    at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct AddressChangedDetail {
    old: String,
    new: String,
    person_name: String,
    at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct FactorDetail {
    change: FactorChange,
    person_name: String,
    at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct TwoFactorDueDetail {
    membership: i64,
    account: String,
    from: Timestamp,
    is_due: bool,
    person_name: String,
}

#[derive(Serialize, Deserialize)]
struct TokenEndsDetail {
    token: i64,
    name: String,
    account: String,
    expires_at: Timestamp,
    // None to who issued it.
    issuer: Option<String>,
    person_name: String,
}

#[derive(Serialize, Deserialize)]
struct NewBrowserDetail {
    person_name: String,
    at: Timestamp,
    ip: String,
    user_agent: String,
}

/// Whom a mail goes to.
#[derive(Clone, Copy)]
struct To<'a> {
    address: &'a str,
    language: Language,
    account: Option<AccountId>,
}

impl<'a> To<'a> {
    /// Somebody who is told of their own account.
    fn person(person: &'a UserRow) -> Self {
        Self { address: &person.email, language: person.language(), account: None }
    }

    /// The same somebody, told of what happens in an account.
    fn about(self, account: AccountId) -> Self {
        Self { account: Some(account), ..self }
    }
}

/// Queues the mail with an invitation's link, to go out after a wait.
///
/// # Errors
/// When the database fails.
pub async fn queue_invitation(
    app: &App,
    tx: &mut Tx,
    (account, id, generation): (AccountId, InvitationId, i64),
    (recipient, language): (&str, Language),
    detail: &InvitationDetail,
    token: &Token,
    (now, wait): (Timestamp, Span),
) -> Result<(), Error> {
    let new = NewMail {
        kind: MailKind::Invitation,
        account: Some(account),
        invitation: Some((id, generation)),
        recipient,
        language,
        detail: &as_json(detail)?,
        sealed_token: Some(&app.seal(PURPOSE, token.reveal().as_bytes())),
        message_id: &mail::message_id(
            MailKind::Invitation.as_str(),
            id.0,
            generation,
            app.config.public_url.host(),
        ),
        ends_at: detail.expires_at,
        due_at: now + wait,
    };
    outbox::insert(tx, &new, now).await?;
    Ok(())
}

/// Queues the mail with a link to a new password.
///
/// # Errors
/// When the database fails.
pub async fn queue_password_reset(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    token: &Token,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = ResetDetail { expires_at, person_name: person.name.clone() };
    let sealed = app.seal(PURPOSE, token.reveal().as_bytes());
    queue(
        app,
        tx,
        MailKind::PasswordReset,
        To::person(person),
        &as_json(&detail)?,
        Some(&sealed),
        expires_at,
        now,
    )
    .await?;
    Ok(())
}

/// Queues the mail that tells a person of the changed password.
///
/// # Errors
/// When the database fails.
pub async fn queue_password_changed(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = ChangedDetail { person_name: person.name.clone(), at: now };
    queue(
        app,
        tx,
        MailKind::PasswordChanged,
        To::person(person),
        &as_json(&detail)?,
        None,
        now + NEWS_LIFE,
        now,
    )
    .await?;
    Ok(())
}

/// Queues the mail that tells the inviter of an acceptance.
///
/// # Errors
/// When the database fails.
pub async fn queue_accepted(
    app: &App,
    tx: &mut Tx,
    inviter: &UserRow,
    (account_id, account): (AccountId, &str),
    (person_name, person_email): (&str, &str),
    now: Timestamp,
) -> Result<(), Error> {
    let detail = AcceptedDetail {
        account: account.to_owned(),
        person_name: person_name.to_owned(),
        person_email: person_email.to_owned(),
        accepted_at: now,
    };
    queue(
        app,
        tx,
        MailKind::InvitationAccepted,
        To::person(inviter).about(account_id),
        &as_json(&detail)?,
        None,
        now + NEWS_LIFE,
        now,
    )
    .await?;
    Ok(())
}

/// Queues the mail that tells the inviter of a refusal. The name may be empty: it is what the inviter knew.
///
/// # Errors
/// When the database fails.
pub async fn queue_declined(
    app: &App,
    tx: &mut Tx,
    inviter: &UserRow,
    (account_id, account): (AccountId, &str),
    (person_name, person_email): (&str, &str),
    now: Timestamp,
) -> Result<(), Error> {
    let detail = DeclinedDetail {
        account: account.to_owned(),
        person_name: person_name.to_owned(),
        person_email: person_email.to_owned(),
        declined_at: now,
    };
    queue(
        app,
        tx,
        MailKind::InvitationDeclined,
        To::person(inviter).about(account_id),
        &as_json(&detail)?,
        None,
        now + NEWS_LIFE,
        now,
    )
    .await?;
    Ok(())
}

/// Queues the mail that tells a person of the end of their access. `name` is what the account calls them.
///
/// # Errors
/// When the database fails.
pub async fn queue_access_ends(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    (account_id, account): (AccountId, &str),
    (membership, name, ends_at): (MembershipId, &str, Timestamp),
    now: Timestamp,
) -> Result<(), Error> {
    let (account, person_name) = (account.to_owned(), name.to_owned());
    let detail = AccessEndsDetail { membership: Some(membership.0), account, ends_at, person_name };
    let to = To::person(person).about(account_id);
    queue(app, tx, MailKind::AccessEnds, to, &as_json(&detail)?, None, ends_at, now).await?;
    Ok(())
}

/// Queues the mails that remind members of the second factor that the account requires from a moment on.
///
/// # Errors
/// When the database fails.
pub async fn queue_two_factor_due(
    app: &App,
    tx: &mut Tx,
    people: &[LackingRow],
    (account_id, account): (AccountId, &str),
    from: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    let kind = MailKind::TwoFactorDue;
    let mut letters = Vec::with_capacity(people.len());
    for person in people {
        let detail = TwoFactorDueDetail {
            membership: person.id.0,
            account: account.to_owned(),
            from,
            is_due: from <= now,
            person_name: person.name.clone(),
        };
        let (recipient, language) = (person.email.as_str(), person.language());
        letters.push(Letter {
            recipient,
            language,
            detail: as_json(&detail)?,
            message_id: message_id(app, kind),
        });
    }
    Ok(outbox::insert_many(tx, (kind, account_id), &letters, now + NEWS_LIFE, now).await?)
}

/// Queues the mails that tell people of the end of a token: each in their own language, and who issued it that it is theirs.
///
/// # Errors
/// When the database fails.
pub async fn queue_token_ends(
    app: &App,
    tx: &mut Tx,
    people: &[ToldRow],
    (account_id, account): (AccountId, &str),
    (id, token): (ApiTokenId, &EndingToken),
    now: Timestamp,
) -> Result<(), Error> {
    let kind = MailKind::TokenEnds;
    let mut letters = Vec::with_capacity(people.len());
    for person in people {
        let detail = TokenEndsDetail {
            token: id.0,
            name: token.name.clone(),
            account: account.to_owned(),
            expires_at: token.expires_at,
            issuer: (person.user_id != token.user_id).then(|| token.issuer.clone()),
            person_name: person.name.clone(),
        };
        let (recipient, language) = (person.email.as_str(), person.language());
        letters.push(Letter {
            recipient,
            language,
            detail: as_json(&detail)?,
            message_id: message_id(app, kind),
        });
    }
    let ends_at = token.expires_at.min(now + NEWS_LIFE);
    Ok(outbox::insert_many(tx, (kind, account_id), &letters, ends_at, now).await?)
}

/// Of which token a mail tells the end, and when that is; none for other mails.
pub fn token_told(mail: &ClaimedMail) -> Option<(ApiTokenId, Timestamp)> {
    let detail: TokenEndsDetail = from_json(&mail.detail).ok()?;
    Some((ApiTokenId(detail.token), detail.expires_at))
}

/// Whom a mail reminds of a second factor, and from when on it is required; none for other mails.
pub fn two_factor_due(mail: &ClaimedMail) -> Option<(MembershipId, Timestamp)> {
    let detail: TwoFactorDueDetail = from_json(&mail.detail).ok()?;
    Some((MembershipId(detail.membership), detail.from))
}

/// Whose end a mail tells, and when that is; none for other mails.
pub fn end_told(mail: &ClaimedMail) -> Option<(MembershipId, Timestamp)> {
    let detail: AccessEndsDetail = from_json(&mail.detail).ok()?;
    Some((MembershipId(detail.membership?), detail.ends_at))
}

/// Queues the mail by which an operator sees whether mail arrives, and gives back its number.
///
/// # Errors
/// When the database fails.
pub async fn queue_test_mail(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    token: &Token,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<MailId, Error> {
    let detail = ResetDetail { expires_at, person_name: person.name.clone() };
    let sealed = app.seal(PURPOSE, token.reveal().as_bytes());
    let to = To::person(person);
    queue(app, tx, MailKind::TestMail, to, &as_json(&detail)?, Some(&sealed), expires_at, now).await
}

/// Queues the reminder of a mail with an invitation's link that was just handed over, if the link lives long enough for one.
/// It carries the same link, and goes out only if it is still wanted then (`store::reminders`).
///
/// # Errors
/// When the database fails.
pub async fn queue_reminder(
    app: &App,
    tx: &mut Tx,
    mail: &ClaimedMail,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (Some(MailKind::Invitation), Some(id), Some(generation)) =
        (mail.kind(), mail.invitation_id, mail.generation)
    else {
        return Ok(());
    };
    let Some(due_at) = reminder_due(now, mail.ends_at) else { return Ok(()) };
    let kind = MailKind::InvitationReminder.as_str();
    let message_id = mail::message_id(kind, id.0, generation, app.config.public_url.host());
    reminders::queue(tx, mail, &message_id, due_at, mail.ends_at - REMIND_LEFT, now).await
}

/// Whether a waiting mail's link was sealed with this key.
pub fn opens(sealer: &Sealer, sealed_token: &[u8]) -> bool {
    sealer.open(PURPOSE, sealed_token).is_some()
}

/// Queues the mail with the link that confirms a new address, to that address.
///
/// # Errors
/// When the database fails.
pub async fn queue_address_change(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    new: &EmailAddress,
    token: &Token,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    let detail =
        AddressChangeDetail { old: person.email.clone(), expires_at, person_name: person.name.clone() };
    let sealed = app.seal(PURPOSE, token.reveal().as_bytes());
    let to = To { address: new.as_str(), language: person.language(), account: None };
    queue(app, tx, MailKind::AddressChange, to, &as_json(&detail)?, Some(&sealed), expires_at, now).await?;
    Ok(())
}

/// Queues the mail that tells a person, at the address in force, that another was asked for.
///
/// # Errors
/// When the database fails.
pub async fn queue_address_change_asked(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    new: &EmailAddress,
    now: Timestamp,
) -> Result<(), Error> {
    let detail =
        AddressChangeAskedDetail { new: new.as_str().to_owned(), person_name: person.name.clone(), at: now };
    let to = To::person(person);
    queue(app, tx, MailKind::AddressChangeAsked, to, &as_json(&detail)?, None, now + NEWS_LIFE, now).await?;
    Ok(())
}

/// Queues the mail that tells the owner of an address that somebody else asked for it.
///
/// # Errors
/// When the database fails.
pub async fn queue_address_in_use(
    app: &App,
    tx: &mut Tx,
    owner: &UserRow,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = ChangedDetail { person_name: owner.name.clone(), at: now };
    let to = To::person(owner);
    queue(app, tx, MailKind::AddressInUse, to, &as_json(&detail)?, None, now + NEWS_LIFE, now).await?;
    Ok(())
}

/// Queues the mails that tell a person of the new address, there and at the one before. `person` is as before the change.
///
/// # Errors
/// When the database fails.
pub async fn queue_address_changed(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    new: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = as_json(&AddressChangedDetail {
        old: person.email.clone(),
        new: new.to_owned(),
        person_name: person.name.clone(),
        at: now,
    })?;
    for address in [person.email.as_str(), new] {
        let to = To { address, language: person.language(), account: None };
        queue(app, tx, MailKind::AddressChanged, to, &detail, None, now + NEWS_LIFE, now).await?;
    }
    Ok(())
}

/// Queues the mail that tells a person what happened to their second factor.
///
/// # Errors
/// When the database fails.
pub async fn queue_factor_change(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    change: FactorChange,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = as_json(&FactorDetail { change, person_name: person.name.clone(), at: now })?;
    let (kind, to) = (MailKind::TwoFactorChanged, To::person(person));
    queue(app, tx, kind, to, &detail, None, now + NEWS_LIFE, now).await?;
    Ok(())
}

/// Queues the mail that tells a person of a sign-in with a browser they are not known by.
///
/// # Errors
/// When the database fails.
pub async fn queue_new_browser(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    (ip, user_agent): (&str, &str),
    now: Timestamp,
) -> Result<(), Error> {
    let (ip, user_agent) = (ip.to_owned(), user_agent.to_owned());
    let detail = NewBrowserDetail { person_name: person.name.clone(), at: now, ip, user_agent };
    let to = To::person(person);
    queue(app, tx, MailKind::NewBrowser, to, &as_json(&detail)?, None, now + NEWS_LIFE, now).await?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "each is a column of the row")]
async fn queue(
    app: &App,
    tx: &mut Tx,
    kind: MailKind,
    to: To<'_>,
    detail: &serde_json::Value,
    sealed_token: Option<&[u8]>,
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<MailId, Error> {
    let new = NewMail {
        kind,
        account: to.account,
        invitation: None,
        recipient: to.address,
        language: to.language,
        detail,
        sealed_token,
        message_id: &message_id(app, kind),
        ends_at,
        due_at: now,
    };
    Ok(outbox::insert(tx, &new, now).await?)
}

/// The id of a mail that nothing else tells from another of its kind: a random number, without its sign.
fn message_id(app: &App, kind: MailKind) -> String {
    let number = i64::from_be_bytes(octets(&*app.entropy)) & i64::MAX;
    mail::message_id(kind.as_str(), number, 0, app.config.public_url.host())
}

/// The words of a claimed mail, its link opened and built from the public address alone.
///
/// # Errors
/// [`Error::Internal`] when the row does not make sense, as after the key file was replaced.
pub fn message_of(app: &App, mail: &ClaimedMail) -> Result<Message, Error> {
    let kind = mail.kind().ok_or_else(|| Error::internal("a mail of unknown kind"))?;
    let link = |path: &str| -> Result<String, Error> {
        let token =
            token_of(app, mail).ok_or_else(|| Error::internal("a mail without a link it can open"))?;
        Ok(app.config.public_url.link(&format!("{path}{}", token.reveal())))
    };
    Ok(match kind {
        MailKind::Invitation => {
            let detail: InvitationDetail = from_json(&mail.detail)?;
            detail.message(link("/invitations/")?)
        }
        MailKind::PasswordReset => {
            let detail: ResetDetail = from_json(&mail.detail)?;
            Message::PasswordReset {
                link: link("/reset-password/")?,
                expires_at: detail.expires_at,
                person_name: some(detail.person_name),
            }
        }
        MailKind::InvitationAccepted => {
            let detail: AcceptedDetail = from_json(&mail.detail)?;
            Message::InvitationAccepted {
                account: detail.account,
                person_name: detail.person_name,
                person_email: detail.person_email,
                accepted_at: detail.accepted_at,
            }
        }
        MailKind::InvitationDeclined => {
            let detail: DeclinedDetail = from_json(&mail.detail)?;
            Message::InvitationDeclined {
                account: detail.account,
                person_name: detail.person_name,
                person_email: detail.person_email,
                declined_at: detail.declined_at,
            }
        }
        MailKind::InvitationReminder => {
            let detail: InvitationDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::Reminder {
                account: detail.account,
                inviter_name: detail.inviter_name,
                inviter_email: detail.inviter_email,
                link: link("/invitations/")?,
                expires_at: detail.expires_at,
                person_name: some(detail.person_name),
            })
        }
        MailKind::AccessEnds => {
            let detail: AccessEndsDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::AccessEnds {
                account: detail.account,
                ends_at: detail.ends_at,
                person_name: some(detail.person_name),
            })
        }
        MailKind::TestMail => {
            let detail: ResetDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::Test {
                link: link("/mail-check/")?,
                expires_at: detail.expires_at,
                person_name: some(detail.person_name),
            })
        }
        MailKind::PasswordChanged => {
            let detail: ChangedDetail = from_json(&mail.detail)?;
            Message::PasswordChanged { person_name: some(detail.person_name), at: detail.at }
        }
        MailKind::TwoFactorChanged => {
            let detail: FactorDetail = from_json(&mail.detail)?;
            let (change, person_name, at) = (detail.change, some(detail.person_name), detail.at);
            Message::Factor(FactorMessage { change, person_name, at })
        }
        MailKind::TwoFactorDue => {
            let detail: TwoFactorDueDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::TwoFactorDue {
                account: detail.account,
                from: detail.from,
                is_due: detail.is_due,
                link: app.config.public_url.link("/account/two-factor"),
                person_name: some(detail.person_name),
            })
        }
        MailKind::AddressChange => {
            let detail: AddressChangeDetail = from_json(&mail.detail)?;
            Message::Address(AddressMessage::Confirm {
                old: detail.old,
                link: link("/account/email/")?,
                expires_at: detail.expires_at,
                person_name: some(detail.person_name),
            })
        }
        MailKind::AddressChangeAsked => {
            let detail: AddressChangeAskedDetail = from_json(&mail.detail)?;
            Message::Address(AddressMessage::Asked {
                new: detail.new,
                person_name: some(detail.person_name),
                at: detail.at,
            })
        }
        MailKind::AddressInUse => {
            let detail: ChangedDetail = from_json(&mail.detail)?;
            Message::Address(AddressMessage::InUse { person_name: some(detail.person_name), at: detail.at })
        }
        MailKind::NewBrowser => {
            let detail: NewBrowserDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::NewBrowser {
                at: detail.at,
                ip: detail.ip,
                user_agent: detail.user_agent,
                person_name: some(detail.person_name),
            })
        }
        MailKind::TokenEnds => {
            let detail: TokenEndsDetail = from_json(&mail.detail)?;
            Message::Notice(NoticeMessage::TokenEnds {
                id: detail.token,
                name: detail.name,
                account: detail.account,
                ends_at: detail.expires_at,
                issuer: detail.issuer,
                link: app.config.public_url.link("/api-tokens"),
                person_name: some(detail.person_name),
            })
        }
        MailKind::AddressChanged => {
            let detail: AddressChangedDetail = from_json(&mail.detail)?;
            Message::Address(AddressMessage::Changed {
                old: detail.old,
                new: detail.new,
                person_name: some(detail.person_name),
                at: detail.at,
            })
        }
    })
}

/// The token of the link in a claimed mail; none when it holds none or was sealed with another key.
pub fn token_of(app: &App, mail: &ClaimedMail) -> Option<Token> {
    let opened = app.sealer.open(PURPOSE, mail.sealed_token.as_deref()?)?;
    Token::parse(&String::from_utf8(opened).ok()?)
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn as_json(detail: &impl Serialize) -> Result<serde_json::Value, Error> {
    serde_json::to_value(detail).map_err(|error| Error::internal(format!("mail detail: {error}")))
}

fn from_json<T: for<'de> Deserialize<'de>>(detail: &str) -> Result<T, Error> {
    serde_json::from_str(detail).map_err(|error| Error::internal(format!("mail detail: {error}")))
}
