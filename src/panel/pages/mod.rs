//! The pages: each a function of plain values. A controller fills them in; nothing here asks anybody anything.

mod accept;
mod accounts;
mod error;
mod forgot_password;
mod invite;
mod invite_roles;
mod link_state;
mod project;
mod projects;
mod reset_password;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod samples_projects;
mod setup;
mod sign_in;
#[cfg(test)]
mod tests;
mod users;
mod users_row;
mod users_status;
mod welcome;
mod words;

pub use accept::{AcceptAs, AcceptPage, AcceptView};
pub use accounts::{AccountLine, AccountsPage, AccountsView};
pub use error::{ErrorPage, ErrorView, Trouble};
pub use forgot_password::{CheckMailPage, CheckMailView, ForgotPasswordPage, ForgotPasswordView};
pub use invite::{InviteForm, InvitePage, InviteView, ProjectChoice};
pub use link_state::{LinkStatePage, LinkStateView};
pub use project::{ArchiveProjectPage, ArchiveProjectView, RenameProjectPage, RenameProjectView};
pub use projects::{ProjectLine, ProjectsPage, ProjectsView};
pub use reset_password::{ResetPasswordPage, ResetPasswordView};
pub use setup::{SetupClosedPage, SetupClosedView, SetupPage, SetupView};
pub use sign_in::{SignInPage, SignInView};
pub use users::{UsersList, UsersPage, UsersRegion, UsersView};
pub use users_row::{Access, TwoFactor, UserRow};
pub use welcome::{WelcomePage, WelcomeView};
pub use words::{AccessInWords, access_reasons, project_access_line};
