//! The document around every page.

use crate::{
    domain::language::Language,
    panel::{
        components::{Icon, Notices, Picture, ScriptPaths, Scripts},
        outcome::Notice,
    },
    t,
};
use leptos::prelude::*;

/// What the document around a page needs to know.
#[derive(Debug, Clone)]
pub struct ShellData {
    /// The language of the page.
    pub language: Language,
    /// The page's own title.
    pub title: String,
    /// The account somebody is signed in to.
    pub account_name: Option<String>,
    /// What the account's name leads to.
    pub accounts: AccountsLink,
    /// Who is signed in.
    pub person: Option<PersonData>,
    /// The sections this person may open; empty when signed out.
    pub sections: Vec<Section>,
    /// Where the page stands among them.
    pub current: Option<Section>,
    /// The colours this browser asked for.
    pub theme: Theme,
    /// What the last action came to.
    pub notice: Option<Notice>,
    /// What makes islands come alive; `None` on pages without any.
    pub scripts: Option<ScriptPaths>,
    /// The address of the style sheet.
    pub css: Option<&'static str>,
    /// After how many seconds a browser without scripts asks for the page again.
    pub again: Option<u32>,
    /// The local address of this page, where the preferences lead back to.
    pub path: String,
}

/// What the account's name in the header leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AccountsLink {
    /// Nothing: there is one account, and no other can be made.
    #[default]
    None,
    /// The page of accounts, to go on in another.
    Switch,
    /// The page of accounts, to make one.
    Accounts,
}

/// A person as pages name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonData {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
}

impl PersonData {
    /// The name, or the address of somebody without one.
    pub fn name_or_email(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// A part of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The people of the account.
    Users,
    /// The projects of the account.
    Projects,
    /// The API tokens of the account, or one's own.
    Tokens,
    /// The account's mails and what became of them.
    Mail,
    /// What was done in the account.
    Audit,
    /// What the account has decided.
    Settings,
    /// Whether the installation is in order; for operators without a say in the account.
    Installation,
    /// One's own account; the link to it is the person's name.
    Account,
}

impl Section {
    const fn address(self) -> &'static str {
        match self {
            Self::Users => "/users",
            Self::Projects => "/projects",
            Self::Tokens => "/api-tokens",
            Self::Mail => "/mail",
            Self::Audit => "/audit",
            Self::Settings => "/settings",
            Self::Installation => "/settings/installation",
            Self::Account => "/account",
        }
    }

    fn label(self, language: Language) -> String {
        match self {
            Self::Users => t!(language, "nav-users"),
            Self::Projects => t!(language, "nav-projects"),
            Self::Tokens => t!(language, "nav-tokens"),
            Self::Mail => t!(language, "nav-mail"),
            Self::Audit => t!(language, "nav-audit"),
            Self::Settings | Self::Installation => t!(language, "nav-settings"),
            Self::Account => t!(language, "account-heading"),
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As sent by the form and kept in the cookie.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    fn label(self, language: Language) -> String {
        match self {
            Self::System => t!(language, "theme-system"),
            Self::Light => t!(language, "theme-light"),
            Self::Dark => t!(language, "theme-dark"),
        }
    }
}

/// The whole HTML document around a page.
#[component]
pub fn Shell(
    /// What stands around the page.
    data: ShellData,
    /// The page.
    children: Children,
) -> impl IntoView {
    // Nothing outside islands is ever hydrated, so nothing needs markers for it.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let language = data.language;
    let theme = (data.theme != Theme::System).then(|| data.theme.name());
    let title = t!(language, "page-title", page = data.title.clone());
    let scripts = data.scripts.clone();
    let notice = data.notice.clone();
    let again = data.again.map(|seconds| {
        view! { <noscript><meta http-equiv="refresh" content=seconds.to_string()/></noscript> }
    });
    let body_class = if data.person.is_some() { "signed-in" } else { "signed-out" };
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {data.css.map(|css| view! { <link rel="stylesheet" href=css/> })}
                {scripts.map(|paths| view! { <Scripts paths/> })}
                {again}
            </head>
            <body class=body_class>
                <a class="skip-link" href="#main">{t!(language, "skip-to-content")}</a>
                {banner(&data)}
                <main id="main" tabindex="-1">
                    <Notices language notice/>
                    {children()}
                </main>
                {footer(&data)}
            </body>
        </html>
    }
}

fn banner(data: &ShellData) -> AnyView {
    let language = data.language;
    let current = data.current;
    let nav = (!data.sections.is_empty()).then(|| {
        let links = data
            .sections
            .iter()
            .map(|section| {
                let here = (current == Some(*section)).then_some("page");
                view! { <li><a href=section.address() aria-current=here>{section.label(language)}</a></li> }
            })
            .collect_view();
        view! { <nav aria-label=t!(language, "nav-label")><ul>{links}</ul></nav> }
    });
    let person = data.person.clone().map(|person| {
        let title = person.email.clone();
        let here = (current == Some(Section::Account)).then_some("page");
        view! {
            <div class="person">
                <a class="person-name" href=Section::Account.address() title=title aria-current=here>
                    {person.name_or_email().to_owned()}
                </a>
                <form method="post" action="/sign-out">
                    <button class="button button-quiet">{t!(language, "sign-out")}</button>
                </form>
            </div>
        }
    });
    let account = data.account_name.clone().map(|name| account_name(language, name, data.accounts));
    view! {
        <header class="banner">
            <a class="brand" href="/">
                <Icon picture=Picture::Mark/>
                <span>"Vestibule"</span>
            </a>
            {account}
            {nav}
            {person}
        </header>
    }
    .into_any()
}

fn account_name(language: Language, name: String, link: AccountsLink) -> AnyView {
    let label = match link {
        AccountsLink::None => return view! { <span class="account-name">{name}</span> }.into_any(),
        AccountsLink::Switch => t!(language, "accounts-link-switch", account = name.as_str()),
        AccountsLink::Accounts => t!(language, "accounts-link", account = name.as_str()),
    };
    view! { <a class="account-name" href="/accounts" aria-label=label><span>{name}</span><Icon picture=Picture::UpDown/></a> }
        .into_any()
}

fn footer(data: &ShellData) -> AnyView {
    let language = data.language;
    let themes = Theme::ALL
        .into_iter()
        .map(|theme| {
            view! { <option value=theme.name() selected=theme == data.theme>{theme.label(language)}</option> }
        })
        .collect_view();
    let languages = Language::ALL
        .into_iter()
        .map(|each| {
            view! {
                <option value=each.code() lang=each.code() selected=each == language>{each.own_name()}</option>
            }
        })
        .collect_view();
    view! {
        <footer class="footer">
            <form class="preferences" method="post" action="/preferences">
                <input type="hidden" name="back" value=data.path.clone()/>
                <label for="preference-language">{t!(language, "preferences-language")}</label>
                <select id="preference-language" name="language">{languages}</select>
                <label for="preference-theme">{t!(language, "preferences-theme")}</label>
                <select id="preference-theme" name="theme">{themes}</select>
                <button class="button button-small">{t!(language, "preferences-save")}</button>
            </form>
        </footer>
    }
    .into_any()
}
