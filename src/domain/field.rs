//! What can be wrong with a value somebody typed, as codes. Words are found at the last moment (`i18n`).

use serde::{Deserialize, Serialize};

/// A field of a form or of a JSON body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The form as a whole.
    Form,
    /// An e-mail address.
    Email,
    /// A person's name.
    Name,
    /// What a person likes to be called.
    PreferredName,
    /// A password.
    Password,
    /// The password in force, asked for before it is replaced.
    CurrentPassword,
    /// The password to replace it.
    NewPassword,
    /// The address to replace one's own.
    NewEmail,
    /// A telephone number.
    Phone,
    /// An account's name.
    Company,
    /// A language.
    Language,
    /// An account role.
    Role,
    /// Client or project scope.
    Scope,
    /// The role over all projects.
    ClientRole,
    /// What becomes of somebody who asks for a new link.
    Renewal,
    /// How long links of new invitations open, as the account has it.
    InviteLifetime,
    /// Which addresses may be invited.
    AllowedDomains,
    /// The role in one project; the group as a whole when the project is not known.
    Projects(Option<i64>),
    /// How long a link lives.
    Lifetime,
    /// The last day of an access.
    AccessEnds,
    /// What the inviter says.
    Note,
    /// Whether the link is copied instead of mailed.
    ByHand,
    /// A file with people.
    People,
    /// From which day on a second factor is required.
    TwoFactorFrom,
    /// A code of an authenticator app, or where either will do, a recovery code.
    Code,
    /// A recovery code.
    RecoveryCode,
    /// What a person calls a passkey.
    PasskeyName,
    /// The last day of a token, or the moment it ends.
    Expires,
    /// What something is for.
    Description,
}

impl Field {
    /// The name of the form control that holds it, which is also the name of the server function's argument.
    pub fn control(&self) -> String {
        match self {
            Self::Form => "form".into(),
            Self::Email => "email".into(),
            Self::Name | Self::PasskeyName => "name".into(),
            Self::PreferredName => "preferred_name".into(),
            Self::Password => "password".into(),
            Self::CurrentPassword => "current_password".into(),
            Self::NewPassword => "new_password".into(),
            Self::NewEmail => "new_email".into(),
            Self::Phone => "phone".into(),
            Self::Company => "company".into(),
            Self::Language => "language".into(),
            Self::Role => "role".into(),
            Self::Scope => "scope".into(),
            Self::ClientRole => "client_role".into(),
            Self::Renewal => "renewal".into(),
            Self::InviteLifetime => "invite_lifetime".into(),
            Self::AllowedDomains => "allowed_domains".into(),
            Self::Projects(None) => "projects".into(),
            Self::Lifetime => "lifetime".into(),
            Self::AccessEnds => "access_ends".into(),
            Self::Note => "note".into(),
            Self::ByHand => "by_hand".into(),
            Self::People => "people".into(),
            Self::TwoFactorFrom => "two_factor_from".into(),
            Self::Code => "code".into(),
            Self::RecoveryCode => "recovery_code".into(),
            Self::Expires => "expires".into(),
            Self::Description => "description".into(),
            Self::Projects(Some(id)) => format!("projects[{id}]"),
        }
    }
}

/// What is wrong with a value. Lengths are in characters (Unicode scalar values) unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Nothing was given where something must be.
    Missing,
    /// Longer than allowed.
    TooLong {
        /// The longest allowed.
        max: usize,
    },
    /// Shorter than allowed.
    TooShort {
        /// The shortest allowed.
        min: usize,
    },
    /// Not an e-mail address.
    NotAnAddress,
    /// Holds control characters, line breaks or invisible direction marks.
    Unprintable,
    /// None of the choices offered.
    NotAChoice,
    /// A password everybody tries first, or made of the product's name.
    Guessable,
    /// A password of which little is left without the person's and the account's own words.
    OwnWords,
    /// The address is already a member of this account.
    AlreadyHere,
    /// An invitation for the address is already open.
    AlreadyInvited,
    /// This person cannot be added to this account.
    CannotBeAdded,
    /// The role is above the giver's own.
    AboveOwnRank,
    /// A token would last longer than the one that makes it.
    Outlives,
    /// Project scope without a single project.
    NoProject,
    /// Another project of the account has this name.
    NameTaken,
    /// The account has as many projects in use as it may.
    TooManyProjects {
        /// So many.
        max: usize,
    },
    /// The project the account began with always stays in use.
    DefaultProject,
    /// Nobody here has this address.
    NobodyHere,
    /// The person has not set a password yet.
    NoPasswordYet,
    /// E-mail address and password do not belong together.
    WrongCredentials,
    /// Not the password in force.
    WrongPassword,
    /// Not the code the app shows now, or used already.
    WrongCode,
    /// Not one of the person's recovery codes, or used already.
    WrongRecoveryCode,
    /// After too many wrong ones in a row no code of the app is looked at until a recovery code was right.
    CodesShut,
    /// Whoever lets a second factor be required at once needs one first.
    OwnFactorFirst,
    /// An account requires the second factor, so it stays on.
    FactorRequired {
        /// The name of the account.
        account: String,
    },
    /// Nobody joins the account without a second factor, and the person has none.
    FactorFirst {
        /// The name of the account.
        account: String,
    },
    /// As many people are concerned by now, another number than was shown.
    OtherCount {
        /// So many.
        count: i64,
    },
    /// More people than are reminded at once.
    TooManyToRemind {
        /// The most that are.
        max: usize,
    },
    /// Not the answer of a passkey to what was asked, or too late.
    PasskeyRefused,
    /// The authenticator holds a passkey for here already.
    PasskeyKnown,
    /// The password in force once more.
    SamePassword,
    /// The person's own address once more.
    SameAddress,
    /// No mail can be sent, and without it this cannot be done.
    NoMail,
    /// No mail can be sent, so no test mail either.
    NoMailServer,
    /// The account would be left without an administrator.
    LastAdministrator,
    /// The person has tokens that work.
    ActiveTokens,
    /// The person has issued a token of a higher role.
    TokenAbove,
    /// Somebody else has to do it.
    NotOneself,
    /// The second factor guards more than this account: operators alone take it away.
    GuardsMore,
    /// Nobody of this address is a member who may act.
    NotAMember,
    /// There are as many as there may be.
    TooMany {
        /// The most there may be.
        max: usize,
    },
    /// Not the name of a domain.
    NotADomain {
        /// What was given.
        domain: String,
    },
    /// Only addresses of other domains may be invited here.
    DomainNotAllowed {
        /// Which, as people read them.
        domains: String,
    },
    /// Somebody else has changed it since the form was opened.
    ChangedMeanwhile,
    /// Earlier invitations to this address have ended, with an answer or without.
    EndedBefore,
    /// Somebody else has changed the person since the form was opened; it shows how things stand now, with what was typed.
    EditedMeanwhile,
    /// Not a day as in a calendar.
    NotADay,
    /// A day that is over.
    DayOver,
    /// The access of an administrator does not end by itself.
    NoEndForAdministrators,
    /// The access was to end before now.
    AccessOver,
    /// The access that a list of people offers was to end before now.
    ListAccessOver,
    /// The account has as many open invitations as it may.
    TooManyOpen {
        /// So many.
        max: usize,
    },
    /// The account has as many lists of people in review as it may.
    TooManyLists {
        /// So many.
        max: usize,
    },
    /// The address said no: nothing is mailed to it any more.
    Declined,
    /// Only for a single address.
    OneAddressOnly,
    /// A file that is no table of text.
    NotATable {
        /// The line that cannot be read.
        line: usize,
    },
    /// A file whose first line names no column of addresses.
    NoAddressColumn,
    /// The form arrived incomplete or with a field twice.
    Malformed,
}

/// Every fault found in one form, in the order the fields stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub Vec<(Field, Fault)>);

impl FieldErrors {
    /// One fault alone.
    pub fn one(field: Field, fault: Fault) -> Self {
        Self(vec![(field, fault)])
    }

    /// Adds a fault.
    pub fn push(&mut self, field: Field, fault: Fault) {
        self.0.push((field, fault));
    }

    /// Keeps a parsed value, or notes why it could not be parsed. All faults of a form come back at once.
    pub fn keep<T>(&mut self, field: Field, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.push(field, fault)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
