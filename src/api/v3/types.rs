//! What more than one call of the second API answers with. Names and shapes are published elsewhere and never change.

use super::query::Page;
use crate::domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Which part of a list this is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) struct PageMeta {
    /// Which page, from 1.
    number: i64,
    /// Entries of a page.
    size: i64,
    /// Entries on all pages.
    total: i64,
}

impl PageMeta {
    /// Of a list of so many entries.
    pub const fn new(page: Page, total: i64) -> Self {
        Self { number: page.number, size: page.size, total }
    }
}

/// About a list.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) struct Meta {
    /// Which part of it this is.
    pub page: PageMeta,
}

/// A moment as the API writes it.
pub(in crate::api) fn moment(at: Timestamp) -> String {
    at.to_rfc3339_millis()
}
