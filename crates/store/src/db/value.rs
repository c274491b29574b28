//! Parameters, the same for both engines.

use domain::effects::Instant;
use uuid::Uuid;

/// One parameter of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// SQL null.
    Null,
    /// BIGINT: counts, minor units, moments in microseconds.
    Int(i64),
    /// TEXT.
    Text(String),
    /// BLOB or BYTEA.
    Bytes(Vec<u8>),
    /// BLOB(16) or UUID.
    Id(Uuid),
    /// INTEGER 0/1 or BOOLEAN.
    Bool(bool),
}

macro_rules! from {
    ($($type:ty => |$v:ident| $body:expr),+ $(,)?) => {
        $(impl From<$type> for Value { fn from($v: $type) -> Self { $body } })+
    };
}

from! {
    i64 => |v| Self::Int(v),
    i32 => |v| Self::Int(v.into()),
    u32 => |v| Self::Int(v.into()),
    u8 => |v| Self::Int(v.into()),
    String => |v| Self::Text(v),
    &String => |v| Self::Text(v.clone()),
    &str => |v| Self::Text(v.to_owned()),
    Vec<u8> => |v| Self::Bytes(v),
    &[u8] => |v| Self::Bytes(v.to_vec()),
    [u8; 32] => |v| Self::Bytes(v.to_vec()),
    &[u8; 32] => |v| Self::Bytes(v.to_vec()),
    Uuid => |v| Self::Id(v),
    bool => |v| Self::Bool(v),
    Instant => |v| Self::Int(v.0),
}

impl<T> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(v) => ValueRef::Integer(*v),
            Self::Bool(v) => ValueRef::Integer(i64::from(*v)),
            Self::Text(v) => ValueRef::Text(v.as_bytes()),
            Self::Bytes(v) => ValueRef::Blob(v),
            Self::Id(v) => ValueRef::Blob(v.as_bytes()),
        }))
    }
}

impl postgres::types::ToSql for Value {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(postgres::types::IsNull::Yes),
            Self::Int(v) if *ty == postgres::types::Type::INT4 => {
                i32::try_from(*v)?.to_sql(ty, out)
            }
            Self::Int(v) => v.to_sql(ty, out),
            Self::Bool(v) => v.to_sql(ty, out),
            Self::Text(v) => v.to_sql(ty, out),
            Self::Bytes(v) => v.to_sql(ty, out),
            Self::Id(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        ty: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        use postgres::types::Type;
        let fits = match self {
            Self::Null => true,
            Self::Int(_) => matches!(*ty, Type::INT8 | Type::INT4),
            Self::Bool(_) => *ty == Type::BOOL,
            Self::Text(_) => matches!(*ty, Type::TEXT | Type::VARCHAR),
            Self::Bytes(_) => *ty == Type::BYTEA,
            Self::Id(_) => *ty == Type::UUID,
        };
        if fits {
            self.to_sql(ty, out)
        } else {
            let kind = match self {
                Self::Null => "null",
                Self::Int(_) => "number",
                Self::Text(_) => "text",
                Self::Bytes(_) => "bytes",
                Self::Id(_) => "id",
                Self::Bool(_) => "truth value",
            };
            Err(format!("a {kind} parameter does not fit {ty}").into())
        }
    }
}
