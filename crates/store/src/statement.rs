//! A statement: a registered text and its bound values.

use reticolo_base::Instant;
use uuid::Uuid;

/// The text of a statement, made by [`sql!`](crate::sql) only, so that each one is known to the test that prepares all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    /// The text, the same on both engines, with `$1` placeholders.
    pub text: &'static str,
    /// The source file, for the test's message.
    pub file: &'static str,
}

inventory::collect!(Sql);

/// Every statement of every crate linked into this program.
pub fn statements() -> impl Iterator<Item = &'static Sql> {
    inventory::iter::<Sql>.into_iter()
}

/// Registers a statement and names it: `sql!("select id from service where id = $1")`.
#[macro_export]
macro_rules! sql {
    ($text:expr) => {{
        const SQL: $crate::Sql = $crate::Sql { text: $text, file: file!() };
        $crate::inventory::submit! { SQL }
        SQL
    }};
}

impl Sql {
    /// Binds the first value.
    pub fn bind(self, value: impl Into<Value>) -> Statement {
        Statement::from(self).bind(value)
    }
}

/// A text with its values, ready to run.
#[derive(Debug, Clone)]
pub struct Statement {
    pub(crate) sql: Sql,
    pub(crate) values: Vec<Value>,
}

impl Statement {
    /// Binds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }
}

impl From<Sql> for Statement {
    fn from(sql: Sql) -> Self {
        Self { sql, values: Vec::new() }
    }
}

/// A value as both engines know it; each may be absent (`null`).
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `bigint`
    Int(Option<i64>),
    /// `double precision`
    Real(Option<f64>),
    /// `text`
    Text(Option<String>),
    /// `boolean`
    Bool(Option<bool>),
    /// `bytea`
    Bytes(Option<Vec<u8>>),
    /// `uuid`
    Uuid(Option<Uuid>),
}

macro_rules! value_from {
    ($($type:ty => $variant:ident, $make:expr;)*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let make: fn($type) -> _ = $make;
                Self::$variant(Some(make(value)))
            }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                let make: fn($type) -> _ = $make;
                Self::$variant(value.map(make))
            }
        }
    )*};
}

value_from! {
    i64 => Int, |v| v;
    i32 => Int, i64::from;
    u32 => Int, i64::from;
    Instant => Int, |v| v.0;
    f64 => Real, |v| v;
    String => Text, |v| v;
    &str => Text, str::to_owned;
    &String => Text, String::clone;
    bool => Bool, |v| v;
    Vec<u8> => Bytes, |v| v;
    &[u8] => Bytes, <[u8]>::to_vec;
    Uuid => Uuid, |v| v;
}
