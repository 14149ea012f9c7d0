//! What is done to waiting mails.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, outcome},
    crate::{
        domain::ids::MailId,
        service::{self, mail::Whose},
        t,
    },
};

/// Has a mail tried again now.
#[server(prefix = "/_fn", endpoint = "mail/retry", input = Json, output = Json)]
pub async fn retry_mail(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::mail::retry(&call.app, &call.ctx, MailId(id)).await;
    outcome(&call, result, |whose| {
        let back = if whose == Whose::Installation { "/mail?of=installation" } else { "/mail" };
        done(back, t!(call.ctx.language, "notice-mail-retried"))
    })
}

/// Lets mails go on that rest.
#[server(prefix = "/_fn", endpoint = "mail/resume", input = Json, output = Json)]
pub async fn resume_mail() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::mail::resume(&call.app, &call.ctx).await;
    outcome(&call, result, |()| done("/mail", t!(call.ctx.language, "notice-mail-resumed")))
}
