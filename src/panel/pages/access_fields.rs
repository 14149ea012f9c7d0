//! Role and scope of a membership: what inviting and editing have in common.

use super::{
    invite::{ProjectChoice, projects},
    invite_roles::{account_roles, client_roles, scopes},
};
use crate::{
    domain::{language::Language, role::AccountRole},
    panel::{
        components::{Field, RadioGroup, SelectField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// The groups "Role" and "Scope" with all that depends on them: `role`, `scope`, `client_role` and `projects[ID]`.
#[component]
pub fn AccessFields(
    /// The language of the words.
    language: Language,
    /// What is chosen and what is wrong with it.
    form: FormState,
    /// The account role of the one who gives.
    own_role: AccountRole,
    /// The projects of the account.
    choices: Vec<ProjectChoice>,
) -> impl IntoView {
    let role = form.value_or("role", "2").to_owned();
    let scope = form.value_or("scope", "client").to_owned();
    let client_role =
        Field::new("client_role", t!(language, "invite-client-role"), &form).or_value(&form, "none");
    let projects = projects(language, &form, choices);
    view! {
        <RadioGroup
            control="role"
            legend=t!(language, "invite-role")
            chosen=role
            options=account_roles(language, own_role)
            form=form.clone()
        />
        <RadioGroup
            control="scope"
            legend=t!(language, "invite-scope")
            chosen=scope
            options=scopes(language)
            form=form.clone()
            layout="side-by-side"
        />
        <div class="scope-client"><SelectField field=client_role choices=client_roles(language)/></div>
        <div class="scope-project">{projects}</div>
    }
}
