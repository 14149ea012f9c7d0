//! The question before something is done with a person: a page of its own, and the same form in a dialog.

use super::{
    person_lists::{SessionLine, SessionList, TokenLine, TokenList},
    row_action::RowAction,
};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{components::ErrorSummary, forms::FormState, shell::PersonData},
    t,
};
use leptos::prelude::*;

/// What is asked. Posts to the address of its action; a removal that deletes tokens sends `with_tokens`.
#[derive(Debug, Clone)]
pub struct ConfirmPage {
    /// The number of the membership.
    pub id: i64,
    /// What is to be done.
    pub action: RowAction,
    /// With whom.
    pub who: PersonData,
    /// What a removal takes away.
    pub plan: Option<RemovalPlan>,
    /// Why it cannot be done; `None` when it can.
    pub impossible: Option<String>,
    /// Whether mail is set up.
    pub mail_ready: bool,
    /// What went wrong with the last try.
    pub form: FormState,
}

/// What a removal takes away.
#[derive(Debug, Clone)]
pub struct RemovalPlan {
    /// The browsers signed in to the account.
    pub sessions: Vec<SessionLine>,
    /// The tokens that work.
    pub tokens: Vec<TokenLine>,
    /// The projects nobody else administers.
    pub sole_administrator_of: Vec<String>,
    /// How many invitations that the person sent are still open.
    pub open_invitations: i64,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// Where the question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedOn {
    /// On a page of its own.
    Page,
    /// In a dialog over another page.
    Dialog,
}

impl ConfirmPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        self.action.question(language, self.who.name_or_email())
    }
}

/// The page.
#[component]
pub fn ConfirmView(language: Language, page: ConfirmPage) -> impl IntoView {
    view! { <div class="card card-confirm"><ConfirmForm language page asked_on=AskedOn::Page/></div> }
}

/// The question alone: what the server function `confirm` answers with.
#[component]
pub fn ConfirmForm(language: Language, page: ConfirmPage, asked_on: AskedOn) -> impl IntoView {
    let name = page.who.name_or_email().to_owned();
    let title = page.title(language);
    let heading = match asked_on {
        AskedOn::Page => view! { <h1 id="confirm-heading">{title}</h1> }.into_any(),
        AskedOn::Dialog => view! { <h2 id="confirm-heading">{title}</h2> }.into_any(),
    };
    let tokens = page.plan.as_ref().is_some_and(|plan| !plan.tokens.is_empty());
    let impossible = page.impossible.is_some();
    let body = match page.impossible {
        Some(reason) => view! { <p class="notice notice-warning"><span>{reason}</span></p> }.into_any(),
        None => {
            let text = page.action.consequence(language, &page.who.email, page.mail_ready);
            let plan = page.plan.map(|plan| plan_view(language, plan, page.form.errors.is_empty(), asked_on));
            view! { <p>{text}</p> {plan} }.into_any()
        }
    };
    let submit = if tokens {
        t!(language, "confirm-delete-with-tokens", name = name.as_str())
    } else {
        page.action.submit(language, &name)
    };
    let class = if page.action.is_danger() { "button button-danger-fill" } else { "button button-primary" };
    let act = (!impossible).then(|| view! { <button class=class>{submit}</button> });
    let fresh = page.form.errors.is_empty();
    let leads_back = impossible && asked_on == AskedOn::Page;
    let cancel = if leads_back { t!(language, "confirm-back") } else { t!(language, "cancel") };
    let cancel = match asked_on {
        AskedOn::Page => view! { <a class="button" href="/users" autofocus=fresh>{cancel}</a> }.into_any(),
        AskedOn::Dialog => {
            view! { <button type="button" class="button" data-action="cancel">{cancel}</button> }.into_any()
        }
    };
    view! {
        <form
            class="confirm"
            method="post"
            action=page.action.address(page.id)
            data-action=page.action.name()
            data-id=page.id.to_string()
        >
            <ErrorSummary language form=page.form/>
            {heading}
            {body}
            {tokens.then(|| view! { <input type="hidden" name="with_tokens" value="1"/> })}
            <div class="form-end">
                {cancel}
                {act}
            </div>
        </form>
    }
}

/// What the removal takes away. `say` is false when the summary of errors has said already what is in the way.
fn plan_view(language: Language, plan: RemovalPlan, say: bool, asked_on: AskedOn) -> AnyView {
    let now = plan.now;
    // One level below the question.
    let heading = |id: &'static str, text: String| match asked_on {
        AskedOn::Page => view! { <h2 id=id>{text}</h2> }.into_any(),
        AskedOn::Dialog => view! { <h3 id=id>{text}</h3> }.into_any(),
    };
    let number = |count: usize| format::number(language, i64::try_from(count).unwrap_or(i64::MAX));
    let tokens = (!plan.tokens.is_empty()).then(|| {
        let refusal = say.then(|| view! { <p class="plan-stop">{t!(language, "fault-active-tokens")}</p> });
        view! {
            <section aria-labelledby="plan-tokens">
                {heading("plan-tokens", t!(language, "confirm-plan-tokens", number = number(plan.tokens.len())))}
                {refusal}
                <TokenList language tokens=plan.tokens now/>
            </section>
        }
    });
    let sessions = (!plan.sessions.is_empty()).then(|| {
        view! {
            <section aria-labelledby="plan-sessions">
                {heading("plan-sessions", t!(language, "confirm-plan-sessions", number = number(plan.sessions.len())))}
                <SessionList language sessions=plan.sessions now/>
            </section>
        }
    });
    let projects = (!plan.sole_administrator_of.is_empty()).then(|| {
        let names =
            plan.sole_administrator_of.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! {
            <section aria-labelledby="plan-projects">
                {heading("plan-projects", t!(language, "confirm-plan-projects"))}
                <ul class="lines">{names}</ul>
            </section>
        }
    });
    let invitations = (plan.open_invitations > 0).then(|| {
        view! { <p>{t!(language, "confirm-plan-invitations", count = plan.open_invitations)}</p> }
    });
    let nothing = tokens.is_none() && sessions.is_none() && projects.is_none() && invitations.is_none();
    let nothing = nothing.then(|| view! { <p class="hint">{t!(language, "confirm-plan-nothing")}</p> });
    view! { <div class="plan">{tokens}{sessions}{projects}{invitations}{nothing}</div> }.into_any()
}
