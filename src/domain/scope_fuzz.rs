use super::{
    field::{Fault, Field, FieldErrors},
    ids::ProjectId,
    invite_terms::{LIFETIMES, MAX_NOTE, access_end, last_day, lifetime, may_end, note},
    name::{MAX_NAME, Name, is_unprintable},
    role::{AccountRole, ProjectRole},
    scope::Scope,
    time::Timestamp,
};
use crate::fuzz::{holds, text};
use proptest::{prelude::*, sample::select};
use std::collections::{BTreeMap, BTreeSet};

const TOO_LONG_NAME: Fault = Fault::TooLong { max: MAX_NAME };
const TOO_LONG_NOTE: Fault = Fault::TooLong { max: MAX_NOTE };
const KNOWN: [i64; 4] = [1, 2, 70, i64::MAX];

fn word(good: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![6 => select(good).prop_map(str::to_owned), 1 => text(good)]
}

/// The scope, the client role, and a role for each project, as a form says them.
fn forms() -> impl Strategy<Value = (String, String, BTreeMap<String, String>)> {
    let id = word(&["1", "2", "70", "9223372036854775807", "3", "01", "+1", " 1", "-1", ""]);
    let role =
        word(&["", "User", "Observer", "ProjectAdministrator", "InternalNetworkOnlyUser", "user", "Owner"]);
    (
        word(&["project", "project", "client", ""]),
        word(&["none", "administrator", ""]),
        prop::collection::btree_map(id, role, 0..5),
    )
}

#[test]
fn a_scope_gives_what_the_form_said_and_nothing_else() {
    holds("scope", &forms(), |(scope, client_role, projects)| {
        let known = KNOWN.map(ProjectId);
        let mut errors = FieldErrors::default();
        let parsed = Scope::parse(scope, client_role, projects, &known, &mut errors);
        prop_assert_eq!(parsed.is_some(), errors.is_empty(), "a scope or a reason: {:?}", errors);
        for (field, _) in &errors.0 {
            let fine = match field {
                Field::Scope | Field::ClientRole | Field::Projects(None) => true,
                Field::Projects(Some(id)) => KNOWN.contains(id),
                _ => false,
            };
            prop_assert!(fine, "{:?}", field);
        }
        let Some(parsed) = parsed else { return Ok(()) };
        let kept: Scope = serde_json::from_str(&serde_json::to_string(&parsed).unwrap()).unwrap();
        prop_assert_eq!(&kept, &parsed);
        let roles = parsed.project_roles();
        match scope.as_str() {
            "project" => {
                prop_assert!(!parsed.is_client_administrator());
                let said: BTreeSet<(String, &str)> =
                    roles.iter().map(|(id, role)| (id.0.to_string(), role.name())).collect();
                let form = projects.iter().filter(|(_, role)| !role.is_empty());
                let form: BTreeSet<_> = form.map(|(id, role)| (id.clone(), role.as_str())).collect();
                prop_assert!(!said.is_empty() && said == form, "{:?} of {:?}", said, form);
                prop_assert!(roles.iter().all(|(id, _)| known.contains(id)));
            }
            other => {
                prop_assert_eq!(other, "client");
                prop_assert!(roles.is_empty());
                prop_assert_eq!(parsed.is_client_administrator(), client_role == "administrator");
            }
        }
        Ok(())
    });
}

#[test]
fn a_choice_has_one_spelling() {
    let words = word(&[
        "1", "5", "3009", "3022", "2", "24", "168", "+1", "01", "-1", "Users", "User", "Observer", "", " 1",
    ]);
    holds("choice", &words, |text| {
        if let Ok(role) = AccountRole::parse(text) {
            prop_assert_eq!(&role.id().to_string(), text);
        }
        if let Some(role) = ProjectRole::from_name(text) {
            prop_assert_eq!(role.name(), text);
        }
        if let Ok(Some(hours)) = lifetime(text) {
            let named = LIFETIMES.iter().find(|each| each.to_string() == *text);
            prop_assert_eq!(named.map(|each| super::time::Span::hours(*each)), Some(hours));
        }
        Ok(())
    });
}

#[test]
fn a_last_day_is_one_that_is_not_over() {
    let days = prop_oneof![
        2 => (-1..12_000_i32, 0..14_u8, 0..33_u8).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        1 => text(&["2026", "-", "11", "20", "2028-02-29", "+", "1900-01-01", "9999-12-31", "T00:00"]),
    ];
    let near = (172_800..253_000_000_000_i64, -2..=2_i64).prop_map(|(now, away)| {
        let day = Timestamp::from_micros((now + away * 86_400) * 1_000_000).to_day();
        (day, now)
    });
    let inputs = prop_oneof![(days, 0..253_402_300_799_i64), near];
    holds("last_day", &inputs, |(day, now)| {
        let now = Timestamp::from_micros(now * 1_000_000);
        match access_end(day, now) {
            Ok(None) => prop_assert!(day.trim().is_empty()),
            Ok(Some(end)) => {
                prop_assert!(end > now);
                prop_assert_eq!(last_day(end).to_day(), day.trim());
                prop_assert!(may_end(Some(end), AccountRole::Administrators, false).is_err());
                prop_assert!(may_end(Some(end), AccountRole::Users, true).is_err());
            }
            Err(Fault::DayOver) => {
                let read = Timestamp::from_day(day.trim()).map(Timestamp::to_day);
                prop_assert_eq!(read.as_deref(), Some(day.trim()));
            }
            Err(fault) => prop_assert_eq!(fault, Fault::NotADay),
        }
        Ok(())
    });
}

#[test]
fn a_name_and_a_note_are_of_their_length_and_read_back() {
    holds(
        "words",
        &text(&["Mara", "Lind", " ", "\r\n", "\n", "ж", "\u{958}", "\u{1d160}", "e\u{301}"]),
        |text| {
            match Name::parse_optional(text) {
                Ok(Some(name)) => {
                    let length = name.as_str().chars().count();
                    prop_assert!((1..=MAX_NAME).contains(&length), "{} letters", length);
                    prop_assert!(!name.as_str().chars().any(is_unprintable));
                    prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
                }
                Ok(None) => prop_assert!(text.trim().is_empty()),
                Err(fault) => {
                    prop_assert!(fault == Fault::Unprintable || fault == TOO_LONG_NAME);
                }
            }
            match note(text) {
                Ok(said) => {
                    prop_assert!(said.chars().count() <= MAX_NOTE);
                    prop_assert!(!said.chars().any(|c| !matches!(c, '\n' | '\t') && is_unprintable(c)));
                    prop_assert_eq!(note(&said), Ok(said.clone()));
                    prop_assert_eq!(note(&said.replace('\n', "\r\n")), Ok(said));
                }
                Err(fault) => {
                    prop_assert!(fault == Fault::Unprintable || fault == TOO_LONG_NOTE);
                }
            }
            Ok(())
        },
    );
}
