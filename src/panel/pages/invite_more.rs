//! What an invitation may say beyond whom, role and scope.

use crate::{
    domain::{
        invite_terms::{LIFETIMES, MAX_NOTE},
        language::Language,
        time::{Span, Timestamp},
    },
    i18n::format,
    panel::{
        components::{CheckField, Choice, Field, SelectField, TextArea, TextField},
        forms::FormState,
        islands::ids,
    },
    t,
};
use leptos::prelude::*;

/// The controls of [`More`]: with any of them filled in or wrong, they are not folded away.
const CONTROLS: [&str; 5] = ["lifetime", "access_ends", "two_factor", "note", "by_hand"];

/// How long the link lives, when the access ends, whether a second factor is required, a note, and copying the link instead of mailing it.
#[component]
pub fn More(
    /// The language of the words.
    language: Language,
    /// What is chosen and what is wrong with it.
    form: FormState,
    /// How long a link lives unless said otherwise.
    lifetime: Span,
    /// Since when the account requires a second factor of everybody, if it does by now.
    two_factor_since: Option<Timestamp>,
    /// Whether there is a choice between mailing and copying.
    mail_ready: bool,
) -> impl IntoView {
    let open = CONTROLS.iter().any(|each| !form.value(each).is_empty() || form.error(each).is_some());
    let usual = t!(language, "invite-lifetime-usual", span = format::span(language, lifetime));
    let others = LIFETIMES
        .into_iter()
        .filter(|hours| Span::hours(*hours) != lifetime)
        .map(|hours| Choice::new(hours.to_string(), format::span(language, Span::hours(hours))));
    let choices = std::iter::once(Choice::new("", usual)).chain(others).collect();
    let life = Field::new("lifetime", t!(language, "invite-lifetime"), &form);
    let note = Field::new("note", t!(language, "invite-note"), &form).hint(t!(
        language,
        "invite-note-hint",
        most = MAX_NOTE
    ));
    let two_factor = match two_factor_since {
        // Then there is nothing to choose.
        Some(since) => {
            let day = format::date(language, since);
            view! { <p class="hint">{t!(language, "door-invite-anyway", day = day)}</p> }.into_any()
        }
        None => {
            let field = Field::new("two_factor", t!(language, "door-invite"), &form)
                .hint(t!(language, "door-invite-hint"));
            view! { <CheckField field/> }.into_any()
        }
    };
    let by_hand = mail_ready.then(|| {
        let field = Field::new("by_hand", t!(language, "invite-by-hand"), &form)
            .hint(t!(language, "invite-by-hand-hint"));
        view! { <CheckField field/> }
    });
    view! {
        <details class="more" open=open>
            <summary>{t!(language, "invite-more")}</summary>
            <div class="more-fields">
                <div class="columns columns-even">
                    <SelectField field=life choices/>
                    <TextField field=access_end(language, &form) kind="date"/>
                </div>
                {two_factor}
                <TextArea field=note rows=3/>
                {by_hand}
            </div>
        </details>
    }
}

/// The last day of an access.
pub(super) fn access_end(language: Language, form: &FormState) -> Field {
    Field::new("access_ends", t!(language, "invite-access-ends"), form)
        .hint(t!(language, "invite-access-ends-hint"))
}

/// A file with people instead of addresses: a button of its own sends it, with everything else in the form.
#[component]
pub fn UploadPeople(
    /// The language of the words.
    language: Language,
    /// What is wrong with it.
    form: FormState,
) -> impl IntoView {
    let error = form.error("people").map(str::to_owned);
    let open = error.is_some();
    let field = Field::new(
        "people",
        t!(language, "invite-people"),
        &FormState { errors: form.errors, ..FormState::default() },
    )
    .hint(t!(language, "invite-people-hint"));
    let input = view! {
        <input
            type="file"
            id=ids::field_id("people")
            name="people"
            accept=".csv,.txt,text/csv,text/plain"
            autocomplete="off"
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
        />
    };
    view! {
        <details class="more" open=open>
            <summary>{t!(language, "invite-upload")}</summary>
            <div class="more-fields">
                {field.around(input.into_any())}
                <p>
                    <button class="button" formaction="/users/invite/people" formenctype="multipart/form-data">
                        {t!(language, "invite-upload-submit")}
                    </button>
                </p>
            </div>
        </details>
    }
}
