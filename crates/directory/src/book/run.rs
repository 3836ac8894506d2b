//! What was imported, when, with what result.

use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Result, audit, sql};
use uuid::Uuid;

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The source's name.
    pub source: String,
    /// When.
    pub at: Instant,
    /// Its report, as JSON.
    pub report: String,
}

/// Records an import with its report.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn record_run(db: &Db, ctx: &Ctx, id: Uuid, source: &str, report: &str) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    let statement = sql!("insert into import_run (id, source, at, report) values ($1, $2, $3, $4)");
    tx.run(statement.bind(id).bind(source).bind(ctx.now).bind(report)).await?;
    tx.audit(audit::Entry {
        chain: audit::NETWORK,
        action: "directory.import",
        entity: "import_run",
        id: Some(id),
        detail: "",
    })
    .await?;
    tx.commit().await
}

/// The newest imports, at most `most`.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn runs(db: &Db, most: u32) -> Result<Vec<Run>> {
    let rows = db
        .rows(sql!("select source, at, report from import_run order by at desc, id desc limit $1").bind(most))
        .await?;
    rows.iter().map(|row| Ok(Run { source: row.get(0)?, at: row.get(1)?, report: row.get(2)? })).collect()
}
