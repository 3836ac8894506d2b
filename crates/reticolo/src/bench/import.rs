//! How long it takes to read a directory: into an empty database, and again into the full one.

use super::figure;
use crate::{
    clock,
    commands::import::{How, apply, read},
    database::DOMAINS,
};
use anyhow::Result;
use clap::Args;
use reticolo_directory::{
    book::{self, Vanished},
    demo,
    formats::{self, Options},
};
use reticolo_store::Db;
use std::{
    path::{Path, PathBuf},
    time::Instant,
};

/// Read a directory
#[derive(Debug, Args)]
pub struct Import {
    /// What to read; by default the demonstration network
    path: Option<PathBuf>,
}

impl Import {
    /// Runs the bench.
    ///
    /// # Errors
    /// When nothing can be read or written.
    pub async fn run(self) -> Result<()> {
        let folder = std::env::temp_dir().join(format!("reticolo-bench-import-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let measured = measure(self.path, &folder).await;
        std::fs::remove_dir_all(&folder)?;
        measured
    }
}

async fn measure(path: Option<PathBuf>, folder: &Path) -> Result<()> {
    let path = match path {
        Some(path) => path,
        None => written(folder)?,
    };
    let db = Db::open(&format!("sqlite://{}", folder.join("bench.db").display())).await?;
    db.migrate(&clock::console(), DOMAINS).await?;
    for name in ["import_new", "import_again"] {
        let begun = Instant::now();
        let reading = read(path.clone(), Options::default()).await?;
        apply(&db, &clock::console(), reading, How { dry_run: false, vanished: Vanished::Keep }).await?;
        figure(name, begun.elapsed().as_secs_f64(), "s");
    }
    figure("import_services", book::counts(&db).await?.services as f64, "services");
    db.close().await;
    Ok(())
}

/// The demonstration network as an archive of tables, as another installation would send it.
fn written(folder: &Path) -> Result<PathBuf> {
    let today = clock::now().day_in(&jiff::tz::TimeZone::UTC);
    let path = folder.join("directory.zip");
    formats::write_tables(&demo::records(today)?.records, &path)?;
    Ok(path)
}
