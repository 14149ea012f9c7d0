//! The question who is there, before something weighty.

use crate::{
    domain::language::Language,
    panel::{
        components::{
            ErrorSummary, Field, PasskeyForm, PasskeyUse, PasskeyWay, PasswordField, PasswordOwner, TextField,
        },
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUpWay {
    /// The password.
    Password,
    /// A code of the app, or a recovery code.
    Code,
    /// A recovery code: there is no app.
    Recovery,
}

impl StepUpWay {
    /// The name of its control, which no other form has.
    pub const fn control(self) -> &'static str {
        match self {
            Self::Password => StepUpPage::PASSWORD,
            Self::Code | Self::Recovery => StepUpPage::CODE,
        }
    }
}

/// What the page shows. Posts everything in `kept` and the control of `way`, or that of a passkey, to `action`.
#[derive(Debug, Clone)]
pub struct StepUpPage {
    /// What is wrong with what was given, which is never shown again.
    pub form: FormState,
    /// What is asked for.
    pub way: StepUpWay,
    /// Whether a passkey is taken as well.
    pub passkey: bool,
    /// The module for passkeys; none when built without a site.
    pub script: Option<&'static str>,
    /// Who is signed in; for password managers.
    pub email: String,
    /// Where the form was sent; a local path.
    pub action: String,
    /// The form as it was sent, in its order; no passwords.
    pub kept: Vec<(String, String)>,
}

impl StepUpPage {
    /// The name of the control with the password.
    pub const PASSWORD: &'static str = "step_up_password";
    /// The name of the control with the code.
    pub const CODE: &'static str = "step_up_code";
    /// The name of the control with a passkey's answer.
    pub const PASSKEY: &'static str = "step_up_passkey";

    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "step-up-heading")
    }
}

/// The page.
#[component]
pub fn StepUpView(language: Language, page: StepUpPage) -> impl IntoView {
    let form = page.form;
    let control = page.way.control();
    let field = match page.way {
        StepUpWay::Password => {
            let field = Field::new(control, t!(language, "field-password"), &form);
            view! {
                <PasswordOwner email=page.email/>
                <PasswordField language field autocomplete="current-password"/>
            }
            .into_any()
        }
        StepUpWay::Code => {
            let field = Field::new(control, t!(language, "field-code"), &form)
                .hint(t!(language, "two-factor-either-hint"));
            view! { <TextField field autocomplete="one-time-code" required=true/> }.into_any()
        }
        StepUpWay::Recovery => {
            let field = Field::new(control, t!(language, "field-recovery-code"), &form);
            view! { <TextField field required=true/> }.into_any()
        }
    };
    let kept = || {
        let fields = page.kept.iter().cloned();
        fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
    };
    let passkey = page.passkey.then(|| {
        let way = PasskeyWay {
            does: PasskeyUse::Get,
            control: StepUpPage::PASSKEY,
            options: "/_fn/step-up/options",
            script: page.script,
        };
        let fields = kept();
        view! {
            <div class="passkey-way">
                <PasskeyForm language way action=page.action.clone()>
                    {fields}
                    <button class="button button-wide">{t!(language, "second-step-passkey")}</button>
                </PasskeyForm>
            </div>
        }
    });
    view! {
        <div class="card card-confirm">
            <form class="confirm" method="post" action=page.action.clone() novalidate>
                <ErrorSummary language form=form.clone()/>
                <h1>{StepUpPage::title(language)}</h1>
                <p>{t!(language, "step-up-text")}</p>
                {kept()}
                {field}
                <div class="form-end">
                    <a class="button" href="/">{t!(language, "cancel")}</a>
                    <button class="button button-primary">{t!(language, "step-up-submit")}</button>
                </div>
            </form>
            {passkey}
        </div>
    }
}
