//! Files that are written while they are read: part by part, so that neither memory nor a transaction grows with them.

use super::Error;
use std::future::Future;

/// A file about to be taken away.
pub trait Export: Send + 'static {
    /// The name of the file: our own letters and digits.
    fn name(&self) -> &str;

    /// What it holds, as a media type.
    fn content_type(&self) -> &'static str;

    /// The next part of the file; none when it is whole. Each is read in a transaction of its own, so that a slow reader
    /// holds none.
    ///
    /// # Errors
    /// When the database fails; the file stays incomplete then.
    fn next(&mut self) -> impl Future<Output = Result<Option<String>, Error>> + Send;
}
