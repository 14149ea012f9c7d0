//! The pages of the second factor in their states.

use super::{
    RequiredBy, SecondStepPage, SecondStepView, SecondStepWay, TwoFactorPage, TwoFactorState, TwoFactorView,
    samples::{HOSTILE, LANGUAGE, NOW, document, refused},
};
use crate::{domain::time::Span, panel::forms::FormState};
use leptos::prelude::*;

fn own(page: TwoFactorPage) -> String {
    document(TwoFactorPage::title(LANGUAGE), true, None, move || {
        view! { <TwoFactorView language=LANGUAGE page email=HOSTILE.into()/> }.into_any()
    })
}

fn second_step(way: SecondStepWay, form: FormState) -> String {
    let page = SecondStepPage {
        form,
        way,
        email: HOSTILE.into(),
        next: Some(HOSTILE.into()),
        app: way == SecondStepWay::Code,
        passkey: true,
        script: None,
        other: "/sign-in/second-step?way=recovery".into(),
    };
    document(SecondStepPage::title(LANGUAGE), false, None, move || {
        view! { <SecondStepView language=LANGUAGE page/> }.into_any()
    })
}

pub fn all() -> Vec<(String, String)> {
    let fresh = FormState::default;
    let overview = |state, form| own(TwoFactorPage::Overview { state, required: Vec::new(), form, now: NOW });
    let required = |state, from| {
        let required = vec![RequiredBy { account: HOSTILE.into(), from }];
        own(TwoFactorPage::Overview { state, required, form: fresh(), now: NOW })
    };
    let several = || {
        let by = |from| RequiredBy { account: HOSTILE.into(), from };
        let required = vec![by(NOW - Span::hours(40)), by(NOW + Span::hours(40))];
        own(TwoFactorPage::Overview { state: TwoFactorState::Off, required, form: fresh(), now: NOW })
    };
    let on = |codes_left, last_used_at| TwoFactorState::On {
        since: NOW - Span::hours(40),
        last_used_at,
        codes_left,
        passkeys: codes_left == 9,
    };
    let set_up = |form| {
        own(TwoFactorPage::SetUp {
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(),
            address: "otpauth://totp/Vestibule:ada%40harbour.example?secret=GEZDGNBVGY3TQOJQ".into(),
            form,
        })
    };
    let codes = (0..10).map(|code| format!("0123-4567-89ab-cde{code}")).collect();
    vec![
        ("two-factor-off".into(), overview(TwoFactorState::Off, fresh())),
        ("two-factor-off-refused".into(), overview(TwoFactorState::Off, refused(&["password"], &[]))),
        ("two-factor-on".into(), overview(on(10, Some(NOW - Span::minutes(3))), fresh())),
        ("two-factor-both".into(), required(on(9, None), NOW - Span::hours(40))),
        ("two-factor-remove-app".into(), own(TwoFactorPage::RemoveApp(refused(&["code"], &[])))),
        ("two-factor-few-codes".into(), overview(on(1, None), fresh())),
        ("two-factor-required".into(), required(TwoFactorState::Off, NOW - Span::hours(40))),
        ("two-factor-required-soon".into(), required(TwoFactorState::Off, NOW + Span::hours(40))),
        ("two-factor-required-several".into(), several()),
        ("two-factor-stays-on".into(), required(on(10, None), NOW - Span::hours(40))),
        ("two-factor-passkeys".into(), overview(TwoFactorState::Passkeys { codes_left: 1 }, fresh())),
        ("second-step-passkey".into(), second_step(SecondStepWay::Passkey, fresh())),
        ("second-step-passkey-refused".into(), second_step(SecondStepWay::Passkey, refused(&["form"], &[]))),
        ("two-factor-set-up".into(), set_up(fresh())),
        ("two-factor-set-up-refused".into(), set_up(refused(&["code"], &[]))),
        ("two-factor-codes".into(), own(TwoFactorPage::Codes(codes))),
        ("two-factor-new-codes".into(), own(TwoFactorPage::NewCodes(fresh()))),
        (
            "two-factor-turn-off".into(),
            own(TwoFactorPage::TurnOff(refused(&["form", "password", "code"], &[]))),
        ),
        ("second-step".into(), second_step(SecondStepWay::Code, fresh())),
        ("second-step-refused".into(), second_step(SecondStepWay::Code, refused(&["code"], &[]))),
        ("second-step-recovery".into(), second_step(SecondStepWay::Recovery, fresh())),
        (
            "second-step-recovery-refused".into(),
            second_step(SecondStepWay::Recovery, refused(&["recovery_code"], &[])),
        ),
    ]
}
