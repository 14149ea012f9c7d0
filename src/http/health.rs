//! Whether this node is well: `/healthz` (it runs) and `/readyz` (it can serve).

use axum::{Router, http::StatusCode, routing::get};
use futures::future::BoxFuture;
use std::{sync::Arc, time::Duration};

/// Asks the database whether it answers.
pub type ReadyProbe = Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// How long the database may take to answer a probe; load balancers ask again soon.
const PATIENCE: Duration = Duration::from_secs(2);

/// The two routes. `/healthz` answers 200 as long as the process runs; `/readyz` answers 200 when the probe says so
/// within 2 seconds, else 503. Both in plain text, without cookies or sign-in.
pub fn routes(ready: ReadyProbe) -> Router {
    let answer = |is_ready| {
        if is_ready { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "no\n") }
    };
    Router::new().route("/healthz", get(async move || answer(true))).route(
        "/readyz",
        get(move || {
            let probe = ready();
            async move { answer(tokio::time::timeout(PATIENCE, probe).await.unwrap_or(false)) }
        }),
    )
}
