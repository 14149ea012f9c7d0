//! What somebody tries who wants in, or wants more than is theirs. Each file is a table of what is sent and of where, and one
//! thing that must hold for all of it; whoever thinks of another trick adds a line.
//!
//! | attack | where it is tried |
//! | --- | --- |
//! | forms of foreign pages (CSRF) | [`foreign_pages`] |
//! | redirects that lead elsewhere | [`redirects`] |
//! | line breaks and other control characters (header and mail injection) | [`control_characters`] |
//! | fields that no form has (mass assignment) | [`unasked_fields`] |
//! | a session planted before, or revived by a slow request | `tests/it/panel.rs`, `tests/it/sessions.rs` |
//! | a code used twice, guessed, or gone around | `tests/it/two_factor/codes.rs`, `tests/it/two_factor/ways.rs` |
//! | telling known addresses from unknown ones, by text | `tests/it/limits.rs` |
//! | the same by time, floods, long passwords, memory | `tests/it/floods.rs` |
//! | guessing passwords, codes and links | `tests/it/limits.rs`, `tests/it/limits_inside.rs` |
//! | another account's rows, and rights one does not have | `tests/it/authorisation.rs` |

mod control_characters;
mod foreign_pages;
mod redirects;
mod unasked_fields;

use crate::support::{PASSWORD, TestApp, browser::Browser};

const ADA: &str = "ada@example.org";
const FORM: &str = "application/x-www-form-urlencoded";

/// The administrator of Northwind, signed in in a browser.
async fn administrator(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
    browser
}
