//! Between HTTP and the pages: each controller asks a service and fills in a page, or hands a posted form to its server
//! function. Status, cookies and redirects are settled here, before a byte of HTML exists.

mod access;
mod account;
mod accounts;
pub mod adapter;
mod api_reference;
mod api_tokens;
mod audit;
pub mod batch_view;
mod batches;
mod bulk;
mod download;
mod functions;
mod invitations;
pub mod invite_view;
mod link_tries;
pub mod list_view;
mod mail;
mod offers;
mod passkeys;
mod person;
pub mod person_views;
mod projects;
mod respond;
mod sessions;
mod settings;
mod step_up;
mod timeline;
mod trouble;
mod two_factor;
mod users;
pub mod views;

use crate::{app::App, http};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};

pub use trouble::error_page;

/// Addresses with what answers them, and a list of them: so that a test can walk every one.
struct Panel {
    router: Router<App>,
    addresses: Vec<(Method, &'static str)>,
}

impl Panel {
    fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.with(Method::GET, path, get(handler))
    }

    fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.with(Method::POST, path, post(handler))
    }

    /// For files: the layers say how large a body may be.
    fn upload<H: Handler<T, App>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.with(Method::POST, path, post(handler).layer(DefaultBodyLimit::disable()))
    }

    fn with(mut self, method: Method, path: &'static str, handler: MethodRouter<App>) -> Self {
        self.addresses.push((method, path));
        Self { router: self.router.route(path, handler), ..self }
    }
}

/// Every address of the panel.
fn panel() -> Panel {
    Panel { router: Router::new(), addresses: Vec::new() }
        .get("/", users::home)
        .get("/setup", access::setup)
        .post("/setup", access::post_setup)
        .get("/setup/{token}", access::follow_setup_link)
        .get("/sign-in", access::sign_in)
        .post("/sign-in", access::post_sign_in)
        .get("/sign-in/passkey", access::back_to_sign_in)
        .post("/sign-in/passkey", access::post_sign_in_by_passkey)
        .get("/sign-in/second-step", two_factor::ask)
        .post("/sign-in/second-step", two_factor::post_ask)
        .post("/sign-out", access::post_sign_out)
        .get("/forgot-password", access::forgot_password)
        .post("/forgot-password", access::post_forgot_password)
        .get("/forgot-password/sent", access::check_mail)
        .get("/reset-password", access::reset_password)
        .post("/reset-password", access::post_reset_password)
        .get("/reset-password/{token}", access::follow_reset_link)
        .post("/preferences", access::post_preferences)
        .get("/account", account::general)
        .post("/account", account::post_general)
        .get("/account/password", account::password)
        .post("/account/password", account::post_password)
        .get("/account/two-factor", two_factor::overview)
        .post("/account/two-factor", two_factor::post_begin)
        .get("/account/two-factor/set-up", two_factor::set_up)
        .post("/account/two-factor/set-up", two_factor::post_set_up)
        .get("/account/two-factor/codes", two_factor::codes)
        .post("/account/two-factor/codes", two_factor::post_codes)
        .post("/account/two-factor/codes/kept", two_factor::post_kept)
        .get("/account/two-factor/off", two_factor::off)
        .post("/account/two-factor/off", two_factor::post_off)
        .get("/account/sessions", sessions::list)
        .post("/account/sessions", sessions::post_end_others)
        .get("/account/sessions/{handle}", sessions::back_to_list)
        .post("/account/sessions/{handle}", sessions::post_end)
        .get("/account/passkeys", passkeys::list)
        .post("/account/passkeys", passkeys::post_add)
        .get("/account/passkeys/{id}/rename", passkeys::rename)
        .post("/account/passkeys/{id}/rename", passkeys::post_rename)
        .get("/account/passkeys/{id}/remove", passkeys::remove)
        .post("/account/passkeys/{id}/remove", passkeys::post_remove)
        .get("/account/email", account::confirm_email)
        .post("/account/email", account::post_confirm_email)
        .get("/account/email/change", account::back_to_general)
        .post("/account/email/change", account::post_change_email)
        .get("/account/email/cancel", account::back_to_general)
        .post("/account/email/cancel", account::post_cancel_email)
        .get("/account/email/{token}", account::follow_email_link)
        .get("/users", users::list)
        .get("/users/invite", users::invite)
        .post("/users/invite", users::post_invite)
        .get("/users/invite/people", batches::back_to_form)
        .upload("/users/invite/people", batches::post_people)
        .get("/users/invite/batches/{id}", batches::batch)
        .post("/users/invite/batches/{id}", batches::post_batch)
        .get("/docs/api", api_reference::all)
        .get("/docs/api/{name}", api_reference::one)
        .get("/projects", projects::list)
        .post("/projects", projects::post_create)
        .get("/projects/{id}/rename", projects::rename)
        .post("/projects/{id}/rename", projects::post_rename)
        .get("/projects/{id}/archive", projects::archive)
        .post("/projects/{id}/archive", projects::post_archive)
        .post("/projects/{id}/restore", projects::post_restore)
        .get("/api-tokens", api_tokens::list)
        .get("/api-tokens/create", api_tokens::create)
        .post("/api-tokens/create", api_tokens::post_create)
        .get("/api-tokens/created", api_tokens::created)
        .get("/api-tokens/{id}/delete", api_tokens::delete)
        .post("/api-tokens/{id}/delete", api_tokens::post_delete)
        .get("/accounts", accounts::list)
        .post("/accounts", accounts::post_create)
        .post("/accounts/{id}/switch", accounts::post_switch)
        .get("/settings", settings::account)
        .post("/settings", settings::post_settings)
        .get("/settings/name", settings::back_to_account)
        .post("/settings/name", settings::post_name)
        .get("/settings/two-factor", settings::back_to_account)
        .post("/settings/two-factor", settings::post_two_factor)
        .get("/settings/two-factor/remind", settings::back_to_account)
        .post("/settings/two-factor/remind", settings::post_reminder)
        .get("/settings/installation", settings::installation)
        .get("/settings/installation/check", settings::back_to_installation)
        .post("/settings/installation/check", settings::post_check)
        .get("/settings/installation/test-mail", settings::back_to_installation)
        .post("/settings/installation/test-mail", settings::post_test_mail)
        .get("/mail-check", settings::mail_check)
        .post("/mail-check", settings::post_mail_check)
        .get("/mail-check/{token}", settings::follow_test_link)
        .get("/mail", mail::list)
        .post("/mail/resume", mail::post_resume)
        .post("/mail/{id}/retry", mail::post_retry)
        .get("/audit", audit::list)
        .get("/audit/export.csv", audit::export_csv)
        .get("/audit/export.jsonl", audit::export_json_lines)
        .get("/users/export.csv", users::export)
        .get("/users/bulk", bulk::nothing)
        .post("/users/bulk", bulk::post)
        .get("/users/bulk/role", bulk::nothing)
        .post("/users/bulk/role", bulk::post_role)
        .get("/users/bulk/delete", bulk::nothing)
        .post("/users/bulk/delete", bulk::post_delete)
        .get("/users/{id}", person::person)
        .get("/users/{id}/edit", person::edit)
        .post("/users/{id}/edit", person::post_edit)
        .get("/users/{id}/resend", person::resend)
        .post("/users/{id}/resend", users::post_resend)
        .get("/users/{id}/copy-link", person::copy_link)
        .post("/users/{id}/copy-link", users::post_copy_link)
        .get("/users/{id}/undo", users::back_from_undo)
        .post("/users/{id}/undo", users::post_undo)
        .get("/users/{id}/{action}", person::confirm)
        .post("/users/{id}/{action}", person::post_confirm)
        .get("/invitations", offers::list)
        .post("/invitations/offers/{id}/accept", offers::post_accept)
        .get("/invitations/offers/{id}/decline", offers::ask_to_decline)
        .post("/invitations/offers/{id}/decline", offers::post_decline)
        .get("/invitations/{key}", invitations::open)
        .post("/invitations/{key}", invitations::post)
        .get("/invitations/{key}/decline", invitations::ask_to_decline)
        .post("/invitations/{key}/decline", invitations::post_decline)
        .get("/invitations/{key}/two-factor", invitations::set_up)
        .post("/invitations/{key}/two-factor", invitations::post_set_up)
        .get("/invitations/{key}/ask", invitations::back)
        .post("/invitations/{key}/ask", invitations::post_ask)
        .get("/invitations/{key}/asked", invitations::asked)
        .post("/_fn/{*name}", functions::call)
}

/// Method and address of everything in the panel, as the router knows it; for the test that walks them all.
pub fn addresses() -> Vec<(Method, &'static str)> {
    panel().addresses
}

/// The panel, without the layers around it.
pub fn router(app: &App) -> Router {
    // Leptos spawns a task for every page it renders; a second router in one process finds it done already.
    let _already = any_spawner::Executor::init_tokio();
    let pages = panel()
        .router
        .fallback(trouble::not_found)
        .method_not_allowed_fallback(trouble::method_not_allowed)
        .layer(from_fn_with_state(app.clone(), link_tries::limit))
        .layer(http::sessions::layer(app))
        .layer(http::compression::layer())
        .with_state(app.clone());
    pages.merge(http::assets::routes())
}
