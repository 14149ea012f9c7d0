//! How domain types stand in columns. Ids are integers; points in time are `TIMESTAMPTZ` in PostgreSQL and integer
//! microseconds in SQLite. Roles and states are text or a number, read back through the domain.

use crate::domain::{
    ids::{
        AccountId, ApiTokenId, AssignmentId, BatchId, InvitationId, MailId, MembershipId, ProjectId, UserId,
    },
    time::Timestamp,
};
use sqlx::{
    Database, Decode, Encode, Postgres, Sqlite, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef},
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
};

/// Lets an id stand wherever an integer can, in any database.
macro_rules! integer_columns {
    ($($id:ident),+ $(,)?) => {$(
        impl<DB: Database> Type<DB> for $id where i64: Type<DB> {
            fn type_info() -> DB::TypeInfo {
                <i64 as Type<DB>>::type_info()
            }

            fn compatible(info: &DB::TypeInfo) -> bool {
                <i64 as Type<DB>>::compatible(info)
            }
        }

        impl<'q, DB: Database> Encode<'q, DB> for $id where i64: Encode<'q, DB> {
            fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                self.0.encode_by_ref(buffer)
            }
        }

        impl<'r, DB: Database> Decode<'r, DB> for $id where i64: Decode<'r, DB> {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                <i64 as Decode<'r, DB>>::decode(value).map(Self)
            }
        }
    )+};
}

integer_columns!(
    UserId,
    AccountId,
    ProjectId,
    MembershipId,
    InvitationId,
    MailId,
    BatchId,
    ApiTokenId,
    AssignmentId
);

/// 2000-01-01 UTC, where PostgreSQL begins to count, in microseconds since 1970.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

impl Type<Postgres> for Timestamp {
    fn type_info() -> PgTypeInfo {
        <time::OffsetDateTime as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Timestamp {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        let micros =
            self.as_micros().checked_sub(POSTGRES_EPOCH).ok_or("a time before PostgreSQL's first")?;
        <i64 as Encode<Postgres>>::encode(micros, buffer)
    }
}

impl Decode<'_, Postgres> for Timestamp {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        let octets: [u8; 8] = value.as_bytes()?.try_into()?;
        let micros = i64::from_be_bytes(octets);
        Ok(Self::from_micros(micros.checked_add(POSTGRES_EPOCH).ok_or("a time after our last")?))
    }
}

impl Type<Sqlite> for Timestamp {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(info)
    }
}

impl Encode<'_, Sqlite> for Timestamp {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <i64 as Encode<Sqlite>>::encode(self.as_micros(), buffer)
    }
}

impl Decode<'_, Sqlite> for Timestamp {
    fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
        <i64 as Decode<Sqlite>>::decode(value).map(Self::from_micros)
    }
}
