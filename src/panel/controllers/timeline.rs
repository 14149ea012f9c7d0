//! What happened to an invitation, from what the service knows to words.

use super::mail::kind_in_words;
use crate::{
    domain::language::Language,
    panel::pages::{StepTone, TimelineLine},
    service::timeline::{Step, What},
    t,
};

/// A step in words.
pub fn line(language: Language, step: Step) -> TimelineLine {
    let (mut words, mut wait) = (None, None);
    let (what, tone) = match step.what {
        What::Saved { by, again: false } => (t!(language, "timeline-saved", name = by), StepTone::Plain),
        What::Saved { by, again: true } => (t!(language, "timeline-saved-again", name = by), StepTone::Plain),
        What::Renewed => (t!(language, "timeline-renewed"), StepTone::Plain),
        What::ByHand { by, again: false } => (t!(language, "timeline-by-hand", name = by), StepTone::Plain),
        What::ByHand { by, again: true } => {
            (t!(language, "timeline-by-hand-again", name = by), StepTone::Plain)
        }
        What::HandedOver { reply } => {
            words = Some(reply);
            (t!(language, "timeline-handed-over"), StepTone::Good)
        }
        What::Deferred { reason, until, times } => {
            (words, wait) = (Some(reason), until);
            (t!(language, "timeline-deferred", count = times), StepTone::Warning)
        }
        What::Paused { reason, until, times } => {
            (words, wait) = (Some(reason), until);
            (t!(language, "timeline-paused", count = times), StepTone::Warning)
        }
        What::Refused { reason } => {
            words = Some(reason);
            (t!(language, "timeline-refused"), StepTone::Bad)
        }
        What::Dropped => (t!(language, "timeline-dropped"), StepTone::Quiet),
        What::Retried => (t!(language, "timeline-retried"), StepTone::Plain),
        What::OpenedDead { times } => (t!(language, "timeline-opened-dead", count = times), StepTone::Quiet),
        What::Asked => (t!(language, "timeline-asked"), StepTone::Warning),
        What::Approved { by } => (t!(language, "timeline-approved", name = by), StepTone::Plain),
        What::Turned { by, from } => {
            (t!(language, "timeline-turned", name = by, address = from), StepTone::Plain)
        }
        What::Opened => (t!(language, "timeline-opened"), StepTone::Good),
        What::Scanned { mailed: true, times } => {
            (t!(language, "timeline-scanned", count = times), StepTone::Quiet)
        }
        What::Scanned { mailed: false, times } => {
            (t!(language, "timeline-scanned-by-hand", count = times), StepTone::Quiet)
        }
        What::Accepted => (t!(language, "timeline-accepted"), StepTone::Good),
        What::Declined => (t!(language, "timeline-declined"), StepTone::Bad),
        What::Revoked => (t!(language, "timeline-revoked"), StepTone::Quiet),
        What::Undone => (t!(language, "timeline-undone"), StepTone::Quiet),
        What::Ended => (t!(language, "timeline-ended"), StepTone::Quiet),
    };
    let what = match step.mail {
        None => what,
        Some(kind) => t!(language, "timeline-of-mail", mail = kind_in_words(language, kind), what = what),
    };
    TimelineLine { at: step.at, what, words, until: wait, tone }
}
