//! One SQL text on two engines: SQLite, embedded, and PostgreSQL, when a territory outgrows one machine.
//!
//! A domain writes `sql!("select … where id = $1").bind(id)` and runs it on a [`Db`] (reading) or inside a
//! [`Tx`] (writing). It never sees which engine answers, and it never names sqlx.
//!
//! - [`sql!`] registers each text; a test prepares all of them on both engines.
//! - A [`Tx`] that wrote must leave an audit entry ([`Tx::audit`]) before it may commit: [`Failure::Unaudited`].
//! - What other domains must know goes into the outbox ([`Tx::emit`]) in the same transaction.
//! - [`Db::listen`] tells when something new is in the outbox, whichever process or node wrote it.
//! - [`job`] holds work to be done later, once.
//! - [`vault`] seals what is personal; the key that opens everything lies outside the database.
//! - [`audit`] is signed now and then, and [`backup`] copies a database that is written to, sealed.
//!
//! Times are bound from the caller's context. This crate reads no clock.

pub mod audit;
pub mod backup;
mod db;
mod durable;
mod failure;
mod files;
mod hex;
pub mod job;
mod lines;
mod migration;
mod outbox;
mod row;
mod statement;
#[doc(hidden)]
pub mod testing;
mod tx;
pub mod vault;

pub use db::{Db, Engine};
pub use failure::Failure;
pub use migration::{MIGRATIONS, Migration};
pub use outbox::Event;
pub use row::{Column, Row};
pub use statement::{Sql, Statement, Value, statements};
pub use tx::Tx;
pub use vault::Vault;

#[doc(hidden)]
pub use inventory;

/// This crate's result.
pub type Result<T> = std::result::Result<T, Failure>;
