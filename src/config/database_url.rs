//! Which database is used.

use std::{fmt, path::PathBuf};
use url::Url;

/// Where the data is kept, from `DATABASE_URL`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of the embedded database; created when absent.
    Sqlite(PathBuf),
    /// The address of a server of the larger database, password included.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads `sqlite://FILE`, `sqlite:FILE`, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// With a sentence that says what is wrong and repeats nothing of the address, which may hold a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            let file = rest.strip_prefix("//").unwrap_or(rest);
            if file.is_empty() || file.contains(":memory:") {
                return Err("names no file; write sqlite://FILE".into());
            }
            if file.contains('?') {
                return Err("takes no parameters for SQLite; write sqlite://FILE".into());
            }
            return Ok(Self::Sqlite(file.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return match Url::parse(text) {
                Ok(_) => Ok(Self::Postgres(text.to_owned())),
                Err(error) => Err(format!("is no address of a PostgreSQL server: {error}")),
            };
        }
        Err("must begin with sqlite:// or postgres://".into())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address without user, password and parameters.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite://{}", file.display()),
            Self::Postgres(text) => {
                let url = Url::parse(text).ok();
                let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
                let database = url.as_ref().map(Url::path).unwrap_or_default();
                write!(f, "postgres://{host}{database}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_are_told_apart() {
        let sqlite = |file: &str| Ok(DatabaseUrl::Sqlite(file.into()));
        assert_eq!(DatabaseUrl::parse("sqlite://data/vestibule.db"), sqlite("data/vestibule.db"));
        assert_eq!(DatabaseUrl::parse("sqlite:///var/lib/v.db"), sqlite("/var/lib/v.db"));
        assert_eq!(DatabaseUrl::parse("sqlite:v.db"), sqlite("v.db"));
        for bad in [
            "",
            "v.db",
            "mysql://h/d",
            "sqlite://",
            "sqlite::memory:",
            "sqlite://v.db?mode=ro",
            "postgres://[",
        ] {
            assert!(DatabaseUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let url =
            DatabaseUrl::parse("postgres://ada:s3cret@db.example.org:5432/people?password=s3cret").unwrap();
        assert_eq!(format!("{url}"), "postgres://db.example.org/people");
        assert!(!format!("{url:?}").contains("s3cret"));
        let socket = DatabaseUrl::parse("postgresql:///people?host=/run/postgresql").unwrap();
        assert_eq!(socket.to_string(), "postgres:///people");
    }
}
