//! What people do with the browsers they are signed in with.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, outcome},
    crate::{service::own_sessions, t},
};

/// Signs another browser of one's own out.
#[server(prefix = "/_fn", endpoint = "account/sessions/end", input = Json, output = Json)]
pub async fn end_session(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = own_sessions::end(&call.app, &call.ctx, &handle).await;
    outcome(&call, result, |()| done("/account/sessions", t!(call.ctx.language, "notice-session-ended")))
}

/// Signs every other browser of one's own out.
#[server(prefix = "/_fn", endpoint = "account/sessions/end-others", input = Json, output = Json)]
pub async fn end_other_sessions() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = own_sessions::end_others(&call.app, &call.ctx).await;
    outcome(&call, result, |sessions| {
        done("/account/sessions", t!(call.ctx.language, "notice-sessions-ended", sessions = sessions))
    })
}
