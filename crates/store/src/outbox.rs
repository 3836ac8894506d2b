//! The outbox: what happened, in commit order, for other domains and other nodes.

use crate::{Db, Result, Tx, db::Pools, sql};
use reticolo_base::Instant as Moment;
use sqlx::postgres::PgListener;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{broadcast, watch},
    time::Instant,
};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number: later commits have higher numbers, without gaps.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// What, e.g. `directory.changed`.
    pub kind: String,
    /// Particulars as JSON.
    pub body: String,
}

/// The channel on which PostgreSQL tells other nodes a number.
const CHANNEL: &str = "reticolo";
/// The channel of hints, which are kept nowhere.
const HINTS: &str = "reticolo_hint";
/// The safety net when a notification is lost, and the way one hears of another process on SQLite.
const POLL: Duration = Duration::from_secs(2);

pub(crate) async fn append(tx: &mut Tx, kind: &str, body: &str) -> Result<i64> {
    let at = tx.ctx().now;
    let row =
        tx.row(sql!("update counter set value = value + 1 where name = 'outbox' returning value")).await?;
    let number = row.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(1);
    let statement = sql!("insert into outbox (number, at, kind, body) values ($1, $2, $3, $4)");
    tx.execute(&statement.bind(number).bind(at).bind(kind).bind(body)).await?;
    Ok(number)
}

/// PostgreSQL only, and so not one of the shared statements: `pg_notify` inside the transaction.
pub(crate) async fn notify(tx: &mut Tx, number: i64) -> Result<()> {
    const NOTIFY: crate::Sql = crate::Sql { text: "select pg_notify($1, $2)", file: file!() };
    tx.execute(&NOTIFY.bind(CHANNEL).bind(number.to_string())).await.map(drop)
}

pub(crate) async fn hint(tx: &mut Tx, words: &str) -> Result<()> {
    const NOTIFY: crate::Sql = crate::Sql { text: "select pg_notify($1, $2)", file: file!() };
    tx.execute(&NOTIFY.bind(HINTS).bind(words)).await.map(drop)
}

impl Db {
    /// The events after a number, oldest first, at most `most`.
    ///
    /// # Errors
    /// [`crate::Failure`] of the database.
    pub async fn events_after(&self, number: i64, most: u32) -> Result<Vec<Event>> {
        let statement =
            sql!("select number, at, kind, body from outbox where number > $1 order by number limit $2");
        let rows = self.rows(statement.bind(number).bind(most)).await?;
        rows.iter()
            .map(|row| {
                Ok(Event { number: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, body: row.get(3)? })
            })
            .collect()
    }

    /// The number of the newest event, 0 when nothing happened yet.
    ///
    /// # Errors
    /// [`crate::Failure`] of the database.
    pub async fn newest_event(&self) -> Result<i64> {
        let row = self.row(sql!("select value from counter where name = 'outbox'")).await?;
        row.map_or(Ok(0), |row| row.get(0))
    }

    /// Changes whenever this process hears of a newer event: at once for its own commits, and while
    /// [`Db::listen`] runs also for those of other processes and nodes.
    pub fn newest(&self) -> watch::Receiver<i64> {
        self.newest.subscribe()
    }

    /// Hears the hints of other nodes, and one's own, while [`Db::listen`] runs. Hints may be lost.
    pub fn hints(&self) -> broadcast::Receiver<Arc<str>> {
        self.hints.subscribe()
    }

    /// Runs for ever: hears of events that others commit. Lost connections are tried again.
    pub async fn listen(&self) {
        loop {
            if let Err(failure) = self.hear().await {
                tracing::warn!(error = %failure, "cannot hear of changes; trying again");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    async fn hear(&self) -> Result<()> {
        let mut listener = match &self.pools {
            Pools::Sqlite { .. } => None,
            Pools::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen_all([CHANNEL, HINTS]).await?;
                Some(listener)
            }
        };
        loop {
            self.saw(self.newest_event().await?);
            match &mut listener {
                None => tokio::time::sleep(POLL).await,
                Some(listener) => self.hear_until_news(listener).await?,
            }
        }
    }

    /// Passes hints on until there may be a new event.
    async fn hear_until_news(&self, listener: &mut PgListener) -> Result<()> {
        let until = Instant::now() + POLL;
        while let Ok(heard) = tokio::time::timeout_at(until, listener.recv()).await {
            let heard = heard?;
            if heard.channel() == CHANNEL {
                return Ok(());
            }
            // Nobody may be listening; a hint is only a hint.
            let _ = self.hints.send(heard.payload().into());
        }
        Ok(())
    }

    pub(crate) fn saw(&self, number: i64) {
        self.newest.send_if_modified(|newest| {
            let newer = number > *newest;
            if newer {
                *newest = number;
            }
            newer
        });
    }
}
