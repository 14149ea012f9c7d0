//! The documents of the JSON APIs, as they are; see `samples`.

use super::samples::{LANGUAGE, document};
use super::*;
use crate::api_reference::references;
use leptos::prelude::*;

/// Every page by name.
pub fn all() -> Vec<(String, String)> {
    let page = ApiReferencesPage {
        apis: references(),
        first_call: "curl -H \"Authorization: APIKey $TOKEN\" https://panel.example.org/iam/clients/me"
            .into(),
        issues_tokens: true,
    };
    let apis = document(ApiReferencesPage::title(LANGUAGE), true, None, move || {
        view! { <ApiReferencesView language=LANGUAGE page/> }.into_any()
    });
    let each = references().iter().map(|api| {
        let html = document(api.title.clone(), false, None, move || {
            view! { <ApiReferenceView language=LANGUAGE page=ApiReferencePage { api }/> }.into_any()
        });
        (format!("api-reference-{}", api.name), html)
    });
    [("api-references".to_owned(), apis)].into_iter().chain(each).collect()
}
