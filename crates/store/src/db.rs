//! The database, whichever engine it is.

use crate::{Failure, Result, Row, Statement, Tx, Value, durable::Flusher, row::Inner};
use futures_util::TryStreamExt as _;
use reticolo_base::Ctx;
use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool,
    postgres::{PgArguments, PgPoolOptions},
    query::Query,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
    },
};
use std::{path::Path, str::FromStr as _, sync::Arc, time::Duration};
use tokio::sync::{broadcast, watch};

/// Which engine answers; for doctors and messages, never for rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server, many nodes.
    Postgres,
}

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) pools: Pools,
    pub(crate) newest: Arc<watch::Sender<i64>>,
    pub(crate) hints: broadcast::Sender<Arc<str>>,
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool, flusher: Arc<Flusher> },
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite://PATH` (made when missing), `sqlite::memory:` or `postgres://…`.
    ///
    /// # Errors
    /// [`Failure::Address`] for any other address, [`Failure::Unreachable`] when it cannot be opened.
    pub async fn open(address: &str) -> Result<Self> {
        let pools = if address.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(address).map_err(Failure::Unreachable)?;
            open_sqlite(tuned(options), address.contains(":memory:")).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10));
            Pools::Postgres(options.connect(address).await.map_err(Failure::Unreachable)?)
        } else {
            return Err(Failure::Address);
        };
        Ok(Self::of(pools))
    }

    /// Opens a file of SQLite, whatever its name holds.
    ///
    /// # Errors
    /// [`Failure::Unreachable`] when it cannot be opened.
    pub async fn open_file(path: &Path) -> Result<Self> {
        Ok(Self::of(open_sqlite(sqlite_options(path), false).await?))
    }

    fn of(pools: Pools) -> Self {
        Self { pools, newest: Arc::new(watch::Sender::new(0)), hints: broadcast::Sender::new(256) }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction for writing. It is rolled back when dropped without [`Tx::commit`].
    ///
    /// # Errors
    /// [`Failure`] when the database does not answer.
    pub async fn begin(&self, ctx: &Ctx) -> Result<Tx> {
        Tx::begin(self, ctx).await
    }

    /// Reads all rows.
    ///
    /// # Errors
    /// [`Failure`] of the statement.
    pub async fn rows(&self, statement: impl Into<Statement>) -> Result<Vec<Row>> {
        let statement = statement.into();
        Ok(match &self.pools {
            Pools::Sqlite { read, .. } => {
                sqlite(&statement).fetch_all(read).await?.into_iter().map(Inner::Sqlite).map(Row).collect()
            }
            Pools::Postgres(pool) => postgres(&statement)
                .fetch_all(pool)
                .await?
                .into_iter()
                .map(Inner::Postgres)
                .map(Row)
                .collect(),
        })
    }

    /// Reads the first row, if any.
    ///
    /// # Errors
    /// [`Failure`] of the statement.
    pub async fn row(&self, statement: impl Into<Statement>) -> Result<Option<Row>> {
        let statement = statement.into();
        Ok(match &self.pools {
            Pools::Sqlite { read, .. } => {
                sqlite(&statement).fetch_optional(read).await?.map(Inner::Sqlite).map(Row)
            }
            Pools::Postgres(pool) => {
                postgres(&statement).fetch_optional(pool).await?.map(Inner::Postgres).map(Row)
            }
        })
    }

    /// Reads rows one after another, so that a long answer never lies in memory as a whole.
    ///
    /// # Errors
    /// [`Failure`] of the statement, or the first one that `each` returns.
    pub async fn each<E: From<Failure>>(
        &self,
        statement: impl Into<Statement>,
        mut each: impl FnMut(Row) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let statement = statement.into();
        match &self.pools {
            Pools::Sqlite { read, .. } => {
                let mut rows = sqlite(&statement).fetch(read);
                while let Some(row) = rows.try_next().await.map_err(Failure::from)? {
                    each(Row(Inner::Sqlite(row)))?;
                }
            }
            Pools::Postgres(pool) => {
                let mut rows = postgres(&statement).fetch(pool);
                while let Some(row) = rows.try_next().await.map_err(Failure::from)? {
                    each(Row(Inner::Postgres(row)))?;
                }
            }
        }
        Ok(())
    }

    /// Prepares a text without running it; the test of all statements calls this.
    ///
    /// # Errors
    /// [`Failure::Statement`] when the engine does not understand it.
    pub async fn prepare(&self, text: &'static str) -> Result<()> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        match &self.pools {
            Pools::Sqlite { read, .. } => read.prepare(text.into_sql_str()).await.map(drop)?,
            Pools::Postgres(pool) => pool.prepare(text.into_sql_str()).await.map(drop)?,
        }
        Ok(())
    }

    /// Asks the database whether it answers.
    ///
    /// # Errors
    /// [`Failure`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        self.row(crate::sql!("select 1")).await.map(drop)
    }

    /// Waits until everything that can be read now is on the disk: what is read may be committed a moment before that.
    ///
    /// # Errors
    /// [`Failure::Durable`] when the disk refuses.
    pub(crate) async fn settled(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { flusher, .. } => flusher.wait().await,
            Pools::Postgres(_) => Ok(()),
        }
    }

    /// Closes all connections, so that the files may be moved.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(options: SqliteConnectOptions, in_memory: bool) -> Result<Pools> {
    let flusher = Flusher::of((!in_memory).then(|| options.get_filename().to_path_buf()));
    let write = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    // A commit writes the journal; the flusher puts it on the disk, for all who wait together.
    let writing = options.clone().synchronous(SqliteSynchronous::Normal);
    let write = write.connect_with(writing).await.map_err(Failure::Unreachable)?;
    if in_memory {
        return Ok(Pools::Sqlite { read: write.clone(), write, flusher });
    }
    let read = SqlitePoolOptions::new().max_connections(8);
    let read = read.connect_with(options.read_only(false)).await.map_err(Failure::Unreachable)?;
    Ok(Pools::Sqlite { read, write, flusher })
}

/// How SQLite works for us.
fn tuned(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8000")
        .statement_cache_capacity(256)
}

/// How a file of SQLite is opened.
pub(crate) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    tuned(SqliteConnectOptions::new().filename(path))
}

/// The statement with its values bound for SQLite.
pub(crate) fn sqlite(statement: &Statement) -> Query<'static, Sqlite, SqliteArguments> {
    statement.values.iter().cloned().fold(sqlx::query(statement.sql.text), |query, value| match value {
        Value::Int(v) => query.bind(v),
        Value::Real(v) => query.bind(v),
        Value::Text(v) => query.bind(v),
        Value::Bool(v) => query.bind(v),
        Value::Bytes(v) => query.bind(v),
        Value::Uuid(v) => query.bind(v),
    })
}

/// The statement with its values bound for PostgreSQL.
pub(crate) fn postgres(statement: &Statement) -> Query<'static, Postgres, PgArguments> {
    statement.values.iter().cloned().fold(sqlx::query(statement.sql.text), |query, value| match value {
        Value::Int(v) => query.bind(v),
        Value::Real(v) => query.bind(v),
        Value::Text(v) => query.bind(v),
        Value::Bool(v) => query.bind(v),
        Value::Bytes(v) => query.bind(v),
        Value::Uuid(v) => query.bind(v),
    })
}
