//! Opening the database as every command does it.

use crate::{clock, settings::Settings};
use anyhow::{Context as _, Result};
use reticolo_directory::book;
use reticolo_store::{Db, Migration, Vault, vault::Forget};

/// The migrations of every domain, in order.
pub const DOMAINS: &[&[Migration]] = &[
    reticolo_accounts::MIGRATIONS,
    book::MIGRATIONS,
    reticolo_live::MIGRATIONS,
    reticolo_lab::MIGRATIONS,
    reticolo_desk::MIGRATIONS,
];

/// How each domain erases its rows of somebody who was erased after this database was copied.
pub const FORGET: &[Forget] = &[
    |tx, subject| Box::pin(reticolo_accounts::member::forget(tx, subject)),
    |tx, subject| Box::pin(reticolo_lab::people::forget(tx, subject)),
    |tx, subject| Box::pin(reticolo_desk::person::forget(tx, subject)),
];

/// Whether a command may change the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Bring it up to date first.
    Migrate,
    /// Refuse to work on one that is behind.
    Check,
}

/// Opens the database of the settings.
///
/// # Errors
/// When it cannot be opened, or its schema is newer, behind or changed; the message says what to do.
pub async fn open(settings: &Settings, schema: Schema) -> Result<Db> {
    settings.make_folders()?;
    let db = Db::open(&settings.database)
        .await
        .with_context(|| format!("the database {}", plain(&settings.database)))?;
    match schema {
        Schema::Migrate => {
            for name in
                db.migrate(&clock::console(), DOMAINS).await.context("bringing the database up to date")?
            {
                tracing::debug!(migration = name, "ran");
            }
        }
        Schema::Check => db.check_schema(DOMAINS).await?,
    }
    Ok(db)
}

/// Opens the vault of the database; its key ring and erasure ledger are made on first need. Who was erased after this database
/// was copied is erased again before anything else is done with it.
///
/// # Errors
/// When the key file or the ledger is missing, unreadable or of another database; the message says what to do.
pub async fn vault(db: &Db, settings: &Settings) -> Result<Vault> {
    let vault = Vault::open_at(db, &settings.places())
        .await
        .with_context(|| format!("the keys {}", settings.keys.display()))?;
    let again =
        vault.replay(db, &clock::console(), FORGET).await.context("erasing again whom the ledger knows")?;
    if again > 0 {
        tracing::warn!(again, "this database came from an older copy: who was erased since is erased again");
    }
    Ok(vault)
}

/// The address without a password.
pub fn plain(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((before, host))) if before.contains("://") => format!("{scheme}://…@{host}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(super::plain("postgres://anna:segreto@db.example/rete"), "postgres://…@db.example/rete");
        assert_eq!(super::plain("sqlite://r.db"), "sqlite://r.db");
    }
}
