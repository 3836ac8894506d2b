//! For tests only: a story told on both engines.
//!
//! `on_both(async |db| { … })` runs a story on a fresh SQLite database and, where `RETICOLO_TEST_POSTGRES` names a
//! server, on a fresh PostgreSQL database as well. `cargo xtask test` always names one.

pub mod cafe;

use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_store::{Db, Migration, testing};
use uuid::Uuid;

/// The migrations of every domain.
pub const DOMAINS: &[&[Migration]] = &[
    reticolo_accounts::MIGRATIONS,
    reticolo_directory::book::MIGRATIONS,
    reticolo_live::MIGRATIONS,
    reticolo_lab::MIGRATIONS,
    reticolo_desk::MIGRATIONS,
];

/// Tells a story on both engines, each time in a migrated database of its own.
///
/// # Panics
/// When a database cannot be made, or the story does.
pub async fn on_both(story: impl AsyncFn(Db)) {
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let address = format!("sqlite://{}", folder.path().join("story.db").display());
    let db = migrated(&address).await;
    story(db.clone()).await;
    db.close().await;
    on_postgres(story).await;
}

/// Tells a story on PostgreSQL only, where there is one.
///
/// # Panics
/// When the named server does not answer, or the story does.
pub async fn on_postgres(story: impl AsyncFn(Db)) {
    let Some(server) = postgres_server() else {
        println!(
            "RETICOLO_TEST_POSTGRES is not set: told on SQLite only (cargo xtask test tells it on both)"
        );
        return;
    };
    let name = format!("reticolo_test_{}", Uuid::now_v7().simple());
    let address =
        testing::make_database(&server, &name).await.unwrap_or_else(|e| panic!("no PostgreSQL: {e}"));
    let db = migrated(&address).await;
    story(db.clone()).await;
    db.close().await;
    testing::drop_database(&server, &name).await.unwrap_or_else(|e| panic!("cannot drop {name}: {e}"));
}

/// The PostgreSQL server for tests, if one is named.
pub fn postgres_server() -> Option<String> {
    std::env::var("RETICOLO_TEST_POSTGRES").ok().filter(|server| !server.is_empty())
}

async fn migrated(address: &str) -> Db {
    let db = Db::open(address).await.unwrap_or_else(|e| panic!("cannot open {address}: {e}"));
    db.migrate(&at("2026-11-23"), DOMAINS).await.unwrap_or_else(|e| panic!("cannot migrate: {e}"));
    db
}

/// A context of the command line at a moment, read in Italian.
///
/// # Panics
/// When the moment is no RFC 3339 time or date.
pub fn at(moment: &str) -> Ctx {
    let now: Instant = moment.parse().unwrap_or_else(|e| panic!("{moment}: {e}"));
    Ctx::new(now, Actor::Console, Lang::It, Uuid::now_v7())
}
