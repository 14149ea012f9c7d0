//! What happened to an invitation, its mails and its links, in order.

use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::components::Moment,
    t,
};
use leptos::prelude::*;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineLine {
    /// When; of several like it in a row, the first.
    pub at: Timestamp,
    /// What, in words.
    pub what: String,
    /// The server's own words, or those of whoever tried to reach it.
    pub words: Option<String>,
    /// Until when the mail had to wait.
    pub until: Option<Timestamp>,
    /// How it looks.
    pub tone: StepTone,
}

/// How a step looks; the words say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepTone {
    /// One step on.
    Plain,
    /// It went well.
    Good,
    /// Something needs patience.
    Warning,
    /// Something needs somebody.
    Bad,
    /// Worth little.
    Quiet,
}

impl StepTone {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Quiet => "quiet",
        }
    }
}

/// The steps, oldest first.
#[component]
pub fn Timeline(language: Language, lines: Vec<TimelineLine>) -> impl IntoView {
    let steps = lines
        .into_iter()
        .map(|line| {
            let until = line.until.map(|at| {
                let text = t!(language, "timeline-until", when = format::exact(language, at));
                view! { <span class="detail"><Moment language at text/></span> }
            });
            let words = line.words.map(|words| view! { <span class="detail detail-server">{words}</span> });
            let when = format::exact(language, line.at);
            view! {
                <li class=format!("step step-{}", line.tone.name())>
                    <Moment language at=line.at text=when/>
                    <span class="step-what">{line.what}</span>
                    {words}
                    {until}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{steps}</ol> }
}
