//! One binary for all tests that go through the real parts: both databases, the real router, a real mail queue.

mod accept;
mod architecture;
mod invite;
mod outbox;
mod panel;
mod schema;
mod setup;
mod support;
mod users_list;
