//! The pages: each a function of plain values. A controller fills them in; nothing here asks anybody anything.

mod accept;
mod access_fields;
mod account_email;
mod account_general;
mod account_nav;
mod account_passkeys;
mod account_password;
mod account_two_factor;
mod accounts;
mod api_reference;
mod api_token;
mod api_tokens;
mod audit;
mod audit_row;
mod audit_words;
mod batch;
mod bulk;
mod confirm;
mod decline;
mod door;
mod edit;
mod error;
mod forgot_password;
mod installation;
mod invite;
mod invite_mail;
mod invite_more;
mod invite_preview;
mod invite_roles;
mod link_state;
mod mail;
mod mail_check;
mod offers;
mod person;
mod person_lists;
mod project;
mod projects;
mod reset_password;
mod row_action;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod samples_api_reference;
#[cfg(test)]
mod samples_api_tokens;
#[cfg(test)]
mod samples_mail;
#[cfg(test)]
mod samples_passkeys;
#[cfg(test)]
mod samples_person;
#[cfg(test)]
mod samples_projects;
#[cfg(test)]
mod samples_sessions;
#[cfg(test)]
mod samples_settings;
#[cfg(test)]
mod samples_two_factor;
mod second_step;
mod sessions;
mod settings;
mod settings_nav;
mod settings_two_factor;
mod setup;
mod sign_in;
mod step_up;
#[cfg(test)]
mod tests;
mod timeline;
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
pub use account_email::{ConfirmEmailPage, ConfirmEmailView};
pub use account_general::{AccountPage, AccountView, PendingEmail};
pub use account_passkeys::{AddBy, PasskeyLine, PasskeysPage, PasskeysView};
pub use account_password::{OwnPasswordPage, OwnPasswordView};
pub use account_two_factor::{RequiredBy, TwoFactorPage, TwoFactorState, TwoFactorView};
pub use accounts::{AccountLine, AccountsPage, AccountsView};
pub use api_reference::{ApiReferencePage, ApiReferenceView, ApiReferencesPage, ApiReferencesView};
pub use api_token::{
    CreateTokenPage, CreateTokenView, DeleteTokenPage, DeleteTokenView, NewTokenPage, NewTokenView,
};
pub use api_tokens::{TokenRow, TokensPage, TokensView};
pub use audit::{AuditPage, AuditView};
pub use audit_row::{AuditPerson, AuditRow, AuditSubject};
pub use batch::{BatchLine, BatchPage, BatchPageState, BatchRegion, BatchView, BatchWord};
pub use bulk::{
    BulkDeletePage, BulkDeleteView, BulkResultPage, BulkResultView, BulkRolePage, BulkRoleView, Selected,
};
pub use confirm::{AskedOn, ConfirmForm, ConfirmPage, ConfirmView, RemovalPlan};
pub use decline::{DeclinePage, DeclineView};
pub use door::{DoorPage, DoorView};
pub use edit::{EditPage, EditView};
pub use error::{ErrorPage, ErrorView, Trouble};
pub use forgot_password::{CheckMailPage, CheckMailView, ForgotPasswordPage, ForgotPasswordView};
pub use installation::{InstallationPage, InstallationView, TestMail};
pub use invite::{InviteForm, InvitePage, InviteView, MailHint, OpenList, ProjectChoice};
pub use invite_mail::{InviteMail, InviteMailPage, InviteMailView, MailPart};
pub use invite_preview::{
    AddressLine as InviteAddressLine, AddressSeen as InviteAddressSeen, InvitePreview, InvitePreviewView,
    ProjectAccess as InviteProjectAccess,
};
pub use link_state::{LinkStatePage, LinkStateView};
pub use mail::{MailLine, MailPage, MailView, PauseLines};
pub use mail_check::{MailCheckPage, MailCheckView};
pub use offers::{OfferLine, OffersPage, OffersView};
pub use person::{InvitationLines, PersonPage, PersonView};
pub use person_lists::{SessionLine, TokenLine};
pub use project::{ArchiveProjectPage, ArchiveProjectView, RenameProjectPage, RenameProjectView};
pub use projects::{ProjectLine, ProjectsPage, ProjectsView};
pub use reset_password::{ResetPasswordPage, ResetPasswordView};
pub use row_action::RowAction;
pub use second_step::{SecondStepPage, SecondStepView, SecondStepWay};
pub use sessions::{OwnSessionLine, SessionsPage, SessionsView};
pub use settings::{SettingsPage, SettingsView};
pub use settings_two_factor::{LackingLine, TwoFactorSettings};
pub use setup::{SetupClosedPage, SetupClosedView, SetupPage, SetupView};
pub use sign_in::{SignInPage, SignInView};
pub use step_up::{StepUpPage, StepUpView, StepUpWay};
pub use timeline::{StepTone, Timeline, TimelineLine};
pub use users::{UsersList, UsersPage, UsersRegion, UsersView};
pub use users_filters::{Chip, FilterChoice, FilterGroup, Filters};
pub use users_menu::RowActions;
pub use users_row::{Access, TwoFactor, UserRow};
pub use users_status::status_word;
pub use users_table::{Column, ColumnHead};
pub use welcome::{WelcomePage, WelcomeView};
pub use words::{AccessInWords, access_reasons, project_access_line, project_role, role_description};
