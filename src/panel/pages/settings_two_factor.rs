//! The part of the settings that requires a second factor of everybody: from which day on, who has none yet, and reminding
//! them.

use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{ErrorSummary, Field, Moment, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the part shows. Posts `two_factor_from`, `seen` to `/settings/two-factor`; `count` to `/settings/two-factor/remind`.
#[derive(Debug, Clone)]
pub struct TwoFactorSettings {
    /// What was typed for the day.
    pub form: FormState,
    /// Why nobody was reminded.
    pub remind_form: FormState,
    /// From when on it is required.
    pub from: Option<Timestamp>,
    /// How many active members have none.
    pub lacking: i64,
    /// How many suspended members have none.
    pub suspended: i64,
    /// The first of the active ones.
    pub first: Vec<LackingLine>,
    /// The local address of the list of all of them.
    pub all: String,
    /// When they were last reminded, and who asked for it.
    pub reminded: Option<(Timestamp, String)>,
    /// When they can be reminded again, if not yet.
    pub next_reminder: Option<Timestamp>,
    /// Whether mail is set up.
    pub mail_ready: bool,
    /// The moment spans are counted from.
    pub now: Timestamp,
}

/// Somebody without a second factor.
#[derive(Debug, Clone)]
pub struct LackingLine {
    /// The number of the membership.
    pub id: i64,
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
}

/// The part of the page.
pub(super) fn two_factor(language: Language, part: &TwoFactorSettings) -> AnyView {
    let in_force = part.from.map(Timestamp::to_day).unwrap_or_default();
    let form = &part.form;
    let from = Field::new("two_factor_from", t!(language, "settings-two-factor-from"), form)
        .or_value(form, &in_force)
        .hint(t!(language, "settings-two-factor-from-hint"));
    let state = match part.from {
        None => t!(language, "settings-two-factor-not-required"),
        Some(from) if from <= part.now => {
            t!(language, "settings-two-factor-since", day = format::date(language, from))
        }
        Some(from) => t!(language, "settings-two-factor-day", day = format::date(language, from)),
    };
    view! {
        <section class="card card-wide" aria-labelledby="settings-two-factor">
            <h2 id="settings-two-factor">{t!(language, "two-factor-heading")}</h2>
            <p>{state}</p>
            <form method="post" action="/settings/two-factor" novalidate>
                <ErrorSummary language form=form.clone()/>
                <input type="hidden" name="seen" value=in_force/>
                <TextField field=from kind="date"/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "settings-two-factor-save")}</button>
                </div>
            </form>
            {lacking(language, part)}
        </section>
    }
    .into_any()
}

/// Who would be locked out today.
fn lacking(language: Language, part: &TwoFactorSettings) -> AnyView {
    let suspended = (part.suspended > 0).then(|| {
        let number = format::number(language, part.suspended);
        let words = t!(language, "settings-two-factor-suspended", count = part.suspended, number = number);
        view! { <p class="hint">{words}</p> }
    });
    if part.lacking == 0 {
        let words = if part.suspended == 0 {
            t!(language, "settings-two-factor-nobody")
        } else {
            t!(language, "settings-two-factor-active-have")
        };
        return view! { <p class="hint">{words}</p> {suspended} }.into_any();
    }
    let words = match part.from {
        Some(from) if from <= part.now => {
            t!(
                language,
                "settings-two-factor-locked-out",
                count = part.lacking,
                number = format::number(language, part.lacking)
            )
        }
        _ => t!(
            language,
            "settings-two-factor-lacking",
            count = part.lacking,
            number = format::number(language, part.lacking)
        ),
    };
    let people = part
        .first
        .iter()
        .map(|person| {
            let name = if person.name.is_empty() { &person.email } else { &person.name };
            let address = (!person.name.is_empty())
                .then(|| view! { " " <span class="muted anywhere">{person.email.clone()}</span> });
            view! { <li><a href=format!("/users/{}", person.id)>{name.clone()}</a>{address}</li> }
        })
        .collect_view();
    let more = part.lacking - i64::try_from(part.first.len()).unwrap_or(part.lacking);
    let more = (more > 0).then(|| {
        let words = t!(language, "settings-two-factor-more", number = format::number(language, more));
        view! { <li><a href=part.all.clone()>{words}</a></li> }
    });
    view! {
        <p id="settings-two-factor-lacking"><strong>{words}</strong></p>
        <ul class="lines" aria-labelledby="settings-two-factor-lacking">{people}{more}</ul>
        {suspended}
        {part.from.is_some().then(|| remind(language, part))}
    }
    .into_any()
}

/// The button that reminds them, or why there is none.
fn remind(language: Language, part: &TwoFactorSettings) -> AnyView {
    let told = part.reminded.clone().map(|(at, by)| {
        let words = t!(language, "settings-two-factor-reminded", who = by);
        let text = format::relative(language, at, part.now);
        view! { <p class="hint">{words} " " <Moment language at text/></p> }
    });
    let act = match part.next_reminder {
        _ if !part.mail_ready => {
            view! { <p class="hint">{t!(language, "fault-no-mail-server")}</p> }.into_any()
        }
        Some(at) => {
            let text = format::relative(language, at, part.now);
            view! { <p class="hint">{t!(language, "settings-two-factor-remind-next")} " " <Moment language at text/></p> }
                .into_any()
        }
        None => {
            let label = t!(
                language,
                "settings-two-factor-remind",
                count = part.lacking,
                number = format::number(language, part.lacking)
            );
            view! {
                <p class="hint">{t!(language, "settings-two-factor-remind-hint")}</p>
                <form method="post" action="/settings/two-factor/remind" novalidate>
                    <input type="hidden" name="count" value=part.lacking.to_string()/>
                    <div class="form-end">
                        <button class="button">{label}</button>
                    </div>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <ErrorSummary language form=part.remind_form.clone()/>
        {told}
        {act}
    }
    .into_any()
}
