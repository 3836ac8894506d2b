//! Forgets what has run out: sign-ins, links, mails, invitations that nobody accepted.

use crate::Refused;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, Vault, audit, audit::Entry, job, job::Job, sql};
use uuid::Uuid;

/// The kind of the job.
pub const JOB: &str = "accounts.tidy";

/// Mails are kept so many days after they ended, without their words: to see that something was sent.
const MAIL_DAYS: i64 = 30;
/// An invitation that nobody accepted is forgotten after so many days, with the address it went to.
const INVITED_DAYS: i64 = 30;

/// Plans the next tidying, unless one is planned.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn plan(db: &Db, ctx: &Ctx) -> Result<(), Refused> {
    if job::is_planned(db, JOB, "").await? {
        return Ok(());
    }
    let mut tx = db.begin(ctx).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now, "{}").await?;
    tx.audit(entry("accounts.tidy.planned")).await?;
    Ok(tx.commit().await?)
}

/// Tidies, and plans to do so again tomorrow, in one transaction.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn work(db: &Db, vault: &Vault, ctx: &Ctx, taken: &Job) -> Result<(), Refused> {
    let stale = stale_invitations(db, ctx.now.plus_days(-INVITED_DAYS)).await?;
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("delete from login where ends_at <= $1").bind(ctx.now)).await?;
    tx.run(sql!("delete from member_link where ends_at <= $1").bind(ctx.now)).await?;
    let mails = sql!("delete from mail where ended_at is not null and ended_at <= $1");
    tx.run(mails.bind(ctx.now.plus_days(-MAIL_DAYS))).await?;
    for member in stale {
        forget(&mut tx, vault, member).await?;
    }
    job::done(&mut tx, taken).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now.plus_days(1), "{}").await?;
    tx.audit(entry("accounts.tidy")).await?;
    Ok(tx.commit().await?)
}

async fn stale_invitations(db: &Db, before: Instant) -> Result<Vec<Uuid>, Refused> {
    let find = sql!(
        "select m.id from member m where m.joined_at is null and m.ended_at is null and m.created_at <= $1
         and not exists (select 1 from member_link l where l.member_id = m.id and l.ends_at > $1)"
    );
    let rows = db.rows(find.bind(before)).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<reticolo_store::Result<_>>()?)
}

async fn forget(tx: &mut Tx, vault: &Vault, member: Uuid) -> Result<(), Refused> {
    tx.run(sql!("delete from member_link where member_id = $1").bind(member)).await?;
    tx.run(sql!("delete from member where id = $1 and joined_at is null").bind(member)).await?;
    Ok(vault.shred(tx, member).await?)
}

fn entry(action: &'static str) -> Entry<'static> {
    Entry { chain: audit::NETWORK, action, entity: "account", id: None, detail: "" }
}
