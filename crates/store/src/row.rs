//! A row of an answer.

use crate::{Failure, Result};
use reticolo_base::Instant;
use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

/// A row, whichever engine gave it.
pub struct Row(pub(crate) Inner);

pub(crate) enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A type that a column may be read as.
pub trait Column: Sized {
    #[doc(hidden)]
    fn of(row: &Row, column: usize) -> std::result::Result<Self, sqlx::Error>;
}

impl Row {
    /// The column at this place, from 0.
    ///
    /// # Errors
    /// [`Failure::Column`] when there is none, or it holds something else.
    pub fn get<T: Column>(&self, column: usize) -> Result<T> {
        T::of(self, column).map_err(|cause| Failure::Column { column, cause })
    }
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn of(row: &Row, column: usize) -> std::result::Result<Self, sqlx::Error> {
                match &row.0 {
                    Inner::Sqlite(row) => row.try_get(column),
                    Inner::Postgres(row) => row.try_get(column),
                }
            }
        }
        impl Column for Option<$type> {
            fn of(row: &Row, column: usize) -> std::result::Result<Self, sqlx::Error> {
                match &row.0 {
                    Inner::Sqlite(row) => row.try_get(column),
                    Inner::Postgres(row) => row.try_get(column),
                }
            }
        }
    )*};
}

column!(i64, f64, String, bool, Vec<u8>, Uuid);

impl Column for Instant {
    fn of(row: &Row, column: usize) -> std::result::Result<Self, sqlx::Error> {
        i64::of(row, column).map(Self)
    }
}

impl Column for Option<Instant> {
    fn of(row: &Row, column: usize) -> std::result::Result<Self, sqlx::Error> {
        Option::<i64>::of(row, column).map(|value| value.map(Instant))
    }
}
