//! Between HTTP and the pages: each controller asks a service and fills in a page, or hands a posted form to its server
//! function. Status, cookies and redirects are settled here, before a byte of HTML exists.

mod access;
mod account;
mod accounts;
pub mod adapter;
mod audit;
mod bulk;
mod download;
mod functions;
mod invitations;
pub mod invite_view;
mod list_view;
mod person;
pub mod person_views;
mod projects;
mod respond;
mod trouble;
mod users;
pub mod views;

use crate::{app::App, http};
use axum::{
    Router,
    routing::{get, post},
};

pub use trouble::error_page;

/// Every address of the panel, without the layers around them.
pub fn router(app: &App) -> Router {
    // Leptos spawns a task for every page it renders; a second router in one process finds it done already.
    let _already = any_spawner::Executor::init_tokio();
    let pages = Router::new()
        .route("/", get(users::home))
        .route("/setup", get(access::setup).post(access::post_setup))
        .route("/setup/{token}", get(access::follow_setup_link))
        .route("/sign-in", get(access::sign_in).post(access::post_sign_in))
        .route("/sign-out", post(access::post_sign_out))
        .route("/forgot-password", get(access::forgot_password).post(access::post_forgot_password))
        .route("/forgot-password/sent", get(access::check_mail))
        .route("/reset-password", get(access::reset_password).post(access::post_reset_password))
        .route("/reset-password/{token}", get(access::follow_reset_link))
        .route("/preferences", post(access::post_preferences))
        .route("/account", get(account::general).post(account::post_general))
        .route("/account/password", get(account::password).post(account::post_password))
        .route("/account/email", get(account::confirm_email).post(account::post_confirm_email))
        .route("/account/email/change", get(account::back_to_general).post(account::post_change_email))
        .route("/account/email/cancel", get(account::back_to_general).post(account::post_cancel_email))
        .route("/account/email/{token}", get(account::follow_email_link))
        .route("/users", get(users::list))
        .route("/users/invite", get(users::invite).post(users::post_invite))
        .route("/projects", get(projects::list).post(projects::post_create))
        .route("/projects/{id}/rename", get(projects::rename).post(projects::post_rename))
        .route("/projects/{id}/archive", get(projects::archive).post(projects::post_archive))
        .route("/projects/{id}/restore", post(projects::post_restore))
        .route("/accounts", get(accounts::list).post(accounts::post_create))
        .route("/accounts/{id}/switch", post(accounts::post_switch))
        .route("/audit", get(audit::list))
        .route("/audit/export.csv", get(audit::export_csv))
        .route("/audit/export.jsonl", get(audit::export_json_lines))
        .route("/users/export.csv", get(users::export))
        .route("/users/bulk", get(bulk::nothing).post(bulk::post))
        .route("/users/bulk/role", get(bulk::nothing).post(bulk::post_role))
        .route("/users/bulk/delete", get(bulk::nothing).post(bulk::post_delete))
        .route("/users/{id}", get(person::person))
        .route("/users/{id}/edit", get(person::edit).post(person::post_edit))
        .route("/users/{id}/resend", get(person::resend).post(users::post_resend))
        .route("/users/{id}/copy-link", get(person::copy_link).post(users::post_copy_link))
        .route("/users/{id}/{action}", get(person::confirm).post(person::post_confirm))
        .route("/invitations/{key}", get(invitations::open).post(invitations::post))
        .route("/_fn/{*name}", post(functions::call))
        .fallback(trouble::not_found)
        .method_not_allowed_fallback(trouble::method_not_allowed)
        .layer(http::sessions::layer(app))
        .layer(http::compression::layer())
        .with_state(app.clone());
    pages.merge(http::assets::routes())
}
