//! One binary for all tests that go through the real parts: both databases, the real router, a real mail queue.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says on standard error what it left out"
)]

mod accept;
mod accounts;
mod api;
mod api_reference;
mod api_tokens;
mod architecture;
mod asvs;
mod attacks;
mod audit;
mod audit_page;
mod authorisation;
mod batches;
mod bulk_pages;
mod busy;
mod command_line;
mod door;
mod floods;
mod host_headers;
mod housekeeping;
mod installation;
mod invitation_life;
mod invite;
mod invite_page;
mod invite_terms;
mod limits;
mod limits_inside;
mod link_pages;
mod mail_page;
mod mail_timeline;
mod member_actions;
mod new_ids;
mod offers;
mod outbox;
mod own_account;
mod panel;
mod passkeys;
mod person_pages;
mod projects;
mod query_plans;
mod reminders;
mod renewal;
mod required_two_factor;
mod schema;
mod seed;
mod sessions;
mod settings;
mod setup;
mod smtp_server;
mod step_up;
mod support;
mod true_words;
mod two_factor;
mod users_filters;
mod users_list;
