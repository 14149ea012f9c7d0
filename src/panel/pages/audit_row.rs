//! One row of the audit log: who did what, when, to whom, and from where.

use super::audit_words;
use crate::{
    domain::{audit::Action, language::Language, time::Timestamp},
    i18n::format,
    panel::components::Moment,
    t,
};
use leptos::prelude::*;

/// What a row shows.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// When.
    pub at: Timestamp,
    /// Who; none for the system.
    pub actor: Option<AuditPerson>,
    /// What was done; none when this version does not know the action.
    pub action: Option<Action>,
    /// The kept name of the action.
    pub action_name: String,
    /// On whom or what.
    pub on: AuditSubject,
    /// The client's address; may be empty.
    pub ip: String,
    /// What else is worth knowing, by name.
    pub details: Vec<(String, String)>,
}

/// On whom or what something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditSubject {
    /// Somebody.
    Person(AuditPerson),
    /// Something else.
    Thing {
        /// What it is called.
        name: String,
        /// Where the name leads, if anywhere.
        href: Option<String>,
    },
}

/// A person as the log names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPerson {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// Where the name leads; nowhere for somebody from outside.
    pub href: Option<String>,
}

impl AuditPerson {
    /// The name, or the address of somebody without one.
    pub fn name_or_email(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }

    fn view(self) -> AnyView {
        let name = self.name_or_email().to_owned();
        let name = match self.href {
            Some(href) => view! { <a class="who" href=href>{name}</a> }.into_any(),
            None => view! { <span class="who">{name}</span> }.into_any(),
        };
        let address = (!self.name.is_empty()).then(|| view! { <span class="address">{self.email}</span> });
        view! { <div>{name}{address}</div> }.into_any()
    }
}

/// The row.
#[component]
pub fn Row(language: Language, row: AuditRow) -> impl IntoView {
    let what = row.action.map_or(row.action_name, |action| audit_words::action(language, action));
    let who = match row.actor {
        Some(person) => person.view(),
        None => view! { <span class="muted">{t!(language, "audit-system")}</span> }.into_any(),
    };
    let on_whom = match row.on {
        AuditSubject::Person(person) => person.view(),
        AuditSubject::Thing { name, href: Some(href) } => {
            view! { <a class="subject" href=href>{name}</a> }.into_any()
        }
        AuditSubject::Thing { name, href: None } => view! { <span class="subject">{name}</span> }.into_any(),
    };
    let ip = if row.ip.is_empty() {
        view! { <span aria-hidden="true">"–"</span> }.into_any()
    } else {
        view! { <span class="ip">{row.ip}</span> }.into_any()
    };
    let details = row
        .details
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let when = format::to_the_second(language, row.at);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><Moment language at=row.at text=when/></th>
            <td role="cell" data-label=t!(language, "audit-column-who")>{who}</td>
            <td role="cell" data-label=t!(language, "audit-column-what")><span>{what}</span></td>
            <td role="cell" data-label=t!(language, "audit-column-on-whom")>{on_whom}</td>
            <td role="cell" data-label=t!(language, "audit-column-from-where")>{ip}</td>
            <td role="cell" data-label=t!(language, "audit-column-details")><dl class="details">{details}</dl></td>
        </tr>
    }
}
