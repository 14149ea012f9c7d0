//! The pages: each a function of plain values. A controller fills them in; nothing here asks anybody anything.

mod accept;
mod audit;
mod audit_row;
mod audit_words;
mod error;
mod forgot_password;
mod invite;
mod invite_preview;
mod invite_roles;
mod link_state;
mod reset_password;
#[cfg(test)]
mod samples;
mod setup;
mod sign_in;
#[cfg(test)]
mod tests;
mod users;
mod users_dialogs;
mod users_filters;
mod users_menu;
mod users_row;
mod users_states;
mod users_status;
mod users_table;
mod welcome;
mod words;

pub use accept::{AcceptAs, AcceptPage, AcceptView};
pub use audit::{AuditPage, AuditView};
pub use audit_row::{AuditPerson, AuditRow};
pub use error::{ErrorPage, ErrorView, Trouble};
pub use forgot_password::{CheckMailPage, CheckMailView, ForgotPasswordPage, ForgotPasswordView};
pub use invite::{InviteForm, InvitePage, InviteView, ProjectChoice};
pub use invite_preview::{
    AddressLine as InviteAddressLine, InvitePreview, InvitePreviewView, ProjectAccess as InviteProjectAccess,
};
pub use link_state::{LinkStatePage, LinkStateView};
pub use reset_password::{ResetPasswordPage, ResetPasswordView};
pub use setup::{SetupClosedPage, SetupClosedView, SetupPage, SetupView};
pub use sign_in::{SignInPage, SignInView};
pub use users::{UsersList, UsersPage, UsersRegion, UsersView};
pub use users_filters::{Chip, FilterChoice, FilterGroup, Filters};
pub use users_menu::RowActions;
pub use users_row::{Access, TwoFactor, UserRow};
pub use users_table::{Column, ColumnHead};
pub use welcome::{WelcomePage, WelcomeView};
pub use words::{AccessInWords, access_reasons, project_access_line, project_role};
