//! What the account has decided: its name, and how invitations are handled.

use super::{
    settings_nav::{SettingsHead, SettingsPart},
    settings_two_factor::{TwoFactorSettings, two_factor},
};
use crate::{
    domain::{
        account_settings::{AccountSettings, LIFETIMES, Renewal},
        language::Language,
        time::Span,
    },
    i18n::format,
    panel::{
        components::{Choice, ErrorSummary, Field, RadioGroup, RadioOption, SelectField, TextField},
        forms::FormState,
        islands::ids,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `name`, `seen` to `/settings/name`; `renewal`, `reminders`, `invite_lifetime`,
/// `allowed_domains`, `seen` to `/settings`.
#[derive(Debug, Clone)]
pub struct SettingsPage {
    /// What was typed for the name.
    pub name_form: FormState,
    /// What was chosen about invitations.
    pub form: FormState,
    /// The name in force.
    pub name: String,
    /// What is in force.
    pub settings: AccountSettings,
    /// How long links live unless the account says otherwise.
    pub installation_lifetime: Span,
    /// From when on a second factor is required.
    pub two_factor: TwoFactorSettings,
    /// Whether there is a way to the page of the installation.
    pub has_installation: bool,
}

impl SettingsPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "settings-heading")
    }
}

/// The page.
#[component]
pub fn SettingsView(language: Language, page: SettingsPage) -> impl IntoView {
    view! {
        <div class="settings">
            <SettingsHead language current=SettingsPart::Account alone=!page.has_installation/>
            {name(language, &page)}
            {invitations(language, &page)}
            {two_factor(language, &page.two_factor)}
        </div>
    }
}

fn name(language: Language, page: &SettingsPage) -> AnyView {
    let form = &page.name_form;
    let name = Field::new("name", t!(language, "field-name"), form)
        .or_value(form, &page.name)
        .hint(t!(language, "settings-name-hint"));
    view! {
        <section class="card card-wide" aria-labelledby="settings-name">
            <h2 id="settings-name">{t!(language, "settings-name-heading")}</h2>
            <form method="post" action="/settings/name" novalidate>
                <ErrorSummary language form=form.clone()/>
                <input type="hidden" name="seen" value=page.name.clone()/>
                <TextField field=name autocomplete="organization" required=true/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "settings-name-save")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn invitations(language: Language, page: &SettingsPage) -> AnyView {
    let (form, settings) = (&page.form, &page.settings);
    // A box that is not ticked is not sent, so a form that was sent says nothing about it.
    let was_sent = !form.values.is_empty();
    let reminders = if was_sent { !form.value("reminders").is_empty() } else { settings.reminders };
    let renewal = form.value_or("renewal", settings.renewal.as_str()).to_owned();
    let domains = Field::new("allowed_domains", t!(language, "settings-domains"), form)
        .or_value(form, &settings.allowed_domains.as_text())
        .hint(t!(language, "settings-domains-hint"));
    view! {
        <section class="card card-wide" aria-labelledby="settings-invitations">
            <h2 id="settings-invitations">{t!(language, "settings-invitations")}</h2>
            <form method="post" action="/settings" novalidate>
                <ErrorSummary language form=form.clone()/>
                <input type="hidden" name="seen" value=settings.stamp()/>
                <RadioGroup
                    control="renewal"
                    legend=t!(language, "settings-renewal")
                    chosen=renewal
                    options=renewals(language)
                    form=form.clone()
                />
                {reminders_box(language, reminders)}
                {lifetime(language, page)}
                <TextField field=domains maxlength=5000/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "settings-save")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn renewals(language: Language) -> Vec<RadioOption> {
    Renewal::ALL
        .into_iter()
        .map(|renewal| {
            let (label, description) = match renewal {
                Renewal::Ask => {
                    (t!(language, "settings-renewal-ask"), t!(language, "settings-renewal-ask-hint"))
                }
                Renewal::Mail => {
                    (t!(language, "settings-renewal-mail"), t!(language, "settings-renewal-mail-hint"))
                }
            };
            RadioOption { value: renewal.as_str().into(), label, description, impossible: None }
        })
        .collect()
}

fn reminders_box(language: Language, checked: bool) -> AnyView {
    let (id, hint) = (ids::field_id("reminders"), ids::hint_id("reminders"));
    view! {
        <div class="radios stacked">
            <div class="radio">
                <input
                    type="checkbox"
                    id=id.clone()
                    name="reminders"
                    value="1"
                    checked=checked
                    aria-describedby=hint.clone()
                />
                <div>
                    <label for=id>{t!(language, "settings-reminders")}</label>
                    <p class="hint" id=hint>{t!(language, "settings-reminders-hint")}</p>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn lifetime(language: Language, page: &SettingsPage) -> AnyView {
    let form = &page.form;
    let hours = |span: Span| span.as_seconds() / 3600;
    let in_force = page.settings.invite_lifetime.map(hours);
    let default = format::span(language, page.installation_lifetime);
    let default = t!(language, "settings-lifetime-default", span = default);
    let offered = LIFETIMES
        .into_iter()
        .map(|each| Choice::new(each.to_string(), format::span(language, Span::hours(each))));
    let choices = std::iter::once(Choice::new("", default)).chain(offered).collect();
    let field = Field::new("invite_lifetime", t!(language, "settings-lifetime"), form)
        .or_value(form, &in_force.map(|hours| hours.to_string()).unwrap_or_default())
        .hint(t!(language, "settings-lifetime-hint"));
    view! { <SelectField field choices/> }.into_any()
}
