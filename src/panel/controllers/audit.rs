//! The audit log and its exports.

use super::{
    adapter::query_value,
    download::download,
    respond::{Page, html},
    users::failed,
};
use crate::{
    domain::language::Language,
    i18n::browser,
    panel::{
        call::Call,
        forms::FormState,
        outcome::FieldMessage,
        pages::{AuditPage, AuditPerson, AuditRow, AuditSubject, AuditView},
        shell::Section,
    },
    service::{
        audit::{self, DEFAULT_SIZE, Event, EventList, Person, Place, Unfit, Wanted},
        audit_export::{self, Format},
        audit_subjects::Subject,
    },
    t,
};
use axum::{extract::RawQuery, http::StatusCode, response::Response};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// `GET /audit`.
pub async fn list(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let value = |name: &str| query_value(&query, name).unwrap_or_default();
    let wanted = wanted(&query);
    let place = Place { after: value("after"), before: value("before"), size: value("size") };
    let list = match audit::list(&call.app, &call.ctx, &wanted, &place).await {
        Ok(list) => list,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = page(language, wanted, list);
    let title = AuditPage::title(language);
    let view = move || view! { <AuditView language page=page.clone()/> };
    let current = Some(Section::Audit);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// `GET /audit/export.csv`.
pub async fn export_csv(call: Call, RawQuery(query): RawQuery) -> Response {
    export(&call, &query.unwrap_or_default(), Format::Csv).await
}

/// `GET /audit/export.jsonl`.
pub async fn export_json_lines(call: Call, RawQuery(query): RawQuery) -> Response {
    export(&call, &query.unwrap_or_default(), Format::JsonLines).await
}

async fn export(call: &Call, query: &str, format: Format) -> Response {
    let export = match audit_export::begin(&call.app, &call.ctx, &wanted(query), format).await {
        Ok(export) => export,
        Err(error) => return failed(call, error).await,
    };
    download(export, call.ctx.request_id.clone())
}

fn wanted(query: &str) -> Wanted {
    let value = |name: &str| query_value(query, name).unwrap_or_default();
    Wanted {
        actions: form_urlencoded::parse(query.as_bytes())
            .filter(|(name, value)| name == "action" && !value.is_empty())
            .map(|(_, value)| value.into_owned())
            .collect(),
        actor: value("actor"),
        person: value("person"),
        target: value("target"),
        subject: value("subject"),
        from: value("from"),
        to: value("to"),
    }
}

fn page(language: Language, wanted: Wanted, list: EventList) -> AuditPage {
    let filtered = wanted != Wanted::default();
    let fit = list.unfit.is_empty();
    let query = |path: &str, more: &[(&str, &str)]| address(path, &wanted, list.size, more);
    let step =
        |name: &str, place: &Option<String>| place.as_ref().map(|place| query("/audit", &[(name, place)]));
    let subject = Some(wanted.subject.clone()).filter(|subject| !subject.is_empty()).map(|subject| {
        let words = list.on.as_ref().map_or_else(|| subject.clone(), |on| in_words(language, on));
        (subject, words)
    });
    // A person typed goes before a link's, and somebody a link names stands in the form as if typed.
    let (target, subject) = match (&list.on, wanted.target.as_str()) {
        (Some(Subject::Person(person)), "") => (person.email.clone(), None),
        (_, "") => (String::new(), subject),
        (_, typed) => (typed.to_owned(), None),
    };
    // Somebody chosen by a link stands in the form as if typed, so that the next search keeps them.
    let person = match (&list.actor, wanted.person.as_str()) {
        (Some(actor), "") => actor.email.clone(),
        (None, "") => wanted.actor.clone(),
        (_, typed) => typed.to_owned(),
    };
    let values =
        [("person", person), ("target", target), ("from", wanted.from.clone()), ("to", wanted.to.clone())]
            .map(|(name, value)| (name.to_owned(), value.chars().take(300).collect()))
            .into();
    AuditPage {
        form: FormState {
            values,
            errors: list.unfit.iter().map(|unfit| message(language, *unfit)).collect(),
        },
        actions: list.actions.clone(),
        subject,
        filtered,
        size: u32::try_from(list.size).unwrap_or(0),
        newer: step("before", &list.previous),
        older: step("after", &list.next),
        csv: fit.then(|| address("/audit/export.csv", &wanted, DEFAULT_SIZE, &[])),
        json_lines: fit.then(|| address("/audit/export.jsonl", &wanted, DEFAULT_SIZE, &[])),
        rows: list.events.into_iter().map(|event| row(language, event)).collect(),
    }
}

fn message(language: Language, unfit: Unfit) -> FieldMessage {
    let (field, message) = match unfit {
        Unfit::Link => ("form", t!(language, "audit-unfit-link")),
        Unfit::Person => ("person", t!(language, "audit-unfit-person")),
        Unfit::Target => ("target", t!(language, "audit-unfit-person")),
        Unfit::From => ("from", t!(language, "audit-unfit-day")),
        Unfit::To => ("to", t!(language, "audit-unfit-day")),
        Unfit::Order => ("to", t!(language, "audit-unfit-order")),
    };
    FieldMessage { field: field.into(), message }
}

/// A local address that keeps the filters; what says nothing is left out.
fn address(path: &str, wanted: &Wanted, size: i64, more: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for action in &wanted.actions {
        query.append_pair("action", action);
    }
    let fields = [
        ("actor", &wanted.actor),
        ("person", &wanted.person),
        ("target", &wanted.target),
        ("subject", &wanted.subject),
        ("from", &wanted.from),
        ("to", &wanted.to),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    if size != DEFAULT_SIZE {
        query.append_pair("size", &size.to_string());
    }
    query.extend_pairs(more);
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What a thing is called where its kind is not told beside it.
fn in_words(language: Language, subject: &Subject) -> String {
    match subject {
        Subject::Person(Person { name, email, .. }) => if name.is_empty() { email } else { name }.clone(),
        Subject::Account(name) => t!(language, "audit-on-account", name = name.clone()),
        Subject::Project { name, .. } => t!(language, "audit-on-project", name = name.clone()),
        Subject::Token(name) => t!(language, "audit-on-token", name = name.clone()),
        Subject::Batch(number) => t!(language, "audit-on-batch", number = number.to_string()),
        Subject::Mail(number) => t!(language, "audit-on-mail", number = number.to_string()),
    }
}

fn row(language: Language, event: Event) -> AuditRow {
    let actor = event.actor.map(|person| AuditPerson {
        href: Some(format!("/audit?actor={}", person.user_id)),
        name: person.name,
        email: person.email,
    });
    let on = match event.on {
        Some(Subject::Person(person)) => AuditSubject::Person(AuditPerson {
            href: person.membership_id.map(|id| format!("/users/{id}")),
            name: person.name,
            email: person.email,
        }),
        Some(thing) => {
            let href = match &thing {
                Subject::Project { .. } => Some("/projects".to_owned()),
                Subject::Batch(id) => Some(format!("/users/invite/batches/{id}")),
                Subject::Mail(_) => Some("/mail".to_owned()),
                Subject::Person(_) | Subject::Account(_) | Subject::Token(_) => None,
            };
            AuditSubject::Thing { name: in_words(language, &thing), href }
        }
        None => AuditSubject::Thing { name: event.subject, href: None },
    };
    AuditRow {
        at: event.at,
        actor,
        action: event.action,
        action_name: event.action_name,
        on,
        ip: event.ip,
        details: details(language, &event.detail),
    }
}

/// The details of an entry, one line each: `by_hand` reads "by hand", and of what was changed only what differs is told.
fn details(language: Language, detail: &Value) -> Vec<(String, String)> {
    let Some(detail) = detail.as_object() else { return Vec::new() };
    let mut lines = Vec::new();
    for (name, value) in detail {
        match (name.as_str(), value) {
            ("before" | "after", Value::Object(_)) => {}
            ("user_agent", Value::String(agent)) => {
                lines.push((t!(language, "audit-detail-browser"), browser::name(language, agent)));
            }
            _ => lines.push((name.replace('_', " "), in_line(language, value))),
        }
    }
    if let (Some(before), Some(after)) = (detail.get("before"), detail.get("after")) {
        changes(language, "", before, after, &mut lines);
    }
    lines
}

/// What differs, one line each: "role: Users → Engineers".
fn changes(language: Language, of: &str, before: &Value, after: &Value, lines: &mut Vec<(String, String)>) {
    let empty = serde_json::Map::new();
    let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let value = |side: &serde_json::Map<String, Value>| side.get(name).cloned().unwrap_or_default();
        let (old, new) = (value(before), value(after));
        let words = format!("{of} {name}").trim().replace('_', " ");
        if old.is_object() || new.is_object() {
            changes(language, &words, &old, &new, lines);
        } else if old != new {
            lines.push((words, format!("{} → {}", in_line(language, &old), in_line(language, &new))));
        }
    }
}

fn in_line(language: Language, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => t!(language, "audit-detail-yes"),
        Value::Bool(false) => t!(language, "audit-detail-no"),
        Value::String(text) if text.is_empty() => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            values.iter().map(|value| in_line(language, value)).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_address_keeps_every_filter_and_nothing_else() {
        let query = "action=a&action=b&action=&actor=3&person=x%40y&target=z&subject=membership%3A1&from=f&to=t&evil=1";
        let wanted = wanted(query);
        assert_eq!(wanted.actions, ["a", "b"]);
        let kept = "action=a&action=b&actor=3&person=x%40y&target=z&subject=membership%3A1&from=f&to=t";
        assert_eq!(address("/audit", &wanted, DEFAULT_SIZE, &[]), format!("/audit?{kept}"));
        let next = format!("/audit?{kept}&size=25&after=9");
        assert_eq!(address("/audit", &wanted, 25, &[("after", "9")]), next);
        assert_eq!(address("/audit", &Wanted::default(), DEFAULT_SIZE, &[]), "/audit");
    }

    #[test]
    fn details_read_as_a_list() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
        let detail = json!({
            "by_hand": true, "to": "m…@x", "actions": ["a", "b"], "n": null, "o": {"p": 1}, "user_agent": agent,
        });
        let text = told(&detail);
        let lines = [
            "actions: a, b",
            "by hand: yes",
            "n: –",
            "o: {\"p\":1}",
            "to: m…@x",
            "Browser: Firefox 145 on Linux",
        ];
        assert_eq!(text, lines);
        assert_eq!(details(Language::En, &Value::Null), []);
    }

    #[test]
    fn of_what_was_changed_only_what_differs_is_told() {
        let detail = json!({
            "before": { "name": "", "role": "Users", "language": "de", "projects": { "3": "Observer", "4": "User" } },
            "after": { "name": "Mara", "role": "Engineers", "language": "de", "projects": { "4": "User", "5": "User" } },
        });
        let lines =
            ["name: – → Mara", "projects 3: Observer → –", "projects 5: – → User", "role: Users → Engineers"];
        assert_eq!(told(&detail), lines);
    }

    fn told(detail: &Value) -> Vec<String> {
        details(Language::En, detail).into_iter().map(|(name, value)| format!("{name}: {value}")).collect()
    }
}
