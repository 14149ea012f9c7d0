//! The pages about one's own sessions and about proving who one is, with made-up values.

use super::{
    samples::{HOSTILE, LANGUAGE, NOW, document, refused},
    *,
};
use crate::{domain::time::Span, panel::forms::FormState};
use leptos::prelude::*;

fn sessions(browsers: &[&str]) -> String {
    let line = |(place, user_agent): (usize, &&str)| OwnSessionLine {
        handle: format!("{place:016x}"),
        is_current: place == 1 || browsers.len() == 1,
        account: HOSTILE.into(),
        ip: "2001:db8:85a3:8d3:1319:8a2e:370:7348".into(),
        user_agent: (*user_agent).to_owned(),
        created_at: NOW - Span::hours(3),
        seen_at: NOW - Span::minutes(4),
    };
    let page = SessionsPage { sessions: browsers.iter().enumerate().map(line).collect(), now: NOW };
    document(SessionsPage::title(LANGUAGE), false, None, move || {
        view! { <SessionsView language=LANGUAGE page/> }.into_any()
    })
}

fn step_up(way: StepUpWay, passkey: bool, form: FormState) -> String {
    let kept = vec![("projects[7]".into(), HOSTILE.into()), ("note".into(), format!("one\ntwo {HOSTILE}"))];
    let (email, action, script) = (HOSTILE.into(), "/users/2/delete".into(), None);
    let page = StepUpPage { form, way, passkey, script, email, action, kept };
    document(StepUpPage::title(LANGUAGE), true, None, move || {
        view! { <StepUpView language=LANGUAGE page/> }.into_any()
    })
}

pub(super) fn all() -> Vec<(String, String)> {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    vec![
        ("sessions".into(), sessions(&[firefox, HOSTILE, ""])),
        ("sessions-alone".into(), sessions(&[firefox])),
        ("step-up".into(), step_up(StepUpWay::Password, false, FormState::default())),
        (
            "step-up-refused".into(),
            step_up(
                StepUpWay::Password,
                false,
                refused(&["form", StepUpPage::PASSWORD], &[(StepUpPage::PASSWORD, "never shown")]),
            ),
        ),
        ("step-up-code".into(), step_up(StepUpWay::Code, true, FormState::default())),
        ("step-up-code-refused".into(), step_up(StepUpWay::Code, false, refused(&[StepUpPage::CODE], &[]))),
        ("step-up-passkey".into(), step_up(StepUpWay::Recovery, true, FormState::default())),
        ("step-up-passkey-refused".into(), step_up(StepUpWay::Recovery, true, refused(&["form"], &[]))),
    ]
}
