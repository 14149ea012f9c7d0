//! What islands and server functions call things in JSON. Islands read it with the browser's own parser, which knows no
//! types; the tests below hold these names against what the server writes.

/// `Outcome::Done`.
pub const DONE: &str = "Done";
/// What to say when it is done; null for nothing.
pub const NOTICE: &str = "notice";
/// How a notice looks.
pub const TONE: &str = "tone";
/// `Tone::Warning`.
pub const WARNING: &str = "Warning";
/// The words of a notice.
pub const TEXT: &str = "text";
/// The link that comes with a notice; absent without one.
pub const LINK: &str = "link";
/// What can be done about what a notice tells; absent for nothing.
pub const ACTION: &str = "action";
/// `NoticeAction::Undo`.
pub const UNDO: &str = "Undo";
/// `NoticeAction::Revoke`.
pub const REVOKE: &str = "Revoke";
/// The page to go to.
pub const TO: &str = "to";
/// `Outcome::Invalid`.
pub const INVALID: &str = "Invalid";
/// The faults of a form.
pub const ERRORS: &str = "errors";
/// The control that a fault belongs to.
pub const FIELD: &str = "field";
/// The words of a fault, or of trouble.
pub const MESSAGE: &str = "message";
/// What kind of trouble.
pub const KIND: &str = "kind";
/// `ErrorKind::SignedOut`.
pub const SIGNED_OUT: &str = "SignedOut";
/// `ErrorKind::StepUp`.
pub const STEP_UP: &str = "StepUp";
/// The table as HTML.
pub const HTML: &str = "html";
/// The address that shows the same.
pub const ADDRESS: &str = "address";

/// The number of a membership, as an argument.
pub const ID: &str = "id";
/// The part of an address behind the question mark, as an argument.
pub const QUERY: &str = "query";
/// Roles by project, as an argument.
pub const PROJECTS: &str = "projects";

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::*;
    use crate::panel::{
        actions::users::{CopyInvitationLink, InviteUser, ListUsers, ResendInvitation},
        outcome::{ActionError, ErrorKind, FieldMessage, Notice, NoticeAction, Outcome, Tone, UsersFragment},
    };
    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::{Value, json, to_value};

    fn written(value: impl Serialize) -> Value {
        to_value(value).unwrap()
    }

    fn done(tone: Tone, link: Option<&str>) -> Value {
        let notice = Notice { tone, text: "so".into(), link: link.map(str::to_owned), action: None };
        written(Outcome::Done { to: "/users".into(), notice: Some(notice) })
    }

    #[test]
    fn an_outcome_is_written_as_islands_read_it() {
        let expected =
            json!({ DONE: { "to": "/users", NOTICE: { TONE: WARNING, TEXT: "so", LINK: "https://x" } } });
        assert_eq!(done(Tone::Warning, Some("https://x")), expected);
        let expected = json!({ DONE: { "to": "/users", NOTICE: { TONE: "Success", TEXT: "so" } } });
        assert_eq!(done(Tone::Success, None), expected);
        for (action, name) in [(NoticeAction::Undo(7), UNDO), (NoticeAction::Revoke(7), REVOKE)] {
            let notice = Notice { tone: Tone::Success, text: "so".into(), link: None, action: Some(action) };
            assert_eq!(written(notice), json!({ TONE: "Success", TEXT: "so", ACTION: { name: 7 } }));
        }
        let silent = written(Outcome::Done { to: "/".into(), notice: None });
        assert_eq!(silent, json!({ DONE: { TO: "/", NOTICE: null } }));
        let errors = vec![FieldMessage { field: "email".into(), message: "no".into() }];
        let expected = json!({ INVALID: { ERRORS: [{ FIELD: "email", MESSAGE: "no" }] } });
        assert_eq!(written(Outcome::Invalid { errors }), expected);
    }

    #[test]
    fn trouble_is_written_as_islands_read_it() {
        let error = ActionError::new(ErrorKind::SignedOut, "who?".into());
        assert_eq!(written(error), json!({ KIND: SIGNED_OUT, MESSAGE: "who?" }));
        assert_eq!(written(ErrorKind::StepUp), json!(STEP_UP));
    }

    #[test]
    fn the_table_is_written_as_islands_read_it() {
        let fragment = UsersFragment { html: "<p>".into(), address: "/users".into() };
        assert_eq!(written(fragment), json!({ HTML: "<p>", ADDRESS: "/users" }));
    }

    fn read<T: DeserializeOwned>(arguments: Value) -> T {
        serde_json::from_value(arguments).unwrap()
    }

    #[test]
    fn arguments_are_read_as_islands_write_them() {
        assert_eq!(read::<ResendInvitation>(json!({ ID: 7 })).id, 7);
        assert_eq!(read::<CopyInvitationLink>(json!({ ID: 7 })).id, 7);
        let list: ListUsers = read(json!({ QUERY: "search=a&size=25" }));
        assert_eq!(list.query, "search=a&size=25");
        let invite: InviteUser = read(json!({ "email": "a@b.example", PROJECTS: { "7": "observer" } }));
        assert_eq!(invite.email, "a@b.example");
        assert_eq!(invite.projects.get("7").map(String::as_str), Some("observer"));
    }
}
