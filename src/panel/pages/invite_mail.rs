//! The mail of an invitation as it would be sent. The markup of its HTML part may not stand on a page of ours (no inline
//! styles); what it shows is shown part by part.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// The mail, or why there is none to show yet.
#[derive(Debug, Clone)]
pub enum InviteMailPage {
    /// As it would be sent.
    Mail(Box<InviteMail>),
    /// What is wrong with the form.
    Wrong(Vec<String>),
}

/// A mail as it would be sent.
#[derive(Debug, Clone)]
pub struct InviteMail {
    /// Who it comes from.
    pub from: String,
    /// Where it goes to.
    pub to: String,
    /// In which language it is written.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text part, as it is.
    pub text: String,
    /// What the HTML part shows, in order.
    pub parts: Vec<MailPart>,
}

/// A part of a mail.
#[derive(Debug, Clone)]
pub enum MailPart {
    /// The heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// What somebody says, in lines, under words that name them.
    Quote(String, Vec<String>),
    /// A name and what belongs to it.
    Facts(String, Vec<String>),
    /// The button: its label, the sentence under it, and the link.
    Button(String, String, String),
    /// Said smaller.
    Note(String),
}

/// The inner HTML of `#invite-mail`.
#[component]
pub fn InviteMailView(language: Language, mail: InviteMailPage) -> impl IntoView {
    let heading = t!(language, "invite-mail-heading");
    match mail {
        InviteMailPage::Wrong(faults) => {
            let faults = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
            view! {
                <section class="mail" aria-labelledby="invite-mail-heading">
                    <h2 id="invite-mail-heading" tabindex="-1">{heading}</h2>
                    <p>{t!(language, "invite-mail-wrong")}</p>
                    <ul class="mail-wrong">{faults}</ul>
                </section>
            }
            .into_any()
        }
        InviteMailPage::Mail(mail) => whole(language, heading, *mail),
    }
}

fn whole(language: Language, heading: String, mail: InviteMail) -> AnyView {
    let spoken = mail.language.code();
    let parts = mail.parts.into_iter().map(part).collect_view();
    view! {
        <section class="mail" aria-labelledby="invite-mail-heading">
            <h2 id="invite-mail-heading" tabindex="-1">{heading}</h2>
            <p class="hint">{t!(language, "invite-mail-hint")}</p>
            <dl class="facts facts-plain">
                <dt>{t!(language, "invite-mail-from")}</dt>
                <dd class="anywhere">{mail.from}</dd>
                <dt>{t!(language, "invite-mail-to")}</dt>
                <dd class="anywhere">{mail.to}</dd>
                <dt>{t!(language, "invite-mail-subject")}</dt>
                <dd class="anywhere" lang=spoken>{mail.subject}</dd>
            </dl>
            <div class="mail-body" lang=spoken>{parts}</div>
            <details>
                <summary>{t!(language, "invite-mail-text")}</summary>
                <pre class="mail-text" lang=spoken tabindex="0">{mail.text}</pre>
            </details>
        </section>
    }
    .into_any()
}

fn part(part: MailPart) -> AnyView {
    let lines = |lines: Vec<String>| {
        lines.into_iter().map(|line| view! { <span class="detail">{line}</span> }).collect_view()
    };
    match part {
        MailPart::Heading(text) => view! { <p class="mail-heading">{text}</p> }.into_any(),
        MailPart::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        MailPart::Quote(from, said) => view! {
            <p>{from}</p>
            <blockquote class="note-lines">{said.join("\n")}</blockquote>
        }
        .into_any(),
        MailPart::Facts(name, values) => {
            view! { <p><strong>{name} ":"</strong> {lines(values)}</p> }.into_any()
        }
        MailPart::Button(label, sentence, link) => view! {
            <p><span class="button button-primary mail-button">{label}</span></p>
            <p class="hint">{sentence} <span class="detail anywhere">{link}</span></p>
        }
        .into_any(),
        MailPart::Note(text) => view! { <p class="hint">{text}</p> }.into_any(),
    }
}
