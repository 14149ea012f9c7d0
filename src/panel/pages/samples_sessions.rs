//! The page about proving who one is, with made-up values.

use super::{
    samples::{HOSTILE, LANGUAGE, document, refused},
    *,
};
use crate::panel::forms::FormState;
use leptos::prelude::*;

fn step_up(way: StepUpWay, form: FormState) -> String {
    let kept = vec![("projects[7]".into(), HOSTILE.into()), ("note".into(), format!("one\ntwo {HOSTILE}"))];
    let page = StepUpPage { form, way, email: HOSTILE.into(), action: "/users/2/delete".into(), kept };
    document(StepUpPage::title(LANGUAGE), true, None, move || {
        view! { <StepUpView language=LANGUAGE page/> }.into_any()
    })
}

pub(super) fn all() -> Vec<(String, String)> {
    vec![
        ("step-up".into(), step_up(StepUpWay::Password, FormState::default())),
        (
            "step-up-refused".into(),
            step_up(
                StepUpWay::Password,
                refused(&["form", StepUpPage::PASSWORD], &[(StepUpPage::PASSWORD, "never shown")]),
            ),
        ),
        ("step-up-code".into(), step_up(StepUpWay::Code, FormState::default())),
        ("step-up-code-refused".into(), step_up(StepUpWay::Code, refused(&[StepUpPage::CODE], &[]))),
    ]
}
