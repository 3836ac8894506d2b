//! Reminding those who keep cards: at most one mail a week for an organisation, without a word of what waits.

use super::{Refused, overview::of_scope, scope::Scope};
use reticolo_accounts::member::{self, Reached};
use reticolo_base::{Ctx, Role};
use reticolo_store::{Db, Tx, Vault, audit, audit::Entry, job, job::Job, sql};
use uuid::Uuid;

/// The kind of the job.
pub const JOB: &str = "keeping.reminder";

/// A mail a week at most, in days.
pub const EVERY_DAYS: i64 = 7;

/// Plans the next look at what has aged, unless one is planned.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn plan(db: &Db, ctx: &Ctx) -> Result<(), Refused> {
    if job::is_planned(db, JOB, "").await? {
        return Ok(());
    }
    let mut tx = db.begin(ctx).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now, "{}").await?;
    tx.audit(entry("keeping.reminder.planned", None)).await?;
    Ok(tx.commit().await?)
}

/// An organisation whose cards somebody keeps: its account, its own directory, when it was reminded last.
struct House {
    account: Uuid,
    directory: Uuid,
}

/// Looks what has aged, reminds whoever was not reminded this week, and plans to look again tomorrow. How many mails.
///
/// # Errors
/// [`Refused::Store`] of the database; the job is tried again then.
pub async fn work(db: &Db, vault: &Vault, ctx: &Ctx, taken: &Job) -> Result<usize, Refused> {
    let mut letters: Vec<(Uuid, Vec<Reached>)> = Vec::new();
    for house in houses(db, ctx).await? {
        if !anything_waits(db, ctx, house.directory).await? {
            continue;
        }
        let mut to = member::with_role(db, vault, house.account, Role::ServiceEditor).await?;
        if to.is_empty() {
            to = member::with_role(db, vault, house.account, Role::Administrator).await?;
        }
        letters.push((house.account, to));
    }
    let mut tx = db.begin(ctx).await?;
    let mut sent = 0;
    for (house, to) in letters.iter().filter(|(_, to)| !to.is_empty()) {
        sent += remind(&mut tx, vault, *house, to).await?;
    }
    job::done(&mut tx, taken).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now.plus_days(1), "{}").await?;
    tx.audit(entry("keeping.reminder", None)).await?;
    tx.commit().await?;
    Ok(sent)
}

/// The organisations that were not reminded this week.
async fn houses(db: &Db, ctx: &Ctx) -> Result<Vec<House>, Refused> {
    let find = sql!(
        "select o.id, o.directory_id from account_organization o
         left join keeping_reminder r on r.organization_id = o.id
         where o.left_at is null and o.directory_id is not null and (r.sent_at is null or r.sent_at <= $1) order by o.id"
    );
    let rows = db.rows(find.bind(ctx.now.plus_days(-EVERY_DAYS))).await?;
    rows.iter().map(|row| Ok(House { account: row.get(0)?, directory: row.get(1)? })).collect()
}

/// Whether something of an organisation's cards has aged, or somebody waits for an answer.
async fn anything_waits(db: &Db, ctx: &Ctx, directory: Uuid) -> Result<bool, Refused> {
    let asked = sql!(
        "select 1 from correction c join service s on s.id = c.service_id
         where c.answered_at is null and s.organization_id = $1 limit 1"
    );
    if db.row(asked.bind(directory)).await?.is_some() {
        return Ok(true);
    }
    Ok(!of_scope(db, ctx, Scope::Organization(directory)).await?.is_empty())
}

async fn remind(tx: &mut Tx, vault: &Vault, house: Uuid, to: &[Reached]) -> Result<usize, Refused> {
    let now = tx.ctx().now;
    for reached in to {
        member::write(tx, vault, reached, ("mail-keeping", "keeping"), now.plus_days(EVERY_DAYS)).await?;
    }
    let note = sql!(
        "insert into keeping_reminder (organization_id, sent_at) values ($1, $2)
         on conflict (organization_id) do update set sent_at = excluded.sent_at"
    );
    tx.run(note.bind(house).bind(now)).await?;
    tx.audit(entry("keeping.reminded", Some(house))).await?;
    Ok(to.len())
}

fn entry(action: &'static str, id: Option<Uuid>) -> Entry<'static> {
    Entry { chain: audit::NETWORK, action, entity: "organization", id, detail: "" }
}
