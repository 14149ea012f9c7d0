//! What can go wrong between us and a database.

/// A statement that did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away, overloaded or busy: worth another try later, never a guess now.
    #[error("database unavailable")]
    Unavailable(#[source] sqlx::Error),
    /// Another transaction was faster (SQLSTATE 40001, 40P01); the same call may be tried again.
    #[error("transaction lost a race")]
    Conflict(#[source] sqlx::Error),
    /// What is kept does not make sense.
    #[error("inconsistent data: {0}")]
    Inconsistent(String),
    /// Anything else: a defect of ours.
    #[error("statement failed")]
    Failed(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            sqlx::Error::Database(database) => match database.code().as_deref() {
                Some("40001" | "40P01") => Self::Conflict(error),
                // PostgreSQL: connection exceptions, out of resources, shutting down, statement or lock timeout.
                // SQLite: busy (5), locked (6), full (13), I/O (10) and their extended codes.
                Some(code) if is_passing(code) => Self::Unavailable(error),
                _ => Self::Failed(error),
            },
            sqlx::Error::ColumnDecode { source, .. } => Self::Inconsistent(source.to_string()),
            _ => Self::Failed(error),
        }
    }
}

fn is_passing(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "55P03";
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13))
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    fn passing_trouble_is_told_from_defects() {
        for code in ["5", "6", "517", "13", "10", "266", "57014", "57P01", "08006", "53300", "55P03"] {
            assert!(is_passing(code), "{code}");
        }
        for code in ["1", "19", "2067", "23505", "42601", "22P02"] {
            assert!(!is_passing(code), "{code}");
        }
    }
}
