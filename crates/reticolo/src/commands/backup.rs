//! `reticolo backup`: one sealed file, while the server goes on.

use crate::{clock, database, database::Schema, exit::Exit, out, settings::Settings};
use anyhow::{Result, anyhow};
use clap::Args;
use reticolo_store::{
    Db, Engine, Vault, audit,
    audit::Entry,
    backup::{self, Header},
};
use std::path::{Path, PathBuf};

/// Make a backup of the database while the server goes on: one file, compressed and sealed
#[derive(Debug, Args)]
pub struct Backup {
    /// The file, or a folder in which it gets a name with the time
    path: PathBuf,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Backup {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be read or the file cannot be written; no half backup is left.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Check).await?;
        let vault = database::vault(&db, settings).await?;
        let to = named(&self.path);
        let (size, header) = make(&db, &vault, settings, &to).await?;
        record(&db, &header).await?;
        if self.json {
            out::json(&serde_json::json!({ "path": to, "bytes": size, "at": header.made_at().to_string(),
                                           "erasures": header.erasures, "keys": header.rings }));
        } else {
            out::line(format_args!("{} ({} kB).", to.display(), size.div_ceil(1000)));
        }
        out::note(
            "The keys and the erasure ledger are not in it, and nothing of it can be read without them: reticolo keys backup FOLDER",
        );
        Ok(Exit::Fine)
    }
}

async fn make(db: &Db, vault: &Vault, settings: &Settings, to: &Path) -> Result<(u64, Header)> {
    let made = (env!("CARGO_PKG_VERSION"), clock::now());
    Ok(match db.engine() {
        Engine::Postgres => backup::dump(db, vault, made, &settings.database, to).await?,
        Engine::Sqlite => {
            let file =
                settings.database_file().ok_or_else(|| anyhow!("a database in memory has no backup"))?;
            backup::snapshot(db, vault, made, &file, to).await?
        }
    })
}

/// That everything was copied is on record too.
async fn record(db: &Db, header: &Header) -> Result<()> {
    let detail = format!("{} chains, {} erasures", header.heads.len(), header.erasures);
    let mut tx = db.begin(&clock::console()).await?;
    tx.audit(Entry {
        chain: audit::NETWORK,
        action: "backup.made",
        entity: "backup",
        id: None,
        detail: &detail,
    })
    .await?;
    Ok(tx.commit().await?)
}

/// In a folder, a name that says when and sorts by it.
fn named(path: &Path) -> PathBuf {
    if !path.is_dir() {
        return path.to_owned();
    }
    path.join(format!("reticolo-{}.backup", clock::now().timestamp().strftime("%Y%m%dT%H%M%SZ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_folder_it_gets_a_name_with_the_time() {
        let folder = tempfile::tempdir().unwrap();
        let name = named(folder.path()).file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("reticolo-20") && name.ends_with("Z.backup"), "{name}");
        assert_eq!(named(&folder.path().join("b")), folder.path().join("b"));
    }
}
