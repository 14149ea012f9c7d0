//! Use cases: the only place that knows the order of things. Every mutation goes the same way: authorise, parse into
//! domain types (all field errors at once), hash what must be hashed, open the write transaction, load, decide, compare
//! and set, audit, queue mail, commit (`docs/architecture.md`).

pub mod acceptance;
pub mod accounts;
pub mod address_change;
pub mod api_tokens;
pub mod audit;
pub mod audit_check;
pub mod audit_export;
pub mod audit_subjects;
mod batch_steps;
mod batch_terms;
pub mod batches;
pub mod context;
pub mod doctor;
pub mod edit_form;
mod error;
pub mod export;
pub mod installation;
pub mod invitations;
mod invite_form;
pub mod invite_limits;
pub mod invite_mail;
mod invite_undo;
mod invitees;
pub mod limits;
pub mod looks;
pub mod mail;
pub mod member_actions;
pub mod member_edit;
pub mod member_export;
mod member_query;
pub mod members;
pub mod notices;
pub mod offers;
pub mod own_account;
pub mod own_sessions;
pub mod passwords;
pub mod person;
pub mod projects;
pub mod renewal;
pub mod requirement;
pub mod resets;
pub mod second_step;
pub mod seed;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod step_up;
pub mod timeline;
pub mod tries;
pub mod two_factor;

pub use context::{Client, Ctx, Principal};
pub use error::Error;
