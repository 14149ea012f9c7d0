//! Pages for what could not be done.

use crate::{
    domain::{language::Language, people_list::MOST_OCTETS},
    t,
};
use leptos::prelude::*;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// 400: the request is not one of ours.
    Malformed,
    /// 413.
    TooLarge,
    /// 413, for a file of people.
    FileTooLarge,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 409: it has changed meanwhile, or is past changing.
    Conflict,
    /// 429 and 503.
    Busy,
    /// 500.
    Internal,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ErrorPage {
    /// What went wrong.
    pub trouble: Trouble,
    /// The number the log knows the request by; shown for [`Trouble::Internal`].
    pub request_id: Option<String>,
}

impl ErrorPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        match self.trouble {
            Trouble::Malformed => t!(language, "error-malformed-heading"),
            Trouble::TooLarge | Trouble::FileTooLarge => t!(language, "error-too-large-heading"),
            Trouble::Forbidden => t!(language, "error-forbidden-heading"),
            Trouble::NotFound => t!(language, "error-not-found-heading"),
            Trouble::MethodNotAllowed => t!(language, "error-method-heading"),
            Trouble::Conflict => t!(language, "error-conflict-heading"),
            Trouble::Busy => t!(language, "error-busy-heading"),
            Trouble::Internal => t!(language, "error-internal-heading"),
        }
    }

    fn text(&self, language: Language) -> String {
        match self.trouble {
            Trouble::Malformed => t!(language, "error-malformed-text"),
            Trouble::TooLarge => t!(language, "error-too-large-text"),
            Trouble::FileTooLarge => {
                t!(language, "error-file-too-large-text", mebibytes = MOST_OCTETS / 1024 / 1024)
            }
            Trouble::Forbidden => t!(language, "error-forbidden-text"),
            Trouble::NotFound => t!(language, "error-not-found-text"),
            Trouble::MethodNotAllowed => t!(language, "error-method-text"),
            Trouble::Conflict => t!(language, "error-conflict-text"),
            Trouble::Busy => t!(language, "error-busy-text"),
            Trouble::Internal => t!(language, "error-internal-text"),
        }
    }
}

/// The page.
#[component]
pub fn ErrorView(language: Language, page: ErrorPage) -> impl IntoView {
    let heading = page.title(language);
    let text = page.text(language);
    let id = page.request_id.filter(|_| page.trouble == Trouble::Internal).map(|id| {
        view! {
            <dl class="facts">
                <dt>{t!(language, "error-request-id")}</dt>
                <dd><code>{id}</code></dd>
            </dl>
        }
    });
    view! {
        <div class="card">
            <h1>{heading}</h1>
            <p>{text}</p>
            {id}
            <p><a class="button" href="/">{t!(language, "error-home")}</a></p>
        </div>
    }
}
