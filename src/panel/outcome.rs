//! What an action came to. Islands read it as JSON; the adapter of plain forms turns it into a redirect or a page.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What a browser action came to, as data: an `Err` of a server function is always HTTP 500 in Leptos 0.8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is done.
    Done {
        /// The page to go to next; a local path.
        to: String,
        /// What to say there.
        notice: Option<Notice>,
    },
    /// Nothing was done: values are wrong. Plain forms get 422 and the page again.
    Invalid {
        /// Every fault, in the order of the fields.
        errors: Vec<FieldMessage>,
    },
}

/// What a form of passkeys hears before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasskeyQuestion {
    /// The browser may go on.
    Ask {
        /// What to ask the authenticator, as JSON of WebAuthn level 3.
        options: String,
    },
    /// Values are wrong.
    Refused {
        /// Every fault, in the order of the fields.
        errors: Vec<FieldMessage>,
    },
}

/// A fault in a field, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMessage {
    /// The name of the form control; `form` for the form as a whole.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Something to tell after an action, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How it went.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// An invitation link to hand over; shown this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What can be done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<NoticeAction>,
}

/// What can be done about what a notice tells, by the number of the membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeAction {
    /// Take a fresh invitation back.
    Undo(i64),
    /// Take an invitation back whose mail is on its way.
    Revoke(i64),
}

/// How a notice looks and how urgently it is read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// It went well.
    Success,
    /// It went well, but something needs attention.
    Warning,
}

/// Why an action could not even be tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionError {
    /// What kind of trouble.
    pub kind: ErrorKind,
    /// The words for it, in the person's language; empty for trouble on the way, whose words the island has.
    pub message: String,
    /// In how many seconds it is worth another try; the answer says it in `Retry-After` too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<i64>,
}

impl ActionError {
    /// Trouble, with the words for it.
    pub const fn new(kind: ErrorKind, message: String) -> Self {
        Self { kind, message, retry_after: None }
    }
}

/// What kind of trouble, with the HTTP status it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErrorKind {
    /// 400: the request is not one of ours.
    Malformed,
    /// 401: not signed in, or no longer.
    SignedOut,
    /// 403: known, but not allowed.
    Forbidden,
    /// 403: allowed, once the person has proven again who they are.
    StepUp,
    /// 404: not there, or not yours.
    NotFound,
    /// 410: the link no longer opens anything.
    Gone,
    /// 409: what was to be changed is past changing.
    Conflict,
    /// 429: too many, or too soon.
    TooMany,
    /// 503: later.
    Busy,
    /// 500: our fault.
    Internal,
    /// The answer never came, or could not be read; made in the browser.
    Transport,
}

impl ErrorKind {
    /// The HTTP status of an answer with this error.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::SignedOut => 401,
            Self::Forbidden | Self::StepUp => 403,
            Self::NotFound => 404,
            Self::Gone => 410,
            Self::Conflict => 409,
            Self::TooMany => 429,
            Self::Busy => 503,
            Self::Internal | Self::Transport => 500,
        }
    }
}

impl FromServerFnError for ActionError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let kind = match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => ErrorKind::Malformed,
            _ => ErrorKind::Transport,
        };
        Self::new(kind, String::new())
    }
}

/// The table of the Users page, ready to be put in place of the one that stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersFragment {
    /// The inner HTML of the element with the id `users-region`.
    pub html: String,
    /// The local address that shows the same.
    pub address: String,
}

/// What came of doing something with several people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkReport {
    /// With each of them.
    pub lines: Vec<BulkLine>,
}

/// What came of it with one of them, in the language of whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkLine {
    /// The name, the address, or the number of somebody unknown.
    pub name: String,
    /// Whether it is done.
    pub done: bool,
    /// What was done, or why it was not.
    pub text: String,
}
