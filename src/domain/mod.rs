//! Rules without input or output. Nothing here knows a database, a browser or a mail server.

pub mod access;
pub mod account_settings;
pub mod api_token;
pub mod audit;
pub mod check;
pub mod csv;
pub mod email;
pub mod facet;
pub mod factor;
pub mod field;
pub mod ids;
pub mod invitation;
pub mod invite_terms;
pub mod language;
pub mod limits;
pub mod mail;
pub mod member;
pub mod name;
pub mod passkey;
pub mod password;
pub mod people_list;
pub mod phone;
pub mod policy;
pub mod recovery_code;
pub mod role;
pub mod scope;
pub mod search;
pub mod secret;
pub mod seed;
pub mod time;
pub mod totp;

#[cfg(test)]
mod csv_fuzz;
#[cfg(test)]
mod scope_fuzz;
#[cfg(test)]
mod token_fuzz;
