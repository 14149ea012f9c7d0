//! The documents of the JSON APIs, to be read.

use crate::{
    api_reference::{Answer, Call, Kind, Member, Piece, Reference, Type},
    domain::language::Language,
    t,
};
use leptos::prelude::*;

/// What the page about all APIs shows.
#[derive(Debug, Clone)]
pub struct ApiReferencesPage {
    /// The APIs.
    pub apis: &'static [Reference],
    /// A command that makes a first call, for whoever puts a token in.
    pub first_call: String,
    /// Whether one may make tokens.
    pub issues_tokens: bool,
}

impl ApiReferencesPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "api-reference-heading")
    }
}

/// What the page about one API shows.
#[derive(Debug, Clone)]
pub struct ApiReferencePage {
    /// The API.
    pub api: &'static Reference,
}

/// The page about all APIs.
#[component]
pub fn ApiReferencesView(language: Language, page: ApiReferencesPage) -> impl IntoView {
    let token = page.issues_tokens.then(|| {
        view! { <p><a href="/api-tokens/create">{t!(language, "tokens-create")}</a></p> }
    });
    let apis = page.apis.iter().map(|api| {
        view! {
            <li lang="en">
                <h2><a href=format!("/docs/api/{}", api.name)>{api.title.clone()}</a></h2>
                <p>{prose(&api.description)}</p>
                <p><a href=api.document>{api.document}</a></p>
            </li>
        }
    });
    view! {
        <div class="card card-wide reference">
            <h1>{ApiReferencesPage::title(language)}</h1>
            <p>{t!(language, "api-reference-lead")}</p>
            <pre tabindex="0"><code>{page.first_call}</code></pre>
            {token}
            <ul class="reference-apis">{apis.collect_view()}</ul>
        </div>
    }
}

/// The page about one API.
#[component]
pub fn ApiReferenceView(language: Language, page: ApiReferencePage) -> impl IntoView {
    let api = page.api;
    let contents = api.groups.iter().map(|group| {
        let calls = group.calls.iter().map(|call| {
            view! { <li><a href=format!("#{}", call.id)>{call.summary.clone()}</a></li> }
        });
        view! { <li>{group.name.clone()}<ul>{calls.collect_view()}</ul></li> }
    });
    let calls = api.groups.iter().flat_map(|group| &group.calls).map(|call| self::call(language, call));
    let types = api.types.iter().map(|of| named_type(language, of));
    view! {
        <article class="card card-wide reference" lang="en">
            <h1>{api.title.clone()}</h1>
            <p>{prose(&api.description)}</p>
            <p lang=language.code()>
                <a href="/docs/api">{ApiReferencesPage::title(language)}</a>
                " · "
                <a href=api.document>{t!(language, "api-reference-document")}</a>
            </p>
            <nav aria-label=t!(language, "api-reference-contents")>
                <ul>
                    {contents.collect_view()}
                    <li lang=language.code()><a href="#errors">{t!(language, "api-reference-errors")}</a></li>
                    <li lang=language.code()><a href="#types">{t!(language, "api-reference-types")}</a></li>
                </ul>
            </nav>
            {calls.collect_view()}
            <section>
                <h2 id="errors" lang=language.code()>{t!(language, "api-reference-errors")}</h2>
                <p lang=language.code()>{t!(language, "api-reference-errors-lead")}</p>
                {answers(&api.refusals)}
            </section>
            <section>
                <h2 id="types" lang=language.code()>{t!(language, "api-reference-types")}</h2>
                {types.collect_view()}
            </section>
        </article>
    }
}

fn call(language: Language, call: &Call) -> impl IntoView + use<> {
    let part = |key: String, of: AnyView| {
        view! {
            <h3 lang=language.code()>{key}</h3>
            {of}
        }
    };
    let parameters = (!call.parameters.is_empty())
        .then(|| part(t!(language, "api-reference-parameters"), members(language, &call.parameters)));
    let body = call
        .body
        .as_ref()
        .map(|body| part(t!(language, "api-reference-body"), view! { <p>{kind(body)}</p> }.into_any()));
    let description = (!call.description.is_empty()).then(|| view! { <p>{prose(&call.description)}</p> });
    view! {
        <section id=call.id.clone()>
            <h2>{call.summary.clone()}</h2>
            <p class="reference-call"><code>{format!("{} {}", call.method, call.path)}</code></p>
            {description}
            {parameters}
            {body}
            {part(t!(language, "api-reference-responses"), answers(&call.answers))}
        </section>
    }
}

fn named_type(language: Language, of: &Type) -> impl IntoView + use<> {
    let description = (!of.description.is_empty()).then(|| view! { <p>{prose(&of.description)}</p> });
    let is = match &of.kind {
        Some(of) => view! { <p>{kind(of)}</p> }.into_any(),
        None => members(language, &of.members),
    };
    view! {
        <section id=type_id(&of.name)>
            <h3>{of.name.clone()}</h3>
            {description}
            {is}
        </section>
    }
}

fn members(language: Language, all: &[Member]) -> AnyView {
    let rows = all.iter().map(|member| {
        let required = member.is_required.then(|| {
            view! { <span class="muted" lang=language.code()>{format!(", {}", t!(language, "api-reference-required"))}</span> }
        });
        let query = member.in_query.then(|| {
            view! { <span class="muted" lang=language.code()>{format!(", {}", t!(language, "api-reference-query"))}</span> }
        });
        view! {
            <dt><code>{member.name.clone()}</code></dt>
            <dd>
                {kind(&member.kind)}
                {query}
                {required}
                <p>{prose(&member.description)}</p>
            </dd>
        }
    });
    view! { <dl class="reference-members">{rows.collect_view()}</dl> }.into_any()
}

fn answers(all: &[Answer]) -> AnyView {
    let rows = all.iter().map(|answer| {
        let body = answer.body.as_ref().map(|body| view! { <p>{kind(body)}</p> });
        view! {
            <dt><code>{answer.status.clone()}</code></dt>
            <dd>{prose(&answer.description)}{body}</dd>
        }
    });
    view! { <dl class="reference-members">{rows.collect_view()}</dl> }.into_any()
}

fn kind(of: &Kind) -> AnyView {
    let pieces = of.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone().into_any(),
        Piece::Type(name) => view! { <a href=format!("#{}", type_id(name))>{name.clone()}</a> }.into_any(),
    });
    pieces.collect_view().into_any()
}

/// Text in which code stands between backticks, as in the documents.
fn prose(text: &str) -> AnyView {
    let parts = text.split('`').enumerate().map(|(place, part)| {
        let part = part.to_owned();
        if place % 2 == 0 { part.into_any() } else { view! { <code>{part}</code> }.into_any() }
    });
    parts.collect_view().into_any()
}

/// Types and calls stand on one page.
fn type_id(name: &str) -> String {
    format!("type-{name}")
}
