//! The audit log and its exports.

use super::{
    adapter::query_value,
    respond::{Page, html},
    users::failed,
};
use crate::{
    domain::language::Language,
    panel::{
        call::Call,
        forms::FormState,
        outcome::FieldMessage,
        pages::{AuditPage, AuditPerson, AuditRow, AuditView},
        shell::Section,
    },
    service::{
        audit::{self, DEFAULT_SIZE, Event, EventList, Person, Place, Unfit, Wanted},
        audit_export::{self, Export, Format},
    },
    t,
    telemetry::cause,
};
use axum::{
    body::Body,
    extract::RawQuery,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

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
    // The name is made of digits and our own letters.
    let disposition = format!("attachment; filename=\"{}\"", export.name());
    let disposition =
        HeaderValue::try_from(disposition).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, Body::from_stream(parts(export, call.ctx.request_id.clone()))).into_response()
}

/// The parts of the file as they are asked for. One that cannot be read ends the connection, so that nobody takes half a
/// file for a whole one.
fn parts(
    export: Export,
    request_id: String,
) -> impl futures::Stream<Item = Result<String, std::io::Error>> + Send + 'static {
    futures::stream::try_unfold((export, request_id), async |(mut export, request_id)| {
        match export.next().await {
            Ok(part) => Ok(part.map(|part| (part, (export, request_id)))),
            Err(error) => {
                tracing::error!(request.id = request_id, error = cause(&error), "export broken off");
                Err(std::io::Error::other("the export was broken off"))
            }
        }
    })
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
        let words = list.subject_person.as_ref().map_or(&subject, name_or_email).clone();
        (subject, words)
    });
    // Somebody chosen by a link stands in the form as if typed, so that the next search keeps them.
    let person = match (&list.actor, wanted.person.as_str()) {
        (Some(actor), "") => actor.email.clone(),
        (None, "") => wanted.actor.clone(),
        (_, typed) => typed.to_owned(),
    };
    let values = [("person", person), ("from", wanted.from.clone()), ("to", wanted.to.clone())]
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
        rows: list.events.into_iter().map(row).collect(),
    }
}

fn message(language: Language, unfit: Unfit) -> FieldMessage {
    let (field, message) = match unfit {
        Unfit::Link => ("form", t!(language, "audit-unfit-link")),
        Unfit::Person => ("person", t!(language, "audit-unfit-person")),
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

fn name_or_email(person: &Person) -> &String {
    if person.name.is_empty() { &person.email } else { &person.name }
}

fn row(event: Event) -> AuditRow {
    let actor = event.actor.map(|person| AuditPerson {
        href: Some(format!("/audit?actor={}", person.user_id)),
        name: person.name,
        email: person.email,
    });
    let subject_person = event.subject_person.map(|person| AuditPerson {
        href: person.membership_id.map(|id| format!("/users/{id}")),
        name: person.name,
        email: person.email,
    });
    AuditRow {
        at: event.at,
        actor,
        action: event.action,
        action_name: event.action_name,
        subject: event.subject,
        subject_person,
        ip: event.ip,
        details: details(&event.detail),
    }
}

/// The details of an entry, one line each: `by_hand` reads "by hand".
fn details(detail: &serde_json::Value) -> Vec<(String, String)> {
    let Some(detail) = detail.as_object() else { return Vec::new() };
    detail.iter().map(|(name, value)| (name.replace('_', " "), in_line(value))).collect()
}

fn in_line(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(values) => values.iter().map(in_line).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_every_filter_and_nothing_else() {
        let query =
            "action=a&action=b&action=&actor=3&person=x%40y&subject=membership%3A1&from=f&to=t&evil=1";
        let wanted = wanted(query);
        assert_eq!(wanted.actions, ["a", "b"]);
        let kept = "action=a&action=b&actor=3&person=x%40y&subject=membership%3A1&from=f&to=t";
        assert_eq!(address("/audit", &wanted, DEFAULT_SIZE, &[]), format!("/audit?{kept}"));
        let next = format!("/audit?{kept}&size=25&after=9");
        assert_eq!(address("/audit", &wanted, 25, &[("after", "9")]), next);
        assert_eq!(address("/audit", &Wanted::default(), DEFAULT_SIZE, &[]), "/audit");
    }

    #[test]
    fn details_read_as_a_list() {
        let detail = serde_json::json!({ "by_hand": true, "to": "m…@x", "actions": ["a", "b"], "n": null, "o": {"p": 1} });
        let text: Vec<String> =
            details(&detail).into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        assert_eq!(text, ["actions: a, b", "by hand: true", "n: null", "o: {\"p\":1}", "to: m…@x"]);
        assert_eq!(details(&serde_json::Value::Null), []);
    }
}
