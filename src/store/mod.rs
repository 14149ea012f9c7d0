//! The only SQL (`docs/architecture.md`). One text for both databases wherever they agree; every statement stands in its module's
//! `ALL`, and a test prepares each of them on both.

#[macro_use]
mod db;
pub mod account_settings;
pub mod account_users;
pub mod accounts;
pub mod address_changes;
pub mod api_token_list;
pub mod api_tokens;
pub mod assignments;
pub mod audit;
pub mod audit_list;
mod batch_work;
pub mod batches;
pub mod database_clock;
pub mod directory;
pub mod doors;
mod error;
pub mod factors;
pub mod housekeeping;
pub mod installation;
mod invitation_answers;
mod invitation_links;
pub mod invitations;
pub mod invite_limits;
pub mod invite_terms;
pub mod limits;
pub mod links;
pub mod mail_events;
pub mod mail_pause;
pub mod member_list;
pub mod member_places;
pub mod member_search;
mod member_statements;
pub mod members;
pub mod migrations;
pub mod outbox;
pub mod outbox_list;
pub mod passkeys;
pub mod person_tokens;
pub mod projects;
pub mod reminders;
pub mod requirements;
pub mod seed;
pub mod sessions;
mod sql;
pub mod test_mails;
pub mod token_sign_in;
mod types;
pub mod users;

pub use db::{Db, Tx, WriteTx};
pub use error::{StoreError, again};
pub use member_statements::member_statements;
pub use sql::Sql;

/// Every statement of the store under `module.name`, for the test that prepares them.
pub fn all_statements() -> Vec<(String, Sql)> {
    [
        ("account_settings", account_settings::ALL),
        ("accounts", accounts::ALL),
        ("address_changes", address_changes::ALL),
        ("api_token_list", api_token_list::ALL),
        ("api_tokens", api_tokens::ALL),
        ("assignments", assignments::ALL),
        ("audit", audit::ALL),
        ("audit_list", audit_list::ALL),
        ("doors", doors::ALL),
        ("factors", factors::ALL),
        ("installation", installation::ALL),
        ("batch_work", batch_work::ALL),
        ("batches", batches::ALL),
        ("housekeeping", housekeeping::ALL),
        ("invitation_answers", invitation_answers::ALL),
        ("invitation_links", invitation_links::ALL),
        ("invitations", invitations::ALL),
        ("invite_limits", invite_limits::ALL),
        ("invite_terms", invite_terms::ALL),
        ("limits", limits::ALL),
        ("links", links::ALL),
        ("member_places", member_places::ALL),
        ("member_search", member_search::ALL),
        ("members", members::ALL),
        ("database_clock", database_clock::ALL),
        ("directory", directory::ALL),
        ("mail_events", mail_events::ALL),
        ("mail_pause", mail_pause::ALL),
        ("outbox", outbox::ALL),
        ("outbox_list", outbox_list::ALL),
        ("passkeys", passkeys::ALL),
        ("person_tokens", person_tokens::ALL),
        ("projects", projects::ALL),
        ("reminders", reminders::ALL),
        ("requirements", requirements::ALL),
        ("seed", seed::ALL),
        ("sessions", sessions::ALL),
        ("test_mails", test_mails::ALL),
        ("token_sign_in", token_sign_in::ALL),
        ("users", users::ALL),
    ]
    .into_iter()
    .flat_map(|(module, statements)| {
        statements.iter().map(move |(name, sql)| (format!("{module}.{name}"), *sql))
    })
    .collect()
}
