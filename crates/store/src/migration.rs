//! Migrations: each runs once, in order, in its own transaction, and never changes afterwards.

use crate::{Db, Failure, Result, Tx};
use reticolo_base::Ctx;

/// One step of the schema. Each crate owns its own, named `crate/0001_what`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The name, by which it is known to have run.
    pub name: &'static str,
    /// The statements, the same on both engines.
    pub text: &'static str,
}

/// The migrations of this crate; they come before every domain's.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "store/0001_store", text: include_str!("../migrations/0001_store.sql") },
    Migration { name: "store/0002_vault", text: include_str!("../migrations/0002_vault.sql") },
    Migration { name: "store/0003_lease", text: include_str!("../migrations/0003_lease.sql") },
    Migration { name: "store/0004_shared", text: include_str!("../migrations/0004_shared.sql") },
    Migration { name: "store/0005_keys", text: include_str!("../migrations/0005_keys.sql") },
];

const LEDGER: &str =
    "create table if not exists migration (name text primary key, at bigint not null, hash text not null)";

impl Db {
    /// Brings the schema up to date: this crate's migrations, then the given ones. What ran, by name.
    ///
    /// # Errors
    /// [`Failure::Newer`] when the database knows a migration that this program does not;
    /// [`Failure::Changed`] when a migration's text is not the one that ran.
    pub async fn migrate(&self, ctx: &Ctx, domains: &[&[Migration]]) -> Result<Vec<&'static str>> {
        let mut tx = self.begin(ctx).await?;
        tx.script(LEDGER).await?;
        tx.commit_bookkeeping().await?;
        let all: Vec<Migration> =
            MIGRATIONS.iter().chain(domains.iter().copied().flatten()).copied().collect();
        let mut ran = Vec::new();
        for migration in self.missing(&all).await? {
            if self.apply(ctx, migration).await? {
                ran.push(migration.name);
            }
        }
        Ok(ran)
    }

    /// Refuses to work on a schema that is behind or ahead.
    ///
    /// # Errors
    /// [`Failure::Behind`], [`Failure::Newer`] or [`Failure::Changed`].
    pub async fn check_schema(&self, domains: &[&[Migration]]) -> Result<()> {
        let all: Vec<Migration> =
            MIGRATIONS.iter().chain(domains.iter().copied().flatten()).copied().collect();
        match self.missing(&all).await {
            Ok(missing) if missing.is_empty() => Ok(()),
            Ok(_) | Err(Failure::Statement(_)) => Err(Failure::Behind),
            Err(failure) => Err(failure),
        }
    }

    async fn missing(&self, all: &[Migration]) -> Result<Vec<Migration>> {
        const RAN: crate::Sql = crate::Sql { text: "select name, hash from migration", file: file!() };
        let mut ran = Vec::new();
        for row in self.rows(RAN).await? {
            ran.push((row.get::<String>(0)?, row.get::<String>(1)?));
        }
        if let Some((name, _)) = ran.iter().find(|(name, _)| !all.iter().any(|m| m.name == name)) {
            return Err(Failure::Newer(name.clone()));
        }
        let mut missing = Vec::new();
        for migration in all {
            match ran.iter().find(|(name, _)| name == migration.name) {
                None => missing.push(*migration),
                Some((name, hash)) if *hash != hash_of(migration) => {
                    return Err(Failure::Changed(name.clone()));
                }
                Some(_) => {}
            }
        }
        Ok(missing)
    }

    /// Runs one migration unless another node was first; whether it ran here.
    async fn apply(&self, ctx: &Ctx, migration: Migration) -> Result<bool> {
        let mut tx: Tx = self.begin(ctx).await?;
        // Inserting first takes the key: a second node waits here and then finds that it is done.
        const CLAIM: crate::Sql = crate::Sql {
            text: "insert into migration (name, at, hash) values ($1, $2, $3) on conflict (name) do nothing",
            file: file!(),
        };
        let claim = CLAIM.bind(migration.name).bind(ctx.now).bind(hash_of(&migration));
        if tx.execute(&claim).await? == 0 {
            return Ok(false);
        }
        tx.script(migration.text).await?;
        tx.commit_bookkeeping().await?;
        Ok(true)
    }
}

fn hash_of(migration: &Migration) -> String {
    blake3::hash(migration.text.as_bytes()).to_hex().to_string()
}
