//! `reticolo restore`: a backup comes back, and whoever was erased since does not.

use crate::{
    clock,
    database::{DOMAINS, FORGET, plain},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use reticolo_store::{
    Db, Engine, Vault, audit,
    audit::{Entry, checkpoint},
    backup::{self, Header},
    vault::Ring,
};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Restore a backup into an empty place; needs the keys and the current erasure ledger
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    path: PathBuf,
    /// Put it in the place of the database that is there, which is kept under another name (SQLite only; stop the server first)
    #[arg(long)]
    replace: bool,
    /// Only look whether the backup is whole and what is in it
    #[arg(long)]
    check: bool,
}

impl Restore {
    /// Runs the command.
    ///
    /// # Errors
    /// When the backup is damaged, its keys or the current ledger are missing, or the place is not empty: nothing is changed
    /// then.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let ring = Ring::read(&settings.keys)?;
        if self.check {
            tell(&backup::look(&self.path, &ring)?);
            return Ok(Exit::Fine);
        }
        settings.make_folders()?;
        match settings.database_file() {
            Some(file) => self.into_file(&file, settings, &ring).await,
            None => self.into_server(settings, &ring).await,
        }
    }

    async fn into_file(self, file: &Path, settings: &Settings, ring: &Ring) -> Result<Exit> {
        let there = std::fs::metadata(file).is_ok_and(|about| about.len() > 0);
        if there && !self.replace {
            bail!(
                "{} holds a database: choose another place, or keep the old one aside with --replace",
                file.display()
            );
        }
        if there {
            backup::is_free(file).await?;
        }
        let stamp = stamp();
        let half = beside(file, &format!("restoring-{}", Uuid::now_v7().simple()));
        let placed = async {
            let done = self.fill_file(&half, settings, ring).await?;
            let aside = beside(file, &format!("before-{stamp}"));
            Ok::<_, anyhow::Error>((done, backup::put_in_place(&half, file, &aside).await?))
        };
        let (done, aside) = match placed.await {
            Ok(placed) => placed,
            Err(error) => {
                for ending in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(with(&half, ending));
                }
                return Err(error);
            }
        };
        forget_index(&settings.folder, &stamp)?;
        done.tell(&plain(&settings.database));
        if let Some(aside) = aside {
            out::note(format_args!(
                "The old database lies in {}: it still holds what was erased from this one. Delete it when all is well.",
                aside.display()
            ));
        }
        Ok(Exit::Fine)
    }

    async fn fill_file(&self, half: &Path, settings: &Settings, ring: &Ring) -> Result<Restored> {
        let header = backup::unpack(&self.path, ring, half)?;
        fits(&header, Engine::Sqlite)?;
        let db = Db::open_file(half).await?;
        let done = accept(&db, header, settings).await;
        db.close().await;
        done
    }

    async fn into_server(self, settings: &Settings, ring: &Ring) -> Result<Exit> {
        let shown = plain(&settings.database);
        if self.replace {
            bail!("--replace keeps a file aside; make an empty database on the server and name that one");
        }
        let db = Db::open(&settings.database).await.with_context(|| format!("the database {shown}"))?;
        if !db.is_empty().await? {
            bail!("{shown} is not empty: make an empty database and name that one");
        }
        fits(&backup::look(&self.path, ring)?, Engine::Postgres)?;
        let (path, address, ring) = (self.path.clone(), settings.database.clone(), ring.clone());
        let header = tokio::task::spawn_blocking(move || backup::refill(&path, &ring, &address)).await??;
        let done = accept(&db, header, settings)
            .await
            .with_context(|| format!("{shown} was filled and must not be used; drop it"));
        db.close().await;
        let done = done?;
        forget_index(&settings.folder, &stamp())?;
        done.tell(&shown);
        Ok(Exit::Fine)
    }
}

/// What a restoring did.
struct Restored {
    header: Header,
    again: u64,
}

impl Restored {
    fn tell(&self, place: &str) {
        out::line(format_args!("{place} is as it was at {}.", self.header.made_at()));
        if self.again > 0 {
            out::line(format_args!("{} erasures since then are done again.", self.again));
        }
        out::note("Start the server; then: reticolo doctor");
    }
}

/// Everything that must hold before a restored database may be used.
async fn accept(db: &Db, header: Header, settings: &Settings) -> Result<Restored> {
    if let Some(said) = backup::integrity(db).await? {
        bail!("the database in the backup is damaged: {said}");
    }
    let ctx = clock::console();
    db.migrate(&ctx, DOMAINS).await.context("bringing the restored database up to date")?;
    let broken = audit::verify_against(db, &header.heads).await?;
    if let Some(first) = broken.first() {
        bail!("the audit in the backup does not hold: {} at entry {}", first.chain, first.number);
    }
    let heads = audit::heads(db).await?;
    let vault = Vault::open_at(db, &settings.places()).await?;
    let again = vault.replay(db, &ctx, FORGET).await?;
    let detail = format!("of {}, {again} erasures done again", header.made_at());
    let mut tx = db.begin(&ctx).await?;
    tx.audit(Entry {
        chain: audit::NETWORK,
        action: "backup.restored",
        entity: "backup",
        id: None,
        detail: &detail,
    })
    .await?;
    tx.commit().await?;
    checkpoint::restored(&vault, &ctx, &heads).await?;
    Ok(Restored { header, again })
}

fn fits(header: &Header, engine: Engine) -> Result<()> {
    let wanted = backup::engine(engine);
    if header.engine == wanted {
        return Ok(());
    }
    Err(anyhow!("this backup is one of {}, and --database names one of {wanted}", header.engine))
}

fn tell(header: &Header) {
    out::line(format_args!(
        "A whole backup of {}, made at {} by version {}.",
        header.engine,
        header.made_at(),
        header.version
    ));
    out::line(format_args!(
        "{} chains of the audit, {} erasures, sealed with {}.",
        header.heads.len(),
        header.erasures,
        if header.rings.is_empty() { "no keys yet".to_owned() } else { header.rings.join(", ") }
    ));
}

/// The index was made from another history, whose numbers may come again: it is kept aside and made anew.
fn forget_index(folder: &Path, stamp: &str) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let aside = beside(folder, &format!("before-{stamp}"));
    std::fs::rename(folder, &aside).with_context(|| format!("the index {}", folder.display()))
}

/// Now, as part of a name.
fn stamp() -> String {
    clock::now().timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    with(path, &format!(".{ending}"))
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
