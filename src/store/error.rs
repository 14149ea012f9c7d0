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

/// How often a transaction that lost a race is run.
const TURNS: u32 = 4;

/// Runs a whole transaction, from opening to committing, again when it lost a race to another one (SQLSTATE 40001 and
/// 40P01; PostgreSQL then has rolled it back). Four times at the most.
///
/// # Errors
/// What the last turn came to.
pub async fn again<T, F: Future<Output = Result<T, StoreError>>>(
    mut transaction: impl FnMut() -> F,
) -> Result<T, StoreError> {
    for _ in 1..TURNS {
        match transaction().await {
            Err(StoreError::Conflict(_)) => {}
            result => return result,
        }
    }
    transaction().await
}

fn is_passing(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "55P03";
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13))
}

#[cfg(test)]
mod tests {
    use super::{StoreError, TURNS, again, is_passing};

    #[tokio::test]
    async fn only_a_lost_race_is_run_again_and_not_for_ever() {
        let lost = || StoreError::Conflict(sqlx::Error::RowNotFound);
        let mut turns = 0;
        let outcome = again(|| {
            turns += 1;
            let result = if turns < 3 { Err(lost()) } else { Ok(turns) };
            async { result }
        });
        assert_eq!(outcome.await.unwrap(), 3);
        let mut turns = 0;
        let outcome = again(|| {
            turns += 1;
            async { Err::<(), _>(lost()) }
        });
        assert!(matches!(outcome.await, Err(StoreError::Conflict(_))));
        assert_eq!(turns, TURNS);
        let mut turns = 0;
        let outcome = again(|| {
            turns += 1;
            async { Err::<(), _>(StoreError::Unavailable(sqlx::Error::PoolTimedOut)) }
        });
        assert!(outcome.await.is_err());
        assert_eq!(turns, 1);
    }

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
